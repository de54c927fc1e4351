"""Annotated articles and extracted events from the lines of their files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.record import Record, RecordError, article_from_record, event_from_record
from nlp.schema import Article, Event

_ENTITIES = ("sources", "targets", "places")


class AnnotationError(ValueError):
    """A file holds no annotated articles, or no events: the message names the line and what to mend there."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the events that annotators found in it; `off_topic` where the text can have none."""

    article: Article
    events: tuple[Event, ...]
    off_topic: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """Events by article id; `confident` says whether every one of them came with a confidence."""

    events: Mapping[str, tuple[Event, ...]]
    confident: bool


def read_gold(lines: Iterable[bytes]) -> tuple[GoldArticle, ...]:
    """Read annotated articles, one JSON object a line in the form of GUIDELINES.md. Raises AnnotationError."""
    articles = []
    for number, record in _records(lines):
        try:
            article = article_from_record(record)
            events = tuple(_events(record, article.text))
        except RecordError as error:
            raise AnnotationError(f"line {number}: {error}") from None
        articles.append(GoldArticle(article, events, bool(record.get("off_topic"))))
    return tuple(articles)


def read_extracted(lines: Iterable[bytes], gold: Iterable[GoldArticle]) -> Extracted:
    """Read `{id, events}` objects, the last one of an id counting; an event needs `type` and the trigger's offsets.

    Raises AnnotationError.
    """
    texts = {item.article.id: item.article.text for item in gold}
    found: dict[str, tuple[Event, ...]] = {}
    confident = True
    for number, record in _records(lines):
        identity = str(record.get("id"))
        if identity not in texts:
            continue
        try:
            found[identity] = tuple(_events(record, texts[identity]))
        except RecordError as error:
            raise AnnotationError(f"line {number}: {error}") from None
        confident &= all(event.get("confidence") is not None for event in record["events"])
    return Extracted(found, confident)


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, Record]]:
    """Give each line's object with the number of the line."""
    number = 0
    empty = True
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig")
            if not text.strip():
                continue
            record = json.loads(text)
        except UnicodeDecodeError as error:
            raise AnnotationError(f"line {number} is not UTF-8 (byte {error.start})") from None
        except (ValueError, RecursionError) as error:
            raise AnnotationError(f"line {number} is no JSON: {error}") from None
        if not isinstance(record, dict):
            raise AnnotationError(f"line {number} must be a JSON object with the fields of an article")
        empty = False
        yield number, record
    if empty:
        raise AnnotationError("holds no article; give JSON lines with `id`, `text`, `published` and `events`")


def _events(record: Record, text: str) -> Iterator[Event]:
    if "events" not in record:
        raise RecordError("field 'events' is missing: is this a file of annotated articles?")
    if not isinstance(record["events"], list):
        raise RecordError("field 'events' must be a list")
    for index, event in enumerate(record["events"], 1):
        try:
            yield event_from_record(_completed(event, text))
        except RecordError as error:
            raise RecordError(f"event {index}: {error}") from None


def _completed(event: object, text: str) -> object:
    """Take the short forms that other extractors write: an entity or a date as bare text, a trigger by offsets alone.

    A trigger must lie inside the text.
    """
    if not isinstance(event, Mapping):
        return event
    full: dict[str, Any] = dict(event)
    trigger = full.get("trigger")
    if isinstance(trigger, Mapping):
        start, end = trigger.get("start"), trigger.get("end")
        if isinstance(start, int) and isinstance(end, int):
            if not 0 <= start <= end <= len(text):
                raise RecordError(f"field 'trigger' ({start} to {end}) lies outside the text")
            full["trigger"] = {"text": text[start:end], **trigger}
    for role in _ENTITIES:
        if isinstance(full.get(role), list):
            full[role] = [{"name": item} if isinstance(item, str) else item for item in full[role]]
    day = full.get("date")
    full["date"] = {"start": day, "end": day} if isinstance(day, str) and day else day or None
    return full

"""The use case «a reading is corrected»: what a button or a reply says becomes an event with that field otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.articles
import store.corrections
import store.entered
import store.places
from bot.known_names import resolver
from bot.query_dates import read_days
from nlp.resolver import Candidate
from nlp.schema import MODES, Actor, ActorKind, Count, Event, EventType, Place, Status, When
from store.records import ArticleRecord, EventRecord, MendedRecord, NameMatch, Verdict

LARGEST = 10_000_000
"""The most people that an event may have hit."""

NONE = "-"
"""The value of a field that an event does not have."""

_CANDIDATES = 4  # of the archive, and of the field's lists
_NAMED = ("sources", "targets", "places")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of an article and what was said of it."""

    record: EventRecord
    mended: MendedRecord | None = None

    @property
    def rejected(self) -> bool:
        """Whether it is kept out."""
        return self.mended is not None and self.mended.verdict is Verdict.REJECTED


@dataclass(frozen=True, slots=True)
class Option:
    """An actor or a place that may be put into a field, or (`chosen`) is in it."""

    id: int
    name: str
    chosen: bool


async def entries_of(session: AsyncSession, article: ArticleRecord) -> list[Entry]:
    """Give an article's events in text order with what was said of each, rejected ones among them."""
    mended = await store.corrections.of_article(session, article.id)
    found = [Entry(one, mended.get(one.id)) for one in await store.articles.events_of(session, article.id)]
    for one in mended.values():
        if one.verdict is Verdict.REJECTED:
            day = (one.event.when and (one.event.when.end or one.event.when.start)) or article.published
            record = EventRecord(
                one.event_id, one.event, day, article.received_at, article.id, article.publisher, article.published
            )
            found.append(Entry(record, one))
    return sorted(found, key=lambda entry: (entry.record.event.trigger.start, entry.record.id))


async def options(session: AsyncSession, record: EventRecord, field: str) -> list[Option]:
    """Give what is in a field of names, and what else the article names that may be put there."""
    if field not in _NAMED:
        return []
    chosen = await store.entered.of_event(session, record.id, field)
    others = await store.entered.of_article(session, record.article_id, field)
    there = {number for number, _ in chosen}
    return [Option(number, name, True) for number, name in chosen] + [
        Option(number, name, False) for number, name in others if number not in there
    ]


async def chosen(session: AsyncSession, record: EventRecord, field: str, value: str) -> tuple[Event, tuple[str, ...]]:
    """Give the event with the value of a button in a field, and the fields that this changes. ValueError."""
    event = record.event
    if field == "type":
        type = EventType(value)
        mode = event.mode if event.mode in MODES[type] else None
        return replace(event, type=type, mode=mode), ("type", "mode")
    if field in _NAMED:
        return await _toggled(session, record, field, int(value)), (field,)
    return _with(event, field, _plain_value(event, field, value)), (field,)


def written(record: EventRecord, field: str, words: str, today: date) -> Event | None:
    """Give the event with a date or a number as someone wrote it; None where it is none."""
    if field == "when":
        days = read_days(words, today)
        return replace(record.event, when=When(*days)) if days and any(days) else None
    number = words.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if not number.isdecimal() or len(number) > 8 or int(number) > LARGEST:
        return None
    return _with(record.event, field, Count(int(number)))


async def meant(session: AsyncSession, field: str, name: str) -> tuple[list[NameMatch], list[tuple[int, Candidate]]]:
    """Give the actors or places that a name may mean: of the archive, and others by their rank in the field's lists."""
    if field == "places":
        found = await store.places.find(session, name, limit=_CANDIDATES)
    else:
        found = await store.actors.find(session, name, limit=_CANDIDATES)
    matches = [one for one in found if one.id is not None]
    known = {one.key for one in matches}
    listed_ones = enumerate(await listed(field, name))
    return matches, [(place, one) for place, one in listed_ones if one.key not in known]


async def listed(field: str, name: str) -> tuple[Candidate, ...]:
    """Give the candidates of the field's lists, always the same for a name."""
    kind = "place" if field == "places" else "actor"
    return await asyncio.to_thread(lambda: resolver().resolve(name, kind, limit=_CANDIDATES))  # type: ignore[arg-type]


def with_candidate(event: Event, field: str, one: Candidate) -> Event:
    """Give the event with an actor or a place of the field's lists added."""
    if field == "places":
        place = Place(one.name, (), (), one.key, one.latitude, one.longitude, None, one.country, one.region)
        return _added(event, field, place)
    return _added(event, field, Actor(one.name, (), (), one.key, _kind(one.sort), one.country))


def with_new(event: Event, field: str, name: str) -> Event:
    """Give the event with an actor or a place that is made new by its name. ValueError for no name."""
    if not name.strip():
        raise ValueError("no name")
    return _added(event, field, Place(name) if field == "places" else Actor(name))


async def _toggled(session: AsyncSession, record: EventRecord, field: str, number: int) -> Event:
    """The event without an actor or place that is in the field, or with one that is not."""
    there = [one for one, _ in await store.entered.of_event(session, record.id, field, each=True)]
    entries: Sequence[Any] = getattr(record.event, field)
    if number in there:
        left = tuple(entry for entry, one in zip(entries, there, strict=True) if one != number)
        return _with(record.event, field, left)
    entry = await store.entered.entry(session, field, number)
    if entry is None:
        raise ValueError(f"nobody of the number {number}")
    return _added(record.event, field, entry)


def _added(event: Event, field: str, entry: Actor | Place) -> Event:
    return _with(event, field, (*getattr(event, field), entry))


def _with(event: Event, field: str, value: Any) -> Event:
    values: dict[str, Any] = {field: value}
    return replace(event, **values)


def _plain_value(event: Event, field: str, value: str) -> Any:
    if field == "status":
        return Status(value)
    if value == NONE:
        return None
    if field == "mode":
        if value not in MODES[event.type]:
            raise ValueError(f"no mode of {event.type}: {value!r}")
        return value
    if field == "when":
        day = date.fromisoformat(value)
        return When(day, day)
    if int(value) > LARGEST:
        raise ValueError("too many")
    return Count(int(value))


def _kind(sort: str) -> ActorKind | None:
    return ActorKind(sort) if sort in set(ActorKind) else None

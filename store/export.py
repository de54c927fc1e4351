"""Events for export: every one that a filter keeps, newest first, in batches, in memory that does not grow.

A batch starts after the last event of the one before (keyset), so that no query and no transaction runs long: what is
recorded meanwhile may or may not be in it, and an event whose day is corrected meanwhile may come twice or not at all.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, String, select
from sqlalchemy import cast as as_type
from sqlmodel import col

from nlp.schema import Actor, ActorKind, Attribution, EventType, Place, Status
from store.choices import matching
from store.database import Database
from store.records import Cursor, EventFilter
from store.rows import batches
from store.tables import ArticleRow, EventRow, Publisher

BATCH = 500
"""Events in one batch: some 2 MB while they are written, and a few milliseconds of the event loop."""


@dataclass(frozen=True, slots=True)
class ExportedEvent:
    """An event as it leaves the archive: who, whom and where by name and identity, without spans and reasons.

    `day` is its day of sorting (the day of publication where the text gives none), `recorded_at` aware UTC.
    """

    id: int
    day: date
    starts: date | None
    ends: date | None
    type: EventType
    mode: str | None
    status: Status
    killed: int | None
    wounded: int | None
    confidence: float
    recorded_at: datetime
    trigger: str
    sentence: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    places: tuple[Place, ...]
    attribution: tuple[Attribution, ...]
    article_id: int
    published: date
    lang: str | None
    title: str | None
    url: str | None
    publisher: str | None


class Batch:
    """Some events as the database gave them; `events()` makes them out, which takes time: not on the event loop."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def events(self) -> Iterator[ExportedEvent]:
        """Give the events one by one."""
        return map(_event, self._rows)


async def stream(database: Database, wanted: EventFilter, *, size: int = BATCH) -> AsyncIterator[Batch]:
    """Give all events that match in batches of `size`, newest first; each batch is a transaction of its own."""
    after: Cursor | None = None
    while True:
        async with database.read() as session:
            choice = await matching(session, wanted)
            keys = [(day, event_id) for day, event_id in await session.execute(choice.keys(after, size))]
            found: dict[int, Sequence[Any]] = {}
            for ids in batches([event_id for _, event_id in keys]):
                found |= {row[0]: row for row in (await session.execute(_COLUMNS.where(col(EventRow.id).in_(ids))))}
        if found:
            yield Batch([found[event_id] for _, event_id in keys if event_id in found])
        if len(keys) < size:
            return
        after = Cursor(*keys[-1])


_OF_EVENT = (
    "id", "day", "starts", "ends", "type", "mode", "status", "killed", "wounded", "confidence", "recorded_at",
)  # fmt: skip
_DETAIL = len(_OF_EVENT)
_FACTS = (*_OF_EVENT, "article_id", "published", "lang", "title", "url", "publisher")
_COLUMNS: Select[Any] = (
    select(
        *(getattr(EventRow, name) for name in _OF_EVENT),
        as_type(col(EventRow.detail), String),  # text: reading JSON is work for whoever calls `events()`
        col(EventRow.article_id),
        *(getattr(ArticleRow, name) for name in ("published", "lang", "title", "url")),
        col(Publisher.name),
    )
    .join(ArticleRow, col(ArticleRow.id) == col(EventRow.article_id))
    .outerjoin(Publisher, col(Publisher.id) == col(ArticleRow.publisher_id))
)


def _event(row: Sequence[Any]) -> ExportedEvent:
    said = json.loads(row[_DETAIL])
    facts: dict[str, Any] = dict(zip(_FACTS, (*row[:_DETAIL], *row[_DETAIL + 1 :]), strict=True))
    return ExportedEvent(
        **facts,
        trigger=said["trigger"]["text"],
        sentence=said["sentence"]["text"],
        sources=tuple(map(_actor, said.get("sources", ()))),
        targets=tuple(map(_actor, said.get("targets", ()))),
        places=tuple(map(_place, said.get("places", ()))),
        attribution=tuple(Attribution(one["name"], key=one.get("key")) for one in said.get("attribution", ())),
    )


def _actor(said: Mapping[str, Any]) -> Actor:
    kind = said.get("kind")
    return Actor(said["name"], key=said.get("key"), kind=ActorKind(kind) if kind else None, country=said.get("country"))


def _place(said: Mapping[str, Any]) -> Place:
    return Place(
        said["name"],
        key=said.get("key"),
        latitude=said.get("latitude"),
        longitude=said.get("longitude"),
        uncertainty_km=said.get("uncertainty_km"),
        country=said.get("country"),
        admin1=said.get("admin1"),
        relation=said.get("relation"),
    )

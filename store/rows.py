"""From table rows to records: what leaves this room is made here, and nowhere does a row leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import lru_cache
from itertools import islice
from typing import TypeVar, cast

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from store.detail import from_document
from store.filters import filter_of
from store.records import ArticleRecord, ChatRecord, EventRecord, Origin, Schedule, Subscription
from store.tables import ArticleRow, Chat, EventRow, Row, SubscriptionRow

T = TypeVar("T")

_ALONE = text("SET LOCAL max_parallel_workers_per_gather = 0")

BATCH = 500
"""Rows or ids in one statement; SQLite takes 32,766 values, a row has at most twenty."""


def insert_into(session: AsyncSession, table: type[Row]) -> sqlite.Insert | postgresql.Insert:
    """Give an INSERT that knows ON CONFLICT in the session's database."""
    return postgresql.insert(table) if on_postgresql(session) else sqlite.insert(table)


def on_postgresql(session: AsyncSession) -> bool:
    """Whether the session talks to PostgreSQL (and not to SQLite)."""
    return session.get_bind().dialect.name == "postgresql"


async def alone(session: AsyncSession) -> None:
    """Let PostgreSQL answer the session without parallel workers: starting them takes longer than a page."""
    if on_postgresql(session):
        await session.execute(_ALONE)


def batches(items: Sequence[T]) -> Iterator[list[T]]:
    """Cut the items into lists of at most `BATCH`."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def article_record(row: ArticleRow, publisher: str | None) -> ArticleRecord:
    """Give the record of an article's row and its publisher's name."""
    return ArticleRecord(
        id=cast(int, row.id),
        text=row.text,
        published=row.published,
        received_at=row.received_at,
        state=row.state,
        publisher=publisher,
        lang=row.lang,
        title=row.title,
        url=row.url,
        event_count=row.event_count,
        error=row.error,
        origin=Origin(row.admin_id, row.chat_id, row.message_id, row.reply_message_id),
        attempts=row.attempts,
        read_at=row.read_at,
        copy_of=row.copy_of,
    )


def event_record(
    row: EventRow, published: date, title: str | None, url: str | None, publisher: str | None
) -> EventRecord:
    """Give the record of an event's row and of what is told of its article."""
    return EventRecord(
        id=cast(int, row.id),
        event=from_document(row.detail),
        day=row.day,
        recorded_at=row.recorded_at,
        article_id=row.article_id,
        publisher=publisher,
        published=published,
        title=title,
        url=url,
    )


def chat_record(row: Chat) -> ChatRecord:
    """Give the record of a chat's row."""
    return ChatRecord(row.id, row.lang, row.timezone, row.kind, row.title, row.paused, row.quiet_from, row.quiet_until)


def subscription_record(row: SubscriptionRow) -> Subscription:
    """Give the record of a subscription's row."""
    return Subscription(
        id=cast(int, row.id),
        chat_id=row.chat_id,
        thread_id=row.thread_id or None,
        filter=filter_of(row.filter_key),
        label=row.label,
        cadence=row.cadence,
        schedule=_schedule(row.hours, row.weekdays),
        silent=row.silent,
        tell_empty=row.tell_empty,
        paused=row.paused,
        next_due=row.next_due,
        created_at=row.created_at,
        last_told_at=row.last_told_at,
    )


def schedule_columns(schedule: Schedule) -> dict[str, str]:
    """Give the columns of a subscription's row that hold its schedule."""
    hours = ",".join(hour.isoformat() for hour in schedule.hours)
    return {"hours": hours, "weekdays": "".join(map(str, schedule.weekdays))}


@lru_cache(maxsize=1024)
def _schedule(hours: str, weekdays: str) -> Schedule:
    return Schedule(tuple(time.fromisoformat(hour) for hour in hours.split(",")), tuple(map(int, weekdays)))

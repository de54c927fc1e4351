"""Alerts that told an event otherwise than it stands now: which messages those are, and that they are owed anew.

A person, or a new reading of the article, gives a told event other facts or says that there is none. What is owed is
one more delivery of the subscription whose alert it was; it writes that message anew (`bot.alerts`), which makes no
sound, and so in silent chats too. Of what is no more the row in `mended_event` tells who was told of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.detail import from_document
from store.facts import facts_of
from store.mended import stands
from store.records import Destination, EventRecord
from store.rows import batches, insert_into
from store.tables import (
    ArticleRow,
    DeliveredEvent,
    Delivery,
    DeliveryState,
    EventRow,
    MendedEvent,
    Publisher,
    SubscriptionRow,
)

AMENDED_WITHIN = timedelta(days=7)
"""How long after its sending an alert is written anew: the whole archive read again must not touch every old one."""

TAKEN_BACK = "-"
"""The facts of an event that is no more, once the message that told it is owed anew."""


async def owe_anew(session: AsyncSession, article_id: int, *, now: datetime) -> None:
    """Open, for each alert that told an event of the article otherwise than it stands now, a delivery to amend it.

    The session must be one of `Database.write`.
    """
    recent = col(DeliveredEvent.delivered_at) > now - AMENDED_WITHIN
    owing = {number for number, _ in await _told_otherwise(session, article_id, recent)}
    gone = await _gone_of(session, [article_id])
    owing |= {entry["subscription_id"] for one in gone for entry in one.told if _is_owed(entry, now)}
    if not owing:
        return
    there: set[int | None] = set()
    for some in batches(sorted(owing)):
        active = col(SubscriptionRow.id).in_(some), col(SubscriptionRow.active).is_(True)
        there |= set(await session.scalars(select(col(SubscriptionRow.id)).where(*active)))
    for one in gone:
        one.told = [
            entry | {"facts": TAKEN_BACK} if _is_owed(entry, now) and entry["subscription_id"] in there else entry
            for entry in one.told
        ]
    await session.flush()
    values = [
        {
            "subscription_id": number,
            "period": f"article:{article_id}:{now.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "due": now,
            "article_id": article_id,
            "state": DeliveryState.OPEN,
            "available_at": now,
            "attempts": 0,
        }
        for number in sorted(number for number in there if number is not None)
    ]
    for rows in batches(values):
        opened = insert_into(session, Delivery).values(rows)
        await session.execute(opened.on_conflict_do_nothing(index_elements=["subscription_id", "period"]))


async def to_amend(session: AsyncSession, to: Destination, article_id: int) -> set[int]:
    """Give the alerts of a destination, by message, that told an event of the article otherwise than it stands now."""
    here = col(DeliveredEvent.chat_id) == to.chat_id, col(DeliveredEvent.thread_id) == (to.thread_id or 0)
    found = {message for _, message in await _told_otherwise(session, article_id, *here)}
    gone = await _gone_of(session, [article_id])
    return found | {entry["message_id"] for one in gone for entry in one.told if _by_alert(entry) and _is_at(entry, to)}


async def gone_from(
    session: AsyncSession, to: Destination, message_id: int, article_ids: Collection[int]
) -> tuple[EventRecord, ...]:
    """Give the events of these articles that the message told and that are no more, as they were, by their numbers."""
    gone = [
        one
        for one in await _gone_of(session, article_ids)
        if any(_is_at(entry, to) and entry["message_id"] == message_id for entry in one.told)
    ]
    return await _as_they_were(session, gone)


async def gone_for(session: AsyncSession, to: Destination, *, now: datetime, limit: int) -> tuple[EventRecord, ...]:
    """Give the events, recorded of late, that the destination was told of and not yet that they are no more."""
    recorded = (col(EventRow.recorded_at), col(EventRow.id))
    before = select(recorded[1]).where(recorded[0] <= now - AMENDED_WITHIN)
    last = await session.scalar(before.order_by(recorded[0].desc(), recorded[1].desc()).limit(1))
    mended = select(MendedEvent).where(col(MendedEvent.event_id) > (last or 0))
    rows = await session.scalars(mended.order_by(col(MendedEvent.event_id)).execution_options(populate_existing=True))
    untold = [
        row for row in rows if not stands(row) and any(_is_at(entry, to) and _is_untold(entry) for entry in row.told)
    ]
    return await _as_they_were(session, untold[:limit])


async def mark_taken_back(session: AsyncSession, to: Destination, event_ids: Collection[int]) -> None:
    """Record that the destination was told that these events are no more."""
    rows = await session.scalars(
        select(MendedEvent)
        .where(col(MendedEvent.event_id).in_(event_ids))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for row in rows:
        row.told = [entry | {"facts": TAKEN_BACK} if _is_at(entry, to) else entry for entry in row.told]
    await session.flush()


async def _as_they_were(session: AsyncSession, gone: Sequence[MendedEvent]) -> tuple[EventRecord, ...]:
    articles = await session.execute(
        select(ArticleRow, col(Publisher.name))
        .outerjoin(Publisher, col(Publisher.id) == col(ArticleRow.publisher_id))
        .where(col(ArticleRow.id).in_({one.article_id for one in gone}))
    )
    of = {article.id or 0: (article, publisher) for article, publisher in articles}
    return tuple(_as_it_was(one, of[one.article_id]) for one in gone)


def _as_it_was(gone: MendedEvent, told_by: tuple[ArticleRow, str | None]) -> EventRecord:
    article, publisher = told_by
    event = from_document(gone.own)
    day = (event.when and (event.when.end or event.when.start)) or article.published
    return EventRecord(gone.event_id, event, day, gone.recorded_at, gone.article_id, publisher, article.published)


async def _told_otherwise(session: AsyncSession, article_id: int, *which: Any) -> set[tuple[int, int]]:
    """The subscriptions, each with a message of its alerts, that told an event of the article with other facts."""
    told: tuple[Any, ...] = (
        DeliveredEvent.subscription_id, DeliveredEvent.message_id, DeliveredEvent.facts, EventRow.id, EventRow.detail
    )  # fmt: skip
    rows = await session.execute(
        select(*told)
        .join(EventRow, col(EventRow.id) == col(DeliveredEvent.event_id))
        .where(
            col(EventRow.article_id) == article_id,
            col(DeliveredEvent.alert).is_(True),
            col(DeliveredEvent.message_id).is_not(None),
            col(DeliveredEvent.subscription_id).is_not(None),
            col(DeliveredEvent.facts).is_not(None),
            *which,
        )
    )
    now: dict[int, str] = {}
    found: set[tuple[int, int]] = set()
    for subscription_id, message_id, facts, event_id, detail in rows:
        if event_id not in now:
            now[event_id] = str(facts_of(from_document(detail)))
        if facts != now[event_id]:
            found.add((subscription_id, message_id))
    return found


async def _gone_of(session: AsyncSession, article_ids: Collection[int]) -> list[MendedEvent]:
    rows = await session.scalars(
        select(MendedEvent)
        .where(col(MendedEvent.article_id).in_(article_ids))
        .order_by(col(MendedEvent.event_id))
        .execution_options(populate_existing=True)
    )
    return [row for row in rows if row.told and not stands(row)]


def _by_alert(entry: dict[str, Any]) -> bool:
    return bool(entry["alert"]) and None not in (entry["message_id"], entry["subscription_id"])


def _is_owed(entry: dict[str, Any], now: datetime) -> bool:
    """Whether an alert told what is no more, of late, and it is not yet owed that it says so."""
    told_at = datetime.fromisoformat(entry["delivered_at"])
    told_at = told_at if told_at.tzinfo else told_at.replace(tzinfo=UTC)
    return _by_alert(entry) and entry["facts"] != TAKEN_BACK and told_at > now - AMENDED_WITHIN


def _is_untold(entry: dict[str, Any]) -> bool:
    """Whether someone was told of the event, more than that there is one, and not that it is no more."""
    return bool(entry["facts"]) and entry["facts"] != TAKEN_BACK


def _is_at(entry: dict[str, Any], to: Destination) -> bool:
    return (entry["chat_id"], entry["thread_id"]) == (to.chat_id, to.thread_id or 0)

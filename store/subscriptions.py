"""Standing questions of chats and topics: one a filter and destination, told on schedule or at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.due import next_due
from store.errors import UnknownChatError
from store.filters import filter_key as filter_key
from store.filters import watch_key
from store.naming import clean
from store.records import Cadence, Destination, EventFilter, Schedule, Subscription
from store.rows import insert_into, schedule_columns, subscription_record
from store.tables import Chat, Delivery, DeliveryState, SubscriptionRow

DAILY = Schedule()

PARKED = datetime(9999, 1, 1, tzinfo=UTC)
"""When the open digests of a paused chat may be claimed: not before it wakes."""

_UNCHANGED = {"chat_id", "thread_id", "filter_key", "created_at"}  # by the same question asked again


async def subscribe(
    session: AsyncSession,
    to: Destination,
    wanted: EventFilter,
    label: str | None,
    schedule: Schedule = DAILY,
    *,
    now: datetime,
    cadence: Cadence = Cadence.SCHEDULED,
    silent: bool = False,
    tell_empty: bool = False,
) -> Subscription:
    """Subscribe the destination to what the filter asks for; the same filter again changes how it is told, and ends a
    pause. UnknownChatError.

    One that is told at once from now on, or again, gets a digest right away of what it would have been told meanwhile.

    What was recorded before `created_at`, but for a day, is no news to a subscription; asking again leaves it as it is.
    """
    chat = await session.get(Chat, to.chat_id, populate_existing=True)
    if chat is None:
        raise UnknownChatError(to.chat_id)
    at_once = cadence is Cadence.AT_ONCE
    values = {
        "chat_id": to.chat_id,
        "thread_id": to.thread_id or 0,
        "filter_key": filter_key(wanted),
        "place_id": wanted.place_id,
        "actor_id": wanted.actor_id,
        "watch": watch_key(wanted) if at_once else None,
        "label": clean(label) if label else None,
        "cadence": cadence,
        **schedule_columns(schedule),
        "silent": silent,
        "tell_empty": tell_empty,
        "paused": False,
        "active": not chat.paused,
        "next_due": None if at_once else next_due(schedule, chat.timezone, now),
        "created_at": now,
    }
    statement = insert_into(session, SubscriptionRow).values(values)
    changed: dict[str, Any] = {name: statement.excluded[name] for name in values if name not in _UNCHANGED}
    if at_once:
        waited = (col(SubscriptionRow.cadence) != Cadence.AT_ONCE) | col(SubscriptionRow.paused).is_(True)
        due: Any = SubscriptionRow.next_due
        changed["next_due"] = case((waited, literal(now, due.type)), else_=due)
    stored = statement.on_conflict_do_update(index_elements=["chat_id", "thread_id", "filter_key"], set_=changed)
    subscription_id = await session.scalar(stored.returning(col(SubscriptionRow.id)))
    return await _get(session, subscription_id)


async def change(
    session: AsyncSession,
    chat_id: int,
    subscription_id: int,
    *,
    now: datetime,
    schedule: Schedule | None = None,
    cadence: Cadence | None = None,
    silent: bool | None = None,
    tell_empty: bool | None = None,
) -> Subscription | None:
    """Change how a subscription of the chat is told; what is None stays. None where the chat has no such one."""
    row = await _row(session, chat_id, subscription_id)
    if row is None:
        return None
    known = subscription_record(row)
    schedule = schedule or known.schedule
    cadence = cadence or known.cadence
    row.sqlmodel_update(schedule_columns(schedule))
    row.silent = known.silent if silent is None else silent
    row.tell_empty = known.tell_empty if tell_empty is None else tell_empty
    if (schedule, cadence) != (known.schedule, known.cadence):
        row.cadence = cadence
        row.watch = watch_key(known.filter) if cadence is Cadence.AT_ONCE else None
        begins = cadence is Cadence.AT_ONCE is not known.cadence  # with what the next digest would have told
        row.next_due = None if known.paused else now if begins else await _due(session, row, now)
    await session.flush()
    return subscription_record(row)


async def pause(session: AsyncSession, chat_id: int, subscription_id: int) -> Subscription | None:
    """Tell nothing of a subscription until it is resumed; None where the chat has no such one.

    Its digests and alerts that are not yet sent are taken back: what they hold is news when it is resumed.
    """
    row = await _row(session, chat_id, subscription_id)
    if row is None:
        return None
    row.paused, row.active, row.next_due = True, False, None
    await session.flush()
    await take_back(session, col(Delivery.subscription_id) == subscription_id)
    return subscription_record(row)


async def resume(session: AsyncSession, chat_id: int, subscription_id: int, *, now: datetime) -> Subscription | None:
    """Tell a paused subscription again; None where the chat has no such one.

    One at once gets a digest of what it missed right away, another with its next hour.
    """
    row = await _row(session, chat_id, subscription_id)
    if row is None or not row.paused:
        return subscription_record(row) if row else None
    chat = await session.get_one(Chat, chat_id, populate_existing=True)
    row.paused, row.active = False, not chat.paused
    row.next_due = now if row.cadence is Cadence.AT_ONCE else await _due(session, row, now)
    await session.flush()
    return subscription_record(row)


async def of_chat(session: AsyncSession, chat_id: int) -> tuple[Subscription, ...]:
    """Give the chat's subscriptions, those of its topics among them, oldest first."""
    return await _those(session, col(SubscriptionRow.chat_id) == chat_id)


async def of_destination(session: AsyncSession, to: Destination) -> tuple[Subscription, ...]:
    """Give the subscriptions that are told to just this chat or topic, oldest first."""
    return await _those(
        session, col(SubscriptionRow.chat_id) == to.chat_id, col(SubscriptionRow.thread_id) == (to.thread_id or 0)
    )


async def get(session: AsyncSession, chat_id: int, subscription_id: int) -> Subscription | None:
    """Give a subscription of the chat, None where it has no such one."""
    row = await _row(session, chat_id, subscription_id)
    return subscription_record(row) if row else None


async def unsubscribe(session: AsyncSession, chat_id: int, subscription_id: int | None = None) -> int:
    """End one subscription of the chat, or all of them for None, and give how many ended."""
    statement = delete(SubscriptionRow).where(col(SubscriptionRow.chat_id) == chat_id)
    if subscription_id is not None:
        statement = statement.where(col(SubscriptionRow.id) == subscription_id)
    ended = await session.scalars(
        statement.returning(col(SubscriptionRow.id)).execution_options(synchronize_session=False)
    )
    return len(ended.all())


async def take_back(session: AsyncSession, which: ColumnElement[bool]) -> None:
    """Remove the deliveries that are open and claimed by no one just now, as if they had not come up."""
    unclaimed = (col(Delivery.state) == DeliveryState.OPEN, col(Delivery.claimed_at).is_(None))
    await session.execute(delete(Delivery).where(which, *unclaimed).execution_options(synchronize_session=False))


async def reckon(session: AsyncSession, chat_id: int, timezone: str, now: datetime) -> None:
    """Set when the scheduled subscriptions of a chat are due next by the clock of a time zone."""
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(
            col(SubscriptionRow.chat_id) == chat_id,
            col(SubscriptionRow.cadence) == Cadence.SCHEDULED,
            col(SubscriptionRow.paused).is_(False),
        )
        .execution_options(populate_existing=True)
    )
    for row in rows:
        row.next_due = next_due(subscription_record(row).schedule, timezone, now)
    await session.flush()


async def of_paused_chat(session: AsyncSession, chat_id: int, *, now: datetime) -> None:
    """Let the subscriptions of a chat that can't be written to sleep, with the digests of theirs that are open.

    What alerts would have told is told by a digest when the chat wakes.
    """
    of_it = col(SubscriptionRow.chat_id) == chat_id
    await take_back(session, _of_chat(chat_id) & col(Delivery.article_id).is_not(None))
    await _set_available(session, chat_id, PARKED)
    await _update(session, {"active": False}, of_it)
    at_once = (col(SubscriptionRow.cadence) == Cadence.AT_ONCE, col(SubscriptionRow.paused).is_(False))
    await _update(session, {"next_due": now}, of_it, *at_once, col(SubscriptionRow.next_due).is_(None))


async def of_closed_destination(session: AsyncSession, to: Destination, *, until: datetime) -> None:
    """Take back the alerts of a chat or topic that are open; what they would have told is told by a digest then."""
    here = (
        col(SubscriptionRow.chat_id) == to.chat_id,
        col(SubscriptionRow.thread_id) == (to.thread_id or 0),
        col(SubscriptionRow.cadence) == Cadence.AT_ONCE,
        col(SubscriptionRow.paused).is_(False),
    )
    ids = select(col(SubscriptionRow.id)).where(*here)
    of_it = col(Delivery.subscription_id).in_(ids.scalar_subquery())
    await take_back(session, of_it & col(Delivery.article_id).is_not(None))
    await _update(session, {"next_due": until}, *here, col(SubscriptionRow.next_due).is_(None))


async def of_woken_chat(session: AsyncSession, chat_id: int) -> None:
    """Wake the subscriptions of a chat that can be written to again, those it paused itself left out."""
    awake = (col(SubscriptionRow.chat_id) == chat_id, col(SubscriptionRow.paused).is_(False))
    await _update(session, {"active": True}, *awake)
    await _set_available(session, chat_id, col(Delivery.due), col(Delivery.available_at) == PARKED)


def _of_chat(chat_id: int) -> ColumnElement[bool]:
    ids = select(col(SubscriptionRow.id)).where(col(SubscriptionRow.chat_id) == chat_id)
    return col(Delivery.subscription_id).in_(ids.scalar_subquery())


async def _set_available(session: AsyncSession, chat_id: int, moment: Any, *which: ColumnElement[bool]) -> None:
    open_ones = (_of_chat(chat_id), col(Delivery.state) == DeliveryState.OPEN, *which)
    await session.execute(
        update(Delivery).where(*open_ones).values(available_at=moment).execution_options(synchronize_session=False)
    )


async def _update(session: AsyncSession, values: dict[str, Any], *which: ColumnElement[bool]) -> None:
    await session.execute(
        update(SubscriptionRow).where(*which).values(values).execution_options(synchronize_session=False)
    )


async def _due(session: AsyncSession, row: SubscriptionRow, now: datetime) -> datetime | None:
    if row.cadence is Cadence.AT_ONCE:
        return None
    chat = await session.get_one(Chat, row.chat_id, populate_existing=True)
    return next_due(subscription_record(row).schedule, chat.timezone, now)


async def _get(session: AsyncSession, subscription_id: int | None) -> Subscription:
    return subscription_record(await session.get_one(SubscriptionRow, subscription_id, populate_existing=True))


async def _row(session: AsyncSession, chat_id: int, subscription_id: int) -> SubscriptionRow | None:
    row = await session.get(SubscriptionRow, subscription_id, populate_existing=True)
    return row if row is not None and row.chat_id == chat_id else None


async def _those(session: AsyncSession, *which: ColumnElement[bool]) -> tuple[Subscription, ...]:
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(*which)
        .order_by(col(SubscriptionRow.id))
        .execution_options(populate_existing=True)
    )
    return tuple(subscription_record(row) for row in rows)

"""Taking what is due upon oneself: open deliveries first, then digests, one a chat at a time, by any process.

Alerts are opened by `store.alerts`, digests here, when their subscription is due. What is claimed is closed, failed or
renewed in `store.deliveries`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.due import next_due, quiet_until
from store.records import Cadence, Claim
from store.rows import chat_record, insert_into, subscription_record
from store.tables import Chat, Delivery, DeliveryState, SubscriptionRow


async def claim_due(
    session: AsyncSession, *, now: datetime, lease: timedelta, limit: int = 20, by: str | None = None
) -> list[Claim]:
    """Take up to `limit` deliveries that are due, for `lease`: those already open first (alerts, and what was given
    up), then digests by due time. An empty list says that nothing is due; a shorter one does not.

    A subscription's next digest is set to the first one after `now`: hours that were missed are told in one digest.
    Chats that are paused, told to wait or have another claim under way are left out, and alerts in a chat's quiet
    hours are put off to their end. `by` is the process that claims (`store.senders`): once it is silent, what it
    holds is free. The session must be one of `Database.write`.
    """
    until = now + lease
    ids = await _take(session, _open_ones, now, until, limit, by)
    ids += await _take(session, _open_digests, now, until, limit - len(ids), by)
    return await _claims(session, ids, until)


async def free_claims_of(session: AsyncSession, processes: Collection[str]) -> None:
    """Let what processes that died had claimed be claimed again at once, rather than when their leases are over."""
    held = (
        col(Delivery.state) == DeliveryState.OPEN,
        col(Delivery.claimed_at).is_not(None),
        col(Delivery.error).in_([_held_by(process) for process in processes]),
    )
    rows = await session.execute(
        select(col(Delivery.id), col(Delivery.available_at), col(SubscriptionRow.chat_id))
        .join(SubscriptionRow, col(SubscriptionRow.id) == col(Delivery.subscription_id))
        .where(*held)
        .order_by(col(SubscriptionRow.chat_id))
    )
    for delivery_id, lease_until, chat_id in rows.all():  # at most as many as a process sends to at a time
        leased = col(Chat.id) == chat_id, col(Chat.send_after) == lease_until
        mine = col(Delivery.id) == delivery_id, col(Delivery.available_at) == lease_until
        no_sync = {"synchronize_session": False}
        await session.execute(update(Chat).where(*leased).values(send_after=None), execution_options=no_sync)
        values = {"available_at": col(Delivery.due), "claimed_at": None}
        await session.execute(update(Delivery).where(*mine, *held).values(values), execution_options=no_sync)


def _held_by(process: str | None) -> str | None:
    """What stands for a reason while a delivery is out: of one that was never closed, who had it."""
    return None if process is None else f"claimed by {process}"


async def _take(
    session: AsyncSession,
    choose: Callable[[AsyncSession, datetime, int], Awaitable[tuple[int, dict[int, int]]]],
    now: datetime,
    until: datetime,
    limit: int,
    by: str | None,
) -> list[int]:
    """Claim deliveries as `choose` gives them, each time the first of each chat, until there are enough or no more."""
    taken: list[int] = []
    while len(taken) < limit:
        seen, chosen = await choose(session, now, limit - len(taken))
        if not seen:
            break
        await session.execute(
            update(Delivery)
            .where(col(Delivery.id).in_(list(chosen)))
            .values(available_at=until, claimed_at=now, attempts=col(Delivery.attempts) + 1, error=_held_by(by))
            .execution_options(synchronize_session=False)
        )
        await session.execute(
            update(Chat)
            .where(col(Chat.id).in_(list(chosen.values())))
            .values(send_after=until)
            .execution_options(synchronize_session=False)
        )
        taken += chosen
    return taken


async def _open_ones(session: AsyncSession, now: datetime, limit: int) -> tuple[int, dict[int, int]]:
    """Lock open deliveries that are due; how many were looked at, and the chat of each that may be sent."""
    rows = await session.execute(
        select(Delivery, Chat)
        .join(SubscriptionRow, col(SubscriptionRow.id) == col(Delivery.subscription_id))
        .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
        .where(col(Delivery.state) == DeliveryState.OPEN, col(Delivery.available_at) <= now, *_free_chat(now))
        .order_by(col(Delivery.available_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(of=(Delivery, Chat), skip_locked=True)
        .execution_options(populate_existing=True)
    )
    looked_at, chosen, busy = 0, dict[int, int](), set[int]()
    for delivery, chat in rows.all():
        looked_at += 1
        quiet = quiet_until(chat.quiet_from, chat.quiet_until, chat.timezone, now) if delivery.article_id else None
        if quiet is not None:
            delivery.available_at = quiet
        elif chat.id not in busy:
            busy.add(chat.id)
            chosen[cast(int, delivery.id)] = chat.id
    await session.flush()
    return looked_at, chosen


async def _open_digests(session: AsyncSession, now: datetime, limit: int) -> tuple[int, dict[int, int]]:
    """Open a delivery for subscriptions that are due; how many were looked at, and the chat of each delivery."""
    # A digest that waits for its retry tells the new events too: two would tell them one after the other.
    waiting = exists().where(
        col(Delivery.subscription_id) == col(SubscriptionRow.id),
        col(Delivery.state) == DeliveryState.OPEN,
        col(Delivery.article_id).is_(None),
    )
    rows = await session.execute(
        select(SubscriptionRow, Chat)
        .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
        .where(col(SubscriptionRow.active).is_(True), col(SubscriptionRow.next_due) <= now, *_free_chat(now), ~waiting)
        .order_by(col(SubscriptionRow.next_due), col(SubscriptionRow.id))
        .limit(limit)
        .with_for_update(of=(SubscriptionRow, Chat), skip_locked=True)
        .execution_options(populate_existing=True)
    )
    firsts: dict[int, tuple[SubscriptionRow, Chat]] = {}
    looked_at = 0
    for subscription, chat in rows.all():
        looked_at += 1
        firsts.setdefault(chat.id, (subscription, chat))
    opened = await _open(session, [subscription for subscription, _ in firsts.values()])
    await _set_next_due(session, firsts.values(), now)
    chats = {subscription.id: chat.id for subscription, chat in firsts.values()}
    return looked_at, {delivery_id: chats[subscription_id] for delivery_id, subscription_id in opened}


async def _set_next_due(session: AsyncSession, due: Iterable[tuple[SubscriptionRow, Chat]], now: datetime) -> None:
    """Set the hour after `now`; one at once had only a digest of missed alerts due, and has none to come."""
    values = []
    for row, chat in due:
        scheduled = row.cadence is Cadence.SCHEDULED
        following = next_due(subscription_record(row).schedule, chat.timezone, now) if scheduled else None
        values.append({"id": row.id, "next_due": following})
    if values:
        await session.execute(update(SubscriptionRow), values, execution_options={"synchronize_session": False})


async def _open(session: AsyncSession, due: Sequence[SubscriptionRow]) -> list[tuple[int, int]]:
    """Write a delivery for each subscription's period; gives those that are new, with their subscription."""
    if not due:
        return []
    values = [
        {
            "subscription_id": subscription.id,
            "period": period_of(cast(datetime, subscription.next_due)),
            "due": subscription.next_due,
            "state": DeliveryState.OPEN,
            "available_at": subscription.next_due,
            "attempts": 0,
        }
        for subscription in due
    ]
    rows = await session.execute(
        insert_into(session, Delivery)
        .on_conflict_do_nothing(index_elements=["subscription_id", "period"])
        .returning(col(Delivery.id), col(Delivery.subscription_id)),
        values,
    )
    return [(cast(int, row[0]), row[1]) for row in rows]


def period_of(due: datetime) -> str:
    """Give the period of a digest: its due moment, to the second, in UTC."""
    return f"{due.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _free_chat(now: datetime) -> tuple[ColumnElement[bool], ...]:
    may_send = or_(col(Chat.send_after).is_(None), col(Chat.send_after) <= now)
    return col(Chat.paused).is_(False), may_send


async def _claims(session: AsyncSession, delivery_ids: Sequence[int], until: datetime) -> list[Claim]:
    rows = await session.execute(
        select(Delivery, SubscriptionRow, Chat)
        .join(SubscriptionRow, col(SubscriptionRow.id) == col(Delivery.subscription_id))
        .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
        .where(col(Delivery.id).in_(delivery_ids))
        .order_by(col(Delivery.due), col(Delivery.id))
        .execution_options(populate_existing=True)
    )
    return [
        Claim(
            delivery_id=cast(int, delivery.id),
            subscription=subscription_record(subscription),
            chat=chat_record(chat),
            due=delivery.due,
            claimed_at=cast(datetime, delivery.claimed_at),
            lease_until=until,
            attempts=delivery.attempts,
            article_id=delivery.article_id,
        )
        for delivery, subscription, chat in rows
    ]

"""Digests: claimed in the database before they are sent, closed after, and never the same event to a chat twice.

A claim is a lease: when a process dies between claim and close, the delivery is anyone's again once the lease is over.
A digest may so reach a chat twice (sent, then died), but is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.choices import matching
from store.due import next_due
from store.events import page_of
from store.naming import clean
from store.records import Claim, EventFilter, EventPage, Subscription
from store.rows import batches, chat_record, insert_into, subscription_record
from store.tables import Chat, DeliveredEvent, Delivery, DeliveryState, EventRow, SubscriptionRow

NEWS_BEFORE_SUBSCRIBING = timedelta(hours=24)
"""What was recorded within this time before someone subscribed is news to them too, so the first digest has some."""


async def claim_due(session: AsyncSession, *, now: datetime, lease: timedelta, limit: int = 20) -> list[Claim]:
    """Take up to `limit` digests that are due, for `lease`: those given up first, then subscriptions by due time.

    A subscription's next digest is set to the first one after `now`: days that were missed are told in one digest.
    Paused chats are left out. Close each claim before composing the next one: two subscriptions of a chat may ask for
    the same event. The session must be one of `Database.write`.
    """
    ids = await _reclaim(session, now, lease, limit)
    # A digest still under way or waiting for its retry tells the new events too: two at once would tell them twice.
    under_way = exists().where(
        col(Delivery.subscription_id) == col(SubscriptionRow.id), col(Delivery.state) == DeliveryState.CLAIMED
    )
    due = await session.execute(
        select(SubscriptionRow, Chat)
        .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
        .where(col(SubscriptionRow.next_due) <= now, col(Chat.paused).is_(False), ~under_way)
        .order_by(col(SubscriptionRow.next_due))
        .limit(max(limit - len(ids), 0))
        .with_for_update(of=SubscriptionRow, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    for subscription, chat in due.all():
        opened = await session.scalar(
            insert_into(session, Delivery)
            .values(
                subscription_id=subscription.id,
                due=subscription.next_due,
                state=DeliveryState.CLAIMED,
                lease_until=now + lease,
                attempts=1,
            )
            .on_conflict_do_nothing(index_elements=["subscription_id", "due"])
            .returning(col(Delivery.id))
        )
        ids += [opened] if opened is not None else []
        subscription.next_due = next_due(subscription.at, chat.timezone, now)
    await session.flush()
    return await _claims(session, ids)


def news_since(subscription: Subscription) -> datetime:
    """Give the moment from which on recorded events are news to the subscription."""
    return subscription.created_at - NEWS_BEFORE_SUBSCRIBING


async def new_events(
    session: AsyncSession, chat_id: int, wanted: EventFilter, *, since: datetime, limit: int = 50
) -> EventPage:
    """Give the newest events that match, were recorded after `since` and that the chat was not told of; `total` is
    the number of all those. For a subscription `since` is `news_since(subscription)`.
    """
    told = exists().where(col(DeliveredEvent.chat_id) == chat_id, col(DeliveredEvent.event_id) == col(EventRow.id))
    choice = await matching(session, wanted)
    choice = choice.and_event(col(EventRow.recorded_at) > since, ~told)
    return await page_of(session, choice, after=None, limit=limit)


async def close(session: AsyncSession, delivery_id: int, event_ids: Iterable[int], *, now: datetime) -> None:
    """Record that the digest was sent with these events (none: there was nothing to tell).

    Where the subscription was ended meanwhile there is nothing left to close, and nothing is recorded.
    """
    chat_id = await session.scalar(
        select(col(SubscriptionRow.chat_id))
        .join(Delivery, col(Delivery.subscription_id) == col(SubscriptionRow.id))
        .where(col(Delivery.id) == delivery_id)
    )
    if chat_id is None:
        return
    await record_direct(session, chat_id, event_ids, now=now)
    await session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id)
        .values(state=DeliveryState.SENT, closed_at=now, error=None)
        .execution_options(synchronize_session=False)
    )


async def fail(
    session: AsyncSession, delivery_id: int, error: str, *, retry_at: datetime | None, now: datetime
) -> None:
    """Record why the digest was not sent; it is claimed again from `retry_at` on, or never for None."""
    state = DeliveryState.FAILED if retry_at is None else DeliveryState.CLAIMED
    await session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.state) == DeliveryState.CLAIMED)
        .values(
            state=state,
            lease_until=retry_at or now,
            closed_at=now if retry_at is None else None,
            error=clean(error)[:1000],
        )
        .execution_options(synchronize_session=False)
    )


async def record_direct(session: AsyncSession, chat_id: int, event_ids: Iterable[int], *, now: datetime) -> None:
    """Record that the chat was told of these events (a digest asked for by hand); again is the same as once.

    An event that a new reading of its article has removed meanwhile is passed over.
    """
    for batch in batches(sorted(set(event_ids))):
        there = (await session.scalars(select(col(EventRow.id)).where(col(EventRow.id).in_(batch)))).all()
        values = [{"chat_id": chat_id, "event_id": event_id, "delivered_at": now} for event_id in there]
        if values:
            statement = insert_into(session, DeliveredEvent).values(values)
            await session.execute(statement.on_conflict_do_nothing(index_elements=["chat_id", "event_id"]))


async def pause_chat(session: AsyncSession, chat_id: int) -> None:
    """Send the chat nothing more (it blocked the bot) until `chats.ensure` hears from it again."""
    await session.execute(
        update(Chat).where(col(Chat.id) == chat_id).values(paused=True).execution_options(synchronize_session=False)
    )


async def _reclaim(session: AsyncSession, now: datetime, lease: timedelta, limit: int) -> list[int]:
    """Take over the deliveries whose lease is over, oldest first."""
    # Locked first and updated after: PostgreSQL may run a sub-select with LIMIT inside an UPDATE more than once.
    chosen = await session.scalars(
        select(col(Delivery.id))
        .join(SubscriptionRow, col(SubscriptionRow.id) == col(Delivery.subscription_id))
        .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
        .where(
            col(Delivery.state) == DeliveryState.CLAIMED,
            col(Delivery.lease_until) <= now,
            col(Chat.paused).is_(False),
        )
        .order_by(col(Delivery.lease_until))
        .limit(limit)
        .with_for_update(of=Delivery, skip_locked=True)
    )
    ids = [cast(int, delivery_id) for delivery_id in chosen]
    if ids:
        await session.execute(
            update(Delivery)
            .where(col(Delivery.id).in_(ids))
            .values(lease_until=now + lease, attempts=col(Delivery.attempts) + 1)
            .execution_options(synchronize_session=False)
        )
    return ids


async def _claims(session: AsyncSession, delivery_ids: Sequence[int]) -> list[Claim]:
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
            cast(int, delivery.id),
            subscription_record(subscription),
            chat_record(chat),
            delivery.due,
            delivery.attempts,
        )
        for delivery, subscription, chat in rows
    ]

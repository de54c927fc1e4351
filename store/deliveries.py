"""The ledger: digests and alerts are claimed before they are sent, closed after, and no destination is told twice.

A claim is a lease: when a process dies between claim and close, the delivery is anyone's again once the lease is over.
A message may so reach a chat twice (sent, then died), but none is lost. A chat has one claim at a time, so that no two
processes tell it the same event. Whoever writes to several tables takes the chat's row first, lest two processes wait
for each other; claiming passes over what another has locked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

import store.chats
from store.choices import matching
from store.due import next_due, quiet_until
from store.events import page_of
from store.naming import clean
from store.records import Cadence, Claim, Destination, EventFilter, EventPage, Subscription, ToldEvent
from store.rows import batches, chat_record, insert_into, subscription_record
from store.tables import Chat, DeliveredEvent, Delivery, DeliveryState, EventRow, SubscriptionRow
from store.told import record_told

NEWS_BEFORE_SUBSCRIBING = timedelta(hours=24)
"""What was recorded within this time before someone subscribed is news to them too, so the first digest has some."""

LONGEST_ERROR = 1000
"""Characters kept of what went wrong."""

LONGEST_CONTENT = 20_000
"""Characters kept of a text that Telegram refused; a message has 4,096, with mark-up more."""


async def claim_due(session: AsyncSession, *, now: datetime, lease: timedelta, limit: int = 20) -> list[Claim]:
    """Take up to `limit` deliveries that are due, for `lease`: those already open first (alerts, and what was given
    up), then digests by due time. An empty list says that nothing is due; a shorter one does not.

    A subscription's next digest is set to the first one after `now`: hours that were missed are told in one digest.
    Chats that are paused, told to wait or have another claim under way are left out, and alerts in a chat's quiet
    hours are put off to their end. The session must be one of `Database.write`.
    """
    until = now + lease
    ids = await _take(session, _open_ones, now, until, limit)
    ids += await _take(session, _open_digests, now, until, limit - len(ids))
    return await _claims(session, ids, until)


def news_since(subscription: Subscription) -> datetime:
    """Give the moment from which on recorded events are news to the subscription."""
    return subscription.created_at - NEWS_BEFORE_SUBSCRIBING


async def new_events(
    session: AsyncSession, to: Destination, wanted: EventFilter, *, since: datetime, limit: int = 50
) -> EventPage:
    """Give the newest events that match, were recorded after `since` and that the destination was not told of.

    `total` is the number of all those. For a subscription `since` is `news_since(subscription)`.
    """
    told = exists().where(
        col(DeliveredEvent.chat_id) == to.chat_id,
        col(DeliveredEvent.thread_id) == (to.thread_id or 0),
        col(DeliveredEvent.event_id) == col(EventRow.id),
    )
    choice = await matching(session, wanted)
    choice = choice.and_event(col(EventRow.recorded_at) > since, ~told)
    return await page_of(session, choice, after=None, limit=limit)


async def close(
    session: AsyncSession,
    claim: Claim,
    told: Iterable[ToldEvent] = (),
    *,
    now: datetime,
    message_id: int | None = None,
    send_after: datetime | None = None,
) -> None:
    """Record that a delivery was sent, with the events of its last message (none: there was nothing to tell).

    The chat is free for its next delivery, from `send_after` on if that is given. Where the subscription was ended
    meanwhile there is nothing left to close, and nothing is recorded.
    """
    await _free(session, claim, send_after)
    closed = await session.scalar(
        update(Delivery)
        .where(col(Delivery.id) == claim.delivery_id)
        .values(_sent(now))
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )
    if closed is not None:
        await record_message(session, claim, told, message_id=message_id, now=now)
        if claim.article_id is None:
            await session.execute(
                update(SubscriptionRow)
                .where(col(SubscriptionRow.id) == claim.subscription.id)
                .values(last_told_at=claim.claimed_at)
                .execution_options(synchronize_session=False)
            )


async def close_empty(session: AsyncSession, claims: Sequence[Claim], *, now: datetime) -> None:
    """Close deliveries of one batch of claims that had nothing to tell, as `close` without events does one by one."""
    for some in batches(claims):
        digests = [claim.subscription.id for claim in some if claim.article_id is None]
        for row, which, values in (
            (Chat, _leased(some), {"send_after": None}),
            (Delivery, col(Delivery.id).in_([claim.delivery_id for claim in some]), _sent(now)),
            (SubscriptionRow, col(SubscriptionRow.id).in_(digests), {"last_told_at": some[0].claimed_at}),
        ):
            await session.execute(update(row).where(which).values(values).execution_options(synchronize_session=False))


async def record_message(
    session: AsyncSession, claim: Claim, told: Iterable[ToldEvent], *, message_id: int | None, now: datetime
) -> None:
    """Record which events a message of a claimed delivery told, right after it was sent."""
    told = tuple(told)
    if not told:
        return
    # Where its subscription stands now: the chat may have moved since, and must not while this is written.
    moved = await session.get(
        SubscriptionRow, claim.subscription.id, populate_existing=True, with_for_update={"key_share": True}
    )
    if moved is not None:
        await record_told(
            session,
            Destination(moved.chat_id, moved.thread_id or None),
            told,
            now=now,
            message_id=message_id,
            subscription_id=moved.id,
            alert=claim.article_id is not None,
        )


async def fail(
    session: AsyncSession,
    claim: Claim,
    error: str,
    *,
    retry_at: datetime | None,
    now: datetime,
    content: str | None = None,
    send_after: datetime | None = None,
) -> None:
    """Record why a delivery was not sent; it is claimed again from `retry_at` on, or never for None.

    `content` is the text that was refused. The chat is free for its other deliveries, from `send_after` on if that is
    given (the chat alone was told to wait).
    """
    await _free(session, claim, send_after)
    values: dict[str, Any] = {"error": clean(error)[:LONGEST_ERROR]}
    if content is not None:
        values["content"] = clean(content)[:LONGEST_CONTENT]
    if retry_at is None:
        values |= {"state": DeliveryState.FAILED, "closed_at": now}
    else:
        values |= {"available_at": retry_at, "claimed_at": None}
    await session.execute(
        update(Delivery)
        .where(col(Delivery.id) == claim.delivery_id, col(Delivery.state) == DeliveryState.OPEN)
        .values(values)
        .execution_options(synchronize_session=False)
    )


async def block(session: AsyncSession, claim: Claim, error: str, *, now: datetime) -> None:
    """Pause the chat of a delivery, because it can't be written to; what it was to be told waits until it wakes."""
    await fail(session, claim, error, retry_at=now, now=now)
    await store.chats.pause(session, claim.chat.id, now=now)


async def renew(session: AsyncSession, claim: Claim, *, now: datetime, lease: timedelta) -> Claim | None:
    """Give the claim with its lease lengthened to `now + lease`, before a further message of a long delivery.

    None where it is lost: another process has taken it, or the subscription ended.
    """
    until = now + lease
    kept = await session.scalar(
        update(Delivery)
        .where(
            col(Delivery.id) == claim.delivery_id,
            col(Delivery.state) == DeliveryState.OPEN,
            col(Delivery.attempts) == claim.attempts,
        )
        .values(available_at=until)
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )
    if kept is None:
        return None
    await _free(session, claim, until)
    return replace(claim, lease_until=until)


async def _take(
    session: AsyncSession,
    choose: Callable[[AsyncSession, datetime, int], Awaitable[tuple[int, dict[int, int]]]],
    now: datetime,
    until: datetime,
    limit: int,
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
            .values(available_at=until, claimed_at=now, attempts=col(Delivery.attempts) + 1)
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


async def _free(session: AsyncSession, claim: Claim, send_after: datetime | None) -> None:
    """Let the chat's next delivery be claimed from a moment on (None: now), unless it was told to wait meanwhile."""
    await session.execute(
        update(Chat).where(_leased([claim])).values(send_after=send_after).execution_options(synchronize_session=False)
    )


def _leased(claims: Sequence[Claim]) -> ColumnElement[bool]:
    """The chats that these claims, made at one time, hold."""
    chats = [claim.chat.id for claim in claims]
    return and_(col(Chat.id).in_(chats), col(Chat.send_after) == claims[0].lease_until)


def _sent(now: datetime) -> dict[str, Any]:
    return {"state": DeliveryState.SENT, "closed_at": now, "error": None}


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

"""The ledger: digests and alerts are claimed before they are sent, closed after, and no destination is told twice.

A claim is a lease: when a process dies between claim and close, the delivery is anyone's again once the lease is over.
A message may so reach a chat twice (sent, then died), but none is lost. A chat has one claim at a time, so that no two
processes tell it the same event: one that goes along when the chat moves, and without which no further message is sent;
/digest by hand takes the chat likewise. Whoever writes to several tables takes the chat's row first, lest two
processes wait for each other; claiming passes over what another has locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

import store.chats
import store.subscriptions
from store.claims import claim_due as claim_due
from store.naming import clean
from store.records import Claim, Destination, ToldEvent
from store.rows import batches
from store.tables import Chat, Delivery, DeliveryState, SubscriptionRow
from store.told import record_told

LONGEST_ERROR = 1000
"""Characters kept of what went wrong."""

LONGEST_CONTENT = 20_000
"""Characters kept of a text that Telegram refused; a message has 4,096, with mark-up more."""


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
    meanwhile there is nothing left to close; what the chat was told is recorded all the same.
    """
    await _free(session, claim, send_after)
    closed = await session.scalar(
        update(Delivery)
        .where(col(Delivery.id) == claim.delivery_id)
        .values(_sent(now))
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )
    await record_message(session, claim, told, message_id=message_id, now=now)
    if closed is not None and claim.article_id is None:
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
    """Record which events a message of a claimed delivery told, right after it was sent.

    Also where the subscription was ended meanwhile: the chat's other subscriptions are not to tell them again.
    """
    told = tuple(told)
    to = await _stands_at(session, claim) if told else None
    if to is not None:
        await record_told(
            session,
            to,
            told,
            now=now,
            message_id=message_id,
            subscription_id=claim.subscription.id,
            alert=claim.article_id is not None,
        )


async def _stands_at(session: AsyncSession, claim: Claim) -> Destination | None:
    """Where a claim's subscription stands now, locked: the chat may have moved since, and must not while it is written
    to; None where both are gone."""
    locked: dict[str, Any] = {"populate_existing": True, "with_for_update": {"key_share": True}}
    moved = await session.get(SubscriptionRow, claim.subscription.id, **locked)
    if moved is not None:
        return Destination(moved.chat_id, moved.thread_id or None)
    chat = await session.get(Chat, claim.chat.id, **locked)
    return None if chat is None else claim.subscription.destination


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
        .where(
            col(Delivery.id) == claim.delivery_id,
            col(Delivery.state) == DeliveryState.OPEN,
            col(Delivery.attempts) == claim.attempts,
        )
        .values(values)
        .execution_options(synchronize_session=False)
    )


async def block(session: AsyncSession, claim: Claim, error: str, *, now: datetime) -> None:
    """Pause the chat of a delivery, because it can't be written to; what it was to be told waits until it wakes."""
    await fail(session, claim, error, retry_at=now, now=now)
    await store.chats.pause(session, claim.chat.id, now=now)


async def rest(session: AsyncSession, claim: Claim, error: str, *, until: datetime, now: datetime) -> None:
    """Leave the chat or topic of a delivery alone until a moment, because nobody may write there; others go on.

    A digest waits; what alerts would have told is told by one then.
    """
    await fail(session, claim, error, retry_at=until, now=now)
    if claim.article_id is not None:
        await store.subscriptions.of_closed_destination(session, claim.subscription.destination, until=until)


async def renew(session: AsyncSession, claim: Claim, *, now: datetime, lease: timedelta) -> Claim | None:
    """Give the claim with its lease lengthened to `now + lease`, before a further message of a long delivery.

    None where it is lost: another process has taken it, or another delivery of its chat, or the subscription ended.
    """
    until = now + lease
    renewed = replace(claim, lease_until=until)
    if not await _free(session, claim, until):
        return None
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
        await _free(session, renewed, None)
        return None
    return renewed


async def take_chat(session: AsyncSession, chat_id: int, *, now: datetime, until: datetime) -> bool:
    """Keep a chat's deliveries from being claimed until a moment, because it is about to be told news by hand.

    False where one is out, or the chat was told to wait. To be followed by `free_chat` with the same moment.
    """
    may_send = or_(col(Chat.send_after).is_(None), col(Chat.send_after) <= now)
    return await _set_free(session, until, col(Chat.id) == chat_id, may_send)


async def free_chat(session: AsyncSession, chat_id: int, *, until: datetime) -> None:
    """End what `take_chat` began, unless the chat was told to wait meanwhile."""
    await _set_free(session, None, col(Chat.id) == chat_id, col(Chat.send_after) == until)


async def _free(session: AsyncSession, claim: Claim, send_after: datetime | None) -> bool:
    """Let the chat's next delivery be claimed from a moment on (None: now); False where the claim holds it no more,
    because its lease is over or the chat was told to wait meanwhile."""
    if await _set_free(session, send_after, _leased([claim])):
        return True
    stands_at = select(col(SubscriptionRow.chat_id)).where(col(SubscriptionRow.id) == claim.subscription.id)
    moved = col(Chat.id) == stands_at.scalar_subquery()  # the lease has gone along (`store.chats.move`)
    return await _set_free(session, send_after, moved, col(Chat.send_after) == claim.lease_until)


async def _set_free(session: AsyncSession, send_after: datetime | None, *which: ColumnElement[bool]) -> bool:
    freed = update(Chat).where(*which).values(send_after=send_after).returning(col(Chat.id))
    return await session.scalar(freed.execution_options(synchronize_session=False)) is not None


def _leased(claims: Sequence[Claim]) -> ColumnElement[bool]:
    """The chats that these claims, made at one time, hold."""
    chats = [claim.chat.id for claim in claims]
    return and_(col(Chat.id).in_(chats), col(Chat.send_after) == claims[0].lease_until)


def _sent(now: datetime) -> dict[str, Any]:
    return {"state": DeliveryState.SENT, "closed_at": now, "error": None}

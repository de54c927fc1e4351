"""The ledger: digests and alerts are claimed before they are sent, closed after, and no destination is told twice.

A claim is a lease: when a process dies between claim and close, the delivery is anyone's again once the lease is over.
A message may so reach a chat twice (sent, then died), but none is lost. A chat has one claim at a time, so that no two
processes tell it the same event. Whoever writes to several tables takes the chat's row first, lest two processes wait
for each other; claiming passes over what another has locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

import store.chats
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

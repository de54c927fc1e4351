"""How the sender stands, what was set aside, and what of the ledger may be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.records import ArticleState, Failure, SendingFigures
from store.subscriptions import PARKED
from store.tables import ArticleRow, Chat, DeliveredEvent, Delivery, DeliveryState, SubscriptionRow


async def figures(session: AsyncSession, *, now: datetime, failed_since: datetime | None = None) -> SendingFigures:
    """Give how the sender stands at `now` (aware): queue, oldest, last run, failures since a moment (None: all)."""
    is_open = col(Delivery.state) == DeliveryState.OPEN
    waiting = (is_open, col(Delivery.available_at) <= now)
    digests = (col(SubscriptionRow.active).is_(True), col(SubscriptionRow.next_due) <= now)
    held = (is_open, col(Delivery.available_at) > now, col(Delivery.available_at) < PARKED)
    failed = select(func.count()).where(col(Delivery.state) == DeliveryState.FAILED)
    failed = failed if failed_since is None else failed.where(col(Delivery.closed_at) >= failed_since)
    unmatched = (col(ArticleRow.state) == ArticleState.READ, col(ArticleRow.alerted_at).is_(None))
    sent = select(func.max(col(Delivery.closed_at))).where(col(Delivery.state) == DeliveryState.SENT)
    oldest = (
        await session.scalar(select(func.min(col(Delivery.available_at))).where(*waiting)),
        await session.scalar(select(func.min(col(SubscriptionRow.next_due))).where(*digests)),
    )
    count = select(func.count())
    return SendingFigures(
        due=(await session.scalar(count.where(*waiting)) or 0) + (await session.scalar(count.where(*digests)) or 0),
        held=await session.scalar(count.where(*held)) or 0,
        oldest=min((moment for moment in oldest if moment is not None), default=None),
        last_sent=await session.scalar(sent),
        failed=await session.scalar(failed) or 0,
        chats_paused=await session.scalar(count.where(col(Chat.paused).is_(True))) or 0,
        unmatched=await session.scalar(count.where(*unmatched)) or 0,
    )


async def failures(session: AsyncSession, *, limit: int = 10) -> tuple[Failure, ...]:
    """Give the deliveries set aside for good, latest first."""
    rows = await session.execute(
        select(Delivery, col(SubscriptionRow.chat_id))
        .join(SubscriptionRow, col(SubscriptionRow.id) == col(Delivery.subscription_id))
        .where(col(Delivery.state) == DeliveryState.FAILED)
        .order_by(col(Delivery.closed_at).desc())
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return tuple(
        Failure(
            cast(int, row.id), row.subscription_id, chat_id, cast(datetime, row.closed_at), row.error or "", row.content
        )
        for row, chat_id in rows
    )


async def forget(session: AsyncSession, *, before: datetime, limit: int = 1000) -> int:
    """Remove up to `limit` deliveries closed before a moment, and give how many; what was told stays known.

    No delivery is opened for their periods again: a digest's is its due moment, which is always set to one to come,
    and an article owes alerts once (`alerted_at`, which nothing takes back). Even if one were, it would tell nothing
    twice: that is `delivered_event`'s part.
    """
    gone = 0
    for state in (DeliveryState.SENT, DeliveryState.FAILED):
        old = (
            select(col(Delivery.id))
            .where(col(Delivery.state) == state, col(Delivery.closed_at) < before)
            .order_by(col(Delivery.closed_at))
            .limit(limit - gone)
        )
        ids = (await session.scalars(old)).all()
        if not ids:
            continue
        await session.execute(
            delete(Delivery).where(col(Delivery.id).in_(ids)).execution_options(synchronize_session=False)
        )
        gone += len(ids)
    return gone


async def forget_told(
    session: AsyncSession, *, before: datetime, after_chat: int | None = None, limit: int = 200
) -> int | None:
    """Forget what chats without any subscription were told before a moment; give the last chat looked at, None at the
    end. `limit` chats at a time, those after `after_chat`.

    A subscription to come has as news what was recorded in its last 24 hours or later (`news_since`), and /digest
    without one looks back a week: what was told before was recorded before, so nothing older than that is told again.
    A chat that has a subscription, paused or not, keeps all: its news go back to the day before it subscribed.
    """
    asks = exists().where(col(SubscriptionRow.chat_id) == col(Chat.id))
    further = () if after_chat is None else (col(Chat.id) > after_chat,)
    ids = (await session.scalars(select(col(Chat.id)).where(~asks, *further).order_by(col(Chat.id)).limit(limit))).all()
    if not ids:
        return None
    await session.execute(
        delete(DeliveredEvent)
        .where(col(DeliveredEvent.chat_id).in_(ids), col(DeliveredEvent.delivered_at) < before)
        .execution_options(synchronize_session=False)
    )
    return ids[-1]


async def articles_read_since(session: AsyncSession, moment: datetime, *, most: int = 1000) -> int:
    """Give how many articles were read since a moment, counting to `most`: after none, silence is no news of calm."""
    read = select(col(ArticleRow.id)).where(col(ArticleRow.read_at) > moment).limit(most).subquery()
    return await session.scalar(select(func.count()).select_from(read)) or 0

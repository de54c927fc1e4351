"""Alerts: an article's events against the subscriptions at once, and what an alert tells its destination.

An article that is read and has no mark `alerted_at` owes alerts, so that a crash after its reading loses none. Which
filters may keep one of its events is found by index (`subscription.watch`), whether they do is asked of each filter
once, and deliveries are opened for all subscriptions with it at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, case, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.due import quiet_until
from store.events import load
from store.filters import filter_of
from store.records import ArticleState, Claim, EventRecord, Told
from store.reports import agreeing_reports, count_sources
from store.rows import batches, insert_into
from store.tables import ArticleRow, Chat, Delivery, DeliveryState, SubscriptionRow
from store.told import told_of
from store.watching import Watched, keeps, watch_keys, watched_of

_COLUMNS = ("subscription_id", "period", "due", "article_id", "state", "available_at", "attempts")


@dataclass(frozen=True, slots=True)
class Further:
    """An event of an alert that reports what the destination was told of already: `told` says in which message."""

    record: EventRecord
    told: Told
    sources: int


@dataclass(frozen=True, slots=True)
class AlertNews:
    """What an alert tells: events that are new to the destination, and further reports of those that it knows.

    `reports` are, by event, what others report of it.
    """

    fresh: tuple[EventRecord, ...]
    further: tuple[Further, ...]
    reports: dict[int, tuple[EventRecord, ...]]


async def open_alerts(session: AsyncSession, *, now: datetime, limit: int = 10) -> int:
    """Open the alerts that newly read articles call for; gives how many articles were looked at, 0 where none is left.

    A subscription gets one for each article with an event that its filter keeps; in its chat's quiet hours it is held
    until their end. The session must be one of `Database.write`; several processes share the articles.
    """
    rows = await session.scalars(
        select(col(ArticleRow.id))
        .where(col(ArticleRow.state) == ArticleState.READ, col(ArticleRow.alerted_at).is_(None))
        .order_by(col(ArticleRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    articles = [cast(int, article_id) for article_id in rows]
    for article_id in articles:
        events = await watched_of(session, article_id)
        if events:
            await _open_for(session, article_id, events, now)
    if articles:
        await session.execute(
            update(ArticleRow)
            .where(col(ArticleRow.id).in_(articles))
            .values(alerted_at=now)
            .execution_options(synchronize_session=False)
        )
    return len(articles)


async def alert_news(session: AsyncSession, claim: Claim) -> AlertNews:
    """Give what a claimed alert tells: the events of its article that the filter keeps and the destination was not
    told of, those apart that report what an earlier message told; nothing where another alert has told it all.
    """
    assert claim.article_id is not None, "a digest is no alert"
    to, wanted = claim.subscription.destination, claim.subscription.filter
    kept = [event.id for event in await watched_of(session, claim.article_id) if keeps(wanted, event)]
    known = await told_of(session, to, kept)
    records = await load(session, [event_id for event_id in kept if event_id not in known])
    reported = await agreeing_reports(session, records)
    told = await told_of(session, to, [one.id for reports in reported.values() for one in reports])
    fresh, further = [], []
    for record in records:
        reports = reported.get(record.id, ())
        earlier = _message(told[one.id] for one in reports if one.id in told)
        if earlier is None:
            fresh.append(record)
        else:
            further.append(Further(record, earlier, count_sources((record, *reports))))
    return AlertNews(tuple(fresh), tuple(further), reported)


def _message(earlier: Iterable[Told]) -> Told | None:
    """Of the messages that told a happening the one to write anew: an alert before a digest, the latest of them."""
    return max(earlier, key=lambda told: (told.alert, told.message_id is not None, told.delivered_at), default=None)


async def _open_for(session: AsyncSession, article_id: int, events: Sequence[Watched], now: datetime) -> None:
    available = await _available(session, now)
    for watch, filters in (await _filters(session, events)).items():
        for some in batches(filters):
            subscriptions = (
                select(
                    col(SubscriptionRow.id),
                    literal(f"article:{article_id}"),
                    literal(now, _kind(Delivery.due)),
                    literal(article_id),
                    literal(DeliveryState.OPEN, _kind(Delivery.state)),
                    available,
                    literal(0),
                )
                .join(Chat, col(Chat.id) == col(SubscriptionRow.chat_id))
                .where(
                    col(SubscriptionRow.watch) == watch,
                    col(SubscriptionRow.filter_key).in_(some),
                    col(SubscriptionRow.active).is_(True),
                )
            )
            await session.execute(
                insert_into(session, Delivery)
                .from_select(_COLUMNS, subscriptions)
                .on_conflict_do_nothing(index_elements=["subscription_id", "period"])
            )


async def _filters(session: AsyncSession, events: Sequence[Watched]) -> dict[str, list[str]]:
    """The filters of subscriptions at once that keep one of the events, by what they are looked up by."""
    found: dict[str, list[str]] = defaultdict(list)
    for watched in batches(sorted(watch_keys(events))):
        rows = await session.execute(
            select(col(SubscriptionRow.watch), col(SubscriptionRow.filter_key))
            .where(col(SubscriptionRow.watch).in_(watched))
            .distinct()
        )
        for watch, key in rows:
            wanted = filter_of(key)
            if any(keeps(wanted, event) for event in events):
                found[cast(str, watch)].append(key)
    return found


async def _available(session: AsyncSession, now: datetime) -> ColumnElement[Any]:
    """From when on an alert of a chat may be sent: now, or from the end of its quiet hours on."""
    hours = (col(Chat.timezone), col(Chat.quiet_from), col(Chat.quiet_until))
    kept = await session.execute(select(*hours).where(col(Chat.quiet_from).is_not(None)).distinct())
    ends: dict[datetime, list[Any]] = {}
    for timezone, begins, until in kept:
        if (end := quiet_until(begins, until, timezone, now)) is not None:
            ends.setdefault(end, []).append((timezone, begins, until))
    moment = _kind(Delivery.due)
    if not ends:
        return literal(now, moment)
    held = [(tuple_(*hours).in_(chats), literal(end, moment)) for end, chats in ends.items()]
    return case(*held, else_=literal(now, moment))


def _kind(column: Any) -> Any:
    return column.type

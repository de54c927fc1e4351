"""Alerts: what a newly read article tells a subscription at once, in one message for all its events.

An event that an earlier alert told already, now told by a further source, changes that message («2 sources») instead of
being sent again. One that a digest told, or an alert that was deleted, is passed over in silence. What an alert told
and a person or a new reading corrected or took away is written anew in its message too, and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import store.alerts
import store.subscriptions
from bot.outgoing import Outgoing
from bot.services import Services
from bot.texts import Texts, texts
from bot.views import alert as view
from store.alerts import AlertNews
from store.events import load
from store.records import Claim, EventRecord, Told, ToldEvent
from store.reports import agreeing_reports, count_sources
from store.retold import gone_from, to_amend
from store.told import as_told, corrections_of, told_in


async def alert_of(use: Services, claim: Claim) -> tuple[Outgoing, ...]:
    """Give the messages of a claimed alert: edits of earlier ones, then what is new; none for nothing."""
    shown = texts(claim.chat.lang)
    async with use.database.read() as session:
        news = await store.alerts.alert_news(session, claim)
        wrong = await to_amend(session, claim.subscription.destination, claim.article_id or 0)
        edits = [await _rewritten(session, claim, number, shown) for number in sorted(_to_edit(news) | wrong)]
    fresh = view.messages(claim.subscription.label, news.fresh, news.reports, shown)
    known = tuple(as_told(further.record, further.sources) for further in news.further)
    return (
        *(edit for edit in edits if edit is not None),
        *(Outgoing(message, _told(records, news.reports)) for message, records in fresh),
        *((Outgoing(None, known),) if known else ()),
    )


def _to_edit(news: AlertNews) -> set[int]:
    """The alerts that told what a further source tells now."""
    earlier = [further.told for further in news.further if further.told.alert]
    return {told.message_id for told in earlier if told.message_id is not None}


async def _rewritten(session: AsyncSession, claim: Claim, message_id: int, shown: Texts) -> Outgoing | None:
    """The alert of a message as it stands now; None where the archive knows nothing of what it told."""
    to = claim.subscription.destination
    told = await told_in(session, to, message_id)
    records = sorted(await load(session, [one.event_id for one in told]), key=lambda record: record.id)
    reports = await agreeing_reports(session, records)
    articles = {claim.article_id or 0, *(record.article_id for record in records)}
    gone = await gone_from(session, to, message_id, articles)
    label = await _label(session, claim, told)
    rewritten = view.amended(label, records, reports, corrections_of(records, told), gone, shown)
    # Longer than one message since it was sent: what no longer fits stays told.
    return Outgoing(rewritten, _told(records, reports), edits=message_id) if rewritten else None


async def _label(session: AsyncSession, claim: Claim, told: Sequence[Told]) -> str | None:
    """What the message's own subscription is about, which may be another one of the chat."""
    number = told[0].subscription_id if told else None
    first = None
    if number is not None and number != claim.subscription.id:
        first = await store.subscriptions.get(session, claim.chat.id, number)
    return (first or claim.subscription).label


def _told(records: Iterable[EventRecord], reports: Mapping[int, tuple[EventRecord, ...]]) -> tuple[ToldEvent, ...]:
    return tuple(as_told(one, count_sources((one, *reports.get(one.id, ())))) for one in records)

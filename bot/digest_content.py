"""What a digest tells of what is new: which events in full, which are only counted, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.digest import Digest
from bot.views.events import NO_SOURCES
from nlp.schema import EventType, Status
from store.events import load
from store.news import NewEvent, News
from store.records import EventRecord
from store.reports import sources_of

SHOWN = 20
"""Events told one by one in a digest, two messages on a phone; the others are counted and stand behind a button."""

CONSIDERED = 40
"""Events of which it is asked how many sources tell them, so that those that many tell come among the shown."""

WEIGHTS = {
    EventType.ASSAULT: 4.0,
    EventType.COERCE: 3.5,
    EventType.RETREAT: 3.0,
    EventType.MOBILIZE: 2.5,
    EventType.PROTEST: 2.5,
    EventType.SANCTION: 2.0,
    EventType.THREATEN: 2.0,
    EventType.AID: 1.5,
    EventType.CONCEDE: 1.5,
    EventType.REJECT: 1.5,
    EventType.COOPERATE: 1.5,
}
"""How much a type weighs in «important first»: deeds before words; 1 for those not here."""

CONTROL = 4.0
"""What a place that changes hands weighs more: a town taken or left comes before an attack with two dead."""

PER_SOURCE, MOST_SOURCES = 1.5, 4
"""What each further source weighs, up to so many; and twice the dead weigh two."""

NOT_OCCURRED = 10.0
"""What plans and denials weigh less: they come last, but for those of a hundred dead."""


def importance(event: NewEvent, sources: int = 1) -> float:
    """How early an event is told: the dead on top, then who holds what, how many tell it, deeds before words."""
    score = WEIGHTS.get(event.type, 1.0)
    score += 2 * log2(1 + (event.killed or 0)) + log2(1 + (event.wounded or 0)) / 2
    if event.type is EventType.RETREAT or event.mode == "seize":
        score += CONTROL
    score += PER_SOURCE * min(sources - 1, MOST_SOURCES)
    return score if event.status is Status.OCCURRED else score - NOT_OCCURRED


async def chosen(session: AsyncSession, news: News, label: str | None) -> Digest:
    """Choose what of the news is told in full, most important first; all other events are counted."""
    likely = ranked(news)[:CONSIDERED]
    records = await load(session, [event.id for event in likely])
    return digest_from(news, records, await sources_of(session, records), label)


def digest_from(news: News, considered: Sequence[EventRecord], sources: Mapping[int, int], label: str | None) -> Digest:
    """Put a digest together of the new events and the considered ones of them."""
    records = {record.id: record for record in considered}
    told = [records[event.id] for event in ranked(news, sources) if event.id in records][:SHOWN]
    shown = {record.id for record in told}
    counted = tuple(event.id for event in news.events if event.id not in shown)
    return Digest(label, tuple(told), sources, counted, news.more)


def ranked(news: News, sources: Mapping[int, int] = NO_SOURCES) -> list[NewEvent]:
    """Give the new events, the most important first; of like ones the latest."""
    return sorted(
        news.events,
        key=lambda event: (-importance(event, sources.get(event.id, 1)), -event.day.toordinal(), -event.id),
    )

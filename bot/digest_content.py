"""What a digest tells of what is new: which events in full, which are only counted, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log2

from sqlalchemy.ext.asyncio import AsyncSession

from bot.views.additions import Addition
from bot.views.digest import Digest
from bot.views.events import NO_SOURCES
from bot.views.told_by import publishers
from nlp.schema import EventType, Status
from store.events import load
from store.facts import facts_of_text
from store.news import NewEvent, News
from store.records import Destination, EventRecord, Told
from store.reports import agreeing_reports, count_sources
from store.told import told_of

SHOWN = 20
"""Events told one by one in a digest, two messages on a phone; the others are counted and stand behind a button."""

CONSIDERED = 40
"""Events of which it is asked how many sources tell them, so that those that many tell come among the shown."""

ROUNDS = 3
"""How often so many are considered, where they turn out to be fewer happenings than are told."""

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


async def chosen(session: AsyncSession, news: News, to: Destination, label: str | None) -> Digest:
    """Choose what of the news is told in full, most important first; all other events are counted.

    Where many of them report few happenings, or what was told here before, further ones are considered.
    """
    considered: list[EventRecord] = []
    reports: dict[int, tuple[EventRecord, ...]] = {}
    told: dict[int, Told] = {}
    left = ranked(news)
    for _ in range(ROUNDS):
        records = await load(session, [event.id for event in left[:CONSIDERED]])
        found = await agreeing_reports(session, records)
        told |= await told_of(session, to, [one.id for several in found.values() for one in several])
        considered += records
        reports |= found
        digest = digest_from(news, considered, reports, told, label)
        left = left[CONSIDERED:]
        if len(digest.told) >= SHOWN or not left:
            break
        counted = set(digest.counted)
        left = [event for event in left if event.id in counted]
    return digest


def digest_from(
    news: News,
    considered: Sequence[EventRecord],
    reports: Mapping[int, tuple[EventRecord, ...]],
    told: Mapping[int, Told],
    label: str | None,
) -> Digest:
    """Put a digest together of the new events and the considered ones of them.

    `reports` are, by event, what other articles report of it, and `told` what the destination was told of those: an
    event with one of them is no news but for what its source adds. Several new reports of one happening are one line.
    """
    records = {record.id: record for record in considered}
    sources = {number: count_sources((records[number], *others)) for number, others in reports.items()}
    among = News(tuple(event for event in news.events if event.id in records))
    order = [records[event.id] for event in ranked(among, sources)]
    further = [record for record in order if any(one.id in told for one in reports.get(record.id, ()))]
    known = {record.id for record in further}
    fresh = _together([one for one in order if one.id not in known], {event.id for event in news.events}, reports)
    shown, added = fresh[:SHOWN], _together(further, known, reports)
    said = {one.id for several in (*shown, *added) for one in several}
    return Digest(
        label,
        tuple(first for first, *_ in shown),
        {first.id: reports[first.id] for first, *_ in shown if first.id in reports},
        {first.id: tuple(others) for first, *others in shown if others},
        tuple(_addition(several, reports, told) for several in added),
        tuple(event.id for event in news.events if event.id not in said),
        news.more,
    )


def _together(
    order: Sequence[EventRecord], new: Collection[int], reports: Mapping[int, tuple[EventRecord, ...]]
) -> list[list[EventRecord]]:
    """Each event with the new ones that report the same and were not taken before.

    Only what is a report of the first itself is told with it: a chain of reports may end at another happening.
    """
    taken: set[int] = set()
    found = []
    for record in order:
        if record.id not in taken:
            others = [one for one in reports.get(record.id, ()) if one.id in new and one.id not in taken]
            found.append([record, *others])
            taken |= {one.id for one in found[-1]}
    return found


def _addition(
    several: Sequence[EventRecord], reports: Mapping[int, tuple[EventRecord, ...]], told: Mapping[int, Told]
) -> Addition:
    """What further reports add to what was told: other sources, other numbers of dead."""
    earlier = [one for one in reports[several[0].id] if one.id in told]
    known = set(publishers(earlier))
    by = [name for name in publishers(several) if name not in known]
    latest = max(earlier, key=lambda one: (told[one.id].delivered_at, one.id))
    numbers = {number for one in earlier if (number := _dead_as_told(told[one.id])) is not None}
    now = {one.event.killed.value for one in several if one.event.killed and one.event.killed.value}
    rose = bool(now) and (not numbers or max(now) > max(numbers) or min(now) < min(numbers))
    killed = (_dead_as_told(told[latest.id]), min(now), max(now)) if rose else None
    return Addition(tuple(several), tuple(by), killed)


def _dead_as_told(one: Told) -> int | None:
    facts = facts_of_text(one.facts or "")
    return int(facts.killed) if facts and facts.killed else None


def ranked(news: News, sources: Mapping[int, int] = NO_SOURCES) -> list[NewEvent]:
    """Give the new events, the most important first; of like ones the latest."""
    return sorted(
        news.events,
        key=lambda event: (-importance(event, sources.get(event.id, 1)), -event.day.toordinal(), -event.id),
    )

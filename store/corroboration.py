"""Which events of other articles report the same happening: a rule computed when asked, precise rather than complete.

Two events are reports of one happening where all of this holds:

- they stand in two articles, are of one type, and have no two different modes;
- both texts give their days, the days meet, and neither span is longer than `LONGEST_SPAN` (or both are the same one);
- they have a place in common; one that is as wide as a country or a region, or that no list knows, counts only where
  the same actor did it and the same suffered it;
- their actors fit: someone known by name is in the same role in both, and in the other role they do not differ; where
  they differ, or where only words like «civils» agree, the mode or the toll must say the same too;
- their dead and wounded are not far apart: at most twice as many, or three more (five times where both roles agree).

Of an article's several events that fit, the one most alike is taken, and only where it has no better fit itself: two
shellings of one village on two days stay two. `store.reports` asks the archive by this rule; what links events for good
takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rapidfuzz import fuzz

from nlp.schema import Actor, Count, Event, Place
from store.entries import identity_of
from store.naming import is_generic
from store.records import EventRecord

LONGEST_SPAN = timedelta(days=3)
"""From first to last day: a night has two days, a weekend three; longer ones tell too little to be one happening."""

SAME_SPAN = timedelta(days=14)
"""The longest span that two texts may both give, to the day, and mean one happening."""

BROAD_KM = 40.0
"""A place of this radius is no town any more; «au nord de» a town has 25 km, a district 30, a region 60."""

_TIMES, _MORE = 2, 3
_TIMES_IF_SURE = 5


def is_same_happening(one: EventRecord, other: EventRecord) -> bool:
    """Whether the two are reports of one happening, by the rule of this file."""
    if one.article_id == other.article_id or one.event.type is not other.event.type:
        return False
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return False
    days, others = days_of(one.event), days_of(other.event)
    if days is None or others is None or not _meet(days, others):
        return False
    doers = _Side(one.event.sources, other.event.sources)
    sufferers = _Side(one.event.targets, other.event.targets)
    sure = doers.same and sufferers.same
    if not _share_place(one.event.places, other.event.places, broad=sure):
        return False
    return _tolls_fit(one.event, other.event, sure=sure) and _actors_fit(doers, sufferers, one.event, other.event)


class _Side:
    """The actors of one role in two events: whether someone known is in both, only a common word is, or they differ."""

    def __init__(self, one: Sequence[Actor], other: Sequence[Actor]) -> None:
        here, there = ({identity_of(actor): actor for actor in actors} for actors in (one, other))
        known = [{key for key, actor in actors.items() if not _is_word(actor)} for actors in (here, there)]
        self.same = bool(known[0] & known[1])
        self.alike = not self.same and bool(here.keys() & there.keys())
        self.differ = not self.same and bool(known[0]) and bool(known[1])


def _actors_fit(doers: _Side, sufferers: _Side, one: Event, other: Event) -> bool:
    if doers.differ and sufferers.differ:
        return False
    same_mode = one.mode is not None and one.mode == other.mode
    same_toll = _same(one.killed, other.killed) or _same(one.wounded, other.wounded)
    same = doers.same or sufferers.same
    if doers.differ or sufferers.differ:
        return same_toll or (same and same_mode)
    if same:
        return True
    return (same_mode or same_toll) if doers.alike or sufferers.alike else (same_mode and same_toll)


def _is_word(actor: Actor) -> bool:
    """Whether the name tells no one from another: «civils», «hommes armés»."""
    return actor.key is None and is_generic(actor.name)


def days_of(event: Event) -> tuple[date, date] | None:
    """Give the first and last day, None where the text leaves one of them open."""
    if event.when is None or event.when.start is None or event.when.end is None:
        return None
    return event.when.start, event.when.end


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    if one == other:
        return one[1] - one[0] < SAME_SPAN
    short = all(last - first < LONGEST_SPAN for first, last in (one, other))
    return short and one[0] <= other[1] and other[0] <= one[1]


def _share_place(one: Iterable[Place], other: Iterable[Place], *, broad: bool) -> bool:
    there = {identity_of(place) for place in other if broad or _is_narrow(place)}
    return any(identity_of(place) in there for place in one if broad or _is_narrow(place))


def _is_narrow(place: Place) -> bool:
    return place.uncertainty_km is not None and place.uncertainty_km < BROAD_KM


def _tolls_fit(one: Event, other: Event, *, sure: bool) -> bool:
    return all(_near_to(*pair, sure) for pair in ((one.killed, other.killed), (one.wounded, other.wounded)))


def _near_to(one: Count | None, other: Count | None, sure: bool) -> bool:
    if one is None or other is None:
        return True
    low, high = sorted((one.value, other.value))
    return high <= low + _MORE or high <= low * (_TIMES_IF_SURE if sure else _TIMES)


def _same(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and one.value == other.value > 0


def best_of(record: EventRecord, told: Iterable[EventRecord]) -> EventRecord | None:
    """Give of an article's events the one that reports the same and is most alike; the first of several as like."""
    fitting = [one for one in told if is_same_happening(record, one)]
    return max(fitting, key=lambda one: (_likeness(record.event, one.event), -one.id), default=None)


def _likeness(one: Event, other: Event) -> float:
    """How much the two tell alike: days, mode, toll and actors count one each, their words less than one together."""
    sides = (_Side(one.sources, other.sources), _Side(one.targets, other.targets))
    agree = (
        days_of(one) == days_of(other),
        one.mode == other.mode,
        _same(one.killed, other.killed),
        _same(one.wounded, other.wounded),
        *(side.same for side in sides),
    )
    return sum(agree) + fuzz.token_set_ratio(one.sentence.text, other.sentence.text) / 101

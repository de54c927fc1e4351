"""Which events of other articles report the same happening: a rule computed when asked, precise rather than complete.

Two events of two articles may be one happening only where nothing that both tell speaks against it:

- they are of one type, and their modes are the same, or one has none; modes of one family («bombardement» by shells or
  by bombs) do where the tolls are near to each other;
- both texts give their days, the days meet, and neither span is longer than `LONGEST_SPAN` (or both are the same one;
  or the one gives a month, and town and toll agree);
- they are not in two countries, towns, or quarters of one town; an attack of which no town is told in both has a like
  toll, or the same on both sides;
- those who did it, or those who suffered it, are not others in both roles; where they are in one, the toll must be the
  same, or the other role and the mode;
- their dead and wounded are not far apart: at most twice as many, or three more (five times where both roles agree).

Then what they agree on is weighed as evidence, in points, by how seldom two different happenings would agree on it: the
same village tells more than the same city, fifty dead more than two, a kidnapping more than a bombardment. It takes
`NEEDED` points. The weights are set by hand after the field's sense, and measured by benchmarks/linking.py.

Of an article's several events that fit, the one most alike is taken, and only where it has no better fit itself: two
shellings of one village on two days stay two. `store.reports` asks the archive by this rule; what links events for good
takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from rapidfuzz import fuzz

from nlp.schema import Count, Event, EventType
from store.records import EventRecord
from store.resemblance import (
    Where,
    Who,
    are_akin,
    compare_actors,
    compare_places,
    is_village,
    ratio_of,
    sites_of,
)
from store.towns import with_towns

LONGEST_SPAN = timedelta(days=3)
"""From first to last day: a night has two days, a weekend three; longer ones tell too little to be one happening."""

SAME_SPAN = timedelta(days=14)
"""The longest span that two texts may both give, to the day, and mean one happening."""

MONTH = timedelta(days=31)
"""«En mars, une voiture piégée avait tué 22 habitants»: later reports give a month, and town and toll tell the rest."""

NEEDED = 3.5
"""Points from which two events are taken for one: a village and its day, a city, its day and a like toll or a bomb; the
day, what was done and a name for what is told without a place."""

_PLACE = {Where.VILLAGE: 3.0, Where.TOWN: 2.0, Where.NEAR: 1.5, Where.WIDE: 0.0, Where.UNSURE: -1.0}
_ACTORS = {Who.SAME: 1.5, Who.ALLIED: 1.0, Who.ALIKE: 0.25, Who.OPEN: 0.0, Who.OTHERWISE: -1.5, Who.OTHERS: -2.0}
_SAME_DAY, _SAME_NIGHT, _SAME_MONTH = 1.0, 0.5, -0.5
_MODE, _BOMBARDMENT = 1.0, 0.25
_SITE = 0.75

_USUAL = frozenset(("aerial", "drone", "heavy-weapons", "firearms"))
"""Modes that a town at war has every day: that two attacks have one of them in common tells less."""

_RARE = ((50, 3.0), (20, 2.5), (5, 2.0), (2, 1.5))
"""From so many dead on, points for the same number: the more, the fewer attacks had as many."""

_NEAR, _FAR = 1.5, 2.0
_FEW = 3
_TIMES_IF_SURE = 5.0
_MEETINGS = frozenset((EventType.CONSULT, EventType.AGREE, EventType.COOPERATE))
"""Types in which either side may stand first: «Lavrov a rencontré Tebboune», «Tebboune a reçu Lavrov»."""


def is_same_happening(one: EventRecord, other: EventRecord) -> bool:
    """Whether the two are reports of one happening, by the rule of this file."""
    return (likeness(one, other) or 0.0) >= NEEDED


def likeness(one: EventRecord, other: EventRecord) -> float | None:
    """Give the points for one happening, None where something that both tell speaks against it."""
    if one.article_id == other.article_id or one.event.type is not other.event.type:
        return None
    day = _day(one.event, other.event)
    if day is None:
        return None
    where = compare_places(one.event.places, other.event.places)
    who = _who(one.event, other.event)
    if where is Where.APART or not _actors_fit(who, one.event, other.event) or not _modes_fit(one.event, other.event):
        return None
    if not _tolls_fit(one.event, other.event, sure=who == (Who.SAME, Who.SAME)):
        return None
    if where in (Where.WIDE, Where.UNSURE) and not _tells_without_place(one.event, other.event, who):
        return None
    if day == _SAME_MONTH and (where not in (Where.VILLAGE, Where.TOWN) or _toll(one.event, other.event) <= 0):
        return None
    sides = sum(_ACTORS[side] for side in who)
    same = _mode(one.event.mode, other.event.mode) + _toll(one.event, other.event) + _site(one, other)
    return _PLACE[where] + day + sides + same


class Columns(Protocol):
    """What the archive tells of an event in columns."""

    @property
    def mode(self) -> str | None:
        """The mode of its type."""

    @property
    def killed(self) -> int | None:
        """Its dead."""

    @property
    def wounded(self) -> int | None:
        """Its wounded."""

    @property
    def starts(self) -> date | None:
        """Its first day, as the text gives it."""

    @property
    def ends(self) -> date | None:
        """Its last day, as the text gives it."""


class Common(Enum):
    """What two events were found to have in common."""

    TOWN = "a town"
    TOLL = "the country, and a like number of dead"
    ACTOR = "a named actor"


def best_possible(event: Event, other: Columns, common: Common, *, shared: int, allied: int) -> float:
    """Give the most points that the two may come to, but for the sites that their sentences name.

    `shared` and `allied`: in how many roles they have an actor in common (words like «civils» too), or a state.
    """
    village = any(is_village(place) for place in with_towns(event.places))
    town = Where.VILLAGE if village else Where.TOWN
    place = _PLACE[{Common.TOWN: town, Common.TOLL: Where.NEAR, Common.ACTOR: Where.WIDE}[common]]
    killed, wounded = _told_of(other)
    toll = _count(event.killed, killed) + _count(event.wounded, wounded) / 2
    sides = shared * _ACTORS[Who.SAME] + allied * _ACTORS[Who.ALLIED]
    return place + _SAME_DAY + sides + toll + _mode(event.mode, other.mode)


def speaks_against(event: Event, other: Columns) -> bool:
    """Whether days, modes or tolls alone forbid that the two are one; what else they tell is not asked."""
    days = days_of(event)
    if (
        days is None
        or other.starts is None
        or other.ends is None
        or _points_of(days, (other.starts, other.ends)) is None
    ):
        return True
    killed, wounded = _told_of(other)
    if not (_near_to(event.killed, killed, True) and _near_to(event.wounded, wounded, True)):
        return True
    if event.mode is None or other.mode is None or event.mode == other.mode:
        return False
    return not (_are_near((event.killed, killed), (event.wounded, wounded)) and are_akin(event.mode, other.mode))


def _told_of(other: Columns) -> tuple[Count | None, Count | None]:
    """Its dead and its wounded."""
    killed, wounded = (Count(number) if number is not None else None for number in (other.killed, other.wounded))
    return killed, wounded


def _tells_without_place(one: Event, other: Event, who: tuple[Who, Who]) -> bool:
    """Whether an attack of which no town is told twice may be one: it is known by its toll, or by both sides."""
    return one.type is not EventType.ASSAULT or _toll(one, other) > 0 or not {Who.OPEN, Who.ALIKE} & set(who)


def _who(one: Event, other: Event) -> tuple[Who, Who]:
    """How the doers and how the sufferers stand to each other; of a meeting in the order that fits better."""
    straight = compare_actors(one.sources, other.sources), compare_actors(one.targets, other.targets)
    if one.type not in _MEETINGS:
        return straight
    crossed = compare_actors(one.sources, other.targets), compare_actors(one.targets, other.sources)
    return max(straight, crossed, key=lambda sides: sum(_ACTORS[side] for side in sides))


def _actors_fit(who: tuple[Who, Who], one: Event, other: Event) -> bool:
    if Who.OTHERS not in who:
        return True
    same_mode = one.mode is not None and one.mode == other.mode
    same_toll = _same(one.killed, other.killed) or _same(one.wounded, other.wounded)
    return who != (Who.OTHERS, Who.OTHERS) and (same_toll or (Who.SAME in who and same_mode))


def _modes_fit(one: Event, other: Event) -> bool:
    if one.mode is None or other.mode is None or one.mode == other.mode:
        return True
    return _are_near((one.killed, other.killed), (one.wounded, other.wounded)) and are_akin(one.mode, other.mode)


def _are_near(*tolls: tuple[Count | None, Count | None]) -> bool:
    return any(_count(*pair) > 0 for pair in tolls)


def _mode(one: str | None, other: str | None) -> float:
    if one is None or one != other:
        return 0.0
    return _BOMBARDMENT if one in _USUAL else _MODE


def _site(one: EventRecord, other: EventRecord) -> float:
    """A market is no mosque; that both name a market tells that it may be the same."""
    here, there = sites_of(one.event), sites_of(other.event)
    if not here or not there:
        return 0.0
    return _SITE if here & there else -_SITE


def days_of(event: Event) -> tuple[date, date] | None:
    """Give the first and last day, None where the text leaves one of them open."""
    if event.when is None or event.when.start is None or event.when.end is None:
        return None
    return event.when.start, event.when.end


def _day(one: Event, other: Event) -> float | None:
    """Points for the days; None where the two do not meet, or are too long to tell anything."""
    days, others = days_of(one), days_of(other)
    return _points_of(days, others) if days is not None and others is not None else None


def _points_of(days: tuple[date, date], others: tuple[date, date]) -> float | None:
    if days[0] > others[1] or others[0] > days[1]:
        return None
    spans = sorted(last - first for first, last in (days, others))
    if days == others:
        return None if spans[0] >= SAME_SPAN else (_SAME_NIGHT if spans[0] else _SAME_DAY)
    if spans[1] < LONGEST_SPAN:
        return _SAME_NIGHT
    return _SAME_MONTH if spans[0] < LONGEST_SPAN and spans[1] < MONTH else None


def _tolls_fit(one: Event, other: Event, *, sure: bool) -> bool:
    return all(_near_to(*pair, sure) for pair in ((one.killed, other.killed), (one.wounded, other.wounded)))


def _near_to(one: Count | None, other: Count | None, sure: bool) -> bool:
    ratio = ratio_of(one, other)
    if one is None or other is None or ratio is None:
        return True
    return abs(one.value - other.value) <= _FEW or ratio <= (_TIMES_IF_SURE if sure else _FAR)


def _toll(one: Event, other: Event) -> float:
    """The dead count whole, the wounded half: of them outlets have less exact numbers."""
    return _count(one.killed, other.killed) + _count(one.wounded, other.wounded) / 2


def _count(one: Count | None, other: Count | None) -> float:
    """Points for two numbers: the same or near to each other for it, the more the larger; far ones against it."""
    ratio = ratio_of(one, other)
    if one is None or other is None or ratio is None:
        return 0.0
    low, high = sorted((one.value, other.value))
    worth = next((points for number, points in _RARE if low >= number), 0.0)
    if ratio == 1:
        return worth
    if ratio <= _NEAR:
        return worth - 0.5 if low > _FEW else 0.0
    return -1.0 if high - low > _FEW else -0.5


def _same(one: Count | None, other: Count | None) -> bool:
    return one is not None and other is not None and one.value == other.value > 0


def best_of(record: EventRecord, told: Iterable[EventRecord]) -> EventRecord | None:
    """Give of an article's events the one that reports the same and is most alike; the first of several as like."""
    fitting = [one for one in told if is_same_happening(record, one)]
    return max(fitting, key=lambda one: (_fit(record, one), -one.id), default=None)


def _fit(one: EventRecord, other: EventRecord) -> float:
    """The points, and less than one quarter more for the words of the sentences."""
    words = fuzz.token_set_ratio(one.event.sentence.text, other.event.sentence.text)
    return (likeness(one, other) or 0.0) + words / 401

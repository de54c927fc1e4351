"""One telling for each happening: an article that tells a toll twice tells of one event twice.

Of 2,400 annotated articles three tell two attacks of the same place and day with the same number of dead, two or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from nlp.schema import Count, Event

_TELLING = 2  # dead or wounded from which a number tells an event from another
_SIDES = ("killed", "wounded")


def told_once(events: Sequence[Event]) -> tuple[Event, ...]:
    """Drop the less sure of two events that share type, dead and wounded, place and day; give a toll to one event.

    Events come and go in text order. Where two events were given the same words of the text as their toll, the event
    told nearest to them keeps it.
    """
    kept: list[Event] = []
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for event in _with_tolls_of_their_own(events):
        tolls = _value(event.killed), _value(event.wounded)
        places = alike[event.type, event.status, tolls] if max(tolls) >= _TELLING else []
        double = next((place for place in places if _may_be_one(kept[place], event)), None)
        if double is None:
            places.append(len(kept))
            kept.append(event)
        elif event.confidence > kept[double].confidence:
            kept[double] = event
    return tuple(sorted(kept, key=lambda event: event.trigger.start))


def _with_tolls_of_their_own(events: Sequence[Event]) -> list[Event]:
    found = list(events)
    for side in _SIDES:
        owners: dict[tuple[int, int], list[int]] = {}
        for place, event in enumerate(found):
            count: Count | None = getattr(event, side)
            for evidence in count.evidence if count and count.value else ():
                owners.setdefault((evidence.span.start, evidence.span.end), []).append(place)
        for (start, _), places in owners.items():
            for place in sorted(places, key=lambda p: abs(found[p].trigger.start - start))[1:]:
                event = found[place]
                found[place] = replace(event, killed=None) if side == "killed" else replace(event, wounded=None)
    return found


def _may_be_one(one: Event, other: Event) -> bool:
    """Do place and day agree, or does one of the events leave them open?"""
    if one.when and other.when and (one.when.start, one.when.end) != (other.when.start, other.when.end):
        return False
    places = [{place.name for place in event.places} for event in (one, other)]
    return not all(places) or bool(places[0] & places[1])


def _value(count: Count | None) -> int:
    return count.value if count else 0

"""One telling for each happening: an article that tells a toll twice tells of one event twice.

Of 2,400 annotated articles three tell two attacks of the same place and day with the same number of dead, two or more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from nlp.patterns.fr_triggers import RETOLD
from nlp.schema import Actor, Count, Event

_TELLING = 2  # dead or wounded from which a number tells an event from another
_SIDES = ("killed", "wounded")


_TAKING_UP = re.compile(r"(?:(?<!\w)(?P<this>cet|cette|ce) |(?<!\w)(?:le |la |l['’]))$", re.IGNORECASE)
_OF_ANOTHER = re.compile(r" (?:d['’]|de |du |des |contre |par |au |à |aux |sur |menée? |lancée? )", re.IGNORECASE)
_REACH = 160  # characters from the sentence of an event to the one that takes it up


def told_once(events: Sequence[Event], text: str) -> tuple[Event, ...]:
    """Drop the less sure of two events that share type, dead and wounded, place and day; give a toll to one event.

    Events come and go in text order; `text` is the article's. Where two events were given the same words of the text
    as their toll, the event told nearest to them keeps it. What a definite noun takes up («une frappe a visé
    l'hôpital. L'attaque a tué dix patients») is told of the event before.
    """
    events = _taken_up(events, text)
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


def _taken_up(events: Sequence[Event], text: str) -> list[Event]:
    """Give what «l'attaque», «ce raid» tell to the event that they take up: of 27 such pairs annotated none are two."""
    kept: list[Event] = []
    for event in events:
        before = next((n for n in range(len(kept) - 1, -1, -1) if kept[n].type is event.type), None)
        if before is not None and _takes_up(event, kept[before], text):
            kept[before] = _filled(kept[before], event)
        else:
            kept.append(event)
    return kept


def _takes_up(event: Event, before: Event, text: str) -> bool:
    start, end = event.trigger.start, event.trigger.end
    definite = _TAKING_UP.search(text, max(0, start - 6), start)
    if definite is None or event.reason != "noun" or event.trigger.text.lower() not in RETOLD:
        return False
    if _OF_ANOTHER.match(text, end) and not definite["this"]:
        return False  # «l'explosion d'une mine» takes up nothing
    if not 0 <= event.sentence.start - before.sentence.end <= _REACH or event.status is not before.status:
        return False
    tolls = ((_value(getattr(one, side)) for one in (event, before)) for side in _SIDES)
    apart = any(new and old and new != old for new, old in tolls)
    return not apart and _may_be_one(before, event) and not _of_others(event, before)


def _of_others(event: Event, before: Event) -> bool:
    """Does the later sentence itself name other doers?"""

    def told_here(actor: Actor) -> bool:
        return any(event.sentence.start <= proof.span.start < event.sentence.end for proof in actor.evidence)

    names = {actor.name for actor in before.sources}
    named = {actor.name for actor in event.sources if told_here(actor)}
    return bool(names and named) and not names & named


def _filled(event: Event, more: Event) -> Event:
    """Fill the slots that an event leaves open with those of its second telling."""
    return replace(
        event,
        sources=event.sources or more.sources,
        targets=event.targets or more.targets,
        places=event.places or more.places,
        when=event.when or more.when,
        killed=event.killed or more.killed,
        wounded=event.wounded or more.wounded,
    )


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

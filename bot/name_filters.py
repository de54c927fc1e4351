"""A name that is taken as the filter that keeps its events, and filters of names put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from store.records import EventFilter, NameMatch

NAMES = ("place_id", "actor_id", "country", "region")
"""The fields of a filter that names fill."""


def filter_of(match: NameMatch) -> EventFilter:
    """The filter that keeps the events of a place, an actor, a region or a country."""
    if match.kind == "country":
        return EventFilter(country=match.country)
    if match.kind == "region":
        return EventFilter(region=match.region)
    return EventFilter(actor_id=match.id) if match.kind == "actor" else EventFilter(place_id=match.id)


def joined(one: EventFilter, other: EventFilter) -> EventFilter:
    """The filter that asks for the names of both."""
    return replace(
        one,
        place_id=other.place_id or one.place_id,
        actor_id=other.actor_id or one.actor_id,
        country=other.country or one.country,
        region=other.region or one.region,
    )


def nameless(one: EventFilter, names: Iterable[str] = NAMES) -> EventFilter:
    """The filter without its names, or without some of them."""
    nothing: dict[str, Any] = dict.fromkeys(names)
    return replace(one, **nothing)


def fits(one: EventFilter, other: EventFilter) -> bool:
    """Whether one filter can ask for the names of both: a second actor, town or country has no room in it."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in NAMES)
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    both = joined(one, other)
    return both.region is None or (both.place_id is None and both.country is None)

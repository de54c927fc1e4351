"""Words into a filter: what someone typed after /events or /subscribe, and the names it may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.places
from nlp.names import fold
from store.countries import country_of
from store.records import EventFilter, NameMatch

NAME_WIDTH = 60  # characters of a typed name that are looked up and shown again
CLEAR_SCORE = 90.0  # the same consonants and most letters: taken without asking …
CLEAR_LEAD = 5.0  # … where the next best of its kind is this much worse
NEAREST = 4  # names offered for an unknown one
_HOUR = re.compile(r"(?<!\S)(\d{1,3})\s?(?:heures?|[hH:])\s?(\d{1,3})?$")


class HourError(ValueError):
    """No hour of the day: its text is the word that was typed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for in words: a name (None: everything) and an hour (None: not said)."""

    name: str | None
    at: time | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed name means: the match taken, others it may mean, or, where none is, the nearest names."""

    match: NameMatch | None
    others: tuple[NameMatch, ...] = ()


def parse(words: str) -> Request:
    """A name with an hour at its end («8h», «8h30», «20:15»), both optional; `HourError` for «25:00»."""
    flat = " ".join(words.split())
    found = _HOUR.search(flat)
    if not found:
        return Request(flat or None, None)
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if hour > 23 or minute > 59 or len(found.group(2) or "00") != 2:
        raise HourError(found.group())
    return Request(flat[: found.start()].strip() or None, time(hour, minute))


async def resolve(session: AsyncSession, name: str) -> Resolution:
    """What of the archive the name means: a clear place or country, else a clear actor, else nothing but neighbours."""
    typed = name[:NAME_WIDTH]
    places = await store.places.find(session, typed)
    actors = await store.actors.find(session, typed)
    return choose(typed, places, actors)


def choose(typed: str, places: Sequence[NameMatch], actors: Sequence[NameMatch]) -> Resolution:
    """The clear winner among the candidates of both kinds; an exact name beats a near one, a place beats an actor."""
    clear = [match for match in (_clear(typed, places), _clear(typed, actors)) if match]
    ranked = sorted({*places, *actors}, key=lambda match: (-match.score, match.kind == "actor", match.name))
    if not clear:
        return Resolution(None, tuple(ranked[:NEAREST]))
    taken = max(clear, key=lambda match: (match.exact, match.kind != "actor"))
    others = tuple(match for match in ranked if match != taken and _likely(typed, match))
    return Resolution(taken, others[:NEAREST])


def _clear(typed: str, matches: Sequence[NameMatch]) -> NameMatch | None:
    if not matches:
        return None
    best, *rest = sorted(matches, key=lambda match: -match.score)
    if best.exact:
        return best
    # The nearest name to a country without events is another country: «Niger» must not show Nigeria.
    if country_of(typed) or not _likely(typed, best):
        return None
    return best if best.score - (rest[0].score if rest else 0.0) >= CLEAR_LEAD else None


def _likely(typed: str, match: NameMatch) -> bool:
    """Whether the match is more than a neighbour: nearly the name, or a longer name with all the words typed."""
    return match.score >= CLEAR_SCORE or set(fold(typed).split()) <= set(fold(match.name).split())


def filter_of(match: NameMatch) -> EventFilter:
    """The filter that keeps the events of a place, an actor or a country."""
    if match.kind == "country":
        return EventFilter(country=match.country)
    return EventFilter(actor_id=match.id) if match.kind == "actor" else EventFilter(place_id=match.id)


async def find_actor(session: AsyncSession, name: str) -> Resolution:
    """What the name means among the actors alone."""
    return choose(name, [], await store.actors.find(session, name[:NAME_WIDTH]))

"""The names that questions are read by: the field's places and actors, known on an empty archive too.

A name that is typed as it is written is looked up in the gazetteer and the actor list; for any other the resolver of
`/events` is asked, so that a question and a command mean the same by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz

from bot import arabic_names, known_aliases
from bot.arabic import is_arabic, key
from bot.shown_countries import countries_sharing, country_also_called, country_shown_as
from bot.words.common import is_common
from nlp.actors import ActorIdentity
from nlp.english_nations import NATIONS, institution
from nlp.names import fold
from nlp.resolver import Resolver

ALIKE = 84.0  # the score from which a misspelt name of five letters and more is taken
_SHORTEST_SLIP = 5
_SAME_LETTERS = 70.0  # per cent
_NEARLY = 99.0
_REMEMBERED = 16_384  # names: people write some dozens of words a question, and the process runs for months

_COMMON_HEADS = frozenset({"armee", "armees", "police", "forces", "troupes", "gouvernement", "regime", "coalition"})

_DEEDS = frozenset({"frappe", "frappes", "raid", "raids", "missile", "missiles", "bombardement", "bombardements"})
"""What is done, where the actor list takes it, with a country behind, for who does it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place or an actor that a typed name may mean, and how well it fits (100: one of its names).

    `name` is what to show and to look up; `known` is False for a place so small that only a place is asked for by it.
    """

    kind: str  # "place" or "actor"
    name: str
    score: float
    is_country: bool = False
    known: bool = True
    is_town: bool = False
    key: str | None = None


Known = Callable[[str], Sequence[Candidate]]
"""Gives the candidates for a name, best first, those that are it exactly (score 100) before those that are like it."""


class NameLists:
    """Candidates from the field's knowledge alone, by exact name and then by likeness."""

    def __init__(self, known: Resolver) -> None:
        self._resolver, self._places, self._actors = known, known.places, known.actors
        self._seen, self._bearers = lru_cache(_REMEMBERED)(self._find), lru_cache(_REMEMBERED)(self._bear)

    def __call__(self, name: str) -> Sequence[Candidate]:
        """Give the candidates for the name."""
        return self._seen(" ".join(name.split()))

    def exact(self, name: str) -> tuple[Candidate, ...]:
        """Give those candidates that bear the name."""
        return self._bearers(" ".join(name.split()))

    def _find(self, name: str) -> tuple[Candidate, ...]:
        return self._bearers(name) or tuple(sorted(self._alike(name), key=lambda one: -one.score))

    def _bear(self, name: str) -> tuple[Candidate, ...]:
        if shared := countries_sharing(name):
            typed = _capitalised(name)
            place = Candidate("place", typed, 100.0, True, key=f"country:{shared[0]}")
            return place, Candidate("actor", typed, 100.0, True, key=shared[0])
        if also := country_also_called(name):
            return tuple(replace(one, name=_capitalised(name)) for one in self._exact(also))
        found = tuple(self._exact(name))
        if is_arabic(name):
            found = tuple(self._arabic(name)) or _letter_for_letter(name, found)
        if not found and (country := country_shown_as(name)):
            found = tuple(replace(one, name=name) for one in self._exact(country))
        return found

    def _exact(self, name: str) -> Iterator[Candidate]:
        typed = _capitalised(name)
        place = self._places.resolve(typed)
        if place:
            known, is_town = self._places.is_known(typed), place.kind not in ("country", "region", "county", "area")
            yield Candidate("place", typed, 100.0, place.kind == "country", known, is_town, place.key)
        actor, form = self._actor(name)
        if actor and form:
            shown = self._written(form)
            yield Candidate("actor", shown, 100.0, actor.kind in ("state", "government"), key=actor.key)
        elif country := self._nation(name):
            yield Candidate("actor", country[1], 100.0, True, key=country[0])

    def _arabic(self, name: str) -> Iterator[Candidate]:
        """What the lists do not know as it is typed: «الروسية» is Russia as a doer, «الجيش التركي» an army."""
        if country := arabic_names.nation(name):
            yield Candidate("actor", self._actors.countries[country].ar, 100.0, True, key=country)
        elif french := arabic_names.in_french(name, self._actors):
            for one in self._exact(french):
                yield replace(one, name=name)

    def _actor(self, name: str) -> tuple[ActorIdentity | None, str | None]:
        if fold(name).partition(" ")[0] in _DEEDS:
            return None, None  # «frappes Syrie» is what happened where; in an article it may be an army
        acronym = name.upper() if 3 <= len(name) <= 5 and not is_common(name) else name
        for form in dict.fromkeys((name, _capitalised(name), acronym)):
            if (actor := self._actors.identify(form)) and not self._is_somewhere(form, actor):
                return actor, form
        if key := institution(name):
            return self._actors.get(key), name
        return None, None

    def _is_somewhere(self, form: str, actor: ActorIdentity) -> bool:
        """Whether the name is one of the actor's with a place behind it: of «Boko Haram Nigeria» both are meant."""
        words = form.split()
        if len(words) == 1 or form in self._spellings:
            return False
        cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        return any(self._actors.identify(who) == actor and self._places.is_known(where) for who, where in cuts)

    def _written(self, form: str) -> str:
        """«boko haram» as it is written: an alias typed in small letters gets its capitals."""
        if fold(form.split()[0]) in _COMMON_HEADS:
            return form
        return form if form in self._spellings or not form.islower() else self._capitals.get(form, form)

    def _nation(self, name: str) -> tuple[str, str] | None:
        """The country of an adjective, with its name in the adjective's language: «américaines», «Russian»."""
        if (iso3 := NATIONS.get(fold(name))) and name not in ("us", "Us"):
            return iso3, self._actors.countries[iso3].en
        iso3 = self._actors.find_country_adjective(name) if name.islower() else None
        return (iso3, self._actors.countries[iso3].fr) if iso3 else None

    def _alike(self, name: str) -> Iterator[Candidate]:
        """Other spellings and slips; a name in another script than ours is no less exact for that."""
        foreign = not any(letter.isascii() for letter in name if letter.isalpha())
        if (len(fold(name)) < _SHORTEST_SLIP or is_common(name)) and not foreign:
            return
        for one in self._resolver.resolve(name):
            score = one.score if foreign and one.exact else min(one.score, _NEARLY)
            looks_so = one.kind == "actor" or foreign or _letters_alike(name, one.name)
            if score >= ALIKE and looks_so and (one.kind == "actor" or self._places.is_known(one.name)):
                is_country = one.sort in ("country", "state")
                yield Candidate(one.kind, one.name, score, is_country, key=one.key)

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(form for form, _ in self._actors.names())

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return {form.lower(): form for form in sorted(self._spellings, reverse=True)}


def _letter_for_letter(name: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of the bearers that are written with these letters: only in our own letters is «حماس» near «حمص»."""
    listed = {"place": known_aliases.of_place, "actor": known_aliases.of_actor}
    same = [one for one in found if key(name) in map(key, filter(is_arabic, listed[one.kind](one.key)))]
    return tuple(one for one in found if one in same or one.is_country) if same else found


@lru_cache(maxsize=1)
def resolver() -> Resolver:
    """The field's knowledge, loaded by the first who asks (about a second, 100 MB; do it in a thread)."""
    return Resolver.load()


@cache
def name_lists() -> NameLists:
    """The names of the field's knowledge, which is loaded where it is not yet: off the event loop."""
    return NameLists(resolver())


def _letters_alike(typed: str, name: str) -> bool:
    """Whether a word of a sentence looks like the name too: «corée» only sounds like Akure."""
    folded = fold(typed)
    return max(fuzz.ratio(folded, part) for part in (fold(name), *fold(name).split())) >= _SAME_LETTERS


def _capitalised(name: str) -> str:
    """«deir ez-zor» -> «Deir Ez-Zor»: what is typed in small letters is shown and looked up with capitals."""
    if name != name.lower():
        return name
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in name.split(" "))

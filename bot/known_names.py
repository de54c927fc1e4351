"""The names that questions are read by: the gazetteer's places and the actor list, known on an empty archive too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from bot.words import en
from nlp.actors import ActorIdentity, ActorList
from nlp.gazetteer.lookup import Gazetteer
from nlp.names import fold

ALIKE = 84.0  # per cent of likeness of letters from which a misspelt name of five letters and more is taken

_COMMON_HEADS = frozenset({"armee", "armees", "police", "forces", "troupes", "gouvernement", "regime", "coalition"})


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
    """Candidates from the gazetteer and the actor list alone, by exact name and then by likeness."""

    def __init__(self, places: Gazetteer, actors: ActorList) -> None:
        self._places, self._actors = places, actors
        self._seen = cache(self._find)

    def __call__(self, name: str) -> Sequence[Candidate]:
        """Give the candidates for the name."""
        return self._seen(" ".join(name.split()))

    def exact(self, name: str) -> tuple[Candidate, ...]:
        """Give those candidates that bear the name."""
        return tuple(self._exact(" ".join(name.split())))

    def _find(self, name: str) -> tuple[Candidate, ...]:
        found = tuple(self._exact(name))
        return found or tuple(sorted(self._alike(name), key=lambda one: -one.score))

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

    def _actor(self, name: str) -> tuple[ActorIdentity | None, str | None]:
        for form in dict.fromkeys((name, _capitalised(name), name.upper() if 3 <= len(name) <= 5 else name)):
            if actor := self._actors.identify(form):
                return actor, form
        if key := _english_institution(name):
            return self._actors.get(key), name
        return None, None

    def _written(self, form: str) -> str:
        """«boko haram» as it is written: an alias typed in small letters gets its capitals."""
        if fold(form.split()[0]) in _COMMON_HEADS:
            return form
        return form if form in self._spellings or not form.islower() else self._capitals.get(form, form)

    def _nation(self, name: str) -> tuple[str, str] | None:
        """The country of an adjective, with its name in the adjective's language: «américaines», «Russian»."""
        if (iso3 := en.NATIONS.get(fold(name))) and name not in ("us", "Us"):
            return iso3, self._actors.countries[iso3].en
        iso3 = self._actors.find_country_adjective(name) if name.islower() else None
        return (iso3, self._actors.countries[iso3].fr) if iso3 else None

    def _alike(self, name: str) -> Iterator[Candidate]:
        folded = fold(name)
        if len(folded) < 5:
            return
        for place in self._places.suggest(name, 1):
            score = fuzz.ratio(folded, fold(place.name))
            if score >= ALIKE and self._places.is_known(place.name):
                yield Candidate("place", place.name, score, place.kind == "country", key=place.key)
        best = process.extractOne(folded, self._aliases.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best:
            form, actor = self._aliases[best[0]]
            yield Candidate("actor", form, best[1], actor.kind == "state", key=actor.key)

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(form for form, _ in self._actors.names())

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return {form.lower(): form for form in sorted(self._spellings, reverse=True)}

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ActorIdentity]]:
        return {fold(form): (form, actor) for form, actor in self._actors.names() if len(fold(form)) >= 5}


@cache
def name_lists() -> NameLists:
    """Load the gazetteer and the actor list once (0.4 s, 100 MB): off the event loop."""
    return NameLists(Gazetteer.load(), ActorList.load())


def _capitalised(name: str) -> str:
    """«deir ez-zor» -> «Deir Ez-Zor»: what is typed in small letters is shown and looked up with capitals."""
    if name != name.lower():
        return name
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in name.split(" "))


def _english_institution(name: str) -> str | None:
    words = fold(name).split()
    for cut in (1, 2):
        country = en.NATIONS.get(" ".join(words[:cut]))
        rest = " ".join(words[cut:])
        for role, heads in en.FORCES.items():
            if country and rest in heads.split(", "):
                return f"{country}-{role}"
    return None

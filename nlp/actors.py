"""Who an actor's name stands for over the whole archive: Daesh, Daech and l'EI are one.

Precision comes first: a name gets an identity by an alias of the list, or by a pattern that leaves no doubt («troupes
irakiennes»); whatever else stays without a key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from nlp.gazetteer.countries import Country, load_countries, read_table
from nlp.names import fold, skeleton
from nlp.patterns import fr_actors
from nlp.schema import ActorKind

LIST = Path(__file__).with_name("gazetteer") / "actors.tsv"

_DETERMINER = re.compile(
    r"^(?:(?:les?|la|des?|du|aux?|un|une|ces?|cette|leurs?|ses|son|sa)\s+|[ld]['’])+(?=\w)", re.IGNORECASE
)
_OF = r"(?: (?:de la|de l|du|des|de|d|en|au|aux))?"
_QUOTES = str.maketrans("", "", '«»“”"')
_SKELETON_MINIMUM = 6  # consonants; shorter skeletons meet by chance
_ELISION = re.compile(r"\b([dl])['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActorIdentity:
    """An actor of the list: its key, names to show, kind, and country (ISO 3166-1 alpha-3, None if of no country)."""

    key: str
    fr: str
    en: str
    kind: ActorKind
    country: str | None


@dataclass(frozen=True, slots=True)
class ActorGuess:
    """What the words of an unlisted name tell: its kind and country, each None where they tell nothing."""

    kind: ActorKind | None
    country: str | None


@dataclass(frozen=True, slots=True)
class _Alias:
    identity: ActorIdentity
    text: str

    def fits(self, name: str) -> bool:
        """Whether letter case allows the match: «Fact» is the front, «fact» and «sana» are not names."""
        if " " in self.text:
            return True
        if len(self.text) <= 5 and self.text.isupper():
            return name.isupper()
        return not self.text[:1].isupper() or not name[:1].islower()


class ActorList:
    """The actor list in memory: aliases by folded name, countries by name and adjective. `load()` makes one."""

    def __init__(
        self, identities: Iterable[tuple[ActorIdentity, tuple[str, ...]]], countries: Iterable[Country]
    ) -> None:
        self._identities: dict[str, ActorIdentity] = {}
        self._aliases: dict[str, list[_Alias]] = defaultdict(list)
        self._adjectives: dict[str, str] = {}
        self._metonyms: dict[str, str] = {}
        self._known = lru_cache(maxsize=16_384)(self._identify)
        for identity, aliases in identities:
            self._add(identity, aliases)
        self.countries = {country.iso3: country for country in countries}
        for country in self.countries.values():
            self._add_country(country)

    @classmethod
    def load(cls, path: Path = LIST) -> ActorList:
        """Read the shipped list and the country table (some tens of milliseconds; keep the result)."""
        return cls((_identity(row) for row in read_table(path)), load_countries())

    def get(self, key: str) -> ActorIdentity | None:
        """The identity with this key (`daesh`, `IRQ`, `IRQ-army`), None if there is none."""
        if key in self._identities:
            return self._identities[key]
        iso3, _, role = key.partition("-")
        if iso3 in self.countries and role in _ROLES:
            return self._institution(iso3, role)
        return None

    def identify(self, name: str, country_hint: str | None = None) -> ActorIdentity | None:
        """Who the name stands for; `country_hint` (ISO3) settles an alias that several actors share.

        Tried in order: an alias as it stands, a country with an institution («police malienne»), a group word before
        an alias («combattants du Hezbollah»), a country after one («Hezbollah libanais»), a title before a person's
        full name, and a skeleton that only one actor has. None in every doubtful case.
        """
        return self._known(name, country_hint)

    def _identify(self, name: str, country_hint: str | None) -> ActorIdentity | None:
        plain = _clean(name)
        if not plain:
            return None
        for attempt in (self._by_alias, self._by_institution, self._by_group_word, self._by_nationality):
            if found := attempt(plain, country_hint):
                return found
        return self._by_parentheses(plain, country_hint) or self._by_title(plain) or self._by_skeleton(plain)

    def find_country_adjective(self, word: str) -> str | None:
        """ISO3 of the country whose French adjective or inhabitant the word is («irakiennes», «Burkinabè»)."""
        return self._adjectives.get(fold(word))

    def find_country(self, name: str) -> str | None:
        """ISO3 of the country with this name («Irak», «RDC»); capitals are no names («Bagdad» gives None)."""
        found = self._by_alias(_clean(name), None)
        return found.key if found and found.kind is ActorKind.STATE and not self.is_metonym(name) else None

    def is_metonym(self, name: str) -> bool:
        """Whether the name is a capital or a palace that the press uses for its government («Bagdad», «Kremlin»)."""
        return name[:1].isupper() and fold(name) in self._metonyms

    def names(self) -> Iterable[tuple[str, ActorIdentity]]:
        """Every alias as it is written, with its identity: for matching in texts and for the store's alias rows."""
        for aliases in self._aliases.values():
            for alias in aliases:
                yield alias.text, alias.identity

    def guess(self, name: str, country_hint: str | None = None) -> ActorGuess:
        """Kind and country of a name, from its identity if it has one, else from its head word and adjectives."""
        if known := self.identify(name, country_hint):
            return ActorGuess(known.kind, known.country)
        words = fold(_clean(name)).split()
        kind = next((kind for count in (2, 1) if (kind := _KINDS.get(" ".join(words[:count])))), None)
        countries = {iso3 for word in words if (iso3 := self._adjectives.get(word))}
        countries |= {iso3 for iso3 in (self.find_country(word) for word in _clean(name).split()) if iso3}
        return ActorGuess(kind, countries.pop() if len(countries) == 1 else None)

    def _add(self, identity: ActorIdentity, aliases: Iterable[str]) -> None:
        self._identities[identity.key] = identity
        for alias in dict.fromkeys((identity.fr, identity.en, *aliases)):
            self._aliases[fold(alias)].append(_Alias(identity, alias))
            if identity.kind is ActorKind.GOVERNMENT and " " not in alias:
                self._metonyms.setdefault(fold(alias), identity.key)

    def _add_country(self, country: Country) -> None:
        identity = ActorIdentity(country.iso3, country.fr, country.en, ActorKind.STATE, country.iso3)
        self._add(identity, (*country.names, *country.capitals))
        for capital in country.capitals:
            self._metonyms[fold(capital)] = country.iso3
        for adjective in country.adjectives:
            self._adjectives.setdefault(fold(adjective), country.iso3)

    def _by_alias(self, name: str, hint: str | None) -> ActorIdentity | None:
        found = {alias.identity for alias in self._aliases.get(fold(name), ()) if alias.fits(name)}
        # «forces libanaises» is the army, «Forces libanaises» the party; «armée congolaise» is one of two.
        doubtful = (name[:1].islower() and _parties(found)) or (hint and self._rivals(fold(name).split(" ")[-1]))
        if doubtful and self._by_institution(name, hint):
            return None
        if len(found) > 1:
            found = {identity for identity in found if identity.country == hint} or _states(found)
        return found.pop() if len(found) == 1 else None

    def _by_institution(self, name: str, hint: str | None) -> ActorIdentity | None:
        words = fold(_ELISION.sub(r"\1 ", name))
        for role, pattern in _ROLES.items():
            match = pattern.match(words)
            iso3 = self._country_of(match.group("country"), hint) if match else None
            if match and not iso3 and role == "gov":
                iso3 = self._country_of_person(match.group("country"))
            if iso3:
                return self._institution(iso3, role)
        return None

    def _country_of(self, words: str, hint: str | None) -> str | None:
        if iso3 := self._adjectives.get(words):
            return hint if hint and hint in self._rivals(words) else iso3
        states = {
            alias.identity.key for alias in self._aliases.get(words, ()) if alias.identity.kind is ActorKind.STATE
        }
        return hint if hint in states else min(states, key=len, default=None) if len(states) == 1 else None

    def _country_of_person(self, words: str) -> str | None:
        """«le gouvernement de Narendra Modi» is India's."""
        countries = {
            alias.identity.country
            for alias in self._aliases.get(words, ())
            if alias.identity.kind is ActorKind.PERSON and " " in alias.text
        }
        return countries.pop() if len(countries) == 1 else None

    @staticmethod
    def _rivals(adjective: str) -> set[str]:
        """Countries that share an adjective: only the two Congos and their neighbours in name matter."""
        return {"COD", "COG"} if adjective.startswith("congolais") else set()

    def _institution(self, iso3: str, role: str) -> ActorIdentity:
        key = f"{iso3}-{role}"
        if key in self._identities:
            return self._identities[key]
        country, (kind, fr, en) = self.countries[iso3], _INSTITUTIONS[role]
        return ActorIdentity(key, f"{fr} ({country.fr})", f"{en} ({country.en})", kind, iso3)

    def _by_group_word(self, name: str, hint: str | None) -> ActorIdentity | None:
        match = _GROUP.match(_ELISION.sub(r"\1 ", name))
        found = self._by_alias(_clean(match.group("rest")), hint) if match else None
        if found and fold(match.group("head")) in fr_actors.GROUP_HEADS:  # type: ignore[union-attr]
            return found if found.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.MILITARY) else None
        return None

    def _by_nationality(self, name: str, hint: str | None) -> ActorIdentity | None:
        match = _NATIONALITY.match(_ELISION.sub(r"\1 ", name))
        if not match:
            return None
        country = self._country_of(fold(match.group("country")), hint)
        found = self._by_alias(match.group("rest"), country) if country else None
        return found if found and found.country == country and found.kind is not ActorKind.STATE else None

    def _by_parentheses(self, name: str, hint: str | None) -> ActorIdentity | None:
        match = re.fullmatch(r"([^()]+)\(([^()]+)\)", name)
        if not match:
            return None
        outer, inner = (self.identify(part, hint) for part in match.groups())
        return outer if outer and (inner is None or inner == outer) else None

    def _by_title(self, name: str) -> ActorIdentity | None:
        words = name.split()
        if fold(words[0]).split("-")[0].split(" ")[0] not in fr_actors.TITLES:
            return None
        for start in range(1, len(words)):
            found = self._by_alias(" ".join(words[start:]), None)
            if found and found.kind is ActorKind.PERSON:
                return found
        return None

    def _by_skeleton(self, name: str) -> ActorIdentity | None:
        key = skeleton(name)
        if len(key) < _SKELETON_MINIMUM or " " not in name or name[:1].islower():
            return None
        found = self._skeletons.get((key, len(fold(name).split())), set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _skeletons(self) -> dict[tuple[str, int], set[ActorIdentity]]:
        table: dict[tuple[str, int], set[ActorIdentity]] = defaultdict(set)
        for alias, identity in self.names():
            if " " in alias and identity.kind is not ActorKind.MEDIA:
                table[skeleton(alias), len(fold(alias).split())].add(identity)
        return table


def _identity(row: dict[str, str]) -> tuple[ActorIdentity, tuple[str, ...]]:
    identity = ActorIdentity(row["key"], row["fr"], row["en"], ActorKind(row["kind"]), row["country"] or None)
    return identity, tuple(alias for alias in row["aliases"].split("|") if alias)


def _clean(name: str) -> str:
    text = " ".join(name.translate(_QUOTES).split()).strip(" ,.;:")
    return _DETERMINER.sub("", text) if not text.isupper() else text


def _states(identities: set[ActorIdentity]) -> set[ActorIdentity]:
    return {identity for identity in identities if identity.kind is ActorKind.STATE}


def _parties(identities: set[ActorIdentity]) -> set[ActorIdentity]:
    return {identity for identity in identities if identity.kind is ActorKind.PARTY}


def _heads(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _role(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_heads(words)}){_OF} (?P<country>\w+(?: \w+){{0,4}})$")


_ROLES = {
    "army": _role(fr_actors.ARMY_HEADS),
    "police": _role(fr_actors.POLICE_HEADS),
    "gov": _role(fr_actors.GOVERNMENT_HEADS),
}
_INSTITUTIONS = {
    "army": (ActorKind.MILITARY, "Armée", "Armed forces"),
    "police": (ActorKind.POLICE, "Police", "Police"),
    "gov": (ActorKind.GOVERNMENT, "Gouvernement", "Government"),
}
_GROUP = re.compile(
    r"(?P<head>[\w-]+(?: [\w-]+)?)(?: (?:de la|de l|du|des|de|d))? (?P<rest>[A-ZÉÈÎ\d][^,]*|\w*balaka)$"
)
_NATIONALITY = re.compile(rf"(?P<rest>.+?){_OF} (?P<country>[\w'’-]+(?: [\w'’-]+)?)$")
_KINDS = {fold(head): ActorKind(kind) for kind, heads in fr_actors.KIND_HEADS.items() for head in heads}

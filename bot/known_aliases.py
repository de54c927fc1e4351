"""What the shipped lists call an actor or a place, in the languages that they know: French, English and Arabic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import nlp.gazetteer
from nlp.actors import ActorList
from nlp.gazetteer.countries import load_countries, read_table
from nlp.names import fold
from store.naming import is_generic, names_someone

_SEED = Path(nlp.gazetteer.__file__).parent.joinpath("seed", "places").with_suffix(".tsv")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARCHIVE, _MOST = 4, 8  # names of the archive that go first, and names shown


def names_to_show(own: str, archive: Iterable[str], listed: Iterable[str]) -> tuple[str, ...]:
    """The other names worth showing, each once: of the archive, then an English and two Arabic ones, then the rest."""
    telling = [name for name in listed if names_someone(name) and not is_generic(name)]
    arabic = [name for name in telling if _ARABIC.search(name)]
    latin = [name for name in telling if not _ARABIC.search(name)]
    heard = [name for name in archive if names_someone(name)]
    ranked = (*heard[:_ARCHIVE], *latin[:2], *arabic[:2], *heard[_ARCHIVE:], *latin[2:])
    seen, kept = {fold(own)}, list[str]()
    for name in ranked:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return tuple(kept[:_MOST])


def of_actor(key: str | None) -> tuple[str, ...]:
    """The names of an actor by its key over the archive (`daesh`, `IRQ-army`); reads the list at the first call."""
    return _actors().get(key or "", ())


def of_place(key: str | None) -> tuple[str, ...]:
    """The names of a place by its key (`seed:qayrawan-iq`, `country:IRQ`); of most places no list tells any."""
    return _places().get(key or "", ())


@lru_cache(maxsize=1)
def actors() -> ActorList:
    """The list of actors; read at the first call (some tens of milliseconds)."""
    return ActorList.load()


@lru_cache(maxsize=1)
def _actors() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    listed = actors()
    for alias, identity in listed.names():
        if not listed.is_metonym(alias):
            found[identity.key].append(alias)
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, ...]]:
    countries = load_countries()
    alpha2 = {country.iso3: country.iso2.lower() for country in countries}
    found = {f"country:{country.iso3}": (country.fr, country.en, *country.names) for country in countries}
    for row in read_table(_SEED):
        slug = re.sub(r"[^a-z0-9]+", "-", fold(row["name"]))
        key = f"seed:{slug}-{alpha2[row['country']]}" if row["country"] else f"seed:{slug}"
        found[key] = tuple(name for name in row["aliases"].split("|") if name)
    return found

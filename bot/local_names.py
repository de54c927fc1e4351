"""What a known actor or place is called in the reader's language, by its key over the archive.

In French the names stay as the articles have them; in English and in Arabic the lists' own take their place where they
know one; those without a name of their own («civils») are told in its words (`bot.people_names`). What no list knows
(a spokesman, «marins de cette nationalité») keeps the words of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

from bot.known_aliases import actors
from bot.known_names import resolver
from bot.people_names import people_called
from bot.texts import Texts
from bot.words.regions import REGIONS
from nlp.gazetteer.display import PlaceNames

_STATE = re.compile("[A-Z]{3}")  # the key of an actor that is a country as a whole
_OF_STATE = re.compile("[A-Z]{3}-[a-z]+")  # of its army, its police («IRQ-army»); «paul-kagame» is none of Rwanda's
_COUNTRY = "country:"
_ARABIC = re.compile(r"[\u0621-\u064a]")


class Named(Protocol):
    """An actor, a place or a speaker of an event."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str | None: ...


_ARTICLES = {
    "Caire": "Le Caire", "Haye": "La Haye", "Havane": "La Havane", "Mecque": "La Mecque", "Cap": "Le Cap",
    "Pirée": "Le Pirée", "Valette": "La Valette", "Nouvelle-Orléans": "La Nouvelle-Orléans", "Havre": "Le Havre",
    "Rochelle": "La Rochelle", "Mans": "Le Mans", "Paz": "La Paz", "Corogne": "La Corogne", "Kef": "Le Kef",
}  # fmt: skip
"""Towns whose article is of their name, which «au Caire» hides."""


def called(one: Named, texts: Texts) -> str:
    """Give the name of someone or of a place in an event: the text's own in French, else the one known by its key."""
    if texts.lang == "fr":
        return _ARTICLES.get(one.name, one.name) if one.key and ":" in one.key else one.name
    return shown_name(one.name, one.key, texts)


def shown_name(name: str, key: str | None, texts: Texts) -> str:
    """Give the name of an actor or a place of the archive.

    A state goes by its own name in each language, though most articles call it by its capital («Bagdad» for Irak).
    """
    if key is None:
        return people_called(name, texts) or name
    if _STATE.fullmatch(key) or key.startswith(_COUNTRY):
        code = key.removeprefix(_COUNTRY)
        country = texts.country(code)
        return name if country == code else country
    if texts.lang == "fr":
        return _ARTICLES.get(name, name) if ":" in key else name
    return (_place(key, texts.lang) if ":" in key else _actor(key, texts)) or name


def region_called(name: str, country: str | None, texts: Texts) -> str:
    """Give the name of a first-level region, told by its French one, in the reader's language where a list knows it.

    Loads the field's knowledge at the first call, where nothing has yet (a second).
    """
    if texts.lang not in ("en", "ar") or country is None:
        return name
    return _region(name, country, texts.lang) or name


@lru_cache(maxsize=2_048)
def _region(name: str, country: str, lang: str) -> str:
    """The region's name, or that of the town that it is called after: its own may be «H'alab» for Aleppo's."""
    if name in REGIONS:
        return REGIONS[name][lang]
    if (of_town := _OF_TOWN.fullmatch(name)) is not None:
        town = _region(of_town["of"] or of_town["town"], country, lang)
        return _FORMS[of_town["form"]][lang].format(town) if town and of_town["form"] else town
    table = resolver().places.table
    rows = [row for number in table.find(name) if (row := table.row(number)).iso3 == country and row.name == name]
    rows.sort(key=lambda row: (not row.key.startswith("seed:"), row.kind != "region", -row.population))
    same = name if rows and lang == "en" else ""  # the lists leave out what is the same in both languages
    known = (place_names().of(row.key) for row in rows)
    names = [one.arabic if lang == "ar" else one.english for one in known if one]
    return next((one.strip("\u200e\u200f") for one in names if one and not one.startswith(_FORMAL)), same)


_OF_TOWN = re.compile(
    r"(?P<form>Oblast|Région) d(?:e |['’])(?P<of>.+)|"
    r"(?P<town>.+) \((?:province|gouvernorat|wilaya|district|comté|État|région|territoire|ville)\)"
)
_FORMS = {
    "Oblast": {"en": "{} Oblast", "ar": "مقاطعة {}"},
    "Région": {"en": "{} Oblast", "ar": "مقاطعة {}"},
}
_FORMAL = ("Région ", "Province ", "Gouvernorat ", "Markaz ", "District ", "État ")
"""What the names of sources begin with that are no name of the press."""


def place_names() -> PlaceNames:
    """Give the places' names in English and Arabic; reads them at the first call (a tenth of a second)."""
    return _names()


@lru_cache(maxsize=1)
def _names() -> PlaceNames:
    return PlaceNames.load()


@lru_cache(maxsize=4_096)
def _place(key: str, lang: str) -> str:
    found = place_names().of(key)
    if found is None:
        return ""
    return found.arabic if lang == "ar" else found.english


def _actor(key: str, texts: Texts) -> str:
    known = actors().get(key)
    if known is None:
        return ""
    if texts.lang == "en":
        return known.en
    arabic = _arabic_aliases().get(key)
    if arabic is None and known.country and known.kind and _OF_STATE.fullmatch(key):
        kind = texts.get(f"cards.kind_{known.kind}").unescape()
        return f"{kind} {texts.country(known.country)}"
    return arabic or ""


@lru_cache(maxsize=1)
def _arabic_aliases() -> dict[str, str]:
    """The first Arabic name of each actor."""
    found: dict[str, str] = {}
    for alias, identity in actors().names():
        if _ARABIC.search(alias):
            found.setdefault(identity.key, alias)
    return found

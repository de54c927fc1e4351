"""The filter that comes nearest to one that was not understood, to be offered beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot import arabic
from bot.filter_words import (
    Given,
    all_words,
    first_words,
    kinds,
    lang_of_key,
    quoted,
    roles,
    shown_key,
    shown_kind,
    statuses,
)
from bot.query_slots import Unread, Why
from bot.question_words import WORDS, listed
from nlp.dates_grammar import month_span
from nlp.schema import EventType

_NEAREST_KEY = 74.0  # per cent of likeness from which a key is offered for another: «page» is no «place»
_NEAREST = 70.0  # the same for a value


_NO_FILTERS = {
    Why.PAGES: "page pages p صفحة الصفحة",
    Why.LANGUAGES: "langue lang language langues لغة اللغة",
    Why.TOLLS: "morts mort tues tue blesses blesse bilan victimes killed dead deaths wounded injured toll casualties "
    "قتلى قتيل جرحى الحصيلة حصيلة القتلى الضحايا",
}
"""Keys that people try and that are no filters, by what is said of them."""


def not_understood(given: Given, said: str, lang: str | None, reads: Callable[[Given], bool]) -> Unread:
    """Say of a filter that is not understood what comes nearest to it, else what there is."""
    for why, keys in _NO_FILTERS.items():
        if given.slot is None and arabic.key(given.key) in map(arabic.key, keys.split()):
            return Unread(said, why=why)
    offered = None if said.endswith(":") else nearest(given, lang, reads)
    told = lang_of_key(given.key) or (lang if lang in WORDS else "fr") or "fr"
    if given.slot is None:
        return Unread(said, offered) if offered else Unread(said, why=Why.NO_KEY, values=_filters(told))
    return Unread(said, offered, values=() if offered else _values(given.slot, told))


def _filters(lang: str) -> tuple[str, ...]:
    words = WORDS[lang]
    return tuple(f"{words.SHOWN[slot]}:" for slot in words.KEYS if slot in words.SHOWN)


def _values(slot: str, lang: str) -> tuple[str, ...]:
    """The values of a filter in the words of a language, those of types and of the few others."""
    words = WORDS[lang]
    if slot == "type":
        return tuple(shown_kind(type, None, lang) for type in EventType)
    if slot in ("since", "until", "during"):
        return tuple(listed(words.DATES_LIKE))
    if slot == "status":
        return tuple(str(words.SHOWN[status]) for status in words.STATUSES)
    return tuple(next(listed(words.ROLES[role])) for role in words.ROLES) if slot == "role" else ()


def nearest(given: Given, lang: str | None, reads: Callable[[Given], bool]) -> str | None:
    """Give the filter that comes nearest to one that was not understood, None where none is near.

    It is in the words of the key's language, else of `lang`, and one that `reads` would understand.
    """
    told = lang_of_key(given.key) or (lang if lang in WORDS else None)
    lang = told or "fr"
    if not given.value:
        return None
    if given.slot is None:
        return _nearest_key(given, lang, reads)
    if given.slot in ("since", "until", "during"):
        return _nearest_day(given)
    tables: dict[str, list[str]] = {"type": [*kinds()], "status": [*statuses()], "role": [*roles()]}
    choices = tables.get(given.slot, [])
    tried = (
        process.extractOne(arabic.key(words), choices, scorer=fuzz.ratio, score_cutoff=_NEAREST)
        for words in (given.value, first_words(given))
    )
    best = max(filter(None, tried), key=lambda one: one[1], default=None)
    if best and given.slot == "type":
        return f"{given.key}:{quoted(shown_kind(*kinds()[best[0]], lang))}"
    return f"{given.key}:{quoted(_in_language(best[0], given.slot, lang) if told else best[0])}" if best else None


def _nearest_day(given: Given) -> str | None:
    """The last day of the month for «2017-02-30»; of other words none is near."""
    found = re.fullmatch(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", first_words(given))
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[3]) < 1:
        return None
    return f"{given.key}:{month_span(int(found[1]), int(found[2]))[1].isoformat()}"


def _in_language(word: str, slot: str, lang: str) -> str:
    """The word of a status or a role itself, where the language has it, else what the language says for it."""
    own = WORDS[lang].STATUSES if slot == "status" else WORDS[lang].ROLES
    if word in map(arabic.key, all_words(own)):
        return word
    meant = statuses()[word] if slot == "status" else roles()[word]
    return str(WORDS[lang].SHOWN.get(meant.value) or next(listed(own[meant.value])))


def _nearest_key(given: Given, lang: str, reads: Callable[[Given], bool]) -> str | None:
    """The filter of a misspelt key, with a value that it understands or the nearest to that."""
    keys = {arabic.key(key): slot for slot, listed_keys in WORDS[lang].KEYS.items() for key in listed(listed_keys)}
    keys |= {arabic.key(key): slot for slot, key in WORDS[lang].SHOWN.items() if slot in WORDS[lang].KEYS}
    best = process.extractOne(arabic.key(given.key), [*keys], scorer=fuzz.ratio, score_cutoff=_NEAREST_KEY)
    if best is None:
        return None
    meant = replace(given, key=shown_key(best[0]), slot=keys[best[0]])
    if not reads(meant):
        return nearest(meant, lang, reads) if meant.slot in ("type", "status", "role") else None
    return f"{meant.key}:{quoted(first_words(given))}"

"""The words of typed filters: which slot a key means, which type, status or part a value, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot import arabic
from bot.question_words import WORDS, Kind, listed, vocabulary
from bot.texts import LANGUAGES, texts
from nlp.schema import MODES, EventType, Status
from store.records import MODE_FAMILIES, Role


@dataclass(frozen=True, slots=True)
class Given:
    """A filter as it was typed: the words of its key, the slot, and the words up to the next key.

    `apart` says that a blank stands before the value, `without` how it is asked to be left out («-», «sauf »).
    """

    key: str
    slot: str | None
    value: str
    quoted: bool
    rest: str = ""
    apart: bool = False
    without: str = ""


def shown_kind(type: EventType, mode: str | None, lang: str) -> str:
    """Give a type, with its mode, in plain words."""
    said = texts(lang)
    key = f"types.{type}.{mode}"
    return str(said.get(key if mode and said.has(key) else f"types.{type}").unescape())


@cache
def slots_of_keys() -> dict[str, str]:
    """Give the slot that each key means, folded, in all languages; French first where two differ."""
    found: dict[str, str] = {}
    for words in WORDS.values():
        for slot, keys in words.KEYS.items():
            for key in listed(keys):
                found.setdefault(arabic.key(key), slot)
        for slot, key in words.SHOWN.items():
            if slot in words.KEYS:
                found.setdefault(arabic.key(key), slot)
    return found


@cache
def kinds() -> dict[str, Kind]:
    """Give type and mode by every word that a person may use: PLOVER's, the catalogues' and those of questions."""
    found: dict[str, Kind] = {}
    for type in EventType:
        for mode in (None, *MODES[type], *MODE_FAMILIES.get(type, ())):
            found.setdefault(arabic.key(f"{type}.{mode}" if mode else str(type)), (type, mode))
            for lang in LANGUAGES:
                if lang in WORDS:
                    found.setdefault(arabic.key(shown_kind(type, mode, lang)), (type, mode))
    for lang in WORDS:
        for phrase, tag in vocabulary(lang).phrases.items():
            if tag.kind:
                found.setdefault(arabic.key(" ".join(phrase)), tag.kind)
    for type in EventType:  # last: a «strike» is one from the air, PLOVER's mode one of workers
        for mode in MODES[type]:
            found.setdefault(arabic.key(mode), (type, mode))
    return found


@cache
def statuses() -> dict[str, Status]:
    """Give the status by every word for it, folded."""
    return {
        arabic.key(word): Status(status)
        for words in WORDS.values()
        for status, said in words.STATUSES.items()
        for word in (*listed(said), status, words.SHOWN[status])
    }


@cache
def roles() -> dict[str, Role]:
    """Give the part by every word for it, folded."""
    return {
        arabic.key(word): Role(role)
        for words in WORDS.values()
        for role, said in words.ROLES.items()
        for word in (*listed(said), role)
    }


def lang_of_key(key: str) -> str | None:
    """Give the language of a key that is of one language alone."""
    having = [lang for lang, words in WORDS.items() if arabic.key(key) in _key_words(words)]
    return having[0] if len(having) == 1 else None


def _key_words(words: Any) -> Iterator[str]:
    for keys in (*words.KEYS.values(), *words.SHOWN.values()):
        yield from map(arabic.key, listed(keys))


def shown_key(key: str) -> str:
    """«jusqu a» as it is typed: «jusqu'à»."""
    return next((shown for words in WORDS.values() for shown in words.SHOWN.values() if arabic.key(shown) == key), key)


def first_words(given: Given) -> str:
    """The words of a filter that is not understood: those in quotes, or one."""
    return given.value if given.quoted or not given.value else given.value.split()[0]


def quoted(value: str) -> str:
    """A value as it is typed: in quotation marks where it is of several words."""
    plain = re.sub(r'["“”„«»]', "", value).strip()
    return f'"{plain}"' if " " in plain or ":" in plain else plain


def all_words(table: Mapping[str, str]) -> list[str]:
    """The words of all rows of a table."""
    return [word for said in table.values() for word in listed(said)]

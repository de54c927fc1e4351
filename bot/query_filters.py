"""Typed filters: `/events Qayrawan type:frappe depuis:hier acteur:Daesh`, in words of three languages, in any order.

    read_filters("Qayrawan type:frappe depuis:2017-05-01", today, known).query

What is not understood is given back with the filter that comes nearest, and the rest stands. Words that belong to no
filter are a name, or are read as a question («/events frappes à Mossoul hier»).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from bot import arabic
from bot.known_names import Known
from bot.query_dates import read_days
from bot.query_slots import Intent, Query, Understood, Unread
from bot.question_words import WORDS, Kind, listed, vocabulary
from bot.questions import language_of, understand
from bot.texts import LANGUAGES, texts
from nlp.schema import MODES, EventType, Status
from store.records import Role

_KEY = re.compile(
    r"(?<!\S)(?P<key>(?:[ad] ?['’]?qui|d['’]apr[eè]s|[^\W\d][\w'’\-]*))\s?[:=](?![/\\])\s*(?=\S|$)", re.IGNORECASE
)
_QUOTED = re.compile(r"«\s*(?P<fr>[^»]*?)\s*»|[\"“”„](?P<en>[^\"“”„]*)[\"“”„]")
_LONGEST_VALUE = 12  # words of a day or a type without quotation marks: «du 28 avril au 3 mai de cette année»
_NEAREST = 55.0  # per cent of likeness from which a filter is offered for one that was not understood
_SLOTS = ("place", "actor", "role", "type", "mode", "since", "until", "status", "publisher")


@dataclass(frozen=True, slots=True)
class _Given:
    """A filter as it was typed: the words of its key, the slot, and the words up to the next key."""

    key: str
    slot: str | None
    value: str
    quoted: bool
    rest: str = ""


Slots = dict[str, Any]
Reader = Callable[[str], Slots | None]


def read_filters(words: str, today: date, known: Known) -> Understood:
    """Read what stands after a command; dates are read against `today`."""
    words = arabic.plain(words)
    name, given = _split(words)
    slots: Slots = {}
    unread: list[Unread] = []
    lang = _language(given) or language_of(words)
    for one in given:
        found, rest = _read(one, today, known)
        if found is None:
            unread.append(Unread(f"{one.key}:{_first(one)}", nearest(one, today)))
        else:
            slots |= found
        name = f"{name} {rest}".strip()
    if not name:
        return Understood(Query(**slots), tuple(unread), lang)
    if any(one.score >= 100 for one in known(name)):
        return Understood(Query(name=_unquoted(name), **slots), tuple(unread), lang)
    asked = understand(name, today, None, known)
    if asked.query.intent is Intent.NONE:
        return Understood(Query(name=_unquoted(name), **slots), tuple(unread), lang)
    said = {slot: value for slot in _SLOTS if (value := getattr(asked.query, slot)) is not None}
    return Understood(Query(**(said | slots)), (*unread, *asked.unread), lang)


def as_command(query: Query, lang: str) -> str:
    """Give the command that says the same, in the words of a language, English where its own are no filters."""
    lang = lang if lang in WORDS else "en"
    words = WORDS[lang].SHOWN
    parts = ["/actors" if query.intent is Intent.ACTORS else "/events"]
    alone = query.name or query.place
    if alone:
        parts.append(alone)
    if query.actor:
        key = {Role.SOURCE: "by", Role.TARGET: "against", None: "actor"}[query.role]
        parts.append(f"{words[key]}:{_quoted(query.actor)}")
    if query.type:
        parts.append(f"{words['type']}:{_quoted(shown_kind(query.type, query.mode, lang))}")
    for slot in ("since", "until"):
        if getattr(query, slot):
            parts.append(f"{words[slot]}:{getattr(query, slot).isoformat()}")
    if query.status:
        parts.append(f"{words['status']}:{words[query.status.value]}")
    if query.publisher:
        parts.append(f"{words['publisher']}:{_quoted(query.publisher)}")
    return " ".join(parts)


def shown_kind(type: EventType, mode: str | None, lang: str) -> str:
    """Give a type, with its mode, in plain words."""
    said = texts(lang)
    key = f"types.{type}.{mode}"
    return str(said.get(key if mode and said.has(key) else f"types.{type}").unescape())


def nearest(given: _Given, today: date) -> str | None:
    """Give the filter that comes nearest to one that was not understood, None where none is near."""
    lang = _lang_of_key(given.key) or "fr"
    if not given.value:
        return None
    if given.slot is None:
        best = process.extractOne(arabic.key(given.key), _keys().keys(), scorer=fuzz.ratio, score_cutoff=_NEAREST)
        return f"{_shown_key(best[0])}:{_quoted(_first(given))}" if best else None
    if given.slot in ("since", "until", "during"):
        return f"{given.key}:{today.isoformat()}"
    tables: dict[str, list[str]] = {"type": [*_kinds()], "status": [*_statuses()], "role": [*_roles()]}
    choices = tables.get(given.slot, [])
    tried = (
        process.extractOne(arabic.key(words), choices, scorer=fuzz.ratio, score_cutoff=_NEAREST)
        for words in (given.value, _first(given))
    )
    best = max(filter(None, tried), key=lambda one: one[1], default=None)
    if best and given.slot == "type":
        return f"{given.key}:{_quoted(shown_kind(*_kinds()[best[0]], lang))}"
    return f"{given.key}:{_quoted(best[0])}" if best else None


def _split(words: str) -> tuple[str, list[_Given]]:
    """Cut the words into what stands before the first key, and the filters."""
    flat = " ".join(words.split())
    masked = _QUOTED.sub(lambda match: "_" * len(match.group()), flat)
    keys = list(_KEY.finditer(masked))
    name = flat[: keys[0].start()] if keys else flat
    given = []
    for index, match in enumerate(keys):
        end = keys[index + 1].start() if index + 1 < len(keys) else len(flat)
        raw = flat[match.end() : end].strip()
        quoted = _QUOTED.match(raw)
        value = (quoted["fr"] or quoted["en"] or "") if quoted else raw
        rest = raw[quoted.end() :].strip() if quoted else ""
        key = flat[match.start("key") : match.end("key")]
        given.append(_Given(key, _keys().get(arabic.key(key)), value.strip(), bool(quoted), rest))
    return name.strip(), given


def _read(given: _Given, today: date, known: Known) -> tuple[Slots | None, str]:
    """Give what a filter sets (None: not understood) and the words behind its value that are not of it."""
    words = given.value.split()

    def rest_of(count: int) -> str:
        return given.rest if given.quoted else " ".join(words[count:])

    if given.slot is None or not words:
        return None, rest_of(1)
    if given.slot in ("actor", "by", "against", "place", "publisher"):
        count = len(words) if given.quoted else _length_of_name(words, known)
        return _named(given.slot, " ".join(words[:count])), rest_of(count)
    reader = _reader(given.slot, today)
    for count in [len(words)] if given.quoted else range(min(len(words), _LONGEST_VALUE), 0, -1):
        found = reader(" ".join(words[:count]))
        if found is not None:
            return found, rest_of(count)
    return None, rest_of(1)


def _reader(slot: str, today: date) -> Reader:
    if slot in ("since", "until", "during"):
        return lambda value: _days(slot, value, today)
    tables: dict[str, Callable[[str], Slots | None]] = {
        "type": lambda value: _kind(value),
        "status": lambda value: _choice("status", _statuses(), value),
        "role": lambda value: _choice("role", _roles(), value),
    }
    return tables[slot]


def _days(slot: str, value: str, today: date) -> Slots | None:
    first, _, last = value.partition("..")
    days = read_days(first, today)
    until = read_days(last, today) if last else days
    if days is None or until is None:
        return None
    if slot == "since":
        return {"since": days[0] or days[1]}
    if slot == "until":
        return {"until": until[1] or until[0]}
    return {"since": days[0], "until": until[1]}


def _kind(value: str) -> Slots | None:
    kind = _kinds().get(arabic.key(value))
    return {"type": kind[0], "mode": kind[1]} if kind else None


def _choice(slot: str, table: dict[str, Any], value: str) -> Slots | None:
    found = table.get(arabic.key(value))
    return {slot: found} if found else None


def _named(slot: str, name: str) -> Slots:
    if slot in ("by", "against"):
        return {"actor": name, "role": Role.SOURCE if slot == "by" else Role.TARGET}
    return {slot: name}


def _length_of_name(words: list[str], known: Known) -> int:
    """Give how many of the words after a key are its name: as many as are one known name, else one."""
    for count in range(min(len(words), 6), 1, -1):
        if any(one.score >= 100 for one in known(" ".join(words[:count]))):
            return count
    return 1


@cache
def _keys() -> dict[str, str]:
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
def _kinds() -> dict[str, Kind]:
    """Give type and mode by every word that a person may use: PLOVER's, the catalogues' and those of questions."""
    found: dict[str, Kind] = {}
    for type in EventType:
        for mode in (None, *MODES[type]):
            for name in (f"{type}.{mode}" if mode else str(type), mode or str(type)):
                found.setdefault(arabic.key(name), (type, mode))
            for lang in LANGUAGES:
                if lang in WORDS:
                    found.setdefault(arabic.key(shown_kind(type, mode, lang)), (type, mode))
    for lang in WORDS:
        for phrase, tag in vocabulary(lang).phrases.items():
            if tag.kind:
                found.setdefault(arabic.key(" ".join(phrase)), tag.kind)
    return found


@cache
def _statuses() -> dict[str, Status]:
    return {
        arabic.key(word): Status(status)
        for words in WORDS.values()
        for status, said in words.STATUSES.items()
        for word in (*listed(said), status, words.SHOWN[status])
    }


@cache
def _roles() -> dict[str, Role]:
    return {
        arabic.key(word): Role(role)
        for words in WORDS.values()
        for role, said in words.ROLES.items()
        for word in (*listed(said), role)
    }


def _language(given: list[_Given]) -> str | None:
    langs = [lang for one in given if (lang := _lang_of_key(one.key))]
    return max(set(langs), key=langs.count) if langs else None


def _lang_of_key(key: str) -> str | None:
    """Give the language of a key that is of one language alone."""
    having = [lang for lang, words in WORDS.items() if arabic.key(key) in _key_words(words)]
    return having[0] if len(having) == 1 else None


def _key_words(words: Any) -> Iterator[str]:
    for keys in (*words.KEYS.values(), *words.SHOWN.values()):
        yield from map(arabic.key, listed(keys))


def _shown_key(key: str) -> str:
    """«jusqu a» as it is typed: «jusqu'à»."""
    return next((shown for words in WORDS.values() for shown in words.SHOWN.values() if arabic.key(shown) == key), key)


def _first(given: _Given) -> str:
    """The words of a filter that is not understood: those in quotes, or one."""
    return given.value if given.quoted or not given.value else given.value.split()[0]


def _quoted(value: str) -> str:
    plain = re.sub(r'["“”„«»]', "", value).strip()
    return f'"{plain}"' if " " in plain or ":" in plain else plain


def _unquoted(name: str) -> str:
    found = _QUOTED.fullmatch(name.strip())
    return (found["fr"] or found["en"] or "").strip() if found else name

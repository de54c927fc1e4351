"""What the value of a typed filter sets: a type, a status, a part, days, the name of someone or somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bot import arabic
from bot.filter_words import Given, kinds, roles, statuses
from bot.known_names import Known
from bot.people_names import people_in_french
from bot.query_dates import read_ago, read_days
from bot.question_words import WORDS
from store.records import Role

LONGEST_VALUE = 12  # words of a day or a type without quotation marks: «du 28 avril au 3 mai de cette année»
_LONGEST_NAME = 6
_ACTORS = ("actor", "by", "against")
_SUFFERERS = frozenset(french for words in WORDS.values() for french in words.VICTIMS)
_NAMED = ("actor", "by", "against", "place", "publisher")

Slots = dict[str, Any]
Reader = Callable[[str], Slots | None]


def read_value(given: Given, today: date, known: Known) -> tuple[Slots | None, str]:
    """Give what a filter sets (None: not understood) and the words behind its value that are not of it."""
    words = given.value.split()

    def rest_of(count: int) -> str:
        return given.rest if given.quoted else " ".join(words[count:])

    if given.slot is None or not words:
        return None, rest_of(1)
    if given.slot in _NAMED:
        count = len(words) if given.quoted else _length_of_name(words, known, given.slot)
        return _named(given.slot, " ".join(words[:count]), known), rest_of(count)
    reader = _reader(given.slot, arabic.key(given.key), today)
    for count in [len(words)] if given.quoted else range(min(len(words), LONGEST_VALUE), 0, -1):
        found = reader(" ".join(words[:count]))
        if found is not None:
            return found, rest_of(count)
    return None, rest_of(0 if is_apart(given, known) else 1)


def is_apart(given: Given, known: Known) -> bool:
    """Whether what stands behind a key is no value of it, but a name by itself: «type: Irak»."""
    words = given.value.split()
    if not (given.apart and words and given.slot) or given.quoted or given.slot in _NAMED:
        return False
    return any(one.score >= 100 for one in known(words[0])) and given.slot in ("type", "status", "role")


def _reader(slot: str, key: str, today: date) -> Reader:
    if slot in ("since", "until", "during"):
        return lambda value: _days(slot, key, value, today)
    tables: dict[str, Callable[[str], Slots | None]] = {
        "type": lambda value: _kind(value),
        "status": lambda value: _choice("status", statuses(), value),
        "role": lambda value: _choice("role", roles(), value),
    }
    return tables[slot]


def _days(slot: str, key: str, value: str, today: date) -> Slots | None:
    first, _, last = value.partition("..")
    days = read_days(first, today)
    until = read_days(last, today) if last else days
    if days is None or until is None:
        return None
    since, end = days[0] or days[1], until[1] or until[0]
    if slot == "since":
        if not last and (ago := read_ago(first, today)):
            return {"since": ago}
        return {"since": end + timedelta(days=1) if key in _AFTER and end else since}
    if slot == "until":
        return {"until": since - timedelta(days=1) if key in _BEFORE and since else end}
    return {"since": days[0], "until": until[1]}


_APOSTROPHE = re.compile("['’]")
_AFTER = frozenset(map(arabic.key, ("apres", "after", "بعد")))
_BEFORE = frozenset(map(arabic.key, ("avant", "before", "قبل")))
"""Keys whose day, month or year is left out itself: «avant:2013» ends with 2012."""


def _kind(value: str) -> Slots | None:
    kind = kinds().get(arabic.key(value)) or kinds().get(arabic.key(_APOSTROPHE.sub(" ", value)))
    return {"type": kind[0], "mode": kind[1]} if kind else None


def _choice(slot: str, table: dict[str, Any], value: str) -> Slots | None:
    found = table.get(arabic.key(value))
    return {slot: found} if found else None


def _named(slot: str, name: str, known: Known) -> Slots:
    people = people_in_french(name) if slot in _ACTORS and not _is_actor(name, known) else None
    if slot == "against" and people in _SUFFERERS:
        return {"victims": people}
    name = people or name
    if slot in ("by", "against"):
        return {"actor": name, "role": Role.SOURCE if slot == "by" else Role.TARGET}
    return {slot: name}


def _length_of_name(words: list[str], known: Known, slot: str) -> int:
    """Give how many of the words after a key are its name: as many as are one known name, else one.

    Of «taliban kabul» the actor alone: what stands behind it is where.
    """
    for count in range(min(len(words), _LONGEST_NAME), 1, -1):
        if not _bears(" ".join(words[:count]), known):
            continue
        shorter = range(1, count) if slot in _ACTORS else ()
        return next((end for end in shorter if _is_actor_somewhere(words[:count], end, slot, known)), count)
    return 1


def _is_actor_somewhere(words: list[str], end: int, slot: str, known: Known) -> bool:
    """Whether words are an actor, or those who suffer, and behind `end` the name of a place."""
    who, where = " ".join(words[:end]), " ".join(words[end:])
    suffering = slot == "against" and people_in_french(who) in _SUFFERERS
    is_place = any(one.kind == "place" and one.known and one.score >= 100 for one in known(where))
    return is_place and (suffering or _is_actor(who, known))


def _is_actor(name: str, known: Known) -> bool:
    return any(one.kind == "actor" and one.score >= 100 for one in known(name))


def _bears(name: str, known: Known) -> bool:
    return any(one.score >= 100 for one in known(name))

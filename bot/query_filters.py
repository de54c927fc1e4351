"""Typed filters: `/events Qayrawan type:frappe depuis:hier acteur:Daesh`, in words of three languages, in any order.

    read_filters("Qayrawan type:frappe depuis:2017-05-01", today, known).query

What is not understood is given back with the filter that comes nearest, and the rest stands. Words that belong to no
filter are a name, or are read as a question («/events frappes à Mossoul hier»).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot import arabic
from bot.filter_words import Given, first_words, kinds, lang_of_key, roles, slots_of_keys, statuses
from bot.known_names import Known
from bot.query_dates import read_ago, read_days
from bot.query_nearest import nearest
from bot.query_slots import Intent, Query, Understood, Unread, Why
from bot.questions import language_of, understand
from nlp.schema import EventType
from store.records import Role

_KEY = re.compile(
    r"(?<!\S)(?P<no>[-−–!]|(?:sauf|pas|hors|sans|except[ée]?|not|without|باستثناء|عدا|ليس)\s)?"
    r"(?P<key>(?:[ad] ?['’]?qui|d['’]apr[eè]s|[^\W\d][\w'’\-]*))\s?[:=](?![/\\])\s*(?=\S|$)",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"(?<!\S)[-−–!](?=[^\W\d_])\S+")  # «-frappe»
_QUOTED = re.compile(r"«\s*(?P<fr>[^»]*?)\s*»|[\"“”„](?P<en>[^\"“”„]*)[\"“”„]")
_LONGEST_VALUE = 12  # words of a day or a type without quotation marks: «du 28 avril au 3 mai de cette année»
_NAMED = ("actor", "by", "against", "place", "publisher")
_SLOTS = (
    *("place", "actor", "role", "type", "mode", "since", "until", "status", "publisher", "within", "victims"),
    "intent",
)


Slots = dict[str, Any]
Reader = Callable[[str], Slots | None]


def read_filters(words: str, today: date, known: Known, lang: str | None = None) -> Understood:
    """Read what stands after a command; dates are read against `today`, filters are offered in `lang`."""
    words = arabic.plain(words)
    name, given = _split(words)
    lang = lang or _language(given)
    slots: Slots = {}
    unread: list[Unread] = []

    def reads(one: Given) -> bool:
        return _read(one, today, known)[0] is not None

    for one in given:
        found, rest = _read(one, today, known)
        said = f"{one.key}:{'' if _is_apart(one, known) else first_words(one)}"
        if one.without:
            unread.append(Unread(f"{one.without}{said}", why=Why.NEGATED))
        elif found is None:
            unread.append(Unread(said, None if said.endswith(":") else nearest(one, today, lang, reads)))
        elif any(slots.get(slot, value) != value for slot, value in found.items() if value is not None):
            unread.append(Unread(said, why=Why.SECOND))
        else:
            slots |= found
        name = f"{name} {rest}".strip()
    unread += [Unread(out, why=Why.NEGATED) for out in _LEFT_OUT.findall(name)]
    name = " ".join(_LEFT_OUT.sub(" ", name).split())
    bare, further = _bare(name, today, known, dated=not slots.keys().isdisjoint(("since", "until")))
    if any(one.slot == "type" and arabic.key(one.value.split(" ")[0]) in _FREEING for one in given):
        slots |= _freed(bare | slots, known)
    query, reversed_ = _in_order(Query(**(bare | slots)))
    return Understood(query, (*unread, *further, *reversed_), lang or language_of(words))


def _bare(name: str, today: date, known: Known, *, dated: bool) -> tuple[Slots, tuple[Unread, ...]]:
    """Read the words without a key: a day, a name, a question, or a name and a day («Kaboul 7j»)."""
    if not name:
        return {}, ()
    if not dated and (days := read_days(name, today)):
        return {"since": days[0], "until": days[1]}, ()
    name = _without_lead(name, known)
    named = {"name": _unquoted(name)}
    if any(one.score >= 100 for one in known(name)):
        return named, ()
    asked = understand(name, today, None, known, typed=True)
    if asked.query.intent is not Intent.NONE:
        said = {slot: value for slot in _SLOTS if (value := getattr(asked.query, slot)) is not None}
        return said, asked.unread
    words = name.split()
    for count in range(min(len(words) - 1, _LONGEST_VALUE), 0, -1):
        if not dated and (days := read_days(" ".join(words[-count:]), today)):
            said, unread = _bare(" ".join(words[:-count]), today, known, dated=True)
            return {"since": days[0], "until": days[1], **said}, unread
    return named, ()


_FREEING = frozenset(map(arabic.key, ("libération", "liberation", "liberated", "freed")))


def _freed(slots: Slots, known: Known) -> Slots:
    """Read «type:libération Mossoul» as a seizure, as the question is: of a town, no prisoners."""
    if (slots.get("type"), slots.get("mode")) != (EventType.RETREAT, "release"):
        return {}
    bearers = known(slots.get("place") or slots.get("name") or "")
    town = any(one.is_town and one.score >= 100 for one in bearers if one.kind == "place")
    return {"type": EventType.COERCE, "mode": "seize"} if town else {}


_LEADS = re.compile(
    r"(?:à|a|au|aux|en|dans|sur|chez|vers|du|des|de|in|at|near|from|of)\s(?:(?:la|le|les|the)\s|l['’])?|d['’]|"
    r"(?:la|les?|the)\s|(?:de |à )?l['’]",
    re.IGNORECASE,
)


_ARTICLES = frozenset({"la", "le", "les", "the", "l'", "l’"})


def _without_lead(name: str, known: Known) -> str:
    """«au Mali», «de Moscou» as the name behind, where it is one and the whole is none («La Paz», «Le Caire»)."""
    lead = _LEADS.match(name)
    behind = name[lead.end() :].strip() if lead else ""
    if lead is None or not behind or any(one.kind == "place" and one.score >= 100 for one in known(name)):
        return name
    article = lead[0].strip().casefold() in _ARTICLES  # «Le Monde» is no world
    bearers = (one for one in known(behind) if one.score >= 100 and one.known)
    return behind if any(one.kind == "place" or not article for one in bearers) else name


def _in_order(query: Query) -> tuple[Query, tuple[Unread, ...]]:
    """The query without a period that ends before it begins, which is said."""
    if query.since is None or query.until is None or query.since <= query.until:
        return query, ()
    said = f"{query.since.isoformat()} … {query.until.isoformat()}"
    return replace(query, since=None, until=None), (Unread(said, why=Why.REVERSED),)


def _split(words: str) -> tuple[str, list[Given]]:
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
        apart, without = flat[match.end() - 1].isspace(), match["no"] or ""
        slot = slots_of_keys().get(arabic.key(key))
        given.append(Given(key, slot, value.strip(), bool(quoted), rest, apart, without))
    return name.strip(), given


def _read(given: Given, today: date, known: Known) -> tuple[Slots | None, str]:
    """Give what a filter sets (None: not understood) and the words behind its value that are not of it."""
    words = given.value.split()

    def rest_of(count: int) -> str:
        return given.rest if given.quoted else " ".join(words[count:])

    if given.slot is None or not words:
        return None, rest_of(1)
    if given.slot in _NAMED:
        count = len(words) if given.quoted else _length_of_name(words, known)
        return _named(given.slot, " ".join(words[:count])), rest_of(count)
    reader = _reader(given.slot, arabic.key(given.key), today)
    for count in [len(words)] if given.quoted else range(min(len(words), _LONGEST_VALUE), 0, -1):
        found = reader(" ".join(words[:count]))
        if found is not None:
            return found, rest_of(count)
    return None, rest_of(0 if _is_apart(given, known) else 1)


def _is_apart(given: Given, known: Known) -> bool:
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


_AFTER = frozenset(map(arabic.key, ("apres", "after", "بعد")))
_BEFORE = frozenset(map(arabic.key, ("avant", "before", "قبل")))
"""Keys whose day, month or year is left out itself: «avant:2013» ends with 2012."""


def _kind(value: str) -> Slots | None:
    kind = kinds().get(arabic.key(value))
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


def _language(given: list[Given]) -> str | None:
    langs = [lang for one in given if (lang := lang_of_key(one.key))]
    return max(set(langs), key=langs.count) if langs else None


def _unquoted(name: str) -> str:
    found = _QUOTED.fullmatch(name.strip())
    return (found["fr"] or found["en"] or "").strip() if found else name

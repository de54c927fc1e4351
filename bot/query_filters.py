"""Typed filters: `/events Qayrawan type:frappe depuis:hier acteur:Daesh`, in words of three languages, in any order.

    read_filters("Qayrawan type:frappe depuis:2017-05-01", today, known).query

What is not understood is given back with the filter that comes nearest, and the rest stands. Words that belong to no
filter are a name, or are read as a question («/events frappes à Mossoul hier»).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from bot import arabic
from bot.filter_words import Given, first_words, lang_of_key
from bot.known_names import Known
from bot.query_dates import read_days
from bot.query_given import cut, unquoted
from bot.query_nearest import not_understood
from bot.query_slots import Intent, Query, Understood, Unread, Why
from bot.query_values import LONGEST_VALUE, Slots, is_apart, read_value
from bot.questions import language_of, understand
from bot.words.common import is_common
from nlp.schema import EventType

_LEFT_OUT = re.compile(r"(?<!\S)[-−–!](?=[^\W\d_])\S+")  # «-frappe»
_SLOTS = (
    *("place", "actor", "role", "type", "mode", "since", "until", "status", "publisher", "within", "victims"),
    "intent",
)


def read_filters(words: str, today: date, known: Known, lang: str | None = None) -> Understood:
    """Read what stands after a command; dates are read against `today`, filters are offered in `lang`."""
    words = arabic.plain(unicodedata.normalize("NFC", words))
    name, given = cut(words)
    lang = lang or _language(given)
    slots: Slots = {}
    unread: list[Unread] = []

    def reads(one: Given) -> bool:
        return read_value(one, today, known)[0] is not None

    for one in given:
        found, rest = read_value(one, today, known)
        said = f"{one.key}:{'' if is_apart(one, known) else first_words(one)}"
        if one.without:
            unread.append(Unread(f"{one.without}{said}", why=Why.NEGATED))
        elif found is None:
            unread.append(not_understood(one, said, lang, reads))
        elif _is_second(found, slots):
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


def _is_second(found: Slots, slots: Slots) -> bool:
    """Whether a filter says another value of what is said already; a type's mode is of its value."""
    if "type" in found and "type" in slots:
        return (found["type"], found.get("mode")) != (slots["type"], slots.get("mode"))
    return any(slots.get(slot, value) != value for slot, value in found.items() if value is not None)


def _bare(name: str, today: date, known: Known, *, dated: bool) -> tuple[Slots, tuple[Unread, ...]]:
    """Read the words without a key: a day, a name, a question, or a name and a day («Kaboul 7j»)."""
    if not name:
        return {}, ()
    if not dated and (days := read_days(name, today)):
        return {"since": days[0], "until": days[1]}, ()
    name = _without_lead(name, known)
    named = {"name": unquoted(name)}
    if any(one.score >= 100 for one in known(name)):
        return named, ()
    asked = understand(name, today, None, known, typed=True)
    if asked.query.intent is not Intent.NONE:
        said = {slot: value for slot in _SLOTS if (value := getattr(asked.query, slot)) is not None}
        return said, asked.unread
    words = name.split()
    for count in range(min(len(words) - 1, LONGEST_VALUE), 0, -1):
        if not dated and (days := read_days(" ".join(words[-count:]), today)):
            said, unread = _bare(" ".join(words[:-count]), today, known, dated=True)
            return {"since": days[0], "until": days[1], **said}, unread
        if not dated and (days := read_days(" ".join(words[:count]), today)):
            said, unread = _bare(" ".join(words[count:]), today, known, dated=True)
            return {"since": days[0], "until": days[1], **said}, unread
    return _known_part(words, known) or (named, ())


_LIKE = 85.0  # per cent of likeness to a name from which words are that name, misspelt


_HALF_TYPED = 4  # letters behind a name that may be its next word, while one types


def _known_part(words: list[str], known: Known) -> tuple[Slots, tuple[Unread, ...]] | None:
    """Read «Irak blablabla» as Iraq, and say that the rest was not understood; None where no part is a known name."""
    if any(one.score >= _LIKE for one in known(" ".join(words))):
        return None
    for count in range(len(words) - 1, 0, -1):
        for start in range(len(words) - count + 1):
            part = " ".join(words[start : start + count]).strip(",;.()")
            if _is_sure(part, known):
                rest = (" ".join(words[:start]), " ".join(words[start + count :]))
                if not rest[0] and len(rest[1]) <= _HALF_TYPED:
                    return None
                return {"name": unquoted(part)}, tuple(Unread(said) for said in rest if said)
    return None


def _is_sure(part: str, known: Known) -> bool:
    """Whether words are a known name, and no word of everyday besides."""
    if " " not in part and is_common(arabic.key(part)) and part.islower():
        return False
    return any(one.score >= 100 and one.known for one in known(part))


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


def _language(given: list[Given]) -> str | None:
    langs = [lang for one in given if (lang := lang_of_key(one.key))]
    return max(set(langs), key=langs.count) if langs else None

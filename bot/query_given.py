"""The words behind a command cut into what stands before the first filter, and the filters as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot import arabic
from bot.filter_words import Given, slots_of_keys

_KEY = re.compile(
    r"(?<!\S)(?P<no>[-−–!]|(?:sauf|pas|hors|sans|except[ée]?|not|without|باستثناء|عدا|ليس)\s)?"
    r"(?P<key>(?:[ad] ?['’]?qui|d['’]apr[eè]s|[^\W\d][\w'’\-]*))\s?[:=](?![/\\])\s*(?=\S|$)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«\s*(?P<fr>[^»]*?)\s*»|[\"“”„](?P<en>[^\"“”„]*)[\"“”„]")
_EITHER = re.compile(r"\s*[,،;؛|+]\s*|(?<=\w)/(?=[^\W\d])")  # «type:frappe,enlèvement»
_OF_ONE_VALUE = ("type", "status", "role", "publisher", "actor", "by", "against")


def cut(words: str) -> tuple[str, list[Given]]:
    """Cut the words into what stands before the first key, and the filters."""
    flat = " ".join(words.split())
    masked = _QUOTED.sub(lambda match: "_" * len(match.group()), flat)
    keys = list(_KEY.finditer(masked))
    name = flat[: keys[0].start()] if keys else flat
    given: list[Given] = []
    for index, match in enumerate(keys):
        end = keys[index + 1].start() if index + 1 < len(keys) else len(flat)
        raw = flat[match.end() : end].strip()
        quoted = _QUOTED.match(raw)
        value = (quoted["fr"] or quoted["en"] or "") if quoted else raw
        rest = raw[quoted.end() :].strip() if quoted else ""
        key = flat[match.start("key") : match.end("key")]
        apart, without = flat[match.end() - 1].isspace(), match["no"] or ""
        slot = slots_of_keys().get(arabic.key(key))
        given += _each(Given(key, slot, value.strip(), bool(quoted), rest, apart, without))
    return name.strip(), given


def _each(given: Given) -> Iterator[Given]:
    """Give a filter of several values as one filter for each; what stands behind them stays with the last."""
    if given.slot not in _OF_ONE_VALUE:
        yield given
        return
    *firsts, last = _EITHER.split(given.value)
    yield from (replace(given, value=value, rest="") for value in firsts if value)
    if last or not firsts:
        yield replace(given, value=last)


def unquoted(name: str) -> str:
    """Give the name without the quotation marks around it."""
    found = _QUOTED.fullmatch(name.strip())
    return (found["fr"] or found["en"] or "").strip() if found else name

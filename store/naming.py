"""What makes two names one actor or place, which forms may serve as aliases, and which form is shown. All pure.

Shown is, among an entry's latest mentions, the form used most; of several as frequent the shortest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.generic_words import GENERIC
from nlp.names import fold, skeleton

# PostgreSQL refuses index entries over 2,704 bytes; no name of an actor or place is this long.
LONGEST_KEY = 160

# A button's data of 64 bytes must hold it.
LONGEST_REGION = 28

_ARTICLES = frozenset(("le", "la", "les", "un", "une", "des", "the"))
_SEPARATOR = re.compile(r"[\s\-‐‑]+")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys under which a form of a name is found: folded, skeleton, skeleton of the last word (or "")."""

    folded: str
    skeleton: str
    tail: str


def clean(text: str) -> str:
    """Give the text with what no database stores (NUL, lone surrogates) replaced, character for character."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def folded_key(name: str) -> str:
    """Fold the name; a name without letters or digits (an emoji) keeps itself, so that it has a key at all."""
    return fold(name)[:LONGEST_KEY] or clean(name).casefold().strip()[:LONGEST_KEY]


def keys(form: str) -> Keys:
    """Give the search keys of a form; the tail is empty for a form of one word."""
    words = _SEPARATOR.split(form.strip())
    tail = skeleton(words[-1])[:LONGEST_KEY] if len(words) > 1 else ""
    return Keys(folded_key(form), skeleton(form)[:LONGEST_KEY], tail)


def identity(name: str, key: str | None, country: str | None = None) -> str:
    """Give what two entries share that are one: the key over the archive, else the folded name (and country)."""
    if key:
        return f"key:{clean(key)}"
    return f"name:{folded_key(name)}|{country}" if country else f"name:{folded_key(name)}"


def region_key(country: str | None, region: str | None) -> str | None:
    """Give what all places of a first-level region share («IRQ/ninive»), None where country or region is unknown."""
    folded = fold(region) if region else ""
    return f"{country}/{folded[:LONGEST_REGION].strip()}" if country and folded else None


def is_generic(form: str) -> bool:
    """Whether the form says only what kind of thing it is («le groupe», «Forces de sécurité»)."""
    return all(word in GENERIC for word in fold(form).split())


def names_someone(form: str) -> bool:
    """Whether the form may serve as another name: it tells who, and its first word has a capital.

    «djihadistes de Daech» and «chef de l'opposition» are said of someone and name another. A letter of a script
    without capitals, or a figure, is as good as one.
    """
    words = form.split()
    while len(words) > 1 and fold(words[0]) in _ARTICLES:
        words.pop(0)
    first = words[0] if words else ""
    opens_a_name = any(letter.isalnum() and not letter.islower() for letter in first)
    return opens_a_name and not is_generic(form)


def is_identity(mentions: Iterable[str]) -> bool:
    """Whether entries without a key that are called so are someone over articles, and not a word for people.

    «hommes» and «habitants de Beni» are others in each article; one mention without a capital tells such a word.
    """
    return all(names_someone(form) for form in mentions)


def shown(mentions: Sequence[str]) -> str:
    """Choose the form to show from an entry's mentions; a form that names someone goes before one that does not."""
    telling = [form for form in mentions if names_someone(form)] or mentions
    counts = Counter(telling)
    return min(counts, key=lambda form: (-counts[form], len(form), form))


def distinct(forms: Iterable[str]) -> list[str]:
    """Give the forms with distinct folded keys, in order, without blank ones."""
    seen: dict[str, str] = {}
    for form in forms:
        if form.strip():
            seen.setdefault(folded_key(form), form)
    return list(seen.values())

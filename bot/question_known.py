"""Names in a question: the longest known one that begins at a word, a misspelt one where no other word is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.known_names import Candidate, Known
from bot.question_words import Tag, Vocabulary
from bot.words.common import is_common

_NAME_WORDS = 6  # words of the longest name: «Gouvernement régional du Kurdistan irakien»
_SHORTEST_NAME = 2  # letters of the first word of a name
LEADS = frozenset({"WHERE", "BY", "AGAINST", "BETWEEN"})
WEAK = frozenset(
    {
        "SILENT",
        "OF",
        "WHERE",
        "ABOUT",
        "BY",
        "AGAINST",
        "BETWEEN",
        "ARTICLES",
        "WHO",
        "WHAT",
        "DO",
        "WHICH_PLACE",
        "RANKED",
    }
)


@dataclass(slots=True)
class Word:
    text: str
    key: str
    start: int
    end: int


_TELLING = frozenset({"tell", "give", "show", "let", "of", "for", "to", "with", "about", "help", "send"})
_WHOSE = frozenset({"HAPPENED", "DEAD", "DO", "WHO"})


def name_at(
    text: str, words: Sequence[Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, tuple[Candidate, ...]]:
    """Give the longest name that begins at a word; a misspelt one only where no word of it is another word."""
    if len(keys[index]) < _SHORTEST_NAME:
        return index, ()
    first = table.at(keys, index)
    if keys[index] == "us" and _is_adjective(keys, index, table):
        return index + 1, tuple(one for one in known("US") if one.kind == "actor")
    if first and len(keys[index]) > 1 and words[index].text.isupper() and not text.isupper():
        first = None  # «US drone strikes», «l'ONU»: capitals amid small letters make a name
    before = table.phrases.get((keys[index - 1],)) if index else None
    if first and first[1].kind and before and "WHERE" in before.tags and first[0] - index == 1:
        first = None  # «à Gaza», «à Nice»: after «à» a word of ours may be a place
        exact = tuple(one for one in known(words[index].text) if one.score >= 100 and one.known and one.kind == "place")
        return (index + 1, exact) if exact else (index, ())
    longer = _longer_name(text, words, keys, index, table, known)
    if longer[1]:
        return longer
    if first and (first[1].kind or first[1].tags & WEAK or first[0] - index > 1):
        return index, ()
    for end in range(min(len(words), index + _NAME_WORDS), index, -1):
        if not _adjacent(text, words[index:end]) or not _may_be_name(keys[index:end], table):
            continue
        name = text[words[index].start : words[end - 1].end]
        exact = tuple(one for one in known(name) if one.score >= 100)
        if end - index == 1 and first:
            continue
        if exact and (end - index == 1 or _all_said(keys[index:end], table) is False):
            sure = tuple(one for one in exact if one.known and not _is_common(one, words[index], before))
            if sure or end - index > 1 or words[index].text[:1].isupper():
                return end, exact
    return _misspelt(text, words, keys, index, table, known)


def _is_adjective(keys: list[str], index: int, table: Vocabulary) -> bool:
    """Whether «us» is the United States': before what they do and not behind who shall tell it us."""
    after = table.at(keys, index + 1) if index + 1 < len(keys) else None
    told = index > 0 and keys[index - 1] in _TELLING
    return after is not None and after[1].kind is not None and after[1].is_noun and not told


def _longer_name(
    text: str, words: Sequence[Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, tuple[Candidate, ...]]:
    """Give an Arabic name of several words of which one is ours: «شمال كيفو», «تنظيم الدولة», «الدولة الإسلامية»."""
    first = table.at(keys, index)
    if not table.verb_first or (first and (first[1].kind or first[0] - index > 1)):
        return index, ()
    for end in range(min(len(words), index + _NAME_WORDS), index + 1, -1):
        leads = any(tag.tags & LEADS for key in keys[index + 1 : end] if (tag := table.phrases.get((key,))))
        if not leads and _adjacent(text, words[index:end]):
            name = text[words[index].start : words[end - 1].end]
            exact = tuple(one for one in known(name) if one.score >= 100 and one.known and not one.is_country)
            if exact and (exact[0].kind == "actor" or not exact[0].is_town):
                return end, exact
    return index, ()


def _misspelt(
    text: str, words: Sequence[Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, tuple[Candidate, ...]]:
    before = table.phrases.get((keys[index - 1],)) if index else None
    leads = before is not None and bool(before.tags & (LEADS | {"OF", "ABOUT", "ARTICLES"}))
    if table.verb_first and before is not None:  # «هجمات طالبان»: nothing stands between a thing and whose it is
        led, leads = leads, leads or before.kind is not None or not before.tags.isdisjoint(_WHOSE)
    else:
        led = leads
    if not leads and (table.verb_first or words[index].text[:1].islower()):
        return index, ()
    end = index
    while end < len(words) and end < index + 3 and not table.at(keys, end) and _adjacent(text, words[index : end + 1]):
        end += 1
    for last in range(end, index, -1):
        name = text[words[index].start : words[last - 1].end]
        found = [one for one in known(name) if not table.verb_first or _is_likely(one, led)]
        if found:
            return last, tuple(found)
    return index, ()


def _is_likely(one: Candidate, led: bool) -> bool:
    """Whether an Arabic word may be a misspelt name: of a place only behind «في», for few letters tell names apart."""
    return one.known and (led or one.kind == "actor" or one.score >= 100)


def _is_common(one: Candidate, word: Word, before: Tag | None) -> bool:
    """Whether a small-lettered word is a thing and no town: after an article («the hospital»), by itself («cours»)."""
    if not one.is_town or not word.text.islower():
        return False
    tags = before.tags if before is not None else set()
    return "ARTICLES" in tags or (is_common(word.key) and "WHERE" not in tags)


def _may_be_name(keys: list[str], table: Vocabulary) -> bool:
    """Whether words may be one name: none ends in «de», and «le PKK en Turquie» is two."""
    tags = [tag.tags if (tag := table.phrases.get((key,))) else set() for key in keys]
    return len(keys) == 1 or (not tags[-1] & WEAK and not any(one & LEADS for one in tags[1:-1]))


def _all_said(keys: list[str], table: Vocabulary) -> bool:
    return all((key,) in table.phrases for key in keys)


def _adjacent(text: str, words: Sequence[Word]) -> bool:
    """Whether only blanks, hyphens and apostrophes stand between the words: a name crosses no comma."""
    gaps = (text[one.end : other.start] for one, other in pairwise(words))
    return all(re.fullmatch(r"[\s'’\-]*", gap) and len(gap) < 4 for gap in gaps)

"""A question cut into pieces: dates, names, phrases that tell something, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bot import arabic
from bot.arabic import is_arabic
from bot.arabic_words import separated
from bot.known_names import Candidate, Known, name_lists
from bot.query_dates import Period, find_period, repaired
from bot.query_dates_en import spelt
from bot.question_words import Tag, Vocabulary, vocabulary
from bot.words.common import is_common
from nlp.names import fold

_WORD = re.compile(r"\b(?:qu|jusqu|lorsqu|[ldjsnmtc])'|[^\W_]+", re.IGNORECASE)
_NAME_WORDS = 6  # words of the longest name: «Gouvernement régional du Kurdistan irakien»
_SHORTEST_NAME = 2  # letters of the first word of a name
_SHORTEST_BORROWED = 5  # letters: «fire», «mine» are other words in the other language
_STEM = 5  # letters that a common word must share with the one it is mended to
_LONGEST = 60  # words of a question that are read
_LEADS = frozenset({"WHERE", "BY", "AGAINST", "BETWEEN"})
_WEAK = frozenset(
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

_TELLING = frozenset({"tell", "give", "show", "let", "of", "for", "to", "with", "about", "help", "send"})
_WHOSE = frozenset({"HAPPENED", "DEAD", "DO", "WHO"})


@dataclass(slots=True)
class Piece:
    """A stretch of the question: a phrase of the vocabulary, a name, or a word that is neither (no tags at all)."""

    text: str
    words: tuple[str, ...]
    tag: Tag = field(default_factory=Tag)
    names: tuple[Candidate, ...] = ()
    quoted: bool = False

    def has(self, *tags: str) -> bool:
        """Whether the phrase has one of the tags."""
        return not self.tag.tags.isdisjoint(tags)

    @property
    def is_name(self) -> bool:
        """Whether the piece names a place or an actor."""
        return bool(self.names)

    @property
    def is_silent(self) -> bool:
        """Whether the phrase tells nothing by itself."""
        return not self.names and self.tag.kind is None and self.tag.tags <= _WEAK | {"PASSIVE"} and bool(self.tag.tags)

    @property
    def is_unread(self) -> bool:
        """Whether nothing is known of the words."""
        return not self.names and self.tag.kind is None and not self.tag.tags

    def named(self, kind: str) -> Candidate | None:
        """Give the best candidate of a kind."""
        return next((one for one in self.names if one.kind == kind), None)


@dataclass(slots=True)
class _Word:
    text: str
    key: str
    start: int
    end: int


def cut(text: str, today: date, lang: str, known: Known) -> tuple[list[Piece], Period]:
    """Cut a question of `lang` into its pieces and its period."""
    table = vocabulary(lang)
    text = _written_plainly(text, lang, table, known)
    all_words = list(_words(text))[:_LONGEST]
    if lang == "ar":
        _ask_who(all_words)
    keys = [word.key for word in all_words]
    asked = text[: _exception_at(all_words, keys, table)]  # «sauf hier» is no day asked for
    period = find_period(asked, today, lang, ahead=_looks_ahead(keys, table))
    words = [w for w in all_words if not any(start <= w.start < end for start, end in period.spans)]
    words = [_mended(word, table, known) for word in words]
    return list(_pieces(text, words, table, known)), period


def _written_plainly(text: str, lang: str, table: Vocabulary, known: Known) -> str:
    if lang == "ar":
        return separated(text, table, name_lists().exact)  # of all its words the nearest names would take too long
    return repaired(text) if lang == "fr" else spelt(text.replace("’", "'"))


def _ask_who(words: list[_Word]) -> None:
    """Write «من» that begins a question as «مين», who: elsewhere the same letters say «from»."""
    first = next((word for word in words if word.key not in ("و", "ف")), None)
    if first and first.key == "من":
        first.key = "مين"


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        key = arabic.key(match.group().rstrip("'"))
        if key:
            yield _Word(match.group(), key, match.start(), match.end())


def _exception_at(words: Sequence[_Word], keys: list[str], table: Vocabulary) -> int | None:
    """Give where «sauf …» begins, None where nothing is left out."""
    found = (table.at(keys, index) for index in range(len(keys)))
    return next((word.start for word, tag in zip(words, found, strict=True) if tag and "EXCEPT" in tag[1].tags), None)


def _looks_ahead(keys: list[str], table: Vocabulary) -> bool:
    found = (table.at(keys, index) for index in range(len(keys)))
    return any(tag and "PLANNED" in tag[1].tags for tag in found)


def _mended(word: _Word, table: Vocabulary, known: Known) -> _Word:
    """Give the word with a slip of the finger mended, where it is no word of ours and no name."""
    if table.at([word.key], 0):
        return word
    meant = table.mended(word.key)  # asked first: looking for a name takes longer
    if meant and is_common(word.key) and meant[:_STEM] != word.key[:_STEM]:
        return word  # «déclarations» are no «déflagrations», «kidnapped» is «kidnaped»
    if not meant or any(one.score >= 100 for one in known(word.text)):
        return word
    return _Word(word.text, meant, word.start, word.end)


def _pieces(text: str, words: Sequence[_Word], table: Vocabulary, known: Known) -> Iterator[Piece]:
    keys, index = [word.key for word in words], 0
    while index < len(words):
        end, piece = _piece(text, words, keys, index, table, known)
        yield piece
        index = end


def _piece(
    text: str, words: Sequence[_Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, Piece]:
    phrase = table.at(keys, index) or _arabic_word(keys, index, table)
    if phrase is not None and is_arabic(keys[index]) and not table.verb_first:
        return phrase[0], Piece(words[index].text, tuple(keys[index : phrase[0]]), phrase[1])
    end, names = _name_at(text, words, keys, index, table, known)
    if names and (phrase is None or end >= phrase[0]):
        return end, Piece(text[words[index].start : words[end - 1].end], tuple(keys[index:end]), Tag(), names)
    phrase = phrase or _borrowed(keys, index, table)
    if phrase is None:
        return index + 1, Piece(words[index].text, (keys[index],))
    shown = text[words[index].start : words[phrase[0] - 1].end]
    if "NAMELESS" in phrase[1].tags:
        return phrase[0], Piece(shown, tuple(keys[index : phrase[0]]), Tag(), (Candidate("actor", shown, 90.0),))
    return phrase[0], Piece(shown, tuple(keys[index : phrase[0]]), _participle(shown, table) or phrase[1])


def _arabic_word(keys: list[str], index: int, table: Vocabulary) -> tuple[int, Tag] | None:
    """What an Arabic phrase says in a question of another language: «attaques Daesh في العراق»."""
    if table.verb_first or not is_arabic(keys[index]):
        return None
    found = vocabulary("ar").at(keys, index)
    return found if found and "NAMELESS" not in found[1].tags else None


def _borrowed(keys: list[str], index: int, table: Vocabulary) -> tuple[int, Tag] | None:
    """What happened, in the other of French and English: «airstrike Raqqa hier», "attentat Kabul yesterday"."""
    if table.verb_first:
        return None
    found = vocabulary("en" if table is vocabulary("fr") else "fr").at(keys, index)
    return found if found and found[1].kind and len(keys[index]) >= _SHORTEST_BORROWED else None


def _participle(shown: str, table: Vocabulary) -> Tag | None:
    """What «frappé» says, which without its accent is the noun «frappe»: the same as «frappée»."""
    if not shown.endswith(("é", "és")):
        return None
    return table.phrases.get((f"{fold(shown).removesuffix('s')}e{'s' if shown.endswith('s') else ''}",))


def _name_at(
    text: str, words: Sequence[_Word], keys: list[str], index: int, table: Vocabulary, known: Known
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
    if first and (first[1].kind or first[1].tags & _WEAK or first[0] - index > 1):
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
    text: str, words: Sequence[_Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, tuple[Candidate, ...]]:
    """Give an Arabic name of several words of which one is ours: «شمال كيفو», «تنظيم الدولة», «الدولة الإسلامية»."""
    first = table.at(keys, index)
    if not table.verb_first or (first and (first[1].kind or first[0] - index > 1)):
        return index, ()
    for end in range(min(len(words), index + _NAME_WORDS), index + 1, -1):
        leads = any(tag.tags & _LEADS for key in keys[index + 1 : end] if (tag := table.phrases.get((key,))))
        if not leads and _adjacent(text, words[index:end]):
            name = text[words[index].start : words[end - 1].end]
            exact = tuple(one for one in known(name) if one.score >= 100 and one.known and not one.is_country)
            if exact and (exact[0].kind == "actor" or not exact[0].is_town):
                return end, exact
    return index, ()


def _misspelt(
    text: str, words: Sequence[_Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, tuple[Candidate, ...]]:
    before = table.phrases.get((keys[index - 1],)) if index else None
    leads = before is not None and bool(before.tags & (_LEADS | {"OF", "ABOUT", "ARTICLES"}))
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


def _is_common(one: Candidate, word: _Word, before: Tag | None) -> bool:
    """Whether a small-lettered word is a thing and no town: after an article («the hospital»), by itself («cours»)."""
    if not one.is_town or not word.text.islower():
        return False
    tags = before.tags if before is not None else set()
    return "ARTICLES" in tags or (is_common(word.key) and "WHERE" not in tags)


def _may_be_name(keys: list[str], table: Vocabulary) -> bool:
    """Whether words may be one name: none ends in «de», and «le PKK en Turquie» is two."""
    tags = [tag.tags if (tag := table.phrases.get((key,))) else set() for key in keys]
    return len(keys) == 1 or (not tags[-1] & _WEAK and not any(one & _LEADS for one in tags[1:-1]))


def _all_said(keys: list[str], table: Vocabulary) -> bool:
    return all((key,) in table.phrases for key in keys)


def _adjacent(text: str, words: Sequence[_Word]) -> bool:
    """Whether only blanks, hyphens and apostrophes stand between the words: a name crosses no comma."""
    gaps = (text[one.end : other.start] for one, other in pairwise(words))
    return all(re.fullmatch(r"[\s'’\-]*", gap) and len(gap) < 4 for gap in gaps)

"""A question cut into pieces: dates, names, phrases that tell something, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import arabic
from bot.arabic import is_arabic
from bot.arabic_words import separated
from bot.known_names import Candidate, Known, name_lists
from bot.query_dates import Period, find_period
from bot.query_dates_en import spelt
from bot.query_dates_fr import repaired
from bot.question_known import WEAK, Word, name_at
from bot.question_sides import side_at
from bot.question_words import Tag, Vocabulary, vocabulary
from bot.words.common import is_common
from nlp.names import fold

_WORD = re.compile(r"\b(?:qu|jusqu|lorsqu|[ldjsnmtc])'|[^\W_]+", re.IGNORECASE)
_SHORTEST_BORROWED = 5  # letters: «fire», «mine» are other words in the other language
_STEM = 5  # letters that a common word must share with the one it is mended to
_LONGEST = 60  # words of a question that are read


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
        return not self.names and self.tag.kind is None and self.tag.tags <= WEAK | {"PASSIVE"} and bool(self.tag.tags)

    @property
    def is_unread(self) -> bool:
        """Whether nothing is known of the words."""
        return not self.names and self.tag.kind is None and not self.tag.tags

    def named(self, kind: str) -> Candidate | None:
        """Give the best candidate of a kind."""
        return next((one for one in self.names if one.kind == kind), None)


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


def _ask_who(words: list[Word]) -> None:
    """Write «من» that begins a question as «مين», who: elsewhere the same letters say «from»."""
    first = next((word for word in words if word.key not in ("و", "ف")), None)
    if first and first.key == "من":
        first.key = "مين"


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        key = arabic.key(match.group().rstrip("'"))
        if key:
            yield Word(match.group(), key, match.start(), match.end())


def _exception_at(words: Sequence[Word], keys: list[str], table: Vocabulary) -> int | None:
    """Give where «sauf …» begins, None where nothing is left out."""
    found = (table.at(keys, index) for index in range(len(keys)))
    return next((word.start for word, tag in zip(words, found, strict=True) if tag and "EXCEPT" in tag[1].tags), None)


def _looks_ahead(keys: list[str], table: Vocabulary) -> bool:
    found = (table.at(keys, index) for index in range(len(keys)))
    return any(tag and "PLANNED" in tag[1].tags for tag in found)


def _mended(word: Word, table: Vocabulary, known: Known) -> Word:
    """Give the word with a slip of the finger mended, where it is no word of ours and no name."""
    if table.at([word.key], 0):
        return word
    meant = table.mended(word.key)  # asked first: looking for a name takes longer
    if meant and is_common(word.key) and meant[:_STEM] != word.key[:_STEM]:
        return word  # «déclarations» are no «déflagrations», «kidnapped» is «kidnaped»
    if not meant or any(one.score >= 100 for one in known(word.text)):
        return word
    return Word(word.text, meant, word.start, word.end)


def _pieces(text: str, words: Sequence[Word], table: Vocabulary, known: Known) -> Iterator[Piece]:
    keys, index = [word.key for word in words], 0
    while index < len(words):
        end, piece = _piece(text, words, keys, index, table, known)
        yield piece
        index = end


def _piece(
    text: str, words: Sequence[Word], keys: list[str], index: int, table: Vocabulary, known: Known
) -> tuple[int, Piece]:
    if side := side_at(text, words, keys, index, known):
        shown = text[words[index].start : words[side - 1].end]
        return side, Piece(shown, tuple(keys[index:side]), Tag({"ARTICLES", "SILENT"}))
    phrase = table.at(keys, index) or _arabic_word(keys, index, table)
    if phrase is not None and is_arabic(keys[index]) and not table.verb_first:
        return phrase[0], Piece(words[index].text, tuple(keys[index : phrase[0]]), phrase[1])
    end, names = name_at(text, words, keys, index, table, known)
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

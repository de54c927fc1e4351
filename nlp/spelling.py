"""A text in capitals or without accents, spelt again as the press would spell it, letter for letter in its place.

Headlines of channels come in CAPITALS, posts from old keyboards without accents; the models learned from neither. Each
word becomes the spelling that the annotated articles show most beside its neighbours (`nlp.training.spelling`).
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path

from nlp.tokenizer import tokenize

MODEL = Path(__file__).parent / "model" / "spelling.tsv.xz"
EDGE = ""
"""The neighbour of the first and of the last word of a line."""

_CAPITALS = 0.85  # share of a line's letters from which it is one in capitals
_FEWEST = 8  # letters of a line that is judged at all
_SMOOTHING = 1.0  # what the spelling's own share counts for beside what was seen next to the neighbour
_PLAIN_WORDS = 12  # words without accents, for each of which that is misspelt for want of one
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FINAL = frozenset({".", "!", "?", "…", "..."})
_VOWEL = re.compile(r"[aeiouy]")


class SpellingMissing(Exception):  # noqa: N818 named as its remedy is told
    """The spellings {path} cannot be read; make them: python -m nlp.training spelling"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class Spellings:
    """How often each bare form («tue») was spelt each way («tue», «tué»), and beside which bare words.

    `seen`: bare form to spellings with their counts; `before` and `after`: «neighbour<tab>spelling» to a count; `only`:
    bare form to its one spelling, where its count need not be known (300,000 small tables would fill 200 MB).
    """

    seen: Mapping[str, Mapping[str, float]] = field(repr=False)
    before: Mapping[str, float] = field(repr=False)
    after: Mapping[str, float] = field(repr=False)
    only: Mapping[str, str] = field(default_factory=dict, repr=False)

    def of(self, form: str) -> Mapping[str, float]:
        """Give the spellings of a bare form, none where it is not known."""
        only = self.only.get(form)
        return {only: 1.0} if only is not None else self.seen.get(form, {})

    def best(self, word: str, previous: str, following: str, *, cased: bool) -> str | None:
        """Give the likeliest spelling of a word between two bare neighbours, None where none is known.

        Accents that the word has stay. `cased` tells that its capitals mean something and stay too.
        """
        shares = {s: n for s, n in self.of(bare(word)).items() if _could_be(word, s, cased)}
        whole = sum(shares.values())

        def likely(spelling: str) -> float:
            share = _SMOOTHING * shares[spelling] / whole
            beside = (self.before.get(f"{previous}\t{spelling}", 0.0), self.after.get(f"{following}\t{spelling}", 0.0))
            return sum(log(count + share) for count in beside) - log(share)

        return max(shares, key=likely, default=None)


def bare(word: str) -> str:
    """Take accents and capitals off, each letter staying one letter («Élysée» to «elysee», «œ» stays)."""
    return "".join(_bare_letter(letter) for letter in word)


def respelt(text: str) -> str:
    """Spell lines in capitals, and a text without any accent that wants some, as they are wont to be.

    As long as before, letter for letter; a text that is neither comes back as it is, the spellings not even loaded.
    """
    shouted, rest = list[tuple[int, int]](), list[tuple[int, int]]()
    for match in _LINE.finditer(text):
        (shouted if _in_capitals(match[0]) else rest).append(match.span())
    letters = [letter for span in rest for letter in text[slice(*span)] if letter.isalpha()]
    unaccented = len(letters) >= _FEWEST and all(_bare_letter(letter) == letter.lower() for letter in letters)
    pieces = list(text)
    for start, end in shouted:
        pieces[start:end] = respelt_line(text[start:end], load(), cased=False)
    if unaccented and _misspelt([text[slice(*span)] for span in rest], load()):
        for start, end in rest:
            pieces[start:end] = respelt_line(text[start:end], load(), cased=True)
    return "".join(pieces)


def respelt_line(line: str, spellings: Spellings, *, cased: bool) -> str:
    """Spell a line's words again; `cased` tells that its capitals mean something and stay."""
    spans = tokenize(line)
    words = [line[start:end] for start, end in spans]
    around = [EDGE, *(bare(word) for word in words), EDGE]
    opening, letters = True, list(line)
    for place, (word, (start, end)) in enumerate(zip(words, spans, strict=True)):
        beside = around[place], around[place + 2]
        letters[start:end] = _word(word, *beside, spellings, cased=cased, opening=opening)
        opening = word in _FINAL or (opening and not word[0].isalnum())
    return "".join(letters)


def _word(word: str, previous: str, following: str, spellings: Spellings, *, cased: bool, opening: bool) -> str:
    if not word[0].isalpha():
        return word
    best = spellings.best(word, previous, following, cased=cased)
    if best is None and cased and word[0].isupper():  # the capital of a sentence's first word
        lower = spellings.best(word[0].lower() + word[1:], previous, following, cased=True)
        best = word[0] + lower[1:] if lower else None
    if best is None:
        return word if cased else _unknown(word)
    return best[0].upper() + best[1:] if opening and not cased else best


def _unknown(word: str) -> str:
    """Take a word in capitals that no article has for a name, or for an acronym if it can't be spoken."""
    lower = word.lower()
    if len(lower) != len(word) or not _VOWEL.search(bare(word)):
        return word
    return re.sub(r"(^|-)(\w)", lambda found: found[1] + found[2].upper(), lower)


def _misspelt(lines: Sequence[str], spellings: Spellings) -> bool:
    """Tell whether words of the lines are none unless they get an accent, and how many."""
    words = [line[start:end] for line in lines for start, end in tokenize(line) if line[start].isalpha()]
    wanting = sum(bool(of := spellings.of(word)) and word not in of for word in words if word.islower())
    return wanting * _PLAIN_WORDS >= len(words) and wanting > 0


def _in_capitals(line: str) -> bool:
    letters = [letter for letter in line if letter.isupper() or letter.islower()]
    return len(letters) >= _FEWEST and sum(letter.isupper() for letter in letters) >= _CAPITALS * len(letters)


def _could_be(word: str, spelling: str, cased: bool) -> bool:
    if len(word) != len(spelling):
        return False
    if cased and any(w.isupper() != s.isupper() for w, s in zip(word, spelling, strict=True)):
        return False
    return all(w.lower() == s.lower() or _bare_letter(w) == w.lower() for w, s in zip(word, spelling, strict=True))


@cache
def _bare_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter.lower())
    return plain[0] if len(letter.lower()) == 1 and all(map(unicodedata.combining, plain[1:])) else letter


@cache
def load(path: Path = MODEL) -> Spellings:
    """Read the shipped spellings once. Raises SpellingMissing where they cannot be read."""
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:  # line by line: whole it would take 50 MB more
            return _read(line.rstrip("\n") for line in lines)
    except (OSError, ValueError, EOFError, StopIteration, RuntimeError, lzma.LZMAError) as error:
        raise SpellingMissing(path) from error


def _read(lines: Iterator[str]) -> Spellings:
    seen, only = dict[str, dict[str, float]](), dict[str, str]()
    for form, *row in (line.split("\t") for line in iter(lambda: next(lines), "")):
        if len(row) == 2:  # a spelling and its count
            only[form] = form if row[0] == form else row[0]
        else:
            seen[form] = {spelling: float(n) for spelling, n in zip(row[::2], row[1::2], strict=True)}
    before = _counts(iter(lambda: next(lines), ""))
    return Spellings(seen, before, _counts(lines), only)


def _counts(lines: Iterable[str]) -> dict[str, float]:
    return {key: float(count) for key, _, count in (line.rpartition("\t") for line in lines)}

"""Whole numbers written in French words or digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.patterns.fr_numbers import COLLECTIVES, SCALES, TENS, UNITS

_BLANK = " \u00a0\u202f\u2009"
_DIGITS = rf"\d{{1,3}}(?:[{_BLANK}.]\d{{3}})+(?!\d|,\d)|\d+(?:,\d+)?"
_WORDS = "|".join(sorted((*COLLECTIVES, *UNITS, *TENS, *SCALES), key=len, reverse=True))
_NUMERAL = re.compile(rf"(?<![\w-])(?:({_DIGITS})|({_WORDS}))(?![\w])", re.IGNORECASE)
_WORD = re.compile(rf"()({_WORDS})(?!\w)", re.IGNORECASE)
_SCALE = re.compile(rf"[{_BLANK}](mille|milliers?|millions?|milliards?)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"[1-9]\d{0,2},\d{3}")  # «1,200 soldats», copied from a wire; no one tells thousandths
_LONGEST = 24  # characters of digits and the blanks between
_LARGEST = 10**15
"""Above it no number is one of people or days, and none fits a database; longer digits cannot even be converted."""
_JOINT = re.compile(rf"[{_BLANK}]et[{_BLANK}]|-et-|[{_BLANK}]|-", re.IGNORECASE)

ONE_NUMBER = rf"(?:{_DIGITS}|(?:{_WORDS})(?:(?:[{_BLANK}-]|[{_BLANK}]et[{_BLANK}])(?:{_WORDS})){{0,12}})"
"""A regular expression (to compile with IGNORECASE) for one number, for grammars that hold numbers."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `text[start:end]`; `rounded` where it is a collective («une trentaine»)."""

    start: int
    end: int
    value: int
    rounded: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Give the whole numbers of a text in order; decimals, and collectives without a count («des dizaines»), are none.

    «un» and «une» count as 1: whether it is a number or an article is for the caller to judge.
    """
    return list(_scan(text))


def number(words: str) -> int | None:
    """Read one number («quatre-vingt-dix-sept», «1 200»); None where the words are not exactly one."""
    found = find_numerals(words.strip())
    whole = len(found) == 1 and found[0].end - found[0].start == len(words.strip())
    return found[0].value if whole else None


def _scan(text: str) -> Iterator[Numeral]:
    position = 0
    while match := _NUMERAL.search(text, position):
        position = match.end()
        numeral = _digits(text, match) if match[1] else _words(text, match)
        if numeral and numeral.value < _LARGEST:
            position = numeral.end
            yield numeral


def _digits(text: str, match: re.Match[str]) -> Numeral | None:
    if len(match[1]) > _LONGEST:
        return None
    if "," in match[1]:
        factor, end = _scale_after(text, match.end())
        if factor == 1 and _ENGLISH.fullmatch(match[1]):
            return Numeral(match.start(), end, int(match[1].replace(",", "")))
        value = float(match[1].replace(",", ".")) * factor
        return Numeral(match.start(), end, round(value), True) if factor > 1 else None
    value = int(re.sub(r"\D", "", match[1]))
    factor, end = _scale_after(text, match.end())
    return Numeral(match.start(), end, value * factor)


def _scale_after(text: str, end: int) -> tuple[int, int]:
    """Take «mille», «millions» or «milliers» after digits («1,5 million»)."""
    after = _SCALE.match(text, end)
    if not after:
        return 1, end
    word = after[1].lower()
    return SCALES.get(word) or COLLECTIVES[word], after.end()


def _words(text: str, first: re.Match[str]) -> Numeral | None:
    total, current, end, rounded = 0, 0, first.start(), False
    match: re.Match[str] | None = first
    while match and match[2]:
        word = match[2].lower()
        step = _add(word, total, current, alone=end == first.start())
        if step is None:
            break
        total, current = step
        end, rounded = match.end(), rounded or word in COLLECTIVES
        joint = _JOINT.match(text, end)
        match = _WORD.match(text, joint.end()) if joint else None
    if end == first.start():
        return None
    return Numeral(first.start(), end, total + current, rounded)


def _add(word: str, total: int, current: int, *, alone: bool) -> tuple[int, int] | None:
    """Add one number word to a number read so far; None where French does not go on so."""
    if word in COLLECTIVES:
        return None if alone else (total, (current or 1) * COLLECTIVES[word])
    if word in SCALES:
        scale = SCALES[word]
        if scale == 100:
            return (total, (current or 1) * 100) if current < 20 else None
        return total + (current or 1) * scale, 0
    low = current % 100
    if word in ("vingt", "vingts") and low == 4:
        return total, current + 76
    if word in TENS:
        return (total, current + TENS[word]) if low == 0 else None
    value = UNITS[word]
    return (total, current + value) if value < _room(low, value) else None


def _room(low: int, value: int) -> int:
    """Units below this may follow a number that ends in `low` («soixante» takes up to 19, «dix» only 7 to 9)."""
    if low == 10:
        return 10 if value in (7, 8, 9) else 0
    if low in (0, 60, 80):
        return 20
    return 10 if low % 10 == 0 else 0

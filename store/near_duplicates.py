"""Whether two articles are one text: an agency's dispatch in two papers, another head, a cut end. All pure.

A text is its shingles: runs of `SHINGLE` words without accents or case, numbers in digits. In two steps: `bands` gives
keys for an index, by MinHash, of which texts that share half of their shingles nearly always have one in common; then
`is_one_text` compares the two texts themselves. A report of the same happening in other words is no duplicate
(`store.corroboration` links its events), nor is the next day's communiqué that changes only numbers and days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from rensa import CMinHash

from nlp.names import fold
from nlp.numerals import find_numerals

SHINGLE = 3
"""Words in a run: a light rewrite changes every tenth word and leaves half of the runs of three whole."""

SIGNATURE, BANDS = 128, 32
"""Hashes of a signature, and bands of four hashes: texts of Jaccard similarity 0.5 share a band in 87 of 100 cases,
those of 0.6 in 99, those of 0.2 in 5."""

SHARED = 0.5
"""The share of the shorter text's shingles that the longer must hold; other tellings of a happening share under 0.2."""

ALIKE = 0.3
"""The share of all shingles of both that both hold: a brief quoted whole in a long report is not that report."""

_SEED = 2017
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
_SAME_FIGURES = 0.5


def shingles(text: str) -> frozenset[str]:
    """Give the runs of `SHINGLE` words of the text; a text of fewer words is one run."""
    words = _WORD.findall(_in_digits(text))
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(run for run in runs if run)


def bands(text: str) -> tuple[str, ...]:
    """Give the keys under which an index finds the text's near-duplicates: 16 hexadecimal digits each, no two alike.

    A text without a word has none. The keys hold as long as `CMinHash.ALGORITHM_VERSION` does.
    """
    runs = shingles(text)
    if not runs:
        return ()
    sketch = CMinHash(num_perm=SIGNATURE, seed=_SEED)
    sketch.update(sorted(runs))
    hashes = sketch.digest()
    rows = SIGNATURE // BANDS
    return tuple(_key(band, hashes[band * rows : (band + 1) * rows]) for band in range(BANDS))


def _key(band: int, hashes: Iterable[int]) -> str:
    told = ":".join(map(str, (band, *hashes)))
    return blake2b(told.encode(), digest_size=8).hexdigest()


def is_one_text(one: str, other: str) -> bool:
    """Whether the two are one text, lightly rewritten, cut or with another head."""
    here, there = shingles(one), shingles(other)
    if not here or not there:
        return False
    common = len(here & there)
    if common < SHARED * min(len(here), len(there)) or common < ALIKE * len(here | there):
        return False
    return _tell_the_same(one, other)


def _in_digits(text: str) -> str:
    """The text without accents and case, its numbers in digits: «vingt et un» is 21."""
    parts, at = [], 0
    for numeral in find_numerals(text):
        parts += [
            text[at : numeral.start],
            str(numeral.value) if numeral.value > 1 else text[numeral.start : numeral.end],
        ]
        at = numeral.end
    return fold("".join((*parts, text[at:])))


def _tell_the_same(one: str, other: str) -> bool:
    """Whether most numbers and days of the text that has fewer stand in the other: a form filled in anew has others."""
    here, there = (_figures(text) for text in (one, other))
    fewer = min(len(here), len(there))
    return not fewer or len(here & there) > _SAME_FIGURES * fewer


def _figures(text: str) -> set[str]:
    numbers = {str(numeral.value) for numeral in find_numerals(text) if numeral.value > 1}
    return numbers | set(_DAY.findall(fold(text)))

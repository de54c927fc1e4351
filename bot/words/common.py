"""Common words of French and English, by `bot/words/build.py`: «carte» only resembles a name (Croatie) and is none."""

from __future__ import annotations

import lzma
from functools import cache
from itertools import groupby
from pathlib import Path

from nlp.names import fold

FILE = Path(__file__).with_name("common").with_suffix(".txt.xz")


def is_common(words: str) -> bool:
    """Whether every word of a text is a common word, of its own or by its singular."""
    parts = fold(words).split()
    return bool(parts) and all(_holds(part) or _holds(part.removesuffix("s")) for part in parts)


def _holds(word: str) -> bool:
    return f"\n{word}\n" in _common().get(word[:_HEAD], "")


_HEAD = 3  # letters that words are kept together by


@cache
def _common() -> dict[str, str]:
    """The words, folded, a line each, by their first letters (1 MB; as a set they would take eight)."""
    words = lzma.decompress(FILE.read_bytes()).decode().split("\n")
    return {head: "\n".join(("", *found, "")) for head, found in groupby(words, key=lambda word: word[:_HEAD])}

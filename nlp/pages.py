"""A very long text cut into pages, each read by itself, so that time and memory grow with the text's length alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 20_000
"""Characters. Far beyond a dispatch: within a page every name may bear on every other, and that costs its square."""

_ENDS = (re.compile(r"\n\s*"), re.compile(r"[.!?…]\s+"), re.compile(r"\s+"))  # the best place to cut first


def pages(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """Cut a text into pages of `longest` characters at most, each with the offset that it begins at.

    Cut at the last line end of a page's second half, else at its last sentence end, else at its last blank; a text
    that has none of these is cut anywhere. The pages put together are the text.
    """
    start = 0
    while len(text) - start > longest:
        end = _end(text, start + longest // 2, start + longest)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _end(text: str, low: int, high: int) -> int:
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high

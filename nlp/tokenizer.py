"""Words of a French text, cut as the French treebanks of Universal Dependencies cut them.

Differences from the treebanks, on purpose: a contraction («du», «au», «desquels») stays one word.
"""

import re
from collections.abc import Iterator

from nlp.patterns.tokens import ABBREVIATIONS, CLITICS, ELISIONS, WHOLE

APOSTROPHES = "'’ʼ‘`´"
_A = f"[{APOSTROPHES}]"
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>«»"]*[^\s<>«»".,;:!?)\]]
    | [\w.+-]{{1,64}}@\w[\w-]*(?:\.\w[\w-]*)*
    | [@\#]\w+
    | (?<![\d.,])\d{{1,3}}(?:\ \d{{3}})+(?:,\d+)?(?!\w)
    | [nN][°º]
    | (?:[^\W\d_]\.){{2,}}(?:-[^\W\d_]\.)?(?!\w)
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_]+\d*)?(?:-[^\W_]+)*
    | (?:[^\W_]|[\u0300-\u036f])+(?:(?:{_A}|[-·&]|\u2011)(?:[^\W_]|[\u0300-\u036f])+)*{_A}?
    | °[CF]?
    | \.{{2,}} | …
    | -+ | [–—]+
    | \S
    """,
    re.VERBOSE,
)
_ELISION = re.compile(rf"(\w+){_A}")
_CLITIC = re.compile(rf"-(?:{'|'.join(CLITICS)})$", re.IGNORECASE)
_LONE_NAME = re.compile(rf"[NM]{_A}[A-ZÉÈ]")
_VOWELS = "aeiouyhœæàâéèêëîïôöùûüAEIOUYHŒÆÀÂÉÈÊËÎÏÔÖÙÛÜ"


def tokenize(text: str) -> list[tuple[int, int]]:
    """Give the words of a text as (start, end) character offsets, in order; blanks belong to no word."""
    return list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    while match := _TOKEN.search(text, position):
        start, end = match.span()
        if text[start].isalpha():
            end = _with_stop(text, start, end)
            yield from _split_word(text, start, end)
        else:
            yield start, end
        position = end


def _with_stop(text: str, start: int, end: int) -> int:
    """Take the full stop into an abbreviation («gén.») or an initial («J. Chirac»)."""
    if text[end : end + 1] != "." or text[end + 1 : end + 2] == ".":
        return end
    word = text[start : end + 1].lower()
    initial = end - start == 1 and text[start].isupper() and re.match(r"\.\s?\w", text[end : end + 3])
    return end + 1 if word in ABBREVIATIONS or initial else end


def _split_word(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (stop := _elision_end(text, start, end)) is not None:
        yield start, stop
        start = stop
    if start == end:
        return
    if text[end - 1] in APOSTROPHES:  # a closing quotation mark
        yield from _split_word(text, start, end - 1)
        yield end - 1, end
        return
    word = text[start:end]
    clitic = None if _plain(word) in WHOLE else _CLITIC.search(word)
    if clitic and clitic.start() > 0:
        yield start, start + clitic.start()
        yield start + clitic.start(), end
    else:
        yield start, end


def _elision_end(text: str, start: int, end: int) -> int | None:
    match = _ELISION.match(text, start, end)
    if match is None or _plain(match[1]) not in ELISIONS:
        return None
    if _plain(text[start:end]) in WHOLE or (
        _LONE_NAME.match(text, start) and text[match.end() : match.end() + 1] not in _VOWELS
    ):
        return None
    return match.end()


def _plain(word: str) -> str:
    return re.sub(_A, "'", word.lower())


_FORMS = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys("«»“”„‟", '"'),
        **dict.fromkeys("–—―", "-"),
        "…": "...",
        "\u2011": "-",
    }
)


def plain_form(word: str) -> str:
    """Write a word with the typewriter's apostrophe, quotes and dash, the only ones that the models know."""
    return word.translate(_FORMS)

"""Words of one direction inside a text of the other: isolates, as Unicode's bidirectional algorithm knows them (UAX 9).

A Latin name in an Arabic line drags the punctuation and figures beside it to its own side unless it is isolated. Of
all the invisible characters that order text Telegram's servers keep these; they take out the older embeddings and
overrides (U+202A to U+202E).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeVar

from markupsafe import Markup

FSI, PDI = "\u2068", "\u2069"
RLM = "\u200f"
"""Stands before each isolate: what is isolated does not tell a line's direction, and a line of names alone has none."""

_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"<[^<>]*>|&\w+;|&#\w+;")
_INNERMOST = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_NUMBERS = re.compile(r"\d[-–/]\d|\d°")  # «2017-05-19» and «36.2° 42.0°» change their order between Arabic words
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_CLOSED = re.compile(r"([\u0620-\u064a](?:&#34;|&quot;|\"|»))(</code>)")

# From the first Latin letter to the last of what is written with it: «/event 12», «ISO 3166-1», «Excel, QGIS».
_LATIN_WORD = r"[/@-]*[A-Za-zÀ-ÿ][^\s<>«»()،؛؟…]*"
_FOLLOWING = rf"{_LATIN_WORD}|[-\d][^\s<>«»()،؛؟…]*|\?"
_LATIN = re.compile(rf"{_LATIN_WORD}(?: (?:{_FOLLOWING}))*(?<![.,:;])")

AnyText = TypeVar("AnyText", str, Markup)


def isolated(text: AnyText) -> AnyText:
    """The text so that it keeps its order inside a line written from right to left; as it is where it needs nothing.

    Each of several lines is isolated alone. Marks of an article or a user that would break out are taken away.
    """
    lines = [line if _sound(line) else without_marks(line) for line in str.split(text, "\n")]
    shown = "\n".join(f"{RLM}{FSI}{line}{PDI}" if needs_isolation(type(text)(line)) else line for line in lines)
    return type(text)(shown)


def needs_isolation(text: str) -> bool:
    """Whether the text has letters, or figures with signs between them, that go from left to right."""
    shown = _TAG.sub("", text) if isinstance(text, Markup) else text
    while (reduced := _INNERMOST.sub("", shown)) != shown:
        shown = reduced
    return _NUMBERS.search(shown) is not None or any(unicodedata.bidirectional(letter) == "L" for letter in shown)


def without_marks(text: str) -> str:
    """The text without any character that orders text, as it is to be copied, compared or read as a command."""
    return _MARKS.sub("", text)


def balanced(text: str) -> str:
    """A text that was cut, with the isolates that it left open closed."""
    return text + PDI * (len(re.findall("[\u2066-\u2068]", text)) - text.count(PDI))


def typeset(template: str) -> str:
    """An Arabic text of the catalogues (Telegram HTML with placeholders) with its Latin words isolated."""
    parts = re.split(r"(<code>.*?</code>|<[^<>]*>|{\w+})", template)
    return "".join(_typeset(part) for part in parts)


def copyable(html: str) -> str:
    """Telegram HTML without marks in its `code`, which a tap copies: the first of a command must be its slash.

    Only behind a closing quotation mark one stands, without which that mark goes to the wrong end of Arabic words.
    """
    return _CODE.sub(lambda code: _CLOSED.sub(rf"\1{RLM}\2", without_marks(code[0])), html)


def _sound(line: str) -> bool:
    """Whether each isolate of the line is closed, and nothing is closed that was not opened."""
    depth = 0
    for mark in re.findall("[\u2066-\u2069]", line):
        depth += -1 if mark == PDI else 1
        if depth < 0:
            return False
    return depth == 0


def _typeset(part: str) -> str:
    if part.startswith("<code>"):
        return f"{RLM}{FSI}{part}{PDI}"
    return part if part.startswith(("<", "{")) else _LATIN.sub(lambda words: f"{RLM}{FSI}{words[0]}{PDI}", part)

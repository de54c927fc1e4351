"""The words of an order, as they are read bit by bit: what is taken is marked, what is not to be read is masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from bot import arabic
from bot.words import subscribing as said

TAKEN = "\x00"  # stands for each letter of what was read


def compiled(pattern: str) -> str:
    """Give a pattern of `bot.words.subscribing` as it is looked for: with one form of each Arabic letter."""
    return arabic.one_form(pattern)


@cache
def whole(pattern: str) -> re.Pattern[str]:
    """Give a pattern of `bot.words.subscribing` that matches whole words alone."""
    return re.compile(compiled(rf"(?<![\w:])(?:{pattern})(?!\w)"))


class Reading:
    """The words, and how far they are read."""

    def __init__(self, text: str) -> None:
        self._text = text
        flat = "".join(_flat(letter) for letter in text)
        self._flat = _MASKED.sub(lambda found: "_" * len(found[0]), flat)

    @property
    def left(self) -> str:
        """The words that were not read, without the small words that joined what was."""
        kept = "".join(old if new != TAKEN else TAKEN for old, new in zip(self._text, self._flat, strict=True))
        if TAKEN in kept:
            kept = _JOINING.sub(" ", _BESIDE.sub(TAKEN, kept)).replace(TAKEN, " ")
        return " ".join(kept.split()).strip(" ,،;")

    def take(
        self, pattern: re.Pattern[str], accepts: Callable[[re.Match[str]], bool] = lambda found: True
    ) -> list[re.Match[str]]:
        """Give all that the pattern finds and mark it as read."""
        found = [one for one in pattern.finditer(self._flat) if accepts(one)]
        for one in found:
            self._flat = self._flat[: one.start()] + TAKEN * (one.end() - one.start()) + self._flat[one.end() :]
        return found

    def find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Give all that the pattern finds, without taking it."""
        return list(pattern.finditer(self._flat))

    def takes(self, words: str) -> bool:
        """Whether the words of this pattern are there; they are marked as read."""
        return bool(self.take(whole(words)))

    def before(self, found: re.Match[str]) -> str:
        """The word before what was found."""
        return (self._flat[: found.start()].split() or [""])[-1]

    def rest(self, found: re.Match[str]) -> str:
        """All that stands behind what was found."""
        return self._flat[found.end() :]

    def typed(self, found: re.Match[str]) -> str:
        """What was found, as it was typed."""
        return self._text[found.start() : found.end()].strip(" ,،;(")


_QUOTED = r"«[^»]*»|[\"“”„][^\"“”„]*[\"“”„]"
_MASKED = re.compile(rf"(?<!\S)[^\W\d]['’\w-]*\s?[:=]\s*(?:{_QUOTED}|\S+|$)|{_QUOTED}")
_BESIDE = re.compile(rf"[^\w\s«»\"“”„]*{TAKEN}[^\w\s«»\"“”„]*")  # signs: «-» of «8h-19h»
_JOINING = re.compile(
    rf"(?:(?<!\S)(?:{said.AND}|{said.AT}|{said.ON}|{said.EACH}|the)?\s*{TAKEN}+\s*(?:[,،;]|(?:et|and|و)(?=\s*(?:{TAKEN}|$)))?)+"
)
_CHANNEL = re.compile(r"@[A-Za-z]\w{3,31}|-100\d{5,13}")


def without_channel(words: str) -> tuple[str | None, str]:
    """The channel that the words begin or end with, «@canal» or «-1001234567890», and the others."""
    parts = words.split()
    for at in (0, -1):
        if parts and _CHANNEL.fullmatch(parts[at]):
            named = parts.pop(at)
            return named, " ".join(parts)
    return None, " ".join(parts)


def _flat(letter: str) -> str:
    """A letter in lower case without its accent, one for one."""
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return arabic.one_form(base if len(base) == 1 else letter)

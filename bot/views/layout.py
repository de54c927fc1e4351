"""Messages that Telegram takes: a text, its buttons, and the lengths that hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts.bidi import balanced

MESSAGE_LENGTH = 4096  # UTF-16 units, core.telegram.org/bots/api#sendmessage; counted here with the tags, which is safe
CALLBACK_LENGTH = 64  # bytes, core.telegram.org/bots/api#inlinekeyboardbutton
BUTTON_LENGTH = 40  # characters, what a phone shows of a button
PARAGRAPH = Markup("\n\n")
LINE = Markup("\n")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and the callback data that it sends (64 bytes at most), or the page that it opens."""

    label: str
    data: str = ""
    url: str | None = None

    @property
    def button(self) -> InlineKeyboardButton:
        """The button as Telegram wants it."""
        shown = clip(self.label, BUTTON_LENGTH)
        return InlineKeyboardButton(shown, url=self.url, callback_data=None if self.url else self.data)


@dataclass(frozen=True, slots=True)
class View:
    """A message ready to send: Telegram HTML and, below it, one row of buttons for each tuple of `rows`."""

    text: Markup
    rows: tuple[tuple[Choice, ...], ...] = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them, None without any."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup([[choice.button for choice in row] for row in self.rows])


def size(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, width: int) -> str:
    """One line of plain text of at most `width` characters, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else balanced(flat[: width - 1].rstrip() + "…")


def lines(*parts: str | None) -> Markup:
    """The parts that are not empty, one below the other."""
    return LINE.join(part for part in parts if part)


def fitting(blocks: Sequence[Markup], room: int = MESSAGE_LENGTH) -> int:
    """How many of the first blocks go into one message with an empty line between them."""
    used = 0
    for count, block in enumerate(blocks):
        used += size(block) + (len(PARAGRAPH) if count else 0)
        if used > room:
            return count
    return len(blocks)


def split(blocks: Iterable[Markup]) -> tuple[tuple[Markup, ...], ...]:
    """The blocks in as few messages as they need, in order and none cut; a block over the limit ValueError."""
    left = tuple(blocks)
    messages: list[tuple[Markup, ...]] = []
    while left:
        count = fitting(left)
        if not count:
            raise ValueError(f"a block of {size(left[0])} units is over Telegram's {MESSAGE_LENGTH}")
        messages.append(left[:count])
        left = left[count:]
    return tuple(messages)

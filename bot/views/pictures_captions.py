"""What stands under a picture: the same in words, for those who can't see it, and where to go from there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from telegram import InlineKeyboardMarkup

from bot.texts import Texts
from bot.views.layout import Choice, View, lines
from bot.views.pictures_shapes import Map, Timeline

_NAMED = 3  # types or places


def caption(shown: Timeline | Map, texts: Texts) -> str:
    """Title, numbers, and what is most, as Telegram HTML; far below the 1,024 characters that a caption takes."""
    if isinstance(shown, Timeline):
        most = texts.get("pictures.highest", peak=shown.peak)
    else:
        most = texts.get("pictures.busiest", names=_listed((mark.name for mark in shown.marks), texts))
    types = _listed((hue.words for hue in shown.hues), texts)
    head = texts.get("pictures.caption", label=shown.title, about=shown.subtitle)
    return str(lines(head, most, texts.get("pictures.types", names=types)))


def _listed(words: Iterable[str], texts: Texts) -> str:
    return texts.semicolon.join(texts.isolated(word) for word in islice(words, _NAMED))


def keyboard(kind: str, token: str, texts: Texts) -> InlineKeyboardMarkup | None:
    """Buttons to the list of the same events, to the other picture, and to the file."""
    other, key = ("m", "pictures.map_button") if kind == "t" else ("t", "pictures.timeline_button")
    choices = (
        Choice(str(texts.get("pictures.events_button")), f"e|{token}"),
        Choice(str(texts.get(key)), f"{other}|{token}"),
        Choice(str(texts.get("pictures.export_button")), f"x|csv|{token}"),
    )
    return View(texts.get("pictures.all"), (choices,)).keyboard

"""What someone sees first: who this is, what the archive holds, and where most happens."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from bot.texts import Texts, texts
from bot.views.layout import PARAGRAPH, Choice, View, lines
from bot.views.names import event_choice
from store.overview import Overview

_PER_ROW = 2


def welcome(found: Overview, speaking: Texts, *, languages: Mapping[str, str] | None = None) -> View:
    """The greeting with the archive's figures and its busiest places as buttons.

    `languages` (code to name) are offered above them, to someone whose own can't be known.
    """
    places = [event_choice(match, speaking) for match in found.busiest]
    rows = [tuple(places[begin : begin + _PER_ROW]) for begin in range(0, len(places), _PER_ROW)]
    parts = [speaking.get("common.start"), _holds(found, speaking)]
    if languages:
        rows.insert(0, tuple(Choice(name, f"l|{code}") for code, name in languages.items()))
        parts.insert(0, lines(*(texts(code).get("settings.choose_language") for code in languages)))
    return View(PARAGRAPH.join(parts), tuple(rows))


def _holds(found: Overview, speaking: Texts) -> Markup:
    if not found.events:
        return speaking.get("common.holds_nothing")
    figures = speaking.get(
        "common.holds",
        events=speaking.count("events.total", found.events),
        articles=speaking.count("common.articles", found.articles),
        span=speaking.span(found.first, found.last),
    )
    return lines(figures, speaking.get("common.busiest") if found.busiest else None)

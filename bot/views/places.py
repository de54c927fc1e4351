"""Places as a list, those with most events first."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import PARAGRAPH, Choice, View, lines
from bot.views.names import place_label
from store.records import PlaceSummary


def page(found: list[PlaceSummary], total: int, texts: Texts, *, offset: int = 0) -> View:
    """Places with how many events happened there, and a button for the next ones."""
    if not found:
        return View(texts.get("places.none"))
    shown = offset + len(found)
    head = texts.get("places.title")
    if total > len(found):
        head = lines(head, texts.get("common.shown", first=offset + 1, last=shown, total=texts.number(total)))
    rows = ((Choice(str(texts.get("common.more")), f"p|{shown}"),),) if shown < total else ()
    return View(PARAGRAPH.join([head, lines(*(_line(place, texts) for place in found))]), rows)


def _line(place: PlaceSummary, texts: Texts) -> Markup:
    count = texts.count("events.total", place.events)
    return Markup("<b>{}</b> · {} · {}").format(place_label(place, texts), count, texts.isolated(f"/place_{place.id}"))

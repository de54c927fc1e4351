"""Places as a list, those with most events first."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from bot.texts import Texts
from bot.views.buttons import ranked_token
from bot.views.layout import PARAGRAPH, Choice, View, lines
from bot.views.names import match_label, place_label
from store.records import NameMatch, PlaceSummary, Ranked
from store.series import PlaceCounts, Spot


def page(found: Ranked[PlaceSummary], texts: Texts, *, offset: int = 0) -> View:
    """Places with how many events happened there, and a button for the next ones."""
    if not found.entries:
        return View(texts.get("places.none"))
    shown = offset + len(found.entries)
    head = texts.get("places.title")
    if found.total > len(found.entries):
        counted = {"first": texts.number(offset + 1), "last": texts.number(shown), "total": texts.number(found.total)}
        head = lines(head, texts.get("common.shown", **counted))
    more = str(texts.get("common.more"))
    rows = ((Choice(more, ranked_token("p", found.next, shown)),),) if found.next else ()
    return View(PARAGRAPH.join([head, lines(*(_line(place, texts) for place in found.entries))]), rows)


def ranking(found: PlaceCounts, label: str | None, texts: Texts) -> Markup:
    """Where most of what a filter keeps happened, most events first."""
    events: Counter[Spot] = Counter()
    for one in found.counts:
        events[one.spot] += one.events
    if not events:
        return texts.get("events.none", label=label) if label else texts.get("places.none")
    rows = [
        Markup("{}. <b>{}</b> · {} · {}").format(
            number,
            match_label(NameMatch("place", spot.id, spot.name, 0.0, spot.country, key=spot.key), texts),
            texts.count("events.total", count),
            texts.isolated(f"/place_{spot.id}"),
        )
        for number, (spot, count) in enumerate(events.most_common(), 1)
    ]
    return lines(texts.get("places.ranking", label=label or texts.get("queries.everything")), *rows)


def _line(place: PlaceSummary, texts: Texts) -> Markup:
    count = texts.count("events.total", place.events)
    return Markup("<b>{}</b> · {} · {}").format(place_label(place, texts), count, texts.isolated(f"/place_{place.id}"))

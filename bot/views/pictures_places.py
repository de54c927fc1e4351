"""From counts by place to a map that is ready to draw: which places, what extent, every word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.borders import codes
from bot.local_names import shown_name
from bot.texts import Texts
from bot.views.layout import clip
from bot.views.pictures import hues, is_right_to_left, leading
from bot.views.pictures_shapes import Extent, Map, Mark
from nlp.schema import EventType
from store.series import PlaceCounts, Spot

MOST_MARKS = 300
"""Circles on a map; the places with most events have one."""

_TITLE, _NAME = 80, 28  # characters
_LEAST_DEGREES = 1.6  # of a map of one place: its surroundings, up to the next towns
_MARGIN = 0.12  # of the extent, on each side
_FAR, _FEW = 2.5, 0.04  # see `extent`
_COUNTRY_KEY = "country:"
_COARSE_KM = 50.0  # a place known no better is a region or a country


def events_map(found: PlaceCounts, events: int, label: str | None, texts: Texts) -> Map | None:
    """The map of the counts and of how many events they are in all, None where no place of them has degrees."""
    by_spot: dict[Spot, Counter[EventType]] = {}
    for count in found.counts:
        if count.spot.latitude is not None and count.spot.longitude is not None:
            by_spot.setdefault(count.spot, Counter())[count.type] += count.events
    if not by_spot:
        return None
    ranked = sorted(by_spot, key=lambda spot: (-by_spot[spot].total(), spot.id))[:MOST_MARKS]
    framed = extent([(spot, by_spot[spot].total()) for spot in ranked])
    inside = [spot for spot in ranked if _within(spot, framed)]
    totals: Counter[EventType] = sum((by_spot[spot] for spot in inside), Counter())
    shown = leading(totals)
    marks = tuple(_mark(spot, by_spot[spot], shown, texts) for spot in inside)
    beyond = sum(by_spot[spot].total() for spot in by_spot) - totals.total() + found.elsewhere
    return Map(
        title=clip(label or str(texts.get("pictures.all").unescape()), _TITLE),
        subtitle=_subtitle(events, totals.total(), len(inside), beyond, texts),
        hues=hues(totals, texts),
        marks=marks,
        extent=framed,
        countries={code: texts.country(code) for code in codes()},
        note=_note(marks, texts, repeated=totals.total() + beyond > events),
        rtl=is_right_to_left(texts),
    )


def extent(weighed: Sequence[tuple[Spot, int]]) -> Extent:
    """A frame around the places, with a margin.

    Where the outermost 4 % of the events on each side make it more than two and a half times as wide as it is without
    them, they are left out. Whole countries frame only where there is nothing else.
    """
    exact = [item for item in weighed if not _nowhere_in_country(item[0])] or list(weighed)
    west, east = _range([(spot.longitude or 0.0, n) for spot, n in exact])
    south, north = _range([(spot.latitude or 0.0, n) for spot, n in exact])
    framed = Extent(west, south, east, north)
    # The margin is a part of the longer side, on which the scale depends.
    margin = _MARGIN * max(east - west, (north - south) * framed.stretch)
    across = max(margin, (_LEAST_DEGREES * framed.stretch - (east - west)) / 2)
    up = max(margin / framed.stretch, (_LEAST_DEGREES - (north - south)) / 2)
    return Extent(west - across, max(-89.0, south - up), east + across, min(89.0, north + up))


def _range(weighed: Iterable[tuple[float, int]]) -> tuple[float, float]:
    ranked = sorted(weighed)
    low, high = _quantile(ranked), _quantile(ranked[::-1])
    first, last = ranked[0][0], ranked[-1][0]
    if last - first > 4.0 and last - first > _FAR * max(high - low, 1.0):
        return low, high
    return first, last


def _quantile(ranked: Sequence[tuple[float, int]]) -> float:
    bound, seen = _FEW * sum(n for _, n in ranked), 0
    for value, n in ranked:
        seen += n
        if seen > bound:
            return value
    return ranked[-1][0]


def _within(spot: Spot, framed: Extent) -> bool:
    longitude, latitude = spot.longitude or 0.0, spot.latitude or 0.0
    return framed.west <= longitude <= framed.east and framed.south <= latitude <= framed.north


def _whole_country(spot: Spot) -> bool:
    return spot.key is not None and spot.key.startswith(_COUNTRY_KEY)


def _coarse(spot: Spot) -> bool:
    """Whether only the country or the region is known: a street of no known town lies in the middle of its country."""
    return _whole_country(spot) or (spot.uncertainty_km is not None and spot.uncertainty_km >= _COARSE_KM)


def _nowhere_in_country(spot: Spot) -> bool:
    return _whole_country(spot) or (spot.key is None and _coarse(spot))


def _mark(spot: Spot, by_type: Counter[EventType], shown: Sequence[EventType], texts: Texts) -> Mark:
    rest = sum(n for kind, n in by_type.items() if kind not in shown)
    shares = (*(by_type[kind] for kind in shown), rest)
    name = clip(shown_name(spot.name, spot.key, texts), _NAME)
    said = texts.get("pictures.whole_country", name=name).unescape() if _whole_country(spot) else name
    words = f"{said} · {texts.number(sum(shares))}"
    return Mark(spot.longitude or 0.0, spot.latitude or 0.0, shares, words, _coarse(spot))


def _subtitle(events: int, located: int, places: int, beyond: int, texts: Texts) -> str:
    """«31 événements · 38 localisations · 15 lieux»: circles and legend count an event at each of its places."""
    parts = [texts.count("events.total", events), texts.count("pictures.places", places)]
    if located != events:
        parts.insert(1, texts.count("pictures.mentions", located))
    if beyond:
        parts.append(texts.count("pictures.beyond", beyond))
    return " · ".join(str(part.unescape()) for part in parts)


def _note(marks: Sequence[Mark], texts: Texts, *, repeated: bool) -> str:
    """One or two lines of small print."""
    first = ["pictures.hollow"] if any(mark.hollow for mark in marks) else []
    second = ["pictures.at_each"] if repeated else []
    told = [*first, *second, "pictures.borders"]
    lines = [told[:-2], told[-2:]] if len(told) > 2 else [told]
    return "\n".join(" · ".join(str(texts.get(key).unescape()) for key in line) for line in lines)

"""Names of places, countries and actors as a person reads them, and buttons that choose among them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.query import filter_of
from bot.texts import Texts
from bot.views.buttons import filter_token
from bot.views.layout import Choice, clip
from store.records import NameMatch, PlaceSummary

_WIDTH = 60  # characters


def match_label(match: NameMatch, texts: Texts) -> str:
    """«Qayrawan (Irak)» for a place, the name in the reader's language for a country, the name for an actor."""
    if match.kind == "country" and match.country:
        return texts.country(match.country)
    if match.kind == "place":
        return _with_country(match.name, match.country, texts)
    return clip(match.name, _WIDTH)


def place_label(place: PlaceSummary, texts: Texts) -> str:
    """«Qayrawan (Irak)»."""
    return _with_country(place.name, place.country, texts)


def event_choices(matches: Sequence[NameMatch], texts: Texts, *, also: bool = False) -> tuple[Choice, ...]:
    """A button for each name that shows its events; `also` says that it is something else than what was shown."""
    return tuple(
        Choice(_also(match, texts) if also else match_label(match, texts), f"e|{filter_token(filter_of(match))}")
        for match in matches
    )


def _also(match: NameMatch, texts: Texts) -> str:
    key = "events.also_actor" if match.kind == "actor" else "events.also_place"
    return str(texts.get(key, label=match_label(match, texts)).unescape())


def _with_country(name: str, country: str | None, texts: Texts) -> str:
    shown = clip(name, _WIDTH)
    if not country or texts.country(country) == shown:
        return shown
    return f"{shown} ({texts.country(country)})"

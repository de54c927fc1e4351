"""The card of a place, a region or a country: where it is, what happened there, who acts there, its latest events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.deep_links import for_filter, numbered
from bot.texts import Texts
from bot.views import events, figures
from bot.views.buttons import filter_token
from bot.views.card_buttons import point_token
from bot.views.latest import latest
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, fitting, lines
from bot.views.sharing import share
from bot.views.subscriptions import follow
from nlp.schema import EventType
from store.figures import PlaceEvents, Present
from store.records import EventFilter, EventPage, PlaceSummary

_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive and the lists know of a place; `row` is None for a region or a country."""

    wanted: EventFilter
    label: str
    row: PlaceSummary | None
    names: tuple[str, ...]
    types: Mapping[EventType, int]
    present: Present
    inside: tuple[PlaceEvents, ...]
    span: tuple[date, date] | None
    latest: EventPage
    username: str = ""


def card(known: Known, texts: Texts) -> View:
    """The card with its buttons: the latest events, all of them, pictures, the point on the map, a subscription."""
    head = lines(
        texts.get("cards.name", name=known.label),
        _where(known.row, texts),
        texts.get("actors.aliases", names=figures.enumerated((clip(name, _NAME) for name in known.names), texts))
        if known.names
        else None,
    )
    told = lines(
        figures.by_type("cards.happened", known.types, texts) or texts.get("events.none", label=known.label),
        texts.get("cards.period", span=texts.span(*known.span)) if known.span else None,
        figures.ranked("cards.acting", known.present.sources, texts),
        figures.ranked("cards.targeted", known.present.targets, texts),
        figures.places("cards.mostly_at", known.inside, texts),
    )
    blocks = [head, told]
    if known.latest.events:
        blocks += [texts.get("actors.latest"), *(events.line(record, texts) for record in known.latest.events)]
    return View(PARAGRAPH.join(blocks[: fitting(blocks, MESSAGE_LENGTH)]), _rows(known, texts))


def _where(row: PlaceSummary | None, texts: Texts) -> Markup | None:
    """«Ninive · 36.240° 41.990°», as far as it is known."""
    if row is None:
        return None
    parts = [texts.isolated(clip(row.admin1, _NAME))] if row.admin1 else []
    if row.latitude is not None and row.longitude is not None:
        parts.append(str(texts.get("cards.one", name=f"{row.latitude:.3f}° {row.longitude:.3f}°")))
    return Markup("<i>{}</i>").format(" · ".join(parts)) if parts else None


def _rows(known: Known, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    token = filter_token(known.wanted)
    if not known.latest.events:
        return ()
    lies = known.row is not None and known.row.latitude is not None and known.row.longitude is not None
    point = (Choice(str(texts.get("cards.point")), point_token("p", known.row.id)),) if known.row and lies else ()
    return (
        *latest(known.latest.events, known.wanted, texts),
        (Choice(str(texts.get("cards.all_here")), f"e|{token}"), *point),
        (
            Choice(str(texts.get("pictures.map_button")), f"m|{token}"),
            Choice(str(texts.get("pictures.timeline_button")), f"t|{token}"),
            *follow(known.wanted, texts),
        ),
        *([shared] if (shared := share(known.username, _payload(known, token), texts)) else []),
    )


def _payload(known: Known, token: str) -> str | None:
    """Of a place its number, of a region or a country its filter."""
    return numbered("place", known.row.id) if known.row else for_filter(token)

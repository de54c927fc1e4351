"""The card of an event as a message: what happened, what other sources say of it, and where one may go from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.deep_links import numbered
from bot.local_names import shown_name
from bot.texts import Texts
from bot.views import events, evidence
from bot.views.buttons import filter_token
from bot.views.card_buttons import actor_token, article_token, event_token, place_token, point_token
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, size
from bot.views.names import actor_label
from bot.views.reports import reports
from bot.views.sharing import share
from nlp.schema import Place
from store.links import EventLinks
from store.neighbours import Neighbours
from store.records import EventFilter, EventRecord, PlaceSummary

_POINTS = 3  # places sent to the map at once, and places that have a button
_NAMED = 2  # doers, and sufferers, that have a button
_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Shown:
    """An event, its other reports, who and where it is about, and its neighbours in a list (None: its article).

    `username` is the bot's, for a link to the card.
    """

    record: EventRecord
    others: tuple[EventRecord, ...]
    links: EventLinks
    within: EventFilter | None
    beside: Neighbours
    username: str = ""


@dataclass(frozen=True, slots=True)
class Venue:
    """A point on the map (WGS84 degrees) with the words that stand under it."""

    latitude: float
    longitude: float
    title: str
    address: str


def card(shown: Shown, texts: Texts) -> View:
    """The card with its buttons: back and forth, why, map and article, then the actors and places."""
    text = events.card(shown.record, texts)
    told = reports(shown.record, shown.others, texts)
    if told and size(text) + size(told) + 2 * len(PARAGRAPH) <= MESSAGE_LENGTH:
        text = PARAGRAPH.join([text, told])
    rows = (
        _turning(shown, texts),
        _further(shown.record, texts),
        *_linked(shown.links, texts),
        share(shown.username, numbered("event", shown.record.id), texts),
    )
    return View(text, tuple(row for row in rows if row))


def venues(places: Sequence[Place], texts: Texts) -> tuple[Venue, ...]:
    """The points of an event's places that lie somewhere, the first three."""
    return tuple(
        Venue(place.latitude, place.longitude, _relative(place), _about(place, texts))
        for place in places
        if place.latitude is not None and place.longitude is not None
    )[:_POINTS]


def venue_of(place: PlaceSummary, texts: Texts) -> tuple[Venue, ...]:
    """The point of a place, nothing where it lies nowhere that is known."""
    if place.latitude is None or place.longitude is None:
        return ()
    country = texts.country(place.country) if place.country else ""
    about = ", ".join(part for part in (place.admin1, country) if part)
    name = clip(shown_name(place.name, place.key, texts), _TITLE)
    return (Venue(place.latitude, place.longitude, name, about or name),)


def _relative(place: Place) -> str:
    return clip(f"{place.relation} {place.name}" if place.relation else place.name, _TITLE)


def _about(place: Place, texts: Texts) -> str:
    """Country and precision; the name once more where nothing else is known, for Telegram wants an address."""
    parts = [texts.country(place.country) if place.country else ""]
    if place.uncertainty_km is not None:
        parts.append(str(texts.get("events.precision", km=texts.number(round(place.uncertainty_km))).unescape()))
    return ", ".join(part for part in parts if part) or clip(place.name, _TITLE)


def _turning(shown: Shown, texts: Texts) -> tuple[Choice, ...]:
    """Back, the list itself, forth; nothing where the event stands alone in its article."""
    choices = []
    if shown.beside.before is not None:
        choices.append(Choice(str(texts.get("cards.previous")), event_token(shown.beside.before, shown.within)))
    if shown.within is not None:
        choices.append(Choice(str(texts.get("cards.list")), f"e|{filter_token(shown.within)}"))
    if shown.beside.after is not None:
        choices.append(Choice(str(texts.get("cards.next")), event_token(shown.beside.after, shown.within)))
    return tuple(choices)


def _further(record: EventRecord, texts: Texts) -> tuple[Choice, ...]:
    choices = [evidence.choice(record.id, texts)]
    if any(place.latitude is not None and place.longitude is not None for place in record.event.places):
        choices.append(Choice(str(texts.get("cards.point")), point_token("e", record.id)))
    return (*choices, Choice(str(texts.get("cards.article")), article_token(record.article_id)))


def _linked(links: EventLinks, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    """A row with the actors and a row with the places."""
    actors = tuple(
        Choice(f"👤 {actor_label(one.name, one.key, texts)}", actor_token(one.id)) for one in links.actors[: 2 * _NAMED]
    )
    places = tuple(
        Choice(f"📌 {shown_name(one.name, one.key, texts)}", place_token(EventFilter(place_id=one.id)))
        for one in links.places[:_POINTS]
    )
    return actors[:_NAMED], actors[_NAMED:], places

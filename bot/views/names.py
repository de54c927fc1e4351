"""Names of places, countries and actors as a person reads them, and buttons that choose among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.local_names import region_called, shown_name
from bot.resolution import Resolution, filter_of, fits, joined, nameless
from bot.texts import Texts
from bot.views.buttons import filter_token
from bot.views.layout import Choice, View, clip, lines
from store.records import EventFilter, NameMatch, PlaceSummary, Role

NOTHING_ELSE = EventFilter()
_WIDTH = 60  # characters


def match_label(match: NameMatch, texts: Texts) -> str:
    """«Qayrawan (Irak)», «Ninive, région (Irak)», a country's name in the reader's language, an actor's name."""
    if match.kind == "country" and match.country:
        return texts.country(match.country)
    if match.kind == "region":
        name = region_called(match.name, match.country, texts)
        return _with_country(str(texts.get("places.region", name=name).unescape()), match.country, texts)
    if match.kind == "place":
        return _with_country(shown_name(match.name, match.key, texts), match.country, texts)
    return actor_label(match.name, match.key, texts)


def actor_label(name: str, key: str | None, texts: Texts) -> str:
    """The actor's name in the reader's language where the lists know it (`bot.local_names`)."""
    return texts.isolated(clip(shown_name(name, key, texts), _WIDTH))


def place_label(place: PlaceSummary, texts: Texts) -> str:
    """«Qayrawan (Irak)»."""
    return _with_country(shown_name(place.name, place.key, texts), place.country, texts)


def offer(
    typed: str, found: Resolution, texts: Texts, choice: Callable[[NameMatch], Choice], *, ask: str = "common.nearest"
) -> View:
    """What to say to a name that is not taken: what is known of it, and those it may mean as buttons.

    `ask` is the key of the question above the buttons.
    """
    if found.area is not None:
        head = texts.get("common.parts_of", label=match_label(found.area, texts))
        return View(head, tuple((choice(match),) for match in found.others))
    if found.unheard:
        known = [NameMatch(one.kind, None, one.name, 0.0, one.country, key=one.key) for one in found.unheard]
        head = texts.get("common.unheard", label=texts.listed(match_label(one, texts) for one in known))
    else:
        key = "common.several_names" if found.several else "common.unknown_name"
        head = texts.get(key, name=clip(typed, _WIDTH))
    rows = tuple((choice(match),) for match in found.others)
    if not rows:
        return View(head if found.unheard else lines(head, texts.get("common.no_nearest")))
    return View(head if found.several else lines(head, texts.get(ask)), rows)


def narrowed(base: EventFilter, match: NameMatch, role: Role | None = None) -> EventFilter:
    """The filter of a choice: what else was asked for, with the place or the actor chosen, who plays the role."""
    meant = filter_of(match)
    whole = joined(base if fits(base, meant) else nameless(base), meant)
    return replace(whole, role=(role or whole.role) if whole.actor_id is not None else None)


def event_choice(match: NameMatch, texts: Texts, base: EventFilter = NOTHING_ELSE, role: Role | None = None) -> Choice:
    """A button that shows the events of a place or an actor, of those that `base` keeps."""
    return Choice(match_label(match, texts), f"e|{filter_token(narrowed(base, match, role))}")


def also_choices(matches: Sequence[NameMatch], texts: Texts, base: EventFilter) -> tuple[Choice, ...]:
    """A button for each name that shows its events of those that `base` keeps: something else than what was shown."""
    return tuple(Choice(_also(match, texts), f"e|{filter_token(narrowed(base, match))}") for match in matches)


def _also(match: NameMatch, texts: Texts) -> str:
    key = "events.also_actor" if match.kind == "actor" else "events.also_place"
    return str(texts.get(key, label=match_label(match, texts)).unescape())


def _with_country(name: str, country: str | None, texts: Texts) -> str:
    shown = clip(name, _WIDTH)
    if not country or texts.country(country) == shown:
        return texts.isolated(shown)
    return f"{texts.isolated(shown)} ({texts.country(country)})"

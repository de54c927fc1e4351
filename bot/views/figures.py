"""Figures of cards in a line each: events by type, and who or where with how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from bot.filter_words import shown_kind
from bot.local_names import shown_name
from bot.texts import Texts
from bot.views.events import MARKERS
from bot.views.layout import clip
from nlp.schema import EventType
from store.figures import PlaceEvents
from store.summaries import ActorCount

_TYPES = 5  # types told one by one
_NAME = 50  # characters


def by_type(key: str, counts: Mapping[EventType, int], texts: Texts) -> Markup | None:
    """«A fait : 12 événements — 💥 attaque 7, 🔒 contrainte 3…»; None where there are none."""
    if not counts:
        return None
    told = [
        f"{MARKERS[kind]}\u00a0{shown_kind(kind, None, texts.lang)}\u00a0{texts.number(number)}"
        for kind, number in list(counts.items())[:_TYPES]
    ]
    total = sum(counts.values())
    return texts.get(
        key,
        total=texts.count("events.total", total),
        types=enumerated(told, texts) + ("…" if len(counts) > _TYPES else ""),
    )


def ranked(key: str, found: Sequence[ActorCount], texts: Texts) -> Markup | None:
    """«Contre : Daesh (12) /actor_5, …»; None where there is nobody."""
    return _counted(
        key, [(shown_name(one.name, one.key, texts), one.events, f"/actor_{one.id}") for one in found], texts
    )


def places(key: str, found: Sequence[PlaceEvents], texts: Texts) -> Markup | None:
    """«Surtout à : Qayrawan (12) /place_5, …»; None where it is nowhere."""
    return _counted(
        key, [(shown_name(one.name, one.key, texts), one.events, f"/place_{one.id}") for one in found], texts
    )


def _counted(key: str, found: Sequence[tuple[str, int, str]], texts: Texts) -> Markup | None:
    if not found:
        return None
    told = [
        texts.get("cards.counted", name=clip(name, _NAME), number=texts.number(number), link=link)
        for name, number, link in found
    ]
    return texts.get(key, names=enumerated(told, texts))


def enumerated(parts: Iterable[str], texts: Texts) -> Markup:
    """The parts with commas between them, each on its own where the writing's direction changes."""
    return Markup(texts.get("cards.comma")).join(texts.get("cards.one", name=part) for part in parts)

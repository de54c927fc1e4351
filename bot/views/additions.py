"""What further sources add to what was told here before: that they say so too, and other numbers of dead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.local_names import called
from bot.texts import Texts
from bot.views.events import MARKERS, kind, when
from bot.views.layout import clip, lines
from bot.views.told_by import named
from store.records import EventRecord

_NAME = 60  # characters of a place


@dataclass(frozen=True, slots=True)
class Addition:
    """New reports of a happening that the destination was told of, the most important first.

    `by` are the publishers that told it nothing of this yet; `killed` the dead as they were told last (None: not
    told) and the lowest and highest number now, where that is another one than any told.
    """

    records: tuple[EventRecord, ...]
    by: tuple[str, ...] = ()
    killed: tuple[int | None, int, int] | None = None


def worth_telling(added: Sequence[Addition], most: int) -> tuple[Addition, ...]:
    """Give those that add something, other numbers first; what a source only says again is passed over."""
    telling = [one for one in added if one.by or one.killed]
    return tuple(sorted(telling, key=lambda one: one.killed is None)[:most])


def addition(one: Addition, texts: Texts) -> Markup:
    """A happening with its place and days, who tells it too, and the number of dead then and now."""
    record = one.records[0]
    event = record.event
    place = [texts.isolated(clip(called(event.places[0], texts), _NAME))] if event.places else []
    number = texts.isolated(Markup(f"/event_{record.id}"))
    words = Markup(" · ").join([kind(event, texts), *place, when(record, texts), number])
    return lines(
        Markup("{} {}").format(MARKERS[event.type], words),
        texts.get("digest.confirmed", names=named(one.by, texts)) if one.by else None,
        _killed(one.killed, texts) if one.killed else None,
    )


def _killed(killed: tuple[int | None, int, int], texts: Texts) -> Markup:
    before, low, high = killed
    told = texts.number(before) if before is not None else str(texts.get("events.unknown").unescape())
    now = texts.number(low) if low == high else f"{texts.number(low)}–{texts.number(high)}"
    return texts.get("digest.changed_killed", before=told, after=now)

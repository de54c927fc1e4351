"""A digest: new events under headings of place and day, in as few messages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import Texts
from bot.views import events
from bot.views.layout import PARAGRAPH, View, clip, lines, split
from store.records import EventRecord

_NAME = 60  # characters of a place in a heading


@dataclass(frozen=True, slots=True)
class Group:
    """Events that happened at one place (None: not told) in the same days."""

    place: str | None
    events: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a digest and the numbers of the events that it tells."""

    view: View
    event_ids: tuple[int, ...]


def title(label: str | None, count: int, texts: Texts) -> Markup:
    """The heading of a digest: what it is about (None: everything) and how much is new."""
    name = texts.get("digest.title", label=clip(label, _NAME)) if label else texts.get("digest.title_all")
    return lines(name, texts.count("digest.new", count))


def messages(head: Markup, groups: Sequence[Group], others: int, texts: Texts) -> tuple[Part, ...]:
    """The head, the groups and «et 37 autres» as messages that Telegram takes, cut between events only."""
    blocks, ids = [head], [0]
    for group in groups:
        for place, record in enumerate(group.events):
            told = events.line(record, texts, day=False, place=False)
            blocks.append(told if place else lines(_heading(group, texts), told))
            ids.append(record.id)
    if others:
        blocks.append(texts.count("digest.others", others))
        ids.append(0)
    parts, done = [], 0
    for part in split(blocks):
        numbers = ids[done : done + len(part)]
        parts.append(Part(View(PARAGRAPH.join(part)), tuple(number for number in numbers if number)))
        done += len(part)
    return tuple(parts)


def _heading(group: Group, texts: Texts) -> Markup:
    place = texts.isolated(clip(group.place, _NAME)) if group.place else texts.get("digest.no_place")
    return Markup("<b>📍 {} · {}</b>").format(place, events.when(group.events[0], texts))

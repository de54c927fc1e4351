"""Corrections: events that were told here, and that a person or a new reading has changed or taken away since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.local_names import called
from bot.texts import Texts
from bot.views.events import MARKERS, kind, when
from bot.views.layout import clip, lines
from nlp.schema import Actor, EventType, Place
from store.facts import Facts, facts_of, facts_of_text
from store.records import Correction, EventRecord

_NAME, _NAMES = 60, 3  # characters of a name, and names shown


def correction(one: Correction, texts: Texts) -> Markup:
    """What an event was told as and what it is now, fact by fact, with its number."""
    event = one.record.event
    place = [clip(called(event.places[0], texts), _NAME)] if event.places and "places" not in one.changed else []
    head = Markup("{} {}").format(
        MARKERS[event.type],
        Markup(" · ").join(
            [kind(event, texts), *map(texts.isolated, place), texts.isolated(f"/event_{one.record.id}")]
        ),
    )
    before, after = facts_of_text(one.told.facts or ""), facts_of(event)
    assert before is not None, "a correction is made of facts that were kept"
    return lines(head, *_numbers(one, before, after, texts), *_words(one, before, after, texts), *_named(one, texts))


def withdrawn(record: EventRecord, texts: Texts) -> Markup:
    """An event that is no more, as it was: what, where and when, without a link, for there is no card of it."""
    event = record.event
    place = [texts.isolated(clip(called(event.places[0], texts), _NAME))] if event.places else []
    words = [kind(event, texts), *place, when(record, texts)]
    toll = [texts.count("events.killed", event.killed.value)] if event.killed and event.killed.value else []
    return Markup("{} {}").format(MARKERS[event.type], Markup(" · ").join([*words, *toll]))


def _numbers(one: Correction, before: Facts, after: Facts, texts: Texts) -> list[Markup]:
    found = []
    if "killed" in one.changed:
        told = (_number(count, texts) for count in (before.killed, after.killed))
        found.append(texts.get("digest.changed_killed", **_pair(*told)))
    if "wounded" in one.changed:
        told = (_number(count, texts) for count in (before.wounded, after.wounded))
        found.append(texts.get("digest.changed_wounded", **_pair(*told)))
    if {"starts", "ends"} & set(one.changed):
        days = (_days(facts, texts) for facts in (before, after))
        found.append(texts.get("digest.changed_days", **_pair(*days)))
    return found


def _words(one: Correction, before: Facts, after: Facts, texts: Texts) -> list[Markup]:
    found = []
    if "status" in one.changed:
        states = (texts.get(f"events.status_{facts.status}") for facts in (before, after))
        found.append(texts.get("digest.changed_status", **_pair(*states)))
    if "mode" in one.changed:
        modes = (_mode(one.record.event.type, facts.mode, texts) for facts in (before, after))
        found.append(texts.get("digest.changed_mode", **_pair(*modes)))
    return found


def _named(one: Correction, texts: Texts) -> list[Markup]:
    """Whom and where it is of now: of what was told before only whether it is the same is known."""
    event, found = one.record.event, []
    if "places" in one.changed:
        found.append(texts.get("digest.changed_places", after=_names(event.places, texts)))
    if "sources" in one.changed:
        found.append(texts.get("digest.changed_sources", after=_names(event.sources, texts)))
    if "targets" in one.changed:
        found.append(texts.get("digest.changed_targets", after=_names(event.targets, texts)))
    return found


def _pair(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after}


def _number(count: str, texts: Texts) -> str:
    return texts.number(int(count)) if count else str(texts.get("events.unknown").unescape())


def _days(facts: Facts, texts: Texts) -> str:
    starts, ends = (date.fromisoformat(day) if day else None for day in (facts.starts, facts.ends))
    return texts.span(starts, ends)


def _mode(type: EventType, mode: str, texts: Texts) -> str:
    key = f"types.{type}.{mode}"
    return str(texts.get(key if texts.has(key) else f"types.{type}").unescape())


def _names(named: Sequence[Actor] | Sequence[Place], texts: Texts) -> str:
    if not named:
        return str(texts.get("events.unknown").unescape())
    shown = texts.listed(clip(called(one, texts), _NAME) for one in named[:_NAMES])
    return shown + "…" if len(named) > _NAMES else shown

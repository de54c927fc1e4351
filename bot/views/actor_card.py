"""The card of an actor: who it is, what it did and suffered, with whom and against whom, its latest events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.deep_links import numbered
from bot.texts import Texts
from bot.views import events, figures
from bot.views.buttons import filter_token
from bot.views.latest import latest
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, fitting, lines
from bot.views.names import actor_label
from bot.views.sharing import share
from bot.views.subscriptions import follow
from store.figures import Deeds, Others, PlaceEvents
from store.records import ActorSummary, EventFilter, EventPage, Role

_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive and the lists know of an actor; `span` holds its first and last day."""

    actor: ActorSummary
    names: tuple[str, ...]
    deeds: Deeds
    others: Others
    places: tuple[PlaceEvents, ...]
    span: tuple[date, date] | None
    latest: EventPage
    username: str = ""


def card(known: Known, texts: Texts) -> View:
    """The card with its buttons: the latest events, all of them by role, pictures, a subscription."""
    head = lines(
        texts.get("cards.name", name=actor_label(known.actor.name, known.actor.key, texts)),
        _sort(known.actor, texts),
        _names(known.names, texts),
    )
    blocks = [part for part in (head, _figures(known, texts)) if part]
    if known.latest.events:
        blocks += [texts.get("actors.latest"), *(events.line(record, texts) for record in known.latest.events)]
    return View(PARAGRAPH.join(blocks[: fitting(blocks, MESSAGE_LENGTH)]), _rows(known, texts))


def _figures(known: Known, texts: Texts) -> Markup:
    if not known.actor.named:
        # What «hommes» of one article did says nothing of those of another.
        return texts.get("cards.a_word")
    return lines(
        figures.by_type("cards.did", known.deeds.did, texts),
        figures.by_type("cards.suffered", known.deeds.suffered, texts),
        texts.get("cards.period", span=texts.span(*known.span)) if known.span else None,
        figures.ranked("cards.partners", known.others.partners, texts),
        figures.ranked("cards.against", known.others.targets, texts),
        figures.ranked("cards.opponents", known.others.opponents, texts),
        figures.places("cards.mostly_at", known.places, texts),
    )


def _sort(actor: ActorSummary, texts: Texts) -> Markup | None:
    """«Groupe armé · Irak», as far as it is known."""
    parts = [str(texts.get(f"cards.kind_{actor.kind}").unescape())] if actor.kind else []
    if actor.country:
        parts.append(texts.country(actor.country))
    return Markup("<i>{}</i>").format(" · ".join(parts)) if parts else None


def _names(names: tuple[str, ...], texts: Texts) -> Markup | None:
    if not names:
        return None
    return texts.get("actors.aliases", names=figures.enumerated((clip(name, _NAME) for name in names), texts))


def _rows(known: Known, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    wanted = EventFilter(actor_id=known.actor.id)
    token = filter_token(wanted)
    if not known.latest.events:
        return ()
    roles = tuple(
        Choice(str(texts.get(f"queries.role_{role.value}")), f"e|{filter_token(replace(wanted, role=role))}")
        for role, counts in ((Role.SOURCE, known.deeds.did), (Role.TARGET, known.deeds.suffered))
        if counts
    )
    return (
        *latest(known.latest.events, wanted, texts),
        (Choice(str(texts.get("actors.all_events")), f"e|{token}"), *(roles if len(roles) > 1 else ())),
        (
            Choice(str(texts.get("pictures.timeline_button")), f"t|{token}"),
            Choice(str(texts.get("pictures.map_button")), f"m|{token}"),
            *follow(wanted, texts),
        ),
        *([shared] if (shared := share(known.username, numbered("actor", known.actor.id), texts)) else []),
    )

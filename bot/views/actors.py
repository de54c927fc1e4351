"""Actors as a list, most active first, and as a card."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts import Texts
from bot.views import events
from bot.views.buttons import filter_token
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, fitting, lines
from store.records import ActorSummary, EventFilter, EventPage

_NAME, _ALIASES = 60, 8


def page(found: list[ActorSummary], total: int, texts: Texts, *, offset: int = 0) -> View:
    """Actors with how often they acted and were targeted, and a button for the next ones."""
    if not found:
        return View(texts.get("actors.none"))
    shown = offset + len(found)
    head = texts.get("actors.title")
    if total > len(found):
        head = lines(head, texts.get("common.shown", first=offset + 1, last=shown, total=texts.number(total)))
    rows = ((Choice(str(texts.get("common.more")), f"a|{shown}"),),) if shown < total else ()
    return View(PARAGRAPH.join([head, *(_line(actor, texts) for actor in found)]), rows)


def card(actor: ActorSummary, latest: EventPage, texts: Texts) -> View:
    """One actor: its counts by role, its other names, its latest events and a button for all of them."""
    aliases = [clip(alias, _NAME) for alias in actor.aliases if alias != actor.name]
    head = lines(
        Markup("<b>{}</b>").format(texts.isolated(clip(actor.name, _NAME))),
        _counts(actor, texts),
        texts.get("actors.aliases", names=texts.listed(aliases[:_ALIASES])) if aliases else None,
    )
    if not latest.events:
        return View(head)
    blocks = [head, texts.get("actors.latest"), *(events.line(record, texts) for record in latest.events)]
    blocks = blocks[: fitting(blocks, MESSAGE_LENGTH)]
    token = filter_token(EventFilter(actor_id=actor.id))
    rows = ((Choice(str(texts.get("actors.all_events")), f"e|{token}"),),) if latest.next else ()
    return View(PARAGRAPH.join(blocks), rows)


def _line(actor: ActorSummary, texts: Texts) -> Markup:
    return lines(
        Markup("<b>{}</b>").format(texts.isolated(clip(actor.name, _NAME))),
        Markup("{} · {}").format(_counts(actor, texts), texts.isolated(f"/actor_{actor.id}")),
    )


def _counts(actor: ActorSummary, texts: Texts) -> Markup:
    return Markup(" · ").join(
        [texts.count("actors.as_source", actor.as_source), texts.count("actors.as_target", actor.as_target)]
    )

"""Actors as a list, most active first."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import PARAGRAPH, Choice, View, lines
from bot.views.names import actor_label
from store.records import ActorSummary


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


def _line(actor: ActorSummary, texts: Texts) -> Markup:
    return lines(
        Markup("<b>{}</b>").format(actor_label(actor.name, actor.key, texts)),
        Markup("{} · {}").format(_counts(actor, texts), texts.isolated(f"/actor_{actor.id}")),
    )


def _counts(actor: ActorSummary, texts: Texts) -> Markup:
    return Markup(" · ").join(
        [texts.count("actors.as_source", actor.as_source), texts.count("actors.as_target", actor.as_target)]
    )

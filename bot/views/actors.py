"""Actors as a list, most active first."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts import Texts
from bot.views.buttons import ranked_token
from bot.views.layout import PARAGRAPH, Choice, View, lines
from bot.views.names import actor_label
from store.records import ActorSummary, Ranked


def page(found: Ranked[ActorSummary], texts: Texts, *, offset: int = 0) -> View:
    """Actors with how often they acted and were targeted, and a button for the next ones."""
    if not found.entries:
        return View(texts.get("actors.none"))
    shown = offset + len(found.entries)
    head = texts.get("actors.title")
    if found.total > len(found.entries):
        counted = {"first": texts.number(offset + 1), "last": texts.number(shown), "total": texts.number(found.total)}
        head = lines(head, texts.get("common.shown", **counted))
    more = str(texts.get("common.more"))
    rows = ((Choice(more, ranked_token("a", found.next, shown)),),) if found.next else ()
    return View(PARAGRAPH.join([head, *(_line(actor, texts) for actor in found.entries)]), rows)


def _line(actor: ActorSummary, texts: Texts) -> Markup:
    return lines(
        Markup("<b>{}</b>").format(actor_label(actor.name, actor.key, texts)),
        Markup("{} · {}").format(_counts(actor, texts), texts.isolated(f"/actor_{actor.id}")),
    )


def _counts(actor: ActorSummary, texts: Texts) -> Markup:
    return Markup(" · ").join(
        [texts.count("actors.as_source", actor.as_source), texts.count("actors.as_target", actor.as_target)]
    )

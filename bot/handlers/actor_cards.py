"""/actor: one actor in detail, by its name, its number or a button."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.events
import store.figures
from bot import known_aliases
from bot.handlers.answering import Handler, Talk, button, command, numbered
from bot.local_names import shown_name
from bot.resolution import find_actor
from bot.views import actor_card as view
from bot.views.card_buttons import actor_token, read_actor
from bot.views.layout import Choice, View
from bot.views.names import match_label, offer
from store.records import EventFilter

LATEST = 5  # events shown on a card


async def actor(talk: Talk, words: str) -> View:
    """The card of the actor of this name; those whom the name may mean as buttons."""
    if not words:
        return View(talk.texts.get("cards.actor_usage"))
    if words.isdecimal() and len(words) < 19:
        return await by_number(talk, words)
    async with talk.services.database.read() as session:
        found = await find_actor(session, words)
        if found.match is not None and found.match.id is not None:
            return await card(session, talk, found.match.id)
    return offer(words, found, talk.texts, lambda one: Choice(match_label(one, talk.texts), actor_token(one.id or 0)))


async def by_number(talk: Talk, words: str) -> View:
    """The card of an actor by its number."""
    async with talk.services.database.read() as session:
        return await card(session, talk, int(words))


async def pressed(talk: Talk, data: str) -> View:
    """The card that a button asks for."""
    async with talk.services.database.read() as session:
        return await card(session, talk, read_actor(data))


async def card(session: AsyncSession, talk: Talk, actor_id: int) -> View:
    """The card of an actor, or that there is none of this number."""
    summary = await store.actors.get(session, actor_id)
    if summary is None:
        return View(talk.texts.get("actors.not_found", number=actor_id))
    wanted = EventFilter(actor_id=actor_id)
    listed = await asyncio.to_thread(known_aliases.of_actor, summary.key)
    known = view.Known(
        actor=summary,
        names=known_aliases.names_to_show(shown_name(summary.name, summary.key, talk.texts), summary.aliases, listed),
        deeds=await store.figures.deeds_of(session, actor_id),
        others=await store.figures.others_of(session, actor_id),
        places=await store.figures.places_of(session, actor_id),
        span=await store.figures.first_and_last(session, wanted),
        latest=await store.events.page(session, wanted, limit=LATEST),
        username=talk.username,
    )
    talk.services.recent.remember(talk.chat.id, wanted)
    return view.card(known, talk.texts)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("actor", actor), numbered("actor", by_number), button("ac", pressed)]

"""/actors: who acts and who is targeted, and one actor in detail."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.events
from bot.handlers.answering import Handler, Talk, button, command, numbered
from bot.handlers.events import unknown_name
from bot.handlers.queries import answer, typed
from bot.query_slots import Intent, Query
from bot.resolution import find_actor
from bot.views import actors as view
from bot.views.buttons import read_offset
from bot.views.layout import View
from store.records import EventFilter

PAGE = 10
LATEST = 3  # events shown on an actor's card


async def actors(talk: Talk, words: str) -> View:
    """The most active actors; with a name, that actor; with filters, who did it or to whom it was done."""
    if words:
        understood = await typed(talk, words)
        if understood.query != Query(name=understood.query.name):
            return await answer(talk, replace(understood, query=replace(understood.query, intent=Intent.ACTORS)))
    async with talk.services.database.read() as session:
        if not words:
            return await _page(session, talk, 0)
        found = await find_actor(session, words)
        if found.match is None or found.match.id is None:
            return unknown_name(words, found, talk.texts)
        return await _card(session, talk, found.match.id)


async def actor(talk: Talk, words: str) -> View:
    """The card of an actor by its number."""
    async with talk.services.database.read() as session:
        return await _card(session, talk, int(words))


async def more(talk: Talk, data: str) -> View:
    """The actors after those shown."""
    async with talk.services.database.read() as session:
        return await _page(session, talk, read_offset(data))


async def _page(session: AsyncSession, talk: Talk, offset: int) -> View:
    found, total = await store.actors.page(session, offset=offset, limit=PAGE)
    return view.page(found, total, talk.texts, offset=offset)


async def _card(session: AsyncSession, talk: Talk, actor_id: int) -> View:
    summary = await store.actors.get(session, actor_id)
    if summary is None:
        return View(talk.texts.get("actors.not_found", number=actor_id))
    latest = await store.events.page(session, EventFilter(actor_id=actor_id), limit=LATEST)
    return view.card(summary, latest, talk.texts)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("actors", actors), numbered("actor", actor), button("a", more, once=True)]

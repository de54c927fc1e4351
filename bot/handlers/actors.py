"""/actors: who acts and who is targeted; with a name, that actor's card."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
from bot.handlers.actor_cards import card
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.events import unknown_name
from bot.handlers.queries import answer, typed
from bot.query_slots import Intent, Query
from bot.resolution import find_actor
from bot.views import actors as view
from bot.views.buttons import read_ranked
from bot.views.layout import View
from store.records import Rank

PAGE = 10


async def actors(talk: Talk, words: str) -> View:
    """The most active actors; with a name, that actor; with filters, who did it or to whom it was done."""
    if words:
        understood = await typed(talk, words)
        if understood.query != Query(name=understood.query.name):
            return await answer(talk, replace(understood, query=replace(understood.query, intent=Intent.ACTORS)))
    async with talk.services.database.read() as session:
        if not words:
            return await _page(session, talk)
        found = await find_actor(session, words)
        if found.match is None or found.match.id is None:
            return unknown_name(words, found, talk.texts)
        return await card(session, talk, found.match.id)


async def more(talk: Talk, data: str) -> View:
    """The actors after those shown."""
    after, shown = read_ranked(data)
    async with talk.services.database.read() as session:
        return await _page(session, talk, after, shown)


async def _page(session: AsyncSession, talk: Talk, after: Rank | None = None, shown: int = 0) -> View:
    found = await store.actors.page(session, after=after, limit=PAGE)
    return view.page(found, talk.texts, offset=shown)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("actors", actors), button("a", more, once=True)]

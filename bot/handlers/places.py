"""/places: where something happened, most events first."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import store.places
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.queries import events
from bot.views import places as view
from bot.views.buttons import read_ranked
from bot.views.layout import View
from store.records import Rank

PAGE = 20  # places take one line each


async def places(talk: Talk, words: str) -> View:
    """The places with most events; with a name, that place's events."""
    if words:
        return await events(talk, words)
    async with talk.services.database.read() as session:
        return await _page(session, talk)


async def more(talk: Talk, data: str) -> View:
    """The places after those shown."""
    after, shown = read_ranked(data)
    async with talk.services.database.read() as session:
        return await _page(session, talk, after, shown)


async def _page(session: AsyncSession, talk: Talk, after: Rank | None = None, shown: int = 0) -> View:
    found = await store.places.page(session, after=after, limit=PAGE)
    return view.page(found, talk.texts, offset=shown)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("places", places), button("p", more, once=True)]

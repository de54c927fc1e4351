"""/places: where something happened, most events first."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import store.places
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.queries import events
from bot.views import places as view
from bot.views.buttons import read_offset
from bot.views.layout import View

PAGE = 20  # places take one line each


async def places(talk: Talk, words: str) -> View:
    """The places with most events; with a name, that place's events."""
    if words:
        return await events(talk, words)
    async with talk.services.database.read() as session:
        return await _page(session, talk, 0)


async def more(talk: Talk, data: str) -> View:
    """The places after those shown."""
    async with talk.services.database.read() as session:
        return await _page(session, talk, read_offset(data))


async def _page(session: AsyncSession, talk: Talk, offset: int) -> View:
    found, total = await store.places.page(session, offset=offset, limit=PAGE)
    return view.page(found, total, talk.texts, offset=offset)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("places", places), button("p", more, once=True)]

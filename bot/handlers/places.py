"""/places: where something happened, most events first."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import store.places
import store.series
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.events import label_of, unknown_name
from bot.handlers.place_cards import card
from bot.handlers.queries import typed
from bot.query_slots import Understood
from bot.views import places as view
from bot.views import queries
from bot.views.buttons import read_ranked
from bot.views.layout import View
from bot.wanted import wanted_of
from store.records import EventFilter, Rank

PAGE = 20  # places take one line each
_WHERE = ("place_id", "country", "region")


async def places(talk: Talk, words: str) -> View:
    """The places with most events; of a place its card; of an actor or with filters where most of it happened."""
    if words:
        return await _asked(talk, await typed(talk, words))
    async with talk.services.database.read() as session:
        return await _page(session, talk)


async def _asked(talk: Talk, understood: Understood) -> View:
    async with talk.services.database.read() as session:
        wanted = await wanted_of(session, understood.query, lang=talk.texts.lang)
        remarks = queries.remarks((*understood.unread, *wanted.unread), talk.texts)
        if wanted.unknown is not None:
            unknown = wanted.unknown
            return queries.above(unknown_name(unknown.typed, unknown.found, talk.texts, wanted.filter), remarks)
        if wanted.filter == EventFilter():  # nothing of the words was understood
            shown = await _page(session, talk)
        elif wanted.filter == EventFilter(**{name: getattr(wanted.filter, name) for name in _WHERE}):
            shown = await card(session, talk, wanted.filter)
        else:
            label = await label_of(session, wanted.filter, talk.texts)
            found = await store.series.by_place(session, wanted.filter, limit=PAGE)
            shown = View(view.ranking(found, label, talk.texts), (queries.facets(wanted.filter, talk.texts),))
    return queries.above(shown, remarks)


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

"""/article: the stored text of an article with its events marked in it, page by page."""

from __future__ import annotations

import asyncio
import re

from sqlalchemy.ext.asyncio import AsyncSession

import store.articles
from bot.handlers.answering import Handler, Talk, button, command, numbered
from bot.handlers.turning import turning
from bot.views import article as view
from bot.views.card_buttons import read_article
from bot.views.layout import View


async def article(talk: Talk, words: str) -> View:
    """The first page of an article by its number."""
    number = re.fullmatch(r"(?:#|n°\s?)?0*(\d{1,18})", words.strip())
    if not number:
        return View(talk.texts.get("cards.article_usage"))
    async with talk.services.database.read() as session:
        shown = await _page(session, talk, int(number.group(1)), 0)
    return shown or View(talk.texts.get("cards.article_not_found", number=number.group(1)))


async def turned(talk: Talk, data: str) -> View:
    """The page that a button asks for; ValueError where the article or the page is gone."""
    number, at = read_article(data)
    async with talk.services.database.read() as session:
        shown = await _page(session, talk, number, at)
    if shown is None:
        raise ValueError(f"no article {number}")
    return shown


async def _page(session: AsyncSession, talk: Talk, number: int, at: int) -> View | None:
    found = await store.articles.get(session, number)
    if found is None:
        return None
    events = await store.articles.events_of(session, number)
    return await asyncio.to_thread(view.page, found, events, at, talk.texts)  # 200 kB take a second to cut


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("article", article), numbered("article", article), button("ao", turned), turning("ar", turned)]

"""/place: one place, region or country in detail, by its name, its number or a button."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

import store.events
import store.figures
import store.places
from bot import known_aliases
from bot.handlers.answering import Handler, Talk, button, command, numbered
from bot.handlers.events import label_of
from bot.local_names import shown_name
from bot.resolution import filter_of, resolve
from bot.views import place_card as view
from bot.views.card_buttons import place_token, read_place
from bot.views.layout import Choice, View
from bot.views.names import match_label, offer
from store.records import EventFilter

LATEST = 5  # events shown on a card


async def place(talk: Talk, words: str) -> View:
    """The card of the place of this name; those that the name may mean as buttons."""
    if not words:
        return View(talk.texts.get("cards.place_usage"))
    if words.isdecimal() and len(words) < 19:
        return await by_number(talk, words)
    async with talk.services.database.read() as session:
        found = await resolve(session, words, "place")
        if found.match is not None:
            return await card(session, talk, filter_of(found.match))
    return offer(
        words, found, talk.texts, lambda one: Choice(match_label(one, talk.texts), place_token(filter_of(one)))
    )


async def by_number(talk: Talk, words: str) -> View:
    """The card of a place by its number."""
    async with talk.services.database.read() as session:
        if await store.places.get(session, int(words)) is None:
            return View(talk.texts.get("places.not_found", number=words))
        return await card(session, talk, EventFilter(place_id=int(words)))


async def pressed(talk: Talk, data: str) -> View:
    """The card that a button asks for."""
    async with talk.services.database.read() as session:
        return await card(session, talk, read_place(data))


async def card(session: AsyncSession, talk: Talk, wanted: EventFilter) -> View:
    """The card of a place, a region or a country; ValueError where it is no longer there."""
    label = await label_of(session, wanted, talk.texts)
    assert label is not None
    row = await store.places.get(session, wanted.place_id) if wanted.place_id is not None else None
    key = row.key if row else f"country:{wanted.country}" if wanted.country else None
    listed = await asyncio.to_thread(known_aliases.of_place, key)
    own = shown_name(row.name, row.key, talk.texts) if row else label
    names = known_aliases.names_to_show(own, row.aliases if row else (), listed)
    inside = () if row else await store.figures.busiest_in(session, wanted)
    known = view.Known(
        wanted=wanted,
        label=label,
        row=row,
        names=names,
        types=await store.figures.types_at(session, wanted),
        present=await store.figures.present_at(session, wanted),
        inside=inside,
        span=await store.figures.first_and_last(session, wanted),
        latest=await store.events.page(session, wanted, limit=LATEST),
        username=talk.username,
    )
    talk.services.recent.remember(talk.chat.id, wanted)
    return view.card(known, talk.texts)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("place", place), numbered("place", by_number), button("pc", pressed)]

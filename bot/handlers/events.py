"""/events, /event, and the buttons that lead on from a page of events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.events
import store.places
from bot.handlers.answering import Handler, Talk, button, command, numbered
from bot.resolution import Resolution, filter_of, resolve
from bot.texts import Texts
from bot.views import events as view
from bot.views.buttons import read_page
from bot.views.layout import View, clip
from bot.views.names import event_choice, event_choices, match_label, offer, place_label
from store.records import Cursor, EventFilter, NameMatch

PAGE = 10  # events a page: what a phone shows in two or three screens
_TYPED = 60  # characters shown of what was typed


async def events(talk: Talk, words: str) -> View:
    """The latest events of a place, a country or an actor; of everything without words."""
    async with talk.services.database.read() as session:
        if not words:
            return await _page(session, talk, EventFilter(), None)
        found = await resolve(session, words)
        if found.match is None:
            return unknown_name(words, found, talk.texts)
        return await _page(
            session, talk, filter_of(found.match), match_label(found.match, talk.texts), also=found.others
        )


async def event(talk: Talk, words: str) -> View:
    """The card of one event by its number."""
    number = re.fullmatch(r"(?:#|n°\s?)?0*(\d{1,18})", words.strip())
    if not number:
        return View(talk.texts.get("events.usage"))
    async with talk.services.database.read() as session:
        record = await store.events.get(session, int(number.group(1)))
    if record is None:
        return View(talk.texts.get("events.not_found", number=number.group(1)))
    return View(view.card(record, talk.texts))


async def place(talk: Talk, words: str) -> View:
    """The events of a place by its number."""
    async with talk.services.database.read() as session:
        found = await store.places.get(session, int(words))
        if found is None:
            return View(talk.texts.get("places.not_found", number=words))
        return await _page(session, talk, EventFilter(place_id=found.id), place_label(found, talk.texts))


async def more(talk: Talk, data: str) -> View:
    """The page that a button asks for."""
    wanted, after, offset = read_page(data)
    async with talk.services.database.read() as session:
        label = await label_of(session, wanted, talk.texts)
        return await _page(session, talk, wanted, label, after=after, offset=offset)


def unknown_name(typed: str, found: Resolution, texts: Texts) -> View:
    """What to say to a name that is not taken: those it may mean as buttons that show their events."""
    return offer(typed, found, texts, lambda match: event_choice(match, texts))


async def label_of(session: AsyncSession, wanted: EventFilter, texts: Texts) -> str | None:
    """The name of what a filter keeps, None for everything; ValueError where it is no longer there."""
    if wanted.place_id is not None:
        found = await store.places.get(session, wanted.place_id)
        if found is None:
            raise ValueError(f"no place {wanted.place_id}")
        return place_label(found, texts)
    if wanted.actor_id is not None:
        actor = await store.actors.get(session, wanted.actor_id)
        if actor is None:
            raise ValueError(f"no actor {wanted.actor_id}")
        return clip(actor.name, _TYPED)
    if wanted.region is not None:
        return await _region_label(session, wanted.region, texts)
    return texts.country(wanted.country) if wanted.country else None


async def _region_label(session: AsyncSession, region: str, texts: Texts) -> str:
    name = await store.places.region_name(session, region)
    if name is None:
        raise ValueError(f"no region {region}")
    return match_label(NameMatch("region", None, name, 0.0, region.partition("/")[0], region), texts)


async def _page(
    session: AsyncSession,
    talk: Talk,
    wanted: EventFilter,
    label: str | None,
    *,
    after: Cursor | None = None,
    offset: int = 0,
    also: Sequence[NameMatch] = (),
) -> View:
    found = await store.events.page(session, wanted, after=after, limit=PAGE)
    others = event_choices(also, talk.texts, also=True)
    return view.page(found, label, wanted, talk.texts, offset=offset, also=others)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("events", events),
        command("event", event),
        numbered("event", event),
        numbered("place", place),
        button("e", more, once=True),
    ]

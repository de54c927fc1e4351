"""/event: the card of one event, through its list or its article by button, and points on the map."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

import store.events
import store.links
import store.neighbours
import store.pins
import store.places
import store.reports
from bot.handlers.answering import Context, Handler, Talk, command, numbered
from bot.handlers.media import Reply, media_button, thread_of
from bot.handlers.turning import turning
from bot.views import event_card as view
from bot.views.card_buttons import read_event, read_point
from bot.views.layout import View
from store.neighbours import Neighbours
from store.records import EventFilter, EventRecord


async def event(talk: Talk, words: str) -> View:
    """The card of one event by its number."""
    number = re.fullmatch(r"(?:#|n°\s?)?0*(\d{1,18})", words.strip())
    if not number:
        return View(talk.texts.get("events.usage"))
    async with talk.services.database.read() as session:
        record = await store.events.get(session, int(number.group(1)))
        if record is None:
            return View(talk.texts.get("events.not_found", number=number.group(1)))
        within, beside = await _list_of(session, talk, record)
        return await _card(session, talk, record, within, beside)


async def turned(talk: Talk, data: str) -> View:
    """The card that a button asks for; ValueError where the event is gone."""
    number, within = read_event(data)
    async with talk.services.database.read() as session:
        record = await store.events.get(session, number)
        if record is None:
            raise ValueError(f"no event {number}")
        beside = await store.neighbours.in_list(session, within, record) if within is not None else None
        if beside is None:  # read again meanwhile, it may have left the list
            within, beside = None, await store.neighbours.in_article(session, record)
        return await _card(session, talk, record, within, beside)


async def _list_of(session: AsyncSession, talk: Talk, record: EventRecord) -> tuple[EventFilter | None, Neighbours]:
    """The latest of the chat's lists that holds the event, and what stands beside it there; or those of its article."""
    for wanted in talk.services.recent.of(talk.chat.id):
        if (beside := await store.neighbours.in_list(session, wanted, record)) is not None:
            return wanted, beside
    return None, await store.neighbours.in_article(session, record)


async def _card(
    session: AsyncSession, talk: Talk, record: EventRecord, within: EventFilter | None, beside: Neighbours
) -> View:
    record = await store.pins.with_pins(session, record)
    others = await store.reports.reports_of(session, record)
    links = await store.links.links_of(session, record.id)
    return view.card(view.Shown(record, others, links, within, beside, talk.username), talk.texts)


async def point(talk: Talk, data: str) -> Reply:
    """The point on the map that a button asks for; ValueError where what it shows is gone or lies nowhere."""
    kind, number = read_point(data)
    async with talk.services.database.read() as session:
        venues = await _venues(session, talk, kind, number)
    if not venues:
        raise ValueError(f"no point: {data!r}")

    async def deliver(update: Update, context: Context) -> None:
        chat = update.effective_chat
        assert chat is not None
        for venue in venues:
            await chat.send_venue(
                venue.latitude, venue.longitude, venue.title, venue.address, message_thread_id=thread_of(update)
            )

    return deliver


async def _venues(session: AsyncSession, talk: Talk, kind: str, number: int) -> tuple[view.Venue, ...]:
    if kind == "e":
        record = await store.events.get(session, number)
        if record is None:
            return ()
        return view.venues((await store.pins.with_pins(session, record)).event.places, talk.texts)
    found = await store.places.get(session, number)
    return view.venue_of(found, talk.texts) if found else ()


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("event", event), numbered("event", event), turning("v", turned), media_button("vn", point)]

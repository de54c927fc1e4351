"""/timeline and /map: the events of the words after the command as a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.constants import ChatAction, ParseMode

import store.events
import store.series
from bot.drawing import DrawingFailedError, Picture
from bot.handlers.answering import Context, Handler, Talk, asked_in, send
from bot.handlers.asking import Asked, asked, pressed
from bot.handlers.events import parts_of
from bot.handlers.media import Ask, Reply, media_button, media_command, thread_of
from bot.texts import Texts
from bot.views.buttons import filter_token
from bot.views.layout import Choice, View
from bot.views.pictures import timeline
from bot.views.pictures_captions import caption, keyboard
from bot.views.pictures_places import events_map
from bot.views.pictures_shapes import Map, Timeline
from bot.views.queries import without_choices
from store.records import EventFilter

_UPLOAD_S = 60.0  # for some 100 to 500 kB over a slow line

Compose = Callable[[AsyncSession, Talk, Asked], Awaitable[Timeline | Map | None]]


async def _timeline(session: AsyncSession, talk: Talk, wanted: Asked) -> Timeline | None:
    counts = await store.series.by_day(session, wanted.wanted)
    return await asyncio.to_thread(timeline, counts, wanted.label, talk.texts) if counts else None


async def _map(session: AsyncSession, talk: Talk, wanted: Asked) -> Map | None:
    found = await store.series.by_place(session, wanted.wanted)
    total = await store.series.total(session, wanted.wanted)
    return await asyncio.to_thread(events_map, found, total, wanted.label, talk.texts)


_KINDS: dict[str, Compose] = {"t": _timeline, "m": _map}
"""The pictures by what the data of their buttons begin with: `t|FILTER`, `m|FILTER`."""


def _command(kind: str) -> Ask:
    async def ask(talk: Talk, words: str) -> Reply:
        async with talk.services.database.read() as session:
            found = await asked(session, talk, words, f"{kind}|")
        return found if isinstance(found, View) else await _picture(talk, kind, found)

    return ask


def _button(kind: str) -> Ask:
    async def ask(talk: Talk, data: str) -> Reply:
        async with talk.services.database.read() as session:
            found = await pressed(session, talk, data.partition("|")[2])
        return await _picture(talk, kind, found)

    return ask


async def _picture(talk: Talk, kind: str, wanted: Asked) -> Reply:
    """The picture, drawn anew where the archive has changed since it was last asked for."""
    database = talk.services.database
    async with database.read() as session:
        state = await store.series.state(session)

    async def compose() -> Timeline | Map | None:
        async with database.read() as session:
            return await _KINDS[kind](session, talk, wanted)

    async def deliver(update: Update, context: Context) -> None:
        chat = update.effective_chat
        assert chat is not None
        thread = thread_of(update)
        await chat.send_chat_action(ChatAction.UPLOAD_PHOTO, message_thread_id=thread)
        try:
            drawn = await talk.services.drawings.picture((kind, wanted, talk.texts.lang, state), compose)
        except DrawingFailedError:
            await send(update, View(talk.texts.get("pictures.failed")))
            return
        if drawn is None:
            await send(update, await _nothing(talk, kind, wanted))
            return
        await _send(update, thread, drawn, kind, wanted, talk)

    return deliver


async def _nothing(talk: Talk, kind: str, wanted: Asked) -> View:
    """What was understood, that there is nothing to draw of it, and buttons to what there is without a filter."""
    texts = talk.texts
    async with talk.services.database.read() as session:
        parts = await parts_of(session, wanted.wanted, texts)
        held = [part for part in parts if len(parts) > 1 and await _any(session, part[1])]
        found = await _any(session, wanted.wanted)
        country = await _country(session, wanted.wanted, texts)
    label = wanted.label or texts.get("queries.everything")
    said = texts.get("pictures.unlocated" if found else "pictures.nothing", label=label)
    wider = ((Choice(country[0], f"{kind}|{filter_token(country[1])}"),),) if country else ()
    return View(said, (*without_choices(held, f"{kind}|", texts), *wider))


async def _country(session: AsyncSession, wanted: EventFilter, texts: Texts) -> tuple[str, EventFilter] | None:
    """The country of a region, by name, and the filter for the whole of it, where that has events."""
    if wanted.region is None:
        return None
    code = wanted.region.partition("/")[0]
    whole = replace(wanted, region=None, country=code)
    return (texts.country(code), whole) if await _any(session, whole) else None


async def _any(session: AsyncSession, wanted: EventFilter) -> bool:
    return bool((await store.events.page(session, wanted, limit=1)).events)


async def _send(update: Update, thread: int | None, drawn: Picture, kind: str, wanted: Asked, talk: Talk) -> None:
    chat = update.effective_chat
    assert chat is not None
    await chat.send_photo(
        drawn.png,
        caption=caption(drawn.shown, talk.texts),
        parse_mode=ParseMode.HTML,
        filename=f"{'timeline' if kind == 't' else 'map'}.png",
        reply_markup=keyboard(kind, wanted.token, talk.texts),
        message_thread_id=thread,
        reply_parameters=asked_in(update),
        write_timeout=_UPLOAD_S,
    )


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        media_command("timeline", _command("t")),
        media_command("map", _command("m")),
        media_button("t", _button("t")),
        media_button("m", _button("m")),
    ]

"""/timeline and /map: the events of the words after the command as a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.constants import ChatAction, ParseMode

import store.series
from bot.drawing import DrawingFailedError, Picture
from bot.handlers.answering import Context, Handler, Talk, asked_in, send
from bot.handlers.asking import Asked, asked, pressed
from bot.handlers.media import Ask, Reply, media_button, media_command, thread_of
from bot.views.layout import View
from bot.views.pictures import timeline
from bot.views.pictures_captions import caption, keyboard
from bot.views.pictures_places import events_map
from bot.views.pictures_shapes import Map, Timeline

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
            found = await _any(talk, wanted)
            await send(update, View(talk.texts.get("pictures.unlocated" if found else "pictures.nothing")))
            return
        await _send(update, thread, drawn, kind, wanted, talk)

    return deliver


async def _any(talk: Talk, wanted: Asked) -> bool:
    async with talk.services.database.read() as session:
        return bool(await store.series.total(session, wanted.wanted))


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

"""/timezone, by name or by a shared location, and /quiet: a chat's clock, and its hours without alerts."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from telegram import Update
from telegram.ext import MessageHandler, filters

import store.chats
import store.subscriptions
from bot import arabic
from bot.handlers.answering import FRESH, Context, Handler, Talk, button, command, reply
from bot.handlers.destinations import place_of
from bot.handlers.turning import turning
from bot.order_hours import HourError, read_hours
from bot.order_words import without_channel
from bot.timezones import Meant, read_zone, zone_name, zone_of_point
from bot.views import clocks as view
from bot.views.clock_buttons import Night, read_quiet_button, read_zone_button
from bot.views.layout import View, clip
from bot.views.queries import above
from bot.views.subscriptions import Place
from bot.words.subscribing import OFF
from store.records import Cadence

_TYPED = 60  # characters of what was typed that are shown
_BARE = re.compile(r"[^\d:]*?(\d{1,2})\s*(?:[-–—]|à|a|au|to|et|and|الى|إلى|\s)\s*(\d{1,2})")  # «22-7»
_OFF = frozenset(map(arabic.key, OFF))


async def timezone(talk: Talk, words: str) -> View:
    """Set the time zone by a town, a country or its own name; without words, say which it is."""
    named, words = without_channel(words)
    place = await place_of(talk, named)
    if isinstance(place, View):
        return place
    if not words:
        return view.clock(place, talk.texts, talk.services.clock())
    found = await asyncio.to_thread(read_zone, words)
    if found.taken is None:
        return view.which_clock(clip(words, _TYPED), found.others, place, talk.texts)
    return await _set(talk, place, found.taken, found.others)


async def timezone_button(talk: Talk, data: str) -> View:
    """Set the time zone of a button; ValueError for one that there is not."""
    asked, chat_id = read_zone_button(data)
    zone = zone_name(asked)
    if zone is None:
        raise ValueError(f"no zone: {asked!r}")
    place = await place_of(talk, chat_id)
    return place if isinstance(place, View) else await _set(talk, place, Meant(zone))


async def _located(update: Update, context: Context) -> None:
    """Set the clock of a private chat by the location that was shared there."""
    location = update.message.location if update.message else None
    if location is None:
        return
    zone = await asyncio.to_thread(zone_of_point, location.latitude, location.longitude)

    async def answer(talk: Talk, words: str) -> View:
        return await _set(talk, Place(talk.chat), Meant(zone))

    await reply(update, context, answer, "")


async def quiet(talk: Talk, words: str) -> View:
    """Set the hours without alerts, or end them; without words, say which they are."""
    named, words = without_channel(words)
    place = await place_of(talk, named)
    if isinstance(place, View):
        return place
    if not words:
        return view.quiet(place, talk.texts, talk.services.clock())
    if arabic.key(words) in _OFF:
        return await _quieted(talk, place, None)
    night = read_night(words)
    if night is None:
        shown = view.quiet(place, talk.texts, talk.services.clock())
        return above(shown, talk.texts.get("quiet.bad", words=clip(words, _TYPED)))
    return await _quieted(talk, place, night)


async def quiet_button(talk: Talk, data: str) -> View:
    """Set the quiet hours of a button."""
    night, chat_id = read_quiet_button(data)
    place = await place_of(talk, chat_id)
    return place if isinstance(place, View) else await _quieted(talk, place, night)


def read_night(words: str) -> Night | None:
    """The two hours of «22h-7h», «22:00 07:00», «10pm to 7am», «22-7»; None for others, and for equal ones."""
    bare = _BARE.fullmatch(arabic.plain(words))
    try:
        hours = read_hours(f"{bare[1]}h {bare[2]}h" if bare else words.replace("-", " ").replace("–", " "))
    except HourError:
        return None
    return (hours[0], hours[1]) if len(hours) == 2 and hours[0] != hours[1] else None


async def _set(talk: Talk, place: Place, meant: Meant, others: tuple[Meant, ...] = ()) -> View:
    now, before = talk.services.clock(), place.chat.timezone
    async with talk.services.database.write() as session:
        chat = await store.chats.set_timezone(session, place.chat.id, meant.zone, now=now)
        standing = await store.subscriptions.of_chat(session, place.chat.id)
    following = sum(one.cadence is Cadence.SCHEDULED for one in standing)
    return view.clock_set(replace(place, chat=chat), meant, others, following, talk.texts, now, before=before)


async def _quieted(talk: Talk, place: Place, night: Night | None) -> View:
    begins, ends = night or (None, None)
    async with talk.services.database.write() as session:
        chat = await store.chats.set_quiet_hours(session, place.chat.id, begins, ends)
    return view.quiet(replace(place, chat=chat), talk.texts, talk.services.clock(), example=False)


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("timezone", timezone, settles=True),
        button("z", timezone_button, settles=True),
        MessageHandler(filters.LOCATION & filters.ChatType.PRIVATE & FRESH, _located),
        command("quiet", quiet, settles=True),
        turning("q", quiet_button, settles=True),
    ]

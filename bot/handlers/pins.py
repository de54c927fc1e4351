"""/pin: an admin says where a place lies, by a location shared in reply or by degrees."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import ForceReply, Message, Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler, MessageHandler, filters

import store.pins
import store.places
from bot.arabic import digits
from bot.handlers.answering import FRESH, Context, Handler, Talk, send, talk_of
from bot.handlers.media import thread_of
from bot.texts.bidi import without_marks
from bot.views import acts as view
from bot.views.layout import View, clip
from store.errors import UnknownPlaceError
from store.naming import clean
from store.records import NameMatch

_NUMBER = re.compile(r"(?:#|n°\s?|/?place_)?0*([0-9]{1,9})")
_DEGREES = re.compile(
    r"([+-]?[0-9]{1,3}(?:[.,][0-9]{1,12})?)\s*°?\s*[,;/ ]\s*([+-]?[0-9]{1,3}(?:[.,][0-9]{1,12})?)\s*°?"
)
_CANDIDATES = 5


async def pin(update: Update, context: Context) -> None:
    """Ask where a place lies."""
    talk = await talk_of(update, context)
    words = " ".join(digits(without_marks(clean(" ".join(context.args or ())))).split())
    if not talk.may_add:
        await send(update, View(talk.texts.get("mending.members_only")))
        return
    if not words:
        await send(update, View(talk.texts.get("acts.pin_usage")))
        return
    async with talk.services.database.read() as session:
        found = await _place(session, talk, words)
    if isinstance(found, View):
        await send(update, found)
        return
    await _ask(update, talk, view.ask_pin(found.id or 0, found.name, talk.username, talk.texts))


async def replied(update: Update, context: Context) -> None:
    """Take the location, or the degrees, for where the place lies; what is neither is asked for again."""
    message = update.message
    assert message is not None
    talk = await talk_of(update, context)
    number = _asked(message.reply_to_message)
    if not talk.may_add or number is None:
        await send(update, View(talk.texts.get("mending.members_only")))
        return
    spot = _spot(message)
    if spot is None:
        await _ask(update, talk, view.ask_pin(number, str(number), talk.username, talk.texts))
        return
    try:
        async with talk.services.database.write() as session:
            await store.pins.pin(session, number, *spot, who=talk.who, now=talk.services.clock())
            found = await store.places.get(session, number)
    except UnknownPlaceError:
        await send(update, View(talk.texts.get("places.not_found", number=number)))
        return
    assert found is not None
    await send(update, View(talk.texts.get("acts.pinned", name=clip(found.name, 60), spot=view.degrees(*spot))))


async def _ask(update: Update, talk: Talk, text: str) -> None:
    assert update.effective_chat is not None
    await update.effective_chat.send_message(
        text, parse_mode=ParseMode.HTML, reply_markup=ForceReply(), message_thread_id=thread_of(update)
    )


async def _place(session: AsyncSession, talk: Talk, typed: str) -> NameMatch | View:
    if number := _NUMBER.fullmatch(typed):
        row = await store.places.get(session, int(number[1]))
        return NameMatch("place", row.id, row.name, 100.0) if row else _which(talk, typed, [])
    found = [one for one in await store.places.find(session, typed, limit=_CANDIDATES) if one.id is not None]
    exact = [one for one in found if one.exact]
    return exact[0] if len(exact) == 1 else _which(talk, typed, found)


def _which(talk: Talk, typed: str, found: list[NameMatch]) -> View:
    if not found:
        return View(talk.texts.get("acts.unknown_place", name=clip(typed, 60)))
    names = talk.texts.listed(f"{clip(one.name, 60)} (/place_{one.id})" for one in found)
    return View(talk.texts.get("acts.which", name=clip(typed, 60), names=names))


def _spot(message: Message) -> tuple[float, float] | None:
    """WGS84 degrees: of a location, of a venue, or as they are written."""
    if message.location is not None:
        return message.location.latitude, message.location.longitude
    read = _DEGREES.fullmatch(digits(without_marks(message.text or "")).strip())
    if not read:
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in read.groups())
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _asked(message: Message | None) -> int | None:
    """The place that a message of the bot asks for."""
    links = [entity.url for entity in message.entities if entity.url] if message is not None else []
    return next((number for link in links if (number := view.read_pin_link(link)) is not None), None)


class _Asked(filters.MessageFilter):
    """A reply to the bot's question where a place lies."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or answered.from_user.id != message.get_bot().id:
            return False
        return _asked(answered) is not None


def handlers() -> list[Handler]:
    """The command of this file, and the replies to its question."""
    said = (filters.LOCATION | filters.VENUE | (filters.TEXT & ~filters.COMMAND)) & FRESH & _Asked()
    return [CommandHandler("pin", pin, filters=FRESH), MessageHandler(said, replied)]

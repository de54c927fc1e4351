"""Short replies that mend: a date, a number or a name, written below the message that asks for it."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

import store.events
from bot import mending
from bot.arabic import digits
from bot.handlers.answering import FRESH, Context, Handler, send, talk_of
from bot.handlers.mending import asked_in, corrected, wait
from bot.texts.bidi import without_marks
from bot.views import mending as view
from bot.views.layout import View
from bot.views.mending_buttons import LONGEST_NAME, Asked
from store.naming import clean


async def replied(update: Update, context: Context) -> None:
    """Take the reply for what was asked; one that can't be understood is asked for again."""
    message = update.message
    if message is None or message.text is None:
        return
    asked = asked_in(message.reply_to_message)
    assert asked is not None, "the filter lets no other message in"
    talk = await talk_of(update, context)
    words = " ".join(digits(without_marks(clean(message.text))).split())
    if not talk.may_add:
        await send(update, View(talk.texts.get("mending.members_only")))
        return
    async with talk.services.database.read() as session:
        record = await store.events.get(session, asked.number)
        if record is None:
            await send(update, View(talk.texts.get("events.not_found", number=asked.number)))
            return
    if asked.field in ("sources", "targets", "places"):
        await _name(update, context, Asked(asked.number, asked.field, words[:LONGEST_NAME].strip()))
        return
    changed = mending.written(record, asked.field, words, record.published)
    if changed is None:
        await wait(update, talk, view.not_understood(asked, talk.username, talk.texts))
        return
    async with talk.services.database.write() as session:
        done = await corrected(session, talk, asked.number, changed, asked.field)
    await send(update, done)


async def _name(update: Update, context: Context, asked: Asked) -> None:
    talk = await talk_of(update, context)
    async with talk.services.database.read() as session:
        matches, known = await mending.meant(session, asked.field, asked.name)
    await send(update, view.candidates(asked, matches, known, talk.username, talk.texts))


class _Asked(filters.MessageFilter):
    """A reply to a message of the bot that waits for one."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or not answered.from_user.is_bot:
            return False
        return answered.from_user.id == message.get_bot().id and asked_in(answered) is not None


def handlers() -> list[Handler]:
    """What takes replies; to be added before what answers plain talk."""
    return [MessageHandler(filters.TEXT & ~filters.COMMAND & FRESH & _Asked(), replied)]

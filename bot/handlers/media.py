"""Answers that are more than a message: a picture or a file, sent by whoever made it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.arabic import digits
from bot.handlers.answering import FRESH, Context, Handler, Talk, send, talk_of
from bot.texts.bidi import without_marks
from bot.views.layout import View
from store.naming import clean

Deliver = Callable[[Update, Context], Awaitable[None]]
Reply = View | Deliver
"""What answers a question: a message, or work that sends its result itself."""

Ask = Callable[[Talk, str], Awaitable[Reply]]


def media_command(name: str, ask: Ask) -> Handler:
    """Handles `/name words`: the answer gets the words, on one line."""

    async def handle(update: Update, context: Context) -> None:
        await _answer(update, context, ask, " ".join(context.args or ()))

    return CommandHandler(name, handle, filters=FRESH)


def media_button(prefix: str, ask: Ask) -> Handler:
    """Handles presses of buttons whose data is `prefix|…`; a ValueError of the answer means a button of yesterday."""

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query and query.data
        with suppress(BadRequest):  # «query is too old»: the answer matters more than the spinner
            await query.answer()
        await _answer(update, context, ask, query.data)

    return CallbackQueryHandler(handle, pattern=rf"^{prefix}\|")


def thread_of(update: Update) -> int | None:
    """The topic of a group that the update belongs to."""
    message = update.effective_message
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


async def _answer(update: Update, context: Context, ask: Ask, words: str) -> None:
    if update.effective_chat is None:
        return
    talk = await talk_of(update, context)
    try:
        reply = await ask(talk, digits(without_marks(clean(words))))
    except ValueError:
        if update.callback_query is None:
            raise
        reply = View(talk.texts.get("common.stale_button"))
    if isinstance(reply, View):
        await send(update, reply)
    else:
        await reply(update, context)

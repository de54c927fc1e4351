"""/digest: what is new to the chat, right now."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.digests import news_of_chat
from bot.handlers.answering import FRESH, Context, Handler, send, talk_of
from bot.views.layout import View
from store.records import Destination, ToldEvent
from store.told import record_told


async def digest(update: Update, context: Context) -> None:
    """Send what is new and mark it told, message by message, so that the daily digest does not tell it again."""
    if update.effective_chat is None:
        return
    talk = await talk_of(update, context)
    digests = await news_of_chat(talk.services, talk.chat)
    if not digests:
        await send(update, View(talk.texts.get("digest.nothing_new")))
    for part in (part for parts in digests for part in parts):
        await send(update, part.view)
        async with talk.services.database.write() as session:
            told = [ToldEvent(event_id) for event_id in part.event_ids]
            await record_told(session, Destination(talk.chat.id), told, now=talk.services.clock())


def handlers() -> list[Handler]:
    """The command of this file."""
    return [CommandHandler("digest", digest, filters=FRESH)]

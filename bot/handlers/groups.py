"""What happens to the chats themselves: a group that becomes a supergroup gets a new id and keeps what it had."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

import store.chats
from bot.handlers.answering import Context, Handler
from bot.services import services


async def migrated(update: Update, context: Context) -> None:
    """Carry the chat over; Telegram tells it once in the old chat and once in the new one, either is enough."""
    message = update.message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    async with services(context).database.write() as session:
        await store.chats.move(session, old, new, now=services(context).clock())


def handlers() -> list[Handler]:
    """The handler of this file."""
    return [MessageHandler(filters.StatusUpdate.MIGRATE, migrated)]

"""/digest: what is new to the chat, right now."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.digests import asked_for, digest_now
from bot.handlers.answering import FRESH, Context, Handler, send, talk_of
from bot.views.layout import View
from store.records import Destination
from store.told import record_told


async def digest(update: Update, context: Context) -> None:
    """Send what is new and mark it told, message by message, so that no later digest tells it again.

    Each subscription's digest is put together when the one before is marked: no event stands in two.
    """
    if update.effective_chat is None or update.effective_message is None:
        return
    talk, message = await talk_of(update, context), update.effective_message
    use, to = talk.services, Destination(talk.chat.id, message.message_thread_id if message.is_topic_message else None)
    silent = True
    for subscription in await asked_for(use, to):
        for part in await digest_now(use, subscription, talk.chat):
            assert part.view is not None
            await send(update, part.view)
            silent = False
            async with use.database.write() as session:
                await record_told(session, to, part.told, now=use.clock(), subscription_id=subscription.id or None)
    if silent:
        await send(update, View(talk.texts.get("digest.nothing_new")))


def handlers() -> list[Handler]:
    """The command of this file."""
    return [CommandHandler("digest", digest, filters=FRESH)]

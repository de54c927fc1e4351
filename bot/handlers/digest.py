"""/digest: what is new to the chat, right now; and the list of what a digest only counted."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

import store.subscriptions
from bot.digests import asked_for, digest_now, everything
from bot.handlers.answering import FRESH, Context, Handler, Talk, button, send, talk_of
from bot.handlers.turning import turning
from bot.views.digest_rest import read_rest
from bot.views.digest_rest import rest as shown
from bot.views.layout import View
from store.periods import untold
from store.records import Destination
from store.told import record_told


async def digest(update: Update, context: Context) -> None:
    """Send what is new and mark it told, message by message, so that no later digest tells it again.

    Each subscription's digest is put together when the one before is marked: no event stands in two.
    """
    if update.effective_chat is None:
        return
    talk = await talk_of(update, context)
    use, to = talk.services, Destination(talk.chat.id, talk.thread_id)
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


async def rest(talk: Talk, data: str) -> View:
    """A page of what a digest did not tell in full; ValueError for what no button of ours sends."""
    asked, to = read_rest(data), Destination(talk.chat.id, talk.thread_id)
    async with talk.services.database.read() as session:
        known = await store.subscriptions.get(session, talk.chat.id, asked.subscription_id)
        subscription = known if asked.subscription_id else everything(to, asked.until)
        if subscription is None:
            return View(talk.texts.get("digest.rest_ended"))
        found = await untold(session, subscription, since=asked.since, until=asked.until, before=asked.before)
    return shown(found, subscription.label, asked, talk.texts)


def handlers() -> list[Handler]:
    """The command and the buttons of this file."""
    return [CommandHandler("digest", digest, filters=FRESH), button("dr", rest), turning("dn", rest)]

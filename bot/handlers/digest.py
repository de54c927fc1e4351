"""/digest: what is new to the chat, right now; and the list of what a digest only counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import CommandHandler

import store.deliveries
import store.subscriptions
from bot.digests import asked_for, digest_now, everything
from bot.handlers.answering import FRESH, Context, Handler, Talk, button, send, talk_of
from bot.handlers.turning import turning
from bot.sending import LEASE
from bot.services import Services
from bot.views.digest_rest import read_rest
from bot.views.digest_rest import rest as shown
from bot.views.layout import View
from store.periods import untold
from store.records import Destination
from store.told import record_told

OUT_S, LOOK_S = 5.0, 0.5
"""Seconds that /digest waits for a delivery of the chat that is out, and from one look to the next: a message takes one
or two. Where Telegram told the chat to wait, it is answered then all the same."""


async def digest(update: Update, context: Context) -> None:
    """Send what is new and mark it told, message by message, so that no later digest tells it again.

    Each subscription's digest is put together when the one before is marked, and meanwhile no delivery of the chat is
    out: no event stands in two.
    """
    if update.effective_chat is None:
        return
    talk = await talk_of(update, context)
    async with _alone(talk.services, talk.chat.id):
        if not await _told_now(update, talk):
            await send(update, View(talk.texts.get("digest.nothing_new")))


async def _told_now(update: Update, talk: Talk) -> bool:
    """Send what is new and mark it; False where nothing is."""
    use, to = talk.services, Destination(talk.chat.id, talk.thread_id)
    told = False
    for subscription in await asked_for(use, to):
        for part in await digest_now(use, subscription, talk.chat):
            assert part.view is not None
            await send(update, part.view)
            told = True
            async with use.database.write() as session:
                await record_told(session, to, part.told, now=use.clock(), subscription_id=subscription.id or None)
    return told


@asynccontextmanager
async def _alone(use: Services, chat_id: int) -> AsyncIterator[None]:
    """Hold the block until no delivery of the chat is out, and begin none as long as it lasts."""
    taken, until = False, use.clock() + LEASE
    for _ in range(int(OUT_S / LOOK_S)):
        now = use.clock()
        async with use.database.write() as session:
            taken = await store.deliveries.take_chat(session, chat_id, now=now, until=(until := now + LEASE))
        if taken:
            break
        await asyncio.sleep(LOOK_S)
    try:
        yield
    finally:
        if taken:
            async with use.database.write() as session:
                await store.deliveries.free_chat(session, chat_id, until=until)


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

"""Digests: what is new to a chat, put together; `bot.delivery` sends it."""

from __future__ import annotations

from datetime import timedelta

import store.subscriptions
from bot.digest_content import chosen
from bot.outgoing import Outgoing
from bot.services import Services
from bot.texts import texts
from bot.views import digest as view
from bot.views.digest import Digest
from store.news import news_of
from store.records import ChatRecord, Claim, Destination, EventFilter, Subscription, ToldEvent
from store.subscriptions import DAILY
from store.told import COUNTED_ONLY, as_told

FIRST_LOOK = timedelta(days=7)
"""How far back /digest looks for a chat without subscriptions."""


async def digest_of(use: Services, claim: Claim) -> tuple[Outgoing, ...]:
    """Give the messages of a claimed digest, none for nothing new."""
    async with use.database.read() as session:
        news = await news_of(session, claim.subscription)
        digest = await chosen(session, news, claim.subscription.label)
    return _outgoing(digest, claim.chat)


async def asked_for(use: Services, to: Destination) -> tuple[Subscription, ...]:
    """Give what /digest tells a chat or topic: each of its subscriptions or, of none, everything of the last days."""
    async with use.database.read() as session:
        standing = await store.subscriptions.of_destination(session, to)
    everything = Subscription(
        0, to.chat_id, EventFilter(), None, DAILY, None, use.clock() - FIRST_LOOK, thread_id=to.thread_id
    )
    return standing or (everything,)


async def digest_now(use: Services, subscription: Subscription, chat: ChatRecord) -> tuple[Outgoing, ...]:
    """Give the messages of what is new to a subscription right now, none for nothing new."""
    async with use.database.read() as session:
        digest = await chosen(session, await news_of(session, subscription), subscription.label)
    return _outgoing(digest, chat)


def _outgoing(digest: Digest, chat: ChatRecord) -> tuple[Outgoing, ...]:
    """The digest's messages, each with what it tells, the last also with what the digest only counts."""
    return tuple(
        Outgoing(
            part.view,
            (
                *(as_told(record, digest.sources.get(record.id, 1)) for record in part.told),
                *(ToldEvent(number, COUNTED_ONLY) for number in part.counted),
            ),
        )
        for part in view.messages(digest, texts(chat.lang))
    )

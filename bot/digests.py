"""Digests: what is new to a chat, put together; `bot.delivery` sends it.

What a digest tells in full is marked as told with its facts, so that a correction can follow, and so is what other
articles report of the same happening, which stands in its line, or in short where it was told before. The others
(«et 37 autres») are marked as counted: no later digest of the subscription tells or counts them again, the button under
the digest lists them as long as the archive has them, and another subscription of the same chat or topic that asks for
fewer may still tell them in full. Beyond `store.news.LOOKED_AT` new events, nothing is marked; those too stand behind
the button alone, for the next digest looks at what was recorded since this one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import store.subscriptions
from bot.digest_content import chosen
from bot.outgoing import Outgoing
from bot.services import Services
from bot.texts import texts
from bot.views import digest as view
from bot.views.digest import Digest
from bot.views.digest_rest import Rest
from store.due import zone
from store.news import BEFORE_SUBSCRIBING, news_of, news_since
from store.periods import figures_of
from store.records import Cadence, ChatRecord, Claim, Destination, EventFilter, Schedule, Subscription, ToldEvent
from store.reports import count_sources
from store.retold import TAKEN_BACK, gone_for
from store.sending import articles_read_since
from store.subscriptions import DAILY
from store.told import COUNTED_ONLY, as_told, corrections

FIRST_LOOK = timedelta(days=7)
"""How far back /digest looks for a chat without subscriptions."""

CORRECTED, CORRECTED_WITHIN = 10, timedelta(days=1)
"""Corrections in a digest, and how long those that it has no room for wait for the next, before they are passed over;
whichever digest of a chat or topic is the first to come has them."""

SILENCE = timedelta(hours=1)
"""Without articles for less than this since the last digest, nothing is made of it; a late one and the next may follow
one upon the other."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CHANNEL = "channel"


async def digest_of(use: Services, claim: Claim) -> tuple[Outgoing, ...]:
    """Give the messages of a claimed digest.

    Where nothing is new, that is said if the subscriber asked for it, and always if no article was read since the last
    digest; none otherwise.
    """
    subscription, chat = claim.subscription, claim.chat
    async with use.database.read() as session:
        digest = await _digest(session, subscription, chat, claim.claimed_at)
        if digest.says_nothing:
            last = subscription.last_told_at or subscription.created_at - BEFORE_SUBSCRIBING
            silent = claim.claimed_at - last >= SILENCE and not await articles_read_since(session, last, most=1)
            unread_since = last.astimezone(zone(chat.timezone)) if silent else None
            digest = replace(digest, unread_since=unread_since, tell_empty=subscription.tell_empty)
    missed = subscription.cadence is Cadence.AT_ONCE  # it was never due at an hour
    late = claim.due.astimezone(zone(chat.timezone)) if claim.late and not missed else None
    return _outgoing(replace(digest, late=late, missed=missed), chat)


async def asked_for(use: Services, to: Destination) -> tuple[Subscription, ...]:
    """Give what /digest tells a chat or topic: each of its subscriptions or, of none, everything of the last days."""
    async with use.database.read() as session:
        standing = await store.subscriptions.of_destination(session, to)
    return standing or (everything(to, use.clock()),)


def everything(to: Destination, now: datetime) -> Subscription:
    """Give what stands for a subscription, under the number 0, where a chat or topic has none."""
    return Subscription(0, to.chat_id, EventFilter(), None, DAILY, None, now - FIRST_LOOK, thread_id=to.thread_id)


async def digest_now(use: Services, subscription: Subscription, chat: ChatRecord) -> tuple[Outgoing, ...]:
    """Give the messages of what is new to a subscription right now, none for nothing new."""
    async with use.database.read() as session:
        return _outgoing(await _digest(session, subscription, chat, use.clock()), chat)


async def _digest(session: AsyncSession, subscription: Subscription, chat: ChatRecord, now: datetime) -> Digest:
    news = await news_of(session, subscription)
    digest = await chosen(session, news, subscription.destination, subscription.label)
    since = news_since(subscription) - CORRECTED_WITHIN
    wrong = await corrections(session, subscription.destination, since=since, limit=CORRECTED)
    gone = await gone_for(session, subscription.destination, now=now, limit=CORRECTED)
    digest = replace(digest, corrections=wrong, withdrawn=gone)
    if not digest.told:
        return digest
    weekly = _is_weekly(subscription.schedule)
    figures = await figures_of(session, subscription.filter, now=now, period=WEEK if weekly else DAY)
    # In a channel whoever reads could have the list sent to all.
    rest = None if chat.kind == CHANNEL else Rest(subscription.id, news_since(subscription), now).token
    return replace(digest, figures=figures, weekly=weekly, rest=rest)


def _is_weekly(schedule: Schedule) -> bool:
    return len(schedule.hours) == len(schedule.weekdays) == 1


def _outgoing(digest: Digest, chat: ChatRecord) -> tuple[Outgoing, ...]:
    """The digest's messages, each with what it tells, the last also with what the digest only counts."""
    return tuple(
        Outgoing(
            part.view,
            (
                *(as_told(one, count_sources((one, *digest.reports.get(one.id, ())))) for one in part.told),
                *(as_told(one) for one in part.known),
                *(as_told(one.record, one.told.sources) for one in part.corrected),
                *(ToldEvent(one.id, TAKEN_BACK) for one in part.withdrawn),
                *(ToldEvent(number, COUNTED_ONLY) for number in part.counted),
            ),
        )
        for part in view.messages(digest, texts(chat.lang))
    )

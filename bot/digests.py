"""Digests: what is new to a chat, put together and sent so that nothing is told twice and no chat holds up another.

A digest is claimed in the database before it is sent and closed after, its events marked message by message. After a
crash in between it is claimed again once its lease is over, and tells what was not marked: at most one message twice.
The same holds where the connection breaks after Telegram took a message. An orderly stop waits for the one under way.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

import store.chats
import store.deliveries
import store.subscriptions
from bot.services import Services
from bot.texts import Texts, texts
from bot.views import digest as view
from bot.views.digest import Group, Part
from bot.views.layout import View
from nlp.schema import EventType, Status
from store.records import ChatRecord, Claim, Destination, EventFilter, EventRecord, ToldEvent

LEASE = timedelta(minutes=5)
"""How long a claimed digest belongs to its sender; sending one takes seconds, Telegram's longest answer a minute."""

BATCH = 20  # digests claimed at once, so that several processes share the work
SHOWN = 20  # events told one by one in a digest, two messages on a phone; the others are counted
NEWS = 500  # events fetched for one digest, the rest comes with the next
FIRST_LOOK = timedelta(days=7)  # how far back /digest looks for a chat without subscriptions
RETRY_S = 60.0  # seconds until the next attempt after Telegram could not be reached, up to twice that by chance
_LOG = logging.getLogger(__name__)

BROKEN = timedelta(hours=1)
"""Until the next attempt at a digest that failed by a fault of our own."""

WEIGHTS = {
    EventType.ASSAULT: 4.0,
    EventType.COERCE: 3.5,
    EventType.RETREAT: 3.0,
    EventType.MOBILIZE: 2.5,
    EventType.PROTEST: 2.5,
    EventType.SANCTION: 2.0,
    EventType.THREATEN: 2.0,
    EventType.AID: 1.5,
    EventType.CONCEDE: 1.5,
    EventType.REJECT: 1.5,
    EventType.COOPERATE: 1.5,
}
"""How much a type weighs in «important first»: deeds before words; 1 for those not here."""


def importance(record: EventRecord) -> float:
    """How early an event is told: deeds before words, the dead and wounded on top, plans and denials last."""
    event = record.event
    score = WEIGHTS.get(event.type, 1.0)
    score += min(event.killed.value if event.killed else 0, 100) / 10
    score += min(event.wounded.value if event.wounded else 0, 100) / 50
    return score if event.status is Status.OCCURRED else score - 10


def compose(found: Sequence[EventRecord], label: str | None, texts: Texts) -> tuple[Part, ...]:
    """The messages that tell the events, grouped by place and day, the important first; none for no events.

    The numbers of the events that are only counted («et 37 autres») go with the last message.
    """
    if not found:
        return ()
    ranked = sorted(found, key=lambda record: (-importance(record), -record.day.toordinal(), -record.id))
    told, others = ranked[:SHOWN], ranked[SHOWN:]
    parts = view.messages(view.title(label, len(found), texts), _groups(told), len(others), texts)
    last = replace(parts[-1], event_ids=parts[-1].event_ids + tuple(record.id for record in others))
    return (*parts[:-1], last)


def _groups(ranked: Sequence[EventRecord]) -> list[Group]:
    """Events of one place and the same days together, in the order of the most important of each."""
    groups: dict[tuple[object, ...], list[EventRecord]] = {}
    for record in ranked:
        event = record.event
        place = event.places[0].name if event.places else None
        days = (event.when.start, event.when.end) if event.when else record.published
        groups.setdefault((place, days), []).append(record)
    return [Group(str(key[0]) if key[0] else None, tuple(records)) for key, records in groups.items()]


async def deliver_due(
    services: Services,
    bot: Bot,
    now: datetime,
    *,
    chance: Callable[[], float] = random.random,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Claim the digests that are due at `now` (aware, UTC), send what is new in each, and give how many were sent.

    Whatever Telegram answers is settled for that digest alone: told to wait or out of reach, it is tried again later;
    blocked, the chat is paused; refused, it is recorded as failed. `chance` (0 to 1) spreads the attempts. Once
    `stopping` says so no further digest is begun; what was claimed is left to its lease.
    """
    sent = 0
    while True:
        async with services.database.write() as session:
            claims = await store.deliveries.claim_due(session, now=now, lease=LEASE, limit=BATCH)
        for claim in claims:
            if stopping():
                return sent
            sent += await _delivered(services, bot, claim, now, chance)
        if not claims:
            return sent


async def _delivered(services: Services, bot: Bot, claim: Claim, now: datetime, chance: Callable[[], float]) -> bool:
    try:
        return await _deliver(services, bot, claim, now, chance)
    except Exception as error:
        # One digest that can't be made must hold up no other, nor come back at every tick.
        _LOG.exception("digest %d could not be delivered", claim.delivery_id)
        async with services.database.write() as session:
            await store.deliveries.fail(session, claim, repr(error), retry_at=now + BROKEN, now=now)
        return False


async def news_of_chat(services: Services, chat: ChatRecord) -> list[tuple[Part, ...]]:
    """What is new to the chat right now, a digest for each of its subscriptions, or of everything without any.

    No event stands in two of them.
    """
    to = Destination(chat.id)
    async with services.database.read() as session:
        standing = await store.subscriptions.of_destination(session, to)
        asked = [(one.filter, one.label, store.deliveries.news_since(one)) for one in standing]
        asked = asked or [(EventFilter(), None, services.clock() - FIRST_LOOK)]
        digests, told = [], set[int]()
        for wanted, label, since in asked:
            page = await store.deliveries.new_events(session, to, wanted, since=since, limit=NEWS)
            found = [record for record in page.events if record.id not in told]
            told.update(record.id for record in found)
            digests.append(compose(found, label, texts(chat.lang)))
    return [digest for digest in digests if digest]


async def _deliver(services: Services, bot: Bot, claim: Claim, now: datetime, chance: Callable[[], float]) -> bool:
    """Send one claimed digest and settle it; whether anything was sent whole."""
    chat, subscription = claim.chat, claim.subscription
    since = store.deliveries.news_since(subscription)
    async with services.database.read() as session:
        to, wanted = subscription.destination, subscription.filter
        page = await store.deliveries.new_events(session, to, wanted, since=since, limit=NEWS)
    parts = compose(page.events, subscription.label, texts(chat.lang))
    told: list[ToldEvent] = []
    try:
        for part in parts:
            if told:
                async with services.database.write() as session:
                    await store.deliveries.record_message(session, claim, told, message_id=None, now=now)
            await send(bot, chat.id, part.view)
            told = [ToldEvent(event_id) for event_id in part.event_ids]
    except TelegramError as error:
        await _settle_failure(services, claim, error, now, chance())
        return False
    async with services.database.write() as session:
        await store.deliveries.close(session, claim, told, now=now)
    return bool(parts)


async def send(bot: Bot, chat_id: int, view: View) -> None:
    """Send a message to a chat, without previews of the addresses in it; raises TelegramError."""
    await bot.send_message(
        chat_id,
        view.text,
        parse_mode=ParseMode.HTML,
        reply_markup=view.keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


async def _settle_failure(services: Services, claim: Claim, error: TelegramError, now: datetime, chance: float) -> None:
    """Write down what becomes of a digest that Telegram did not take."""
    again: datetime | None = now + timedelta(seconds=RETRY_S * (1 + chance))
    async with services.database.write() as session:
        if isinstance(error, RetryAfter):
            again = now + _pause(error) + timedelta(seconds=1)
        elif isinstance(error, ChatMigrated):
            await store.chats.move(session, claim.chat.id, error.new_chat_id, now=now)
            again = now + timedelta(seconds=1)
        elif isinstance(error, Forbidden):
            await store.chats.pause(session, claim.chat.id, now=now)
            again = None
        elif isinstance(error, BadRequest):
            again = None
        await store.deliveries.fail(session, claim, str(error), retry_at=again, now=now)
    _LOG.warning("digest %d was not sent (%s), next attempt: %s", claim.delivery_id, error, again or "none")


def _pause(error: RetryAfter) -> timedelta:
    """How long Telegram says to wait; python-telegram-bot gives seconds or a timedelta by its settings."""
    pause = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)

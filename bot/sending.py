"""Sending one claimed delivery: message by message, each recorded at once, and what becomes of it where that fails.

Told to wait (429), the chat alone waits, in the database. Where it can't be written to (403, and those 400 that say
the same) it is paused until it writes again; what is closed (a topic, a restricted chat) rests and is tried anew, and
then told at once what it missed. A group that became a supergroup takes all that it has along. A message
whose make-up Telegram refuses goes out as plain text; refused again, the delivery is set aside. All else, 5xx and
broken lines, is tried again after a pause that grows with the attempts.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from html import unescape

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

import store.chats
import store.deliveries
from bot.outgoing import Outgoing
from bot.pacing import Pace
from bot.services import Services
from bot.texts import texts
from bot.views.channel import for_channel
from bot.views.layout import View
from store.errors import StoreError
from store.records import Claim

LEASE = timedelta(minutes=3)
"""How long a claimed delivery belongs to its sender, from its last message on."""

LEFT = timedelta(minutes=2)
"""How much of the lease must be left before a message: Telegram's longest answer takes 70 seconds (`bot.app`), a turn
at the slowest pace, one message a second, half as long (`bot.delivery.AT_ONCE`)."""

RETRY_S, LONGEST_RETRY_S = 5.0, 900.0
"""Seconds until the second attempt, twice as many for each further one, and at most; up to twice that by chance."""

REST_S, LONGEST_REST_S = 300.0, 3600.0
"""Seconds that a closed topic or chat is left alone, twice as many after each further attempt, and at most."""

RECORDING_AGAIN_S = (0.2, 1.0, 5.0)
"""Seconds until it is tried again to record what was sent: a message that is not recorded is sent again."""

_CANT_WRITE = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "peer_id_invalid",
    "chat was deactivated",
)
_CLOSED = ("topic_closed", "topic_deleted", "thread not found", "chat_restricted")
_TAG = re.compile(r"<[^<>]*>")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LOG = logging.getLogger(__name__)


class Result(Enum):
    """What became of a claimed delivery."""

    SENT = auto()
    NOT_SENT = auto()
    OUT_OF_REACH = auto()


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as it went out: its number, and, where its make-up was refused, why and its text."""

    message: Outgoing
    message_id: int | None
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """What sending needs: `chance` (0 to 1) spreads attempts, nothing more is sent once `stopping` says so."""

    use: Services
    bot: Bot
    pace: Pace
    chance: Callable[[], float]
    stopping: Callable[[], bool]


async def send_all(by: Sender, claim: Claim, messages: Sequence[Outgoing]) -> Result:
    """Send the messages of a delivery one by one, each recorded before the next, and settle what becomes of it."""
    held: Claim | None = claim
    refusal: tuple[str, str] | None = None
    for number, message in enumerate(messages, 1):
        held = await _still_held(by, claim)
        if held is None:
            return Result.NOT_SENT
        try:
            posted = await _post(by, held, message)
        except TelegramError as error:
            return await _settle(by, held, error, message)
        refusal = refusal or posted.refusal
        recorded = await _recorded(by, held, replace(posted, refusal=refusal), last=number == len(messages))
        if recorded is None:
            return Result.NOT_SENT
        claim = recorded
    return Result.SENT


async def _still_held(by: Sender, claim: Claim) -> Claim | None:
    """The claim with enough of its lease left for one message; None where it is lost, or given back at a stop."""
    now = by.use.clock()
    if by.stopping():
        async with by.use.database.write() as session:
            await store.deliveries.fail(session, claim, "the bot was stopped before sending", retry_at=now, now=now)
        return None
    if claim.lease_until - now >= LEFT:
        return claim
    async with by.use.database.write() as session:
        return await store.deliveries.renew(session, claim, now=now, lease=LEASE)


async def _post(by: Sender, claim: Claim, message: Outgoing) -> Posted:
    """Send, or edit, one message. TelegramError."""
    view, chat_id = _shown(by, claim, message), claim.chat.id
    if view is None:
        return Posted(message, None)
    try:
        async with by.pace.turn(chat_id):
            if message.edits is None:
                return Posted(message, await send(by.bot, claim, view))
            await by.bot.edit_message_text(
                view.text,
                chat_id,
                message.edits,
                parse_mode=ParseMode.HTML,
                reply_markup=view.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
    except BadRequest as error:
        if message.edits is not None:  # it was deleted, or says so already
            _LOG.info("message %d of chat %d was not edited: %s", message.edits, chat_id, error)
        elif cant_write(error) or _is_closed(error):
            raise
        else:
            _LOG.error("delivery %d is refused (%s): it goes out as plain text", claim.delivery_id, error)
            async with by.pace.turn(chat_id):
                number = await send(by.bot, claim, View(view.text), plain=True)
            return Posted(message, number, (str(error), str(view.text)))
    return Posted(message, message.edits)


def _shown(by: Sender, claim: Claim, message: Outgoing) -> View | None:
    """The message as its chat can use it: commands and buttons that the bot would answer are no use in a channel."""
    if message.view is None or claim.chat.kind != ChatType.CHANNEL:
        return message.view
    return for_channel(message.view, claim.subscription.filter, by.bot.username, texts(claim.chat.lang))


async def send(bot: Bot, claim: Claim, view: View, *, plain: bool = False) -> int:
    """Send a message where the claim's subscription wants it, silent if so; gives its number. TelegramError."""
    sent = await bot.send_message(
        claim.chat.id,
        unescape(_TAG.sub("", view.text)) if plain else view.text,
        parse_mode=None if plain else ParseMode.HTML,
        reply_markup=None if plain else view.keyboard,
        link_preview_options=_NO_PREVIEW,
        disable_notification=claim.subscription.silent,
        message_thread_id=claim.subscription.thread_id,
    )
    return sent.message_id


def cant_write(error: TelegramError) -> bool:
    """Whether Telegram says that the bot can't write to the chat at all."""
    refused = isinstance(error, BadRequest) and any(words in str(error).lower() for words in _CANT_WRITE)
    return refused or isinstance(error, Forbidden)


def _is_closed(error: TelegramError) -> bool:
    """Whether Telegram says that nobody may write there now, which it will not tell when that ends."""
    return isinstance(error, BadRequest) and any(words in str(error).lower() for words in _CLOSED)


async def _recorded(by: Sender, claim: Claim, posted: Posted, *, last: bool) -> Claim | None:
    """Record a message as sent, the last one with the end of the delivery; the claim to go on with, None if lost."""
    for pause_s in (*RECORDING_AGAIN_S, None):
        try:
            return await _record(by, claim, posted, last=last)
        except StoreError:
            if pause_s is None:
                raise
            _LOG.warning("delivery %d is sent and can't be recorded; trying again", claim.delivery_id, exc_info=True)
            await asyncio.sleep(pause_s)
    raise AssertionError("the last attempt returns or raises")


async def _record(by: Sender, claim: Claim, posted: Posted, *, last: bool) -> Claim | None:
    now, ledger, told, message_id = by.use.clock(), store.deliveries, posted.message.told, posted.message_id
    send_after = _free_from(by, claim, now)
    async with by.use.database.write() as session:
        if last and posted.refusal is None:
            await ledger.close(session, claim, told, now=now, message_id=message_id, send_after=send_after)
            return claim
        held: Claim | None = claim
        if not last:
            held = await ledger.renew(session, claim, now=now, lease=LEASE)
        else:
            assert posted.refusal is not None
            error, content = posted.refusal
            await ledger.fail(session, claim, error, retry_at=None, now=now, content=content, send_after=send_after)
        await ledger.record_message(session, claim, told, message_id=message_id, now=now)
        return held


def _free_from(by: Sender, claim: Claim, now: datetime) -> datetime | None:
    """When the chat may be sent to again, by any process; None for at once."""
    wait_s = by.pace.wait(claim.chat.id)
    return now + timedelta(seconds=wait_s) if wait_s > 0 else None


async def _settle(by: Sender, claim: Claim, error: TelegramError, message: Outgoing) -> Result:
    """Write down what becomes of a delivery that Telegram did not take."""
    now, ledger = by.use.clock(), store.deliveries
    result = Result.NOT_SENT
    async with by.use.database.write() as session:
        if isinstance(error, RetryAfter):
            again = now + pause_of(error) + timedelta(seconds=1)
            await ledger.fail(session, claim, str(error), retry_at=again, now=now, send_after=again)
        elif isinstance(error, ChatMigrated):
            await ledger.fail(session, claim, str(error), retry_at=now, now=now)
            await store.chats.move(session, claim.chat.id, error.new_chat_id, now=now)
        elif cant_write(error):
            await ledger.block(session, claim, str(error), now=now)
        elif _is_closed(error):
            until = now + timedelta(seconds=min(REST_S * 2.0 ** min(claim.attempts - 1, 30), LONGEST_REST_S))
            await ledger.rest(session, claim, str(error), until=until, now=now)
        elif isinstance(error, BadRequest):
            content = str(message.view.text) if message.view else None
            await ledger.fail(session, claim, str(error), retry_at=None, now=now, content=content)
        else:
            again = now + timedelta(seconds=backoff_s(claim.attempts, by.chance()))
            free = _free_from(by, claim, now)  # Telegram may have it, and only the answer is lost
            await ledger.fail(session, claim, str(error), retry_at=again, now=now, send_after=free)
            result = Result.OUT_OF_REACH
    _LOG.warning("delivery %d was not sent: %r", claim.delivery_id, error)
    return result


def backoff_s(attempts: int, chance: float) -> float:
    """Give the seconds until the next attempt after so many."""
    return min(RETRY_S * 2.0 ** min(attempts - 1, 30), LONGEST_RETRY_S) * (1 + chance)


def pause_of(error: RetryAfter) -> timedelta:
    """How long Telegram says to wait; python-telegram-bot gives seconds or a timedelta by its settings."""
    pause = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)

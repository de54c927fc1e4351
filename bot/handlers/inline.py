"""Inline mode: `@bot Qayrawan` typed in any chat offers events to share there, found as `/events` finds them.

Telegram asks at nearly every letter that is typed, takes an answer for some ten seconds, and keeps it for a while.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, Update, User
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

import store.chats
import store.events
from bot import deep_links
from bot.handlers.answering import Context, Handler, Talk
from bot.handlers.events import label_of
from bot.handlers.queries import typed
from bot.query_slots import Query, Understood
from bot.resolution import filter_of
from bot.services import Services, services
from bot.texts import language, texts
from bot.views import inline as view
from bot.views.buttons import filter_token
from bot.views.names import match_label
from bot.views.queries import left_out
from bot.wanted import Wanted, wanted_of
from store.naming import clean
from store.records import ChatRecord, Cursor, EventFilter, EventPage, NameMatch

PAGE = 20  # results at once, of the 50 that Telegram takes; more come as one scrolls
CACHE_S = 60  # that Telegram may give the same answer again: an event recorded meanwhile is not long in coming
PATIENCE_S = 6.0  # for an answer; Telegram takes none after some ten seconds
_HELP = "help"  # the payload of a link for which nothing better can be said
_LOG = logging.getLogger(__name__)
_COMMAND = re.compile(r"/events?(?:@\w+)?(?:\s+|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:/?event[_ ])?(?:#|n°)?\s?0*([0-9]{1,18})", re.IGNORECASE)
_OFFSET = re.compile(r"([0-9]{8})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Offer:
    """What answers one query: results, what stands above them, and where the next ones begin («»: nowhere)."""

    results: tuple[InlineQueryResultArticle, ...] = ()
    button: InlineQueryResultsButton | None = None
    next_offset: str = ""
    cache_s: int = CACHE_S


@dataclass(frozen=True, slots=True)
class _Sought:
    """The events that words ask for and their name; `nearest` is what was taken for a name that nobody bears."""

    wanted: EventFilter
    label: str | None
    nearest: NameMatch | None = None


async def offer(talk: Talk, words: str, offset: str, username: str) -> Offer:
    """The events that the words ask for, the newest without any; with the `offset` of a page before, the next ones."""
    after = _cursor(offset)
    if offset and after is None:
        return Offer()
    if number := _NUMBER.fullmatch(words):
        return await _numbered(talk, int(number[1]), words, username)
    understood = await typed(talk, words) if words else Understood(Query())
    async with talk.services.database.read() as session:
        sought = await _sought(session, talk, understood)
        if sought is None:
            return Offer((), view.nothing(words, _payload(words), talk.texts))
        found = await store.events.page(session, sought.wanted, after=after, limit=PAGE)
    return await asyncio.to_thread(_offered, talk, words, sought, found, username)


async def _numbered(talk: Talk, number: int, words: str, username: str) -> Offer:
    async with talk.services.database.read() as session:
        record = await store.events.get(session, number)
    if record is None:
        return Offer((), view.nothing(words, _HELP, talk.texts))
    return Offer((view.article(record, talk.texts, username),))


async def _sought(session: AsyncSession, talk: Talk, understood: Understood) -> _Sought | None:
    """What is asked for, by the nearest name where nobody bears the one typed; None where none is near."""
    wanted = await wanted_of(session, understood.query, lang=talk.texts.lang)
    if wanted.unknown is None:
        return _Sought(wanted.filter, await _label(session, talk, understood, wanted))
    if not wanted.unknown.found.others:
        return None
    nearest = wanted.unknown.found.others[0]
    kept = filter_of(nearest)
    said = {one.name: value for one in fields(kept) if (value := getattr(kept, one.name)) is not None}
    return _Sought(replace(wanted.filter, **said), None, nearest)


async def _label(session: AsyncSession, talk: Talk, understood: Understood, wanted: Wanted) -> str | None:
    label = await label_of(session, wanted.filter, talk.texts)
    unread = left_out((*understood.unread, *wanted.unread), talk.texts)
    return " · ".join(part for part in (label, unread) if part) or None


def _offered(talk: Talk, words: str, sought: _Sought, found: EventPage, username: str) -> Offer:
    payload = _payload(words, sought.wanted)
    if not found.events:
        return Offer((), view.nothing(words, payload, talk.texts))
    if sought.nearest is not None:
        button = view.nearest(match_label(sought.nearest, talk.texts), payload, talk.texts)
    else:
        button = view.understood(sought.label, found, payload, talk.texts)
    results = tuple(view.article(record, talk.texts, username) for record in found.events)
    return Offer(results, button, f"{found.next.day:%Y%m%d}-{found.next.id}" if found.next else "")


def _payload(words: str, wanted: EventFilter | None = None) -> str:
    """The deep link's payload that asks the same in the bot's own chat."""
    if not words:
        return deep_links.for_filter(filter_token(EventFilter())) or _HELP
    said = deep_links.for_query(words)
    return said or (deep_links.for_filter(filter_token(wanted)) if wanted else None) or _HELP


def _cursor(offset: str) -> Cursor | None:
    """The last event of the page before; None for what is no offset of ours."""
    found = _OFFSET.fullmatch(offset)
    try:
        return Cursor(date.fromisoformat(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


async def in_time(work: Awaitable[Offer], patience_s: float = PATIENCE_S) -> Offer | None:
    """What the work gives; None, with a line in the log, where it fails or takes longer than `patience_s`."""
    try:
        async with asyncio.timeout(patience_s):
            return await work
    except TimeoutError:
        _LOG.warning("an inline query was not answered within %.1f s", patience_s)
    except Exception:  # whatever it was, whoever types must not wait for it
        _LOG.exception("an inline query could not be answered")
    return None


async def _inline(update: Update, context: Context) -> None:
    """Answer in time, whatever happens: with a word of regret rather than not at all."""
    query, use = update.inline_query, services(context)
    assert query is not None
    words = _COMMAND.sub("", " ".join(clean(query.query).split()), count=1)

    async def found() -> Offer:
        chat = await _reader(query.from_user, use)
        talk = Talk(chat, texts(chat.lang), query.from_user.id, use)
        return await offer(talk, words, query.offset, context.bot.username)

    stranger = texts(_stranger(query.from_user, use).lang)
    regret = Offer((), view.late(_payload(words), stranger), cache_s=0)
    await _answer(query, await in_time(found()) or regret)


async def _answer(query: InlineQuery, found: Offer) -> None:
    with suppress(BadRequest):  # «query is too old»: whoever typed it has typed on
        # Each in their own language and time zone: what answers one person does not answer another.
        await query.answer(
            found.results,
            cache_time=found.cache_s,
            is_personal=True,
            next_offset=found.next_offset,
            button=found.button,
        )


async def _reader(user: User, use: Services) -> ChatRecord:
    """Who types, as their own chat with the bot is set; someone who has none is not entered for it."""
    async with use.database.read() as session:
        known = await store.chats.get(session, user.id)
    return known or _stranger(user, use)


def _stranger(user: User, use: Services) -> ChatRecord:
    lang = language(user.language_code, use.settings.default_language)
    return ChatRecord(user.id, lang, use.settings.default_timezone)


class _SharedButtonHandler(Handler):
    """Takes presses under a message that inline mode has sent into some chat: the bot has no word in that chat."""

    def check_update(self, update: object) -> bool:
        pressed = update.callback_query if isinstance(update, Update) else None
        return pressed is not None and pressed.message is None


async def _pressed(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    with suppress(BadRequest):  # «query is too old»
        await update.callback_query.answer()


def handlers() -> list[Handler]:
    """The handlers of this file; to be added before those of buttons."""
    return [InlineQueryHandler(_inline), _SharedButtonHandler(_pressed)]

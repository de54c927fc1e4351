"""✓ ✎ ✗: an article's events confirmed, corrected and rejected by button."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import ForceReply, Message, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler

import store.articles
import store.corrections
import store.events
from bot import mending
from bot.handlers.answering import Answer, Context, Handler, Talk, alert, button, talk_of
from bot.handlers.media import thread_of
from bot.handlers.turning import turning
from bot.intake import Outcome
from bot.mending import Entry
from bot.views import mending as view
from bot.views.layout import View
from bot.views.mending_buttons import Asked, read, read_link
from nlp.schema import MODES, Event
from store.errors import UnknownEventError
from store.records import ActKind


async def page(talk: Talk, data: str) -> View:
    """A page of an article's events; ValueError where the article is gone."""
    press = read(data)
    async with talk.services.database.read() as session:
        return await listed(session, talk, press.number, press.offset)


async def judged(talk: Talk, data: str) -> View:
    """The page that an event stands on, after it was confirmed, rejected or restored; ValueError where it is gone."""
    press, kind = read(data), _KINDS[data[:2]]
    try:
        async with talk.services.database.write() as session:
            await store.corrections.judge(session, press.number, kind, who=talk.who, now=talk.services.clock())
            record = await store.events.get(session, press.number)
            mended = await store.corrections.get(session, press.number)
    except UnknownEventError as error:
        raise ValueError(str(error)) from None
    article_id = record.article_id if record else mended.article_id if mended else 0
    async with talk.services.database.read() as session:
        return await listed(session, talk, article_id, press.offset)


async def opened(talk: Talk, data: str) -> View:
    """An event to mend; ValueError where it is gone."""
    async with talk.services.database.read() as session:
        return view.card(await _entry(session, read(data).number), talk.texts)


async def choices(talk: Talk, data: str) -> View:
    """The choices of a field; ValueError where the event is gone."""
    press = read(data)
    async with talk.services.database.read() as session:
        return await _menu(session, talk, press.number, press.field)


async def chosen(talk: Talk, data: str) -> View:
    """An event after one of a field's choices; the mode is asked for after the type. ValueError where it is gone."""
    press = read(data)
    async with talk.services.database.write() as session:
        entry = await _entry(session, press.number)
        changed, fields = await mending.chosen(session, entry.record, press.field, press.value)
        await _correct(session, talk, press.number, changed, fields)
    async with talk.services.database.read() as session:
        if press.field == "type" and MODES[changed.type]:
            return await _menu(session, talk, press.number, "mode")
        if press.field in ("sources", "targets", "places"):
            return await _menu(session, talk, press.number, press.field)
        return view.card(await _entry(session, press.number), talk.texts)


async def ask(update: Update, context: Context) -> None:
    """Send the message that waits for a date, a number or a name."""
    query = update.callback_query
    assert query and query.data
    talk = await talk_of(update, context)
    press = read(query.data)
    async with talk.services.database.read() as session:
        if await store.events.get(session, press.number) is None:
            raise ValueError(f"no event {press.number}")
    await wait(update, talk, view.prompt(press.number, press.field, talk.username, talk.texts))
    await query.answer()


async def wait(update: Update, talk: Talk, text: Any) -> None:
    """Send a message that a client opens a reply to at once."""
    assert update.effective_chat is not None
    await update.effective_chat.send_message(
        text, parse_mode=ParseMode.HTML, reply_markup=ForceReply(), message_thread_id=thread_of(update)
    )


async def named(update: Update, context: Context) -> View:
    """The event after a name that was written was taken for one of the lists, or made new. ValueError where gone."""
    query = update.callback_query
    assert query and query.data
    talk, press, asked = await talk_of(update, context), read(query.data), asked_in(query.message)
    if asked is None or not asked.name or (asked.number, asked.field) != (press.number, press.field):
        raise ValueError("no name in the message")
    known = await mending.listed(press.field, asked.name) if press.value else ()
    if press.value and not (press.value.isdecimal() and int(press.value) < len(known)):
        raise ValueError("no such candidate")
    async with talk.services.database.write() as session:
        entry = await _entry(session, press.number)
        if press.value:
            changed = mending.with_candidate(entry.record.event, press.field, known[int(press.value)])
        else:
            changed = mending.with_new(entry.record.event, press.field, asked.name)
        await _correct(session, talk, press.number, changed, (press.field,))
        return view.card(await _entry(session, press.number), talk.texts)


def asked_in(message: object) -> Asked | None:
    """What a message of the bot waits for, None for any other message."""
    if not isinstance(message, Message):
        return None
    links = (read_link(entity.url) for entity in message.entities if entity.url)
    return next((one for one in links if one), None)


async def listed(session: AsyncSession, talk: Talk, article_id: int, offset: int) -> View:
    """A page of an article's events with their buttons; ValueError where the article is gone."""
    article = await store.articles.get(session, article_id)
    if article is None:
        raise ValueError(f"no article {article_id}")
    events = await store.articles.events_of(session, article_id)
    entries = await mending.entries_of(session, article)
    return view.listed(Outcome(article, events), entries, offset, talk.texts)


async def corrected(session: AsyncSession, talk: Talk, number: int, changed: Event, field: str) -> View:
    """The event after a field of it was corrected; ValueError where it is gone."""
    await _correct(session, talk, number, changed, (field,))
    return view.card(await _entry(session, number), talk.texts)


async def _menu(session: AsyncSession, talk: Talk, number: int, field: str) -> View:
    entry = await _entry(session, number)
    return view.menu(entry, field, await mending.options(session, entry.record, field), talk.texts)


async def _correct(session: AsyncSession, talk: Talk, number: int, changed: Event, fields: tuple[str, ...]) -> None:
    try:
        now = talk.services.clock()
        await store.corrections.correct(session, number, changed, fields, who=talk.who, now=now)
    except UnknownEventError as error:
        raise ValueError(str(error)) from None


async def _entry(session: AsyncSession, number: int) -> Entry:
    record = await store.events.get(session, number)
    if record is None:
        raise ValueError(f"no event {number}")
    return Entry(record, await store.corrections.get(session, number))


_KINDS = {"mc": ActKind.CONFIRM, "mx": ActKind.REJECT, "mr": ActKind.RESTORE}


def members_only(handler: Handler, *, deletes: bool = False) -> Handler:
    """The handler of a button, for members alone (`deletes`: not for editors); others are told so in a note."""
    inner = cast(CallbackQueryHandler[Any, Any], handler)

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        if update.effective_chat is None:
            return
        talk = await talk_of(update, context)
        if not talk.may_add or (deletes and not talk.may_delete):
            await alert(query, talk, "mending.not_for_editors" if talk.may_add else "mending.members_only")
            return
        try:
            await inner.callback(update, context)
        except ValueError:
            await alert(query, talk)

    return CallbackQueryHandler(handle, pattern=inner.pattern)


def _naming(prefix: str) -> Handler:
    """The button that takes a written name: its message becomes the event."""

    async def handle(update: Update, context: Context) -> None:
        made = await named(update, context)

        async def answer(talk: Talk, data: str) -> View:
            return made

        await cast(CallbackQueryHandler[Any, Any], turning(prefix, answer)).callback(update, context)

    return CallbackQueryHandler(handle, pattern=rf"^{prefix}\|")


def handlers() -> list[Handler]:
    """The buttons of this file."""
    in_place: dict[str, Answer] = {
        "mp": page, "mc": judged, "mr": judged, "mm": opened, "mf": choices, "mv": chosen,
    }  # fmt: skip
    return [
        *(members_only(turning(prefix, answer)) for prefix, answer in in_place.items()),
        members_only(turning("mx", judged), deletes=True),
        members_only(button("me", opened)),
        members_only(CallbackQueryHandler(ask, pattern=r"^ma\|")),
        members_only(_naming("mo")),
        members_only(_naming("mn")),
    ]

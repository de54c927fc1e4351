"""/reread: one article, those of a period or all are read again, once it is shown what that would change."""

from __future__ import annotations

import re
from datetime import date

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

import store.rereading
from bot.handlers.answering import FRESH, Context, Handler, Talk, button, reply, send, talk_of
from bot.handlers.media import thread_of
from bot.handlers.mending import members_only
from bot.query_dates import read_days
from bot.reading import ReaderUnavailableError, ReadingFailedError
from bot.texts.bidi import without_marks
from bot.views import rereading as view
from bot.views.layout import View
from bot.words.mending import ALL
from nlp.names import fold
from store.naming import clean
from store.rereading import Which

TRIED = 30
"""Articles that a preview reads: some ten seconds of one reader."""

_NUMBER = re.compile(r"(?:#|n°\s?|/?article_)?0*([0-9]{1,9})")


async def reread(update: Update, context: Context) -> None:
    """Read a few again in the background and tell what would change."""
    talk = await talk_of(update, context)
    which = _which(" ".join(context.args or ()), talk.services.clock().date())
    refused = await _refused(talk, which)
    if refused is not None or which is None:

        async def answer(talk: Talk, words: str) -> View:
            return refused or View(talk.texts.get("rereading.usage"))

        await reply(update, context, answer, "")
        return
    await send(update, View(talk.texts.get("rereading.begun")))
    talk.services.errands.start(talk.chat.id, _preview(update, talk, which))


async def _refused(talk: Talk, which: Which | None) -> View | None:
    if not talk.may_add:
        return View(talk.texts.get("mending.members_only"))
    if which is None:
        return View(talk.texts.get("rereading.usage"))
    if which.article_id is None and not talk.may_delete:
        return View(talk.texts.get("rereading.not_for_editors"))
    if talk.services.errands.busy(talk.chat.id):
        return View(talk.texts.get("rereading.busy"))
    async with talk.services.database.read() as session:
        if not await store.rereading.count(session, which):
            return View(talk.texts.get("rereading.no_article"))
    return None


async def _preview(update: Update, talk: Talk, which: Which) -> None:
    async with talk.services.database.read() as session:
        total = await store.rereading.count(session, which)
        numbers = await store.rereading.sample(session, which, TRIED)
    found, failed = [], 0
    for number in numbers:
        try:
            reading = await talk.services.intake.reading_of(number)
        except (ReadingFailedError, ReaderUnavailableError):
            failed += 1
            continue
        async with talk.services.database.read() as session:
            found.append(await store.rereading.difference(session, number, reading.events if reading else ()))
    shown = view.preview(which, view.Preview(total, len(numbers), failed, found), talk.texts)
    assert update.effective_chat is not None
    await update.effective_chat.send_message(
        shown.text, parse_mode=ParseMode.HTML, reply_markup=shown.keyboard, message_thread_id=thread_of(update)
    )


async def pressed(talk: Talk, data: str) -> View:
    """Hand the articles of a button to the readers; ValueError for a button of yesterday or one for admins."""
    which = view.read_token(data)
    if which.article_id is None and not talk.may_delete:
        return View(talk.texts.get("rereading.not_for_editors"))
    async with talk.services.database.write() as session:
        number = await store.rereading.reopen(session, which, who=talk.who, now=talk.services.clock())
    talk.services.intake.begin_sweep()
    return View(talk.texts.count("rereading.done", number))


def _which(words: str, today: date) -> Which | None:
    said = without_marks(clean(words)).strip()
    if number := _NUMBER.fullmatch(said):
        return Which(int(number[1]))
    if said in ALL or fold(said) in ALL:
        return Which()
    parts = [part.strip() for part in said.split("..")] if ".." in said else [said]
    read = [read_days(part, today) if part else (None, None) for part in parts]
    if len(read) > 2 or any(days is None for days in read):
        return None
    since, until = (read[0] or (None, None))[0], (read[-1] or (None, None))[1]
    return store.rereading.whole(Which(None, since, until)) if since or until else None


def handlers() -> list[Handler]:
    """The command and the button of this file."""
    return [CommandHandler("reread", reread, filters=FRESH), members_only(button("rr", pressed, once=True))]

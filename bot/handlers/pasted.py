"""A text that a member pastes, or writes under a picture, in a private chat is an article; a short one is a question.

In between both may be meant: the question is answered, and a button takes the text for an article.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.handlers.answering import Context, Handler, Talk, talk_of
from bot.handlers.intake import acknowledge, answer_to, part_of
from bot.handlers.mending import members_only
from bot.intake import Acknowledge, ArticleRefusedError
from bot.views import intake as views
from nlp.schema import Article
from store import parts
from store.records import Origin, Received

LONG, LONG_IN_LINES = 400, 200
"""Characters of what is no question; fewer do where they are in three lines or sentences."""

DOUBTFUL, DOUBTFUL_IN_LINES = 120, 80
"""Characters from which on a text may be an article; fewer do where they are in two lines or sentences."""

_LONGEST_QUESTION = 600
_SENTENCE = re.compile(r"[.!?…»]+(?:\s|$)|\n+")


def is_article(text: str) -> bool | None:
    """Whether a text is an article by its length, lines and sentences; None where it may be a question."""
    size, runs = len(text), sum(1 for run in _SENTENCE.split(text) if len(run.split()) > 1)
    if text.rstrip().endswith(("?", "؟")) and size < _LONGEST_QUESTION:
        return False
    if size >= LONG or (size >= LONG_IN_LINES and runs >= 3):
        return True
    return None if size >= DOUBTFUL or (size >= DOUBTFUL_IN_LINES and runs >= 2) else False


async def taken(message: Message, talk: Talk) -> bool:
    """Take a member's message in if it is an article or goes on with one; False where it is none, or may be none."""
    text = message.text or message.caption or ""
    if not talk.may_add or message.chat.type != ChatType.PRIVATE or message.reply_to_message is not None:
        return False
    if not is_article(text):
        async with talk.services.database.read() as session:
            article, origin = _article(message, talk, text), _origin(message, talk)
            if not await parts.goes_on(session, article, part_of(message), origin):
                return False
    await _take(message, talk, text)
    return True


async def offer(message: Message, talk: Talk) -> None:
    """Below the answer to what may be an article offer to read it as one."""
    text = message.text or message.caption or ""
    private = message.chat.type == ChatType.PRIVATE and message.reply_to_message is None
    if talk.may_add and private and is_article(text) is None:
        view = views.offered(talk.texts)
        await message.reply_text(
            view.text,
            parse_mode=ParseMode.HTML,
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
            reply_markup=view.keyboard,
        )


async def _pressed(update: Update, context: Context) -> None:
    """Take the message that the button's message answers; what is told stands there. ValueError where it is gone."""
    query = update.callback_query
    shown = query.message if query else None
    asked = shown.reply_to_message if isinstance(shown, Message) else None
    if query is None or not isinstance(shown, Message) or asked is None or not (text := asked.text or asked.caption):
        raise ValueError("no message to read")
    talk = await talk_of(update, context)
    with suppress(BadRequest):
        await query.answer()
    await _take(asked, talk, text, partial(_told_in_place, shown, talk))


async def _told_in_place(shown: Message, talk: Talk, received: Received) -> int:
    view = await answer_to(received, talk)
    await shown.edit_text(view.text, parse_mode=ParseMode.HTML)
    return shown.message_id


async def _take(message: Message, talk: Talk, text: str, told: Acknowledge | None = None) -> None:
    article, origin = _article(message, talk, text), _origin(message, talk)
    told = told or partial(acknowledge, message, talk)
    try:
        await talk.services.intake.receive(article, origin, told, part_of(message))
    except ArticleRefusedError as refused:
        view = views.refused(refused.flaw, talk.texts)
        await message.reply_text(view.text, parse_mode=ParseMode.HTML)


def _article(message: Message, talk: Talk, text: str) -> Article:
    """The article that was written today, as far as is known; who published it is not."""
    published = message.date.astimezone(ZoneInfo(talk.services.settings.default_timezone)).date()
    return Article(id=str(message.message_id), text=text, published=published)


def _origin(message: Message, talk: Talk) -> Origin:
    return Origin(talk.user_id, message.chat_id, message.message_id)


def handlers() -> list[Handler]:
    """The button of this file."""
    return [members_only(CallbackQueryHandler(_pressed, pattern=rf"^{views.READ_IT}\|"))]

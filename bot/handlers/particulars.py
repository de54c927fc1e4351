"""A reply to what the bot tells of an article, or to the article itself, gives its day or its publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Message, Update

import store.articles
import store.describing
import store.parts
import store.publishers
from bot.arabic import digits
from bot.handlers.answering import Talk, send
from bot.handlers.pickups import particulars
from bot.texts.bidi import without_marks
from bot.views import intake as views
from store.matching import EXACT
from store.naming import clean
from store.records import Who

_MOST_WORDS, _MOST_CHARACTERS = 6, 60
_NO_NAME = re.compile(r"[?؟=!]|^[/@#]|\.\s|\n")
_FUTURE = timedelta(days=1)  # a day that is tomorrow's somewhere


@dataclass(frozen=True, slots=True)
class Said:
    """What a reply says of an article."""

    published: date | None
    publisher: str | None


async def taken(update: Update, talk: Talk) -> bool:
    """Take a member's reply for the article's day or publisher; False where it is neither, or answers no article."""
    message = update.message
    answered = message.reply_to_message if message else None
    if message is None or not isinstance(answered, Message) or not message.text or not talk.may_add:
        return False
    said = _said(message.text, _today(talk.services.clock(), talk.services.settings.default_timezone))
    if said is None or (article_id := await _article(talk, answered)) is None:
        return False
    who = Who(talk.who.user_id, message.chat_id)
    async with talk.services.database.write() as session:
        publisher = said.publisher
        if publisher is not None:  # «rfi» is RFI
            known = await store.publishers.find(session, publisher, limit=1)
            publisher = known[0].name if known and known[0].score >= EXACT else publisher
        again = await store.describing.describe(
            session, article_id, published=said.published, publisher=publisher, who=who, now=talk.services.clock()
        )
        article = await store.articles.get(session, article_id)
    assert article is not None
    await send(update, views.described(article, again, talk.texts))
    if again:
        talk.services.intake.begin_sweep()
    return True


def _said(words: str, today: date) -> Said | None:
    """The day and the publisher that a few words give; None where they are a question or something else."""
    words = digits(without_marks(clean(words))).strip()
    if not words or len(words) > _MOST_CHARACTERS or len(words.split()) > _MOST_WORDS or _NO_NAME.search(words):
        return None
    published, publisher = particulars(words, today)
    if published is not None and published > today + _FUTURE:
        return None
    if publisher is not None and not any(letter.isalpha() for letter in publisher):
        return None
    return Said(published, publisher)


async def _article(talk: Talk, answered: Message) -> int | None:
    async with talk.services.database.read() as session:
        told = await store.articles.told_in(session, answered.chat_id, answered.message_id)
        return told or await store.parts.article_of(session, answered.chat_id, answered.message_id)


def _today(now: datetime, timezone: str) -> date:
    return now.astimezone(ZoneInfo(timezone)).date()

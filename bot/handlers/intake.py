"""A forwarded message becomes an article: publisher and date from where it was forwarded from, text or caption."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import (
    Bot,
    Document,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import MessageHandler, filters

import store.chats
from bot.article_files import ArticleFileError, text_of
from bot.handlers import pickups
from bot.handlers.answering import Context, Handler, Talk, talk_of
from bot.intake import LONGEST_BYTES, ArticleRefusedError, Flaw, Outcome
from bot.mending import entries_of
from bot.services import Services
from bot.texts import texts
from bot.views import intake as views
from bot.views.layout import View
from bot.views.mending import listed
from nlp.schema import Article
from store.records import Origin, Part, Received, Wish

_LOG = logging.getLogger(__name__)


async def forwarded(update: Update, context: Context) -> None:
    """Take an admin's forward in; tell anyone else, in private, that only admins add articles."""
    message = update.message
    if message is None or message.forward_origin is None:
        return
    talk = await talk_of(update, context)
    if not talk.may_add:
        if message.chat.type == ChatType.PRIVATE:
            await _answer(message, views.admins_only(talk.texts))
        return
    if message.document is not None and not _is_plain(message):
        await _keep_file(message, message.document, talk)
        return
    try:
        article = await _article(message, talk.services)
        origin = Origin(talk.user_id, message.chat_id, message.message_id)
        part = part_of(message) if message.document is None else None
        await talk.services.intake.receive(article, origin, partial(acknowledge, message, talk), part)
    except ArticleFileError:  # no UTF-8 after all
        assert message.document is not None
        await _keep_file(message, message.document, talk)
    except ArticleRefusedError as refused:
        # One picture of an album has the caption, the others need no answer each.
        if message.media_group_id is None:
            await _answer(message, views.refused(refused.flaw, talk.texts))


async def announce(bot: Bot, use: Services, outcome: Outcome) -> None:
    """Tell who forwarded an article what was found in it, in place of the acknowledgement where that still stands."""
    origin = outcome.article.origin
    if origin.chat_id is None:
        return
    async with use.database.read() as session:
        chat = await store.chats.get(session, origin.chat_id)
        entries = await entries_of(session, outcome.article)
    words = texts(chat.lang if chat else use.settings.default_language)
    view = views.copied(outcome, words) if outcome.original else listed(outcome, entries, 0, words)
    if origin.reply_message_id is not None:
        try:
            await bot.edit_message_text(
                view.text,
                origin.chat_id,
                origin.reply_message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=view.keyboard,
            )
            return
        except BadRequest as error:
            _LOG.info("the acknowledgement of article %d is gone: %s", outcome.article.id, error)
    reply = None
    if origin.message_id is not None:
        reply = ReplyParameters(origin.message_id, allow_sending_without_reply=True)
    await bot.send_message(
        origin.chat_id, view.text, parse_mode=ParseMode.HTML, reply_parameters=reply, reply_markup=view.keyboard
    )


def handlers() -> list[Handler]:
    """The handlers of this file."""
    return [MessageHandler(filters.FORWARDED & filters.UpdateType.MESSAGE, forwarded)]


async def acknowledge(message: Message, talk: Talk, received: Received) -> int:
    """Answer that an article is stored, or that it was known; gives the number of the answer."""
    return await _answer(message, await answer_to(received, talk))


async def answer_to(received: Received, talk: Talk) -> View:
    """What is said at once of an article that came in."""
    if received.duplicate:
        outcome = await talk.services.intake.outcome(received.article_id)
        assert outcome is not None
        return views.duplicate(outcome, talk.texts)
    return views.received(received.article_id, talk.texts)


async def _answer(message: Message, view: View) -> int:
    reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    sent = await message.reply_text(view.text, parse_mode=ParseMode.HTML, reply_parameters=reply)
    return sent.message_id


def part_of(message: Message) -> Part:
    """The message as a part of an article: when and as what number it was published, or written."""
    origin = message.forward_origin
    post = origin.message_id if isinstance(origin, MessageOriginChannel) else None
    moment = origin.date if origin is not None else message.date
    return Part(message.chat_id, message.message_id, message.date, moment, post, message.media_group_id)


def _is_plain(message: Message) -> bool:
    """Whether the article is the message's own text or a text file; other files are opened in a process apart."""
    name = (message.document.file_name or "") if message.document else ""
    return bool(message.text or message.caption) or Path(name).suffix.lower() in ("", ".txt")


async def _keep_file(message: Message, document: Document, talk: Talk) -> None:
    """Have the file opened; its day and publisher are those of the forward where it tells none."""
    publisher, _, moment = source_of(message)
    published = moment.astimezone(ZoneInfo(talk.services.settings.default_timezone)).date()
    origin = Origin(talk.user_id, message.chat_id, message.message_id)
    await pickups.keep_file(message, talk, document, Wish(origin, published=published, publisher=publisher))


async def _article(message: Message, use: Services) -> Article:
    """The article in a forward. Its day is the origin's in the default time zone, where the publisher's «hier» is."""
    publisher, url, moment = source_of(message)
    text = message.text or message.caption or ""
    if message.document is not None and not text:
        text = await _document_text(message.document)
    published = moment.astimezone(ZoneInfo(use.settings.default_timezone)).date()
    return Article(id=str(message.message_id), text=text, published=published, publisher=publisher, url=url)


def source_of(message: Message) -> tuple[str | None, str | None, datetime]:
    """Publisher, address and moment of what was forwarded, by the four kinds of origin that Telegram has."""
    match message.forward_origin:
        case MessageOriginChannel(chat=chat, message_id=number, date=moment):
            return chat.title, f"https://t.me/{chat.username}/{number}" if chat.username else None, moment
        case MessageOriginChat(sender_chat=chat, date=moment):
            return chat.title, None, moment
        case MessageOriginUser(sender_user=user, date=moment):
            return user.full_name, None, moment
        case MessageOriginHiddenUser(sender_user_name=name, date=moment):
            return name, None, moment
    return None, None, message.date


async def _document_text(document: Document) -> str:
    if (document.file_size or 0) > LONGEST_BYTES:
        raise ArticleRefusedError(Flaw.TOO_LONG)
    file = await document.get_file()
    return text_of(bytes(await file.download_as_bytearray()))

"""An admin sends links or a file: each is kept, fetched and taken in like a forward; news of it replace one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from telegram import Bot, Document, LinkPreviewOptions, Message, MessageEntity, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import MessageHandler, filters

import store.chats
from bot.documents.drafts import DocumentError
from bot.documents.drafts import Flaw as DocumentFlaw
from bot.fetching.errors import FetchError, Trouble
from bot.fetching.links import links_in, tidy
from bot.handlers.answering import FRESH, Context, Handler, Talk, talk_of
from bot.pickup_news import News, Taken
from bot.pickups import LARGEST_FILE
from bot.query_dates import read_days
from bot.services import Services
from bot.texts import Texts, texts
from bot.views import intake as intake_views
from bot.views import pickups as views
from bot.views.layout import View
from store.records import Origin, PickupRecord, Wish

MOST_LINKS = 10
"""Links taken from one message."""

_MOST_WORDS = 40  # around the links; more is an article that cites them
_MOST_DATE_WORDS = 4  # «ven 19 mai 2017»


class _Links(filters.MessageFilter):
    """Messages that are links with a few words, such as the title that a browser adds when a page is shared."""

    def filter(self, message: Message) -> bool:
        links, words = _links(message)
        return bool(links) and len(words.split()) <= _MOST_WORDS


async def linked(update: Update, context: Context) -> None:
    """Keep an admin's links, each with a message of its own that tells how it goes."""
    message = update.message
    assert message is not None
    talk = await talk_of(update, context)
    if not talk.may_add:
        await _answer(message, intake_views.admins_only(talk.texts))
        return
    links, words = _links(message)
    published, _ = particulars(words, talk.services.clock().date())
    for url in links[:MOST_LINKS]:
        await _link(message, talk, url, published)
    if len(links) > MOST_LINKS:
        await _answer(message, views.too_many(links[MOST_LINKS:], talk.texts))


async def sent_file(update: Update, context: Context) -> None:
    """Keep an admin's file; its caption may give date and publisher."""
    message = update.message
    assert message is not None and message.document is not None
    talk = await talk_of(update, context)
    if not talk.may_add:
        await _answer(message, intake_views.admins_only(talk.texts))
        return
    published, publisher = particulars(message.caption or "", talk.services.clock().date())
    wish = Wish(_origin(message, talk), published=published, publisher=publisher, binding=True)
    await keep_file(message, talk, message.document, wish)


async def keep_file(message: Message, talk: Talk, document: Document, wish: Wish) -> None:
    """Keep a file to be fetched, opened and taken in; one that Telegram hands out to no bot is refused at once."""
    name = document.file_name or ""
    if (document.file_size or 0) > LARGEST_FILE:
        await _answer(message, views.file_refused(name, f"documents.{DocumentFlaw.TOO_LARGE}", talk.texts))
        return
    whole = replace(wish, file_id=document.file_id, name=name, media_type=document.mime_type)
    await talk.services.pickups.add(whole, partial(_answer, message, views.under_way(whole, talk.texts)))


async def tell(bot: Bot, use: Services, record: PickupRecord, news: News) -> int | None:
    """Tell whoever wished for it how it stands, in place of what was told before where that still stands."""
    origin = record.wish.origin
    if origin.chat_id is None:
        return None
    async with use.database.read() as session:
        chat = await store.chats.get(session, origin.chat_id)
    words = texts(chat.lang if chat else use.settings.default_language)
    view = await _view(use, record, news, words)
    if origin.reply_message_id is not None:
        try:
            await bot.edit_message_text(view.text, origin.chat_id, origin.reply_message_id, parse_mode=ParseMode.HTML,
                                        link_preview_options=LinkPreviewOptions(is_disabled=True))  # fmt: skip
            return origin.reply_message_id
        except BadRequest as error:
            if "not modified" in str(error).lower():
                return origin.reply_message_id
    reply = None
    if origin.message_id is not None:
        reply = ReplyParameters(origin.message_id, allow_sending_without_reply=True)
    sent = await bot.send_message(origin.chat_id, view.text, parse_mode=ParseMode.HTML, reply_parameters=reply,
                                  link_preview_options=LinkPreviewOptions(is_disabled=True))  # fmt: skip
    return sent.message_id


async def download(bot: Bot, file_id: str) -> bytes:
    """Get a file from Telegram. Raises FetchError, DocumentError."""
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > LARGEST_FILE:
            raise DocumentError(DocumentFlaw.TOO_LARGE)
        return bytes(await file.download_as_bytearray())
    except BadRequest as error:
        if "too big" in str(error).lower():
            raise DocumentError(DocumentFlaw.TOO_LARGE) from None
        raise FetchError(Trouble.MISSING) from None
    except TelegramError:
        raise FetchError(Trouble.UNREACHABLE) from None


def particulars(words: str, today: date) -> tuple[date | None, str | None]:
    """The day that a few words begin or end with («2017-05-19 RFI»), and what else they say: the publisher."""
    parts = words.split()
    for count in range(min(_MOST_DATE_WORDS, len(parts)), 0, -1):
        for day, rest in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            bare = len(day) == 1 and len(day[0]) < 3  # «France 24» is no 24th
            days = None if bare else read_days(" ".join(day), today)
            if days is not None and days[0] is not None and days[0] == days[1]:
                return days[0], " ".join(rest).strip(" ,;:–-") or None
    return None, " ".join(parts) or None


def handlers() -> list[Handler]:
    """The handlers of this file; after the forwards', before those of plain words."""
    private = FRESH & filters.ChatType.PRIVATE
    return [
        MessageHandler(private & filters.TEXT & ~filters.COMMAND & _Links(), linked),
        MessageHandler(private & filters.Document.ALL, sent_file),
    ]


async def _link(message: Message, talk: Talk, url: str, published: date | None) -> None:
    known = await talk.services.pickups.article_of(url)
    if known is not None and (outcome := await talk.services.intake.outcome(known)) is not None:
        await _answer(message, views.known_link(url, outcome.article, talk.texts))
        return
    wish = Wish(_origin(message, talk), url=url, published=published, binding=True)
    await talk.services.pickups.add(wish, partial(_answer, message, views.under_way(wish, talk.texts)))


def _links(message: Message) -> tuple[list[str], str]:
    """The links of a message, those hidden behind words too, and the words around them."""
    found, words = links_in(message.text or "")
    hidden = [one.url for one in message.entities if one.type == MessageEntity.TEXT_LINK and one.url]
    return list(dict.fromkeys([*found, *(tidy(url) for url in hidden if url.startswith("http"))])), words


def _origin(message: Message, talk: Talk) -> Origin:
    return Origin(talk.user_id, message.chat_id, message.message_id)


async def _view(use: Services, record: PickupRecord, news: News, words: Texts) -> View:
    if isinstance(news, Taken) and news.received.duplicate:
        outcome = await use.intake.outcome(news.received.article_id)
        assert outcome is not None
        return intake_views.duplicate(outcome, words)
    return views.news(record, news, words)


async def _answer(message: Message, view: View) -> int:
    reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    sent = await message.reply_text(view.text, parse_mode=ParseMode.HTML, reply_parameters=reply,
                                    link_preview_options=LinkPreviewOptions(is_disabled=True))  # fmt: skip
    return sent.message_id

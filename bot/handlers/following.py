"""/follow @channel: every post of a channel in which the bot is admin is taken in; an edited one is a new version."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from telegram import ChatFullInfo, ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import MessageHandler, filters

import store.following
from bot.handlers.answering import Context, Handler, Talk, command
from bot.handlers.intake import part_of, source_of
from bot.handlers.turning import turning
from bot.intake import ArticleRefusedError
from bot.services import services
from bot.views import following as view
from bot.views.layout import View, clip, lines
from nlp.schema import Article
from store.records import Origin, Who

_NAMED = re.compile(r"(?:(?:https?://)?t\.me/|@)(\w{4,32})/?|(-[0-9]{5,18})", re.ASCII)
_NAME = 40  # characters


async def follow(talk: Talk, words: str) -> View:
    """Follow a channel, or list those that are followed."""
    if not talk.may_delete:
        return View(talk.texts.get("following.admins_only"))
    if not words.strip():
        return await _list(talk)
    named = _NAMED.fullmatch(words.strip())
    if named is None:
        return View(talk.texts.get("following.usage"))
    channel = await _channel(talk, f"@{named[1]}" if named[1] else int(named[2]))
    if channel is None:
        return View(talk.texts.get("following.no_channel", name=clip(words, _NAME)))
    title = channel.title or words
    if not await _is_admin(talk, channel.id):
        return View(talk.texts.get("following.not_admin", name=clip(title, _NAME)))
    assert talk.user_id is not None
    async with talk.services.database.write() as session:
        now = talk.services.clock()
        new = await store.following.follow(session, channel.id, title, made_by=talk.user_id, now=now)
    return View(talk.texts.get("following.begun" if new else "following.known", name=clip(title, _NAME)))


async def unfollow(talk: Talk, words: str) -> View:
    """The list, whose buttons end it."""
    if not talk.may_delete:
        return View(talk.texts.get("following.admins_only"))
    return await _list(talk)


async def pressed(talk: Talk, data: str) -> View:
    """The list without the channel of the button; ValueError for whoever may not, or where it is gone already."""
    chat_id = view.read_press(data)
    if not talk.may_delete:
        raise ValueError("for admins")
    async with talk.services.database.write() as session:
        known = await store.following.followed(session, chat_id)
        if known is None:
            raise ValueError(f"channel {chat_id} is not followed")
        await store.following.unfollow(session, chat_id)
    rest = await _list(talk)
    return View(lines(talk.texts.get("following.ended", name=clip(known.title, _NAME)), "", rest.text), rest.rows)


async def posted(update: Update, context: Context) -> None:
    """Take a post of a followed channel in; nobody is answered, subscribers get what it tells."""
    post, use = update.channel_post, services(context)
    assert post is not None
    if not (post.text or post.caption):
        return
    async with use.database.read() as session:
        if await store.following.followed(session, post.chat_id) is None:
            return
    try:
        await use.intake.receive(_article(post, use.settings.default_timezone), Origin(), part=part_of(post))
    except ArticleRefusedError:  # nothing but spaces
        return


async def edited(update: Update, context: Context) -> None:
    """Take the new text of a post that was taken in; the act is logged under whoever had the channel followed."""
    post, use = update.edited_channel_post, services(context)
    assert post is not None
    if not (text := post.text or post.caption):
        return
    async with use.database.read() as session:
        known = await store.following.followed(session, post.chat_id)
    if known is None:
        return
    try:
        await use.intake.revise(post.chat_id, post.message_id, text, Who(known.made_by, post.chat_id))
    except ArticleRefusedError:
        return


async def _list(talk: Talk) -> View:
    async with talk.services.database.read() as session:
        return view.listed(await store.following.all_of(session), talk.texts)


async def _channel(talk: Talk, named: str | int) -> ChatFullInfo | None:
    assert talk.bot is not None
    try:
        found = await talk.bot.get_chat(named)
    except TelegramError:
        return None
    return found if found.type == ChatType.CHANNEL else None


async def _is_admin(talk: Talk, chat_id: int) -> bool:
    """Whether the bot is an admin of the channel: only then does Telegram hand it the posts."""
    assert talk.bot is not None
    try:
        member = await talk.bot.get_chat_member(chat_id, talk.bot.id)
    except TelegramError:
        return False
    return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


def _article(post: Message, zone: str) -> Article:
    """The article in a post: by the channel itself, or by where it forwarded it from."""
    if post.forward_origin is not None:
        publisher, url, moment = source_of(post)
    else:
        name = post.chat.username
        publisher, moment = post.chat.title, post.date
        url = f"https://t.me/{name}/{post.message_id}" if name else None
    published = moment.astimezone(ZoneInfo(zone)).date()
    return Article(str(post.message_id), post.text or post.caption or "", published, publisher=publisher, url=url)


def handlers() -> list[Handler]:
    """The commands, the buttons and the posts of channels, which no other handler is to take for questions."""
    return [
        command("follow", follow),
        command("unfollow", unfollow),
        turning("fw", pressed),
        MessageHandler(filters.UpdateType.CHANNEL_POST, posted),
        MessageHandler(filters.UpdateType.EDITED_CHANNEL_POST, edited),
    ]

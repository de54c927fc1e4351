"""Where a subscription is told: the chat that asks, a topic of it, or a channel, settled from a private chat."""

from __future__ import annotations

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatType
from telegram.error import TelegramError

import store.chats
from bot.handlers.answering import Talk
from bot.views.layout import View, clip
from bot.views.subscriptions import Place
from store.naming import clean
from store.records import ChatRecord

_NAME = 60  # characters


async def place_of(talk: Talk, named: str | int | None) -> Place | View:
    """The chat of the talk, or the channel named («@canal», its number), or why nothing may be settled there.

    Both are checked: whoever asks, and the bot, may post in the channel.
    """
    if named is None:
        return Place(talk.chat)
    if talk.chat.kind != ChatType.PRIVATE or talk.user_id is None or talk.bot is None:
        return View(talk.texts.get("subscriptions.channel_in_private"))
    shown = clip(str(named), _NAME)
    try:
        channel = await talk.bot.get_chat(named)
    except TelegramError:
        return View(talk.texts.get("subscriptions.no_channel", name=shown))
    if channel.type != ChatType.CHANNEL:
        key = "channel_is_group" if channel.type in (ChatType.GROUP, ChatType.SUPERGROUP) else "no_channel"
        return View(talk.texts.get(f"subscriptions.{key}", name=shown))
    shown = clip(channel.title or shown, _NAME)
    if not await _may_post(talk, channel.id, talk.user_id):
        return View(talk.texts.get("subscriptions.channel_not_yours", name=shown))
    if not await _may_post(talk, channel.id, talk.bot.id):
        return View(talk.texts.get("subscriptions.channel_no_post", name=shown))
    return Place(await _stored(talk, channel), is_channel=True)


async def _stored(talk: Talk, channel: ChatFullInfo) -> ChatRecord:
    """The channel as a chat of ours; a new one speaks as whoever settles it, by the same clock."""
    title = clean(channel.title or "") or None
    new = ChatRecord(channel.id, talk.chat.lang, talk.chat.timezone, str(ChatType.CHANNEL), title)
    async with talk.services.database.write() as session:
        return await store.chats.ensure(session, new)


async def _may_post(talk: Talk, channel_id: int, user_id: int) -> bool:
    assert talk.bot is not None
    try:
        member = await talk.bot.get_chat_member(channel_id, user_id)
    except TelegramError:
        return False
    if isinstance(member, ChatMemberAdministrator):
        return bool(member.can_post_messages)
    return member.status == ChatMember.OWNER

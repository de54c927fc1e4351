"""What happens to the chats themselves: a group that becomes a supergroup gets a new id and keeps what it had; a chat
that lets the bot in again is told what it missed."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

import store.chats
from bot.handlers.answering import Context, Handler
from bot.services import services


async def migrated(update: Update, context: Context) -> None:
    """Carry the chat over; Telegram tells it once in the old chat and once in the new one, either is enough."""
    message = update.message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    async with services(context).database.write() as session:
        await store.chats.move(session, old, new, now=services(context).clock())


async def let_in(update: Update, context: Context) -> None:
    """End the pause of a chat that unblocked the bot, took it back or lets it write again; it need not say a word."""
    changed = update.my_chat_member
    if changed is None or not _may_write(changed.new_chat_member, changed.chat.type):
        return
    async with services(context).database.write() as session:
        known = await store.chats.get(session, changed.chat.id)
        if known is not None and known.paused:
            await store.chats.ensure(session, known)


def _may_write(bot: ChatMember, kind: str) -> bool:
    if kind == ChatType.CHANNEL:
        return isinstance(bot, ChatMemberAdministrator) and bool(bot.can_post_messages)
    if isinstance(bot, ChatMemberRestricted):
        return bot.is_member and bot.can_send_messages
    return bot.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)


def handlers() -> list[Handler]:
    """The handlers of this file."""
    return [
        MessageHandler(filters.StatusUpdate.MIGRATE, migrated),
        ChatMemberHandler(let_in, ChatMemberHandler.MY_CHAT_MEMBER),
    ]

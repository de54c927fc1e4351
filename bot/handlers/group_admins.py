"""Who may settle things for a group, its language, its clock, its subscriptions: the group's admins alone."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import cast

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.services import services

_LOG = logging.getLogger(__name__)

REMEMBERED = timedelta(minutes=1)
"""How long Telegram's answer is believed: who is made an admin need not wait, a storm of presses asks once."""
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
_KEY = "admins"


async def may_settle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """Whether whoever wrote or pressed may: in a private chat anyone, in a group an admin, anonymous ones included.

    False too where Telegram does not tell.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or chat.type not in _GROUPS:
        return True
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id  # an admin who writes as the group; any other channel is a guest
    return user is not None and await _is_admin(context, chat.id, user.id)


async def _is_admin(context: ContextTypes.DEFAULT_TYPE, chat_id: int, user_id: int) -> bool:
    assert context.chat_data is not None
    now = services(context).clock()
    told = cast(dict[int, tuple[bool, datetime]], context.chat_data.setdefault(_KEY, {}))
    for known in [known for known, (_, since) in told.items() if now - since >= REMEMBERED]:
        del told[known]
    if user_id not in told:
        try:
            member = await context.bot.get_chat_member(chat_id, user_id)
        except TelegramError as error:
            _LOG.warning("whether a member is an admin of the group can't be told: %s", error)
            return False
        told[user_id] = member.status in _ADMINS, now
    return told[user_id][0]

"""The commands that Telegram offers when someone types «/»: for private chats, groups and their admins, by language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.texts import LANGUAGES, texts

_LOG = logging.getLogger(__name__)

_PATIENCE_S = 20.0  # for all lists together: a flood control of minutes must not hold up the start

LOOK_UP = ("events", "actors", "places", "timeline", "map", "export")
CARDS = ("actor", "place", "event", "article")
RECEIVE = ("subscribe", "subscriptions", "unsubscribe", "digest")
SETTINGS = ("lang", "timezone", "quiet")
ABOUT = ("help", "about")
MEND = ("admins", "undo", "history", "alias", "merge", "split", "reread", "pin", "backup", "follow", "unfollow")

MENUS: tuple[tuple[BotCommandScope, Sequence[str]], ...] = (
    (BotCommandScopeDefault(), (*LOOK_UP, *CARDS, *RECEIVE, *SETTINGS, *ABOUT)),
    (BotCommandScopeAllPrivateChats(), (*LOOK_UP, *CARDS, *RECEIVE, *SETTINGS, *ABOUT)),
    (BotCommandScopeAllGroupChats(), (*LOOK_UP, *CARDS, "digest", *ABOUT)),
    (BotCommandScopeAllChatAdministrators(), (*LOOK_UP, *CARDS, *RECEIVE, *SETTINGS, *ABOUT)),
)
"""Which commands are offered where: language, clock and subscriptions of a group are for its admins to settle.

They alone see those there.
"""

COMMANDS = (*LOOK_UP, *RECEIVE, *SETTINGS, *ABOUT, *CARDS, "start", "status", *MEND)
"""Every command that the bot understands; /status and those that mend, for the bot's admins, stand in their /help."""


async def offer(bot: Bot, default_language: str) -> None:
    """Tell Telegram the commands of each scope in each language, the default one for every other language.

    The bot works without, so what fails is only logged and the other lists are still set.
    """
    try:
        async with asyncio.timeout(_PATIENCE_S):
            for scope, names in MENUS:
                for lang in LANGUAGES:
                    await _offer(bot, scope, names, lang, lang)
                await _offer(bot, scope, names, default_language, None)
    except TimeoutError:
        _LOG.warning("the lists of commands could not all be set within %.0f s", _PATIENCE_S)


async def _offer(bot: Bot, scope: BotCommandScope, names: Sequence[str], lang: str, code: str | None) -> None:
    commands = [BotCommand(name, str(texts(lang).get(f"commands.{name}").unescape())) for name in names]
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=code)
    except TelegramError as error:
        _LOG.warning("the commands of %s in %s could not be set: %s", scope.type, code or "other languages", error)

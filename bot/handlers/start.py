"""/start, /help, and what to say to a command that nobody handles."""

from __future__ import annotations

from contextlib import suppress

from markupsafe import Markup
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.handlers.answering import FRESH, Context, Handler, Talk, addressed_here, command, reply
from bot.handlers.deep_links import opened
from bot.views.layout import PARAGRAPH, View


async def start(talk: Talk, words: str) -> View:
    """Who this is and what to try; or, where `words` is a deep link's payload, what the link shows."""
    if words and (shown := await opened(talk, words)):
        return shown
    return View(talk.texts.get("common.start"))


async def help_(talk: Talk, words: str) -> View:
    """All commands; how to add articles for those who may."""
    parts = [talk.texts.get("common.help"), talk.texts.get("inline.help")]
    if talk.is_admin:
        parts.append(talk.texts.get("common.help_admin"))
    return View(Markup(PARAGRAPH).join(parts))


async def unknown(talk: Talk, words: str) -> View:
    """A command that does not exist."""
    return View(talk.texts.get("common.unknown_command"))


async def stale(talk: Talk, words: str) -> View:
    """A button of a time gone by."""
    return View(talk.texts.get("common.stale_button"))


def handlers() -> list[Handler]:
    """The commands of this file."""
    return [command("start", start), command("help", help_)]


def last_handlers() -> list[Handler]:
    """What answers where nothing else does; to be added after all others."""

    async def unknown_command(update: Update, context: Context) -> None:
        if addressed_here(update, context):
            await reply(update, context, unknown, "")

    async def button(update: Update, context: Context) -> None:
        if update.callback_query:
            with suppress(BadRequest):  # «query is too old»
                await update.callback_query.answer()
        await reply(update, context, stale, "")

    return [
        MessageHandler(filters.COMMAND & FRESH, unknown_command),
        CallbackQueryHandler(button),
    ]

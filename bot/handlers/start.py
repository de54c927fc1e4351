"""/start, and what to say to a command that nobody handles."""

from __future__ import annotations

from contextlib import suppress

from rapidfuzz import fuzz, process
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.command_menu import COMMANDS
from bot.handlers.answering import FRESH, Context, Handler, Talk, addressed_here, command, reply
from bot.handlers.deep_links import opened
from bot.handlers.settings import NAMES
from bot.views import welcome as view
from bot.views.layout import View, clip
from bot.words import commands
from nlp.names import fold

_NEAR = 60.0  # per cent of the letters: «evnt» is /event, «xyzzy» is none
_SHORT, _NEARER = 3, 75.0  # «/foo» is no «follow»
_TYPED = 32  # characters; Telegram's commands have no more


async def start(talk: Talk, words: str) -> View:
    """Who this is and what to try; or, where `words` is a deep link's payload, what the link shows."""
    if words and (shown := await opened(talk, words)):
        return shown
    async with talk.services.database.read() as session:
        found = await talk.services.overviews.latest(session, talk.services.clock)
    return view.welcome(found, talk.texts, languages=None if talk.language_known else NAMES)


async def unknown(talk: Talk, words: str) -> View:
    """A command that does not exist: the one that comes nearest, where one does."""
    nearest = nearest_command(words)
    if nearest is None:
        return View(talk.texts.get("common.unknown_command"))
    shown = {"typed": f"/{clip(words, _TYPED)}", "nearest": f"/{nearest}"}
    return View(talk.texts.get("common.unknown_nearest", **shown))


def nearest_command(typed: str) -> str | None:
    """The command that someone meant who typed this one, by its name or by another word; None where none is near."""
    named = {name: name for name in COMMANDS}
    for name, words in commands.COMMANDS.items():
        named |= {word: name for word in words.split() if word not in named}
    best = process.extractOne(
        fold(typed), named.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR if len(typed) > _SHORT else _NEARER
    )
    return named[best[0]] if best else None


async def stale(talk: Talk, words: str) -> View:
    """A button of a time gone by."""
    return View(talk.texts.get("common.stale_button"))


def handlers() -> list[Handler]:
    """The commands of this file."""
    return [command("start", start)]


def last_handlers() -> list[Handler]:
    """What answers where nothing else does; to be added after all others."""

    async def unknown_command(update: Update, context: Context) -> None:
        if addressed_here(update, context):
            text = update.effective_message.text if update.effective_message else None
            typed = (text or "").split(maxsplit=1)[0] if text else ""
            await reply(update, context, unknown, typed.partition("@")[0].removeprefix("/"))

    async def button(update: Update, context: Context) -> None:
        if update.callback_query:
            with suppress(BadRequest):  # «query is too old»
                await update.callback_query.answer()
        await reply(update, context, stale, "")

    return [
        MessageHandler(filters.COMMAND & FRESH, unknown_command),
        CallbackQueryHandler(button),
    ]

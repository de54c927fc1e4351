"""What is said to the bot without a command: a text, a caption, in a group by mention or reply; a picture alone."""

from __future__ import annotations

import re

from telegram import Bot, Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import MessageHandler, filters

from bot.handlers import particulars, pasted
from bot.handlers.answering import FRESH, Context, Handler, Talk, reply, talk_of
from bot.handlers.queries import question
from bot.views.layout import View

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?=\s|$)")
_COMMAND_TO = re.compile(r"(?P<command>/[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?=\s|$)")


async def _text(update: Update, context: Context) -> None:
    """Answer a text or a caption in a private chat, or one that is addressed to the bot in a group."""
    message = update.effective_message
    if message is None:
        return
    if message.caption and (found := _COMMAND_TO.match(message.caption)):  # a command to us, none to Telegram's clients
        if (found["bot"] or context.bot.username).lower() == context.bot.username.lower():
            said = found["command"] + message.caption[found.end() :]
            await context.application.process_update(_as_command(update, said, found["command"], context.bot))
        return
    talk = await talk_of(update, context)
    if await particulars.taken(update, talk) or await pasted.taken(message, talk):
        return
    said = addressed(message, context.bot.id, context.bot.username)
    if said is None:
        return
    if command_said := _COMMAND.match(said):  # «@bot /events Qayrawan», which is no command to Telegram
        await context.application.process_update(_as_command(update, said, command_said[0], context.bot))
    else:
        await reply(update, context, question, said)
        await pasted.offer(message, talk)


async def _wordless(update: Update, context: Context) -> None:
    """Say to a picture, a voice or a place on the map without a word what the bot understands; to an album once."""
    if update.message and update.message.media_group_id is None:
        await reply(update, context, _no_query, "")


async def _no_query(talk: Talk, words: str) -> View:
    return View(talk.texts.get("queries.no_query"))


def _as_command(update: Update, said: str, command_said: str, bot: Bot) -> Update:
    """The update as if the message began with the command, addressed to the bot."""
    message = update.message
    assert message is not None
    addressed_so = f"{command_said}@{bot.username}"
    entity = {"type": MessageEntity.BOT_COMMAND, "offset": 0, "length": len(addressed_so)}
    whole = message.to_dict() | {"text": addressed_so + said[len(command_said) :], "entities": [entity]}
    whole = {name: value for name, value in whole.items() if name not in ("caption", "caption_entities")}
    again = Update.de_json({"update_id": update.update_id, "message": whole}, bot)
    assert again is not None
    return again


def addressed(message: Message, bot_id: int, username: str) -> str | None:
    """What is said to the bot, without its name; None for a text that is not for it."""
    # Offsets are in UTF-16 units; python-telegram-bot's own reading of them fails on half a pair.
    units, called = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass"), False
    mentions = [one for one in message.entities or message.caption_entities if one.type == MessageEntity.MENTION]
    for entity in sorted(mentions, key=lambda one: -one.offset):
        begin, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if units[begin:end].decode("utf-16-le", "replace").lower() == f"@{username}".lower():
            called, units = True, units[:begin] + " ".encode("utf-16-le") + units[end:]
    answered = message.reply_to_message
    called |= answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    if not called and message.chat.type != ChatType.PRIVATE:
        return None
    return " ".join(units.decode("utf-16-le", "surrogatepass").split())


def handlers() -> list[Handler]:
    """What answers plain texts and captions, and pictures without a word; to be added after all commands."""
    wordless = filters.ATTACHMENT & ~filters.CAPTION & filters.ChatType.PRIVATE
    return [
        MessageHandler(((filters.TEXT & ~filters.COMMAND) | filters.CAPTION) & FRESH, _text),
        MessageHandler(wordless & FRESH, _wordless),
    ]

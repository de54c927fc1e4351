"""A message that an article came in was edited: the article gets the new text, and is read again.

That a message was deleted no bot is told; the article stays.
"""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.handlers.answering import Context, Handler, talk_of
from bot.intake import ArticleRefusedError


async def edited(update: Update, context: Context) -> None:
    """Take a member's new text; what it changes is told where the article's events are listed."""
    message = update.edited_message
    if message is None or not (text := message.text or message.caption):
        return
    talk = await talk_of(update, context)
    if not talk.may_add:
        return
    try:
        await talk.services.intake.revise(message.chat_id, message.message_id, text, talk.who)
    except ArticleRefusedError:  # an article without a word or too long keeps its text
        return


def handlers() -> list[Handler]:
    """The handler of this file."""
    return [MessageHandler(filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION), edited)]

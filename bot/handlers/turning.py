"""Buttons whose answer takes the place of the message that they stand under: the next card, the next page."""

from __future__ import annotations

from contextlib import suppress

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.handlers.answering import Answer, Context, Handler, send, talk_of
from bot.views.layout import View


def turning(prefix: str, answer: Answer) -> Handler:
    """Handles presses of buttons whose data is `prefix|…`; a ValueError of the answer means a button of yesterday.

    Where the message can't be edited any more, the answer is sent anew; a second tap on the same button does nothing.
    """

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query and query.data
        with suppress(BadRequest):  # «query is too old»: the answer matters more than the spinner
            await query.answer()
        talk = await talk_of(update, context)
        try:
            view = await answer(talk, query.data)
        except ValueError:
            await send(update, View(talk.texts.get("common.stale_button")))
            return
        try:
            await query.edit_message_text(
                view.text,
                ParseMode.HTML,
                reply_markup=view.keyboard,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                await send(update, view)

    return CallbackQueryHandler(handle, pattern=rf"^{prefix}\|")

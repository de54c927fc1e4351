"""Buttons whose answer takes the place of the message that they stand under: the next card, the next page."""

from __future__ import annotations

from contextlib import suppress

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.handlers.answering import Answer, Context, Handler, alert, send, talk_of
from bot.handlers.group_admins import may_settle


def turning(prefix: str, answer: Answer, *, settles: bool = False) -> Handler:
    """Handles presses of buttons whose data is `prefix|…`; a ValueError of the answer means a button of yesterday.

    That is said in an alert, and the message stays as it is. Where the message can't be edited any more, the answer is
    sent anew; a second tap on the same button does nothing. `settles` says that in a group its admins alone may.
    """

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query and query.data
        talk = await talk_of(update, context)
        if settles and not await may_settle(update, context):
            await alert(query, talk, "groups.admins_only")
            return
        try:
            view = await answer(talk, query.data)
        except ValueError:
            await alert(query, talk)
            return
        with suppress(BadRequest):  # «query is too old»: the answer matters more than the spinner
            await query.answer()
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

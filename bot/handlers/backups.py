"""/backup: the whole archive as a file, for owners and admins, in private."""

from __future__ import annotations

from telegram import Chat, InputFile, Update
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import TelegramError

from bot.backups import backup
from bot.handlers.answering import Context, Handler, Talk, send
from bot.handlers.media import Reply, media_command
from bot.views import backups as view
from bot.views.layout import View
from store.errors import DatabaseError

_UPLOAD_S = 300.0  # for a file of 50 MB over a slow line


async def back_up(talk: Talk, words: str) -> Reply:
    """Make a backup in the background, and send it or say where it lies."""
    if not talk.may_delete:
        return View(talk.texts.get("backups.admins_only"))
    if talk.chat.kind != ChatType.PRIVATE:
        return View(talk.texts.get("backups.in_private"))
    if talk.services.errands.busy(talk.chat.id):
        return View(talk.texts.get("backups.busy"))

    async def begin(update: Update, context: Context) -> None:
        chat = update.effective_chat
        assert chat is not None
        await send(update, View(talk.texts.get("backups.begun")))
        talk.services.errands.start(chat.id, _send_or_apologise(chat, talk))

    return begin


async def _send_or_apologise(chat: Chat, talk: Talk) -> None:
    try:
        await _send(chat, talk)
    except (DatabaseError, OSError, TelegramError):
        await chat.send_message(talk.texts.get("backups.failed"), parse_mode=ParseMode.HTML)
        raise


async def _send(chat: Chat, talk: Talk) -> None:
    await chat.send_chat_action(ChatAction.UPLOAD_DOCUMENT)
    async with backup(talk.services.settings.database_url, talk.services.clock()) as made:
        if made.kept:
            await chat.send_message(view.kept(made.path, made.size, talk.texts).text, parse_mode=ParseMode.HTML)
            return
        with made.path.open("rb") as file:
            await chat.send_document(
                InputFile(file, filename=made.path.name, read_file_handle=False),
                caption=view.sent(made.path, made.size, talk.texts).text,
                parse_mode=ParseMode.HTML,
                write_timeout=_UPLOAD_S,
                read_timeout=_UPLOAD_S,
            )


def handlers() -> list[Handler]:
    """The command of this file."""
    return [media_command("backup", back_up)]

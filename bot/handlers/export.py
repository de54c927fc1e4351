"""/export: the events as a file, and what its columns mean."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from telegram import Chat, InputFile, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode

import store.series
from bot.exports import FORMATS
from bot.exports.files import Part, file_name, parts
from bot.handlers.answering import Context, Handler, Talk, asked_in, send
from bot.handlers.asking import Asked, asked, pressed
from bot.handlers.media import Reply, media_button, media_command, thread_of
from bot.views.exports import columns, formats, summary
from bot.views.layout import View

_UPLOAD_S = 300.0  # for a file of 50 MB over a slow line

_COLUMNS = ("columns", "colonnes", "help", "aide", "الأعمدة", "أعمدة", "الاعمدة", "اعمدة")

_NO_FORMATS = frozenset("xls xlsx excel ods tsv txt json xml html kml kmz gpx shp pdf doc docx ical sql zip".split())  # noqa: SIM905
"""Files that people ask for elsewhere; here they get the forms that there are, not a search for a name."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export that can begin: its form, its events, and how many they are."""

    form: str
    asked: Asked
    total: int


async def export(talk: Talk, words: str) -> Reply:
    """The file for `FORMAT [words]`; without a format the formats as buttons."""
    form, _, rest = _form_first(words).partition(" ")
    form = form.lower().lstrip(".")
    if form in _COLUMNS:
        return columns(talk.texts)
    known, missing = form in FORMATS, form in _NO_FORMATS
    async with talk.services.database.read() as session:
        wanted = rest.strip() if known or missing else words
        found = await asked(session, talk, wanted, f"x|{form if known else 'csv'}|")
        if isinstance(found, View):
            return found
        total = await store.series.total(session, found.wanted)
    if total and not known:
        return formats(found.token, found.label, total, talk.texts, missing=form if missing else None)
    return _begin(talk, Export(form, found, total))


def _form_first(words: str) -> str:
    """«Irak csv», «irak.csv» as «csv Irak»."""
    found = re.fullmatch(rf"(?P<rest>.+?)[ .](?P<form>{'|'.join(FORMATS)})", words.strip(), re.IGNORECASE)
    begins = words.partition(" ")[0].lower().lstrip(".") in (*FORMATS, *_NO_FORMATS)
    return f"{found['form']} {found['rest']}" if found and not begins else words


async def chosen(talk: Talk, data: str) -> Reply:
    """The file that a button asks for: `x|FORMAT|FILTER`, or `x|columns`."""
    _, form, *token = data.split("|", 2)
    if form in _COLUMNS:
        return columns(talk.texts)
    if form not in FORMATS or not token:
        raise ValueError(f"no export: {data!r}")
    async with talk.services.database.read() as session:
        found = await pressed(session, talk, token[0])
        total = await store.series.total(session, found.wanted)
    return _begin(talk, Export(form, found, total))


def _begin(talk: Talk, wanted: Export) -> Reply:
    if not wanted.total:
        return View(talk.texts.get("exports.nothing"))
    if talk.services.errands.busy(talk.chat.id):
        return View(talk.texts.get("exports.busy"))

    async def deliver(update: Update, context: Context) -> None:
        chat = update.effective_chat
        assert chat is not None
        where = _Where(chat, thread_of(update), asked_in(update))
        if wanted.total < talk.services.errands.large:
            await _send(where, talk, wanted)
            return
        await send(update, View(talk.texts.count("exports.begun", wanted.total)))
        talk.services.errands.start(chat.id, _send_or_apologise(where, talk, wanted))

    return deliver


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a file is sent: a chat, a topic of it, and in a group below the message that asked."""

    chat: Chat
    thread: int | None
    asked: ReplyParameters | None


async def _send_or_apologise(where: _Where, talk: Talk, wanted: Export) -> None:
    try:
        await _send(where, talk, wanted)
    except Exception:
        sorry = talk.texts.get("exports.failed")
        await where.chat.send_message(sorry, parse_mode=ParseMode.HTML, message_thread_id=where.thread)
        raise


async def _send(where: _Where, talk: Talk, wanted: Export) -> None:
    """Write the files one by one, send each, and keep none."""
    await where.chat.send_chat_action(ChatAction.UPLOAD_DOCUMENT, message_thread_id=where.thread)
    stem = file_name(f"{talk.texts.get('exports.file_stem')} {wanted.asked.label or ''}")
    with tempfile.TemporaryDirectory(prefix="depeche-") as folder:
        written = parts(
            talk.services.database, wanted.asked.wanted, wanted.form, talk.texts, Path(folder), name=stem
        )  # fmt: skip
        async for part in written:
            await _send_part(where, part, summary(wanted.form, wanted.asked.label, part.events, talk.texts))
            part.path.unlink()


async def _send_part(where: _Where, part: Part, caption: str) -> None:
    with part.path.open("rb") as file:
        await where.chat.send_document(
            InputFile(file, filename=part.name, read_file_handle=False),  # sent from the disk, never whole in memory
            caption=caption,
            parse_mode=ParseMode.HTML,
            message_thread_id=where.thread,
            reply_parameters=where.asked,
            write_timeout=_UPLOAD_S,
            read_timeout=_UPLOAD_S,
        )


def handlers() -> list[Handler]:
    """The command and the buttons of this file."""
    return [media_command("export", export), media_button("x", chosen)]

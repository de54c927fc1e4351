"""/events with filters, plain questions, and the buttons that narrow a list."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

import store.events
import store.figures
import store.happenings
import store.summaries
from bot.handlers.actor_cards import actor
from bot.handlers.answering import Answer, Context, Handler, Talk, alert, command, reply, talk_of
from bot.handlers.events import label_of, page_of, unknown_name
from bot.known_names import Candidate, Known, name_lists
from bot.query_filters import read_filters
from bot.query_slots import Intent, Query, Understood
from bot.questions import understand
from bot.views import queries as view
from bot.views.buttons import read_facet, read_narrow, read_turn
from bot.views.layout import View
from bot.wanted import Wanted, other_role, wanted_of
from nlp.names import fold
from store.records import Role

_LONGEST_QUESTION = 400  # characters; what is longer is no question
_WINDOW = 4  # words of a name that the archive alone knows


async def events(talk: Talk, words: str) -> View:
    """The latest events of what the words and their filters ask for; of everything without words."""
    if not words:
        return await answer(talk, Understood(Query()))
    return await answer(talk, await typed(talk, words))


async def question(talk: Talk, words: str) -> View:
    """The answer to a plain sentence, under the command that says the same; a short help where it asks nothing."""
    if len(words) > _LONGEST_QUESTION:
        return View(talk.texts.get("queries.no_query"))
    known = await _known(talk, words)
    understood = await asyncio.to_thread(understand, words, today_of(talk), None, known)
    if understood.query.intent is Intent.NONE:
        return View(talk.texts.get("queries.no_query"))
    return await answer(talk, understood, opened=True)


async def typed(talk: Talk, words: str, *, today: date | None = None) -> Understood:
    """What the words after a command ask for, dates read against `today`, the chat's day."""
    known = await _known(talk, words)
    return await asyncio.to_thread(read_filters, words, today or today_of(talk), known, talk.texts.lang)


async def answer(talk: Talk, understood: Understood, *, opened: bool = False) -> View:
    """Answer a query: a list, a number above a list, or who it was; with what was not understood.

    Where it is `opened` the command that says the same stands first: without what the archive could not be asked for.
    """
    asked = understood.query
    if asked.actor and asked == Query(Intent.ACTORS, actor=asked.actor):
        opening = view.opening(understood, talk.texts) if opened else None
        return view.above(await actor(talk, asked.actor), opening, view.remarks(understood.unread, talk.texts))
    async with talk.services.database.read() as session:
        wanted = await wanted_of(session, asked, lang=talk.texts.lang)
        opening = view.opening(replace(understood, query=wanted.used(asked)), talk.texts) if opened else None
        remarks = view.remarks((*understood.unread, *wanted.unread), talk.texts)
        if wanted.unknown is not None:
            unknown = wanted.unknown
            shown = unknown_name(unknown.typed, unknown.found, talk.texts, wanted.filter, unknown.role)
            return view.above(shown, opening, remarks)
        shown = await _answered(session, talk, asked, wanted)
    return view.above(shown, opening, remarks)


async def _answered(session: AsyncSession, talk: Talk, query: Query, wanted: Wanted) -> View:
    label = await label_of(session, wanted.filter, talk.texts)
    if query.intent is Intent.ACTORS:
        role = other_role(wanted.filter.role) if wanted.filter.actor_id else query.role or Role.SOURCE
        found = await store.summaries.actors_in(session, wanted.filter, role)
        return View(view.ranking(found, label, role, talk.texts), (view.facets(wanted.filter, talk.texts),))
    shown = await page_of(session, talk, wanted.filter, label, also=wanted.also, besides=wanted.besides)
    if query.intent is Intent.COUNT_EVENTS and (number := await store.happenings.number_of(session, wanted.filter)):
        return view.above(shown, view.told_once(*number, label, talk.texts))
    if query.intent is Intent.COUNT_KILLED:
        dead = await store.happenings.dead_of(session, wanted.filter)
        return view.above(shown, view.killed(dead, label, talk.texts))
    return shown


def today_of(talk: Talk) -> date:
    """The day it is where the chat is."""
    return talk.services.clock().astimezone(ZoneInfo(talk.chat.timezone)).date()


async def _known(talk: Talk, words: str) -> Known:
    """The names of the lists, and those of the archive that stand in the words."""
    lists = await asyncio.to_thread(name_lists)
    async with talk.services.database.read() as session:
        stored = await store.summaries.names_known(session, _windows(words))

    def known(name: str) -> Sequence[Candidate]:
        # Whom the name is like is looked for last: that takes ten times as long as who bears it.
        found = lists.exact(name) if _is_latin(name) else [one for one in lists(name) if one.score >= 100]
        held = [
            Candidate(kind, name, 100.0)
            for kind in sorted(stored.get(fold(name), ()))
            if not any(one.kind == kind for one in found)
        ]
        return (*found, *held) or lists(name)

    return known


def _is_latin(name: str) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in name)


def _windows(words: str) -> Iterable[str]:
    parts = re.findall(r"[^\s:;,.!?«»\"()]+", words[:_LONGEST_QUESTION])
    parts = [re.sub(r"^(?:qu|[ldjs])['’]", "", part, flags=re.IGNORECASE) for part in parts]
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + _WINDOW) + 1):
            yield " ".join(parts[start:end])


async def menu(talk: Talk, data: str) -> View:
    """The choices of a filter's button, to stand under the list in place of the buttons."""
    facet, wanted = read_facet(data)
    if facet == "period":
        async with talk.services.database.read() as session:
            span = await store.figures.first_and_last(session, replace(wanted, since=None, until=None))
        return View(talk.texts.get("queries.everything"), view.period_menu(wanted, today_of(talk), span, talk.texts))
    if facet == "role":
        return View(talk.texts.get("queries.everything"), view.role_menu(wanted, talk.texts))
    async with talk.services.database.read() as session:
        counted = await store.summaries.types_in(session, replace(wanted, type=None, mode=None))
    return View(talk.texts.get("queries.everything"), view.type_menu(wanted, counted, talk.texts))


async def narrowed(talk: Talk, data: str) -> View:
    """The list that a filter's choice asks for."""
    wanted = read_narrow(data)
    async with talk.services.database.read() as session:
        return await page_of(session, talk, wanted, await label_of(session, wanted, talk.texts))


async def turned(talk: Talk, data: str) -> View:
    """The page of a list that a button under it asks for."""
    turn = read_turn(data)
    async with talk.services.database.read() as session:
        label = await label_of(session, turn.filter, talk.texts)
        return await page_of(
            session, talk, turn.filter, label, after=turn.after, before=turn.before, offset=turn.offset
        )


async def _open_menu(update: Update, context: Context) -> None:
    """Put a filter's choices under the list."""
    await _edit(update, context, menu, only_buttons=True)


async def _narrow(update: Update, context: Context) -> None:
    """Put the narrowed list in the list's place."""
    await _edit(update, context, narrowed)


async def _turn(update: Update, context: Context) -> None:
    """Put another page in the list's place."""
    await _edit(update, context, turned)


async def _edit(update: Update, context: Context, answered: Answer, *, only_buttons: bool = False) -> None:
    query = update.callback_query
    assert query and query.data
    talk = await talk_of(update, context)
    try:
        shown = await answered(talk, query.data)
    except ValueError:
        await alert(query, talk)
        return
    with suppress(BadRequest):  # «query is too old»: the answer matters more than the spinner
        await query.answer()
    markup = shown.keyboard or InlineKeyboardMarkup(())
    try:
        if only_buttons:
            await query.edit_message_reply_markup(markup)
        else:
            off = LinkPreviewOptions(is_disabled=True)
            await query.edit_message_text(shown.text, ParseMode.HTML, reply_markup=markup, link_preview_options=off)
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            await reply(update, context, answered, query.data)


def handlers() -> list[Handler]:
    """The commands, buttons and texts of this file."""
    return [
        command("events", events),
        CallbackQueryHandler(_open_menu, pattern=r"^fm\|"),
        CallbackQueryHandler(_narrow, pattern=r"^fn\|"),
        CallbackQueryHandler(_turn, pattern=r"^[nb]\|"),
    ]

"""/admins: who may add and mend, made and unmade by an owner: by button, by number, or as a reply to their message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message, Update
from telegram.ext import CommandHandler

import store.members
from bot.handlers.answering import FRESH, Context, Handler, Talk, reply
from bot.handlers.turning import turning
from bot.views import members as view
from bot.views.layout import View, lines
from bot.words.mending import ADD, ADMIN, EDITOR, REMOVE
from nlp.names import fold
from store.records import MemberRole

_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class _Person:
    """Someone that a message names: by Telegram's number, and by name where it tells one."""

    id: int
    name: str


async def admins(update: Update, context: Context) -> None:
    """List who may add and mend, or make and unmake someone."""
    named = _named(update.message)

    async def answer(talk: Talk, words: str) -> View:
        return await _answer(talk, words, named)

    await reply(update, context, answer, " ".join(context.args or ()))


async def pressed(talk: Talk, data: str) -> View:
    """The list after what a button asks for; ValueError for whoever may not."""
    number, role = view.read_press(data)
    if talk.role is not MemberRole.OWNER:
        raise ValueError("for owners")
    async with talk.services.database.read() as session:
        known = {one.user_id: one.name for one in await store.members.all_of(session)}
    if number not in known:
        raise ValueError(f"no member {number}")
    await _make(talk, _Person(number, known[number]), role)
    return await _list(talk)


async def _answer(talk: Talk, words: str, named: _Person | None) -> View:
    if talk.role is None:
        return view.stranger(talk.user_id, talk.texts)
    asked = {form for word in words.split() for form in (word, fold(word))}
    if not asked:
        return await _list(talk)
    if talk.role is not MemberRole.OWNER:
        return View(talk.texts.get("members.owners_only"))
    person = named or _numbered(words)
    if person is None or not asked & (ADD | REMOVE | EDITOR | ADMIN):
        return View(talk.texts.get("members.usage"))
    if person.id in talk.services.settings.admin_ids:
        return View(talk.texts.get("members.owner_stays"))
    role = None if asked & REMOVE else MemberRole.EDITOR if asked & EDITOR else MemberRole.ADMIN
    changed = await _make(talk, person, role)
    listed = await _list(talk)
    return View(lines(view.done(person.name, role, changed, talk.texts), "", listed.text), listed.rows)


async def _make(talk: Talk, person: _Person, role: MemberRole | None) -> bool:
    now = talk.services.clock()
    async with talk.services.database.write() as session:
        if role is None:
            return await store.members.dismiss(session, person.id, who=talk.who, now=now)
        return await store.members.appoint(session, person.id, role, person.name, who=talk.who, now=now)


async def _list(talk: Talk) -> View:
    async with talk.services.database.read() as session:
        members = await store.members.all_of(session)
    owners = talk.services.settings.admin_ids
    return view.listed(owners, members, talk.texts, may_change=talk.role is MemberRole.OWNER)


def _numbered(words: str) -> _Person | None:
    """Someone by the number that /admins tells them."""
    number = next((word for word in words.split() if _NUMBER.fullmatch(word) and int(word)), None)
    return _Person(int(number), number) if number else None


def _named(message: Message | None) -> _Person | None:
    """Whose message is replied to, whose contact is shared there, or who is mentioned by name."""
    if message is None:
        return None
    for entity in message.entities:
        if entity.user is not None and not entity.user.is_bot:
            return _Person(entity.user.id, entity.user.full_name)
    answered = message.reply_to_message
    if answered is None:
        return None
    if answered.contact is not None and answered.contact.user_id:
        return _Person(answered.contact.user_id, answered.contact.first_name)
    user = answered.from_user
    return _Person(user.id, user.full_name) if user is not None and not user.is_bot else None


def handlers() -> list[Handler]:
    """The command and the buttons of this file."""
    return [CommandHandler("admins", admins, filters=FRESH), turning("ad", pressed)]

"""/undo takes back one's last act, /history tells who did what; /alias, /merge and /split say who is who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message, Update
from telegram.ext import MessageHandler, filters

import store.actors
import store.acts
import store.entered
import store.members
import store.merging
import store.undoing
from bot.handlers.answering import FRESH, Answer, Context, Handler, Talk, command, reply
from bot.views import acts as view
from bot.views.layout import View, clip
from store.errors import BuiltOnError, NothingToUndoError, SameActorError
from store.records import ActKind, ActRecord, NameMatch

_NUMBER = re.compile(r"(?:#|n°\s?|/?(?:actor|event|article)_)?0*([0-9]{1,9})")
_TAUGHT = re.compile(r"\s*([^=\n]{1,80}?)\s*=\s*([^=\n]{1,80}?)\s*")
_SHOWN = 20  # acts
_CANDIDATES = 5


async def undo(talk: Talk, words: str) -> View:
    """Take back the last thing that this person did and that still stands."""
    try:
        async with talk.services.database.write() as session:
            act = await store.undoing.undo_last(session, talk.who.user_id, now=talk.services.clock())
            names = await _names(session, (act,))
    except NothingToUndoError:
        return View(talk.texts.get("acts.nothing_to_undo"))
    except BuiltOnError:
        async with talk.services.database.read() as session:
            last = await store.acts.last_of(session, talk.who.user_id)
            names = await _names(session, (last,) if last else ())
        told = view.what(last, names, talk.texts) if last else ""
        return View(talk.texts.get("acts.built_on", what=told))
    if act.kind is ActKind.DESCRIBE:  # an article with another day is read again
        talk.services.intake.begin_sweep()
    return view.undone(act, names, talk.texts)


async def history(talk: Talk, words: str) -> View:
    """Who did what: with a number that of an article or an event, without one all of the latest."""
    number = _NUMBER.fullmatch(words.strip())
    if words.strip() and not number:
        return View(talk.texts.get("acts.history_usage"))
    asked = int(number[1]) if number else None
    async with talk.services.database.read() as session:
        if asked is None:
            found = await store.acts.latest(session, limit=_SHOWN)
        else:
            of_event = await store.acts.history(session, event_id=asked, limit=_SHOWN)
            of_article = await store.acts.history(session, article_id=asked, limit=_SHOWN)
            both = {act.id: act for act in (*of_event, *of_article)}
            found = tuple(sorted(both.values(), key=lambda act: -act.id)[:_SHOWN])
        names = await _names(session, found)
    return view.history(found, asked, names, talk.chat.timezone, talk.texts)


async def alias(talk: Talk, words: str) -> View:
    """Teach a name: «Hachd = Forces de mobilisation populaire»."""
    said = _TAUGHT.fullmatch(words)
    if not said:
        return View(talk.texts.get("acts.alias_usage"))
    async with talk.services.database.write() as session:
        owner = await _actor(session, talk, said[2])
        if isinstance(owner, View):
            return owner
        try:
            done = await store.merging.teach(session, said[1], owner.id or 0, who=talk.who, now=talk.services.clock())
        except SameActorError:
            return View(talk.texts.get("acts.alias_usage"))
    key = "acts.taught" if done else "acts.known_already"
    return View(talk.texts.get(key, name=said[1], other=owner.name))


async def merge(talk: Talk, words: str) -> View:
    """Say that two actors are one: «A = B», shown as B."""
    said = _TAUGHT.fullmatch(words)
    if not said:
        return View(talk.texts.get("acts.merge_usage"))
    async with talk.services.database.write() as session:
        one = await _actor(session, talk, said[1])
        if isinstance(one, View):
            return one
        other = await _actor(session, talk, said[2])
        if isinstance(other, View):
            return other
        try:
            await store.merging.merge(session, one.id or 0, other.id or 0, who=talk.who, now=talk.services.clock())
        except SameActorError:
            return View(talk.texts.get("acts.same", name=one.name))
    return View(talk.texts.get("acts.merged", name=one.name, other=other.name))


async def split(talk: Talk, words: str) -> View:
    """Take an actor out from under the one that it was merged with."""
    if not words.strip():
        return View(talk.texts.get("acts.split_usage"))
    async with talk.services.database.write() as session:
        number = _NUMBER.fullmatch(words.strip())
        under = await store.merging.merged(session, int(number[1])) if number else ()
        if not number:
            root = await _actor(session, talk, words.strip())
            if isinstance(root, View):
                return root
            under = await store.merging.merged_with(session, root.id or 0, words)
        if len(under) != 1:
            names = tuple(NameMatch("actor", number, name, 0.0) for number, name in under)
            return (
                _which(talk, words, names) if under else View(talk.texts.get("acts.not_merged", name=clip(words, 60)))
            )
        await store.merging.split(session, under[0][0], who=talk.who, now=talk.services.clock())
    return View(talk.texts.get("acts.split_off", name=under[0][1]))


async def _actor(session: AsyncSession, talk: Talk, typed: str) -> NameMatch | View:
    """The one actor of the archive that a name or a number means, or what to say where it is none or several."""
    if number := _NUMBER.fullmatch(typed.strip()):
        found = await store.actors.get(session, int(number[1]))
        return NameMatch("actor", found.id, found.name, 100.0) if found else _which(talk, typed, ())
    matches = await store.actors.find(session, typed, limit=_CANDIDATES)
    exact = [one for one in matches if one.exact]
    return exact[0] if len(exact) == 1 else _which(talk, typed, matches)


def _which(talk: Talk, typed: str, matches: Sequence[NameMatch]) -> View:
    if not matches:
        return View(talk.texts.get("acts.unknown", name=clip(typed, 60)))
    names = talk.texts.listed(f"{clip(one.name, 60)} (/actor_{one.id})" for one in matches)
    return View(talk.texts.get("acts.which", name=clip(typed, 60), names=names))


async def _names(session: AsyncSession, acts: Iterable[ActRecord]) -> dict[tuple[str, int], str]:
    """What the actors, places and persons of the acts are called."""
    names = {("person", one.user_id): one.name for one in await store.members.all_of(session)}
    for act in acts:
        asked = [act.actor_id, act.after.get("owner"), act.after.get("merged_into"), act.before.get("merged_into")]
        for number in {one for one in asked if isinstance(one, int)}:
            if (found := await store.entered.entry(session, "sources", number)) is not None:
                names["actor", number] = found.name
        if act.place_id and (place := await store.entered.entry(session, "places", act.place_id)) is not None:
            names["place", act.place_id] = place.name
    return names


async def taught_in_reply(update: Update, context: Context) -> None:
    """Teach a name that is written below a message of the bot."""
    assert update.message is not None and update.message.text is not None
    await reply(update, context, members_only(alias), update.message.text)


class _Teaches(filters.MessageFilter):
    """A reply to the bot of the form «name = other name»."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        answered = message.reply_to_message
        said = message.text is not None and _TAUGHT.fullmatch(message.text) is not None
        return (
            said
            and answered is not None
            and answered.from_user is not None
            and (answered.from_user.id == message.get_bot().id)
        )


def members_only(answer: Answer, *, deletes: bool = False) -> Answer:
    """The answer for members (`deletes`: not for editors); anyone else is told whom it is for."""

    async def guarded(talk: Talk, words: str) -> View:
        if not talk.may_add:
            return View(talk.texts.get("mending.members_only"))
        if deletes and not talk.may_delete:
            return View(talk.texts.get("acts.not_for_editors"))
        return await answer(talk, words)

    return guarded


def handlers() -> list[Handler]:
    """The commands of this file, and names taught in a reply."""
    return [
        command("undo", members_only(undo)),
        command("history", members_only(history)),
        command("alias", members_only(alias)),
        command("merge", members_only(merge, deletes=True)),
        command("split", members_only(split, deletes=True)),
        MessageHandler(filters.TEXT & ~filters.COMMAND & FRESH & _Teaches(), taught_in_reply),
    ]

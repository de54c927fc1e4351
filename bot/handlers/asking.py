"""What a picture or an export is about: the words after the command as a filter, or what to say where they are none."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.handlers.answering import Talk
from bot.handlers.events import label_of
from bot.handlers.queries import typed
from bot.views.buttons import filter_token, read_filter
from bot.views.layout import Choice, View
from bot.views.names import match_label, narrowed, offer
from bot.views.queries import left_out
from bot.wanted import wanted_of
from store.records import EventFilter


@dataclass(frozen=True, slots=True)
class Asked:
    """The events asked for, and their name as the reader sees it (None: all of them)."""

    wanted: EventFilter
    label: str | None

    @property
    def token(self) -> str:
        """The filter for a button."""
        return filter_token(self.wanted)


async def asked(session: AsyncSession, talk: Talk, words: str, prefix: str) -> Asked | View:
    """What the words ask for; or, for an unknown name, the nearest names as buttons whose data begin with `prefix`."""
    if not words:
        return Asked(EventFilter(), None)
    understood = await typed(talk, words)
    wanted = await wanted_of(session, understood.query, lang=talk.texts.lang)
    if wanted.unknown is not None:
        unknown = wanted.unknown
        return offer(
            unknown.typed,
            unknown.found,
            talk.texts,
            lambda one: _choice(narrowed(wanted.filter, one, unknown.role), match_label(one, talk.texts), prefix),
        )
    label = await label_of(session, wanted.filter, talk.texts)
    unread = left_out((*understood.unread, *wanted.unread), talk.texts)
    return Asked(wanted.filter, " · ".join(part for part in (label, unread) if part) or None)


async def pressed(session: AsyncSession, talk: Talk, token: str) -> Asked:
    """What a button asks for; ValueError where it is no filter, or its place or actor is no longer there."""
    wanted = read_filter(token)
    return Asked(wanted, await label_of(session, wanted, talk.texts))


def _choice(meant: EventFilter, label: str, prefix: str) -> Choice:
    return Choice(label, f"{prefix}{filter_token(meant)}")

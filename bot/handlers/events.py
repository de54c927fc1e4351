"""Pages of events, /event, and the buttons that lead on from a page of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.events
import store.figures
import store.places
import store.publishers
import store.reports
import store.speakers
from bot.handlers.answering import Handler, Talk, button
from bot.handlers.evidence import why
from bot.resolution import Resolution, nameless, region_name
from bot.texts import Texts
from bot.views import events as view
from bot.views.buttons import read_page
from bot.views.layout import View
from bot.views.names import NOTHING_ELSE, actor_label, also_choices, event_choice, match_label, offer, place_label
from bot.views.queries import below, described, facets, other_periods
from bot.views.subscriptions import follow
from store.records import Cursor, EventFilter, NameMatch, Role

PAGE = 10  # events a page: what a phone shows in two or three screens


async def more(talk: Talk, data: str) -> View:
    """The page that a button asks for."""
    wanted, after, offset = read_page(data)
    async with talk.services.database.read() as session:
        label = await label_of(session, wanted, talk.texts)
        return await page_of(session, talk, wanted, label, after=after, offset=offset)


def unknown_name(
    typed: str, found: Resolution, texts: Texts, base: EventFilter = NOTHING_ELSE, role: Role | None = None
) -> View:
    """What to say to a name that is not taken: those it may mean as buttons that show their events.

    `base` is what else was asked for, `role` the part that the name was to play.
    """
    return offer(typed, found, texts, lambda match: event_choice(match, texts, base, role))


async def label_of(session: AsyncSession, wanted: EventFilter, texts: Texts) -> str | None:
    """What a filter keeps, in words, None for everything; ValueError where a name of it is no longer there."""
    return " · ".join(part for part, _ in await parts_of(session, wanted, texts)) or None


async def parts_of(session: AsyncSession, wanted: EventFilter, texts: Texts) -> list[tuple[str, EventFilter]]:
    """What a filter keeps, part by part, each with the filter without it; ValueError as `label_of`."""
    publisher = None
    if wanted.publisher_id is not None:
        publisher = await store.publishers.name_of(session, wanted.publisher_id)
    speaker = None
    if wanted.speaker_id is not None:
        said_by = await store.speakers.get(session, wanted.speaker_id)
        speaker = actor_label(said_by.name, said_by.key, texts) if said_by else None
    parts = [
        (await _place_label(session, wanted, texts), nameless(wanted, ("place_id", "region", "country"))),
        (await _actor_label(session, wanted, texts), replace(wanted, actor_id=None, role=None)),
        *described(wanted, publisher, texts, speaker),
    ]
    return [(part, without) for part, without in parts if part]


async def _place_label(session: AsyncSession, wanted: EventFilter, texts: Texts) -> str | None:
    if wanted.place_id is not None:
        found = await store.places.get(session, wanted.place_id, aliases=False)
        if found is None:
            raise ValueError(f"no place {wanted.place_id}")
        return place_label(found, texts)
    if wanted.region is not None:
        return await _region_label(session, wanted.region, texts)
    return texts.country(wanted.country) if wanted.country else None


async def _actor_label(session: AsyncSession, wanted: EventFilter, texts: Texts) -> str | None:
    if wanted.actor_id is None:
        return None
    actor = await store.actors.get(session, wanted.actor_id, aliases=False)
    if actor is None:
        raise ValueError(f"no actor {wanted.actor_id}")
    return actor_label(actor.name, actor.key, texts)


async def _region_label(session: AsyncSession, region: str, texts: Texts) -> str:
    name = await region_name(session, region)
    if name is None:
        raise ValueError(f"no region {region}")
    return match_label(NameMatch("region", None, name, 0.0, region.partition("/")[0], region), texts)


async def page_of(
    session: AsyncSession,
    talk: Talk,
    wanted: EventFilter,
    label: str | None,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    offset: int = 0,
    also: Sequence[NameMatch] = (),
    besides: EventFilter = NOTHING_ELSE,
) -> View:
    """A page of the events that a filter keeps, with the buttons that narrow it.

    `also` is what else a name of it may mean, in place of the name beside what the filter `besides` keeps.
    """
    talk.services.recent.remember(talk.chat.id, wanted)
    if before is not None:
        found = await store.events.page_before(session, wanted, before, limit=PAGE)
        offset = offset if found.previous else 0
    else:
        found = await store.events.page(session, wanted, after=after, limit=PAGE)
    others = also_choices(also, talk.texts, besides)
    sources = await store.reports.sources_of(session, found.events)
    shown = view.page(found, label, wanted, talk.texts, offset=offset, also=others, sources=sources)
    if not found.events and wanted == EventFilter():
        return shown
    further = (facets(wanted, talk.texts), follow(wanted, talk.texts))
    shown = replace(shown, rows=(*shown.rows, *(row for row in further if row)))
    if found.events or (wanted.since is None and wanted.until is None):
        return shown
    span = await store.figures.first_and_last(session, replace(wanted, since=None, until=None))
    return below(shown, other_periods(wanted, span, talk.texts)) if span else shown


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        button("e", more, once=True),
        button("w", why, once=True),
    ]

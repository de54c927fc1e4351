"""A query in words becomes a filter over the archive: its names become the places, actors and publishers they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

import store.publishers
from bot.arabic_names import publisher
from bot.query_slots import Query, Unread
from bot.resolution import Resolution, filter_of, resolve
from nlp.resolver import Kind
from store.records import EventFilter, NameMatch, Role


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of the query that is not taken, as it was typed, and those it may mean."""

    typed: str
    found: Resolution


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter that a query asks for; or the first of its names that nobody clearly bears.

    `also` is what else its names may mean, `unread` the publishers that the archive does not have.
    """

    filter: EventFilter
    unknown: Unknown | None = None
    also: tuple[NameMatch, ...] = ()
    unread: tuple[Unread, ...] = ()


async def wanted_of(session: AsyncSession, query: Query, *, source_key: str = "source") -> Wanted:
    """Find what the query's names mean; `source_key` is the key of a publisher as the reader would type it."""
    wanted = Wanted(
        EventFilter(type=query.type, mode=query.mode, since=query.since, until=query.until, status=query.status)
    )
    for name, kind in ((query.name, None), (query.place, "place"), (query.actor, "actor")):
        if name is not None and wanted.unknown is None:
            wanted = await _named(session, wanted, name, kind)  # type: ignore[arg-type]
    if wanted.filter.actor_id is not None and query.role is not None:
        wanted = replace(wanted, filter=replace(wanted.filter, role=query.role))
    if query.publisher is not None:
        wanted = await _published(session, wanted, query.publisher, source_key)
    return wanted


def other_role(role: Role | None) -> Role:
    """The role of those who are asked for: of a target its sources; of nobody in particular, who did it."""
    return Role.TARGET if role is Role.SOURCE else Role.SOURCE


async def _named(session: AsyncSession, wanted: Wanted, name: str, kind: Kind | None) -> Wanted:
    found = await resolve(session, name, kind)
    if found.match is None and kind is not None and not found.several:
        either = await resolve(session, name)  # «en Daesh», «acteur:Mossoul»: what it is, not what it was called
        found = either if either.match is not None and either.match.exact else found
    if found.match is None:
        return replace(wanted, unknown=Unknown(name, found))
    also = found.others if kind is None else ()
    return replace(wanted, filter=_merged(wanted.filter, filter_of(found.match)), also=also)


def _merged(one: EventFilter, other: EventFilter) -> EventFilter:
    return replace(
        one,
        place_id=other.place_id or one.place_id,
        actor_id=other.actor_id or one.actor_id,
        country=other.country or one.country,
        region=other.region or one.region,
    )


async def _published(session: AsyncSession, wanted: Wanted, name: str, source_key: str) -> Wanted:
    matches = await store.publishers.find(session, publisher(name))
    if matches and (matches[0].exact or matches[0].score >= _CLEAR):
        return replace(wanted, filter=replace(wanted.filter, publisher_id=matches[0].id))
    nearest = f"{source_key}:{_as_value(matches[0].name)}" if matches else None
    return replace(wanted, unread=(*wanted.unread, Unread(f"{source_key}:{name}", nearest)))


_CLEAR = 88.0  # per cent of likeness from which a misspelt publisher is taken


def _as_value(name: str) -> str:
    return f'"{name}"' if " " in name else name

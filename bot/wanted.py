"""A query in words becomes a filter over the archive: its names become the places, actors and publishers they mean."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.events
import store.publishers
import store.speakers
from bot.arabic_names import publisher
from bot.known_names import resolver
from bot.people_names import people_called
from bot.query_commands import role_typed
from bot.query_slots import Intent, Query, Unread, Why
from bot.question_words import WORDS
from bot.resolution import NAMES, Resolution, filter_of, fits, joined, nameless, resolve
from bot.texts import texts
from nlp.resolver import Kind
from store.records import EventFilter, NameMatch, Role

EVERYTHING = EventFilter()

_NAMED: tuple[tuple[str, Kind | None], ...] = (("name", None), ("place", "place"), ("actor", "actor"))
_SOLDIERS = frozenset({"soldats", "militaires"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of the query that is not taken, as it was typed, and those it may mean; an actor would play the role."""

    typed: str
    found: Resolution
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter that a query asks for; and the first of its names that nobody clearly bears.

    `also` is what else its name may mean, and `besides` the filter without
    that name, whose fields are `named`; `unread` what of the query the filter does not hold: publishers that the
    archive does not have, a second place or actor; `left_out` are its slots.
    """

    filter: EventFilter
    unknown: Unknown | None = None
    also: tuple[NameMatch, ...] = ()
    besides: EventFilter = EVERYTHING
    named: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()

    def used(self, query: Query) -> Query:
        """The query without what its filter does not hold: what the answer is an answer to."""
        nothing: dict[str, Any] = dict.fromkeys(self.left_out)
        return replace(query, **nothing)


async def wanted_of(session: AsyncSession, query: Query, *, lang: str = "fr") -> Wanted:
    """Find what the query's names mean; in the words of `lang` is said what they do not."""
    wanted = Wanted(
        EventFilter(type=query.type, mode=query.mode, since=query.since, until=query.until, status=query.status)
    )
    for slot, kind in _NAMED:
        if (name := getattr(query, slot)) is not None:
            within = query.within if slot == "place" else None
            if kind is None and query.actor is not None and await _is_country(session, name):
                kind = "place"  # «UAE acteur:Houthis»: of a state beside an actor it is where
            wanted = await _named(session, wanted, name, kind, within, query.role)
    if query.victims is not None:
        wanted = await _suffering(session, wanted, query.victims, people_called(query.victims, texts(lang)))
    if wanted.filter.actor_id is not None and query.role is not None:
        wanted = replace(wanted, filter=replace(wanted.filter, role=query.role))
    elif query.role is not None and query.intent is not Intent.ACTORS and wanted.unknown is None:
        wanted = _without(wanted, role_typed(query.role, lang), Why.NO_ACTOR, "role")
    if query.publisher is not None:
        wanted = await _published(
            session, wanted, query.publisher, str(WORDS.get(lang, WORDS["en"]).SHOWN["publisher"])
        )
    return replace(wanted, besides=nameless(wanted.filter, wanted.named))


def other_role(role: Role | None) -> Role:
    """The role of those who are asked for: of a target its sources; of nobody in particular, who did it."""
    return Role.TARGET if role is Role.SOURCE else Role.SOURCE


async def _named(
    session: AsyncSession, wanted: Wanted, name: str, kind: Kind | None, within: str | None, role: Role | None
) -> Wanted:
    slot = kind or "name"
    found = await resolve(session, name, kind)
    if within is not None:
        found, lies_there = await _lying_in(session, name, within, found)
        if not lies_there:
            wanted = _without(wanted, within, Why.ELSEWHERE, "within")
    if found.match is None and kind is not None and not found.several:
        either = await resolve(session, name)  # «en Daesh», «acteur:Mossoul»: what it is, not what it was called
        state = kind == "actor" and either.match is not None and either.match.kind == "country"
        if state and found.unheard and (role is not None or wanted.unknown or nameless(wanted.filter) != wanted.filter):
            return _without(wanted, name, Why.UNHEARD, slot)  # a state that does something is not where it was
        found = either if either.match is not None and either.match.exact else found
    if found.match is None:
        taken = wanted.unknown is not None
        return (
            _without(wanted, name, Why.UNHEARD, slot) if taken else replace(wanted, unknown=Unknown(name, found, role))
        )
    meant = filter_of(found.match)
    if not fits(wanted.filter, meant):
        return _without(wanted, name, Why.SECOND, slot)
    if kind is None:
        named = tuple(name for name in NAMES if getattr(meant, name) is not None)
        wanted = replace(wanted, also=found.others, named=named)
    return replace(wanted, filter=joined(wanted.filter, meant))


async def _is_country(session: AsyncSession, name: str) -> bool:
    found = (await resolve(session, name, "place")).match
    return found is not None and found.exact and found.kind == "country"


async def _lying_in(session: AsyncSession, name: str, within: str, found: Resolution) -> tuple[Resolution, bool]:
    """What a name means in a country («Tripoli, Liban»); what it means anywhere, and False, where that is elsewhere."""
    country = (await resolve(session, within, "place")).match
    if country is None or country.kind != "country":
        return found, False
    if found.match is not None and found.match.country == country.country:
        return found, True
    there = await resolve(session, f"{name}, {within}", "place")
    lies_there = there.match is not None and there.match.country == country.country
    unheard = there.match is None and bool(there.unheard)
    if lies_there or (unheard and all(one.country == country.country for one in there.unheard)):
        return there, True
    return found, False


async def _suffering(session: AsyncSession, wanted: Wanted, victims: str, said: str | None) -> Wanted:
    """Ask for those whom the archive calls so («civils») as the target, if it has any event of theirs.

    `said` is what the reader calls them, None for the same. Of a country's soldiers, where no dispatch says «soldats»,
    its army's.
    """
    if wanted.filter.actor_id is not None:
        return _without(wanted, said or victims, Why.SECOND, "victims")
    called = [(one, Why.CALLED_SO) for one in await store.actors.find(session, victims, near=False)]
    if victims in _SOLDIERS and wanted.filter.country is not None:
        army = f"{wanted.filter.country}-army"
        called += [(one, Why.OF_ARMY) for one in (await store.actors.by_keys(session, [army])).values()]
    for one, why in called:
        kept = replace(wanted.filter, actor_id=one.id, role=Role.TARGET)
        if (await store.events.page(session, kept, limit=1)).events:
            return replace(_without(wanted, said or victims, why), filter=kept)
    return _without(wanted, said or victims, Why.NOBODY, "victims")


def _without(wanted: Wanted, words: str, why: Why, *slots: str) -> Wanted:
    left_out = (*wanted.left_out, *slots)
    return replace(wanted, unread=(*wanted.unread, Unread(words, why=why)), left_out=left_out)


async def _published(session: AsyncSession, wanted: Wanted, name: str, source_key: str) -> Wanted:
    matches = await store.publishers.find(session, publisher(name))
    if not (matches and matches[0].exact) and (speaker := await _speaker(session, name)):
        return replace(wanted, filter=replace(wanted.filter, speaker_id=speaker.id))
    if matches and (matches[0].exact or matches[0].score >= _CLEAR):
        return replace(wanted, filter=replace(wanted.filter, publisher_id=matches[0].id))
    nearest = f"{source_key}:{_as_value(matches[0].name)}" if matches else None
    there = () if nearest else tuple(await store.publishers.recent(session, _LISTED))
    unread = Unread(f"{source_key}:{_as_value(name)}", nearest, Why.NO_SOURCE, there)
    return replace(wanted, unread=(*wanted.unread, unread), left_out=(*wanted.left_out, "publisher"))


async def _speaker(session: AsyncSession, name: str) -> NameMatch | None:
    """Who is so called and says something in the archive: «selon PressTV»."""
    french = publisher(name)
    known = await asyncio.to_thread(lambda: resolver().actors.identify(french))
    return await store.speakers.find(session, french, known.key if known else None)


_LISTED = 5
"""Publishers named where nothing is said by the one asked for."""
_CLEAR = 88.0  # per cent of likeness from which a misspelt publisher is taken


def _as_value(name: str) -> str:
    return f'"{name}"' if " " in name else name

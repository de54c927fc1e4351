"""Which events of other articles may report the same happening: the archive's rough answer to `store.corroboration`.

Four questions to the database however many events are asked about: events of the type on about the same days that were
told of the same town, of as many dead in the same country, or of the same named actor; then who is in them. Points are
reckoned from these columns, what they do not tell taken for the best; the few that may come to enough are loaded whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse
from typing import Any

from sqlalchemy import ColumnElement, Executable, String, bindparam, exists, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import ActorKind, EventType
from store.corroboration import LONGEST_SPAN, MONTH, NEEDED, Common, best_possible, days_of
from store.records import EventRecord, Role
from store.resemblance import OF_STATE
from store.rows import batches, on_postgresql
from store.tables import ActorRow, EventPlace, EventRow, Participant

_MOST = 2_000  # candidates looked at for a page: what its towns have of its types in three days, many times over

_DEADLY = 5
"""Dead from which an event is looked for in its whole country: fewer die in several places of one every day."""

_Cast = set[tuple[Role, int | str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event of another article, of the type of the one asked about, on about the same days."""

    of: int
    id: int
    mode: str | None
    killed: int | None
    wounded: int | None


async def likely_reports(session: AsyncSession, records: Sequence[EventRecord]) -> dict[int, set[int]]:
    """Give by the event that they may be reports of the ids of events that the rule may be true of."""
    dated = {record.id: record for record in records if days_of(record.event)}
    found = [
        *((one, Common.TOWN) for one in await at_its_places(session, _placed(dated.values()))),
        *((one, Common.TOLL) for one in await of_its_toll(session, _placed(filter(_is_deadly, dated.values())))),
        *((one, Common.ACTOR) for one in await of_its_actors(session, [*filterfalse(_is_attack, dated.values())])),
    ]
    casts = await casts_of(session, {number for one, _ in found for number in (one.of, one.id)})
    likely: dict[int, set[int]] = defaultdict(set)
    for one, common in found:
        record = dated[one.of]
        shared = {role for role, who in casts[one.of] & casts[one.id] if isinstance(who, int)}
        allied = {role for role, who in casts[one.of] & casts[one.id]} - shared
        if best_possible(record.event, one, common, shared=len(shared), allied=len(allied)) >= NEEDED:
            likely[one.of].add(one.id)
    return likely


def _placed(records: Iterable[EventRecord]) -> list[EventRecord]:
    return [record for record in records if record.event.places]


def _is_deadly(record: EventRecord) -> bool:
    return record.event.killed is not None and record.event.killed.value >= _DEADLY


def _is_attack(record: EventRecord) -> bool:
    """Attacks are told with their place; of what an army does in a day elsewhere there would be hundreds."""
    return record.event.type is EventType.ASSAULT


async def at_its_places(session: AsyncSession, records: Sequence[EventRecord]) -> list[Candidate]:
    """Give the events of other articles of the type in the same towns on about the same days."""
    return await _ask(session, records, _AT_PLACES)


async def of_its_toll(session: AsyncSession, records: Sequence[EventRecord]) -> list[Candidate]:
    """Give the events of other articles of the type in the same countries with about as many dead on the same days."""
    return await _ask(session, records, _OF_TOLL)


async def of_its_actors(session: AsyncSession, records: Sequence[EventRecord]) -> list[Candidate]:
    """Give the events of other articles of the type with a named actor in common on about the same days."""
    return await _ask(session, records, _OF_ACTORS)


async def _ask(
    session: AsyncSession, records: Sequence[EventRecord], statements: tuple[Executable, Executable]
) -> list[Candidate]:
    if not records:
        return []
    statement = statements[on_postgresql(session)]
    rows = await session.execute(statement, {"numbers": [record.id for record in records], "most": _MOST})
    return [Candidate(*row) for row in rows]


def _linked(common: Common, *, on_sqlite: bool) -> Executable:
    """One statement for all: put together anew for each page it would cost more than the database's answer."""
    through = Participant if common is Common.ACTOR else EventPlace
    here: Any = aliased(through)
    there: Any = aliased(through)
    told = aliased(EventRow)
    ends = col(told.ends)
    span = (MONTH if common is Common.TOLL else LONGEST_SPAN).days
    last: Any = func.date(ends, f"+{span} days") if on_sqlite else ends + span
    by = {Common.TOWN: "town_id", Common.TOLL: "country", Common.ACTOR: "actor_id"}[common]
    return (
        select(col(told.id), *(col(getattr(EventRow, name)) for name in ("id", "mode", "killed", "wounded")))
        .distinct()
        .select_from(told)
        .join(here, here.event_id == col(told.id))
        .join(there, (getattr(there, by) == getattr(here, by)) & (there.type == col(told.type)))
        .join(EventRow, col(EventRow.id) == there.event_id)
        .where(
            col(told.id).in_(bindparam("numbers", expanding=True)),
            there.day >= col(told.starts),
            type_coerce(there.day, String) <= last if on_sqlite else there.day <= last,
            col(EventRow.starts) <= ends,
            col(EventRow.article_id) != col(told.article_id),
            *_narrowed(common, here, told),
        )
        .limit(bindparam("most"))
    )


def _narrowed(common: Common, here: Any, told: type[EventRow]) -> list[ColumnElement[bool]]:
    """What else must hold: names alone tell an actor from others, and tolls are near by `store.corroboration`."""
    if common is Common.ACTOR:
        # Asked of each actor alone: a list of all the archive's named ones would take longer than the rest.
        return [exists().where(col(ActorRow.id) == here.actor_id, col(ActorRow.named))]
    if common is Common.TOWN:
        return []
    here_dead, there_dead = col(told.killed), col(EventRow.killed)
    return [2 * there_dead <= 3 * here_dead, 3 * there_dead >= 2 * here_dead]


_AT_PLACES, _OF_TOLL, _OF_ACTORS = (
    (_linked(common, on_sqlite=True), _linked(common, on_sqlite=False)) for common in Common
)


async def casts_of(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, _Cast]:
    """Give who is in the events in which role: the actors' ids, and the states of those who act for one."""
    found: dict[int, _Cast] = defaultdict(set)
    columns = (
        col(Participant.event_id),
        col(Participant.role),
        col(Participant.actor_id),
        col(ActorRow.kind),
        col(ActorRow.country),
    )
    of = select(*columns).join(ActorRow, col(ActorRow.id) == col(Participant.actor_id))
    for batch in batches(sorted(numbers)):
        for number, role, actor_id, kind, country in await session.execute(of.where(columns[0].in_(batch))):
            found[number].add((role, actor_id))
            if country and ActorKind(kind or ActorKind.PERSON) in OF_STATE:
                found[number].add((role, country))
    return found

"""Which events of other articles may report the same happening: the archive's rough answer to `store.corroboration`.

Three questions to the database however many events are asked about: events of the type on about the same days that were
told of the same town, or of the same named actor; then who is in them. Each candidate's points are reckoned from these
columns, as if what they do not tell were as well as can be; the few that may come to enough are worth loading whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, String, bindparam, func, select, true, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from nlp.schema import ActorKind, EventType
from store.corroboration import LONGEST_SPAN, NEEDED, best_possible, days_of
from store.records import EventRecord, Role
from store.resemblance import OF_STATE
from store.rows import batches, on_postgresql
from store.tables import ActorRow, EventPlace, EventRow, Participant

_MOST = 2_000  # candidates looked at for a page: what its towns have of its types in three days, many times over

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
    beside = await at_its_places(session, [record for record in dated.values() if record.event.places])
    among = await of_its_actors(session, [record for record in dated.values() if not _is_attack(record)])
    casts = await casts_of(session, {number for one in (*beside, *among) for number in (one.of, one.id)})
    likely: dict[int, set[int]] = defaultdict(set)
    for one, placed in (*((one, True) for one in beside), *((one, False) for one in among)):
        record = dated[one.of]
        shared = {role for role, who in casts[one.of] & casts[one.id] if isinstance(who, int)}
        allied = {role for role, who in casts[one.of] & casts[one.id]} - shared
        if best_possible(record.event, one, placed=placed, shared=len(shared), allied=len(allied)) >= NEEDED:
            likely[one.of].add(one.id)
    return likely


def _is_attack(record: EventRecord) -> bool:
    """Attacks are told with their place; of what an army does in a day elsewhere there would be hundreds."""
    return record.event.type is EventType.ASSAULT


async def at_its_places(session: AsyncSession, records: Sequence[EventRecord]) -> list[Candidate]:
    """Give the events of other articles of the type in the same towns on about the same days."""
    return await _ask(session, records, _AT_PLACES)


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


def _linked(through: type[EventPlace] | type[Participant], *, on_sqlite: bool) -> Executable:
    """One statement for all: put together anew for each page it would cost more than the database's answer."""
    here: Any = aliased(through)
    there: Any = aliased(through)
    told = aliased(EventRow)
    ends = col(told.ends)
    last: Any = func.date(ends, f"+{LONGEST_SPAN.days} days") if on_sqlite else ends + LONGEST_SPAN.days
    same = there.town_id == here.town_id if through is EventPlace else there.actor_id == here.actor_id
    named = here.actor_id.in_(select(col(ActorRow.id)).where(col(ActorRow.named))) if through is Participant else true()
    return (
        select(col(told.id), *(col(getattr(EventRow, name)) for name in ("id", "mode", "killed", "wounded")))
        .distinct()
        .select_from(told)
        .join(here, here.event_id == col(told.id))
        .join(there, same & (there.type == col(told.type)))
        .join(EventRow, col(EventRow.id) == there.event_id)
        .where(
            col(told.id).in_(bindparam("numbers", expanding=True)),
            there.day >= col(told.starts),
            type_coerce(there.day, String) <= last if on_sqlite else there.day <= last,
            col(EventRow.starts) <= ends,
            col(EventRow.article_id) != col(told.article_id),
            named,
        )
        .limit(bindparam("most"))
    )


_AT_PLACES = _linked(EventPlace, on_sqlite=True), _linked(EventPlace, on_sqlite=False)
_OF_ACTORS = _linked(Participant, on_sqlite=True), _linked(Participant, on_sqlite=False)


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

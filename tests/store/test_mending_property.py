"""Whatever is mended, merged, taught, read again and undone: counts hold, and undoing all leaves nothing of it."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from nlp.schema import Actor, Article, Count, Event, EventType, Place, Reading, Span, Status, When
from store import articles, chats, corrections, merging, pins, subscriptions
from store.acts import record_of
from store.database import Database
from store.errors import BuiltOnError, NothingToUndoError, SameActorError, UnknownEventError
from store.records import ActKind, ChatRecord, Destination, EventFilter, Role, Schedule, ToldEvent, Who
from store.tables import Act, ActorRow, EventPlace, EventRow, Participant, PlaceRow, Row
from store.told import record_told
from store.undoing import undo, undo_last

START = datetime(2017, 5, 19, 12, 0, tzinfo=UTC)
ACTORS = (
    Actor("Daech", ("groupe EI",), key="daesh"),
    Actor("Hachd"),
    Actor("Forces de mobilisation populaire", ("Hachd al-Chaabi",), key="IRQ-pmf", country="IRQ"),
    Actor("hommes"),
    Actor("État islamique", key="daesh"),
    Actor("Nouveaux venus"),
    Actor("Hachd", key="IRQ-pmf"),
)
PLACES = (
    Place("Mossoul", key="wof:1", country="IRQ", admin1="Ninive", latitude=36.3, longitude=43.1),
    Place("Zanjili", country="IRQ", town=Place("Mossoul", key="wof:1", country="IRQ")),
    Place("Qayrawan"),
    Place("Nulle part", country="SYR"),
)


def told(
    number: int, *, moved: int = 0, sources: Sequence[int] = (), targets: Sequence[int] = (), **other: Any
) -> Event:
    """An event at a trigger of its own; `moved` shifts the trigger, as a newer reader may."""
    where = other.pop("places", ())
    begin = number * 40 + moved
    event = Event(
        type=EventType.ASSAULT,
        mode=None,
        trigger=Span("attaqué", begin, begin + 7),
        sentence=Span("Une attaque.", number * 40, number * 40 + 40),
        sources=tuple(ACTORS[one] for one in sources),
        targets=tuple(ACTORS[one] for one in targets),
        places=tuple(PLACES[one] for one in where),
        when=When(date(2017, 5, 10 + number), None),
    )
    return replace(event, **other)


FIRST = (
    (told(0, sources=(0,), targets=(1, 3), places=(0,)), told(1, sources=(2,), places=(1,)), told(1, sources=(2,))),
    (told(0, sources=(1,), targets=(2,), places=(2, 0)), told(2, sources=(4,), killed=Count(3), mode="aerial")),
    (told(3, sources=(1, 2), targets=(0,), places=(1, 2)),),
)
"""What a reader says of three articles at first."""

LATER = (
    (
        (told(0, moved=3, sources=(0,), targets=(3,), places=(0,)), told(1, sources=(2,), places=(1,))),
        (),
        (told(1, sources=(4,), places=(2,)), told(4, targets=(1,))),
    ),
    ((told(2, sources=(4,), killed=Count(5)),), (told(0, type=EventType.COERCE, sources=(1,)),)),
    ((told(3, moved=-2, sources=(1,)),), ()),
)
"""What newer readers say of them."""

WHO = (Who(1, 1), Who(2, 1))
FIELDS: tuple[tuple[str, Any], ...] = (
    ("killed", Count(7)),
    ("killed", None),
    ("wounded", Count(2)),
    ("sources", (ACTORS[5],)),
    ("sources", ()),
    ("targets", (Actor("Daech", key="daesh"), ACTORS[5])),
    ("places", (PLACES[3],)),
    ("places", (PLACES[2],)),
    ("when", When(date(2017, 4, 1), date(2017, 4, 2))),
    ("when", None),
    ("status", Status.PLANNED),
    ("type", EventType.COERCE),
)
number = st.integers(0, 7)
person = st.integers(0, 1)
act = st.one_of(
    st.tuples(st.just("judge"), number, st.sampled_from((ActKind.CONFIRM, ActKind.REJECT, ActKind.RESTORE)), person),
    st.tuples(st.just("correct"), number, st.sampled_from(FIELDS), person),
    st.tuples(st.just("merge"), number, number, person),
    st.tuples(st.just("split"), number, st.just(0), person),
    st.tuples(st.just("teach"), st.sampled_from(("Hachd", "Daech", "Personne", "Nouveaux venus")), number, person),
    st.tuples(st.just("pin"), number, st.just(0), person),
    st.tuples(st.just("undo"), st.just(0), st.just(0), person),
)
again = st.tuples(st.just("read"), st.integers(0, 2), st.just(0), st.just(0))
newer = st.tuples(st.just("read"), st.integers(0, 2), st.integers(0, 3), st.just(0))


class Archive:
    """Three articles that were read, subscribed to and told of, and what happens to them, a minute each."""

    def __init__(self, database: Database) -> None:
        self.database, self.minutes = database, count()
        self.events: list[int] = []
        self.actors: list[int] = []
        self.places: list[int] = []

    @property
    def now(self) -> datetime:
        return START + timedelta(minutes=next(self.minutes))

    async def fill(self) -> None:
        """Bring the articles in, read them, subscribe a chat to two actors and tell it of every event."""
        async with self.database.write() as session:
            for one in range(3):
                article = Article(
                    "x", f"Dépêche {one} " + "." * 200, date(2017, 5, 19), lang="fr", publisher="Al-Manar"
                )
                assert (await articles.receive(session, article, now=START)).article_id
        self.articles = await self._ids(select(articles.ArticleRow.id).order_by(articles.ArticleRow.id))
        for one, events in zip(self.articles, FIRST, strict=True):
            await self._record(one, events, START)
        await self._look()
        async with self.database.write() as session:
            await chats.ensure(session, ChatRecord(7, "fr", "UTC"))
            for actor in self.actors[:2]:
                wanted = EventFilter(actor_id=actor)
                await subscriptions.subscribe(
                    session, Destination(7), wanted, label="x", schedule=Schedule(), now=START
                )
            await record_told(session, Destination(7), [ToldEvent(one) for one in self.events], now=START)

    async def _look(self) -> None:
        self.events = await self._ids(select(EventRow.id).order_by(EventRow.id))
        self.actors = await self._ids(select(ActorRow.id).order_by(ActorRow.id))
        self.places = await self._ids(select(PlaceRow.id).order_by(PlaceRow.id))

    async def _ids(self, statement: Any) -> list[int]:
        async with self.database.read() as session:
            return list(await session.scalars(statement))

    async def _record(self, article_id: int, events: Sequence[Event], now: datetime) -> None:
        async with self.database.write() as session:
            await articles.record_reading(session, article_id, Reading("fr", True, tuple(events)), now=now)

    async def play(self, step: tuple[Any, ...]) -> None:
        """Do one thing; what can't be done is refused by name and leaves all as it was."""
        what, one, other, by = step
        now = self.now
        if what == "read":
            versions = (FIRST[one], *LATER[one])
            await self._record(self.articles[one], versions[other % len(versions)], now)
            return
        try:
            async with self.database.write() as session:
                await self._do(session, what, one, other, WHO[by], now)
        except (UnknownEventError, SameActorError, NothingToUndoError, BuiltOnError):
            pass

    async def _do(self, session: AsyncSession, what: str, one: Any, other: Any, who: Who, now: datetime) -> None:
        match what:
            case "judge":
                await corrections.judge(session, _of(self.events, one), other, who=who, now=now)
            case "correct":
                name, value = other
                row = await session.get(EventRow, _of(self.events, one))
                if row is not None:
                    changed = replace(FIRST[0][0], **{name: value})
                    await corrections.correct(session, _of(self.events, one), changed, (name,), who=who, now=now)
            case "merge":
                await merging.merge(session, _of(self.actors, one), _of(self.actors, other), who=who, now=now)
            case "split":
                await merging.split(session, _of(self.actors, one), who=who, now=now)
            case "teach":
                await merging.teach(session, one, _of(self.actors, other), who=who, now=now)
            case "pin":
                await pins.pin(session, _of(self.places, one), 10.0 + one, 20.0, who=who, now=now)
            case "undo":
                await undo_last(session, who.user_id, now=now)

    async def undo_all(self) -> None:
        """Take back whatever stands, the latest first."""
        async with self.database.write() as session:
            rows = await session.scalars(select(Act).where(Act.undone_at.is_(None)).order_by(Act.id.desc()))  # type: ignore[union-attr]
            for row in rows.all():
                await undo(session, record_of(row), 1, now=self.now)

    async def dump(self, *left_out: str) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables but the log."""
        tables = [table for table in Row.metadata.sorted_tables if table.name not in ("act", *left_out)]
        async with self.database.read() as session:
            return {
                table.name: sorted((tuple(row) for row in await session.execute(select(table))), key=repr)
                for table in tables
            }

    async def told(self) -> dict[str, Any]:
        """What the archive holds, whatever its numbers: events, who took part and where, and what is counted."""
        async with self.database.read() as session:
            events = [await articles.events_of(session, one) for one in self.articles]
            actors = {row.id: row for row in await session.scalars(select(ActorRow))}
            places = {row.id: row for row in await session.scalars(select(PlaceRow))}
            parts = [
                (actors[row.actor_id].identity, row.entry_id, row.role, row.day, row.name)
                for row in await session.scalars(select(Participant))
            ]
            held = await session.scalars(select(EventPlace))
            where = [(places[row.place_id].identity, row.day, row.name) for row in held]
        counted = {row.identity: (row.activity, row.as_source, row.as_target, row.name) for row in actors.values()}
        return {
            "events": [[record.event for record in some] for some in events],
            "parts": sorted(parts, key=repr),
            "where": sorted(where, key=repr),
            "actors": {name: said for name, said in counted.items() if said[0]},
            "places": {row.identity: (row.activity, row.name) for row in places.values() if row.activity},
            "merged": [row.merged_into for row in actors.values() if row.merged_into],
            "by hand": [row.identity for row in (*actors.values(), *places.values()) if row.by_hand],
        }

    async def check_counts(self) -> None:
        """What is counted beside actors and places is what a recount gives."""
        async with self.database.read() as session:
            parts = (await session.scalars(select(Participant))).all()
            where = (await session.scalars(select(EventPlace))).all()
            actors = (await session.scalars(select(ActorRow))).all()
            places = (await session.scalars(select(PlaceRow))).all()
        busy = Counter(actor for actor, _ in {(one.actor_id, one.event_id) for one in parts})
        roles = Counter((a, role) for a, role, _ in {(one.actor_id, one.role, one.event_id) for one in parts})
        there = {(place, one.event_id) for one in where for place in (one.place_id, one.town_id)}
        held = Counter(place for place, _ in there)
        for row in actors:
            expected = (busy[row.id], roles[row.id, Role.SOURCE], roles[row.id, Role.TARGET])
            assert (row.activity, row.as_source, row.as_target) == expected, row.identity
        assert {row.identity: row.activity for row in places} == {row.identity: held[row.id] for row in places}


def _of(numbers: list[int], one: int) -> int:
    return numbers[one % len(numbers)]


async def undone(database: Database, steps: Sequence[tuple[Any, ...]]) -> None:
    """Play, undo all, and compare all tables with what they were."""
    archive = Archive(database)
    await archive.fill()
    before = await archive.dump()
    for step in steps:
        await archive.play(step)
        await archive.check_counts()
    await archive.undo_all()
    assert await archive.dump() == before


async def as_never_mended(database: Database, twin: Database, steps: Sequence[tuple[Any, ...]]) -> None:
    """Play with newer readings between, undo all, and compare with an archive that only had the readings."""
    archive, plain = Archive(database), Archive(twin)
    await archive.fill()
    await plain.fill()
    for step in steps:
        await archive.play(step)
        if step[0] == "read":
            await plain.play(step)
        await archive.check_counts()
    await archive.undo_all()
    await archive.check_counts()
    assert await archive.told() == await plain.told()


profile = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def fresh(_sqlite_template: Path, tmp_path: Path) -> Any:
    """Gives a fresh, migrated SQLite database each time it is called."""
    numbers = count()

    def make() -> Database:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copyfile(_sqlite_template, path)
        return Database.open(f"sqlite:///{path}")

    return make


@profile
@given(steps=st.lists(st.one_of(act, act, again), max_size=12))
def test_undoing_all_leaves_the_database_as_before(fresh: Any, steps: list[tuple[Any, ...]]) -> None:
    """Row for row, in all tables but the log."""

    async def run() -> None:
        database = fresh()
        try:
            await undone(database, steps)
        finally:
            await database.close()

    asyncio.run(run())


@profile
@given(steps=st.lists(st.one_of(act, act, newer), max_size=12))
def test_undoing_all_leaves_what_the_readers_say(fresh: Any, steps: list[tuple[Any, ...]]) -> None:
    """With newer readers between that find other events: as if nothing had ever been mended."""

    async def run() -> None:
        database, twin = fresh(), fresh()
        try:
            await as_never_mended(database, twin, steps)
        finally:
            await database.close()
            await twin.close()

    asyncio.run(run())


@pytest.mark.parametrize("seed", range(6))
async def test_the_same_on_postgresql(postgresql_url: str, seed: int) -> None:
    """Row for row there too, at random."""
    chance = random.Random(seed)
    database = Database.open(postgresql_url)
    try:
        await undone(database, [_drawn(chance) for _ in range(15)])
    finally:
        await database.close()


def _drawn(chance: random.Random) -> tuple[Any, ...]:
    one, other, by = chance.randrange(8), chance.randrange(8), chance.randrange(2)
    kinds = (ActKind.CONFIRM, ActKind.REJECT, ActKind.RESTORE)
    return chance.choice(
        (
            ("judge", one, chance.choice(kinds), by),
            ("correct", one, chance.choice(FIELDS), by),
            ("merge", one, other, by),
            ("split", one, 0, by),
            ("teach", "Hachd", other, by),
            ("pin", one, 0, by),
            ("undo", 0, 0, by),
            ("read", one % 3, 0, 0),
        )
    )

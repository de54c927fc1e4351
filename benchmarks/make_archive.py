"""A large made-up archive: `python benchmarks/make_archive.py DATABASE_URL [--events 1000000] [--seed 1]`.

The database must be empty; it is migrated first. The same seed gives the same archive on SQLite and on PostgreSQL. A
million events take some 1.3 GB there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from time import perf_counter
from typing import Any

from archive_rows import COLUMNS, PUBLISHERS, Archive, Entry
from sqlalchemy import Engine, Index, bindparam, create_engine, insert, text, update
from sqlalchemy.pool import NullPool
from sqlmodel import col

from store.database import migrate
from store.events import EventRow
from store.naming import keys
from store.tables import ActorAlias, ActorRow, PlaceAlias, PlaceRow, Publisher, Row

HOUR = time(6, tzinfo=UTC)
"""When, on the day of its publication, an article is received."""


TALLIES = (("actor_tally", "participant", "actor_id, role, type"), ("place_tally", "event_place", "place_id, type"))
"""What is counted by type, of which links and by which of their columns."""


def main() -> None:
    """Fill the database and print how long it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    begun = perf_counter()
    migrate(options.url)
    driver = "postgresql+psycopg" if options.url.startswith("postgres") else "sqlite+pysqlite"
    engine = create_engine(f"{driver}:{options.url.partition(':')[2]}", poolclass=NullPool)
    indexes = [index for table in Row.metadata.sorted_tables for index in table.indexes]
    archive = Archive(options.seed, options.events)
    prepare(engine, archive, indexes)
    for rows in archive.batches(moment(engine)):
        copy(engine, [(name, getattr(rows, name)) for name in COLUMNS])
    finish(engine, archive, indexes)
    print(f"{options.events} events in {perf_counter() - begun:.0f} s")


def moment(engine: Engine) -> Callable[[date], Any]:
    """Give when an article of a day was received, as the database's driver takes it."""
    bind = EventRow.__table__.c.recorded_at.type.dialect_impl(engine.dialect).bind_processor(engine.dialect)  # type: ignore[attr-defined]

    @lru_cache
    def received(published: date) -> Any:
        at = datetime.combine(published, HOUR)
        return bind(at) if bind else at

    return received


def prepare(engine: Engine, archive: Archive, indexes: Iterable[Index]) -> None:
    """Write publishers, places and actors, and take the indexes away until the events are in."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA synchronous=OFF"))
        for index in indexes:
            index.drop(connection, checkfirst=True)
        names = [(n, f"Agence {n}") for n in range(1, PUBLISHERS + 1)]
        connection.execute(insert(Publisher), [{"id": n, "name": name, "folded": name.lower()} for n, name in names])
        for table, aliases, groups in (
            (PlaceRow, PlaceAlias, archive.places.values()),
            (ActorRow, ActorAlias, archive.actors.values()),
        ):
            entries = [entry for group in groups for entry in group]
            connection.execute(insert(table), [facts(entry) for entry in entries])
            connection.execute(insert(aliases), [alias for entry in entries for alias in forms(entry)])


def facts(entry: Entry) -> dict[str, Any]:
    """The columns of a place's or an actor's row."""
    row = {"id": entry.id, "identity": entry.identity, "key": entry.key, "name": entry.name, "country": entry.country}
    if entry.kind:
        return row | {"kind": entry.kind, "as_source": 0, "as_target": 0, "activity": 0, "named": True}
    latitude, longitude = entry.at
    placed: dict[str, Any] = {
        "latitude": latitude,
        "longitude": longitude,
        "admin1": entry.admin1,
        "region": entry.region,
    }
    placed["town_id"] = entry.town.id if entry.town else None
    return row | placed | {"activity": 0}


def forms(entry: Entry) -> list[dict[str, Any]]:
    """The rows of its aliases, its own name first."""
    found = {(one := keys(form)).folded: (form, one) for form in (*entry.forms, entry.name)}
    return [
        {"owner_id": entry.id, "form": form, "own": form == entry.name, **asdict(one)} for form, one in found.values()
    ]


def copy(engine: Engine, tables: Sequence[tuple[str, list[tuple[Any, ...]]]]) -> None:
    """Write rows as fast as the driver can: COPY, or one prepared statement."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for name, rows in tables:
            columns = COLUMNS[name].split()
            if engine.dialect.name == "postgresql":
                with cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as into:  # type: ignore[attr-defined]
                    for row in rows:
                        into.write_row(row)
            else:
                marks = ", ".join("?" * len(columns))
                cursor.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
        connection.commit()


def finish(engine: Engine, archive: Archive, indexes: Iterable[Index]) -> None:
    """Make the indexes again, write how many events each place and actor has, also by type, and gather statistics."""
    counts: Any
    with engine.begin() as connection:
        for index in indexes:
            index.create(connection)
        for table, groups in ((PlaceRow, archive.places), (ActorRow, archive.actors)):
            known = [{"number": entry.id, **counted(entry)} for group in groups.values() for entry in group]
            counts = {name: bindparam(name) for name in known[0] if name != "number"}
            statement = update(table.__table__).values(counts)  # type: ignore[attr-defined]
            connection.execute(statement.where(col(table.id) == bindparam("number")), known)
        for name, links, keys_of in TALLIES:
            counts = f"SELECT {keys_of}, count(DISTINCT event_id) FROM {links} GROUP BY {keys_of}"
            connection.execute(text(f"INSERT INTO {name} ({keys_of}, events) {counts}"))
        if engine.dialect.name == "postgresql":
            for name in (*COLUMNS, "actor", "place", "publisher"):
                last = f"(SELECT max(id) FROM {name})"
                if name in ("article", "event", "actor", "place", "publisher"):
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {last})"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE"))


def counted(entry: Entry) -> dict[str, int]:
    """How many events the entry has."""
    first, second = entry.counts
    return {"as_source": first, "as_target": second, "activity": first + second} if entry.kind else {"activity": first}


if __name__ == "__main__":
    main()

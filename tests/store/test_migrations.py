"""Migrations give the tables that the code expects, up and down, on both databases, once however many start."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text

from store.database import migrate, migration
from store.errors import DatabaseSchemaError
from store.tables import Row


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        yield request.getfixturevalue("empty_postgresql_url")


def tables(url: str) -> set[str]:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_migrations_and_tables_agree(empty_url: str) -> None:
    """`alembic check` finds nothing to migrate after an upgrade."""
    migrate(empty_url)
    with migration(empty_url) as config:
        command.check(config)
    assert tables(empty_url) == set(Row.metadata.tables)


def test_up_down_up(empty_url: str) -> None:
    """The way down takes every table away, and the way up can be gone again."""
    migrate(empty_url)
    with migration(empty_url) as config:
        command.downgrade(config, "base")
    assert tables(empty_url) == set()
    migrate(empty_url)
    migrate(empty_url)
    assert tables(empty_url) == set(Row.metadata.tables)


def test_processes_that_start_at_once(empty_url: str) -> None:
    """Four processes migrate one empty database: all succeed, the tables are made once."""
    program = "import sys; from store.database import migrate; migrate(sys.argv[1])"
    started = [subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE) for _ in range(4)]
    errors = [process.communicate(timeout=120)[1].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], errors
    assert tables(empty_url) == set(Row.metadata.tables)


def test_a_newer_database_is_refused(empty_url: str) -> None:
    """A revision that this code does not know is left alone, and the message says why."""
    migrate(empty_url)
    engine = create_engine(empty_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseSchemaError, match="newer version"):
        migrate(empty_url)


def test_migrating_keeps_the_rows(tmp_path: Path) -> None:
    """SQLite's foreign keys are off while migrating: rebuilding a table must not delete its children's rows."""
    url = f"sqlite:///{tmp_path}/depeche.db"
    migrate(url)
    with migration(url) as config:
        connection = config.attributes["connection"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    with sqlite3.connect(tmp_path / "depeche.db") as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)

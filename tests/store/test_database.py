"""A database opens from the usual addresses, commits or rolls back whole, and says what to do when it can't be used."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from store import chats
from store.database import Database, async_url, migrate
from store.errors import (
    DatabaseFileError,
    DatabaseSchemaError,
    DatabaseServerError,
    DatabaseUrlError,
    StoreError,
)
from store.records import ChatRecord
from store.tables import Chat, EventRow, Publisher, SubscriptionRow


async def use(url: str) -> None:
    database = Database.open(url)
    try:
        async with database.read() as session:
            await chats.get(session, 1)
    finally:
        await database.close()
        # aiosqlite does not await the thread of a connection that failed; it must not outlive the test's event loop.
        for thread in threading.enumerate():
            if "_connection_worker" in thread.name:
                await asyncio.to_thread(thread.join, 5)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///depeche.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////var/lib/depeche.db", "sqlite+aiosqlite"),
        ("sqlite+pysqlite:///depeche.db", "sqlite+aiosqlite"),
        ("postgresql://user@host/depeche", "postgresql+psycopg"),
        ("postgres://user@host/depeche", "postgresql+psycopg"),
        ("postgresql+psycopg2://user@host/depeche", "postgresql+psycopg"),
        ("postgresql+psycopg://user@host/depeche?host=/run", "postgresql+psycopg"),
    ],
)
def test_usual_addresses_get_the_asynchronous_driver(url: str, driver: str) -> None:
    """Whatever driver is named, ours is taken; the rest of the address stays."""
    parsed = async_url(url)
    assert parsed.drivername == driver
    assert parsed.database is not None and "depeche" in parsed.database


@pytest.mark.parametrize("url", ["", "depeche.db", "mysql://user:geheim@host/depeche", "://geheim@", "sqlite"])
def test_other_addresses_are_refused(url: str) -> None:
    """The message says what an address looks like, and repeats no password."""
    for opening in (Database.open, migrate):
        with pytest.raises(DatabaseUrlError, match="sqlite:///") as caught:
            opening(url)
        assert "geheim" not in str(caught.value)


async def test_a_write_is_committed_or_rolled_back(database: Database) -> None:
    """What is written inside is there after, unless an error left the block."""
    async with database.write() as session:
        session.add(Chat(id=1, lang="fr", timezone="UTC"))
    with pytest.raises(RuntimeError):
        async with database.write() as session:
            session.add(Chat(id=2, lang="fr", timezone="UTC"))
            await session.flush()
            raise RuntimeError
    async with database.read() as session:
        assert (await session.scalars(select(Chat.id))).all() == [1]


async def test_a_read_writes_nothing(database: Database) -> None:
    """What a reading session adds is gone with it."""
    async with database.read() as session:
        session.add(Chat(id=1, lang="fr", timezone="UTC"))
        await session.flush()
    async with database.read() as session:
        await session.scalar(select(func.count()).select_from(Chat))
        session.add(Chat(id=1, lang="fr", timezone="UTC"))
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Chat)) == 0


async def test_reading_sessions_keep_what_postgresql_has_planned(postgresql_url: str) -> None:
    """A statement asked again and again, each time in a session of its own, is prepared; a read that wrote ends it."""
    database = Database.open(postgresql_url)
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%chat%'")
    for _ in range(7):
        async with database.read() as session:
            await chats.get(session, 1)
    async with database.read() as session:
        assert await session.scalar(prepared) == 1
    async with database.read() as session:
        session.add(Chat(id=1, lang="fr", timezone="UTC"))
        await session.flush()
    async with database.read() as session:
        assert await session.scalar(prepared) == 0
    await database.close()


async def test_concurrent_updates_lose_nothing(database_url: str) -> None:
    """Two processes' worth of writers that read, wait and write: SQLite's default transactions lose or refuse many."""
    one, other = Database.open(database_url), Database.open(database_url)
    async with one.write() as session:
        session.add(Chat(id=1, lang="fr", timezone="UTC", title="0"))

    async def add_one(database: Database) -> None:
        async with database.write() as session:
            row = await session.get_one(Chat, 1, with_for_update=True)
            await asyncio.sleep(0)
            row.title = str(int(row.title or 0) + 1)

    await asyncio.gather(*(add_one(database) for _ in range(20) for database in (one, other)))
    async with one.read() as session:
        assert (await session.get_one(Chat, 1)).title == "40"
    await one.close()
    await other.close()


async def test_a_write_inside_a_write_is_refused(sqlite_url: str) -> None:
    """On SQLite it would wait for itself for ever; the outer one goes on, and others may write after it."""
    database = Database.open(sqlite_url)
    async with database.write() as session:
        with pytest.raises(RuntimeError, match="outer"):
            async with database.write():
                pass
        session.add(Chat(id=1, lang="fr", timezone="UTC"))
    async with database.write() as session:
        assert await session.get(Chat, 1) is not None
    await database.close()


async def test_foreign_keys_hold(database: Database, now) -> None:
    """A row that points to nothing is refused, and that is no fault of the database."""
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            session.add(EventRow(article_id=99, position=0, type="AID", status="occurred", day=now.date(),
                                 confidence=1, trigger_start=0, trigger_end=1, recorded_at=now, detail={}))  # fmt: skip


async def test_sqlite_runs_in_wal(sqlite_url: str) -> None:
    """Readers and a writer then don't shut each other out."""
    database = Database.open(sqlite_url)
    async with database.read() as session:
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1
        assert await session.scalar(select(func.count()).select_from(Publisher)) == 0
        async with database.write() as writing:
            writing.add(Publisher(name="AFP", folded="afp"))
        assert await session.scalar(select(func.count()).select_from(Publisher)) == 0, "the reader keeps its snapshot"
    await database.close()


async def test_moments_without_zone_are_refused(database: Database, now) -> None:
    """A naive datetime is a mistake of the caller, said at once."""
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(1, "fr", "UTC"))
    with pytest.raises(Exception, match=r"(?i)aware|timezone"):
        async with database.write() as session:
            session.add(
                SubscriptionRow(
                    chat_id=1, filter_key="", at=now.time(), next_due=now.replace(tzinfo=None), created_at=now
                )
            )


async def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    """Opening and migrating both say which directory to make."""
    missing = tmp_path / "nowhere"
    with pytest.raises(DatabaseFileError, match="make the directory") as caught:
        await use(f"sqlite:///{missing}/depeche.db")
    assert str(missing) in str(caught.value)
    with pytest.raises(DatabaseFileError, match="make the directory"):
        await asyncio.to_thread(migrate, f"sqlite:///{missing}/depeche.db")


@pytest.mark.parametrize("migrating", [False, True])
async def test_a_file_that_is_no_database_is_said(tmp_path: Path, migrating: bool) -> None:
    """A text file, or a directory, is not overwritten but refused."""
    other = tmp_path / "notes.txt"
    other.write_text("Qayrawan " * 1000)
    for path, words in ((other, "not a SQLite database"), (tmp_path, "directory")):
        with pytest.raises(DatabaseFileError, match=words):
            if migrating:
                await asyncio.to_thread(migrate, f"sqlite:///{path}")
            else:
                await use(f"sqlite:///{path}")
    assert other.read_text().startswith("Qayrawan")


async def test_a_database_without_tables_says_migrate(tmp_path: Path, empty_postgresql_url: str) -> None:
    """The remedy is one command."""
    for url in (f"sqlite:///{tmp_path}/empty.db", empty_postgresql_url):
        with pytest.raises(DatabaseSchemaError, match="depeche migrate"):
            await use(url)


async def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """Host and user are said, the password is not, by opening and by migrating."""
    url = f"postgresql://desk:s3cret-w0rd@/depeche?host={tmp_path}&connect_timeout=2"
    with pytest.raises(DatabaseServerError, match="check that it runs") as caught:
        await use(url)
    with pytest.raises(DatabaseServerError) as migrating:
        await asyncio.to_thread(migrate, url)
    for error in (caught, migrating):
        assert "desk" in str(error.value)
        assert "s3cret-w0rd" not in f"{error.value!r} {error.value} {error.value.__cause__}"


async def test_an_unknown_database_on_the_server_is_said(postgresql_server: str) -> None:
    """The server's own words name what is missing."""
    with pytest.raises(DatabaseServerError, match="nowhere"):
        await use(f"postgresql://postgres:s3cret@/nowhere?host={postgresql_server}")


async def test_every_error_is_the_stores() -> None:
    """Who catches StoreError catches them all."""
    with pytest.raises(StoreError):
        await use("sqlite:////nowhere/at/all.db")

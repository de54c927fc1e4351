"""The engine, its sessions and transactions, and the migration to the newest tables; the only file that knows drivers.

    database = Database.open("sqlite:///depeche.db")        # or postgresql://user@host/depeche
    async with database.write() as session: ...             # committed on leaving, rolled back on an error
    async with database.read() as session: ...

SQLite runs in WAL with foreign keys on; a write takes the lock at its start (BEGIN IMMEDIATE), because a transaction
that reads first and writes then fails or loses updates when two do so at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from store.errors import DatabaseError, DatabaseUrlError
from store.failures import explain

BUSY_TIMEOUT_S = 30
"""How long a SQLite connection waits for another process's write lock."""

MIGRATION_TIMEOUT_S = 120
"""How long a migration waits for another process that migrates the same database."""

CACHE_KIB = 32_768
"""Pages of SQLite that a connection keeps: with its own 2 MB, counting over a million events reads each page often."""

_MIGRATION_LOCK = 7_304_155_001  # any number that this program alone uses on its PostgreSQL database
_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """A database with its pool of connections; `open` it once a process and `close` it at the end."""

    def __init__(self, url: URL) -> None:
        self._url = url
        sqlite = url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {} if sqlite else {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}
        self._engine = create_async_engine(url, connect_args=_connect_args(url, BUSY_TIMEOUT_S), **options)
        if sqlite:
            _speak_sqlite(self._engine.sync_engine, foreign_keys=True)
        else:
            _note_writes(self._engine.sync_engine)
        self._writing = self._engine.execution_options(immediate=True)
        # In one process writers queue here in order of arrival; SQLite's own waiting has no order and starves some.
        self._turn: asyncio.Lock | None = asyncio.Lock() if sqlite else None
        self._writer: asyncio.Task[Any] | None = None

    @classmethod
    def open(cls, url: str) -> Database:
        """Make the engine for `sqlite:///path` or `postgresql://…`; nothing connects yet. DatabaseUrlError."""
        return cls(async_url(url))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Give a session for queries; what it would write is rolled back. DatabaseError if it can't be used."""
        with _explained(self._url):
            async with AsyncSession(self._engine, expire_on_commit=False) as session:
                yield session
                await _keep_plans(session)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Give a session in one transaction: committed on leaving, rolled back on an error. DatabaseError.

        Keep it short and await nothing but the session in it: on SQLite every other writer waits meanwhile.
        """
        with _explained(self._url):
            async with self._alone(), AsyncSession(self._writing, expire_on_commit=False) as session, session.begin():
                yield session

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Hold SQLite's only turn to write; a task that already does would wait for itself for ever."""
        if self._turn is None:
            yield
            return
        if self._writer is asyncio.current_task():
            raise RuntimeError("a write inside a write: use the session of the outer one")
        async with self._turn:
            self._writer = asyncio.current_task()
            try:
                yield
            finally:
                self._writer = None


def async_url(url: str) -> URL:
    """Give the URL with the asynchronous driver: aiosqlite or psycopg. DatabaseUrlError for any other database."""
    return _with_driver(url, sqlite="sqlite+aiosqlite")


def migrate(url: str) -> None:
    """Bring the tables to the newest revision (Alembic's upgrade to head); DatabaseError if it can't be done.

    Two processes may start at once: one waits for the other. Blocks; call it before the event loop runs.
    """
    with migration(url) as config:
        command.upgrade(config, "head")


@contextmanager
def migration(url: str) -> Iterator[Config]:
    """Give an Alembic configuration bound to one locked connection, foreign keys of SQLite being off meanwhile.

    A batch alter on SQLite drops and renames tables, which with foreign keys on deletes the rows of their children.
    """
    with blocking(url, foreign_keys=False) as engine, engine.execution_options(immediate=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        yield config


@contextmanager
def blocking(url: str, *, foreign_keys: bool = True) -> Iterator[Engine]:
    """Give an engine for work outside the event loop, which keeps no connection open. DatabaseError."""
    sync_url = _with_driver(url, sqlite="sqlite+pysqlite")
    engine = create_engine(sync_url, poolclass=NullPool, connect_args=_connect_args(sync_url, MIGRATION_TIMEOUT_S))
    if sync_url.get_backend_name() == "sqlite":
        _speak_sqlite(engine, foreign_keys=foreign_keys)
    with _explained(sync_url):
        yield engine
    engine.dispose()


def _with_driver(url: str, *, sqlite: str) -> URL:
    try:
        parsed = make_url(url)
    except exc.ArgumentError:
        raise DatabaseUrlError(
            "DATABASE_URL is no database address: give sqlite:///path/to/file.db or postgresql://user@host/name"
        ) from None
    backend = parsed.drivername.partition("+")[0]
    if backend == "sqlite":
        return parsed.set(drivername=sqlite)
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise DatabaseUrlError(
        f"DATABASE_URL names a database of the kind {backend!r}: give a sqlite:/// or a postgresql:// address"
    )


def _connect_args(url: URL, busy_timeout_s: int) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"timeout": busy_timeout_s}
    return {} if "connect_timeout" in url.query else {"connect_timeout": 10}


def _speak_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    """Let SQLAlchemy, not the driver, begin transactions, and set the pragmas on every new connection."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            # Not NORMAL: an article that was acknowledged must outlive a power cut too.
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            cursor.close()
        except Exception:
            # Not yet the pool's to close, and aiosqlite's thread lives until someone does.
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


_WROTE = "wrote"


def _note_writes(engine: Engine) -> None:
    """Let a connection to PostgreSQL know whether its transaction has done anything but read."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info[_WROTE] = False

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection: Connection, cursor: Any, statement: str, *others: Any) -> None:
        if not statement.startswith(("SELECT", "SET LOCAL")):
            connection.info[_WROTE] = True


async def _keep_plans(session: AsyncSession) -> None:
    """End what was only read by COMMIT: at a ROLLBACK psycopg forgets all prepared statements of the connection.

    PostgreSQL would then plan each anew in each session, which takes longer than many an answer.
    """
    if session.in_transaction() and session.get_bind().dialect.name == "postgresql":
        connection = await session.connection()
        if connection.info.get(_WROTE) is False:
            session.expunge_all()  # what was added and not written yet, COMMIT would write
            await session.commit()


@contextmanager
def _explained(url: URL) -> Iterator[None]:
    """Turn what a driver says into a DatabaseError with the remedy; errors in a statement's data pass unchanged."""
    try:
        yield
    except (exc.SQLAlchemyError, CommandError) as error:
        explained: DatabaseError | None = explain(error, url)
        if explained is None:
            raise
        raise explained from None

"""The whole archive in one file as it stood at one moment, while others write, and back into an empty database.

A backup is a SQLite file with all tables, whichever database it was made of: it needs no program beside this one, can
be opened by hand, and restored into SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select
from sqlalchemy import text as statement
from sqlalchemy.exc import IntegrityError

from store.database import BUSY_TIMEOUT_S, async_url, blocking, migrate
from store.errors import BackupError
from store.tables import Row

_ROWS = 2_000  # copied at a time
_ZIPPED, _SQLITE = b"\x1f\x8b", b"SQLite format 3\0"


def back_up(url: str, path: Path) -> None:
    """Write what the database holds at one moment to a file that must not exist yet. Blocks. DatabaseError.

    The file appears under its name when it is whole and on the disk.
    """
    with _whole(path) as made:
        if async_url(url).get_backend_name() == "sqlite":
            _copy_file(url, made)
        else:
            _copy_server(url, made)
        with made.open("rb+") as file:
            os.fsync(file.fileno())


def zip_backup(path: Path) -> Path:
    """Pack a backup beside itself, with «.gz» after its name, and give the new path; the backup itself goes. Blocks."""
    packed = path.with_name(f"{path.name}.gz")
    with _whole(packed) as made, path.open("rb") as plain, gzip.open(made, "wb", compresslevel=6) as file:
        shutil.copyfileobj(plain, file, 1 << 20)
    path.unlink()
    return packed


def restore(path: Path, url: str) -> int:
    """Bring a backup, packed or not, into an empty database; gives the number of rows. Blocks. DatabaseError.

    A backup of an older version is brought to the newest tables first; nothing is written unless all of it can be.
    """
    migrate(url)
    with tempfile.TemporaryDirectory(prefix="depeche-") as folder:
        copy = Path(folder) / "backup.db"
        _unpack(path, copy)
        source = f"sqlite:///{copy}"
        migrate(source)
        with blocking(source) as old, old.connect() as giving, blocking(url) as new:
            return _fill(giving, new)


def _fill(giving: Connection, empty: Engine) -> int:
    with empty.execution_options(immediate=True).begin() as taking:
        _refuse_full(taking)
        try:
            count = _copy_rows(giving, taking)
        except IntegrityError:
            raise BackupError("the backup's rows do not belong together: it was changed, take another") from None
        _set_numbers(taking, _numbers(giving))
    return count


def _copy_file(url: str, made: Path) -> None:
    """Let SQLite write a copy: one read transaction, which in WAL keeps nobody from writing."""
    source = Path(async_url(url).database or "")
    if not source.is_file():
        raise BackupError(f"there is no database {source}: set DATABASE_URL to the one to back up")
    _vacuum(source, made)


def _vacuum(source: Path, made: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(made),))
    except sqlite3.Error as error:
        raise BackupError(f"{source} can't be copied ({error}): look at the disk and try again") from None


def _copy_server(url: str, made: Path) -> None:
    """Copy every row out of one snapshot of PostgreSQL: without pg_dump, which must be as new as the server."""
    filled = made.with_name("filled.db")
    copy = f"sqlite:///{filled}"
    migrate(copy)
    with blocking(url) as server, blocking(copy) as file:
        snapshot = server.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with snapshot.connect() as giving, file.execution_options(immediate=True).begin() as taking:
            _refuse_other_version(giving, taking)
            _copy_rows(giving, taking)
            _set_numbers(taking, _numbers(giving))
    _vacuum(filled, made)


def _refuse_other_version(*connections: Connection) -> None:
    versions = {one.scalar(statement("SELECT version_num FROM alembic_version")) for one in connections}
    if len(versions) > 1:
        raise BackupError("the database's tables are of another version of this program: run `depeche migrate`")


def _refuse_full(connection: Connection) -> None:
    for table in Row.metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BackupError(
                f"the database is not empty (there are rows in {table.name}): set DATABASE_URL to a new one, which "
                "`depeche restore` makes ready by itself"
            )


def _copy_rows(giving: Connection, taking: Connection) -> int:
    """Copy all tables, owners before what belongs to them; gives the number of rows."""
    count = 0
    for table in Row.metadata.sorted_tables:
        found = giving.execution_options(yield_per=_ROWS).execute(select(table))
        for some in found.mappings().partitions():
            taking.execute(insert(table), [dict(row) for row in some])
            count += len(some)
    return count


def _numbers(connection: Connection) -> dict[str, int]:
    """The last number that each table has given out, which the row that had it may not have outlived."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(statement("SELECT name, seq FROM sqlite_sequence"))
        return {str(name): int(last) for name, last in rows}
    given: dict[str, int] = {}
    for table in _numbered(connection):
        sequence = _sequence(connection, table)
        last = sequence and connection.scalar(
            statement("SELECT pg_sequence_last_value(CAST(:s AS regclass))"), {"s": sequence}
        )
        given |= {table.name: int(last)} if last else {}
    return given


def _set_numbers(connection: Connection, given: dict[str, int]) -> None:
    """Let the next rows have numbers that none has had."""
    for table in _numbered(connection):
        highest = connection.scalar(select(func.max(table.c.id))) or 0
        last = max(highest, given.get(table.name, 0))
        if not last:
            continue
        if connection.dialect.name == "sqlite":
            values = {"name": table.name, "last": last}
            if not connection.execute(
                statement("UPDATE sqlite_sequence SET seq = :last WHERE name = :name"), values
            ).rowcount:
                connection.execute(statement("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
        elif sequence := _sequence(connection, table):
            connection.execute(statement("SELECT setval(CAST(:s AS regclass), :last)"), {"s": sequence, "last": last})


def _numbered(connection: Connection) -> Iterator[Table]:
    """The tables whose rows are numbered by the database itself."""
    for table in Row.metadata.sorted_tables:
        column = table.autoincrement_column
        asked = connection.dialect.name != "sqlite" or table.dialect_options["sqlite"]["autoincrement"]
        if asked and column is not None and column.name == "id" and isinstance(column.type, Integer):
            yield table


def _sequence(connection: Connection, table: Table) -> str | None:
    asked = statement("SELECT pg_get_serial_sequence(:name, 'id')")
    name: str | None = connection.scalar(asked, {"name": f'"{table.name}"'})
    return name


def _unpack(path: Path, to: Path) -> None:
    """Copy a backup, unpacked, and look whether it is one."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _ZIPPED
        with gzip.open(path) if packed else path.open("rb") as given, to.open("wb") as plain:
            shutil.copyfileobj(given, plain, 1 << 20)
        with to.open("rb") as plain:
            known = plain.read(len(_SQLITE)) == _SQLITE
    except (OSError, EOFError) as error:
        raise BackupError(f"{path} can't be read ({error}): give a file that `depeche backup` has written") from None
    if not known:
        raise BackupError(f"{path} is no backup: give a file that `depeche backup` has written")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a path beside the file's own to write to, which takes its name when all is written, and goes otherwise."""
    if path.exists():
        raise BackupError(f"{path} is there already: give another name")
    try:
        folder = Path(tempfile.mkdtemp(prefix=".depeche-backup-", dir=path.parent))
    except OSError as error:
        raise BackupError(f"{path} can't be written ({error.strerror}): give a file in another directory") from None
    try:
        made = folder / path.name
        yield made
        made.replace(path)
    except OSError as error:
        raise BackupError(f"{path} can't be written ({error.strerror}): make room or give another directory") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""Databases for every room's tests: a migrated SQLite file, and a real PostgreSQL on a unix socket.

Where no PostgreSQL can be had its tests skip; with CI=true in the environment they fail instead.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from store.database import migrate
from store.tables import Row

# One thread for matrices, as in the bot's reading processes: more wait for each other where other work runs, and a
# reading then takes twenty times as long. It holds because no module imported above loads numpy.
os.environ.setdefault("OMP_NUM_THREADS", "1")

_NUMBERS = count(1)

# The server ends when this process's end of the pipe closes, however this process ends.
_UNTIL_PARENT_ENDS = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server'


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite file."""
    path = tmp_path / "depeche.db"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The directory of the socket of a PostgreSQL that lives as long as the test session."""
    programs, user = _postgresql_programs(), _ordinary_user()
    if programs is None or user is None:
        reason = "no PostgreSQL (initdb, postgres) on PATH or under /usr/lib/postgresql, or no ordinary user to run it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    directory = Path(tempfile.mkdtemp(prefix="depeche-pg-"))
    try:
        with _running_server(programs, directory, user):
            yield str(directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgresql_database(postgresql_server: str) -> str:
    _administer(postgresql_server, "CREATE DATABASE {}", "shared")
    migrate(_postgresql_url(postgresql_server, "shared"))
    return "shared"


@pytest.fixture
def postgresql_url(postgresql_server: str, _postgresql_database: str) -> str:
    """The address of a migrated PostgreSQL database with empty tables.

    Emptied by DELETE: making a database takes 20 times as long, TRUNCATE of all these tables 10 times.
    """
    with psycopg.connect(host=postgresql_server, user="postgres", dbname=_postgresql_database) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for table in reversed(Row.metadata.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    return _postgresql_url(postgresql_server, _postgresql_database)


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without tables, dropped after the test."""
    name = f"test_{next(_NUMBERS)}"
    _administer(postgresql_server, "CREATE DATABASE {}", name)
    yield _postgresql_url(postgresql_server, name)
    _administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated database; the test runs once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def _postgresql_url(server: str, name: str) -> str:
    return f"postgresql://postgres@/{name}?host={server}"


def _administer(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(host=server, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


def _postgresql_programs() -> Path | None:
    """The directory of initdb and postgres: PATH first, else the newest that Debian has."""
    if (found := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(found).resolve().parent
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(debian, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, default=None)


def _ordinary_user() -> str | None:
    """Whom PostgreSQL runs as: it refuses root, so root lends it to postgres or nobody; "" is whoever runs this."""
    if os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


class _running_server:  # noqa: N801 (a context manager, used like a function)
    """Run a PostgreSQL with its data and its socket in the directory; nothing listens on the network."""

    def __init__(self, programs: Path, directory: Path, user: str) -> None:
        self._programs, self._directory = programs, directory
        self._as: dict[str, object] = {}
        if user:
            entry = pwd.getpwnam(user)
            os.chown(directory, entry.pw_uid, entry.pw_gid)
            self._as = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def __enter__(self) -> None:
        data = self._directory / "data"
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        common = {"cwd": self._directory, "env": environment, **self._as}
        # Only speed is at stake: the data are thrown away at the end.
        initdb = [self._programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run(initdb, check=True, capture_output=True, **common)  # type: ignore[call-overload]
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self._directory,
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "max_connections": "120",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = ["sh", "-c", _UNTIL_PARENT_ENDS, "sh", self._programs / "postgres", "-D", data, *options]
        with (self._directory / "log").open("wb") as log:
            self._process = subprocess.Popen(  # type: ignore[call-overload]
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, **common
            )
        self._await_answer()

    def __exit__(self, *exception: object) -> None:
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _await_answer(self) -> None:
        for _ in range(300):
            try:
                psycopg.connect(host=str(self._directory), user="postgres", dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        self._process.stdin.close()
        pytest.fail(f"PostgreSQL did not start: {(self._directory / 'log').read_text()[-2000:]}")

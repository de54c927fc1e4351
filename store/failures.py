"""What a driver's error means for whoever runs the program: which setting, directory or server to look at.

The driver's own words are shown where they help and hold no password; the URL is never shown whole.
"""

from __future__ import annotations

import os
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import exc
from sqlalchemy.engine import URL

from store.errors import (
    DatabaseBusyError,
    DatabaseError,
    DatabaseFileError,
    DatabaseSchemaError,
    DatabaseServerError,
)

_MISSING_TABLE = ("no such table", "no such column", "undefinedtable", "undefinedcolumn")


def explain(error: exc.SQLAlchemyError | CommandError, url: URL) -> DatabaseError | None:
    """Give the DatabaseError that tells the remedy, or None for an error that is not the database's fault."""
    if isinstance(error, CommandError):
        return DatabaseSchemaError(
            "the database was migrated by a newer version of this program: install that version, or set DATABASE_URL "
            "to another database"
        )
    if not isinstance(error, exc.DBAPIError):
        return None
    said = str(error.orig).strip()
    if any(mark in f"{type(error.orig).__name__} {said}".lower() for mark in _MISSING_TABLE):
        return DatabaseSchemaError("the database's tables are missing or too old: run `depeche migrate`")
    return _explain_file(said, url) if url.get_backend_name() == "sqlite" else _explain_server(error, said, url)


def _explain_file(said: str, url: URL) -> DatabaseError | None:
    path = Path(url.database or "")
    words = said.lower()
    if "unable to open" in words:
        return DatabaseFileError(f"the database {path} can't be opened: {_obstacle(path)}")
    if "readonly" in words or "read-only" in words:
        return DatabaseFileError(f"the database {path} can't be written: allow this user to write it and its directory")
    if "not a database" in words or "malformed" in words:
        return DatabaseFileError(f"{path} is not a SQLite database or is damaged: set DATABASE_URL to another file")
    if "locked" in words:
        return DatabaseBusyError(f"another process is writing to {path} for too long: end it and try again")
    if "disk is full" in words or "disk i/o" in words:
        return DatabaseFileError(f"the disk that holds {path} is full or fails: make room and try again")
    return None


def _obstacle(path: Path) -> str:
    if path.is_dir():
        return "it is a directory, set DATABASE_URL to a file"
    if not path.parent.is_dir():
        return f"make the directory {path.parent} or set DATABASE_URL to another file"
    if not os.access(path.parent, os.W_OK):
        return f"allow this user to write the directory {path.parent} or set DATABASE_URL to another file"
    return "allow this user to read and write it, or set DATABASE_URL to another file"


def _explain_server(error: exc.DBAPIError, said: str, url: URL) -> DatabaseError | None:
    refused = not getattr(error.orig, "sqlstate", None) or error.connection_invalidated
    if not refused or not isinstance(error, exc.OperationalError):
        return None
    if url.password:
        said = said.replace(str(url.password), "***")
    server = f"{url.host or url.query.get('host') or 'the local socket'}{f':{url.port}' if url.port else ''}"
    first_line = said.splitlines()[0] if said else "no answer"
    return DatabaseServerError(
        f"PostgreSQL at {server} can't be used as {url.username or 'the current user'}: check that it runs and that "
        f"DATABASE_URL names the right host, user, password and database (it said: {first_line})"
    )

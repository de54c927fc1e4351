"""What drivers say is passed on with a remedy, and never with a password."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError, OperationalError

from store.errors import DatabaseBusyError, DatabaseError, DatabaseFileError, DatabaseServerError
from store.failures import explain

SERVER = make_url("postgresql+psycopg://desk:s3cret-w0rd@db.example:5433/depeche")
FILE = make_url("sqlite+aiosqlite:////data/depeche.db")


def test_a_password_that_the_driver_repeats_is_hidden() -> None:
    """Host, port and user help; the password is cut out of the driver's words."""
    said = psycopg.OperationalError('connection to "desk:s3cret-w0rd@db.example" failed\nmore')
    explained = explain(OperationalError(None, None, said), SERVER)
    assert isinstance(explained, DatabaseServerError)
    assert "s3cret-w0rd" not in str(explained)
    assert "db.example:5433" in str(explained) and "as desk" in str(explained)


@pytest.mark.parametrize(
    ("said", "kind", "remedy"),
    [
        ("database is locked", DatabaseBusyError, "end it"),
        ("attempt to write a readonly database", DatabaseFileError, "allow this user"),
        ("database disk image is malformed", DatabaseFileError, "another file"),
        ("database or disk is full", DatabaseFileError, "make room"),
    ],
)
def test_sqlites_words_get_a_remedy(said: str, kind: type[DatabaseError], remedy: str) -> None:
    """The message names the file and what to do."""
    explained = explain(OperationalError(None, None, Exception(said)), FILE)
    assert isinstance(explained, kind)
    assert "/data/depeche.db" in str(explained) and remedy in str(explained)


def test_mistakes_of_the_code_are_not_explained_away() -> None:
    """A constraint that is broken or a statement that is wrong passes as it is."""
    assert explain(IntegrityError(None, None, Exception("UNIQUE constraint failed: article.id")), FILE) is None
    assert explain(OperationalError(None, None, Exception('near "FORM": syntax error')), FILE) is None

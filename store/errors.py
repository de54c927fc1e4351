"""What can go wrong in the store; every message names the remedy and none shows a password."""

from __future__ import annotations


class StoreError(Exception):
    """The store could not do what was asked of it."""


class UnknownTimezoneError(StoreError):
    """The time zone is not an IANA name: give one like Europe/Paris or Asia/Baghdad."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is not a time zone: give an IANA name like Europe/Paris or Asia/Baghdad")


class UnknownArticleError(StoreError):
    """The article is not in the database: look up its number with `articles.receive` first."""

    def __init__(self, article_id: int) -> None:
        super().__init__(f"there is no article {article_id} in this database")


class UnknownEventError(StoreError):
    """There is no such event, nor one that was rejected: a newer reading has taken it away."""

    def __init__(self, event_id: int) -> None:
        super().__init__(f"there is no event {event_id} to mend: open its article to see those that there are")


class UnknownPlaceError(StoreError):
    """The place is not in the database: look it up by name first."""

    def __init__(self, place_id: int) -> None:
        super().__init__(f"there is no place {place_id} in this database")


class NothingToUndoError(StoreError):
    """Nothing that this person did still stands."""


class BuiltOnError(StoreError):
    """A later act rests on the one to undo: take back the later one first."""

    def __init__(self, act_id: int) -> None:
        super().__init__(f"what was done after act {act_id} rests on it: undo that first")


class SameActorError(StoreError):
    """The two actors to merge are one already, or the one to split was never merged."""


class UnknownChatError(StoreError):
    """The chat is not in the database: `chats.ensure` it first."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(f"chat {chat_id} is not known: ensure it before asking anything for it")


class DatabaseError(StoreError):
    """The database can't be used; the message says what to change."""


class DatabaseUrlError(DatabaseError):
    """DATABASE_URL is no address of a SQLite file or of a PostgreSQL database."""


class DatabaseFileError(DatabaseError):
    """The SQLite file can't be opened: its directory is missing or not writable, or it is no database."""


class DatabaseServerError(DatabaseError):
    """The PostgreSQL server did not answer or refused the connection."""


class DatabaseBusyError(DatabaseError):
    """Another process has held the SQLite file's write lock for longer than the busy timeout."""


class DatabaseSchemaError(DatabaseError):
    """The tables are missing or older or newer than this code: run `depeche migrate`."""


class BackupError(DatabaseError):
    """A backup can't be written or restored; the message says what to change."""

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

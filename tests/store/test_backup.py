"""A backup holds what the database held at one moment, and comes back whole into an empty one."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from nlp.schema import Article, Event, Reading
from store import articles, chats
from store.backup import back_up, restore, zip_backup
from store.database import Database, blocking
from store.errors import BackupError
from store.records import ChatRecord
from store.tables import ArticleRow, Row
from tests.store.conftest import NOW, Desk

Contents = dict[str, list[tuple[Any, ...]]]


def contents(url: str) -> Contents:
    """Every row of every table, in an order of their own."""
    found = {}
    with blocking(url) as engine, engine.connect() as connection:
        for table in Row.metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/fresh.db"
    return str(request.getfixturevalue("empty_postgresql_url"))


async def test_every_row_comes_back(
    database: Database, database_url: str, fresh_url: str, desk: Desk, full_event: Event, tmp_path: Path
) -> None:
    """From either database into either, packed too; and the next article gets a number that none has had."""
    for _ in range(3):
        await desk.read(full_event)
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(-(2**40), "ar", "Asia/Baghdad", "group", "«ق»"))
        gone = await desk_article(session, "Ôtée")
        await session.delete(await session.get(ArticleRow, gone))
    await asyncio.to_thread(back_up, database_url, tmp_path / "a.db")
    packed = await asyncio.to_thread(zip_backup, tmp_path / "a.db")
    count = await asyncio.to_thread(restore, packed, fresh_url)
    before, after = contents(database_url), contents(fresh_url)
    assert before == after and count == sum(map(len, before.values())) > 20
    opened = Database.open(fresh_url)
    async with opened.write() as session:
        number = await desk_article(session, "Nouvelle")
    await opened.close()
    assert number > gone


async def desk_article(session: Any, text: str) -> int:
    """Store an article; its number."""
    article = Article("x", text, date(2017, 5, 19), "fr", "RFI")
    return (await articles.receive(session, article, now=NOW)).article_id


async def test_a_backup_under_writes_is_of_one_moment(
    database: Database, database_url: str, desk: Desk, an_event: Callable[..., Event], tmp_path: Path, now: datetime
) -> None:
    """Each write stores an article with its event, and a chat of the same number: a backup never has one alone.

    Nobody waits for it either, and what was written before it began is in it.
    """
    await desk.read(an_event())
    ((first, *_),) = contents(database_url)["article"]
    written, ended = 0, asyncio.Event()

    async def write() -> None:
        nonlocal written
        while not ended.is_set():
            async with database.write() as session:
                number = await desk_article(session, f"Dépêche {written} {random.random()}")
                await articles.record_reading(session, number, Reading("fr", True, (an_event(),)), now=now)
                await chats.ensure(session, ChatRecord(1_000_000 + number, "fr", "UTC"))
            written += 1

    writing = asyncio.create_task(write())
    made = []
    for number in range(4):
        least = written
        path = tmp_path / f"{number}.db"
        await asyncio.to_thread(back_up, database_url, path)
        made.append((path, least))
        await asyncio.sleep(0.2)
    ended.set()
    await writing
    assert written > 4
    for path, least in made:
        fresh = f"sqlite:///{path}.restored"
        await asyncio.to_thread(restore, path, fresh)
        found = contents(fresh)
        numbers = {row[0] for row in found["article"]} - {first}
        assert {row[0] - 1_000_000 for row in found["chat"]} == numbers and len(numbers) >= least
        assert len(found["event"]) == len(found["article"])


async def test_a_full_database_is_not_written_over(
    database: Database, database_url: str, desk: Desk, tmp_path: Path
) -> None:
    """Nor a file that is there; and what is no backup is refused with a word."""
    await desk.receive()
    path = tmp_path / "a.db"
    await asyncio.to_thread(back_up, database_url, path)
    with pytest.raises(BackupError, match="not empty"):
        await asyncio.to_thread(restore, path, database_url)
    with pytest.raises(BackupError, match="already"):
        await asyncio.to_thread(back_up, database_url, path)
    with pytest.raises(BackupError, match="another directory"):
        await asyncio.to_thread(back_up, database_url, tmp_path / "none" / "a.db")
    (tmp_path / "text").write_text("Dépêche")
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08")
    for wrong in ("text", "cut.gz", "none"):
        with pytest.raises(BackupError, match="depeche backup"):
            await asyncio.to_thread(restore, tmp_path / wrong, f"sqlite:///{tmp_path}/b.db")
    assert not await asyncio.to_thread(lambda: list(tmp_path.glob(".depeche*")))


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    """Is said to be missing, not made."""
    with pytest.raises(BackupError, match="DATABASE_URL"):
        back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "a.db")
    assert not list(tmp_path.iterdir())


async def test_a_restore_that_fails_leaves_nothing(
    database: Database, database_url: str, fresh_url: str, desk: Desk, full_event: Event, tmp_path: Path
) -> None:
    """A backup whose rows do not fit together: not one of them is kept."""
    await desk.read(full_event)
    path = tmp_path / "odd.db"
    await asyncio.to_thread(back_up, database_url, path)
    with blocking(f"sqlite:///{path}", foreign_keys=False) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM article")
    with pytest.raises(BackupError, match="do not belong together"):
        await asyncio.to_thread(restore, path, fresh_url)
    assert not any(contents(fresh_url).values())

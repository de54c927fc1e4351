"""A crash at every statement of a delivery: `python benchmarks/delivery_crashes.py [--url postgresql://…] [--every 1]`.

A digest of several messages, an alert that changes a message and sends another, and a digest with nothing to tell are
due. A process delivers them and kills itself (SIGKILL) at its n-th point: before a statement, before and after a
commit, before a call, and after Telegram took it but before the bot hears of that; for every n, each time on a fresh
copy of the database. Then another process goes on, once the lease is over. What Telegram took is written to a file.
Nothing may be missing, and just those events are there twice that Telegram had taken at the death and no row told of:
of one message for each chat, and of none where the process did not die between the taking and the commit. Prints one
line of JSON; exit status 1 where that does not hold. `--url` names a PostgreSQL server's database `postgres`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import psycopg
from pydantic import SecretStr
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from sqlmodel import col, select
from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.app import build
from bot.delivery import deliver_due
from bot.pacing import Limit, Pace, Pacer
from bot.sending import LEASE
from bot.services import KEY, Services
from bot.settings import Settings
from nlp.schema import Actor, Article, Count, Event, EventType, Place, Reading, Span, When
from store import articles, chats, subscriptions
from store.database import Database, migrate
from store.records import Cadence, ChatRecord, Destination, EventFilter, Schedule
from store.tables import DeliveredEvent

BEFORE, MORNING = datetime(2017, 5, 20, 9, tzinfo=UTC), datetime(2017, 5, 21, 8, 0, 5, tzinfo=UTC)
TOKEN = "123:crashes"
FOLLOWED = {1: "SYR", 2: "IRQ", 3: "FRA"}  # by a digest of several messages, by alerts, by a digest of nothing
EVERYTHING = {(2, 1), (2, 3)} | {(1, number) for number in range(4, 19)}
"""(chat, event): the alert that was told, the new one beside its further source, and the fifteen of the digest."""


@dataclass
class Points:
    """Counts the points that a process passes, and kills it at one."""

    die_at: int | None
    passed: int = 0

    def at(self, *_: Any) -> None:
        """One more point."""
        self.passed += 1
        if self.passed == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)


class Taking(BaseRequest):
    """Telegram: it writes what it takes to a file that outlives the process."""

    def __init__(self, record: Path, points: Points) -> None:
        self._record, self._points = record, points

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing waits here."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Take it, and answer."""
        self._points.at()
        sent = request_data.parameters if request_data else {}
        number = sent.get("message_id") or sum(1 for _ in taken(self._record)) + 1
        name = url.rpartition("/")[2]
        line = {"method": name, "message": number, "chat": sent["chat_id"], "text": sent["text"]}
        with self._record.open("a") as file:
            file.write(json.dumps(line) + "\n")
        self._points.at()
        chat = {"id": sent["chat_id"], "type": "private", "first_name": "x"}
        return 200, json.dumps({"ok": True, "result": {"message_id": number, "date": 1, "chat": chat}}).encode()


def taken(record: Path) -> Iterator[dict[str, Any]]:
    """What Telegram took."""
    return map(json.loads, record.read_text().splitlines() if record.exists() else ())


def main() -> int:
    """Die at each point, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a PostgreSQL server's database `postgres`, instead of SQLite files")
    parser.add_argument("--every", type=int, default=1, help="die at every so many-th point only")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = _die_at_each(asked.every, Path(folder), asked.url)
    print(json.dumps(counted))
    return 1 if counted["wrong"] else 0


def _die_at_each(every: int, folder: Path, server: str | None) -> dict[str, Any]:
    base = _base(folder, server)
    migrate(base)
    told = folder / "told"
    asyncio.run(_fill(base, told))
    deaths, repeated, wrong = 0, 0, list[dict[str, Any]]()
    for number in range(1, 10_000, every):
        record = folder / "record"
        shutil.copy(told, record)
        with _copy(base, folder, server) as url:
            died = _in_a_process(url, record, Points(number), MORNING)
            at_death = list(taken(record))
            allowed = _unrecorded(url, at_death)
            _in_a_process(url, record, Points(None), MORNING + LEASE + timedelta(seconds=1))
            _in_a_process(url, record, Points(None), MORNING + 2 * LEASE + timedelta(seconds=2))
        deaths += died
        found = _wrong(list(taken(record)), allowed)
        repeated += bool(allowed)
        wrong += [{"point": number, "why": found}] if found else []
        if not died:
            return {"points": number, "deaths": deaths, "with_a_repeat": repeated, "wrong": wrong}
    raise SystemExit("the process died at every point")


def _wrong(record: list[dict[str, Any]], allowed: set[tuple[int, int]]) -> str:
    times = Counter(_told(record))
    twice = {key for key, count in times.items() if count > 1}
    if times.keys() != EVERYTHING:
        return f"missing or too much: {sorted(times.keys() ^ EVERYTHING)}"
    if twice != allowed or max(times.values()) > 2:
        return f"twice {sorted(twice)}, but taken and not recorded were {sorted(allowed)}"
    edits = [line for line in record if line["method"] == "editMessageText"]
    return "" if edits else "the earlier message was not changed"


def _told(record: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """(chat, event) of the messages that were sent; a change of one that stands may be made again unnoticed."""
    for line in record:
        if line["method"] == "sendMessage":
            for number in {int(found) for found in re.findall(r"event_(\d+)", line["text"])}:
                yield line["chat"], number


def _in_a_process(url: str, record: Path, points: Points, now: datetime) -> bool:
    """Deliver what is due in a process of its own; whether it was killed."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            for target, name in ((Engine, "before_cursor_execute"), (Engine, "commit"), (Session, "after_commit")):
                event.listen(target, name, points.at)
            asyncio.run(_deliver(url, record, points, now))
            status = 0
        finally:
            os._exit(status)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit("a process failed")
    return code != 0


async def _deliver(url: str, record: Path, points: Points, now: datetime) -> None:
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url="http://127.0.0.1:9", database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    use: Services = build(settings, clock=lambda: now, scheduled=False).bot_data[KEY]
    free = Limit(10**9, 0.0)
    await deliver_due(use, Bot(TOKEN, request=Taking(record, points)), Pace(Pacer(free, free, free, free)))
    await use.database.close()


async def _fill(url: str, record: Path) -> None:
    """An alert has been told; then come a further source of it, something new, and what makes a long digest."""
    database = Database.open(url)
    async with database.write() as session:
        for chat_id, country in FOLLOWED.items():
            await chats.ensure(session, ChatRecord(chat_id, "fr", "UTC"))
            cadence = Cadence.AT_ONCE if chat_id == 2 else Cadence.SCHEDULED
            await subscriptions.subscribe(
                session, Destination(chat_id), EventFilter(country=country), country, Schedule((time(8),)),
                cadence=cadence, now=BEFORE,
            )  # fmt: skip
    town = Place("Qayrawan", key="seed:qayrawan", country="IRQ", uncertainty_km=2.0)
    attack = replace(_event(1, town), killed=Count(3))
    await _read(database, "Al-Manar", [attack])
    await _deliver(url, record, Points(None), BEFORE)
    await _read(database, "Reuters", [attack, replace(_event(2, town, day=2), killed=Count(9))])
    crowd = tuple(Actor(f"{name} de la grande coalition des brigades du désert du Nord") for name in "ABC")
    syria = [_event(n, Place(f"Lieu {n}", country="SYR"), day=1 + n) for n in range(15)]
    await _read(database, "Sana", [replace(one, sources=crowd, targets=crowd) for one in syria])
    await database.close()


def _event(number: int, place: Place, day: int = 19) -> Event:
    start = 30 * number
    span, trigger = Span("Une route a été bloquée.", start, start + 24), Span("bloquée", start + 16, start + 23)
    days = When(date(2017, 5, day), date(2017, 5, day))
    return Event(EventType.COERCE, "restrict", trigger, span, (Actor("Hachd"),), (), (place,), days)


async def _read(database: Database, publisher: str, events: list[Event]) -> None:
    async with database.write() as session:
        article = Article("x", f"Dépêche de {publisher}", date(2017, 5, 20), "fr", publisher)
        received = await articles.receive(session, article, now=BEFORE)
        await articles.record_reading(session, received.article_id, Reading("fr", True, tuple(events)), now=BEFORE)


def _unrecorded(url: str, record: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """What Telegram had taken and no row tells of; of one message for each chat at the most."""
    recorded = asyncio.run(_recorded(url))
    left = {key for key in _told(record) if key not in recorded}
    messages = defaultdict(set)
    for line in record:
        if line["method"] == "sendMessage" and left & set(_told([line])):
            messages[line["chat"]].add(line["message"])
    if any(len(found) > 1 for found in messages.values()):
        raise SystemExit(f"more than one message of a chat is not recorded: {messages}")
    return left


async def _recorded(url: str) -> set[tuple[int, int]]:
    database = Database.open(url)
    async with database.read() as session:
        rows = await session.execute(select(col(DeliveredEvent.chat_id), col(DeliveredEvent.event_id)))
        found = {(chat_id, number) for chat_id, number in rows}
    await database.close()
    return found


def _base(folder: Path, server: str | None) -> str:
    if server is None:
        return f"sqlite:///{folder}/base.db"
    _administer(server, "CREATE DATABASE crashes_base")
    return server.replace("/postgres?", "/crashes_base?")


@contextmanager
def _copy(base: str, folder: Path, server: str | None) -> Iterator[str]:
    """A fresh copy of the filled database."""
    if server is None:
        for old in folder.glob("copy.db*"):
            old.unlink()
        shutil.copy(folder / "base.db", folder / "copy.db")
        yield f"sqlite:///{folder}/copy.db"
        return
    _administer(server, "CREATE DATABASE crashes_copy TEMPLATE crashes_base")
    yield server.replace("/postgres?", "/crashes_copy?")
    _administer(server, "DROP DATABASE crashes_copy WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())

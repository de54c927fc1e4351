"""The bot's own processes killed at random moments: `python benchmarks/delivery_processes.py [--url postgresql://…]`.

`depeche run`, once or several times side by side on one database, talks on loopback with the Bot API server of the
shared tools, some of whose calls fail. Digests fall due all the time, alerts of articles that come in meanwhile, and
now and then one of the processes is killed (SIGKILL) and started anew at once. Then every (chat, event) is counted as
the server has it: none may be missing, and one may be there twice only where the process that sent it died within the
call or right after (each comes with a token of its own), or where the answer was lost. So are the rates that all
processes kept together, over deaths too: the fullest second of all chats, the shortest time between two messages to a
chat, the fullest minute of a group. Prints one line of JSON; exit status 1 where something does not hold. With `--leap`
the leases of the dead are not waited for (three minutes): once nothing more comes, the database is told that they are
over.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot_api_record import Telegram, countries_of_events, fullest, marked, repeats, serving, told
from sqlalchemy import update
from sqlmodel import col

from nlp.schema import Article, Event, EventType, Place, Reading, Span
from store import articles, chats, sending, subscriptions
from store.database import Database, migrate
from store.records import Cadence, ChatRecord, Destination, EventFilter
from store.tables import Chat, Delivery, DeliveryState, SubscriptionRow

ROOT = Path(__file__).parents[1]
TOKEN = "123:processes"
DIGEST_OF, ALERT_OF = ("IRQ", "SYR", "LBN", "YEM", "LBY"), ("MLI", "NER", "TCD", "SDN", "SOM")
FAULTS = ("server", "gateway", "before", "after", "flood", "hang")
START_S = 180.0  # that a process may take until it is there
QUIET_S = 3.0  # for which nothing is due: what is still open then belongs to the dead, or waits after a fault


@dataclass(frozen=True)
class Asked:
    """How large it is."""

    url: str | None
    processes: int
    chats: int
    kills: int
    every: float
    seed: int
    leap: bool


class Bots:
    """The processes, each begun anew when it is killed."""

    def __init__(self, url: str, telegram: Telegram, folder: Path, count: int) -> None:
        self.killed: dict[int, float] = {}
        self._folder, self._begun = folder, 0
        self._environment = os.environ | {
            "PYTHONPATH": str(ROOT), "DATABASE_URL": url, "ADMIN_IDS": "1",
            "TELEGRAM_API_URL": telegram.bot.removesuffix("/bot"), "LOG_LEVEL": "WARNING", "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        self._running = [self._begin() for _ in range(count)]

    def _begin(self) -> tuple[int, subprocess.Popen[bytes]]:
        """Begin the next one; its number, by which the server's record tells what it sent."""
        self._begun += 1
        environment = self._environment | {"TELEGRAM_BOT_TOKEN": marked(TOKEN, self._begun)}
        with (self._folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "bot", "run"]
            return self._begun, subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)

    def kill(self, number: int) -> None:
        """SIGKILL one, and begin another in its place."""
        name, process = self._running[number]
        if process.poll() is not None:
            raise SystemExit("a process ended by itself:\n" + (self._folder / "log").read_text()[-2000:])
        self.killed[name] = time.time()
        process.kill()
        process.wait()
        self._running[number] = self._begin()

    def stop(self) -> None:
        """End all of them in order."""
        for _, process in self._running:
            process.terminate()
        for _, process in self._running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(40)
            process.kill()


def main() -> int:
    """Let the processes live and die, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty database instead of a SQLite file")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--chats", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--every", type=float, default=14.0, help="seconds between two kills, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leap", action="store_true", help="do not wait for the leases of the dead")
    asked = Asked(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder, serving(TOKEN) as telegram:
        url = asked.url or f"sqlite:///{folder}/processes.db"
        migrate(url)
        counted = asyncio.run(_live(asked, url, telegram, Path(folder)))
        if counted["unexplained"]:
            print((Path(folder) / "log").read_text(), file=sys.stderr)
    print(json.dumps(counted))
    wrong = counted["missing"] or counted["not_due"] or counted["unexplained"] or counted["fullest_second"] > 30
    return 1 if wrong or counted["shortest_gap_s"] < 1 or counted["fullest_minute_of_a_group"] > 20 else 0


async def _live(asked: Asked, url: str, telegram: Telegram, folder: Path) -> dict[str, Any]:
    chance, database, begun = random.Random(asked.seed), Database.open(url), time.time()
    length = timedelta(seconds=asked.kills * asked.every)
    await _fill(asked, database, chance, length)
    lost = _faults(asked, telegram, chance)
    bots = Bots(url, telegram, folder, asked.processes)
    try:
        await _until(lambda: bool(telegram.ask("calls", method="sendMessage")), START_S)
        for number in range(asked.kills):
            await _read(database, ALERT_OF[number % len(ALERT_OF)])
            await asyncio.sleep(chance.uniform(0.3, 2 * asked.every - 0.3))
            bots.kill(chance.randrange(asked.processes))
        await _until_done(asked, database)
        await asyncio.sleep(1)
    finally:
        bots.stop()
        await database.close()
    counted = _count(asked, telegram, await countries_of_events(url), bots.killed, lost)
    return counted | {"kills": len(bots.killed), "processes": asked.processes, "wall_s": round(time.time() - begun)}


async def _fill(asked: Asked, database: Database, chance: random.Random, length: timedelta) -> None:
    """Chats, every tenth a group, each with digests of one to three countries due at one moment of the time to come, or
    with alerts; and what the digests will tell.
    """
    now = datetime.now(UTC)
    for country in DIGEST_OF:
        await _read(database, country)
    async with database.write() as session:
        for chat_id, countries in _wanted(asked):
            kind = "private" if chat_id > 0 else "group"
            await chats.ensure(session, ChatRecord(chat_id, chance.choice(("fr", "en", "ar")), "UTC", kind))
            due = now + chance.random() * length
            for country in countries:
                cadence = Cadence.AT_ONCE if country in ALERT_OF else Cadence.SCHEDULED
                made = await subscriptions.subscribe(
                    session, Destination(chat_id), EventFilter(country=country), country, cadence=cadence, now=now
                )
                if cadence is Cadence.SCHEDULED:
                    row = update(SubscriptionRow).where(col(SubscriptionRow.id) == made.id)
                    await session.execute(row.values(next_due=due))


def _wanted(asked: Asked) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The chats, and the countries that each follows; one in ten of them by alerts."""
    for number in range(1, asked.chats + 1):
        countries = DIGEST_OF[: 1 + number % 3] if number % 10 else (ALERT_OF[number // 10 % len(ALERT_OF)],)
        yield -number if number % 10 == 7 else number, countries


def _faults(asked: Asked, telegram: Telegram, chance: random.Random) -> set[int]:
    """Let a message of every twentieth chat fail; gives the chats whose answer is lost after Telegram took it."""
    lost = set()
    for chat_id in chance.sample([chat_id for chat_id, _ in _wanted(asked)], asked.chats // 20):
        kind = chance.choice(FAULTS)
        what: dict[str, Any] = {"drop": kind} if kind in ("before", "after") else {"kind": kind}
        what = {"hang": 5} if kind == "hang" else what | ({"retry_after": 7} if kind == "flood" else {})
        telegram.ask("fault", {"method": "sendMessage", "match": {"chat_id": chat_id}} | what)
        lost |= {chat_id} if kind == "after" else set()
    telegram.ask("fault", {"method": "sendMessage", "times": 0, "delay": 0.02})
    return lost


async def _read(database: Database, country: str) -> None:
    """An article with two events is stored and read, in one transaction, as by another process."""
    now, events = datetime.now(UTC), []
    for start in (0, 30):
        span = Span("Une attaque a eu lieu.", start, start + 22)
        place = Place(f"Lieu {now}", country=country)
        trigger = Span("attaque", start + 4, start + 11)
        events.append(Event(EventType.ASSAULT, None, trigger, span, (), (), (place,)))
    async with database.write() as session:
        article = Article("x", f"Dépêche {now}", date(2026, 3, 28), "fr", "Al-Manar")
        received = await articles.receive(session, article, now=now)
        await articles.record_reading(session, received.article_id, Reading("fr", True, tuple(events)), now=now)


async def _until(there: Any, seconds: float) -> None:
    begun = time.time()
    while not there():
        if time.time() - begun > seconds:
            raise SystemExit("nothing came from the bot")
        await asyncio.sleep(0.2)


async def _until_done(asked: Asked, database: Database) -> None:
    """Wait until nothing is owed any more, the leases of the dead and the pauses after faults over."""
    since, leapt = time.time(), not asked.leap
    while True:
        await asyncio.sleep(0.5)
        async with database.read() as session:
            owed = await sending.figures(session, now=datetime.now(UTC))
        if not (owed.due or owed.held or owed.unmatched):
            return
        if owed.due or owed.unmatched:
            since = time.time()
        elif not leapt and time.time() - since > QUIET_S:
            await _end_leases(database)
            leapt = True


async def _end_leases(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.write() as session:
        still_open = col(Delivery.state) == DeliveryState.OPEN
        await session.execute(update(Delivery).where(still_open).values(available_at=now))
        await session.execute(update(Chat).values(send_after=None))


def _count(
    asked: Asked, telegram: Telegram, countries: dict[int, str], killed: dict[int, float], lost: set[int]
) -> dict[str, Any]:
    """What Telegram has, against what there was to tell; and how fast it came."""
    calls = telegram.taken()
    sent = told(calls)
    due = {
        (chat_id, event)
        for chat_id, followed in _wanted(asked)
        for event, country in countries.items()
        if country in followed
    }
    moments: dict[int, list[float]] = {}
    for call in calls:
        moments.setdefault(call["params"]["chat_id"], []).append(call["time"])
    gaps = [after - before for one in moments.values() for before, after in pairwise(sorted(one))]
    groups = [fullest(one, 60.0) for chat_id, one in moments.items() if chat_id < 0]
    return {
        "due": len(due), "messages": len(calls), "missing": len(due - sent.keys()), "not_due": len(sent.keys() - due),
        **repeats(sent, killed, lost), "times_told": dict(Counter(map(len, sent.values()))),
        "fullest_second": fullest(call["time"] for call in calls), "shortest_gap_s": round(min(gaps, default=1e9), 3),
        "fullest_minute_of_a_group": max(groups, default=0),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

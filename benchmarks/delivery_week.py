"""A simulated week of digests and alerts, its process killed again and again: `python benchmarks/delivery_week.py`.

Subscribers in twelve time zones, half of them at once, over the week in which Europe's clocks go forward and
Australia's back. The sender is a process of its own that talks over a socket to the Bot API server of the shared tools;
it is killed (SIGKILL) at random moments of the week and started again, and some calls fail, among them such whose
answer is lost after Telegram took the message. Then every (subscription, event) is counted as Telegram has it: none may
be missing, and one may be there twice only where the process that sent it died within the call or right after (each
comes with a token of its own), or where the answer was lost. Prints one line of JSON; exit status 1 where that does not
hold. `longest_window_s` is the longest time from a message's coming to Telegram to the death that it was sent again
for, `fullest_second` the most messages that came within a second of the server's clock in which no process died.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time as wall
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bot_api_record import Telegram, countries_of_events, fullest, marked, repeats, serving, told
from pydantic import SecretStr
from sqlmodel import col, select
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.app import build
from bot.delivery import deliver_due
from bot.services import KEY, Services
from bot.settings import Settings
from nlp.schema import Article, Event, EventType, Place, Reading, Span
from store import articles, chats, subscriptions
from store.database import Database, migrate
from store.records import Cadence, ChatRecord, Destination, EventFilter, Schedule
from store.tables import Delivery

TOKEN = "123:simulation"
START = "2026-03-28T20:00"  # in UTC, five hours before Europe's change; a week on is after Sydney's
TAIL = timedelta(days=1, hours=1)
ZONES = (
    "Europe/Paris", "Europe/London", "Asia/Baghdad", "Asia/Beirut", "Asia/Kathmandu", "Africa/Casablanca",
    "Africa/Bamako", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Apia",
)  # fmt: skip
# Those that some night leaves out (London half past one, Paris two, Beirut half past midnight), or has twice
# (Sydney and Lord Howe two, Santiago half past eleven).
HOURS = (time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(8), time(19, 45), time(23, 30))
COUNTRIES = ("IRQ", "SYR", "LBN", "YEM", "LBY", "MLI", "NER", "TCD", "SDN", "SOM")
FAULTS = ("server", "gateway", "before", "after", "flood")


@dataclass(frozen=True)
class Asked:
    """How large the simulation is."""

    subscriptions: int
    days: int
    kills: int
    a_day: int
    seed: int
    step: int
    url: str | None
    start: datetime

    @property
    def tick(self) -> timedelta:
        """How far the clock goes on once nothing is due any more."""
        return timedelta(minutes=self.step)

    @property
    def end(self) -> datetime:
        """When the last article is read."""
        return self.start + timedelta(days=self.days)


class SharedClock:
    """A clock that lives in memory shared with the process that is killed."""

    def __init__(self, start: datetime) -> None:
        self._memory = mmap.mmap(-1, 8)
        self.set(start)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", self._memory[:8])[0], UTC)

    def set(self, moment: datetime) -> None:
        """Put it to a moment."""
        self._memory[:8] = struct.pack("d", moment.timestamp())


def main() -> int:
    """Simulate, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=1000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--a-day", type=int, default=20, help="articles a day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--step", type=int, default=15, help="minutes from one tick to the next")
    parser.add_argument("--url", help="an empty database instead of a SQLite file")
    moment = lambda words: datetime.fromisoformat(words).replace(tzinfo=UTC)  # noqa: E731
    parser.add_argument("--start", type=moment, default=START, help=f"in UTC ({START})")
    asked = Asked(**vars(parser.parse_args()))
    if asked.step > 30:
        parser.error(
            "--step: two hours of a subscription are half an hour apart, and in one tick are told in one digest"
        )
    with tempfile.TemporaryDirectory() as folder, serving(TOKEN) as telegram:
        return _simulate(asked, telegram, asked.url or f"sqlite:///{folder}/week.db")


def _simulate(asked: Asked, telegram: Telegram, url: str) -> int:
    chance = random.Random(asked.seed)
    migrate(url)
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url=telegram.bot.removesuffix("/bot"), database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    asyncio.run(_subscribe(asked, url, chance))
    lost = _faults(asked, telegram, chance)
    clock, begun = SharedClock(asked.start), wall.time()
    killed = _live(asked, settings, clock, chance)
    counted = _count(asked, telegram, asyncio.run(countries_of_events(url)), killed, lost)
    counted["wrong_periods"] = asyncio.run(_wrong_periods(asked, url))
    counted |= {"kills": len(killed), "wall_s": round(wall.time() - begun), **_changes(asked)}
    print(json.dumps(counted))
    return 1 if counted["missing"] or counted["unexplained"] or counted["wrong_periods"] else 0


def _wanted(number: int) -> tuple[str, str, Cadence]:
    """The zone, the country and the cadence of a subscription."""
    cadence = Cadence.AT_ONCE if number % 2 else Cadence.SCHEDULED
    return ZONES[number // 2 % len(ZONES)], COUNTRIES[number // 3 % len(COUNTRIES)], cadence


def _schedule(seed: int, number: int) -> Schedule:
    chance = random.Random(seed * 1_000_003 + number)
    return Schedule(tuple(chance.sample(HOURS, 1 + number // 2 % 2)))


async def _subscribe(asked: Asked, url: str, chance: random.Random) -> None:
    database = Database.open(url)
    async with database.write() as session:
        for number in range(1, asked.subscriptions + 1):
            zone, country, cadence = _wanted(number)
            await chats.ensure(session, ChatRecord(number, chance.choice(("fr", "en", "ar")), zone))
            await subscriptions.subscribe(
                session, Destination(number), EventFilter(country=country), country, _schedule(asked.seed, number),
                cadence=cadence, now=asked.start,
            )  # fmt: skip
    await database.close()


def _faults(asked: Asked, telegram: Telegram, chance: random.Random) -> set[int]:
    """Let some chats' messages fail, one each; gives those whose answer is lost after Telegram took the message."""
    lost = set()
    for number in chance.sample(range(1, asked.subscriptions + 1), asked.subscriptions // 20):
        kind = chance.choice(FAULTS)
        what: dict[str, Any] = {"drop": kind} if kind in ("before", "after") else {"kind": kind}
        what |= {"retry_after": 120} if kind == "flood" else {}
        match = {"method": "sendMessage", "match": {"chat_id": number}, "skip": chance.randint(0, 3)}
        telegram.ask("fault", match | what)
        lost |= {number} if kind == "after" else set()
    telegram.ask("fault", {"method": "sendMessage", "times": 0, "delay": 0.02})
    return lost


def _live(asked: Asked, settings: Settings, clock: SharedClock, chance: random.Random) -> dict[int, float]:
    """Let the sender live through the week, killing it now and then; gives when, by its number, on the wall's clock."""
    week = (asked.end - asked.start).total_seconds()
    moments = sorted(asked.start + timedelta(seconds=chance.uniform(0, week)) for _ in range(asked.kills))
    killed, process = dict[int, float](), _begin(asked, settings, clock, 1)
    for moment in moments:
        while clock() < moment:
            wall.sleep(0.002)
            if os.waitpid(process, os.WNOHANG)[0]:
                raise SystemExit("the sender ended before its time")
        wall.sleep(chance.uniform(0, 0.3))
        killed[len(killed) + 1] = wall.time()
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        process = _begin(asked, settings, clock, len(killed) + 1)
    if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]):
        raise SystemExit("the sender ended with an error")
    return killed


def _begin(asked: Asked, settings: Settings, clock: SharedClock, number: int) -> int:
    """Start the sender in a process of its own; forked, so that fifty starts do not import everything fifty times."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        asyncio.run(_send(asked, settings, clock, marked(TOKEN, number)))
        status = 0
    finally:
        os._exit(status)


async def _send(asked: Asked, settings: Settings, clock: SharedClock, token: str) -> None:
    use: Services = build(settings, clock=clock, scheduled=False).bot_data[KEY]
    request = HTTPXRequest(connection_pool_size=40, read_timeout=30, httpx_kwargs={"trust_env": False})
    # A day more without articles, so that what the last ones owe goes out.
    async with Bot(token, base_url=f"{settings.telegram_api_url}/bot", request=request) as bot:
        while clock() < asked.end + TAIL:
            await _publish(asked, use)
            await deliver_due(use, bot, use.pace)
            clock.set(clock() + asked.tick)


async def _publish(asked: Asked, use: Services) -> None:
    """Read the articles of the time that has passed; each is stored and read in one transaction."""
    async with use.database.read() as session:
        done = sum((await articles.counts_by_state(session)).values())
    until = min(use.clock(), asked.end) - asked.start
    for number in range(done, int(until / timedelta(days=1) * asked.a_day)):
        country = COUNTRIES[number % len(COUNTRIES)]
        sentence = Span("Une attaque a eu lieu.", 0, 22)
        place = Place(f"Lieu {number}", country=country)
        event = Event(EventType.ASSAULT, None, Span("attaque", 4, 11), sentence, (), (), (place,))
        async with use.database.write() as session:
            article = Article("x", f"Dépêche {number}", date(2026, 3, 28), "fr", "Al-Manar")
            received = await articles.receive(session, article, now=use.clock())
            reading = Reading("fr", True, (event,))
            await articles.record_reading(session, received.article_id, reading, now=use.clock())


def _count(
    asked: Asked, telegram: Telegram, countries: dict[int, str], killed: dict[int, float], lost: set[int]
) -> dict[str, Any]:
    """What Telegram has, against what there was to tell."""
    if len(countries) != asked.days * asked.a_day:
        raise SystemExit(f"{len(countries)} events were read")
    calls = telegram.taken()
    sent = told(calls)
    due = {
        (number, event)
        for number in range(1, asked.subscriptions + 1)
        for event, country in countries.items()
        if country == _wanted(number)[1]
    }
    return {
        "due": len(due), "messages": len(calls), "missing": len(due - sent.keys()), "not_due": len(sent.keys() - due),
        **repeats(sent, killed, lost), "fullest_second": fullest((call["time"] for call in calls), cut=killed.values()),
    }  # fmt: skip


async def _wrong_periods(asked: Asked, url: str) -> int:
    """Of how many subscriptions the ledger's digests are not those of their hours, each once."""
    database = Database.open(url)
    async with database.read() as session:
        rows = await session.execute(
            select(col(Delivery.subscription_id), col(Delivery.due)).where(col(Delivery.article_id).is_(None))
        )
        found: dict[int, list[datetime]] = defaultdict(list)
        for subscription_id, due in rows:
            found[subscription_id].append(due)
    await database.close()
    wrong = 0
    for number in range(1, asked.subscriptions + 1):
        zone, _, cadence = _wanted(number)
        hours = {moment for hour in _schedule(asked.seed, number).hours for moment in _moments(asked, zone, hour)}
        wrong += sorted(found[number]) != (sorted(hours) if cadence is Cadence.SCHEDULED else [])
    return wrong


@cache
def _moments(asked: Asked, zone: str, hour: time) -> frozenset[datetime]:
    """When an hour comes on a zone's clock, of each day the first moment that is not before it: by walking the clock,
    so that what the bot reckons is not held against itself."""
    there, first = ZoneInfo(zone), dict[date, datetime]()
    moment, last = asked.start - timedelta(days=2), asked.end + TAIL - asked.tick
    while moment <= last:
        local = moment.astimezone(there)
        if local.time() >= hour:
            first.setdefault(local.date(), moment)
        moment += timedelta(minutes=15)
    return frozenset(moment for moment in first.values() if moment > asked.start)


def _changes(asked: Asked) -> dict[str, list[str]]:
    """The zones whose clocks go forward, and those whose clocks go back, while it lasts."""
    hours = [
        asked.start + timedelta(hours=n) for n in range(int((asked.end + TAIL - asked.start) / timedelta(hours=1)))
    ]
    found: dict[str, list[str]] = {"forward": [], "back": []}
    for zone in ZONES:
        offsets = [moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for moment in hours]
        for before, after in pairwise(offsets):
            if before != after:
                found["forward" if after > before else "back"].append(zone)
    return found


if __name__ == "__main__":
    sys.exit(main())

"""How long due digests take without a network: `python benchmarks/delivery_speed.py DATABASE_URL [--chats 100000]`.

The database must be empty; it is migrated first. Every chat has one digest due at one hour, of one of 300 places, two
thirds of which have news (one to eight events). All are claimed, composed, handed to a transport that answers at once,
recorded and closed; only the pace is left out. Printed after each tenth: digests, seconds, memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import insert, text
from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.app import build
from bot.delivery import deliver_due
from bot.pacing import Limit, Pace, Pacer
from bot.services import KEY, Services
from bot.settings import Settings
from nlp.schema import Actor, Article, Count, Event, EventType, Place, Reading, Span, When
from store import alerts, articles
from store.database import Database, migrate
from store.filters import filter_key
from store.records import Cadence, EventFilter
from store.tables import Chat, SubscriptionRow

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
PLACES, WITHOUT_NEWS = 300, 100
OF_AN_ARTICLE = 5  # events: of its article's events the one that reports the same as another's is chosen
TOKEN = "123:benchmark"
STATUS = Path("/proc/self/statm")


class Answering(BaseRequest):
    """A transport that takes every message and keeps none."""

    def __init__(self, chats: int) -> None:
        self.messages, self._tenth, self._begun = 0, max(1, chats // 10), time.perf_counter()

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
        """Answer as Telegram does, at once."""
        self.messages += 1
        if self.messages % self._tenth == 0:
            print(f"{self.messages} messages, {time.perf_counter() - self._begun:.0f} s, {_megabytes()}", flush=True)
        chat_id = int((request_data.parameters if request_data else {}).get("chat_id", 1))
        chat = {"id": chat_id, "type": "private", "first_name": "x"}
        result = {"message_id": self.messages, "date": 1, "chat": chat, "text": "x"}
        return 200, json.dumps({"ok": True, "result": result}).encode()


def main() -> None:
    """Fill the database, deliver everything, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--chats", type=int, default=100_000)
    asked.add_argument("--most", type=int, help="messages after which to stop, of a long queue")
    options = asked.parse_args()
    migrate(options.url)
    asyncio.run(_measure(options.url, options.chats, options.most or options.chats))


async def _measure(url: str, chats: int, most: int) -> None:
    await _fill(url, chats)
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url="http://127.0.0.1:9", database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    use: Services = build(settings, clock=lambda: NOW, scheduled=False).bot_data[KEY]
    transport, free = Answering(most), Limit(10**9, 0.0)
    begun, worked = time.perf_counter(), time.process_time()
    pace = Pace(Pacer(free, free, free, free))
    bot = Bot(TOKEN, request=transport)
    sent = await deliver_due(use, bot, pace, stopping=lambda: transport.messages >= most)
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    print(
        f"{chats} due, {sent} sent: {took:.0f} s, {1000 * took / sent:.2f} ms each that had news, "
        f"{1000 * worked / sent:.2f} of the processor; {_megabytes()}"
    )
    await use.database.close()


def _megabytes() -> str:
    resident = int(STATUS.read_text().split()[1]) * resource.getpagesize() / 2**20 if STATUS.exists() else 0
    return f"{resident:.0f} MB now, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} at the peak"


async def _fill(url: str, chats: int) -> None:
    chance, database = random.Random(1), Database.open(url)
    async with database.write() as session:
        for name, recorded, events in (
            ("of old", NOW - timedelta(days=90), [_event(n, 0, chance) for n in range(PLACES)]),
            ("of today", NOW - timedelta(hours=3), list(_news(chance))),
        ):
            article = Article("x", name, date(2026, 6, 30), "fr", "Al-Manar")
            for begin in range(0, len(events), OF_AN_ARTICLE):
                received = await articles.receive(session, replace(article, text=f"{name} {begin}"), now=recorded)
                reading = Reading("fr", True, tuple(events[begin : begin + OF_AN_ARTICLE]))
                await articles.record_reading(session, received.article_id, reading, now=recorded)
        while await alerts.open_alerts(session, now=NOW):
            pass
        for begin in range(1, chats + 1, 5000):
            numbers = range(begin, min(begin + 5000, chats + 1))
            rows = [{"id": n, "lang": "fr", "timezone": "UTC", "kind": "private", "paused": False} for n in numbers]
            await session.execute(insert(Chat), rows)
            await session.execute(insert(SubscriptionRow), [_row(n) for n in numbers])
        await session.execute(text("ANALYZE"))
    await database.close()


def _row(number: int) -> dict[str, Any]:
    place_id = 1 + number % PLACES
    return {
        "chat_id": number, "thread_id": 0, "filter_key": filter_key(EventFilter(place_id=place_id)),
        "place_id": place_id, "label": f"Lieu {place_id}", "hours": "08:00:00", "weekdays": "0123456",
        "cadence": Cadence.SCHEDULED, "next_due": NOW - timedelta(minutes=1), "created_at": NOW - timedelta(days=30),
        "active": True,
    }  # fmt: skip


def _news(chance: random.Random) -> Iterator[Event]:
    for place in range(PLACES - WITHOUT_NEWS):
        for number in range(chance.randint(1, 8)):
            yield _event(place, number + 1, chance)


def _event(place: int, number: int, chance: random.Random) -> Event:
    where = (Place(f"Lieu {place}", key=f"w:{place}", country="IRQ", uncertainty_km=2.0),)
    start = 20 * (10 * place + number)
    sentence = Span(
        "L'armée a bombardé la ville, selon une source militaire, et trois civils ont été tués.", start, start + 86
    )
    who, whom = (Actor(f"Armée {chance.randint(1, 9)}"),), (Actor(f"Groupe {chance.randint(1, 40)}"),)
    day = date(2026, 6, 30 - chance.randint(0, 2))
    trigger = Span("bombardé", start + 10, start + 18)
    killed = Count(chance.randint(1, 20)) if chance.random() < 0.5 else None
    return Event(EventType.ASSAULT, "aerial", trigger, sentence, who, whom, where, When(day, day), killed=killed)


if __name__ == "__main__":
    main()

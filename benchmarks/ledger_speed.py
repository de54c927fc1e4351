"""How fast the ledger is: `python benchmarks/ledger_speed.py DATABASE_URL [--chats 100000]`.

The database must be empty; it is migrated first. Half of the chats subscribe at once, the others every morning, each to
one of a few thousand filters (a place, an actor, a country, a type, everything). Printed are the time that the alerts
of one article take to be opened, as a ratio to the alerts, and the time to claim and to close all that is due.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlmodel import col

from nlp.schema import Actor, Article, Event, EventType, Place, Reading, Span
from store import alerts, articles, deliveries, sending
from store.database import Database, migrate
from store.filters import filter_key, watch_key
from store.records import Cadence, EventFilter
from store.tables import Chat, Delivery, SubscriptionRow

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
LEASE = timedelta(minutes=5)
ZONES = ("Europe/Paris", "Asia/Baghdad", "Asia/Beirut", "Africa/Casablanca", "America/New_York", "Australia/Sydney")
PLACES = 2000


def main() -> None:
    """Fill the database, open the alerts of an article, claim and close everything."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--chats", type=int, default=100_000)
    asked.add_argument("--batch", type=int, default=200)
    asked.add_argument("--everything", type=float, default=0.05, help="share of the chats that ask for everything")
    options = asked.parse_args()
    migrate(options.url)
    asyncio.run(_measure(options.url, options.chats, options.batch, options.everything))


async def _measure(url: str, chats: int, batch: int, everything: float) -> None:
    database = Database.open(url)
    await _fill(database, chats, everything)
    for name, event in (("a village", _event(places=(1,))), ("a busy article", _event(places=(0, 2, 3), actors=9))):
        async with database.write() as session:
            article = Article("x", f"{name} {time.time()}", date(2026, 7, 1), "fr", "Al-Manar")
            received = await articles.receive(session, article, now=NOW)
            await articles.record_reading(session, received.article_id, Reading("fr", True, (event,)), now=NOW)
        begun = time.perf_counter()
        async with database.write() as session:
            await alerts.open_alerts(session, now=NOW)
            opened = await session.scalar(select(func.count()).where(col(Delivery.article_id) == received.article_id))
        took = time.perf_counter() - begun
        print(f"alerts of {name}: {opened} opened in {took:.3f} s, {1e6 * took / (opened or 1):.1f} us each")
    begun = time.perf_counter()
    async with database.read() as session:
        found = await sending.figures(session, now=NOW)
    print(f"figures: {1000 * (time.perf_counter() - begun):.1f} ms, {found}")
    await _claim_all(database, batch)
    await database.close()


async def _claim_all(database: Database, batch: int) -> None:
    claimed, first, longest, begun = 0, 0.0, 0.0, time.perf_counter()
    while True:
        before = time.perf_counter()
        async with database.write() as session:
            claims = await deliveries.claim_due(session, now=NOW, lease=LEASE, limit=batch)
        took = time.perf_counter() - before
        first, longest = first or took, max(longest, took)
        if not claims:
            break
        claimed += len(claims)
        async with database.write() as session:
            await deliveries.close_empty(session, claims, now=NOW)
    total = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"claimed and closed: {claimed} in {total:.1f} s, {1000 * total / max(claimed, 1):.2f} ms each; a batch of "
        f"{batch} claimed in {1000 * first:.0f} ms at first, {1000 * longest:.0f} ms at most; {peak:.0f} MB at the peak"
    )


async def _fill(database: Database, chats: int, everything: float) -> None:
    chance = random.Random(1)
    async with database.write() as session:
        article = Article("x", "archive", date(2026, 6, 1), "fr", "Al-Manar")
        received = await articles.receive(session, article, now=NOW)
        known = tuple(_event(places=(n,), actors=n % 500) for n in range(PLACES))
        await articles.record_reading(session, received.article_id, Reading("fr", True, known), now=NOW)
        await alerts.open_alerts(session, now=NOW)
        filters = [(filter_key(one), watch_key(one)) for one in (_some_filter(chance, everything) for _ in range(5000))]
        for begin in range(0, chats, 5000):
            numbers = range(begin + 1, begin + 5001)
            rows: list[dict[str, Any]] = [
                {"id": n, "lang": "fr", "timezone": ZONES[n % 6], "kind": "private", "paused": n % 50 == 0}
                for n in numbers
            ]
            await session.execute(insert(Chat), rows)
            await session.execute(insert(SubscriptionRow), [_row(n, *chance.choice(filters)) for n in numbers])
        await session.execute(text("ANALYZE"))


def _row(number: int, key: str, watch: str) -> dict[str, Any]:
    at_once = number % 2 == 0
    return {
        "chat_id": number, "thread_id": 0, "filter_key": key, "hours": "08:00:00", "weekdays": "0123456",
        "cadence": Cadence.AT_ONCE if at_once else Cadence.SCHEDULED, "watch": watch if at_once else None,
        "next_due": None if at_once else NOW - timedelta(seconds=number % 900), "created_at": NOW,
        "active": number % 50 != 0,
    }  # fmt: skip


def _some_filter(chance: random.Random, everything: float) -> EventFilter:
    if chance.random() < everything:
        return EventFilter()
    kind = chance.random()
    if kind < 0.4:
        return EventFilter(place_id=chance.randint(1, PLACES), type=chance.choice((None, EventType.ASSAULT)))
    if kind < 0.7:
        return EventFilter(actor_id=chance.randint(1, 500))
    mode = chance.choice((None, "aerial", "firearms"))
    return EventFilter(country="IRQ", type=chance.choice((None, *EventType)), mode=mode)


def _event(places: Sequence[int], actors: int | None = None) -> Event:
    where = tuple(Place(f"Lieu {n}", key=f"w:{n}", country="IRQ") for n in places)
    who = (Actor(f"Acteur {actors}", key=f"a:{actors}"),) if actors is not None else ()
    start = 10 * places[0]
    sentence = Span("x", 0, 1)
    return Event(EventType.ASSAULT, "aerial", Span("frappé", start, start + 6), sentence, who, (), where)


if __name__ == "__main__":
    main()

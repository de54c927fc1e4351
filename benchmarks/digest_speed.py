"""How long a digest takes to compose from a large archive: `python benchmarks/digest_speed.py DATABASE_URL… [--plans]`.

The archive is one of make_archive.py; chats, subscriptions and what they were told are written to it and removed again.
For each case the milliseconds, median and worst of so many, of the question for what is new, and of the whole digest
with sources, figures, corrections and texts; of the whole also this process's processor time, the truer one on a busy
machine. `--plans` prints the plans of the statements of each case.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from pydantic import SecretStr
from sqlalchemy import delete, event, insert, select, text
from sqlmodel import col

import store.chats
import store.subscriptions
from bot.app import build
from bot.digests import digest_of
from bot.services import KEY, Services
from bot.settings import Settings
from nlp.schema import EventType
from store.database import Database
from store.news import news_of
from store.records import ChatRecord, Claim, EventFilter, Subscription
from store.rows import batches, on_postgresql
from store.tables import ActorRow, Chat, DeliveredEvent, EventRow, PlaceRow

NOW = datetime(2026, 6, 29, 8, tzinfo=UTC)
"""Two hours after the last articles of the archive came in."""

DAY = timedelta(days=1)
CHAT, TOLD_MUCH = -77_001, -77_002
EACH = 20


@dataclass(frozen=True)
class Case:
    """A filter asked for in a chat, so long after its last digest (None: never had one)."""

    name: str
    wanted: EventFilter
    since: timedelta | None = DAY
    chat_id: int = CHAT


def main() -> None:
    """Measure every case on every database named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("urls", nargs="+")
    asked.add_argument("--plans", action="store_true")
    options = asked.parse_args()
    for url in options.urls:
        asyncio.run(_measure(url, plans=options.plans))


async def _measure(url: str, *, plans: bool) -> None:
    settings = Settings(
        telegram_bot_token=SecretStr("1:x"), telegram_api_url="http://127.0.0.1:9", database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    use: Services = build(settings, clock=lambda: NOW, scheduled=False).bot_data[KEY]
    print(
        f"\n{url.partition(':')[0]}: new events / messages, ms for what is new, for the whole digest, of the processor"
    )
    try:
        await _tell(use.database)
        for case in await _cases(use.database):
            await _one(use, case, plans=plans)
    finally:
        async with use.database.write() as session:
            for chat_id in (CHAT, TOLD_MUCH):
                await session.execute(delete(DeliveredEvent).where(col(DeliveredEvent.chat_id) == chat_id))
                await session.execute(delete(Chat).where(col(Chat.id) == chat_id))
        await use.database.close()


async def _cases(database: Database) -> list[Case]:
    async with database.read() as session:
        busy = (select(col(row.id)).order_by(col(row.activity).desc()).limit(1) for row in (PlaceRow, ActorRow))
        place, actor = [cast(int, await session.scalar(statement)) for statement in busy]
    syria, of_place = EventFilter(country="SYR"), EventFilter(place_id=place)
    by_actor, strikes = EventFilter(actor_id=actor), EventFilter(country="SYR", type=EventType.ASSAULT, mode="aerial")
    week, month = timedelta(days=7), timedelta(days=30)
    return [
        Case("everything", EventFilter()),
        Case("the busiest country", syria),
        Case("the same, 500 of it told since", syria, timedelta(days=10), TOLD_MUCH),
        Case("the same, a week", syria, week),
        Case("the same, a month", syria, month),
        Case("the busiest place", of_place),
        Case("the busiest actor", by_actor),
        Case("the busiest actor in that country", replace(by_actor, country="SYR")),
        Case("air strikes in it", strikes),
        Case("a country without news (Tonga)", EventFilter(country="TON")),
        Case("the same, a month", EventFilter(country="TON"), month),
        Case("everything, to a chat told of 100,000", EventFilter(), 3 * DAY, TOLD_MUCH),
        Case("everything, all of a month told", EventFilter(), month, TOLD_MUCH),
        Case("everything, a fresh subscription", EventFilter(), None),
        Case("everything, a month", EventFilter(), month),
    ]


async def _one(use: Services, case: Case, *, plans: bool) -> None:
    begun = NOW - timedelta(days=400) if case.since else NOW
    last = NOW - case.since if case.since else None
    asked = Subscription(
        1, case.chat_id, case.wanted, case.name, store.subscriptions.DAILY, None, begun, last_told_at=last
    )
    claim = Claim(1, asked, ChatRecord(case.chat_id, "fr", "UTC"), NOW, NOW, NOW + DAY)
    asking, whole, worked = [], [], []
    fresh, messages = 0, 0
    for _ in range(EACH):
        started = time.perf_counter()
        async with use.database.read() as session:
            fresh = len((await news_of(session, asked)).events)
        asking.append(1000 * (time.perf_counter() - started))
        started, busy = time.perf_counter(), time.process_time()
        messages = len(await digest_of(use, claim))
        whole.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - busy))
    told = " ".join(f"{statistics.median(found):7.1f} ({max(found):.0f})" for found in (asking, whole, worked))
    print(f"{case.name:40} {fresh:5} / {messages} {told}", flush=True)
    if plans:
        await _plans(use, claim)


async def _tell(database: Database) -> None:
    """Tell one chat of the 100,000 events that were recorded before the last two days."""
    async with database.write() as session:
        for chat_id in (CHAT, TOLD_MUCH):
            await store.chats.ensure(session, ChatRecord(chat_id, "fr", "UTC"))
        recorded = (col(EventRow.recorded_at), col(EventRow.id))
        before = select(recorded[1]).where(recorded[0] <= NOW - 2 * DAY).order_by(*(key.desc() for key in recorded))
        for ids in batches((await session.scalars(before.limit(100_000))).all()):
            await session.execute(insert(DeliveredEvent), list(_rows(ids)))
        await session.execute(text("ANALYZE delivered_event"))


def _rows(ids: Iterable[int | None]) -> Iterable[dict[str, Any]]:
    told = {"chat_id": TOLD_MUCH, "thread_id": 0, "delivered_at": NOW - DAY, "facts": "x", "sources": 1, "alert": False}
    return ({"event_id": event_id, "message_id": 1, "subscription_id": 2, **told} for event_id in ids)


async def _plans(use: Services, claim: Claim) -> None:
    """Print the plan of each statement of a digest."""
    seen: list[tuple[str, Any]] = []
    engine = use.database._engine.sync_engine

    def note(conn: object, cursor: object, statement: str, parameters: Any, context: object, many: bool) -> None:
        if "SELECT" in statement:
            seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    await digest_of(use, claim)
    event.remove(engine, "before_cursor_execute", note)
    async with use.database.read() as session:
        connection = await session.connection()
        explain = "EXPLAIN (ANALYZE) " if on_postgresql(session) else "EXPLAIN QUERY PLAN "
        for statement, parameters in seen:
            steps = await connection.exec_driver_sql(explain + statement, parameters)
            print("   ", " ".join(statement.split())[:160], *(f"\n        {step[-1]}" for step in steps))


if __name__ == "__main__":
    main()

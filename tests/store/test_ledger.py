"""The whole ledger over days in which clocks change, with processes that die: nothing is lost, nothing repeated."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from store import alerts, chats, deliveries, events, news, subscriptions
from store.database import Database
from store.due import next_due
from store.records import Cadence, ChatRecord, Claim, Destination, EventFilter, Schedule, Subscription
from store.told import as_told

LEASE, TICK = timedelta(minutes=5), timedelta(minutes=30)
ZONES = (
    "Europe/Paris", "Europe/London", "Asia/Baghdad", "Asia/Beirut", "Asia/Kathmandu", "Africa/Casablanca",
    "Africa/Bamako", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Apia",
)  # fmt: skip
HOURS = (time(0, 30), time(2, 30), time(3), time(8), time(19, 45))
DAYS = 2

Told = Counter[tuple[int, int]]


class Telegram:
    """What reached the subscribers: by subscription and event, by subscription and period."""

    def __init__(self) -> None:
        self.events: Told = Counter()
        self.digests: Counter[tuple[int, datetime]] = Counter()
        self.after_death: set[int] = set()  # deliveries sent by a process that died before it could say so


async def send(database: Database, claim: Claim, now: datetime, telegram: Telegram, dies: str | None) -> None:
    """What a sender does with a claim; `dies` says before or after the message that it ends in."""
    if dies == "before":
        return
    async with database.read() as session:
        if claim.article_id is None:
            fresh = await news.news_of(session, claim.subscription)
            found = await events.load(session, [one.id for one in fresh.events])
            telegram.digests[claim.subscription.id, claim.due] += 1
        else:
            found = (await alerts.alert_news(session, claim)).fresh
    telegram.events.update((claim.chat.id, record.id) for record in found)
    if dies == "after":
        telegram.after_death.add(claim.chat.id)
        return
    async with database.write() as session:
        await deliveries.close(session, claim, map(as_told, found), message_id=1, now=now)


async def subscribers(database: Database, chance: random.Random, now: datetime) -> list[Subscription]:
    """Two chats a zone, one on schedule and one at once, each to everything."""
    made = []
    async with database.write() as session:
        for number, zone in enumerate(ZONES, 1):
            for chat_id, cadence in ((number, Cadence.SCHEDULED), (100 + number, Cadence.AT_ONCE)):
                await chats.ensure(session, ChatRecord(chat_id, "fr", zone))
                schedule = Schedule(tuple(chance.sample(HOURS, 2)))
                to = Destination(chat_id)
                made.append(
                    await subscriptions.subscribe(session, to, EventFilter(), None, schedule, cadence=cadence, now=now)
                )
            if number % 3 == 0:
                await chats.set_quiet_hours(session, 100 + number, time(22), time(2, 30))
    return made


def periods(subscription: Subscription, zone: str, start: datetime, end: datetime) -> Iterator[datetime]:
    moment = start
    while (moment := next_due(subscription.schedule, zone, moment)) <= end:
        yield moment


@pytest.mark.parametrize("start", ["2025-03-29", "2025-10-25"], ids=["forward", "back"])
async def test_none_lost_none_repeated(database: Database, desk: Any, an_event: Any, start: str) -> None:
    """12 zones, two days, a process that dies in one of five sendings: every period of every schedule is sent, and
    every event told to every chat; twice only where a process died between the message and the record of it.
    """
    chance, telegram = random.Random(start), Telegram()
    begun = datetime.fromisoformat(start).replace(tzinfo=UTC)
    standing = await subscribers(database, chance, begun)
    read: list[int] = []
    now, end = begun, begun + timedelta(days=DAYS)
    while now <= end + timedelta(hours=6):
        if now < end and chance.random() < 0.2:
            read += await desk.read(an_event(), now=now)
        if chance.random() < 0.8:  # else it died after the reading: the next tick opens the alerts
            async with database.write() as session:
                await alerts.open_alerts(session, now=now)
        claims: list[Claim] | None = None
        while claims is None or claims:
            async with database.write() as session:
                claims = await deliveries.claim_due(session, now=now, lease=LEASE, limit=chance.choice([5, 50]))
            for claim in claims:
                await send(database, claim, now, telegram, chance.choice(["before", "after", *[None] * 8]))
        now += TICK
    # The last events are yet to be told to some of those on schedule, with their next digest.
    at_once = {one.chat_id for one in standing if one.cadence is Cadence.AT_ONCE}
    for chat_id in at_once:
        assert {number for chat, number in telegram.events if chat == chat_id} == set(read)
    for one in standing:
        if one.cadence is Cadence.SCHEDULED:
            sent = {due for number, due in telegram.digests if number == one.id}
            assert sent >= set(periods(one, ZONES[one.chat_id - 1], begun, end))
    repeated = {chat for (chat, _), times in telegram.events.items() if times > 1}
    assert repeated <= telegram.after_death
    assert len(read) > 10 and telegram.after_death

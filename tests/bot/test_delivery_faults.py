"""Delivering over a real socket, against the Bot API server of the shared tools with its faults and its clock."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery import deliver_due
from bot.pacing import Pace
from nlp.schema import Event, Place
from store import chats, subscriptions
from store.database import Database
from store.records import ChatRecord, Destination, EventFilter, Schedule
from store.tables import SubscriptionRow
from tests.bot.delivering import MORNING, at_leisure, happening, remember

SERVER = Path(__file__).parents[2].parent / "shared" / "tools" / "fake_telegram.py"
pytestmark = pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout")
GROUP, SUPERGROUP = -500, -1_000_000_000_500
READ_TIMEOUT_S = 1.0


@pytest.fixture
def telegram() -> Iterator[Any]:
    """The server, in this process, on a port of its own."""
    spec = importlib.util.spec_from_file_location("fake_telegram", SERVER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fake_telegram"] = module
    spec.loader.exec_module(module)
    with module.FakeTelegram() as running:
        yield running


@pytest.fixture
async def bot(telegram: Any) -> AsyncIterator[Bot]:
    """A bot that talks to it and gives up an answer after a second."""
    request = HTTPXRequest(connection_pool_size=32, read_timeout=READ_TIMEOUT_S, httpx_kwargs={"trust_env": False})
    async with Bot("123:abc", base_url=telegram.base_url, request=request) as made:
        yield made


async def subscribe(world: Any, *chat_ids: int) -> None:
    """Each chat, to Iraq, every morning; and something happened."""
    await remember(world, happening())
    async with world.services.database.write() as session:
        for number in chat_ids:
            await chats.ensure(session, ChatRecord(number, "fr", "UTC"))
            schedule, wanted = Schedule((MORNING.time(),)), EventFilter(country="IRQ")
            await subscriptions.subscribe(session, Destination(number), wanted, "Irak", schedule, now=world.clock.now)


def received(telegram: Any) -> Counter[int]:
    """How often each chat was told of event 1, as Telegram has it."""
    told = Counter[int]()
    for (chat_id, _), message in telegram.store.items():
        told[chat_id] += len(re.findall(r"event_1\b", str(message))) > 0
    return told


async def test_each_fault_costs_its_own_chat_time_and_no_other(world: Any, telegram: Any, bot: Bot) -> None:
    """All at one time: each is told in the end, and twice only where the answer was lost after Telegram took it."""
    faults: dict[int, dict[str, Any]] = {
        2: {"kind": "flood", "retry_after": 40},
        3: {"kind": "blocked", "times": 0},
        4: {"kind": "server", "times": 2},
        5: {"kind": "gateway"},
        6: {"drop": "before"},
        7: {"drop": "after"},
        8: {"hang": 2 * READ_TIMEOUT_S},
        9: {"delay": 0.3},
        GROUP: {"kind": "migrated", "migrate_to_chat_id": SUPERGROUP},
    }
    await subscribe(world, *faults, 10, 11)
    for chat_id, fault in faults.items():
        telegram.fault(method="sendMessage", match={"chat_id": chat_id}, **fault)
    world.clock.now = MORNING
    await deliver_due(world.services, bot, at_leisure(), chance=lambda: 0.0)
    told = received(telegram)
    assert [told[chat_id] for chat_id in (9, 10, 11, SUPERGROUP)] == [1, 1, 1, 1]
    for seconds in range(5, 60, 5):
        world.clock.now = MORNING + timedelta(seconds=seconds)
        await deliver_due(world.services, bot, at_leisure(), chance=lambda: 0.0)
        assert (received(telegram)[2] == 1) == (seconds > 40)
    once = dict.fromkeys((2, 4, 5, 6, 8, 9, 10, 11, SUPERGROUP), 1)
    assert received(telegram) == once | {7: 2}
    assert len(telegram.calls("sendMessage", chat_id=3)) == 1


async def test_telegrams_rates_hold_by_the_servers_clock(world: Any, telegram: Any, bot: Bot) -> None:
    """Ninety digests, answers that take their time: no second of the server's holds more than thirty messages."""
    await subscribe(world, *range(100, 190))
    telegram.fault(method="sendMessage", times=0, delay=0.03)
    world.clock.now = MORNING
    assert await deliver_due(world.services, bot, Pace()) == 90
    moments = sorted(call["time"] for call in telegram.calls("sendMessage"))
    assert max(sum(1 for other in moments if 0 <= other - moment < 1) for moment in moments) <= 30


async def test_two_senders_on_one_postgresql_send_each_digest_once(
    world: Any, telegram: Any, bot: Bot, postgresql_url: str
) -> None:
    """Each with connections of its own, both at it at the same time, again and again."""
    databases = [Database.open(postgresql_url) for _ in range(2)]
    senders = [replace(world, services=replace(world.services, database=database)) for database in databases]
    await subscribe(senders[0], *range(100, 220))
    for minutes in range(3):
        world.clock.now = MORNING + timedelta(minutes=minutes)
        sent = await asyncio.gather(*(deliver_due(one.services, bot, at_leisure()) for one in senders))
        assert sum(sent) == (120 if minutes == 0 else 0)
        assert minutes or min(sent) > 0
    assert received(telegram) == dict.fromkeys(range(100, 220), 1)
    for database in databases:
        await database.close()


async def test_two_senders_keep_a_chats_pace_together(world: Any, telegram: Any, bot: Bot, postgresql_url: str) -> None:
    """A chat with three digests due is sent to once a second, a group once in three, whichever process does it."""
    databases = [Database.open(postgresql_url) for _ in range(2)]
    now = lambda: datetime.now(UTC)  # noqa: E731
    senders = [replace(world.services, database=database, clock=now, pace=Pace()) for database in databases]
    countries = ("IRQ", "SYR", "LBN")
    await remember(replace(world, services=senders[0]), *(in_country(country) for country in countries))
    async with databases[0].write() as session:
        for chat_id in (5, 6, GROUP):
            await chats.ensure(session, ChatRecord(chat_id, "fr", "UTC"))
            for country in countries:
                wanted, schedule = EventFilter(country=country), Schedule()
                await subscriptions.subscribe(session, Destination(chat_id), wanted, country, schedule, now=now())
        await session.execute(update(SubscriptionRow).values(next_due=now()))
    sent = lambda: len(telegram.calls("sendMessage"))  # noqa: E731
    async with asyncio.timeout(90):
        for one in cycle(senders):  # each until something was sent, so that they take turns at every chat
            before = sent()
            await deliver_due(one, bot, one.pace, stopping=lambda: sent() > before)  # noqa: B023
            if sent() == 9:
                break
    for chat_id, least in ((5, 1.0), (6, 1.0), (GROUP, 3.0)):
        moments = [call["time"] for call in telegram.calls("sendMessage", chat_id=chat_id)]
        assert min(after - before for before, after in pairwise(moments)) >= least
    for database in databases:
        await database.close()


def in_country(country: str) -> Event:
    """Something that happened there."""
    return replace(happening(), places=(Place(f"Lieu de {country}", country=country),))

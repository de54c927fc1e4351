"""Alerts: opened once for each article and subscription that an event of it fits, told once, held in quiet hours."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from nlp.schema import Actor, EventType, Place, Reading, Status
from store import alerts, articles, chats, deliveries, places, subscriptions
from store.database import Database
from store.news import news_of
from store.records import Cadence, ChatRecord, Claim, Destination, EventFilter, ToldEvent
from store.told import as_told

LEASE = timedelta(minutes=5)
MOSSOUL = Place("Mossoul", key="w:1", country="IRQ", admin1="Ninive", uncertainty_km=5)
OLD_TOWN = Place("vieille ville", key="w:2", country="IRQ", town=MOSSOUL, uncertainty_km=1)
ALEP = Place("Alep", key="w:3", country="SYR", uncertainty_km=5)


async def watch(database: Database, now: datetime, to: Destination, wanted: EventFilter, **terms: object) -> int:
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(to.chat_id, "fr", "Europe/Paris"))
        made = await subscriptions.subscribe(session, to, wanted, None, cadence=Cadence.AT_ONCE, now=now, **terms)  # type: ignore[arg-type]
    return made.id


async def opened(database: Database, now: datetime) -> int:
    async with database.write() as session:
        return await alerts.open_alerts(session, now=now)


async def claim(database: Database, now: datetime, limit: int = 20) -> list[Claim]:
    async with database.write() as session:
        return await deliveries.claim_due(session, now=now, lease=LEASE, limit=limit)


async def tell(database: Database, claim: Claim, now: datetime, message_id: int = 1) -> list[int]:
    async with database.write() as session:
        news = await alerts.alert_news(session, claim)
        await deliveries.close(session, claim, map(as_told, news.fresh), message_id=message_id, now=now)
    return [record.id for record in news.fresh]


async def test_an_article_alerts_whom_it_concerns(database: Database, desk, an_event, now: datetime) -> None:
    """By place, its town, actor, country, type; each in one delivery, with the events that fit in it."""
    shelling, talks = an_event(places=(OLD_TOWN,), sources=("Daech",)), an_event(places=(ALEP,), type=EventType.CONSULT)
    ids = await desk.read(an_event(places=(MOSSOUL, ALEP)))
    async with database.read() as session:
        (mossoul,) = await places.find(session, "Mossoul")
    asked = [
        EventFilter(place_id=mossoul.id), EventFilter(country="SYR"), EventFilter(country="YEM"), EventFilter(),
        EventFilter(type=EventType.CONSULT), EventFilter(country="IRQ", status=Status.PLANNED),
        EventFilter(since=date(2030, 1, 1)),
    ]  # fmt: skip
    assert await opened(database, now) == 1
    chats_of = [await watch(database, now, Destination(10 + n), wanted) for n, wanted in enumerate(asked)]
    assert len(set(chats_of)) == len(asked)
    ids = await desk.read(shelling, talks)
    assert await opened(database, now) == 1
    assert await opened(database, now) == 0
    taken = await claim(database, now)
    told = {one.chat.id: await tell(database, one, now) for one in taken}
    assert told == {10: [ids[0]], 11: [ids[1]], 13: list(ids), 14: [ids[1]]}
    assert all(one.article_id is not None and not one.late and one.due == now for one in taken)
    assert await claim(database, now) == []


async def test_an_event_is_told_once_to_a_destination(database: Database, desk, an_event, now: datetime) -> None:
    """Two subscriptions of a chat fit: the second has nothing to tell; a topic of the chat is told for itself."""
    await watch(database, now, Destination(7), EventFilter())
    await watch(database, now, Destination(7), EventFilter(country="IRQ"))
    await watch(database, now, Destination(7, 3), EventFilter(country="IRQ"))
    (event_id,) = await desk.read(an_event(places=(MOSSOUL,)))
    await opened(database, now)
    told = Counter[tuple[int | None, int]]()
    for _ in range(3):
        (one,) = await claim(database, now)  # one at a time for a chat
        told.update((one.subscription.thread_id, number) for number in await tell(database, one, now))
    assert told == {(None, event_id): 1, (3, event_id): 1}
    assert await claim(database, now) == []


async def test_alerts_wait_for_the_end_of_quiet_hours(database: Database, desk, an_event, now: datetime) -> None:
    """Held whether the hours were set before or after the article; other chats are told at once, digests too."""
    await watch(database, now, Destination(7), EventFilter())
    await watch(database, now, Destination(8), EventFilter())
    await watch(database, now, Destination(9), EventFilter())
    async with database.write() as session:
        await chats.set_quiet_hours(session, 7, time(22), time(7))
    night = datetime(2017, 5, 19, 21, tzinfo=UTC)  # 23:00 in Paris
    await desk.read(an_event(), now=night)
    await opened(database, night)
    async with database.write() as session:
        await chats.set_quiet_hours(session, 8, time(22), time(6, 30))
    (third,) = await claim(database, night)
    assert third.chat.id == 9 and len(await tell(database, third, night)) == 1
    async with database.read() as session:
        assert (await chats.get(session, 7)) == ChatRecord(
            7, "fr", "Europe/Paris", quiet_from=time(22), quiet_until=time(7)
        )
    assert await claim(database, datetime(2017, 5, 20, 4, 29, tzinfo=UTC)) == []
    half_past = datetime(2017, 5, 20, 4, 30, tzinfo=UTC)
    (second,) = await claim(database, half_past)
    await tell(database, second, half_past)
    (first,) = await claim(database, datetime(2017, 5, 20, 5, tzinfo=UTC))
    assert (second.chat.id, first.chat.id) == (8, 7)


async def test_a_further_source_is_told_in_the_message_that_stands(
    database: Database, desk, an_event, now: datetime
) -> None:
    """What reports an event told before is no news, and names the message to write anew and the sources."""
    day, daesh, civilians = date(2017, 5, 18), Actor("Daech", key="daesh"), Actor("civils")
    event = an_event(day, sources=(daesh,), targets=(civilians,), places=(MOSSOUL,))
    await watch(database, now, Destination(7), EventFilter(country="IRQ"))
    (first,) = await desk.read(event)
    await opened(database, now)
    (one,) = await claim(database, now)
    assert await tell(database, one, now, message_id=55) == [first]
    other = an_event(date(2017, 5, 10), places=(MOSSOUL,))
    article_id = await desk.receive(publisher="AFP")
    async with database.write() as session:
        ids = await articles.record_reading(session, article_id, Reading("fr", True, (event, other)), now=now)
    await opened(database, now)
    (two,) = await claim(database, now)
    async with database.read() as session:
        news = await alerts.alert_news(session, two)
    assert [record.id for record in news.fresh] == [ids[1]]
    (further,) = news.further
    assert (further.record.id, further.told.event_id, further.told.message_id, further.told.alert) == (
        ids[0],
        first,
        55,
        True,
    )
    assert further.sources == 2


async def test_processes_open_alerts_once(database: Database, desk, an_event, now: datetime) -> None:
    """Four ticks at once over twelve articles: each subscription has each article once."""
    for chat_id in (7, 8, 9):
        await watch(database, now, Destination(chat_id), EventFilter())
    for _ in range(12):
        await desk.read(an_event())
    await asyncio.gather(*(opened(database, now) for _ in range(4)))
    while await opened(database, now):
        pass
    found: Counter[tuple[int, int | None]] = Counter()
    moment = now
    while taken := await claim(database, moment, limit=2):
        for one in taken:
            found[one.chat.id, one.article_id] += 1
            async with database.write() as session:
                await deliveries.close(session, one, now=moment)
    assert len(found) == 36 and set(found.values()) == {1}


@pytest.mark.parametrize("by", ["chat", "subscription"])
async def test_what_a_pause_held_back_is_told_after_it(
    database: Database, desk, an_event, now: datetime, by: str
) -> None:
    """No alert is opened for what sleeps, an open one is taken back; one digest tells it all when it wakes."""
    number = await watch(database, now, Destination(7), EventFilter())
    await desk.read(an_event())
    await opened(database, now)
    async with database.write() as session:
        if by == "chat":
            await chats.pause(session, 7, now=now)
        else:
            await subscriptions.pause(session, 7, number)
    await desk.read(an_event())
    await opened(database, now)
    assert await claim(database, now) == []
    later = now + timedelta(hours=1)
    async with database.write() as session:
        if by == "chat":
            await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
        else:
            await subscriptions.resume(session, 7, number, now=later)
    (digest,) = await claim(database, later)
    assert (digest.article_id, digest.subscription.next_due) == (None, None)
    async with database.write() as session:
        missed = await news_of(session, digest.subscription)
        await deliveries.close(session, digest, [ToldEvent(one.id) for one in missed.events], now=later)
    assert len(missed.events) == 2
    assert await claim(database, later) == []


async def test_an_article_read_again_alerts_no_one_twice(database: Database, desk, an_event, now: datetime) -> None:
    """Alerts are owed once for an article, whatever a later reading finds."""
    await watch(database, now, Destination(7), EventFilter())
    await desk.read(an_event())
    await opened(database, now)
    await claim(database, now)
    assert await opened(database, now) == 0


async def test_held_alerts_come_in_the_order_of_their_articles(
    database: Database, desk, an_event, now: datetime
) -> None:
    """One after the other once quiet hours are over, each with its article's events."""
    await watch(database, now, Destination(7), EventFilter())
    async with database.write() as session:
        await chats.set_quiet_hours(session, 7, time(22), time(7))
    told = [await desk.read(an_event(), an_event()) for _ in range(4)]
    night, morning = datetime(2017, 5, 19, 21, tzinfo=UTC), datetime(2017, 5, 20, 5, tzinfo=UTC)
    while await opened(database, night):
        pass
    assert await claim(database, morning - timedelta(seconds=1)) == []
    heard = []
    while taken := await claim(database, morning):
        (one,) = taken
        heard.append(tuple(await tell(database, one, morning)))
    assert heard == told

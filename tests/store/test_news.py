"""What is news to a subscription, and what no longer is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from nlp.schema import Actor, Place, Reading, Status
from store import actors, articles, chats, news, places, subscriptions
from store.database import Database
from store.news import OVERLAP
from store.records import ChatRecord, Destination, EventFilter, Subscription, ToldEvent
from store.tables import SubscriptionRow
from store.told import COUNTED_ONLY, record_told, told_of

HERE = Destination(7)


async def subscribed(
    database: Database, now: datetime, wanted: EventFilter | None = None, last: datetime | None = None
) -> Subscription:
    """A subscription of chat 7, whose last digest was at `last`."""
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(7, "fr", "Europe/Paris"))
        asked = await subscriptions.subscribe(session, HERE, wanted or EventFilter(), None, now=now)
        (await session.get_one(SubscriptionRow, asked.id)).last_told_at = last
    async with database.read() as session:
        found = await subscriptions.get(session, 7, asked.id)
    assert found is not None
    return found


async def fresh(database: Database, subscription: Subscription) -> list[int]:
    async with database.read() as session:
        return [one.id for one in (await news.news_of(session, subscription)).events]


async def test_news_is_what_came_since_the_last_digest(database: Database, desk, an_event, now: datetime) -> None:
    """Before there is one, since a day before subscribing; the latest first; an overlap for what was being recorded."""
    old, late, new = timedelta(hours=25), timedelta(hours=23), timedelta(hours=1)
    recorded = [(await desk.read(an_event(), now=now - ago))[0] for ago in (old, late)]
    recorded += await desk.read(an_event(), now=now + new)
    assert await fresh(database, await subscribed(database, now)) == [recorded[2], recorded[1]]
    assert await fresh(database, await subscribed(database, now, last=now)) == [recorded[2]]
    assert await fresh(database, await subscribed(database, now, last=now + new + OVERLAP / 2)) == [recorded[2]]
    assert await fresh(database, await subscribed(database, now, last=now + new + OVERLAP)) == []


async def test_news_holds_only_what_was_asked_for(database: Database, desk, an_event, now: datetime) -> None:
    """By place, actor and country; more than the limit is said to be there."""
    mossoul, alep = Place("Mossoul", key="w:1", country="IRQ"), Place("Alep", key="w:2", country="SYR")
    ids = await desk.read(
        an_event(places=(mossoul,)), an_event(places=(alep,), sources=(Actor("Daech"),)), an_event(places=(mossoul,))
    )
    async with database.read() as session:
        (place,) = await places.find(session, "Mossoul")
        (actor,) = await actors.find(session, "Daech")
        wanted = (EventFilter(place_id=place.id), EventFilter(actor_id=actor.id), EventFilter(country="IRQ"))
        found = [
            await news.new_events(session, HERE, one, since=now - timedelta(days=1), limit=limit)
            for one in wanted
            for limit in (1, 2)
        ]
    assert [([one.id for one in page.events], page.more) for page in found] == [
        ([ids[2]], True), ([ids[2], ids[0]], False),
        ([ids[1]], False), ([ids[1]], False),
        ([ids[2]], True), ([ids[2], ids[0]], False),
    ]  # fmt: skip


async def test_what_was_told_is_no_news_to_the_destination_and_to_no_other(
    database: Database, desk, an_event, now: datetime
) -> None:
    """Whichever of its subscriptions told it; a topic of the same chat has not been told."""
    told, other = await desk.read(an_event(), an_event())
    subscription = await subscribed(database, now)
    async with database.write() as session:
        await record_told(session, HERE, [ToldEvent(told)], now=now, subscription_id=subscription.id + 1)
    assert await fresh(database, subscription) == [other]
    async with database.read() as session:
        topic = await news.new_events(session, Destination(7, 5), EventFilter(), since=now - timedelta(days=1))
    assert [one.id for one in topic.events] == [other, told]


async def test_what_was_only_counted_is_news_to_another_subscription(
    database: Database, desk, an_event, now: datetime
) -> None:
    """«et 37 autres» is no telling: not again to the same subscription, in full to one that asks for less."""
    (counted,) = await desk.read(an_event(places=(Place("Alep", key="w:2", country="SYR"),)))
    everything = await subscribed(database, now)
    narrower = await subscribed(database, now, EventFilter(country="SYR"))
    async with database.write() as session:
        told = [ToldEvent(counted, COUNTED_ONLY)]
        await record_told(session, HERE, told, now=now, message_id=5, subscription_id=everything.id)
        assert await told_of(session, HERE, [counted]) == {}
    assert await fresh(database, everything) == []
    assert await fresh(database, narrower) == [counted]
    async with database.write() as session:
        await record_told(session, HERE, [ToldEvent(counted)], now=now, subscription_id=narrower.id)
        assert set(await told_of(session, HERE, [counted])) == {counted}
    assert await fresh(database, everything) == await fresh(database, narrower) == []


async def test_an_event_that_a_new_reading_made_fit_is_news(database: Database, desk, an_event, now: datetime) -> None:
    """Recorded before the last digest, found to be in Iraq after it; one older than the subscription is not told."""
    wanted, later = EventFilter(country="IRQ"), now + timedelta(days=2)
    iraq = Place("Mossoul", key="w:1", country="IRQ")
    ids = []
    for recorded in (now - timedelta(days=9), now):
        article_id = await desk.receive()
        first = an_event()
        for moment, event in ((recorded, first), (later, replace(first, places=(iraq,), status=Status.DENIED))):
            async with database.write() as session:
                (event_id,) = await articles.record_reading(
                    session, article_id, Reading("fr", True, (event,)), now=moment
                )
        ids.append(event_id)
    subscription = await subscribed(database, now, wanted, last=now + timedelta(days=1))
    assert await fresh(database, subscription) == [ids[1]]
    assert await fresh(database, await subscribed(database, now, wanted, last=later + OVERLAP)) == []

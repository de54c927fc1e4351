"""A chat asks each question once, at one hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from nlp.schema import EventType, Place, Status
from store import chats, deliveries, places, subscriptions
from store.database import Database
from store.records import Cadence, ChatRecord, Destination, EventFilter, Schedule

CHAT = ChatRecord(7, "fr", "Europe/Paris")
OTHER = Destination(8)


@pytest.fixture
async def to(database: Database) -> Destination:
    async with database.write() as session:
        await chats.ensure(session, CHAT)
        await chats.ensure(session, ChatRecord(8, "fr", "Europe/Paris"))
    return Destination(CHAT.id)


async def test_a_subscription_comes_back_whole(database: Database, desk, an_event, to: Destination, now) -> None:
    """Every field of the filter, the label, the hour and when it is due."""
    await desk.read(an_event(places=(Place("Mossoul"),), sources=("Daech",)))
    async with database.write() as session:
        (mossoul,) = await places.find(session, "Mossoul")
        wanted = EventFilter(
            mossoul.id, None, "IRQ", EventType.ASSAULT, Status.PLANNED, date(2017, 1, 1), date(2018, 1, 1)
        )
        made = await subscriptions.subscribe(session, to, wanted, "Mossoul <b>🕊", Schedule((time(8, 30),)), now=now)
    async with database.read() as session:
        assert await subscriptions.of_chat(session, to.chat_id) == (made,)
    assert (made.filter, made.label, made.schedule, made.created_at) == (
        wanted,
        "Mossoul <b>🕊",
        Schedule((time(8, 30),)),
        now,
    )
    assert made.next_due == datetime(2017, 5, 20, 6, 30, tzinfo=UTC)


async def test_the_same_question_again_changes_the_hour(database: Database, to: Destination, now) -> None:
    """One subscription a filter and chat; what counts as news does not start anew."""
    async with database.write() as session:
        first = await subscriptions.subscribe(session, to, EventFilter(country="IRQ"), "Irak", now=now)
        later = datetime(2017, 6, 1, tzinfo=UTC)
        again = await subscriptions.subscribe(
            session, to, EventFilter(country="IRQ"), "Irak", Schedule((time(18),)), now=later
        )
        other = await subscriptions.subscribe(session, to, EventFilter(), None, now=now)
        elsewhere = await subscriptions.subscribe(session, OTHER, EventFilter(country="IRQ"), "Irak", now=now)
    assert again.id == first.id
    assert (again.schedule.hours, again.next_due) == ((time(18),), datetime(2017, 6, 1, 16, tzinfo=UTC))
    assert again.created_at == first.created_at
    assert len({first.id, other.id, elsewhere.id}) == 3


async def test_unsubscribe(database: Database, to: Destination, now) -> None:
    """One by its number, or all; never another chat's."""
    async with database.write() as session:
        ids = [
            (await subscriptions.subscribe(session, to, wanted, None, now=now)).id
            for wanted in (EventFilter(), EventFilter(country="IRQ"), EventFilter(country="SYR"))
        ]
        other = await subscriptions.subscribe(session, OTHER, EventFilter(), None, now=now)
        assert await subscriptions.unsubscribe(session, to.chat_id, other.id) == 0
        assert await subscriptions.unsubscribe(session, to.chat_id, ids[1]) == 1
        assert [known.id for known in await subscriptions.of_chat(session, to.chat_id)] == [ids[0], ids[2]]
        assert await subscriptions.unsubscribe(session, to.chat_id) == 2
        assert await subscriptions.unsubscribe(session, to.chat_id) == 0
        assert await subscriptions.of_chat(session, 8) == (other,)


async def test_topics_of_a_group_ask_for_themselves(database: Database, to: Destination, now) -> None:
    """The same question in a topic is another subscription; the chat's list holds them all."""
    topic = Destination(to.chat_id, 12)
    async with database.write() as session:
        general = await subscriptions.subscribe(session, to, EventFilter(), None, now=now)
        told_there = await subscriptions.subscribe(session, topic, EventFilter(), None, now=now)
        assert (general.destination, told_there.destination) == (to, topic)
        assert await subscriptions.of_destination(session, topic) == (told_there,)
        assert await subscriptions.of_destination(session, to) == (general,)
        assert await subscriptions.of_chat(session, to.chat_id) == (general, told_there)


async def test_a_subscription_is_changed(database: Database, to: Destination, now) -> None:
    """What is given changes, the rest stays; when it is due next follows; at once, a digest until now is due."""
    weekly = Schedule((time(7), time(20)), (0,))
    async with database.write() as session:
        made = await subscriptions.subscribe(session, to, EventFilter(country="IRQ"), "Irak", now=now)
        silent = await subscriptions.change(session, to.chat_id, made.id, silent=True, now=now)
        assert silent == replace(made, silent=True)
        moved = await subscriptions.change(session, to.chat_id, made.id, schedule=weekly, tell_empty=True, now=now)
        monday = datetime(2017, 5, 22, 5, tzinfo=UTC)
        assert moved == replace(made, silent=True, tell_empty=True, schedule=weekly, next_due=monday)
        at_once = await subscriptions.change(session, to.chat_id, made.id, cadence=Cadence.AT_ONCE, now=now)
        assert at_once is not None and (at_once.cadence, at_once.next_due) == (Cadence.AT_ONCE, now)
        again = await subscriptions.change(session, to.chat_id, made.id, cadence=Cadence.SCHEDULED, now=now)
        assert again == moved
        assert await subscriptions.change(session, 8, made.id, silent=False, now=now) is None
        assert await subscriptions.get(session, to.chat_id, made.id) == moved
        assert await subscriptions.get(session, 8, made.id) is None


async def test_asking_again_at_once_keeps_what_was_missed(database: Database, to: Destination, now) -> None:
    """Who comes back from a block by the same words is told what came meanwhile, as after a pause or a daily hour."""
    everything = (EventFilter(), "tout")
    async with database.write() as session:
        first = await subscriptions.subscribe(session, to, *everything, now=now, cadence=Cadence.AT_ONCE)
        assert first.next_due is None
        await chats.pause(session, to.chat_id, now=now)
        chat = await chats.get(session, to.chat_id)
        assert chat is not None
        await chats.ensure(session, chat)
        again = await subscriptions.subscribe(session, to, *everything, now=now, cadence=Cadence.AT_ONCE, silent=True)
        assert again.next_due == now
        await subscriptions.subscribe(session, to, *everything, now=now)
        from_daily = await subscriptions.subscribe(session, to, *everything, now=now, cadence=Cadence.AT_ONCE)
        assert from_daily.next_due == now


async def test_a_paused_subscription_is_not_due(database: Database, to: Destination, now) -> None:
    """Not by itself, nor by a change of the schedule or the time zone; asking again or resuming ends the pause."""
    async with database.write() as session:
        made = await subscriptions.subscribe(session, to, EventFilter(), None, now=now)
        paused = await subscriptions.pause(session, to.chat_id, made.id)
        assert paused == replace(made, paused=True, next_due=None)
        changed = await subscriptions.change(session, to.chat_id, made.id, schedule=Schedule((time(9),)), now=now)
        assert changed is not None and (changed.paused, changed.next_due) == (True, None)
        await chats.set_timezone(session, to.chat_id, "Asia/Baghdad", now=now)
        assert await subscriptions.pause(session, 8, made.id) is None
        later = datetime(2017, 6, 1, tzinfo=UTC)
        assert await deliveries.claim_due(session, now=later, lease=timedelta(minutes=5)) == []
        assert await subscriptions.resume(session, 8, made.id, now=later) is None
        resumed = await subscriptions.resume(session, to.chat_id, made.id, now=later)
        assert resumed is not None and resumed.next_due == datetime(2017, 6, 1, 6, tzinfo=UTC)
        assert await subscriptions.resume(session, to.chat_id, made.id, now=now) == resumed
        await subscriptions.pause(session, to.chat_id, made.id)
        asked = await subscriptions.subscribe(session, to, EventFilter(), None, now=later)
        assert (asked.id, asked.paused, asked.next_due) == (made.id, False, datetime(2017, 6, 1, 5, tzinfo=UTC))


async def test_how_it_is_told_comes_back(database: Database, to: Destination, now) -> None:
    """Cadence, hours to the second, weekdays, silence, the empty line."""
    schedule = Schedule((time(6, 30, 15), time(22)), (1, 3, 6))
    terms = {"schedule": schedule, "cadence": Cadence.AT_ONCE, "silent": True, "tell_empty": True}
    async with database.write() as session:
        made = await subscriptions.subscribe(session, to, EventFilter(), None, now=now, **terms)
    async with database.read() as session:
        (found,) = await subscriptions.of_chat(session, to.chat_id)
    assert found == made and {name: getattr(found, name) for name in terms} == terms

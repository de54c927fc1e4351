"""A chat asks each question once, at one hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from nlp.schema import EventType, Place, Status
from store import chats, places, subscriptions
from store.database import Database
from store.records import ChatRecord, Destination, EventFilter, Schedule

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

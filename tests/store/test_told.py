"""What a destination was told: found by event and by message, and corrected where a new reading changed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from nlp.schema import Actor, Count, Event, Place, Reading, Status, When
from store import articles, chats, events
from store.database import Database
from store.facts import Facts, changed, facts_of, facts_of_text
from store.records import ChatRecord, Destination, Told, ToldEvent
from store.told import as_told, corrections, record_told, told_in, told_of

CHAT, TOPIC, OTHER = Destination(-100), Destination(-100, 5), Destination(8)


async def known(database: Database, *destinations: Destination) -> None:
    async with database.write() as session:
        for to in destinations:
            await chats.ensure(session, ChatRecord(to.chat_id, "fr", "Europe/Paris", "supergroup"))


async def reread(database: Database, article_id: int, now: Any, *read: Event) -> tuple[int, ...]:
    async with database.write() as session:
        return await articles.record_reading(session, article_id, Reading("fr", True, read), now=now)


async def tell(database: Database, to: Destination, number: int, now: Any, message_id: int | None = None) -> None:
    async with database.write() as session:
        record = await events.get(session, number)
        assert record is not None
        await record_told(session, to, [as_told(record, 2)], message_id=message_id, now=now, alert=True)


async def corrected(database: Database, to: Destination, since: Any = None) -> list[tuple[int, tuple[str, ...]]]:
    async with database.read() as session:
        found = await corrections(session, to, since=since)
    return [(one.record.id, one.changed) for one in found]


async def test_what_was_told_is_known_by_event_and_message(database: Database, desk, an_event, now) -> None:
    """Each destination for itself; telling again takes the place of what was told."""
    await known(database, CHAT, OTHER)
    (first, second) = await desk.read(an_event(), an_event())
    async with database.write() as session:
        await record_told(session, TOPIC, [ToldEvent(first, "x", 3), ToldEvent(second)], message_id=12, now=now)
        await record_told(session, OTHER, [ToldEvent(first)], message_id=12, now=now, subscription_id=4, alert=True)
        await record_told(session, TOPIC, [ToldEvent(second, "y")], message_id=13, now=now, alert=True)
    async with database.read() as session:
        assert await told_of(session, CHAT, [first, second]) == {}
        by_event = await told_of(session, TOPIC, [first, second, 999])
        assert by_event[first] == Told(first, 12, "x", 3, False, None, now)
        assert by_event[second] == Told(second, 13, "y", 1, True, None, now)
        assert [told.event_id for told in await told_in(session, TOPIC, 12)] == [first]
        (elsewhere,) = await told_in(session, OTHER, 12)
    assert (elsewhere.subscription_id, elsewhere.alert, elsewhere.facts is not None) == (4, True, True)


async def test_changed_facts_are_a_correction_until_told(database: Database, desk, an_event, now) -> None:
    """Only to those who were told the old ones; what changes back is none; what was told stays told."""
    await known(database, CHAT, OTHER)
    article_id = await desk.receive()
    event = replace(an_event(date(2017, 5, 18), sources=("Daech",)), killed=Count(5))
    other = an_event()
    (number, calm) = await reread(database, article_id, now, event, other)
    await tell(database, CHAT, number, now, 12)
    await tell(database, CHAT, calm, now, 12)
    worse = replace(event, killed=Count(7), status=Status.DENIED)
    assert await reread(database, article_id, now + timedelta(hours=1), worse, other) == (number, calm)
    await tell(database, OTHER, number, now + timedelta(hours=2))
    assert await corrected(database, CHAT) == [(number, ("status", "killed"))]
    assert await corrected(database, OTHER) == []
    assert await corrected(database, TOPIC) == []
    assert await corrected(database, CHAT, now + timedelta(hours=1)) == []
    await reread(database, article_id, now + timedelta(hours=3), event, other)
    assert await corrected(database, CHAT) == []
    assert await corrected(database, OTHER) == [(number, ("status", "killed"))]
    await tell(database, OTHER, number, now + timedelta(hours=4))
    assert await corrected(database, OTHER) == []


async def test_a_reading_that_changes_nothing_corrects_nothing(database: Database, desk, full_event, now) -> None:
    """The same event read again, with another confidence, another sentence: no fact of it changed."""
    await known(database, CHAT)
    article_id = await desk.receive()
    (number,) = await reread(database, article_id, now, full_event)
    await tell(database, CHAT, number, now)
    same = replace(full_event, confidence=0.1, reason="other", sources=full_event.sources[::-1])
    await reread(database, article_id, now + timedelta(hours=1), same)
    assert await corrected(database, CHAT) == []


def test_facts_come_back_from_their_text(full_event: Event, an_event) -> None:
    """Whole, empty, and None for the text of another version; short enough to stand beside each event told."""
    for event in (full_event, an_event(), replace(full_event, when=When(None, date(2017, 5, 1)))):
        facts = facts_of(event)
        assert facts_of_text(str(facts)) == facts and changed(facts, facts) == ()
        assert len(str(facts)) < 120
    assert facts_of_text("occurred|5") is None


def test_each_fact_is_told_from_the_others(an_event) -> None:
    """A change of one is a change of that one alone."""
    event = an_event(date(2017, 5, 18), sources=("Daech",), targets=("civils",), places=("Mossoul",))
    changes: dict[str, dict[str, Any]] = {
        "mode": {"mode": "aerial"},
        "status": {"status": Status.PLANNED},
        "starts": {"when": When(date(2017, 5, 17), date(2017, 5, 18))},
        "ends": {"when": When(date(2017, 5, 18), date(2017, 5, 19))},
        "killed": {"killed": Count(0)},
        "wounded": {"wounded": Count(3)},
        "sources": {"sources": ()},
        "targets": {"targets": (Actor("civils"), Actor("armée"))},
        "places": {"places": (Place("Alep"),)},
    }
    assert set(changes) == set(Facts.__slots__)
    for name, change in changes.items():
        assert changed(facts_of(event), facts_of(replace(event, **change))) == (name,)

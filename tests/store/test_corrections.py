"""What a person says of an event holds over every later reading, until it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nlp.schema import Actor, Count, Event, EventType, Reading, Span
from store import articles, chats, corrections, events
from store.acts import history
from store.database import Database
from store.errors import BuiltOnError, NothingToUndoError, UnknownEventError
from store.records import ActKind, ChatRecord, Destination, EventFilter, ToldEvent, Verdict, Who
from store.told import corrections as told_wrong
from store.told import record_told, told_of
from store.undoing import undo_last

ANNE, BASIL = Who(1, 1), Who(2, 1)


async def read_again(database: Database, article_id: int, *told: Event, now) -> tuple[int, ...]:
    async with database.write() as session:
        return await articles.record_reading(session, article_id, Reading("fr", True, told), now=now)


async def article_of(database: Database, event_id: int) -> int:
    async with database.read() as session:
        record = await events.get(session, event_id)
    assert record is not None
    return record.article_id


async def stored(database: Database, event_id: int) -> Event | None:
    async with database.read() as session:
        record = await events.get(session, event_id)
    return record.event if record else None


async def test_a_correction_outlives_a_newer_reading(database: Database, desk, an_event, now) -> None:
    """The reader says 5 dead, a person 7: it stays 7, and what else the newer reader finds is taken."""
    event = replace(an_event(sources=("Daech",)), killed=Count(5))
    (number,) = await desk.read(event)
    article = await article_of(database, number)
    async with database.write() as session:
        await corrections.correct(session, number, replace(event, killed=Count(7)), ("killed",), who=ANNE, now=now)
    newer = replace(event, killed=Count(6), sources=(Actor("Hachd"),))
    assert await read_again(database, article, newer, now=now) == (number,)
    assert await stored(database, number) == replace(newer, killed=Count(7))
    async with database.write() as session:
        await undo_last(session, ANNE.user_id, now=now)
    assert await stored(database, number) == newer


async def test_a_correction_follows_its_trigger(database: Database, desk, an_event, now) -> None:
    """A newer reader finds the word a little earlier and another type of event: the correction is of that event."""
    event = an_event(sources=("Daech",))
    (number,) = await desk.read(event)
    article = await article_of(database, number)
    async with database.write() as session:
        await corrections.correct(session, number, replace(event, killed=Count(7)), ("killed",), who=ANNE, now=now)
    begin = event.trigger.start - 3
    newer = replace(event, type=EventType.COERCE, trigger=Span("une attaque", begin, begin + 11))
    assert await read_again(database, article, newer, now=now) == (number,)
    assert await stored(database, number) == replace(newer, killed=Count(7))


async def test_a_confirmed_event_stays_where_no_reader_finds_it(database: Database, desk, an_event, now) -> None:
    """An event without a word of a person goes, the confirmed one stays; unconfirmed, it goes too."""
    kept, gone = an_event(sources=("Daech",)), an_event()
    number, other = await desk.read(kept, gone)
    article = await article_of(database, number)
    async with database.write() as session:
        await corrections.judge(session, number, ActKind.CONFIRM, who=ANNE, now=now)
    assert await read_again(database, article, now=now) == ()
    assert await stored(database, number) == kept and await stored(database, other) is None
    async with database.write() as session:
        await undo_last(session, ANNE.user_id, now=now)
    assert await stored(database, number) is None


async def test_a_rejected_event_stays_out_and_comes_back(database: Database, desk, an_event, now) -> None:
    """A newer reading does not bring it; restored it has its number, and nobody is told of it twice."""
    event = an_event(sources=("Daech",))
    (number,) = await desk.read(event)
    article = await article_of(database, number)
    to = Destination(7)
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(7, "fr", "UTC"))
        await record_told(session, to, [ToldEvent(number)], now=now, message_id=3)
        await corrections.judge(session, number, ActKind.REJECT, who=ANNE, now=now)
    assert await read_again(database, article, event, now=now) == ()
    async with database.read() as session:
        assert (await events.page(session, EventFilter())).total == 0
        assert (await corrections.of_article(session, article))[number].verdict is Verdict.REJECTED
    async with database.write() as session:
        await corrections.judge(session, number, ActKind.RESTORE, who=BASIL, now=now)
        known = await told_of(session, to, [number])
    assert await stored(database, number) == event
    assert known[number].message_id == 3


async def test_who_was_told_is_corrected(database: Database, desk, an_event, now) -> None:
    """A correction is told as one; taken back after it was told, that is told too."""
    event = replace(an_event(), killed=Count(5))
    (number,) = await desk.read(event)
    to, hour = Destination(7), timedelta(hours=1)
    async with database.write() as session:
        await chats.ensure(session, ChatRecord(7, "fr", "UTC"))
        await record_told(session, to, [ToldEvent(number)], now=now)
        changed = replace(event, killed=Count(7))
        await corrections.correct(session, number, changed, ("killed",), who=ANNE, now=now + hour)
        (wrong,) = await told_wrong(session, to)
        assert wrong.record.event.killed == Count(7)
        await record_told(session, to, [ToldEvent(number)], now=now + 2 * hour)
        await undo_last(session, ANNE.user_id, now=now + 3 * hour)
        (again,) = await told_wrong(session, to)
    assert again.record.event.killed == Count(5)


async def test_undo_takes_back_ones_own_and_nothing_under_anothers(database: Database, desk, an_event, now) -> None:
    """What another has changed since must be taken back first; other fields do not stand in the way."""
    event = an_event()
    (number,) = await desk.read(event)

    async def dead(count: int, who: Who) -> None:
        async with database.write() as session:
            changed = replace(event, killed=Count(count), wounded=Count(count))
            await corrections.correct(session, number, changed, ("killed",), who=who, now=now)

    await dead(3, ANNE)
    await dead(4, BASIL)
    with pytest.raises(BuiltOnError):
        async with database.write() as session:
            await undo_last(session, ANNE.user_id, now=now)
    for who in (BASIL, ANNE):
        async with database.write() as session:
            await undo_last(session, who.user_id, now=now)
    assert await stored(database, number) == event
    with pytest.raises(NothingToUndoError):
        async with database.write() as session:
            await undo_last(session, ANNE.user_id, now=now)


async def test_the_log_tells_who_did_what(database: Database, desk, an_event, now) -> None:
    """Latest first, by article and by event, undone acts marked; nothing is logged where nothing changes."""
    event, other = an_event(), an_event()
    number, second = await desk.read(event, other)
    article = await article_of(database, number)
    async with database.write() as session:
        await corrections.judge(session, number, ActKind.CONFIRM, who=ANNE, now=now)
        assert await corrections.judge(session, number, ActKind.CONFIRM, who=BASIL, now=now) is None
        await corrections.judge(session, second, ActKind.REJECT, who=BASIL, now=now)
        await undo_last(session, BASIL.user_id, now=now)
        told = await history(session, article_id=article)
        assert [(act.user_id, act.kind, act.undone_by) for act in told] == [
            (2, ActKind.REJECT, 2),
            (1, ActKind.CONFIRM, None),
        ]
        assert [act.kind for act in await history(session, event_id=number)] == [ActKind.CONFIRM]
        with pytest.raises(UnknownEventError):
            await corrections.judge(session, 999, ActKind.CONFIRM, who=ANNE, now=now)

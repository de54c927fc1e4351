"""Messages that an article came in: joined, repeated, revised; and where the words of a text move to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from nlp.schema import Actor, Article, Event, EventType, Evidence, Reading, Span
from store import acts, articles, corrections, parts
from store.database import Database
from store.records import ActKind, Origin, Part, Received, Who
from store.revising import moves

AT = datetime(2017, 5, 19, 12, tzinfo=UTC)
LONG = "Des tirs ont été entendus dans la ville, selon des habitants. " * 40


async def send(database: Database, number: int, words: str, at: int = 0, **more: object) -> Received:
    part = Part(5, number, AT + timedelta(seconds=at), AT, **more)  # type: ignore[arg-type]
    article = Article("x", words, date(2017, 5, 19), publisher="RFI")
    async with database.write() as session:
        return await parts.receive(session, article, part, now=AT, origin=Origin(1, 5, number))


async def test_parts_are_joined_once_however_often_they_come(database: Database) -> None:
    """The same message again changes nothing; after ten seconds a text is another article."""
    first = await send(database, 1, LONG)
    assert await send(database, 2, "Fin.", 3) == Received(first.article_id, duplicate=False, joined=True)
    assert await send(database, 2, "Fin.", 3) == Received(first.article_id, duplicate=False, joined=True)
    other = await send(database, 3, f"{LONG} Encore.", 20)
    assert other.article_id != first.article_id and not other.duplicate
    async with database.read() as session:
        article = await articles.get(session, first.article_id)
        assert article is not None and article.text == f"{LONG}\nFin."
        assert await parts.article_of(session, 5, 2) == first.article_id


async def test_an_album_without_length_is_joined_and_another_albums_picture_is_not(database: Database) -> None:
    """What counts is Telegram's group."""
    first = await send(database, 1, "Une attaque à Mossoul", album="a")
    assert (await send(database, 2, "Deux morts", album="a")).article_id == first.article_id
    assert (await send(database, 3, "Ailleurs", album="b")).article_id != first.article_id
    async with database.read() as session:
        article = await articles.get(session, first.article_id)
        assert article is not None and article.text == "Une attaque à Mossoul Deux morts"


async def test_what_was_said_of_an_event_moves_with_its_words(database: Database) -> None:
    """The correction fits the event of the new text, which keeps its number; what is undone is as it was."""
    words = "Hier, Daesh a attaqué Mossoul."

    def event(of: str) -> Event:
        at, who = of.index("attaqué"), of.index("Daesh")
        by = Actor("Daesh", evidence=(Evidence(Span("Daesh", who, who + 5), "subject"),))
        return Event(EventType.ASSAULT, None, Span("attaqué", at, at + 7), Span(of, 0, len(of)), (by,))

    received = await send(database, 1, words)
    async with database.write() as session:
        reading = Reading("fr", True, (event(words),))
        (number,) = await articles.record_reading(session, received.article_id, reading, now=AT)
        changed = Event(EventType.ASSAULT, None, event(words).trigger, event(words).sentence, event(words).sources * 2)
        await corrections.correct(session, number, changed, ("sources",), who=Who(1), now=AT)
    newer = f"Mossoul (RFI) - {words}"
    async with database.write() as session:
        assert await parts.revise(session, 5, 1, newer, now=AT) == received.article_id
    async with database.write() as session:
        reading = Reading("fr", True, (event(newer),))
        assert await articles.record_reading(session, received.article_id, reading, now=AT) == (number,)
        (record,) = await articles.events_of(session, received.article_id)
        assert len(record.event.sources) == 2
        assert all(newer[one.evidence[0].span.start :].startswith("Daesh") for one in record.event.sources)
        (act,) = await acts.history(session, event_id=number)
        assert act.kind is ActKind.CORRECT
        assert await corrections.unsay(session, number, act.before, act.after, now=AT)
        assert len((await articles.events_of(session, received.article_id))[0].event.sources) == 1


async def test_two_articles_never_get_one_text(database: Database) -> None:
    """An edit that would make an article the copy of another is left aside."""
    await send(database, 1, "Une attaque à Mossoul.")
    await send(database, 2, "Une attaque à Tikrit.")
    async with database.write() as session:
        assert await parts.revise(session, 5, 2, "Une attaque à Mossoul.", now=AT) is None
        assert await session.scalar(text("SELECT count(*) FROM article")) == 2


@given(st.lists(st.sampled_from(["a", "b", "c", " ", "."])), st.lists(st.sampled_from(["a", "b", "c", " ", "."])))
def test_moves_keep_the_order_and_stay_in_the_text(old: list[str], new: list[str]) -> None:
    """Whatever the two texts are; unchanged ones leave every place where it is."""
    one, other = "".join(old), "".join(new)
    places = [moves(one, other)(at) for at in range(len(one) + 1)]
    assert places == sorted(places) and all(0 <= at <= len(other) for at in places)
    assert [moves(one, one)(at) for at in range(len(one) + 1)] == list(range(len(one) + 1))

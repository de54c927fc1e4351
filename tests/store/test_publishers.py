"""A publisher is found however its name is typed, and its events by their articles."""

from __future__ import annotations

from datetime import UTC, date, datetime

from nlp.schema import Article, Event, Reading
from store import articles, events, publishers
from store.database import Database
from store.records import EventFilter

NOW = datetime(2017, 5, 19, 12, tzinfo=UTC)


async def publish(database: Database, publisher: str | None, *told: Event) -> tuple[int, ...]:
    """Store an article of a publisher from which these events were read."""
    async with database.write() as session:
        article = Article("x", f"Dépêche de {publisher} sur {len(told)} faits.", NOW.date(), "fr", publisher)
        number = (await articles.receive(session, article, now=NOW)).article_id
        return await articles.record_reading(session, number, Reading("fr", True, told), now=NOW)


async def test_a_publisher_is_found_by_its_name_in_any_spelling(database: Database) -> None:
    """Case, accents and blanks do not count; where none bears the name, the nearest come."""
    for name in ("PressTV", "Al-Manar", "Le Figaro", "Reuters"):
        await publish(database, name)
    async with database.read() as session:
        for typed in ("presstv", "Press TV", "PRESSTV"):
            assert [one.name for one in await publishers.find(session, typed)] == ["PressTV"]
        (near, *_) = await publishers.find(session, "Reuter")
        assert (near.name, near.exact) == ("Reuters", False)
        assert await publishers.find(session, "Xinhua") == []
        assert await publishers.find(session, " - ") == []
        assert near.id is not None and await publishers.name_of(session, near.id) == "Reuters"
        assert await publishers.name_of(session, -1) is None  # numbers go on rising from test to test


async def test_events_of_a_publisher(database: Database, an_event) -> None:
    """Only those from its articles, also after an article is read again."""
    day = date(2017, 5, 17)
    first = await publish(database, "PressTV", an_event(day), an_event(day))
    await publish(database, "Reuters", an_event(day))
    await publish(database, None, an_event(day))
    async with database.read() as session:
        (found,) = await publishers.find(session, "PressTV")
        page = await events.page(session, EventFilter(publisher_id=found.id))
    assert {record.id for record in page.events} == set(first) and page.total == 2

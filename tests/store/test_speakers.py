"""Who says so is found by name or by identity, and their events by index, whatever else is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from alembic import command
from sqlalchemy import create_engine, text

from nlp.schema import Article, Attribution, Event, Place, Reading
from store import articles, events, series, speakers
from store.database import Database, migrate, migration
from store.records import EventFilter

NOW = datetime(2017, 5, 19, 12, tzinfo=UTC)
QAYRAWAN = Place("Qayrawan", key="seed:qayrawan-iq", country="IRQ")


async def tell(database: Database, *told: Event) -> tuple[int, ...]:
    """Store an article from which these events were read."""
    async with database.write() as session:
        article = Article("x", f"Dépêche de {len(told)} faits à {told[0].attribution}.", NOW.date(), "fr", "Al-Manar")
        number = (await articles.receive(session, article, now=NOW)).article_id
        return await articles.record_reading(session, number, Reading("fr", True, told), now=NOW)


async def test_a_speaker_is_found_by_name_or_identity(database: Database, an_event) -> None:
    """Blanks and case do not count; one identity has one row, by the first name met."""
    event = an_event(date(2017, 5, 17))
    said = (
        Attribution("PressTV"),
        Attribution("Pentagone", key="pentagon"),
        Attribution("le Pentagone", key="pentagon"),
    )
    await tell(database, *(replace(event, attribution=(one,)) for one in said))
    async with database.read() as session:
        found = await speakers.find(session, "Press TV")
        assert found is not None and found.name == "PressTV" and found.id is not None
        assert await speakers.get(session, found.id) == replace(found, key=None)
        department = await speakers.find(session, "département de la Défense", "pentagon")
        assert department is not None and department.name == "Pentagone"
        assert (await events.page(session, EventFilter(speaker_id=department.id))).total == 2
        assert await speakers.find(session, "Reuters") is None
        assert await speakers.get(session, -1) is None


async def test_events_of_a_speaker_with_other_filters(database: Database, an_event) -> None:
    """Of a country too, and after an article is read again."""
    event = replace(an_event(date(2017, 5, 17)), places=(QAYRAWAN,))
    presstv, sana = (replace(event, attribution=(Attribution(name),)) for name in ("PressTV", "Sana"))
    elsewhere = replace(presstv, places=(Place("Damas", key="wof:2", country="SYR"),))
    first, *_ = await tell(database, presstv, elsewhere, sana)
    async with database.read() as session:
        found = await speakers.find(session, "PressTV")
        assert found is not None
        wanted = EventFilter(speaker_id=found.id, country="IRQ")
        assert [one.id for one in (await events.page(session, wanted)).events] == [first]
        assert (await events.page(session, EventFilter(speaker_id=found.id))).total == 2
        assert len((await series.by_place(session, wanted)).counts) == 1
        assert len(await series.by_day(session, wanted)) == 1


def test_speakers_of_stored_events_are_entered(database_url: str) -> None:
    """Migrating reads them from the stored documents, each once; articles read later add theirs."""
    with migration(database_url) as config:
        command.downgrade(config, "0011")
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    said = ('[{"name": "PressTV"}, {"name": "Press TV"}]', '[{"name": "Pentagone", "key": "pentagon"}]', "[]")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO article (id, text, text_hash, published, received_at, state, attempts, event_count) "
                "VALUES (1, 't', 'h', '2017-05-19', '2017-05-19', 'read', 1, 3)"
            )
        )
        for number, document in enumerate(said, 1):
            connection.execute(
                text(
                    "INSERT INTO event (id, article_id, position, type, status, day, confidence, trigger_start, "
                    "trigger_end, recorded_at, detail) "
                    "VALUES (:n, 1, :n, 'AID', 'occurred', '2017-05-19', 1, 0, 1, '2017-05-19', :said)"
                ),
                {"n": number, "said": f'{{"attribution": {document}}}'},
            )
    migrate(database_url)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT event_id, name, day FROM attributed JOIN speaker ON id = speaker_id ORDER BY event_id")
        ).all()
    engine.dispose()
    assert [(event, name, str(day)) for event, name, day in found] == [
        (1, "PressTV", "2017-05-19"),
        (2, "Pentagone", "2017-05-19"),
    ]

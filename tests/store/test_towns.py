"""What happens in a quarter is told and counted of its town, whoever told first where the quarter lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from nlp.gazetteer.lookup import Gazetteer
from nlp.schema import EventType, Place, Reading
from store import articles, events, figures, places, reports, series
from store.database import Database, migrate, migration
from store.records import EventFilter

MOSUL = Place("Mossoul", key="seed:mossoul-iq", latitude=36.335, longitude=43.119, country="IRQ", admin1="Ninive")
OLD_TOWN = Place("vieille ville de Mossoul", key="seed:vieille-ville-de-mossoul-iq", country="IRQ", town=MOSUL)
ZANJILI = Place("al-Zanjili", country="IRQ", admin1="Ninive")
DAY = date(2017, 5, 19)


async def told(database: Database, name: str) -> list[int]:
    """The numbers of the events of a place, the newest first; the place counts as many."""
    async with database.read() as session:
        (match,) = await places.find(session, name, near=False)
        page = await events.page(session, EventFilter(place_id=match.id))
        listed = await series.total(session, EventFilter(place_id=match.id))
    assert match.events == page.total == listed
    return [record.id for record in page.events]


async def test_a_town_holds_its_quarters(database: Database, desk: Any, an_event: Any) -> None:
    """The town tells what happened in its quarters, once; a quarter only its own."""
    town, quarter, both = await desk.read(
        an_event(DAY, places=(MOSUL,)), an_event(DAY, places=(OLD_TOWN,)), an_event(DAY, places=(MOSUL, OLD_TOWN))
    )
    assert await told(database, "Mossoul") == [both, quarter, town]
    assert await told(database, "vieille ville de Mossoul") == [both, quarter]
    async with database.read() as session:
        mosul = EventFilter(place_id=(await places.find(session, "Mossoul"))[0].id)
        assert await figures.types_at(session, mosul) == {EventType.ASSAULT: 3}
        assert {one.spot.name: one.events for one in (await series.by_place(session, mosul)).counts} == {
            "Mossoul": 2,
            "vieille ville de Mossoul": 2,
        }


async def test_a_town_is_found_by_its_quarters_alone(database: Database, desk: Any, an_event: Any) -> None:
    """No text has named the town itself: it is found all the same, in its region and its country."""
    (number,) = await desk.read(an_event(DAY, places=(OLD_TOWN,)))
    assert await told(database, "Mossoul") == [number]
    async with database.read() as session:
        (found,) = (await events.page(session, EventFilter(country="IRQ"))).events
    assert found.event.places == (OLD_TOWN,)


async def test_a_quarter_is_put_into_its_town_later(database: Database, desk: Any, an_event: Any) -> None:
    """What was told of a quarter before anyone said where it lies is the town's from then on."""
    (early,) = await desk.read(an_event(DAY, places=(ZANJILI,)))
    (own,) = await desk.read(an_event(DAY, places=(MOSUL, ZANJILI)))
    assert await told(database, "Mossoul") == [own]
    (late,) = await desk.read(an_event(DAY, places=(replace(ZANJILI, town=MOSUL),)))
    (last,) = await desk.read(an_event(DAY, places=(ZANJILI,)))
    assert await told(database, "Mossoul") == [last, late, own, early]
    assert await told(database, "al-Zanjili") == [last, late, own, early]


async def test_reading_again_keeps_the_counts(database: Database, desk: Any, an_event: Any, now: Any) -> None:
    """An article read again as something else leaves neither town nor quarter with its events."""
    article = await desk.receive()
    for told_places in ((OLD_TOWN,), (OLD_TOWN, MOSUL), (MOSUL,)):
        async with database.write() as session:
            reading = Reading("fr", True, (an_event(DAY, places=told_places),))
            await articles.record_reading(session, article, reading, now=now)
        assert len(await told(database, "Mossoul")) == 1
    async with database.read() as session:
        (quarter,) = await places.find(session, "vieille ville de Mossoul", near=False)
    assert quarter.events == 0


async def test_a_town_and_its_quarter_may_be_one_place_to_reports(database: Database, desk: Any, an_event: Any) -> None:
    """What one article places in a quarter another may place in the town; two quarters of it are two places."""
    town = replace(MOSUL, uncertainty_km=8.0)
    told_at = (OLD_TOWN, MOSUL, replace(ZANJILI, town=town))
    first, second, third = [
        (await desk.read(an_event(DAY, sources=("Daech",), places=(replace(place, uncertainty_km=km),))))[0]
        for place, km in zip(told_at, (2.0, 8.0, 2.0), strict=True)
    ]
    async with database.read() as session:
        record = await events.get(session, first)
        assert record is not None
        found = {one.id for one in await reports.reports_of(session, record)}
    assert second in found
    assert third not in found


def test_quarters_stored_before_get_their_town(database_url: str) -> None:
    """Migrating puts the quarters that the gazetteer knows into their towns, and enters a town that is not there."""
    with migration(database_url) as config:
        command.downgrade(config, "0006")
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    article = (
        "INSERT INTO article (id, text, text_hash, published, received_at, state, attempts, event_count) "
        "VALUES (1, 't', 'h', '2017-05-19', '2017-05-19', 'read', 1, 1)"
    )
    event = (
        "INSERT INTO event (id, article_id, position, type, status, day, confidence, trigger_start, trigger_end, "
        "recorded_at, detail) VALUES (1, 1, 0, 'AID', 'occurred', '2017-05-19', 1, 0, 1, '2017-05-19', '{}')"
    )
    place = (
        "INSERT INTO place (id, identity, key, name, activity) "
        "VALUES (7, 'key:seed:karrada-iq', 'seed:karrada-iq', 'Karrada', 1)"
    )
    link = (
        "INSERT INTO event_place (event_id, position, place_id, type, status, day, name) "
        "VALUES (1, 0, 7, 'AID', 'occurred', '2017-05-19', 'Karrada')"
    )
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('place_id_seq', 7)"))
        for statement in (article, event, place, link):
            connection.execute(text(statement))
    migrate(database_url)
    with engine.connect() as connection:
        town = connection.execute(text("SELECT id, name, country, activity FROM place WHERE id <> 7")).one()
        assert tuple(town)[1:] == ("Bagdad", "IRQ", 1)
        assert connection.execute(text("SELECT town_id FROM event_place")).scalar_one() == town.id
        assert connection.execute(text("SELECT form FROM place_alias")).scalar_one() == "Bagdad"
    engine.dispose()


@pytest.mark.parametrize(
    ("quarter", "town"),
    [
        ("Vieille ville de Mossoul", "Mossoul"),
        ("Sadr City", "Bagdad"),
        ("Cheikh Maqsoud", "Alep"),
        ("Nahr al-Bared", None),
        ("Qayrawan", None),
        ("Tal Kasab", None),
        ("Hmeimim", None),
    ],
)
def test_the_gazetteer_tells_the_town(quarter: str, town: str | None) -> None:
    """Quarters lie in the town that reaches them; a camp outside it, a village, an air base do not."""
    found = Gazetteer.load().resolve(quarter)
    assert found is not None
    assert (found.town.name if found.town else None) == town

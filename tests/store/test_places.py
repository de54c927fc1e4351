"""Places are one each over the archive, found by what people type, their countries among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nlp.schema import Place
from store import events, places
from store.database import Database
from store.naming import region_key
from store.records import EventFilter

QAYRAWAN = Place("Qayrawan", ("cette ville",), key="seed:q", latitude=36.2, longitude=41.6, country="IRQ")
KAIROUAN = Place("Kairouan", key="wof:1", country="TUN")
TUNISIA = Place("Tunisie", key="country:TUN", country="TUN")


@pytest.fixture
async def archive(desk, an_event) -> None:
    await desk.read(
        an_event(places=(QAYRAWAN,)),
        an_event(places=(QAYRAWAN,)),
        an_event(places=(Place("Qairawan", key="seed:q", admin1="Ninive"),)),
        an_event(places=(KAIROUAN,)),
        an_event(places=(TUNISIA,)),
        an_event(places=(Place("Tripoli", country="LBY"),)),
        an_event(places=(Place("Tripoli", country="LBN"),)),
        an_event(places=(Place("Khams Taloul"),)),
    )


async def test_a_place_gathers_what_is_known_of_it(database: Database, archive: None) -> None:
    """Spellings and facts from several articles, events counted; «cette ville» is no name."""
    async with database.read() as session:
        (match,) = await places.find(session, "Qayrawan")
        place = await places.get(session, match.id)
    assert place is not None
    assert (place.latitude, place.longitude, place.country, place.admin1) == (36.2, 41.6, "IRQ", "Ninive")
    assert (place.events, set(place.aliases)) == (3, {"Qayrawan", "Qairawan"})


async def test_namesakes_are_both_given(database: Database, archive: None) -> None:
    """Two towns of one name differ by their country, and whoever asks may choose."""
    async with database.read() as session:
        matches = await places.find(session, "tripoli")
    assert {(match.name, match.country, match.exact) for match in matches} == {
        ("Tripoli", "LBY", True),
        ("Tripoli", "LBN", True),
    }


async def test_other_spellings_are_found(database: Database, archive: None) -> None:
    """Same consonants come first, those with more events before the others."""
    async with database.read() as session:
        spelt = await places.find(session, "Kayrawan")
        slip = await places.find(session, "Kams Taloul")
    assert [match.name for match in spelt][:2] == ["Qayrawan", "Kairouan"]
    assert not spelt[0].exact
    assert slip[0].name == "Khams Taloul"


@pytest.mark.parametrize(("typed", "lang", "name"), [("tunisie", "fr", "Tunisie"), ("Tunisia", "en", "Tunisia")])
async def test_a_country_holds_its_places(database: Database, archive: None, typed: str, lang: str, name: str) -> None:
    """It is given once, in the language asked for, and its events are those of all its places."""
    async with database.read() as session:
        (match,) = await places.find(session, typed, lang=lang)
        page = await events.page(session, EventFilter(country=match.country))
    assert (match.kind, match.id, match.name, match.country, match.exact) == ("country", None, name, "TUN", True)
    assert page.total == 2


async def test_a_region_holds_its_places(database: Database, desk, an_event) -> None:
    """What happened in a town is found under its province, the province's own among it, newest first."""
    ninive = Place("province de Ninive", key="seed:ninive-iq", country="IRQ", admin1="Ninive")
    anbar = Place("Ramadi", key="seed:ramadi-iq", country="IRQ", admin1="Anbar")
    here = replace(QAYRAWAN, admin1="Ninive")
    days = [date(2017, 5, day) for day in (1, 2, 3)]
    made = await desk.read(
        *(an_event(day, places=(where,)) for day, where in zip(days, (here, anbar, ninive), strict=True))
    )
    async with database.read() as session:
        page = await events.page(session, EventFilter(region=region_key("IRQ", "Ninive")))
        none = await events.page(session, EventFilter(region=region_key("SYR", "Ninive")))
    assert [event.id for event in page.events] == [made[2], made[0]]
    assert (page.total, none.total) == (2, 0)


async def test_a_country_without_events_is_not_offered(database: Database, archive: None) -> None:
    """The archive knows nothing of it."""
    async with database.read() as session:
        assert await places.find(session, "Islande") == []


async def test_places_by_events(database: Database, archive: None) -> None:
    """Most events first, page by page, with the number of all."""
    async with database.read() as session:
        first = await places.page(session, limit=1)
        rest = await places.page(session, after=first.next, limit=10)
        assert await places.get(session, 999) is None
    assert first.total == 6 and rest.next is None
    assert [(place.name, place.events) for place in first.entries] == [("Qayrawan", 3)]
    assert len(rest.entries) == 5


async def test_a_rise_in_the_list_shifts_no_page(database: Database, archive: None, desk, an_event) -> None:
    """What is recorded between two pages neither repeats a place on the second nor keeps one from it."""
    async with database.read() as session:
        first = await places.page(session, limit=3)
    last = first.entries[-1]
    await desk.read(*(an_event(places=(Place("Sirte", country="LBY"),)) for _ in range(5)))
    async with database.read() as session:
        rest = await places.page(session, after=first.next, limit=10)
    assert last.name not in {place.name for place in rest.entries}
    assert len({place.id for page in (first, rest) for place in page.entries}) == 6


async def test_odd_input_is_no_error(database: Database, archive: None) -> None:
    """Whatever is typed is data: a list comes back, without an exact hit."""
    async with database.read() as session:
        for typed in ("", "ville", "🕊🕊", "a" * 300, "<script>", "%", "Qay_awan%"):
            assert not any(match.exact for match in await places.find(session, typed)), typed

"""Reports of one happening: which events of other articles are linked, and which look alike and are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event as sql_event

from nlp.schema import Actor, ActorKind, Count, Event, EventType, Place, Span, When
from store import events
from store.corroboration import is_same_happening
from store.database import Database
from store.records import EventRecord
from store.reports import reports_of, sources_of

DAY = date(2017, 5, 17)
ARMY = Actor("armée irakienne", key="IRQ-army", country="IRQ")
DAESH = Actor("Daech", key="daesh")
KURDS = Actor("peshmergas", key="peshmerga")
CIVILIANS = Actor("civils")
VILLAGE = Place("Tal Qasab", key="seed:tal-kasab-iq", latitude=36.26, longitude=41.94, uncertainty_km=5, country="IRQ")
COUNTRY = Place("Irak", key="country:IRQ", latitude=33.0, longitude=44.0, uncertainty_km=374, country="IRQ")


def told(
    day: date | None = DAY, last: date | None = None, *, killed: int | None = None, at: int = 0, **slots: Any
) -> Event:
    """An artillery attack of Daesh on civilians in the village, save what is said otherwise."""
    given: dict[str, Any] = {
        "type": EventType.ASSAULT,
        "mode": "heavy-weapons",
        "trigger": Span("tiré", at, at + 4),
        "sentence": Span("Daech a tiré des roquettes sur le village.", 0, 42),
        "sources": (DAESH,),
        "targets": (CIVILIANS,),
        "places": (VILLAGE,),
        "when": When(day, last or day) if day else None,
        "killed": Count(killed) if killed is not None else None,
    }
    return Event(**(given | slots))


def record(event: Event, number: int) -> EventRecord:
    """The event as one of its own article."""
    return EventRecord(number, event, DAY, datetime(2017, 5, 19, tzinfo=UTC), number, "AFP", DAY)


def linked(one: Event, other: Event) -> bool:
    """Whether the rule links the two, asked both ways, which must give one answer."""
    there, back = (
        is_same_happening(record(one, 1), record(other, 2)),
        is_same_happening(record(other, 2), record(one, 1)),
    )
    assert there == back
    return there


@pytest.mark.parametrize(
    "other",
    [
        told(),
        told(killed=14),
        told(mode=None),
        told(date(2017, 5, 16), DAY),
        told(sources=()),
        told(sources=(Actor("combattants"),)),
        told(places=(Place("Qayrawan", key="seed:qayrawan-iq", uncertainty_km=5), VILLAGE)),
        told(targets=(KURDS,), sources=(DAESH, KURDS)),
    ],
    ids=["the same", "a toll", "no mode", "a night", "no doer", "a word for the doer", "two places", "other sufferers"],
)
def test_reports_of_one_happening(other: Event) -> None:
    """Another article that says the same, a little more or a little less."""
    assert linked(told(), other)


@pytest.mark.parametrize(
    "other",
    [
        told(date(2017, 5, 18)),
        told(None),
        told(date(2017, 5, 10), date(2017, 5, 20)),
        told(type=EventType.COERCE, mode=None),
        told(mode="aerial"),
        told(places=(replace(VILLAGE, name="Qayrawan", key="seed:qayrawan-iq"),)),
        told(places=()),
        told(sources=(ARMY,), targets=(KURDS,)),
        told(sources=(ARMY,)),
    ],
    ids=["next day", "no day", "ten days", "another type", "another mode", "another village", "no place",
         "all others", "another doer, a word alone in common"],
)  # fmt: skip
def test_what_only_looks_alike_is_not_linked(other: Event) -> None:
    """Precision first: two shellings of one village on two days are two events."""
    assert not linked(told(), other)


def test_tolls_may_differ_but_not_by_far() -> None:
    """12 by one and 14 by another is one attack, 3 and 40 two; with both sides named five times as many may be."""
    assert linked(told(killed=12), told(killed=14)) and linked(told(killed=10), told(killed=20))
    assert not linked(told(killed=3), told(killed=40))
    sure, more = told(killed=10, targets=(ARMY,)), told(killed=45, targets=(ARMY,))
    assert linked(sure, more) and not linked(sure, told(killed=51, targets=(ARMY,)))


def test_two_doers_are_one_happening_only_where_the_toll_is_the_same() -> None:
    """Each side accuses the other of the same ten dead."""
    assert linked(told(killed=10), told(killed=10, sources=(ARMY,)))
    assert not linked(told(killed=10), told(killed=12, sources=(ARMY,)))


def test_a_country_is_a_place_only_between_the_same_two() -> None:
    """«En Irak» is said of a hundred attacks a day."""
    assert not linked(told(places=(COUNTRY,)), told(places=(COUNTRY,)))
    between = {"places": (COUNTRY,), "targets": (ARMY,)}
    assert linked(told(**between), told(**between))


BAGHDAD = Place("Bagdad", key="wof:421178393", latitude=33.3, longitude=44.4, uncertainty_km=4, country="IRQ")
KARRADA = Place("Karrada", key="seed:karrada-iq", latitude=33.3, longitude=44.43, uncertainty_km=3, country="IRQ")
DOURA = Place("Doura", key="seed:doura-iq", latitude=33.25, longitude=44.4, uncertainty_km=3, country="IRQ")


def bombing(
    killed: int | None = None, where: Place = BAGHDAD, text: str = "Une bombe a explosé.", **slots: Any
) -> Event:
    """A bomb in Baghdad that nobody is named for."""
    given = {
        "mode": "explosives",
        "places": (where,),
        "sources": (),
        "targets": (),
        "sentence": Span(text, 0, len(text)),
    }
    return told(killed=killed, **(given | slots))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (bombing(12), bombing(15)),
        (bombing(12, mode=None), bombing(15)),
        (bombing(54), bombing(60, mode="suicide-attack")),
        (bombing(12, replace(KARRADA, town=BAGHDAD)), bombing(14)),
        (bombing(200, COUNTRY), bombing(290, COUNTRY)),
        (bombing(22), bombing(22, when=When(date(2017, 5, 1), date(2017, 5, 31)))),
        (bombing(18, mode=None), bombing(21, Place("hôtel Rimal", latitude=33.3, longitude=44.4, uncertainty_km=35))),
    ],
    ids=["near tolls", "no mode", "a bearer", "a quarter", "a country, many dead", "a month", "a hotel no list knows"],
)  # fmt: skip
def test_an_attack_that_nobody_is_named_for(one: Event, other: Event) -> None:
    """Town, day and a like toll tell it."""
    assert linked(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (bombing(mode=None), bombing(mode=None)),
        (bombing(12), bombing(64)),
        (bombing(7, replace(KARRADA, town=BAGHDAD)), bombing(9, replace(DOURA, town=BAGHDAD))),
        (bombing(text="Une bombe a visé un marché."), bombing(text="Une bombe a visé une mosquée.")),
        (bombing(12, Place("Gudele", country="SSD")), bombing(12)),
        (bombing(2), bombing(2, when=When(date(2017, 5, 1), date(2017, 5, 31)), places=(COUNTRY,))),
        (bombing(mode="aerial"), bombing(mode="aerial")),
        (bombing(targets=(Actor("soldats"),)), bombing(targets=(CIVILIANS,))),
    ],
    ids=["a city and its day", "far tolls", "two quarters", "two sites", "two countries", "a month, no town",
         "a bombardment", "soldiers and civilians"],
)  # fmt: skip
def test_two_attacks_that_nobody_is_named_for(one: Event, other: Event) -> None:
    """A city has several in a day."""
    assert not linked(one, other)


def test_a_state_goes_by_several_names() -> None:
    """«Bagdad» and «l'armée irakienne» are of one state; a rebel of the country is another."""
    iraq = Actor("Bagdad", key="IRQ", kind=ActorKind.STATE, country="IRQ")
    army = replace(ARMY, kind=ActorKind.MILITARY)
    rebel = Actor("Brigades", key="brigades-iq", kind=ActorKind.ARMED_GROUP, country="IRQ")
    shelling = {"mode": None, "targets": (), "places": (BAGHDAD,)}
    assert linked(told(sources=(iraq,), **shelling), told(sources=(army,), **shelling))
    assert not linked(told(sources=(iraq,), **shelling), told(sources=(rebel,), **shelling))


def test_of_a_meeting_either_side_stands_first() -> None:
    """«Lavrov a rencontré Tebboune» is «Tebboune a reçu Lavrov»; of an attack it is another one."""
    guest, host = Actor("Sergueï Lavrov", key="lavrov"), Actor("Tebboune", key="tebboune")
    meeting: dict[str, Any] = {"type": EventType.CONSULT, "mode": None, "places": ()}
    one, other = {"sources": (guest,), "targets": (host,)}, {"sources": (host,), "targets": (guest,)}
    assert linked(told(**meeting, **one), told(**meeting, **other))
    assert not linked(told(**one), told(**other))


async def test_a_hotel_is_found_by_the_toll(database: Database, desk: Any) -> None:
    """Where no town is in both, the archive is asked for as many dead in the country, of a month too."""
    hotel = Place("hôtel Rimal", latitude=33.3, longitude=44.4, uncertainty_km=35, country="IRQ")
    (one,) = await desk.read(bombing(18, mode=None))
    (other,) = await desk.read(bombing(21, hotel))
    (later,) = await desk.read(bombing(18, when=When(date(2017, 5, 1), date(2017, 5, 31))), published=date(2017, 6, 9))
    assert await _reports(database, one) == [other, later]
    assert await _reports(database, other) == [one] and await _reports(database, later) == [one]


async def test_what_is_told_without_a_place_is_found_by_its_actors(database: Database, desk: Any) -> None:
    """An accusation has no place: who accuses whom, and when, tells it."""
    accused: dict[str, Any] = {"type": EventType.ACCUSE, "mode": "allege", "places": (), "sources": (ARMY,)}
    (one,) = await desk.read(told(targets=(KURDS,), **accused))
    (other,) = await desk.read(told(targets=(KURDS,), **accused))
    await desk.read(told(targets=(KURDS,), **(accused | {"sources": (DAESH,)})))
    assert await _reports(database, one) == [other]


async def test_reports_come_from_other_articles_one_each(database: Database, desk: Any) -> None:
    """The article's own second event is none; of another's two the one more alike is taken."""
    first, _ = await desk.read(told(killed=12), told(at=50, targets=(KURDS,), killed=12))
    _, alike = await desk.read(told(mode=None), told(at=50, killed=12))
    await desk.read(told(date(2017, 5, 18), killed=12))
    await desk.read(told(type=EventType.AID, mode=None))
    assert await _reports(database, first) == [alike]
    assert await _reports(database, alike) == [first]


async def test_two_shellings_on_two_days_are_told_apart_by_a_report_of_both(database: Database, desk: Any) -> None:
    """A report over two days belongs to the day that it is more alike to, and to that alone."""
    one, two = await desk.read(told(killed=5), told(date(2017, 5, 18), at=50, killed=9))
    (both,) = await desk.read(told(DAY, date(2017, 5, 18), killed=9))
    assert await _reports(database, both) == [two]
    assert await _reports(database, two) == [both] and await _reports(database, one) == []


async def test_an_event_without_day_or_place_has_no_reports(database: Database, desk: Any) -> None:
    """Where nothing holds two events together none are linked."""
    bare, *_ = await desk.read(told(None), told(places=(), at=50))
    await desk.read(told(None), told(places=(), at=50))
    assert await _reports(database, bare) == [] and await _reports(database, bare + 1) == []


async def test_the_sources_of_a_page_are_counted_at_once(database: Database, desk: Any) -> None:
    """Each event's publishers are counted, by as many questions to the database for ten events as for two."""
    days = [DAY - timedelta(days=4 * number) for number in range(10)]
    own = await desk.read(*(told(day, at=20 * number) for number, day in enumerate(days)))
    await desk.read(*(told(day, at=20 * number) for number, day in enumerate(days[:5])), publisher="Sana")
    await desk.read(told(days[0]), publisher="Sana")
    await desk.read(told(days[0]), publisher="PressTV")
    asked: list[int] = []
    async with database.read() as session:
        records = await events.load(session, own)
        connection = (await session.connection()).sync_connection
        for page in (records[:2], records):
            asked.append(0)
            note = partial(_count, asked)
            sql_event.listen(connection, "before_cursor_execute", note)
            found = await sources_of(session, page)
            sql_event.remove(connection, "before_cursor_execute", note)
    assert found == {own[0]: 3, **dict.fromkeys(own[1:5], 2)}
    assert asked[0] == asked[1] > 0


def _count(asked: list[int], *statement: object) -> None:
    asked[-1] += 1


async def _reports(database: Database, number: int) -> list[int]:
    async with database.read() as session:
        found = await events.get(session, number)
        assert found is not None
        return [one.id for one in await reports_of(session, found)]

"""What several articles report is one happening, and its dead are counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

from nlp.schema import Actor, Count, Event, EventType, Place, Span, When
from store import happenings
from store.database import Database
from store.happenings import Dead, dead_of
from store.records import EventFilter

DAY = date(2017, 10, 7)
KABUL = Place("Kaboul", key="seed:kaboul-af", latitude=34.5, longitude=69.2, uncertainty_km=12, country="AFG")
SENTENCE = Span("Une moto piégée a explosé.", 0, 26)


def bombing(killed: int | None, day: date = DAY, **slots: Any) -> Event:
    """A bomb in Kabul that nobody is named for, of so many dead."""
    given: dict[str, Any] = {
        "mode": "explosives",
        "targets": (Actor("personnes"),),
        "places": (KABUL,),
        "when": When(day, day),
        "killed": Count(killed) if killed is not None else None,
    }
    return Event(EventType.ASSAULT, trigger=Span("explosé", 18, 25), sentence=SENTENCE, **(given | slots))


async def dead_in(database: Database) -> Dead:
    """The dead of Afghanistan."""
    async with database.read() as session:
        return await dead_of(session, EventFilter(country="AFG"))


async def test_three_reports_of_one_bombing_count_once(database: Database, desk: Any) -> None:
    """By the latest, whatever came in last; how far the sources differ is told."""
    await desk.read(bombing(14), published=date(2017, 10, 8), publisher="Xinhua")
    await desk.read(bombing(12), published=DAY, publisher="RFI")
    await desk.read(bombing(15), published=date(2017, 10, 9), publisher="AFP")
    assert await dead_in(database) == Dead(killed=15, low=12, high=15, events=3, happenings=1)


async def test_two_bombings_are_added_up(database: Database, desk: Any) -> None:
    """Of two days, of one day with tolls far apart, and both told by one article."""
    await desk.read(bombing(12), bombing(64))
    await desk.read(bombing(12, date(2017, 10, 9)), bombing(None, date(2017, 10, 12)))
    assert await dead_in(database) == Dead(killed=88, low=88, high=88, events=3, happenings=3)


async def test_two_events_of_one_article_stay_two(database: Database, desk: Any) -> None:
    """However alike; a report of one of them joins one."""
    await desk.read(bombing(12), bombing(13))
    await desk.read(bombing(13))
    assert await dead_in(database) == Dead(killed=25, low=25, high=25, events=3, happenings=2)


async def test_too_many_to_compare_are_added_up_as_told(database: Database, desk: Any) -> None:
    """And the answer says so by having no number of happenings."""
    assert await dead_in(database) == Dead(0, 0, 0, 0, 0)
    for number in range(happenings.MOST_COMPARED // 100 + 1):
        await desk.read(*(bombing(2, date(2010 + number, 1 + at % 12, 1 + at // 12)) for at in range(100)))
    many = (happenings.MOST_COMPARED // 100 + 1) * 100
    assert await dead_in(database) == Dead(2 * many, 2 * many, 2 * many, many, None)

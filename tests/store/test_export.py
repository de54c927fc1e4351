"""The stream of events for export: all of them, once, newest first, with every slot, on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

from nlp.schema import Actor, ActorKind, Attribution, EventType, Place, Status
from store.database import Database
from store.export import ExportedEvent, stream
from store.records import EventFilter


async def exported(database: Database, wanted: EventFilter | None = None, size: int = 500) -> list[ExportedEvent]:
    """Everything that the filter keeps."""
    return [one async for batch in stream(database, wanted or EventFilter(), size=size) for one in batch.events()]


async def test_an_empty_archive_gives_nothing(database: Database) -> None:
    """No batch, no error."""
    assert [batch async for batch in stream(database, EventFilter())] == []


async def test_every_slot_is_carried_over(database: Database, desk: Any, full_event: Any) -> None:
    """Names and identities as the article's reading gave them, without the spans they were read from."""
    (event_id,) = await desk.read(full_event)
    (one,) = await exported(database)
    assert (one.id, one.type, one.mode, one.status) == (
        event_id, EventType.ASSAULT, "heavy-weapons", Status.DENIED,
    )  # fmt: skip
    assert (one.day, one.starts, one.ends) == (date(2017, 5, 17), date(2017, 5, 17), None)
    assert one.sources[0] == Actor(
        "Armée arabe syrienne", key="SYR-army", kind=ActorKind.MILITARY, country="SYR"
    )  # fmt: skip
    assert one.targets == (Actor("Daech", key="daesh"),)
    assert one.places[0] == Place(
        "Khams Taloul", key="seed:khams-taloul", latitude=35.9, longitude=41.2, uncertainty_km=3.5, country="SYR",
        admin1="Deir ez-Zor", relation="à 60 km de",
    )  # fmt: skip
    assert one.attribution == (Attribution("PressTV", key="presstv"), Attribution("SANA"))
    assert (one.killed, one.wounded, one.confidence) == (0, 14, 0.75)
    assert (one.trigger, one.sentence) == ("bombardé", "L’armée aurait bombardé Khams Taloul.")
    assert (one.publisher, one.published, one.lang) == ("Al-Manar", date(2017, 5, 19), "fr")
    assert one.recorded_at.utcoffset() is not None


async def test_batches_hold_every_event_once_and_newest_first(database: Database, desk: Any, an_event: Any) -> None:
    """Whatever the size of a batch, and also where many events share a day."""
    for day in (3, 1, 2):
        await desk.read(*(an_event(date(2017, 5, day)) for _ in range(5)))
    for size in (1, 4, 5, 15, 16):
        found = await exported(database, size=size)
        assert len({one.id for one in found}) == len(found) == 15
        assert [(one.day, one.id) for one in found] == sorted(((one.day, one.id) for one in found), reverse=True)


async def test_the_filter_holds(database: Database, desk: Any, an_event: Any) -> None:
    """What the list shows is what is exported."""
    await desk.read(an_event(date(2017, 5, 1)), an_event(date(2017, 5, 9), type=EventType.AID))
    assert [one.type for one in await exported(database, EventFilter(type=EventType.AID))] == [EventType.AID]
    assert [one.day.day for one in await exported(database, EventFilter(until=date(2017, 5, 2)))] == [1]

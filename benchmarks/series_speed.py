"""How long timelines, maps and exports of a large archive take: `python benchmarks/series_speed.py DATABASE_URL`.

Asks for everything, the busiest country, place and actor, and one type; draws what it finds; then exports all as CSV
and prints how much memory that took at most. Nothing is written to the database.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import store.actors
import store.places
from bot.drawing import draw
from bot.exports.files import parts
from bot.texts import texts
from bot.views.pictures import timeline
from bot.views.pictures_places import events_map
from nlp.schema import EventType
from store import series
from store.database import Database
from store.records import EventFilter

FRENCH = texts("fr")


async def busiest(database: Database) -> dict[str, EventFilter]:
    """The questions that cost most."""
    async with database.read() as session:
        (place,) = (await store.places.page(session, limit=1)).entries
        (actor,) = (await store.actors.page(session, limit=1)).entries
    return {
        "everything": EventFilter(),
        f"country {place.country}": EventFilter(country=place.country),
        f"place {place.name}": EventFilter(place_id=place.id),
        f"actor {actor.name}": EventFilter(actor_id=actor.id),
        "type AID": EventFilter(type=EventType.AID),
    }


async def timed(work: Awaitable[Any]) -> tuple[Any, float]:
    """The result and the seconds it took."""
    begun = time.perf_counter()
    return await work, time.perf_counter() - begun


async def pictures(database: Database) -> None:
    """A line for each question: seconds to count by day and to draw, by place and to draw."""
    print(f"{'asked for':24} {'events':>9} {'by day':>7} {'drawn':>7} {'by place':>9} {'drawn':>7}  (s)")
    for name, wanted in (await busiest(database)).items():
        async with database.read() as session:
            days, by_day = await timed(series.by_day(session, wanted))
            places, by_place = await timed(series.by_place(session, wanted))
        _, bars = await timed(asyncio.to_thread(lambda: draw(timeline(days, "x", FRENCH))))  # noqa: B023
        shown = events_map(places, 0, "x", FRENCH)
        _, circles = await timed(asyncio.to_thread(draw, shown)) if shown else (None, 0.0)
        events = sum(count.events for count in days)
        print(f"{name[:24]:24} {events:9} {by_day:7.2f} {bars:7.2f} {by_place:9.2f} {circles:7.2f}", flush=True)


async def export(database: Database) -> None:
    """Seconds, size and memory of an export of everything."""
    begun, events, size, peaks = time.perf_counter(), 0, 0, [peak()]
    with tempfile.TemporaryDirectory() as folder:
        async for part in parts(database, EventFilter(), "csv", FRENCH, Path(folder), name="all"):
            events, size = events + part.events, size + part.path.stat().st_size
            part.path.unlink()
            peaks.append(peak())
    seconds = time.perf_counter() - begun
    grown = ", ".join(f"{one:.0f}" for one in peaks)
    print(f"csv of {events} events: {seconds:.0f} s, {size / 1e6:.0f} MB; memory before and after each file: {grown}")


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def main(url: str) -> None:
    """Run both; the export first, before drawing has taken its memory."""
    database = Database.open(url)
    try:
        await export(database)
        await pictures(database)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

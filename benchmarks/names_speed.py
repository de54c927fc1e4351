"""How long it takes to find what a typed name means: the field's tables, and an archive of 100,000 aliases.

    python benchmarks/names_speed.py [DATABASE_URL …]      # an empty database each; without one, a SQLite file

Prints milliseconds by the clock and of the processor (median, 95th and 99th percentile, worst) over the names of
tests/nlp/typed_names.tsv, each asked once of a resolver that has met none of them, and what a loop of plain Python
takes, to compare machines by.
"""

from __future__ import annotations

import asyncio
import csv
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import insert, text

import bot.resolution
import store.actors
import store.places
from nlp.resolver import Resolver
from store.database import Database, migrate
from store.entries import ACTORS, PLACES, Kind
from store.naming import keys

ALIASES = 100_000  # in each of the two tables of aliases
_NAMES = Path(__file__).parents[1] / "tests" / "nlp" / "typed_names.tsv"
_STARTS = (*"bdfghjklmnprstwz", "kh", "ch", "gh", "dj", "tr", "br", "al-", "mou", "abou ")
Times = tuple[float, float]
_VOWELS = (*"aeiou", "ou", "ai", "a")


def main(urls: list[str]) -> None:
    """Print the table."""
    typed = typed_names()
    print(f"{len(typed)} names; a loop of 100,000 rounds takes {loop_ms():.1f} ms here")
    resolver = Resolver.load()
    resolver.resolve("Zorglubi")  # reads what is read at the first question
    show("the field's tables", [timed(lambda name=name: resolver.resolve(name)) for name in typed])
    with tempfile.TemporaryDirectory() as folder:
        for url in urls or [f"sqlite:///{folder}/names.db"]:
            asyncio.run(measure(url, typed))


def typed_names() -> list[str]:
    """The names of the tests' table."""
    with _NAMES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=3)
        return [row["query"] for row in rows]


async def measure(url: str, typed: list[str]) -> None:
    """Fill the database with names and time the questions of the archive alone, and the whole of a question."""
    await asyncio.to_thread(migrate, url)
    database = Database.open(url)
    for kind in (PLACES, ACTORS):
        await fill(database, kind)
    bot.resolution.resolver().resolve("Zorglubi")
    kind_of = url.partition(":")[0]
    async with database.read() as session:
        await store.places.find(session, "Zorglub")
        for label, ask in (
            ("places of the archive", lambda name: store.places.find(session, name)),
            ("actors of the archive", lambda name: store.actors.find(session, name)),
            ("archive and field together", lambda name: bot.resolution.resolve(session, name)),
        ):
            show(f"{label}, {kind_of}", [await timed_async(ask, name) for name in typed])
    await database.close()


async def fill(database: Database, kind: Kind) -> None:
    """Write owners with four aliases each."""
    facts = {"as_source": 0, "as_target": 0} if kind is ACTORS else {}
    owners = ALIASES // 4
    async with database.write() as session:
        for begin in range(0, owners, 1000):
            numbers = range(begin + 1, begin + 1001)
            entries = [{"id": n, "identity": f"{n}", "name": noise(4 * n), "activity": 1, **facts} for n in numbers]
            await session.execute(insert(kind.rows), entries)
            forms = [(n, noise(4 * n + other)) for n in numbers for other in range(4)]
            aliases = [{"owner_id": n, "form": form, "own": True, **asdict(keys(form))} for n, form in forms]
            await session.execute(
                insert(kind.aliases), list({(a["owner_id"], a["folded"]): a for a in aliases}.values())
            )
        await session.execute(text("ANALYZE"))


def noise(number: int) -> str:
    """A pronounceable name of two to five syllables, another for each number."""
    mixed = number * 2_654_435_761 % 2**32
    syllables = []
    for _ in range(2 + mixed % 4):
        mixed, start = divmod(mixed, len(_STARTS))
        mixed, vowel = divmod(mixed + number, len(_VOWELS))
        syllables.append(_STARTS[start] + _VOWELS[vowel])
    return ("".join(syllables) + ("n", "r", "", "d")[number % 4]).title()


def timed(ask: Callable[[], object]) -> Times:
    """Milliseconds by the clock and of the processor that the question takes."""
    begun, worked = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)


async def timed_async(ask: Callable[[str], Awaitable[object]], name: str) -> Times:
    """Milliseconds by the clock and of the processor (of this process alone) that the question takes."""
    begun, worked = time.perf_counter(), time.process_time()
    await ask(name)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)


def loop_ms() -> float:
    """Milliseconds that a loop of plain Python takes."""
    return timed(lambda: sum(number % 7 for number in range(100_000)))[0]


def show(label: str, times: list[Times]) -> None:
    """Print two lines of the table."""
    for sort, place in (("clock", 0), ("processor", 1)):
        ranked = sorted(time[place] for time in times)
        median, high, higher = (ranked[int(share * (len(ranked) - 1))] for share in (0.5, 0.95, 0.99))
        figures = f"median {median:6.1f}  95 % {high:6.1f}  99 % {higher:6.1f}  worst {ranked[-1]:6.1f} ms"
        print(f"{label + ', ' + sort:48} {figures}")


if __name__ == "__main__":
    main(sys.argv[1:])

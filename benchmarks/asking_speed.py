"""How long the bot takes to answer from a large archive.

    python benchmarks/asking_speed.py DATABASE_URL… [--pictures]

Asks through the whole bot (an update goes in, the answer comes out, over the terminal's in-process Bot API) what people
ask, with places and actors drawn by how often they are in the news, and prints milliseconds: median, 99th percentile,
worst, and those of this process's processor, which on a machine with other work are the truer ones; beside them, as a
measure of the machine, the median of a loop of plain Python that is timed before each question. With `--pictures` also
seconds of timelines and maps, each of a question not asked before. The archive is one of make_archive.py; nothing is
written to it but the chat of whoever asks.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from archive_rows import Skewed
from pydantic import SecretStr

import store.actors
import store.events
import store.places
from bot.app import build, running, utc_now
from bot.services import KEY
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_messages import Button
from bot.terminal_talk import Conversation
from bot.views.buttons import page_token
from nlp.schema import EventType
from store.choices import matching
from store.database import Database
from store.records import Cursor, EventFilter

EACH = int(os.environ.get("EACH", "200"))
DEEP = 490  # events before page 50
COUNTRIES = ("SYR", "IRQ", "UKR", "MLI")
SOURCES = (1, 2, 3, 10, 50)

PICTURED = ("", "Syrie", "Irak", "Alep", "Daesh", "acteur:Daesh lieu:Syrie", "acteur:Russie lieu:Alep", "type:attaque",
            "depuis:2024-01-01")  # fmt: skip


class News:
    """Draws what is asked for: names of the archive, and filters as people type them."""

    def __init__(self, places: list[Any], actors: list[Any]) -> None:
        self.random = Random(7)
        self.places = Skewed(places, [one.events for one in places])
        self.actors = Skewed(actors, [one.as_source + one.as_target for one in actors])

    def place(self) -> str:
        """A place."""
        return _quoted(self.places.draw(self.random).name)

    def actor(self) -> str:
        """An actor."""
        return _quoted(self.actors.draw(self.random).name)

    def filters(self, number: int) -> str:
        """So many filters, each another."""
        year, month = self.random.randrange(2013, 2026), self.random.randrange(1, 13)
        known = (
            f"type:{self.random.choice(('attaque', 'frappe', 'arrestation', 'rencontre', 'aide', 'retrait'))}",
            f"depuis:{year}-{month:02}-01",
            f"jusqu'à:{year + 1}-{month:02}-28",
            f"acteur:{self.actor()}",
            f'source:"Agence {self.random.choice(SOURCES)}"',
            f"statut:{self.random.choice(('annoncé', 'démenti'))}",
        )
        return " ".join(self.random.sample(known, number))


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


Question = tuple[str, str | None]
"""What is written, and the data of a button that is pressed instead."""


async def questions(database: Database, news: News) -> dict[str, Callable[[], Question]]:
    """What is asked, by the name of its line."""
    deep = await deep_pages(database)
    said: dict[str, Callable[[], str]] = {
        "/events PLACE": lambda: f"/events {news.place()}",
        "/events PLACE, 1 filter": lambda: f"/events {news.place()} {news.filters(1)}",
        "/events PLACE, 3 filters": lambda: f"/events {news.place()} {news.filters(3)}",
        "/events PLACE, 5 filters": lambda: f"/events {news.place()} {news.filters(5)}",
        "/events COUNTRY": lambda: f"/events {news.random.choice(('Syrie', 'Irak', 'Ukraine', 'Mali'))}",
        "/events COUNTRY, 2 filters": lambda: f"/events {news.random.choice(('Syrie', 'Irak'))} {news.filters(2)}",
        "/events ACTOR": lambda: f"/events {news.actor()}",
        "/events ACTOR, 2 filters": lambda: f"/events {news.actor()} {news.filters(2)}",
        "/events": lambda: "/events",
        "/events, 2 filters": lambda: f"/events {news.filters(2)}",
        "/actors": lambda: "/actors",
        "/actors NAME": lambda: f"/actors {news.actor()}",
        "/places": lambda: "/places",
        "/event N": lambda: f"/event {news.random.randrange(1, 900_000)}",
    }

    def written(text: Callable[[], str]) -> Callable[[], Question]:
        return lambda: (text(), None)

    def pressed() -> Question:
        data = news.random.choice(deep)
        return data, data

    return {name: written(text) for name, text in said.items()} | {"page 50 of a country": pressed}


async def deep_pages(database: Database) -> list[str]:
    """What the buttons send that lead to page 50 of some countries, of all their events and of one type."""
    found = []
    async with database.read() as session:
        for country in COUNTRIES:
            for wanted in (EventFilter(country=country), EventFilter(country=country, type=EventType.ASSAULT)):
                keys = (await session.execute((await matching(session, wanted)).keys(None, DEEP))).all()
                found.append(page_token(wanted, Cursor(*keys[-1]), DEEP))
    return found


async def measure(url: str, *, pictures: bool) -> None:
    """Print the table of one database."""
    api = InProcessBotApi(utc_now, folder=Path(tempfile.mkdtemp()))
    settings = Settings(
        telegram_bot_token=SecretStr(""), telegram_api_url="http://127.0.0.1:9", database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    application = build(settings, request=api, token=TOKEN, scheduled=False)
    database = application.bot_data[KEY].database
    async with running(application):
        talk = Conversation(application, api)
        async with database.read() as session:
            places = list((await store.places.page(session, limit=5_000)).entries)
            actors = list((await store.actors.page(session, limit=2_000)).entries)
        news = News(places, actors)
        heads = " ".join(f"{head:>8}" for head in ("median", "p99", "worst", "cpu med", "cpu p99", "loop"))
        print(f"{url.partition(':')[0]:32} {heads}  (ms)")
        for _ in range(5):
            await talk.say("/events Mosool type:frappe")  # what is read at the first question, and at the first slip
            await talk.say("/actors Daeshh")
        for name, question in (await questions(database, news)).items():
            times = sorted([await timed(question(), talk) for _ in range(EACH)])
            busy = sorted(one.busy for one in times)
            shown = [times[EACH // 2].wall, times[int(0.99 * EACH)].wall, times[-1].wall]
            figures = " ".join(f"{ms:8.1f}" for ms in (*shown, busy[EACH // 2], busy[int(0.99 * EACH)]))
            loop = sorted(one.loop for one in times)[EACH // 2]
            print(f"{name:32} {figures} {loop:8.1f}  {times[-1].text}", flush=True)
        if pictures:
            await draw(talk)


@dataclass(frozen=True, order=True)
class Timed:
    """Milliseconds from the update to the end of its handling, those of the processor, of a loop before, the question.

    The processor's are those of this process: SQLite's work is in them, PostgreSQL's is not.
    """

    wall: float
    busy: float
    loop: float
    text: str


def loop_of_python() -> float:
    """The milliseconds of a loop of plain Python: 12 to 16 on a core of its own where these figures were taken."""
    begun, total = time.perf_counter(), 0
    for number in range(200_000):
        total += number * number % 7
    return 1000 * (time.perf_counter() - begun)


async def timed(question: Question, talk: Conversation) -> Timed:
    """Ask, and say how long it took."""
    text, data = question
    shown = await talk.say("/lang fr") if data else []
    loop = loop_of_python()
    begun, busy = time.perf_counter(), time.process_time()
    if data:
        await talk.press(Button("›", data), shown[0].message_id)
    else:
        await talk.say(text)
    return Timed(1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - busy), loop, text)


async def draw(talk: Conversation) -> None:
    """Print the seconds of timelines and maps."""
    await talk.say("/timeline Kayes type:aide")  # the process that draws starts at the first picture
    await talk.say("/map Kayes type:aide")
    print(f"{'picture':32} {'timeline':>8} {'map':>8}  (s)")
    for words in PICTURED:
        seconds = [(await timed((f"/{kind} {words}", None), talk)).wall / 1000 for kind in ("timeline", "map")]
        print(f"{words or 'everything':32} {seconds[0]:8.2f} {seconds[1]:8.2f}", flush=True)


def asked(arguments: list[str]) -> Iterator[str]:
    """The databases among the arguments."""
    return (one for one in arguments if not one.startswith("--"))


async def main(arguments: list[str]) -> None:
    """A table for each database."""
    print(f"{EACH} questions each, {date.today()}")
    for url in asked(arguments):
        await measure(url, pictures="--pictures" in arguments)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

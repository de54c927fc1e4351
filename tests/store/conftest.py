"""An open database, on SQLite and on PostgreSQL, and short ways to put articles and events into it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

import pytest

from nlp.schema import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    Count,
    Event,
    EventType,
    Evidence,
    Place,
    Reading,
    Span,
    Status,
    When,
)
from store import articles
from store.database import Database

NOW = datetime(2017, 5, 19, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Noon UTC of 19 May 2017."""
    return NOW


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated, empty database; each test runs on SQLite and on PostgreSQL."""
    opened = Database.open(database_url)
    yield opened
    await opened.close()


@dataclass
class Desk:
    """Brings articles in and records what is said to have been read from them."""

    database: Database
    numbers: count[int]

    async def receive(
        self, text: str | None = None, *, published: date = date(2017, 5, 19), publisher: str = "Al-Manar"
    ) -> int:
        """Store an article (a text of its own unless one is given) and give its id."""
        text = text or f"Dépêche numéro {next(self.numbers)}."
        async with self.database.write() as session:
            article = Article("x", text, published, lang="fr", publisher=publisher)
            return (await articles.receive(session, article, now=NOW)).article_id

    async def read(
        self,
        *events: Event,
        now: datetime = NOW,
        published: date = date(2017, 5, 19),
        publisher: str = "Al-Manar",
    ) -> tuple[int, ...]:
        """Store an article of its own from which these events were read, and give their ids."""
        article_id = await self.receive(published=published, publisher=publisher)
        async with self.database.write() as session:
            return await articles.record_reading(session, article_id, Reading("fr", True, events), now=now)


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk over the test's database."""
    return Desk(database, count(1))


EventMaker = Callable[..., Event]


@pytest.fixture
def an_event() -> EventMaker:
    """Make an event at a trigger of its own: `an_event(day, sources=…, places=…)`; bare names become actors, places."""
    offsets = count(0, 10)

    def make(
        day: date | None = None,
        *,
        sources: tuple[Actor | str, ...] = (),
        targets: tuple[Actor | str, ...] = (),
        places: tuple[Place | str, ...] = (),
        type: EventType = EventType.ASSAULT,
        status: Status = Status.OCCURRED,
    ) -> Event:
        start = next(offsets)
        return Event(
            type=type,
            mode=None,
            trigger=Span("attaque", start, start + 7),
            sentence=Span("Une attaque.", 0, 12),
            sources=tuple(Actor(name) if isinstance(name, str) else name for name in sources),
            targets=tuple(Actor(name) if isinstance(name, str) else name for name in targets),
            places=tuple(Place(name) if isinstance(name, str) else name for name in places),
            when=When(day, day) if day else None,
            status=status,
        )

    return make


@pytest.fixture
def full_event() -> Event:
    """An event with every slot of the vocabulary filled."""

    def seen(text: str, start: int, reason: str) -> tuple[Evidence, ...]:
        return (Evidence(Span(text, start, start + len(text)), reason),)

    return Event(
        type=EventType.ASSAULT,
        mode="heavy-weapons",
        trigger=Span("bombardé", 30, 38),
        sentence=Span("L’armée aurait bombardé Khams Taloul.", 12, 49),
        sources=(
            Actor(
                "Armée arabe syrienne", ("l’armée",), seen("L’armée", 12, "nsubj"), "SYR-army", ActorKind.MILITARY,
                "SYR",
            ),
            Actor("Hezbollah", (), (), None, ActorKind.ARMED_GROUP, None),
        ),
        targets=(Actor("Daech", ("groupe", "État islamique"), seen("Daech", 60, "obl:agent"), "daesh"),),
        places=(
            Place(
                "Khams Taloul", ("cette localité",), seen("Khams Taloul", 39, "obl:loc"), "seed:khams-taloul",
                35.9, 41.2, 3.5, "SYR", "Deir ez-Zor", "à 60 km de",
                Place("Soukhna", key="seed:soukhna-sy", country="SYR"),
            ),
            Place("Irak", country="IRQ"),
        ),
        when=When(date(2017, 5, 17), None, seen("depuis mercredi", 70, "weekday")),
        status=Status.DENIED,
        status_evidence=seen("aurait", 20, "conditional"),
        attribution=(Attribution("PressTV", seen("PressTV", 90, "selon"), "presstv"), Attribution("SANA")),
        killed=Count(0, seen("aucun mort", 100, "num")),
        wounded=Count(14, seen("quatorze", 110, "num")),
        confidence=0.75,
        reason="lexicon:nominal",
    )  # fmt: skip

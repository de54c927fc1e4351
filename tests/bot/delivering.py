"""What tests of digests, alerts and their delivery have in common: news, subscribers, and a tick at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import store.articles
import store.recording
from bot.delivery import deliver_due
from bot.pacing import Limit, Pace, Pacer
from nlp.schema import Actor, Article, Event, EventType, Place, Reading, Span, When

MORNING = datetime(2017, 5, 21, 8, 0, tzinfo=UTC)


def happening(place: str = "Qayrawan", day: int = 19) -> Event:
    """A blocked road."""
    sentence = "Une route a été bloquée."
    trigger = Span("bloquée", 16, 23)
    where = (Place(place, country="IRQ"),)
    days = When(date(2017, 5, day), date(2017, 5, day))
    return Event(EventType.COERCE, "restrict", trigger, Span(sentence, 0, 24), (Actor("Hachd"),), (), where, days)


async def remember(world: Any, *events: Event, publisher: str = "Al-Manar") -> Sequence[int]:
    """Put events of one article into the archive as if they had just been read."""
    now = world.services.clock()
    async with world.services.database.write() as session:
        article = Article("x", f"{now} {publisher} {id(events)}", date(2017, 5, 20), "fr", publisher)
        received = await store.articles.receive(session, article, now=now)
        return await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=now)


async def elsewhere(world: Any) -> None:
    """An article about another place is read, so that no digest has to say that none was."""
    world.clock.now += timedelta(minutes=1)
    await remember(world, happening("Alep"))


async def deliver(world: Any, now: datetime = MORNING) -> int:
    """What a tick does at `now`."""
    world.clock.now = now
    return await deliver_due(world.services, world.application.bot, at_leisure(), chance=lambda: 0.0)


def at_leisure() -> Pace:
    """A pace without limits: what a test waits for is the tests' of the pace."""
    nothing = Limit(1000, 0.0)
    return Pace(Pacer(nothing, nothing, nothing, nothing))


def told(world: Any, chat_id: int) -> list[str]:
    """All messages of the bot in the chat."""
    return [shown.text.replace("\u00a0", " ") for shown in world.api.chats.in_chat(chat_id)]


def digests(world: Any, chat_id: int) -> list[str]:
    """The digests among them."""
    return [text for text in told(world, chat_id) if text.startswith(("Le point", "Digest", "Today"))]


async def subscribed(world: Any, *person_ids: int, words: str = "Qayrawan 8h") -> None:
    """Each person subscribes; the place is known from an event of the day before."""
    await remember(world, happening())
    for person_id in person_ids:
        assert "C’est noté" in (await world.talk(person_id).say(f"/subscribe {words}"))[0].text

"""An archive of names and texts that break what is not written with care."""

from __future__ import annotations

from datetime import date
from typing import Any

import store.articles
import store.recording
from nlp.schema import (
    MODES,
    Actor,
    Article,
    Attribution,
    Count,
    Event,
    EventType,
    Place,
    Reading,
    Span,
    Status,
    When,
)

HOSTILE = (
    "<b>&amp;\"'</b>", "</blockquote><script>", "&lt;", "{name} {0} {0.__class__} %s %(x)s", "$\\frac{a}{b$_x^",
    "\u202eGNP.exe", "\u2066\u2067\u2068", "القيروان «الموصل» (2017)", "👩‍👩‍👧‍👦" * 12, "x\ty\nz\r\u2028w",
    "\ufeff\u200b\u200d", "nom " * 1000, "<" * 4000, "'" * 300, "/event_1 @bot #12", "a:b type:frappe", "-", "١٢٣",
    "e\u0301" * 90, "\x01\x1b[31m\x7f", "Robert'); DROP TABLE event;--", "_*[]()~`>#+-=|{}.!", "https://x.org/<>\"'&",
)  # fmt: skip


def hostile_event(number: int) -> Event:
    """An event made of hostile names; each number is another mixture."""
    word = HOSTILE[number % len(HOSTILE)]
    other = HOSTILE[(number * 7 + 3) % len(HOSTILE)]
    kind = list(EventType)[number % len(EventType)]
    modes = (None, *MODES[kind])
    sentence = f"{other} attaque {word}. "
    start = len(other) + 1
    actors = tuple(Actor(HOSTILE[(number + step) % len(HOSTILE)] + str(step)) for step in range(number % 12))
    degrees = {"latitude": 30.0 + number % 7, "longitude": 40.0 + number % 5, "uncertainty_km": 5.0}
    places = tuple(
        Place(HOSTILE[(number + 2 * step) % len(HOSTILE)], country=("IRQ", "SYR", "ZZZ")[step % 3], admin1=other,
              relation=word, **degrees)
        for step in range(number % 5)
    )  # fmt: skip
    return Event(
        kind, modes[number % len(modes)], Span("attaque", start, start + 7), Span(sentence, 0, len(sentence)),
        sources=actors, targets=actors[::-1], places=places, status=list(Status)[number % 3],
        when=(None, When(date(2017, 5, 1 + number % 28), date(2017, 5, 28)), When(None, date(2017, 5, 2)))[number % 3],
        attribution=(Attribution(word), Attribution(other)), killed=Count(10**9 * number), wounded=Count(number),
    )  # fmt: skip


async def fill(services: Any) -> None:
    """Record the hostile events, five an article, and one plain one that usual questions find."""
    for number in range(14):
        word = HOSTILE[number]
        article = Article(
            str(number), f"{word} {number}", date(2017, 5, 19), "fr", word, word, f"https://x.org/?{word}"
        )
        events = tuple(hostile_event(5 * number + step) for step in range(5))
        async with services.database.write() as session:
            received = await store.articles.receive(session, article, now=services.clock())
            await store.recording.record_reading(
                session, received.article_id, Reading("fr", True, events), now=services.clock()
            )

"""The queries that people wait for run by index, at a few thousand rows, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from nlp.schema import Count, Event, EventType, Place, Span, Status, When
from store import (
    actors,
    alerts,
    articles,
    candidates,
    chats,
    deliveries,
    events,
    figures,
    links,
    neighbours,
    news,
    overview,
    periods,
    places,
    reports,
    sending,
    series,
    speakers,
    subscriptions,
    summaries,
    told,
)
from store.database import Database
from store.detail import to_document
from store.filters import filter_key, watch_key
from store.naming import keys
from store.records import (
    ArticleState,
    Cadence,
    ChatRecord,
    Claim,
    Cursor,
    Destination,
    EventFilter,
    EventRecord,
    Rank,
    Schedule,
    Subscription,
)
from store.rows import on_postgresql
from store.tables import (
    ActorAlias,
    ActorRow,
    ArticleRow,
    Attributed,
    Chat,
    DeliveredEvent,
    Delivery,
    DeliveryState,
    EventPlace,
    EventRow,
    Participant,
    PlaceAlias,
    PlaceRow,
    Publisher,
    Role,
    Row,
    Speaker,
    SubscriptionRow,
)

EVENTS = 3000
NAMES = 1000
NOW = datetime(2017, 5, 19, 12, tzinfo=UTC)
COUNTRIES = ("IRQ", "SYR", "YEM", "LBY", "MLI", "COD")
TOLD_ON = date(2010, 2, 12)
RECORD = EventRecord(
    7,
    Event(EventType.COERCE, None, Span("a", 0, 1), Span("a", 0, 1), when=When(TOLD_ON, TOLD_ON)),
    TOLD_ON,
    NOW,
    4,
    None,
    NOW.date(),
)
DEADLY = EventRecord(
    8,
    Event(EventType.ASSAULT, None, Span("a", 0, 1), Span("a", 0, 1), places=(Place("x"),), when=RECORD.event.when,
          killed=Count(9)),
    TOLD_ON, NOW, 4, None, NOW.date(),
)  # fmt: skip
AFTER = Cursor(date(2015, 6, 1), 3000)
CHAT = Destination(7)
ALERT = Claim(
    1, Subscription(13, 7, EventFilter(), None, Schedule(), None, NOW), ChatRecord(7, "fr", "UTC"), NOW, NOW, NOW, 1, 7
)


def name_of(number: int) -> str:
    """Distinct names of two words with changing consonants."""
    letters = "bdfgjklmnprstvz"
    syllables = [letters[number // 15**place % 15] + "aeiou"[place] for place in range(3)]
    return "".join(syllables).title() + " " + "".join(reversed(syllables)).title()


def day_of(number: int) -> date:
    return date(2010, 1, 1) + timedelta(days=number * 7 % 2700)


def town_of(place: int) -> int:
    """Every tenth place is a quarter of the one before it."""
    return place - 1 if place % 10 == 0 else place


def subscription(n: int) -> dict[str, object]:
    """Of two thousand every other one at once, to places, actors and types."""
    wanted = (EventFilter(place_id=n % NAMES + 1), EventFilter(actor_id=n % NAMES + 1), EventFilter(type=EventType.AID))
    asked = wanted[n % 3]
    at_once = {"cadence": Cadence.AT_ONCE, "watch": watch_key(asked), "next_due": None}
    scheduled = {"cadence": Cadence.SCHEDULED, "watch": None, "next_due": NOW + timedelta(minutes=n - 20)}
    return {
        "chat_id": n // 2 + 1,
        "thread_id": 0,
        "filter_key": filter_key(asked) if n % 2 else f'{{"n": "{n}"}}',
        "hours": "08:00:00",
        "weekdays": "0123456",
        "created_at": NOW,
        **(at_once if n % 2 else scheduled),
    }


def archive() -> list[tuple[type[Row], list[dict[str, object]]]]:
    """The rows of an archive in which no place, actor or state is most of it."""
    entries = [(n + 1, name_of(n)) for n in range(NAMES)]
    aliases = [{"owner_id": owner, "form": form, "own": True, **asdict(keys(form))} for owner, form in entries]
    detail = to_document(Event(EventType.AID, None, Span("a", 0, 1), Span("a", 0, 1)))
    states = (ArticleState.READ,) * 98 + (ArticleState.RECEIVED, ArticleState.READING)
    return [
        (Publisher, [{"name": form, "folded": form} for _, form in entries]),
        (ArticleRow, [{"publisher_id": n % NAMES + 1, "text": f"t{n}", "text_hash": f"{n}", "published": day_of(n),
                       "received_at": NOW, "state": states[n % 100], "attempts": 0, "event_count": 2,
                       "lease_until": NOW + timedelta(minutes=n % 2000),
                       "read_at": NOW - timedelta(minutes=n), "alerted_at": NOW if n % 100 else None}
                      for n in range(EVENTS // 2)]),
        (ActorRow, [{"identity": form, "name": form, "as_source": 2, "as_target": 2, "activity": n % 90}
                    for n, form in entries]),
        (PlaceRow, [{"identity": form, "name": form, "country": COUNTRIES[n % 6], "activity": n % 90,
                     "town_id": town_of(n) if town_of(n) != n else None}
                    for n, form in entries]),
        (ActorAlias, aliases),
        (PlaceAlias, aliases),
        (EventRow, [{"article_id": n // 2 + 1, "position": n % 2, "type": list(EventType)[n % 16],
                     "status": list(Status)[n % 3], "day": day_of(n), "confidence": 1.0, "trigger_start": 0,
                     "trigger_end": 1, "recorded_at": NOW - timedelta(hours=n), "detail": detail,
                     "changed_at": NOW if n % 100 == 0 else None}
                    for n in range(EVENTS)]),
        (Participant, [{"event_id": n + 1, "role": role, "position": 0, "actor_id": n * step % NAMES + 1,
                        "type": list(EventType)[n % 16],
                        "status": list(Status)[n % 3], "day": day_of(n), "name": "x"}
                       for n in range(EVENTS) for role, step in ((Role.SOURCE, 1), (Role.TARGET, 7))]),
        (EventPlace, [{"event_id": n + 1, "position": 0, "place_id": n * 3 % NAMES + 1, "day": day_of(n), "name": "x",
                       "town_id": town_of(n * 3 % NAMES + 1),
                       "type": list(EventType)[n % 16], "status": list(Status)[n % 3],
                       "country": COUNTRIES[n % 6], "region": f"{COUNTRIES[n % 6]}/{n % 20}"} for n in range(EVENTS)]),
        (Speaker, [{"identity": form, "name": form} for _, form in entries]),
        (Attributed, [{"event_id": n + 1, "speaker_id": n * 3 % NAMES + 1, "day": day_of(n),
                       "type": list(EventType)[n % 16], "status": list(Status)[n % 3]} for n in range(EVENTS)]),
        (Chat, [{"id": n + 1, "lang": "fr", "timezone": "UTC", "kind": "private", "paused": False}
                for n in range(1000)]),
        (SubscriptionRow, [subscription(n) for n in range(2000)]),
        (Delivery, [{"subscription_id": n % 2000 + 1, "period": f"article:{n // 2000 + 1}", "article_id": n // 2000 + 1,
                     "due": NOW, "state": list(DeliveryState)[n % 3], "attempts": 0,
                     "available_at": NOW + timedelta(minutes=n - 20), "closed_at": NOW - timedelta(minutes=n)}
                    for n in range(6000)]),
        (DeliveredEvent, [{"chat_id": n % 1000 + 1, "thread_id": 0, "event_id": n + 1, "delivered_at": NOW,
                           "message_id": n, "facts": "", "sources": 1, "alert": False} for n in range(EVENTS)]),
    ]  # fmt: skip


@pytest.fixture
async def session(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[AsyncSession]:
    """A session over the archive, its statistics taken unless the parameter is False."""
    async with database.write() as session:
        for table, rows in await asyncio.to_thread(archive):
            numbered = "id" in table.model_fields and table is not Chat
            ids = [{"id": n + 1} if numbered else {} for n in range(len(rows))]
            await session.execute(insert(table), [{**row, **given} for row, given in zip(rows, ids, strict=True)])
        if getattr(request, "param", True):
            await session.execute(text("ANALYZE"))
        if on_postgresql(session):
            await session.execute(text("SELECT setval(pg_get_serial_sequence('delivery', 'id'), 10000)"))
            # At this size it is right to read some tables whole; asked not to, it does so only where no index serves.
            await session.execute(text("SET LOCAL enable_seqscan = off"))
        yield session


QUERIES = {
    "events": lambda s: events.page(s, EventFilter(), after=AFTER),
    "events of a type": lambda s: events.page(s, EventFilter(type=EventType.AID), after=AFTER),
    "events of a place": lambda s: events.page(s, EventFilter(place_id=7), after=AFTER),
    "events of a quarter": lambda s: events.page(s, EventFilter(place_id=20), after=AFTER),
    "events of an actor": lambda s: events.page(s, EventFilter(actor_id=7), after=AFTER),
    "events of a country": lambda s: events.page(s, EventFilter(country="IRQ"), after=AFTER),
    "events of a region": lambda s: events.page(s, EventFilter(region="IRQ/6"), after=AFTER),
    "events of a speaker": lambda s: events.page(s, EventFilter(speaker_id=7), after=AFTER),
    "events of a speaker in a country": lambda s: events.page(s, EventFilter(speaker_id=7, country="IRQ"), after=AFTER),
    "events of a place by a speaker": lambda s: events.page(s, EventFilter(place_id=7, speaker_id=7), after=AFTER),
    "a speaker by name": lambda s: speakers.find(s, "Qayrawan", "presstv"),
    "events of a place and an actor": lambda s: events.page(s, EventFilter(place_id=7, actor_id=7), after=AFTER),
    "planned events of a place": lambda s: events.page(s, EventFilter(place_id=7, status=Status.PLANNED)),
    "events of a publisher": lambda s: events.page(s, EventFilter(publisher_id=7), after=AFTER),
    "what an actor did": lambda s: events.page(s, EventFilter(actor_id=7, role=Role.SOURCE), after=AFTER),
    "strikes at a place": lambda s: events.page(s, EventFilter(place_id=7, type=EventType.ASSAULT, mode="aerial")),
    "an actor in a country": lambda s: events.page(s, EventFilter(actor_id=7, country="IRQ"), after=AFTER),
    "planned events of a country": lambda s: events.page(s, EventFilter(country="IRQ", status=Status.PLANNED)),
    "planned events of an actor": lambda s: events.page(s, EventFilter(actor_id=7, status=Status.PLANNED)),
    "denied events of a type": lambda s: events.page(s, EventFilter(type=EventType.AID, status=Status.DENIED)),
    "a publisher's events in a country": lambda s: events.page(s, EventFilter(country="IRQ", publisher_id=7)),
    "a map of a country": lambda s: series.by_place(s, EventFilter(country="IRQ")),
    "who attacked an actor": lambda s: summaries.actors_in(s, EventFilter(actor_id=7, role=Role.TARGET), Role.SOURCE),
    "the dead of a place": lambda s: summaries.toll_of(s, EventFilter(place_id=7)),
    "the types of a place": lambda s: summaries.types_in(s, EventFilter(place_id=7)),
    "names in a question": lambda s: summaries.names_known(s, [name_of(7), name_of(8), "a", "b"]),
    "an event": lambda s: events.get(s, 7),
    "reports of an event": lambda s: candidates.candidates_of(s, [RECORD, DEADLY]),
    "events of a busy place and a rare actor": lambda s: events.page(s, EventFilter(place_id=88, actor_id=7)),
    "neighbours in a place": lambda s: neighbours.in_list(s, EventFilter(place_id=19), RECORD),
    "neighbours of an actor": lambda s: neighbours.in_list(s, EventFilter(actor_id=7), RECORD),
    "neighbours in an article": lambda s: neighbours.in_article(s, RECORD),
    "an article's own events": lambda s: reports._of_articles(s, [RECORD]),
    "who is in several events": lambda s: candidates.casts_of(s, (7, 8, 9)),
    "who is in an event": lambda s: links.links_of(s, 7),
    "the figures of an actor": lambda s: figures.deeds_of(s, 7),
    "whom an actor fights": lambda s: figures.others_of(s, 7),
    "where an actor is": lambda s: figures.places_of(s, 7),
    "since when an actor acts": lambda s: figures.first_and_last(s, EventFilter(actor_id=7)),
    "what happens at a place": lambda s: figures.types_at(s, EventFilter(place_id=7)),
    "what happens in a country": lambda s: figures.types_at(s, EventFilter(country="IRQ")),
    "who is at a place": lambda s: figures.present_at(s, EventFilter(place_id=7)),
    "the busiest of a region": lambda s: figures.busiest_in(s, EventFilter(region="IRQ/6")),
    "the events of an article": lambda s: events.events_of(s, 7),
    "an exact name": lambda s: actors.find(s, name_of(7)),
    "a name misspelt": lambda s: actors.find(s, name_of(7).replace("g", "gg") + "l"),
    "a place misspelt": lambda s: places.find(s, name_of(7).replace("g", "gg") + "l"),
    "most active actors": lambda s: actors.page(s),
    "most active places": lambda s: places.page(s, after=Rank(45, 500)),
    "the next article": lambda s: articles.claim_next(s, now=NOW, lease=timedelta(minutes=1)),
    "an article by its text": lambda s: articles._id_of(s, "7"),
    "digests that are due": lambda s: deliveries.claim_due(s, now=NOW, lease=timedelta(minutes=1), limit=5),
    "alerts that are due": lambda s: alerts.open_alerts(s, now=NOW, limit=3),
    "what an alert tells": lambda s: alerts.alert_news(s, ALERT),
    "what a chat was told": lambda s: told.told_of(s, CHAT, [7, 8, 9]),
    "what a message told": lambda s: told.told_in(s, CHAT, 7),
    "what is to be corrected": lambda s: told.corrections(s, CHAT, since=NOW),
    "what was set aside": sending.failures,
    "deliveries to forget": lambda s: sending.forget(s, before=NOW, limit=5),
    "articles read lately": lambda s: sending.articles_read_since(s, NOW),
    "a chat's subscriptions": lambda s: subscriptions.of_destination(s, CHAT),
    "how the sender stands": lambda s: sending.figures(s, now=NOW),
    "a chat that blocked the bot": lambda s: chats.pause(s, 7, now=NOW),
    "news of a place": lambda s: news.new_events(
        s, Destination(7), EventFilter(place_id=7), since=NOW - timedelta(days=1)
    ),
    "figures of a day": lambda s: periods.figures_of(s, EventFilter(country="IRQ"), now=NOW, period=timedelta(days=1)),
    "the archive at a glance": overview.overview,
    "all the news": lambda s: news.new_events(s, CHAT, EventFilter(), since=NOW - timedelta(days=1)),
}

# How many of all events match is counted over an index of theirs, which PostgreSQL may do over the table as well.
COUNTS_ALL = {"events", "the archive at a glance"}

# Who is in most events is known when all are counted: these few groups are sorted, found by index as they are.
RANKS = {
    "a map of a country",
    "who attacked an actor",
    "where an actor is",
    "the busiest of a region",
    "reports of an event",
}


async def plans_of(session: AsyncSession, query: Callable[[AsyncSession], Awaitable[object]]) -> list[tuple[str, str]]:
    """Run the query and give its statements, but for plain INSERTs, with the plan of each."""
    connection = await session.connection()
    seen: list[tuple[str, Any]] = []

    def note(conn: object, cursor: object, statement: str, parameters: Any, context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) or "SELECT" in statement:
            seen.append((statement, parameters[0] if many else parameters))

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    await query(session)
    event.remove(connection.sync_connection, "before_cursor_execute", note)
    explain = "EXPLAIN " if on_postgresql(session) else "EXPLAIN QUERY PLAN "
    plans = []
    for statement, parameters in seen:
        steps = await connection.exec_driver_sql(explain + statement, parameters)
        plans.append((statement, "\n".join(str(step[-1]) for step in steps)))
    return plans


async def test_the_main_queries_run_by_index(session: AsyncSession) -> None:
    """No plan of theirs reads a table whole, and no page is sorted."""
    offenders = await offenders_of(session)
    assert not offenders, "\n\n".join(offenders)


@pytest.mark.parametrize("session", [False], indirect=True)
async def test_sqlite_needs_no_statistics_for_it(session: AsyncSession) -> None:
    """Nobody runs ANALYZE on an archive of SQLite; PostgreSQL gathers its statistics itself."""
    if on_postgresql(session):
        pytest.skip("PostgreSQL gathers statistics itself")
    offenders = await offenders_of(session)
    assert not offenders, "\n\n".join(offenders)


async def offenders_of(session: AsyncSession) -> list[str]:
    """The statements whose plans read a table whole or sort a page."""
    offenders = []
    for name, query in QUERIES.items():
        plans = await plans_of(session, query)
        assert plans, name
        for statement, plan in plans:
            sorts = "LIMIT" in statement and "TEMP B-TREE FOR ORDER BY" in plan and name not in RANKS
            counts_all = name in COUNTS_ALL and "count(" in statement
            if (_scans(plan, on_postgresql(session)) or sorts) and not counts_all:
                offenders.append(f"{name}: {statement}\n{plan}")
    return offenders


async def test_a_deep_page_starts_at_its_cursor(session: AsyncSession) -> None:
    """The index is entered at the cursor's day, and what lies before it is not walked over."""
    for name in ("events", *(f"events of a{kind}" for kind in (" type", " place", "n actor", " region", " country"))):
        paged = [plan for statement, plan in await plans_of(session, QUERIES[name]) if "ORDER BY" in statement]
        entered = "day <=" if on_postgresql(session) else "day<?"
        assert any(entered in line and "Filter" not in line for line in paged[0].splitlines()), paged[0]


# By which index, where several would do and the others take many times as long on a large archive.
BY_INDEX = {
    "planned events of a country": "ix_event_place_seldom",
    "planned events of an actor": "ix_participant_seldom",
    "a publisher's events in a country": "ix_event_place_country_publisher",
}


async def test_what_is_seldom_is_read_by_its_own_index(session: AsyncSession) -> None:
    """And an actor's events in a country without a look at the events' places; a card counts no events."""
    for name, index in BY_INDEX.items():
        listed = [plan for statement, plan in await plans_of(session, QUERIES[name]) if "ORDER BY" in statement]
        assert listed and all(index in plan for plan in listed), (name, listed)
    for name, table in (("an actor in a country", "event_place"), ("the figures of an actor", "participant")):
        assert not any(table in statement for statement, _ in await plans_of(session, QUERIES[name])), name


def _scans(plan: str, postgresql: bool) -> bool:
    """Whether a step reads a whole table; a walk along an index from one end (newest first) stops at its limit."""
    if postgresql:
        return "Seq Scan" in plan
    inner = ("CONSTANT ROW", "anon_", "(subquery-")  # a subquery's rows, which come from steps of their own
    steps = [line for line in plan.splitlines() if line.startswith("SCAN") and not any(one in line for one in inner)]
    return any("INDEX" not in step for step in steps)

"""What stood in the tables before schedules and alerts goes on as it was, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, text

from nlp.schema import Event, EventType, Span, Status
from store import alerts, chats, deliveries, subscriptions
from store.database import Database, migrate, migration
from store.detail import to_document
from store.records import Cadence, Destination, EventFilter, Role, Schedule
from store.told import told_of

BEFORE = "0007"
NOW = datetime(2017, 5, 20, 6, tzinfo=UTC)
WANTED = EventFilter(
    1, 1, "IRQ", EventType.ASSAULT, Status.DENIED, date(2017, 1, 1), date(2018, 1, 1), "IRQ/ninive", "aerial",
    Role.TARGET, 1,
)  # fmt: skip
TABLES = ("publisher", "place", "actor", "article", "event", "chat", "subscription", "delivery", "delivered_event")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        yield request.getfixturevalue("empty_postgresql_url")


def engine_of(url: str) -> Engine:
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))


def to_revision(url: str, revision: str) -> None:
    with migration(url) as config:
        (command.upgrade if revision == BEFORE and not is_there(config) else command.downgrade)(config, revision)


def is_there(config: Any) -> bool:
    return bool(config.attributes["connection"].dialect.has_table(config.attributes["connection"], "chat"))


def rows(url: str, statement: str) -> list[dict[str, Any]]:
    engine = engine_of(url)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        given = [dict(row) for row in found.mappings()] if found.returns_rows else []
    engine.dispose()
    return given


def write_old_rows(url: str) -> None:
    """Two chats, one paused, three subscriptions, deliveries in each state, an event told."""
    event = to_document(Event(EventType.AID, None, Span("a", 0, 1), Span("a", 0, 1)))
    moment = NOW.isoformat(sep=" ") if url.startswith("postgresql") else f"{NOW:%Y-%m-%d %H:%M:%S}.000000"
    key = subscriptions.filter_key(WANTED)
    statements: list[tuple[str, dict[str, Any]]] = [
        ("INSERT INTO publisher (id, name, folded) VALUES (1, 'AFP', 'afp')", {}),
        ("INSERT INTO place (id, identity, name, activity) VALUES (1, 'w:1', 'Mossoul', 1)", {}),
        ("INSERT INTO actor (id, identity, name, as_source, as_target, activity) VALUES (1, 'd', 'D', 1, 0, 1)", {}),
        ("INSERT INTO article (id, text, text_hash, published, received_at, state, attempts, event_count) VALUES "
         "(1, 'x', 'x', '2017-05-19', :now, 'read', 1, 1), (2, 'y', 'y', '2017-05-19', :now, 'received', 0, 0)", {}),
        ("INSERT INTO event (id, article_id, position, type, status, day, confidence, trigger_start, trigger_end, "
         "recorded_at, detail) VALUES (1, 1, 0, 'AID', 'occurred', '2017-05-19', 1, 0, 1, :now, :detail)",
         {"detail": event}),
        ("INSERT INTO chat (id, lang, timezone, kind, paused) VALUES (7, 'fr', 'Europe/Paris', 'private', false), "
         "(8, 'ar', 'Asia/Baghdad', 'private', true)", {}),
        ("INSERT INTO subscription (id, chat_id, filter_key, place_id, actor_id, country, type, status, since, until, "
         "region, mode, role, publisher_id, label, at, next_due, created_at) VALUES "
         "(3, 7, :key, 1, 1, 'IRQ', 'ASSAULT', 'denied', '2017-01-01', '2018-01-01', 'IRQ/ninive', 'aerial', 'target', "
         "1, 'Mossoul', :half, :now, :now)", {"key": key, "half": "08:30:00.000000"}),
        ("INSERT INTO subscription (id, chat_id, filter_key, at, next_due, created_at) VALUES "
         "(4, 7, '{}', :eight, :now, :now), (5, 8, '{}', :eight, :now, :now), (9, 8, 'gone', :eight, :now, :now)",
         {"eight": "08:00:00.000000"}),
        ("INSERT INTO delivery (id, subscription_id, due, state, lease_until, attempts, closed_at) VALUES "
         "(1, 3, :now, 'sent', :now, 1, :now), (2, 4, :now, 'claimed', :now, 2, NULL), "
         "(3, 5, :before, 'failed', :now, 1, :now)", {"before": moment.replace("-20 ", "-19 ")}),
        ("INSERT INTO delivered_event (chat_id, event_id, delivered_at) VALUES (7, 1, :now)", {}),
        ("DELETE FROM subscription WHERE id = 9", {}),
    ]  # fmt: skip
    engine = engine_of(url)
    with engine.begin() as connection:
        for statement, values in statements:
            given = {"now": moment, **values}
            given = {name: json.dumps(value) if isinstance(value, dict) else value for name, value in given.items()}
            connection.execute(text(statement), {name: given[name] for name in given if f":{name}" in statement})
        if url.startswith("postgresql"):
            connection.execute(text("SELECT setval('subscription_id_seq', 9), setval('delivery_id_seq', 3)"))
    engine.dispose()


async def test_subscriptions_go_on(empty_url: str) -> None:
    """Filter, hour, label; what was claimed is claimed again, what was told stays told, nothing old is alerted."""
    to_revision(empty_url, BEFORE)
    write_old_rows(empty_url)
    migrate(empty_url)
    database = Database.open(empty_url)
    async with database.write() as session:
        first, second = await subscriptions.of_chat(session, 7)
        (asleep,) = await subscriptions.of_chat(session, 8)
        assert (first.filter, first.schedule, first.label) == (WANTED, Schedule((time(8, 30),)), "Mossoul")
        assert (first.cadence, first.last_told_at, first.next_due) == (Cadence.SCHEDULED, NOW, NOW)
        assert (second.filter, second.schedule.hours, second.last_told_at) == (EventFilter(), (time(8),), None)
        assert set(await told_of(session, Destination(7), [1])) == {1}
        assert await alerts.open_alerts(session, now=NOW) == 0
        taken = await deliveries.claim_due(session, now=NOW, lease=timedelta(minutes=5))
        assert [(one.delivery_id, one.attempts) for one in taken] == [(2, 3)]
        woken = await chats.ensure(session, (await chats.get(session, 8)) or pytest.fail("the chat is gone"))
        await deliveries.close(session, taken[0], now=NOW)
        late = await deliveries.claim_due(session, now=NOW + timedelta(hours=1), lease=timedelta(minutes=5))
        assert (woken.paused, asleep.id in {one.subscription.id for one in late}) == (False, True)
        new = await subscriptions.subscribe(session, Destination(7, 2), EventFilter(), None, now=NOW)
    await database.close()
    assert new.id == 10  # 9 was given once, and a button may still name it


async def test_and_back(empty_url: str) -> None:
    """After the way up and down the rows are what they were, those of topics and at once left out or made daily."""
    to_revision(empty_url, BEFORE)
    write_old_rows(empty_url)
    before = {table: rows(empty_url, f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}
    migrate(empty_url)
    to_revision(empty_url, BEFORE)
    after = {table: rows(empty_url, f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}
    assert after == before
    migrate(empty_url)
    database = Database.open(empty_url)
    async with database.write() as session:
        await subscriptions.subscribe(session, Destination(7, 2), EventFilter(), None, now=NOW)
        await subscriptions.subscribe(
            session, Destination(7), EventFilter(country="SYR"), None, cadence=Cadence.AT_ONCE, now=NOW
        )
    await database.close()
    to_revision(empty_url, BEFORE)
    (made,) = rows(empty_url, "SELECT id, country, place_id FROM subscription WHERE id > 9")
    assert made == {"id": 11, "country": "SYR", "place_id": None}
    assert rows(empty_url, "SELECT count(*) AS n FROM subscription") == [{"n": 4}]
    if empty_url.startswith("sqlite"):
        kept = rows(empty_url, "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name")
        assert [row["name"] for row in kept] == ["article", "delivery", "event", "subscription"]

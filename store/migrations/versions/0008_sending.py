"""Subscriptions with a schedule, at once, in topics; quiet hours; a ledger of digests and alerts; what was told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_MOMENT = sqlmodel.sql.sqltypes.UTCDateTime
_STORED = sa.DateTime(timezone=True)  # what a moment is to the database; a batch can't rename by the type above
_IN_FILTER = ("country", "type", "status", "since", "until", "region", "mode", "role", "publisher_id")
_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
)  # fmt: skip


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=16)


_OLD_STATE = _words("deliverystate", "claimed", "sent", "failed")
_STATE = _words("deliverystate", "open", "sent", "failed")
_CADENCE = _words("cadence", "scheduled", "at_once")


def upgrade() -> None:
    """Bring the tables to this revision: what is subscribed goes on every day at its hour, and what is read is told."""
    _articles_and_events()
    with op.batch_alter_table("chat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet_from", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("send_after", _MOMENT(), nullable=True))
        batch_op.create_index(batch_op.f("ix_chat_paused"), ["paused"], unique=False)
    _partial_index("ix_chat_quiet", "chat", ["quiet_from", "quiet_until", "timezone"], "quiet_from IS NOT NULL")
    counted = _numbers_given("subscription", "delivery")
    _subscriptions()
    _deliveries()
    _delivered_events()
    _go_on_counting(counted)


def _articles_and_events() -> None:
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("read_at", _MOMENT(), nullable=True))
        batch_op.add_column(sa.Column("alerted_at", _MOMENT(), nullable=True))
    op.execute("UPDATE article SET read_at = received_at, alerted_at = received_at WHERE state = 'read'")
    op.create_index("ix_article_read_at", "article", ["read_at"], unique=False)
    _partial_index("ix_article_to_alert", "article", ["state", "id"], "alerted_at IS NULL")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_at", _MOMENT(), nullable=True))
    _partial_index("ix_event_changed_at", "event", ["changed_at"], "changed_at IS NOT NULL")


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, unique=False, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _subscriptions() -> None:
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("watch", _TEXT(), nullable=True))
        batch_op.add_column(sa.Column("cadence", _CADENCE, nullable=True))
        batch_op.add_column(sa.Column("hours", _TEXT(), nullable=True))
        batch_op.add_column(sa.Column("weekdays", _TEXT(), nullable=True))
        for name in ("silent", "tell_empty", "paused", "active"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("last_told_at", _MOMENT(), nullable=True))
    op.execute(
        "UPDATE subscription SET thread_id = 0, cadence = 'scheduled', weekdays = '0123456', "
        "hours = substr(CAST(at AS VARCHAR), 1, 8), silent = false, tell_empty = false, paused = false, "
        "active = NOT (SELECT paused FROM chat WHERE chat.id = subscription.chat_id), "
        "last_told_at = (SELECT max(closed_at) FROM delivery "
        "WHERE delivery.subscription_id = subscription.id AND delivery.state = 'sent')"
    )
    with _rebuilt("subscription") as batch_op:
        for name, kind in (
            ("thread_id", sa.BigInteger()), ("cadence", _CADENCE), ("hours", _TEXT()), ("weekdays", _TEXT()),
            ("silent", sa.Boolean()), ("tell_empty", sa.Boolean()), ("paused", sa.Boolean()), ("active", sa.Boolean()),
        ):  # fmt: skip
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.alter_column("next_due", existing_type=_STORED, nullable=True)
        for name in ("at", *_IN_FILTER):
            batch_op.drop_column(name)
        batch_op.drop_index(batch_op.f("ix_subscription_next_due"))
        batch_op.drop_constraint(batch_op.f("uq_subscription_chat_id_filter_key"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_subscription_chat_id_thread_id_filter_key"), ["chat_id", "thread_id", "filter_key"]
        )
    op.create_index("ix_subscription_active_next_due", "subscription", ["active", "next_due"], unique=False)
    op.create_index("ix_subscription_watch_filter_key", "subscription", ["watch", "filter_key"], unique=False)


def _deliveries() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("period", _TEXT(), nullable=True))
        batch_op.add_column(sa.Column("article_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("claimed_at", _MOMENT(), nullable=True))
        batch_op.add_column(sa.Column("content", sa.Text(), nullable=True))
    postgresql = op.get_bind().dialect.name == "postgresql"
    moment = "to_char(due AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')" if postgresql else "substr(due, 1, 19)"
    op.execute(f"UPDATE delivery SET period = replace({moment}, ' ', 'T') || 'Z'")
    op.execute("UPDATE delivery SET claimed_at = due, state = 'open' WHERE state = 'claimed'")
    with _rebuilt("delivery") as batch_op:
        batch_op.alter_column("period", existing_type=_TEXT(), nullable=False)
        batch_op.alter_column(
            "lease_until", new_column_name="available_at", existing_type=_STORED, existing_nullable=False
        )
        batch_op.drop_index(batch_op.f("ix_delivery_state_lease_until"))
        batch_op.drop_constraint(batch_op.f("uq_delivery_subscription_id_due"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_delivery_subscription_id_period"), ["subscription_id", "period"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_article_id_article"), "article", ["article_id"], ["id"], ondelete="CASCADE"
        )
    for columns in (["state", "available_at"], ["state", "closed_at"], ["subscription_id", "state"]):
        op.create_index(f"ix_delivery_{'_'.join(columns)}", "delivery", columns, unique=False)


def _delivered_events() -> None:
    with op.batch_alter_table("delivered_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("message_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("facts", _TEXT(), nullable=True))
        batch_op.add_column(sa.Column("sources", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("alert", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("subscription_id", sa.Integer(), nullable=True))
    op.execute("UPDATE delivered_event SET thread_id = 0, sources = 1, alert = false")
    with op.batch_alter_table("delivered_event", schema=None) as batch_op:
        batch_op.alter_column("thread_id", existing_type=sa.BigInteger(), nullable=False)
        batch_op.alter_column("sources", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("alert", existing_type=sa.Boolean(), nullable=False)
        batch_op.drop_constraint(batch_op.f("pk_delivered_event"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_delivered_event"), ["chat_id", "thread_id", "event_id"])
    op.create_index("ix_delivered_event_chat_id_message_id", "delivered_event", ["chat_id", "message_id"], unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before: topics and alerts end, schedules keep their first hour."""
    counted = _numbers_given("subscription", "delivery")
    op.execute("DELETE FROM delivered_event WHERE thread_id <> 0")
    op.execute("DELETE FROM delivery WHERE article_id IS NOT NULL")
    gone = "(SELECT id FROM subscription WHERE thread_id <> 0)"
    op.execute(f"DELETE FROM delivery WHERE subscription_id IN {gone}")
    op.execute("DELETE FROM subscription WHERE thread_id <> 0")
    _back_delivered_events()
    _back_deliveries()
    _back_subscriptions()
    _go_on_counting(counted)
    op.drop_index("ix_chat_quiet", table_name="chat")
    with op.batch_alter_table("chat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_paused"))
        for name in ("send_after", "quiet_until", "quiet_from"):
            batch_op.drop_column(name)
    counted = _numbers_given("event", "article")
    op.drop_index("ix_event_changed_at", table_name="event")
    with _rebuilt("event") as batch_op:
        batch_op.drop_column("changed_at")
    op.drop_index("ix_article_to_alert", table_name="article")
    op.drop_index("ix_article_read_at", table_name="article")
    with _rebuilt("article") as batch_op:
        batch_op.drop_column("alerted_at")
        batch_op.drop_column("read_at")
    _go_on_counting(counted)


def _back_delivered_events() -> None:
    op.drop_index("ix_delivered_event_chat_id_message_id", table_name="delivered_event")
    with op.batch_alter_table("delivered_event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_delivered_event"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_delivered_event"), ["chat_id", "event_id"])
        for name in ("subscription_id", "alert", "sources", "facts", "message_id", "thread_id"):
            batch_op.drop_column(name)


def _back_deliveries() -> None:
    for columns in ("state_available_at", "state_closed_at", "subscription_id_state"):
        op.drop_index(f"ix_delivery_{columns}", table_name="delivery")
    op.execute("UPDATE delivery SET state = 'claimed' WHERE state = 'open'")
    with _rebuilt("delivery") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_delivery_article_id_article"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_delivery_subscription_id_period"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_delivery_subscription_id_due"), ["subscription_id", "due"])
        batch_op.alter_column(
            "available_at", new_column_name="lease_until", existing_type=_STORED, existing_nullable=False
        )
        for name in ("content", "claimed_at", "article_id", "period"):
            batch_op.drop_column(name)
    op.create_index("ix_delivery_state_lease_until", "delivery", ["state", "lease_until"], unique=False)


def _back_subscriptions() -> None:
    for name in ("active_next_due", "watch_filter_key"):
        op.drop_index(f"ix_subscription_{name}", table_name="subscription")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("at", sa.Time(), nullable=True))
        for name in ("country", "region", "mode"):
            batch_op.add_column(sa.Column(name, _TEXT(), nullable=True))
        for name in ("since", "until"):
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("publisher_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("type", _words("eventtype", *_TYPES), nullable=True))
        batch_op.add_column(sa.Column("status", _words("status", "occurred", "planned", "denied"), nullable=True))
        batch_op.add_column(sa.Column("role", _words("role", "source", "target"), nullable=True))
    _fill_back(op.get_bind())
    with _rebuilt("subscription") as batch_op:
        batch_op.alter_column("at", existing_type=sa.Time(), nullable=False)
        batch_op.alter_column("next_due", existing_type=_STORED, nullable=False)
        batch_op.drop_constraint(batch_op.f("uq_subscription_chat_id_thread_id_filter_key"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_subscription_chat_id_filter_key"), ["chat_id", "filter_key"])
        for name in (
            "last_told_at", "active", "paused", "tell_empty", "silent", "weekdays", "hours", "cadence", "watch",
            "thread_id",
        ):  # fmt: skip
            batch_op.drop_column(name)
    op.create_index("ix_subscription_next_due", "subscription", ["next_due"], unique=False)


def _fill_back(connection: sa.Connection) -> None:
    """Write the filter's fields into columns of their own again."""
    kinds: dict[str, Any] = {"since": sa.Date(), "until": sa.Date(), "at": sa.Time(), "next_due": _MOMENT()}
    names = ("id", "filter_key", "hours", "next_due", *_IN_FILTER, "at")
    table = sa.table("subscription", *(sa.column(name, kinds.get(name)) for name in names))
    now = datetime.now(UTC)
    for row in connection.execute(sa.select(table)).mappings().all():
        asked = json.loads(row["filter_key"])
        values: dict[str, Any] = {name: asked.get(name) for name in _IN_FILTER}
        for name in ("since", "until"):
            values[name] = datetime.fromisoformat(asked[name]).date() if name in asked else None
        values["publisher_id"] = int(asked["publisher_id"]) if "publisher_id" in asked else None
        values["at"] = datetime.fromisoformat(f"2000-01-01T{row['hours'].split(',')[0]}").time()
        values["next_due"] = row["next_due"] or now
        connection.execute(sa.update(table).where(table.c.id == row["id"]).values(values))


def _rebuilt(table: str) -> Any:
    """SQLite builds the table anew, and would forget that its numbers are never given twice."""
    return op.batch_alter_table(table, schema=None, table_kwargs={"sqlite_autoincrement": True})


def _numbers_given(*tables: str) -> dict[str, int]:
    """The last number that each table gave, on SQLite, where a table built anew starts from its highest one."""
    if op.get_bind().dialect.name != "sqlite":
        return {}
    rows = op.get_bind().execute(sa.text("SELECT name, seq FROM sqlite_sequence"))
    return {name: seq for name, seq in rows if name in tables}


def _go_on_counting(given: dict[str, int]) -> None:
    for name, seq in given.items():
        asked = {"name": name, "seq": seq}
        op.get_bind().execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), asked)
        op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), asked)

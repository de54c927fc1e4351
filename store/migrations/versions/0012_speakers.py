"""Who says so: events by the speaker that their text attributes them to, filled from the stored documents."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BATCH = 5_000
_SAID = {"sqlite": "json_extract(detail, '$.attribution')", "postgresql": "CAST(detail -> 'attribution' AS text)"}
"""What an event's document says of its speakers, as text: most have none, and the rest of it need not be read."""

_ASKED_FOR = 500  # in one statement
_FACTS = ("type", "mode", "status", "publisher_id")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
        sa.UniqueConstraint("identity", name="uq_speaker_identity"),
    )
    op.create_table(
        "attributed",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_attributed_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_attributed_speaker_id_speaker"),
        sa.PrimaryKeyConstraint("event_id", "speaker_id", name="pk_attributed"),
    )
    _fill(op.get_bind())
    op.create_index(
        "ix_attributed_speaker_id_day",
        "attributed",
        ["speaker_id", "day", "event_id", "type", "mode", "status", "publisher_id"],
        unique=False,
    )


def _fill(connection: sa.Connection) -> None:
    said: sa.ColumnClause[Any] = sa.literal_column(_SAID[connection.dialect.name])
    columns: list[Any] = [sa.column(name) for name in ("id", *_FACTS)]
    event = sa.table("event", *columns, sa.column("day", sa.Date))
    told = sa.select(event, said.label("said")).where(said.is_not(None)).order_by(event.c.id).limit(_BATCH)
    last, numbers = 0, dict[str, int]()
    while rows := connection.execute(told.where(event.c.id > last)).all():
        last = rows[-1].id
        found = [(row, mark, name) for row in rows for mark, name in _speakers(row.said)]
        if not found:
            continue
        _enter(connection, {mark: name for _, mark, name in reversed(found)}, numbers)
        links = {(row.id, numbers[mark]): row for row, mark, _ in found}
        connection.execute(
            _ATTRIBUTED.insert(),
            [
                {"event_id": event_id, "speaker_id": speaker_id, "day": row.day}
                | {name: getattr(row, name) for name in _FACTS}
                for (event_id, speaker_id), row in links.items()
            ],
        )


def _speakers(told: str) -> list[tuple[str, str]]:
    from store.naming import clean
    from store.speakers import mark_of

    said = [(one["name"], one.get("key")) for one in json.loads(told)]
    return [(mark_of(name, key), clean(name)) for name, key in said if clean(name)]


def _enter(connection: sa.Connection, names: dict[str, str], numbers: dict[str, int]) -> None:
    new = [{"identity": mark, "name": name} for mark, name in names.items() if mark not in numbers]
    if not new:
        return
    connection.execute(_SPEAKER.insert(), new)
    marks = [one["identity"] for one in new]
    for begin in range(0, len(marks), _ASKED_FOR):
        known = _SPEAKER.c.identity.in_(marks[begin : begin + _ASKED_FOR])
        found = connection.execute(sa.select(_SPEAKER.c.identity, _SPEAKER.c.id).where(known))
        numbers.update({row.identity: row.id for row in found})


_SPEAKER = sa.table("speaker", sa.column("id"), sa.column("identity"), sa.column("name"))
_ATTRIBUTED = sa.table(
    "attributed",
    *(sa.column(name) for name in ("event_id", "speaker_id", *_FACTS)),
    sa.column("day", sa.Date),
)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_table("attributed")
    op.drop_table("speaker")

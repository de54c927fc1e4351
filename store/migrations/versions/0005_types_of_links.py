"""The type of an event beside its places and actors, so that both are counted by type without a look at the event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
)  # fmt: skip
_INDEXES = {
    "participant": (("actor_id", "type", "day", "event_id", "role"),),
    "event_place": (
        ("place_id", "type", "day", "event_id"),
        ("country", "type", "day", "event_id", "place_id"),
        ("region", "type", "day", "event_id", "place_id"),
    ),
}


def upgrade() -> None:
    """Bring the tables to this revision; stored links get the type of their event."""
    kind = sa.Enum(*_TYPES, name="eventtype", native_enum=False, length=16)
    for table, indexes in _INDEXES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("type", kind, nullable=True))
        op.execute(f"UPDATE {table} SET type = (SELECT type FROM event WHERE event.id = {table}.event_id)")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("type", existing_type=kind, nullable=False)
            for columns in indexes:
                batch_op.create_index(f"ix_{table}_{'_'.join(columns)}", list(columns), unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    for table, indexes in _INDEXES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for columns in indexes:
                batch_op.drop_index(f"ix_{table}_{'_'.join(columns)}")
            batch_op.drop_column("type")

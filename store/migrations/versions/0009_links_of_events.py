"""Indexes of an event's actors and places: whether an event has one is read from them alone."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_participant_event_id_actor_id": ("participant", ("event_id", "actor_id", "role", "type")),
    "ix_event_place_event_id_country": ("event_place", ("event_id", "country", "region", "town_id", "place_id")),
}


def upgrade() -> None:
    """Bring the tables to this revision."""
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, list(columns), unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table_name=table)

"""Mode, status and publisher of an event beside its places and actors: filters of a list are read from one index."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FACTS = ("mode", "status", "publisher_id")
_NARROW: dict[str, tuple[tuple[str, ...], ...]] = {
    "participant": (("actor_id", "day", "event_id"), ("actor_id", "type", "day", "event_id", "role")),
    "event_place": (
        ("place_id", "day", "event_id"),
        ("country", "day", "event_id"),
        ("region", "day", "event_id"),
        ("place_id", "type", "day", "event_id"),
        ("country", "type", "day", "event_id", "place_id"),
        ("region", "type", "day", "event_id", "place_id"),
    ),
    "event": (("type", "day", "id"), ("status", "day", "id"), ("publisher_id", "day", "id")),
}
_WIDE: dict[str, dict[str, tuple[str, ...]]] = {
    "participant": {
        "ix_participant_actor_id_day": ("actor_id", "day", "event_id", "role", "type", *_FACTS),
        "ix_participant_actor_id_type": ("actor_id", "type", "day", "event_id", "role", *_FACTS),
    },
    "event_place": {
        "ix_event_place_place_id_day": ("place_id", "day", "event_id", "type", *_FACTS),
        "ix_event_place_country_day": ("country", "day", "event_id", "type", *_FACTS),
        "ix_event_place_region_day": ("region", "day", "event_id", "type", *_FACTS),
        "ix_event_place_place_id_type": ("place_id", "type", "day", "event_id", *_FACTS),
        "ix_event_place_country_type": ("country", "type", "day", "event_id", "place_id", *_FACTS),
        "ix_event_place_region_type": ("region", "type", "day", "event_id", "place_id", *_FACTS),
    },
    "event": {
        "ix_event_type_day": ("type", "day", "id", *_FACTS),
        "ix_event_status_day": ("status", "day", "id", "type", "mode", "publisher_id"),
        "ix_event_publisher_id_day": ("publisher_id", "day", "id", "type", "mode", "status"),
    },
}


def upgrade() -> None:
    """Bring the tables to this revision; stored links get the mode, status and publisher of their event."""
    status = sa.Enum("occurred", "planned", "denied", name="status", native_enum=False, length=16)
    _drop({table: [_narrow(table, columns) for columns in indexes] for table, indexes in _NARROW.items()})
    for table in ("participant", "event_place"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("mode", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
            batch_op.add_column(sa.Column("status", status, nullable=True))
            batch_op.add_column(sa.Column("publisher_id", sa.Integer(), nullable=True))
        op.execute(
            f"UPDATE {table} SET (mode, status, publisher_id) = "
            f"(SELECT mode, status, publisher_id FROM event WHERE event.id = {table}.event_id)"
        )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("status", existing_type=status, nullable=False)
    for table, indexes in _WIDE.items():
        for name, columns in indexes.items():
            op.create_index(name, table, list(columns), unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    _drop({table: list(indexes) for table, indexes in _WIDE.items()})
    for table in ("participant", "event_place"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for fact in _FACTS:
                batch_op.drop_column(fact)
    for table, indexes in _NARROW.items():
        for columns in indexes:
            op.create_index(_narrow(table, columns), table, list(columns), unique=False)


def _narrow(table: str, columns: tuple[str, ...]) -> str:
    return f"ix_{table}_{'_'.join(columns)}"


def _drop(names: dict[str, list[str]]) -> None:
    for table, indexes in names.items():
        for name in indexes:
            op.drop_index(name, table_name=table)

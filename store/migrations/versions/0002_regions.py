"""Regions of places: what happened in a town is found under its province."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision; what is stored gets its region from the country and region it names."""
    for table in ("place", "event_place", "subscription"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("region", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    _fill(op.get_bind())
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_region"), ["region"], unique=False)
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_place_region_day_event_id"), ["region", "day", "event_id"], unique=False
        )


def _fill(connection: sa.Connection) -> None:
    from store.naming import region_key

    placed = connection.execute(
        sa.text("SELECT DISTINCT country, admin1 FROM place WHERE country IS NOT NULL AND admin1 IS NOT NULL")
    )
    for country, admin1 in placed.all():
        asked = {"region": region_key(country, admin1), "country": country, "admin1": admin1}
        connection.execute(
            sa.text("UPDATE place SET region = :region WHERE country = :country AND admin1 = :admin1"), asked
        )
    connection.execute(
        sa.text("UPDATE event_place SET region = (SELECT region FROM place WHERE place.id = event_place.place_id)")
    )


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_place_region_day_event_id"))
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_region"))
    for table in ("subscription", "event_place", "place"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("region")

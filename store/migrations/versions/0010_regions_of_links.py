"""Country and region of an event's place as the place has them: some articles told less of it than others."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    for fact in ("country", "region"):
        op.execute(
            f"UPDATE event_place SET {fact} = (SELECT {fact} FROM place WHERE place.id = event_place.place_id) "
            f"WHERE {fact} IS NULL AND place_id IN (SELECT id FROM place WHERE {fact} IS NOT NULL)"
        )


def downgrade() -> None:
    """Leave the rows as they are: what was missing in them is of no use to the revision before."""

"""The publisher of an event beside it: what one source tells is found newest first by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision; stored events get the publisher of their article."""
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("publisher_id", sa.Integer(), nullable=True))
    op.execute("UPDATE event SET publisher_id = (SELECT publisher_id FROM article WHERE article.id = event.article_id)")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_publisher_id_day_id"), ["publisher_id", "day", "id"], unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_publisher_id_day_id"))
        batch_op.drop_column("publisher_id")

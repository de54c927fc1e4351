"""The processes that send from one database share Telegram's pace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "sender",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sender"),
    )


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_table("sender")

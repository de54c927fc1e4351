"""Subscriptions to a mode of events, to an actor's role, to a publisher."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mode", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(
            sa.Column("role", sa.Enum("source", "target", name="role", native_enum=False, length=16), nullable=True)
        )
        batch_op.add_column(sa.Column("publisher_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_column("publisher_id")
        batch_op.drop_column("role")
        batch_op.drop_column("mode")

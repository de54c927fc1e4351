"""The article that a message of the bot's tells of, found by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    told = sa.text("reply_message_id IS NOT NULL")
    op.create_index(
        "ix_article_told_in",
        "article",
        ["chat_id", "reply_message_id"],
        unique=False,
        sqlite_where=told,
        postgresql_where=told,
    )


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_index("ix_article_told_in", table_name="article")

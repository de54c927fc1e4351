"""The messages that articles came in, so that what Telegram split is joined and an edit finds its article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "article_part",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("album", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_part_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_article_part"),
    )
    op.create_index("ix_article_part_article_id_position", "article_part", ["article_id", "position"], unique=False)
    op.create_index("ix_article_part_text_hash", "article_part", ["text_hash"], unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_table("article_part")

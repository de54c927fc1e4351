"""One text by several publishers: keys by which it is found, copies, and the publishers beside an article's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("article", sa.Column("copy_of", sa.Integer(), nullable=True))
    op.create_table(
        "article_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_article_band"),
    )
    op.create_table(
        "further_publisher",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_further_publisher_article_id_article", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["publisher_id"], ["publisher.id"], name="fk_further_publisher_publisher_id_publisher"),
        sa.PrimaryKeyConstraint("article_id", "publisher_id", name="pk_further_publisher"),
    )
    op.create_index("ix_further_publisher_copy_id", "further_publisher", ["copy_id"], unique=False)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_table("further_publisher")
    op.drop_table("article_band")
    with op.batch_alter_table("article") as article:
        article.drop_column("copy_of")

"""What admins do is logged, what they mend stays mended: acts, members, mended events, taught names, merged actors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MERGED = sa.text("merged_into IS NOT NULL")
_NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this revision."""
    _widen()
    op.create_table(
        "taught_name",
        sa.Column("folded", _NAME, nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("skeleton", _NAME, nullable=False),
        sa.Column("tail", _NAME, nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["actor.id"], name="fk_taught_name_owner_id_actor", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("folded", name="pk_taught_name"),
    )
    for name in ("skeleton", "tail", "owner_id"):
        op.create_index(f"ix_taught_name_{name}", "taught_name", [name], unique=False)
    op.create_table(
        "mended_event",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_mended_event_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_mended_event"),
    )
    op.create_index("ix_mended_event_article_id", "mended_event", ["article_id"], unique=False)
    _log()


def _widen() -> None:
    # Not in batches, which write a table anew: these SQLite adds as they are.
    op.add_column("actor", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("actor", _no("by_hand"))
    op.create_index(
        "ix_actor_merged_into", "actor", ["merged_into"], unique=False, sqlite_where=_MERGED, postgresql_where=_MERGED
    )
    op.add_column("place", _no("pinned"))
    op.add_column("place", _no("by_hand"))
    op.add_column("participant", sa.Column("entry_id", sa.Integer(), nullable=True))


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _log() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
        sqlite_autoincrement=True,
    )
    for name in ("user_id", "article_id", "event_id", "actor_id", "place_id"):
        op.create_index(f"ix_act_{name}_id", "act", [name, "id"], unique=False)
    op.create_table(
        "member",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_member"),
    )


def downgrade() -> None:
    """Bring the tables back to the revision before; what was mended is as it was read only after a new reading."""
    for name in ("member", "act", "mended_event", "taught_name"):
        op.drop_table(name)
    op.drop_column("participant", "entry_id")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("by_hand")
        batch_op.drop_column("pinned")
    op.drop_index("ix_actor_merged_into", table_name="actor")
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.drop_column("by_hand")
        batch_op.drop_column("merged_into")

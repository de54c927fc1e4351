"""Actors that are no one over articles: «hommes» and «civils» are others each time, and no list ranks them."""

from __future__ import annotations

from itertools import groupby, islice

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BATCH = 1_000


def upgrade() -> None:
    """Bring the tables to this revision; stored actors are told apart by how articles write them."""
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("named", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE actor SET named = :yes").bindparams(yes=True))
    _fill(op.get_bind())
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.alter_column("named", existing_type=sa.Boolean(), nullable=False)
    op.drop_index("ix_actor_activity_id", table_name="actor")
    op.create_index("ix_actor_named_activity_id", "actor", ["named", "activity", "id"], unique=False)


def _fill(connection: sa.Connection) -> None:
    from store.naming import is_identity

    mentioned = connection.execute(
        sa.text(
            "SELECT DISTINCT actor_id, participant.name FROM participant JOIN actor ON actor.id = actor_id "
            "WHERE actor.key IS NULL ORDER BY actor_id"
        )
    ).all()
    words = (
        {"number": number, "no": False}
        for number, names in groupby(mentioned, key=lambda row: row[0])
        if not is_identity(name for _, name in names)
    )
    while batch := list(islice(words, _BATCH)):
        connection.execute(sa.text("UPDATE actor SET named = :no WHERE id = :number"), batch)


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_index("ix_actor_named_activity_id", table_name="actor")
    op.create_index("ix_actor_activity_id", "actor", ["activity", "id"], unique=False)
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.drop_column("named")

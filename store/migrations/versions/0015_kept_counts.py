"""Where an actor's events are, beside it; counts by type of actors and places; indexes of what has not occurred."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SELDOM = sa.text("status <> 'occurred'")
_FACTS = ("mode", "status", "publisher_id")
_OF_ACTORS = {
    "ix_participant_actor_id_day": ("actor_id", "day", "event_id", "role", "type", *_FACTS),
    "ix_participant_actor_id_type": ("actor_id", "type", "day", "event_id", "role", *_FACTS),
}
_OF_PUBLISHERS = ("country", "publisher_id", "day", "event_id", "type", "mode", "status")
_OF_SELDOM = {
    "ix_event_seldom": ("event", ("status", "day", "id", "type", "mode", "publisher_id")),
    "ix_participant_seldom": (
        "participant",
        ("actor_id", "day", "event_id", "role", "type", *_FACTS, "countries"),
    ),
    "ix_event_place_seldom": ("event_place", ("country", "day", "event_id", "type", *_FACTS)),
}

# Each country once, in the order of the alphabet, as store/areas.py writes them.
_COUNTRIES = """
    UPDATE participant SET countries = (
        SELECT {joined} FROM (
            SELECT DISTINCT country FROM event_place
            WHERE event_place.event_id = participant.event_id AND country IS NOT NULL ORDER BY country
        ) AS found
    )
"""
_JOINED = {"sqlite": "group_concat(country, ' ')", "postgresql": "string_agg(country, ' ' ORDER BY country)"}


def upgrade() -> None:
    """Bring the tables to this revision; on a million events it takes half a minute to a minute."""
    op.add_column("participant", sa.Column("countries", sa.String(), nullable=True))
    for name in _OF_ACTORS:
        op.drop_index(name, table_name="participant")
    op.execute(_COUNTRIES.format(joined=_JOINED[op.get_bind().dialect.name]))
    for name, columns in _OF_ACTORS.items():
        op.create_index(name, "participant", [*columns, "countries"], unique=False)
    op.create_index("ix_event_place_country_publisher", "event_place", list(_OF_PUBLISHERS), unique=False)
    for name, (table, names) in _OF_SELDOM.items():
        op.create_index(name, table, list(names), unique=False, sqlite_where=_SELDOM, postgresql_where=_SELDOM)
    _tallies()


def _tallies() -> None:
    op.create_table(
        "actor_tally",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_tally_actor_id_actor", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_id", "role", "type", name="pk_actor_tally"),
    )
    op.execute(
        "INSERT INTO actor_tally (actor_id, role, type, events) "
        "SELECT actor_id, role, type, count(DISTINCT event_id) FROM participant GROUP BY actor_id, role, type"
    )
    op.create_table(
        "place_tally",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_place_tally_place_id_place", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "type", name="pk_place_tally"),
    )
    op.execute(
        "INSERT INTO place_tally (place_id, type, events) "
        "SELECT place_id, type, count(DISTINCT event_id) FROM event_place GROUP BY place_id, type"
    )


def downgrade() -> None:
    """Bring the tables back to the revision before."""
    op.drop_table("place_tally")
    op.drop_table("actor_tally")
    op.drop_index("ix_event_place_country_publisher", table_name="event_place")
    for name, (table, _) in _OF_SELDOM.items():
        op.drop_index(name, table_name=table)
    for name in _OF_ACTORS:
        op.drop_index(name, table_name="participant")
    op.drop_column("participant", "countries")
    for name, columns in _OF_ACTORS.items():
        op.create_index(name, "participant", list(columns), unique=False)

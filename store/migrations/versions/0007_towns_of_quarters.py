"""Towns of quarters: what happened in the old town of Mosul is found under Mosul."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FACTS = ("mode", "status", "publisher_id")
_NEW = {
    "ix_event_place_town_id_day": ("town_id", "day", "event_id", "type", *_FACTS),
    "ix_event_place_town_id_type": ("town_id", "type", "day", "event_id", "place_id", *_FACTS),
}
_OLD = ("place_id", "type", "day", "event_id", *_FACTS)


def upgrade() -> None:
    """Bring the tables to this revision; stored quarters that the gazetteer knows get their town."""
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("town_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_place_town_id"), ["town_id"], unique=False)
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("town_id", sa.Integer(), nullable=True))
    _fill(op.get_bind())
    op.execute(
        "UPDATE event_place SET town_id = "
        "(SELECT coalesce(town_id, id) FROM place WHERE place.id = event_place.place_id)"
    )
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.alter_column("town_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index("ix_event_place_place_id_type", table_name="event_place")
    for name, columns in _NEW.items():
        op.create_index(name, "event_place", list(columns), unique=False)
    op.execute(
        "UPDATE place SET activity = (SELECT count(DISTINCT event_id) FROM event_place WHERE town_id = place.id) "
        "WHERE id IN (SELECT town_id FROM place WHERE town_id IS NOT NULL)"
    )


def _fill(connection: sa.Connection) -> None:
    known = connection.execute(sa.text("SELECT id, key FROM place WHERE key IS NOT NULL")).all()
    if not known:
        return
    from nlp.gazetteer.table import PlaceTable
    from nlp.gazetteer.towns import Towns

    held = Towns(PlaceTable.load()).held()
    numbers = {key: number for number, key in known}
    for number, key in known:
        if (town := held.get(key)) is not None:
            if town.key not in numbers:
                numbers[town.key] = _enter(connection, town)
            asked = {"town": numbers[town.key], "part": number}
            connection.execute(sa.text("UPDATE place SET town_id = :town WHERE id = :part"), asked)


def _enter(connection: sa.Connection, town: object) -> int:
    """Write the row and the name of a town that only quarters are known of."""
    from store.naming import identity, keys, region_key

    row = {name: getattr(town, name) for name in ("key", "name", "latitude", "longitude")}
    iso3, admin1 = (getattr(town, name) or None for name in ("iso3", "admin1"))
    row |= {"identity": identity(row["name"], row["key"]), "country": iso3, "admin1": admin1}
    row |= {"region": region_key(iso3, admin1)}
    number = connection.execute(
        sa.text(
            "INSERT INTO place (identity, key, name, latitude, longitude, country, admin1, region, activity) VALUES "
            "(:identity, :key, :name, :latitude, :longitude, :country, :admin1, :region, 0) RETURNING id"
        ),
        row,
    ).scalar_one()
    found = keys(row["name"])
    connection.execute(
        sa.text(
            "INSERT INTO place_alias (owner_id, form, own, folded, skeleton, tail) "
            "VALUES (:owner, :form, :own, :folded, :skeleton, :tail)"
        ),
        {"owner": number, "form": row["name"], "own": True, "folded": found.folded, "skeleton": found.skeleton,
         "tail": found.tail},
    )  # fmt: skip
    return int(number)


def downgrade() -> None:
    """Bring the tables back to the revision before; places keep the counts that hold their quarters'."""
    for name in _NEW:
        op.drop_index(name, table_name="event_place")
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.drop_column("town_id")
    op.create_index("ix_event_place_place_id_type", "event_place", list(_OLD), unique=False)
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_town_id"))
        batch_op.drop_column("town_id")

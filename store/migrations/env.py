"""Alembic's entry: `store.database.migration` hands in a locked connection; the command line gives `-x url=…`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from store.database import migration
from store.tables import Row


def run(connection: Connection) -> None:
    """Run the asked revisions in the transaction that the connection is in."""
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        user_module_prefix="sqlmodel.sql.sqltypes.",
    )
    context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    with migration(context.get_x_argument(as_dictionary=True)["url"]) as bound:
        run(bound.attributes["connection"])

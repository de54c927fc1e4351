"""Actors and places with most events first, page by page.

A page starts after the last entry of the one before (keyset): it costs the same however deep it lies, and who rises in
the list meanwhile shifts nobody onto a page that was read already.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from store.records import Rank


async def ranked(
    session: AsyncSession, table: Any, after: Rank | None, limit: int, *conditions: ColumnElement[bool]
) -> tuple[list[Any], int, Rank | None]:
    """Give the next rows of `actor` or `place` that have events, how many have any, and where the next begin."""
    listed = (table.activity > 0, *conditions)
    statement = select(table).where(*listed).order_by(table.activity.desc(), table.id.desc()).limit(limit + 1)
    if after is not None:
        # SQLite takes the index for `activity <= …`, not for the comparison of pairs.
        beyond = tuple_(table.activity, table.id) < (after.events, after.id)
        statement = statement.where(table.activity <= after.events, beyond)
    rows = list(await session.scalars(statement.execution_options(populate_existing=True)))
    total = await session.scalar(select(func.count()).select_from(table).where(*listed))
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], total or 0, Rank(last.activity, last.id) if last else None

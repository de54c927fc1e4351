"""What a person says of an article as a whole: when and by whom it was published.

Another day is another day for every «hier» of the text, so that the article is read again; another publisher is put
under its events at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from store.acts import log
from store.articles import publisher_id
from store.errors import UnknownArticleError
from store.recording import one_at_a_time, remake
from store.records import ActKind, ArticleState, Who
from store.tables import ArticleRow, Publisher


async def describe(
    session: AsyncSession,
    article_id: int,
    *,
    published: date | None = None,
    publisher: str | None = None,
    who: Who,
    now: datetime,
) -> bool:
    """Set the article's day or publisher, or both, and log it; whether it is to be read again. UnknownArticleError.

    The session must be one of `Database.write`.
    """
    await one_at_a_time(session)
    before = await _particulars(session, article_id)
    wanted = {"published": published.isoformat() if published else None, "publisher": publisher}
    after = before | {name: value for name, value in wanted.items() if value}
    if after == before:
        return False
    again = await _set(session, article_id, after, now)
    after = await _particulars(session, article_id)
    if after == before:  # «rfi» is RFI
        return False
    await log(session, who, ActKind.DESCRIBE, now=now, article_id=article_id, before=before, after=after)
    return again


async def put_back(
    session: AsyncSession, article_id: int, before: Mapping[str, Any], after: Mapping[str, Any], *, now: datetime
) -> bool:
    """Undo what was said of an article; False where it is not what stands now. The caller has waited for its turn."""
    row = await session.get(ArticleRow, article_id)
    if row is None or await _particulars(session, article_id) != after:
        return False
    await _set(session, article_id, before, now)
    return True


async def _particulars(session: AsyncSession, article_id: int) -> dict[str, Any]:
    row = await session.get(ArticleRow, article_id, populate_existing=True)
    if row is None:
        raise UnknownArticleError(article_id)
    publisher = await session.get(Publisher, row.publisher_id) if row.publisher_id is not None else None
    return {"published": row.published.isoformat(), "publisher": publisher.name if publisher else None}


async def _set(session: AsyncSession, article_id: int, wanted: Mapping[str, Any], now: datetime) -> bool:
    row = await session.get_one(ArticleRow, article_id)
    row.publisher_id = await publisher_id(session, wanted["publisher"])
    published = date.fromisoformat(wanted["published"])
    again = published != row.published
    if again:
        row.published, row.state, row.lease_until, row.attempts = published, ArticleState.RECEIVED, None, 0
        row.read_at = None  # so that what is read now is told
    await session.flush()
    await remake(session, article_id, now=now)
    return again

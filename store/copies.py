"""One text in two papers: the later article is kept as a copy of the first and not read, its publisher put beside.

So the text's events stand in the archive once, with two sources. What is alike is told by store/near_duplicates.py; an
article is looked at once, so that one which a person has parted from another stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.acts import log
from store.naming import clean, folded_key
from store.recording import one_at_a_time
from store.records import ActKind, ArticleRecord, ArticleState, Who
from store.rows import batches, insert_into
from store.tables import ArticleBand, ArticleRow, FurtherPublisher, Publisher

_MOST = 10  # articles compared with one


async def alike(session: AsyncSession, article_id: int, keys: Sequence[str]) -> list[tuple[int, str]]:
    """Give number and text of the articles that share most keys with this one, and keep its own; none the second time.

    The session must be one of `Database.write`.
    """
    if not keys:
        return []
    await one_at_a_time(session)
    numbers = [int(key, 16) - 2**63 for key in keys]
    own = select(col(ArticleBand.band)).where(
        col(ArticleBand.band) == numbers[0], col(ArticleBand.article_id) == article_id
    )
    if await session.scalar(own) is not None:
        return []
    found = await session.execute(
        select(col(ArticleRow.id), col(ArticleRow.text))
        .join(ArticleBand, col(ArticleBand.article_id) == col(ArticleRow.id))
        .where(
            col(ArticleBand.band).in_(numbers),
            col(ArticleRow.id) != article_id,
            col(ArticleRow.state) != ArticleState.COPY,
        )
        .group_by(col(ArticleRow.id))
        .order_by(func.count().desc(), col(ArticleRow.id))
        .limit(_MOST)
    )
    others = [(cast(int, number), text) for number, text in found]
    values = [{"band": number, "article_id": article_id} for number in numbers]
    await session.execute(insert_into(session, ArticleBand).values(values).on_conflict_do_nothing())
    return others


async def mark(session: AsyncSession, article: ArticleRecord, original: int) -> bool:
    """Keep an article that is being read as a copy of another; False where either has changed meanwhile."""
    await one_at_a_time(session)
    row = await session.get(ArticleRow, article.id, populate_existing=True)
    other = await session.get(ArticleRow, original, populate_existing=True)
    if row is None or other is None or row.text != article.text or other.state is ArticleState.COPY:
        return False
    row.state, row.copy_of, row.lease_until = ArticleState.COPY, original, None
    await session.flush()
    if article.publisher:
        await add_publisher(session, original, article.publisher, copy_id=article.id)
    return True


async def add_publisher(session: AsyncSession, article_id: int, name: str, *, copy_id: int | None = None) -> None:
    """Put another publisher beside the article's own, or beside those of the article that it is a copy of."""
    row = await session.get(ArticleRow, article_id, populate_existing=True)
    if row is None:
        return
    original = row.copy_of or article_id
    own = await session.scalar(select(col(ArticleRow.publisher_id)).where(col(ArticleRow.id) == original))
    folded = folded_key(name)
    named = insert_into(session, Publisher).values(name=clean(name.strip()), folded=folded)
    await session.execute(named.on_conflict_do_nothing(index_elements=["folded"]))
    publisher = await session.scalar(select(col(Publisher.id)).where(col(Publisher.folded) == folded))
    if publisher == own:
        return
    further = insert_into(session, FurtherPublisher).values(
        article_id=original, publisher_id=publisher, copy_id=copy_id
    )
    await session.execute(further.on_conflict_do_nothing())


async def part(session: AsyncSession, article_id: int, *, who: Who, now: datetime) -> bool:
    """Say that a copy is another article: it is to be read. False where it is no copy. For a write's session."""
    await one_at_a_time(session)
    row = await session.get(ArticleRow, article_id, populate_existing=True)
    if row is None or row.copy_of is None:
        return False
    before = {"copy_of": row.copy_of}
    row.state, row.copy_of, row.attempts = ArticleState.RECEIVED, None, 0
    await forget_copy(session, article_id)
    await log(session, who, ActKind.PART, now=now, article_id=article_id, before=before)
    return True


async def forget_copy(session: AsyncSession, article_id: int) -> None:
    """Take away the publisher that this article has put beside another's."""
    await session.execute(delete(FurtherPublisher).where(col(FurtherPublisher.copy_id) == article_id))


async def publishers_of(session: AsyncSession, articles: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give the further publishers of the articles that have any."""
    found: dict[int, list[str]] = defaultdict(list)
    for batch in batches(sorted(articles)):
        rows = await session.execute(
            select(col(FurtherPublisher.article_id), col(Publisher.name))
            .join(Publisher, col(Publisher.id) == col(FurtherPublisher.publisher_id))
            .where(col(FurtherPublisher.article_id).in_(batch))
        )
        for article_id, name in rows:
            found[article_id].append(name)
    return {article_id: tuple(sorted(names)) for article_id, names in found.items()}

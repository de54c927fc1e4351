"""Publishers: found by the name that someone types."""

from __future__ import annotations

from collections import Counter
from typing import cast

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.names import fold
from store.matching import EXACT
from store.records import NameMatch
from store.tables import ArticleRow, Publisher

LEAST = 60.0
"""Per cent of likeness below which a publisher is no help."""

_LATEST = 500  # articles whose publishers are counted
_MOST = 5_000  # publishers looked at; an archive has some hundreds


async def find(session: AsyncSession, name: str, *, limit: int = 3) -> list[NameMatch]:
    """Give the publishers that the typed name may mean, best first; only the one that bears it, where one does."""
    typed = fold(name).replace(" ", "")
    if not typed:
        return []
    rows = (await session.scalars(select(Publisher).limit(_MOST))).all()
    scored = [(_score(typed, fold(row.name).replace(" ", "")), row) for row in rows]
    best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1].name))
    if best and best[0][0] >= EXACT:
        best = [pair for pair in best if pair[0] >= EXACT]
    return [NameMatch("publisher", cast(int, row.id), row.name, round(score, 1)) for score, row in best[:limit]]


async def name_of(session: AsyncSession, publisher_id: int) -> str | None:
    """Give the publisher's name, None where there is none of this number."""
    row = await session.get(Publisher, publisher_id)
    return row.name if row else None


async def recent(session: AsyncSession, limit: int) -> list[str]:
    """Give the names of those who published most of the latest articles, most first."""
    latest = select(col(ArticleRow.publisher_id)).order_by(col(ArticleRow.id).desc()).limit(_LATEST)
    counts = Counter(number for number in await session.scalars(latest) if number is not None)
    names = [await name_of(session, number) for number, _ in counts.most_common(limit)]
    return [name for name in names if name is not None]


def _score(typed: str, name: str) -> float:
    """«Press TV» is PressTV, «almanar» Al-Manar; «afp» is one of the words of «AFP Bagdad» only by likeness."""
    return EXACT if name in (typed, typed.removeprefix("al")) else min(99.0, fuzz.ratio(typed, name))

"""An article's text replaced by a newer one: to be read again, each event known again where its words have moved to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store import articles
from store.copies import forget_copy
from store.naming import clean
from store.records import ArticleState
from store.tables import Act, ArticleRow, EventPlace, EventRow, MendedEvent, Participant

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


async def replace_text(session: AsyncSession, article_id: int, text: str) -> bool:
    """Give the article this text, to be read again; what was read before stands until then. For a write's session.

    False, and nothing changed, where another article has this text. The caller has waited for `one_at_a_time`.
    """
    text = clean(text)
    known = await articles.known(session, text)
    if known is not None and known != article_id:
        return False
    article = await session.get_one(ArticleRow, article_id, populate_existing=True)
    if article.event_count or article.read_at is not None:
        await _move(session, article_id, moves(article.text, text))
    article.text, article.text_hash = text, articles.text_hash(text)
    article.state, article.lease_until, article.attempts = ArticleState.RECEIVED, None, 0
    article.copy_of = None
    await forget_copy(session, article_id)
    article.read_at = None  # so that what is read now is told
    await session.flush()
    return True


def moves(old: str, new: str) -> Callable[[int], int]:
    """Give where a place of the old text is in the new one; what is gone is where its surroundings meet."""
    blocks = []
    before, after = _WORD.findall(old), _WORD.findall(new)
    starts, ends = _offsets(before), _offsets(after)
    for block in SequenceMatcher(None, before, after, autojunk=len(before) > 20_000).get_matching_blocks():
        blocks.append((starts[block.a], starts[block.a + block.size], ends[block.b]))

    def moved(place: int) -> int:
        at = 0
        for begin, end, there in blocks:
            if place < begin:
                return at
            if place <= end:
                return there + place - begin
            at = there + end - begin
        return at

    return moved


def _offsets(words: list[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word))
    return found


async def _move(session: AsyncSession, article_id: int, moved: Callable[[int], int]) -> None:
    events = await session.scalars(select(EventRow).where(col(EventRow.article_id) == article_id))
    for row in events.all():
        row.detail = _shifted(row.detail, moved)
        row.trigger_start, row.trigger_end = moved(row.trigger_start), moved(row.trigger_end)
    mended = await session.scalars(select(MendedEvent).where(col(MendedEvent.article_id) == article_id))
    for said in mended.all():
        said.own, said.fields = _shifted(said.own, moved), _shifted(said.fields, moved)
    # What was said holds the same parts, which it takes to undo it.
    for act in (await session.scalars(select(Act).where(col(Act.article_id) == article_id))).all():
        if act.event_id is not None:
            act.before, act.after = _shifted(act.before, moved), _shifted(act.after, moved)
    numbers = select(col(EventRow.id)).where(col(EventRow.article_id) == article_id)
    for table in (Participant, EventPlace):
        links = await session.scalars(select(table).where(col(table.event_id).in_(numbers)))
        for link in cast(Sequence[Participant | EventPlace], links.all()):
            if link.span_start is not None and link.span_end is not None:
                link.span_start, link.span_end = moved(link.span_start), moved(link.span_end)
    await session.flush()


def _shifted(document: Any, moved: Callable[[int], int]) -> Any:
    """A part of an event's document with every span moved; days, which have `start` and `end` too, are no numbers."""
    if isinstance(document, list):
        return [_shifted(one, moved) for one in document]
    if not isinstance(document, dict):
        return document
    return {
        name: moved(value) if name in ("start", "end") and isinstance(value, int) else _shifted(value, moved)
        for name, value in document.items()
    }

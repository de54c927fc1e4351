"""Articles: brought in once each, claimed by one reader at a time, and what was read from them recorded."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Article
from store.events import events_of as events_of
from store.naming import clean, folded_key
from store.recording import one_at_a_time
from store.recording import record_reading as record_reading
from store.records import ArticleRecord, ArticleState, Origin, Received
from store.rows import article_record, insert_into
from store.tables import ArticleRow, Publisher


def text_hash(text: str) -> str:
    """Give SHA-256 (hex) over the text in NFC, case-folded, every run of white space as one space."""
    normalised = " ".join(unicodedata.normalize("NFC", clean(text)).casefold().split())
    return hashlib.sha256(normalised.encode()).hexdigest()


async def receive(session: AsyncSession, article: Article, *, now: datetime, origin: Origin | None = None) -> Received:
    """Store the article as it came, to be read; one that the archive has (but for space and case) is a duplicate.

    NUL and lone surrogates, which no database stores, are replaced character for character.
    """
    digest = text_hash(article.text)
    # Asked first so that duplicates, which are many in an archive brought in twice, use up no ids.
    if (there := await _id_of(session, digest)) is not None:
        return Received(there, duplicate=True)
    came = origin or Origin()
    statement = (
        insert_into(session, ArticleRow)
        .values(
            text=clean(article.text),
            text_hash=digest,
            published=article.published,
            received_at=now,
            state=ArticleState.RECEIVED,
            attempts=0,
            publisher_id=await publisher_id(session, article.publisher),
            lang=article.lang,
            title=_cleaned(article.title),
            url=_cleaned(article.url),
            event_count=0,
            admin_id=came.admin_id,
            chat_id=came.chat_id,
            message_id=came.message_id,
            reply_message_id=came.reply_message_id,
        )
        .on_conflict_do_nothing(index_elements=["text_hash"])
        .returning(col(ArticleRow.id))
    )
    if (stored := await session.scalar(statement)) is not None:
        return Received(stored, duplicate=False)
    winner = await _id_of(session, digest)
    assert winner is not None, "a conflict on the hash means that the row is there"
    return Received(winner, duplicate=True)


async def known(session: AsyncSession, text: str) -> int | None:
    """Give the article that has this text, but for space and case."""
    return await _id_of(session, text_hash(text))


async def get(session: AsyncSession, article_id: int) -> ArticleRecord | None:
    """Give the article, or None where there is none of this number."""
    found = (await session.execute(_with_publisher().where(col(ArticleRow.id) == article_id))).one_or_none()
    return article_record(found[0], found[1]) if found else None


async def claim_next(session: AsyncSession, *, now: datetime, lease: timedelta) -> ArticleRecord | None:
    """Take the next article to read for `lease`, or None: first one whose reader has let its lease run out."""
    for due, order in ((_expired(now), col(ArticleRow.lease_until)), (_received(), col(ArticleRow.id))):
        chosen = select(col(ArticleRow.id)).where(due).order_by(order).limit(1).with_for_update(skip_locked=True)
        if claimed := await _claim(session, col(ArticleRow.id) == chosen.scalar_subquery(), now=now, lease=lease):
            return claimed
    return None


async def claim(session: AsyncSession, article_id: int, *, now: datetime, lease: timedelta) -> ArticleRecord | None:
    """Take this article to read for `lease`, or None where it is read, being read or not there."""
    open_to_claim = and_(col(ArticleRow.id) == article_id, or_(_received(), _expired(now)))
    return await _claim(session, open_to_claim, now=now, lease=lease)


async def release(session: AsyncSession, article_id: int) -> None:
    """Give a claimed article back unread, as if it had just come in (a reader that stops in order)."""
    await session.execute(
        update(ArticleRow)
        .where(col(ArticleRow.id) == article_id, col(ArticleRow.state) == ArticleState.READING)
        .values(state=ArticleState.RECEIVED, lease_until=None)
        .execution_options(synchronize_session=False)
    )


async def record_failure(session: AsyncSession, article_id: int, error: str, *, now: datetime) -> None:
    """Set the article aside as failed, with the reason (cut at 1,000 characters); `now` ends its lease."""
    await session.execute(
        update(ArticleRow)
        .where(col(ArticleRow.id) == article_id)
        .values(state=ArticleState.FAILED, error=clean(error)[:1000], lease_until=now)
        .execution_options(synchronize_session=False)
    )


async def holds(session: AsyncSession, article: ArticleRecord) -> bool:
    """Whether the article's text and day are still these, and stay it until the end of the write's session."""
    await one_at_a_time(session)
    now = await get(session, article.id)
    return now is not None and (now.text, now.published) == (article.text, article.published)


async def told_in(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Give the article that a message of the bot's tells of, the latest of several."""
    asked = (col(ArticleRow.chat_id) == chat_id, col(ArticleRow.reply_message_id) == message_id)
    return await session.scalar(select(col(ArticleRow.id)).where(*asked).order_by(col(ArticleRow.id).desc()).limit(1))


async def set_reply(session: AsyncSession, article_id: int, chat_id: int, message_id: int) -> None:
    """Remember the message that acknowledged the article, so that whoever reads it can edit that message."""
    await session.execute(
        update(ArticleRow)
        .where(col(ArticleRow.id) == article_id)
        .values(chat_id=chat_id, reply_message_id=message_id)
        .execution_options(synchronize_session=False)
    )


async def counts_by_state(session: AsyncSession) -> dict[ArticleState, int]:
    """Give how many articles are in each state; every state is there, with 0 where none is."""
    rows = await session.execute(select(col(ArticleRow.state), func.count()).group_by(col(ArticleRow.state)))
    return dict.fromkeys(ArticleState, 0) | dict(rows.all())


async def publisher_id(session: AsyncSession, name: str | None) -> int | None:
    """Give the publisher of this name, entered if it is new; None for no name."""
    if not name or not name.strip():
        return None
    folded = folded_key(name)
    await session.execute(
        insert_into(session, Publisher)
        .values(name=clean(name.strip()), folded=folded)
        .on_conflict_do_nothing(index_elements=["folded"])
    )
    return await session.scalar(select(col(Publisher.id)).where(col(Publisher.folded) == folded))


async def _claim(
    session: AsyncSession, which: ColumnElement[bool], *, now: datetime, lease: timedelta
) -> ArticleRecord | None:
    claimed = await session.scalar(
        update(ArticleRow)
        .where(which)
        .values(state=ArticleState.READING, lease_until=now + lease, attempts=col(ArticleRow.attempts) + 1)
        .returning(col(ArticleRow.id))
        .execution_options(synchronize_session=False)
    )
    return await get(session, claimed) if claimed is not None else None


def _received() -> ColumnElement[bool]:
    return col(ArticleRow.state) == ArticleState.RECEIVED


def _expired(now: datetime) -> ColumnElement[bool]:
    return and_(col(ArticleRow.state) == ArticleState.READING, col(ArticleRow.lease_until) <= now)


def _with_publisher() -> Select[ArticleRow, str]:
    return (
        select(ArticleRow, col(Publisher.name))
        .outerjoin(Publisher, col(Publisher.id) == col(ArticleRow.publisher_id))
        .execution_options(populate_existing=True)
    )


async def _id_of(session: AsyncSession, digest: str) -> int | None:
    return await session.scalar(select(col(ArticleRow.id)).where(col(ArticleRow.text_hash) == digest))


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else None

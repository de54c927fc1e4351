"""Articles that come in several messages: Telegram splits a text of over 4,096 characters, and albums have captions.

A message goes on where an earlier one of the same person in the same chat ended if both belong to one album; or if the
earlier is as long as only a split leaves it, and both were written and sent within seconds, one right after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Article
from store import articles
from store.naming import clean, folded_key
from store.recording import one_at_a_time
from store.records import Origin, Part, Received
from store.revising import replace_text
from store.tables import ArticlePart, ArticleRow, Publisher

FULL = 2_048
"""Characters that a part which is not the last has at least: clients cut 4,096 at the best place in its second half."""

WITHIN = timedelta(seconds=10)
"""What lies between two parts, where they were published and where they were sent on."""

_ENDS = tuple('.!?…»":;')


async def receive(session: AsyncSession, article: Article, part: Part, *, now: datetime, origin: Origin) -> Received:
    """Store the article that came in a message, or add it to the article that it goes on with.

    A message that came before (Telegram repeats what a crash left unconfirmed) is stored once.
    """
    if (again := await _part(session, part.chat_id, part.message_id)) is not None:
        return Received(again.article_id, again.position is None, joined=True)
    before = await _before(session, part, article, origin)
    if before is not None and before.position is None:
        if article_id := await _repeated(session, article.text, of=before.article_id):
            await _keep(session, article.text, part, article_id, None)
            return Received(article_id, duplicate=True, joined=True)
    elif before is not None:
        return await _join(session, before, article.text, part, now)
    received = Received(known, duplicate=True) if (known := await _repeated(session, article.text)) else None
    received = received or await articles.receive(session, article, now=now, origin=origin)
    await _keep(session, article.text, part, received.article_id, None if received.duplicate else 0)
    return received


async def goes_on(session: AsyncSession, article: Article, part: Part, origin: Origin) -> bool:
    """Whether a message goes on where an earlier one ended."""
    return await _before(session, part, article, origin) is not None


async def article_of(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Give the article that came in a message, whole or in part; None for one that brought or repeated none."""
    part = await _part(session, chat_id, message_id)
    return part.article_id if part is not None and part.position is not None else None


async def revise(session: AsyncSession, chat_id: int, message_id: int, text: str, *, now: datetime) -> int | None:
    """Put a message's new text in the place of its old one and give the article's number.

    None where the message belongs to no article, where nothing but space has changed, or where another article has
    just this text. For a session of `Database.write`.
    """
    await one_at_a_time(session)
    part = await _part(session, chat_id, message_id)
    if part is None or part.position is None:
        return None
    parts, pieces = await _pieces(session, part.article_id)
    pieces[parts.index(part)] = clean(text)
    if part.text_hash == articles.text_hash(text) or not await _rewrite(session, part.article_id, pieces):
        return None
    part.length, part.text_hash = len(clean(text)), articles.text_hash(text)
    await session.flush()
    return part.article_id


async def _join(session: AsyncSession, before: ArticlePart, text: str, part: Part, now: datetime) -> Received:
    await one_at_a_time(session)
    parts, pieces = await _pieces(session, before.article_id)
    if await _rewrite(session, before.article_id, [*pieces, clean(text)]):
        await _keep(session, text, part, before.article_id, cast(int, parts[-1].position) + 1)
        return Received(before.article_id, duplicate=False, joined=True)
    # Together they are an article that the archive has: what was stored of it anew is in it.
    whole = await articles.known(session, _whole([*pieces, clean(text)]))
    assert whole is not None, "a text is refused only where another article has it"
    await _give_up(session, before.article_id, whole)
    await _keep(session, text, part, whole, None)
    return Received(whole, duplicate=True)


async def _give_up(session: AsyncSession, article_id: int, whole: int) -> None:
    """Delete an article that was the beginning of another, unless it has been read already."""
    row = await session.get_one(ArticleRow, article_id, populate_existing=True)
    if row.read_at is None and not row.event_count:
        which = update(ArticlePart).where(col(ArticlePart.article_id) == article_id)
        await session.execute(which.values(article_id=whole, position=None))
        await session.delete(row)


async def _rewrite(session: AsyncSession, article_id: int, pieces: Sequence[str]) -> bool:
    return await replace_text(session, article_id, _whole(pieces))


def _whole(pieces: Sequence[str]) -> str:
    """The text of the parts: a new line after what ends a sentence, else a space, which the split has swallowed."""
    whole = ""
    for piece in pieces:
        whole += (("\n" if whole.rstrip().endswith(_ENDS) else " ") if whole else "") + piece
    return whole


async def _pieces(session: AsyncSession, article_id: int) -> tuple[list[ArticlePart], list[str]]:
    """The parts of an article and their texts."""
    found = await session.scalars(
        select(ArticlePart)
        .where(col(ArticlePart.article_id) == article_id, col(ArticlePart.position).is_not(None))
        .order_by(col(ArticlePart.position))
        .execution_options(populate_existing=True)
    )
    parts, pieces, at = list(found), [], 0
    article = await session.get_one(ArticleRow, article_id, populate_existing=True)
    for part in parts:
        pieces.append(article.text[at : at + part.length])
        at += part.length + 1
    return parts, pieces


async def _before(session: AsyncSession, part: Part, article: Article, origin: Origin) -> ArticlePart | None:
    """The part that this one goes on with."""
    latest = (
        select(ArticlePart)
        .where(
            col(ArticlePart.chat_id) == part.chat_id,
            col(ArticlePart.message_id) < part.message_id,
            col(ArticlePart.message_id) > part.message_id - _NEAR,
        )
        .order_by(col(ArticlePart.message_id).desc())
    )
    for before in await session.scalars(latest.execution_options(populate_existing=True)):
        if await _same_hand(session, before, article, origin):
            return before if _goes_on(before, part) else None
    return None


_NEAR = 50  # messages in between, of others in a group and of the bot


def _goes_on(before: ArticlePart, part: Part) -> bool:
    if part.album is not None or before.album is not None:
        return part.album == before.album
    apart = max(abs(part.sent_at - before.sent_at), abs(part.published_at - before.published_at))
    return (
        before.length >= FULL
        and apart <= WITHIN
        and (part.post is None or before.post is None or part.post == before.post + 1)
    )


async def _same_hand(session: AsyncSession, before: ArticlePart, article: Article, origin: Origin) -> bool:
    """Whether the same person brought both, from the same publisher; a repeated one may have had another first."""
    if before.position is None:
        return True
    found = select(col(ArticleRow.admin_id), col(Publisher.folded)).outerjoin(
        Publisher, col(Publisher.id) == col(ArticleRow.publisher_id)
    )
    admin, publisher = (await session.execute(found.where(col(ArticleRow.id) == before.article_id))).one()
    named = folded_key(article.publisher) if article.publisher else None
    return bool(admin == origin.admin_id and publisher == named)


async def _repeated(session: AsyncSession, text: str, *, of: int | None = None) -> int | None:
    """The article that begins with a part of this text; with `of` this one, if any of its parts is so."""
    same = select(col(ArticlePart.article_id)).where(col(ArticlePart.text_hash) == articles.text_hash(text))
    which = col(ArticlePart.position) == 0 if of is None else col(ArticlePart.article_id) == of
    return await session.scalar(same.where(which, col(ArticlePart.position).is_not(None)).limit(1))


async def _keep(session: AsyncSession, text: str, part: Part, article_id: int, position: int | None) -> None:
    session.add(
        ArticlePart(
            chat_id=part.chat_id,
            message_id=part.message_id,
            article_id=article_id,
            position=position,
            length=len(clean(text)),
            text_hash=articles.text_hash(text),
            sent_at=part.sent_at,
            published_at=part.published_at,
            post=part.post,
            album=part.album,
        )
    )
    await session.flush()


async def _part(session: AsyncSession, chat_id: int, message_id: int) -> ArticlePart | None:
    return await session.get(ArticlePart, (chat_id, message_id), populate_existing=True)

"""Articles come in once each, are claimed by one reader at a time and survive a reader's crash."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

import pytest

from nlp.schema import Article, Reading
from store import articles
from store.database import Database
from store.errors import UnknownArticleError
from store.records import ArticleState, Origin

LEASE = timedelta(minutes=5)


def dispatch(text: str, **known: str) -> Article:
    return Article("x", text, date(2017, 5, 19), **known)


async def test_an_article_is_kept_as_it_came(database: Database, now: datetime) -> None:
    """Text, publisher, title, link and origin come back unchanged, moments as aware UTC."""
    text = "  Les « Hachd »\n\tont libéré   Tal Banat. 🕊 \r\n"
    origin = Origin(admin_id=2**40, chat_id=-(2**42), message_id=7, reply_message_id=8)
    article = dispatch(text, lang="fr", publisher="Al-Manar", title="Irak", url="https://example.org/1")
    async with database.write() as session:
        received = await articles.receive(session, article, now=now, origin=origin)
    async with database.read() as session:
        stored = await articles.get(session, received.article_id)
    assert stored is not None
    assert (stored.text, stored.publisher, stored.title, stored.url) == (text, "Al-Manar", "Irak", article.url)
    assert (stored.published, stored.received_at, stored.state) == (date(2017, 5, 19), now, ArticleState.RECEIVED)
    assert stored.received_at.utcoffset() == timedelta(0)
    assert stored.origin == origin


async def test_the_same_text_again_is_a_duplicate(database: Database, now: datetime) -> None:
    """Space and case make no other article; a word more does."""
    async with database.write() as session:
        first = await articles.receive(session, dispatch("Daech attaque Mossoul."), now=now)
        again = await articles.receive(session, dispatch(" daech  ATTAQUE\nMossoul. "), now=now)
        other = await articles.receive(session, dispatch("Daech attaque Mossoul hier."), now=now)
    assert (first.duplicate, again.duplicate, other.duplicate) == (False, True, False)
    assert again.article_id == first.article_id != other.article_id


async def test_fifty_at_once_store_one(database: Database, now: datetime) -> None:
    """Fifty concurrent receives of one text give one article and forty-nine duplicates of it."""

    async def receive() -> tuple[int, bool]:
        async with database.write() as session:
            received = await articles.receive(session, dispatch("Un texte.", publisher="AFP"), now=now)
            return received.article_id, received.duplicate

    answers = await asyncio.gather(*(receive() for _ in range(50)))
    assert len({article_id for article_id, _ in answers}) == 1
    assert [duplicate for _, duplicate in answers].count(False) == 1


async def test_what_no_database_stores_is_replaced(database: Database, now: datetime) -> None:
    """NUL and lone surrogates become one other character each, so that offsets into the text hold."""
    text = "Mossoul\x00 tombe\ud800."
    async with database.write() as session:
        received = await articles.receive(session, dispatch(text, title="a\x00b", publisher="c\x00"), now=now)
        stored = await articles.get(session, received.article_id)
    assert stored is not None
    assert len(stored.text) == len(text)
    assert "\x00" not in stored.text + str(stored.title) + str(stored.publisher)


async def test_a_200_kb_article_is_stored_whole(database: Database, now: datetime) -> None:
    """Long texts are not cut."""
    text = "Mossoul é " * 20_000
    async with database.write() as session:
        received = await articles.receive(session, dispatch(text), now=now)
        stored = await articles.get(session, received.article_id)
    assert stored is not None
    assert stored.text == text


async def test_publishers_are_one_by_their_folded_name(database: Database, now: datetime) -> None:
    """«Al-Manar» and «al manar» are one publisher, shown as first met; a blank one is none."""
    async with database.write() as session:
        ids = [
            (await articles.receive(session, dispatch(f"Texte {name!r}", publisher=name), now=now)).article_id
            for name in ("Al-Manar", "al manar", "  ")
        ]
        stored = [await articles.get(session, article_id) for article_id in ids]
    assert [article.publisher for article in stored if article] == ["Al-Manar", "Al-Manar", None]


async def test_concurrent_claims_take_distinct_articles(database: Database, desk, now: datetime) -> None:
    """Ten readers on eight articles: each article is claimed once, two readers get none."""
    ids = [await desk.receive() for _ in range(8)]

    async def claim() -> int | None:
        async with database.write() as session:
            claimed = await articles.claim_next(session, now=now, lease=LEASE)
            return claimed.id if claimed else None

    claimed = await asyncio.gather(*(claim() for _ in range(10)))
    assert sorted(filter(None, claimed)) == ids
    assert claimed.count(None) == 2


async def test_a_crashed_readers_article_is_claimed_again(database: Database, desk, now: datetime) -> None:
    """A lease that has run out is anyone's, and the attempts are counted; before, it is no one's."""
    article_id = await desk.receive()
    async with database.write() as session:
        first = await articles.claim_next(session, now=now, lease=LEASE)
    async with database.write() as session:
        early = await articles.claim_next(session, now=now + LEASE / 2, lease=LEASE)
        by_number = await articles.claim(session, article_id, now=now + LEASE / 2, lease=LEASE)
        late = await articles.claim_next(session, now=now + LEASE, lease=LEASE)
    assert first is not None and late is not None
    assert (early, by_number) == (None, None)
    assert (first.id, first.attempts, first.state) == (article_id, 1, ArticleState.READING)
    assert (late.id, late.attempts) == (article_id, 2)


async def test_an_article_is_claimed_by_number_once(database: Database, desk, now: datetime) -> None:
    """The one asked for is taken, not the oldest, and only once; given back it can be taken again."""
    await desk.receive()
    second = await desk.receive()
    async with database.write() as session:
        taken = await articles.claim(session, second, now=now, lease=LEASE)
        again = await articles.claim(session, second, now=now, lease=LEASE)
        await articles.release(session, second)
        released = await articles.claim(session, second, now=now, lease=LEASE)
    assert taken is not None and taken.id == second
    assert again is None
    assert released is not None and released.id == second


async def test_a_failed_article_is_set_aside(database: Database, desk, now: datetime) -> None:
    """It keeps the reason (cut) and is claimed no more."""
    article_id = await desk.receive()
    async with database.write() as session:
        await articles.claim_next(session, now=now, lease=LEASE)
        await articles.record_failure(session, article_id, "lecteur mort\x00" + "x" * 5000, now=now)
        stored = await articles.get(session, article_id)
        following = await articles.claim_next(session, now=now + 10 * LEASE, lease=LEASE)
    assert stored is not None and stored.error is not None
    assert (stored.state, len(stored.error)) == (ArticleState.FAILED, 1000)
    assert following is None


async def test_an_unreadable_article_is_marked(database: Database, desk, now: datetime) -> None:
    """An article in a language that can't be read is stored, marked and claimed no more."""
    article_id = await desk.receive()
    async with database.write() as session:
        await articles.record_reading(session, article_id, Reading("ar", False), now=now)
        stored = await articles.get(session, article_id)
        counts = await articles.counts_by_state(session)
        following = await articles.claim_next(session, now=now, lease=LEASE)
    assert stored is not None
    assert (stored.state, stored.lang, stored.event_count) == (ArticleState.UNREADABLE, "ar", 0)
    assert following is None
    assert counts == {**dict.fromkeys(ArticleState, 0), ArticleState.UNREADABLE: 1}


async def test_the_acknowledgement_is_remembered(database: Database, desk) -> None:
    """Whoever reads the article after a crash knows which message to edit."""
    article_id = await desk.receive()
    async with database.write() as session:
        await articles.set_reply(session, article_id, chat_id=-(2**40), message_id=77)
        stored = await articles.get(session, article_id)
    assert stored is not None
    assert (stored.origin.chat_id, stored.origin.reply_message_id) == (-(2**40), 77)


async def test_an_unknown_article_is_said(database: Database, now: datetime) -> None:
    """Reading into the void is an error that names the number; asking for it gives None."""
    async with database.write() as session:
        assert await articles.get(session, 99) is None
    with pytest.raises(UnknownArticleError, match="99"):
        async with database.write() as session:
            await articles.record_reading(session, 99, Reading("fr", True), now=now)

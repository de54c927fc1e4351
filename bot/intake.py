"""The use case «an article comes in»: stored first, acknowledged then, read off the event loop, told at last.

Telegram sends an update only once, so what is not stored before anything else is done with it is lost by a crash.
Articles that a crash left unread are found again by `sweep`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reading import ReaderUnavailableError, ReadingFailedError, ReadingPool
from bot.services import Clock
from nlp.schema import Article, Reading
from store import acts, articles, copies, parts, rereading
from store.database import Database
from store.errors import StoreError
from store.near_duplicates import bands, is_one_text
from store.records import ActKind, ArticleRecord, ArticleState, EventRecord, Origin, Part, Received, Who

_LOG = logging.getLogger(__name__)

LONGEST_BYTES = 1_000_000
"""The longest article taken, in bytes of UTF-8; a long report has 200,000."""

JOIN_S = 2.0
"""Seconds that a text as long as Telegram's messages, or of an album, waits unread for the message that goes on."""

LEAST_COMPARED = 40
"""Words below which only the very same text is one: of two short ones a name alone may differ."""

MOST_COMPARED = 20_000
"""Characters of two texts that are compared: near-duplicates are dispatches; a long report's beginning tells it."""

TELL_AGAIN_S = (2.0, 10.0)
"""Seconds until what was read is told again, where Telegram could not be reached."""

LEASE = timedelta(minutes=12)
"""How long a claimed article belongs to its reader: two attempts of `bot.reading.PATIENCE_S` and some air."""


_Done = TypeVar("_Done")

NOBODY = Origin()
"""The origin of an article from a file."""


class Flaw(StrEnum):
    """Why an article is not taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


class ArticleRefusedError(Exception):
    """The article is not taken and nothing was stored; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"the article is {flaw.value.replace('_', ' ')}")
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Changes:
    """How many events a new version of an article's text brought, took away and changed."""

    gained: int
    lost: int
    changed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its record after reading, its events in text order, what a new version changed, and
    the article whose text it is, where it is a copy."""

    article: ArticleRecord
    events: tuple[EventRecord, ...]
    changes: Changes | None = None
    original: ArticleRecord | None = None


Acknowledge = Callable[[Received], Awaitable[int | None]]
"""Tells the sender that the article is stored; gives the number of the message that says so."""


class Intake:
    """Takes articles in and has them read; `on_read` is told of every article that was read or set aside."""

    def __init__(self, database: Database, readers: ReadingPool, clock: Clock) -> None:
        self.on_read: Callable[[Outcome], Awaitable[None]] | None = None
        self._database = database
        self._readers = readers
        self._clock = clock
        self._turns = asyncio.Semaphore(readers.workers)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._receiving = 0
        self._sweeping = asyncio.Lock()

    async def receive(
        self,
        article: Article,
        origin: Origin = NOBODY,
        acknowledge: Acknowledge | None = None,
        part: Part | None = None,
    ) -> Received:
        """Store an article; gives its number, and whether it was there before.

        `part` is the message that it came in, which may go on with an earlier one (store/parts.py): such a message
        has no answer of its own.

        Returns as soon as it is stored: acknowledging and reading go on by themselves (`idle` waits for their end), so
        that a slow answer of Telegram keeps no other forward from being stored. A duplicate is not read.
        Raises ArticleRefusedError, DatabaseError.
        """
        article = replace(article, text=_storable(article.text))
        self._receiving += 1
        try:
            async with self._database.write() as session:
                received = await _store(session, article, part, origin, self._clock())
                if origin.admin_id is not None and not received.duplicate and not received.joined:
                    who = Who(origin.admin_id, origin.chat_id)
                    await acts.log(session, who, ActKind.ADD, now=self._clock(), article_id=received.article_id)
        except BaseException:
            self._receiving -= 1
            raise
        waits = part is not None and (len(article.text) >= parts.FULL or part.album is not None)
        self._begin(self._tell_and_read(received, origin, None if received.joined else acknowledge, waits))
        return received

    async def _tell_and_read(
        self, received: Received, origin: Origin, acknowledge: Acknowledge | None, waits: bool
    ) -> None:
        try:
            if acknowledge is not None:
                await self._acknowledge(received, origin, acknowledge)
        finally:
            self._receiving -= 1
        if not received.duplicate:
            if waits:
                await asyncio.sleep(JOIN_S)
            await self._read_one(received.article_id)

    async def revise(self, chat_id: int, message_id: int, text: str, who: Who) -> int | None:
        """Take a message's new text for its old one; the article's number, None where no article changes by it.

        The article is read again, and `on_read` told what that changed. Raises ArticleRefusedError, DatabaseError.
        """
        text = _storable(text)
        async with self._database.write() as session:
            article_id = await parts.revise(session, chat_id, message_id, text, now=self._clock())
            if article_id is not None:
                await acts.log(session, who, ActKind.REVISE, now=self._clock(), article_id=article_id)
        if article_id is not None:
            self._begin(self._read_one(article_id))
        return article_id

    async def outcome(self, article_id: int) -> Outcome | None:
        """The article and its events as they stand now; None where there is no such article."""
        async with self._database.read() as session:
            article = await articles.get(session, article_id)
            if article is None:
                return None
            original = await articles.get(session, article.copy_of) if article.copy_of is not None else None
            return Outcome(article, await articles.events_of(session, article_id), original=original)

    async def reading_of(self, article_id: int) -> Reading | None:
        """What the reader would say of an article now; nothing is recorded. None where there is no such article.

        Raises ReadingFailedError, ReaderUnavailableError.
        """
        async with self._database.read() as session:
            article = await articles.get(session, article_id)
        if article is None:
            return None
        async with self._turns:
            return await self._readers.read(_to_read(article))

    async def sweep(self) -> int:
        """Read, one after the other, what a crash has left unread; gives how many. One sweep at a time."""
        count = 0
        async with self._sweeping:
            # An article that is just being acknowledged is unread too, but it is taken care of.
            while not self._receiving and (article := await self._claim_next()) is not None:
                if not await self._begin(self._read_claimed(article)):
                    break
                count += 1
        return count

    def begin_sweep(self) -> None:
        """Sweep in the background, at the start."""
        self._begin(self._sweep_quietly())

    async def idle(self) -> None:
        """Wait until nothing is being read."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` articles wait for their reading."""
        while len(self._tasks) >= most:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def close(self) -> None:
        """Stop reading; what is unread is given back, and read after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _acknowledge(self, received: Received, origin: Origin, acknowledge: Acknowledge) -> None:
        try:
            message_id = await acknowledge(received)
        except Exception:
            # The article is stored: it is read all the same, and the outcome goes out as a message of its own.
            _LOG.warning("article %d could not be acknowledged", received.article_id, exc_info=True)
            return
        if message_id is None or origin.chat_id is None or received.duplicate:
            return
        async with self._database.write() as session:
            await articles.set_reply(session, received.article_id, origin.chat_id, message_id)

    def _begin(self, work: Coroutine[Any, Any, _Done]) -> asyncio.Task[_Done]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _claim_next(self) -> ArticleRecord | None:
        async with self._database.write() as session:
            return await articles.claim_next(session, now=self._clock(), lease=LEASE)

    async def _sweep_quietly(self) -> None:
        try:
            await self.sweep()
        except StoreError as error:
            _LOG.error("unread articles can't be looked for: %s", error)

    async def _read_one(self, article_id: int) -> None:
        async with self._turns:
            try:
                async with self._database.write() as session:
                    article = await articles.claim(session, article_id, now=self._clock(), lease=LEASE)
            except StoreError as error:
                _LOG.error("article %d could not be claimed, the sweep will: %s", article_id, error)
                return
            if article is not None:
                await self._read_claimed(article)

    async def _read_claimed(self, article: ArticleRecord) -> bool:
        """Read, record and tell. False where it stays unread for now, to be claimed again."""
        try:
            changes = None
            if not await self._is_copy(article):
                changes = await self._read_and_record(article)
            outcome = await self.outcome(article.id)
        except (StoreError, ReaderUnavailableError) as error:
            _LOG.error("article %d stays unread for now: %s", article.id, error)
            return False
        # What is read again was told then; of a text replaced meanwhile its own reader will tell.
        if outcome is not None and article.read_at is None and outcome.article.text == article.text:
            await self._tell(replace(outcome, changes=changes))
        return True

    async def _is_copy(self, article: ArticleRecord) -> bool:
        """Whether the article is the text of another, which is then all that is kept of it; asked once of each text."""
        text = article.text[:MOST_COMPARED]
        if article.event_count or article.read_at is not None or len(text.split()) < LEAST_COMPARED:
            return False
        keys = await asyncio.to_thread(bands, text)
        async with self._database.write() as session:
            alike = await copies.alike(session, article.id, keys)
        for number, other in alike:
            if await asyncio.to_thread(is_one_text, text, other[:MOST_COMPARED]):
                async with self._database.write() as session:
                    return await copies.mark(session, article, number)
        return False

    async def _tell(self, outcome: Outcome) -> None:
        if self.on_read is None:
            return
        for pause_s in (*TELL_AGAIN_S, None):
            try:
                return await self.on_read(outcome)
            except Exception:
                if pause_s is None:
                    _LOG.exception("article %d is read, but that could not be told", outcome.article.id)
                    return
            await asyncio.sleep(pause_s)

    async def _read_and_record(self, article: ArticleRecord) -> Changes | None:
        """Read and record; gives what a new version of the text changed, None for a first one."""
        try:
            reading = await self._readers.read(_to_read(article))
        except ReadingFailedError as error:
            _LOG.error("article %d is set aside: %s", article.id, error)
            async with self._database.write() as session:
                if await articles.holds(session, article):
                    await articles.record_failure(session, article.id, str(error), now=self._clock())
            return None
        except (asyncio.CancelledError, ReaderUnavailableError):
            async with self._database.write() as session:
                await articles.release(session, article.id)
            raise
        async with self._database.write() as session:
            if not await articles.holds(session, article):
                return None
            changes = await _changes(session, article, reading)
            await articles.record_reading(session, article.id, reading, now=self._clock())
        return changes


async def _changes(session: AsyncSession, article: ArticleRecord, reading: Reading) -> Changes | None:
    if article.read_at is not None or not await acts.history(session, article_id=article.id, kind=ActKind.REVISE):
        return None
    found = await rereading.difference(session, article.id, reading.events)
    return Changes(len(found.gained), len(found.lost), len(found.changed))


def unread(outcome: Outcome) -> bool:
    """Whether the article still waits for its reading."""
    return outcome.article.state in (ArticleState.RECEIVED, ArticleState.READING)


def _storable(text: str) -> str:
    """The text as every database can keep it: no NUL, no half surrogate. Raises ArticleRefusedError."""
    text = text.replace("\0", "").encode("utf-8", "replace").decode()
    if not text.strip():
        raise ArticleRefusedError(Flaw.EMPTY)
    if len(text.encode()) > LONGEST_BYTES:
        raise ArticleRefusedError(Flaw.TOO_LONG)
    return text


async def _store(session: AsyncSession, article: Article, part: Part | None, origin: Origin, now: datetime) -> Received:
    if part is None:
        received = await articles.receive(session, article, now=now, origin=origin)
    else:
        received = await parts.receive(session, article, part, now=now, origin=origin)
    if received.duplicate and article.publisher:
        await copies.add_publisher(session, received.article_id, article.publisher)
    return received


def _to_read(record: ArticleRecord) -> Article:
    return Article(
        id=str(record.id),
        text=record.text,
        published=record.published,
        lang=record.lang,
        publisher=record.publisher,
        title=record.title,
        url=record.url,
    )

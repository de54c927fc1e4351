"""The use case «an article is to be fetched»: kept first, acknowledged then, fetched, opened, taken in like a forward.

What is kept is fetched even if the process dies in between: the sweep claims what is due (`store.pickups`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

from bot.documents.drafts import Contents, Document, DocumentError, Draft
from bot.documents.process import DocumentOpener
from bot.fetching.errors import FetchError
from bot.fetching.fetch import Fetcher
from bot.fetching.links import site_of
from bot.intake import ArticleRefusedError, Flaw, Intake
from bot.pickup_news import Gathered, GivenUp, News, PutOff, Taken, Tell
from bot.services import Clock
from nlp.schema import Article
from store import pickups
from store.database import Database
from store.errors import StoreError
from store.records import Origin, PickupRecord, Received, Wish

_LOG = logging.getLogger(__name__)

RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long a page that did not come waits for its next attempts; then it is given up."""

LEASE = timedelta(minutes=3)
"""How long a claimed link belongs to its process: fetching and opening have half a minute each, and a queue."""

LARGEST_FILE = 20_000_000
"""Bytes; core.telegram.org/bots/api#getfile hands out no larger one."""

UNDATED = "undated"
"""The flaw of an article that nobody gave a date."""

_AT_ONCE = 4
_MOST_ATTEMPTS = 6  # claims, those that ended in a crash among them
_TOO_OFTEN = "documents.too_heavy"

Download = Callable[[str], Awaitable[bytes]]
"""Gives a file of Telegram's by its file id. Raises FetchError or DocumentError."""


class Pickups:
    """Fetches what was wished for; `tell` is told of every step after the acknowledgement."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        clock: Clock,
        *,
        fetcher: Fetcher,
        opener: DocumentOpener,
        download: Download,
    ) -> None:
        self.tell: Tell | None = None
        self._database, self._intake, self._clock = database, intake, clock
        self._fetcher, self._opener, self._download = fetcher, opener, download
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._sweeping = asyncio.Lock()

    async def add(self, wish: Wish, acknowledge: Callable[[], Awaitable[int]]) -> int:
        """Keep a wish and give its number; acknowledging and fetching go on by themselves. Raises DatabaseError."""
        async with self._database.write() as session:
            number = await pickups.add(session, wish, claimable=self._clock() + LEASE)
        self._begin(self._acknowledged(number, acknowledge))
        return number

    async def article_of(self, url: str) -> int | None:
        """The article that was stored from this link before, None where none was."""
        async with self._database.read() as session:
            return await pickups.article_of(session, url)

    async def sweep(self) -> int:
        """Take up what is due again and what a crash has left; gives how many. One sweep at a time."""
        count = 0
        async with self._sweeping:
            while True:
                async with self._database.write() as session:
                    record = await pickups.claim_next(session, now=self._clock(), lease=LEASE)
                if record is None:
                    return count
                await self._begin(self._pick_up(record))
                count += 1

    def begin_sweep(self) -> None:
        """Sweep in the background, at the start."""
        self._begin(self._sweep_quietly())

    async def idle(self) -> None:
        """Wait until nothing is being fetched."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Stop; what is under way is fetched again when its lease is over."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._opener.close()
        await self._fetcher.close()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _sweep_quietly(self) -> None:
        try:
            await self.sweep()
        except StoreError as error:
            _LOG.error("links and files can't be looked for: %s", error)

    async def _acknowledged(self, number: int, acknowledge: Callable[[], Awaitable[int]]) -> None:
        try:
            message_id = await acknowledge()
            async with self._database.write() as session:
                await pickups.set_reply(session, number, message_id)
        except Exception:
            _LOG.warning("pickup %d could not be acknowledged", number, exc_info=True)
        try:
            async with self._turns:
                async with self._database.write() as session:
                    record = await pickups.claim(session, number, now=self._clock(), lease=LEASE)
                if record is not None:
                    await self._pick_up(record)
        except StoreError as error:
            _LOG.error("pickup %d waits for the sweep: %s", number, error)

    async def _pick_up(self, record: PickupRecord) -> None:
        """Fetch, open, take in, tell; whatever goes wrong ends with this one."""
        try:
            if record.attempts > _MOST_ATTEMPTS:
                await self._give_up(record, _TOO_OFTEN)
                return
            contents = await self._opener.open(await self._document(record.wish))
            await self._take_in(record, contents)
        except FetchError as error:
            await self._put_off(record, f"links.{error.trouble}", passing=error.passing)
        except DocumentError as error:
            await self._give_up(record, f"documents.{error.flaw}")
        except StoreError as error:
            _LOG.error("pickup %d waits for the sweep: %s", record.id, error)
        except Exception:
            _LOG.exception("pickup %d failed", record.id)
            await self._give_up(record, "documents.broken")

    async def _document(self, wish: Wish) -> Document:
        """What was wished for, as it came. Raises FetchError, DocumentError."""
        if wish.url is None:
            assert wish.file_id is not None
            content = await self._download(wish.file_id)
            return Document(wish.name or "", content, wish.media_type)
        page = await self._fetcher.fetch(wish.url)
        return Document(site_of(page.url), page.content, page.media_type, page.charset, page.url)

    async def _take_in(self, record: PickupRecord, contents: Contents) -> None:
        articles = [_article(record, number, draft) for number, draft in enumerate(contents.drafts, 1)]
        if len(articles) == 1 and not contents.skipped:
            await self._take_one(record, articles[0])
            return
        new: list[int] = []
        known, left_out = 0, [(one.name, f"documents.{one.flaw}") for one in contents.skipped]
        for number, (draft, article) in enumerate(zip(contents.drafts, articles, strict=True), 1):
            received, flaw = await self._received(article, Origin(record.wish.origin.admin_id))
            if received is None:
                left_out.append((draft.part or draft.title or f"{number}", flaw))
            elif received.duplicate:
                known += 1
            else:
                new.append(received.article_id)
        async with self._database.write() as session:
            await pickups.finish(session, record.id)
        await self._say(record, Gathered(tuple(new), known, tuple(left_out)))

    async def _take_one(self, record: PickupRecord, article: Article | None) -> None:
        """Store the article; what is said of it then, and after its reading, stands in the acknowledgement's place."""
        acknowledge = None if article is None else partial(self._taken, record, article)
        received, flaw = await self._received(article, record.wish.origin, acknowledge)
        if received is None:
            await self._give_up(record, flaw)
            return
        async with self._database.write() as session:
            await pickups.finish(session, record.id, article_id=received.article_id)

    async def _taken(self, record: PickupRecord, article: Article, received: Received) -> int | None:
        return await self._say(record, Taken(received, article))

    async def _received(
        self,
        article: Article | None,
        origin: Origin,
        acknowledge: Callable[[Received], Awaitable[int | None]] | None = None,
    ) -> tuple[Received | None, str]:
        """What the intake says of an article; or None and the flaw."""
        if article is None:
            return None, UNDATED
        try:
            return await self._intake.receive(article, origin, acknowledge), ""
        except ArticleRefusedError as refused:
            return None, "documents.empty" if refused.flaw is Flaw.EMPTY else "documents.too_large"

    async def _put_off(self, record: PickupRecord, flaw: str, *, passing: bool) -> None:
        if not passing or record.attempts > len(RETRIES):
            await self._give_up(record, flaw)
            return
        wait = RETRIES[record.attempts - 1]
        async with self._database.write() as session:
            await pickups.postpone(session, record.id, self._clock() + wait, flaw)
        await self._say(record, PutOff(flaw, wait))

    async def _give_up(self, record: PickupRecord, flaw: str) -> None:
        async with self._database.write() as session:
            await pickups.give_up(session, record.id, flaw)
        await self._say(record, GivenUp(flaw))

    async def _say(self, record: PickupRecord, news: News) -> int | None:
        if self.tell is None:
            return None
        try:
            message_id = await self.tell(record, news)
        except Exception:
            _LOG.warning("how pickup %d stands could not be told", record.id, exc_info=True)
            return None
        if message_id is not None and message_id != record.wish.origin.reply_message_id:
            async with self._database.write() as session:
                await pickups.set_reply(session, record.id, message_id)
        return message_id


def _article(record: PickupRecord, number: int, draft: Draft) -> Article | None:
    """The article of a draft; None where nobody gave its date. Its language is told by reading: pages get it wrong."""
    wish = record.wish
    said = (wish.published, wish.publisher)
    told = (draft.published, draft.publisher)
    first, second = (said, told) if wish.binding else (told, said)
    published = first[0] or second[0]
    if published is None:
        return None
    return Article(
        id=f"pickup-{record.id}-{number}",
        text=draft.text,
        published=published,
        publisher=first[1] or second[1],
        title=draft.title,
        url=draft.url or wish.url,
    )

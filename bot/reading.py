"""The processes that read: one Reader loaded in each, so that reading never holds up the event loop.

A worker that dies takes only its own article's attempt along: the article is read once more, alone in a fresh process,
and if that dies too, the article is what kills it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.processes import answered, live_with_parent, processes_of
from nlp.schema import Article, Reading

if TYPE_CHECKING:
    from nlp.reader import Reader

_LOG = logging.getLogger(__name__)

PATIENCE_S = 300.0
"""How long one article may take: 200 kB of text at the pace of a slow, busy machine."""

_MANAGER_S = 2.0  # how long the end of an executor's own thread is waited for; it takes milliseconds

_reader: Reader | None = None  # the worker process's own
_obstacle: str | None = None  # why it could not be loaded


class ReadingFailedError(Exception):
    """This article can't be read: it is set aside, and reading it again would end the same way."""


class ReaderUnavailableError(Exception):
    """The reader can't be loaded, so no article can be read: see the message, mend, start again."""


class ReadingPool:
    """`workers` processes that read articles; they start at the first article or by `warm_up`."""

    def __init__(self, workers: int = 1, *, patience_s: float = PATIENCE_S) -> None:
        self.workers = workers
        self._patience_s = patience_s
        self._shared: ProcessPoolExecutor | None = None
        self._running: set[ProcessPoolExecutor] = set()
        self._managers: list[threading.Thread] = []

    async def warm_up(self) -> None:
        """Load the reader. Raises ReaderUnavailableError."""
        try:
            await answered(self._executor().submit(_ready))
        except BrokenProcessPool:
            raise ReaderUnavailableError("the process that reads died while it loaded the model") from None

    async def read(self, article: Article) -> Reading:
        """Read one article. Raises ReadingFailedError, or ReaderUnavailableError where nothing can be read."""
        executor = self._executor()
        try:
            return await self._read_in(executor, article)
        except BrokenProcessPool:
            _LOG.warning("a reading process died; article %s is read again in a fresh one", article.id)
            self._end(executor)
        except ReaderUnavailableError:
            self._end(executor)  # so that the next article finds a process that tries to load it again
            raise
        with self._alone() as fresh:
            try:
                return await self._read_in(fresh, article)
            except BrokenProcessPool:
                raise ReadingFailedError("the reading process died twice at this article") from None

    def pids(self) -> list[int]:
        """The numbers of the processes at work."""
        return [process.pid for process in processes_of(self._running) if process.pid is not None]

    def close(self) -> None:
        """End all processes; what they were reading is lost and must be claimed again."""
        for executor in list(self._running):
            self._end(executor)
        # An executor's own thread that still closes its pipes trips the interpreter's end (CPython 3.11: a traceback).
        for manager in self._managers:
            manager.join(_MANAGER_S)

    async def _read_in(self, executor: ProcessPoolExecutor, article: Article) -> Reading:
        try:
            async with asyncio.timeout(self._patience_s):
                return await answered(executor.submit(_read, article))
        except TimeoutError:
            self._end(executor)
            raise ReadingFailedError(f"reading took longer than {self._patience_s:.0f} s") from None

    def _executor(self) -> ProcessPoolExecutor:
        if self._shared is None:
            self._shared = self._start(self.workers)
        return self._shared

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Not fork: the parent runs threads (database, prompt), whose locks a forked child would inherit.
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
        self._running.add(executor)
        return executor

    @contextmanager
    def _alone(self) -> Iterator[ProcessPoolExecutor]:
        executor = self._start(1)
        try:
            yield executor
        finally:
            self._end(executor)

    def _end(self, executor: ProcessPoolExecutor) -> None:
        if self._shared is executor:
            self._shared = None
        for process in processes_of({executor} & self._running):
            process.terminate()
        self._running.discard(executor)
        manager = getattr(executor, "_executor_manager_thread", None)  # no public way to it; a shutdown forgets it
        self._managers = [m for m in (*self._managers, manager) if m is not None and m.is_alive()]
        executor.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Prepare a worker: no word at Ctrl-C (the parent ends it), no life after the parent's death, a loaded reader."""
    global _reader, _obstacle
    live_with_parent()
    try:
        from nlp.reader import load

        _reader = load()
        gc.freeze()  # what is loaded stays: the collector need not walk through it again and again
    except Exception as error:
        _obstacle = f"the reader can't be loaded: {error}"


def _ready() -> None:
    if _reader is None:
        raise ReaderUnavailableError(_obstacle or "no reader was loaded")


def _read(article: Article) -> Reading:
    from nlp.reader import ReadingError

    _ready()
    assert _reader is not None
    try:
        return _reader.read(article)
    except ReadingError as error:
        raise ReadingFailedError(str(error)) from None

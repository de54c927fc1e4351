"""The process in which documents are opened: what is sent to it may be hostile, so its memory and its time are bounded.

A document that breaks a bound takes its process along; the next one gets a fresh process. So does the next one after a
document that took much memory, which Python would not give back.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.documents.drafts import Contents, Document, DocumentError, Flaw
from bot.processes import answered, live_with_parent, processes_of

_LOG = logging.getLogger(__name__)

PATIENCE_S = 30.0
"""How long a document may take; a long page takes a second, a PDF of 300 pages ten."""

MOST_MEMORY = 512 * 2**20
"""Bytes of address space; a process that has opened nothing yet takes 165 MiB of it."""

_MANAGER_S = 2.0  # how long the end of an executor's own thread is waited for; it takes milliseconds
_WORN = 250 * 2**20  # bytes of memory at its highest, from which on a process is not used again


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a document, and the highest memory that its process had by then, in bytes (0: not known)."""

    outcome: Contents | DocumentError
    peak: int


class DocumentOpener:
    """One process that opens documents, one after the other; it starts at the first document."""

    def __init__(self, *, patience_s: float = PATIENCE_S, most_memory: int = MOST_MEMORY) -> None:
        self.peak = 0
        self._patience_s = patience_s
        self._most_memory = most_memory
        self._executor: ProcessPoolExecutor | None = None
        self._managers: list[threading.Thread] = []
        self._turn = asyncio.Lock()

    async def open(self, document: Document) -> Contents:
        """The articles of a document. Raises DocumentError."""
        async with self._turn:
            if self._executor is None:
                self._executor = self._start()
            try:
                async with asyncio.timeout(self._patience_s):
                    opened = await answered(self._executor.submit(_open, document))
            except (TimeoutError, BrokenProcessPool, MemoryError) as error:
                _LOG.warning("the document %r was given up: %s", document.name[:80], type(error).__name__)
                self._end()
                raise DocumentError(Flaw.TOO_HEAVY) from None
            except asyncio.CancelledError:
                self._end()
                raise
            self.peak = opened.peak
            if opened.peak > _WORN:
                self._end()
            if isinstance(opened.outcome, DocumentError):
                raise opened.outcome
            return opened.outcome

    def close(self) -> None:
        """End the process; what it is opening is given up."""
        self._end()
        # See bot.reading: an executor's own thread that still closes its pipes trips the interpreter's end.
        for manager in self._managers:
            manager.join(_MANAGER_S)

    def pids(self) -> list[int]:
        """The number of the process, where there is one."""
        return [p.pid for p in processes_of([self._executor] if self._executor else []) if p.pid is not None]

    def _start(self) -> ProcessPoolExecutor:
        # Not fork: see bot.reading.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(self._most_memory,))

    def _end(self) -> None:
        if self._executor is None:
            return
        for process in processes_of([self._executor]):
            process.kill()  # it may be deep in C code
        manager = getattr(self._executor, "_executor_manager_thread", None)
        self._managers = [one for one in (*self._managers, manager) if one is not None and one.is_alive()]
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None


def _begin(most_memory: int) -> None:
    """Prepare the process: load what opens pages, then take no more memory than allowed."""
    live_with_parent()
    logging.disable()  # a document is not to write in the bot's log through the complaints of its reader
    import trafilatura  # noqa: F401

    with suppress(ImportError, ValueError, OSError):  # not on Windows; not everywhere may it be set
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open(document: Document) -> Opened:
    from bot.documents.opening import open_document

    try:
        return Opened(open_document(document), peak_memory())
    except DocumentError as error:
        return Opened(error, peak_memory())


def peak_memory() -> int:
    """The highest memory that this process had so far, in bytes; 0 where the system does not tell (only Linux does).

    Not getrusage: what a process has after its start is at least what its parent had.
    """
    with suppress(OSError, ValueError, IndexError):
        told = Path("/proc/self/status").read_text()
        return int(told.partition("VmHWM:")[2].split()[0]) * 1024
    return 0

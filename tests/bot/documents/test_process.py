"""The process that opens documents: bounded in time and memory, whatever it is given, and fresh after a harm."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.documents.drafts import Document, DocumentError, Draft, Flaw
from bot.documents.process import MOST_MEMORY, DocumentOpener
from tests.bot.documents import hostile, pages

TEXT = "\n".join(pages.BODY)
MB = 2**20
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux alone")


@pytest.fixture
def opener() -> Iterator[DocumentOpener]:
    """A process of one's own."""
    opener = DocumentOpener()
    yield opener
    opener.close()


async def flaw(opener: DocumentOpener, name: str, content: bytes) -> Flaw:
    """Why the document gives no article."""
    with pytest.raises(DocumentError) as refused:
        await opener.open(Document(name, content))
    return refused.value.flaw


async def test_documents_are_opened_in_one_process(opener: DocumentOpener) -> None:
    """One after the other, also when they come together; what goes wrong with one is that one's."""
    page, broken, text = await asyncio.gather(
        opener.open(Document("a.html", pages.MODERN.encode())),
        opener.open(Document("a.pdf", b"%PDF-1.4")),
        opener.open(Document("a.txt", TEXT.encode())),
        return_exceptions=True,
    )
    assert not isinstance(page, BaseException) and page.drafts[0].title == pages.TITLE
    assert isinstance(broken, DocumentError) and broken.flaw is Flaw.BROKEN
    assert not isinstance(text, BaseException) and text.drafts == (Draft(TEXT),)
    assert len(opener.pids()) == 1
    assert opener.peak < 120 * MB


@linux
@pytest.mark.parametrize("name", hostile.CASES)
async def test_a_hostile_document_is_refused_in_its_bounds(opener: DocumentOpener, name: str) -> None:
    """By a word that fits it; the memory of its process stays in bounds, and the next document is opened."""
    file, made, expected = hostile.CASES[name]
    content = made()
    await opener.open(Document("a.txt", TEXT.encode()))
    with Highest(opener.pids()[0]) as highest:
        assert await flaw(opener, file, content) in expected
    assert 30 * MB < highest.memory < MOST_MEMORY
    assert (await opener.open(Document("a.txt", TEXT.encode()))).drafts == (Draft(TEXT),)


async def test_a_document_that_takes_too_long(opener: DocumentOpener) -> None:
    """Its process is killed."""
    impatient = DocumentOpener(patience_s=0.01)
    assert await flaw(impatient, "a.html", pages.MODERN.encode()) is Flaw.TOO_HEAVY
    assert impatient.pids() == []


async def test_a_process_that_dies(opener: DocumentOpener) -> None:
    """The document is given up, the next one gets a fresh process."""
    page = Document("a.html", b"<html><body>" + b"<p>" * 99_000)
    await opener.open(Document("a.txt", TEXT.encode()))
    opening = asyncio.create_task(opener.open(page))
    await asyncio.sleep(0.2)
    os.kill(opener.pids()[0], signal.SIGKILL)
    with pytest.raises(DocumentError) as refused:
        await opening
    assert refused.value.flaw is Flaw.TOO_HEAVY
    assert (await opener.open(Document("a.txt", TEXT.encode()))).drafts == (Draft(TEXT),)


async def test_who_stops_waiting_stops_the_work(opener: DocumentOpener) -> None:
    """A stop of the bot leaves no process behind."""
    opening = asyncio.create_task(opener.open(Document("a.html", b"<html><body>" + b"<p>" * 99_000)))
    await asyncio.sleep(0.2)
    opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    assert opener.pids() == []


class Highest:
    """Watches a process's memory while the block runs: `memory` is its highest, in bytes."""

    def __init__(self, pid: int) -> None:
        self.memory = 0
        self._status = Path(f"/proc/{pid}/status")
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Highest:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        with suppress(OSError, IndexError):  # the process is gone
            while True:
                told = int(self._status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
                self.memory = max(self.memory, told)
                if self._done.wait(0.01):
                    return

"""`depeche ingest`: articles from files and folders go the way of a forward, stored first, then read.

What was stopped is begun again with the same words: an article that the archive has is passed over.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from bot.app import intake_alone
from bot.article_files import ArticleFileError, Particulars, articles_of, content_of
from bot.cli_chat import system_language
from bot.documents.drafts import Document, DocumentError, Draft
from bot.documents.drafts import Flaw as DocumentFlaw
from bot.documents.process import DocumentOpener
from bot.intake import ArticleRefusedError, Flaw, Intake, Outcome, unread
from bot.pickups import LARGEST_FILE
from bot.settings import Settings
from bot.texts import Texts, texts
from bot.views import intake as views
from nlp.schema import Article
from store.database import migrate
from store.records import ArticleState, Received

_PLAIN = (".txt", ".json", ".jsonl")
_OPENED = (".pdf", ".docx", ".eml", ".zip", ".html", ".htm")
_AHEAD = 4  # articles a worker stored before they are read


def ingest(settings: Settings, paths: list[Path], given: Particulars) -> int:
    """Take the articles of the files into the archive; gives the exit code: 1 where one was not taken or not read.

    Raises DatabaseError.
    """
    migrate(settings.database_url)
    words = texts(system_language(os.environ, settings.default_language))
    return asyncio.run(_ingest(settings, paths, given, words))


async def _ingest(settings: Settings, paths: list[Path], given: Particulars, words: Texts) -> int:
    files, opener = _files(paths), DocumentOpener()
    with _progress(len(files)) as progress:
        report = _Report(words, progress)
        task = progress.add_task("", total=len(files))
        async with intake_alone(settings) as intake:
            intake.on_read = report.tell
            try:
                for path in files:
                    await _file(path, given, intake, report, settings.reader_workers * _AHEAD, opener)
                    progress.advance(task)
            finally:
                opener.close()
            await intake.idle()
            for article_id in list(report.awaited):
                outcome = await intake.outcome(article_id)
                if outcome is not None:
                    await report.tell(outcome)
    return int(report.failed)


def _files(paths: list[Path]) -> list[Path]:
    """The files, and of the folders and their folders those of a kind that is read, by name; no hidden ones."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if _is_read(one.relative_to(path))) if path.is_dir() else []
        found += inside or [path]
    return found


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in (*_PLAIN, *_OPENED) and not any(part.startswith(".") for part in path.parts)


async def _file(
    path: Path, given: Particulars, intake: Intake, report: _Report, ahead: int, opener: DocumentOpener
) -> None:
    name = str(path)
    try:
        content = sys.stdin.buffer.read() if name == "-" else content_of(path)
        if path.suffix.lower() in _OPENED:
            await _document(name, content, given, intake, report, ahead, opener)
            return
        for article in articles_of(name, content, given):
            await _article(name, article, intake, report)
            await intake.room(ahead)
    except ArticleFileError as error:
        report.complain(name, error)
    except DocumentError as error:
        report.complain(name, ArticleFileError(f"documents.{error.flaw}"))


async def _document(
    name: str, content: bytes, given: Particulars, intake: Intake, report: _Report, ahead: int, opener: DocumentOpener
) -> None:
    """Take the articles of a file that is opened in a process apart. Raises ArticleFileError, DocumentError."""
    if len(content) > LARGEST_FILE:
        raise DocumentError(DocumentFlaw.TOO_LARGE)
    contents = await opener.open(Document(name, content))
    for skipped in contents.skipped:
        report.complain(f"{name}/{skipped.name}", ArticleFileError(f"documents.{skipped.flaw}"))
    for draft in contents.drafts:
        part = f"{name}/{draft.part}" if draft.part else name
        try:
            await _article(part, _drafted(part, draft, given), intake, report)
        except ArticleFileError as error:
            report.complain(part, error)
        await intake.room(ahead)


def _drafted(name: str, draft: Draft, given: Particulars) -> Article:
    """The article of a draft, what is `given` going first. Raises ArticleFileError where its day or publisher lack."""
    published, publisher = given.published or draft.published, given.publisher or draft.publisher
    if published is None:
        raise ArticleFileError("files.no_date")
    if not publisher:
        raise ArticleFileError("files.no_publisher")
    return Article(
        id=name,
        text=draft.text,
        published=published,
        lang=given.lang,
        publisher=publisher,
        title=given.title or draft.title,
        url=given.url or draft.url,
    )


async def _article(name: str, article: Article, intake: Intake, report: _Report) -> None:
    try:
        received = await intake.receive(article, acknowledge=partial(report.expect, name))
    except ArticleRefusedError as refused:
        key = "files.empty" if refused.flaw is Flaw.EMPTY else "files.too_long"
        report.complain(name, ArticleFileError(key))
        return
    if received.duplicate and (outcome := await intake.outcome(received.article_id)) is not None:
        report.line(views.repeated(name, outcome, report.words))


class _Report:
    """One line a file: what was found in it on standard output, why it was not taken on standard error."""

    def __init__(self, words: Texts, progress: Progress) -> None:
        self.words = words
        self.failed = False
        self.awaited: dict[int, str] = {}
        self._progress = progress

    async def expect(self, name: str, received: Received) -> None:
        if not received.duplicate:
            self.awaited[received.article_id] = name

    async def tell(self, outcome: Outcome) -> None:
        name = self.awaited.pop(outcome.article.id, None)
        if name is None:
            return  # an article that someone else had left unread
        self.failed |= unread(outcome) or outcome.article.state is ArticleState.FAILED
        self.line(views.summary(name, outcome, self.words))

    def complain(self, name: str, error: ArticleFileError) -> None:
        self.failed = True
        why = self.words.get(error.key, **error.values)
        print(self.words.get("files.bad", name=name, why=why).unescape(), file=sys.stderr, flush=True)

    def line(self, text: str) -> None:
        print(text, flush=True)


@contextmanager
def _progress(files: int) -> Iterator[Progress]:
    """A bar on standard error for many files, where a person looks on."""
    console = Console(stderr=True)
    shown = files > 1 and console.is_terminal
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not shown, transient=True) as progress:
        yield progress

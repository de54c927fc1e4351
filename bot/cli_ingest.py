"""`depeche ingest`: articles from files go the way of a forward, stored first, then read."""

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
from bot.intake import ArticleRefusedError, Flaw, Intake, Outcome, unread
from bot.settings import Settings
from bot.texts import Texts, texts
from bot.views import intake as views
from nlp.schema import Article
from store.database import migrate
from store.records import ArticleState, Received

_AHEAD = 4  # articles a worker stored before they are read


def ingest(settings: Settings, paths: list[Path], given: Particulars) -> int:
    """Take the articles of the files into the archive; gives the exit code: 1 where one was not taken or not read.

    Raises DatabaseError.
    """
    migrate(settings.database_url)
    words = texts(system_language(os.environ, settings.default_language))
    return asyncio.run(_ingest(settings, paths, given, words))


async def _ingest(settings: Settings, paths: list[Path], given: Particulars, words: Texts) -> int:
    with _progress(len(paths)) as progress:
        report = _Report(words, progress)
        task = progress.add_task("", total=len(paths))
        async with intake_alone(settings) as intake:
            intake.on_read = report.tell
            for path in paths:
                await _file(path, given, intake, report, settings.reader_workers * _AHEAD)
                progress.advance(task)
            await intake.idle()
            for article_id in list(report.awaited):
                outcome = await intake.outcome(article_id)
                if outcome is not None:
                    await report.tell(outcome)
    return int(report.failed)


async def _file(path: Path, given: Particulars, intake: Intake, report: _Report, ahead: int) -> None:
    name = str(path)
    try:
        content = sys.stdin.buffer.read() if name == "-" else content_of(path)
        for article in articles_of(name, content, given):
            await _article(name, article, intake, report)
            await intake.room(ahead)
    except ArticleFileError as error:
        report.complain(name, error)


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

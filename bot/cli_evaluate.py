"""`depeche evaluate`: the reader's events, or those of a file, held against annotated articles."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.reading import ReadingFailedError, ReadingPool
from nlp.evaluation.annotated import AnnotationError, GoldArticle, read_extracted, read_gold
from nlp.evaluation.browser import page
from nlp.evaluation.calibration import Calibration, calibration
from nlp.evaluation.figures import Judged, evaluate, judge
from nlp.evaluation.record import evaluation_to_record
from nlp.evaluation.report import calibration_lines, error_lines, figure_lines
from nlp.schema import Event

_AHEAD = 2  # articles a worker handed over at once: the time that one may take runs from there


class EvaluationError(Exception):
    """A file cannot be used: the message names it and what is wrong with it."""


def run(gold: Path, predicted: Path | None, workers: int, browser: Path | None, *, as_json: bool) -> int:
    """Print the figures and every error, or the figures as JSON; gives the exit code: 1 where an article failed.

    Without a file of predictions the reader reads the articles. Raises EvaluationError.
    """
    articles = _gold(gold)
    if browser is not None and not browser.parent.is_dir():
        raise EvaluationError(f"{browser}: there is no folder {browser.parent}")  # told before the reading, not after
    failed, confident = 0, True
    if predicted is None:
        said, failed = asyncio.run(_read(articles, workers))
    else:
        said, confident = _predicted(predicted, articles)
    judged = [judge(article, events) for article, events in zip(articles, said, strict=True)]
    if browser is not None:
        _write(browser, page(judged, gold.name))  # before the printing, which a reader may cut short
    _print(judged, calibration(judged) if confident else None, as_json=as_json)
    return int(failed > 0)


def _gold(path: Path) -> tuple[GoldArticle, ...]:
    try:
        return read_gold(_lines(path))
    except AnnotationError as error:
        raise EvaluationError(f"{path}: {error}") from None


def _predicted(path: Path, gold: Sequence[GoldArticle]) -> tuple[list[tuple[Event, ...]], bool]:
    """Read the file's events in the order of the articles; those that it lacks have none, and are told."""
    try:
        found = read_extracted(_lines(path), gold)
    except AnnotationError as error:
        raise EvaluationError(f"{path}: {error}") from None
    absent = [item.article.id for item in gold if item.article.id not in found.events]
    if absent:
        _tell(f"{path} lacks {len(absent)} of the articles, which count as having no event: {', '.join(absent[:5])}")
    return [found.events.get(item.article.id, ()) for item in gold], found.confident


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        raise EvaluationError(f"{path}: {error.strerror}") from None


async def _read(gold: Sequence[GoldArticle], workers: int) -> tuple[list[tuple[Event, ...]], int]:
    """Read the articles as `depeche extract` does; one that fails has no events, and is told and counted."""
    pool = ReadingPool(workers)
    places = asyncio.Semaphore(_AHEAD * workers)
    failed = 0

    async def read(item: GoldArticle) -> tuple[Event, ...]:
        nonlocal failed
        try:
            async with places:
                reading = await pool.read(item.article)
        except ReadingFailedError as error:
            failed += 1
            _tell(f"article {item.article.id}: {error}")
            return ()
        if not reading.readable:
            _tell(f"article {item.article.id} counts as having no event: its language ({reading.lang}) can't be read")
        return reading.events

    try:
        await pool.warm_up()
        return list(await asyncio.gather(*(read(item) for item in gold))), failed
    finally:
        pool.close()


def _print(judged: Sequence[Judged], said: Calibration | None, *, as_json: bool) -> None:
    result = evaluate(judged)
    if as_json:
        print(json.dumps(evaluation_to_record(result, judged, said), ensure_ascii=False))
        return
    for lines in (figure_lines(result), calibration_lines(said), error_lines(judged)):
        _show(lines)


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    print()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path}: {error.strerror}") from None
    _tell(f"the error browser is in {path}")


def _tell(what: str) -> None:
    print(f"depeche: {what}", file=sys.stderr, flush=True)

"""`depeche extract`: articles in, events out, one JSON object a line; no database, bounded memory."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.reading import ReadingFailedError, ReadingPool
from bot.stdin import LONGEST_LINE, lines_of, standard_input
from nlp.record import Record, RecordError, article_from_record, event_to_record
from nlp.schema import Article, Reading

_AHEAD = 4  # articles a worker in the works, so that a long one holds up nobody


class _BadLineError(Exception):
    """A line holds no article; the message says why."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """An article in the works and the line that it came on."""

    line: int
    article: Article
    reading: asyncio.Task[Reading]


def extract(file: str, workers: int) -> int:
    """Read the articles of a file («-»: standard input); gives the exit code: 1 where a line was bad."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # JSON lines, whatever the terminal's own
    try:
        stream = standard_input() if file == "-" else Path(file).open("rb")  # noqa: SIM115 (closed by its reader)
    except OSError as error:
        print(f"depeche: {file}: {error.strerror}", file=sys.stderr)
        return 1
    return asyncio.run(_extract(stream, workers))


async def _extract(stream: BinaryIO, workers: int) -> int:
    pool = ReadingPool(workers)
    bad = False
    window: deque[_Begun] = deque()
    try:
        await pool.warm_up()
        number = 0
        async for line in _numbered(stream):
            number += 1
            try:
                article = _article(line)
            except _BadLineError as error:
                bad = True
                _complain(number, str(error))
                continue
            if article is not None:
                window.append(_Begun(number, article, asyncio.create_task(pool.read(article))))
            while window and (len(window) >= _AHEAD * workers or window[0].reading.done()):
                bad |= not await _finish(window.popleft())
        while window:
            bad |= not await _finish(window.popleft())
    finally:
        for begun in window:
            begun.reading.cancel()
        await asyncio.gather(*(begun.reading for begun in window), return_exceptions=True)
        pool.close()
    return int(bad)


async def _numbered(stream: BinaryIO) -> AsyncIterator[bytes | None]:
    async for line in lines_of(stream):
        yield line
        await asyncio.sleep(0)  # lets the readings begin that were asked for


def _article(line: bytes | None) -> Article | None:
    """The article on a line, None on a blank one. Raises _BadLineError."""
    if line is None:
        raise _BadLineError(f"is longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        text = line.decode("utf-8-sig")
        return article_from_record(json.loads(text)) if text.strip() else None
    except UnicodeDecodeError as error:
        raise _BadLineError(f"is not UTF-8 (byte {error.start})") from None
    except RecordError as error:
        raise _BadLineError(str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"is no JSON: {error}") from None


async def _finish(begun: _Begun) -> bool:
    """Write one article's events; False where it could not be read."""
    try:
        reading = await begun.reading
    except ReadingFailedError as error:
        _complain(begun.line, str(error))
        return False
    sys.stdout.write(json.dumps(_record(begun.article, reading), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return True


def _record(article: Article, reading: Reading) -> Record:
    """The article as the gold files write it, with `readable: false` where its language can't be read."""
    record: Record = {
        "id": article.id,
        "lang": reading.lang,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "events": [event_to_record(event) for event in reading.events],
    }
    return record if reading.readable else record | {"readable": False}


def _complain(line: int, why: str) -> None:
    print(f"line {line}: {why}", file=sys.stderr, flush=True)

"""Exports as files on disk: written batch by batch off the event loop, in parts that Telegram takes."""

from __future__ import annotations

import asyncio
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.arabic import is_arabic, plain
from bot.exports import writer_of
from bot.exports.writer import Writer
from bot.texts import Texts
from bot.texts.bidi import without_marks
from nlp.names import fold
from store.database import Database
from store.export import BATCH, Batch, stream
from store.records import EventFilter

PART = 200_000
"""Events in one file: some 120 MB of CSV, 20 MB zipped; a bot may send 50 MB (core.telegram.org/bots/api#senddocument),
and a spreadsheet takes a million rows."""

PLAIN_BYTES = 10_000_000
"""A file over this size is zipped: phones take longer to fetch it than to open it."""

_LEVEL = 6  # of deflate, zlib's own middle between time and size


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export, zipped where it is large; `events` counts what it holds."""

    path: Path
    events: int

    @property
    def name(self) -> str:
        """The name under which the reader gets it."""
        return self.path.name


async def parts(
    database: Database,
    wanted: EventFilter,
    form: str,
    texts: Texts,
    folder: Path,
    *,
    name: str,
    size: int = PART,
    plain: int = PLAIN_BYTES,
) -> AsyncIterator[Part]:
    """Write the events that match into files in `folder` and give each as soon as it is whole.

    `name` is that of the files without their ending; `size` is how many events a part holds at most, `plain` the bytes
    over which it is zipped. An export of nothing gives no part. Memory holds one batch at a time.
    """
    step, number, batches = min(size, BATCH), 1, stream(database, wanted, size=min(size, BATCH))
    batch = await anext(batches, None)
    while batch is not None:
        following: Batch | None = batch
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.{form}"
        count = 0
        writer = writer_of(form, texts)
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(writer.begin())
            while following is not None and count + step <= max(size, step):
                await asyncio.to_thread(_write, writer, following, file)
                count += len(following)
                following = await anext(batches, None)
            file.write(writer.end())
        yield Part(await asyncio.to_thread(_zipped, path, plain), count)
        batch, number = following, number + 1


def file_name(stem: str) -> str:
    """A file name that every system takes, from any words: «evenements-qayrawan-irak»; Arabic ones stay Arabic."""
    if is_arabic(stem):
        return re.sub(r"[\W_]+", "-", plain(without_marks(stem)).lower())[:60].strip("-")
    return re.sub(r"[^a-z0-9]+", "-", fold(stem))[:60].strip("-") or "export"


def _write(writer: Writer, batch: Batch, file: TextIO) -> None:
    file.write(writer.more(batch.events()))


def _zipped(path: Path, plain: int) -> Path:
    """The file, or a zip of it in its place where it is large."""
    if path.stat().st_size <= plain:
        return path
    zipped = path.with_name(path.name + ".zip")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        archive.write(path, path.name)
    path.unlink()
    return zipped

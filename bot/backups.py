"""A backup of the archive made while the bot runs: sent where Telegram takes so much, else kept on the disk."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from store.backup import back_up, zip_backup

LARGEST = 49_000_000
"""Bytes of a file that a bot may send: 50 MB (core.telegram.org/bots/api#senddocument), with some air."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A packed backup, its size in bytes; `kept` says that it is too large to be sent and stays where it is."""

    path: Path
    size: int
    kept: bool


@asynccontextmanager
async def backup(url: str, now: datetime, largest: int = LARGEST) -> AsyncIterator[Backup]:
    """Make a backup, which goes on leaving unless it is too large to be sent. Raises DatabaseError."""
    folder = _folder(url)
    with tempfile.TemporaryDirectory(prefix=".depeche-", dir=folder) as made:
        plain = Path(made) / f"depeche-{now:%Y-%m-%d-%H%M%S}.db"
        await asyncio.to_thread(back_up, url, plain)
        packed = await asyncio.to_thread(zip_backup, plain)
        size = packed.stat().st_size
        if size <= largest:
            yield Backup(packed, size, kept=False)
            return
        yield Backup(packed.replace(folder / packed.name).absolute(), size, kept=True)


def _folder(url: str) -> Path:
    """Where a backup too large to be sent is kept: beside a SQLite file, else in the working directory."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).parent
    return Path()

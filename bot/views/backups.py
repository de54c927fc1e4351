"""What is said of a backup: pure, from its name and size to a message."""

from __future__ import annotations

from pathlib import Path

from bot.texts import Texts
from bot.views.layout import View

_MB = 1_000_000


def sent(path: Path, size: int, texts: Texts) -> View:
    """The caption of a backup that was sent."""
    return View(texts.get("backups.sent", name=path.name, size=_megabytes(size)))


def kept(path: Path, size: int, texts: Texts) -> View:
    """Where a backup lies that Telegram would not take."""
    return View(texts.get("backups.kept", path=str(path), name=path.name, size=_megabytes(size)))


def _megabytes(size: int) -> int:
    return -(-size // _MB)

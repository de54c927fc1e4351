"""The log: lines on standard error, in which the bot's token never stands."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

from pydantic import SecretStr

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "asyncio", "alembic")  # httpx logs the URL


def configure(level: str, token: SecretStr, stream: TextIO | None = None) -> None:
    """Send all records of `level` and above to `stream` (standard error); libraries only from WARNING on."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Redacting(token.get_secret_value()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Our ticks log their own errors; what apscheduler would add is the traceback of a tick that a stop cuts short.
    logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)


class Redacting(logging.Formatter):
    """Formats a record, its traceback included, without the token: only the bot's number before the colon is left."""

    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._secret = token.partition(":")[2]

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text."""
        formatted = super().format(record)
        return formatted.replace(self._secret, "***") if self._secret else formatted

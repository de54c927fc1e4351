"""Lines from a stream that may block, without holding up the event loop."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from concurrent.futures import CancelledError
from typing import BinaryIO

LONGEST_LINE = 16_000_000
"""Bytes; what stands on a longer line is not kept."""

_AHEAD = 4  # lines read before they are asked for


async def lines_of(stream: BinaryIO) -> AsyncIterator[bytes | None]:
    """The lines of a stream as they come, with their line ends; None for one that is too long.

    They are read in a daemon thread, so that Ctrl-C ends the program while a line is awaited.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | Exception | None] = asyncio.Queue(_AHEAD)
    end = EOFError()

    def put(item: bytes | Exception | None) -> None:
        asyncio.run_coroutine_threadsafe(queue.put(item), loop).result()

    def read() -> None:
        try:
            while line := stream.readline(LONGEST_LINE):
                put(None if _cut(stream, line) else line)
            put(end)
        except (RuntimeError, CancelledError):
            return  # the loop is closing: nobody listens any more
        except (OSError, ValueError) as error:
            put(error)

    threading.Thread(target=read, daemon=True).start()
    while (item := await queue.get()) is not end:
        if isinstance(item, Exception):
            raise item
        yield item


def standard_input() -> BinaryIO:
    """Standard input by a file of its own: the interpreter can't end while a thread waits in `sys.stdin`."""
    return os.fdopen(os.dup(0), "rb")


def _cut(stream: BinaryIO, line: bytes) -> bool:
    """Whether the line was longer than may be; reads on to its end."""
    if len(line) < LONGEST_LINE or line.endswith(b"\n"):
        return False
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)
    return True

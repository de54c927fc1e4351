"""Unpacking a body while it arrives, a bounded piece at a time, so that a small packet can't become a large memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from bot.fetching.errors import FetchError, Trouble

PIECE = 65_536
"""Bytes unpacked at once."""

_WINDOW = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class Inflation:
    """A body's content encoding undone: `pieces` gives what each chunk holds, never more than PIECE bytes at once."""

    def __init__(self, encoding: str) -> None:
        """Take the Content-Encoding header. Raises FetchError for what we did not offer to accept."""
        names = [
            name for name in (part.strip().lower() for part in encoding.split(",")) if name not in ("", "identity")
        ]
        if len(names) > 1 or any(name not in _WINDOW for name in names):
            raise FetchError(Trouble.ENCODING, encoding[:40])
        self._unpacker = zlib.decompressobj(_WINDOW[names[0]]) if names else None
        self._bare = names == ["deflate"]  # some servers leave the zlib header out

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Give what the chunk unpacks to. Raises FetchError for what is broken."""
        if self._unpacker is None:
            yield chunk
            return
        whole = False
        while not (whole or self._unpacker.eof):
            piece = self._next(chunk)
            yield piece
            chunk = self._unpacker.unconsumed_tail
            whole = not chunk and len(piece) < PIECE  # a full piece may leave some output inside

    def _next(self, chunk: bytes) -> bytes:
        assert self._unpacker is not None
        try:
            piece = self._unpacker.decompress(chunk, PIECE)
        except zlib.error:
            if not self._bare:
                raise FetchError(Trouble.ENCODING) from None
            self._unpacker, self._bare = zlib.decompressobj(-zlib.MAX_WBITS), False
            return self._next(chunk)
        self._bare = False
        return piece

"""ZIP files, opened with bounds on everything that they claim about themselves."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from bot.documents.drafts import DocumentError, Flaw

MOST_FILES = 200
"""Files in an archive."""

LARGEST = 50_000_000
"""Bytes that all files of an archive unpack to."""

_HIGHEST_RATIO = 200  # unpacked to packed; text has 3 to 10, JSON lines up to 30
_FREE = 1_000_000  # bytes that any ratio may unpack to: a file of one repeated line is no attack
_ENCRYPTED = 0x1  # bit of the general purpose flag (APPNOTE 4.4.4)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what everyone packs with; LZMA takes memory as the file says
_PIECE = 65_536


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in `content`, for as long as the block runs. Raises DocumentError, also for what breaks inside."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise DocumentError(Flaw.BROKEN, type(error).__name__) from None


def files_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file, one at a time. Raises DocumentError before more than LARGEST is unpacked."""
    entries = [entry for entry in archive.infolist() if not _is_litter(entry)]
    if len(entries) > MOST_FILES:
        raise DocumentError(Flaw.TOO_MANY, str(len(entries)))
    left = LARGEST
    for entry in entries:
        content = unpacked(archive, entry, left)
        left -= len(content)
        yield entry.filename, content


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one file, `most` at the most. Raises DocumentError; what the entry claims is not believed."""
    if entry.flag_bits & _ENCRYPTED:
        raise DocumentError(Flaw.ENCRYPTED, entry.filename[:60])
    if entry.compress_type not in _METHODS:
        raise DocumentError(Flaw.UNKNOWN, entry.filename[:60])
    most = min(most, max(_FREE, entry.compress_size * _HIGHEST_RATIO))
    content = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            content += piece
            if len(content) > most:
                raise DocumentError(Flaw.BOMB, entry.filename[:60])
    return bytes(content)


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder, or what file managers leave behind."""
    parts = entry.filename.split("/")
    return entry.is_dir() or parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] == "Thumbs.db"

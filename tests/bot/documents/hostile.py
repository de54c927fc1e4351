"""Documents that mean harm: small ones that grow, deep ones, ones of very many parts; made when they are needed."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from bot.documents.drafts import Flaw
from tests.bot.documents import files

HEAVY = frozenset({Flaw.TOO_HEAVY, Flaw.TOO_LARGE})
_BOUNDARY = b"Content-Type: multipart/mixed; boundary=a\n\n--a\n"


def _directory() -> bytes:
    """A ZIP file that is nothing but a list of 400,000 files."""
    entries = b"".join(b"PK\x01\x02" + bytes(42) for _ in range(400_000))
    numbers = b"\xff\xff\xff\xff" + len(entries).to_bytes(4, "little") + (4).to_bytes(4, "little")
    return b"PK\x03\x04" + entries + b"PK\x05\x06" + bytes(4) + numbers + bytes(2)


def _entities() -> bytes:
    """A Word file whose text is a million times a thousand letters."""
    lol = '<!DOCTYPE a [<!ENTITY a "' + "lol" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    return files.word("&b;" * 1000, head=lol)


def _twice_packed() -> bytes:
    return files.pdf(["x"], stream=zlib.compress(files.zeros(10**9)), filters="[/FlateDecode/FlateDecode]")


CASES: dict[str, tuple[str, Callable[[], bytes], frozenset[Flaw]]] = {
    "zip bomb": ("a.zip", lambda: files.archive({"a.txt": bytes(300_000_000)}), frozenset({Flaw.BOMB})),
    "zip of bombs": (
        "a.zip",
        lambda: files.archive({f"{number}.txt": b" " * 990_000 for number in range(100)}),
        frozenset({Flaw.BOMB}),
    ),
    "zip directory": ("a.zip", _directory, HEAVY | {Flaw.TOO_MANY, Flaw.BROKEN}),
    "pdf bomb": ("a.pdf", lambda: files.pdf(["x"], stream=files.zeros(10**9)), HEAVY),
    "pdf bomb packed twice": ("a.pdf", _twice_packed, HEAVY),
    "html of 50 MB": ("a.html", lambda: b"<p>" + b"<b>x</b>" * 6_000_000, frozenset({Flaw.TOO_LARGE})),
    "html nested": ("a.html", lambda: b"<html><body>" + b"<div>" * 900_000, HEAVY | {Flaw.NO_ARTICLE}),
    "html of small parts": ("a.html", lambda: b"<html><body>" + b"<p>mot mot" * 450_000, HEAVY),
    "html just within": ("a.html", lambda: b"<html><body>" + b"<p>" * 99_000, HEAVY | {Flaw.NO_ARTICLE}),
    "word entities": ("a.docx", _entities, frozenset({Flaw.ENTITIES})),
    "word bomb": ("a.docx", lambda: files.word(body="<w:p/>" * 20_000_000), frozenset({Flaw.BOMB})),
    "word of small parts": ("a.docx", lambda: files.word(body="<w:p/>" * 150_000), frozenset({Flaw.NO_TEXT})),
    "json nested": ("a.json", lambda: b"[" * 5_000_000, frozenset({Flaw.NO_RECORD})),
    "json of small parts": ("a.json", lambda: b"[" + b"[]," * 6_000_000 + b"[]]", HEAVY | {Flaw.NO_RECORD}),
    "mail nested": ("a.eml", lambda: _BOUNDARY * 20_000, frozenset({Flaw.TOO_MANY})),
    "mail nested less": ("a.eml", lambda: _BOUNDARY * 490, HEAVY | {Flaw.BROKEN, Flaw.EMPTY, Flaw.TOO_MANY}),
    "mail of many parts": ("a.eml", lambda: _BOUNDARY + b"\n--a\n\nx\n" * 500_000, frozenset({Flaw.TOO_MANY})),
}
"""By what they are called: the file's name, its bytes, and the flaws that fit."""

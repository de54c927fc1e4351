"""Files of the kinds that people send, made here: PDF, Word, archives; honest ones and others."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: Sequence[str], stream: bytes | None = None, filters: str = "/FlateDecode") -> bytes:
    """A PDF with a few lines on each page; `stream` instead of the last page's own content, packed as it is."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for number, page in enumerate(pages):
        shown = b"".join(b"(%b) Tj T* " % _escaped(line) for line in page)
        content = zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b"ET")
        if stream is not None and number == len(pages) - 1:
            content = stream
        kids.append(len(objects) + 1)
        resources = b"/Resources<</Font<</F1 3 0 R>>>>"
        box = b"/MediaBox[0 0 595 842]"
        objects.append(b"<</Type/Page/Parent 2 0 R%b%b/Contents %d 0 R>>" % (box, resources, len(objects) + 2))
        head = b"<</Length %d/Filter%b>>" % (len(content), filters.encode())
        objects.append(head + b"stream\n" + content + b"\nendstream")
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(body)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def locked_pdf(line: str, word: str) -> bytes:
    """A PDF under a password."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([line])))
    writer.encrypt(word, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def word(*paragraphs: str, body: str = "", head: str = "") -> bytes:
    """A Word file of these paragraphs; `body` is further markup, `head` stands before the root."""
    inner = "".join(f'<w:p><w:r><w:t xml:space="preserve">{one}</w:t></w:r></w:p>' for one in paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{_W}"><w:body>{inner}{body}</w:body>'
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{document}</w:document>".encode()}
    return archive(parts | {"word/media/image1.png": bytes(5000)})


def archive(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method, compresslevel=9) as into:
        for name, content in files.items():
            into.writestr(name, content)
    return packed.getvalue()


def flagged(content: bytes) -> bytes:
    """The ZIP file with its first entry marked as encrypted, in both places."""
    marked = bytearray(content)
    marked[6] |= 1
    marked[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def zeros(size: int) -> bytes:
    """`size` bytes of spaces, packed by zlib, a megabyte at a time."""
    packer, packed, piece = zlib.compressobj(9), bytearray(), b" " * 1_000_000
    for _ in range(size // len(piece)):
        packed += packer.compress(piece)
    return bytes(packed + packer.flush())

"""Documents of every kind: what comes out, and what is said of those that give nothing."""

from __future__ import annotations

import json
from datetime import date
from email.message import EmailMessage

import pytest

from bot.documents.drafts import LONGEST_TEXT, Document, DocumentError, Draft, Flaw, Skipped
from bot.documents.opening import open_document
from tests.bot.documents import files, pages

TEXT = "\n".join(pages.BODY)
DAY = date(2017, 5, 19)
LINE = "L'armée a repris mercredi le village de Tall Banat (Irak)."


def opened(name: str, content: bytes, **said: str) -> tuple[Draft, ...]:
    """The articles of a document of which nothing is skipped."""
    contents = open_document(Document(name, content, **said))
    assert contents.skipped == ()
    return contents.drafts


def flaw(name: str, content: bytes, **said: str) -> Flaw:
    """Why the document gives no article."""
    with pytest.raises(DocumentError) as refused:
        open_document(Document(name, content, **said))
    assert str(refused.value)
    return refused.value.flaw


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16-le bare", "utf-16-be bare", "utf-32", "cp1252", "crlf"],
)
def test_a_text_in_any_encoding(content: bytes) -> None:
    """It comes out the same."""
    assert opened("a.txt", content) == (Draft(TEXT),)


def test_a_text_whose_encoding_is_said() -> None:
    """It is believed where the text fits it, and not where it is plainly UTF-8."""
    greek = "Ο στρατός ανακατέλαβε το χωριό"
    assert opened("a.txt", greek.encode("iso8859-7"), charset="iso-8859-7")[0].text == greek
    assert opened("a.txt", TEXT.encode(), charset="iso-8859-1")[0].text == TEXT
    assert opened("a.txt", TEXT.encode("cp1252"), charset="rot13")[0].text == TEXT
    assert opened("a.txt", TEXT.encode("cp1252"), charset="no such thing")[0].text == TEXT


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.pdf", "a"])
def test_a_page_under_any_name(name: str) -> None:
    """What it holds tells its kind."""
    assert opened(name, pages.MODERN.encode())[0].title == pages.TITLE


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.html"])
def test_a_pdf_under_any_name(name: str) -> None:
    """Its pages in order, accents and brackets right."""
    (draft,) = opened(name, files.pdf([LINE, "Deuxième ligne."], ["Page deux"]))
    assert draft == Draft(f"{LINE}\nDeuxième ligne.\n\nPage deux")


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.txt"])
def test_a_word_file_under_any_name(name: str) -> None:
    """Its paragraphs, those in tables too; a text box once."""
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t><w:tab/><w:t>morts</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    (draft,) = opened(name, files.word(*pages.BODY, body=table + box))
    assert draft == Draft(f"{TEXT}\n12\tmorts\nEncadré")


def mail(**attached: bytes) -> EmailMessage:
    """A mail of an agency; double underscores in the names of what is attached stand for a dot."""
    message = EmailMessage()
    message["From"], message["To"] = "Agence du Tigre <depeches@tigre.example>", "redaction@fleuve.example"
    message["Subject"], message["Date"] = pages.TITLE, "Fri, 19 May 2017 01:30:00 +0300"
    message.set_content(TEXT)
    for name, content in attached.items():
        message.add_attachment(content, "application", "octet-stream", filename=name.replace("__", "."))
    return message


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_a_mail(name: str) -> None:
    """Sender, subject and the day on the sender's own clock."""
    assert opened(name, bytes(mail())) == (Draft(TEXT, pages.TITLE, DAY, "Agence du Tigre"),)


def test_a_mail_of_html_alone() -> None:
    """Its tags are taken off."""
    message = mail()
    message.set_content(pages.PARAGRAPHS, subtype="html")
    assert opened("a.eml", bytes(message))[0].text == TEXT


def test_a_mail_with_documents() -> None:
    """Each is an article with the mail's sender and day; one that can't be read is told."""
    message = mail(a__pdf=files.pdf([LINE]), b__docx=files.word(LINE), c__bin=b"\x00\x01\x02\x03")
    contents = open_document(Document("a.eml", bytes(message)))
    assert [(draft.text, draft.part) for draft in contents.drafts] == [(TEXT, None), (LINE, "a.pdf"), (LINE, "b.docx")]
    assert {(draft.published, draft.publisher) for draft in contents.drafts} == {(DAY, "Agence du Tigre")}
    assert contents.skipped == (Skipped("c.bin", Flaw.UNKNOWN),)


def test_a_mail_that_only_carries_a_document() -> None:
    """A greeting is no article."""
    message = mail(a__pdf=files.pdf([LINE]))
    message.get_body().set_content("Ci-joint la dépêche.")  # type: ignore[union-attr]
    assert [draft.text for draft in opened("a.eml", bytes(message))] == [LINE]


def test_mails_within_mails_have_an_end() -> None:
    """A forwarded mail is opened, one forwarded in it with all it carries is not."""
    inner = mail(a__pdf=files.pdf([LINE]))
    for _ in range(3):
        outer = mail()
        outer.add_attachment(inner)
        inner = outer
    contents = open_document(Document("a.eml", bytes(inner)))
    assert [draft.text for draft in contents.drafts] == [TEXT, TEXT]
    assert [one.flaw for one in contents.skipped] == [Flaw.NESTED]


def test_an_archive_of_every_kind() -> None:
    """In its order; litter of file managers is passed over, what gives nothing is told."""
    record = json.dumps({"id": "x", "text": TEXT, "published": "2017-05-19", "publisher": "RFI"})
    packed = {
        "a.txt": TEXT.encode("cp1252"),
        "dossier/b.html": pages.MODERN.encode(),
        "dossier/c.pdf": files.pdf([LINE]),
        "d.docx": files.word(LINE),
        "e.eml": bytes(mail()),
        "f.jsonl": f"{record}\n{record}\n".encode(),
        "__MACOSX/._a.txt": b"\x00\x05\x16\x07",
        ".DS_Store": b"\x00",
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "g.zip": files.archive({"a.txt": TEXT.encode()}),
    }
    contents = open_document(Document("a.zip", files.archive(packed)))
    assert [draft.text for draft in contents.drafts] == [TEXT, TEXT, LINE, LINE, TEXT, TEXT, TEXT]
    assert [draft.published for draft in contents.drafts] == [None, DAY, None, None, DAY, DAY, DAY]
    assert contents.skipped == (Skipped("photo.jpg", Flaw.UNKNOWN), Skipped("g.zip", Flaw.NESTED))


def test_an_archive_of_one_bad_file() -> None:
    """The reason is the file's."""
    assert flaw("a.zip", files.archive({"photo.jpg": b"\xff\xd8\xff\xe0"})) is Flaw.UNKNOWN


def test_records_in_the_golds_form() -> None:
    """What each tells of itself is kept."""
    record = {"id": 1, "text": TEXT, "published": "2017-05-19", "publisher": "RFI", "title": "T", "url": "https://a.b/"}
    drafts = opened("a.jsonl", f"{json.dumps(record)}\n".encode())
    assert drafts == (Draft(TEXT, "T", DAY, "RFI", None, "https://a.b/"),)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", Flaw.EMPTY),
        ("a.txt", b" \n\t", Flaw.EMPTY),
        ("a.zip", files.archive({}), Flaw.EMPTY),
        ("a.txt", b"\x89PNG\r\n\x1a\n", Flaw.UNKNOWN),
        ("a.txt", bytes(range(256)) * 40, Flaw.UNKNOWN),
        ("a.pdf", b"{\\rtf1 Bonjour}", Flaw.UNKNOWN),
        ("a.csv", b"a;b;c\n1;2;3\n", Flaw.UNKNOWN),
        ("a.xlsx", files.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), Flaw.UNKNOWN),
        ("a.odt", files.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), Flaw.UNKNOWN),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), Flaw.OLD_WORD),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), Flaw.ENCRYPTED),
        ("a.pdf", files.locked_pdf(LINE, "secret"), Flaw.ENCRYPTED),
        ("a.zip", files.flagged(files.archive({"a.txt": TEXT.encode()})), Flaw.ENCRYPTED),
        ("a.txt", "é".encode("utf-16-le")[:1] + b"\xff\xfe\x00", Flaw.UNKNOWN),
        ("a.txt", b"\xff\xfe\x00\xd8\x00\xd8", Flaw.ENCODING),
        ("a.pdf", b"%PDF-1.4\ngarbage", Flaw.BROKEN),
        ("a.pdf", files.pdf([LINE])[:300], Flaw.BROKEN),
        ("a.pdf", files.pdf([]), Flaw.NO_TEXT),
        ("a.docx", files.word(), Flaw.NO_TEXT),
        ("a.docx", files.word(body="<w:p>"), Flaw.BROKEN),
        ("a.zip", files.archive({"a.txt": TEXT.encode()})[:-30], Flaw.BROKEN),
        ("a.html", pages.COOKIE_WALL.encode(), Flaw.NO_ARTICLE),
        ("a.jsonl", b'{"text": "sans date"}\n', Flaw.NO_RECORD),
        ("a.jsonl", b"{", Flaw.NO_RECORD),
        ("a.json", b"[]", Flaw.EMPTY),
        ("a.json", b"[" * 200_000, Flaw.NO_RECORD),
        ("a.txt", b"x" * (LONGEST_TEXT + 1), Flaw.TOO_LARGE),
    ],
)
def test_a_document_that_gives_nothing(name: str, content: bytes, why: Flaw) -> None:
    """Each is refused by its kind."""
    assert flaw(name, content) is why


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
    ],
)
def test_entities_in_a_word_file(head: str) -> None:
    """Neither multiplied nor looked up: refused."""
    assert flaw("a.docx", files.word("&a;", head=head)) is Flaw.ENTITIES


def test_many_files() -> None:
    """An archive has 200 of them at the most."""
    assert flaw("a.zip", files.archive({f"{number}.txt": b"x" for number in range(201)})) is Flaw.TOO_MANY
    assert len(opened("a.zip", files.archive({f"{number}.txt": b"x" for number in range(200)}))) == 200


def test_a_long_pdf() -> None:
    """A book is refused before its pages are read."""
    assert flaw("a.pdf", files.pdf(*[["x"]] * 301)) is Flaw.TOO_LARGE

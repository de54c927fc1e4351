"""Articles from files: plain text, or JSON (one object, a list, or one object a line) in the form of the gold files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nlp.record import RecordError, article_from_record
from nlp.schema import Article


class ArticleFileError(Exception):
    """A file holds no article that can be taken; `key` and `values` give the reason from the catalogues."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Particulars:
    """What whoever brings the file says of its articles; None leaves it to the file."""

    published: date | None = None
    publisher: str | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ArticleFileError for what is missing, no file, or not ours to read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleFileError("files.missing") from None
    except IsADirectoryError:
        raise ArticleFileError("files.folder") from None
    except OSError as error:
        raise ArticleFileError("files.closed", why=error.strerror) from None


def text_of(content: bytes) -> str:
    """The text of a file's bytes. Raises ArticleFileError for what is empty, binary or not UTF-8."""
    if not content.strip():
        raise ArticleFileError("files.empty")
    if b"\0" in content:
        raise ArticleFileError("files.binary")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleFileError("files.encoding", byte=error.start) from None


def articles_of(name: str, content: bytes, given: Particulars) -> Iterator[Article]:
    """The articles of a file, what is `given` going before what the file says. Raises ArticleFileError.

    Files whose name ends in .json or .jsonl hold objects with `text`, `published` and more, any other plain text.
    """
    text = text_of(content)
    if Path(name).suffix.lower() not in (".json", ".jsonl"):
        if given.published is None:
            raise ArticleFileError("files.no_date")
        if not given.publisher:
            raise ArticleFileError("files.no_publisher")
        yield _amended(Article(id=name, text=text, published=given.published), given)
        return
    for number, record in _records(text):
        yield _article(name, number, record, given)


def _records(text: str) -> Iterator[tuple[int, object]]:
    """The objects of JSON text and the number of the line (or place in the list) each stands on."""
    try:
        whole = json.loads(text)
    except ValueError:
        yield from _lines(text)
        return
    yield from enumerate(whole if isinstance(whole, list) else [whole], 1)


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise ArticleFileError("files.no_json", line=number, why=error) from None


def _article(name: str, number: int, record: object, given: Particulars) -> Article:
    if isinstance(record, dict):
        record = {"id": f"{name}:{number}"} | record
        if given.published is not None:
            record["published"] = given.published.isoformat()
    try:
        return _amended(article_from_record(record), given)
    except RecordError as error:
        raise ArticleFileError("files.no_article", place=number, why=error) from None


def _amended(article: Article, given: Particulars) -> Article:
    return replace(
        article,
        publisher=given.publisher or article.publisher,
        lang=given.lang or article.lang,
        title=given.title or article.title,
        url=given.url or article.url,
    )

"""Telegram's HTML: checked as Telegram checks it, and turned into text with entities.

Offsets and lengths of entities are in UTF-16 code units, as in the Bot API.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)>|(?P<stray><)|(?P<text>[^<]+)"
)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SPOILER = re.compile(r"""\bclass\s*=\s*["']tg-spoiler["']""")


class HtmlRefusedError(ValueError):
    """Telegram would not take this HTML; the message is Telegram's."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning: `kind` as the Bot API names it; `url` for a text_link."""

    kind: str
    offset: int
    length: int
    url: str | None = None

    def as_json(self) -> dict[str, str | int]:
        """The entity as the Bot API writes it."""
        link = {} if self.url is None else {"url": self.url}
        return {"type": self.kind, "offset": self.offset, "length": self.length, **link}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text as a reader sees it, and its entities in order of their start."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    url: str | None


@dataclass(slots=True)
class _Parser:
    text: str = ""
    units: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text
        self.units += utf16_length(text)

    def start(self, name: str, attributes: str) -> None:
        if name not in _KINDS or (name == "span" and not _SPOILER.search(attributes)):
            raise HtmlRefusedError(f'can\'t parse entities: Unsupported start tag "{name}"')
        link = _HREF.search(attributes) if name == "a" else None
        self.open.append(_Open(name, self.units, html.unescape(link[1] or link[2] or "") if link else None))

    def end(self, name: str) -> None:
        if not self.open:
            raise HtmlRefusedError(f'can\'t parse entities: Unexpected end tag "{name}"')
        tag = self.open.pop()
        if tag.name != name:
            raise HtmlRefusedError(
                f'can\'t parse entities: Unmatched end tag, expected "</{tag.name}>", found "</{name}>"'
            )
        length = self.units - tag.start
        if length and (name != "a" or tag.url):
            self.entities.append(Entity(_KINDS[name], tag.start, length, tag.url))


def parse(source: str) -> Formatted:
    """Read Telegram's HTML. Raises HtmlRefusedError for tags that Telegram does not know or that do not match."""
    parser = _Parser()
    for token in _TOKEN.finditer(source):
        if token["text"]:
            parser.add(_ENTITY.sub(lambda found: html.unescape(found[0]), token["text"]))
        elif token["stray"]:
            raise HtmlRefusedError("can't parse entities: Unsupported start tag")
        elif token["close"]:
            parser.end(token["name"].lower())
        else:
            parser.start(token["name"].lower(), token["attributes"])
    if parser.open:
        raise HtmlRefusedError(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1].name}\""
        )
    return _trimmed(parser.text, parser.entities)


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text takes: Telegram's measure."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def in_characters(text: str, entity: Entity) -> tuple[int, int]:
    """The entity's start and end as Python indices into `text`."""
    units = text.encode("utf-16-le", "surrogatepass")
    before = units[: entity.offset * 2].decode("utf-16-le", "replace")
    within = units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le", "replace")
    return len(before), len(before) + len(within)


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Without white space at both ends, as Telegram shows it; entities move along or shrink."""
    lead = utf16_length(text) - utf16_length(text.lstrip())
    stripped = text.strip()
    whole = utf16_length(stripped)
    kept = []
    for entity in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        start = max(entity.offset - lead, 0)
        end = min(entity.offset + entity.length - lead, whole)
        if start < end:
            kept.append(Entity(entity.kind, start, end - start, entity.url))
    return Formatted(stripped, tuple(kept))

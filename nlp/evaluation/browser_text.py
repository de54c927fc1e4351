"""A text with stretches of it marked, as HTML: the marks may overlap, and each knows the cards it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from nlp.schema import Span

READ = "read"
"""The side of a stretch that a said slot was read from; it shows while its card is looked at."""

_MARK = Markup('<mark class="{sides}"{cards}{read}>{text}</mark>')


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article marked for a side (`gold` or `said` trigger, or READ) and the card that tells of it."""

    span: Span
    side: str
    card: str


def marked_text(text: str, offset: int, marks: Iterable[Mark]) -> Markup:
    """Escape a text that starts `offset` characters into its article, with the marks that lie in it."""
    return Markup("").join(_pieces(text, offset, list(marks)))


def _pieces(text: str, offset: int, marks: list[Mark]) -> Iterator[Markup]:
    bounds = {0, len(text)}
    for mark in marks:
        bounds |= {min(max(edge - offset, 0), len(text)) for edge in (mark.span.start, mark.span.end)}
    for start, end in pairwise(sorted(bounds)):
        here = [m for m in marks if m.span.start - offset <= start and end <= m.span.end - offset]
        yield _piece(text[start:end], here)


def _piece(text: str, here: list[Mark]) -> Markup:
    if not here:
        return Markup.escape(text)
    sides = " ".join(sorted({mark.side for mark in here}))
    cards = _names("data-cards", (mark.card for mark in here if mark.side != READ))
    read = _names("data-read", (mark.card for mark in here if mark.side == READ))
    return _MARK.format(sides=sides, cards=cards, read=read, text=text)


def _names(attribute: str, cards: Iterable[str]) -> Markup:
    names = " ".join(dict.fromkeys(cards))
    return Markup(' {}="{}"').format(Markup(attribute), names) if names else Markup("")

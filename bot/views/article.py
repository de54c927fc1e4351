"""A stored article with the events marked in it: the trigger in bold with a number, the numbers' events below.

A long text comes in pages: cut between paragraphs where that can be, else between sentences, else between words. No
page is over Telegram's limit, counted with its tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.local_names import called
from bot.texts import Texts
from bot.views.card_buttons import article_token
from bot.views.events import MARKERS, kind
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, lines, size
from store.records import ArticleRecord, ArticleState, EventRecord

_HEAD = 900  # units kept free for title, publisher and address
_NAME, _TITLE, _ADDRESS = 60, 150, 500  # characters
_ENDS = ("\n\n", "\n", ". ", " ")
_CIRCLED = 20  # numbers that have a sign of their own: ① to ⑳


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an event's trigger stands in the text, and the event's number in the article, from 1."""

    start: int
    end: int
    number: int
    event: EventRecord


def pages(text: str, events: Sequence[EventRecord], texts: Texts) -> tuple[Markup, ...]:
    """The text in pages, each with the list of its events; one page at least."""
    marks = _marks(text, events)
    found, start = list[Markup](), 0
    while start < len(text) or not found:
        end = _end(text, start, marks, texts)
        found.append(_page(text, start, end, marks, texts))
        start = end + (len(text[end:]) - len(text[end:].lstrip()))
        if end >= len(text):
            break
    return tuple(found)


def page(article: ArticleRecord, events: Sequence[EventRecord], number: int, texts: Texts) -> View:
    """One page of the article, counted from 0, with buttons to those beside it; ValueError where there is none."""
    shown = pages(article.text, events, texts)
    if not 0 <= number < len(shown):
        raise ValueError(f"no page {number} of article {article.id}")
    text = PARAGRAPH.join([_head(article, len(events), texts), shown[number]])
    return View(text, (_turning(article.id, number, len(shown), texts),) if len(shown) > 1 else ())


def _marks(text: str, events: Sequence[EventRecord]) -> tuple[Mark, ...]:
    """The events whose trigger stands where it was read, in text order."""
    found = [
        Mark(trigger.start, trigger.end, number, record)
        for number, record in enumerate(events, 1)
        if (trigger := record.event.trigger).start < trigger.end and text[trigger.start : trigger.end] == trigger.text
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.number)))


def _end(text: str, start: int, marks: Sequence[Mark], texts: Texts) -> int:
    """Where the page that begins at `start` ends: as late as it fits, at the best place to cut."""
    room = MESSAGE_LENGTH - _HEAD
    low, high = start + 1, min(len(text), start + room)
    while low < high:  # the longest that fits
        middle = (low + high + 1) // 2
        if size(_page(text, start, middle, marks, texts)) <= room:
            low = middle
        else:
            high = middle - 1
    if low >= len(text):
        return len(text)
    for end in _ENDS:
        cut = text.rfind(end, start + (low - start) // 2, low)
        if cut > start:
            return _before_mark(cut + len(end.rstrip(" \n")), start, marks)
    return _before_mark(low, start, marks)


def _before_mark(end: int, start: int, marks: Sequence[Mark]) -> int:
    """Not inside a trigger: before it, unless nothing else stands on the page."""
    inside = next((mark.start for mark in marks if mark.start < end < mark.end), end)
    return inside if inside > start else end


def _page(text: str, start: int, end: int, marks: Sequence[Mark], texts: Texts) -> Markup:
    here = [mark for mark in marks if start < mark.end <= end]
    legend = [_line(mark, texts) for mark in here]
    return PARAGRAPH.join(part for part in (_marked(text, start, end, here), lines(*legend)) if part)


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """The stretch with each trigger in bold once, and behind it the signs of the events that it tells."""
    parts, at = [], start
    for mark in marks:
        begin = max(mark.start, at)
        parts.append(escape(text[at:begin]))
        if begin < mark.end:
            parts.append(Markup("<b>{}</b>").format(text[begin : mark.end]))
        parts.append(Markup("{}").format(_sign(mark.number)))
        at = max(at, mark.end)
    parts.append(escape(text[at:end]))
    return Markup("").join(parts).strip()


def _line(mark: Mark, texts: Texts) -> Markup:
    """«① 💥 Frappe aérienne · coalition → Daech /event_12»: who did it, or who suffered it, or both."""
    event = mark.event.event
    names = [clip(called(actors[0], texts), _NAME) for actors in (event.sources, event.targets) if actors]
    said = Markup("{} {} {}").format(_sign(mark.number), MARKERS[event.type], kind(event, texts))
    if len(names) == 2:
        said += Markup(" · ") + texts.get("events.towards", who=names[0], whom=names[1])
    elif names:
        said += Markup(" · ") + texts.get("cards.one", name=names[0])
    return said + Markup(" ") + texts.get("cards.one", name=f"/event_{mark.event.id}")


def _sign(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _CIRCLED else f"({number})"


def _head(article: ArticleRecord, events: int, texts: Texts) -> Markup:
    title = clip(article.title, _TITLE) if article.title else texts.get("cards.article_number", number=article.id)
    if article.url and article.url.startswith(("https://", "http://")) and len(article.url) <= _ADDRESS:
        title = Markup('<a href="{}">{}</a>').format(article.url, title)
    publisher = clip(article.publisher, _NAME) if article.publisher else texts.get("events.unknown_publisher")
    unread = article.state is not ArticleState.READ
    return lines(
        Markup("<b>{}</b>").format(title),
        texts.get("events.published", publisher=publisher, day=texts.day(article.published)),
        texts.get("cards.article_unread") if unread else texts.count("events.total", events),
    )


def _turning(article_id: int, number: int, count: int, texts: Texts) -> tuple[Choice, ...]:
    """«‹ 2/7 ›»; the middle one shows the page again."""
    choices = [Choice(f"{number + 1}/{count}", article_token(article_id, number))]
    if number:
        choices.insert(0, Choice("‹", article_token(article_id, number - 1)))
    if number + 1 < count:
        choices.append(Choice("›", article_token(article_id, number + 1)))
    return tuple(choices)

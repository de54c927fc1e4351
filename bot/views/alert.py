"""An alert: what a newly read article tells, in one message unless it tells more than one holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views import events
from bot.views.corrections import correction, withdrawn
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, View, clip, fitting, lines, size
from store.records import Correction, EventRecord

_NAME = 60  # characters of the label and of the publisher
_NOTES = 8  # corrections, and events withdrawn, that an alert tells of itself


def messages(
    label: str | None, records: Sequence[EventRecord], reports: Mapping[int, tuple[EventRecord, ...]], texts: Texts
) -> tuple[tuple[View, tuple[EventRecord, ...]], ...]:
    """The messages that tell an article's events, each under the head, with the events in it; none for no events.

    `label` is what the subscription is about (None: everything), `reports` are, by event, what others report of it.
    """
    found, left = [], tuple(records)
    while left:
        head = _head(label, left[0], texts)
        blocks = [events.line(record, texts, reports=reports.get(record.id, ())) for record in left]
        count = max(1, fitting(blocks, MESSAGE_LENGTH - size(head) - len(PARAGRAPH)))
        found.append((View(PARAGRAPH.join([head, *blocks[:count]])), left[:count]))
        left = left[count:]
    return tuple(found)


def amended(
    label: str | None,
    records: Sequence[EventRecord],
    reports: Mapping[int, tuple[EventRecord, ...]],
    wrong: Sequence[Correction],
    gone: Sequence[EventRecord],
    texts: Texts,
) -> View | None:
    """An alert that was sent as it stands now, with what it told otherwise and what of it is no more; None for nothing.

    What no longer fits into its one message is left out, events before corrections.
    """
    first = next(iter((*records, *gone)), None)
    if first is None:
        return None
    head = _head(label, first, texts)
    corrected = [correction(one, texts) for one in wrong[:_NOTES]]
    taken = [withdrawn(one, texts) for one in gone[:_NOTES]]
    notes = [
        *([lines(texts.get("digest.withdrawn"), *taken)] if taken else []),
        *(
            [PARAGRAPH.join([lines(texts.get("digest.corrections"), corrected[0]), *corrected[1:]])]
            if corrected
            else []
        ),
    ]
    blocks = [events.line(record, texts, reports=reports.get(record.id, ())) for record in records]
    room = MESSAGE_LENGTH - sum(size(part) + len(PARAGRAPH) for part in (head, *notes))
    return View(PARAGRAPH.join([head, *blocks[: fitting(blocks, room)], *notes]))


def _head(label: str | None, record: EventRecord, texts: Texts) -> Markup:
    title = texts.get("alerts.title", label=clip(label, _NAME)) if label else texts.get("alerts.title_all")
    publisher = clip(record.publisher, _NAME) if record.publisher else texts.get("events.unknown_publisher")
    return lines(title, texts.get("events.published", publisher=publisher, day=texts.day(record.published)))

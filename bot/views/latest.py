"""The latest events of a card as buttons, each with the days that its text tells, no more exactly than it does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Texts
from bot.texts.dates import whole_month, whole_year
from bot.views import events
from bot.views.card_buttons import event_token
from bot.views.layout import Choice
from store.records import EventFilter, EventRecord

_A_ROW = 3  # buttons side by side whose words a phone shows whole


def latest(records: Sequence[EventRecord], wanted: EventFilter, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    """Rows of buttons to the cards of the events, within the list of `wanted`."""
    choices = [
        Choice(f"{events.MARKERS[record.event.type]} {_short(record, texts)}", event_token(record.id, wanted))
        for record in records
    ]
    return tuple(tuple(choices[start : start + _A_ROW]) for start in range(0, len(choices), _A_ROW))


def _short(record: EventRecord, texts: Texts) -> str:
    """«17 mai 2017», «mai 2017», «2017», «2016–2017»; the day of publication where the text tells none."""
    when = record.event.when
    start, end = (when.start, when.end) if when else (None, None)
    if start is None or end is None:
        return texts.dated(start or end or record.day, "d MMM y")
    if start == end:
        return texts.dated(start, "d MMM y")
    if (start.year, start.month) == (end.year, end.month):
        return texts.dated(start, "MMM y") if whole_month(start, end) else texts.interval(start, end, "yMMMd")
    if start.year == end.year:
        return str(start.year) if whole_year(start, end) else texts.interval(start, end, "yMMM")
    return f"{start.year}–{end.year}"

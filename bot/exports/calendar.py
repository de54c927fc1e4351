"""ICS (RFC 5545) for calendars: one all-day entry an event, over the days that it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta

from bot.exports.writer import kind
from bot.texts import Texts
from nlp.schema import Status
from store.export import ExportedEvent

_LAST = date.max - timedelta(days=1)  # the calendar names the day after it, too
_FOLD = 75  # bytes of a line, RFC 5545 3.1
_STATUS = {Status.OCCURRED: "CONFIRMED", Status.PLANNED: "TENTATIVE", Status.DENIED: "CANCELLED"}


class CalendarWriter:
    """A VCALENDAR; an entry keeps its UID, so that a calendar that takes the file twice has each event once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def begin(self) -> str:
        """The calendar's head."""
        return _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Depeche//Depeche//FR", "CALSCALE:GREGORIAN"])

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """One entry an event."""
        return "".join(_lines(self._entry(event)) for event in events)

    def end(self) -> str:
        """The calendar's end."""
        return _lines(["END:VCALENDAR"])

    def _entry(self, event: ExportedEvent) -> Iterator[str]:
        first, last = _days(event)
        yield "BEGIN:VEVENT"
        yield f"UID:event-{event.id}@depeche"
        yield f"DTSTAMP:{event.recorded_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{_day(first)}"
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the first day after it
        yield f"SUMMARY:{_text(self._summary(event))}"
        yield f"CATEGORIES:{event.type}"
        yield f"STATUS:{_STATUS[event.status]}"
        yield "TRANSP:TRANSPARENT"  # nobody is busy because of it
        if event.places:
            yield f"LOCATION:{_text(', '.join(place.name for place in event.places))}"
        if event.places and event.places[0].latitude is not None:
            yield f"GEO:{event.places[0].latitude:.5f};{event.places[0].longitude:.5f}"
        yield f"DESCRIPTION:{_text(_description(event))}"
        if event.url and event.url.startswith(("https://", "http://")) and not set(event.url) & set("\r\n"):
            yield f"URL:{event.url}"
        yield "END:VEVENT"

    def _summary(self, event: ExportedEvent) -> str:
        words = kind(event, self._texts)
        who = ", ".join(actor.name for actor in event.sources)
        whom = ", ".join(actor.name for actor in event.targets)
        parties = f"{who or '?'} → {whom}" if whom else who
        said = f"{words[:1].upper()}{words[1:]}" + (f" · {parties}" if parties else "")
        if event.status is Status.OCCURRED:
            return said
        return f"{said} ({self._texts.get(f'events.status_{event.status}').unescape()})"


def _days(event: ExportedEvent) -> tuple[date, date]:
    """The first and the last day; an open span is its known day, and a text without days the day of publication."""
    first = event.starts or event.ends or event.day
    return first, min(max(first, event.ends or first), _LAST)


def _description(event: ExportedEvent) -> str:
    publisher = f"{event.publisher}, " if event.publisher else ""
    return f"{event.sentence}\n{publisher}{event.published.isoformat()}\n/event_{event.id}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A text value, escaped after RFC 5545 3.3.11; characters that no calendar takes are left out."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    flat = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in flat if letter >= " " or letter == "\t")


def _lines(contents: Iterable[str]) -> str:
    return "".join(_folded(content) + "\r\n" for content in contents)


def _folded(content: str) -> str:
    """The line cut into pieces of at most 75 bytes, none within a character; each but the first begins with a space."""
    pieces, piece, used = [], "", 0
    for letter in content:
        width = len(letter.encode("utf-8", "replace"))
        if used + width > _FOLD:
            pieces.append(piece)
            piece, used = " ", 1
        piece += letter
        used += width
    return "\r\n".join([*pieces, piece])

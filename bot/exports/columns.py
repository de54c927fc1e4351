"""CSV for spreadsheets: one row an event, columns that keep their names, accents that survive Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from bot.exports.writer import QUAD_CLASSES, kind
from bot.texts import Texts
from nlp.schema import Actor, Place
from store.export import ExportedEvent

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's old code page, and «é» for «Ã©»."""

_SEPARATOR = " | "  # between the names of one cell; a name has no bar

# What a spreadsheet would take for a formula: OWASP, «CSV Injection».
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _names(named: Iterable[Any], what: str = "name") -> str:
    """The names (or another fact) of all, with an empty place for one that is not known, so that columns agree."""
    facts = [str(getattr(one, what) or "") for one in named]
    return _SEPARATOR.join(facts) if any(facts) else ""


def _first(event: ExportedEvent) -> Place | None:
    """The place whose facts fill the columns: the first with degrees, else the first."""
    located = (place for place in event.places if place.latitude is not None)
    return next(located, event.places[0] if event.places else None)


def _of_place(fact: str) -> Callable[[ExportedEvent], object]:
    return lambda event: getattr(_first(event), fact, None)


def _actors(role: str, what: str) -> Callable[[ExportedEvent], object]:
    def facts(event: ExportedEvent) -> str:
        actors: tuple[Actor, ...] = getattr(event, role)
        return _names(actors, what)

    return facts


def _plain(field: str) -> Callable[[ExportedEvent], object]:
    return lambda event: getattr(event, field)


COLUMNS: dict[str, Callable[[ExportedEvent], object]] = {
    "id": _plain("id"),
    "day": _plain("day"),
    "start": _plain("starts"),
    "end": _plain("ends"),
    "type": _plain("type"),
    "mode": _plain("mode"),
    "quad_class": lambda event: QUAD_CLASSES[event.type],
    "status": _plain("status"),
    "sources": _actors("sources", "name"),
    "source_keys": _actors("sources", "key"),
    "source_kinds": _actors("sources", "kind"),
    "source_countries": _actors("sources", "country"),
    "targets": _actors("targets", "name"),
    "target_keys": _actors("targets", "key"),
    "target_kinds": _actors("targets", "kind"),
    "target_countries": _actors("targets", "country"),
    "place": _of_place("name"),
    "place_relation": _of_place("relation"),
    "latitude": _of_place("latitude"),
    "longitude": _of_place("longitude"),
    "precision_km": _of_place("uncertainty_km"),
    "country": _of_place("country"),
    "admin1": _of_place("admin1"),
    "place_key": _of_place("key"),
    "other_places": lambda event: _names(place for place in event.places if place is not _first(event)),
    "attribution": lambda event: _names(event.attribution),
    "killed": _plain("killed"),
    "wounded": _plain("wounded"),
    "confidence": lambda event: round(event.confidence, 3),
    "trigger": _plain("trigger"),
    "sentence": lambda event: " ".join(event.sentence.split()),
    "publisher": _plain("publisher"),
    "published": _plain("published"),
    "title": _plain("title"),
    "url": _plain("url"),
    "article_id": _plain("article_id"),
    "recorded_at": lambda event: event.recorded_at.isoformat(timespec="seconds"),
}
"""The columns in order, with what fills them; `exports.column_…` in the catalogues says what each one means."""

LABEL = "type_label"
"""The one column in the reader's language, beside `type` and `mode`: «frappe aérienne»."""


class CsvWriter:
    """RFC 4180: commas, quotes doubled, lines that end in CR LF, UTF-8 with a byte order mark."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def begin(self) -> str:
        """The names of the columns."""
        return BYTE_ORDER_MARK + _rows([names()])

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """One row an event; what is unknown is empty."""
        return _rows([self._cells(event) for event in events])

    def end(self) -> str:
        """Nothing."""
        return ""

    def _cells(self, event: ExportedEvent) -> list[object]:
        cells: dict[str, object] = {name: _safe(fill(event)) for name, fill in COLUMNS.items()}
        cells[LABEL] = kind(event, self._texts)
        return [cells[name] for name in names()]


def names() -> list[str]:
    """The columns' names in their order."""
    found = list(COLUMNS)
    found.insert(found.index("mode") + 1, LABEL)
    return found


def _safe(value: object) -> object:
    """The value as it stands in the cell; text that a spreadsheet would compute gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _rows(rows: Iterable[list[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()

"""CSV for spreadsheets: one row an event, columns that keep their names, accents that survive Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bot.exports.writer import QUAD_CLASSES, kind
from bot.texts import Texts
from nlp.schema import Actor, Place
from store.export import ExportedEvent

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's old code page, and «é» for «Ã©»."""

_SEPARATOR = " | "  # between the names of one cell; a name has no bar

# What a spreadsheet would take for a formula: OWASP, «CSV Injection».
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


COLUMNS = (
    "id", "day", "start", "end", "type", "mode", "type_label", "quad_class", "status",
    "sources", "source_keys", "source_kinds", "source_countries",
    "targets", "target_keys", "target_kinds", "target_countries",
    "place", "place_relation", "latitude", "longitude", "precision_km", "country", "admin1", "place_key",
    "other_places",
    "attribution", "killed", "wounded", "confidence", "trigger", "sentence",
    "publisher", "published", "title", "url", "article_id", "recorded_at",
)  # fmt: skip
"""The columns in order; `exports.column_…` in the catalogues says what each one means.

`type_label` alone is in the reader's language: «frappe aérienne» for ASSAULT and aerial.
"""

_NOWHERE = Place("")


def cells(event: ExportedEvent, label: str) -> tuple[object, ...]:
    """The cells of an event, in the order of `COLUMNS`; what is unknown is empty.

    The place's columns are those of the first place with degrees, else of the first.
    """
    places = event.places
    place = next((one for one in places if one.latitude is not None), places[0] if places else _NOWHERE)
    return (
        event.id, event.day, event.starts, event.ends,
        event.type.value, event.mode, label, QUAD_CLASSES[event.type], event.status.value,
        *_actors(event.sources), *_actors(event.targets),
        _safe(place.name), _safe(place.relation), place.latitude, place.longitude, place.uncertainty_km,
        place.country, _safe(place.admin1), place.key, _joined([one.name for one in places if one is not place]),
        _joined([one.name for one in event.attribution]), event.killed, event.wounded, round(event.confidence, 3),
        _safe(event.trigger), _safe(" ".join(event.sentence.split())),
        _safe(event.publisher), event.published, _safe(event.title), _safe(event.url), event.article_id,
        event.recorded_at.isoformat(timespec="seconds"),
    )  # fmt: skip


def _actors(actors: Sequence[Actor]) -> tuple[str, str, str, str]:
    """Names, identities, kinds and countries."""
    return (
        _joined([one.name for one in actors]),
        _joined([one.key for one in actors]),
        _joined([one.kind.value if one.kind else None for one in actors]),
        _joined([one.country for one in actors]),
    )


def _joined(facts: Sequence[str | None]) -> str:
    """The facts in one cell, with an empty place for one that is not known, so that columns agree."""
    return _safe(_SEPARATOR.join([fact or "" for fact in facts])) if any(facts) else ""


def _safe(text: str | None) -> str:
    """The text as it stands in a cell; what a spreadsheet would compute gets an apostrophe before it."""
    if not text:
        return ""
    return f"'{text}" if text.startswith(_FORMULA) else text


class CsvWriter:
    """RFC 4180: commas, quotes doubled, lines that end in CR LF, UTF-8 with a byte order mark."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def begin(self) -> str:
        """The names of the columns."""
        return BYTE_ORDER_MARK + _rows([COLUMNS])

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """One row an event."""
        return _rows(cells(event, kind(event, self._texts)) for event in events)

    def end(self) -> str:
        """Nothing."""
        return ""


def _rows(rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()

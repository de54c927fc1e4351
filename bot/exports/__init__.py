"""Events as files for other programs: CSV for spreadsheets, PLOVER's JSON lines, GeoJSON for maps, ICS for calendars.

Each form is a `Writer` that gives text piece by piece, so that a file of a million events needs no more memory than one
of ten. Everything that an article says is data here: no cell becomes a formula, no text breaks a file.
"""

from __future__ import annotations

from bot.exports.calendar import CalendarWriter
from bot.exports.columns import CsvWriter
from bot.exports.geojson import GeojsonWriter
from bot.exports.plover import PloverWriter
from bot.exports.writer import Writer
from bot.texts import Texts

FORMATS = ("csv", "jsonl", "geojson", "ics")
"""The forms by the endings of their files, the one for most people first."""


def writer_of(form: str, texts: Texts) -> Writer:
    """The writer of one of `FORMATS`; names of types are in the language of `texts`. ValueError for another form."""
    if form == "csv":
        return CsvWriter(texts)
    if form == "jsonl":
        return PloverWriter()
    if form == "geojson":
        return GeojsonWriter(texts)
    if form == "ics":
        return CalendarWriter(texts)
    raise ValueError(f"no form of export is called {form!r}: take one of {', '.join(FORMATS)}")

"""/export as a person uses it: formats, filters, buttons, large exports, and files that programs read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import store.articles
import store.recording
from bot.errands import Errands
from bot.exports import FORMATS, files, writer_of
from bot.exports.columns import COLUMNS, cells
from bot.exports.files import file_name
from bot.exports.plover import record
from bot.services import KEY
from bot.texts import LANGUAGES, texts
from bot.views.exports import columns
from bot.views.layout import MESSAGE_LENGTH, size
from nlp.schema import Actor, Article, Attribution, Count, Event, EventType, Place, Reading, Span, Status, When
from store.export import ExportedEvent
from store.records import EventFilter

FR = texts("fr")
QAYRAWAN = Place(
    "Qayrawan", key="seed:qayrawan-iq", latitude=36.25, longitude=41.9, uncertainty_km=25.0, country="IRQ",
    relation="au nord de",
)  # fmt: skip
MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")
ALL_OF_A_DAY = datetime(2017, 5, 20, 9, tzinfo=UTC)


def exported(**changed: Any) -> ExportedEvent:
    """An event of the archive with every fact."""
    day = date(2017, 5, 23)
    facts: dict[str, Any] = {
        "id": 12, "day": day, "starts": date(2017, 5, 22), "ends": day, "type": EventType.ASSAULT, "mode": "aerial",
        "status": Status.OCCURRED, "killed": 14, "wounded": None, "confidence": 0.81234,
        "recorded_at": ALL_OF_A_DAY, "trigger": "bombardé", "sentence": "L’aviation a « bombardé », dit-on ; à l’aube.",
        "sources": (Actor("aviation irakienne", key="IRQ-airforce", country="IRQ"),),
        "targets": (Actor("Daech", key="daesh"), Actor("civils")), "places": (QAYRAWAN, Place("Irak", country="IRQ")),
        "attribution": (Attribution("Hachd"),), "article_id": 3, "published": date(2017, 5, 24), "lang": "fr",
        "title": "Frappe", "url": "https://example.org/a", "publisher": "Al-Manar",
    }  # fmt: skip
    return ExportedEvent(**(facts | changed))


def written(form: str, *events: ExportedEvent, lang: str = "fr") -> str:
    """A whole file, its events handed over one by one."""
    writer = writer_of(form, texts(lang))
    return writer.begin() + "".join(writer.more([event]) for event in events) + writer.end()


def rows(text: str) -> list[dict[str, str]]:
    """The file as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_names_every_column_and_fills_it() -> None:
    """A byte order mark for Excel, CR LF, one row an event."""
    text = written("csv", exported(), exported(id=13, places=(), sources=(), killed=None))
    assert text.startswith("\ufeffid,day,") and text.count("\r\n") == 3
    full, bare = rows(text)
    assert tuple(full) == COLUMNS and len(COLUMNS) == len(cells(exported(), "")) == len(set(COLUMNS))
    assert full["type"] == "ASSAULT" and full["mode"] == "aerial" and full["type_label"] == "frappe aérienne"
    assert full["quad_class"] == "MATERIAL CONFLICT" and full["killed"] == "14" and full["wounded"] == ""
    assert full["targets"] == "Daech | civils" and full["target_keys"] == "daesh | "
    assert (full["place"], full["latitude"], full["precision_km"]) == ("Qayrawan", "36.25", "25.0")
    assert full["other_places"] == "Irak" and full["sentence"] == "L’aviation a « bombardé », dit-on ; à l’aube."
    assert bare["place"] == bare["sources"] == bare["killed"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    """What an article says is never computed by a spreadsheet."""
    (row,) = rows(written("csv", exported(title=text, sources=(Actor(text),))))
    assert row["title"].startswith("'") and row["sources"].startswith("'")
    assert row["latitude"] == "36.25"


def test_negative_numbers_stay_numbers() -> None:
    """A longitude west of Greenwich is no formula."""
    west = Place("Bamako", latitude=12.6, longitude=-8.0)
    (row,) = rows(written("csv", exported(places=(west,))))
    assert float(row["longitude"]) == -8.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_documented_in_one_message(lang: str) -> None:
    """Named and explained in each language, within what Telegram takes."""
    told = columns(texts(lang)).text
    assert all(f"<code>{name}</code>" in told for name in COLUMNS)
    assert size(told) <= MESSAGE_LENGTH


def test_json_lines_have_plovers_field_names() -> None:
    """Those of the Gold Standard Records; what PLOVER has no field for stands beside them."""
    (line,) = written("jsonl", exported()).splitlines()
    said = json.loads(line)
    assert said == record(exported())
    plover = {"id", "date", "source", "target", "event", "eventText", "mode", "context", "text", "language",
              "publication", "coder", "version", "dateCoded"}  # fmt: skip
    assert plover <= set(said)
    assert said["source"] == [{"actorText": "aviation irakienne", "code": "IRQ", "sector": None, "key": "IRQ-airforce"}]
    assert said["event"] == "ASSAULT" and said["date"] == "2017-05-23" and said["quad"] == "MATERIAL CONFLICT"
    assert json.loads(written("jsonl", exported(status=Status.PLANNED)))["context"] == ["future"]


def test_geojson_is_one_collection_with_the_precision() -> None:
    """Longitude first; several places are several points; no degrees, no geometry."""
    said = json.loads(written("geojson", exported(), exported(places=(QAYRAWAN, MOSUL)), exported(places=())))
    one, two, none = said["features"]
    assert said["type"] == "FeatureCollection" and one["geometry"] == {"type": "Point", "coordinates": [41.9, 36.25]}
    assert one["properties"]["precision_km"] == 25.0 and one["properties"]["label"] == "frappe aérienne"
    assert two["geometry"] == {"type": "MultiPoint", "coordinates": [[41.9, 36.25], [43.13, 36.34]]}
    assert none["geometry"] is None
    assert json.loads(written("geojson"))["features"] == []


def test_a_calendar_has_one_entry_an_event_over_its_days() -> None:
    """RFC 5545: lines of 75 bytes at most, CR LF, text escaped, the end exclusive."""
    text = written("ics", exported(sentence="Un, deux ; trois\\ " + "é" * 100 + "\nfin"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    whole = text.replace("\r\n ", "")
    for expected in (
        "BEGIN:VCALENDAR", "UID:event-12@depeche", "DTSTART;VALUE=DATE:20170522", "DTEND;VALUE=DATE:20170524",
        "SUMMARY:Frappe aérienne · aviation irakienne → Daech\\, civils", "LOCATION:Qayrawan\\, Irak",
        "GEO:36.25000;41.90000", "STATUS:CONFIRMED", "URL:https://example.org/a", "END:VCALENDAR",
    ):  # fmt: skip
        assert f"{expected}\r\n" in whole, expected
    assert "Un\\, deux \\; trois\\\\ " in whole and "\\nfin" in whole


def test_a_calendar_takes_open_and_last_days() -> None:
    """The end of an open span is not known; the last day of all has no day after it."""
    open_span = written("ics", exported(ends=None, url="https://x\r\nBEGIN:VEVENT"))
    assert "DTSTART;VALUE=DATE:20170522\r\nDTEND;VALUE=DATE:20170523\r\n" in open_span
    assert open_span.count("BEGIN:VEVENT\r\n") == 1
    assert "DTEND" in written("ics", exported(starts=date.max, ends=date.max))


def test_an_unknown_form_is_refused() -> None:
    """The message names those there are."""
    with pytest.raises(ValueError, match="csv, jsonl, geojson, ics"):
        writer_of("pdf", FR)


def happening(day: int = 17, place: Place = QAYRAWAN) -> Event:
    """An event of May 2017."""
    return Event(
        EventType.ASSAULT, "aerial", Span("bombardé", 9, 17), Span("L’armée a bombardé.", 0, 19),
        (Actor("armée", key="IRQ-army"),), (Actor("Daech", key="daesh"),), (place,),
        When(date(2017, 5, day), date(2017, 5, day)), killed=Count(day),
    )  # fmt: skip


async def remember(world: Any, *events: Event) -> None:
    """Put events into the archive, as if read from an article of their own."""
    use = world.services
    async with use.database.write() as session:
        article = Article("x", f"Article {id(events)}", date(2017, 5, 19), "fr", "Al-Manar")
        received = await store.articles.receive(session, article, now=use.clock())
        await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=use.clock())


async def test_export_sends_the_file_with_what_it_holds(world: Any) -> None:
    """The name says what is in it; the words after the format are the filter."""
    await remember(world, happening(16), happening(17), happening(18, MOSUL))
    (file,) = await world.talk().say("/export csv Qayrawan")
    for turned in ("/export Qayrawan csv", "/export qayrawan.csv"):
        (same,) = await world.talk().say(turned)
        assert same.path.name.endswith("evenements-qayrawan-irak.csv")
    assert file.path.name.endswith("evenements-qayrawan-irak.csv")
    assert file.text.startswith("Qayrawan (Irak)\u00a0: 2 événements")
    assert [row["killed"] for row in rows(file.path.read_text(encoding="utf-8"))] == ["17", "16"]
    for form in FORMATS:
        (file,) = await world.talk().say(f"/export {form.upper()}")
        assert file.path.suffix == f".{form}" and file.path.stat().st_size > 100


async def test_export_without_a_format_offers_the_formats(world: Any) -> None:
    """The buttons keep the filter; the columns are one tap away."""
    await remember(world, happening(17), happening(18, MOSUL))
    talk = world.talk(2, lang="en")
    (shown,) = await talk.say("/export Qayrawan")
    assert shown.text.startswith("Export: Qayrawan (Iraq)\n1 event.")
    assert [button.text for button in shown.buttons][:4] == ["CSV", "JSONL", "GEOJSON", "ICS"]
    (file,) = await talk.press_labelled("GEOJSON")
    assert len(json.loads(file.path.read_text(encoding="utf-8"))["features"]) == 1
    (told,) = await talk.press_labelled("columns")
    assert "precision_km" in told.text


async def test_a_format_that_there_is_none_of(world: Any) -> None:
    """The formats that there are, for the words behind it."""
    await remember(world, happening(17), happening(18, MOSUL))
    talk = world.talk(2, lang="en")
    (shown,) = await talk.say("/export xlsx Qayrawan")
    assert shown.text.startswith("There is no xlsx file here.\nExport: Qayrawan (Iraq)\n1 event.")
    assert "2 events" in (await talk.say("/export XLS"))[0].text


async def test_export_of_nothing_and_of_an_unknown_name(world: Any) -> None:
    """No empty file; the nearest names as buttons that export."""
    (shown,) = await world.talk().say("/export csv")
    assert shown.text.startswith("Il n’y a rien à exporter")
    await remember(world, happening(17))
    (shown,) = await world.talk().say("/export jsonl Qairawann du nord")
    assert shown.path is None and "Qairawann" in shown.text
    assert all(button.data.startswith("x|jsonl|") for button in shown.buttons)


async def test_a_button_of_yesterday_is_answered_kindly(world: Any) -> None:
    """A format or a place that is no more."""
    await remember(world, happening(17))
    talk = world.talk()
    (shown,) = await talk.say("/export")
    button = shown.buttons[0]
    for data in ("x|pdf|-", "x|csv", "x|csv|p999", "x|csv|z", "x|"):
        (answer,) = await talk.press(type(button)(button.text, data), shown.message_id)
        assert answer.path is None and answer.text


async def test_a_large_export_goes_on_by_itself(world: Any) -> None:
    """It is announced, sent when it is ready, and keeps nobody waiting."""
    await remember(world, *(happening(day) for day in range(1, 8)))
    errands = Errands(large=5)
    world.application.bot_data[KEY] = replace(world.services, errands=errands)
    begun, file = await world.talk().say("/export csv")
    assert begun.text.startswith("7 événements\u00a0: je prépare")
    assert len(rows(file.path.read_text(encoding="utf-8"))) == 7
    assert not errands.busy(world.talk().chat_id)


async def test_parts_hold_every_event_once_and_large_ones_are_zipped(world: Any, tmp_path: Path) -> None:
    """Each part is a whole file of its own."""
    await remember(world, *(happening(day) for day in range(1, 8)))
    use, found = world.services, []
    folder = tmp_path / "parts"
    folder.mkdir()
    async for part in files.parts(use.database, EventFilter(), "csv", FR, folder, name="e", size=3, plain=100):
        assert part.path.name.endswith(".csv.zip")
        with zipfile.ZipFile(part.path) as archive:
            read = rows(archive.read(archive.namelist()[0]).decode())
        assert len(read) == part.events
        found += [row["killed"] for row in read]
    assert found == ["7", "6", "5", "4", "3", "2", "1"]
    assert [path.name for path in sorted(folder.iterdir())] == ["e-2.csv.zip", "e-3.csv.zip", "e.csv.zip"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_types_are_plain(lang: str) -> None:
    """They stand in files as they stand in the catalogue: without markup and escapes."""
    said = {key: text for key, text in texts(lang).singles.items() if key.startswith("types.")}
    assert all(not set(text) & set("<>&{}") for text in said.values())


def test_a_file_of_an_arabic_reader_has_an_arabic_name() -> None:
    """In letters that are read, and no signs that a system refuses; in other languages without accents."""
    assert file_name("events حلب (سوريا) · ‏⁨غارة⁩ / 2017") == "events-حلب-سوريا-غارة-2017"
    assert file_name("événements Alep (Syrie)") == "evenements-alep-syrie"
    assert file_name("…") == "export"

"""/timeline and /map: from counts to bars and marks, drawn, and as a person sees them in the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

import store.articles
import store.recording
from bot.borders import Country
from bot.drawing import draw
from bot.texts import LANGUAGES, texts
from bot.texts.bidi import without_marks
from bot.views.pictures import Step, bars, timeline
from bot.views.pictures_captions import caption
from bot.views.pictures_labels import Room, write_countries, write_places
from bot.views.pictures_places import MOST_MARKS, events_map, extent
from bot.views.pictures_shapes import MOST_TYPES, Map, Timeline, colours
from bot.views.pictures_style import head, sheet
from nlp.schema import Actor, Article, Event, EventType, Place, Reading, Span, When
from store.series import DayCount, PlaceCount, PlaceCounts, Spot

FR = texts("fr")
MOSUL = Spot(1, "wof:1", "Mossoul", 36.34, 43.13, "IRQ")
TALL = Spot(2, "wof:2", "Tal Afar", 36.38, 42.45, "IRQ")
WASHINGTON = Spot(3, "wof:3", "Washington", 38.9, -77.0, "USA")
IRAQ = Spot(4, "country:IRQ", "Iraq", 33.0, 43.7, "IRQ")
BASRA = Spot(7, "wof:7", "Bassora", 30.5, 47.8, "IRQ")
NOWHERE = Spot(5, None, "Khams", None, None, None)


def days(*counts: tuple[date, int], kind: EventType = EventType.ASSAULT) -> list[DayCount]:
    """Counts of one type."""
    return [DayCount(day, kind, n) for day, n in counts]


def spread(length: int) -> list[DayCount]:
    """One event on every day of so many."""
    return days(*((date(2017, 1, 2) + timedelta(days=n), 1) for n in range(length)))


@pytest.mark.parametrize(
    ("length", "step"), [(1, Step.DAY), (62, Step.DAY), (63, Step.WEEK), (732, Step.WEEK), (733, Step.MONTH),
                         (8000, Step.YEAR)],
)  # fmt: skip
def test_bars_are_as_long_as_the_span_demands(length: int, step: Step) -> None:
    """Every day is in one bar, and no more bars than a phone can show."""
    found = bars(spread(length))
    assert found.step is step and found.total == length and found.outside == 0
    assert len(found.starts) <= 250


def test_bars_have_no_gaps_and_weeks_begin_on_monday() -> None:
    """A week without events is an empty bar, not a missing one."""
    found = bars(days((date(2017, 1, 4), 1), (date(2017, 6, 9), 2)))
    assert found.step is Step.WEEK and {start.weekday() for start in found.starts} == {0}
    assert found.starts[0] == date(2017, 1, 2) and found.starts[-1] == date(2017, 6, 5)
    assert all(b - a == timedelta(days=7) for a, b in zip(found.starts, found.starts[1:], strict=False))
    assert found.counts[EventType.ASSAULT] == (1, *(0,) * 21, 2)


def test_a_lonely_day_of_long_ago_does_not_flatten_the_rest() -> None:
    """One event of 1948 among 300 of 2017 is left out, and said to be."""
    counts = days((date(1948, 5, 15), 1)) + days(*((date(2017, 5, n), 10) for n in range(1, 31)))
    found = bars(counts)
    assert found.step is Step.DAY and found.outside == 1 and found.total == 300
    assert "1 événement hors de la période montrée" in timeline(counts, None, FR).subtitle


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.tuples(st.dates(), st.sampled_from(EventType)), st.integers(1, 10**6), min_size=1, max_size=40)
)
def test_no_events_make_the_timeline_fail(counted: dict[tuple[date, EventType], int]) -> None:
    """Any days from the year 1 to 9999: every event is in a bar or said to be outside."""
    counts = [DayCount(day, kind, n) for (day, kind), n in counted.items()]
    found = bars(counts)
    assert found.total + found.outside == sum(counted.values())
    shown = timeline(counts, "x", FR)
    assert len(shown.hues) == len(shown.counts) <= MOST_TYPES + 1
    assert len(shown.ticks) <= 6 and sum(map(sum, shown.counts)) == found.total


def test_a_type_has_one_colour_in_all_pictures() -> None:
    """Whatever else is shown beside it, and no other type has it."""
    kinds = list(EventType)
    seen: dict[EventType, set[str]] = {kind: set() for kind in kinds}
    for first in range(len(kinds)):
        for kind, colour in colours(kinds[first:] + kinds[:first]).items():
            seen[kind].add(colour)
    assert all(len(one) == 1 for one in seen.values()) and len(set.union(*seen.values())) == len(kinds)
    assert len(colours(kinds)) == MOST_TYPES and seen[EventType.ASSAULT] == {"#d55e00"}


def test_colours_differ_for_the_colour_blind() -> None:
    """Each pair lies apart as a red-green-blind eye sees it (Viénot, Brettel and Mollon 1999), in light or in hue."""
    all_of_them = [colours([kind])[kind] for kind in EventType]
    rgb = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in all_of_them]) ** 2.2
    to_lms = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])
    for blind in (
        np.array([[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]]),
        np.array([[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]]),
    ):
        seen = np.clip(rgb @ to_lms.T @ blind.T @ np.linalg.inv(to_lms).T, 0, 1) ** (1 / 2.2)
        gaps = np.linalg.norm(seen[:, None] - seen[None], axis=2) + np.eye(len(seen)) * 9
        assert gaps.min() > 0.11, gaps.round(2)


def places(*counted: tuple[Spot, int], kind: EventType = EventType.ASSAULT) -> PlaceCounts:
    """Counts of one type."""
    return PlaceCounts(tuple(PlaceCount(spot, kind, n) for spot, n in counted), 0)


def test_a_map_frames_its_places_with_a_margin() -> None:
    """One place has its surroundings around it, two lie both within."""
    one = extent([(MOSUL, 5)])
    assert one.north - one.south == pytest.approx(1.6) and one.west < 43.13 < one.east
    two = extent([(MOSUL, 5), (TALL, 5)])
    assert two.west < 42.45 < 43.13 < two.east and two.south < 36.34 < 36.38 < two.north


def test_a_place_far_away_is_left_out_and_counted() -> None:
    """One event in Washington does not shrink Iraq to a dot; a fifth of the events does."""
    few = events_map(places((MOSUL, 60), (TALL, 40), (WASHINGTON, 2)), 102, "Daech", FR)
    assert few and [mark.name for mark in few.marks] == ["Mossoul · 60", "Tal Afar · 40"]
    assert few.subtitle == "102 événements · 100 localisations · 2 lieux · 2 localisations hors cadre"
    many = events_map(places((MOSUL, 60), (WASHINGTON, 20)), 80, "Daech", FR)
    assert many and len(many.marks) == 2 and many.extent.west < -77


def test_a_whole_country_is_a_hollow_mark_and_frames_nothing() -> None:
    """«en Irak» is no point in the desert."""
    shown = events_map(places((MOSUL, 3), (TALL, 2), (IRAQ, 9)), 14, None, FR)
    assert shown and shown.extent.south > 34 and all(not mark.hollow for mark in shown.marks)
    alone = events_map(places((IRAQ, 9)), 9, None, FR)
    assert alone and [(mark.name, mark.hollow) for mark in alone.marks] == [("Irak (pays) · 9", True)]
    assert "Cercle vide" in alone.note and "Natural Earth" in alone.note


def test_a_place_known_only_to_its_region_is_hollow() -> None:
    """A street of no known town lies in the middle of the country: no dot says so exactly, and no frame needs it."""
    street = Spot(6, None, "rue du Marché", 33.0, 43.7, "IRQ", 500.0)
    shown = events_map(places((MOSUL, 3), (TALL, 2), (street, 9)), 14, None, FR)
    assert shown and shown.extent.south > 34 and all(not mark.hollow for mark in shown.marks)
    shown = events_map(places((street, 9), (replace(MOSUL, uncertainty_km=5.0), 1), (BASRA, 1)), 9, None, FR)
    assert shown and [(mark.name, mark.hollow) for mark in shown.marks] == [
        ("rue du Marché · 9", True), ("Mossoul · 1", False), ("Bassora · 1", False)
    ]  # fmt: skip
    assert "compte à chacun" in shown.note and shown.subtitle == "9 événements · 11 localisations · 3 lieux"


def test_places_without_degrees_make_no_map() -> None:
    """Nothing is put where nobody knows it to be."""
    assert events_map(places((NOWHERE, 9)), 9, None, FR) is None
    shown = events_map(places((NOWHERE, 9), (MOSUL, 1)), 10, None, FR)
    assert shown and len(shown.marks) == 1


def test_a_map_holds_only_so_many_marks() -> None:
    """Those with most events."""
    spots = [(Spot(n, None, f"L{n}", 30 + n / 100, 40 + n / 100, "IRQ"), n + 1) for n in range(MOST_MARKS + 50)]
    shown = events_map(places(*spots), 9, None, FR)
    assert shown and len(shown.marks) <= MOST_MARKS
    assert shown.marks[0].events == MOST_MARKS + 50


def seen(png: bytes) -> Image.Image:
    """The picture."""
    return Image.open(BytesIO(png)).convert("RGB")


def amount(image: Image.Image, *rgb: int, within: int = 0) -> int:
    """How many pixels have the colour, or one that is `within` so much of it in each part."""
    return int((np.abs(np.asarray(image).astype(int) - rgb) <= within).all(axis=2).sum())


def test_the_timeline_drawn_holds_its_colours_in_proportion() -> None:
    """Twice as many events, twice as much of the colour."""
    counts = [*days((date(2017, 5, 1), 20)), *days((date(2017, 5, 1), 10), kind=EventType.AID)]
    image = seen(draw(timeline(counts, "Mossoul", FR)))
    assert image.size == (1080, 1080)
    bars_alone = image.crop((100, 100, 1080, 985))
    attack, aid = amount(bars_alone, 0xD5, 0x5E, 0x00), amount(bars_alone, 0x00, 0x9E, 0x73)
    assert attack > 20_000 and attack / aid == pytest.approx(2.0, rel=0.05)


def test_the_map_drawn_shows_sea_land_and_circles() -> None:
    """The coast at Basra, circles in their colours."""
    basra = Spot(9, None, "Bassora", 30.5, 47.8, "IRQ")
    fao = Spot(10, None, "Al-Faw", 29.97, 48.47, "IRQ")
    image = seen(draw(events_map(places((basra, 9), (fao, 4)), 13, "Bassora", FR) or pytest.fail("no map")))
    assert image.width == 1080
    assert amount(image, 0xDC, 0xE9, 0xF2) > 50_000 and amount(image, 0xF7, 0xF5, 0xF0) > 50_000
    assert amount(image, 0xD5, 0x5E, 0x00, within=40) > 3_000


@pytest.mark.parametrize("name", ["$x_1$ \\frac", "القيروان", "<b>&", "日本", "x" * 300, "", "a\nb", "\u202e\u0000"])
def test_any_name_can_be_drawn(name: str) -> None:
    """Text is data: no formula, no markup; what the letters lack are boxes."""
    spot = Spot(1, None, name, 36.3, 43.1, "IRQ")
    assert seen(draw(events_map(places((spot, 2)), 2, name, FR) or pytest.fail("no map"))).width == 1080
    assert seen(draw(timeline(spread(3), name, FR))).width == 1080


def test_the_busiest_place_is_named_however_crowded() -> None:
    """Among a hundred towns around it, over which its name is written; no name of theirs is under it."""
    around = [Spot(n, None, f"L{n}", 36.34 + n % 10 / 20, 43.13 + n // 10 / 20, "IRQ") for n in range(10, 110)]
    shown = events_map(places((MOSUL, 30), *((spot, 5) for spot in around)), 99, None, FR)
    assert shown
    figure = Figure(figsize=(6, 6), dpi=180)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(42, 45)
    axes.set_ylim(35, 38)
    centres = axes.transData.transform(np.array([(m.longitude, m.latitude) for m in shown.marks]))
    radii = np.full(len(centres), 40.0)
    room = Room(figure, axes)
    room.circles(centres, radii)
    write_places(room, [mark.name for mark in shown.marks], centres, radii)
    assert next(text.get_text() for text in axes.texts) == "Mossoul · 30"


def test_a_country_is_named_within_its_borders() -> None:
    """Away from straight borders that have no points in between, and not at all where it is too narrow for its name."""
    figure = Figure(figsize=(6, 6), dpi=180)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 30)
    axes.set_ylim(0, 30)
    square = np.array([(3.0, 3.0), (27.0, 3.0), (27.0, 27.0), (3.0, 27.0), (3.0, 3.0)])
    narrow = np.array([(28.0, 3.0), (28.5, 3.0), (28.5, 27.0), (28.0, 27.0), (28.0, 3.0)])
    countries = [
        Country(code, ((ring,),), *ring.min(axis=0), *ring.max(axis=0))
        for code, ring in (("AAA", square), ("BBB", narrow))
    ]
    write_countries(Room(figure, axes), [(countries[0], "Désert"), (countries[1], "Couloir")])
    (text,) = axes.texts
    x, y = axes.transData.inverted().transform(text.get_position())
    assert text.get_text() == "Désert" and 11 < x < 19 and 8 < y < 22


def test_a_number_stays_with_its_noun() -> None:
    """Lines of the subtitle break between its parts."""
    figure = sheet(1080)
    head(
        figure, "x", "25 événements · du 1er septembre 2014 au 30 avril 2021 · par mois · 7 événements hors", rtl=False
    )
    lines = [text.get_text().replace("\u00a0", " ") for text in figure.texts][1:]
    assert lines == ["25 événements · du 1er septembre 2014 au 30 avril 2021", "par mois · 7 événements hors"]


def test_arabic_is_written_from_right_to_left() -> None:
    """The title stands on the right, where reading begins."""
    shown = timeline(spread(3), "القيروان", FR)
    turned = Timeline(**{name: getattr(shown, name) for name in shown.__slots__} | {"rtl": True})
    for picture, right in ((shown, False), (turned, True)):
        dark = np.asarray(seen(draw(picture)).convert("L"))[:90] < 100
        columns = np.flatnonzero(dark.any(axis=0))
        assert bool(columns.min() > 540) is right


@pytest.mark.parametrize("lang", LANGUAGES)
def test_captions_say_it_in_words(lang: str) -> None:
    """For those who can't see the picture; no HTML of a name gets through."""
    speaking = texts(lang)
    told = without_marks(caption(timeline(spread(40), "<Mossoul>", speaking), speaking))
    assert told.startswith("<b>&lt;Mossoul&gt;</b>\n40 ") and len(told) < 1024
    shown = events_map(places((MOSUL, 3), (TALL, 2)), 4, "M", speaking)
    assert isinstance(shown, Map) and f"Mossoul · 3{speaking.semicolon}Tal Afar · 2" in without_marks(
        caption(shown, speaking)
    )


def happening(day: int, place: Place) -> Event:
    """An event of May 2017."""
    return Event(
        EventType.ASSAULT, "aerial", Span("bombardé", 9, 17), Span("L’armée a bombardé.", 0, 19),
        (Actor("armée", key="IRQ-army"),), (), (place,), When(date(2017, 5, day), date(2017, 5, day)),
    )  # fmt: skip


async def remember(world: Any, *events: Event) -> None:
    """Put events into the archive, as if read from an article of their own."""
    use = world.services
    async with use.database.write() as session:
        article = Article("x", f"Article {id(events)}", date(2017, 5, 19), "fr", "Al-Manar")
        received = await store.articles.receive(session, article, now=use.clock())
        await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=use.clock())


KNOWN = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")


async def test_pictures_in_the_chat(world: Any) -> None:
    """A picture with its words, and buttons to the list, the other picture and the file."""
    await remember(world, happening(16, KNOWN), happening(18, KNOWN))
    talk = world.talk()
    (shown,) = await talk.say("/timeline Mossoul")
    assert seen(shown.path.read_bytes()).size == (1080, 1080)
    assert shown.text.startswith("Mossoul (Irak)\n2 événements · du 16 au 18 mai 2017 · par jour\nAu plus haut")
    assert [button.text for button in shown.buttons] == ["Liste", "Carte", "Fichier"]
    (mapped,) = await talk.press_labelled("Carte")
    assert "Mossoul · 2" in mapped.text and seen(mapped.path.read_bytes()).width == 1080
    listed = (await talk.press_labelled("Liste"))[-1]
    assert listed.text.startswith("Événements\u00a0: Mossoul (Irak)")
    (english,) = await world.talk(2, lang="en").say("/map")
    assert english.text.startswith("The whole archive\n2 events · 1 place")


async def test_a_picture_is_drawn_once_until_the_archive_changes(world: Any) -> None:
    """The same question gets the same bytes; a new event a new picture."""
    await remember(world, happening(16, KNOWN))
    talk = world.talk()
    first, again = [(await talk.say("/timeline"))[0].path.read_bytes() for _ in range(2)]
    assert first == again and len(world.services.drawings) == 1
    await remember(world, happening(18, KNOWN))
    (new,) = await talk.say("/timeline")
    assert new.path.read_bytes() != first and len(world.services.drawings) == 2


async def test_nothing_to_show_is_said(world: Any) -> None:
    """An empty archive, events without a known place, an unknown name."""
    talk = world.talk()
    (shown,) = await talk.say("/map")
    assert shown.text.startswith("Rien à montrer") and "toute l’archive" in shown.text
    await remember(world, happening(16, Place("Khams Taloul")))
    (shown,) = await talk.say("/map")
    assert shown.path is None and "coordonnées" in shown.text
    (shown,) = await talk.say("/timeline Zzyzx Qwrt")
    assert shown.path is None and "Zzyzx" in shown.text


async def test_an_empty_picture_says_what_was_understood_and_widens(world: Any) -> None:
    """By buttons that leave out one filter each, of those alone that lead to something."""
    await remember(world, happening(16, KNOWN))
    talk = world.talk()
    (shown,) = await talk.say("/timeline Mossoul type:accord statut:annoncé")
    assert "Mossoul (Irak) · accord ou promesse · annoncé" in shown.text and not shown.buttons
    (shown,) = await talk.say("/map Mossoul type:accord")
    assert [one.text for one in shown.buttons] == ["Sans « accord ou promesse »"]
    (drawn,) = await talk.press(shown.buttons[0], shown.message_id)
    assert drawn.path is not None

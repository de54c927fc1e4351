"""What a person reads: lines, pages, cards and digests, in both languages and with the worst of values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from markupsafe import Markup

from bot.local_names import shown_name
from bot.terminal_html import parse, utf16_length
from bot.texts import LANGUAGES, texts
from bot.views import actors, buttons, events, places
from bot.views.layout import CALLBACK_LENGTH, MESSAGE_LENGTH, clip, split
from nlp.schema import MODES, Actor, Attribution, Count, Event, EventType, Place, Span, Status, When
from store.records import ActorSummary, Cursor, EventFilter, EventPage, EventRecord, PlaceSummary, Rank, Ranked

FR, EN = texts("fr"), texts("en")
SENTENCE = (
    "Selon Radio Sinjar, les Hachd ont tiré mercredi des roquettes sur des positions de Daech au sud de Qayrawan."
)
NASTY = "<b>&\"'</i>😀{x}" * 40


def made(number: int = 12, sentence: str = SENTENCE, trigger: str = "tiré", **slots: Any) -> EventRecord:
    """An event of 17 May 2017 as the archive gives it."""
    start = 100 + sentence.index(trigger)
    given: dict[str, Any] = {
        "type": EventType.ASSAULT,
        "mode": "heavy-weapons",
        "trigger": Span(trigger, start, start + len(trigger)),
        "sentence": Span(sentence, 100, 100 + len(sentence)),
        "sources": (Actor("Hachd al-Chaabi"),),
        "targets": (Actor("Daech"),),
        "places": (
            Place("Qayrawan", latitude=36.25, longitude=41.9, uncertainty_km=5, country="IRQ", relation="au sud de"),
        ),
        "when": When(date(2017, 5, 17), date(2017, 5, 17)),
        "attribution": (Attribution("Radio Sinjar"),),
    }
    article = {
        "publisher": "Al-Manar",
        "published": date(2017, 5, 19),
        "title": "Au nord",
        "url": "https://example.org/?a=1&b=2",
    }
    article |= {key: slots.pop(key) for key in tuple(article) if key in slots}
    return EventRecord(
        number, Event(**(given | slots)), date(2017, 5, 17), datetime(2017, 5, 19, tzinfo=UTC), 3, **article
    )


def nasty(number: int = 12) -> EventRecord:
    """An event whose every text is long and full of HTML."""
    return made(
        number, sentence="tiré " + NASTY * 20, sources=(Actor(NASTY),) * 20, targets=(Actor(NASTY),) * 20,
        places=(Place(NASTY, country="IRQ", latitude=1.0, longitude=2.0, relation=NASTY),) * 9,
        attribution=(Attribution(NASTY),) * 9, publisher=NASTY, title=NASTY, url="javascript:alert(1)",
    )  # fmt: skip


def shown(text: str) -> str:
    return parse(text).text


def test_a_line_tells_day_kind_who_whom_where_and_number() -> None:
    """An event of a list in four short lines."""
    assert shown(events.line(made(killed=Count(3)), FR)).replace("\u00a0", " ").split("\n") == [
        "💥 17 mai 2017 · Tirs d’artillerie ou de missiles",
        "Hachd al-Chaabi → Daech · Qayrawan",
        "« …Sinjar, les Hachd ont tiré mercredi des roquettes sur des positions de Daech au sud de Qayrawan. »",
        "3 morts · selon Radio Sinjar · /event_12",
    ]


@pytest.mark.parametrize(("lang", "told"), [("fr", "3 sources"), ("en", "3 sources"), ("ar", "3 مصادر")])
def test_a_list_tells_how_many_sources(lang: str, told: str) -> None:
    """Of an event that several sources tell a list says how many, of any other nothing."""
    found = EventPage((made(12), made(13)), 2)
    several, one = shown(events.page(found, None, EventFilter(), texts(lang), sources={12: 3}).text).split("\n\n")[1:]
    assert told in several.replace("\u00a0", " ") and told[2:] not in one


def test_a_line_in_english() -> None:
    """The same in English, the article's words as they are."""
    assert shown(events.line(made(), EN)).split("\n")[0] == "💥 17 May 2017 · Artillery or missile fire"
    assert shown(events.line(made(), EN)).split("\n")[3] == "according to Radio Sinjar · /event_12"


@pytest.mark.parametrize(("status", "mark"), [(Status.PLANNED, "prévu"), (Status.DENIED, "démenti")])
def test_what_did_not_happen_is_marked(status: Status, mark: str) -> None:
    """Nobody takes a plan or a denial for a fact."""
    assert mark in shown(events.line(made(status=status), FR)).split("\n")[0]
    assert mark in shown(events.card(made(status=status), FR))
    assert mark not in events.line(made(), FR)


def test_an_unknown_day_is_the_day_of_publication_and_says_so() -> None:
    """A day that the text does not tell is not made up."""
    assert "paru le 19 mai 2017" in events.line(made(when=None), FR)
    assert "Quand\u00a0: non précisé" in shown(events.card(made(when=None), FR))


@pytest.mark.parametrize("before", [0, 3, 10, 40])
@pytest.mark.parametrize("after", [0, 3, 10, 40])
def test_the_excerpt_holds_the_trigger_and_whole_words(before: int, after: int) -> None:
    """Wherever the trigger stands, the excerpt shows it, short and cut between words, and says where it is cut."""
    sentence = " ".join(["avant,"] * before + ["bombardé"] + ["ensuite"] * after)
    excerpt = events.excerpt(made(trigger="bombardé", sentence=sentence).event)
    assert "bombardé" in excerpt and len(excerpt) <= 100
    assert {word.strip(",") for word in excerpt.strip("…").split()} <= {"avant", "bombardé", "ensuite"}
    assert excerpt.startswith("…") == (not sentence.startswith(excerpt.rstrip("…")))
    assert excerpt.endswith("…") == (not sentence.endswith(excerpt.lstrip("…")))


@pytest.mark.parametrize(
    "sentence", ["x" * 300 + "bombardé" + "y" * 300, "bombardé" + " " * 200 + "y" * 200, "  bombardé"]
)
def test_the_excerpt_of_an_odd_sentence_is_short(sentence: str) -> None:
    """A sentence without spaces, or with too many, is no longer than any other."""
    assert len(events.excerpt(made(trigger="bombardé", sentence=sentence).event)) <= 100


def test_the_card_tells_all_and_shows_its_ground() -> None:
    """Slots, coordinates and precision, the sentence with the trigger in bold, the article with its address."""
    card = events.card(made(killed=Count(0), wounded=Count(4)), FR)
    seen = shown(card).replace("\u00a0", " ")
    for part in (
        "n° 12", "Qui : Hachd al-Chaabi", "À qui : Daech", "Quand : 17 mai 2017",
        "Qayrawan (Irak), « au sud de », 36.250° 41.900°, à 5 km près",
        "Statut : rapporté comme un fait", "Selon : Radio Sinjar", "Bilan : 0 mort, 4 blessés",
        "Article : Au nord\nAl-Manar, 19 mai 2017",
    ):  # fmt: skip
        assert part in seen, part
    assert f"<blockquote>{SENTENCE}</blockquote>".replace("tiré", "<b>tiré</b>") in card
    assert 'href="https://example.org/?a=1&amp;b=2"' in card


def test_the_card_says_what_is_unknown() -> None:
    """An empty slot is said to be so."""
    card = events.card(
        made(sources=(), targets=(), places=(), when=None, attribution=(), publisher=None, title=None), FR
    )
    seen = shown(card).replace("\u00a0", " ")
    for slot in ("Qui", "À qui", "Où", "Quand", "Bilan"):
        assert f"{slot} : non précisé" in seen
    assert "Selon : l’article lui-même" in seen and "sans titre" in seen and "source inconnue" in seen


@pytest.mark.parametrize("kind", list(EventType))
def test_every_type_has_a_marker_and_words(kind: EventType) -> None:
    """No type or mode is without a line."""
    for mode in (None, *MODES[kind]):
        assert events.MARKERS[kind] in events.line(made(type=kind, mode=mode), EN)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worst_values_make_messages_that_telegram_takes(lang: str) -> None:
    """Long names full of HTML stay text, and every message keeps to its length."""
    speaking = texts(lang)
    found = EventPage(tuple(nasty(n) for n in range(30, 20, -1)), 50, Cursor(date(2017, 5, 17), 21))
    page = events.page(found, NASTY[:60], EventFilter(), speaking)
    messages = [page.text, events.card(nasty(), speaking)]
    summary = ActorSummary(1, NASTY, None, None, None, 1, 2, (NASTY, NASTY + "x"))
    messages.append(actors.page(Ranked((summary,) * 10, 99, Rank(3, 2)), speaking).text)
    nasty_place = PlaceSummary(1, NASTY, None, 1.0, 2.0, "IRQ", None, 3)
    messages += [places.page(Ranked((nasty_place,) * 20, 99, Rank(3, 2)), speaking).text]
    for message in messages:
        parsed = parse(message)
        assert utf16_length(parsed.text) <= MESSAGE_LENGTH and utf16_length(message) <= 2 * MESSAGE_LENGTH
        assert {entity.kind for entity in parsed.entities} <= {"bold", "italic", "blockquote"}


def test_a_page_cut_for_length_goes_on_where_it_was_cut() -> None:
    """The button asks for what comes after the last event shown, even where no more are stored."""
    found = EventPage(tuple(nasty(n) for n in range(30, 20, -1)), 10)
    page = events.page(found, None, EventFilter(), FR)
    count = page.text.count("/event_")
    assert 0 < count < 10
    turn = buttons.read_turn(page.rows[0][-1].data)
    assert turn == buttons.Turn(EventFilter(), Cursor(date(2017, 5, 17), 31 - count), None, count)


def test_a_page_says_where_it_stands() -> None:
    """The first page of a long list, a later one, and a list that fits."""
    record = made()
    long = EventPage((record,) * 10, 43, Cursor(record.day, 12))
    assert "1 à 10 sur 43" in events.page(long, "Qayrawan", EventFilter(place_id=1), FR).text
    assert "11 à 20 sur 43" in events.page(long, "Qayrawan", EventFilter(place_id=1), FR, offset=10).text
    short = events.page(EventPage((record,), 1), "Qayrawan", EventFilter(place_id=1), FR)
    assert "1 événement" in short.text and not short.rows


def test_buttons_carry_their_question_in_64_bytes() -> None:
    """The largest numbers of a database fit, and come back as they went."""
    wanted, cursor = EventFilter(place_id=2**53), Cursor(date(2017, 5, 17), 2**53)
    data = buttons.page_token(wanted, cursor, 10**7)
    assert len(data.encode()) <= CALLBACK_LENGTH
    assert buttons.read_page(data) == (wanted, cursor, 10**7)
    for one in (EventFilter(), EventFilter(actor_id=5), EventFilter(country="IRQ"), EventFilter(place_id=3)):
        assert buttons.read_filter(buttons.filter_token(one)) == one


@pytest.mark.parametrize(
    "data",
    [
        "e|x1",
        "e|p",
        "e|p1|2017|1|1",
        "e|p1|20171399|1|1",
        "e|p1|20170517|x|1",
        "e|",
        "e|p1|2|3",
        "e|cir",
        "e|-|20170517|" + "9" * 19 + "|1",
    ],
)
def test_a_button_of_another_time_is_refused(data: str) -> None:
    """Callback data is a user's input like any other."""
    with pytest.raises(ValueError):
        buttons.read_page(data)


def test_split_never_cuts_a_block() -> None:
    """Blocks stay whole, in order, in as few messages as they need."""
    blocks = tuple(Markup(str(n) * 1500) for n in range(1, 6))
    assert split(blocks) == (blocks[:2], blocks[2:4], blocks[4:])
    with pytest.raises(ValueError, match="4096"):
        split([Markup("x" * 5000)])


def test_clip_keeps_one_line_of_text() -> None:
    """White space becomes one space, what is over the width an ellipsis."""
    assert clip("a\n b", 10) == "a b"
    assert clip("abcdef ghij", 8) == "abcdef…"


def test_a_state_goes_by_its_name_in_the_readers_language() -> None:
    """The articles may well call it by its capital only."""
    state = ActorSummary(1, "Bagdad", "IRQ", None, "IRQ", 2, 1)
    group = ActorSummary(2, "Daech", "daesh", None, None, 2, 1)
    shown = [parse(actors.page(Ranked((state, group), 2), talk).text).text for talk in (FR, EN)]
    assert "Irak" in shown[0] and "Daech" in shown[0] and "Bagdad" not in shown[0]
    assert "Iraq" in shown[1] and "Bagdad" not in shown[1]


@pytest.mark.parametrize(
    ("name", "key", "shown"),
    [
        ("Mossoul", "seed:mossoul-iq", ("Mossoul", "Mosul", "الموصل")),
        ("Daech", "daesh", ("Daech", "Islamic State", "داعش")),
        ("armée irakienne", "IRQ-army", ("armée irakienne", "Iraqi Army", "الجيش العراقي")),
        ("armée péruvienne", "PER-army", ("armée péruvienne", "Armed forces (Peru)", "جيش بيرو")),
        ("Bagdad", "IRQ", ("Irak", "Iraq", "العراق")),
        ("Kanyuka", "lawrence-kanyuka", ("Kanyuka", "Lawrence Kanyuka", "Kanyuka")),
        ("Otan", "nato", ("Otan", "NATO", "حلف شمال الأطلسي")),
        ("Al-Essai", "seed:nowhere", ("Al-Essai",) * 3),
        ("des hommes armés", None, ("des hommes armés",) * 3),
    ],
)
def test_known_names_stand_in_the_readers_language(name: str, key: str | None, shown: tuple[str, ...]) -> None:
    """What no list knows keeps the words of the text."""
    assert tuple(shown_name(name, key, texts(lang)) for lang in LANGUAGES) == shown

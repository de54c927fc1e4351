"""What a digest tells, in which order, and that whatever it is made of Telegram takes it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest_content import CONSIDERED, SHOWN, digest_from, importance, ranked
from bot.terminal_html import parse
from bot.texts import LANGUAGES, texts
from bot.views import digest as view
from bot.views.digest import Digest
from nlp.schema import Actor, Count, Event, EventType, Place, Span, Status, When
from store.facts import changed as changed_facts
from store.facts import facts_of
from store.news import NewEvent, News
from store.records import Correction, EventRecord, Told
from tests.bot.telegram_rules import TEXT, check_text
from tests.bot.test_views import NASTY, made, nasty

FR = texts("fr")


def new(record: EventRecord) -> NewEvent:
    """As the store tells of a new event before it is loaded."""
    event = record.event
    tolls = (count.value if count else None for count in (event.killed, event.wounded))
    return NewEvent(record.id, event.type, event.mode, event.status, record.day, *tolls)


Reports = dict[int, tuple[EventRecord, ...]]


def digest(
    *records: EventRecord,
    label: str | None = "Irak",
    reports: Reports | None = None,
    told: dict[int, Told] | None = None,
) -> Digest:
    """A digest of these events, as if all were new but for those `told`."""
    news = News(tuple(new(record) for record in records))
    likely = {event.id for event in ranked(news)[:CONSIDERED]}
    considered = [record for record in records if record.id in likely]
    known = {number: others for number, others in (reports or {}).items() if number in likely}
    return digest_from(news, considered, known, told or {}, label)


def linked(*groups: tuple[EventRecord, ...]) -> Reports:
    """Each event of a group with the others of it."""
    return {one.id: tuple(other for other in group if other.id != one.id) for group in groups for one in group}


def before(*records: EventRecord) -> dict[int, Told]:
    """These events as the destination was told of them."""
    return {
        one.id: Told(one.id, 5, str(facts_of(one.event)), 1, False, 1, one.recorded_at + timedelta(hours=one.id))
        for one in records
    }


def text_of(shown: Digest) -> str:
    return "\n\n".join(parse(part.view.text).text.replace("\u00a0", " ") for part in view.messages(shown, FR))


def test_a_digest_is_grouped_and_the_important_comes_first() -> None:
    """One heading for a place and its days; the dead before a meeting; a plan at the end."""
    talks = made(1, type=EventType.CONSULT, mode="visit", places=(Place("Bagdad"),))
    deadly, minor = made(2, killed=Count(40)), made(3)
    planned = made(4, status=Status.PLANNED)
    text = text_of(digest(talks, minor, planned, deadly))
    assert text.index("/event_2") < text.index("/event_3") < text.index("/event_4") < text.index("/event_1")
    assert text.count("📍 Qayrawan · 17 mai 2017") == 1 and "📍 Bagdad · 17 mai 2017" in text
    assert "4 événements nouveaux" in text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"killed": Count(10)}, {"type": EventType.COERCE, "mode": "seize"}),
        ({"type": EventType.COERCE, "mode": "seize"}, {"killed": Count(2)}),
        ({"type": EventType.RETREAT, "mode": None}, {}),
        ({"killed": Count(1)}, {"wounded": Count(3)}),
        ({"wounded": Count(3)}, {}),
        ({}, {"type": EventType.CONSULT, "mode": "visit"}),
        ({"type": EventType.CONSULT, "mode": "visit"}, {"status": Status.DENIED}),
        ({"killed": Count(200), "status": Status.DENIED}, {"type": EventType.CONSULT, "mode": "visit"}),
    ],
)
def test_what_is_more_important(first: dict[str, Any], second: dict[str, Any]) -> None:
    """The dead, a place that changes hands, deeds before words, what happened before what is denied."""
    assert importance(new(made(**first))) > importance(new(made(**second)))


def test_what_more_sources_tell_comes_first_and_says_so() -> None:
    """Of two like events the one that three tell, though the other is the later."""
    elsewhere = made(2, places=(Place("Mossoul"),))
    others = (made(8, publisher="AFP"), made(9, publisher="RFI"))
    text = text_of(digest(made(1), elsewhere, reports={1: others}))
    assert text.index("/event_1") < text.index("/event_2") and "3 sources : Al-Manar, AFP, RFI" in text


def test_a_large_digest_counts_the_rest() -> None:
    """Twenty are told, the others counted; every event belongs to exactly one message."""
    parts = view.messages(digest(*(made(n) for n in range(1, 58)), label=None), FR)
    assert "et 37 autres" in parts[-1].view.text and "Le point du jour" in parts[0].view.text
    assert sum(part.view.text.count("/event_") for part in parts) == SHOWN
    numbers = [number for part in parts for number in (*(one.id for one in part.told), *part.counted)]
    assert sorted(numbers) == list(range(1, 58))


def test_more_than_can_be_looked_at_is_said_to_be_more() -> None:
    """No number is told that is not known."""
    news = News((new(made(1)), new(made(2))), more=True)
    text = text_of(digest_from(news, [made(1)], {}, {}, None))
    assert "plus de 2 événements nouveaux" in text and "et plus de 1 autre" in text


def test_no_events_make_no_digest() -> None:
    """Nothing new, nothing sent."""
    assert view.messages(digest(), FR) == ()


NAMES = st.one_of(st.text(max_size=80), st.sampled_from([NASTY, "Mossoul", "الموصل", "<b>", "‏", "\u202e"]))
COUNTS = st.one_of(st.none(), st.integers(0, 10**9).map(Count))
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))


@st.composite
def some_events(draw: st.DrawFn) -> EventRecord:
    """An event of any make-up, its number not yet its own."""
    names = draw(st.lists(NAMES, max_size=5))
    sentence = draw(st.text(min_size=1, max_size=600))
    start = draw(st.integers(0, len(sentence) - 1))
    day = draw(DAYS)
    event = Event(
        type=draw(st.sampled_from(EventType)),
        mode=draw(st.sampled_from([None, "seize", "aerial"])),
        trigger=Span(sentence[start:], start, len(sentence)),
        sentence=Span(sentence, 0, len(sentence)),
        sources=tuple(Actor(name) for name in names[:3]),
        targets=tuple(Actor(name) for name in names[2:]),
        places=tuple(Place(name) for name in draw(st.lists(NAMES, max_size=3))),
        when=When(day, day) if day else None,
        killed=draw(COUNTS),
        wounded=draw(COUNTS),
        status=draw(st.sampled_from(Status)),
    )  # fmt: skip
    record = made(1)
    return EventRecord(1, event, day or record.day, record.recorded_at, 3, draw(NAMES), record.published)


def renumbered(record: EventRecord, number: int) -> EventRecord:
    return EventRecord(
        number, record.event, record.day - timedelta(0), record.recorded_at, 3, record.publisher, record.published
    )


def corrected(number: int, before: EventRecord, after: EventRecord) -> Correction:
    """An event as it was told and as it is now."""
    facts = facts_of(before.event)
    told = Told(number, 5, str(facts), 1, False, 1, after.recorded_at)
    return Correction(renumbered(after, number), told, changed_facts(facts, facts_of(after.event)) or ("killed",))


@settings(max_examples=60, deadline=None)
@given(
    found=st.lists(st.one_of(some_events(), st.just(nasty())), min_size=1, max_size=70),
    label=st.one_of(st.none(), NAMES),
    lang=st.sampled_from(LANGUAGES),
    groups=st.lists(st.integers(1, 90), unique=True, max_size=40),
    size=st.integers(2, 5),
    changed=st.lists(st.tuples(some_events(), some_events()), max_size=10),
)
def test_any_events_make_messages_that_tell_each_once(
    found: list[EventRecord],
    label: str | None,
    lang: str,
    groups: list[int],
    size: int,
    changed: list[tuple[EventRecord, EventRecord]],
) -> None:
    """Valid HTML within Telegram's length; each event is told in full in one message, or with another that reports the
    same, or counted in the last, each correction told in one."""
    records = [renumbered(record, number) for number, record in enumerate(found, 1)]
    earlier = [renumbered(records[number % len(records)], number) for number in range(len(records) + 1, 91)]
    by_id = {one.id: one for one in (*records, *earlier)}
    reports = linked(*(tuple(by_id[n] for n in groups[begin : begin + size]) for begin in range(0, len(groups), size)))
    corrections = tuple(corrected(number, *pair) for number, pair in enumerate(changed, 100))
    made_of = digest(*records, label=label, reports=reports, told=before(*earlier))
    said_all = replace(made_of, corrections=corrections, rest="dr|1|2|3")
    parts = view.messages(said_all, texts(lang))
    told = Counter[int]()
    for part in parts:
        check_text(str(part.view.text), "HTML", TEXT)
        assert len(str(part.view.text).encode("utf-16-le")) // 2 <= TEXT
        said = parse(part.view.text).text
        assert all(said.count(f"/event_{one.id}") >= 1 for one in part.told)
        told.update(one.id for one in (*part.told, *part.known))
        assert all(said.count(f"/event_{one.record.id}") == 1 for one in part.corrected)
    assert [one for part in parts for one in part.corrected] == list(corrections)
    assert all(not part.counted for part in parts[:-1])
    if parts:
        told.update(parts[-1].counted)
        assert told == Counter(range(1, len(records) + 1))
    else:
        assert said_all.says_nothing and not said_all.counted


DISPATCH: dict[str, Any] = {"killed": Count(12), "publisher": "AFP"}


def test_several_reports_of_one_happening_are_one_line() -> None:
    """With its sources and the tolls from low to high, counted as one; all are known with the message that has it."""
    afp, rfi, spa = made(1, **DISPATCH), made(2, killed=Count(15), publisher="RFI"), made(3, publisher="SPA")
    other = made(4, killed=Count(3))
    shown = digest(afp, rfi, spa, other, reports=linked((afp, rfi, spa)))
    (part,) = view.messages(shown, FR)
    text = text_of(shown)
    assert "2 événements nouveaux" in text and text.count("/event_") == 2
    assert "de 12 à 15 morts · selon Radio Sinjar · 3 sources : RFI, AFP, SPA · /event_2" in text
    assert [one.id for one in part.told] == [2, 4] and {one.id for one in part.known} == {1, 3}


def test_what_reports_another_happening_is_not_drawn_in_by_a_chain() -> None:
    """1 and 2 report one thing, so do 2 and 3; 3 is no report of 1."""
    one, two, three = made(1, killed=Count(9)), made(2), made(3)
    shown = digest(one, two, three, reports={1: (two,), 2: (one, three), 3: (two,)})
    assert [record.id for record in shown.told] == [1, 3] and [known.id for known in shown.with_it[1]] == [2]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("fr", ["➕ Déjà dit ici, et depuis", "confirmé par RFI", "morts : 12 → 15"]),
        ("en", ["➕ Told here before, and since", "confirmed by RFI", "killed: 12 → 15"]),
        ("ar", ["➕ ذُكر هنا من قبل، ثم استجدّ", "بتأكيد من RFI", "القتلى: 12 ← 15"]),
    ],
)
def test_another_toll_of_what_was_told_is_news(lang: str, lines: list[str]) -> None:
    """In short, not as a new event; even where nothing else is new."""
    told, rfi = made(1, **DISPATCH), made(2, killed=Count(15), publisher="RFI")
    shown = digest(rfi, reports={2: (told,)}, told=before(told))
    (part,) = view.messages(shown, texts(lang))
    said = re.sub("[\u2066-\u2069\u200e\u200f\u061c]", "", parse(part.view.text).text.replace("\u00a0", " "))
    assert [line for line in said.split("\n") if line in lines] == lines
    assert "/event_1" not in said and said.count("/event_2") == 1
    assert not part.told and not part.counted and [one.id for one in part.known] == [2]


def test_that_a_source_says_the_same_waits_for_something_new() -> None:
    """No message for it alone; beside what is new one short line, for the same publisher none."""
    told, again = made(1, **DISPATCH), made(2, **DISPATCH)
    rfi, other = made(3, **(DISPATCH | {"publisher": "RFI"})), made(4, places=(Place("Mossoul"),))
    reports: Reports = {2: (told,), 3: (told,)}
    assert digest(again, rfi, reports=reports, told=before(told)).says_nothing
    shown = digest(again, rfi, other, reports=reports, told=before(told))
    (part,) = view.messages(shown, FR)
    text = text_of(shown)
    assert "1 événement nouveau" in text and "confirmé par RFI" in text and "/event_2" not in text
    assert [one.id for one in part.told] == [4] and {one.id for one in part.known} == {2, 3}


def test_of_several_tolls_told_only_one_beyond_them_is_news() -> None:
    """12 and 15 were told: 13 is none, 16 is one, against the number told last."""
    told = made(1, **DISPATCH), made(2, killed=Count(15), publisher="SPA")
    for killed, worth in ((13, False), (16, True)):
        rfi = made(3, killed=Count(killed), publisher="RFI")
        shown = digest(rfi, reports={3: told}, told=before(*told))
        assert shown.says_nothing is not worth
        assert not worth or "morts : 15 → 16" in text_of(shown)


def test_who_had_the_same_text_is_named_as_a_source() -> None:
    """With a line of what is new; of what was told before only whoever told nothing of it yet."""
    afp = replace(made(1, **DISPATCH), further=("SPA",))
    assert "2 sources : AFP, SPA" in text_of(digest(afp))
    again, other = replace(made(2, **DISPATCH), further=("SPA", "RFI")), made(3, places=(Place("Mossoul"),))
    assert "confirmé par RFI" in text_of(digest(again, other, reports={2: (afp,)}, told=before(afp)))

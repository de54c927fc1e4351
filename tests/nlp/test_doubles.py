"""An article that tells a toll twice tells of one event twice."""

from dataclasses import replace
from datetime import date

from nlp.doubles import told_once
from nlp.schema import Count, Event, EventType, Evidence, Place, Span, When

DOUMA, HOMS = Place("Douma"), Place("Homs")
MONDAY = When(date(2017, 5, 15), date(2017, 5, 15))


def attack(start: int, killed: int, place: Place | None = DOUMA, confidence: float = 0.8, toll: int = 0) -> Event:
    """An attack whose trigger stands at `start`, the words of its toll at `toll` (else right after)."""
    words = Span("mot", start, start + 3)
    count = Count(killed, (Evidence(Span("dix", toll or start + 10, (toll or start + 10) + 3), "near"),))
    places = (place,) if place else ()
    return Event(EventType.ASSAULT, None, words, words, places=places, when=MONDAY, killed=count, confidence=confidence)


def test_the_surer_telling_of_one_toll_is_kept() -> None:
    first, again = attack(0, 10, confidence=0.6), attack(100, 10, confidence=0.9)
    assert told_once([first, again], "") == (again,)


def test_an_event_without_place_or_day_may_be_the_one_told_before() -> None:
    first, again = attack(0, 10), replace(attack(100, 10, place=None), when=None)
    assert told_once([first, again], "") == (first,)


def test_other_places_days_types_and_single_dead_stay_apart() -> None:
    first = attack(0, 10)
    elsewhere, later = attack(100, 10, HOMS), replace(attack(200, 10), when=When(date(2017, 5, 16), date(2017, 5, 16)))
    other = replace(attack(300, 10), type=EventType.COERCE)
    assert told_once([first, elsewhere, later, other], "") == (first, elsewhere, later, other)
    one, two = attack(0, 1), attack(100, 1)
    assert told_once([one, two], "") == (one, two)


def test_a_toll_belongs_to_the_event_told_nearest_to_it() -> None:
    far, near = attack(0, 17, HOMS, toll=60), attack(50, 17, toll=60)
    assert [event.killed and event.killed.value for event in told_once([far, near], "")] == [None, 17]


def test_no_events_are_no_events() -> None:
    assert told_once([], "") == ()


def test_a_definite_noun_gives_its_toll_to_the_attack_that_it_takes_up() -> None:
    again, kept = _told("Une frappe a touché Douma. L'attaque a fait dix morts.")
    assert kept == (replace(again[0], killed=again[1].killed),)


def test_an_indefinite_noun_and_one_with_an_attack_of_its_own_tell_another_event() -> None:
    for text in ("Une frappe a touché Douma. Une attaque a fait dix morts.", "Une frappe. L'attaque de Homs a tué."):
        events, kept = _told(text)
        assert kept == events


def _told(text: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Give the two events of a text, a «frappe» without and an «attaque» with a toll, and what is kept of them."""
    end = text.index(".") + 1
    first, second = (Span(word, text.index(word), text.index(word) + len(word)) for word in ("frappe", "attaque"))
    sentences = Span(text[:end], 0, end), Span(text[end + 1 :], end + 1, len(text))
    strike = replace(attack(first.start, 0), trigger=first, sentence=sentences[0], killed=None, reason="noun")
    attacked = replace(attack(second.start, 10, place=None), trigger=second, sentence=sentences[1], reason="noun")
    return (strike, attacked), told_once((strike, attacked), text)

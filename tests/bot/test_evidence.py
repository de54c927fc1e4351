"""«Why?» under an event's card: the words of the article for each slot, and how they stand to what they tell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from markupsafe import Markup

import store.articles
import store.recording
from bot.terminal_html import parse, utf16_length
from bot.texts import LANGUAGES, texts
from bot.views.buttons import read_why, why_token
from bot.views.evidence import choice, confidence, evidence, reason
from bot.views.layout import CALLBACK_LENGTH, MESSAGE_LENGTH
from nlp.reasons import SLOTS, WRAPPERS
from nlp.schema import (
    Actor,
    Article,
    Attribution,
    Count,
    Event,
    EventType,
    Evidence,
    Place,
    Reading,
    Span,
    Status,
    When,
)
from store.records import EventRecord

SENTENCE = "Les forces irakiennes ont libéré mercredi Tal Safouk ; dix civils & soldats ont péri, selon la radio."
NASTY = "<b>&\"'</i>😀{x}" * 40


def seen(words: str, code: str) -> tuple[Evidence, ...]:
    """The evidence of a slot that was read from some words of the sentence."""
    start = SENTENCE.find(words)
    return (Evidence(Span(words, start, start + len(words)), code),)


def liberation(**slots: Any) -> Event:
    """An event with every slot filled."""
    given: dict[str, Any] = {
        "type": EventType.COERCE,
        "mode": "seize",
        "trigger": seen("libéré", "")[0].span,
        "sentence": Span(SENTENCE, 0, len(SENTENCE)),
        "sources": (Actor("armée irakienne", evidence=seen("Les forces irakiennes", "subject")),),
        "targets": (Actor("Daech", evidence=seen("civils & soldats", "pronoun:inside:governor:object")),),
        "places": (Place("Tal Safouk", evidence=seen("Tal Safouk", "object")),),
        "when": When(date(2017, 5, 17), date(2017, 5, 17), seen("mercredi", "weekday")),
        "attribution": (Attribution("radio", seen("la radio", "opener")),),
        "killed": Count(10, seen("dix civils & soldats ont péri", "toll_subject")),
        "confidence": 0.72,
        "reason": "verb",
    }
    return Event(**(given | slots))


def record(event: Event) -> EventRecord:
    """The event as the archive gives it."""
    return EventRecord(
        12, event, date(2017, 5, 17), datetime(2017, 5, 20, tzinfo=UTC), 3, "Al-Manar", date(2017, 5, 19)
    )


async def remember(world: Any, event: Event) -> int:
    """Put an event into the archive as if it had just been read; gives its number."""
    use = world.services
    async with use.database.write() as session:
        article = Article("a", SENTENCE, date(2017, 5, 19), "fr", "Al-Manar")
        received = await store.articles.receive(session, article, now=use.clock())
        reading = Reading("fr", True, (event,))
        (number,) = await store.recording.record_reading(session, received.article_id, reading, now=use.clock())
        return int(number)


def _why(card: Any) -> Any:
    """The card's button that asks for the evidence."""
    (button,) = [one for one in card.buttons if one.data == "w|1"]
    return button


def plain(text: str) -> str:
    """A shown text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def test_the_button_of_a_card_tells_what_each_slot_was_read_from(world: Any) -> None:
    """Stored spans and reasons come back as lines in French, with the reading's confidence."""
    await remember(world, liberation())
    talk = world.talk()
    (card,) = await talk.say("/event 1")
    button = _why(card)
    assert plain(button.text) == "Pourquoi ?"
    shown = await talk.press(button, card.message_id)
    lines = plain(shown[-1].text).splitlines()
    assert "Type : Prise de contrôle — « libéré », verbe connu du lexique" in lines
    assert "Qui : armée irakienne — « Les forces irakiennes », sujet de « libéré »" in lines
    assert (
        "À qui : Daech — « civils & soldats », pronom, dans un groupe de mots, "
        "complément d’objet de ce dont dépend « libéré »" in lines
    )
    assert "Où : Tal Safouk — complément d’objet de « libéré »" in lines
    assert "Quand : 17 mai 2017 — « mercredi », jour de la semaine" in lines
    assert "Selon : radio — « la radio », introduit par « selon » ou un équivalent" in lines
    assert lines[-1] == "Lecture : probable (72 %)"


async def test_the_evidence_in_english(world: Any) -> None:
    """An English chat gets English words, of what an event is denied by and of its toll too."""
    await remember(world, liberation(status=Status.DENIED, status_evidence=seen("libéré", "negation")))
    talk = world.talk(lang="en")
    (card,) = await talk.say("/event 1")
    shown = plain((await talk.press(_why(card), card.message_id))[-1].text)
    assert "Who: armée irakienne — “Les forces irakiennes”, subject of “libéré”" in shown
    assert "Status: denied — “libéré”, negation" in shown and "Toll: 10 dead — “dix civils" in shown
    assert shown.endswith("Reading: probable (72%)")


async def test_the_button_of_an_event_that_is_gone_says_so(world: Any) -> None:
    """A button whose event no longer exists, or with data that none sends, gets the words for a stale button."""
    await remember(world, liberation())
    talk = world.talk()
    (card,) = await talk.say("/event 1")
    use = world.services
    async with use.database.write() as session:
        await store.recording.record_reading(session, 1, Reading("fr", True), now=use.clock())
    shown = await talk.press(_why(card), card.message_id)
    assert "ne mène plus nulle part" in shown[-1].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_of_every_slot_has_words(lang: str) -> None:
    """The catalogues put each code and wrapper into words, and hold none that the list does not have."""
    speaking = texts(lang)
    codes = {code for slot in SLOTS.values() for code in slot}
    assert {code for code in codes if not reason(code, "tué", speaking)} == set()
    assert {outer for outer in WRAPPERS if not reason(f"{outer}:subject", "tué", speaking)} == set()
    held = {key.partition(".reason_")[2] for key in speaking.singles if key.startswith("evidence.reason_")}
    held_wrappers = {key.partition(".wrapper_")[2] for key in speaking.singles if key.startswith("evidence.wrapper_")}
    assert (held, held_wrappers) == (codes, set(WRAPPERS) - {"governor", "below"})


@pytest.mark.parametrize("code", ["nsubj", "other:subject", "", "pronoun:obl:agent"])
def test_a_reason_of_an_older_reading_is_left_out(code: str) -> None:
    """A code that the list does not have is not shown; the words of the article still are."""
    assert reason(code, "libéré", texts("fr")) is None
    shown = evidence(record(liberation(sources=(Actor("X", evidence=seen("la radio", code)),))), texts("fr"))
    assert "X — « la radio »\n" in plain(shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worst_of_events_is_one_message_of_whole_html(lang: str) -> None:
    """Names and words full of markup are text, and all stays under Telegram's limit, cut between lines."""
    long = (Evidence(Span(NASTY, 0, len(NASTY)), "pronoun:apposition:inside:governor:complement_against"),) * 9
    actors = (Actor(NASTY, evidence=long),) * 4
    event = liberation(
        trigger=Span(NASTY, 0, len(NASTY)), sources=actors, targets=actors,
        places=(Place(NASTY, evidence=long),) * 4, attribution=(Attribution(NASTY, long),) * 4, killed=Count(10, long),
    )  # fmt: skip
    shown = evidence(record(event), texts(lang))
    assert len(shown.encode("utf-16-le")) // 2 <= MESSAGE_LENGTH
    read = parse(shown)
    assert utf16_length(read.text) <= MESSAGE_LENGTH and "<b>&" in read.text and "\n…\n" in read.text
    assert {entity.kind for entity in read.entities} == {"bold"}


def test_a_plan_that_only_its_date_tells_says_so() -> None:
    """Where no word tells a status, its date does."""
    shown = evidence(record(liberation(status=Status.PLANNED)), texts("fr"))
    assert "Statut : prévu — d’après la date" in plain(parse(shown).text)


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "certaine (99 %)"), (0.8, "certaine (80 %)"), (0.79, "probable (79 %)"), (0.5, "probable (50 %)"),
     (0.49, "douteuse (49 %)"), (0.0, "douteuse (1 %)")],
)  # fmt: skip
def test_confidence_in_words_and_per_cent(share: float, words: str) -> None:
    """Certain from 80 %, probable from 50 %, doubtful below; never 0 or 100 %."""
    assert plain(confidence(share, texts("fr"))).endswith(f"</b> {words}")


def test_the_data_of_the_button_is_short_and_nothing_else_is_read() -> None:
    """64 bytes at most for the largest number; other data is refused."""
    assert read_why(why_token(10**18 - 1)) == 10**18 - 1 and len(why_token(10**18 - 1)) <= CALLBACK_LENGTH
    assert choice(12, texts("en")).label == "Why?"
    for data in ("w|", "w|x", "w|1|2", "e|1", f"w|{'9' * 19}"):
        with pytest.raises(ValueError, match="no event"):
            read_why(data)
    assert isinstance(reason("subject", "<b>", texts("fr")), Markup)
    assert "&lt;b&gt;" in str(reason("subject", "<b>", texts("fr")))


@pytest.mark.parametrize(
    ("code", "words"),
    [("governor:subject", "sujet de ce dont dépend « tué »"),
     ("below:object", "complément d’objet de ce qui dépend de « tué »"),
     ("shared:subject", "par coordination, sujet de « tué »"), ("before", "dans la phrase précédente")],
)  # fmt: skip
def test_a_reason_says_what_the_word_stands_to(code: str, words: str) -> None:
    """The trigger itself, what it hangs on, or what hangs on it."""
    assert plain(str(reason(code, "tué", texts("fr")))) == words

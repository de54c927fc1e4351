"""The reader as a whole: every step wired, nothing lost on odd input, spans true to the text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from nlp import pipeline, reader
from nlp.reader import Reader, ReadingError
from nlp.roles import RoleModel
from nlp.scenes import SceneModel
from nlp.schema import Article, Event, EventType, Evidence, Span
from nlp.trigger_model import TriggerModelMissing

PUBLISHED = date(2017, 5, 19)
DISPATCH = (
    "Les Forces de mobilisation populaire (Hachd al-Chaabi) ont repris mercredi 17 mai le village de Khams Taloul, "
    "près de Qayrawan, selon l’agence Reuters.\nQuatre civils ont été tués jeudi à Mossoul par un tir de\u00a0Daech."
)


@pytest.fixture(scope="module")
def french() -> Reader:
    try:
        return reader.load()
    except (pipeline.ModelMissing, TriggerModelMissing) as missing:
        pytest.skip(str(missing))


def _read(french: Reader, text: str, lang: str | None = "fr") -> tuple[Event, ...]:
    return french.read(Article("a", text, PUBLISHED, lang)).events


def _spans(value: Any) -> Iterator[Span]:
    """Walk through all spans of an event."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Evidence):
        yield value.span
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif hasattr(value, "__slots__") and not isinstance(value, str):
        for name in value.__slots__:
            yield from _spans(getattr(value, name, None))


def test_a_dispatch_gives_who_did_what_to_whom_where_and_when(french: Reader) -> None:
    events = {event.type: event for event in _read(french, DISPATCH)}
    taken, killing = events[EventType.COERCE], events[EventType.ASSAULT]
    assert taken.mode == "seize"
    assert [actor.key for actor in taken.sources] == ["hachd-al-chaabi"]
    assert [place.name for place in taken.places] == ["Khams Taloul"]
    assert taken.when is not None
    assert taken.when.start == date(2017, 5, 17)
    assert [said.name for said in taken.attribution] == ["Reuters"]
    assert [actor.name for actor in killing.targets] == ["civils"]
    assert killing.killed is not None
    assert killing.killed.value == 4


def test_every_span_is_cut_from_the_text_as_written(french: Reader) -> None:
    """Line ends, typographic apostrophes and hard blanks included."""
    events = _read(french, DISPATCH)
    spans = list(_spans(events))
    assert len(spans) > 10
    assert all(DISPATCH[span.start : span.end] == span.text for span in spans)


def test_every_actor_and_place_tells_where_it_was_read(french: Reader) -> None:
    for event in _read(french, DISPATCH):
        assert all(item.evidence for item in (*event.sources, *event.targets, *event.places, *event.attribution))


def test_the_same_article_gives_the_same_reading(french: Reader) -> None:
    """No state is kept from the article before."""
    first = _read(french, DISPATCH)
    _read(french, "L'armée soudanaise a bombardé Khartoum.")
    assert _read(french, DISPATCH) == first


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "Mot", "…", "«", "😀🔥", "\x00\x01\x02", "\u200b\ufeff", "1 2 3", "a\u0301" * 50, "(((" * 100],
)
def test_odd_texts_are_read_without_an_event(french: Reader, text: str) -> None:
    assert _read(french, text) == ()


@pytest.mark.parametrize("text", ["", "😀", "12", "\x00"])
def test_a_text_of_no_language_comes_back_unread(french: Reader, text: str) -> None:
    assert not french.read(Article("a", text, PUBLISHED)).readable


def test_a_text_in_a_language_that_cannot_be_read_comes_back_unread(french: Reader) -> None:
    text = "The army has retaken the village from the rebels on Wednesday, the agency said in a statement."
    reading = french.read(Article("a", text, PUBLISHED))
    assert (reading.lang, reading.readable, reading.events) == ("en", False, ())


@pytest.mark.parametrize("lang", ["fr", "fr-FR", "FR"])
def test_the_articles_own_language_is_trusted(french: Reader, lang: str) -> None:
    assert french.read(Article("a", DISPATCH, PUBLISHED, lang)).lang == "fr"


def test_french_is_recognised_where_no_language_is_given(french: Reader) -> None:
    assert french.read(Article("a", DISPATCH, PUBLISHED)).readable


def test_emoji_and_control_characters_do_not_shift_the_offsets(french: Reader) -> None:
    text = "🔥🔥 \x07\r\n\r\n" + DISPATCH + " 😀\u200b\r\nFin."
    events = _read(french, text)
    assert events
    assert all(text[span.start : span.end] == span.text for span in _spans(events))


def test_a_failing_step_is_named_with_its_article(french: Reader) -> None:
    """A model that cannot weigh stops the reading with an error that says where."""
    broken = Reader(
        french.pipeline,
        french.actors,
        french.gazetteer,
        french.triggers,
        RoleModel(None, french.roles.source_bars, french.roles.target_bars),  # type: ignore[arg-type]
        SceneModel({}, french.scenes.bars),
        french.is_state,
    )
    with pytest.raises(ReadingError, match="'roles' failed on article 'a'"):
        _read(broken, DISPATCH)

"""Whatever text comes, a reading comes back: no error, all evidence in the text, the same every time.

The clock is no property here; `benchmarks/reader_speed.py` measures it. What bounds the work is: the pages of a text
(`tests/nlp/test_pages.py`), the words that a parse is given at once, and the length of a sentence.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlp import pipeline, reader
from nlp.pipeline import LONGEST_SENTENCE
from nlp.reader import Reader
from nlp.record import event_from_record, event_to_record
from nlp.schema import MODES, Article, Event, Evidence, Span
from nlp.trigger_model import TriggerModelMissing

PUBLISHED = date(2017, 5, 19)
bounded = settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

SENTENCES = (
    "Les rebelles ont pris mardi le village de Tell Barid, au nord de Sakra, selon l’agence de presse locale.",
    "Deux gendarmes et « au moins trois » civils ont été tués dans l'explosion d'une bombe à Bagdad, le 3 mai 2017.",
    "L'armée irakienne a bombardé dans la nuit de lundi à mardi des positions de Daech (EI), a-t-on appris",
    "Le ministre Élie Marchâtel a rencontré son homologue turc à Ankara ; il avait démissionné la veille.",
    "Quelque 1 200 manifestants, dont vingt-trois femmes, auraient été arrêtés depuis trois jours à Al-Qayrawan.",
    "Ils exigent le retrait des troupes, mais l’ONU n’a condamné ni l’attaque ni ses auteurs.",
    "Aucun blessé, dit-il. Le président russe doit rencontrer vendredi, à 60 km de Mossoul, le chef du Hezbollah.",
    "القيروان : l'armée a libéré حسن الصباح et الموصل, selon قناة الجزيرة.",
)
ODD = (
    *("le 31/02/99999", "il y a 9000 ans", "9" * 5000 + " morts", "1,5" + "0" * 400 + " million de blessés"),
    *("le 0 mai 0000", "fin mi-début 20177", "entre le et le", "du au", "dont", "selon", "n° 5", "’", "l’", "-t-il"),
    *(
        "\ud800",
        "\udfff\ud800",
        "\x00",
        "\u202e\u200f\u200b\ufeff",
        "e\u0301\u0301\u0301",
        "👩‍👩‍👧‍👦🇸🇾",
        "İİİ",
        "ﬁﬂ ǅ ẞ",
        "₂ⅷ",
    ),
    *(
        "٣٤٥ ١٩٩٠",
        "²³¼",
        "½ mort",
        "\t\t\r\r\n\v\f\x1c\x85\u2028\u2029",
        "<p class='x'>&nbsp;</p><br/>",
        "’’’",
        "--- – —",
    ),
    *("http://" + "a." * 60, "@" * 50, "«" * 30, "(" * 30 + ")" * 15, "a" * 3000, "J." * 40, "cent " * 40, "tué " * 40),
)

_JOINS = st.sampled_from([" ", "\n", "\r\n", "\r", "\n\n", "", "\t", "\u00a0", "\u2028", " – ", "  \n  "])
_PLAIN = str.maketrans("éèêëàâîïôûùüçÉÈÊÀÂÎÔÛÇ", "eeeeaaiiouuucEEEAAIOUC")


def _broken(text: str, place: int) -> str:
    """Break words as columns of print do: «résis-\\ntance», «bom bardé»."""
    place %= max(1, len(text))
    return text[:place] + ("-\n", "- ", " ", "¬\n")[place % 4] + text[place:]


NOISE: tuple[Any, ...] = (
    lambda text, n: text,
    lambda text, n: text.upper(),
    lambda text, n: text.lower(),
    lambda text, n: text.translate(_PLAIN),
    lambda text, n: "".join(sign for sign in text if sign not in ".;!?"),
    lambda text, n: text.replace(" ", "\n"),
    lambda text, n: text.replace(" ", ""),
    lambda text, n: text.replace("'", "’").replace("«", '"').replace("»", '"'),
    lambda text, n: text.encode(errors="ignore").decode("latin-1"),
    lambda text, n: text.replace("-", "—"),
    lambda text, n: text[n % max(1, len(text)) :],
    lambda text, n: text[::-1],
    _broken,
)


@st.composite
def noisy_texts(draw: st.DrawFn) -> str:
    """Dispatches of own sentences and oddities, each spoilt in some way."""
    pieces = draw(st.lists(st.sampled_from((*SENTENCES, *SENTENCES, *ODD)), min_size=1, max_size=4))
    spoilt = [draw(st.sampled_from(NOISE))(piece, draw(st.integers(0, 200))) for piece in pieces]
    return "".join(part for piece in spoilt for part in (piece, draw(_JOINS)))


Read = Callable[..., tuple[Event, ...]]


@pytest.fixture(scope="module")
def french() -> Reader:
    try:
        return reader.load()
    except (pipeline.ModelMissing, TriggerModelMissing) as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def read(french: Reader) -> Read:
    """A function, whose repr is short: the reader's own would write all its weights into every failing example."""
    return lambda text, lang="fr": french.read(Article("a", text, PUBLISHED, lang)).events


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


def _check(text: str, events: tuple[Event, ...]) -> None:
    """Hold a reading against what every reading promises."""
    starts = [event.trigger.start for event in events]
    assert starts == sorted(set(starts))
    for event in events:
        for span in _spans(event):
            assert 0 <= span.start < span.end <= len(text)
            assert span.text == text[span.start : span.end]
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        assert event.mode is None or event.mode in MODES[event.type]
        assert 0.0 <= event.confidence <= 1.0
        assert all(actor.name.strip() for actor in (*event.sources, *event.targets))
        assert all(place.name.strip() for place in event.places)
        assert all(count is None or 0 <= count.value < 2**53 for count in (event.killed, event.wounded))
        assert event_from_record(json.loads(json.dumps(event_to_record(event)))).type is event.type


@bounded
@given(text=noisy_texts())
@example(text="")
def test_a_noisy_dispatch_is_read(read: Read, text: str) -> None:
    """However spoilt a dispatch is, it is read without an error, and every event's evidence stands in it."""
    _check(text, read(text))


@bounded
@given(text=st.text(max_size=400))
def test_any_text_is_read(read: Read, text: str) -> None:
    """Any characters at all, said to be French or of a language to be found out, give a reading."""
    _check(text, read(text))
    _check(text, read(text, None))


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_oddity_does_no_harm_to_its_dispatch(read: Read, odd: str) -> None:
    """Each oddity is read by itself, and among sentences whose events are still told."""
    for text in (odd, f"{SENTENCES[0]} {odd}\n{SENTENCES[1]}"):
        _check(text, read(text))
    assert read(f"{SENTENCES[0]}\n{odd}\n{SENTENCES[1]}")


@settings(bounded, max_examples=30)
@given(texts=st.lists(noisy_texts(), min_size=2, max_size=3))
def test_no_reading_depends_on_another(read: Read, texts: list[str]) -> None:
    """An article gives the same events read again, and read after other articles in whatever order."""
    first = [read(text) for text in texts]
    assert [read(text) for text in reversed(texts)] == first[::-1]


@pytest.mark.parametrize("sign", [" ", ", ", " « "])
def test_a_sentence_does_not_grow_with_the_text(french: Reader, sign: str) -> None:
    """No sentence is longer than said, however long the text goes on without a full stop; it is cut at its commas."""
    doc = french.pipeline.parse(sign.join(["La ville est calme et le vent souffle"] * 120))
    sentences = [[token.text for token in sentence if not token.is_space] for sentence in doc.sents]
    assert max(map(len, sentences)) <= LONGEST_SENTENCE
    assert sign != ", " or {sentence[-1] for sentence in sentences} == {",", "souffle"}


def test_events_of_a_very_long_text_are_those_of_its_pages(read: Read) -> None:
    """A text of several pages is read to its end, each span in its place; the work is that of its pages."""
    text = ("\n" * 9_000 + SENTENCES[0] + "\n" * 9_000) * 6
    events = read(text)
    _check(text, events)
    told = {event.trigger.start for event in events if event.trigger.text == "pris"}
    assert told == {match for match in range(len(text)) if text.startswith("pris mardi", match)}


def test_neither_workers_nor_order_change_a_reading(tmp_path: Path) -> None:
    """`depeche extract` gives each article the same events with one worker or three, in any order, on any hash seed."""
    try:
        pipeline.load()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))
    texts = ["\n".join((SENTENCES[n % 8], SENTENCES[(3 * n + 1) % 8], SENTENCES[(5 * n + 2) % 8])) for n in range(12)]
    lines = [
        json.dumps({"id": f"a{n}", "text": text, "published": "2017-05-19", "lang": "fr"})
        for n, text in enumerate(texts)
    ]

    def extract(lines: list[str], workers: int, seed: int) -> list[str]:
        file = tmp_path / "articles.jsonl"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "bot", "extract", str(file), "--workers", str(workers)]
        environment = {"PYTHONHASHSEED": str(seed), "OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, capture_output=True, check=True, env=environment, text=True, encoding="utf-8")
        return done.stdout.splitlines()

    alone = extract(lines, 1, 1)
    assert sum('"trigger"' in line for line in alone) > 6
    assert extract(lines, 3, 2) == alone
    assert extract(lines[::-1], 1, 3) == alone[::-1]

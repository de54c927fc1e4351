"""Events and articles survive the way to JSON and back, and a bad record is refused by the name of its field."""

import json
from datetime import date
from pathlib import Path

import pytest

from nlp.record import RecordError, article_from_record, event_from_record, event_to_record
from nlp.schema import (
    Actor,
    ActorKind,
    Attribution,
    Count,
    Event,
    EventType,
    Evidence,
    Place,
    Span,
    Status,
    When,
)

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold"
SPAN = Span("pris", 10, 14)
PROOF = (Evidence(Span("armée", 3, 8), "nsubj"),)
FULL = Event(
    type=EventType.COERCE,
    mode="seize",
    trigger=SPAN,
    sentence=Span("L'armée a pris la colline.", 0, 26),
    sources=(Actor("armée", ("soldats",), PROOF, "IRQ-army", ActorKind.MILITARY, "IRQ"),),
    targets=(Actor("insurgés"),),
    places=(Place("Tal Afar", (), PROOF, "wof:1", 36.4, 42.4, 5.0, "IRQ", "Ninive", "au sud de"),),
    when=When(date(2017, 5, 17), None, PROOF),
    status=Status.PLANNED,
    status_evidence=PROOF,
    attribution=(Attribution("état-major", PROOF, "IRQ-army"),),
    killed=Count(0, PROOF),
    wounded=Count(12, PROOF),
    confidence=0.75,
    reason="classifier",
)


def test_a_full_event_comes_back_from_json_as_it_was() -> None:
    assert event_from_record(json.loads(json.dumps(event_to_record(FULL)))) == FULL


def test_a_bare_event_comes_back_from_json_as_it_was() -> None:
    bare = Event(EventType.AGREE, None, SPAN, SPAN)
    assert event_from_record(json.loads(json.dumps(event_to_record(bare)))) == bare


def test_the_fields_of_the_gold_have_the_form_of_the_gold() -> None:
    record = event_to_record(FULL)
    assert record["trigger"] == {"text": "pris", "start": 10, "end": 14}
    assert record["sources"][0]["name"] == "armée"
    assert record["sources"][0]["also"] == ["soldats"]
    assert record["date"] == {"start": "2017-05-17", "end": None}
    assert record["attribution"] == ["état-major"]
    assert (record["killed"], record["wounded"]) == (0, 12)


def test_unknown_slots_are_null_or_empty() -> None:
    record = event_to_record(Event(EventType.AGREE, None, SPAN, SPAN))
    assert (record["mode"], record["date"], record["killed"], record["places"]) == (None, None, None, [])


def test_every_gold_event_reads_and_writes_unchanged() -> None:
    """Gold's own fields are the same after the way through our vocabulary."""
    paths = sorted(GOLD.glob("*.jsonl"))
    if not paths:
        pytest.skip("the gold files are not beside this checkout")
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for gold in json.loads(line)["events"]:
                ours = event_to_record(event_from_record(gold))
                assert {key: ours[key] for key in gold} == gold


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": None}, "id"),
        ({"id": ""}, "id"),
        ({"text": 5}, "text"),
        ({"published": "19 mai"}, "published"),
        ({"published": None}, "published"),
        ({"lang": 3}, "lang"),
    ],
)
def test_a_bad_article_is_refused_by_the_name_of_the_field(change: dict[str, object], word: str) -> None:
    with pytest.raises(RecordError, match=f"'{word}'"):
        article_from_record({"id": "a", "text": "Rien.", "published": "2017-05-19", **change})


@pytest.mark.parametrize("record", [None, [], "texte", 3])
def test_what_is_no_object_is_refused(record: object) -> None:
    with pytest.raises(RecordError, match="object"):
        article_from_record(record)


def test_an_article_keeps_its_text_unchanged_and_its_id_as_text() -> None:
    article = article_from_record({"id": 7, "text": " a\u00a0b\n", "published": "2017-05-19T08:00:00Z"})
    assert (article.id, article.text, article.published) == ("7", " a\u00a0b\n", date(2017, 5, 19))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"type": "DANCE"}, "type"),
        ({"mode": "seize"}, "mode"),
        ({"trigger": {"text": "a", "start": "0", "end": 1}}, "start"),
        ({"sources": "armée"}, "sources"),
        ({"sources": [{"also": []}]}, "name"),
        ({"date": {"start": "hier", "end": None}}, "start"),
        ({"status": "maybe"}, "status"),
        ({"killed": "douze"}, "killed"),
        ({"attribution": [3]}, "attribution"),
    ],
)
def test_a_bad_event_is_refused_by_the_name_of_the_field(change: dict[str, object], word: str) -> None:
    good = event_to_record(Event(EventType.AGREE, None, SPAN, SPAN))
    with pytest.raises(RecordError, match=f"'{word}'"):
        event_from_record({**good, **change})

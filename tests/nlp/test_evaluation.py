"""What an evaluation counts: the customer's figures to the digit, our own beside them, and every error by its kind."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nlp.evaluation.annotated import AnnotationError, read_extracted, read_gold
from nlp.evaluation.calibration import calibration
from nlp.evaluation.errors import findings
from nlp.evaluation.figures import Judged, evaluate, judge
from nlp.evaluation.names import is_same, matches
from nlp.evaluation.pairing import Sentences
from nlp.evaluation.record import evaluation_to_record
from nlp.evaluation.report import calibration_lines, error_lines, figure_lines

SHARED = Path(__file__).parents[2] / ".." / "shared"
TEXT = "L'armée a repris Bachar mardi. Des roquettes ont frappé la gare de Tolma, tuant six civils.\nTrêve à Sarid."
Record = dict[str, Any]


def event(kind: str, trigger: str, text: str = TEXT, **slots: Any) -> Record:
    """An annotated event whose trigger is the first such word of the text; names may be given bare."""
    start = text.index(trigger)
    record: Record = {
        "type": kind,
        "mode": None,
        "trigger": {"text": trigger, "start": start, "end": start + len(trigger)},
    }
    record |= {"sources": [], "targets": [], "places": [], "date": None, "status": "occurred", "attribution": []}
    record |= {"killed": None, "wounded": None} | slots
    for role in ("sources", "targets", "places"):
        record[role] = [{"name": name, "also": []} if isinstance(name, str) else name for name in record[role]]
    return record


def article(*events: Record, number: int = 1, text: str = TEXT, **more: Any) -> Record:
    return {"id": f"a{number}", "text": text, "published": "2017-05-19", "events": list(events)} | more


def judged(gold: list[Record], said: list[Record]) -> list[Judged]:
    """Both sides go the way of the files."""
    lines = [[json.dumps(record).encode() for record in side] for side in (gold, said)]
    articles = read_gold(lines[0])
    found = read_extracted(lines[1], articles).events
    return [judge(item, found.get(item.article.id, ())) for item in articles]


TAKEN = event("COERCE", "repris", mode="seize", sources=["armée"], places=["Bachar"], attribution=["état-major"])
STRUCK = event("ASSAULT", "frappé", targets=["civils"], places=["gare de Tolma"], killed=6)
TRUCE = event("RETREAT", "Trêve", places=["Sarid"])


# ---------------------------------------------------------------- the customer's figures


def test_what_is_said_as_annotated_is_perfect() -> None:
    result = evaluate(judged([article(TAKEN, STRUCK)], [article(TAKEN, STRUCK)]))
    rates = [result.total.detect, result.untyped, result.total.event, *result.total.names.values()]
    assert [(r.precision, r.recall, r.f1) for r in rates] == [(1.0, 1.0, 1.0)] * 7
    assert set(result.total.facts.values()) == {1.0}


def test_a_pair_earns_the_mean_of_its_slots() -> None:
    """Two of six slots wrong, one event missed, one false: by hand."""
    said = event("COERCE", "repris", places=["Bachar"], date={"start": "2017-05-16", "end": "2017-05-16"})
    false = event("CONSULT", "gare")
    result = evaluate(judged([article(TAKEN, STRUCK)], [article(said, false)]))
    assert (result.total.detect.precision, result.total.detect.recall) == (0.5, 0.5)
    assert result.total.event.f1 == pytest.approx(4 / 6 / 2)
    assert result.untyped.f1 == 1.0  # something was said in both sentences
    assert (result.total.names["source"].recall, result.total.names["place"].recall) == (0.0, 0.5)
    assert (result.total.facts["date"], result.total.facts["mode"]) == (0.0, 0.0)


def test_the_sides_of_a_clash_may_be_told_in_either_order() -> None:
    gold = event("ASSAULT", "frappé", sources=["armée"], targets=["insurgés"])
    crossed = event("ASSAULT", "frappé", sources=["insurgés"], targets=["armée"])
    assert evaluate(judged([article(gold)], [article(crossed)])).total.names["source"].f1 == 1.0
    gold, crossed = gold | {"type": "COERCE"}, crossed | {"type": "COERCE"}
    assert evaluate(judged([article(gold)], [article(crossed)])).total.names["source"].f1 == 0.0


def test_events_far_apart_are_a_pair_when_they_share_two_roles() -> None:
    gold = event("ASSAULT", "frappé", sources=["Daech"], targets=["civils"])
    late = event("ASSAULT", "Trêve", sources=["Daech"], targets=["civils"])
    assert evaluate(judged([article(gold)], [article(late)])).total.pairs == 1
    assert evaluate(judged([article(gold)], [article(late | {"sources": []})])).total.pairs == 0


def test_the_same_trigger_outweighs_slots_that_fit_another_event() -> None:
    struck = event("ASSAULT", "frappé", sources=["Daech"], targets=["gardes"], places=["gare de Tolma"])
    killing = event("ASSAULT", "tuant", sources=["armée"], targets=["civils"], places=["Bachar"])
    said = event("ASSAULT", "frappé", sources=["armée"], targets=["civils"], places=["Bachar"])
    (one,) = judged([article(killing, struck)], [article(said)])
    assert [found.gold for found in one.pairs] == [1]


@pytest.mark.parametrize(
    ("said", "gold", "same"),
    [
        ("l'Armée Irakienne", "armée irakienne", True),
        ("ville de Tolma", "Tolma", True),
        ("Mosoul", "Mossoul", True),
        ("Hachd", "Hachd al-Chaabi", True),
        ("Hachd", "forces du Hachd al-Chaabi d'Irak", False),  # less than half of the words
        ("EI", "EI Irak", False),  # too short to stand for more
        ("Tolma", "Sarid", False),
        ("", "Sarid", False),
    ],
)
def test_names(said: str, gold: str, same: bool) -> None:
    assert is_same((said,), (gold,)) is same


def test_each_gold_name_is_used_once() -> None:
    assert matches([("Tolma",), ("ville de Tolma",)], [("Tolma",), ("Sarid",)]) == [(0, 0)]


def test_sentences_end_at_full_stops_and_line_ends() -> None:
    sentences = Sentences(TEXT)
    words = ("repris", "frappé", "civils", "Trêve")
    assert [sentences.number(TEXT.index(word)) for word in words] == [0, 1, 1, 2]
    assert sentences.span(TEXT.index("Trêve")).text == "Trêve à Sarid."
    assert Sentences("Le 12 avr. dernier, M. Ali").number(20) == 0


def _scorer() -> ModuleType:
    path = SHARED / "tools" / "score_events.py"
    spec = importlib.util.spec_from_file_location("score_events", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _garbled(record: Record, chance: random.Random) -> Record:
    """The events as a bad reader tells them: some missed, moved, retyped or crossed, names cut, dates off."""
    said = []
    for gold in record["events"]:
        event = json.loads(json.dumps(gold))
        if chance.random() < 0.15:
            continue
        if chance.random() < 0.2:
            event["trigger"]["start"] = chance.randrange(len(record["text"]) - 10)
            event["trigger"]["end"] = event["trigger"]["start"] + 5
        if chance.random() < 0.15:
            event["type"], event["mode"] = chance.choice(["ASSAULT", "CONSULT", "COERCE"]), None
        if chance.random() < 0.3:
            event["sources"], event["targets"] = event["targets"], event["sources"]
        for role in ("sources", "targets", "places"):
            event[role] = [_cut(entity, chance) for entity in event[role] if chance.random() < 0.8]
        if chance.random() < 0.3:
            event["date"] = chance.choice([None, "2016-01-01", {"start": record["published"], "end": None}])
        event["status"] = chance.choice([event["status"], "occurred", "denied"])
        event["killed"] = chance.choice([event["killed"], 0, 3])
        del event["wounded"], event["attribution"]
        said.append(event)
        if chance.random() < 0.1:
            said.append(event)
    return {"id": record["id"], "events": said}


def _cut(entity: Record, chance: random.Random) -> Record | str:
    words = entity["name"].split()
    return chance.choice([entity, entity["name"], " ".join(words[: len(words) // 2 + 1]), entity["name"][:-1] + "x"])


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not beside this checkout")
@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_the_customer_s(seed: int) -> None:
    """Every figure of the scorer and of its table by type, on events garbled in all the ways that it looks at."""
    scorer = _scorer()
    gold = scorer.read(SHARED / "gold" / "train-1.jsonl")
    chance = random.Random(seed)
    said = [_garbled(record, chance) for record in gold if chance.random() < 0.95]
    counts, by_type, _ = scorer.score(gold, {record["id"]: record["events"] for record in said})
    ours = evaluation_to_record(evaluate(judged(gold, said)), [], None)
    theirs = {name: list(v) if isinstance(v, tuple) else v for name, v in scorer.figures(counts).items()}
    assert {name: ours[name] for name in theirs} == theirs
    assert 0.3 < theirs["EVENT"][2] < 0.8 and theirs["untyped"][2] > theirs["detect"][2]
    table = {kind: (row["gold"], row["pred"], row["pairs"]) for kind, row in ours["by_type"].items()}
    assert table == {kind: (c["gold"], c["pred"], c["pairs"]) for kind, c in by_type.items()}


# ---------------------------------------------------------------- beside them


def test_attribution_is_counted_as_places_are() -> None:
    said = TAKEN | {"attribution": ["l'état-major", "Sana"]}
    rates = evaluate(judged([article(TAKEN, TRUCE)], [article(said, TRUCE)])).total.names["attribution"]
    assert (rates.precision, rates.recall) == (0.5, 1.0)


def test_each_type_has_its_own_slots() -> None:
    said = article(TAKEN | {"sources": []}, STRUCK)
    by_type = evaluate(judged([article(TAKEN, STRUCK)], [said])).by_type
    assert (by_type["COERCE"].names["source"].recall, by_type["ASSAULT"].names["target"].f1) == (0.0, 1.0)


def test_calibration_tells_how_many_of_a_confidence_are_right() -> None:
    """Four said at 0.7, three of them right; one said at 1.0, wrong: 4/5 of a gap of 0.05 and 1/5 of one of 1."""
    events = [TAKEN, STRUCK, TRUCE]
    said = [e | {"confidence": 0.7} for e in (*events, event("AID", "tuant"))]
    found = calibration(judged([article(*events)], [article(*said, event("AID", "gare") | {"confidence": 1.0})]))
    assert [(b.low, b.events, b.right) for b in found.bins] == [(0.7, 4, 3), (0.9, 1, 0)]
    assert found.expected_error == pytest.approx(0.8 * 0.05 + 0.2 * 1.0)
    assert any("75.0%" in line for line in calibration_lines(found))


def test_events_without_confidence_are_not_calibrated() -> None:
    gold = read_gold([json.dumps(article(TAKEN)).encode()])
    assert not read_extracted([json.dumps(article(TAKEN)).encode()], gold).confident
    assert read_extracted([json.dumps(article(TAKEN | {"confidence": 0.4})).encode()], gold).confident
    assert "no confidence" in "".join(calibration_lines(None))


def test_every_error_has_its_kind() -> None:
    said = [
        TAKEN | {"sources": [], "places": [{"name": "Bachar"}, {"name": "Tolma"}], "attribution": ["Sana"]},
        event("COOPERATE", "frappé"),
        event("ACCUSE", "repris"),
    ]
    (one,) = judged([article(TAKEN, STRUCK, TRUCE)], [article(*said)])
    errors = [finding.errors for finding in findings(one)]
    assert errors == [
        ("source lacking", "place too many", "attribution wrong"),
        ("false",),
        ("wrong type",),
        ("missed",),
    ]


def test_an_event_out_of_an_off_topic_article_is_told_apart() -> None:
    articles = judged(
        [article(off_topic=True), article(off_topic=True, number=2), article(TAKEN, number=3)],
        [article(STRUCK), article(TAKEN, number=3)],
    )
    lines = list(error_lines(articles))
    assert lines[0] == "off-topic articles with an event: 1 of 2"
    assert "== off topic (1)" in lines and "== false (1)" not in lines
    assert evaluation_to_record(evaluate(articles), articles, None)["off_topic"] == ["a1"]


def test_an_error_is_told_with_sentence_values_and_proof() -> None:
    proof = [{"text": "Tolma", "start": TEXT.index("Tolma"), "end": TEXT.index("Tolma") + 5, "reason": "obl:à"}]
    said = TAKEN | {"places": [{"name": "Tolma", "evidence": proof}], "confidence": 0.61, "reason": "verb"}
    told = "\n".join(error_lines(judged([article(TAKEN, TRUCE)], [article(said)])))
    assert "a1  L'armée a [repris] Bachar mardi." in told
    assert "COERCE seize «repris» 0.61 (verb): gold Bachar | said Tolma (obl:à «Tolma»)" in told
    assert "gold RETREAT «Trêve» | said nothing" in told


def test_the_figures_are_told_by_type() -> None:
    lines = list(figure_lines(evaluate(judged([article(TAKEN, STRUCK)], [article(TAKEN)]))))
    assert lines[0] == "articles 1, gold events 2, extracted 1"
    assert lines[1] == "detect      P 100.0%  R  50.0%  F1  66.7%"
    row = next(line for line in lines if line.startswith("COERCE"))
    assert row.split()[:6] == ["COERCE", "1", "1", "100.0%", "100.0%", "100.0%"]
    assert "-" in next(line for line in lines if line.startswith("ASSAULT")).split()


# ---------------------------------------------------------------- wrong input


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"no json", "line 1 is no JSON"),
        (b"[1]", "line 1 must be a JSON object"),
        (b"\xff\xfe", "line 1 is not UTF-8"),
        (b"\n \n", "holds no article"),
        (b"", "holds no article"),
        (json.dumps({"id": "a", "text": "b", "published": "2017-05-19"}).encode(), "'events' is missing"),
        (json.dumps(article() | {"events": {}}).encode(), "'events' must be a list"),
        (json.dumps(article() | {"published": "hier"}).encode(), "'published'"),
        (json.dumps(article(TAKEN | {"type": "PARTY"})).encode(), "event 1: field 'type'"),
        (json.dumps(article(TAKEN | {"trigger": {"start": 0, "end": 9999}})).encode(), "lies outside the text"),
        (json.dumps(article(TAKEN | {"trigger": None})).encode(), "event 1: field 'trigger'"),
        (json.dumps(article() | {"events": [7]}).encode(), "event 1: event must be a JSON object"),
    ],
)
def test_a_bad_line_is_named_with_its_reason(line: bytes, words: str) -> None:
    with pytest.raises(AnnotationError, match=words):
        read_gold(line.splitlines())


def test_a_bare_event_of_another_extractor_is_taken() -> None:
    """Type and offsets are enough; names and a day may be bare texts."""
    bare = {"type": "COERCE", "trigger": {"start": 10, "end": 16}, "sources": ["armée"], "date": "2017-05-16"}
    gold = article(TAKEN | {"date": {"start": "2017-05-16", "end": "2017-05-16"}})
    total = evaluate(judged([gold], [{"id": "a1", "events": [bare]}])).total
    assert (total.pairs, total.names["source"].f1, total.facts["date"]) == (1, 1.0, 1.0)

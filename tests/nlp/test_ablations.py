"""Each part is left out of the reader by what the reader is built of."""

import json
from dataclasses import replace

import pytest

from nlp import pipeline
from nlp.evaluation.annotated import GoldArticle, read_gold
from nlp.reader import Reader, load
from nlp.schema import EventType
from nlp.training.ablations import empty_gazetteer, lexicon_alone, lexicon_of_seen, measure
from nlp.trigger_lexicon import load_lexicon
from nlp.trigger_model import TriggerModelMissing
from nlp.triggers import find_triggers

TEXT = "L'armée irakienne a repris mercredi le village de Tall Banat. Selon elle, des roquettes ont visé Mossoul."


@pytest.fixture(scope="module")
def reader() -> Reader:
    try:
        return load()
    except (pipeline.ModelMissing, TriggerModelMissing) as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def article() -> GoldArticle:
    start = TEXT.index("repris")
    place = {"name": "Tall Banat", "also": []}
    event = {"type": "COERCE", "trigger": {"start": start, "end": start + 6}, "places": [place]}
    record = {"id": "a", "lang": "fr", "text": TEXT, "published": "2017-05-19", "events": [event]}
    (one,) = read_gold([json.dumps(record).encode()])
    return one


def test_the_lexicon_is_cut_down_to_what_was_seen_as_an_event_of_the_type() -> None:
    whole = load_lexicon()
    seen = {"bombarder ASSAULT": (2.0, 3.0), "libérer AID": (1.0, 1.0), "accuser ACCUSE": (0.0, 5.0)}
    cut = lexicon_of_seen(whole, seen)
    assert {lemma for _, lemma in cut.words} <= {"bombarder", "libérer"}
    assert ("V", "bombarder") in cut.words and len(whole.words) > 1_000
    assert {entry.type for entry in cut.words["V", "libérer"]} == {EventType.AID}
    assert len({entry.type for entry in whole.words["V", "libérer"]}) > 1


def test_alone_the_lexicon_says_more_the_less_strength_it_wants(reader: Reader) -> None:
    doc = reader.pipeline.parse(TEXT)
    found = [len(find_triggers(doc, lexicon_alone(reader.triggers, least))) for least in (1.0, 3.5, 4.0)]
    assert found[0] >= found[1] >= 1 and found[2] == 0


def test_without_the_gazetteer_no_place_is_known(reader: Reader, article: GoldArticle) -> None:
    assert reader.gazetteer.is_known("Mossoul") and not empty_gazetteer().is_known("Mossoul")
    bare = replace(reader, gazetteer=empty_gazetteer())
    places = [place for event in bare.read(article.article).events for place in event.places]
    assert places and all(place.latitude is None for place in places)


def test_every_part_is_measured(reader: Reader, article: GoldArticle) -> None:
    table = dict(measure(reader, [article]))
    assert list(table) == ["nothing", "classifier", "coreference", "lexicon", "gazetteer"]
    assert all(result.total.gold == 1 for result in table.values())
    assert table["nothing"].total.detect.recall == 1.0

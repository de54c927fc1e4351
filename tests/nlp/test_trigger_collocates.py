"""The words that stand with a trigger, and the weights of evidence that the annotated articles give them."""

import pytest

from nlp import pipeline
from nlp.pipeline import FrenchPipeline
from nlp.schema import EventType
from nlp.trigger_collocates import ANY, collocates, evidence, sentence_words, weight
from nlp.trigger_features import propose
from nlp.trigger_learned import LearnedLexicon
from nlp.trigger_lexicon import load_lexicon


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as absent:
        pytest.skip(str(absent))


def test_a_verb_is_described_by_what_it_does_to_whom(french: FrenchPipeline) -> None:
    """Object, subject, oblique with its preposition and the frame of the lemma with each of them."""
    doc = french.parse("Les soldats ont libéré des otages dans un village.")
    verb = next(t for t in doc if t.text == "libéré")
    found = collocates(verb, "libérer", sentence_words(doc[:].sent))
    assert found["object"] == {"otage"}
    assert found["subject"] == {"soldat"}
    assert "dans village" in found["oblique"]
    assert {"libérer o otage", "libérer s soldat", "libérer dans"} <= found["frame"]


def test_kin_share_their_beginning(french: FrenchPipeline) -> None:
    """«bombardement» and «bombarder» are of one family, and so are «reprendre» and «prendre»."""
    doc = french.parse("Le bombardement a repris.")
    nothing: frozenset[str] = frozenset()
    noun = collocates(doc[1], "bombardement", nothing)["family"]
    assert noun & collocates(doc[1], "bombarder", nothing)["family"]
    assert "prend" in collocates(doc[3], "reprendre", nothing)["family"]


def test_evidence_speaks_for_what_was_seen_and_is_silent_of_the_rest() -> None:
    """More events than the usual share weigh above nought, fewer below; an unknown word weighs nothing."""
    assert weight(5, 1) > 0 > weight(0, 6)
    weights = {"object\totage": {"RETREAT": weight(6, 1), ANY: weight(7, 1)}, "object\true": {"RETREAT": weight(0, 9)}}
    found = {"object": frozenset({"otage", "rue", "jamais-vu"})}
    said = evidence(found, "RETREAT", weights)
    assert said["evidence_object_most"] == pytest.approx(weight(6, 1))
    assert said["evidence_object_least"] == pytest.approx(weight(0, 9))
    assert said["evidence_object_sum"] == pytest.approx(weight(6, 1) + weight(0, 9))
    assert "evidence_object_sum" not in evidence(found, "AID", weights)


def test_a_word_learned_from_articles_is_proposed_beside_the_lexicon(french: FrenchPipeline) -> None:
    """A verb that no list holds is proposed with the type it was seen to trigger, and only with that."""
    doc = french.parse("Les miliciens ont zébulonné le pont.")
    verb = next(t for t in doc if t.text == "zébulonné")
    listed = load_lexicon()
    assert not [p for p in propose(doc, listed) if p.token == verb.i]
    word = ("V", listed.verb_lemma(verb) or verb.lemma_.lower())
    taught = LearnedLexicon(listed, {word: {EventType.ASSAULT: "destroy"}})
    assert [p.type for p in propose(doc, taught) if p.token == verb.i] == [EventType.ASSAULT]

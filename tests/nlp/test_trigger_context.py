"""Rivals among the proposals of an article: what each one is told of the others, held against the plain definition."""

import random

import pytest

from nlp import pipeline
from nlp.pipeline import FrenchPipeline
from nlp.trigger_context import context_features
from nlp.trigger_features import Proposal, propose
from nlp.trigger_lexicon import load_lexicon

TEXT = """Les rebelles ont attaqué lundi le poste de Tell Barid et tué deux gendarmes, selon l'armée.
Il fait froid sur la côte.
L'armée a attaqué à son tour, bombardé Sakra et arrêté six hommes ; l'attaque a duré deux heures.
Le ministre a condamné l'attaque, promis une enquête et rencontré les familles des gendarmes tués.
Mardi, deux rebelles arrêtés la veille ont été libérés : un accord a été signé, puis dénoncé, puis signé encore.
"""


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as absent:
        pytest.skip(str(absent))


def test_every_proposal_is_told_of_its_rivals_as_defined(french: FrenchPipeline) -> None:
    """What one pass over the text gathers is what looking at every pair of proposals would give."""
    doc = french.parse(TEXT)
    proposals = propose(doc, load_lexicon())
    sentence_of = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    odds = [random.Random(number).uniform(-4, 4) for number in range(len(proposals))]
    assert len(proposals) > 20

    def most(own: Proposal, *conditions: str) -> float:
        here = sentence_of[own.token]
        told = {
            "type": lambda p: p.type == own.type,
            "other type": lambda p: p.type != own.type,
            "lemma": lambda p: (p.type, p.lemma) == (own.type, own.lemma),
            "here": lambda p: sentence_of[p.token] == here,
            "elsewhere": lambda p: sentence_of[p.token] != here,
            "last sentence": lambda p: sentence_of[p.token] == here - 1,
            "earlier sentence": lambda p: sentence_of[p.token] < here,
            "later sentence": lambda p: sentence_of[p.token] > here,
            "word": lambda p: p.token == own.token,
            "other word": lambda p: p.token != own.token,
            "before": lambda p: p.token < own.token,
            "after": lambda p: p.token > own.token,
        }
        rivals = zip(odds, proposals, strict=True)
        return max((o for o, p in rivals if all(told[name](p) for name in conditions)), default=-9.0)

    for proposal, row in zip(proposals, context_features(doc, proposals, odds), strict=True):
        assert row["odds_other_type"] == most(proposal, "word", "other type")
        assert row["odds_in_sentence"] == most(proposal, "here", "type", "other word")
        assert row["odds_in_sentence_before"] == most(proposal, "here", "type", "before")
        assert row["odds_in_sentence_after"] == most(proposal, "here", "type", "after")
        assert row["odds_others_in_sentence"] == most(proposal, "here", "other type", "other word")
        assert row["odds_before"] == most(proposal, "type", "earlier sentence")
        assert row["odds_after"] == most(proposal, "type", "later sentence")
        assert row["odds_lemma_before"] == most(proposal, "lemma", "before", "elsewhere")
        assert row["odds_lemma_in_sentence"] == most(proposal, "lemma", "here", "other word")
        assert row["odds_lemma_after"] == most(proposal, "lemma", "after")
        assert row["odds_last_sentence"] == most(proposal, "last sentence")
        assert row["odds_type_last_sentence"] == most(proposal, "type", "last sentence")


def test_peers_of_a_type_are_counted_as_defined(french: FrenchPipeline) -> None:
    """How many of the type and the lemma came before and come after, and how far the last one is."""
    proposals = propose(french.parse(TEXT), load_lexicon())
    support = {(p.token, p.type): p.features["support"] for p in proposals}
    for own in proposals:
        peers = [p for p in proposals if p.type == own.type and p.token != own.token]
        before = [p.token for p in peers if p.token < own.token and support[p.token, p.type] >= 2.5]
        words = {p.token for p in proposals if p.lemma == own.lemma}
        assert own.features["same_type_before"] == min(len(before), 5)
        assert own.features["same_type_distance"] == min((own.token - i for i in before), default=200)
        assert own.features["same_lemma_before"] == min(sum(i < own.token for i in words), 6)
        assert own.features["same_lemma_after"] == min(sum(i > own.token for i in words), 6)

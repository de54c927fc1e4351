"""The network of word embeddings: what it sees of a text, and that it learns from words used alike."""

import numpy as np
import pytest

from nlp.pipeline import FrenchPipeline, ModelMissing, load
from nlp.schema import EventType
from nlp.training.trigger_network import fit
from nlp.trigger_features import propose
from nlp.trigger_lexicon import load_lexicon
from nlp.trigger_network import TYPES, Views, agreed, network_features, view

TEXT = "L'armée a bombardé le village de Qayrawan. Selon un habitant, trois civils ont été tués dans la frappe."


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline, or a skip where it was not trained yet."""
    try:
        return load()
    except ModelMissing as error:
        pytest.skip(str(error))


def test_every_word_proposed_is_seen_once_through_as_many_slots(french: FrenchPipeline) -> None:
    doc = french.parse(TEXT)
    proposals = propose(doc, load_lexicon())
    views = view(doc, proposals)
    assert views.tokens == sorted({p.token for p in proposals})
    assert len({len(slots) for slots in views.slots}) == 1
    bombed = views.slots[views.tokens.index(next(t.i for t in doc if t.text == "bombardé"))]
    assert {"bombarder", "armée", "village"} <= set(bombed)


def test_a_sentence_is_seen_by_itself(french: FrenchPipeline) -> None:
    doc = french.parse(TEXT)
    views = view(doc, propose(doc, load_lexicon()))
    start, end = views.spans[0, 0]
    assert views.words[start:end][:2] == ["armée", "bombarder"]
    assert "tuer" not in views.words[start:end]


def test_a_text_without_proposals_is_seen_as_nothing(french: FrenchPipeline) -> None:
    assert view(french.parse("Il fait beau."), []).tokens == []


def _text(verb: str, thing: str) -> Views:
    """A text of one word to judge, with its object."""
    support = np.zeros((1, 2 * len(TYPES)), dtype=np.float32)
    return Views([0], [(verb, thing)], [verb, thing], np.array([[[0, 2], [0, 2]]]), support)


def test_what_decides_is_learned_and_holds_for_pairs_never_seen() -> None:
    """Ground is taken, people are freed, whatever the verb; one pair of each was not among the examples."""
    grounds, people = ["ville", "colline", "village", "pont"], ["otage", "détenu", "prisonnier", "marin"]
    pairs = [(verb, thing) for verb in ("libérer", "reprendre", "enlever") for thing in grounds + people]
    unseen = {("libérer", "pont"), ("enlever", "marin")}
    texts = [_text(*pair) for pair in pairs if pair not in unseen] * 40
    seize, free = (1 + TYPES.index(kind) for kind in (EventType.COERCE, EventType.RETREAT))
    right = [[seize if text.words[1] in grounds else free] for text in texts]
    network = fit(texts, right)
    judged = {pair: int(network.log_chances(_text(*pair)).argmax()) for pair in unseen}
    assert judged == {("libérer", "pont"): seize, ("enlever", "marin"): free}


def test_the_same_start_gives_the_same_network() -> None:
    texts = [_text(verb, "ville") for verb in ("prendre", "voir")] * 60
    right = [[1], [0]] * 60
    first, second = fit(texts, right, seed=3), fit(texts, right, seed=3)
    assert np.array_equal(first.embeddings, second.embeddings)
    assert np.array_equal(first.hidden, second.hidden)


def test_several_networks_agree_on_their_mean() -> None:
    held = agreed([np.log(np.array([[0.5, 0.5]])), np.log(np.array([[0.9, 0.1]]))])
    assert held is not None
    assert np.allclose(np.exp(held), [[0.7, 0.3]])
    assert agreed([]) is None


def test_a_proposal_is_told_how_its_type_stands_against_none_and_the_others(french: FrenchPipeline) -> None:
    doc = french.parse(TEXT)
    proposals = propose(doc, load_lexicon())
    views = view(doc, proposals)
    chances = np.full((len(views.tokens), 1 + len(TYPES)), -9.0)
    chances[:, 0], chances[:, 1 + TYPES.index(EventType.ASSAULT)] = -1.0, -0.5
    rows = network_features(proposals, views, chances)
    assault = next(row for row, p in zip(rows, proposals, strict=True) if p.type is EventType.ASSAULT)
    assert assault == {"net": -0.5, "net_margin": 0.5, "net_none": -1.0, "net_over_others": 8.5}

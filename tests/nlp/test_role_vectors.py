"""The encoder's numbers beside the words of an event: whose they are, and that a Doc may be without."""

import numpy as np
import pytest
from spacy.tokens import Doc

from nlp import pipeline
from nlp.plain_doc import plain
from nlp.role_vectors import vectors_of


@pytest.fixture(scope="module")
def french() -> pipeline.FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


def test_each_row_holds_the_trigger_and_its_own_word_and_the_first_is_nobody(french: pipeline.FrenchPipeline) -> None:
    doc = plain(french.parse("Les rebelles ont tué  deux soldats."))
    verb, rebels, soldiers = (next(t.i for t in doc if t.text == word) for word in ("tué", "rebelles", "soldats"))
    found = vectors_of(doc, verb, [rebels, soldiers])
    width = found.shape[1] // 2
    assert np.array_equal(found[:, :width], np.repeat(found[:1, :width], 3, axis=0))
    assert not found[0, width:].any()
    assert np.array_equal(found[2, width:], vectors_of(doc, verb, [soldiers])[1, width:])
    assert not np.allclose(found[1, width:], found[2, width:])


def test_a_word_has_the_same_vector_wherever_blanks_and_other_paragraphs_put_it(
    french: pipeline.FrenchPipeline,
) -> None:
    text = "Les rebelles ont tué deux soldats."
    alone, after = (french.parse(start + text) for start in ("", "Bagdad se tait.\n\n  "))
    shift = len(after) - len(alone)
    assert shift > 0
    assert np.allclose(alone.tensor, after.tensor[shift:], atol=0.05)
    assert not after.tensor[[token.i for token in after if token.is_space]].any()


def test_a_doc_that_no_encoder_read_has_no_vectors(french: pipeline.FrenchPipeline) -> None:
    assert vectors_of(Doc(french.vocab, words=["tué", "soldats"]), 0, [1]).size == 0

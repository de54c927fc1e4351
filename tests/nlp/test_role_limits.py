"""Who cannot be source or target beside the clause before: «Le pape a reçu Kiir, et les a exhortés»."""

import spacy
from spacy.tokens import Doc

from nlp.role_limits import shared_clause

WORDS = ["pape", "a", "reçu", "Kiir", "et", "les", "a", "exhortés"]


def _doc(pronoun: str = "les", own: str = "obj") -> Doc:
    words = [pronoun if word == "les" else word for word in WORDS]
    return Doc(
        spacy.blank("fr").vocab,
        words=words,
        pos=["NOUN", "AUX", "VERB", "PROPN", "CCONJ", "PRON", "AUX", "VERB"],
        deps=["nsubj", "aux", "ROOT", "obj", "cc", own, "aux", "conj"],
        heads=[2, 2, 2, 2, 7, 7, 7, 2],
        sent_starts=[True, *[False] * 7],
    )


def test_pronoun_is_another() -> None:
    """The object of the first verb does not do the second, whose pronoun is not the subject they share."""
    assert shared_clause(_doc()[7]) == (frozenset({3}), frozenset({0}))


def test_own_subject_or_reflexive() -> None:
    """With a subject of its own, or a pronoun that points back, nothing is settled."""
    nobody = (frozenset(), frozenset())
    assert shared_clause(_doc("ils", "nsubj")[7]) == nobody
    assert shared_clause(_doc("se")[7]) == nobody


def test_first_verb() -> None:
    """The first verb of the sentence has its own clause."""
    assert shared_clause(_doc()[2]) == (frozenset(), frozenset())

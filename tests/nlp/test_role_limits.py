"""Who cannot be source or target: by the clause before («et les a exhortés»), by «des mains de», by a quoted name."""

import spacy
from spacy.tokens import Doc

from nlp.role_limits import limits_of, shared_clause

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


def test_out_of_whose_hands() -> None:
    """Who had it before does not take it: «des villages libérés des mains des talibans»."""
    doc = Doc(
        spacy.blank("fr").vocab,
        words=["villages", "libérés", "des", "mains", "des", "talibans"],
        lemmas=["village", "libérer", "de", "main", "de", "taliban"],
        pos=["NOUN", "VERB", "ADP", "NOUN", "ADP", "NOUN"],
        deps=["ROOT", "acl", "case", "obl", "case", "nmod"],
        heads=[0, 0, 3, 1, 5, 3],
    )
    assert limits_of(doc[1]) == (frozenset({5}), frozenset())


def test_besieged_does_not_besiege() -> None:
    """«les rebelles, assiégés à Gao»."""
    doc = Doc(
        spacy.blank("fr").vocab,
        words=["rebelles", "assiégés"],
        lemmas=["rebelle", "assiéger"],
        pos=["NOUN", "VERB"],
        deps=["ROOT", "acl"],
        heads=[0, 0],
        morphs=["", "VerbForm=Part|Tense=Past"],
    )
    assert limits_of(doc[1]) == (frozenset({0}), frozenset())


def test_name_of_operation() -> None:
    """What an operation is christened is nobody in it."""
    doc = Doc(
        spacy.blank("fr").vocab,
        words=["opération", "baptisée", "«", "Saladin", "»", "lancée"],
        lemmas=["opération", "baptiser", "«", "Saladin", "»", "lancer"],
        pos=["NOUN", "VERB", "PUNCT", "PROPN", "PUNCT", "VERB"],
        deps=["ROOT", "acl", "punct", "nmod", "punct", "acl"],
        heads=[0, 0, 1, 1, 1, 0],
        sent_starts=[True, *[False] * 5],
    )
    assert limits_of(doc[5]) == (frozenset({3}), frozenset({3}))

"""Which words are joined with each other: by «et» as the parser ties them, or where it ties them elsewhere."""

import pytest
import spacy
from spacy.tokens import Doc

from nlp.coordination import first_beside

# Words as «word/part of speech/relation/head», as a parser gives them.
LISTED = "Rome/PROPN/nsubj/6 ,/PUNCT/punct/2 Oslo/PROPN/conj/0 et/CCONJ/cc/4 Riga/PROPN/conj/0 ont/AUX/aux/6 signé"
TWO_SUBJECTS = "armée/NOUN/nsubj/5 et/CCONJ/cc/5 la/DET/det/3 police/NOUN/nsubj/5 ont/AUX/aux/5 tiré"
FIRST_AS_ROOT = "armée/NOUN/ROOT/0 et/CCONJ/cc/5 la/DET/det/3 police/NOUN/nsubj/5 ont/AUX/aux/5:Plur tiré/VERB/conj/0"
ONE_ACTS = FIRST_AS_ROOT.replace("ont/AUX/aux/5:Plur", "a/AUX/aux/5")
NEW_CLAUSE = "Oslo/PROPN/nsubj/4 ,/PUNCT/punct/3 et/CCONJ/cc/3 Riga/PROPN/conj/0 signe"
OTHER_CASE = "Oslo/PROPN/nsubj/4 et/CCONJ/cc/3 sans/ADP/case/3 Riga/PROPN/conj/0 signe"
ON_THE_VERB = "tue/VERB/ROOT/0 deux/NUM/nummod/2 soldats/NOUN/obj/0 et/CCONJ/cc/5 un/DET/det/5 gendarme/NOUN/conj/0"
HELPER = "armée/NOUN/nsubj/4 épaulée/VERB/acl/0 par/ADP/case/3 Oslo/PROPN/obl:agent/1 avance"
KILLER = HELPER.replace("épaulée", "vaincue")
TITLE = "général/NOUN/nsubj/2 Diop/PROPN/nmod/0 signe"


def _doc(text: str) -> Doc:
    rows = [word.split("/") if "/" in word else [word, "VERB", "ROOT", str(i)] for i, word in enumerate(text.split())]
    return Doc(
        spacy.blank("fr").vocab,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        lemmas=[{"épaulée": "épauler", "vaincue": "vaincre"}.get(row[0], row[0]) for row in rows],
        heads=[int(row[3].split(":")[0]) for row in rows],
        morphs=["Number=Plur" if row[3].endswith(":Plur") else "" for row in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
    )


@pytest.mark.parametrize(
    ("text", "word", "first"),
    [
        pytest.param(LISTED, "Oslo", "Rome", id="a list ends in et"),
        pytest.param(LISTED, "Riga", "Rome", id="the last of a list"),
        pytest.param(TWO_SUBJECTS, "police", "armée", id="two subjects"),
        pytest.param(FIRST_AS_ROOT, "police", "armée", id="the first as root"),
        pytest.param(ON_THE_VERB, "gendarme", "soldats", id="an object hung on the verb"),
        pytest.param(HELPER, "Oslo", "armée", id="a helper"),
        pytest.param(TITLE, "Diop", "général", id="a name and its title"),
    ],
)
def test_joined(text: str, word: str, first: str) -> None:
    """What is joined, helps or names has the first word of the others."""
    doc = _doc(text)
    token = next(token for token in doc if token.text == word)
    assert doc[first_beside(token)].text == first


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(ONE_ACTS, "police", id="a singular verb has one subject"),
        pytest.param(NEW_CLAUSE, "Riga", id="a comma before et"),
        pytest.param(OTHER_CASE, "Riga", id="another preposition"),
        pytest.param(KILLER, "Oslo", id="an agent who does not help"),
        pytest.param(LISTED, "Rome", id="the first itself"),
    ],
)
def test_apart(text: str, word: str) -> None:
    """A word stands alone where the tie is not certain."""
    token = next(token for token in _doc(text) if token.text == word)
    assert first_beside(token) == token.i

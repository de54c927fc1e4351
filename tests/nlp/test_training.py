"""What the networks learn from: converted treebanks, added speakers, swapped names, and their training itself."""

import random
from pathlib import Path

import pytest

from nlp import pipeline
from nlp.training.citations import add_citation
from nlp.training.evaluate import score_language
from nlp.training.examples import to_example
from nlp.training.lexicon import write_table
from nlp.training.models import Size, blank_parser
from nlp.training.names import Gazetteer, label_names, tag_article
from nlp.training.recogniser import spans_of
from nlp.training.saving import save_network
from nlp.training.swaps import NameStock, swap_names
from nlp.training.train import train
from nlp.training.treebanks import Sentence, read_treebank

TREEBANK = """\
# text = Le chef du camp a été tué par Karim Zaydan.
1\tLe\tle\tDET\t_\tDefinite=Def|Gender=Masc\t2\tdet\t_\t_
2\tchef\tchef\tNOUN\t_\tGender=Masc\t8\tnsubj:pass\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
5\tcamp\tcamp\tNOUN\t_\t_\t2\tnmod\t_\t_
6\ta\tavoir\tAUX\t_\t_\t8\taux:tense\t_\t_
7\tété\têtre\tAUX\t_\t_\t8\taux:pass\t_\t_
8\ttué\ttuer\tVERB\t_\t_\t0\troot\t_\t_
9\tpar\tpar\tADP\t_\t_\t10\tcase\t_\t_
10\tKarim\tKarim\tPROPN\t_\t_\t8\tobl\t_\t_
11\tZaydan\tZaydan\tPROPN\t_\t_\t10\tflat:name\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\t_\t_\t8\tpunct\t_\t_

# text = Les soldats fuient.
1\tLes\tle\tDET\t_\t_\t2\tdet\t_\t_
2\tsoldats\tsoldat\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\tfuient\tfuir\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
"""
STOCK = NameStock(places=("Tal Zaytoun",), persons=("Nadir", "Selim"))
TINY = Size(width=32, depth=1, rows=(100, 100, 100, 100), hidden=16)
NO_GAZETTEER = Gazetteer(frozenset({"Irak"}), frozenset(), frozenset(), frozenset({"Karim"}), frozenset({"les"}))


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    file = tmp_path / "own.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    return list(read_treebank(file))


def words(sentence: Sentence) -> list[str]:
    return [sentence.text[w.start : w.end] for w in sentence.words]


def relations(sentence: Sentence) -> dict[str, tuple[str, str]]:
    forms = words(sentence)
    return {form: (w.relation, forms[w.head]) for form, w in zip(forms, sentence.words, strict=True)}


def test_a_contraction_is_one_preposition(sentences: list[Sentence]) -> None:
    assert relations(sentences[0])["du"] == ("case", "camp")
    assert next(w.pos for w in sentences[0].words if w.lemma == "de") == "ADP"


def test_passives_keep_their_relations_and_others_are_cut_back(sentences: list[Sentence]) -> None:
    found = relations(sentences[0])
    assert found["chef"] == ("nsubj:pass", "tué")
    assert found["été"] == ("aux:pass", "tué")
    assert found["a"] == ("aux", "tué")
    assert found["Zaydan"] == ("flat", "Karim")


def test_a_bare_oblique_with_par_is_the_agent(sentences: list[Sentence]) -> None:
    assert relations(sentences[0])["Karim"] == ("obl:agent", "tué")


def test_a_swapped_name_leaves_the_tree_whole(sentences: list[Sentence]) -> None:
    swapped = [swap_names(sentences[0], STOCK, random.Random(seed)) for seed in range(40)]
    other = next(s for s in swapped if "Tal Zaytoun" in s.text)
    assert relations(other)["Tal"] == ("obl:agent", "tué")
    assert relations(other)["Zaytoun"] == ("flat", "Tal")
    assert relations(other)["."] == ("punct", "tué")


def test_an_added_speaker_is_the_subject_of_a_parataxis(sentences: list[Sentence]) -> None:
    tries = (add_citation(sentences[0], STOCK, random.Random(seed)) for seed in range(500))
    cited = next(s for s in tries if len(s.words) > len(sentences[0].words))
    verb = next(i for i, w in enumerate(cited.words) if w.relation == "parataxis")
    assert words(cited)[cited.words[verb].head] == "tué"
    assert any(w.relation == "nsubj" and w.head == verb and i > verb for i, w in enumerate(cited.words))
    assert sum(w.relation == "root" for w in cited.words) == 1
    assert cited.text.endswith(".")


def test_gold_names_are_found_in_the_text_and_the_rest_stays_open() -> None:
    article = {
        "text": "Karim Zaydan a quitté Tal-Zaytoun pour Bassira.",
        "events": [
            {
                "sources": [{"name": "Karim Zaydan", "also": []}],
                "targets": [],
                "places": [{"name": "camp de Tal-Zaytoun", "also": []}],
                "attribution": [],
            }
        ],
    }
    labels = label_names([article], NO_GAZETTEER)
    (tagged,) = tag_article(str(article["text"]), labels, labels, NO_GAZETTEER)
    names = {(" ".join(tagged.words[a:b]), label) for a, b, label in spans_of(tagged.tags)}
    assert names == {("Karim Zaydan", "PER"), ("Tal-Zaytoun", "LOC")}
    assert dict(zip(tagged.words, tagged.tags, strict=True))["Bassira"] == "-"


def test_a_trained_network_comes_back_from_disk_as_it_was(sentences: list[Sentence], tmp_path: Path) -> None:
    nlp = blank_parser(TINY)
    train(nlp, lambda _: [to_example(nlp.vocab, [s]) for s in sentences] * 20, 300, lambda line: None)
    assert score_language(nlp, sentences)["las"] > 80
    save_network(nlp, tmp_path / "parser")
    write_table({("fuient", "VERB"): "fuir"}, tmp_path / "lemmas.tsv.xz")
    model = pipeline.load(tmp_path)
    doc = model.parse(sentences[1].text)
    assert [(t.dep_, t.head.text) for t in doc] == [
        ("det", "soldats"), ("nsubj", "fuient"), ("ROOT", "fuient"), ("punct", "fuient"),
    ]  # fmt: skip
    assert doc[2].lemma_ == "fuir"

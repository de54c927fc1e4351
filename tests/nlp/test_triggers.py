"""Event triggers: which words of a dispatch name an event, of which type and mode."""

from pathlib import Path

import numpy as np
import pytest

from nlp import pipeline
from nlp.pipeline import FrenchPipeline
from nlp.schema import MODES
from nlp.trigger_features import propose
from nlp.trigger_lexicon import LexiconError, load_lexicon
from nlp.trigger_model import TriggerModelMissing, load_triggers
from nlp.trigger_trees import Forest
from nlp.triggers import find_triggers, select


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    try:
        return pipeline.load()
    except pipeline.ModelMissing as absent:
        pytest.skip(str(absent))


def read(french: FrenchPipeline, text: str) -> list[tuple[str, str, str | None]]:
    doc = french.parse(text)
    return [(doc[t.token].text, t.type.value, t.mode) for t in find_triggers(doc)]


TOLD = [
    (
        "Les forces gouvernementales ont repris vendredi le village de Tell Barid aux jihadistes.",
        "repris",
        "COERCE",
        "seize",
    ),
    (
        "Les rebelles se sont emparés dimanche de la ville de Sakra, selon un responsable local.",
        "emparés",
        "COERCE",
        "seize",
    ),
    ("L'aviation irakienne a bombardé mardi des positions de Daech près de Mossoul.", "bombardé", "ASSAULT", "aerial"),
    ("Des inconnus armés ont enlevé mercredi deux journalistes à Kidal.", "enlevé", "ASSAULT", "abduct"),
    ("La police a arrêté jeudi trois opposants à Bamako.", "arrêté", "COERCE", "arrest"),
    ("Des milliers d'étudiants ont manifesté samedi à Alger contre le gouvernement.", "manifesté", "PROTEST", "demo"),
    ("L'Union africaine a condamné lundi le coup de force des militaires.", "condamné", "ACCUSE", "disapprove"),
    ("Les deux ministres se sont rencontrés mardi.", "rencontrés", "CONSULT", None),
    ("Le Premier ministre a démissionné lundi, a annoncé la présidence.", "démissionné", "RETREAT", "resign"),
    ("L'armée a déployé lundi deux mille soldats à la frontière.", "déployé", "MOBILIZE", "troops"),
]


@pytest.mark.parametrize(("text", "word", "type_", "mode"), TOLD)
def test_a_plain_dispatch_sentence_gives_its_event(
    french: FrenchPipeline, text: str, word: str, type_: str, mode: str | None
) -> None:
    """The verb that tells the event is found with its type and mode."""
    assert (word, type_, mode) in read(french, text)


LIBERATED = [
    ("L'armée irakienne a libéré Qayrawan mercredi.", "COERCE"),
    ("Les Hachd ont libéré le village de Tal Qasab.", "COERCE"),
    ("Lors de l'opération, les soldats ont libéré des dizaines de villages.", "COERCE"),
    ("La guérilla a libéré mercredi l'otage français.", "RETREAT"),
    ("L'armée a libéré les otages.", "AID"),
    ("Le juge a libéré le suspect.", "RETREAT"),
]


@pytest.mark.parametrize(("text", "type_"), LIBERATED)
def test_what_is_liberated_decides(french: FrenchPipeline, text: str, type_: str) -> None:
    """A town liberated is taken, a person liberated is let go."""
    assert [(word, kind) for word, kind, _ in read(french, text)] == [("libéré", type_)]


ONE_EVENT = [
    "Une frappe aérienne a tué deux civils à Alep.",
    "Un kamikaze s'est fait exploser devant la mosquée, tuant dix fidèles.",
    "Trois passants ont été blessés par l'explosion d'une bombe.",
]


@pytest.mark.parametrize("text", ONE_EVENT)
def test_one_attack_told_by_several_words_is_one_event(french: FrenchPipeline, text: str) -> None:
    """The strike, what it did and its toll are one attack."""
    assert [kind for _, kind, _ in read(french, text)] == ["ASSAULT"]


SILENT = [
    "La ville de Qarama relie la capitale à la frontière syrienne.",
    "Le gardien a repoussé tous les assauts et son équipe a remporté la finale du championnat aux tirs au but.",
    "Faites revenir les oignons dans le beurre, ajoutez la farine, puis laissez mijoter une heure à feu doux.",
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_states_sport_and_recipes_tell_no_event(french: FrenchPipeline, text: str) -> None:
    """A text that tells nothing a desk would log gives no trigger."""
    assert read(french, text) == []


def test_the_object_decides_what_liberating_means(french: FrenchPipeline) -> None:
    """A place is seized, hostages are released: the lexicon's condition tells the two apart."""
    lexicon = load_lexicon()
    for text, met in (
        ("L'armée a libéré le village de Tell Barid.", "place"),
        ("L'armée a libéré les otages.", "captive"),
    ):
        senses = lexicon.senses(french.parse(text))
        conditions = {s.entry.condition for s in senses if s.met and (s.entry.condition or "").startswith("obj=")}
        assert f"obj={met}" in conditions
        other = "captive" if met == "place" else "place"
        assert f"obj={other}" not in conditions


def test_a_locution_is_found_at_its_last_word(french: FrenchPipeline) -> None:
    """«donner l'assaut» and «ouvrir le feu» are proposed at the noun, with the verb beside it."""
    doc = french.parse("Les soldats ont ouvert le feu sur la foule.")
    found = [s for s in load_lexicon().senses(doc) if s.entry.kind == "L" and s.entry.type == "ASSAULT"]
    assert found
    assert {(doc[s.token].text, doc[s.verb].text) for s in found if s.verb is not None} == {("feu", "ouvert")}


def test_a_participle_taken_for_an_adjective_still_counts(french: FrenchPipeline) -> None:
    """A rare verb form that the tagger mistakes is looked up by its form."""
    lexicon = load_lexicon()
    assert lexicon.participles["assiégées"] == "assiéger"
    assert lexicon.forms["pilonnaient"] == "pilonner"
    assert lexicon.forms["assiège"] == "assiéger"


def test_modes_belong_to_their_type(french: FrenchPipeline) -> None:
    """Every trigger's mode is one of its type's or None, its confidence a probability, its token a word of the text."""
    doc = french.parse(" ".join(text for text, *_ in TOLD))
    triggers = find_triggers(doc)
    assert triggers
    for trigger in triggers:
        assert trigger.mode is None or trigger.mode in MODES[trigger.type]
        assert 0.0 <= trigger.confidence <= 1.0
        assert doc[trigger.token].is_alpha
    assert [t.token for t in triggers] == sorted({t.token for t in triggers})


def test_an_order_of_proposals_is_kept(french: FrenchPipeline) -> None:
    """Each pair of word and type is proposed once."""
    proposals = propose(french.parse("Le Hezbollah a attaqué un poste de l'armée."), load_lexicon())
    pairs = [(p.token, p.type) for p in proposals]
    assert len(pairs) == len(set(pairs))


def test_only_what_reaches_the_threshold_is_kept(french: FrenchPipeline) -> None:
    """A proposal below the threshold is dropped, one at it is kept."""
    doc = french.parse("Les insurgés ont attaqué la caserne.")
    judged = [(0.6, p) for p in propose(doc, load_lexicon())]
    assert [doc[t.token].text for t in select(doc, judged, 0.6)] == ["attaqué"]
    assert select(doc, judged, 0.61) == []


def test_a_verb_that_carries_an_event_noun_is_no_second_event(french: FrenchPipeline) -> None:
    """«décréter un couvre-feu» is one event, named by its noun."""
    doc = french.parse("Le gouvernement a décrété un couvre-feu.")
    judged = [(0.9, p) for p in propose(doc, load_lexicon()) if p.type == "COERCE"]
    assert len({p.token for _, p in judged}) == 2
    assert [doc[t.token].text for t in select(doc, judged, 0.5)] == ["couvre-feu"]


def test_a_missing_model_names_its_remedy(tmp_path: Path) -> None:
    """The error says which command makes the file."""
    with pytest.raises(TriggerModelMissing, match=r"nlp\.training triggers"):
        load_triggers(tmp_path / "none.npz")


@pytest.mark.parametrize(
    "row",
    [
        "V\tASSAULT\t-\t3\tattaquer",
        "V\tWAR\t-\t3\t-\tattaquer",
        "V\tASSAULT\tdemo\t3\t-\tx",
        "V\tASSAULT\t-\t3\tobj=none\tx",
    ],
)
def test_a_broken_lexicon_row_is_refused(tmp_path: Path, row: str) -> None:
    """A row with a missing cell, an unknown type, mode or class is named by its number."""
    file = tmp_path / "rows.tsv"
    file.write_text(f"# words\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="Row 2"):
        load_lexicon(file)


def test_the_lexicon_is_wide() -> None:
    """At least 1,500 words and locutions, as the coverage of unseen articles needs."""
    lexicon = load_lexicon()
    assert len({word for _, word in lexicon.words}) + sum(map(len, lexicon.locutions.values())) > 1500


def test_a_forest_sums_its_trees_and_its_line() -> None:
    """Two trees of one split each and a slope give the sum of the leaves reached, the slope and the base."""
    forest = Forest(
        {"a": 0, "b": 1},
        feature=np.array([0, 0, 0, 1, 0, 0], dtype=np.int32),
        threshold=np.array([0.5, 0, 0, 2.5, 0, 0], dtype=np.float32),
        left=np.array([1, 1, 2, 4, 4, 5], dtype=np.int32),
        right=np.array([2, 1, 2, 5, 4, 5], dtype=np.int32),
        value=np.array([0, 1, 2, 0, 10, 20], dtype=np.float32),
        roots=np.array([0, 3], dtype=np.int32),
        slope=np.array([0, 100], dtype=np.float32),
        depth=1,
        base=0.25,
    )
    assert forest.log_odds([{"a": 1.0, "b": 3.0, "unknown": 9.0}, {}]).tolist() == [322.25, 11.25]
    again = Forest.from_arrays(forest.arrays)
    assert again.log_odds([{"b": 2.0}]).tolist() == forest.log_odds([{"b": 2.0}]).tolist()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Deux combattants ont péri dans l'explosion d'une mine près de Mossoul.", "explosion"),
        ("Quinze civils ont été tués mardi par une frappe aérienne à Raqqa.", "frappe"),
        ("Deux soldats ont été tués jeudi lors d'une embuscade près de Gao.", "embuscade"),
        ("L'aviation irakienne a bombardé mardi le camp de Daech, tuant quatorze jihadistes.", "bombardé"),
    ],
)
def test_the_dead_of_an_attack_are_no_second_event(french: FrenchPipeline, text: str, word: str) -> None:
    """What people died of is the event, named by a noun or by the verb that a participle hangs on."""
    assert [found for found, *_ in read(french, text)] == [word]


def test_an_article_that_repeats_itself_keeps_its_events(french: FrenchPipeline) -> None:
    """The same sentence fifty times is odd, and still not without events."""
    text = "Les rebelles ont repris jeudi le village de Sakra.\n" * 50
    assert len(read(french, text)) >= 10


SPORT = """\
Le choc tant attendu a tenu ses promesses. Dans un stade en fusion, les visiteurs ont d'abord subi les assauts répétés
des locaux, qui ont bombardé la surface adverse pendant vingt minutes sans trouver la faille. Le gardien, impérial, a
repoussé trois tirs coup sur coup, puis la défense a craqué à la demi-heure, fusillée à bout portant par l'avant-
centre. Au retour des vestiaires, l'entraîneur a lancé ses jeunes dans la bataille, et son équipe a fini par reprendre
le contrôle du milieu de terrain. Le capitaine, blessé à la cuisse, a dû quitter la pelouse, la mort dans l'âme. À dix
minutes du terme, un penalty généreux a ruiné ses espoirs, et le public, en colère, a conspué l'arbitre. La victoire
permet au club de prendre la tête du championnat, devant son grand rival, défait la veille. Les deux équipes
s'affronteront de nouveau en mars, lors de la finale de la coupe, et l'on promet déjà une guerre des nerfs.
"""


def test_a_match_told_in_words_of_war_gives_no_event(french: FrenchPipeline) -> None:
    """A whole article in which no event is sure and few are likely tells none, whatever its words are."""
    assert read(french, SPORT) == []

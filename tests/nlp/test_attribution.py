"""Who reports an event."""

from pathlib import Path

import pytest

from nlp.actors import ActorList
from nlp.attribution import AttributionModelMissing, attribution_of, load_attribution
from nlp.coreference import Cast
from nlp.pipeline import FrenchPipeline, load
from nlp.schema import Attribution, EventType


@pytest.fixture(scope="module")
def french() -> FrenchPipeline:
    """The shipped pipeline."""
    return load()


@pytest.fixture(scope="module")
def actors() -> ActorList:
    """The shipped list of actors."""
    return ActorList.load()


def _given(french: FrenchPipeline, text: str, trigger: str) -> tuple[Attribution, ...]:
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == trigger)
    return attribution_of(doc, place, EventType.ASSAULT)


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Selon le ministère de la Défense, dix soldats ont été tués mardi.", "tués", "ministère de la Défense"),
        ("Des avions ont bombardé le village, a rapporté l'agence Tasnim.", "bombardé", "Tasnim"),
        ("Des avions ont bombardé le village, d'après la chaîne al-Mayadeen.", "bombardé", "al-Mayadeen"),
        ("L'Observatoire affirme que l'armée a bombardé le village.", "bombardé", "Observatoire"),
        ("L'armée, a annoncé lundi le général Hama Rachid, a bombardé le village.", "bombardé", "Hama Rachid"),
        ("À en croire plusieurs témoins, l'armée a bombardé le village.", "bombardé", "témoins"),
    ],
)
def test_the_speaker_is_named(french: FrenchPipeline, text: str, trigger: str, name: str) -> None:
    """Openers, inverted verbs and verbs over a clause give the speaker, without article, class word or title."""
    assert [given.name for given in _given(french, text, trigger)] == [name]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("L'armée a bombardé le village mardi.", "bombardé"),
        ("L'armée a bombardé le village selon toute vraisemblance.", "bombardé"),
        ("Le ministre a rencontré son homologue auprès de la frontière.", "rencontré"),
    ],
)
def test_what_the_article_asserts_has_no_speaker(french: FrenchPipeline, text: str, trigger: str) -> None:
    """Where nobody is said to report, the attribution is empty."""
    assert _given(french, text, trigger) == ()


def test_a_pronoun_is_marked_and_means_who_stands_before(french: FrenchPipeline, actors: ActorList) -> None:
    """«selon lui» comes with the reason `pronoun` and the name told before."""
    text = "Le général Hama Rachid est arrivé lundi à la base. Selon lui, l'armée a bombardé le village."
    doc = french.parse(text)
    place = next(word.i for word in doc if word.text == "bombardé")
    for cast in (None, Cast(doc, actors)):
        (given,) = attribution_of(doc, place, EventType.ASSAULT, cast, text)
        assert (given.name, given.evidence[0].reason) == ("Hama Rachid", "pronoun")


_RETOLD = (
    "Le colonel Samba Dieng a fait lundi le point devant des journalistes. Deux postes ont été attaqués dimanche, et "
    "six assaillants auraient été tués. Une patrouille, précise l'officier, a capturé le même jour trois suspects.\n"
    "Le gouvernement a décrété mardi un deuil de trois jours dans la région."
)


@pytest.mark.parametrize(
    ("trigger", "kind", "name"),
    [
        ("attaqués", EventType.ASSAULT, "Samba Dieng"),
        ("capturé", EventType.COERCE, "Samba Dieng"),
        ("décrété", EventType.COERCE, None),
    ],
)
def test_who_takes_the_floor_holds_it_to_the_end_of_the_paragraph(
    french: FrenchPipeline, trigger: str, kind: EventType, name: str | None
) -> None:
    """«a fait le point devant des journalistes» opens a stretch; «l'officier» is he; a new paragraph ends it."""
    doc = french.parse(_RETOLD)
    place = next(word.i for word in doc if word.text == trigger)
    given = attribution_of(doc, place, kind, None, _RETOLD)
    assert [said.name for said in given] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dix soldats sont morts, a dit le colonel Ali Daoud. L'armée a bombardé le village, a-t-il dit.", "Ali Daoud"),
        ("La mairie affirme que dix civils ont péri. Selon la même source, l'armée a bombardé le village.", "mairie"),
        ("L'armée a bombardé le village, fait-on savoir à Damas.", "Damas"),
        ("L'armée a bombardé le village, a indiqué à Genève le Comité international.", "Comité international"),
        ("L'armée a bombardé le village, alerte le directeur de l'hôpital, Samir Nader.", "Samir Nader"),
        ("L'armée a bombardé le village, a indiqué lundi soir le gouverneur de la région, Ali Daoud.", "Ali Daoud"),
        ("L'armée a bombardé le village, a indiqué dans la foulée le cabinet d'Ali Daoud.", "cabinet d'Ali Daoud"),
        ("L'armée a bombardé le village, a fait connaître Samir Nader, chef de la mission.", "Samir Nader"),
        ("L'armée a bombardé le village, jure-t-on à la mairie.", "mairie"),
        ("L'armée a bombardé le village, racontent les avocats de la ville.", "avocats de la ville"),
        ("L'armée a bombardé le village, assure une source au Caire.", "source au Caire"),
    ],
)  # fmt: skip
def test_who_speaks_is_found_behind_the_words(french: FrenchPipeline, text: str, name: str) -> None:
    """Pronouns and «la même source» mean who spoke before; «on» gives the house; titles are passed over."""
    assert [given.name for given in _given(french, text, "bombardé")] == [name]


def test_the_evidence_is_text_of_the_article(french: FrenchPipeline) -> None:
    """The span of a speaker stands in the article as given, typographic apostrophe included."""
    text = "D’après l’agence Tasnim, l’armée a bombardé le village."
    (given,) = _given(french, text, "bombardé")
    span = given.evidence[0].span
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Citant la police, l'agence Tasnim indique qu'une bombe a tué dix soldats.", ["police", "Tasnim"]),
        ("La police, citée par l'agence Tasnim, affirme qu'une bombe a tué dix soldats.", ["police", "Tasnim"]),
    ],
)
def test_who_is_cited_comes_before_who_cites(french: FrenchPipeline, text: str, names: list[str]) -> None:
    """Where one construction tells both the source and who cites it, both report."""
    assert [given.name for given in _given(french, text, "tué")] == names


def test_a_network_that_cannot_be_read_names_the_remedy(tmp_path: Path) -> None:
    """A damaged file is no riddle."""
    path = tmp_path / "attribution.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(AttributionModelMissing, match=r"nlp\.training attribution"):
        load_attribution(path)

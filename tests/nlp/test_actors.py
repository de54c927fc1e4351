"""One identity for all spellings of an actor, and none where there is doubt."""

import pytest

from nlp.actors import ActorList
from nlp.schema import ActorKind


@pytest.fixture(scope="module")
def actors() -> ActorList:
    return ActorList.load()


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("daesh", ["Daesh", "Daech", "l'EI", "EI", "l’État islamique", "groupe État islamique (EI)", "ISIS", "داعش"]),
        ("daesh", ["jihadistes de l'EI", "terroristes du groupe Daech", "groupe jihadiste Daech"][:1]),
        ("hachd-al-chaabi", ["Hachd", "les Hachd", "Hachd al-Chaabi", "Hashd al-Shaabi", "PMF", "الحشد الشعبي"]),
        ("hachd-al-chaabi", ["Forces de mobilisation populaire d’Irak", "Unités de mobilisation populaire"]),
        ("hachd-al-chaabi", ["Forces de mobilisation populaire d'Irak (Hachd al-Chaabi)", "combattants du Hachd"]),
        ("hezbollah", ["Hezbollah", "Hizbollah", "Hezbollah libanais", "combattants du Hezbollah"]),
        ("IRQ", ["Irak", "Iraq", "l'Irak", "Bagdad"]),
        (
            "IRQ-army",
            ["armée irakienne", "forces irakiennes", "soldats irakiens", "troupes d'Irak", "l'armée irakienne"],
        ),
        ("MLI-army", ["Fama", "FAMa", "forces armées maliennes", "militaires maliens", "armée du Mali"]),
        ("COD-army", ["FARDC", "armée congolaise"]),
        ("IRQ-police", ["police irakienne", "police fédérale irakienne"]),
        ("UKR-gov", ["régime de Kiev", "autorités ukrainiennes", "gouvernement ukrainien"]),
        ("vladimir-poutine", ["Vladimir Poutine", "président russe Vladimir Poutine", "M. Poutine"]),
        ("abdel-fattah-al-burhane", ["Abdel Fattah al-Burhane", "général Abdel Fattah al-Burhan"]),
        ("ttp", ["talibans pakistanais"]),
        ("taliban", ["talibans", "les talibans afghans"]),
    ],
)
def test_spellings_of_one_actor_share_its_key(actors: ActorList, key: str, names: list[str]) -> None:
    """Aliases, articles, group words, nationalities and titles lead to the same identity."""
    assert {name: _key(actors, name) for name in names} == dict.fromkeys(names, key)


@pytest.mark.parametrize(
    "name",
    [
        "Etat", "État", "sana", "un", "fact", "libération", "l'armée", "forces kurdes", "chef du Hezbollah",
        "ancien combattant", "Al-Qaïda au Yémen", "gouvernement d'union nationale", "Irakiens", "Hassan", "rebelles",
        "ministre irakien de la Défense", "otages du Hamas", "", "«»",
    ],
)  # fmt: skip
def test_doubtful_names_get_no_identity(actors: ActorList, name: str) -> None:
    """Precision first: a common word, a part of a group or another branch of it is not merged."""
    assert actors.identify(name) is None


def test_letter_case_tells_the_party_from_the_army(actors: ActorList) -> None:
    """«Forces libanaises» is the party, «forces libanaises» the army."""
    assert _key(actors, "Forces libanaises") == "forces-libanaises"
    assert _key(actors, "forces libanaises") == "LBN-army"


def test_a_shared_alias_needs_the_country(actors: ActorList) -> None:
    """Chad and Sudan each had a transitional military council."""
    assert actors.identify("Conseil militaire de transition") is None
    assert _key(actors, "Conseil militaire de transition", "TCD") == "cmt-tchad"
    assert _key(actors, "armée congolaise", "COG") == "COG-army"


def test_adjectives_and_metonyms(actors: ActorList) -> None:
    """Every gender and number counts, nigérien is not nigérian, and a capital is told from its country."""
    assert [actors.find_country_adjective(word) for word in ("irakienne", "Burkinabè", "nigérien", "nigérian")] == [
        "IRQ", "BFA", "NER", "NGA",
    ]  # fmt: skip
    assert actors.find_country_adjective("rapide") is None
    assert actors.is_metonym("Damas") and not actors.is_metonym("Syrie")
    assert actors.find_country("Damas") is None and actors.find_country("Syrie") == "SYR"


def test_guess_for_names_outside_the_list(actors: ActorList) -> None:
    """Head word and adjective give kind and country."""
    guess = actors.guess("milice irakienne inconnue")
    assert (guess.kind, guess.country) == (ActorKind.ARMED_GROUP, "IRQ")
    assert actors.guess("habitants").kind is ActorKind.CIVILIANS
    assert actors.guess("Zorglub").kind is None


def test_every_row_is_found_by_its_own_names(actors: ActorList) -> None:
    """No alias of the list leads to another row, save those that two rows share on purpose."""
    lost = {
        (alias, identity.key)
        for alias, identity in actors.names()
        if identity.kind is not ActorKind.STATE
        and (found := actors.identify(alias, identity.country)) is not None
        and found.key != identity.key
    }
    assert len(lost) <= 8, lost


def _key(actors: ActorList, name: str, hint: str | None = None) -> str | None:
    found = actors.identify(name, hint)
    return found.key if found else None

"""The mentions of an article gathered into actors."""

import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.coreference import Cast
from nlp.schema import Actor


class Casting:
    """The models once for the module."""

    def __init__(self) -> None:
        self.french, self.actors = pipeline.load(), ActorList.load()

    def __call__(self, text: str, word: str, nth: int = 0) -> Actor | None:
        """Name the actor of the nth time that a word stands in the text."""
        doc = self.french.parse(text)
        heads = [token.i for token in doc if token.text == word]
        return Cast(doc, self.actors).actor(heads[nth], "nsubj")


@pytest.fixture(scope="module")
def casting() -> Casting:
    try:
        return Casting()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


def test_spellings_of_one_group_are_one_actor(casting: Casting) -> None:
    """The actor list knows Daesh, Daech and the group's full name under one key."""
    text = "Daesh a attaqué la ville. Les soldats ont repoussé Daech. Le groupe État islamique a fui."
    first, second, third = casting(text, "Daesh"), casting(text, "Daech"), casting(text, "groupe")
    assert first is not None and second is not None and third is not None
    assert first.key == "daesh"
    assert first.name == second.name == third.name
    assert {"Daech", "Daesh", "État islamique"} <= {first.name, *first.also}


def test_a_state_goes_by_the_name_that_stands_there(casting: Casting) -> None:
    """The capital named before does not rename its state."""
    found = casting("Un convoi a quitté Bagdad. Le président a menacé l'Irak.", "Irak")
    assert found is not None
    assert found.name == "Irak"


def test_a_last_name_leads_to_the_full_name(casting: Casting) -> None:
    text = "Le ministre Karim Benloucif a parlé. Benloucif a ensuite quitté la salle."
    found = casting(text, "Benloucif", 1)
    assert found is not None
    assert found.name == "Karim Benloucif"


def test_an_acronym_leads_to_the_full_name(casting: Casting) -> None:
    text = "Le Front de salut du Sahel (FSS) a attaqué un convoi. Le FSS a ensuite pris la ville."
    found = casting(text, "FSS", 1)
    assert found is not None
    assert found.name == "Front de salut du Sahel"


def test_a_bare_army_is_the_army_named_before(casting: Casting) -> None:
    text = "L'armée soudanaise a avancé lundi. L'armée a ensuite pris le pont."
    found = casting(text, "armée", 1)
    assert found is not None
    assert found.name == "armée soudanaise"


def test_a_pronoun_leads_to_the_subject_before(casting: Casting) -> None:
    text = "Les rebelles ont attaqué un poste. Ils ont tué deux soldats."
    found = casting(text, "Ils")
    assert found is not None
    assert found.name == "rebelles"
    assert found.evidence[0].reason == "pronoun:nsubj"
    assert found.evidence[0].span.text == "Ils"


def test_a_pronoun_with_nothing_before_it_is_nobody(casting: Casting) -> None:
    assert casting("Ils ont tué deux soldats.", "Ils") is None


def test_two_groups_of_soldiers_stay_two(casting: Casting) -> None:
    text = "Des soldats maliens ont tiré. Des soldats français ont riposté."
    first, second = casting(text, "soldats", 0), casting(text, "soldats", 1)
    assert first is not None and second is not None
    assert first.name != second.name


def test_unresolved_every_mention_stands_for_itself(casting: Casting) -> None:
    doc = casting.french.parse("Les rebelles du Front de salut ont fui. Le Front de salut a nié. Ils reviendront.")
    names = []
    for resolving in (True, False):
        cast = Cast(doc, casting.actors, resolving=resolving)
        actors = [cast.actor(token.i, "nsubj") for token in doc if token.text in ("rebelles", "Ils")]
        names.append([actor and actor.name for actor in actors])
    assert names == [["rebelles du Front de salut"] * 2, ["rebelles du Front de salut", None]]
    doc = casting.french.parse("Le Front de salut du Sahel a fui. Le Front a demandé une trêve.")
    cast = Cast(doc, casting.actors, resolving=False)
    actors = [cast.actor(token.i, "nsubj") for token in doc if token.text == "Front"]
    assert [(actor.name, actor.also) for actor in actors if actor] == [("Front de salut du Sahel", ()), ("Front", ())]


def test_an_acronym_behind_the_place_of_a_mission_names_it(casting: Casting) -> None:
    text = "La Mission des Nations unies au Mali (Minusma) a tiré. Un convoi de la Minusma a sauté sur une mine."
    found = casting(text, "Minusma", 1)
    assert found is not None
    assert "Minusma" in found.also
    assert found.name.startswith("Mission des Nations unies")


def test_a_pronoun_is_not_the_subject_of_its_own_verb(casting: Casting) -> None:
    """«il lui reproche» speaks of two."""
    text = "Le président Karim Benloucif a reçu le ministre Adel Mansouri. Il lui reproche ses propos."
    subject, other = casting(text, "Il"), casting(text, "lui")
    assert subject is not None and other is not None
    assert subject.name != other.name


def test_a_town_before_its_country_in_brackets_is_not_the_country(casting: Casting) -> None:
    """«ERBIL (Irak)» opens many a dispatch; the country named later is not the town's government."""
    text = "ERBIL (Irak) - Un convoi de peshmergas a quitté la ville. Bagdad a dénoncé cette manœuvre."
    found = casting(text, "Bagdad")
    assert found is not None
    assert found.key == "IRQ"
    assert "ERBIL" not in found.also

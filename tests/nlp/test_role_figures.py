"""The actors of an article as candidates for an event: salience, words that point, actors named further back."""

import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.coreference import Cast
from nlp.role_features import scene_around
from nlp.role_figures import CROWD, Backdrop, backdrop_of, far_figures, figure_features, pointer_features
from nlp.role_rules import state_test
from nlp.schema import EventType

TEXT = (
    "Les rebelles du Front Amber ont pris Dorim lundi. La pluie tombe depuis hier. "
    "Rien n'a bougé dans la plaine. Elles ont ensuite pillé le marché."
)


class Staging:
    """The models once for the module; `backdrop` sets the scene of a trigger."""

    def __init__(self) -> None:
        self.french, self.actors = pipeline.load(), ActorList.load()

    def cast(self, text: str) -> tuple[pipeline.Doc, Cast]:
        doc = self.french.parse(text)
        return doc, Cast(doc, self.actors)

    def backdrop(self, text: str, trigger: str) -> tuple[Backdrop, dict[str, list[str]]]:
        """Give the backdrop, and the features of each actor named before the trigger's sentence."""
        doc, cast = self.cast(text)
        index = next(token.i for token in doc if token.text == trigger)
        scene = scene_around(doc, index, EventType.ASSAULT, None, state_test(self.actors))
        backdrop = backdrop_of(scene, cast)
        features = {f.actor.name: figure_features(scene, backdrop, f, 2) for f, _ in backdrop.before}
        return backdrop, features


@pytest.fixture(scope="module")
def staging() -> Staging:
    try:
        return Staging()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


def test_an_actor_named_three_sentences_back_is_a_candidate(staging: Staging) -> None:
    backdrop, _ = staging.backdrop(TEXT, "pillé")
    names = {
        name for figure, _ in far_figures(backdrop, frozenset()) for name in (figure.actor.name, *figure.actor.also)
    }
    assert "Front Amber" in names


def test_an_actor_that_is_near_is_no_far_one(staging: Staging) -> None:
    backdrop, _ = staging.backdrop(TEXT, "pillé")
    near = frozenset(figure.actor.name for figure, _ in backdrop.before)
    assert far_figures(backdrop, near) == []


def test_nobody_stands_before_the_first_sentence(staging: Staging) -> None:
    backdrop, _ = staging.backdrop(TEXT, "pris")
    assert backdrop.before == ()


def test_a_pronoun_points_at_somebody(staging: Staging) -> None:
    """A pronoun as subject speaks against nobody being the source."""
    backdrop, _ = staging.backdrop(TEXT, "pillé")
    assert "none pointer=pronoun|source" in pointer_features(backdrop)


def test_a_pronoun_of_another_number_does_not_suit(staging: Staging) -> None:
    """«ils» may be the rebels of the sentences before, «il» may not."""
    text = "Des rebelles ont pris Dorim. Il pleut. {} pillé le marché."
    _, many = staging.backdrop(text.format("Ils ont"), "pillé")
    _, one = staging.backdrop(text.format("Il a"), "pillé")
    assert any(feature.startswith("pointer=pronoun|source|True") for feature in many["rebelles"])
    assert any(feature.startswith("pointer=pronoun|source|False") for feature in one["rebelles"])


def test_the_actors_of_a_long_article_are_not_all_weighed(staging: Staging) -> None:
    """The work of one event does not grow with the article."""
    text = " ".join(f"Le Front Amber{number} a pris la ville." for number in range(40)) + " Ils ont pillé le marché."
    backdrop, _ = staging.backdrop(text, "pillé")
    assert len(far_figures(backdrop, frozenset())) <= CROWD
    assert len(backdrop.before) <= 60


def test_a_figure_knows_all_its_mentions(staging: Staging) -> None:
    _, cast = staging.cast("L'Irak a fermé la route. Une pluie fine tombait. L'Irak a rouvert le pont.")
    figure = cast.figure("Irak")
    assert figure is not None
    assert figure.sentences == (1, 3)
    assert figure.subjects == (True, True)

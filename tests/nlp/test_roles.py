"""Who does what to whom, in sentences of our own; the rules of grammar alone, and the weighed choice."""

import numpy as np
import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.choosing import Bars
from nlp.coreference import Cast
from nlp.role_network import Network
from nlp.role_rules import rule_roles, state_test
from nlp.roles import Balance, RoleModel, Weighed, choose, roles_of
from nlp.schema import Actor, EventType, Evidence, Span


class Roles:
    """The models once for the module; `rules` and `read` give the names on both sides."""

    def __init__(self) -> None:
        self.french, self.actors = pipeline.load(), ActorList.load()
        self.is_state = state_test(self.actors)

    def _parse(self, text: str, trigger: str) -> tuple[pipeline.Doc, int]:
        doc = self.french.parse(text)
        return doc, next(token.i for token in doc if token.text == trigger)

    def rules(self, text: str, trigger: str, kind: str) -> tuple[list[str], list[str]]:
        doc, index = self._parse(text, trigger)
        found = rule_roles(doc, index, EventType(kind), self.is_state)
        return [doc[f.head].text for f in found.sources], [doc[f.head].text for f in found.targets]

    def read(self, text: str, trigger: str, kind: str) -> tuple[list[str], list[str]]:
        doc, index = self._parse(text, trigger)
        found = roles_of(doc, index, EventType(kind), None, Cast(doc, self.actors), self.is_state)
        return sorted(a.name for a in found.sources), sorted(a.name for a in found.targets)


@pytest.fixture(scope="module")
def roles() -> Roles:
    try:
        return Roles()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "sources", "targets"),
    [
        ("Les rebelles ont tué deux soldats.", "tué", "ASSAULT", ["rebelles"], ["soldats"]),
        ("Deux soldats ont été tués par les rebelles.", "tués", "ASSAULT", ["rebelles"], ["soldats"]),
        ("Des villageois enlevés par des miliciens ont fui.", "enlevés", "ASSAULT", ["miliciens"], ["villageois"]),
        ("Les miliciens qui ont enlevé des villageois ont fui.", "enlevé", "ASSAULT", ["miliciens"], ["villageois"]),
        ("La police a dispersé et arrêté les manifestants.", "arrêté", "COERCE", ["police"], ["manifestants"]),
        ("Le tribunal a condamné le journaliste.", "condamné", "SANCTION", ["tribunal"], ["journaliste"]),
        ("Une attaque des rebelles contre des soldats a échoué.", "attaque", "ASSAULT", ["rebelles"], ["soldats"]),
        ("L'assassinat du maire par des inconnus choque le pays.", "assassinat", "ASSAULT", ["inconnus"], ["maire"]),
        ("Des combats entre soldats et rebelles ont éclaté.", "combats", "ASSAULT", ["soldats"], ["rebelles"]),
        ("L'armée a mené un raid contre les insurgés.", "raid", "ASSAULT", ["armée"], ["insurgés"]),
        ("Une frappe israélienne a visé des miliciens.", "frappe", "ASSAULT", ["israélienne"], ["miliciens"]),
        ("Dix soldats ont péri.", "péri", "ASSAULT", [], ["soldats"]),
        ("L'opposition a demandé au gouvernement de partir.", "demandé", "REQUEST", ["opposition"], ["gouvernement"]),
        ("L'armée a bombardé une école.", "bombardé", "ASSAULT", ["armée"], []),
    ],
)  # fmt: skip
def test_the_rules_read_the_grammar(
    roles: Roles, text: str, trigger: str, kind: str, sources: list[str], targets: list[str]
) -> None:
    assert roles.rules(text, trigger, kind) == (sources, targets)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "sources", "targets"),
    [
        ("Lundi, les rebelles ont tué deux soldats près du pont.", "tué", "ASSAULT", ["rebelles"], ["soldats"]),
        ("Le Hamas et le Hezbollah ont tué des soldats.", "tué", "ASSAULT", ["Hamas", "Hezbollah"], ["soldats"]),
        ("La police a arrêté mardi trois manifestants.", "arrêté", "COERCE", ["police"], ["manifestants"]),
        ("Une frappe turque a tué un commandant kurde.", "frappe", "ASSAULT", ["Turquie"], ["commandant kurde"]),
    ],
)  # fmt: skip
def test_the_weighed_choice_names_both_sides(
    roles: Roles, text: str, trigger: str, kind: str, sources: list[str], targets: list[str]
) -> None:
    assert roles.read(text, trigger, kind) == (sources, targets)


def _weighed(name: str, source: float, target: float, start: int, chain: int = -1) -> Weighed:
    place = Evidence(Span(name, start, start + len(name)), "nsubj")
    return Weighed(Actor(name, evidence=(place,)), source, target, chain if chain >= 0 else start)


NETWORK = Network({}, np.zeros((1, 2), np.float32), np.zeros(0, np.float32), np.zeros((0, 2), np.float32))
MODEL = RoleModel(NETWORK, Bars(1.0, 0.5, 0.1), Bars(1.0, 0.5, 0.1))


def test_nobody_is_chosen_where_nobody_is_likelier() -> None:
    assert choose(Balance([_weighed("armée", 0.4, 0.0, 0)], 0.6, 1.0), MODEL).sources == ()


def test_nobody_is_on_both_sides() -> None:
    found = choose(Balance([_weighed("armée", 0.6, 0.5, 0)], 0.1, 0.1), MODEL)
    assert [a.name for a in found.sources] == ["armée"]
    assert found.targets == ()


def test_a_coordinated_actor_joins_more_easily_than_a_stray_one() -> None:
    """«A et B»: B needs less than a C from elsewhere in the sentence."""
    actors = [_weighed("A", 0.6, 0.0, 0, 0), _weighed("B", 0.15, 0.0, 5, 0), _weighed("C", 0.15, 0.0, 9, 9)]
    found = choose(Balance(actors, 0.1, 1.0), MODEL)
    assert [a.name for a in found.sources] == ["A", "B"]


def test_a_phrase_inside_a_chosen_one_is_not_a_second_actor() -> None:
    actors = [_weighed("soldats turcs", 0.5, 0.0, 0), _weighed("turcs", 0.4, 0.0, 8)]
    assert [a.name for a in choose(Balance(actors, 0.1, 1.0), MODEL).sources] == ["soldats turcs"]

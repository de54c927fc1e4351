"""Who does an event and to whom: every likely word around the trigger is weighed for source and target.

The grammar proposes (`nlp.role_rules`), a learned network (`nlp.role_network`) compares the words by grammar, order,
preposition and kind (`nlp.role_features`) with each other and with «nobody», and words that stand for one actor count
as one.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from nlp.choosing import Bars
from nlp.clauses import preposition
from nlp.coordination import first_beside
from nlp.coreference import Cast
from nlp.patterns.fr_roles import MUTUAL_VERBS
from nlp.role_features import Candidate, Scene, absence_of, features_of, scene_around, shared_of
from nlp.role_figures import (
    actor_features,
    backdrop_of,
    far_features,
    far_figures,
    figure_features,
    pointer_features,
)
from nlp.role_limits import Limits, limits_of
from nlp.role_network import Floats, Network, no_vectors
from nlp.role_reasons import relation_before, relation_of
from nlp.role_rules import IsState
from nlp.role_vectors import vectors_of
from nlp.schema import Actor, EventType

MODEL = Path(__file__).parent / "model" / "roles.npz"
MOST = 4  # actors on one side; more are a list of names that was misread
_TURNS = 0.01  # of a side's best chance, that a word must have there to follow the one it is joined with
_TOGETHER = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT})


class RoleModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The role weights {path} cannot be read; make them: python -m nlp.training roles --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The network that was learned, and what the chances to be source and target must reach."""

    network: Network = field(repr=False)
    source_bars: Bars
    target_bars: Bars


@dataclass(frozen=True, slots=True)
class Weighed:
    """An actor of the scene with its chances to be source and target, summed over its words there.

    `chain` is the first of the words (token index) that its likeliest word is joined with.
    """

    actor: Actor
    source: float
    target: float
    chain: int


@dataclass(frozen=True, slots=True)
class Participants:
    """Who does an event and to whom, the likeliest first."""

    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()


def roles_of(
    doc: Doc,
    index: int,
    kind: EventType,
    mode: str | None,
    cast: Cast,
    is_state: IsState,
    model: RoleModel | None = None,
) -> Participants:
    """Find the sources and targets of the event whose trigger is the token at `index`.

    Raises RoleModelMissing where no model is given and the shipped weights are not there.
    """
    model = model or load_roles()
    return choose(weigh(describe(scene_around(doc, index, kind, mode, is_state), cast), model), model)


@dataclass(frozen=True, slots=True)
class Lineup:
    """The words of a scene that stand for an actor: features, actor and coordination of each, features of «nobody».

    `shared` are the features of the scene, which all words and «nobody» have; `heads` are the words' token indexes,
    `vectors` what the parser makes of them (`nlp.role_vectors`), «nobody» first. `limits` are the first joined words
    of who cannot be source, and of who cannot be target.
    """

    shared: list[str]
    absence: list[str]
    rows: list[list[str]]
    actors: list[Actor]
    chains: list[int]
    heads: list[int]
    vectors: Floats = field(default_factory=no_vectors, repr=False)
    limits: Limits = (frozenset(), frozenset())

    def add(self, row: list[str], actor: Actor, chain: int, head: int) -> None:
        """Add a word with its features."""
        self.rows.append(row)
        self.actors.append(actor)
        self.chains.append(chain)
        self.heads.append(head)


def describe(scene: Scene, cast: Cast) -> Lineup:
    """Describe every word near the event that stands for an actor, and the actors that were named further back."""
    backdrop = backdrop_of(scene, cast)
    lineup = Lineup(shared_of(scene), [*absence_of(scene), *pointer_features(backdrop)], [], [], [], [])
    near = set()
    for candidate in scene.candidates:
        actor = cast.actor(candidate.head, _reason(scene, candidate))
        if actor is None:
            continue
        near.add(actor.name)
        row = [*features_of(scene, candidate), *actor_features(scene, candidate, actor)]
        figure = cast.figure(actor.name)
        if figure is not None:
            row += figure_features(scene, backdrop, figure, candidate.sentences_back)
        lineup.add(row, actor, _chain(scene, candidate.head), candidate.head)
    for figure, head in far_figures(backdrop, frozenset(near)):
        actor = cast.actor(head, "earlier")
        if actor is not None:
            row = [*far_features(scene, figure), *figure_features(scene, backdrop, figure, 2)]
            lineup.add(row, actor, head, head)
    vectors = vectors_of(scene.doc, scene.trigger.i, lineup.heads)
    return replace(lineup, vectors=vectors, limits=limits_of(scene.trigger))


def _chain(scene: Scene, head: int) -> int:
    first = first_beside(scene.doc[head])
    return head if _are_opposed(scene.doc[first], scene.kind) else first


def _are_opposed(first: Token, kind: EventType) -> bool:
    """Tell whether joined words are the two sides: «entre X et Y», «ont opposé X et Y», «X et Y se sont affrontés»."""
    if preposition(first) == "entre":
        return kind not in _TOGETHER
    verb = first.head
    if kind is not EventType.ASSAULT or verb.lemma_ not in MUTUAL_VERBS:
        return False
    return first.dep_ == "obj" or any(child.lower_ in {"se", "s'", "s’"} for child in verb.children)


@dataclass(frozen=True, slots=True)
class Balance:
    """The weighed actors, and the chances that nobody is source and that nobody is target."""

    weighed: list[Weighed]
    no_source: float
    no_target: float


def weigh(lineup: Lineup, model: RoleModel) -> Balance:
    """Weigh every actor; the evidence of each is its likeliest word."""
    sources, targets = model.network.chances(lineup.shared, [lineup.absence, *lineup.rows], lineup.vectors).tolist()
    best: dict[str, Weighed] = {}
    for actor, chain, source, target in zip(lineup.actors, lineup.chains, sources[1:], targets[1:], strict=True):
        as_source, as_target = (chain not in limit for limit in lineup.limits)
        gather(best, Weighed(actor, source * as_source, target * as_target, chain))
    return Balance(list(best.values()), sources[0], targets[0])


def gather(best: dict[str, Weighed], new: Weighed) -> None:
    """Let the words that stand for one actor count as one."""
    before = best.get(new.actor.name)
    if before is not None:
        likelier = new if max(new.source, new.target) > max(before.source, before.target) else before
        new = Weighed(likelier.actor, new.source + before.source, new.target + before.target, likelier.chain)
    best[new.actor.name] = new


def _reason(scene: Scene, candidate: Candidate) -> str:
    word = scene.doc[candidate.head]
    return relation_before(word) if candidate.sentences_back else relation_of(word, scene.trigger)


def choose(balance: Balance, model: RoleModel) -> Participants:
    """Pick both sides; nobody is on both, and who is joined with another goes where the likelier of them goes."""
    sources, targets = _sides(balance.weighed)
    return Participants(
        _above(sources, balance.no_source, model.source_bars),
        _above(targets, balance.no_target, model.target_bars),
    )


def _sides(weighed: list[Weighed]) -> tuple[list[tuple[float, Weighed]], list[tuple[float, Weighed]]]:
    """Part the actors into sources and targets, each side with its chances and the likeliest first."""
    leads: dict[int, Weighed] = {}
    for one in sorted(weighed, key=lambda w: -max(w.source, w.target)):
        leads.setdefault(one.chain, one)
    best_source = max((w.source for w in weighed), default=0.0)
    best_target = max((w.target for w in weighed), default=0.0)
    sources: list[tuple[float, Weighed]] = []
    targets: list[tuple[float, Weighed]] = []
    for one in weighed:
        lead = leads[one.chain]
        as_source = one.source >= one.target
        if (lead.source >= lead.target) != as_source:
            chance, best = (one.target, best_target) if as_source else (one.source, best_source)
            as_source = as_source != (chance >= _TURNS * best)
        (sources if as_source else targets).append((one.source if as_source else one.target, one))
    return sorted(sources, key=lambda s: -s[0]), sorted(targets, key=lambda s: -s[0])


def _above(ranked: list[tuple[float, Weighed]], nobody: float, bars: Bars) -> tuple[Actor, ...]:
    if not ranked or ranked[0][0] < bars.none * nobody:
        return ()
    kept = [ranked[0][1]]
    for chance, weighed in ranked[1:]:
        joined = any(weighed.chain == other.chain for other in kept)
        enough = chance >= (bars.joined if joined else bars.further) * ranked[0][0]
        if enough and not any(_overlap(weighed.actor, other.actor) for other in kept):
            kept.append(weighed)
    return tuple(weighed.actor for weighed in kept[:MOST])


def _overlap(one: Actor, other: Actor) -> bool:
    """Tell whether one phrase lies inside the other («israéliens» in «soldats israéliens») or both have one name."""
    a, b = one.evidence[0].span, other.evidence[0].span
    if a.start < b.end and b.start < a.end:
        return True
    return any(form[:1].isupper() and form in (other.name, *other.also) for form in (one.name, *one.also))


@cache
def load_roles(path: Path = MODEL) -> RoleModel:
    """Read the shipped weights once."""
    try:
        with np.load(path) as arrays:
            network = Network.from_arrays(arrays)
            source, target = (Bars(*map(float, arrays[f"{side}_bars"])) for side in ("source", "target"))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise RoleModelMissing(path) from error
    return RoleModel(network, source, target)

"""Who does an event and to whom: every likely word around the trigger is weighed for source and target.

The grammar proposes (`nlp.role_rules`), a logistic regression trained on the gold weighs each word by grammar, order,
preposition and kind (`nlp.role_features`), and words that stand for one actor count as one.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.coreference import Cast
from nlp.role_features import features_of, scene_around
from nlp.role_rules import IsState
from nlp.schema import Actor, EventType

MODEL = Path(__file__).parent / "model" / "roles.json.gz"
MOST = 4  # actors on one side; more are a list of names that was misread


class RoleModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The role weights {path} cannot be read; make them: python -m nlp.training roles --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class Bars:
    """The probability that the likeliest actor of a side must reach, a further one, and one coordinated with it."""

    first: float
    further: float
    joined: float


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Learned weights: for each feature one for source and one for target, against neither."""

    weights: Mapping[str, tuple[float, float]] = field(repr=False)
    source: Bars = Bars(0.25, 0.6, 0.25)
    target: Bars = Bars(0.25, 0.6, 0.25)

    def probabilities(self, features: list[str]) -> tuple[float, float]:
        """Give the probabilities that a candidate with these features is source and is target."""
        source = target = 0.0
        for feature in features:
            weight = self.weights.get(feature)
            if weight is not None:
                source += weight[0]
                target += weight[1]
        top = max(0.0, source, target)
        parts = math.exp(-top), math.exp(source - top), math.exp(target - top)
        total = sum(parts)
        return parts[1] / total, parts[2] / total


@dataclass(frozen=True, slots=True)
class Weighed:
    """An actor of the scene with its best chances to be source and target over all its words there.

    `chain` is the first word (token index) of the coordination that its likeliest word stands in.
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
    return choose(weigh(doc, index, kind, mode, cast, is_state, model or load_roles()), model or load_roles())


def weigh(
    doc: Doc, index: int, kind: EventType, mode: str | None, cast: Cast, is_state: IsState, model: RoleModel
) -> list[Weighed]:
    """Weigh every actor around a trigger; the evidence of each is its likeliest word."""
    scene = scene_around(doc, index, kind, mode, is_state)
    best: dict[str, Weighed] = {}
    for candidate in scene.candidates:
        actor = cast.actor(candidate.head, _reason(scene.rules.get(candidate.head, ())))
        if actor is None:
            continue
        source, target = model.probabilities(features_of(scene, candidate))
        gather(best, Weighed(actor, source, target, chain_of(doc[candidate.head])))
    return list(best.values())


def gather(best: dict[str, Weighed], new: Weighed) -> None:
    """Let the words that stand for one actor count as one."""
    before = best.get(new.actor.name)
    if before is not None:
        likelier = new if max(new.source, new.target) > max(before.source, before.target) else before
        source, target = max(new.source, before.source), max(new.target, before.target)
        new = Weighed(likelier.actor, source, target, likelier.chain)
    best[new.actor.name] = new


def chain_of(token: Token) -> int:
    """Give the first word of the coordination that a word stands in, itself where there is none."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.i


def _reason(rules: tuple[str, ...]) -> str:
    return rules[0].partition(":")[2] if rules else "context"


def choose(weighed: list[Weighed], model: RoleModel) -> Participants:
    """Pick both sides; nobody is on both."""
    sources = sorted((w for w in weighed if w.source >= w.target), key=lambda w: -w.source)
    targets = sorted((w for w in weighed if w.target > w.source), key=lambda w: -w.target)
    return Participants(
        _above([(w.source, w) for w in sources], model.source),
        _above([(w.target, w) for w in targets], model.target),
    )


def _above(ranked: list[tuple[float, Weighed]], bars: Bars) -> tuple[Actor, ...]:
    kept: list[Weighed] = []
    for chance, weighed in ranked:
        joined = any(weighed.chain == other.chain for other in kept)
        bar = bars.first if not kept else bars.joined if joined else bars.further
        if chance >= bar and not any(_overlap(weighed.actor, other.actor) for other in kept):
            kept.append(weighed)
    return tuple(weighed.actor for weighed in kept[:MOST])


def _overlap(one: Actor, other: Actor) -> bool:
    """Tell whether one phrase lies inside the other («israéliens» in «soldats israéliens»)."""
    a, b = one.evidence[0].span, other.evidence[0].span
    return a.start < b.end and b.start < a.end


@cache
def load_roles(path: Path = MODEL) -> RoleModel:
    """Read the shipped weights once."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise RoleModelMissing(path) from error
    weights = {name: (float(source), float(target)) for name, (source, target) in data["weights"].items()}
    return RoleModel(weights, Bars(*data["source"]), Bars(*data["target"]))

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

from spacy.tokens import Doc

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
    """The probability that the likeliest actor of a side must reach, and that each further one must reach."""

    first: float
    further: float


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Learned weights: for each feature one for source and one for target, against neither."""

    weights: Mapping[str, tuple[float, float]] = field(repr=False)
    source: Bars = Bars(0.3, 0.7)
    target: Bars = Bars(0.3, 0.7)

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
    """An actor of the scene with its best chances to be source and target over all its words there."""

    actor: Actor
    source: float
    target: float


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
        before = best.get(actor.name)
        if before is None:
            best[actor.name] = Weighed(actor, source, target)
        else:
            likelier = actor if max(source, target) > max(before.source, before.target) else before.actor
            best[actor.name] = Weighed(likelier, max(source, before.source), max(target, before.target))
    return list(best.values())


def _reason(rules: tuple[str, ...]) -> str:
    return rules[0].partition(":")[2] if rules else "context"


def choose(weighed: list[Weighed], model: RoleModel) -> Participants:
    """Pick both sides; nobody is on both."""
    sources = sorted((w for w in weighed if w.source >= w.target), key=lambda w: -w.source)
    targets = sorted((w for w in weighed if w.target > w.source), key=lambda w: -w.target)
    return Participants(
        _above([(w.source, w.actor) for w in sources], model.source),
        _above([(w.target, w.actor) for w in targets], model.target),
    )


def _above(ranked: list[tuple[float, Actor]], bars: Bars) -> tuple[Actor, ...]:
    kept = [actor for rank, (chance, actor) in enumerate(ranked) if chance >= (bars.further if rank else bars.first)]
    return tuple(kept[:MOST])


@cache
def load_roles(path: Path = MODEL) -> RoleModel:
    """Read the shipped weights once."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise RoleModelMissing(path) from error
    weights = {name: (float(source), float(target)) for name, (source, target) in data["weights"].items()}
    return RoleModel(weights, Bars(*data["source"]), Bars(*data["target"]))

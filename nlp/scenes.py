"""Where an event happens: which of the places that a text names is the event's own.

Not every place of the sentence is: «le gouvernement de Bagdad» acts, «l'ambassadeur au Liban» speaks. Each place named
in the sentence or shortly before it is weighed by its way to the trigger through the tree, its preposition and its
order, against the others and against «nowhere»; the weights are learned on the gold (`nlp.training.scenes`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from nlp.choosing import Bars, chances
from nlp.names import fold
from nlp.places import PlaceMention, place_of_mention
from nlp.role_reasons import relation_of
from nlp.scene_features import REACH, Candidate, absence_of, candidates, same_place, size_of
from nlp.schema import EventType, Place

MODEL = Path(__file__).parent / "model" / "scenes.json.gz"
MOST = 4  # places of one event
_BROAD = frozenset({"country", "region", "area"})


class SceneModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The place weights {path} cannot be read; make them: python -m nlp.training scenes --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class SceneModel:
    """Learned weights, and what the chances of places must reach."""

    weights: Mapping[str, float] = field(repr=False)
    bars: Bars


def places_of(
    doc: Doc,
    index: int,
    kind: EventType,
    mode: str | None,
    mentions: Sequence[PlaceMention],
    text: str,
    model: SceneModel | None = None,
) -> tuple[Place, ...]:
    """Find the places of the event whose trigger is the token at `index`, the likeliest first.

    `mentions` are those of the whole text; `text` is the article's own, with its line ends. Raises
    SceneModelMissing where no model is given and none is shipped.
    """
    model = model or load_scenes()
    found = candidates(doc, index, kind, mode, mentions, text)
    weights = weigh(absence_of(doc[index], kind, mode, found), found, model)
    chosen = choose(found, settle(found, weights), model.bars)
    return tuple(_place(candidate, mentions, _reason(doc, index, candidate)) for candidate in chosen)


def weigh(absence: Sequence[str], found: Sequence[Candidate], model: SceneModel) -> list[float]:
    """Give the chance of «nowhere» and then of each candidate."""
    return chances(model.weights, absence, [candidate.features for candidate in found])


def settle(found: Sequence[Candidate], weights: Sequence[float]) -> list[float]:
    """Give the chance of a place that only tells where another lies to that one, and a dateline's to the scene's own.

    «Zoumarra, à 60 km de Mossoul» is Zoumarra; «BAMAKO (AFP) -» says where the text was written. `weights` begins with
    «nowhere», as `weigh` gives them.
    """
    none, *settled = weights
    at = {candidate.mention.start: position for position, candidate in enumerate(found)}
    own = [p for p, c in enumerate(found) if c.back == 0 and _is_scene(c.mention)]
    for position, candidate in enumerate(found):
        located = at.get(candidate.mention.locates) if candidate.mention.locates is not None else None
        inherits = located is not None and candidate.back == 0 and _inherits(found[located].mention)
        heir = located if inherits else None
        if heir is None and candidate.mention.dateline and own:
            heir = max(own, key=lambda place: settled[place])
        if heir is not None:
            settled[heir] += settled[position]
            settled[position] = 0.0
    return [none, *settled]


def _is_scene(mention: PlaceMention) -> bool:
    unfit = mention.dateline or mention.metonym or mention.doubtful or mention.anaphor
    return mention.locative and not unfit and size_of(mention) not in _BROAD


def _inherits(mention: PlaceMention) -> bool:
    """A measured distance speaks of the place alone; a site in a town's south leaves the town a place as well."""
    relation = mention.locator_relation
    if relation is not None and relation.distance_km is not None:
        return True
    unknown = mention.resolved is None  # «à Miller Creek, au Texas»
    return _is_scene(mention) and size_of(mention) != "facility" and (relation is not None or unknown)


def choose(found: Sequence[Candidate], weights: Sequence[float], bars: Bars) -> list[Candidate]:
    """Pick the places that are likely enough; the chances of one named twice are added."""
    summed = [
        sum(w for w, other in zip(weights[1:], found, strict=True) if same_place(other.mention, candidate.mention))
        for candidate in found
    ]
    ranked = sorted(zip(summed, weights[1:], found, strict=True), key=lambda row: (-row[0], -row[1]))
    if not ranked or ranked[0][0] < bars.none * weights[0]:
        return []
    kept = [ranked[0][2]]
    for chance, _, candidate in ranked[1:]:
        joined = any(candidate.chain == other.chain for other in kept)
        enough = chance >= (bars.joined if joined else bars.further) * ranked[0][0]
        if enough and not any(same_place(candidate.mention, other.mention) for other in kept):
            kept.append(candidate)
    return kept[:MOST]


_STAND_INS = {"definite": "stand_in_noun", "y": "stand_in_y", "relative": "stand_in_where", "site": "site"}


def _reason(doc: Doc, index: int, candidate: Candidate) -> str:
    """The code (`nlp.reasons`) of how the place was read."""
    mention, back = candidate.mention, candidate.back
    if mention.anaphor:
        return _STAND_INS[mention.anaphor]
    if back:
        return "after" if back < 0 else "before" if back == 1 else "opening" if back > REACH else "earlier"
    relation = relation_of(doc[mention.head], doc[index])
    return "sentence_place" if relation == "sentence" and mention.locative else relation


def _place(candidate: Candidate, mentions: Sequence[PlaceMention], reason: str) -> Place:
    mention = candidate.mention
    place = place_of_mention(mention, reason)
    folded = fold(mention.name)
    others = [form for m in mentions if fold(m.name) == folded for form in (m.name, *m.also)]
    also = tuple(dict.fromkeys(form for form in (*place.also, *others) if form != place.name))
    return replace(place, also=also)


@cache
def load_scenes(path: Path = MODEL) -> SceneModel:
    """Read the shipped weights once."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise SceneModelMissing(path) from error
    return SceneModel({name: float(weight) for name, weight in data["weights"].items()}, Bars(*data["bars"]))

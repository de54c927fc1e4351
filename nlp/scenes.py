"""Where an event happens: which of the places that a text names is the event's own.

Not every place of the sentence is: «le gouvernement de Bagdad» acts, «l'ambassadeur au Liban» speaks. Each place named
in the sentence or shortly before it is weighed by its way to the trigger through the tree, its preposition and its
order, against the others and against «nowhere»; the weights are learned on the gold (`nlp.training.scenes`).
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.choosing import Bars, chances
from nlp.clauses import chain_of, preposition
from nlp.names import fold
from nlp.patterns import fr_roles as words
from nlp.places import PlaceMention, place_of_mention
from nlp.role_features import voice_of, way
from nlp.schema import EventType, Evidence, Place

MODEL = Path(__file__).parent / "model" / "scenes.json.gz"
REACH = 3  # sentences that a place is carried; further on the scene has mostly changed
MOST = 4  # places of one event
_SIZES = {"country": 5, "region": 4, "area": 4, "county": 3, "locality": 2, "neighbourhood": 1, "facility": 1}


class SceneModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The place weights {path} cannot be read; make them: python -m nlp.training scenes --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class SceneModel:
    """Learned weights, and what the chances of places must reach."""

    weights: Mapping[str, float] = field(repr=False)
    bars: Bars


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could be the event's, with the sentences between (`back`) and its features.

    `chain` is the first word (token index) of the coordination that it stands in («à Koya, à Zargwez et à Sidakan»).
    """

    mention: PlaceMention
    back: int
    chain: int
    features: tuple[str, ...]


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
    chosen = choose(found, weigh(absence_of(doc[index], kind, mode, found), found, model), model.bars)
    return tuple(_place(candidate, mentions) for candidate in chosen)


def weigh(absence: Sequence[str], found: Sequence[Candidate], model: SceneModel) -> list[float]:
    """Give the chance of «nowhere» and then of each candidate."""
    return chances(model.weights, absence, [candidate.features for candidate in found])


def choose(found: Sequence[Candidate], weights: Sequence[float], bars: Bars) -> list[Candidate]:
    """Pick the places that are likely enough; the chances of one named twice are added."""
    summed = [
        sum(w for w, other in zip(weights[1:], found, strict=True) if _same(other.mention, candidate.mention))
        for candidate in found
    ]
    ranked = sorted(zip(summed, weights[1:], found, strict=True), key=lambda row: (-row[0], -row[1]))
    if not ranked or ranked[0][0] < bars.none * weights[0]:
        return []
    kept = [ranked[0][2]]
    for chance, _, candidate in ranked[1:]:
        joined = any(candidate.chain == other.chain for other in kept)
        enough = chance >= (bars.joined if joined else bars.further) * ranked[0][0]
        if enough and not any(_same(candidate.mention, other.mention) for other in kept):
            kept.append(candidate)
    return kept[:MOST]


def _place(candidate: Candidate, mentions: Sequence[PlaceMention]) -> Place:
    mention = candidate.mention
    place = place_of_mention(mention, "carried" if candidate.back else mention.preposition or "place")
    folded = fold(mention.name)
    others = [form for m in mentions if fold(m.name) == folded for form in (m.name, *m.also)]
    also = tuple(dict.fromkeys(form for form in (*place.also, *others) if form != place.name))
    evidence = tuple(Evidence(item.span, item.reason) for item in place.evidence)
    return replace(place, also=also, evidence=evidence)


def _same(one: PlaceMention, other: PlaceMention) -> bool:
    if one.resolved and other.resolved and one.resolved.key == other.resolved.key:
        return True
    return fold(one.name) == fold(other.name) or (one.start < other.end and other.start < one.end)


# ---------------------------------------------------------------- candidates


def candidates(
    doc: Doc, index: int, kind: EventType, mode: str | None, mentions: Sequence[PlaceMention], text: str
) -> list[Candidate]:
    """List the places named in the trigger's sentence and in those before it, each with what speaks for it."""
    trigger = doc[index]
    start = _sentence_start(doc, trigger, REACH)
    first = bisect_left(mentions, start, key=lambda m: m.start)
    near = mentions[first : bisect_left(mentions, trigger.sent.end, key=lambda m: m.start)]
    here = [m for m in near if m.start >= trigger.sent.start and not m.metonym]
    found = []
    for mention in near:
        back = _sentences_between(doc, mention.start, trigger)
        carried = f"{back}|{chr(10) in text[mention.end_char : trigger.idx]}" if back else "0"
        common = _common(doc, trigger, kind, mode, mention, back, carried, here)
        features = (*common, *(_inside(doc, trigger, kind, mention, here) if back == 0 else ()))
        found.append(Candidate(mention, back, chain_of(doc[mention.head]), features))
    return found


def _sentence_start(doc: Doc, trigger: Token, reach: int) -> int:
    start = int(trigger.sent.start)
    for _ in range(reach):
        if start == 0:
            break
        start = int(doc[start - 1].sent.start)
    return start


def _sentences_between(doc: Doc, position: int, trigger: Token) -> int:
    return sum(1 for token in doc[position + 1 : trigger.sent.start + 1] if token.is_sent_start)


def _common(
    doc: Doc,
    trigger: Token,
    kind: EventType,
    mode: str | None,
    mention: PlaceMention,
    back: int,
    carried: str,
    here: list[PlaceMention],
) -> list[str]:
    size = mention.resolved.kind if mention.resolved else mention.kind or "unknown"
    last = not any(mention.end <= m.start < trigger.sent.start for m in here)
    scene = f"{min(len(here), 2)}|{back}"
    owner = doc[mention.head].head
    owned = owner.lemma_ in words.ACTOR_NOUNS and doc[mention.head].dep_ in {"nmod", "appos", "flat"}
    return [
        "bias",
        f"back={back}",
        f"here={scene}",
        f"here+type={scene}|{kind}",
        f"carried={carried}",
        f"carried={carried}|{min(len(here), 2)}",
        f"carried={carried}|{kind}",
        f"last={last}|{scene}",
        f"type={kind}|{back == 0}",
        f"size={size}|{back == 0}",
        f"size+type={size}|{kind}",
        f"locative={mention.locative}|{mention.metonym}|{back == 0}",
        f"metonym={mention.metonym}|{kind}",
        f"case={mention.preposition}|{back == 0}",
        f"relation={mention.relation is not None}",
        f"owned={owned}|{back == 0}",
        f"open={mention.start == doc[mention.start].sent.start}|{back}",
        f"mode={kind}|{mode}|{back == 0}",
        f"listed={mention.resolved is not None}",
    ]


def _inside(doc: Doc, trigger: Token, kind: EventType, mention: PlaceMention, here: list[PlaceMention]) -> list[str]:
    head = doc[mention.head]
    voice, side = voice_of(trigger), "before" if mention.start < trigger.i else "after"
    path = way(head, trigger)
    order = sorted(here, key=lambda m: abs(m.start - trigger.i))
    rank = min(3, order.index(mention)) if mention in order else 4
    size = _SIZES.get(mention.resolved.kind, 2) if mention.resolved else 2
    finer = any(_SIZES.get(m.resolved.kind, 2) < size for m in here if m.resolved and m is not mention)
    near = sum(abs(mention.start - trigger.i) > limit for limit in (2, 4, 8, 14, 22))
    case = preposition(head)
    commas = min(3, sum(w.text in {",", ";", "("} for w in doc[min(head.i, trigger.i) : max(head.i, trigger.i)]))
    verbs = min(3, sum(w.pos_ == "VERB" for w in doc[min(head.i, trigger.i) + 1 : max(head.i, trigger.i)]))
    return [
        f"path={path}|{voice}",
        f"path+type={path}|{kind}",
        f"dep={head.dep_}|{voice}|{side}",
        f"dep+type={head.dep_}|{kind}",
        f"case+type={case}|{kind}|{side}",
        f"owner={head.head.lemma_}",
        f"owner+dep={head.head.pos_}|{head.dep_}|{case}",
        f"rank={rank}|{len(here)}|{side}",
        f"finer={finer}",
        f"finer+size={finer}|{size}",
        f"near={near}|{side}|{voice}",
        f"commas={commas}|{side}",
        f"verbs={verbs}|{side}|{voice}",
        f"trigger+case={trigger.lemma_}|{case}|{side}",
        f"governed={head.head == trigger}|{kind}",
    ]


def absence_of(trigger: Token, kind: EventType, mode: str | None, found: Sequence[Candidate]) -> list[str]:
    """List the features of the trigger that speak for no place being told."""
    here = min(3, sum(candidate.back == 0 and not candidate.mention.metonym for candidate in found))
    voice = voice_of(trigger)
    return [
        "none",
        f"none={kind}",
        f"none={kind}|{mode}",
        f"none={trigger.lemma_}",
        f"none={kind}|{voice}",
        f"none={here}",
        f"none={here}|{kind}",
        f"none={here}|{voice}",
        f"none#{min(len(found), 12) // 2}",
    ]


@cache
def load_scenes(path: Path = MODEL) -> SceneModel:
    """Read the shipped weights once."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise SceneModelMissing(path) from error
    return SceneModel({name: float(weight) for name, weight in data["weights"].items()}, Bars(*data["bars"]))

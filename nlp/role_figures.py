"""What an actor's part in the article says of its part in an event: salience, and the words that may point at it.

The features stand beside those of `nlp.role_features`, which look at the sentence alone. Actors that neither the
event's sentence nor the one before names are candidates too: «elle» and «le groupe» often lead further back.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from nlp.coreference import Cast, Figure, agrees, is_definite
from nlp.patterns import fr_roles as words
from nlp.role_features import Candidate, Scene, way
from nlp.schema import Actor

CROWD = 12  # actors named last before the event that are candidates without a word near it
_MANY = 4  # counts beyond are one
_QUALIFIERS = frozenset({"amod", "nmod", "appos", "flat", "acl", "acl:relcl"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word of the event's sentence that may stand for an actor named before, and the role that the rules give it."""

    token: Token
    manner: str
    role: str


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What the features of a scene's actors share: its sentence's number, its pointers, the actors by recency."""

    here: int
    pointers: tuple[Pointer, ...]
    ranks: dict[str, int]
    figures: dict[str, Figure]


def backdrop_of(scene: Scene, cast: Cast) -> Backdrop:
    """Gather what was told before the event's sentence."""
    here, start = cast.sentence(scene.trigger.i), scene.trigger.sent.start
    last: list[tuple[int, str]] = []
    for figure in cast.figures:
        before = [head for head in figure.heads if head < start]
        if before:
            last.append((-before[-1], figure.actor.name))
    ranks = {name: rank for rank, (_, name) in enumerate(sorted(last))}
    return Backdrop(here, tuple(_pointers(scene)), ranks, {figure.actor.name: figure for figure in cast.figures})


def _pointers(scene: Scene) -> list[Pointer]:
    found = []
    for candidate in scene.candidates:
        if candidate.sentences_back:
            continue
        token = scene.doc[candidate.head]
        roles = {rule.partition(":")[0] for rule in scene.rules.get(candidate.head, ())} or {"none"}
        if candidate.kind == "pronoun":
            found += [Pointer(token, "pronoun", role) for role in sorted(roles)]
        elif candidate.kind in {"people", "group"} and is_definite(token) and _bare(token):
            found += [Pointer(token, "description", role) for role in sorted(roles)]
    return found


def _bare(token: Token) -> bool:
    return not any(child.dep_ in _QUALIFIERS for child in token.children)


def far_figures(scene: Scene, cast: Cast, near: frozenset[str]) -> list[tuple[Figure, int]]:
    """List the actors named before but not near, the last named first, each with the head of its last mention."""
    start = scene.trigger.sent.start
    found = []
    for figure in cast.figures:
        if figure.actor.name not in near and figure.heads[0] < start:
            found.append((figure, max(head for head in figure.heads if head < start)))
    found.sort(key=lambda pair: -pair[1])
    return found[:CROWD]


def figure_features(scene: Scene, backdrop: Backdrop, figure: Figure, back: int) -> list[str]:
    """List what the article tells of an actor; `back` is 0 or 1 sentences, 2 for one that is named further back."""
    event = scene.kind.value
    kind = figure.actor.kind.value if figure.actor.kind else "proper" if figure.proper else "common"
    before = [i for i, sentence in enumerate(figure.sentences) if sentence < backdrop.here]
    rank = min(_MANY, backdrop.ranks.get(figure.actor.name, 9))
    found = [
        f"article mentions={min(_MANY, len(figure.heads))}|{back}",
        f"article before={min(_MANY, len(before))}|{back}",
        f"article kind={kind}|{event}|{back}",
        f"article rank={rank}|{back}",
        f"article rank={rank}|{back}|{kind}",
    ]
    if before:
        ago = backdrop.here - figure.sentences[before[-1]]
        found.append(f"article ago={min(_MANY, ago)}|{back}")
        found.append(f"article subject={figure.subjects[before[-1]]}|{min(2, ago)}|{back}")
    if figure.sentences[0] == 0:
        found.append(f"article opens|{back}")
    for pointer in backdrop.pointers:
        if figure.heads[0] < pointer.token.i and pointer.token.i not in figure.heads:
            suits = _suits(scene.doc[figure.heads[0]], pointer)
            mark = f"{pointer.manner}|{pointer.role}|{suits}|{back}"
            found += [f"pointer={mark}", f"pointer rank={mark}|{rank}", f"pointer kind={mark}|{kind}"]
    return found


def actor_features(scene: Scene, candidate: Candidate, actor: Actor) -> list[str]:
    """List what the kind of actor and the trigger's own word and mode say together with the way between them."""
    token, trigger = scene.doc[candidate.head], scene.trigger
    event, path, parent = scene.kind.value, way(token, trigger), _class(token.head)
    kind = actor.kind.value if actor.kind else candidate.kind
    side = "before" if token.i < trigger.i else "after"
    found = [
        f"actor={kind}|{event}",
        f"actor+path={kind}|{path}",
        f"actor+mode={kind}|{scene.mode}|{token.dep_}",
        f"path+parent={path}|{parent}",
        f"parent={parent}|{token.dep_}|{event}",
        f"parent lemma={token.head.lemma_}|{event}",
        f"trigger+path={trigger.lemma_}|{path}",
        f"mode+path={scene.mode}|{event}|{path}",
        f"mode+class={scene.mode}|{event}|{candidate.kind}|{side}",
        f"trigger dep={trigger.dep_}|{path}",
    ]
    for rule in scene.rules.get(candidate.head, ("none",)):
        found += [
            f"trigger+rule={trigger.lemma_}|{rule}",
            f"rule+mode={rule}|{scene.mode}",
            f"rule+actor={rule}|{kind}",
        ]
    return found


def _class(parent: Token) -> str:
    if parent.lemma_ in words.ACTOR_NOUNS:
        return "acts"
    if parent.lemma_ in words.INSTRUMENTS:
        return "thing"
    return "place" if parent.lemma_ in words.PLACE_NOUNS else parent.pos_


def far_features(scene: Scene, figure: Figure) -> list[str]:
    """List the features of an actor without a word near the event, in place of those of such a word."""
    event = scene.kind.value
    return ["far", f"far={event}", f"far={event}|{scene.mode}", f"far={scene.voice}|{event}", f"far={figure.proper}"]


def pointer_features(backdrop: Backdrop) -> list[str]:
    """List what the pointers say for nobody being told."""
    marks = sorted({f"{pointer.manner}|{pointer.role}" for pointer in backdrop.pointers})
    return [*(f"none pointer={mark}" for mark in marks), f"none pointers={'+'.join(marks)}"]


def _suits(head: Token, pointer: Pointer) -> bool:
    if pointer.manner == "pronoun":
        word = pointer.token.lower_.replace("’", "'").lstrip("-")
        return agrees(head, word in words.PLURAL_PRONOUNS, word in words.FEMININE_PRONOUNS)
    number = head.morph.get("Number", [])
    return head.pos_ == "PROPN" or not number or ("Plur" in number) == ("Plur" in pointer.token.morph.get("Number", []))

"""What an actor's part in the article says of its part in an event: salience, and the words that may point at it.

The features stand beside those of `nlp.role_features`, which look at the sentence alone. Actors that neither the
event's sentence nor the one before names are candidates too: «elle» and «le groupe» often lead further back.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.coreference import Cast, Figure, agrees, is_definite
from nlp.patterns import fr_roles as words
from nlp.role_features import Candidate, Scene
from nlp.schema import Actor

CROWD = 12  # actors named last before the event that are candidates without a word near it
_REMEMBERED = 60  # mentions before the event's sentence; what was told earlier is forgotten
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
    """What the features of a scene's actors share: its sentence's number, its pointers, the actors told before.

    `before` lists these the last named first, each with the head of its last mention; `ranks` numbers them by name.
    """

    here: int
    pointers: tuple[Pointer, ...]
    before: tuple[tuple[Figure, int], ...]
    ranks: dict[str, int]


def backdrop_of(scene: Scene, cast: Cast) -> Backdrop:
    """Gather what was told before the event's sentence."""
    before = cast.figures_before(scene.trigger.sent.start, _REMEMBERED)
    ranks: dict[str, int] = {}
    for rank, (figure, _) in enumerate(before):
        ranks.setdefault(figure.actor.name, rank)
    return Backdrop(cast.sentence(scene.trigger.i), tuple(_pointers(scene)), tuple(before), ranks)


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


def far_figures(backdrop: Backdrop, near: frozenset[str]) -> list[tuple[Figure, int]]:
    """List the actors named before but not near, the last named first, each with the head of its last mention."""
    return [(figure, head) for figure, head in backdrop.before if figure.actor.name not in near][:CROWD]


def figure_features(scene: Scene, backdrop: Backdrop, figure: Figure, back: int) -> list[str]:
    """List what the article tells of an actor; `back` is 0 or 1 sentences, 2 for one that is named further back."""
    event = scene.kind.value
    kind = figure.actor.kind.value if figure.actor.kind else "proper" if figure.proper else "common"
    before = bisect_left(figure.sentences, backdrop.here)
    rank = min(_MANY, backdrop.ranks.get(figure.actor.name, 9))
    found = [
        f"article mentions={min(_MANY, len(figure.heads))}|{back}",
        f"article before={min(_MANY, before)}|{back}",
        f"article kind={kind}|{event}|{back}",
        f"article rank={rank}|{back}",
        f"article rank={rank}|{back}|{kind}",
    ]
    if before:
        ago = backdrop.here - figure.sentences[before - 1]
        found.append(f"article ago={min(_MANY, ago)}|{back}")
        found.append(f"article subject={figure.subjects[before - 1]}|{min(2, ago)}|{back}")
    if figure.sentences[0] == 1:
        found.append(f"article opens|{back}")
    for pointer in backdrop.pointers:
        if figure.heads[0] < pointer.token.i and not _names(figure, pointer.token.i):
            suits = _suits(scene.doc[figure.heads[0]], pointer)
            mark = f"{pointer.manner}|{pointer.role}|{suits}|{back}"
            found += [f"pointer={mark}", f"pointer rank={mark}|{rank}", f"pointer kind={mark}|{kind}"]
    return found


def _names(figure: Figure, index: int) -> bool:
    at = bisect_left(figure.heads, index)
    return at < len(figure.heads) and figure.heads[at] == index


def actor_features(scene: Scene, candidate: Candidate, actor: Actor) -> list[str]:
    """List what the kind of actor says beside the event's type and mode."""
    token = scene.doc[candidate.head]
    kind = actor.kind.value if actor.kind else candidate.kind
    return [f"actor={kind}|{scene.kind.value}", f"actor+mode={kind}|{scene.mode}|{token.dep_}", f"actor={kind}"]


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

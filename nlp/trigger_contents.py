"""What is promised, asked for or threatened gets no event beside the promise, the demand, the threat."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from nlp.schema import EventType
from nlp.verbs import infinitive

_IN_WORDS = frozenset({EventType.AGREE, EventType.REQUEST, EventType.THREATEN, EventType.CONCEDE})
_DEEDS = frozenset(
    {
        *(EventType.RETREAT, EventType.COERCE, EventType.ASSAULT),
        *(EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN),
    }
)
_DEMANDS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
_MODALS = frozenset({"pouvoir", "devoir", "vouloir", "aller"})
_COMPLEMENTS = frozenset({"obj", "obl", "xcomp", "ccomp"})


def is_content(word: Token, types: Mapping[int, EventType]) -> bool:
    """Tell the truce of «conviennent d'une trêve», the demand of «ont défilé pour réclamer la paix».

    `types` are those of all triggers of the text by token. None of those annotated is of this kind.
    """
    relation, head = word.dep_.partition(":")[0], word.head
    if relation == "conj":  # «a consenti à rouvrir la route et à relâcher les captifs»
        relation, head = head.dep_.partition(":")[0], head.head
    if head.i not in types and infinitive(head) in _MODALS:  # «prévient qu'il pourrait bloquer la route»
        relation, head = head.dep_.partition(":")[0], head.head
    kind = types[word.i]
    if head.i not in types or head.i >= word.i:
        return False
    if types[head.i] is EventType.PROTEST:
        return kind in _DEMANDS and relation in ("advcl", "xcomp", "obl") and _is_led_by(word, "pour")
    return types[head.i] in _IN_WORDS and kind in _DEEDS and kind is not types[head.i] and relation in _COMPLEMENTS


def _is_led_by(verb: Token, preposition: str) -> bool:
    return any(child.lower_ == preposition and child.i < verb.i for child in verb.children)

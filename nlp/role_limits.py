"""Who cannot be source or target by the grammar of the clause before, whatever else speaks for it."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.clauses import is_passive, preposition
from nlp.coordination import first_beside

_CLITICS = frozenset({"le", "la", "l'", "l’", "les", "leur", "lui"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})


def shared_clause(trigger: Token) -> tuple[frozenset[int], frozenset[int]]:
    """Give the first words of who cannot be source and of who cannot be target («X a reçu Y et Z, et les a exhortés»).

    The second verb has the subject of the first, and its pronoun stands for somebody else than that subject.
    """
    verb = trigger.head
    nobody: frozenset[int] = frozenset()
    if trigger.dep_ != "conj" or trigger.pos_ != "VERB" or verb.pos_ != "VERB" or is_passive(trigger):
        return nobody, nobody
    own = {child.dep_ for child in trigger.children}
    pronoun = any(c.dep_ in {"obj", "iobj"} and c.lower_ in _CLITICS and c.i < trigger.i for c in trigger.children)
    if own & _SUBJECT or not pronoun or any(child.dep_ == "aux:pass" for child in verb.children):
        return nobody, nobody
    subjects = {first_beside(c) for c in verb.children if c.dep_ in _SUBJECT}
    others = {c for c in verb.children if c.dep_ in {"obj", "iobj"} or (c.dep_ == "obl" and preposition(c) == "avec")}
    return frozenset(first_beside(c) for c in others), frozenset(subjects)

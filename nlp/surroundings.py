"""The words around an event, as features that a network qualifies by those of each candidate of a choice."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from nlp.passages import Clause, Passages, clause_of, opening, passages_of
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.verbs import heads

_AROUND = 7  # words on either side of a trigger
_OPEN_CLASS = frozenset({"NOUN", "VERB", "ADV", "ADP", "ADJ", "PRON", "NUM"})
_PHRASES = frozenset({"obl", "advmod", "obl:mod", "mark", "advcl", "nsubj", "nsubj:pass", "expl", "iobj"})


def surroundings(doc: Doc, trigger: Token, kind: str) -> tuple[str, ...]:
    """Describe the words around an event of some type (`-` for an unknown one); kept with the Doc."""
    known: dict[tuple[int, str], tuple[str, ...]] = doc.user_data.setdefault("surroundings", {})
    found = known.get((trigger.i, kind))
    if found is None:
        found = known[trigger.i, kind] = tuple(_describe(passages_of(doc), trigger, kind))
    return found


def _describe(passages: Passages, trigger: Token, kind: str) -> Iterator[str]:
    clause, sentence = clause_of(trigger), trigger.sent
    yield from setting(trigger, clause, kind)
    yield f"lemma={trigger.lemma_}"
    yield f"governor={clause.verb.lemma_}"
    yield f"governor={clause.verb.lemma_}:{clause.tense}"
    yield f"dep={trigger.dep_}"
    yield f"pos={trigger.pos_}"
    yield f"kind={kind}"
    passage = passages.passage(sentence)
    yield f"reported={passage.reports > 0}"
    if passage.hour:
        yield f"hour={passage.hour}"
    for word in passages.doc[max(sentence.start, trigger.i - _AROUND) : min(sentence.end, trigger.i + _AROUND + 1)]:
        if word.pos_ in _OPEN_CLASS and word.i != trigger.i:
            yield f"near={word.lemma_.lower()}"
    yield from _beginning(sentence)
    yield from _phrases(clause.verb)
    yield from _told_before(passages, trigger, clause)


def setting(trigger: Token, clause: Clause, kind: str) -> Iterator[str]:
    """Describe the clause of an event of some type, and its place in the sentence."""
    yield f"rel={clause.relation}"
    yield f"depth={min(clause.depth, 2)}"
    yield f"tense={clause.tense}"
    yield f"tense={clause.tense}:{clause.relation}"
    yield f"first={opening(trigger.sent[0])}"
    yield f"quoted={_is_quoted(trigger)}"
    yield f"{kind}:tense={clause.tense}"
    if trigger.pos_ == "NOUN":
        yield f"det={next((child.lower_ for child in trigger.children if child.dep_ == 'det'), '-')}"
        yield f"noun={trigger.dep_}:{trigger.head.pos_}"


def _is_quoted(trigger: Token) -> bool:
    before = trigger.sent.text[: trigger.idx - trigger.sent.start_char]
    return sum(map(before.count, "«“")) > sum(map(before.count, "»”"))


def _beginning(sentence: Span) -> Iterator[str]:
    first = [word.lower_ for word in sentence[:3]]
    for word in first:
        yield f"begins={word}"
    yield f"begins={' '.join(first[:2])}"


def _phrases(verb: Token) -> Iterator[str]:
    """Describe what hangs on a verb: «dans la soirée», «ensuite», its subject."""
    for child in verb.children:
        if child.dep_ in _PHRASES:
            case = next((word.lower_ for word in child.children if word.dep_ in ("case", "mark")), "-")
            yield f"phrase={child.dep_}:{case}"
            yield f"phrase={child.dep_}:{case}:{child.lemma_.lower()}"
    subject = subject_of(verb)
    if subject is not None:
        yield f"subject={subject.pos_}:{determiner(subject)}"
        yield f"subject={subject.lemma_.lower()}"


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb."""
    return next((child for child in verb.children if child.dep_.startswith("nsubj")), None)


def determiner(noun: Token) -> str:
    """Give the determiner of a noun, `-` where it has none."""
    return next((child.lower_ for child in noun.children if child.dep_ == "det"), "-")


def _told_before(passages: Passages, trigger: Token, clause: Clause) -> Iterator[str]:
    """Describe the tenses of the verbs before an event, and the verb of saying that it stands under."""
    sentence = trigger.sent
    before = [verb for verb in passages.passage(sentence).predicates if verb.i < trigger.i and verb is not clause.verb]
    yield f"tenses={','.join(map(passages.tense, before[-2:]))}"
    said = next((w for w in heads(trigger) if w is not trigger and w.lemma_ in REPORTING_VERBS), None)
    if said is not None:
        yield f"said={said.lemma_}"
        yield f"said:{passages.tense(said)}:{clause.tense}"
    if sentence.start > 0:
        previous = passages.doc[sentence.start - 1].sent
        root = passages.passage(previous).root
        yield f"previous={passages.tense(root)}:{clause.tense}"
        yield f"previous={root.lemma_}"
        if previous.start > 0:
            first = passages.passage(passages.doc[previous.start - 1].sent).root
            yield f"previous={passages.tense(first)},{passages.tense(root)},{clause.tense}"

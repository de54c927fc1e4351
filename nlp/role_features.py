"""What speaks for a word being source or target of an event: the features that the roles were learned on.

A feature is a short text such as `path=nsubj>` or `class+type=people|ASSAULT`. `nlp.training.roles` learns numbers for
each, and a network (`nlp.role_network`) how features qualify each other, so that few need be combined here. The rules
of `nlp.role_rules` are features among others, so that a parse that went wrong can be outvoted by word order,
prepositions and the kind of noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc, Span, Token

from nlp.clauses import is_passive, preposition
from nlp.mentions import is_name, is_people
from nlp.numerals import number
from nlp.patterns import fr_roles as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.role_rules import IsState, rule_roles
from nlp.schema import EventType

_PATH = 5  # steps; a longer way through the tree says no more than «far»
_TELLING = frozenset({"obj", "xcomp", "fixed", "nmod", "amod", "expl:comp", "obl"})
_BUCKETS = (1, 2, 3, 5, 8, 12, 20)
_MARKS = frozenset({",", ";", ":", "«", "("})
_LIKELY = frozenset({"people", "group", "state", "name", "namePER", "nameORG", "nameGROUP", "pronoun"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that could fill a role: token index, its class (`people`, `name`, `state`, …), sentences before."""

    head: int
    kind: str
    sentences_back: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many verbs, marks and likely actors stand before each word of the sentences from token `start` on."""

    start: int
    verbs: list[int]
    marks: list[int]
    likely: list[int]

    def between(self, counts: list[int], one: int, other: int) -> int:
        """Count those strictly between two words."""
        low, high = sorted((one, other))
        return counts[high - self.start] - counts[low + 1 - self.start] if low != high else 0


@dataclass(frozen=True, slots=True)
class Scene:
    """The trigger with all that its candidates share."""

    doc: Doc
    trigger: Token
    kind: EventType
    mode: str | None
    voice: str
    rules: dict[int, tuple[str, ...]]
    candidates: tuple[Candidate, ...]
    counts: _Counts


def scene_around(doc: Doc, index: int, kind: EventType, mode: str | None, is_state: IsState) -> Scene:
    """Set the scene of a trigger: its candidates in this sentence and the one before, and what the rules say."""
    trigger = doc[index]
    found = rule_roles(doc, index, kind, is_state)
    rules: dict[int, tuple[str, ...]] = {}
    for role, fillers in (("source", found.sources), ("target", found.targets)):
        for filler in fillers:
            rules[filler.head] = (*rules.get(filler.head, ()), f"{role}:{filler.reason}")
    candidates = tuple(_candidates(trigger, is_state, rules))
    return Scene(doc, trigger, kind, mode, voice_of(trigger), rules, candidates, _counts(trigger, candidates))


def _counts(trigger: Token, candidates: tuple[Candidate, ...]) -> _Counts:
    sentence = trigger.sent
    start = min([sentence.start, *(candidate.head for candidate in candidates)])
    near = trigger.doc[start : sentence.end]
    likely = {candidate.head for candidate in candidates if candidate.kind in _LIKELY}
    return _Counts(
        start,
        list(accumulate((word.pos_ == "VERB" for word in near), initial=0)),
        list(accumulate((word.text in _MARKS for word in near), initial=0)),
        list(accumulate((index in likely for index in range(start, sentence.end)), initial=0)),
    )


def voice_of(trigger: Token) -> str:
    """Tell a noun (N) from a passive (P) and an active verb (V)."""
    if trigger.pos_ in {"NOUN", "PROPN", "X"}:
        return "N"
    return "P" if is_passive(trigger) else "V"


def _candidates(trigger: Token, is_state: IsState, rules: dict[int, tuple[str, ...]]) -> Iterator[Candidate]:
    sentence = trigger.sent
    before = sentence.start - 1
    if before > 0:
        for index, kind in _kinds(trigger.doc[before].sent, is_state):
            if kind in {"name", "state", "people", "group"}:
                yield Candidate(index, kind, 1)
    for index, kind in _kinds(sentence, is_state):
        kind = kind or ("other" if index in rules else "")
        if kind and index != trigger.i:
            yield Candidate(index, kind, 0)


def _kinds(sentence: Span, is_state: IsState) -> list[tuple[int, str]]:
    """Class the words of a sentence, once for all events told in it and in the next: the Doc keeps the answer."""
    known = sentence.doc.user_data.setdefault("kinds of words by sentence", {})
    if sentence.start not in known:
        known[sentence.start] = [(token.i, _kind(token, is_state)) for token in sentence]
    kinds: list[tuple[int, str]] = known[sentence.start]
    return kinds


def _kind(token: Token, is_state: IsState) -> str:
    """Class a word; nothing for a word that can be no actor or that only continues a name."""
    if token.pos_ == "PRON" and token.dep_.startswith("expl"):
        return ""
    if token.pos_ == "PRON":
        word = token.lower_.replace("’", "'").lstrip("-")
        return "pronoun" if word in words.PRONOUNS else ""
    if token.pos_ != "NOUN" and is_people(token):
        return "people"
    if token.pos_ == "ADJ" and not is_name(token):
        return "demonym" if is_state(token.text) else ""
    if is_name(token) and (token.pos_ == "PROPN" or token.lemma_ not in words.ACTOR_NOUNS):
        if token.i > 0 and _continues(token):
            return ""
        return "state" if is_state(token.text) else f"name{token.ent_type_}" if token.ent_type_ else "name"
    if token.pos_ != "NOUN" or number(token.lower_) is not None:
        return ""
    if token.lemma_ in words.COUNTS and any(child.dep_ == "nmod" for child in token.children):
        return ""
    if token.lemma_ in words.INSTRUMENTS and token.lemma_ not in words.GROUPS:
        return "instrument"
    if token.lemma_ in words.PEOPLE:
        return "people"
    if token.lemma_ in words.GROUPS:
        return "group"
    return "place" if token.lemma_ in words.PLACE_NOUNS else "noun"


def _continues(token: Token) -> bool:
    previous = token.nbor(-1)
    if token.ent_iob_ == "I":
        return True
    return is_name(previous) and not (previous.ent_type_ and token.ent_iob_ == "B") and not token.is_sent_start


def features_of(scene: Scene, candidate: Candidate) -> list[str]:
    """List the features of one candidate for one trigger."""
    token, trigger = scene.doc[candidate.head], scene.trigger
    path = way(token, trigger)
    kind, event = candidate.kind, f"{scene.kind.value}"
    case = preposition(token)
    side = "before" if token.i < trigger.i else "after"
    rules = scene.rules.get(candidate.head, ("none",))
    others, verbs, marks = (
        min(3, scene.counts.between(counts, token.i, trigger.i))
        for counts in (scene.counts.likely, scene.counts.verbs, scene.counts.marks)
    )
    found = [
        "bias",
        f"back={candidate.sentences_back}",
        f"class={kind}|{candidate.sentences_back}",
        f"class+type={kind}|{event}",
        f"dep+voice={token.dep_}|{scene.voice}|{side}",
        f"path={path}|{scene.voice}",
        f"case+type={case}|{event}|{side}",
        f"case={case}|{scene.voice}",
        f"near={_bucket(abs(token.i - trigger.i))}|{side}|{candidate.sentences_back}",
        f"between={others}|{side}|{scene.voice}",
        f"verbs={verbs}|{side}|{scene.voice}",
        f"commas={marks}|{side}",
        f"head={token.head.lemma_}|{token.dep_}",
        f"lemma+type={token.lemma_.lower()}|{event}",
        f"mode={scene.mode}|{event}|{token.dep_}|{scene.voice}",
        f"number={_number(token)}|{event}|{side}",
    ]
    found += [
        f"dep={token.dep_}",
        f"class={kind}",
        f"case={case}",
        f"path={path}",
        f"side={side}",
        f"head={token.head.lemma_}",
        f"word={token.lemma_.lower()}",
        f"near={_bucket(abs(token.i - trigger.i))}",
        f"number={_number(token)}",
        f"word before={_beside(token, -1)}",
        f"word after={_beside(token, 1)}",
    ]
    if token.head.lemma_ in REPORTING_VERBS and token.dep_.startswith("nsubj"):
        found += ["says", f"says|{token.head == trigger}"]
    if token.dep_ in {"nmod", "appos"} and token.head.lemma_ in words.ACTOR_NOUNS:
        found += ["inside", f"inside|{kind}", f"inside|{preposition(token)}"]
    if kind in {"noun", "place", "instrument"}:
        found.append(f"lemma={token.lemma_.lower()}")
    found += [f"rule={rule}" for rule in rules]
    return found


def shared_of(scene: Scene) -> list[str]:
    """List the features of the trigger that all its candidates share: they qualify those of each."""
    trigger = scene.trigger
    found = [
        f"trigger={trigger.lemma_}",
        f"type={scene.kind.value}",
        f"mode={scene.mode}|{scene.kind.value}",
        f"voice={scene.voice}",
        f"trigger dep={trigger.dep_}",
        f"trigger head={trigger.head.lemma_}",
        f"trigger case={preposition(trigger)}",
    ]
    for child in trigger.children:
        found.append(f"trigger has={child.dep_}")
        if child.dep_ in _TELLING:
            found.append(f"trigger {child.dep_}={child.lemma_}")
    return found


def _beside(token: Token, step: int) -> str:
    """Give the lemma of the word next to another, nothing at the text's ends."""
    return token.nbor(step).lemma_ if 0 <= token.i + step < len(token.doc) else ""


def absence_of(scene: Scene) -> list[str]:
    """List the features of the trigger that speak for nobody being told."""
    event, lemma = scene.kind.value, scene.trigger.lemma_
    found = {rule.partition(":")[0] for rules in scene.rules.values() for rule in rules}
    told = "+".join(sorted(found)) or "nobody"
    size = min(len(scene.candidates), 30) // 5
    return [
        "none",
        f"none={event}",
        f"none={event}|{scene.mode}",
        f"none={lemma}",
        f"none={scene.voice}",
        f"none={event}|{scene.voice}",
        f"none={told}",
        f"none={told}|{event}",
        f"none={told}|{scene.voice}",
        f"none#{size}",
    ]


def way(token: Token, trigger: Token) -> str:
    """Name the way through the tree from candidate to trigger: labels up, then labels down."""
    ups: list[Token] = []
    chain = {trigger.i: 0}
    current = trigger
    for step in range(1, _PATH + 1):
        if current.head == current:
            break
        current = current.head
        chain[current.i] = step
    current = token
    while current.i not in chain and len(ups) <= _PATH:
        if current.head == current:
            return "far"
        ups.append(current)
        current = current.head
    if current.i not in chain or len(ups) + chain[current.i] > _PATH:
        return "far"
    down: list[Token] = []
    below = trigger
    while below.i != current.i:
        down.append(below)
        below = below.head
    up_labels = ".".join(_label(word) for word in ups)
    down_labels = ".".join(word.dep_ for word in reversed(down))
    return f"{up_labels}>{down_labels}"


def _label(word: Token) -> str:
    if word.dep_ in {"obl", "nmod"}:
        return f"{word.dep_}:{preposition(word)}"
    return word.dep_


def _bucket(distance: int) -> int:
    return sum(distance > limit for limit in _BUCKETS)


def _number(token: Token) -> str:
    counted = any(child.dep_ == "nummod" for child in token.children)
    number = token.morph.get("Number", [])
    return f"{number[0] if number else ''}{'+' if counted else ''}"

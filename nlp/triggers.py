"""Did what: the words of a parsed text that name an event, each with its PLOVER type and mode.

The lexicon proposes (`nlp.trigger_lexicon`), and so do words that annotated articles showed as triggers
(`nlp.trigger_learned`). A model trained on those articles (`nlp.trigger_model`) judges each proposal by its clause and
its article (`nlp.trigger_features`), by the words it stands with (`nlp.trigger_collocates`), by what words used alike
name (`nlp.trigger_network`), then beside its rivals (`nlp.trigger_context`), so that one event is kept for each thing
told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from nlp.patterns.fr_triggers import BLASTS, CAUSAL, TOLL_VERBS
from nlp.schema import EventType
from nlp.status import IN_WORDS
from nlp.trigger_amends import amended, is_unwanted
from nlp.trigger_contents import is_content
from nlp.trigger_features import Proposal, propose
from nlp.trigger_model import ARTICLE, TriggerModel, load_triggers
from nlp.trigger_modes import ModeWeights, choose_mode, load_modes
from nlp.trigger_nature import is_nobodys
from nlp.trigger_syntax import NOUN, in_class, object_class, objects

# Of 211 annotated articles off topic 78 gave an event in cross-validation, with these bounds 9; of 11,830 true events
# found in the others 26 are lost. Higher bounds save four more of the former and silence whole articles of the latter.
_SURE = 0.7
_EXPECTED = 4.7  # events, the sum of the probabilities
# Two triggers of a type, one hanging on the other so, tell one event twice: of 220 such pairs among the articles held
# out six told two.
_ONE_EVENT = frozenset({"obl", "nsubj", "acl", "aux", "xcomp", "nmod"})
# So do two that stand so close without being strung together: precision rises by a point, recall keeps.
_CLOSE = 8  # words
_BESIDE = frozenset({"conj", "parataxis"})
_STRUNG = _BESIDE | {"advcl", "ccomp"}
_WEAPONS = ("weapon", "artillery", "aircraft", "drone", "bomb", "kamikaze", "gun", "blade", "chemical")
_STRONG = 3  # of a sense of the lexicon
_NEARLY = 0.7  # share of a verb's probability that its noun must have to name the event instead


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event: its index in the Doc, PLOVER type and mode, probability, and what spoke for it.

    `reason` is a code: `verb`, `pronominal`, `noun` or `locution`.
    """

    token: int
    type: EventType
    mode: str | None
    confidence: float
    reason: str


def find_triggers(doc: Doc, model: TriggerModel | None = None) -> list[Trigger]:
    """Find the events a text tells, in text order, one trigger each.

    Raises TriggerModelMissing where no model is given and the shipped one is not there.
    """
    model = model or load_triggers()
    proposals = propose(doc, model.words)
    judged = list(zip(model.probabilities(doc, proposals), proposals, strict=True))
    if _tells_nothing(doc, [probability for probability, _ in judged]):
        return []
    found = select(doc, judged, model.threshold, load_modes())
    return [replace(trigger, confidence=round(model.confidence(trigger.confidence), 4)) for trigger in found]


def _tells_nothing(doc: Doc, probabilities: Sequence[float]) -> bool:
    """Is this a whole article in which no event is sure and few are likely, as in one off topic?"""
    unsure = max(probabilities, default=0.0) < _SURE and sum(probabilities) < _EXPECTED
    return unsure and len(doc) >= ARTICLE


def select(
    doc: Doc, judged: list[tuple[float, Proposal]], threshold: float, modes: ModeWeights | None = None
) -> list[Trigger]:
    """Keep each word's most probable type where it reaches the threshold, and one trigger for a locution.

    Without weights of modes the rules alone choose them.
    """
    best: dict[int, tuple[float, Proposal]] = {}
    for probability, proposal in _by_object(doc, judged, threshold):
        if probability >= threshold and probability > best.get(proposal.token, (0.0, proposal))[0]:
            best[proposal.token] = (probability, proposal)
    _amend(doc, best)
    types = {token: proposal.type for token, (_, proposal) in best.items()}
    for token in [t for t in best if is_content(doc[t], types)]:
        del best[token]
    for verb, noun in list(_locutions(best)):
        if verb in best and noun in best:
            best[noun] = max(best[noun][0], best[verb][0]), best[noun][1]
            del best[verb]
    for token in [t for t in best if _is_of_another(doc[t], best)]:
        del best[token]
    for kept, dropped in list(_doubles(doc, best)):
        best[kept] = max(best[kept][0], best[dropped][0]), best[kept][1]
        del best[dropped]
    for attack, subject in list(_named_by_subject(doc, best, judged)):
        best[subject.token] = best.pop(attack)[0], subject
    return [
        Trigger(token, p.type, choose_mode(doc, p, modes or {}), round(probability, 4), p.reason)
        for token, (probability, p) in sorted(best.items())
    ]


def _amend(doc: Doc, best: dict[int, tuple[float, Proposal]]) -> None:
    """Drop what nobody does or wants, and give words that the judge has seen too seldom the type they tell."""
    for token, (chance, proposal) in list(best.items()):
        type_ = None if is_nobodys(doc[token]) else amended(doc[token], proposal.type)
        if type_ is None or (type_ not in IN_WORDS and is_unwanted(doc[token])):
            del best[token]
        elif type_ is not proposal.type:
            best[token] = chance, replace(proposal, type=type_)


def _by_object(
    doc: Doc, judged: Sequence[tuple[float, Proposal]], threshold: float
) -> Iterator[tuple[float, Proposal]]:
    """Let the object of a word say of which type it is («libérer une ville», «libérer un otage»).

    Types that ask for another object are left out, where one that asks for this one is likely. A common noun that one
    type alone asks for leaves no doubt: it is then as likely as the likeliest of the word's.
    """
    asked = {(p.token, p.type): classes for _, p in judged if (classes := _asked(p))}
    met = {key: object_class(doc[key[0]], classes) for key, classes in asked.items()}
    most: dict[int, float] = {}
    for chance, p in judged:
        if (p.token, p.type) in asked:
            most[p.token] = max(chance, most.get(p.token, 0.0))
    sole = Counter(token for (token, _), found in met.items() if found)
    sure = {key for key, found in met.items() if found == NOUN and sole[key[0]] == 1}
    judged = [(most[p.token] if (p.token, p.type) in sure else chance, p) for chance, p in judged]
    settled = {p.token for chance, p in judged if met.get((p.token, p.type)) and chance >= threshold}
    for chance, p in judged:
        if p.token not in settled or (p.token, p.type) not in asked or met[p.token, p.type]:
            yield chance, p


def _asked(proposal: Proposal) -> frozenset[str]:
    """Give the classes of objects that the type's strongest senses ask for."""
    conditions = (s.entry.condition or "" for s in proposal.senses if s.entry.strength == _STRONG)
    return frozenset(name for c in conditions if c.startswith("obj=") for name in c.removeprefix("obj=").split("|"))


def _is_of_another(word: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    return _carries_event(word, best) or _tells_the_toll(word, best) or _is_weaker_object(word, best)


def _tells_the_toll(verb: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this the participle that counts the dead of the attack it hangs on («a bombardé le camp, tuant six»)?"""
    if best[verb.i][1].type is not EventType.ASSAULT or best[verb.i][1].lemma not in TOLL_VERBS:
        return False
    participle = verb.lower_.endswith("ant") and verb.dep_.split(":")[0] in ("advcl", "acl", "conj", "xcomp")
    above = [w for a in verb.ancestors for w in (a, *objects(a))]  # «ont ouvert le feu, tuant deux gardes»
    return participle and any(w.i in best and best[w.i][1].type is EventType.ASSAULT for w in above if w.i != verb.i)


def _locutions(best: Mapping[int, tuple[float, Proposal]]) -> Iterator[tuple[int, int]]:
    """Give the verbs of locutions («ouvert» of «ouvert le feu»), each with the noun that is kept in its place."""
    for noun, (_, proposal) in best.items():
        for sense in proposal.senses:
            if sense.verb is not None and sense.verb != noun and sense.entry.type == proposal.type:
                yield sense.verb, noun


def _doubles(doc: Doc, best: Mapping[int, tuple[float, Proposal]]) -> Iterator[tuple[int, int]]:
    """Give which of two triggers that tell one event is kept, and which is not («une frappe a tué»).

    Where a noun names the event the noun is its trigger, but of a weapon («une bombe a explosé») the verb tells it.
    """

    def rank(token: int) -> tuple[int, float]:
        word = doc[token]
        names = _names_event(word) and word.dep_.partition(":")[0] == "nsubj"
        return (names - _is_weapon(word), best[token][0])

    dropped: set[int] = set()
    above = ((token, head.i) for token in best if (head := _above(doc[token])) is not None and head.i in best)
    for pair in (*above, *_close(doc, sorted(best))):
        if best[pair[0]][1].type is best[pair[1]][1].type and not dropped.intersection(pair):
            less, more = sorted(pair, key=rank)
            dropped.add(less)
            yield more, less


def _named_by_subject(
    doc: Doc, best: Mapping[int, tuple[float, Proposal]], judged: Sequence[tuple[float, Proposal]]
) -> Iterator[tuple[int, Proposal]]:
    """Give the verbs of attacks whose subject names the attack («un attentat a frappé Nice»), each with the noun.

    So the gold has it all 17 times, whatever the noun alone was thought to be.
    """
    strong = {p.token: p for _, p in judged if p.type is EventType.ASSAULT and p.features["support"] >= _STRONG}
    for verb, (_, proposal) in best.items():
        if proposal.type is EventType.ASSAULT and doc[verb].pos_ == "VERB":
            subjects = (c for c in doc[verb].children if c.dep_ == "nsubj" and c.i in strong and c.i not in best)
            noun = next((strong[c.i] for c in subjects if _names_event(c)), None)
            if noun is not None:
                yield verb, noun


def _names_event(word: Token) -> bool:
    return word.pos_ == "NOUN" and not _is_weapon(word)


def _is_weapon(word: Token) -> bool:
    if word.pos_ != "NOUN" or word.lemma_ in BLASTS:
        return False
    return any(in_class(word, name) for name in _WEAPONS)


def _close(doc: Doc, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the words of a sentence that stand close and are not strung together, as two acts are."""
    for place, token in enumerate(tokens):
        for other in tokens[place + 1 :]:
            if other - token > _CLOSE or other >= doc[token].sent.end:
                break
            if not _strung(doc[token], doc[other]):
                yield token, other


def _strung(word: Token, other: Token) -> bool:
    """Is one coordinated with the other, or a clause of it, as two acts are («a pris la ville, tuant six gardes»)?"""
    for one, head in ((word, other), (other, word)):
        if one.head == head and one.dep_.partition(":")[0] in _STRUNG:
            return True
    siblings = {one.dep_.partition(":")[0] for one in (word, other)}
    return word.head == other.head and bool(siblings & _BESIDE)


def _above(word: Token) -> Token | None:
    """Give the word above in the tree of whose event this one may be a second telling."""
    head, relation = word.head, word.dep_.partition(":")[0]
    if head == word or relation not in _ONE_EVENT:
        return None
    # A participle that hangs on the subject or the complement of a verb tells of the same as the verb.
    if relation == "acl" and head.dep_.partition(":")[0] == "nsubj":
        return head.head
    return head


def _carries_event(verb: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this a verb whose object («décréter un couvre-feu») or cause («tués dans une frappe») names the same event?

    A noun much less sure than its verb («une bombe a explosé») is no better name for the event.
    """
    if verb.pos_ != "VERB":
        return False
    probability, proposal = best[verb.i]
    nouns = [*objects(verb), *(_causes(verb) if proposal.type is EventType.ASSAULT else ())]
    named = (best[noun.i] for noun in nouns if noun.i in best and noun.i != verb.i and not _is_weapon(noun))
    return any(other.type == proposal.type and chance >= _NEARLY * probability for chance, other in named)


def _is_weaker_object(noun: Token, best: Mapping[int, tuple[float, Proposal]]) -> bool:
    """Is this a noun that its verb, much surer, names the event for?"""
    verb = noun.head
    if noun.pos_ != "NOUN" or verb.i not in best or verb == noun or noun not in objects(verb):
        return False
    chance, proposal = best[noun.i]
    return best[verb.i][1].type == proposal.type and chance < _NEARLY * best[verb.i][0]


def _causes(verb: Token) -> list[Token]:
    """List the nouns by, in or during which something is done («par un tir», «dans l'explosion», «lors d'un raid»)."""
    found = []
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in CAUSAL:  # the treebanks hang the noun on «lors»
            found += [noun for noun in child.children if noun.pos_ == "NOUN"]
        elif child.dep_.startswith("obl") and child.pos_ == "NOUN":
            found += [child for case in child.children if case.dep_ == "case" and case.lower_ in CAUSAL]
    return found

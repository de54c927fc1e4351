"""What speaks for or against a word being the trigger of an event of a type: features for the learned chooser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Token

from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.patterns.fr_triggers import (
    ANAPHORIC,
    CLASSES,
    EMBEDDING_VERBS,
    LIGHT_VERBS,
    MODAL_VERBS,
    OFF_TOPIC,
    SAYING_VERBS,
)
from nlp.schema import EventType
from nlp.trigger_lexicon import Sense, TriggerLexicon, clause, is_passive, is_pronominal, noun_lemmas, objects, subjects

Features = dict[str, float]
_CLASS_OF = {
    lemma: [name for name, words in CLASSES.items() if lemma in words] for w in CLASSES.values() for lemma in w
}
_GOVERNORS = (("say", SAYING_VERBS), ("embed", EMBEDDING_VERBS), ("light", LIGHT_VERBS), ("modal", MODAL_VERBS))
_REASONS = {"L": "locution", "VR": "pronominal", "V": "verb", "N": "noun"}
_ARTICLES = {"le": "def", "un": "indef", "ce": "dem", "son": "poss", "leur": "poss", "aucun": "no", "nul": "no"}


@dataclass(slots=True)
class Proposal:
    """A word and a type it may trigger, with the senses that say so and the features to judge it by."""

    token: int
    lemma: str
    type: EventType
    senses: list[Sense]
    features: Features = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Under what a lemma and its type are counted."""
        return f"{self.lemma} {self.type}"

    @property
    def reason(self) -> str:
        """Code of what the lexicon knows the word as."""
        kinds = {s.entry.kind for s in self.senses if s.met is not False} or {self.senses[0].entry.kind}
        return next(_REASONS[kind] for kind in ("L", "VR", "V", "N") if kind in kinds)


def propose(doc: Doc, lexicon: TriggerLexicon) -> list[Proposal]:
    """List the doc's proposals with their features, in text order, types of one word side by side."""
    by_pair: dict[tuple[int, EventType], list[Sense]] = defaultdict(list)
    for sense in lexicon.senses(doc):
        by_pair[sense.token, sense.entry.type].append(sense)
    proposals = [
        Proposal(token, trigger_lemma(doc[token], lexicon), type_, senses) for (token, type_), senses in by_pair.items()
    ]
    article = _Article(doc, proposals)
    shared: dict[int, Features] = {}
    for proposal in proposals:
        token = doc[proposal.token]
        if proposal.token not in shared:
            shared[proposal.token] = token_features(token) | article.position(token)
        proposal.features = shared[proposal.token] | _pair_features(proposal, article)
    return proposals


def trigger_lemma(token: Token, lexicon: TriggerLexicon) -> str:
    """Give the lemma under which a trigger word is counted: the verb's, else the noun's."""
    return lexicon.verb_lemma(token) or noun_lemmas(token)[0]


def support(senses: Iterable[Sense]) -> float:
    """Say how strongly the lexicon holds for a type: the best strength, one less where the condition fails."""
    return max(s.entry.strength + (0.5 if s.met else -1.0 if s.met is False else 0.0) for s in senses)


class _Article:
    """What the whole text says: how many proposals each sentence and type has, and what was told before."""

    def __init__(self, doc: Doc, proposals: list[Proposal]) -> None:
        self.doc = doc
        self.support = {(p.token, p.type): support(p.senses) for p in proposals}
        self.types: dict[int, list[EventType]] = defaultdict(list)
        self.tokens: dict[EventType, list[int]] = defaultdict(list)
        self.lemmas: dict[str, list[int]] = defaultdict(list)
        for p in proposals:
            self.types[p.token].append(p.type)
            self.tokens[p.type].append(p.token)
            if p.token not in self.lemmas[p.lemma]:
                self.lemmas[p.lemma].append(p.token)
        self.by_token: dict[int, dict[EventType, float]] = defaultdict(dict)
        for (token, type_), value in self.support.items():
            self.by_token[token][type_] = value
        self.sentence_of = [0] * len(doc)
        self.sentences = 0
        self.quotes = list(accumulate((t.text == "«") - (t.text == "»") for t in doc))
        for self.sentences, sentence in enumerate(doc.sents):
            for token in sentence:
                self.sentence_of[token.i] = self.sentences
        words = [t for t in doc if t.is_alpha]
        self.off_topic = 100 * sum(any(x in OFF_TOPIC for x in noun_lemmas(t)) for t in words) / max(1, len(words))
        self.density = 100 * sum(s >= 3 for s in self.support.values()) / max(1, len(words))

    def position(self, token: Token) -> Features:
        sentence = self.sentence_of[token.i]
        same = [i for i in self.types if self.sentence_of[i] == sentence]
        return {
            "sentence": min(sentence, 15),
            "from_end": min(self.sentences - sentence, 15),
            "share": token.i / max(1, len(self.doc)),
            "in_sentence": token.i - token.sent.start,
            "rivals": len(same),
            "rivals_before": sum(i < token.i for i in same),
            "first_in_sentence": float(not any(i < token.i for i in same)),
            "off_topic": self.off_topic,
            "density": self.density,
            "quoted": float(self.quotes[token.i] > 0),
        }

    def relatives(self, proposal: Proposal) -> Features:
        """Say which dependents and governors may trigger the same type, or another, as surely or more so."""
        token, found = self.doc[proposal.token], Features()
        own = self.support[proposal.token, proposal.type]
        below = [(c, _slot(c.dep_)) for c in token.children]
        below += [(g, f"{slot}.{_slot(g.dep_)}") for c, slot in below for g in c.children]
        near = [
            *below,
            *((a, f"up{n}.{_slot(token.dep_)}") for n, a in enumerate(dict.fromkeys((token.head, token.head.head)))),
        ]
        for other, path in near:
            if other.i == proposal.token or other.i not in self.by_token:
                continue
            types = self.by_token[other.i]
            same = types.get(proposal.type)
            if same is not None:
                found[f"same:{path}"] = 1.0
                found["same:weaker" if same < own else "same:stronger"] = 1.0
            elif max(types.values()) >= 3:
                found[f"other:{path}"] = 1.0
        return found

    def told(self, proposal: Proposal) -> Features:
        """Say whether the same word or type came before, and whether a stronger word of the type is near."""
        here = self.sentence_of[proposal.token]
        mine = self.support[proposal.token, proposal.type]
        peers = [i for i in self.tokens[proposal.type] if i != proposal.token]
        before = [i for i in peers if i < proposal.token and self.support[i, proposal.type] >= 2.5]
        same = [i for i in peers if self.sentence_of[i] == here]
        words = self.lemmas[proposal.lemma]
        return {
            "same_lemma_before": float(sum(i < proposal.token for i in words)),
            "same_lemma_after": float(sum(i > proposal.token for i in words)),
            "same_type_before": float(min(len(before), 5)),
            "same_type_distance": float(min((proposal.token - i for i in before), default=200)),
            "same_type_in_sentence": float(len(same)),
            "stronger_in_sentence": float(any(self.support[i, proposal.type] > mine for i in same)),
            "equal_before_in_sentence": float(
                any(i < proposal.token and self.support[i, proposal.type] >= mine for i in same)
            ),
            "sentence_gap": float(min((here - self.sentence_of[i] for i in before), default=20)),
        }


def _slot(dep: str) -> str:
    return dep.partition(":")[0]


def _pair_features(proposal: Proposal, article: _Article) -> Features:
    own = article.support[proposal.token, proposal.type]
    others = [article.support[proposal.token, t] for t in article.types[proposal.token] if t != proposal.type]
    kinds = {s.entry.kind for s in proposal.senses}
    found: Features = {
        "support": own,
        "margin": own - max(others, default=0.0),
        "types": float(len(others)),
        f"type={proposal.type}": 1.0,
        f"type*support={proposal.type}*{own:g}": 1.0,
        "met": float(any(s.met for s in proposal.senses)),
        "unmet": float(all(s.met is False for s in proposal.senses)),
        "best": float(own >= max(others, default=0.0)),
    }
    found |= {f"kind={kind}": 1.0 for kind in kinds}
    found |= {f"mode={proposal.type}:{s.entry.mode}": 1.0 for s in proposal.senses if s.met is not False}
    found |= {f"condition={s.entry.condition}={s.met}": 1.0 for s in proposal.senses if s.entry.condition}
    found |= article.relatives(proposal)
    return found | article.told(proposal)


def token_features(token: Token) -> Features:
    """Describe a word in its clause, whatever the type: form, governor, dependents, time and numbers near."""
    morph = token.morph
    found: Features = {f"pos={token.pos_}": 1.0, f"dep={token.dep_}": 1.0}
    found["bare"] = float(not list(token.children))
    for key in ("VerbForm", "Tense", "Mood", "Voice", "Number"):
        found |= {f"{key}={value}": 1.0 for value in morph.get(key)}
    found |= _governor_features(token)
    found |= _auxiliary_features(token)
    found |= _argument_features(token)
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        found |= _nominal_features(token)
    near = clause(token)
    found["date"] = float(any(_is_date(t) for t in near))
    found["year"] = float(any(t.shape_ == "dddd" and t.text[:2] in ("19", "20") for t in near))
    found["number"] = float(any(t.pos_ == "NUM" for t in near))
    found["names"] = float(sum(t.pos_ == "PROPN" for t in near))
    found["children"] = float(len(list(token.children)))
    return found


def _is_date(token: Token) -> bool:
    return (
        token.lower_ in WEEKDAYS
        or token.lower_ in MONTHS
        or token.lower_ in ("hier", "veille", "matin", "aube", "nuit", "soir")
    )


def _governor_features(token: Token) -> Features:
    head = token.head
    if head == token:
        return {"root": 1.0}
    found: Features = {f"head_pos={head.pos_}": 1.0, f"dep*head_pos={token.dep_}*{head.pos_}": 1.0}
    for name, words in _GOVERNORS:
        if head.lemma_ in words:
            found[f"head={name}"] = 1.0
            found[f"head*dep={name}*{token.dep_}"] = 1.0
    for ancestor in (head, head.head):
        found |= {
            f"above={name}": 1.0 for name, words in _GOVERNORS if ancestor.lemma_ in words and ancestor.pos_ == "VERB"
        }
    return found


def _auxiliary_features(token: Token) -> Features:
    found: Features = {"passive": float(is_passive(token)), "pronominal": float(is_pronominal(token))}
    for child in token.children:
        if child.dep_.startswith("aux"):
            tense = "".join(child.morph.get("Mood")) + "".join(child.morph.get("Tense"))
            found[f"aux={child.lemma_}:{tense}"] = 1.0
        elif child.dep_ == "advmod":
            if child.lower_ in ("ne", "n'", "n’", "pas", "jamais", "plus"):
                found["negated"] = 1.0
            else:
                found["adverb"] = 1.0
        elif child.dep_ == "mark":
            found[f"mark={child.lemma_}"] = 1.0
        elif child.dep_ in ("xcomp", "ccomp", "advcl"):
            found[f"clause={child.dep_}"] = 1.0
        elif child.dep_ == "case":
            found[f"case={child.lemma_}"] = 1.0
    return found


def _argument_features(token: Token) -> Features:
    found: Features = {}
    for slot, words in (("subj", subjects(token)), ("obj", objects(token))):
        found[slot] = float(bool(words))
        for word in words:
            found |= {f"{slot}:{name}": 1.0 for name in word_classes(word)}
    for child in token.children:
        if child.dep_.startswith("obl"):
            found["obl"] = 1.0
            found |= {f"obl_case={c.lemma_}": 1.0 for c in child.children if c.dep_ == "case"}
            found |= {f"obl:{name}": 1.0 for name in word_classes(child)}
            found["agent"] = max(found.get("agent", 0.0), float(child.dep_ == "obl:agent"))
    return found


def word_classes(word: Token) -> list[str]:
    """Name the classes of an argument: part of speech, number, classes of fr_triggers.py.

    Names found by the recogniser are left out on purpose: it was trained on the same articles and knows them too well.
    """
    names = [word.pos_, *word.morph.get("Number")]
    for lemma in noun_lemmas(word)[:2]:
        if lemma in _CLASS_OF:
            names += _CLASS_OF[lemma]
            break
    if any(lemma in ANAPHORIC for lemma in noun_lemmas(word)):
        names.append("event")
    return names


def _nominal_features(token: Token) -> Features:
    found: Features = {}
    determiners = [c for c in token.children if c.dep_ == "det"]
    kind = next((_ARTICLES.get(d.lemma_.lower(), "other") for d in determiners), "zero")
    found[f"det={kind}"] = 1.0
    found[f"det*number={kind}*{''.join(token.morph.get('Number'))}"] = 1.0
    for child in token.children:
        if child.dep_ in ("nmod", "amod", "appos", "acl", "acl:relcl", "nummod"):
            found[f"has={child.dep_}"] = 1.0
            found |= {f"nmod:{name}": 1.0 for name in word_classes(child)}
            found |= {f"nmod_case={c.lemma_}": 1.0 for c in child.children if c.dep_ == "case"}
    return found

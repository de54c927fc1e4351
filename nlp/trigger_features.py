"""What speaks for or against a word being the trigger of an event of a type: features for the learned chooser."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Token

from nlp.patterns.fr_triggers import OFF_TOPIC
from nlp.schema import EventType
from nlp.trigger_clause import Features, token_features
from nlp.trigger_learned import Senses
from nlp.trigger_lexicon import Sense
from nlp.trigger_syntax import noun_lemmas

_REASONS = {"L": "locution", "VR": "pronominal", "V": "verb", "N": "noun"}

_DOUBT = 40  # words that speak for a text being on topic, so that one word does not put a flash off it
_MANY = 6.0
"""How often a lemma counts at most: an article that says the same over and over is not told out of its events."""

_LIKELY = 2.5  # support from which a proposal counts as told


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
        return self.lemma + " " + self.type

    @property
    def reason(self) -> str:
        """Code of what the lexicon knows the word as."""
        kinds = {s.entry.kind for s in self.senses if s.met is not False} or {self.senses[0].entry.kind}
        return next(_REASONS[kind] for kind in ("L", "VR", "V", "N") if kind in kinds)


def propose(doc: Doc, lexicon: Senses) -> list[Proposal]:
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


def trigger_lemma(token: Token, lexicon: Senses) -> str:
    """Give the lemma under which a trigger word is counted: the verb's, else the noun's."""
    return lexicon.verb_lemma(token) or noun_lemmas(token)[0]


def support(senses: Iterable[Sense]) -> float:
    """Say how strongly the lexicon holds for a type: the best strength, one less where the condition fails."""
    return max(s.entry.strength + (0.5 if s.met else -1.0 if s.met is False else 0.0) for s in senses)


class _Article:
    """What the whole text says: how many proposals each sentence and type has, and what was told before.

    Built in one pass, asked in logarithmic time, so that a text's cost grows with its length alone.
    """

    def __init__(self, doc: Doc, proposals: list[Proposal]) -> None:
        self.doc = doc
        self.support = {(p.token, p.type): support(p.senses) for p in proposals}
        self.by_token: dict[int, dict[EventType, float]] = defaultdict(dict)
        self.lemmas: dict[str, list[int]] = defaultdict(list)
        for p in proposals:
            if p.token not in self.by_token:
                self.lemmas[p.lemma].append(p.token)
            self.by_token[p.token][p.type] = self.support[p.token, p.type]
        self.sentence_of = [0] * len(doc)
        self.sentences = 0
        self.quotes = list(accumulate((t.text == "«") - (t.text == "»") for t in doc))
        for self.sentences, sentence in enumerate(doc.sents):
            self.sentence_of[sentence.start : sentence.end] = [self.sentences] * len(sentence)
        self.in_sentence: dict[int, list[int]] = defaultdict(list)
        for token in self.by_token:
            self.in_sentence[self.sentence_of[token]].append(token)
        self.tellings = self._tellings(proposals)
        words = [t for t in doc if t.is_alpha]
        strays = sum(not OFF_TOPIC.isdisjoint(noun_lemmas(t)) for t in words)
        self.off_topic = 100 * strays / (len(words) + _DOUBT)
        self.density = 100 * sum(s >= 3 for s in self.support.values()) / max(1, len(words))

    def position(self, token: Token) -> Features:
        sentence = self.sentence_of[token.i]
        same = self.in_sentence[sentence]
        before = bisect_left(same, token.i)
        return {
            "sentence": min(sentence, 15),
            "from_end": min(self.sentences - sentence, 15),
            "share": token.i / max(1, len(self.doc)),
            "in_sentence": token.i - token.sent.start,
            "rivals": len(same),
            "rivals_before": before,
            "first_in_sentence": float(not before),
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
        words = self.lemmas[proposal.lemma]
        place = bisect_left(words, proposal.token)
        return {
            "same_lemma_before": float(min(place, _MANY)),
            "same_lemma_after": float(min(len(words) - place - 1, _MANY)),
            **self.tellings[proposal.token, proposal.type],
        }

    def _tellings(self, proposals: list[Proposal]) -> dict[tuple[int, EventType], Features]:
        """Describe each proposal by those of its type before it and in its sentence."""
        peers: dict[tuple[int, EventType], list[float]] = defaultdict(list)  # supports, by sentence and type
        for p in proposals:
            peers[self.sentence_of[p.token], p.type].append(self.support[p.token, p.type])
        most = {key: max(values) for key, values in peers.items()}
        last, count = dict[EventType, int](), Counter[EventType]()  # of the likely ones so far
        so_far: dict[tuple[int, EventType], float] = {}  # the best in the sentence
        found: dict[tuple[int, EventType], Features] = {}
        for p in proposals:
            here = self.sentence_of[p.token]
            mine, near, before = self.support[p.token, p.type], (here, p.type), last.get(p.type)
            found[p.token, p.type] = {
                "same_type_before": float(min(count[p.type], 5)),
                "same_type_distance": 200.0 if before is None else float(p.token - before),
                "same_type_in_sentence": float(len(peers[near]) - 1),
                "stronger_in_sentence": float(most[near] > mine),
                "equal_before_in_sentence": float(near in so_far and so_far[near] >= mine),
                "sentence_gap": 20.0 if before is None else float(here - self.sentence_of[before]),
            }
            so_far[near] = max(mine, so_far.get(near, mine))
            if mine >= _LIKELY:
                last[p.type], count[p.type] = p.token, count[p.type] + 1
        return found


def _slot(dep: str) -> str:
    return dep.partition(":")[0]


def _pair_features(proposal: Proposal, article: _Article) -> Features:
    own = article.support[proposal.token, proposal.type]
    others = [value for type_, value in article.by_token[proposal.token].items() if type_ != proposal.type]
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

"""The dates of a text in their order and clauses, and what an event's words tell of it, whatever its date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from nlp.dates import DateMention
from nlp.dates_grammar import any_of, plain
from nlp.patterns import fr_dates as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.verbs import governor, heads, is_predicate, tense

FARTHEST = 7  # sentences
_HOUR = re.compile(rf"\b(?:{any_of(words.SAME_DAY)})\b", re.IGNORECASE)
_BOUNDED = frozenset({"until", "by", "since", "for", "ahead", "within"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a word: its predicate, how it hangs on the clause above, how deep it lies, its tense."""

    verb: Token
    relation: str
    depth: int
    tense: str


def clause_of(word: Token) -> Clause:
    """Describe the clause that a word stands in; a conjunct counts as the clause that it is joined to."""
    verb = governor(word)
    chain = [above for above in heads(verb) if is_predicate(above)]
    relation = next((above.dep_ for above in (verb, *chain) if above.dep_ != "conj"), "conj")
    below = [above for above in chain if above.dep_ not in ("conj", "parataxis")]
    return Clause(verb, relation, min(max(len(below) - 1, 0), 3), tense(verb))


class Timeline:
    """The dates of a text with what all its events share: where each stands, in what clause, how often it is told."""

    def __init__(self, doc: Doc, mentions: Sequence[DateMention]) -> None:
        self.doc = doc
        self.told = tuple(mention for mention in mentions if mention.code != "dateline")
        self.dated = tuple(mention for mention in self.told if mention.past)
        self.often = Counter(days(mention) for mention in self.dated)
        self.paragraphs = mentions[0].paragraphs if mentions else ()
        self._anchors: dict[int, Token] = {}
        self._clauses: dict[int, Clause] = {}
        self._names: dict[int, frozenset[str]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.doc.sents]

    def sentence_number(self, token: int) -> int:
        """Count the sentences that begin up to a token."""
        return bisect_right(self._starts, token)

    def paragraph(self, offset: int) -> int:
        """Count the line ends before an offset; the parsed text has none."""
        return bisect_right(self.paragraphs, offset)

    def opens_paragraph(self, sentence: Span) -> bool:
        """Tell whether a sentence is the first of its paragraph."""
        return sentence.start == 0 or self.paragraph(sentence.start_char) > self.paragraph(
            self.doc[sentence.start - 1].idx
        )

    def anchor(self, mention: DateMention) -> Token:
        """Give the head word of a date."""
        found = self._anchors.get(mention.span.start)
        if found is None:
            span = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            found = span.root if span is not None and len(span) else self.doc[0]
            self._anchors[mention.span.start] = found
        return found

    def clause(self, mention: DateMention) -> Clause:
        """Give the clause of a date."""
        found = self._clauses.get(mention.span.start)
        if found is None:
            found = self._clauses[mention.span.start] = clause_of(self.anchor(mention))
        return found

    def names(self, sentence: Span) -> frozenset[str]:
        """Give the words of a sentence that name somebody or some place."""
        found = self._names.get(sentence.start)
        if found is None:
            capital = {word.lower_ for word in sentence[1:] if word.text[:1].isupper()}
            proper = {word.lower_ for word in sentence if word.pos_ == "PROPN"}
            found = self._names[sentence.start] = frozenset(name for name in capital | proper if len(name) > 2)
        return found


def days(mention: DateMention) -> tuple[object, object]:
    """Give the first and last day that a date of the past means."""
    return (mention.past.start, mention.past.end) if mention.past else (None, None)


class Scene:
    """An event's trigger with what is the same for all dates that it may have."""

    def __init__(self, line: Timeline, trigger: Token, kind: str) -> None:
        self.line, self.trigger, self.kind = line, trigger, kind
        self.sentence = sentence = trigger.sent
        self.clause = clause_of(trigger)
        self.tense = self.clause.tense
        self.own = tuple(m for m in line.told if sentence.start_char <= m.span.start < sentence.end_char)
        self.before = tuple(m for m in line.dated if m.span.start < sentence.start_char)
        self.number = line.sentence_number(sentence.start)
        self.paragraph = line.paragraph(sentence.start_char)
        self.opens = line.opens_paragraph(sentence)
        self.dates = min(len(line.often), 5)
        self.plan = self.clause.verb.lemma_ in words.PLANNING or any(
            word.lemma_ in words.PLANNING for word in heads(trigger)[:4]
        )
        self.hour = bool(_HOUR.search(plain(sentence.text)))
        self.reported = any(word.lemma_ in REPORTING_VERBS for word in sentence if word.pos_ == "VERB")
        self.dated_itself = any(m.past for m in self.own)
        self.main = self._main()
        self.ground = next((m for m in reversed(self.before) if m.code not in _BOUNDED and not m.telling), None)
        self.setting = tuple(self._setting())

    def _main(self) -> DateMention | None:
        """Give the last date before the sentence that a main clause tells as a day of its own."""
        candidates = (m for m in reversed(self.before) if m.code not in _BOUNDED)
        return next((m for m in candidates if self.line.clause(m).depth == 0), None)

    def _setting(self) -> Iterator[str]:
        trigger, clause = self.trigger, self.clause
        yield f"rel={clause.relation}"
        yield f"depth={min(clause.depth, 2)}"
        yield f"tense={clause.tense}"
        yield f"tense={clause.tense}:{clause.relation}"
        yield f"first={opening(self.sentence[0])}"
        yield f"quoted={_is_quoted(trigger)}"
        yield f"{self.kind}:tense={clause.tense}"
        if trigger.pos_ == "NOUN":
            yield f"det={next((child.lower_ for child in trigger.children if child.dep_ == 'det'), '-')}"
            yield f"noun={trigger.dep_}:{trigger.head.pos_}"

    def gap(self, mention: DateMention) -> int:
        """Count the sentences from a date to the event."""
        return min(self.number - self.line.sentence_number(self.line.anchor(mention).i), FARTHEST)


_OPENINGS = frozenset(
    {"puis", "ensuite", "enfin", "auparavant", "déjà", "depuis", "alors", "parallèlement", "aussi", "plus", "peu"}
    | {"aussitôt", "avant", "après", "selon", "pour", "à", "dans", "en", "au", "de", "le", "la", "les", "il", "elle"}
    | {"ils", "elles", "ce", "cette", "sur", "l'", "un", "une", "des", "son", "sa", "ses", "leur", "mais", "et", "or"}
)


def opening(word: Token) -> str:
    """Name the word that opens a sentence, or its part of speech where it is none of the common ones."""
    lower = word.lower_.replace("’", "'")
    return f"@{lower}" if lower in _OPENINGS else word.pos_


def _is_quoted(trigger: Token) -> bool:
    before = trigger.sent.text[: trigger.idx - trigger.sent.start_char]
    return sum(map(before.count, "«“")) > sum(map(before.count, "»”"))

"""The dates of a text in their order and clauses, and what an event's words tell of it, whatever its date."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from nlp.dates import DateMention
from nlp.passages import Clause, clause_of, passages_of
from nlp.patterns import fr_dates as words
from nlp.surroundings import setting
from nlp.verbs import heads

FARTHEST = 7  # sentences
_BOUNDED = frozenset({"until", "by", "since", "for", "ahead", "within"})


class Timeline:
    """The dates of a text with what all its events share: where each stands, in what clause, how often it is told."""

    def __init__(self, doc: Doc, mentions: Sequence[DateMention]) -> None:
        self.doc, self.passages = doc, passages_of(doc)
        self.told = tuple(mention for mention in mentions if mention.code != "dateline")
        self.dated = tuple(mention for mention in self.told if mention.past)
        self.often = Counter(days(mention) for mention in self.dated)
        self.paragraphs = mentions[0].paragraphs if mentions else ()
        self._anchors: dict[int, Token] = {}
        self._firsts: dict[int, int] = {}
        self._clauses: dict[int, Clause] = {}
        self._names: dict[int, frozenset[str]] = {}

    @cached_property
    def _sentences(self) -> list[Span]:
        return list(self.doc.sents)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

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
            self._firsts[mention.span.start] = span.start if span is not None else 0
        return found

    def first(self, mention: DateMention) -> int:
        """Give the first word of a date (token index)."""
        self.anchor(mention)
        return self._firsts[mention.span.start]

    def between(self, first: Span, last: Span) -> list[Span]:
        """List the sentences between two, the last `FARTHEST` of them."""
        start, end = self.sentence_number(first.start), self.sentence_number(last.start) - 1
        return self._sentences[max(start, end - FARTHEST) : end]

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
        passage = line.passages.passage(sentence)
        self.hour, self.reported = passage.hour is not None, passage.reports > 0
        self.dated_itself = any(m.past for m in self.own)
        self.main = self._main()
        self.ground = next((m for m in reversed(self.before) if m.code not in _BOUNDED and not m.telling), None)
        self.setting = tuple(setting(trigger, self.clause, kind))

    def _main(self) -> DateMention | None:
        """Give the last date before the sentence that a main clause tells as a day of its own."""
        candidates = (m for m in reversed(self.before) if m.code not in _BOUNDED)
        return next((m for m in candidates if self.line.clause(m).depth == 0), None)

    def gap(self, mention: DateMention) -> int:
        """Count the sentences from a date to the event."""
        return min(self.number - self.line.sentence_number(self.line.anchor(mention).i), FARTHEST)

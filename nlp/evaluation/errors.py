"""Every error of an evaluation by kind: events missed, false or of the wrong type, and the wrong slots of the pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nlp.evaluation.figures import Judged
from nlp.evaluation.pairing import Sentences, pair
from nlp.evaluation.slots import FACTS, NAMES, Comparison, compare
from nlp.schema import Event, Span

SLOTS = (*NAMES, *FACTS)


class ErrorKind(StrEnum):
    """What went wrong; the last three are of a slot, the others of a whole event."""

    OFF_TOPIC = "off topic"
    WRONG_TYPE = "wrong type"
    MISSED = "missed"
    FALSE = "false"
    LACKING = "lacking"
    TOO_MANY = "too many"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class SlotError:
    """A wrong slot of a pair.

    LACKING: all that is said is right, but not all is said. TOO_MANY: all of the gold is said, and more. WRONG: else.
    """

    kind: ErrorKind
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Finding:
    """An annotated event and the one said for it, or one of them alone, with what is wrong about them.

    `kind` is None for a pair, whose wrong slots are in `slots`; an event said and one annotated in one sentence that
    differ by type are one finding. `crossed`: the sides of a mutual event were said in the other order.
    """

    kind: ErrorKind | None
    sentence: Span
    gold: Event | None
    said: Event | None
    crossed: bool = False
    slots: tuple[SlotError, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """Name each error: «missed», «wrong type», «source lacking» …; empty where all is right."""
        whole = (self.kind.value,) if self.kind else ()
        return whole + tuple(f"{error.comparison.slot} {error.kind}" for error in self.slots)

    @property
    def start(self) -> int:
        """Where in the text the finding stands."""
        event = self.gold or self.said
        return event.trigger.start if event else self.sentence.start


def findings(article: Judged) -> list[Finding]:
    """List the events of an article in text order, right or wrong."""
    sentences = Sentences(article.gold.article.text)
    found = [*_pairs(article, sentences), *_alone(article, sentences)]
    return sorted(found, key=lambda finding: finding.start)


def _pairs(article: Judged, sentences: Sentences) -> Iterator[Finding]:
    for match in article.pairs:
        said, gold = article.said[match.said], article.gold.events[match.gold]
        crossed = match.agreement.crossed
        compared = (compare(slot, said, gold, crossed=crossed) for slot in SLOTS)
        wrong = tuple(SlotError(_slot_kind(item), item) for item in compared if item.wrong)
        yield Finding(None, sentences.span(gold.trigger.start), gold, said, crossed, wrong)


def _alone(article: Judged, sentences: Sentences) -> Iterator[Finding]:
    """Give the events without a pair; two of them in one sentence that differ by type are one error."""
    paired_said, paired_gold = {p.said for p in article.pairs}, {p.gold for p in article.pairs}
    said = [event for i, event in enumerate(article.said) if i not in paired_said]
    gold = [event for j, event in enumerate(article.gold.events) if j not in paired_gold]
    mistaken = pair(said, gold, sentences, typed=False)
    for match in mistaken:
        theirs = gold[match.gold]
        yield Finding(ErrorKind.WRONG_TYPE, sentences.span(theirs.trigger.start), theirs, said[match.said])
    for j, event in enumerate(gold):
        if j not in {match.gold for match in mistaken}:
            yield Finding(ErrorKind.MISSED, sentences.span(event.trigger.start), event, None)
    false = ErrorKind.OFF_TOPIC if article.gold.off_topic else ErrorKind.FALSE
    for i, event in enumerate(said):
        if i not in {match.said for match in mistaken}:
            yield Finding(false, sentences.span(event.trigger.start), None, event)


def _slot_kind(compared: Comparison) -> ErrorKind:
    said, gold = compared.said, compared.gold
    if all(value.right for value in said) and (not said or compared.slot in NAMES):
        return ErrorKind.LACKING
    if all(value.right for value in gold) and (not gold or compared.slot in NAMES):
        return ErrorKind.TOO_MANY
    return ErrorKind.WRONG

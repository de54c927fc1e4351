"""An evaluation as lines of text, for a developer's terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from nlp.evaluation.calibration import Calibration
from nlp.evaluation.errors import SLOTS, ErrorKind, Finding, findings
from nlp.evaluation.figures import Evaluation, Figures, Judged
from nlp.evaluation.rates import Rates
from nlp.evaluation.slots import FACTS, NAMES, Value
from nlp.schema import Event, Span

_COLUMNS = {"attribution": "attrib", "wounded": "wound"}  # headings that must fit above seven characters


def figure_lines(result: Evaluation) -> Iterator[str]:
    """Give the figures of all articles, one a line, then a table by type."""
    total = result.total
    yield f"articles {result.articles}, gold events {total.gold}, extracted {total.said}"
    named = {"detect": total.detect, "untyped": result.untyped, **total.names}
    for name, rates in named.items():
        yield _rates_line(name, rates)
    for name, value in total.facts.items():
        yield f"{name:11} {value:6.1%} of {total.pairs} pairs"
    yield _rates_line("EVENT", total.event)
    yield ""
    yield from _type_table(result)


def calibration_lines(found: Calibration | None) -> Iterator[str]:
    """Give, by confidence said, how many events there were and how many were right; None: no confidence was said."""
    if found is None:
        yield "calibration: the events carry no confidence"
        return
    yield "confidence   events   right     share  mean said"
    for item in found.bins:
        span = f"{item.low:.1f} to {item.high:.1f}"
        yield f"{span:11} {item.events:7} {item.right:7}   {item.share_right:7.1%}    {item.mean:7.1%}"
    yield f"expected calibration error {found.expected_error:.1%}"


def error_lines(articles: Sequence[Judged]) -> Iterator[str]:
    """Give every error with its sentence, those of one kind together; off-topic articles come first, apart."""
    by_error: dict[str, list[tuple[Judged, Finding]]] = defaultdict(list)
    for article in articles:
        for finding in findings(article):
            for error in finding.errors:
                by_error[error].append((article, finding))
    off_topic = [article for article in articles if article.gold.off_topic]
    told = sum(bool(article.said) for article in off_topic)
    yield f"off-topic articles with an event: {told} of {len(off_topic)}"
    for error in (name for name in ERRORS if name in by_error):
        yield ""
        yield f"== {error} ({len(by_error[error])})"
        for article, finding in by_error[error]:
            yield from _finding_lines(article, finding, error)


def _slot_errors() -> Iterator[str]:
    for slot in SLOTS:
        for kind in (ErrorKind.LACKING, ErrorKind.TOO_MANY, ErrorKind.WRONG):
            yield f"{slot} {kind}"


ERRORS = (ErrorKind.OFF_TOPIC, ErrorKind.WRONG_TYPE, ErrorKind.MISSED, ErrorKind.FALSE, *_slot_errors())
"""The names of all errors (`Finding.errors`), in the order in which they are told."""


def summary(event: Event | None, *, with_confidence: bool = False) -> str:
    """Name an event in short: type, mode, trigger, and on demand its confidence and what spoke for it."""
    if event is None:
        return "nothing"
    words = [event.type.value, event.mode or "", f"«{event.trigger.text}»"]
    if with_confidence:
        words.append(f"{event.confidence:.2f} ({event.reason})")
    return " ".join(word for word in words if word)


def marked(sentence: Span, trigger: Span | None) -> str:
    """Give a sentence on one line, with square brackets around a trigger that stands in it."""
    text = sentence.text
    if trigger is not None and sentence.start <= trigger.start and trigger.end <= sentence.start + len(text):
        start, end = trigger.start - sentence.start, trigger.end - sentence.start
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())


def _rates_line(name: str, rates: Rates) -> str:
    return f"{name:11} P {rates.precision:6.1%}  R {rates.recall:6.1%}  F1 {rates.f1:6.1%}"


def _type_table(result: Evaluation) -> Iterator[str]:
    slots = [_COLUMNS.get(slot, slot) for slot in (*NAMES, *FACTS)]
    heads = ["gold", "extr", "P", "R", "F1", *slots, "EVENT"]
    yield "by type: P, R and F1 of detect; F1 of the names, share of the pairs for the rest"
    yield f"{'':10}" + "".join(f"{head:>8}" for head in heads)
    for kind, figures in result.by_type.items():
        yield f"{kind:10}" + "".join(f"{cell:>8}" for cell in _cells(figures))


def _cells(figures: Figures) -> Iterable[str]:
    yield str(figures.gold)
    yield str(figures.said)
    for share in (figures.detect.precision, figures.detect.recall, figures.detect.f1):
        yield f"{share:.1%}"
    for name in NAMES:
        rates = figures.names[name]
        yield f"{rates.f1:.1%}" if rates.said or rates.gold else "-"
    for slot in FACTS:
        yield f"{figures.facts[slot]:.1%}" if figures.pairs else "-"
    yield f"{figures.event.f1:.1%}"


def _finding_lines(article: Judged, finding: Finding, error: str) -> Iterator[str]:
    event = finding.gold or finding.said
    yield f"{article.gold.article.id}  {marked(finding.sentence, event.trigger if event else None)}"
    if finding.kind is not None:
        yield f"    gold {summary(finding.gold)} | said {summary(finding.said, with_confidence=True)}"
        return
    for wrong in finding.slots:
        if f"{wrong.comparison.slot} {wrong.kind}" == error:
            gold, said = _values(wrong.comparison.gold), _values(wrong.comparison.said)
            yield f"    {summary(finding.said, with_confidence=True)}: gold {gold} | said {said}"


def _values(values: Sequence[Value]) -> str:
    return "; ".join(_value(value) for value in values) or "nothing"


def _value(value: Value) -> str:
    proofs = ", ".join(f"{proof.reason} «{proof.span.text}»" for proof in value.evidence)
    return f"{value.text} ({proofs})" if proofs else value.text

"""Who reports or claims an event: «selon X», «a rapporté X», «X affirme que…».

Reports (`nlp.reports`) are found in the event's sentence and in the sentences before it, whose speaker may still hold
the floor («X a affirmé que… Il a ajouté…»). Which of them cover an event is weighed by weights that are data
(`nlp.patterns.fr_attribution_weights`), fitted to annotated articles by `python -m nlp.training.attribution`.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from nlp.attribution_features import Floor, describe
from nlp.choosing import total
from nlp.coreference import Cast
from nlp.patterns.fr_attribution_weights import WEIGHTS
from nlp.reports import sentence_reports
from nlp.schema import Attribution, EventType, Evidence
from nlp.schema import Span as Words
from nlp.speakers import is_pointer, name_of, speaker_of, words_of

BAR = -0.5
"""Log odds above which a report covers an event: the best F1 under cross-validation on the annotated articles."""

_BACK = 3
"""Sentences before the event's own whose speaker may still hold the floor."""


def attribution_of(
    doc: Doc, trigger: int, kind: EventType | None = None, cast: Cast | None = None
) -> tuple[Attribution, ...]:
    """Give who reports the event whose trigger is the token `doc[trigger]`; empty where the article asserts it itself.

    A speaker who is only pointed at («a-t-il ajouté», «la même source») is the one who spoke before; with a cast, one
    whom no report named is named by coreference, and known actors carry their key. The evidence's reason is the kind
    of report, `pronoun` where the words only point, or `carried` for a report that a sentence before told.
    """
    word = doc[trigger]
    found: dict[str, Attribution] = {}
    for floor in floors(doc, word):
        if weigh(doc, word, floor, kind) > BAR:
            attribution = attribution_from(doc, floor, cast)
            if attribution:
                found.setdefault(attribution.name, attribution)
    return tuple(found.values())


def floors(doc: Doc, trigger: Token) -> list[Floor]:
    """List the reports that may cover an event: of its sentence, and of those before it."""
    own = [Floor(report, 0) for report in sentence_reports(doc, trigger.sent) if report.cue != trigger.i]
    return own + [
        Floor(report, gap)
        for gap, sentence in _before(doc, trigger.sent)
        for report in sentence_reports(doc, sentence)
        if report.kind != "relay"
    ]


def _before(doc: Doc, sentence: Span) -> Iterator[tuple[int, Span]]:
    start = sentence.start
    for gap in range(1, _BACK + 1):
        if start == 0:
            return
        earlier = doc[start - 1].sent
        yield gap, earlier
        start = earlier.start


def weigh(doc: Doc, trigger: Token, floor: Floor, kind: EventType | None) -> float:
    """Give the log odds that a report covers an event."""
    return total(WEIGHTS, describe(doc, trigger, floor, kind))


def attribution_from(doc: Doc, floor: Floor, cast: Cast | None) -> Attribution | None:
    """Name the speaker of a report; None where no noun phrase stands there."""
    token = speaker_of(doc, floor.report)
    actor = cast.actor(token.i, floor.report.kind) if cast else None
    name = name_of(doc, token)
    if is_pointer(token) and actor is not None:
        name = actor.name
    elif name is None:
        return None
    pointed = token.i != floor.report.speaker and is_pointer(doc[floor.report.speaker])
    reason = "carried" if floor.gap else "pronoun" if pointed or is_pointer(token) else floor.report.kind
    span = words_of(doc, token)
    evidence = Evidence(Words(span.text, span.start_char, span.end_char), reason)
    return Attribution(name, (evidence,), actor.key if actor else None)

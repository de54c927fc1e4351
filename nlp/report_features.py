"""How one report stands to an event, of its sentence or of one before, as features that are weighed."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.dates_features import tree
from nlp.reports import Report, find_reports, sentence_reports
from nlp.saying import CLITICS
from nlp.schema import EventType
from nlp.verbs import governor, heads, infinitive, is_predicate, tense


def inside(doc: Doc, trigger: Token, report: Report, kind: EventType | None) -> Iterator[str]:
    """Describe a report of the event's own sentence."""
    cue, speaker = doc[report.cue], doc[report.speaker]
    yield "any"
    yield f"kind={report.kind}"
    if kind is not None:
        yield f"type={kind.value}"
        yield f"type={kind.value}:{report.kind}"
    if report.kind not in ("opener", "relay", "echo"):
        yield f"verb={infinitive(cue)}"
        yield f"verb_tense={tense(cue)}"
    anchor = speaker if report.kind in ("opener", "relay") else cue
    for feature in tree(anchor, trigger):
        yield f"{report.kind}:{feature}"
    yield from _order(doc, trigger, report)
    if tense(governor(trigger)).startswith("conditional"):
        yield "hearsay"
    yield f"pos={trigger.pos_}:{report.kind}"
    if speaker in heads(trigger) or trigger in heads(speaker):
        yield "speaker_inside"
    if cue in heads(trigger):
        below = next((word for word in heads(trigger) if word.head == cue), trigger)
        yield f"under_cue={below.dep_}"
    if speaker.pos_ == "PRON" or speaker.lower_ in CLITICS:
        yield "pronoun"


def _order(doc: Doc, trigger: Token, report: Report) -> Iterator[str]:
    low, high = sorted((report.cue, trigger.i))
    between = doc[low + 1 : high]
    side = "before" if report.cue < trigger.i else "after"
    verbs = min(sum(map(is_predicate, between)), 3)
    yield f"{report.kind}:{side}:verbs={verbs}"
    yield f"{report.kind}:{side}:far={min(len(between) // 8, 4)}"
    if any(word.text in (";", ":") for word in between):
        yield f"{report.kind}:{side}:break"
    if any(word.text in "()«»" for word in between):
        yield f"{report.kind}:{side}:bracket"
    if report.cue - trigger.sent.start < 3:
        yield f"{report.kind}:opens"
    if any(word.lower_ in ("que", "qu'", "qu’") and word.pos_ == "SCONJ" for word in between):
        yield f"{report.kind}:{side}:que"
    others = [r for r in find_reports(doc, trigger) if r.cue != report.cue]
    if any(abs(r.cue - trigger.i) < abs(report.cue - trigger.i) for r in others):
        yield f"{report.kind}:other_nearer"
    if any(word.pos_ == "NUM" for word in doc[max(report.cue - 6, trigger.sent.start) : report.cue]):
        yield f"{report.kind}:number_before"


def carried(doc: Doc, trigger: Token, report: Report, gap: int, kind: EventType | None) -> Iterator[str]:
    """Describe a report that stands `gap` sentences before the event's own."""
    sentence = trigger.sent
    cue, told = doc[report.cue], doc[report.cue].sent
    own, there = find_reports(doc, trigger), sentence_reports(doc, told)
    last = report == there[-1]
    yield "carry"
    yield f"carry:gap={gap}"
    yield f"carry:kind={report.kind}:{gap}"
    yield f"carry:last={last}:{gap}"
    yield f"carry:own={min(len(own), 2)}:{gap}"
    yield f"carry:between={min(_reports_between(doc, told.end, sentence.start), 2)}:{gap}"
    form = tense(governor(trigger))
    yield f"carry:tense={form}"
    yield f"carry:hearsay={form.startswith('conditional')}:{gap}"
    if kind is not None:
        yield f"carry:type={kind.value}"
    if report.kind not in ("opener", "echo"):
        yield f"carry:verb={infinitive(cue)}"
        yield f"carry:verb_tense={tense(cue)}"
    yield f"carry:first={opening(sentence[0])}:{gap}"
    yield f"carry:quote={is_quoted(trigger)}:{gap}"
    after = sum(map(is_predicate, doc[report.cue + 1 : told.end]))
    yield f"carry:after={min(after, 3)}:{gap}"
    yield f"carry:cue_side={'early' if report.cue - told.start < 4 else 'late' if told.end - report.cue < 8 else 'mid'}"
    names = {word.lower_ for word in told if word.pos_ == "PROPN"}
    yield f"carry:shared={min(sum(word.lower_ in names for word in sentence if word.pos_ == 'PROPN'), 2)}"
    yield f"carry:head={min(told.start, 1)}:{gap}"
    subject = next((c for c in governor(trigger).children if c.dep_.startswith("nsubj")), None)
    yield f"carry:subject={opening(subject) if subject is not None else '-'}"
    yield f"carry:speaker={doc[report.speaker].pos_}:{doc[report.speaker].ent_type_}"


def _reports_between(doc: Doc, start: int, end: int) -> int:
    """Count the reports of the sentences between two sentences."""
    count = 0
    while start < end:
        sentence = doc[start].sent
        count += len(sentence_reports(doc, sentence))
        start = sentence.end
    return count


_OPENINGS = frozenset(
    {"il", "elle", "ils", "elles", "le", "la", "les", "l'", "un", "une", "des", "à", "dans", "en", "au", "sur", "selon"}
    | {"cette", "ce", "ces", "son", "sa", "ses", "leur", "leurs", "par", "puis", "«", "mais", "de", "du", "pour"}
)


def opening(word: Token) -> str:
    """Class the word that opens a sentence or phrase."""
    lower = word.lower_.replace("’", "'")
    return lower if lower in _OPENINGS else word.pos_


def is_quoted(trigger: Token) -> bool:
    """Tell whether a word stands in quotes."""
    before = trigger.sent.text[: trigger.idx - trigger.sent.start_char]
    return sum(map(before.count, "«“")) > sum(map(before.count, "»”"))

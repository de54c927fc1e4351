"""Who reports or claims an event: «selon X», «a rapporté X», «X affirme que…».

Reports (`nlp.reports`) are found in a sentence, each with its speaker; which of them cover an event is weighed by
weights that are data (`nlp.patterns.fr_attribution_weights`), fitted to annotated articles by
`python -m nlp.training.attribution`.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.choosing import total
from nlp.coreference import Cast
from nlp.dates_choice import tree
from nlp.mentions import has_capital, is_name, mention_at
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_attribution_weights import WEIGHTS
from nlp.patterns.fr_roles import PEOPLE
from nlp.reports import CLITICS, Report, find_reports
from nlp.schema import Attribution, EventType, Evidence, Span
from nlp.verbs import governor, heads, infinitive, is_predicate, tense

BAR = -0.8
"""Log odds above which a report covers an event: the best F1 under cross-validation on the annotated articles."""


def attribution_of(
    doc: Doc, trigger: int, kind: EventType | None = None, cast: Cast | None = None
) -> tuple[Attribution, ...]:
    """Give who reports the event whose trigger is the token `doc[trigger]`; empty where the article asserts it itself.

    With a cast, a speaker who is only pointed at («il», «selon lui», «ce responsable») is named by coreference, and
    known actors carry their key. The evidence's reason is the kind of report, or `pronoun` where the words only point;
    without a cast these come as they stand.
    """
    word = doc[trigger]
    found: dict[str, Attribution] = {}
    for report in find_reports(doc, word):
        if weigh(doc, word, report, kind) > BAR:
            attribution = attribution_from(doc, report, cast)
            if attribution:
                found.setdefault(attribution.name, attribution)
    return tuple(found.values())


def weigh(doc: Doc, trigger: Token, report: Report, kind: EventType | None) -> float:
    """Give the log odds that a report covers an event."""
    return total(WEIGHTS, describe(doc, trigger, report, kind))


def attribution_from(doc: Doc, report: Report, cast: Cast | None) -> Attribution | None:
    """Name the speaker of a report; None where no noun phrase stands there."""
    token = _named_speaker(doc, report.speaker)
    mention = mention_at(doc, token.i)
    clitic = token.lower_ in CLITICS
    if mention is None and not clitic:
        return None
    span = doc[mention.start : mention.end] if mention else doc[token.i : token.i + 1]
    pointed = clitic or (mention is not None and mention.pronoun)
    pointed = pointed or any(child.lower_ in _THIS for child in doc[report.speaker].children)
    evidence = (Evidence(Span(span.text, span.start_char, span.end_char), "pronoun" if pointed else report.kind),)
    actor = cast.actor(token.i, report.kind) if cast else None
    if actor is None:
        return Attribution(speaker_name(doc, report), evidence)
    named = pointed or (mention is not None and mention.proper)
    return Attribution(actor.name if named else speaker_name(doc, report), evidence, actor.key)


_THIS = frozenset({"ce", "cet", "cette", "ces", "ledit", "ladite"})


def speaker_name(doc: Doc, report: Report) -> str:
    """Name a speaker: the name within «la chaîne France24», else the phrase without article («source au Caire»)."""
    token = _named_speaker(doc, report.speaker)
    mention = mention_at(doc, token.i)
    if mention is None:
        return token.text
    return mention.name if mention.proper else _phrase(token)


def _named_speaker(doc: Doc, speaker: int) -> Token:
    """Go from a description to the name that follows: «la chaîne France24», «le porte-parole, Untel»."""
    token = doc[speaker]
    if token.pos_ == "PROPN":
        return token
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i and (is_name(child) or mention_is_titled(doc, child)):
            return child
        if token.lemma_ in words.MEDIA and child.i == token.i + 1 and is_name(child):
            return child
    if token.lemma_ in words.CORRESPONDENTS and token.i + 1 < len(doc) and doc[token.i + 1].lower_ != "à":
        return next((word for word in token.subtree if word.i > token.i and is_name(word)), token)
    end = token.i + len(_phrase(token).split())
    if end + 1 < token.sent.end and doc[end].text == "," and is_name(doc[end + 1]) and token.lemma_ in PEOPLE:
        return doc[end + 1]
    return token


def mention_is_titled(doc: Doc, token: Token) -> bool:
    """Tell a description with a name in it («le général Untel»)."""
    mention = mention_at(doc, token.i)
    return mention is not None and mention.proper


def _phrase(token: Token) -> str:
    """Give a noun with the adjectives and complements right after it, up to a mark, a verb or a relative."""
    end = token.i + 1
    within = set(token.subtree)
    while end < min(token.i + _LONGEST, token.sent.end):
        word = token.doc[end]
        if word not in within or word.is_punct or word.pos_ in ("PRON", "SCONJ", "CCONJ", "AUX"):
            break
        if word.pos_ == "VERB" and word.dep_ not in ("amod", "acl"):
            break
        if word.lower_ in _WHERE and not has_capital(word.nbor()):
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV"):
        end -= 1
    return str(token.doc[token.i : end].text)


_WHERE = frozenset(
    {"à", "au", "aux", "en", "dans", "sur", "par", "pour"}
)  # «source au Caire», not «à des journalistes»
_LONGEST = 8  # words of a described speaker


def describe(doc: Doc, trigger: Token, report: Report, kind: EventType | None) -> Iterator[str]:
    """Describe how a report stands to an event, as features."""
    cue, speaker = doc[report.cue], doc[report.speaker]
    yield "any"
    yield f"kind={report.kind}"
    if kind is not None:
        yield f"type={kind.value}"
        yield f"type={kind.value}:{report.kind}"
    if report.kind not in ("opener", "relay"):
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
    if speaker.pos_ == "PRON":
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

"""Which date belongs to an event: each date near it is described, and the description weighed.

The weights are data (`nlp.patterns.fr_date_weights`), fitted to annotated articles by `python -m nlp.training.dates`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from nlp.choosing import total
from nlp.dates import DateMention
from nlp.dates_grammar import Direction, any_of, plain
from nlp.patterns import fr_dates as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.patterns.fr_date_weights import WEIGHTS
from nlp.schema import EventType, Evidence, When
from nlp.verbs import governor, heads, is_predicate, tense

_CARRIED = 3  # dates told before the sentence that may carry over, beside the first of the article
_FARTHEST = 7  # sentences
_HOUR = re.compile(rf"\b(?:{any_of(words.SAME_DAY)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may have, with its description; `mention` is None for «no date»."""

    mention: DateMention | None
    direction: Direction
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """The trigger with what is the same for all its candidates."""

    trigger: Token
    sentence: Span
    tense: str
    own: tuple[DateMention, ...]
    earlier: tuple[DateMention, ...]
    plan: bool
    kind: str
    hour: bool
    dates: int


def date_of(doc: Doc, trigger: int, mentions: Sequence[DateMention], kind: EventType | None = None) -> When | None:
    """Give the date of the event whose trigger is the token `doc[trigger]`, or None where the text dates it not.

    `mentions` are those of the whole text (`nlp.dates.date_mentions`). The evidence is the words of the date; its
    reason is the kind of date, or `carried` for a date that a sentence before told.
    """
    word = doc[trigger]
    best = max(candidates(doc, word, mentions, kind), key=_weight)
    when = best.mention.when(best.direction) if best.mention else None
    if when is None or best.mention is None or best.mention.span.start >= word.sent.start_char:
        return when
    return replace(when, evidence=(Evidence(best.mention.span, "carried"),))


def _weight(candidate: Candidate) -> float:
    return total(WEIGHTS, candidate.features)


def candidates(
    doc: Doc, trigger: Token, mentions: Sequence[DateMention], kind: EventType | None = None
) -> list[Candidate]:
    """List the dates that an event may have, «no date» among them, each with its description.

    The event's type helps where it is known: what is said is dated less often than what is done.
    """
    scene = _scene(doc, trigger, mentions, kind)
    found = [Candidate(None, "past", tuple(_absence(scene)))]
    for mention in (*scene.own, *scene.earlier):
        where = tuple(_inside(doc, scene, mention) if mention in scene.own else _carried(doc, scene, mention))
        if mention.past is None and mention.future is None:
            continue
        turns: tuple[Direction, ...] = ("past",) if mention.past == mention.future else ("past", "future")
        for turn in turns:
            if mention.when(turn) is not None:
                found.append(Candidate(mention, turn, where + tuple(_reading(scene, mention, turn, len(turns)))))
    return found


def _scene(doc: Doc, trigger: Token, mentions: Sequence[DateMention], kind: EventType | None) -> _Scene:
    sentence = trigger.sent
    told = [m for m in mentions if m.code != "dateline"]
    own = tuple(m for m in told if sentence.start_char <= m.span.start < sentence.end_char)
    dated = [m for m in told if m.past is not None]
    earlier = [m for m in dated if m.span.start < sentence.start_char]
    earlier = earlier[:1] + earlier[1:][-_CARRIED:]
    ahead = [m for m in dated if m.span.start >= sentence.end_char][: 0 if own or earlier else 1]
    dates = min(len({(m.past.start, m.past.end) for m in dated if m.past}), 5)
    verb = governor(trigger)
    plan = any(word.lemma_ in _PLANNING for word in heads(trigger)[:4]) or verb.lemma_ in _PLANNING
    hour = bool(_HOUR.search(plain(sentence.text)))
    return _Scene(
        trigger, sentence, tense(verb), own, tuple(earlier + ahead), plan, kind.value if kind else "-", hour, dates
    )


_PLANNING = frozenset(
    {"devoir", "prévoir", "attendre", "programmer", "aller", "vouloir", "compter", "envisager", "planifier"}
    | {"reporter", "fixer"}
)


def _absence(scene: _Scene) -> Iterator[str]:
    yield "none"
    yield f"none:tense={scene.tense}"
    yield f"none:own={min(len([m for m in scene.own if m.past]), 2)}"
    yield f"none:pos={scene.trigger.pos_}"
    if any(m.past is None for m in scene.own):
        yield "none:vague"
    if not scene.own:
        yield f"none:alone:{scene.tense}"
    if _opens_paragraph(scene.sentence):
        yield "none:opens"
    yield f"none:dep={scene.trigger.dep_}"
    yield f"none:{scene.kind}"
    yield f"none:{scene.kind}:own={bool(scene.own)}"
    yield f"none:lemma={scene.trigger.lemma_}"
    yield f"none:earlier={min(len(scene.earlier), 2)}"
    yield f"none:dates={scene.dates}:own={bool(scene.own)}"
    if scene.hour:
        yield "none:hour"


def _opens_paragraph(sentence: Span) -> bool:
    return sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text


def _reading(scene: _Scene, mention: DateMention, turn: Direction, turns: int) -> Iterator[str]:
    yield f"code={mention.code}"
    if turns > 1:
        yield f"turn={turn}:{scene.tense}"
        yield f"turn={turn}:plan={scene.plan}"


def _anchor(doc: Doc, mention: DateMention) -> Token:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else doc[0]


def _inside(doc: Doc, scene: _Scene, mention: DateMention) -> Iterator[str]:
    anchor, trigger = _anchor(doc, mention), scene.trigger
    yield from tree(anchor, trigger)
    yield from _line(doc, scene, mention, anchor)
    verb = governor(anchor)
    if verb != trigger and verb.lemma_ in REPORTING_VERBS:
        yield "reported"
        yield f"reported:only={len(scene.own) == 1}"
    if anchor.dep_ == "nmod" and anchor.head.pos_ == "NOUN":
        yield "of_noun" if anchor.head != trigger else "of_trigger"


def tree(anchor: Token, trigger: Token) -> Iterator[str]:
    """Describe the way through the parse from a word to a trigger: the predicates passed up and down."""
    above, over = heads(anchor), heads(trigger)
    common = next((word for word in above if word in over), None)
    if common is None:
        yield "tree:apart"
        return
    up = [word for word in above[: above.index(common)] if is_predicate(word)]
    down = [word for word in over[: over.index(common)] if is_predicate(word)]
    yield f"tree:{min(len(up), 2)}:{min(len(down), 3)}"
    if common == trigger:
        yield "tree:under_trigger"
        yield f"tree:under_trigger:{min(len(up), 2)}"
    elif common == governor(trigger):
        yield "tree:same_clause"
    if down and common != trigger:
        yield f"tree:down={down[-1].dep_}"
    if up:
        yield f"tree:up={up[-1].dep_}"
        yield f"tree:up={up[-1].dep_}:down={down[-1].dep_ if down else '-'}"


def _line(doc: Doc, scene: _Scene, mention: DateMention, anchor: Token) -> Iterator[str]:
    trigger = scene.trigger
    side = "before" if anchor.i < trigger.i else "after"
    low, high = sorted((anchor.i, trigger.i))
    between = doc[low + 1 : high]
    verbs = sum(1 for word in between if is_predicate(word))
    yield f"line:{side}"
    yield f"line:{side}:verbs={min(verbs, 3)}"
    yield f"line:{side}:far={_bucket(high - low)}"
    marks = {word.text for word in between}
    yield f"line:commas={min(sum(word.text == ',' for word in between), 3)}"
    if marks & {";", ":", "—", "–", "-"}:
        yield f"line:{side}:break"
    if marks & {"«", "»", '"', "“", "”"}:
        yield f"line:{side}:quote"
    others = [m for m in scene.own if m is not mention and m.past]
    nearer = sum(1 for m in others if abs(m.span.start - trigger.idx) < abs(mention.span.start - trigger.idx))
    yield f"line:nearer={min(nearer, 2)}"
    yield f"line:others={min(len(others), 2)}"
    if any(low < _anchor(doc, m).i < high for m in others):
        yield f"line:{side}:over_date"
    if mention.span.start - scene.sentence.start_char < 4:
        yield "line:opens"
        yield f"line:opens:verbs={min(verbs, 3)}"


def _bucket(distance: int) -> int:
    return next(i for i, edge in enumerate((3, 6, 11, 21, 10**6)) if distance < edge)


def _days(mention: DateMention) -> int:
    """Tell how long ago a date is: the fresher, the likelier the scene goes on (0 today, 1 yesterday, … 4 long ago)."""
    start = mention.past.start if mention.past else None
    if start is None:
        return 5
    ago = (mention.published - start).days
    return next((i for i, edge in enumerate((0, 1, 3, 8)) if ago <= edge), 4)


def _sentences_between(doc: Doc, first: int, last: int) -> int:
    """Count the sentences that begin after a token and up to another, `_FARTHEST` at most."""
    count = 0
    for index in range(last, first, -1):
        count += bool(doc[index].is_sent_start)
        if count >= _FARTHEST:
            break
    return count


def _carried(doc: Doc, scene: _Scene, mention: DateMention) -> Iterator[str]:
    if mention.span.start >= scene.sentence.end_char:
        yield "ahead"
        yield f"ahead:{scene.sentence.start == 0}"
        return
    gap = _sentences_between(doc, _anchor(doc, mention).i, scene.sentence.start)
    latest = mention is scene.earlier[-1]
    near = f"{min(gap, 4)}:same"
    yield f"carry:dates={scene.dates}"
    yield f"carry:days={_days(mention)}"
    yield f"carry:days={_days(mention)}:{near}"
    yield f"carry:span={mention.past is not None and mention.past.start != mention.past.end}"
    yield f"carry:dates={scene.dates}:latest={latest}"
    yield f"carry:dates={min(scene.dates, 3)}:{near}"
    yield f"carry:far={min(gap, _FARTHEST)}"
    yield f"carry:first={mention is scene.earlier[0]}:{latest}"
    yield "carry"
    yield f"carry:gap={near}"
    yield f"carry:latest={latest}"
    yield f"carry:own={bool(scene.own)}"
    yield f"carry:tense={scene.tense}"
    yield f"carry:tense={scene.tense}:{near}"
    yield f"carry:pos={scene.trigger.pos_}"
    yield f"carry:first={scene.sentence[0].pos_}"
    yield f"carry:{scene.kind}"
    yield f"carry:{scene.kind}:{near}"
    yield f"carry:code={mention.code}"
    if scene.hour:
        yield "carry:hour"
        yield f"carry:hour:{near}"
    opening = scene.sentence[:4].text.lower()
    if any(
        word in opening.split() for word in ("y", "là", "il", "ils", "elle", "elles", "puis", "sur", "ces", "cette")
    ):
        yield "carry:goes_on"

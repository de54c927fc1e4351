"""How a date stands to an event, and what an event without a date looks like, as features that are weighed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.dates import DateMention
from nlp.dates_grammar import Direction
from nlp.dates_timeline import Scene, days
from nlp.passages import opening
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.schema import When
from nlp.verbs import governor, heads, is_predicate


def absence(scene: Scene) -> Iterator[str]:
    """Describe an event as one that has no date."""
    own, trigger = scene.dated_itself, scene.trigger
    yield "none"
    for feature in scene.setting:
        yield f"none:{feature}"
        yield f"none:own={own}:{feature}"
    yield f"none:own={min(sum(1 for m in scene.own if m.past), 2)}"
    yield f"none:pos={trigger.pos_}"
    if any(m.past is None for m in scene.own):
        yield "none:vague"
    yield f"none:opens={scene.opens}"
    yield f"none:dep={trigger.dep_}"
    yield f"none:{scene.kind}"
    yield f"none:{scene.kind}:own={own}"
    yield f"none:lemma={trigger.lemma_}"
    yield f"none:earlier={min(len(scene.before), 2)}"
    yield f"none:dates={scene.dates}:own={own}"
    yield f"none:number={min(scene.number, 7)}"
    if scene.hour:
        yield "none:hour"
    gap = min(scene.gap(scene.ground), 5) if scene.ground else "-"
    yield f"none:ground={gap}:own={own}"
    yield f"none:ground={gap}:reported={scene.reported}"
    if scene.main is None:
        yield f"none:main=-:own={own}"
    else:
        yield f"none:main={min(scene.gap(scene.main), 5)}:own={own}"
        yield f"none:main_paragraph={_paragraphs(scene, scene.main)}:own={own}"


def _paragraphs(scene: Scene, mention: DateMention) -> int:
    return min(scene.paragraph - scene.line.paragraph(mention.span.start), 3)


def reading(scene: Scene, mention: DateMention, turn: Direction, turns: int) -> Iterator[str]:
    """Describe one reading of a date, as a past or a coming one or one more that its words allow."""
    when, own, code = mention.when(turn), mention in scene.own, mention.code
    yield f"code={code}"
    if turns > 1:
        yield f"turn={turn}:{scene.tense}"
        yield f"turn={turn}:plan={scene.plan}"
        yield f"turn={turn}:{code}"
        yield f"turn={turn}:{code}:own={own}"
    if mention.further:
        yield from _of_several(scene, mention, turn, own)
    where = "in" if own else "carry"
    ahead = when is not None and when.start is not None and when.start > mention.published
    yield f"{where}:ahead={ahead}:{scene.tense}"
    yield f"{where}:ahead={ahead}:{turn}:{scene.tense}"
    yield f"{where}:size={_size(when)}"
    yield f"{where}:age={_age(when, mention)}:{scene.tense}"


def _of_several(scene: Scene, mention: DateMention, turn: Direction, own: bool) -> Iterator[str]:
    """Describe a reading of a date that has more than the plain ones: what kind of word takes which."""
    trigger, name = scene.trigger, f"turn={turn}:{mention.code}"
    anchor = scene.line.anchor(mention)
    way = "-"
    if own:
        way = "over" if trigger in heads(anchor) else "under" if anchor in heads(trigger) else "apart"
        way = f"{way}:{'before' if anchor.i < trigger.i else 'after'}"
        yield f"{name}:same={scene.line.clause(mention).verb == scene.clause.verb}"
    yield f"{name}:{way}"
    yield f"{name}:{trigger.pos_}:own={own}"
    yield f"turn={turn}:{scene.kind}:{trigger.pos_}"
    yield f"turn={turn}:lemma={trigger.lemma_}"
    yield f"turn={turn}:{scene.tense}:own={own}"
    yield f"{name}:{scene.tense}"
    yield f"turn={turn}:head={anchor.head.lemma_}"
    yield f"turn={turn}:child={anchor.head == trigger}"
    yield f"turn={turn}:gap={min(scene.gap(mention), 3)}"
    yield f"turn={turn}:counted={mention.counted}"
    yield f"{name}:counted={mention.counted}"
    yield f"turn={turn}:counted={mention.counted}:{scene.reported}"
    told = scene.line.often[_days(mention.when(turn))] > (turn == "past")
    yield f"turn={turn}:told={told}"
    yield f"turn={turn}:told={told}:{mention.code}"


def _days(when: When | None) -> tuple[object, object]:
    return (when.start, when.end) if when else (None, None)


def _size(when: When | None) -> str:
    if when is None or when.start is None or when.end is None:
        return "open"
    length = (when.end - when.start).days
    return next(
        (name for limit, name in ((0, "day"), (1, "two"), (7, "week"), (31, "month")) if length <= limit), "year"
    )


def _age(when: When | None, mention: DateMention) -> int:
    """Tell how long ago a date is: the fresher, the likelier the scene goes on (1 today, 2 yesterday, … 6 long ago)."""
    if when is None or when.start is None:
        return 7
    ago = (mention.published - when.start).days
    return next((i for i, edge in enumerate((-1, 0, 1, 2, 7, 31)) if ago <= edge), 6)


def inside(scene: Scene, mention: DateMention) -> Iterator[str]:
    """Describe how a date of the event's own sentence stands to it."""
    line, trigger = scene.line, scene.trigger
    anchor, clause = line.anchor(mention), line.clause(mention)
    yield from tree(anchor, trigger)
    yield from _in_line(scene, mention, anchor)
    same = clause.verb == scene.clause.verb
    yield f"in:same={same}"
    yield f"in:same={same}:{mention.code}"
    yield f"in:same={same}:{anchor.dep_}"
    yield f"in:same={same}:{scene.kind}"
    yield f"in:rel={clause.relation}:{scene.clause.relation}"
    yield f"in:depth={clause.depth}:{min(scene.clause.depth, 2)}"
    yield f"in:{mention.code}:{scene.tense}"
    yield f"in:telling={mention.telling}:{same}"
    yield f"in:telling={mention.telling}:only={len(scene.own) == 1}"
    yield f"in:verb={clause.verb.lemma_}:{same}"
    yield f"in:often={min(line.often[days(mention)], 3)}"
    if clause.verb != trigger and clause.verb.lemma_ in REPORTING_VERBS:
        yield f"in:reported:{same}"
        yield f"in:reported:only={len(scene.own) == 1}"
    if anchor.head == trigger:
        yield "in:child"
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


def _in_line(scene: Scene, mention: DateMention, anchor: Token) -> Iterator[str]:
    trigger, doc = scene.trigger, scene.line.doc
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
    if any(low < scene.line.anchor(m).i < high for m in others):
        yield f"line:{side}:over_date"
    if mention.span.start - scene.sentence.start_char < 4:
        yield "line:opens"
        yield f"line:opens:verbs={min(verbs, 3)}"


def _bucket(distance: int) -> int:
    return next(i for i, edge in enumerate((3, 6, 11, 21, 10**6)) if distance < edge)


def carried(scene: Scene, mention: DateMention, *, first: bool, latest: bool) -> Iterator[str]:
    """Describe how a date told in a sentence before stands to the event; `first` and `latest` of those before."""
    line, sentence = scene.line, scene.sentence
    if mention.span.start >= sentence.end_char:
        yield "ahead"
        yield f"ahead:{sentence.start == 0}"
        return
    anchor, clause = line.anchor(mention), line.clause(mention)
    gap = scene.gap(mention)
    near, own = min(gap, 4), scene.dated_itself
    yield "carry"
    for feature in scene.setting:
        yield f"carry:{feature}"
    yield f"carry:far={gap}"
    yield f"carry:first={first}:{latest}"
    yield f"carry:own={own}"
    yield f"carry:pos={scene.trigger.pos_}"
    yield f"carry:dates={scene.dates}"
    yield f"carry:dates={scene.dates}:latest={latest}"
    yield f"carry:verbs={clause.tense}:{scene.tense}"
    yield f"carry:same_word={any(word.lemma_ == scene.trigger.lemma_ for word in anchor.sent)}:{scene.trigger.pos_}"
    main, paragraphs = mention is scene.main, _paragraphs(scene, mention)
    yield f"carry:main={main}:paragraphs={paragraphs}:own={own}"
    between = {days(m) for m in scene.before if m.span.start > mention.span.start} - {days(mention)}
    shared = len(line.names(sentence) & line.names(anchor.sent))
    for fact in (
        f"rel={clause.relation}",
        f"depth={clause.depth}",
        f"opens={mention.span.start - anchor.sent.start_char < 4}",
        f"between={min(len(between), 3)}",
        f"paragraphs={paragraphs}",
        f"shared={min(shared, 2)}",
        f"age={_age(mention.past, mention)}",
        f"often={min(line.often[days(mention)], 3)}",
        f"reported={clause.verb.lemma_ in REPORTING_VERBS}",
        f"reported={clause.verb.lemma_ in REPORTING_VERBS}:{scene.reported}",
        f"verb={clause.verb.lemma_}",
        f"telling={mention.telling}",
        f"telling={mention.telling}:{scene.reported}",
        f"ground={mention is scene.ground}",
        f"main={main}",
        f"code={mention.code}",
        f"tense={scene.tense}",
        f"event={scene.kind}",
        f"clause={scene.clause.relation}",
        f"opening={opening(sentence[0])}",
        f"new_paragraph={scene.opens}",
        f"hour={scene.hour}",
    ):
        yield f"carry:{fact}"
        yield f"carry:{fact}:{near}"

"""The days told around an event and the way to a date, as features that a network qualifies by each other."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.dates import DateMention
from nlp.dates_timeline import Scene
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.surroundings import determiner, subject_of, surroundings
from nlp.verbs import heads

_BETWEEN = 6  # words before whichever comes later, the date or the trigger
_PATH = 4  # steps of a way through the parse
_FAR = 4  # sentences


def context(scene: Scene) -> Iterator[str]:
    """Describe an event whatever its date: the words around it, and how many days are told."""
    yield from surroundings(scene.line.doc, scene.trigger, scene.kind)
    yield f"opens={scene.opens}"
    yield f"own={min(sum(1 for m in scene.own if m.past), 2)}"
    yield f"vague={any(m.past is None for m in scene.own)}"
    yield f"dates={scene.dates}"
    yield f"number={min(scene.number, 7)}"


def beside(scene: Scene, mention: DateMention) -> Iterator[str]:
    """Describe a date by its words and by what lies between it and the event."""
    line = scene.line
    anchor, clause = line.anchor(mention), line.clause(mention)
    for word in mention.span.text.lower().split():
        yield f"x:date={''.join('0' if sign.isdigit() else sign for sign in word)}"
    yield f"x:head={anchor.head.lemma_}"
    yield f"x:word={anchor.lemma_}"
    yield f"x:before={line.doc[max(0, line.first(mention) - 1)].lower_}"
    yield f"x:dep={anchor.dep_}"
    yield f"x:verb={clause.verb.lemma_}:{clause.tense}"
    yield f"x:tenses={clause.tense}:{scene.tense}"
    yield f"x:depth={clause.depth}:{clause.relation}"
    if mention in scene.own:
        yield from _way(scene, anchor)
    elif mention.span.start < scene.sentence.start_char:
        yield from _since(scene, mention, anchor)


def _way(scene: Scene, anchor: Token) -> Iterator[str]:
    """Describe the way from a date to the event in one sentence, through the parse and along the line."""
    trigger, line, passages = scene.trigger, scene.line, scene.line.passages
    up, over = heads(anchor), heads(trigger)
    common = next((word for word in up if word in over), None)
    if common is not None:
        rise = [word.dep_ for word in up[: up.index(common)]]
        fall = [word.dep_ for word in over[: over.index(common)]]
        yield f"x:path={'>'.join(rise[:_PATH])}^{'<'.join(fall[:_PATH])}"
        yield f"x:path={''.join(rise[-1:])}^{''.join(fall[-1:])}:{common.pos_}"
        yield f"x:common={common.lemma_}"
    low, high = sorted((anchor.i, trigger.i))
    side = "before" if anchor.i < trigger.i else "after"
    between = [verb for verb in passages.passage(scene.sentence).predicates if low < verb.i < high]
    yield f"x:between={','.join(map(passages.tense, between[-3:]))}:{side}"
    for word in line.doc[low + 1 : high][-_BETWEEN:]:
        yield f"x:over={word.lower_}:{side}"


def _since(scene: Scene, mention: DateMention, anchor: Token) -> Iterator[str]:
    """Describe what was told since the sentence of a date that may carry over."""
    line, sentence, trigger = scene.line, anchor.sent, scene.trigger
    passages = line.passages
    there, here = passages.passage(sentence), passages.passage(scene.sentence)
    verb = line.clause(mention).verb
    told = [passages.passage(between) for between in line.between(sentence, scene.sentence)]
    far = min(len(told) + 1, _FAR)
    subjects = (subject_of(verb), subject_of(scene.clause.verb))
    one, other = (subject.lemma_.lower() if subject is not None else "-" for subject in subjects)
    reports = sum(passage.reports for passage in told)
    after = [predicate for predicate in there.predicates if predicate.i >= anchor.i]
    yield f"x:same_subject={one == other}"
    yield f"x:roots={','.join(passages.tense(passage.root) for passage in told[-3:])}:{scene.tense}"
    yield f"x:pluperfect={any(passage.pluperfect for passage in told)}:{scene.tense}:{far}"
    yield f"x:reports={min(reports, 3)}:{far}"
    yield f"x:reported={verb.lemma_ in REPORTING_VERBS}:{scene.reported}:{min(reports, 2)}"
    yield f"x:hours={min(sum(passage.hour is not None for passage in told), 2)}:{far}"
    yield f"x:after={min(len(after), 3)}:{far}"
    yield f"x:after={','.join(map(passages.tense, after[-2:]))}:{scene.tense}"
    for lemma in there.telling:
        yield f"x:there={lemma}"
    yield f"x:det={determiner(trigger)}:{trigger.lemma_.lower() in there.lemmas}:{far}"
    yield f"x:shared={min(len(there.nouns & here.nouns), 3)}:{far}"

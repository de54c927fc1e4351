"""Which date belongs to an event: each date near it is described, and the description weighed.

The weights are data (`nlp.patterns.fr_date_weights`), fitted to annotated articles by `python -m nlp.training.dates`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from nlp.choosing import total
from nlp.dates import DateMention
from nlp.dates_features import Scene, Timeline, absence, carried, inside, reading
from nlp.dates_grammar import Direction
from nlp.patterns.fr_date_weights import WEIGHTS
from nlp.schema import EventType, Evidence, When

_CARRIED = 3  # dates told before the sentence that may carry over, beside the first of the article


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may have, with its description; `mention` is None for «no date»."""

    mention: DateMention | None
    direction: Direction
    features: tuple[str, ...]


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
    scene = Scene(_timeline(doc, mentions), trigger, kind.value if kind else "-")
    found = [Candidate(None, "past", tuple(absence(scene)))]
    earlier = scene.before[:1] + scene.before[1:][-_CARRIED:]
    ahead: tuple[DateMention, ...] = ()
    if not scene.own and not earlier:
        ahead = tuple(m for m in scene.line.dated if m.span.start >= scene.sentence.end_char)[:1]
    for mention in (*scene.own, *earlier, *ahead):
        if mention.past is None and mention.future is None:
            continue
        if mention in scene.own:
            where = tuple(inside(scene, mention))
        else:
            first, latest = mention is scene.line.dated[0], bool(earlier) and mention is earlier[-1]
            where = tuple(carried(scene, mention, first=first, latest=latest))
        turns: list[Direction] = ["past"] if mention.past == mention.future else ["past", "future"]
        if mention.other is not None:
            turns.append("other")
        found.extend(
            Candidate(mention, turn, where + tuple(reading(scene, mention, turn, len(turns))))
            for turn in turns
            if mention.when(turn) is not None
        )
    return found


def _timeline(doc: Doc, mentions: Sequence[DateMention]) -> Timeline:
    """Give the article's timeline, kept with the Doc as each of its events asks for it."""
    known: tuple[Sequence[DateMention], Timeline] | None = doc.user_data.get("timeline")
    if known is None or known[0] is not mentions:
        known = doc.user_data["timeline"] = mentions, Timeline(doc, mentions)
    return known[1]

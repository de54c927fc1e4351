"""What speaks for a place being an event's own: the features that the place weights were learned on.

A feature is a short text such as `path=obl:à>|V`; `nlp.training.scenes` learns a weight for each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.clauses import chain_of, preposition
from nlp.names import fold
from nlp.patterns import fr_roles as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.places import PlaceMention
from nlp.role_features import voice_of, way
from nlp.schema import EventType

REACH = 3  # sentences that a place is carried; further on the scene has mostly changed
_AFTER = 1  # sentences read beyond the trigger's own
_OPENING = 3  # names at the article's head that stay in view: a dateline, a title
_SIZES = {"country": 5, "region": 4, "area": 4, "county": 3, "locality": 2, "neighbourhood": 1, "facility": 1}
_LISTING = re.compile(r"(?:,|,?\s*(?:et|ou|puis|ainsi\s+que))(?:\s*(?:à|de|d'|dans|sur)?(?:\s*(?:la|le|les|l'))?)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could be the event's, with the sentences between (`back`, below 0 after it) and what speaks for it.

    `chain` is the first word (token index) of the coordination that it stands in («à Koya, à Zargwez et à Sidakan»).
    """

    mention: PlaceMention
    back: int
    chain: int
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """The trigger with what its candidates share: those of its sentence, and how often the text named each before."""

    doc: Doc
    trigger: Token
    kind: EventType
    mode: str | None
    voice: str
    here: list[PlaceMention]
    clause: Token
    text: str


def candidates(
    doc: Doc, index: int, kind: EventType, mode: str | None, mentions: Sequence[PlaceMention], text: str
) -> list[Candidate]:
    """List the places named in the trigger's sentence, in those before it, in the next and at the article's head."""
    trigger = doc[index]
    start = _sentence_start(doc, trigger, REACH)
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, _sentence_end(doc, trigger), key=lambda m: m.start)
    opening = [m for m in mentions[: min(first, _OPENING)] if m.anaphor is None and not m.doubtful]
    near = mentions[first:last]
    sentence = range(trigger.sent.start, trigger.sent.end)
    here = [m for m in near if m.start in sentence and not m.metonym and not m.doubtful and m.anaphor is None]
    scene = _Scene(doc, trigger, kind, mode, voice_of(trigger), here, clause_of(trigger), text)
    counts = Counter(mention.name for mention in (*opening, *near))
    found: list[Candidate] = []
    before: PlaceMention | None = None
    for mention in (*opening, *near):
        if mention.start <= index < mention.end:
            continue
        back = _sentences_between(doc, mention, trigger) if mention.start >= start else REACH + 1
        named = f"named={min(4, counts[mention.name])}|{min(back, 1)}"
        features = (named, *_common(scene, mention, back), *(_inside(scene, mention) if back == 0 else ()))
        chain = found[-1].chain if before and is_listed_with(doc, before, mention) else chain_of(doc[mention.head])
        before = mention
        found.append(Candidate(mention, back, chain, features))
    return found


def is_listed_with(doc: Doc, before: PlaceMention, mention: PlaceMention) -> bool:
    """«Djibo, Arbinda et à Gorom»: places of one size with only a comma or «et» and a preposition between."""
    if before.end > mention.start or mention.start - before.end > 4 or not _is_of_one_size(before, mention):
        return False
    between = doc[before.end : mention.start].text.replace("’", "'").strip()
    return _LISTING.fullmatch(between) is not None


def _is_of_one_size(before: PlaceMention, mention: PlaceMention) -> bool:
    """A place that no list has is a village where the text tells how far from another it lies."""
    sizes = {size_of(before), size_of(mention)}
    return len(sizes) == 1 or (sizes == {"locality", "unknown"} and mention.locator_relation is not None)


def clause_of(token: Token) -> Token:
    """The verb that a word's clause is built on, the word itself for a verb or the root."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head != current:
        current = current.head
    return current


def _sentence_start(doc: Doc, trigger: Token, reach: int) -> int:
    start = int(trigger.sent.start)
    for _ in range(reach):
        if start == 0:
            break
        start = int(doc[start - 1].sent.start)
    return start


def _sentence_end(doc: Doc, trigger: Token) -> int:
    end = int(trigger.sent.end)
    for _ in range(_AFTER):
        if end >= len(doc):
            break
        end = int(doc[end].sent.end)
    return end


def _sentences_between(doc: Doc, mention: PlaceMention, trigger: Token) -> int:
    if mention.start >= trigger.sent.end:
        return -1
    return sum(1 for token in doc[mention.start + 1 : trigger.sent.start + 1] if token.is_sent_start)


def size_of(mention: PlaceMention) -> str:
    """Country, region, town or site: by the map, else by the words before the name."""
    return mention.resolved.kind if mention.resolved else mention.kind or "unknown"


def _has_finer(here: list[PlaceMention], mention: PlaceMention) -> bool:
    size = _SIZES.get(size_of(mention), 2)
    return any(_SIZES.get(size_of(m), 2) < size for m in here if m is not mention)


def _common(scene: _Scene, mention: PlaceMention, back: int) -> list[str]:
    kind, inside, head = scene.kind, back == 0, scene.doc[mention.head]
    carried = "0"
    if back > 0:
        carried = f"{back}|{chr(10) in scene.text[mention.end_char : scene.trigger.idx]}"
    elif back < 0:
        carried = "-1"
    size = size_of(mention)
    last = not any(mention.end <= m.start < scene.trigger.sent.start for m in scene.here)
    around = f"{min(len(scene.here), 2)}|{back}"
    owned = head.head.lemma_ in words.ACTOR_NOUNS and head.dep_ in {"nmod", "appos", "flat"}
    stand_in = f"{mention.anaphor}|{mention.doubtful}"
    return [
        "bias",
        f"back={back}",
        f"here={around}",
        f"here+type={around}|{kind}",
        f"carried={carried}",
        f"carried={carried}|{min(len(scene.here), 2)}",
        f"carried={carried}|{kind}",
        f"last={last}|{around}",
        f"type={kind}|{inside}",
        f"size={size}|{inside}",
        f"size+type={size}|{kind}",
        f"locative={mention.locative}|{mention.metonym}|{inside}",
        f"metonym={mention.metonym}|{kind}",
        f"case={mention.preposition}|{inside}",
        f"relation={mention.relation is not None}",
        f"owned={owned}|{inside}",
        f"open={mention.start == head.sent.start}|{back}",
        f"mode={kind}|{scene.mode}|{inside}",
        f"listed={mention.resolved is not None}",
        f"stand-in={stand_in}|{inside}",
        f"stand-in+type={stand_in}|{kind}",
        f"noun={head.lower_ if mention.anaphor in ('definite', 'site') else None}|{inside}",
        f"label={head.ent_type_}|{mention.doubtful}|{inside}",
        f"tail={scene.clause.lemma_ in REPORTING_VERBS}|{inside}",
    ]


def _inside(scene: _Scene, mention: PlaceMention) -> list[str]:
    trigger, kind, voice, here = scene.trigger, scene.kind, scene.voice, scene.here
    head = scene.doc[mention.head]
    side = "before" if mention.start < trigger.i else "after"
    path = way(head, trigger)
    order = sorted(here, key=lambda m: abs(m.start - trigger.i))
    rank = min(3, order.index(mention)) if mention in order else 4
    size = _SIZES.get(size_of(mention), 2)
    finer = _has_finer(here, mention)
    near = sum(abs(mention.start - trigger.i) > limit for limit in (2, 4, 8, 14, 22))
    case = preposition(head)
    low, high = sorted((head.i, trigger.i))
    commas = min(3, sum(w.text in {",", ";", "("} for w in scene.doc[low:high]))
    verbs = min(3, sum(w.pos_ == "VERB" for w in scene.doc[low + 1 : high]))
    verb = clause_of(head)
    clause = "own" if verb == scene.clause else "reporting" if verb.lemma_ in REPORTING_VERBS else verb.dep_
    return [
        f"path={path}|{voice}",
        f"path+type={path}|{kind}",
        f"dep={head.dep_}|{voice}|{side}",
        f"dep+type={head.dep_}|{kind}",
        f"case+type={case}|{kind}|{side}",
        f"owner={head.head.lemma_}",
        f"owner+dep={head.head.pos_}|{head.dep_}|{case}",
        f"rank={rank}|{len(here)}|{side}",
        f"finer={finer}",
        f"finer+size={finer}|{size}",
        f"near={near}|{side}|{voice}",
        f"commas={commas}|{side}",
        f"verbs={verbs}|{side}|{voice}",
        f"trigger+case={trigger.lemma_}|{case}|{side}",
        f"governed={head.head == trigger}|{kind}",
        f"clause={clause}|{side}|{voice}",
        f"clause+case={clause}|{case}",
        f"verb={verb.lemma_}|{clause == 'own'}",
    ]


def absence_of(trigger: Token, kind: EventType, mode: str | None, found: Sequence[Candidate]) -> list[str]:
    """List the features of the trigger that speak for no place being told."""
    here = min(3, sum(c.back == 0 and not c.mention.metonym and not c.mention.doubtful for c in found))
    voice = voice_of(trigger)
    return [
        "none",
        f"none={kind}",
        f"none={kind}|{mode}",
        f"none={trigger.lemma_}",
        f"none={kind}|{voice}",
        f"none={here}",
        f"none={here}|{kind}",
        f"none={here}|{voice}",
        f"none#{min(len(found), 16) // 2}",
    ]


def same_place(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether two mentions name one place, or overlap."""
    if one.resolved and other.resolved and one.resolved.key == other.resolved.key:
        return True
    return fold(one.name) == fold(other.name) or (one.start < other.end and other.start < one.end)

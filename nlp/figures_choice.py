"""Which toll belongs to an event: each toll near it is described, and the description weighed.

The weights are data (`nlp.patterns.fr_toll_weights`), fitted to annotated articles by `python -m nlp.training.tolls`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.choosing import total
from nlp.dates_features import tree
from nlp.figures import Toll
from nlp.figures_none import TollKind
from nlp.patterns import fr_tolls as words
from nlp.patterns.fr_roles import PEOPLE
from nlp.patterns.fr_toll_weights import WEIGHTS
from nlp.schema import Count, EventType, Evidence, Span
from nlp.verbs import infinitive, is_predicate

_DEADLY_VERBS = words.KILLING | words.DYING
DEADLY = frozenset({EventType.ASSAULT, EventType.PROTEST})
"""The types of event that have a toll in the annotated articles."""

_REASONS = {
    "noun": "toll_noun",
    "nsubj": "toll_subject",
    "nsubj:pass": "toll_subject",
    "obj": "toll_object",
    "life": "toll_life",
    "nmod": "toll_of",
    "acl": "toll_participle",
    "near": "toll_near",
    "none": "toll_none",
}
"""How a toll was found, as a code of `nlp.reasons`."""


@dataclass(frozen=True, slots=True)
class TollCandidate:
    """A toll that an event may have, its parts summed, with its description; no tolls for «none told»."""

    tolls: tuple[Toll, ...]
    features: tuple[str, ...]

    @property
    def value(self) -> int | None:
        """The number of people, None where no toll is told."""
        return sum(toll.value for toll in self.tolls) if self.tolls else None


def toll_of(
    doc: Doc, trigger: int, tolls: tuple[Toll, ...], kind: EventType | None = None
) -> tuple[Count | None, Count | None]:
    """Give the dead and the wounded of the event whose trigger is the token `doc[trigger]`; None where none are told.

    `tolls` are those of the whole text (`nlp.figures.find_tolls`). An event of a type that kills nobody has none.
    """
    if kind is not None and kind not in DEADLY:
        return None, None
    return _best(doc, doc[trigger], tolls, "killed"), _best(doc, doc[trigger], tolls, "wounded")


def _best(doc: Doc, trigger: Token, tolls: tuple[Toll, ...], kind: TollKind) -> Count | None:
    best = max(toll_candidates(doc, trigger, tolls, kind), key=_weight)
    if not best.tolls:
        return _lone_victim(trigger) if kind == "killed" else None
    evidence = []
    for toll in best.tolls:
        low, high = min(toll.first, toll.teller), max(toll.number, toll.teller)
        span = doc[low : high + 1]
        evidence.append(Evidence(Span(span.text, span.start_char, span.end_char), _REASONS[toll.reason]))
    return Count(best.value or 0, tuple(evidence))


def _weight(candidate: TollCandidate) -> float:
    return total(WEIGHTS, candidate.features)


def toll_candidates(doc: Doc, trigger: Token, tolls: tuple[Toll, ...], kind: TollKind) -> list[TollCandidate]:
    """List what tolls of a kind an event may have, «none» first: those of its sentence and of the next one."""
    sentence = trigger.sent
    following = doc[sentence.end].sent.end if sentence.end < len(doc) else sentence.end
    near = [toll for toll in tolls if toll.kind == kind and sentence.start <= toll.number < following]
    groups = _summed(doc, near)
    found = [TollCandidate((), tuple(_absence(trigger, groups, kind)))]
    found.extend(TollCandidate(group, tuple(_describe(doc, trigger, group, groups, kind))) for group in groups)
    return found


def _summed(doc: Doc, tolls: list[Toll]) -> list[tuple[Toll, ...]]:
    """Put tolls together that one word tells («un soldat et deux policiers ont succombé»)."""
    groups: dict[tuple[int, bool], list[Toll]] = {}
    for toll in tolls:
        groups.setdefault((toll.teller, toll.value == 0), []).append(toll)
    return [tuple(_parts(doc, group)) for group in groups.values()]


def _parts(doc: Doc, group: list[Toll]) -> list[Toll]:
    """Leave out a total told before its parts («cinq personnes, trois soldats et deux civils, ont été tuées»)."""
    total_first = len(group) > 2 and group[0].value == sum(toll.value for toll in group[1:])
    if total_first and doc[group[0].number].nbor().lower_ in words.ALL_SORTS:
        return group[1:]
    return group


def _absence(trigger: Token, groups: list[tuple[Toll, ...]], kind: str) -> Iterator[str]:
    own = sum(1 for group in groups if group[0].number < trigger.sent.end)
    yield f"none:{kind}"
    yield f"none:{kind}:own={min(own, 2)}"
    yield f"none:pos={trigger.pos_}"
    yield f"none:next={len(groups) > own}"


def _describe(
    doc: Doc, trigger: Token, group: tuple[Toll, ...], groups: list[tuple[Toll, ...]], kind: str
) -> Iterator[str]:
    teller, number = doc[group[0].teller], doc[group[0].number]
    yield f"reason={group[0].reason}"
    yield f"kind={kind}"
    if teller == trigger:
        yield "teller"
    side = "before" if number.i < trigger.i else "after"
    between = doc[min(number.i, trigger.i) + 1 : max(number.i, trigger.i)]
    nearer = sum(1 for other in groups if abs(other[0].number - trigger.i) < abs(number.i - trigger.i))
    yield f"nearer={min(nearer, 2)}"
    if number.i >= trigger.sent.end:
        yield "next"
        yield f"next:new={any(chr(10) in word.text for word in between)}"
        yield f"next:own={any(g[0].number < trigger.sent.end for g in groups)}"
        yield f"next:verbs={min(sum(map(is_predicate, between)), 4)}"
        yield f"next:reason={group[0].reason}"
        yield f"next:total={any(word.lemma_ in words.TOTALS for word in number.sent)}"
        return
    yield from tree(teller, trigger)
    yield f"{side}:verbs={min(sum(map(is_predicate, between)), 3)}"
    yield f"{side}:break={any(word.text in (';', ':') for word in between)}"
    yield f"{side}:far={min(len(between) // 6, 4)}"
    if "Ger" in str(teller.morph) or teller.tag_ == "VPR" or teller.lower_.endswith("ant"):
        yield f"{side}:gerund"


def _lone_victim(trigger: Token) -> Count | None:
    """Read «l'ambassadeur a été assassiné», «l'égorgement d'Untel»: one dead, where a person is killed by name."""
    if trigger.lemma_ in words.DEATHS:
        victims = [child for child in trigger.children if child.dep_ == "nmod" and child.i > trigger.i]
    elif infinitive(trigger) in _DEADLY_VERBS:
        passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in trigger.children)
        wanted = {"nsubj", "nsubj:pass"} if passive or infinitive(trigger) in words.DYING else {"obj"}
        victims = [child for child in trigger.children if child.dep_ in wanted]
    else:
        return None
    for victim in victims:
        if _is_one_person(victim):
            span = Span(victim.text, victim.idx, victim.idx + len(victim))
            return Count(1, (Evidence(span, "toll_person"),))
    return None


def _is_one_person(word: Token) -> bool:
    if "Plur" in word.morph.get("Number", []) or any(child.dep_ == "conj" for child in word.children):
        return False
    if word.ent_type_:
        return word.ent_type_ == "PER"
    return word.lemma_ in words.PERSONS | PEOPLE

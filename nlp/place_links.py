"""What a text says of where a named place lies: «X, à 60 km au nord de Y», «X, au Texas», «X (Liban)», «entre X et Y».

The place named to say so, the locator, is not where things happen: its point, moved as the words say, is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp.gazetteer.lookup import ResolvedPlace
from nlp.patterns import fr_places as words
from nlp.place_relations import Relation, split_relation, territory_before
from nlp.place_scan import PlaceMention

_WIDE = frozenset({"country", "region", "area"})
_TOWN = "|".join(sorted(words.TOWN_NOUNS, key=len, reverse=True))
_SAID_OF_IT = re.compile(  # «, une petite localité située »
    rf"\s*[,(]?\s*(?:(?:un|une|le|la|l['’])?\s*(?:\w+\s+)?(?:{_TOWN})\b\s*(?:\w+\s+)?)?(?:située?s?|distante?s?)?\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:en|au|aux|dans\s+(?:le|la|les|l['’]))\s*", re.IGNORECASE)
_BORDER = re.compile(r"\bfronti(?:ère|ères)\b")
_AT_BORDER = re.compile(r"fronti[eè]res?\s+(?:avec|de|du)\b[^,.;]{0,8}$")
_AND_IN = re.compile(r"\s*,?\s*(?:et|ou)\s+(?:en|au|aux|à)\s+")
_THEN_IN = re.compile(r"\s*,\s*(?:en|au|aux|à)\s+")
_DATELINE = re.compile(r"\s*(?:\([^)]{2,40}\)\s*|,\s*\d{1,2}(?:er)?\s+\w+\s*(?:\d{4})?\s*(?:\([^)]{2,20}\)\s*)?)?[-–—]")
_OF_TOWN = re.compile(r"\s*(?:,\s*(?:à|dans)|à|\(|de|d['’])\s*", re.IGNORECASE)
_LONGEST = 110  # characters between a place and its locator


def link(doc: Doc, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, each with its `locator` and datelines marked; resolved or not."""
    linked = list(mentions)
    for position in range(len(linked) - 1):
        mention, other = linked[position], linked[position + 1]
        relation, inside = _said(doc, mention, other)
        if relation is None and (not inside or _is_listing(doc, linked[position + 1 :])):
            continue
        linked[position] = replace(mention, locator=position + 1, locator_relation=relation)
        linked[position + 1] = replace(linked[position + 1], locates=mention.start)
    return [replace(mention, dateline=True) if _is_dateline(doc, mention) else mention for mention in linked]


def contains(mention: PlaceMention, locator: PlaceMention) -> bool:
    """Whether the locator is a country or region that the mention lies in: «Tripoli, dans le nord du Liban»."""
    if locator.resolved is None or locator.resolved.kind not in _WIDE:
        return False
    return mention.locator_relation is None or is_part(mention.locator_relation)


def is_part(relation: Relation) -> bool:
    """Whether the relation names a part of a country or region: «dans le nord du Liban», «au sud du Mali»."""
    return relation.bearing is not None and relation.distance_km is None


def partners(doc: Doc, mentions: Sequence[PlaceMention]) -> dict[int, ResolvedPlace]:
    """For each mention of «entre X et Y», by its position, the place at the other end."""
    ends: dict[int, ResolvedPlace] = {}
    for position, (one, other) in enumerate(pairwise(mentions)):
        paired = all(mention.relation and mention.relation.words == "entre" for mention in (one, other))
        if paired and one.resolved and other.resolved and other.start - one.end <= 3:
            ends[position], ends[position + 1] = other.resolved, one.resolved
    return ends


def town_of(doc: Doc, position: int, mentions: Sequence[PlaceMention]) -> ResolvedPlace | None:
    """The town that a mention lies in: by the gazetteer, or by the text, «le quartier d'al-Zanjili, à Mossoul».

    Of a place that no list has, and that is no quarter by its noun, the words up to the town must say so.
    """
    mention = mentions[position]
    if mention.resolved is not None:
        return mention.resolved.town
    town = mention.anchor
    if town is None or town.kind != "locality":
        return None
    if mention.kind == "neighbourhood" or (mention.locator is not None and mention.locator_relation is None):
        return town
    following = mentions[position + 1] if position + 1 < len(mentions) else None
    if following is None or following.resolved != town or following.relation is not None:
        return None
    return town if _OF_TOWN.fullmatch(doc.text[mention.end_char : following.start_char]) else None


def _said(doc: Doc, mention: PlaceMention, other: PlaceMention) -> tuple[Relation | None, bool]:
    """The relation by which the second place tells where the first lies, or whether it just holds it."""
    gap = doc.text[mention.end_char : other.start_char]
    if mention.sent_start(doc) != other.sent_start(doc) or len(gap) > _LONGEST or "\n" in gap.strip():
        return None, False
    if _BORDER.search(gap) or other.metonym:
        return None, False
    phrase = territory_before(gap)[0]
    split = split_relation(gap) or (split_relation(gap[: -len(phrase)]) if phrase else None)
    set_off = gap.lstrip()[:1] in (",", "(")
    if split:
        return (split[1], False) if set_off and _SAID_OF_IT.fullmatch(split[0]) else (None, False)
    body = _SAID_OF_IT.sub("", gap[: len(gap) - len(phrase)], count=1)
    bracketed = gap.strip() == "(" and doc[other.end : other.end + 1].text in (")", ",")
    held = _INSIDE.fullmatch(body) is not None and (set_off or mention.preposition == "à")
    return None, bracketed or held


def _is_listing(doc: Doc, following: Sequence[PlaceMention]) -> bool:
    """«à Alep, en Irak et en Iran»: places side by side, none in the next."""
    if len(following) < 2:
        return False
    gaps = [doc.text[one.end_char : other.start_char] for one, other in pairwise(following[:3])]
    series = len(gaps) == 2 and _THEN_IN.fullmatch(gaps[0]) is not None and _AND_IN.fullmatch(gaps[1]) is not None
    return _AND_IN.fullmatch(gaps[0]) is not None or series


def is_border(doc: Doc, mention: PlaceMention) -> bool:
    """«à la frontière avec la Turquie» lies in another country than the one named."""
    return _AT_BORDER.search(doc.text[: mention.start_char][-_LONGEST:]) is not None


def _is_dateline(doc: Doc, mention: PlaceMention) -> bool:
    """«BAMAKO (AFP) -» opens the text: it tells where it was written, not where anything happened."""
    if mention.start > 1 or mention.anaphor or not mention.name.isupper():
        return False
    return _DATELINE.match(doc.text[mention.end_char : mention.end_char + 80]) is not None

"""Words that stand for a place without naming it: «la ville», «la capitale», «y», «où», and sites such as «l'aéroport».

Each becomes a mention that stands where the word stands and bears the name of the place meant; a site that no earlier
name explains bears its own noun. The chooser of an event's place weighs them like names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.actors import ActorList
from nlp.patterns import fr_places as words
from nlp.place_judge import opens_name
from nlp.place_links import is_part
from nlp.place_relations import preposition_before, relation_before
from nlp.place_scan import PlaceMention

_TOWNS = frozenset({"locality", "neighbourhood", "county", "facility"})
_REGIONS = frozenset({"region", "county", "area"})
_LOOK_BACK = 70  # characters read for the words before a noun
_TELLING = 3  # places more in one country than in any named: «le pays» is that one
_REMEMBERED = 12  # names before the word that it may stand for


def stand_ins(doc: Doc, mentions: Sequence[PlaceMention], actors: ActorList) -> list[PlaceMention]:
    """The given mentions and the words that stand for one of them, all in text order; the mentions are resolved."""
    covered = {index for mention in mentions if not mention.doubtful for index in range(mention.start, mention.end)}
    found = _Antecedents(mentions, actors)
    others = [other for token in doc if token.i not in covered and (other := _stand_in(doc, token, found))]
    return sorted((*mentions, *others), key=lambda mention: (mention.start, mention.end))


class _Antecedents:
    """The places named so far, nearest first."""

    def __init__(self, mentions: Sequence[PlaceMention], actors: ActorList) -> None:
        self._mentions, self._actors = [mention for mention in mentions if not mention.doubtful], actors
        self._next = 0

    def before(self, index: int) -> Iterator[PlaceMention]:
        """The nearest names before a token; tokens must be asked for in text order."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < index:
            self._next += 1
        yield from reversed(self._mentions[max(0, self._next - _REMEMBERED) : self._next])

    def of_noun(self, token: Token) -> PlaceMention | None:
        """What «la ville», «la province», «le pays», «la capitale» or «l'hôpital» stands for."""
        noun = token.lower_
        named = self.before(token.i)
        if noun in words.CAPITAL_NOUNS:
            return next((m for m in named if self._actors.is_metonym(m.name)), None)
        named = (m for m in named if not m.metonym)
        if noun in words.TOWN_NOUNS:
            return next((m for m in named if _kind(m) in _TOWNS and not self._only_locates(m)), None)
        if noun in words.REGION_NOUNS:
            return next((m for m in named if _kind(m) in _REGIONS), None)
        if noun in words.COUNTRY_NOUNS:
            return self._country(named)
        return next((m for m in named if m.name.lower().startswith(f"{noun} ")), None)

    def _only_locates(self, mention: PlaceMention) -> bool:
        """«Bartella, près de Mossoul»: the town named after a village to tell where it is."""
        return any(m.start == mention.locates and _kind(m) != "facility" for m in self._mentions[: self._next])

    def _country(self, named: Iterator[PlaceMention]) -> PlaceMention | None:
        """The country where most of what was named so far lies; no neighbour named for its border alone."""
        countries = [m for m in named if _kind(m) == "country" and (m.relation is None or is_part(m.relation))]
        earlier = (m.resolved.country for m in self._mentions[: self._next] if m.resolved and not m.dateline)
        often = Counter(iso3 for iso3 in earlier if iso3)
        best = max(countries, key=lambda m: often[_country_of(m)], default=None)  # the nearest of equals
        unnamed = best is not None and often.most_common(1)[0][1] >= _TELLING + often[_country_of(best)]
        return None if unnamed else best


def _country_of(mention: PlaceMention) -> str:
    return (mention.resolved.country if mention.resolved else None) or ""


def _kind(mention: PlaceMention) -> str:
    if mention.kind:
        return mention.kind
    return mention.resolved.kind if mention.resolved else "locality"


def _stand_in(doc: Doc, token: Token, found: _Antecedents) -> PlaceMention | None:
    if token.lower_ == "y" and token.pos_ == "PRON":
        named = next((m for m in found.before(token.i) if m.locative or not m.metonym), None)
        return _as_name(doc, token, token.i + 1, named, "y") if named else None
    if token.lower_ == "où" and token.i:
        return _relative(doc, token, found)
    if token.pos_ != "NOUN" or (opens_name(token) and not token.is_sent_start):
        return None
    anaphoric = any(token.lower_ in nouns for nouns in _ANAPHORIC)
    if not (anaphoric or token.lower_ in words.COMMON_SITES or token.lower_ in words.FACILITIES):
        return None
    before = doc[token.i - 1] if token.i else None
    if before is None or before.lower_ not in words.DEFINITE:
        return None
    end = _noun_end(doc, token)
    if _announces_name(doc, end):
        return None
    named = found.of_noun(token) if end == token.i + 1 or anaphoric else None
    if named is not None:
        return _as_name(doc, token, end, named, "definite")
    if anaphoric and token.lower_ not in words.CAPITAL_NOUNS and end == token.i + 1:
        return None
    return _bare(doc, token, end)


_ANAPHORIC = (words.TOWN_NOUNS, words.REGION_NOUNS, words.COUNTRY_NOUNS, words.CAPITAL_NOUNS)


def _announces_name(doc: Doc, end: int) -> bool:
    """«le village d'Aguelhok», «la ville de Gao», «la place Tahrir»: the name itself comes next."""
    after = doc[end : end + 3]
    while len(after) and after[0].pos_ in ("ADP", "DET"):
        after = after[1:]
    return len(after) > 0 and opens_name(after[0])


def _noun_end(doc: Doc, token: Token) -> int:
    """With its adjective: «frontière ukrainienne», «palais présidentiel»."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    adjective = after is not None and after.pos_ == "ADJ" and after.head == token and not opens_name(after)
    return token.i + 2 if adjective else token.i + 1


def _relative(doc: Doc, token: Token, found: _Antecedents) -> PlaceMention | None:
    """«Mossoul, où», «la ville, où»: the name just before the relative word."""
    named = next(found.before(token.i), None)
    if named is None or named.start < token.sent.start or named.end < token.i - 8:
        return None
    return _as_name(doc, token, token.i + 1, named, "relative")


def _as_name(doc: Doc, token: Token, end: int, named: PlaceMention, code: str) -> PlaceMention:
    forms = (*named.also, doc[token.i : end].text) if code == "definite" else named.also
    place = _bare(doc, token, end)
    return replace(
        place,
        name=named.name,
        also=tuple(dict.fromkeys(form for form in forms if form != named.name)),
        kind=named.kind,
        anaphor=code,
        resolved=named.resolved,
        anchor=named.anchor,
        locative=place.locative or code in ("y", "relative"),
    )


def _bare(doc: Doc, token: Token, end: int) -> PlaceMention:
    left = str(doc[token.sent.start : token.i].text_with_ws[-_LOOK_BACK:])
    relation, preposition = relation_before(left), preposition_before(left)
    return PlaceMention(
        doc[token.i : end].text,
        token.i,
        end,
        token.i,
        token.idx,
        doc[end - 1].idx + len(doc[end - 1]),
        kind="facility",
        relation=relation,
        preposition=preposition,
        locative=bool(relation or preposition),
        anaphor="site",
    )

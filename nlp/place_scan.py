"""Place names in a parsed text: candidates by longest match, then the tests that make a candidate a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from nlp.actors import ActorList
from nlp.gazetteer.lookup import Gazetteer, ResolvedPlace
from nlp.patterns import fr_places as words
from nlp.place_judge import PlaceJudge, label_of, opens_name
from nlp.place_relations import Relation, preposition_before, relation_before, territory_before
from nlp.schema import ActorKind

_LONGEST_NAME = 6  # words
_ACTOR_KINDS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})  # whose names may be a place's
_SITE_ENDS = frozenset({"à", "dans", "en", "vers", "par", "sur", "pour", "avec", "proche", "près", "contre", "au"})
_FUNCTION_WORDS = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PUNCT", "SPACE"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text.

    `start` and `end` are token indexes (end exclusive) of `name`, `head` the token that the parser hangs it by,
    `start_char` and `end_char` its offsets in the text; `also` other right forms of the same mention. `relation` holds
    the words between event and place, `locative` tells that the name stands in a phrase of place, `metonym` that it
    stands for a government, `doubtful` that it may be no place at all; `anaphor` says how a word that is no name stands
    for a place (`definite`, `y`, `relative`, `site`), None for a name. `resolved` is None for a place no list has;
    `anchor` is then the place it is named with. `locator` is the position among the mentions of the place that tells
    where this one lies («X, à 60 km de Y»), by `locator_relation`; that one `locates` (the first token of what it tells
    of). `partner` is the other end of «entre X et Y», `town` what a quarter lies in; a `dateline` tells where the text
    was written.
    """

    name: str
    start: int
    end: int
    head: int
    start_char: int
    end_char: int
    also: tuple[str, ...] = ()
    kind: str | None = None
    relation: Relation | None = None
    preposition: str | None = None
    locative: bool = False
    metonym: bool = False
    doubtful: bool = False
    anaphor: str | None = None
    resolved: ResolvedPlace | None = None
    anchor: ResolvedPlace | None = None
    locator: int | None = None
    locator_relation: Relation | None = None
    locates: int | None = None
    partner: ResolvedPlace | None = None
    town: ResolvedPlace | None = None
    dateline: bool = False

    def sent_start(self, doc: Doc) -> int:
        """The first token of the sentence it stands in."""
        return int(doc[self.start].sent.start)


def scan_places(doc: Doc, gazetteer: Gazetteer, actors: ActorList) -> list[PlaceMention]:
    """The places that a text names, not yet resolved, in text order and without overlap."""
    found: list[PlaceMention] = []
    for mention in _Scan(doc, gazetteer, actors).mentions():
        before = found[-1] if found else None
        if before and before.relation and before.relation.words == "entre" and mention.relation is None:
            between = doc[before.end : mention.start].text.strip()
            mention = replace(mention, relation=before.relation, locative=True) if between == "et" else mention
        found.append(mention)
    return found


class _Scan:
    """One pass over one text."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, actors: ActorList) -> None:
        self._doc, self._gazetteer, self._actors = doc, gazetteer, actors
        self._judge = PlaceJudge(doc, gazetteer, actors)
        self._metonyms: set[int] = set()  # tokens of the governments named by their capitals so far

    def mentions(self) -> Iterator[PlaceMention]:
        position, pending = 0, None
        while position < len(self._doc):
            end, mention = self._at(position)
            if mention is not None:
                if pending is None or mention.start >= pending.end:
                    yield mention
                tokens = self._metonyms if mention.metonym else self._judge.places
                if not mention.doubtful:
                    tokens.update(range(mention.start, mention.end))
                pending = mention
            position = max(end, position + 1)

    def _at(self, start: int) -> tuple[int, PlaceMention | None]:
        token = self._doc[start]
        if token.lower_ in words.FACILITIES and (end := self._facility_end(start)):
            return end, self._mention(start, end, "facility")
        named = opens_name(token)
        if token.pos_ in _FUNCTION_WORDS or not (named or token.lower_ in words.COMMON_STARTS):
            return start + 1, None
        end, known = self._longest(start)
        if end == start or (not named and (known == "unknown" or end == start + 1)):
            return start + 1, None
        if self._is_site_name(start, end) or self._judge.is_seat(start, end):
            return end, self._mention(start, end, "facility")
        if known == "actor":
            return end, None
        if self._judge.is_place(start, end, known == "place"):
            return end, self._mention(start, end, None)
        if self._judge.might_be_place(start, end, known == "place"):
            return end, replace(self._mention(start, end, None), doubtful=True)
        return end, None

    def _is_site_name(self, start: int, end: int) -> bool:
        return end - start > 1 and self._doc[end - 1].lower_ in words.SITE_NAME_ENDS

    def _longest(self, start: int) -> tuple[int, str]:
        """The longest name from here that the gazetteer or the actor list has, else the run of capitalised words."""
        limit = min(start + _LONGEST_NAME, self._doc[start].sent.end)
        run = self._run(start)
        for end in range(limit, start, -1):
            if not self._may_end(start, end):
                continue
            if end < run and self._is_one_name(start, run):
                return run, "unknown"
            text = self._judge.text(start, end)
            place = self._gazetteer.weight(text) >= 0 and (end - start == 1 or self._spelt_as_name(start, end, text))
            if not self._is_actor(start, end, text):
                if place:
                    return end, "place"
            elif place and self._gazetteer.is_known(text) and self._reads_as_place(start, end):
                return end, "place"
            else:
                return end, "actor"
        return run, "unknown"

    def _reads_as_place(self, start: int, end: int) -> bool:
        """For what is both an actor and a place, «Bruxelles»: it stands in a place or was found to be one."""
        return self._judge.is_located(start) or label_of(self._doc, start, end) == "LOC"

    def _is_one_name(self, start: int, end: int) -> bool:
        """Whether capitalised words are one name that no list has, not a listed one beside another."""
        inner = self._doc[start + 1 : end]
        one_entity = self._doc[start].ent_iob_ == "B" and all(token.ent_iob_ == "I" for token in inner)
        return one_entity or all(token.dep_ == "flat" or token.pos_ == "ADP" for token in inner)

    def _spelt_as_name(self, start: int, end: int, text: str) -> bool:
        if opens_name(self._doc[end - 1]) and opens_name(self._doc[start]):
            return True
        if any(opens_name(token) for token in self._doc[start:end]):
            return self._gazetteer.is_known(text)
        return self._gazetteer.is_famous(text)  # «trois frontières», «zone démilitarisée»

    def _may_end(self, start: int, end: int) -> bool:
        last = self._doc[end - 1]
        if last.is_punct or last.is_space or last.pos_ in ("ADP", "DET", "CCONJ", "AUX", "PRON"):
            return end - start == 1 and last.text[0].isupper()
        return not any(token.is_space or token.text in ',;:.!?()«»"' for token in self._doc[start:end])

    def _run(self, start: int) -> int:
        """The end of the capitalised words from here; inner particles («Mocímboa da Praia») belong to the run."""
        if not opens_name(self._doc[start]):
            return start
        end, limit = start + 1, self._doc[start].sent.end
        while end < limit and (opens_name(self._doc[end]) or self._is_particle(end, limit)):
            end += 1
        return end

    def _is_particle(self, index: int, limit: int) -> bool:
        particles = {"da", "do", "dos", "das", "del", "el", "al", "ad", "az", "ez", "ben", "bin", "sur"}
        following = index + 1 < limit and opens_name(self._doc[index + 1])
        return self._doc[index].lower_ in particles and following and self._doc[index].dep_ in ("flat", "case", "det")

    def _is_actor(self, start: int, end: int, text: str) -> bool:
        known = self._actors.identify(text) if opens_name(self._doc[start]) else None
        if known is None:
            return False
        return known.kind is not ActorKind.STATE or self._gazetteer.weight(text) < 0

    def _facility_end(self, start: int) -> int:
        """The end of «aéroport militaire de Deir Ezzor», «rue Sattar-Khan», «camp de réfugiés de X»; 0 for none."""
        limit = min(start + 8, self._doc[start].sent.end)
        position, linked = start + 1, False
        while position < limit:
            token = self._doc[position]
            if position == start + 1 and token.like_num and token.text.isdigit():
                return position + 1 if token.i + 1 >= limit or self._doc[position + 1].pos_ != "NOUN" else 0
            if token.text in words.TERRITORIES or token.lower_ in _SITE_ENDS:
                return 0
            if opens_name(token) and token.pos_ not in _FUNCTION_WORDS:
                run = self._longest(position)[0]
                return run if self._is_site(start, position, run, linked) else 0
            if position == start + 1 and token.lower_ in words.SITE_ADJECTIVES and not self._names_follow(position + 1):
                return position + 1
            linked = linked or token.pos_ == "ADP" or token.lower_ in ("du", "des", "de", "d'", "d’")
            inner = token.pos_ in ("ADJ", "ADP", "DET") or (token.pos_ == "NOUN" and position - start <= 3)
            if not inner:
                return 0
            position += 1
        return 0

    def _names_follow(self, position: int) -> bool:
        """Whether «de» and a name come next: «palais présidentiel de Kaboul»."""
        after = self._doc[position : position + 3]
        return any(opens_name(token) for token in after) and len(after) > 0 and after[0].pos_ == "ADP"

    def _is_site(self, start: int, name: int, end: int, linked: bool) -> bool:
        """A site's name follows it at once, or after «de»; «camp de la Russie», «base de Daech» are no sites."""
        text = self._judge.text(name, end)
        if self._actors.find_country(text) or label_of(self._doc, name, end) in ("GROUP",):
            return False
        known = self._actors.identify(text)
        if (known and known.kind not in _ACTOR_KINDS) or label_of(self._doc, name, end) == "PER":
            unknown = known is None or known.kind is ActorKind.PERSON
            return unknown and (not linked or self._judge.is_set_in_region(end))
        return self._doc[start].pos_ == "NOUN" and (linked or self._doc[name].head.i == start or name == start + 1)

    def _mention(self, start: int, end: int, kind: str | None) -> PlaceMention:
        name, left = self._judge.text(start, end), self._judge.left(start)
        phrase, territory = territory_before(left)
        relation = relation_before(left) or (relation_before(left[: -len(phrase)]) if phrase else None)
        preposition = preposition_before(left[: len(left) - len(phrase)] if phrase else left)
        head = next((token for token in self._doc[start:end] if not start <= token.head.i < end), self._doc[start])
        also: tuple[str, ...] = (self._inner_name(start, end),) if kind else ()
        metonym = kind is None and self._is_metonym(head, start, end, name)
        if words.KEPT_TERRITORIES & set(phrase.replace("’", " ").replace("'", " ").split()):
            also, first = (name,), self._doc[start].idx - len(_without_article(phrase))
            start = next(index for index in range(start, -1, -1) if self._doc[index].idx <= first)
            name = self._judge.text(start, end)
        return PlaceMention(
            name,
            start,
            end,
            head.i,
            self._doc[start].idx,
            self._doc[end - 1].idx + len(self._doc[end - 1]),
            also,
            kind or territory,
            relation,
            preposition,
            bool(relation or preposition or territory) and not metonym,
            metonym,
        )

    def _inner_name(self, start: int, end: int) -> str:
        first = next((index for index in range(start + 1, end) if opens_name(self._doc[index])), start)
        return self._judge.text(first, end)

    def _is_metonym(self, head: Token, start: int, end: int, name: str) -> bool:
        """A capital or a country that acts, speaks or is spoken of, and not where something happens."""
        if not (self._actors.is_metonym(name) or self._actors.find_country(name)):
            return False
        if self._judge.is_dative(start):
            return True
        if self._judge.is_located(start) or self._judge.is_listed_with_place(start) or head.dep_ == "ROOT":
            return False
        if head.dep_ == "conj" and head.head.i in self._metonyms:
            return True
        if head.dep_ == "nmod" and self._actors.is_metonym(name):
            return head.head.lemma_ in words.POWER_NOUNS
        if head.dep_.startswith("obl") and self._judge.is_left_or_headed_for(start):
            return False
        return head.dep_ != "nsubj:pass" and "Pass" not in str(head.head.morph)


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:(?:la|le|les)\s+|[ld]['’])", "", phrase)

"""Who is meant: the mentions of an article gathered into actors, and pronouns and «le groupe» led back to a name.

Mentions are one actor where the actor list knows them under one key, where their names fold to the same words, where a
last name or an acronym repeats a fuller name, and where a definite description repeats the noun of an earlier one.
"""

# ruff: noqa: SIM905 (long word lists read better as text)

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Protocol

from spacy.tokens import Doc, Token

from nlp.coordination import first_beside
from nlp.mentions import Mention, is_name, is_people, mention_at
from nlp.names import fold
from nlp.patterns.fr_roles import ANAPHORS, FEMININE_PRONOUNS, PLURAL_PRONOUNS, PRONOUNS
from nlp.schema import Actor, ActorKind, Evidence, Span

_REACH = 4  # sentences that «le groupe» or a pronoun may look back; further back it is rarely the same
_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})
_LONGEST_PART = 12  # words of a name that repeats a part of a longer one; more are a line in capitals
_KINDS = {noun: frozenset({kind}) for kind, nouns in ANAPHORS.items() for noun in nouns}
_DEFINITE = frozenset("""
    le la les l' l’ ce cet cette ces ledit ladite lesdits lesdites
    """.split())  # fmt: skip


class Identity(Protocol):
    """What the actor list tells of a name."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> ActorKind | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def fr(self) -> str: ...


class Identifier(Protocol):
    """The part of the actor list that is used here."""

    def identify(self, name: str) -> Identity | None: ...
    def find_country_adjective(self, word: str) -> str | None: ...
    def get(self, key: str) -> Identity | None: ...


@dataclass(slots=True)
class _Character:
    """One actor of the article while it is being gathered."""

    mentions: list[Mention] = field(default_factory=list)
    identity: Identity | None = None
    titles: set[str] = field(default_factory=set)  # their first words
    _forms: list[str] | None = None

    def take(self, mention: Mention) -> None:
        self.mentions.append(mention)
        if mention.title:
            self.titles.add(mention.title.split()[0].lower())
        self._forms = None

    def forms(self) -> list[str]:
        """All forms, the most explicit first: names before descriptions, longer before shorter, then text order.

        Before them all the name under which the actor is known everywhere, where the article has it and it is no
        acronym or other single word.
        """
        if self._forms is None:
            proper = dict.fromkeys(m.name for m in self.mentions if m.proper)
            common = dict.fromkeys(m.name for m in self.mentions if not m.proper)
            known = fold(self.identity.fr) if self.identity and " " in self.identity.fr else ""
            longest = sorted(proper, key=lambda name: (fold(name) != known, -len(name.split()), -len(name)))
            others = common if proper else sorted(common, key=lambda name: -len(name.split()))
            rest = (form for m in self.mentions for form in m.also)
            self._forms = list(dict.fromkeys([*longest, *others, *rest]))
        return self._forms


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor of the article as a whole: `heads` are the head words (token indexes) of its mentions, in text order.

    `sentences` and `subjects` run beside them: the number of each one's sentence, and whether it is a subject there.
    """

    actor: Actor
    heads: tuple[int, ...]
    sentences: tuple[int, ...]
    subjects: tuple[bool, ...]
    proper: bool


class Cast:
    """The actors of one article. Built once from its Doc; `actor` then names whoever a word stands for.

    Not `resolving`, every mention is an actor by itself and a pronoun is nobody: what the resolution is worth.
    """

    def __init__(self, doc: Doc, identifier: Identifier, *, resolving: bool = True) -> None:
        self._doc = doc
        self._resolving = resolving
        self._identifier = identifier
        self._by_head: dict[int, _Character] = {}
        self._mention_by_head: dict[int, Mention] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        self._by_key: dict[str, _Character] = {}
        self._by_fold: dict[str, _Character] = {}
        self._by_part: dict[str, dict[int, _Character]] = defaultdict(dict)
        self._sentence = list(accumulate(int(bool(token.is_sent_start)) for token in doc))
        for mention in _mentions(doc):
            self._admit(mention)
        self._figure_at = self._gathered()
        self._figure_heads = sorted(self._figure_at)
        self._by_name: dict[str, Figure] = {}
        for head in self._figure_heads:
            self._by_name.setdefault(self._figure_at[head].actor.name, self._figure_at[head])

    def _gathered(self) -> dict[int, Figure]:
        """Give the actor of the article that each mention's head stands for."""
        heads: dict[int, list[int]] = defaultdict(list)
        for head, character in self._by_head.items():
            heads[id(character)].append(head)
        figures: dict[int, Figure] = {}
        for found in heads.values():
            character = self._by_head[found[0]]
            figure = Figure(
                _actor(character, self._span(self._doc[found[0]]), "context"),
                tuple(found),
                tuple(self._sentence[head] for head in found),
                tuple(self._doc[head].dep_.startswith("nsubj") for head in found),
                any(mention.proper for mention in character.mentions),
            )
            figures |= dict.fromkeys(found, figure)
        return figures

    def figure(self, name: str) -> Figure | None:
        """Give the actor of the article with this name."""
        return self._by_name.get(name)

    def figures_before(self, index: int, mentions: int) -> list[tuple[Figure, int]]:
        """List the actors of the last so many mentions before a token, the last named first, each with that head."""
        end = bisect_left(self._figure_heads, index)
        found: dict[int, tuple[Figure, int]] = {}
        for head in reversed(self._figure_heads[max(0, end - mentions) : end]):
            figure = self._figure_at[head]
            found.setdefault(figure.heads[0], (figure, head))
        return list(found.values())

    def sentence(self, index: int) -> int:
        """Give the number of the sentence that a token stands in, the first being 1."""
        return self._sentence[index]

    def actor(self, head: int, reason: str) -> Actor | None:
        """Name the actor that the token at `head` stands for; None for a pronoun that leads nowhere."""
        token = self._doc[head]
        character = self._by_head.get(head)
        if character is None and token.pos_ in {"PRON", "DET"}:
            character = self._pronoun(token)
            reason = f"pronoun:{reason}"
        elif character is None and token.pos_ == "ADJ" and not is_people(token):
            return self._demonym(token, reason)
        elif character is None:
            mention = mention_at(self._doc, head)
            character = self._admit(mention) if mention else None
        return self._as_told(_actor(character, self._span(token), reason), head) if character else None

    def _as_told(self, actor: Actor, head: int) -> Actor:
        """Let a state go by the name that stands here: «l'Irak» is not to be told as «Bagdad», nor the other way."""
        mention = self._mention_by_head.get(head)
        if actor.kind is not ActorKind.STATE or mention is None or not mention.proper or mention.name == actor.name:
            return actor
        forms = dict.fromkeys((mention.name, actor.name, *actor.also))
        return replace(actor, name=mention.name, also=tuple(forms)[1:])

    def _demonym(self, token: Token, reason: str) -> Actor | None:
        """«frappe israélienne»: the state, by its name in the article where it has one there."""
        country = self._identifier.find_country_adjective(token.text)
        identity = self._identifier.get(country) if country else None
        if identity is None:
            return None
        known = self._by_key.get(identity.key)
        span = Span(token.text, token.idx, token.idx + len(token.text))
        if known is None:
            forms = (token.text,)
            return Actor(identity.fr, forms, (Evidence(span, reason),), identity.key, identity.kind, identity.country)
        actor = _actor(known, span, reason)
        return replace(actor, also=tuple(dict.fromkeys((*actor.also, token.text))))

    def named(self, name: str, head: int | None = None) -> str:
        """Give the most explicit form of a name used in this article."""
        character = self._by_fold.get(fold(name))
        if character is None and head is not None:
            character = self._by_head.get(head)
        return character.forms()[0] if character else name

    def _span(self, token: Token) -> Span:
        mention = self._mention_by_head.get(token.i)
        start, end = (mention.start, mention.end) if mention else (token.i, token.i + 1)
        if (start, end) not in self._spans:
            text, begin = self._doc[start:end].text, self._doc[start].idx
            self._spans[start, end] = Span(text, begin, begin + len(text))
        return self._spans[start, end]

    def _distance(self, head: int, token: Token) -> int:
        """Count the sentence ends between two words."""
        return abs(self._sentence[token.i] - self._sentence[head])

    def _earlier(self, token: Token, reach: int) -> Iterator[tuple[int, _Character]]:
        """Walk back through the heads of mentions before a word, as many sentences as said."""
        for index in range(token.i - 1, -1, -1):
            if self._distance(index, token) > reach:
                return
            character = self._by_head.get(index)
            if character is not None:
                yield index, character

    # ------------------------------------------------------------ gathering

    def _admit(self, mention: Mention) -> _Character:
        token = self._doc[mention.head]
        mention = self._without_country(mention)
        identity = self._identify(mention)
        character = None
        if self._resolving:
            character = self._known(mention, identity) or self._described_before(mention, token)
        if character is None:
            character = _Character()
        character.take(mention)
        character.identity = character.identity or identity
        self._by_head[mention.head] = character
        self._mention_by_head.setdefault(mention.head, mention)
        if mention.proper:
            for part in _parts(fold(mention.name).split()):
                self._by_part[part][id(character)] = character
        if not self._resolving:
            return character
        if identity is not None:
            self._by_key.setdefault(identity.key, character)
        forms = [mention.name, *mention.also] if mention.proper else [mention.name]
        for form in forms:
            if form[:1].isupper() or form == mention.name:
                self._by_fold.setdefault(fold(form), character)
        return character

    def _without_country(self, mention: Mention) -> Mention:
        """Take the country that a dateline puts in brackets («Erbil (Irak)») from the forms of the town's name."""
        if not mention.proper or not mention.also:
            return mention
        own = self._identifier.identify(mention.name)
        countries = {
            form
            for form in mention.also
            if (other := self._identifier.identify(form)) and other.kind is ActorKind.STATE and other != own
        }
        return replace(mention, also=tuple(form for form in mention.also if form not in countries))

    def _identify(self, mention: Mention) -> Identity | None:
        identity = self._identifier.identify(mention.name)
        if identity is None and mention.proper:
            acronyms = (form for form in mention.also if form.isupper())
            identity = next((found for form in acronyms if (found := self._identifier.identify(form))), None)
        return identity

    def _known(self, mention: Mention, identity: Identity | None) -> _Character | None:
        if identity is not None and identity.key in self._by_key:
            return self._by_key[identity.key]
        same = self._by_fold.get(fold(mention.name))
        if same is not None and (mention.proper or not _indefinite(self._doc[mention.head])):
            return same
        return self._partial_name(mention) if mention.proper else None

    def _partial_name(self, mention: Mention) -> _Character | None:
        """A last name, or the first words of a longer name said before («Hachd» after «Hachd al-Chaabi»)."""
        words = fold(mention.name).split()
        if not words or len(" ".join(words)) < 4:
            return None
        matches = self._by_part.get(" ".join(words), {})
        return next(iter(matches.values())) if len(matches) == 1 else None

    def _described_before(self, mention: Mention, token: Token) -> _Character | None:
        """«l'armée» after «l'armée soudanaise», «le président» after «le président X», «le groupe» after a name."""
        if mention.proper or not is_definite(token) or mention.end - mention.start > 1:
            return None
        for head, character in self._earlier(token, _REACH * 2):
            if self._is_beside(token, head):
                continue
            if self._doc[head].lemma_ == token.lemma_:
                return character
            if token.lower_ in character.titles:
                return character
        return self._anaphor(token)

    def _anaphor(self, token: Token) -> _Character | None:
        kinds = _KINDS.get(token.lemma_)
        if kinds is None:
            return None
        for head, character in self._earlier(token, _REACH):
            if self._is_beside(token, head):
                continue
            if character.identity and character.identity.kind and character.identity.kind.value in kinds:
                return character
        return None

    def _is_beside(self, token: Token, head: int) -> bool:
        """Tell whether a mention fills another place of the same verb («le Hezbollah a attaqué les jihadistes»)."""
        if token.dep_ not in _PLACES or self._distance(head, token) or token.head.pos_ != "VERB":
            return False
        first = self._doc[first_beside(self._doc[head])]
        return first.head == token.head and first.dep_ in _PLACES

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, token: Token) -> _Character | None:
        """Lead a pronoun to the nearest actor before it that agrees, subjects of clauses first."""
        word = token.lower_.replace("’", "'").lstrip("-")
        if not self._resolving or word not in PRONOUNS or token.dep_.startswith("expl"):
            return None
        plural, feminine = word in PLURAL_PRONOUNS, word in FEMININE_PRONOUNS
        best: tuple[int, _Character] | None = None
        subject = self._subject_beside(token)
        for head, character in self._earlier(token, 2):
            candidate = self._doc[head]
            if character is subject or not agrees(candidate, plural, feminine):
                continue
            rank = -self._distance(head, token) * 3 + (4 if candidate.dep_.startswith("nsubj") else 0)
            if candidate.head == token.head:
                rank -= 4
            if best is None or rank > best[0]:
                best = (rank, character)
        return best[1] if best else None

    def _subject_beside(self, token: Token) -> _Character | None:
        """Give the subject of the verb that a pronoun is the object of: «il lui reproche» speaks of two."""
        if token.dep_ not in {"obj", "iobj", "obl", "obl:agent"}:
            return None
        for child in token.head.children:
            if child.dep_.startswith("nsubj") and child.i != token.i:
                return self._by_head.get(child.i) or (self._pronoun(child) if child.pos_ == "PRON" else None)
        return None


def _mentions(doc: Doc) -> list[Mention]:
    """List the names and the noun phrases for people and bodies, in text order; what lies inside a name is skipped."""
    found: list[Mention] = []
    covered = -1
    for token in doc:
        if token.i <= covered:
            continue
        mention: Mention | None = None
        if (is_people(token)) or is_name(token):
            mention = mention_at(doc, token.i)
        if mention is not None:
            found.append(mention)
            covered = max(token.i, mention.end - 1) if mention.proper else token.i
    return found


def _actor(character: _Character, span: Span, reason: str) -> Actor:
    name, *also = character.forms()
    identity = character.identity
    return Actor(
        name=name,
        also=tuple(also),
        evidence=(Evidence(span, reason),),
        key=identity.key if identity else None,
        kind=identity.kind if identity else None,
        country=identity.country if identity else None,
    )


def _parts(words: list[str]) -> Iterator[str]:
    """List the beginnings and the ends of a longer name, those of a length that a shorter name may have."""
    for count in range(1, min(len(words), _LONGEST_PART + 1)):
        yield " ".join(words[:count])
        yield " ".join(words[-count:])


def is_definite(token: Token) -> bool:
    """Tell whether a noun has a definite or pointing article («le groupe», «cette ville», «du groupe»)."""
    return any(child.pos_ == "DET" and child.lower_ in _DEFINITE for child in token.children) or any(
        child.dep_ == "case" and child.lower_ in {"du", "au", "aux", "des"} for child in token.children
    )


def _indefinite(token: Token) -> bool:
    return any(child.pos_ in {"DET", "NUM"} and child.lower_ not in _DEFINITE for child in token.children)


def agrees(candidate: Token, plural: bool, feminine: bool) -> bool:
    """Tell whether a noun may be what a pronoun of this number and gender stands for."""
    number = candidate.morph.get("Number", [])
    if number and (("Plur" in number) != plural) and candidate.pos_ == "NOUN":
        return False
    if plural and candidate.pos_ == "PROPN" and "Plur" not in number:
        return candidate.text.endswith("s")
    gender = candidate.morph.get("Gender", [])
    return not (gender and candidate.pos_ == "NOUN" and (("Fem" in gender) != feminine))

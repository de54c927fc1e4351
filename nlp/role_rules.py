"""Who does an event and to whom, read off the grammar around its trigger.

Verbs give their logical subject and object (`nlp.clauses`); event nouns give theirs through «de», «par», «contre»,
«entre», adjectives of nationality, participles and the light verb that carries them («mener un raid»). Frames of the
PLOVER types then settle what the grammar leaves open (a demand is made «à» somebody, a meeting has sources only).
"""

# ruff: noqa: SIM905 (long word lists read better as text)

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.actors import ActorList
from nlp.clauses import Argument, Arguments, arguments_of, is_passive, preposition, resolved
from nlp.mentions import conjuncts, is_name
from nlp.patterns import fr_roles as words
from nlp.schema import ActorKind, EventType

_OF = frozenset({"de", "du", "des", "d'"})
_TO = frozenset({"à", "au", "aux", "à l'", "auprès de", "auprès du", "auprès des"})
_OVER = frozenset({"contre", "sur", "visant", "envers", "vers", "face à", "face aux", "face au"})
_BLAMED = frozenset(["attribuer", "imputer", "prêter"])
_AIMED = frozenset(["viser", "cibler", "frapper", "toucher", "diriger", "atteindre", "opposer"])
_THINGS = words.INSTRUMENTS | words.PLACE_NOUNS
_PERSONAL = frozenset({
    EventType.REQUEST, EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN, EventType.SUPPORT, EventType.REJECT,
    EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.CONCEDE, EventType.AID,
})  # fmt: skip
"""Types between actors alone, in which the name of a state or a capital as object means its government."""


@dataclass(frozen=True, slots=True)
class Filler:
    """The head word (token index) of whoever fills a role, and the code of how it was found."""

    head: int
    reason: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does an event and to whom, each in text order."""

    sources: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()


IsState = Callable[[str], bool]
"""Tells of a name or adjective («Bagdad», «israélienne») whether it stands for a state or government."""


def state_test(actors: ActorList) -> IsState:
    """Make the test of names and adjectives from the actor list; answers are kept, as words repeat."""
    known: dict[str, bool] = {}

    def is_state(word: str) -> bool:
        if word not in known:
            identity = actors.identify(word) if word[:1].isupper() else None
            governs = identity is not None and identity.kind in {ActorKind.STATE, ActorKind.GOVERNMENT}
            known[word] = governs or actors.find_country_adjective(word) is not None
        return known[word]

    return is_state


def rule_roles(doc: Doc, index: int, kind: EventType, is_state: IsState) -> Roles:
    """Find the source and target words of the event whose trigger is the token at `index`."""
    trigger = doc[index]
    found = nominal_arguments(trigger, is_state) if _is_event_noun(trigger) else arguments_of(trigger)
    sources, targets = _frame(trigger, kind, found)
    kept_sources = _actors(sources, kind, is_state, as_source=True)
    taken = {filler.head for filler in kept_sources}
    kept_targets = [f for f in _actors(targets, kind, is_state, as_source=False) if f.head not in taken]
    return Roles(tuple(kept_sources), tuple(kept_targets))


def _is_event_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "X"}


# ---------------------------------------------------------------- event nouns


def nominal_arguments(noun: Token, is_state: IsState) -> Arguments:
    """Collect doers and sufferers around an event noun, first in its own phrase, then from the verb it hangs on."""
    found = Arguments()
    for child in noun.children:
        _place_complement(noun, child, found, is_state)
    _from_head(noun, found, is_state)
    return found


def _place_complement(noun: Token, child: Token, found: Arguments, is_state: IsState) -> None:
    if child.dep_ == "amod" and is_state(child.text):
        found.doers.append(Argument(child, "demonym"))
    elif child.dep_ in {"acl", "acl:relcl"}:
        _place_participle(child, found)
    elif child.dep_ in {"nmod", "obl", "obl:agent", "appos", "dep"}:
        _place_phrase(noun, child, found)


def _place_phrase(noun: Token, child: Token, found: Arguments) -> None:
    case = preposition(child)
    if case in _OF:
        objective = noun.lemma_ in words.OBJECTIVE_NOUNS and noun.lemma_ not in words.SUBJECTIVE_ANYWAY
        side = found.sufferers if objective else found.doers
        side.append(Argument(child, "nmod:de"))
        for inner in child.children:  # «l'assassinat du maire par X»: the parser often hangs «par X» on «maire»
            if inner.dep_ in {"nmod", "obl"} and preposition(inner) in {"par", "contre"}:
                _place_phrase(noun, inner, found)
    elif case == "par" or child.dep_ == "obl:agent":
        found.doers.append(Argument(child, "nmod:par"))
    elif case == "entre":
        found.doers.extend(Argument(token, "nmod:entre") for token in conjuncts(child))
    elif case in _OVER:
        found.sufferers.append(Argument(child, "nmod:contre"))
    elif case in _TO:
        found.datives.append(child)
    else:
        found.obliques.setdefault(case, []).append(child)


def _place_participle(verb: Token, found: Arguments) -> None:
    """«menée par X», «attribuée à X», «visant X», «dirigée contre X» after an event noun."""
    inner = arguments_of(verb)
    if is_passive(verb):
        found.doers.extend(Argument(a.token, "acl:par") for a in inner.doers)
        if verb.lemma_ in _BLAMED:
            blamed = [token for case in _TO for token in inner.obliques.get(case, [])] + inner.datives
            found.doers.extend(Argument(token, "acl:à") for token in blamed)
    elif verb.lemma_ in _AIMED:
        found.sufferers.extend(a for a in inner.sufferers)
    elif verb.dep_ == "acl:relcl":
        noun = verb.head
        found.doers.extend(a for a in inner.doers if a.token != noun)
        found.sufferers.extend(a for a in inner.sufferers if a.token != noun)
    for case in _OVER:
        found.sufferers.extend(Argument(token, "acl:contre") for token in inner.obliques.get(case, []))


def _from_head(noun: Token, found: Arguments, is_state: IsState) -> None:
    head = noun.head
    if noun.dep_ == "conj" and _is_event_noun(head):
        shared = nominal_arguments(head, is_state)
        found.doers = found.doers or shared.doers
        found.sufferers = found.sufferers or shared.sufferers
        return
    if noun.dep_ == "nmod" and preposition(noun) in _OF and _is_event_noun(head) and head.lemma_ in _BATCHES:
        outer = nominal_arguments(head, is_state)
        outer.doers = [a for a in outer.doers if a.token != noun]
        found.doers = found.doers or outer.doers
        found.sufferers = found.sufferers or [a for a in outer.sufferers if a.token != noun]
        return
    if head.pos_ in {"VERB", "AUX"} and head != noun:
        _from_verb(noun, head, found)


_BATCHES = frozenset(
    """
    série vague campagne tentative salve succession début reprise poursuite annonce ordre menace projet coup
    acte lancement opération échange tir suite fin
    """.split()
)


def _from_verb(noun: Token, verb: Token, found: Arguments) -> None:
    outer = arguments_of(verb)
    doers = [a for a in outer.doers if a.token != noun and a.token not in conjuncts(noun)]
    sufferers = [a for a in outer.sufferers if a.token != noun and a.token.head != noun]
    light = verb.lemma_ in words.LIGHT_VERBS or verb.lemma_ in words.SUFFERED_VERBS
    if noun.dep_ in {"obj", "nsubj:pass", "iobj"} or (noun.dep_ == "obl" and light and preposition(noun) in _TO):
        lent = [Argument(a.token, "light") for a in doers]
        if verb.lemma_ in words.SUFFERED_VERBS:
            found.sufferers = found.sufferers or lent
        else:
            found.doers = found.doers or lent
        if not found.sufferers:
            found.sufferers = [Argument(t, "light") for case in _OVER for t in outer.obliques.get(case, [])]
        found.datives += outer.datives + [t for case in _TO for t in outer.obliques.get(case, []) if t != noun]
        found.datives += [a.token for a in sufferers if noun.dep_ == "obl"]
    elif noun.dep_ in {"nsubj", "obl:agent"}:
        found.sufferers = found.sufferers or [Argument(a.token, "effect") for a in sufferers]
    elif noun.dep_ in {"obl", "nmod", "advcl"}:
        dead = verb.lemma_ in words.SUBJECT_SUFFERS or any(a.token.lemma_ in {"vie", "mort"} for a in sufferers)
        hit = doers if dead else sufferers
        found.sufferers = found.sufferers or [Argument(a.token, "effect") for a in hit]
        if not dead:
            found.doers = found.doers or [Argument(a.token, "circumstance") for a in doers]


# ---------------------------------------------------------------- frames of the types


def _frame(trigger: Token, kind: EventType, found: Arguments) -> tuple[list[Argument], list[Argument]]:
    """Settle who is source and who is target by the type of the event."""
    doers, sufferers = list(found.doers), list(found.sufferers)
    verbal = not _is_event_noun(trigger)
    if verbal and trigger.lemma_ in words.SUBJECT_SUFFERS and kind == EventType.ASSAULT and not sufferers:
        doers, sufferers = [], doers
    partners = _phrases(found, {"avec"}, "avec")
    datives = [Argument(token, "iobj") for token in found.datives] + _phrases(found, _TO, "obl:à")
    against = _phrases(found, _OVER - {"sur", "vers"}, "obl:contre")
    if verbal and kind in _PERSONAL | {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE}:
        against += _phrases(found, {"sur"}, "obl:sur")
    if kind == EventType.CONSULT:
        return doers, [*sufferers, *partners, *datives]
    if kind in _PERSONAL:
        sufferers += [*datives, *against, *partners]
    elif kind == EventType.COERCE:
        sufferers += [*_phrases(found, _TO, "obl:à"), *against, *_holders(found)]
    elif kind == EventType.ASSAULT:
        sufferers += [*against, *partners, *_phrases(found, {"à", "aux"}, "obl:à")]
    elif kind in {EventType.PROTEST, EventType.MOBILIZE}:
        sufferers = against if verbal else [*sufferers, *against]
    return _split_sides(kind, doers, sufferers)


def _split_sides(
    kind: EventType, doers: list[Argument], sufferers: list[Argument]
) -> tuple[list[Argument], list[Argument]]:
    """«combats entre A et B»: the first named is the source of an assault, the others its targets."""
    between = [a for a in doers if a.reason == "nmod:entre"]
    if kind == EventType.ASSAULT and len(between) > 1:
        rest = [a for a in doers if a.reason != "nmod:entre"]
        return [*rest, between[0]], [*sufferers, *between[1:]]
    return doers, sufferers


def _phrases(found: Arguments, cases: Iterable[str], reason: str) -> list[Argument]:
    return [Argument(token, reason) for case in cases for token in found.obliques.get(case, [])]


def _holders(found: Arguments) -> list[Argument]:
    """Who lost a place: «des mains de X», «tenu par X», «aux dépens de X»."""
    holders = []
    for argument in found.sufferers:
        for child in argument.token.children:
            if child.dep_ == "acl" and child.lemma_ in {"tenir", "contrôler", "occuper", "défendre", "détenir"}:
                holders += [Argument(a.token, "holder") for a in arguments_of(child).doers]
    hands = [t for case in ("des", "aux", "de") for t in found.obliques.get(case, []) if t.lemma_ in {"main", "dépens"}]
    for hand in hands:
        holders += [Argument(child, "holder") for child in hand.children if preposition(child) in _OF]
    return holders


# ---------------------------------------------------------------- who can be an actor


def _actors(arguments: list[Argument], kind: EventType, is_state: IsState, as_source: bool) -> list[Filler]:
    """Keep what can act or suffer, look through weapons to who wields them, and take in what is coordinated."""
    kept: dict[int, Filler] = {}
    for argument in arguments:
        for start in resolved(argument.token):
            for token in [start] if argument.reason == "nmod:entre" else conjuncts(start):
                for word, reason in _seen_through(token, argument.reason, is_state):
                    if _can_act(word, kind, is_state, as_source, reason):
                        kept.setdefault(word.i, Filler(word.i, reason))
    return [kept[key] for key in sorted(kept)]


def _seen_through(token: Token, reason: str, is_state: IsState) -> list[tuple[Token, str]]:
    """A weapon stands for its owner («un missile des Houthis»), a part or number of people for the people."""
    if token.lemma_ in words.COUNTS:
        people = [c for c in token.children if c.dep_ == "nmod" and preposition(c) in _OF]
        return [(child, reason) for child in people] or [(token, reason)]
    if token.lemma_ in words.INSTRUMENTS:
        owners = nominal_owners(token, is_state)
        return [(owner, "owner") for owner in owners] or [(token, reason)]
    return [(token, reason)]


def nominal_owners(noun: Token, is_state: IsState) -> list[Token]:
    """Give who wields a weapon or deals a blow by the words of its own phrase."""
    owners = []
    for child in noun.children:
        national = child.dep_ == "amod" and is_state(child.text)
        if national or (child.dep_ == "nmod" and preposition(child) in _OF | {"par"}):
            owners.append(child)
        elif child.dep_ == "acl" and is_passive(child):
            owners += [a.token for a in arguments_of(child).doers]
    return owners


def _can_act(token: Token, kind: EventType, is_state: IsState, as_source: bool, reason: str) -> bool:
    if token.pos_ == "PRON":
        return token.lower_.replace("’", "'") not in words.EMPTY_PRONOUNS and token.lower_ not in {"se", "s'", "s’"}
    if reason in {"demonym", "owner"} and token.pos_ == "ADJ":
        return True
    if is_name(token) and token.lemma_ not in words.ACTOR_NOUNS:
        return _name_can_act(token, kind, is_state, as_source)
    if token.lemma_ in words.ACTOR_NOUNS:
        return not (token.lemma_ in words.PLACE_NOUNS and not as_source) or token.lemma_ in words.PEOPLE
    if token.pos_ == "ADJ":
        return is_state(token.text) or token.lemma_ in words.PEOPLE
    if token.lemma_ in _THINGS:
        return False
    return as_source and reason in {"nsubj", "obl:agent", "conj"} and token.text[:1].isupper()


def _name_can_act(token: Token, kind: EventType, is_state: IsState, as_source: bool) -> bool:
    """A place can act as the seat of a government, and suffer only in what happens between governments."""
    if token.ent_type_ != "LOC" and not is_state(token.text):
        return True
    if as_source:
        return is_state(token.text) or token.ent_type_ != "LOC"
    return kind in _PERSONAL or token.ent_type_ in {"ORG", "GROUP", "PER"}

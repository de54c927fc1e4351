"""Who stands where around a verb: subject, object, passive agent and obliques, through the detours of French syntax.

The dependencies are Universal Dependencies as the pipeline gives them. Detours followed: passives, relative pronouns,
coordination, infinitives and gerunds (control), participles on a noun, causatives («a fait sauter»).
"""

# ruff: noqa: SIM905 (long word lists read better as text)

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from nlp.patterns.fr_roles import INTRANSITIVE, OBJECT_CONTROL

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM"})
_SUBJECT, _OBJECT = NOMINAL | {"ADJ", "DET"}, NOMINAL | {"ADJ"}
_RELATIVE = frozenset("""
    qui que qu' qu’ dont lequel laquelle lesquels lesquelles duquel auquel auxquels où
    """.split())  # fmt: skip
_DEPTH = 6  # detours followed at most; deeper chains are parser errors


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that fills a place around a predicate, and the code of the way that leads to it (`nsubj`, `conj`, …)."""

    token: Token
    reason: str


@dataclass(slots=True)
class Arguments:
    """What a predicate has: logical `doers` and `sufferers`, and obliques by preposition."""

    doers: list[Argument] = field(default_factory=list)
    sufferers: list[Argument] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    datives: list[Token] = field(default_factory=list)


def feature(token: Token, name: str, value: str) -> bool:
    """Tell whether a word has a morphological feature."""
    return value in token.morph.get(name, [])


def preposition(token: Token) -> str:
    """Give the preposition before a phrase in lower case («contre», «auprès de», «au»), or nothing."""
    words = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not words:
        return ""
    first = words[0]
    fixed = [child.lower_ for child in first.children if child.dep_ == "fixed"]
    return " ".join([first.lower_, *fixed]).replace("’", "'")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb form is passive: a passive auxiliary or subject, or a bare past participle on a noun."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children):
        return True
    if _reflexive(verb):
        return False
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not _has_auxiliary(verb)
        and feature(verb, "VerbForm", "Part")
    ):
        return _has_auxiliary(verb.head) and is_passive(verb.head)  # «a dispersé et arrêté», «a été pris et tué»
    if verb.pos_ in {"VERB", "ADJ"} and feature(verb, "VerbForm", "Part") and not feature(verb, "Tense", "Pres"):
        bare = not any(child.dep_ == "aux" for child in verb.children)
        return bare and verb.lemma_ not in INTRANSITIVE and verb.dep_ not in {"ROOT"}
    return verb.pos_ == "ADJ" and verb.dep_ in {"amod", "acl"}


def _reflexive(verb: Token) -> bool:
    return any(child.dep_.startswith("expl") and child.lower_.rstrip("'’") in {"se", "s"} for child in verb.children)


def arguments_of(verb: Token, depth: int = 0) -> Arguments:
    """Collect the arguments of a verb; subjects that stand elsewhere are looked up there."""
    found = Arguments()
    passive = is_passive(verb)
    subjects: list[Argument] = []
    for child in verb.children:
        _place(child, passive, found, subjects)
    if not subjects and depth < _DEPTH:
        subjects = _borrowed_subjects(verb, passive, depth)
    sides = found.sufferers if passive else found.doers
    sides.extend(subjects)
    _share_object(verb, passive, found, depth)
    return found


def _place(child: Token, passive: bool, found: Arguments, subjects: list[Argument]) -> None:
    relation = child.dep_
    if relation in {"nsubj", "nsubj:pass", "csubj"} and child.pos_ in _SUBJECT:
        subjects.extend(Argument(token, relation) for token in resolved(child))
    elif relation == "obl:agent" or (relation in {"obl", "nmod"} and passive and preposition(child) == "par"):
        found.doers.extend(Argument(token, "obl:agent") for token in resolved(child))
    elif relation == "obj" and child.pos_ in _OBJECT:
        found.sufferers.extend(Argument(token, "obj") for token in resolved(child))
    elif relation == "iobj":
        found.datives.extend(resolved(child))
    elif relation in {"obl", "nmod", "advmod"} and child.pos_ in NOMINAL:
        found.obliques.setdefault(preposition(child), []).append(child)


def resolved(token: Token) -> list[Token]:
    """Give what a relative pronoun stands for; any other word stands for itself."""
    if token.lower_.replace("’", "'") not in _RELATIVE:
        return [token]
    verb: Token = token.head
    for _ in range(_DEPTH):
        if verb.dep_ in {"acl:relcl", "acl"}:
            return [verb.head]
        if verb.dep_ not in {"conj", "xcomp", "ccomp", "advcl", "nsubj", "obj", "obl", "nmod"}:
            break
        verb = verb.head
    return []


def _borrowed_subjects(verb: Token, passive: bool, depth: int) -> list[Argument]:
    head: Token = verb.head
    relation = verb.dep_
    if head == verb:
        return []
    if relation in {"acl", "amod"} and head.pos_ in NOMINAL:
        return _from_noun(verb, head, passive, depth)
    if relation == "acl:relcl" and head.pos_ in NOMINAL and passive and not _has_auxiliary(verb):
        return [Argument(head, "acl")]
    if head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return []
    if relation == "conj":
        return _from_conjunct(verb, head, passive, depth)
    if relation == "advcl" and passive and (noun := _noun_before(verb, head)) is not None:
        return [Argument(noun, "acl")]
    if relation in {"xcomp", "advcl", "ccomp", "csubj", "obl", "dep", "parataxis"} and not _finite(verb):
        return _from_governor(head, depth)
    return []


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_.startswith("aux") for child in verb.children)


def _finite(verb: Token) -> bool:
    if feature(verb, "VerbForm", "Fin"):
        return True
    return any(child.dep_.startswith(("aux", "cop")) and feature(child, "VerbForm", "Fin") for child in verb.children)


def _from_noun(verb: Token, noun: Token, passive: bool, depth: int) -> list[Argument]:
    """Participles speak of their noun; an infinitive on a noun («la décision de frapper») of who has the noun."""
    if feature(verb, "VerbForm", "Inf"):
        owner = [child for child in noun.children if child.dep_ == "nmod" and preposition(child) in _OF]
        if owner:
            return [Argument(owner[0], "nmod")]
        return _from_governor(noun.head, depth) if noun.head.pos_ == "VERB" else []
    return [Argument(noun, "acl")]


_OF = frozenset({"de", "du", "des", "d'"})


def _noun_before(verb: Token, governor: Token) -> Token | None:
    """The noun before a participle that agrees with it where the governor's subject does not.

    «La prise du pont gêne les rebelles, assiégés à Gao»: the parser hangs it on the verb, as if of «la prise».
    """
    subjects = [child for child in governor.children if child.dep_ in {"nsubj", "nsubj:pass"}]
    if verb.i < 2 or verb.nbor(-1).text != "," or not subjects or any(_agree(verb, one) for one in subjects):
        return None
    inner = verb.nbor(-2)
    while inner != governor and inner.i > governor.i:
        # By number alone: «terroristes» has the gender that the parser guessed.
        if inner.pos_ == "NOUN" and inner.morph.get("Number", []) == verb.morph.get("Number", []):
            return inner
        inner = inner.head
    return None


def _agree(one: Token, other: Token) -> bool:
    """Tell whether two words do not differ in number or gender, as far as the parser knows them."""
    for name in ("Number", "Gender"):
        here, there = one.morph.get(name, []), other.morph.get(name, [])
        if here and there and not set(here) & set(there):
            return False
    return True


def _from_conjunct(verb: Token, head: Token, passive: bool, depth: int) -> list[Argument]:
    if head.pos_ == "NOUN" or (_finite(verb) and not _finite(head)):
        return []
    shared = arguments_of(head, depth + 1)
    side = shared.sufferers if is_passive(head) else shared.doers
    if is_passive(head):
        side = [argument for argument in side if argument.reason != "obj"]
    return [Argument(argument.token, "conj") for argument in side]


def _from_governor(head: Token, depth: int) -> list[Argument]:
    """The doer of an infinitive or gerund: the governor's object after «forcer X à», else its subject."""
    governor = arguments_of(head, depth + 1)
    if head.lemma_ in OBJECT_CONTROL:
        controlled = [*governor.sufferers, *(Argument(token, "control") for token in governor.datives)]
        controlled += [
            Argument(token, "control") for key in ("à", "au", "aux") for token in governor.obliques.get(key, [])
        ]
        if controlled:
            return [Argument(argument.token, "control") for argument in controlled]
    side = governor.sufferers if is_passive(head) else governor.doers
    return [Argument(argument.token, "control") for argument in side]


def _share_object(verb: Token, passive: bool, found: Arguments, depth: int) -> None:
    """«ont attaqué et pillé le village»: an object after the last of coordinated verbs belongs to each."""
    if found.sufferers or passive:
        return
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3:
            objects = [grandchild for grandchild in child.children if grandchild.dep_ == "obj"]
            found.sufferers.extend(Argument(token, "conj") for token in objects)


def chain_of(token: Token) -> int:
    """Give the first word of the coordination that a word stands in, itself where there is none."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.i

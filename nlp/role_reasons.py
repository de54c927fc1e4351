"""How a word stands to the trigger of an event, as a code of `nlp.reasons`: what a slot's evidence says of itself.

The code names the way that the parse gives, right or wrong; it says nothing of why the word was preferred to others.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.clauses import is_passive, preposition, resolved
from nlp.patterns.fr_places import TERRITORIES
from nlp.patterns.fr_roles import COUNTS

_EVENT_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ", "DET"})
_CLIMBED = _NOMINAL | {"ADV"}
_BESIDE = frozenset({"nsubj", "nsubj:pass", "csubj", "obj", "iobj", "obl", "obl:agent", "obl:arg", "obl:mod", "nmod",
                     "advmod", "dep", "xcomp", "amod", "det"})  # fmt: skip
_INSIDE = frozenset({"nmod", "amod", "det", "obl", "appos", "nummod", "dep"})
_CLAUSES = frozenset({"acl:relcl", "ccomp", "parataxis", "csubj", "conj", "dislocated"})
_SHARED = frozenset({"subject", "passive_subject", "modified", "antecedent:subject", "antecedent:passive_subject"})
_STEPS = 4  # up the tree from either word; further up the tie says nothing
_BY_CASE = {
    **dict.fromkeys(("de", "du", "des", "d'"), "complement_of"),
    **dict.fromkeys(("à", "au", "aux", "auprès de", "auprès du", "auprès des"), "complement_to"),
    **dict.fromkeys(("contre", "face à", "face au", "face aux", "visant", "envers"), "complement_against"),
    "avec": "complement_with",
    "entre": "complement_between",
    **dict.fromkeys(("dans", "en", "sur", "vers", "près de", "près du", "près des", "chez", "devant", "sous", "depuis",
                     "autour de", "à travers", "non loin de", "hors de", "au nord de", "au sud de", "à l'est de",
                     "à l'ouest de"), "complement_place"),
}  # fmt: skip


def relation_of(token: Token, trigger: Token) -> str:
    """Name how a word of the trigger's sentence stands to the trigger (`subject`, `inside:governor:object`, …)."""
    wrappers: list[str] = []
    current = token
    if trigger.dep_.startswith("aux") and trigger.head != trigger:
        trigger = trigger.head  # «a fait sauter»: one predicate
    for _ in range(_STEPS + 1):
        found = None if current == trigger else _tie(current, trigger)
        if found is not None:
            return ":".join([*dict.fromkeys(wrappers), found])
        if current.head == current or not {current.pos_, current.head.pos_} <= _CLIMBED:
            break
        if current.dep_ == "appos":
            wrappers.append("apposition")
        elif current.dep_ in _INSIDE and current.head.pos_ != "ADV" and not _continues(current):
            wrappers.append("inside")  # not so «près de X», which is one phrase
        elif current.dep_ not in _INSIDE | {"conj"} and not _continues(current):
            break
        current = current.head
        if current == trigger:
            break
    return _untied(token, trigger)


def _continues(word: Token) -> bool:
    """Tell whether a word and what it hangs on are one thing: «le président Kaba», «dizaines de X», «la ville de X»."""
    head = word.head
    if word.dep_ != "nmod" or head.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return word.dep_.startswith("flat")
    case = preposition(word)
    if not case:
        return word.pos_ == "PROPN"
    named = word.pos_ == "PROPN" and head.lower_ in TERRITORIES
    return _BY_CASE.get(case) == "complement_of" and (named or head.lemma_ in COUNTS)


def relation_before(token: Token) -> str:
    """Name how a word of the sentence before stands to what follows."""
    return "before_subject" if _is_subject(token) else "before"


def _under(word: Token, trigger: Token) -> str | None:
    """The tie to a verb that hangs on the trigger: «a tiré des roquettes, blessant six civils»."""
    verb = word.head
    if verb.pos_ in _NOMINAL or word.dep_ not in _BESIDE or not _hangs_on(verb, trigger):
        return None
    return f"below:{_dependent(word, verb)}"


def _hangs_on(word: Token, trigger: Token) -> bool:
    for _ in range(_STEPS):
        word = word.head
        if word == trigger:
            return True
    return False


def _untied(token: Token, trigger: Token) -> str:
    if _hangs_on(token, trigger):
        return "subordinate"
    return "sentence_subject" if _is_subject(token) else "sentence"


def _is_subject(token: Token) -> bool:
    return token.dep_.startswith("nsubj")


def _tie(word: Token, trigger: Token) -> str | None:
    """Name the tie between a word that heads its phrase and the trigger; None where there is no close one."""
    if word.dep_ == "conj" and word.head.pos_ in _NOMINAL and word.head != trigger:
        return None  # coordinated words stand as the first of them
    if word.dep_ == "appos" or _continues(word):
        return None
    own = _own(word, trigger)
    if own is not None:
        return own
    if trigger.dep_ == "conj" and trigger.head != trigger:
        first = _own(word, trigger.head)
        if first in _SHARED:
            return f"shared:{first}"
    if word.dep_ == "obj" and word.head.dep_ == "conj" and word.head.head == trigger:
        return "shared:object"  # «ont attaqué et pillé le village»
    return _over(word, trigger) or _under(word, trigger)


def _own(word: Token, trigger: Token) -> str | None:
    """The tie of a dependent of the trigger, or of the noun that the trigger describes."""
    if word != trigger and (word.head == trigger or (word.head.dep_.startswith("aux") and word.head.head == trigger)):
        return _dependent(word, trigger)
    if trigger.head != word or trigger.dep_ not in {"acl", "amod", "acl:relcl"} or word.pos_ not in _NOMINAL:
        return None
    if trigger.dep_ == "acl:relcl":
        for child in trigger.children:
            if child != word and resolved(child) == [word]:
                return f"antecedent:{_dependent(child, trigger)}"
    return "modified"


def _dependent(word: Token, trigger: Token) -> str:
    relation, case = word.dep_, preposition(word)
    passive = trigger.pos_ not in _EVENT_NOUNS and is_passive(trigger)
    if relation.startswith(("nsubj", "csubj")):
        return "passive_subject" if passive or relation == "nsubj:pass" else "subject"
    if relation == "obj":
        return "object"
    if relation == "obl:agent" or (case == "par" and (passive or trigger.pos_ in _EVENT_NOUNS)):
        return "agent"
    if relation == "iobj" and not case:
        return "indirect_object"
    if relation == "amod":
        return "adjective"
    if relation == "det":
        return "possessive"
    if relation == "conj":
        return "sentence"
    return _BY_CASE.get(case, "complement")


def _over(word: Token, trigger: Token) -> str | None:
    """The tie over the word that the trigger hangs on, as far as the trigger's own clause and what governs it reach."""
    below = trigger
    for _ in range(_STEPS):
        if below.head == below or below.dep_ in _CLAUSES:
            return None
        governor = below.head
        if word == governor:
            return "head" if word.pos_ in _NOMINAL else None
        if word.head == governor and word != below:
            return _beside(word, governor)
        below = governor
    return None


def _beside(word: Token, governor: Token) -> str | None:
    return f"governor:{_dependent(word, governor)}" if word.dep_ in _BESIDE else None

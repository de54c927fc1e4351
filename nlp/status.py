"""Whether an event is told as a fact, as something to come, or as something that did not happen.

The conditional of hearsay («aurait tué») is a fact that others report; the future and what hangs on a plan are to
come; what one side denies and another claims stays a fact, so only the words around the event itself deny it.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp import status_unreal as unreal
from nlp.patterns import fr_status as words
from nlp.schema import EventType, Evidence, Span, Status
from nlp.verbs import infinitive, tense

IN_WORDS = frozenset(
    {EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT, EventType.REJECT, EventType.THREATEN, EventType.REQUEST}
)
"""The types of event that are done by saying so."""


def status_of(
    doc: Doc, trigger: int, ahead: bool = False, kind: EventType | None = None
) -> tuple[Status, Evidence | None]:
    """Tell the status of the event whose trigger is the token `doc[trigger]`, with the word that tells it.

    An event of a type that is done in words (`kind`: a promise, a refusal) has occurred where it is announced.

    `ahead` says that the event's date lies after publication: what is not denied is then planned. The evidence is
    None for a plain fact, and for a plan that only its date tells.
    """
    word = doc[trigger]
    for signs, status in ((_denials(word), Status.DENIED), (_plans(word, kind), Status.PLANNED)):
        for sign, reason in signs:
            return status, Evidence(Span(sign.text, sign.idx, sign.idx + len(sign)), reason)
    # The passé simple is left out: «réunit» is the present as well, and the press seldom writes it.
    told = tense(word) in ("past", "imperfect", "pluperfect")
    return Status.PLANNED if ahead and not told else Status.OCCURRED, None


def _denials(word: Token) -> Iterator[tuple[Token, str]]:
    yield from unreal.failed(word)
    yield from unreal.called_off(word)
    yield from _negated(word)
    yield from _none_before(word)
    if word.pos_ in ("NOUN", "PROPN"):
        verb = word.head
        if (word.dep_ in ("nsubj", "nsubj:pass") and infinitive(verb) in words.TAKING_PLACE) or (
            word.dep_ in ("obj", "obl") and infinitive(verb) in words.SUPPORTING
        ):
            yield from _negated(verb)
    yield from _under_denial(word)
    yield from unreal.denied_in_line(word)


_THERE_IS_NO = re.compile(
    r"n['’]y (?:a|avait|eut|a eu|aura) (?:\w+ )?(?:pas|plus|jamais|guère)(?: eu)? (?:de |d['’] ?)$"
)


def _none_before(word: Token) -> Iterator[tuple[Token, str]]:
    """Read «aucun raid», «aucune nouvelle frappe», «il n'y a pas eu de raid», whatever the tagger took the noun for."""
    before = word.doc[max(word.sent.start, word.i - 2) : word.i]
    for near in before:
        if near.lower_ in words.NO_SUCH and (near.i == word.i - 1 or word.nbor(-1).pos_ == "ADJ"):
            yield near, "none"
    if len(before) and _THERE_IS_NO.search(word.doc[word.sent.start : word.i].text_with_ws):
        yield before[-1], "none"


def _negated(verb: Token) -> Iterator[tuple[Token, str]]:
    """Read «n'a pas tiré», «n'a, à ce stade, rien signé», «nul n'a défilé», in the words before and beside the verb."""
    if infinitive(verb) in words.NEGATED_ACTS or verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    start = verb.i
    while start > verb.sent.start and verb.i - start < _CLAUSE and not _is_boundary(verb.doc[start - 1], verb):
        start -= 1
    before, after = verb.doc[start : verb.i], verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]
    if not any(word.lower_.rstrip("'’") in ("ne", "n") for word in before):
        return
    if any(word.lower_ in ("que", "qu'", "qu’") and word.dep_ in ("advmod", "case") for word in after):
        return  # «ne … que» is a fact
    for word in (*before, *after):
        if word.lower_ in words.NEGATION:
            yield word, "negation"
        elif word.lower_ in words.NONE and word.dep_ != "amod":
            yield word, "none"


_CLAUSE = 10  # words before a verb that may hold its negation


def _is_boundary(word: Token, verb: Token) -> bool:
    """Tell where the clause of a verb begins: at a relative, a conjunction, a mark, another verb."""
    if word.text in ";:.!?«»()" or word.lower_ in ("qui", "que", "dont", "où", "mais", "et"):
        return True
    return word.pos_ == "VERB" and word.head != verb


def _under_denial(word: Token) -> Iterator[tuple[Token, str]]:
    """Read «dément avoir tiré», «nie que l'armée ait tiré»: the clause itself hangs on the denial."""
    current = word
    for _ in range(3):
        head = current.head
        if head == current:
            return
        if (
            infinitive(head) in words.DENYING
            and current.dep_ in ("xcomp", "ccomp", "obj", "advcl")
            and current.i > head.i
        ):
            yield head, "denied"
            return
        if current.dep_ not in ("obj", "obl", "nsubj", "nsubj:pass", "xcomp"):
            return
        current = head


def _plans(word: Token, kind: EventType | None) -> Iterator[tuple[Token, str]]:
    form = tense(word)
    if form == "future" or word.lower_ in words.WILL_GO:
        yield word, "future"
    if infinitive(word) in words.EXPECTED and form in ("present", "participle"):
        yield word, "expected"
    if word.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield from _noun_plans(word)
        yield from unreal.put_off(word)
    yield from _under_plan(word)
    yield from unreal.was_to(word)
    if kind not in IN_WORDS:
        yield from unreal.foretold(word)
        yield from unreal.conditioned(word)
    if form in ("infinitive", "gerund"):
        for modal in word.doc[max(word.sent.start, word.i - _NEAR) : word.i]:
            if modal.lower_ in words.MODALS:
                yield modal, "plan"


_NEAR = 7  # words from a modal to its infinitive, insertions included


def _noun_plans(noun: Token) -> Iterator[tuple[Token, str]]:
    for child in noun.children:
        if _masculine(child) in words.TO_COME and child.dep_ in ("acl", "amod") and child.i > noun.i - 2:
            yield child, "to_come"
        if child.dep_ == "acl:relcl" and infinitive(child) == "devoir" and tense(child) in ("present", "conditional"):
            yield child, "plan"
    verb = noun.head
    if noun.dep_.startswith("nsubj") and verb.pos_ != "VERB" and words.TO_COME & {_masculine(verb), verb.lemma_}:
        yield verb, "to_come"
    if noun.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and verb.pos_ in ("VERB", "AUX"):
        form = tense(verb)
        if form == "future":
            yield verb, form
        elif noun.dep_ == "obj" and infinitive(verb) in words.SCHEDULING:
            yield verb, "scheduled"
        elif noun.dep_.startswith("nsubj") and infinitive(verb) in ("devoir", "aller"):
            yield verb, "plan"
        yield from _under_plan(verb)
    elif noun.dep_ == "nmod" and verb.lemma_ in words.PLANS:
        yield verb, "plan"


def _masculine(word: Token) -> str:
    return word.lower_.removesuffix("s").removesuffix("e") if word.lower_ != "future" else "futur"


def _under_plan(verb: Token) -> Iterator[tuple[Token, str]]:
    """Read an infinitive under «doit», «va», «prévoit de», «s'apprête à»."""
    current = verb
    for _ in range(3):
        head = current.head
        if head == current or tense(current) not in ("infinitive", "none", "participle"):
            return
        modal = infinitive(head) in words.PLANNING or (infinitive(head) == "pouvoir" and tense(head) == "conditional")
        if modal and current.dep_ in ("xcomp", "advcl", "ccomp", "obl", "obj", "conj"):
            if tense(head) in ("present", "conditional", "future", "infinitive", "gerund"):
                yield head, "plan"
            return
        if head.lemma_ in words.PLANS and current.dep_ in ("acl", "nmod"):
            yield head, "plan"
            return
        if current.dep_ not in ("xcomp", "obj", "conj"):
            return
        current = head

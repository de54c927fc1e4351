"""What a sentence names without telling that it happened: a supposition, a failed attempt, a day called off.

The parse of such sentences is often wrong, so most of it is read in the line.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.patterns import fr_status as words
from nlp.patterns.fr_attribution import REPORTING_VERBS
from nlp.schema import Evidence, Span
from nlp.verbs import infinitive, tense

Sign = tuple[Token, str]
_REACH = 14  # words from a conjunction to the verb that it opens a clause for


def supposed(doc: Doc, trigger: int) -> Evidence | None:
    """Give the «si» that only supposes or asks what the token `doc[trigger]` names: it is no event then.

    «Si l'armée attaquait Homs», «on ignore si l'armée a repris Homs». «Si l'armée a repris Homs, la peur demeure»,
    «même si» and «si fort que» tell facts; so does a noun with a definite article («si l'offensive se poursuit»).
    """
    word = doc[trigger]
    if word.pos_ == "NOUN" and not any(child.lower_ in ("un", "une", "des", "d'", "d’") for child in word.children):
        return None
    conjunction = _conjunction(word)
    if conjunction is None or not (_is_asked(conjunction) or _is_condition(conjunction, word)):
        return None
    return Evidence(Span(conjunction.text, conjunction.idx, conjunction.idx + len(conjunction)), "supposed")


def _conjunction(word: Token) -> Token | None:
    """Find the «si» that opens the clause of a word: nothing between may open or close another clause."""
    for near in reversed(word.doc[max(word.sent.start, word.i - _REACH) : word.i]):
        if _is_if(near):
            return near
        if (near.is_punct and near.text not in ("'", "’", "-")) or near.lower_ in ("qui", "que", "qu'", "qu’", "dont"):
            return None
        if near.pos_ == "VERB" and near.morph.get("VerbForm", []) == ["Fin"] and near.i != word.i - 1:
            return None
    return None


def _is_if(word: Token) -> bool:
    lower, following = word.lower_, word.doc[word.i + 1 : word.i + 2]
    if lower in ("s'", "s’"):
        return any(near.lower_ in ("il", "ils") for near in following)
    if lower != "si" or not all(near.pos_ in ("DET", "PRON", "PROPN", "NOUN", "NUM") for near in following):
        return False
    return word.i == word.sent.start or word.nbor(-1).lower_ not in ("même", "que", "et", "tel", "sauf")


def _is_asked(conjunction: Token) -> bool:
    before = conjunction.doc[max(conjunction.sent.start, conjunction.i - 4) : conjunction.i]
    return any(infinitive(word) in words.ASKING for word in before) or (
        len(before) > 0 and before[-1].lower_ == "comme"
    )


def _is_condition(conjunction: Token, word: Token) -> bool:
    if any(near.lower_ in ("n'", "n’", "ne") for near in word.doc[conjunction.i : word.i]):
        return False  # «si des inconnus n'avaient attaqué»: they have
    form = tense(word)
    if form in ("past", "participle") and not _has_imperfect_aux(conjunction, word):
        return False
    if conjunction.i > conjunction.sent.start + 1:
        return True
    rest = word.doc[word.i + 1 : word.sent.end]
    mark = next((near.i for near in rest if near.text == ","), None)
    return mark is not None and any(
        _AHEAD.fullmatch(near.lower_) for near in word.doc[mark : word.sent.end] if near.pos_ != "NOUN"
    )


_AHEAD = re.compile(r"\w+r(?:a|ont|ait|aient|ions|ons)|doit|doivent|peut|peuvent")


def _has_imperfect_aux(conjunction: Token, word: Token) -> bool:
    between = word.doc[conjunction.i : word.i]
    return any(near.lower_ in ("avait", "avaient", "était", "étaient") for near in between)


def failed(word: Token) -> Iterator[Sign]:
    """Read an infinitive under «a failli», «n'a pas réussi à», «a tenté de …, sans succès»."""
    if tense(word) != "infinitive":
        return
    before = word.doc[max(word.sent.start, word.i - 6) : word.i]
    for near in reversed(before):
        verb = infinitive(near)
        if near.text in ",;:" or near.lower_ in ("qui", "que"):
            return
        if verb in words.FAILING and near.lower_ != "manque":
            yield near, "failed"
            return
        if verb in words.SUCCEEDING and (sign := _negation_of(near)):
            yield sign, "failed"
            return
        if verb in words.TRYING and (sign := _failure(near)):
            yield sign, "failed"
            return


def _negation_of(verb: Token) -> Token | None:
    around = verb.doc[max(verb.sent.start, verb.i - 4) : min(verb.sent.end, verb.i + 2)]
    if not any(near.lower_ in ("n'", "n’", "ne") for near in around):
        return None
    return next((near for near in around if near.lower_ in words.NEGATION), None)


def _failure(verb: Token) -> Token | None:
    text = verb.sent.text
    match = words.IN_VAIN.search(text)
    start = verb.sent.start_char + match.start() if match else -1
    return next((near for near in verb.sent if near.idx == start), None)


def called_off(word: Token) -> Iterator[Sign]:
    """Read «la réunion a été annulée», «a annulé sa visite», «qui devait rencontrer Untel, a annulé»."""
    verb = word.head
    if word.lemma_ in words.GATHERINGS and infinitive(verb) in words.CANCELLING and word.dep_ in _ARGUMENTS:
        if _negation_of(verb) is None and tense(verb) not in ("infinitive", "conditional"):
            yield verb, "cancelled"
    elif word.pos_ == "VERB" and any(near.lower_ in words.WAS_TO for near in _just_before(word)):
        for near in word.sent:
            if near.i > word.i and near.pos_ == "VERB" and infinitive(near) in words.CANCELLING:
                yield near, "cancelled"
                return


_ARGUMENTS = frozenset({"obj", "nsubj:pass", "nsubj"})


def put_off(word: Token) -> Iterator[Sign]:
    """Read «la réunion a été reportée», «repoussé à janvier le sommet», «est prévue»: it is still to come."""
    verb = word.head
    if word.dep_ not in _ARGUMENTS or (word.dep_ == "nsubj" and tense(verb) != "participle"):
        return
    passive = word.dep_ != "obj"
    if (passive and infinitive(verb) in words.SCHEDULING) or (
        word.lemma_ in words.GATHERINGS and infinitive(verb) in words.POSTPONING
    ):
        yield verb, "postponed" if infinitive(verb) in words.POSTPONING else "scheduled"


def was_to(word: Token) -> Iterator[Sign]:
    """Read «devait rencontrer», «devaient être soumis», «s'apprêtait à le destituer»."""
    if tense(word) == "infinitive":
        for near in word.doc[max(word.sent.start, word.i - 4) : word.i]:
            if near.lower_ in words.WAS_ABOUT_TO:
                yield near, "plan"
                return
    if tense(word) == "infinitive" or word.morph.get("VerbForm", []) == ["Part"]:
        for near in _just_before(word):
            if near.lower_ in words.WAS_TO:
                yield near, "plan"
                return


def _just_before(word: Token) -> Iterator[Token]:
    """Give the words before an infinitive that may hold its modal: pronouns, adverbs, «être»."""
    for near in reversed(word.doc[max(word.sent.start, word.i - 5) : word.i]):
        yield near
        if near.pos_ not in ("PRON", "ADV", "AUX", "DET") and near.lower_ not in ("en", "y", "être"):
            return


def foretold(word: Token) -> Iterator[Sign]:
    """Read «a annoncé que l'armée enverrait des renforts»: the conditional is there the future of what was said."""
    if not _is_conditional(word):
        return
    for near in reversed(word.doc[max(word.sent.start, word.i - _REACH) : word.i]):
        if near.text in ";:«»":
            return
        if near.lower_ in ("que", "qu'", "qu’"):
            before = word.doc[max(word.sent.start, near.i - 8) : near.i]
            if any(_has_announced(said) for said in before):
                yield word, "future_of_past"
            return


_ODD_CONDITIONAL = re.compile(r"\w*(?:verr|endr|oudr|mettr|(?<!\w)ir)ai(?:en)?t")


def conditioned(word: Token) -> Iterator[Sign]:
    """Read «les rebelles riposteraient» beside «si l'armée attaquait Homs»: no hearsay, but what would come."""
    if tense(word) == "conditional":
        yield from ((near, "plan") for near in word.sent if _is_if(near) and not _is_asked(near))


def _has_announced(word: Token) -> bool:
    if word.lower_ == "savoir":
        return word.nbor(-1).lower_ == "fait"
    return infinitive(word) in REPORTING_VERBS and tense(word) in ("past", "pluperfect")


def _is_conditional(word: Token) -> bool:
    if tense(word) == "conditional" or _ODD_CONDITIONAL.fullmatch(word.lower_):
        return True
    helpers = [child.lower_ for child in word.children if child.dep_.startswith("aux")]
    return bool({"serait", "seraient"} & set(helpers)) and "été" not in helpers


def denied_in_line(word: Token) -> Iterator[Sign]:
    """Read «nie avoir perdu», «dément que l'armée ait pris», where the parse took the denial for something else."""
    before = word.doc[word.sent.start : word.i]
    match = words.DENIAL_BEFORE.search(before.text_with_ws if len(before) else "")
    if match:
        start = word.sent.start_char + match.start("denial")
        yield from ((near, "denied") for near in before if near.idx == start)

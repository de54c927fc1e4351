"""What a French verb group tells beyond its verb: its tense, its modal, what it stands under."""

import re

from spacy.tokens import Token

_SIMPLE = {"Fut": "future", "Pres": "present", "Imp": "imperfect", "Past": "simple_past"}
_COMPOUND = {
    **{"future": "future_perfect", "present": "past", "imperfect": "pluperfect", "simple_past": "pluperfect"},
    **{"conditional": "conditional_past", "infinitive": "past_infinitive", "gerund": "past_infinitive"},
    **{"subjunctive": "subjunctive_past"},
}
_DEPTH = 40  # a chain of heads longer than this is no French


def tense(verb: Token) -> str:
    """Name the tense of a verb group: `past` is the passé composé, `conditional_past` «aurait tué».

    A bare past participle is `participle`, a noun or adjective without a copula is `none`.
    """
    helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop")) and child.lemma_ != "faire"]
    perfect = [child for child in helpers if child.dep_ in ("aux", "aux:tense") and child.lemma_ in ("avoir", "être")]
    modal = [child for child in helpers if child.dep_ == "aux" and child.lemma_ not in ("avoir", "être")]
    if modal:
        return _form(modal[0])
    if perfect:
        form = _form(perfect[0])
        return _COMPOUND.get(form, form)
    if helpers:
        return _form(helpers[0])
    return _form(verb)


# Stems of the future that the infinitive does not show. The tagger mistakes rare futures; their endings tell them.
_ODD_FUTURE = re.compile(r"(?:tiendr|viendr|enverr|recevr|devr|pourr|voudr|saur|verr|fer|courr|mourr|acquerr)")
_FUTURE_ENDING = re.compile(r"(?P<stem>\w+r)(?:(?P<future>a|ont|ai|ons|ez)|(?P<conditional>ait|aient))")


def _by_ending(word: Token) -> str | None:
    match = _FUTURE_ENDING.fullmatch(word.lower_)
    if match is None:
        return None
    stem = match["stem"]
    if stem != word.lemma_.removesuffix("e") and not _ODD_FUTURE.search(stem[-6:]) and match["future"] != "ont":
        return None
    return "future" if match["future"] else "conditional"


def _form(word: Token) -> str:
    if word.pos_ in ("VERB", "AUX") and (told := _by_ending(word)):
        return told
    morph = word.morph
    mood, time, kind = morph.get("Mood", []), morph.get("Tense", []), morph.get("VerbForm", [])
    if "Cnd" in mood:
        return "conditional" if re.search(r"r(?:ai[st]?|aient|ions|iez)$", word.lower_) else "imperfect"
    if "Sub" in mood:
        return "subjunctive"
    if "Imp" in mood:
        return "imperative"
    if "Inf" in kind:
        return "infinitive"
    if "Part" in kind:
        return "gerund" if "Pres" in time else "participle"
    if time:
        return _SIMPLE.get(str(time[0]), "none")
    return "none"


def is_predicate(word: Token) -> bool:
    """Tell whether a word heads a clause: a verb, or a word with a copula."""
    if word.pos_ == "AUX":
        return not word.dep_.startswith(("aux", "cop"))
    return word.pos_ == "VERB" or any(child.dep_ == "cop" for child in word.children)


def governor(word: Token) -> Token:
    """Give the predicate of the clause a word stands in, the word itself where it is one, else the sentence's root."""
    current = word
    for _ in range(_DEPTH):
        if is_predicate(current) or current.head == current:
            return current
        current = current.head
    return current


def heads(word: Token) -> list[Token]:
    """List a word and everything it hangs on, up to the root."""
    chain = [word]
    while chain[-1].head != chain[-1] and len(chain) < _DEPTH:
        chain.append(chain[-1].head)
    return chain


def infinitive(word: Token) -> str:
    """Give the infinitive of a verb; a participle that the tagger took for an adjective («tombés») is turned back."""
    if word.pos_ in ("VERB", "AUX"):
        return word.lemma_
    stem = word.lower_.removesuffix("s").removesuffix("e")
    if stem.endswith("é"):
        return stem[:-1] + "er"
    return stem + "r" if stem.endswith("i") else word.lemma_

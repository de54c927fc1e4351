"""A word in its clause, whatever event it may name: form, governor, dependents, time and numbers near."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.patterns.fr_triggers import ANAPHORIC, CLASSES, EMBEDDING_VERBS, LIGHT_VERBS, MODAL_VERBS, SAYING_VERBS
from nlp.trigger_syntax import clause, is_passive, is_pronominal, noun_lemmas, objects, subjects

Features = dict[str, float]
_CLASS_OF = {
    lemma: [name for name, words in CLASSES.items() if lemma in words] for w in CLASSES.values() for lemma in w
}
_DAYS = frozenset({*WEEKDAYS, *MONTHS, "hier", "veille", "matin", "aube", "nuit", "soir"})
_GOVERNORS = (("say", SAYING_VERBS), ("embed", EMBEDDING_VERBS), ("light", LIGHT_VERBS), ("modal", MODAL_VERBS))
_ARTICLES = {"le": "def", "un": "indef", "ce": "dem", "son": "poss", "leur": "poss", "aucun": "no", "nul": "no"}


def token_features(token: Token) -> Features:
    """Describe a word in its clause, whatever the type: form, governor, dependents, time and numbers near."""
    morph = token.morph
    found: Features = {f"pos={token.pos_}": 1.0, f"dep={token.dep_}": 1.0}
    found["bare"] = float(not list(token.children))
    for key in ("VerbForm", "Tense", "Mood", "Voice", "Number"):
        for value in morph.get(key, []):
            found[f"{key}={value}"] = 1.0
    found |= _governor_features(token)
    found |= _auxiliary_features(token)
    found |= _argument_features(token)
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        found |= _nominal_features(token)
    near = clause(token)
    found["date"] = float(any(t.lower_ in _DAYS for t in near))
    found["year"] = float(any(t.text[:2] in ("19", "20") and t.shape_ == "dddd" for t in near))
    found["number"] = float(any(t.pos_ == "NUM" for t in near))
    found["names"] = float(sum(t.pos_ == "PROPN" for t in near))
    found["children"] = float(len(list(token.children)))
    return found


def _governor_features(token: Token) -> Features:
    head = token.head
    if head == token:
        return {"root": 1.0}
    found: Features = {f"head_pos={head.pos_}": 1.0, f"dep*head_pos={token.dep_}*{head.pos_}": 1.0}
    for name, words in _GOVERNORS:
        if head.lemma_ in words:
            found[f"head={name}"] = 1.0
            found[f"head*dep={name}*{token.dep_}"] = 1.0
    for ancestor in (head, head.head):
        found |= {
            f"above={name}": 1.0 for name, words in _GOVERNORS if ancestor.lemma_ in words and ancestor.pos_ == "VERB"
        }
    return found


def _auxiliary_features(token: Token) -> Features:
    found: Features = {"passive": float(is_passive(token)), "pronominal": float(is_pronominal(token))}
    for child in token.children:
        if child.dep_.startswith("aux"):
            tense = "".join(child.morph.get("Mood", [])) + "".join(child.morph.get("Tense", []))
            found[f"aux={child.lemma_}:{tense}"] = 1.0
        elif child.dep_ == "advmod":
            if child.lower_ in ("ne", "n'", "n’", "pas", "jamais", "plus"):
                found["negated"] = 1.0
            else:
                found["adverb"] = 1.0
        elif child.dep_ == "mark":
            found[f"mark={child.lemma_}"] = 1.0
        elif child.dep_ in ("xcomp", "ccomp", "advcl"):
            found[f"clause={child.dep_}"] = 1.0
        elif child.dep_ == "case":
            found[f"case={child.lemma_}"] = 1.0
    return found


def _argument_features(token: Token) -> Features:
    found: Features = {}
    for slot, words in (("subj", subjects(token)), ("obj", objects(token))):
        found[slot] = float(bool(words))
        for word in words:
            found |= {f"{slot}:{name}": 1.0 for name in word_classes(word)}
    for child in token.children:
        if child.dep_.startswith("obl"):
            found["obl"] = 1.0
            found |= {f"obl_case={c.lemma_}": 1.0 for c in child.children if c.dep_ == "case"}
            found |= {f"obl:{name}": 1.0 for name in word_classes(child)}
            found["agent"] = max(found.get("agent", 0.0), float(child.dep_ == "obl:agent"))
    return found


def word_classes(word: Token) -> list[str]:
    """Name the classes of an argument: part of speech, number, classes of fr_triggers.py.

    Names found by the recogniser are left out on purpose: it was trained on the same articles and knows them too well.
    """
    names = [word.pos_, *word.morph.get("Number", [])]
    for lemma in noun_lemmas(word)[:2]:
        if lemma in _CLASS_OF:
            names += _CLASS_OF[lemma]
            break
    if any(lemma in ANAPHORIC for lemma in noun_lemmas(word)):
        names.append("event")
    return names


def _nominal_features(token: Token) -> Features:
    found: Features = {}
    determiners = [c for c in token.children if c.dep_ == "det"]
    kind = next((_ARTICLES.get(d.lemma_.lower(), "other") for d in determiners), "zero")
    found[f"det={kind}"] = 1.0
    found[f"det*number={kind}*{''.join(token.morph.get('Number', []))}"] = 1.0
    for child in token.children:
        if child.dep_ in ("nmod", "amod", "appos", "acl", "acl:relcl", "nummod"):
            found[f"has={child.dep_}"] = 1.0
            found |= {f"nmod:{name}": 1.0 for name in word_classes(child)}
            found |= {f"nmod_case={c.lemma_}": 1.0 for c in child.children if c.dep_ == "case"}
    return found

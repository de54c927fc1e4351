"""Which words are verbs of saying that make a report, by lemma, form and place."""

import re

from spacy.tokens import Token

from nlp.patterns import fr_attribution as words
from nlp.verbs import infinitive

CLITICS = frozenset({"-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles", "-t-on", "-on", "t-il", "t-elle"})


def is_of_saying(verb: Token) -> bool:
    """Tell a verb whose subject reports; some only where they close or break a sentence."""
    if verb.pos_ not in ("VERB", "AUX") and _is_form_of_saying(verb):
        return True
    if verb.pos_ not in ("VERB", "ADJ", "AUX", "NOUN") or (
        verb.pos_ == "NOUN" and verb.dep_ not in ("ROOT", "parataxis")
    ):
        return False
    lemma = infinitive(verb)
    if lemma in words.CLOSING_VERBS:
        return is_parenthetic(verb)
    if lemma in ("entendre", "savoir") and verb.i > verb.sent.start:
        return verb.nbor(-1).lemma_ in ("laisser", "croire")
    if lemma == "faire":
        return any(child.lower_ in words.MADE_KNOWN for child in verb.doc[verb.i + 1 : verb.i + 3])
    return lemma in words.REPORTING_VERBS


_ENDINGS = re.compile(r"(?:e|ent|ait|aient|a|èrent)$")


def _is_form_of_saying(word: Token) -> bool:
    """Tell «, racontent les avocats», «, jure-t-on» by form and place where the tagger takes it for another word."""
    if word.i == word.sent.start or word.nbor(-1).text not in (",", "»", "”") or word.i + 1 >= word.sent.end:
        return False
    follower = word.nbor()
    if follower.pos_ not in ("DET", "PROPN") and follower.lower_ not in CLITICS:
        return False
    stem, found = _ENDINGS.subn("", word.lower_)
    if not found:
        return word.lower_ in words.SAYING_FORMS
    return any(f"{form}er" in words.REPORTING_VERBS | words.CLOSING_VERBS for form in (stem, _closed(stem)))


def _closed(stem: str) -> str:
    """Turn the stem of «révèle», «rappelle», «relève» back into that of the infinitive."""
    if stem.endswith("ell"):
        return stem[:-1]
    at = stem.rfind("è")
    return (
        stem
        if at < 0
        else stem[:at] + ("e" if stem.endswith(("èv", "èn")) and stem != "révèl" else "é") + stem[at + 1 :]
    )


_LEADING = frozenset({"tenir", "laisser", "croire", "venir", "vouloir", "à", "de", "ainsi", "comme"})
# What may lead to the verb of saying: «, a tenu à préciser», «, croit savoir», «, ainsi que l'a révélé».


def is_parenthetic(verb: Token) -> bool:
    """Tell a verb set between marks without a subject before it: «…, a rapporté le ministre»."""
    first = verb.i
    while first > verb.sent.start and (
        verb.doc[first - 1].pos_ in ("AUX", "PRON", "ADV")
        or verb.doc[first - 1].head == verb
        or verb.doc[first - 1].lemma_ in _LEADING
    ):
        if verb.doc[first - 1].is_punct:
            break
        first -= 1
    return first > verb.sent.start and verb.doc[first - 1].text in (",", "»", ";", "—", "–", "-", "(", '"', "”")

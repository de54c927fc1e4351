"""Treebank sentences with a speaker added the way dispatches name one: «…, a affirmé jeudi le général X.»

The treebanks hold two dozen such inversions; without more the parser takes the speaker for an object.
"""

import random
from dataclasses import dataclass, replace

from nlp.training.swaps import NameStock
from nlp.training.treebanks import Sentence, Word

CITATION_SHARE = 0.12  # of the sentences that can carry one
LONGEST = 25  # words of the sentence that is cited

_VERBS = (
    ("affirmer", "affirmé", "affirme"), ("déclarer", "déclaré", "déclare"), ("annoncer", "annoncé", "annonce"),
    ("indiquer", "indiqué", "indique"), ("préciser", "précisé", "précise"), ("ajouter", "ajouté", "ajoute"),
    ("rapporter", "rapporté", "rapporte"), ("assurer", "assuré", "assure"), ("estimer", "estimé", "estime"),
    ("souligner", "souligné", "souligne"), ("regretter", "regretté", "regrette"), ("confirmer", "confirmé", "confirme"),
    ("prévenir", "prévenu", "prévient"), ("expliquer", "expliqué", "explique"), ("dire", "dit", "dit"),
    ("promettre", "promis", "promet"), ("dénoncer", "dénoncé", "dénonce"), ("lancer", "lancé", "lance"),
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SPEAKERS = (
    ("le", "général"), ("le", "colonel"), ("le", "président"), ("la", "ministre"), ("le", "ministre"),
    ("le", "porte-parole"), ("la", "porte-parole"), ("le", "gouverneur"), ("le", "maire"), ("l'", "opposant"),
    ("l'", "ambassadeur"), ("la", "présidente"), ("le", "chancelier"), ("le", "cheikh"), ("le", "diplomate"),
)  # fmt: skip
_BODIES = (
    ("l'", "armée"), ("la", "police"), ("l'", "organisation"), ("le", "ministère"), ("le", "gouvernement"),
    ("la", "présidence"), ("la", "coalition"), ("l'", "agence"), ("la", "diplomatie"), ("l'", "état-major"),
)  # fmt: skip
_ADJECTIVES = (
    ("irakien", "irakienne"), ("russe", "russe"), ("malien", "malienne"), ("turc", "turque"), ("kurde", "kurde"),
    ("militaire", "militaire"), ("local", "locale"), ("syrien", "syrienne"),
)  # fmt: skip
_SIGLES = ("OSDH", "ONU", "ONG", "AFP", "Élysée", "Otan")


@dataclass(slots=True)
class _Tail:
    """Words after the sentence; heads count from its first word, negative ones lie in the sentence."""

    forms: list[str]
    words: list[Word]

    def add(self, form: str, lemma: str, pos: str, head: int, relation: str, features: str = "") -> int:
        self.forms.append(form)
        self.words.append(Word(0, 0, lemma, pos, features, head, relation))
        return len(self.words) - 1


def add_citation(sentence: Sentence, stock: NameStock, rng: random.Random) -> Sentence:
    """Give some plain sentences a speaker at their end, often with the words before it in quotes."""
    words = sentence.words
    plain = (
        len(words) > 4
        and len(words) <= LONGEST
        and sentence.text[words[-1].start :] == "."
        and '"' not in sentence.text
    )
    if not plain or words[-1].relation != "punct" or rng.random() > CITATION_SHARE:
        return sentence
    root = next((i for i, w in enumerate(words) if w.head == i), -1)
    if root < 0 or words[root].pos not in {"VERB", "ADJ", "NOUN"}:
        return sentence
    return _append(sentence, _tail(stock, rng), root, quoted=rng.random() < 0.4)


def _tail(stock: NameStock, rng: random.Random) -> _Tail:
    tail = _Tail([], [])
    lemma, participle, present = rng.choice(_VERBS)
    composed = rng.random() < 0.6
    verb = 2 if composed else 1
    tail.add(",", ",", "PUNCT", verb, "punct")
    finite = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    if composed:
        tail.add("a", "avoir", "AUX", verb, "aux", finite)
    past = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    tail.add(participle if composed else present, lemma, "VERB", -1, "parataxis", past if composed else finite)
    if rng.random() < 0.4:
        day = rng.choice(_DAYS)
        tail.add(day, day, "NOUN", verb, "obl", "Gender=Masc|Number=Sing")
    rng.choice((_person, _titled, _titled, _body, _body, _sigle))(tail, verb, stock, rng)
    return tail


def _name(tail: _Tail, name: str, head: int, relation: str) -> None:
    first = len(tail.words)
    for number, part in enumerate(name.split()):
        tail.add(part, part, "PROPN", first if number else head, "flat" if number else relation)


def _person(tail: _Tail, verb: int, stock: NameStock, rng: random.Random) -> None:
    _name(tail, stock.person(rng), verb, "nsubj")


def _titled(tail: _Tail, verb: int, stock: NameStock, rng: random.Random) -> None:
    article, title = rng.choice(_SPEAKERS)
    noun = len(tail.words) + 1
    _noun_phrase(tail, article, title, verb, rng)
    if rng.random() < 0.6:
        apart = rng.random() < 0.4
        if apart:
            tail.add(",", ",", "PUNCT", len(tail.words) + 1, "punct")
        _name(tail, stock.person(rng), noun, "appos" if apart else "nmod")


def _body(tail: _Tail, verb: int, stock: NameStock, rng: random.Random) -> None:
    article, noun = rng.choice(_BODIES)
    _noun_phrase(tail, article, noun, verb, rng)


def _sigle(tail: _Tail, verb: int, stock: NameStock, rng: random.Random) -> None:
    tail.add("l'", "le", "DET", len(tail.words) + 1, "det", "Number=Sing")
    sigle = rng.choice(_SIGLES)
    tail.add(sigle, sigle, "PROPN", verb, "nsubj")


def _noun_phrase(tail: _Tail, article: str, noun: str, head: int, rng: random.Random) -> None:
    feminine = article == "la" or noun in {"armée", "organisation", "agence"}
    gender = "Gender=Fem|Number=Sing" if feminine else "Gender=Masc|Number=Sing"
    index = len(tail.words) + 1
    tail.add(article, "le", "DET", index, "det", "Number=Sing" if article == "l'" else gender)
    tail.add(noun, noun, "NOUN", head, "nsubj", gender)
    if rng.random() < 0.5:
        masculine, form = rng.choice(_ADJECTIVES)
        tail.add(form if feminine else masculine, masculine, "ADJ", index, "amod", gender)


def _append(sentence: Sentence, tail: _Tail, root: int, *, quoted: bool) -> Sentence:
    """Write the tail between the sentence and its final stop."""
    text = sentence.text[: sentence.words[-1].start].rstrip()
    body, shift = list(sentence.words[:-1]), 0
    if quoted:
        text, shift = f'"{text}"', 1
        moved = [replace(w, start=w.start + 1, end=w.end + 1, head=w.head + 1) for w in body]
        mark = Word(0, 1, '"', "PUNCT", "", root + 1, "punct")
        body = [mark, *moved, replace(mark, start=len(text) - 1, end=len(text))]
    offset = len(body)
    for form, word in zip(tail.forms, tail.words, strict=True):
        glue = "" if form == "," or text.endswith("'") else " "
        start = len(text) + len(glue)
        text += glue + form
        head = root + shift if word.head < 0 else word.head + offset
        body.append(replace(word, start=start, end=len(text), head=head))
    stop = replace(sentence.words[-1], start=len(text), end=len(text) + 1, head=root + shift)
    return Sentence(text + ".", (*body, stop))

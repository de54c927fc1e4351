"""What a number counts: people, or something else (years of age, distances, weapons, hours)."""

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.patterns import fr_dates
from nlp.patterns import fr_tolls as words
from nlp.patterns.fr_roles import INSTRUMENTS, PEOPLE

_PHRASE = 6  # words from a number to its noun
_THINGS = (words.THINGS | INSTRUMENTS) - words.PEOPLE_ALSO
_PEOPLE = (PEOPLE | words.PERSONS | words.PEOPLE_ALSO) - words.THINGS
_LINKS = frozenset({"de", "d'", "d’", "des", "du", "parmi", "ses", "leurs", "ces", "les", "l'", "l’", "nos", "mes"})
_AMONG = frozenset({"d'entre", "d’entre", "entre"})


def counts_people(first: Token, number: Token) -> bool:
    """Tell whether a number counts people: its noun names some, or it has none («tuant onze», «onze autres»).

    `first` and `number` are the first and the last token of the number. Ages, distances, money, weapons, vehicles,
    dates, hours and percentages count none, and neither does a number that names the thing before it («le vol 370»).
    """
    if _is_share(number):
        return False
    for word in _after(number):
        if word.lower_ in _AMONG:
            return True
        told = _is_person(word)
        if told is not None:
            return told
    return not _is_name(first)


def _is_share(number: Token) -> bool:
    return [word.lower_ for word in number.doc[number.i + 1 : number.i + 3]] == ["pour", "cent"]


def _after(number: Token) -> Iterator[Token]:
    """Give the words up to the number's noun: what a verb or a mark parts from it is not its noun."""
    end = min(number.i + 1 + _PHRASE, number.sent.end)
    for word in number.doc[number.i + 1 : end]:
        yield word
        passes = word.pos_ in ("ADJ", "NUM", "ADV") or word.lower_ in _LINKS or word.text in ("«", "“", "-")
        if not passes or word.lower_ in ("dont", "et", "ou"):
            return


def _is_person(word: Token) -> bool | None:
    """Tell a noun of people from one of things; None for a word that is no noun."""
    lower, lemma = word.lower_, word.lemma_.lower()
    if lower in words.FATES:
        return True
    if lower in fr_dates.WEEKDAYS or word.pos_ == "DET" or (word.pos_ == "ADJ" and _next_is_noun(word)):
        return None  # «en a tué six jeudi», «un de leurs hommes», «trois petits drones»
    forms = {lower, lower.removesuffix("s"), lemma}
    if forms & _THINGS or lower in fr_dates.MONTHS:
        return False
    if {form.removeprefix("ex-") for form in forms} & _PEOPLE:
        return True
    if word.pos_ == "PROPN" or (word.pos_ in ("NOUN", "ADJ") and word.text[0].isupper()):
        return True  # «quatre Casques bleus», «trois Syriens»
    return lower.removesuffix("s").endswith(words.PERSON_ENDINGS) if word.pos_ == "NOUN" else None


def _next_is_noun(word: Token) -> bool:
    return word.i + 1 < word.sent.end and word.nbor().pos_ == "NOUN"


def _is_name(first: Token) -> bool:
    """Tell «le vol 370», «en 2015», «le 3»: the number belongs to what stands before it."""
    if first.i <= first.sent.start:
        return False
    before = first.nbor(-1)
    named = before.pos_ in ("NOUN", "PROPN") and before.lower_ not in words.FATES | words.PEOPLE_ALSO
    return named or before.lower_ in words.BEFORE_DATES or before.lower_ in fr_dates.MONTHS


def names_national(word: Token) -> bool:
    """Tell «un Malien», «une Française», «un Turc»: a capital, and an ending or a word for people."""
    lower = word.lower_.removesuffix("s")
    return word.text[0].isupper() and (lower.endswith(words.NATIONAL_ENDINGS) or lower in words.PEOPLE_ALSO)

"""Numbers that stand in each other: «deux des cinq soldats», «dix morts, dont trois enfants» count some twice."""

from spacy.tokens import Token

from nlp.patterns import fr_tolls as words

_PHRASE = 3  # words that may part «cinq» from «sur les vingt»


def is_part(number: Token) -> bool:
    """Tell «dont dix civils», whose number is in the total already; so is «trois» of «trois des dix morts»."""
    before = number.doc[max(number.sent.start, number.i - 3) : number.i]
    if any(word.lower_ in words.PART_OF for word in before) and not _is_verb_after(number):
        return True
    return any(_counts_dead(whole) for whole in number.doc[number.i + 1 : number.i + 5] if is_whole(whole))


def _is_verb_after(number: Token) -> bool:
    """Tell «dont quatre sont morts», «dont onze étaient tombés», which say what befell them."""
    after = number.doc[number.i + 1 : number.i + 3]
    return any(word.pos_ in ("AUX", "VERB") and "Fin" in word.morph.get("VerbForm", []) for word in after)


def _counts_dead(number: Token) -> bool:
    following = number.doc[number.i + 1 : number.i + 3]  # «des dix morts», «des dix soldats tués»
    return any(word.lower_ in words.DEAD for word in following)


def is_whole(first: Token) -> bool:
    """Tell «cinq» in «deux des cinq soldats», «l'un de ces cinq», «trois soldats sur cinq»: fewer are told of.

    `first` is the first token of the number.
    """
    if first.pos_ != "NUM" or first.i < first.sent.start + 2:
        return False
    link = first.nbor(-1)
    if link.lower_ in words.OF_THESE and link.i > first.sent.start + 1:
        link = link.nbor(-1)
        if link.lower_ == "entre" and link.i > first.sent.start + 1:
            link = link.nbor(-1)
    if link.lower_ not in words.OUT_OF or link.i == first.sent.start:
        return False
    return _is_some(link.nbor(-1)) or (link.lower_ in words.OUT_OF_ALL and _is_counted(link))


def _is_some(word: Token) -> bool:
    return word.pos_ == "NUM" or word.lower_ in words.SOME


def _is_counted(link: Token) -> bool:
    """Tell the noun of a number right before «sur» («cinq soldats sur vingt»): no verb, no mark between."""
    for word in reversed(link.doc[max(link.sent.start, link.i - _PHRASE) : link.i]):
        if word.pos_ == "NUM":
            return True
        if word.pos_ not in ("NOUN", "ADJ", "PROPN"):
            return False
    return False


def is_other_side(number: Token) -> bool:
    """Tell «quinze» in «dix morts chez les soldats et quinze chez les rebelles»."""
    if number.i <= number.sent.start or number.nbor(-1).lower_ not in ("et", ","):
        return False
    after = [word.lower_ for word in number.doc[number.i + 1 : min(number.i + 4, number.sent.end)]]
    if after[:1] == ["autres"]:
        after = after[1:]
    return after[:1] in (["chez"], ["parmi"]) or after[:2] == ["du", "côté"] or after[:3] == ["dans", "les", "rangs"]

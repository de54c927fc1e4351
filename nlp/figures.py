"""How many dead and wounded a text tells, number by number; `nlp.figures_choice` gives them to events."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from nlp.figures_none import TollKind, nobody
from nlp.figures_parts import is_other_side, is_part, is_whole
from nlp.figures_units import counts_people, names_national
from nlp.numerals import find_numerals
from nlp.patterns import fr_tolls as words
from nlp.patterns.fr_roles import PEOPLE
from nlp.verbs import infinitive

_WINDOW = 14  # words between a number and its «tués», where the parse does not link them

_NOUN_PHRASE = 6  # words from a number to its noun


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of dead or wounded: its first and its last token, and that of the word for what befell them."""

    kind: TollKind
    value: int
    first: int
    number: int
    teller: int
    reason: str


def find_tolls(doc: Doc) -> tuple[Toll, ...]:
    """Give the tolls of a text in order; «des dizaines» and «plusieurs» give none, «aucun mort» gives 0."""
    found: dict[tuple[int, TollKind], Toll] = {}
    last = 0
    for first, number, value, group in _groups(doc):
        for toll in _told_of(first, number, value if value is not None else last, group):
            found.setdefault((toll.number, toll.kind), toll)
        if value and (told := _repeated(number, list(found.values()))):
            found.setdefault((number.i, told.kind), replace(told, value=value, first=first.i, number=number.i))
        last = value or last
    for kind, word in nobody(doc):
        found.setdefault((word.i, kind), Toll(kind, 0, word.i, word.i, word.i, "none"))
    return tuple(sorted(found.values(), key=lambda toll: toll.number))


def _repeated(number: Token, told: list[Toll]) -> Toll | None:
    """Give the toll whose word is left out in «dix morts chez les soldats et quinze chez les rebelles»."""
    if not is_other_side(number) or not told:
        return None
    toll = told[-1]
    return toll if toll.reason == "noun" and number.sent.start <= toll.teller < number.i else None


def _groups(doc: Doc) -> Iterator[tuple[Token, Token, int | None, Token]]:
    """Give each number's ends with the word that it counts: «deux soldats», «une trentaine» of people, «dix» of them.

    A number of anything but people is left out. The value is None for «autant», which repeats the number before it.
    """
    found: list[tuple[Token, Token, int | None]] = [(word, word, None) for word in doc if word.lower_ == "autant"]
    starts = [word.idx for word in doc]
    for numeral in find_numerals(doc.text):
        first, number = _word_at(doc, starts, numeral.start), _word_at(doc, starts, numeral.end - 1)
        if number is None or first is None or number.ent_type_ == "PER":
            continue
        if counts_people(first, number) or is_other_side(number):
            found.append((first, number, numeral.value))
    for first, number, value in sorted(found, key=lambda row: row[1].i):
        yield first, number, value, _counted(first, number)


def _word_at(doc: Doc, starts: list[int], offset: int) -> Token | None:
    """Give the word that a character belongs to; None for a blank between words."""
    word = doc[bisect_right(starts, offset) - 1]
    return word if offset < word.idx + len(word) else None


def _counted(first: Token, number: Token) -> Token:
    if number.pos_ == "NOUN" or number.lower_ == "autant":
        counted = words.FATES
        return next((child for child in number.doc[number.i + 1 : number.i + 3] if child.lower_ in counted), number)
    for word in (number, first):
        if word.dep_ in ("nummod", "det", "amod", "compound") and 0 < word.head.i - word.i < _NOUN_PHRASE:
            return word.head
    following = number.nbor() if number.i + 1 < len(number.doc) else number
    return following if following.pos_ == "NOUN" else number


def _told_of(first: Token, number: Token, value: int, group: Token) -> Iterator[Toll]:
    if is_part(number) or (value == 1 and not _one_person(number, group)):
        return
    whole = is_whole(first)
    for kind, teller, reason in _fates(number, group):
        if whole and not (kind == "killed" and reason in ("noun", "acl") and teller.lower_ in words.DEAD):
            continue  # «l'un des deux pilotes a été tué»
        yield Toll(kind, value, first.i, number.i, teller.i, reason)


def _one_person(number: Token, group: Token) -> bool:
    """Tell «un soldat», «un sous-officier ukrainien», «une Française», «l'un d'eux» from «un tir»."""
    if group.lower_ in words.FATES or number.lower_ == "1" or group is number:
        return True
    following = number.doc[number.i + 1 : number.i + 2]
    return group.lemma_ in words.PERSONS or any(w.lemma_ in words.PERSONS or names_national(w) for w in following)


def _fates(number: Token, group: Token) -> Iterator[tuple[TollKind, Token, str]]:
    lower = group.lower_
    if lower in words.DEAD or lower in words.DEAD_ALSO:
        yield "killed", group, "noun"
    elif lower in words.HURT:
        yield "wounded", group, "noun"
    for word in dict.fromkeys((_first_conjunct(group), group)):
        yield from _by_syntax(word)
    yield from _by_window(number)


def _first_conjunct(word: Token) -> Token:
    for _ in range(6):
        if word.dep_ != "conj" or word.head.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
            break
        word = word.head
    return word


def _by_syntax(group: Token) -> Iterator[tuple[TollKind, Token, str]]:
    head, relation = group.head, group.dep_
    lemma = infinitive(head)
    if relation in ("nsubj", "nsubj:pass"):
        yield from _by_subject(head, relation)
    elif relation == "obj" or (relation == "obl" and head.pos_ == "VERB" and _case(group) == ""):
        if _is_passive(head):
            pass  # «ont été tués et neuf autres blessés»: a passive has no object, the parse lost the conjunct
        elif lemma in words.KILLING_ACTIVE or (lemma in words.KILLING and _counts_people(group)):
            yield "killed", head, "obj"
        elif lemma in words.WOUNDING_ACTIVE:
            yield "wounded", head, "obj"
    elif relation in ("iobj", "obl", "obl:arg", "nmod", "obl:mod") and _case(group) in ("à", "au", "aux"):
        if any(word.lower_ == "vie" for word in doc_between(head, group)) or _takes_life(head):
            yield "killed", head, "life"
    elif relation == "nmod" and head.lemma_ in words.DEATHS and _case(group) in ("de", "d'", "d’", "du", "des"):
        yield "killed", head, "nmod"
    for child in group.children:
        if child.dep_ in ("acl", "amod") and child.i > group.i and not _counted_apart(group, child):
            yield from _by_participle(child, "acl")


def _counts_people(group: Token) -> bool:
    """Tell «six assaillants», «six des assaillants» from things: one may suppress and eliminate those as well."""
    return any(word.lemma_ in PEOPLE for word in (group, *group.children) if word.dep_ != "amod")


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _counted_apart(group: Token, participle: Token) -> bool:
    """Tell «quinze morts et vingt-quatre blessés»: the participle counts other people than the noun."""
    fates = words.FATES
    return group.lower_ in fates or any(word.pos_ == "NUM" for word in doc_between(group, participle))


def doc_between(left: Token, right: Token) -> list[Token]:
    """List the words between two words of a sentence."""
    low, high = sorted((left.i, right.i))
    return list(left.doc[low + 1 : high])


def _takes_life(verb: Token) -> bool:
    return verb.lemma_ in words.TAKING_LIFE and any(child.lower_ == "vie" for child in verb.children)


def _case(word: Token) -> str:
    return next((child.lower_ for child in word.children if child.dep_ == "case"), "")


def _by_subject(verb: Token, relation: str) -> Iterator[tuple[TollKind, Token, str]]:
    lemma, negated = infinitive(verb), any(child.lower_ in ("pas", "plus", "guère") for child in verb.children)
    passive = relation == "nsubj:pass" or any(child.dep_ == "aux:pass" for child in verb.children)
    if lemma in words.DYING and not negated:
        yield "killed", verb, "nsubj"
    elif passive and not negated:
        yield from _by_participle(verb, relation)
    elif negated and lemma in words.SURVIVING:
        yield "killed", verb, "nsubj"
    elif lemma in words.LOSING_LIFE and not negated:
        if any(child.lower_ == words.LOSING_LIFE[lemma] for child in verb.children):
            yield "killed", verb, "nsubj"
    elif verb.lower_.rstrip("es") in ("mort", "tué") and not negated:
        yield "killed", verb, "nsubj"


def _by_participle(word: Token, reason: str) -> Iterator[tuple[TollKind, Token, str]]:
    if infinitive(word) in words.KILLING or word.lower_ in words.DEAD:
        yield "killed", word, reason
    elif infinitive(word) in words.WOUNDING or word.lower_ in words.HURT:
        yield "wounded", word, reason


def _by_window(number: Token) -> Iterator[tuple[TollKind, Token, str]]:
    """Read what stands near, where the parse lost the link: «deux civils, un couple, ont été tués»."""
    yield from _behind(number)
    for word in _ahead(number):
        if _is_active(word):
            return
        lower, lemma = word.lower_, infinitive(word)
        if lower in words.DEAD - {"corps"} or (lemma in words.KILLING and _has_etre(number, word)):
            yield "killed", word, "near"
        elif lower in words.HURT or (lemma in words.WOUNDING and _has_etre(number, word)):
            yield "wounded", word, "near"
        elif lemma in words.DYING or _idiom(word):
            yield "killed", word, "near"
        else:
            continue
        return


def _ahead(number: Token) -> Iterator[Token]:
    """Give the words of the clause after a number, without insertions («dont deux enfants») and what it is part of."""
    inside = among = False
    for word in number.doc[number.i + 1 : min(number.i + 1 + _WINDOW, number.sent.end)]:
        if word.text in ";:.!?()«»" or word.lower_ in ("qui", "que", "où", "mais"):
            return
        among = (among or is_whole(word)) and word.pos_ not in ("AUX", "VERB")
        inside = (inside or word.lower_ in words.PART_OF) and word.text != ","
        if word.pos_ == "NUM" and not inside and not among and word.nbor(-1).lower_ != "et":
            return
        if not inside and not among:
            yield word


def _is_active(participle: Token) -> bool:
    """Tell «7 civils et en a blessé 19», «et blessé dix-neuf autres»: who was hurt stands behind the participle."""
    if (
        not participle.lower_.endswith("é")
        or infinitive(participle) not in words.KILLING_ACTIVE | words.WOUNDING_ACTIVE
    ):
        return False
    following = participle.nbor() if participle.i + 1 < len(participle.doc) else participle
    return participle.nbor(-1).lemma_ == "avoir" or following.pos_ == "NUM"


def _has_etre(number: Token, participle: Token) -> bool:
    if participle.lower_.endswith("ant"):  # «se sont enfuis, tuant onze»: who follows is dead
        return False
    between = number.doc[number.i : participle.i]
    return any(word.lemma_ == "être" or word.lower_ == "été" for word in between)


def _idiom(word: Token) -> bool:
    """Tell «perdu la vie», «trouvé la mort», «ne se sont pas relevés», «n'en sont pas revenus»."""
    after = [w.lower_ for w in word.doc[word.i + 1 : word.i + 4]]
    if word.lemma_ in words.LOSING_LIFE:
        return words.LOSING_LIFE[word.lemma_] in after
    before = {w.lower_ for w in word.doc[max(0, word.i - 4) : word.i]}
    return word.lemma_ in words.SURVIVING and bool(before & {"pas", "plus"})


def _behind(number: Token) -> Iterator[tuple[TollKind, Token, str]]:
    """Read the verb before a number: «tuant au moins deux», «coûté la vie à une douzaine», «la mort de 53»."""
    before = list(number.doc[max(number.sent.start, number.i - 5) : number.i])
    for word in reversed(before):
        if word.pos_ == "VERB" or word.lemma_ in words.HARMING:
            active = not any(w.lemma_ == "être" or w.lower_ == "été" for w in word.doc[max(0, word.i - 2) : word.i])
            if word.lemma_ in words.KILLING_ACTIVE and active:
                yield "killed", word, "near"
            elif word.lemma_ in words.WOUNDING_ACTIVE and active:
                yield "wounded", word, "near"
            elif word.lemma_ in words.TAKING_LIFE and any(w.lower_ == "vie" for w in before):
                yield "killed", word, "life"
            return
        if word.lemma_ in words.DEATHS and word.nbor().lower_ in ("de", "d'", "d’", "des"):
            yield "killed", word, "nmod"
            return
        if word.pos_ not in ("ADP", "DET", "ADV", "NOUN", "ADJ") or word.text in ";:":
            return

"""The name of who reports: the speaker behind a pronoun or «la même source», and the words that name him."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from nlp.mentions import Mention, has_capital, is_name, mention_at
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_dates import WEEKDAYS
from nlp.patterns.fr_roles import GROUPS, PEOPLE
from nlp.reports import CLITICS, Report, sentence_reports

_BACK = 5  # sentences that a pronoun or «la même source» may point back over
_SAME = frozenset({"même", "mêmes", "dit", "ladite", "ledit", "précité", "précitée", "susdit"})
_THIS = frozenset({"ce", "cet", "cette", "ces", "ledit", "ladite"})


def speaker_of(doc: Doc, report: Report) -> Token:
    """Give the word for who reports; a word that only points («a-t-il», «la même source») gives way to whom it means.

    That is who spoke last and agrees in number and gender, else the subject of the sentence, else the word itself.
    """
    token = doc[report.speaker]
    if doc[report.cue].lower_ == "citant":  # after «citant la police,» comes who cites, not her name
        return token
    if report.kind != "echo" and not is_pointer(token):
        return _named_speaker(token)
    for near in (2, _BACK):
        for earlier in _spoken_before(doc, report, near):
            speaker = doc[earlier.speaker]
            if earlier.kind != "echo" and not is_pointer(speaker) and agrees(token, speaker):
                return _named_speaker(speaker)
        if subject := _subject(doc, report):
            return _named_speaker(subject)
    return token


def is_pointer(token: Token) -> bool:
    """Tell a word that names nobody by itself: a pronoun, «la même source», «ce responsable»."""
    if token.lower_ in CLITICS or (token.pos_ == "PRON" and token.lower_ not in words.INDEFINITE):
        return True
    before = token.doc[max(token.sent.start, token.i - 2) : token.i + 2]
    return token.pos_ == "NOUN" and any(
        (word.lower_ in _SAME or word.lower_ in _THIS) and word.head == token for word in before
    )


def _spoken_before(doc: Doc, report: Report, near: int) -> Iterator[Report]:
    sentence = doc[report.cue].sent
    for earlier in reversed(sentence_reports(doc, sentence)):
        if earlier.cue < report.cue and earlier.speaker != report.speaker:
            yield earlier
    for _ in range(near):
        if sentence.start == 0:
            return
        sentence = doc[sentence.start - 1].sent
        yield from reversed(sentence_reports(doc, sentence))


def _subject(doc: Doc, report: Report) -> Token | None:
    """Give the sentence's subject before «a-t-elle fait savoir»: «L'armée a arrêté dix hommes, a-t-elle indiqué»."""
    if report.kind != "inverted":
        return None
    pointer = doc[report.speaker]
    for word in pointer.sent:
        if word.i >= report.cue:
            return None
        if word.dep_ in ("nsubj", "nsubj:pass") and word.pos_ in ("NOUN", "PROPN") and agrees(pointer, word):
            return word
    return None


_SOME = frozenset({"un", "une", "l'un", "l'une", "plusieurs", "certains", "équipe", "groupe", "deux", "trois"})
_PLURAL = frozenset({"-ils", "-elles", "-t-ils", "-t-elles", "ils", "elles", "eux"})
_FEMININE = frozenset({"-elle", "-t-elle", "elle", "-elles", "-t-elles", "elles"})
_MASCULINE = frozenset({"-il", "-t-il", "t-il", "il", "lui", "-ils", "-t-ils", "ils", "eux"})


def agrees(pointer: Token, speaker: Token) -> bool:
    """Compare number and gender where both are told; names tell no gender, and «la même source» takes anyone."""
    if pointer.lower_ not in _PLURAL | _FEMININE | _MASCULINE:
        return True
    number, gender = speaker.morph.get("Number", []), speaker.morph.get("Gender", [])
    if number and speaker.pos_ == "NOUN" and ("Plur" in number) != (pointer.lower_ in _PLURAL):
        return False
    if not gender or speaker.pos_ != "NOUN":
        return True
    return bool("Fem" in gender) == (pointer.lower_ in _FEMININE)


def name_of(doc: Doc, token: Token) -> str | None:
    """Name a speaker: the name within «la chaîne France24», else the phrase without article («source au Caire»).

    None where the word heads no phrase.
    """
    if token.lower_ in CLITICS:
        return token.text
    mention = mention_at(doc, token.i)
    if mention is None:
        return None
    if mention.proper:
        whole = _body(token) or _particled(doc, mention)
        return whole if whole.startswith(mention.name) else mention.name
    return _official(token) or _phrase(token)


def _particled(doc: Doc, mention: Mention) -> str:
    """Give a first name with what a particle adds to it: «Humberto» with «de la Calle»."""
    if " " in mention.name or doc[mention.head].ent_type_ != "PER":
        return ""
    after = doc[mention.end : mention.end + 3]
    if len(after) < 3 or after[0].lower_ not in ("de", "della", "del", "dos", "da") or after[0].text == "De":
        return ""
    last = next((word for word in after[1:] if word.text[:1].isupper()), None)
    if last is None or (last.i > after[1].i and after[1].lower_ not in ("la", "los", "las")):
        return ""
    return str(doc[mention.start : last.i + 1].text)


def _body(token: Token) -> str:
    """Give a body's name with all its complements: «Association d'aide aux victimes»."""
    if not has_capital(token) or token.lower_ not in GROUPS | words.BODY_NAMES:
        return ""
    end = token.i + 1
    while end < min(token.i + 2 * _LONGEST, token.sent.end):
        word = token.doc[end]
        if word.is_punct or word.lower_ in WEEKDAYS or word.pos_ not in _IN_NAMES:
            break
        if word.pos_ == "ADP" and word.lower_ not in _OF:
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV", "CCONJ"):
        end -= 1
    return str(token.doc[token.i : end].text)


_IN_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "X"})
_OF = frozenset({"de", "du", "des", "d'", "d’", "pour", "contre"})


def _official(token: Token) -> str | None:
    """Give a body's name up to its acronym: «Front pour la paix» of «Front pour la paix (FPP)»."""
    if not has_capital(token):
        return None
    for word in token.doc[token.i + 1 : min(token.i + 2 * _LONGEST, token.sent.end)]:
        if word.text == "(" and word.nbor().text.isupper():
            return str(token.doc[token.i : word.i].text)
        if word.is_punct and word.text not in ("'", "’", "-"):
            return None
    return None


def words_of(doc: Doc, token: Token) -> Span:
    """Give the words that name a speaker."""
    mention = mention_at(doc, token.i)
    return doc[mention.start : mention.end] if mention else doc[token.i : token.i + 1]


def _named_speaker(token: Token) -> Token:
    """Go from a description to the name that follows: «la chaîne France24», «le porte-parole, Untel»."""
    doc = token.doc
    if token.pos_ == "PROPN":
        return token
    if token.lower_ in _SOME and (of := _maker(token)) is not None:
        return of
    if token.lemma_ in words.STATEMENTS and (maker := _maker(token)) is not None:
        return maker
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i and (is_name(child) or _is_titled(child)):
            return child
        if token.lemma_ in words.MEDIA and child.i == token.i + 1 and is_name(child):
            return child
    if token.lemma_ in words.CORRESPONDENTS and token.i + 1 < len(doc) and doc[token.i + 1].lower_ != "à":
        return next((word for word in token.subtree if word.i > token.i and is_name(word)), token)
    if token.lemma_ in PEOPLE and (person := _set_beside(token)) is not None:
        return person
    end = _phrase_end(token)
    if end + 2 < token.sent.end and doc[end].text == "," and token.lemma_ in PEOPLE | words.SPEAKERS:
        first = doc[end + 1]
        if is_name(first) and token.lemma_ in PEOPLE:
            return first
        if first.pos_ == "DET" and (is_name(doc[end + 2]) or _is_titled(doc[end + 2])):
            return doc[end + 2]
    return token


def _set_beside(token: Token) -> Token | None:
    """Give the person between marks after a description: «le conseiller du chef pour la sécurité, Untel, …»."""
    for word in token.doc[token.i + 1 : min(token.i + 11, token.sent.end - 1)]:
        if word.text == ",":
            return word.nbor() if word.nbor().ent_type_ == "PER" else None
        if word.pos_ not in _IN_NAMES or word.ent_type_ == "PER":
            return None
    return None


def _maker(statement: Token) -> Token | None:
    """Give whose «communiqué», «décompte» it is."""
    for child in statement.children:
        if child.dep_ == "nmod" and child.i > statement.i and child.pos_ in ("NOUN", "PROPN"):
            return child
    return None


def _is_titled(token: Token) -> bool:
    """Tell a description with a name in it («le général Untel»)."""
    mention = mention_at(token.doc, token.i)
    return mention is not None and mention.proper


def _phrase(token: Token) -> str:
    """Give a noun with the adjectives and complements right after it, up to a mark, a verb or a relative."""
    return str(token.doc[token.i : _phrase_end(token)].text)


def _phrase_end(token: Token) -> int:
    end = token.i + 1
    within = set(token.subtree)
    while end < min(token.i + _LONGEST, token.sent.end):
        word = token.doc[end]
        if word not in within or word.is_punct or word.pos_ in ("PRON", "SCONJ", "CCONJ", "AUX"):
            break
        if word.pos_ == "VERB" or (word.dep_ == "acl" and word.morph.get("VerbForm", [])):
            break
        if word.lower_ in _THIS or (word.lower_ in _WHERE and not has_capital(word.nbor())):
            break
        end += 1
    while end > token.i + 1 and token.doc[end - 1].pos_ in ("ADP", "DET", "ADV"):
        end -= 1
    return end


_WHERE = frozenset(
    {"à", "au", "aux", "en", "dans", "sur", "par", "pour"}
)  # «source au Caire», not «à des journalistes»
_LONGEST = 8  # words of a described speaker

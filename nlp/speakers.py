"""The name of who reports: the speaker behind a pronoun or «la même source», and the words that name him."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.mentions import is_name, mention_at
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_roles import PEOPLE, TITLES
from nlp.reports import Report, sentence_reports
from nlp.saying import CLITICS
from nlp.speaker_names import IN_NAMES, THIS, in_brackets, phrase_end

_BACK = 5  # sentences that a pronoun or «la même source» may point back over
_SAME = frozenset({"même", "mêmes", "dit", "ladite", "ledit", "précité", "précitée", "susdit"})


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
        return not (token.lower_ in _SOME and token.i + 1 < len(token.doc) and token.nbor().lower_ in _AMONG)
    before = token.doc[max(token.sent.start, token.i - 2) : token.i + 2]
    return (token.pos_ == "NOUN" or token.lower_ in words.LATTER) and any(
        (word.lower_ in _SAME or word.lower_ in THIS) and word.head == token for word in before
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
_AMONG = frozenset({"de", "des", "d'", "d’"})  # «un de ses cadres»
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


def _named_speaker(token: Token) -> Token:
    """Go from a description to the name that follows: «la chaîne France24», «le porte-parole, Untel»."""
    doc = token.doc
    if token.lower_ == "ong" and token.i + 1 < token.sent.end and token.nbor().text[:1].isupper():
        return token.nbor()
    if token.pos_ == "PROPN":
        return token
    if token.lower_ in _SOME and (of := _maker(token)) is not None:
        return of
    if token.lemma_ in words.STATEMENTS and (maker := _maker(token)) is not None:
        return maker
    for child in token.children:
        named = is_name(child) or _is_titled(child)
        if child.dep_ == "appos" and child.i > token.i and named and not in_brackets(child):
            return child
        if token.lemma_ in words.MEDIA and child.i == token.i + 1 and is_name(child):
            return child
    if token.lemma_ in words.CORRESPONDENTS and token.i + 1 < len(doc) and doc[token.i + 1].lower_ != "à":
        return next((word for word in token.subtree if word.i > token.i and is_name(word)), token)
    if token.lemma_ in PEOPLE and (person := _set_beside(token)) is not None:
        return person
    end = phrase_end(token)
    if end + 2 < token.sent.end and doc[end].text == "," and token.lemma_ in PEOPLE | words.SPEAKERS:
        first = doc[end + 1]
        if is_name(first) and token.lemma_ in PEOPLE:
            return first
        if first.pos_ == "DET" and (is_name(doc[end + 2]) or _is_titled(doc[end + 2])):
            return doc[end + 2]
    return token


def _set_beside(token: Token) -> Token | None:
    """Give the person between marks after a description: «le conseiller du chef pour la sécurité, Untel, …»."""
    for word in token.doc[token.i + 1 : min(token.i + 15, token.sent.end - 1)]:
        if word.text == ",":
            return _person_after(word)
        if in_brackets(word):
            continue
        if word.pos_ not in IN_NAMES or word.ent_type_ == "PER":
            return None
    return None


def _person_after(mark: Token) -> Token | None:
    """Give the person of «, Untel» or «, le général Untel» after a mark."""
    following = mark.doc[mark.i + 1 : min(mark.i + 5, mark.sent.end)]
    for word in following:
        if word.ent_type_ == "PER":
            return word
        if word.pos_ != "DET" and word.lemma_ not in TITLES and word.lower_ != "m.":
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

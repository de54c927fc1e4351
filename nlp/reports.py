"""Where a text says that somebody reports: the cue («selon», «a rapporté») and the speaker.

The treebanks' subject is taken where the parse has one; where it lost the inverted speaker or the subject, the words
next to the verb are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp.dates_grammar import any_of, plain
from nlp.mentions import has_capital, is_name
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.patterns.fr_roles import ACTOR_NOUNS
from nlp.verbs import heads, infinitive

_OPENER = re.compile(rf"(?<![\w'])(?:{any_of(map(plain, words.OPENERS))})(?=\s)|(?<![\w'])d'après(?=\s)", re.IGNORECASE)
_ECHO = re.compile(rf"(?<![\w'])(?:{any_of(words.ECHOES)})(?!\w)", re.IGNORECASE)
_SOURCE = re.compile(rf"(?<!\w)(?:{any_of(words.SOURCES)})(?=\s)", re.IGNORECASE)
_NEAR = 5  # words from a cue to its speaker
_ABLE = ACTOR_NOUNS | words.MEDIA | words.SPEAKERS
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Report:
    """A place where somebody is said to report: token indexes of the cue («selon», the verb) and of the speaker.

    `kind` is `opener` («selon X»), `inverted` («, a rapporté X»), `governing` («X affirme que…»), `relay` («a déclaré
    Y à la chaîne X») or `echo` («à l'en croire»), which names nobody: its speaker is its first word.
    """

    cue: int
    speaker: int
    kind: str


def find_reports(doc: Doc, trigger: Token) -> list[Report]:
    """List the reports of the trigger's sentence, in text order, one for each cue; the trigger itself is no cue."""
    return [report for report in sentence_reports(doc, trigger.sent) if report.cue != trigger.i]


def sentence_reports(doc: Doc, sentence: Span) -> tuple[Report, ...]:
    """List the reports of a sentence, in text order, one for each cue; kept with the Doc, as each event asks again."""
    key = f"reports:{sentence.start}"
    known: tuple[Report, ...] | None = doc.user_data.get(key)
    if known is None:
        found = {report.cue: report for report in (*_verbs(sentence), *_openers(doc, sentence))}
        known = tuple(
            found[cue] for cue in sorted(found) if found[cue].kind == "echo" or _is_speaker(doc[found[cue].speaker])
        )
        doc.user_data[key] = known
    return known


def _is_speaker(word: Token) -> bool:
    if word.lower_ in CLITICS:  # the tagger takes some for articles
        return word.lower_ not in ("-t-on", "-on")
    if word.lower_ in WEEKDAYS or word.lower_ in MONTHS or word.lower_ in _RELATIVES:
        return False
    return word.pos_ in _NOMINAL and word.lemma_ not in words.NOBODY and word.lower_ not in words.NOBODY


_RELATIVES = frozenset({"qui", "que", "dont", "ce", "cela", "ceci", "ça"})


def _openers(doc: Doc, sentence: Span) -> Iterator[Report]:
    text = plain(sentence.text)
    for match in _OPENER.finditer(text):
        last = _token_at(doc, sentence.start_char + match.end() - 1)
        if match[0].lower().startswith("auprès") and not _after_learning(last):
            continue
        if last.i + 1 < len(doc) and last.nbor().lower_ == "ce":
            continue  # «selon ce qu'a diffusé X»: the verb tells the speaker
        near = last.dep_ == "case" and 0 < last.head.i - last.i <= _NEAR
        near = near and not any(word.text == "," for word in doc[last.i : last.head.i])
        speaker = last.head if near else _noun_after(last)
        if speaker is not None:
            yield Report(last.i, _behind_statement(speaker).i, "opener")
    for match in _ECHO.finditer(text):
        cue = _token_at(doc, sentence.start_char + match.start())
        yield Report(cue.i, cue.i, "echo")
    for match in _SOURCE.finditer(text):
        source = _token_at(doc, sentence.start_char + match.end() - 1)
        yield Report(source.i, source.i, "opener")


def _behind_statement(noun: Token) -> Token:
    """Go from «les déclarations de X», «le décompte de X» to who made them."""
    if noun.lemma_ in words.STATEMENTS:
        for child in noun.children:
            if child.dep_ == "nmod" and child.i > noun.i and child.pos_ in ("NOUN", "PROPN"):
                return child
    return noun


def _token_at(doc: Doc, offset: int) -> Token:
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if doc[middle].idx <= offset else (low, middle - 1)
    return doc[low]


def _after_learning(word: Token) -> bool:
    before = word.doc[max(word.sent.start, word.i - 6) : word.i]
    return any(infinitive(other) in words.LEARNING for other in before)


_QUOTES = frozenset({"«", "“", '"'})


def _noun_after(word: Token) -> Token | None:
    for other in word.doc[word.i + 1 : min(word.i + 1 + _NEAR, word.sent.end)]:
        if other.lower_ in WEEKDAYS or other.text in _QUOTES:
            continue
        if other.lower_ in ("que", "qu'", "qu’") or other.dep_ == "mark":
            return None
        if (
            other.pos_ in ("NOUN", "PROPN")
            or has_capital(other)
            or (other.pos_ == "PRON" and other.lower_ not in ("qui", "que", "dont"))
        ):
            return other
        if other.pos_ in ("VERB", "PUNCT"):
            return None
    return None


def _verbs(sentence: Span) -> Iterator[Report]:
    for verb in sentence:
        if not _reports(verb):
            continue
        clitic = next((w for w in verb.doc[verb.i + 1 : verb.i + 2] if w.lower_ in CLITICS), None)
        if clitic is not None and clitic.lower_ in ("-t-on", "-on"):
            if (house := _house_after(clitic)) is not None:
                yield Report(verb.i, house.i, "inverted")
            continue
        clitic = clitic or next((w for w in verb.doc[max(verb.i - 1, 0) : verb.i] if w.lower_ in CLITICS), None)
        following = clitic or _speaker_after(verb)
        if following is not None:
            yield Report(verb.i, following.i, "inverted")
        else:
            before = _agent(verb) or _speaker_before(verb)
            if before is not None:
                yield Report(verb.i, before.i, "governing")
        relay = _relay(verb)
        if relay is not None:
            yield Report(relay.i, relay.i, "relay")


def _house_after(clitic: Token) -> Token | None:
    """Give where one speaks in «fait-on savoir à Moscou», «souffle-t-on dans son entourage»."""
    doc, end = clitic.doc, min(clitic.i + 7, clitic.sent.end)
    for word in doc[clitic.i + 1 : end]:
        if word.lower_ in ("à", "au", "aux", "dans", "chez", "auprès"):
            return _noun_after(word)
        if word.is_punct:
            return None
    return None


def _agent(verb: Token) -> Token | None:
    """Give who reports in «annoncé mardi par Untel»."""
    for word in verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]:
        if word.lower_ == "par":
            return _noun_after(word)
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            return None
    return None


def _relay(verb: Token) -> Token | None:
    """Give the medium in «a déclaré un officiel à la chaîne CNN», «a confié à l'AFP»."""
    for child in verb.children:
        media = child.lemma_ in words.MEDIA or child.text in words.AGENCIES
        if media and any(below.dep_ == "case" and below.lower_ in ("à", "au") for below in child.children):
            return child
    return None


def _speaker_after(verb: Token) -> Token | None:
    """Give the speaker who follows a verb («…, a rapporté lundi le ministre»): a person, a body or a name."""
    speaker = _noun_after(_last_of_group(verb))
    if speaker is not None and _is_governed(speaker, verb):
        speaker = next((c for c in verb.children if c.dep_.startswith("nsubj") and c.i > speaker.i), None)
    if speaker is None or _is_governed(speaker, verb):
        return None
    if speaker.dep_ in ("nsubj", "nsubj:pass") and speaker.head == verb:
        return speaker
    parenthetic = _is_parenthetic(verb)
    able = is_name(speaker) or speaker.lemma_ in _ABLE
    if not able and parenthetic and not _has_subject(verb):
        able = _is_definite(speaker)
    return speaker if able and (parenthetic or speaker.dep_ in ("nsubj", "nsubj:pass")) else None


def _is_governed(noun: Token, verb: Token) -> bool:
    """Tell «à Genève» in «a indiqué à Genève le Comité»: a noun behind a preposition of its own does not speak."""
    return any(child.dep_ == "case" and child.i > verb.i for child in noun.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i for child in verb.children)


def _is_definite(noun: Token) -> bool:
    """Tell «le quai d'Orsay», «son entourage»: what follows «…, affirme» with a determiner speaks."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "det" and child.i == noun.i - 1 for child in noun.children)


def _speaker_before(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i:
            return _antecedent(child)
    if "Fin" in verb.morph.get("VerbForm", []) or any(child.dep_.startswith("aux") for child in verb.children):
        for word in reversed(list(verb.doc[max(verb.sent.start, verb.i - _CLAUSE) : verb.i])):
            if word.lower_ in WEEKDAYS or word.lower_ in MONTHS:
                continue
            if word.pos_ in ("NOUN", "PROPN") and not any(child.dep_ == "case" for child in word.children):
                if word.dep_ != "appos" or word.head.pos_ not in ("NOUN", "PROPN"):
                    return word
            elif word.pos_ == "VERB" or word.text in ";:":
                break
    return _shared_subject(verb)


_CLAUSE = 12  # words before a verb that may hold its subject


CLITICS = frozenset({"-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles", "-t-on", "-on", "t-il", "t-elle"})


def _reports(verb: Token) -> bool:
    if verb.pos_ not in ("VERB", "ADJ", "AUX", "NOUN") or (
        verb.pos_ == "NOUN" and verb.dep_ not in ("ROOT", "parataxis")
    ):
        return False
    lemma = infinitive(verb)
    if lemma in words.CLOSING_VERBS:
        return _is_parenthetic(verb)
    if lemma in ("entendre", "savoir") and verb.i > verb.sent.start:
        return verb.nbor(-1).lemma_ in ("laisser", "croire")
    if lemma == "faire":
        return any(child.lower_ in ("savoir", "état", "part") for child in verb.doc[verb.i + 1 : verb.i + 3])
    return lemma in words.REPORTING_VERBS


_LEADING = frozenset({"tenir", "laisser", "croire", "venir", "vouloir", "à", "de", "ainsi", "comme"})
# What may lead to the verb of saying: «, a tenu à préciser», «, croit savoir», «, ainsi que l'a révélé».


def _is_parenthetic(verb: Token) -> bool:
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


def _last_of_group(verb: Token) -> Token:
    """Pass over what may stand between verb and speaker: «savoir», «lundi», an adverb."""
    last = verb
    for word in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]:
        if word.lower_ in ("savoir", "état") or word.pos_ in ("ADV", "VERB") or word.lower_ in WEEKDAYS:
            last = word
        else:
            break
    return last


def _antecedent(subject: Token) -> Token:
    """Go from «qui» to what it stands for; in «c'est X qui l'a annoncé» that is X."""
    if subject.lower_ in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        for word in heads(subject)[1:4]:
            if word.dep_.startswith("acl"):
                return word.head
    return subject


def _shared_subject(verb: Token) -> Token | None:
    """Borrow the subject of the verb that a conjunct, participle or gerund hangs on."""
    for head in heads(verb)[1:4]:
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb.i:
                return _antecedent(child)
    if verb.dep_ == "acl":
        return verb.head
    return None

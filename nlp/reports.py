"""Where a text says that somebody reports: the cue («selon», «a rapporté») and the speaker.

The treebanks' subject is taken where the parse has one; where it lost the inverted speaker or the subject, the words
next to the verb are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp.dates_grammar import any_of, plain
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_dates import MONTHS, WEEKDAYS
from nlp.report_speakers import CLAUSES, NEAR, agent, house_after, noun_after, relay_of, speaker_after, speaker_before
from nlp.saying import CLITICS, is_of_saying
from nlp.verbs import infinitive

_OPENER = re.compile(rf"(?<![\w'])(?:{any_of(map(plain, words.OPENERS))})(?=\s)|(?<![\w'])d'après(?=\s)", re.IGNORECASE)
_ECHO = re.compile(rf"(?<![\w'])(?:{any_of(words.ECHOES)})(?!\w)", re.IGNORECASE)
_SOURCE = re.compile(rf"(?<!\w)(?:{any_of(words.SOURCES)})(?=\s)", re.IGNORECASE)
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
        if last.i + 2 < len(doc) and last.nbor().lower_ == "ce" and last.nbor(2).lower_ in CLAUSES:
            continue  # «selon ce qu'a diffusé X»: the verb tells the speaker
        near = last.dep_ == "case" and 0 < last.head.i - last.i <= NEAR
        near = near and not any(word.text == "," for word in doc[last.i : last.head.i])
        speaker = last.head if near else noun_after(last)
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


def _verbs(sentence: Span) -> Iterator[Report]:
    for verb in sentence:
        if not is_of_saying(verb):
            continue
        clitic = next((w for w in verb.doc[verb.i + 1 : verb.i + 2] if w.lower_ in CLITICS), None)
        if clitic is not None and clitic.lower_ in ("-t-on", "-on"):
            if (house := house_after(clitic)) is not None:
                yield Report(verb.i, house.i, "inverted")
            continue
        clitic = clitic or next((w for w in verb.doc[max(verb.i - 1, 0) : verb.i] if w.lower_ in CLITICS), None)
        following = clitic or speaker_after(verb)
        if following is not None:
            yield Report(verb.i, following.i, "inverted")
        else:
            before = agent(verb) or speaker_before(verb)
            if before is not None:
                yield Report(verb.i, before.i, "governing")
        relay = relay_of(verb)
        if relay is not None:
            yield Report(relay.i, relay.i, "relay")

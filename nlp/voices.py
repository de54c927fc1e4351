"""Who speaks in an article: every report with its speaker's name, and who may take the floor in a sentence.

Dispatches often let somebody take the floor without a verb of saying («Le colonel X a fait lundi le bilan devant la
presse. Deux soldats ont été tués…»), so the nouns of a sentence that could speak are voices too, of the kind `stage`.
Words that only point («a-t-elle ajouté», «précise l'officier») are led back to who spoke before in the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from nlp.coreference import Cast
from nlp.names import fold
from nlp.patterns import fr_attribution as words
from nlp.patterns.fr_roles import GROUPS, TITLES
from nlp.pointing import is_bare, is_demonym, may_mean, meant_by, points
from nlp.reports import Report, sentence_reports
from nlp.saying import CLITICS
from nlp.schema import Attribution, Evidence
from nlp.schema import Span as Words
from nlp.speaker_names import full_names, name_of, words_of
from nlp.speakers import is_pointer, speaker_of
from nlp.stages import STAGE, stages
from nlp.verbs import tense

_TELLING = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_COURTESY = re.compile(r"(?:M\.|Mme|Mlle|Me|Mgr) +(?=\w)")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks, or may: the report (of kind `stage` where no verb of saying stands), its sentence's number.

    `pointing` voices are told by a pronoun or a bare «l'officier»; `said` is the attribution that they
    give, `named` the word (token index) that names the speaker.
    """

    report: Report
    sentence: int
    said: Attribution
    pointing: bool
    named: int

    @property
    def stage(self) -> bool:
        """Tell a noun that may take the floor from a report."""
        return self.report.kind == STAGE


class Conversation:
    """All voices of an article in text order, gathered by speaker; `paragraphs` has one number a sentence."""

    def __init__(self, doc: Doc, cast: Cast | None, text: str) -> None:
        self.doc = doc
        self.sentences = list(doc.sents)
        self._starts = [sentence.start for sentence in self.sentences]
        ends = [match.start() for match in re.finditer(r"\n+", text)]
        self.paragraphs = [bisect_right(ends, sentence.start_char) for sentence in self.sentences]
        self.voices: list[Voice] = []
        for number, sentence in enumerate(self.sentences):
            for voice in _sentence_voices(doc, number, sentence, cast):
                settled = self._settle(voice)
                if settled is not None:
                    self.voices.append(settled)
        self.speakers = _gather(self.voices)
        told = {voice.sentence for voice in self.voices if not voice.stage}
        self.share = len(told) / max(1, len(self.sentences))
        unsure = sum(word.pos_ in ("VERB", "AUX") and "Cnd" in word.morph.get("Mood", []) for word in doc)
        self.conditionals = unsure / max(1, len(self.sentences))
        self._lemmas: dict[int, tuple[str, ...]] = {}
        self._hearsay: dict[int, bool] = {}

    def number(self, token: Token) -> int:
        """Give the number of the sentence that a token stands in, from 0."""
        return bisect_right(self._starts, token.i) - 1

    def opens_paragraph(self, sentence: int) -> bool:
        """Tell whether a sentence is the first of its paragraph."""
        return sentence == 0 or self.paragraphs[sentence - 1] != self.paragraphs[sentence]

    def reports_in(self, sentence: int) -> int:
        """Count the reports of a sentence."""
        return sum(voice.sentence == sentence and not voice.stage for voice in self.voices)

    def lemmas(self, sentence: int) -> tuple[str, ...]:
        """List the lemmas of a sentence's nouns, verbs, adjectives and adverbs, each once."""
        if sentence not in self._lemmas:
            told = {w.lemma_.lower() for w in self.sentences[sentence] if w.pos_ in _TELLING and w.text[:1].isalpha()}
            self._lemmas[sentence] = tuple(sorted(told))
        return self._lemmas[sentence]

    def is_hearsay(self, sentence: int) -> bool:
        """Tell whether a sentence has a verb in the conditional."""
        if sentence not in self._hearsay:
            verbs = (word for word in self.sentences[sentence] if word.pos_ in ("VERB", "AUX"))
            self._hearsay[sentence] = any(tense(verb).startswith("conditional") for verb in verbs)
        return self._hearsay[sentence]

    def word(self, voice: Voice) -> Token:
        """Give the word that heads the speaker."""
        return self.doc[voice.report.speaker]

    def _settle(self, voice: Voice) -> Voice | None:
        """Name a voice that only points after who spoke before it; None for a pronoun that leads nowhere."""
        word = self.word(voice)
        empty = is_pronoun(word) and voice.said.name.lower().lstrip("-") in _EMPTY | {word.lower_.lstrip("-")}
        if empty and voice.stage:
            return None
        bare = is_bare(word) and not _is_told_by_name(word, voice.said)
        meant = self._namesake(voice, word) if bare else None
        if meant is None and not voice.stage and _leads_back(voice, word):
            meant = self._meant(voice, word)
        if meant is None:
            return None if empty else voice
        said = replace(meant.said, evidence=(replace(meant.said.evidence[0], reason="pronoun"),))
        return replace(voice, said=said, named=meant.named)

    def _namesake(self, voice: Voice, word: Token) -> Voice | None:
        """Give who was told before by the same noun and more words («le ministère de la Défense»)."""
        return next(
            (
                earlier
                for earlier in reversed(self.voices)
                if self.word(earlier).lemma_.lower() == word.lemma_.lower()
                and not points(self.word(earlier))
                and len(earlier.said.name) > len(voice.said.name)
                and may_mean(word, self.word(earlier))
            ),
            None,
        )

    def _meant(self, voice: Voice, word: Token) -> Voice | None:
        """Give who is meant by words that only point, of those who stand before in the paragraph."""
        paragraph = self.paragraphs[voice.sentence]
        able = [
            _Present(self.doc[earlier.named], earlier.sentence, earlier.stage, earlier.said.name, earlier)
            for earlier in self.voices
            if self.paragraphs[earlier.sentence] == paragraph
            and earlier.report.cue < voice.report.cue
            and earlier.report.speaker != voice.report.speaker
            and not is_pronoun(self.doc[earlier.named])
            and not is_pointer(self.doc[earlier.named])
        ]
        meant = meant_by(word, voice.sentence, able, self.paragraphs.index(paragraph))
        return None if meant is None else meant.voice


@dataclass(frozen=True, slots=True)
class _Present:
    """A voice that words may point at, with the word that names it."""

    word: Token
    sentence: int
    stage: bool
    name: str
    voice: Voice


_EMPTY = frozenset({"il", "elle", "ils", "elles", "lui", "eux", "le", "la", "t-il", "t-elle", "t-ils", "t-elles"})


def conversation_of(doc: Doc, cast: Cast | None, text: str) -> Conversation:
    """Give the conversation of an article, kept with the Doc, as each event asks again.

    `text` is the article's own, whose line ends part the paragraphs; without them it is all one paragraph.
    """
    key = f"conversation:{cast is not None}"
    known: Conversation | None = doc.user_data.get(key)
    if known is None:
        known = doc.user_data[key] = Conversation(doc, cast, text)
    return known


def _sentence_voices(doc: Doc, number: int, sentence: Span, cast: Cast | None) -> Iterator[Voice]:
    reports = sentence_reports(doc, sentence)
    taken = {report.cue for report in reports} | {report.speaker for report in reports}
    entries = (r for r in stages(sentence) if r.speaker not in taken and r.cue not in taken)
    for report in (*reports, *entries):
        said = attribution_from(doc, report, cast)
        if said is not None:
            word = doc[report.speaker]
            pointing = report.kind == "echo" or (points(word) and not _is_told_by_name(word, said))
            yield Voice(report, number, said, pointing, report.speaker)


def attribution_from(doc: Doc, report: Report, cast: Cast | None) -> Attribution | None:
    """Name the speaker of a report; None where no noun phrase stands there."""
    token = speaker_of(doc, report)
    actor = cast.actor(token.i, report.kind) if cast else None
    name = name_of(doc, token)
    if actor is not None and (is_pointer(token) or _is_fuller(actor.name, name)):
        name = actor.name
    elif name is None:
        return None
    name = full_names(doc).get(token.text, name)
    pointed = token.i != report.speaker and is_pointer(doc[report.speaker])
    span = words_of(doc, token)
    evidence = Evidence(
        Words(span.text, span.start_char, span.end_char), "pronoun" if pointed or is_pointer(token) else report.kind
    )
    return Attribution(_COURTESY.sub("", name), (evidence,), actor.key if actor else None)


def _is_fuller(name: str, than: str | None) -> bool:
    """Tell whether coreference knows a speaker by more words, names among them, than stand in his place."""
    return than is not None and len(name.split()) > len(than.split()) and any(w[:1].isupper() for w in name.split())


def is_pronoun(word: Token) -> bool:
    """Tell a pronoun, also one that the tagger takes for an article."""
    return word.lower_ in CLITICS or word.pos_ == "PRON"


_DESCRIBING = frozenset({"amod", "nmod", "appos", "acl:relcl"})


def _is_office(word: Token) -> bool:
    """Tell «poursuit le président turc»: a title with one adjective."""
    after = [child for child in word.children if child.dep_ in _DESCRIBING and child.i > word.i]
    definite = any(child.lower_ in ("le", "la", "l'", "l’") for child in word.children)
    return word.lemma_ in TITLES and definite and len(after) == 1 and after[0].pos_ == "ADJ"


def _is_told_by_name(word: Token, said: Attribution) -> bool:
    """Tell «l'archevêque, le cardinal Untel»: the noun stands alone, but his name follows."""
    return word.pos_ == "NOUN" and not is_pointer(word) and said.name[:1].isupper() and word.text[:1].islower()


def _leads_back(voice: Voice, word: Token) -> bool:
    """Tell words whose meaning stands before in the paragraph; «celle-ci» is too near, «d'autres» nobody in there."""
    if voice.report.kind == "echo":
        return True
    if is_pronoun(word):
        return word.lower_ not in words.INDEFINITE and not word.lower_.endswith(("-ci", "-là"))
    if is_pointer(word) or (_repeats(word) and not _is_told_by_name(word, voice.said)):
        return True
    return voice.report.kind == "inverted" and _is_office(word)


def _repeats(word: Token) -> bool:
    """Tell a bare noun that repeats who spoke before; «la police» and «les témoins» stand for themselves."""
    if not is_bare(word):
        return False
    if word.lower_ == "premier" or is_demonym(word):
        return True
    return word.lemma_ in words.ECHOING or (word.lemma_ not in GROUPS and word.lemma_ not in ("source", "témoin"))


def _gather(voices: list[Voice]) -> list[list[Voice]]:
    """Gather the voices of one speaker: whose name's words hold the other's, or most of them."""
    found: list[tuple[frozenset[str], list[Voice]]] = []
    for voice in voices:
        mine = frozenset(fold(voice.said.name).split())
        group = next((group for other, group in found if is_same(mine, other)), None)
        if group is None:
            found.append((mine, [voice]))
        else:
            group.append(voice)
    return [group for _, group in found]


def is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether of two names' words one set holds the other, which is at least half of it."""
    small, large = sorted((one, other), key=len)
    return bool(small) and small <= large and 2 * len(small) >= len(large)

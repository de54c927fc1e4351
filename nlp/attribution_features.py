"""How a speaker stands to an event, as features that are weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.mentions import is_name, is_people
from nlp.patterns.fr_dates import WEEKDAYS
from nlp.pointing import is_somebody, may_mean
from nlp.report_features import carried, inside, is_quoted, opening
from nlp.saying import CLITICS
from nlp.schema import EventType
from nlp.verbs import governor, infinitive, is_predicate, tense
from nlp.voices import Conversation, Voice

_BACK = 5  # sentences before the event's own whose speaker may still hold the floor
_AHEAD = 2  # sentences after it, of its paragraph, in which its speaker may be told
_FAR = 3  # sentences between an event and words that point at its speaker
_TOLD = ("own", "prev")  # where a verb of saying makes the speaker
NOBODY = ("none",)
"""The features of an event that the article asserts itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker near an event: the voices of its sentence, before and after; `pointed` are words that may mean him."""

    group: tuple[Voice, ...]
    own: tuple[Voice, ...]
    before: tuple[Voice, ...]
    after: tuple[Voice, ...]
    pointed: tuple[Voice, ...]

    @property
    def best(self) -> Voice:
        """Give the voice that names the speaker best: the first that does not only point."""
        return min(self.group, key=lambda voice: (voice.pointing, voice.report.cue))

    @property
    def nearest(self) -> str:
        """Name the strongest kind of voice near the event."""
        if any(not voice.stage for voice in self.own):
            return "own"
        if any(not voice.stage for voice in self.before):
            return "prev"
        return "stage" if self.before else "ownstage" if self.own else "next"


def candidates(talk: Conversation, trigger: Token) -> Iterator[Candidate]:
    """List the speakers who may report an event."""
    number = talk.number(trigger)
    paragraph = talk.paragraphs[number]
    for group in talk.speakers:
        own, before, after = [], [], []
        for voice in group:
            inside = talk.paragraphs[voice.sentence] == paragraph
            if voice.sentence == number:
                if voice.report.cue != trigger.i and (not voice.stage or voice.report.speaker < trigger.i):
                    own.append(voice)
            elif number - _BACK <= voice.sentence < number:
                if voice.report.kind != "relay" and (inside or not voice.stage):
                    before.append(voice)
            elif number < voice.sentence <= number + _AHEAD and inside and not voice.stage and voice.pointing:
                after.append(voice)
        if own or before or after:
            pointed = _pointed(talk, trigger, group, [*own, *before])
            yield Candidate(tuple(group), tuple(own), tuple(before), tuple(after), pointed)


def _pointed(talk: Conversation, trigger: Token, group: list[Voice], near: list[Voice]) -> tuple[Voice, ...]:
    """List the reports of the paragraph whose words only point, and may point at a speaker."""
    number = talk.number(trigger)
    first = min(near, key=lambda voice: voice.report.cue, default=None)
    if first is None or first.pointing:
        return ()
    return tuple(
        voice
        for voice in talk.voices
        if voice.pointing
        and not voice.stage
        and voice.report.cue > first.report.cue
        and talk.paragraphs[voice.sentence] == talk.paragraphs[number]
        and abs(voice.sentence - number) <= _FAR
        and voice not in group
        and may_mean(talk.word(voice), talk.word(first))
    )


def describe(talk: Conversation, trigger: Token, kind: EventType | None, speaker: Candidate) -> Iterator[str]:
    """Describe how a speaker stands to an event, as features."""
    reports = [voice for voice in speaker.own if not voice.stage]
    earlier = [voice for voice in speaker.before if not voice.stage]
    yield from _general(talk, trigger, kind, speaker)
    if reports:
        near = min(reports, key=lambda voice: abs(voice.report.cue - trigger.i)).report
        yield from (f"i:{feature}" for feature in inside(talk.doc, trigger, near, kind))
        yield f"i:points={any(voice.pointing for voice in reports)}:{near.kind}"
    if earlier:
        yield from _before(talk, trigger, kind, speaker, max(earlier, key=lambda voice: voice.report.cue))
    else:
        yield f"norp:{speaker.nearest}"
    yield from _on_stage(talk, trigger, kind, speaker)
    yield from _by_pointing(talk, trigger, kind, speaker)


def _general(talk: Conversation, trigger: Token, kind: EventType | None, speaker: Candidate) -> Iterator[str]:
    """Describe the article, the event and the speaker, each with the strongest kind of voice near the event."""
    number, nearest = talk.number(trigger), speaker.nearest
    paragraph = talk.paragraphs[number]
    form = tense(governor(trigger))
    word = talk.word(min(speaker.group, key=lambda voice: voice.report.cue))
    reports = [voice for voice in speaker.group if not voice.stage]
    yield "c"
    yield f"best={nearest}"
    yield f"share={min(int(talk.share * 5), 4)}:{nearest}"
    yield f"cond={min(int(talk.conditionals * 5), 3)}:{nearest}"
    yield f"n={min(len(reports), 3)}:{nearest}"
    yield f"npar={min(sum(talk.paragraphs[v.sentence] == paragraph for v in reports), 3)}:{nearest}"
    yield f"firstpar={paragraph == 0}:{nearest}"
    yield f"form={form}:{nearest}"
    yield f"hs={form.startswith('conditional')}:{nearest}"
    yield f"q={is_quoted(trigger)}:{nearest}"
    yield f"k={kind.value if kind else '-'}:{nearest}"
    yield f"own={min(talk.reports_in(number), 2)}:{nearest}"
    yield f"people={is_people(word)}:{is_name(word)}:{nearest}"
    yield f"able={is_somebody(word)}:{word.pos_}:{nearest}"
    yield f"noun={word.lemma_.lower() if word.pos_ == 'NOUN' else '-'}:{nearest in _TOLD}"
    yield f"named={speaker.best.said.name[:1].isupper()}:{nearest}"
    yield f"led={_is_led_to_another(talk, trigger, speaker)}:{nearest}"


def _is_led_to_another(talk: Conversation, trigger: Token, speaker: Candidate) -> bool:
    """Tell whether words in the event's sentence («a-t-il dit») are led back to somebody else."""
    number = talk.number(trigger)
    return any(
        voice.sentence == number and voice.pointing and voice.named != voice.report.speaker
        for voice in talk.voices
        if not voice.stage and voice not in speaker.group
    )


def _before(
    talk: Conversation, trigger: Token, kind: EventType | None, speaker: Candidate, voice: Voice
) -> Iterator[str]:
    """Describe a report of a sentence before, whose speaker may still hold the floor."""
    number = talk.number(trigger)
    gap = number - voice.sentence
    inside = talk.paragraphs[voice.sentence] == talk.paragraphs[number]
    if gap <= _FAR:
        yield from (f"p:{feature}" for feature in carried(talk.doc, trigger, voice.report, gap, kind))
    others = sum(
        not other.stage
        and voice.report.cue < other.report.cue < trigger.i
        and other not in speaker.group
        and other not in speaker.pointed
        for other in talk.voices
    )
    yield f"pp:par={inside}:{min(gap, 4)}"
    yield f"pp:par={inside}:opens={talk.opens_paragraph(voice.sentence)}:{speaker.nearest == 'own'}"
    yield f"pp:others={min(others, 2)}:{min(gap, 4)}:{inside}"
    yield f"pp:hs={tense(governor(trigger)).startswith('conditional')}:{inside}"


def _on_stage(talk: Conversation, trigger: Token, kind: EventType | None, speaker: Candidate) -> Iterator[str]:
    """Describe the sentence in which a speaker took the floor, where no verb of saying tells that he did."""
    stages = [v for v in speaker.before if v.stage] or [v for v in speaker.own if v.stage]
    if not stages:
        return
    voice = max(stages, key=lambda v: v.report.cue)
    opens = talk.opens_paragraph(voice.sentence)
    if speaker.nearest == "stage":
        yield from (f"s:{feature}" for feature in _entry(talk, voice, opens))
        yield from (f"s:{feature}" for feature in _stretch(talk, trigger, speaker, voice, opens))
        yield f"s:type={kind.value if kind else '-'}"
    elif voice in speaker.before:
        yield f"alsostage:{speaker.nearest}:{opens}"
    subject = any(c.i == voice.report.speaker for c in governor(trigger).children if c.dep_.startswith("nsubj"))
    yield f"subj={subject}:{speaker.nearest}"


def _entry(talk: Conversation, voice: Voice, opens: bool) -> Iterator[str]:
    """Describe how a speaker came on: the words of the sentence, his place in it."""
    sentence, word, verb = talk.sentences[voice.sentence], talk.word(voice), talk.doc[voice.report.cue]
    row = [other.report.speaker for other in talk.voices if other.sentence == voice.sentence and other.stage]
    article = next((child.lower_ for child in word.children if child.dep_ == "det"), "-")
    yield from (f"l={lemma}" for lemma in talk.lemmas(voice.sentence))
    yield f"dep={word.dep_}:{word.pos_}"
    yield f"pos={row.index(voice.report.speaker)}"
    yield f"root={sentence.root == word}"
    yield f"verb={infinitive(verb)}"
    yield f"verbtense={tense(verb)}"
    yield f"det={article}"
    yield f"ent={word.ent_type_}:{is_people(word)}:{is_name(word)}"
    yield f"par={talk.paragraphs[voice.sentence] == 0}"
    yield f"reps={min(talk.reports_in(voice.sentence), 2)}"
    yield f"stop={sentence.text.rstrip()[-1:] == ':'}"
    yield f"len={min(len(sentence) // 10, 4)}"
    yield f"when={any(other.lower_ in WEEKDAYS for other in sentence)}:{opens}"
    yield f"evs={min(sum(map(is_predicate, sentence)), 4)}"


def _stretch(talk: Conversation, trigger: Token, speaker: Candidate, voice: Voice, opens: bool) -> Iterator[str]:
    """Describe the sentences of the paragraph from where a speaker came on: hearsay, reports by him and by others."""
    number = talk.number(trigger)
    paragraph, gap, form = talk.paragraphs[number], number - voice.sentence, tense(governor(trigger))
    hearsay = form.startswith("conditional")
    told = range(voice.sentence + 1, number)
    left = [n for n in range(number + 1, len(talk.sentences)) if talk.paragraphs[n] == paragraph]
    said = [
        v
        for v in talk.voices
        if talk.paragraphs[v.sentence] == paragraph and not v.stage and v.report.speaker != voice.report.speaker
    ]
    mine = sum(v in speaker.group for v in said)
    yield f"gap={min(gap, 4)}:opens={opens}"
    yield f"hs={hearsay}:opens={opens}"
    yield f"form={form}"
    yield f"betw={min(sum(map(talk.reports_in, told)), 2)}"
    yield f"own={min(talk.reports_in(number), 2)}"
    yield f"hsall={any(map(talk.is_hearsay, [*told, number]))}:{opens}"
    yield f"hsafter={any(map(talk.is_hearsay, left))}:{hearsay}"
    yield f"first={opening(talk.sentences[number][0])}"
    yield f"left={min(len(left), 3)}:{min(gap, 4)}"
    yield f"plen={min(talk.paragraphs.count(paragraph), 6)}"
    yield f"mine={min(mine, 2)}:{min(len(said) - mine, 2)}:{opens}"


def _by_pointing(talk: Conversation, trigger: Token, kind: EventType | None, speaker: Candidate) -> Iterator[str]:
    """Describe the words that may point at a speaker, in the event's sentence and around it."""
    number, nearest = talk.number(trigger), speaker.nearest
    here = [v for v in speaker.pointed if v.sentence == number and v.report.cue != trigger.i]
    past = [v for v in speaker.pointed if v.sentence < number]
    ahead = [v for v in speaker.pointed if v.sentence > number]
    if here:
        near = min(here, key=lambda voice: abs(voice.report.cue - trigger.i))
        told = (f for f in inside(talk.doc, trigger, near.report, kind) if not f.startswith(("type", "verb=")))
        yield from (f"o:{feature}" for feature in told)
        word = talk.word(near)
        form = "pron" if word.lower_ in CLITICS or word.pos_ == "PRON" else "def"
        yield f"po:{form}:{nearest}"
        yield f"po:{form}:rivals={min(_rivals(talk, speaker, near), 3)}:{nearest}"
    if past:
        yield f"pb:{nearest}:{min(len(past), 2)}"
        yield f"pb:own={min(talk.reports_in(number), 1)}"
    if ahead:
        yield f"pa:{nearest}:{min(len(ahead), 2)}"
        yield f"pa:gap={ahead[0].sentence - number}:{tense(governor(trigger)).startswith('conditional')}"
    yield f"pts={bool(here)}{bool(past)}{bool(ahead)}:{nearest}"
    if speaker.after:
        yield f"nx:{nearest}:{min(len(speaker.after), 2)}"
    first = min(speaker.group, key=lambda voice: voice.report.cue)
    yield f"def={first.pointing}:{nearest}"
    if first.pointing:
        yield f"defearlier={_is_told_before(talk, first)}:{nearest}"


def _rivals(talk: Conversation, speaker: Candidate, pointer: Voice) -> int:
    """Count the other speakers whom words that point may mean as well."""
    first = min(voice.report.cue for voice in speaker.group)
    paragraph, word = talk.paragraphs[pointer.sentence], talk.word(pointer)
    return sum(
        any(
            first < voice.report.cue < pointer.report.cue
            and talk.paragraphs[voice.sentence] == paragraph
            and not voice.pointing
            and may_mean(word, talk.word(voice))
            for voice in group
        )
        for group in talk.speakers
        if group[0] not in speaker.group
    )


def _is_told_before(talk: Conversation, pointer: Voice) -> bool:
    """Tell whether somebody stands before in the paragraph whom words that point may mean."""
    paragraph, word = talk.paragraphs[pointer.sentence], talk.word(pointer)
    return any(
        voice.report.cue < pointer.report.cue
        and talk.paragraphs[voice.sentence] == paragraph
        and not voice.pointing
        and may_mean(word, talk.word(voice))
        for voice in talk.voices
    )

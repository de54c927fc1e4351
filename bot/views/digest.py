"""A digest: new events under headings of place and day, in as few messages as they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from markupsafe import Markup

from bot.local_names import called
from bot.texts import Texts
from bot.views import corrections, events
from bot.views.additions import Addition, addition, worth_telling
from bot.views.layout import PARAGRAPH, Choice, View, clip, lines, split
from nlp.schema import Place
from store.periods import PeriodFigures
from store.records import Correction, EventRecord

_NAME = 60  # characters of a place in a heading
_ADDED = 5  # happenings told before of which it is said what further sources add


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest says: `told` in full, most important first, of the `counted` only how many they are.

    `label` is what it is about (None: everything). `reports` are, by event, what other articles report of a told one,
    `with_it` those of them that are new as well, told in its line. `added` are new reports of what was told before.
    `more` says that there are more new events than all these, `rest` is the data of the button that lists what is only
    counted.
    `figures` are those of the last day (`weekly`: week) and of the one before. Moments are on the chat's clock: `late`
    is when a late digest was due, since `unread_since` no article was read. `tell_empty` asks for a line where there
    is nothing new. `corrections` are of events told before, `withdrawn` are those that are no more. `missed`: it tells
    what alerts would have told.
    """

    label: str | None = None
    told: tuple[EventRecord, ...] = ()
    reports: Mapping[int, tuple[EventRecord, ...]] = field(default_factory=dict)
    with_it: Mapping[int, tuple[EventRecord, ...]] = field(default_factory=dict)
    added: tuple[Addition, ...] = ()
    counted: tuple[int, ...] = ()
    more: bool = False
    rest: str | None = None
    figures: tuple[PeriodFigures, PeriodFigures] | None = None
    weekly: bool = False
    late: datetime | None = None
    unread_since: datetime | None = None
    tell_empty: bool = False
    corrections: tuple[Correction, ...] = ()
    withdrawn: tuple[EventRecord, ...] = ()
    missed: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to send; that a further source says what was told is not enough for a message."""
        rose = any(one.killed for one in self.added)
        return not (self.told or rose or self.corrections or self.withdrawn or self.unread_since or self.tell_empty)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a digest, the events that it tells in full or corrects, and those that it only counts.

    `known` are further reports of what it tells, or of what was told before.
    """

    view: View
    told: tuple[EventRecord, ...] = ()
    known: tuple[EventRecord, ...] = ()
    counted: tuple[int, ...] = ()
    corrected: tuple[Correction, ...] = ()
    withdrawn: tuple[EventRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Events that happened at one place (None: not told) in the same days."""

    place: Place | None
    events: tuple[EventRecord, ...]


def messages(digest: Digest, texts: Texts) -> tuple[Part, ...]:
    """The digest as messages that Telegram takes, cut between events only; none where it says nothing.

    What is only counted is so in the last one.
    """
    if digest.says_nothing:
        return ()
    blocks = _blocks(digest, texts)
    parts, done = [], 0
    for texts_of_part in split([block.text for block in blocks]):
        part = blocks[done : done + len(texts_of_part)]
        done += len(part)
        last = done == len(blocks)
        rows = ((_button(digest, texts),),) if last and digest.counted and digest.rest else ()
        told_in_part = tuple(block.told for block in part if block.told)
        corrected = tuple(block.corrected for block in part if block.corrected)
        withdrawn = tuple(block.withdrawn for block in part if block.withdrawn)
        known = (*(one for block in part for one in block.known), *(_passed_over(digest) if last else ()))
        counted = digest.counted if last else ()
        parts.append(
            Part(View(PARAGRAPH.join(texts_of_part), rows), told_in_part, known, counted, corrected, withdrawn)
        )
    return tuple(parts)


def _blocks(digest: Digest, texts: Texts) -> list[_Block]:
    blocks = [_Block(_head(digest, texts)), *_events(digest, texts)]
    if digest.counted:
        blocks.append(_Block(_others(digest, texts)))
    added = [_Block(addition(one, texts), known=one.records) for one in worth_telling(digest.added, _ADDED)]
    wrong = [_Block(corrections.correction(one, texts), corrected=one) for one in digest.corrections]
    gone = [_Block(corrections.withdrawn(one, texts), withdrawn=one) for one in digest.withdrawn]
    further = (("digest.added", added), ("digest.corrections", wrong), ("digest.withdrawn", gone))
    return [*blocks, *(block for key, some in further for block in _headed(texts.get(key), some))]


def _passed_over(digest: Digest) -> tuple[EventRecord, ...]:
    """Further reports of what was told before that are not worth a line."""
    told = worth_telling(digest.added, _ADDED)
    return tuple(record for one in digest.added if one not in told for record in one.records)


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of the text that is not cut, and the event that it tells or corrects."""

    text: Markup
    told: EventRecord | None = None
    known: tuple[EventRecord, ...] = ()
    corrected: Correction | None = None
    withdrawn: EventRecord | None = None


def _headed(heading: Markup, blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, the heading with the first."""
    return [block if number else replace(block, text=lines(heading, block.text)) for number, block in enumerate(blocks)]


def _events(digest: Digest, texts: Texts) -> Iterator[_Block]:
    for group in _groups(digest.told):
        for place, record in enumerate(group.events):
            told = events.line(record, texts, day=False, place=False, reports=digest.reports.get(record.id, ()))
            known = digest.with_it.get(record.id, ())
            yield _Block(told if place else lines(_heading(group, texts), told), record, known)


def title(label: str | None, texts: Texts) -> Markup:
    """The heading of a digest: what it is about (None: everything)."""
    return texts.get("digest.title", label=clip(label, _NAME)) if label else texts.get("digest.title_all")


def _missed(label: str | None, texts: Texts) -> Markup:
    return texts.get("digest.missed", label=clip(label, _NAME)) if label else texts.get("digest.missed_all")


def _head(digest: Digest, texts: Texts) -> Markup:
    late, unread = digest.late, digest.unread_since
    return lines(
        _missed(digest.label, texts) if digest.missed else title(digest.label, texts),
        texts.get("digest.late", day=texts.day(late.date()), hour=texts.time(late.time())) if late else None,
        _new(digest, texts) if digest.told else texts.get("digest.nothing_new"),
        texts.get("digest.unread", day=texts.day(unread.date()), hour=texts.time(unread.time())) if unread else None,
        _figures(digest, texts) if digest.told and digest.figures else None,
    )


def _new(digest: Digest, texts: Texts) -> Markup:
    count = len(digest.told) + len(digest.counted)
    return texts.get("digest.new_more", n=texts.number(count)) if digest.more else texts.count("digest.new", count)


def _figures(digest: Digest, texts: Texts) -> Markup:
    assert digest.figures is not None
    now, before = (_sum(figures, texts) for figures in digest.figures)
    if digest.weekly:
        return texts.get("digest.figures_week", now=now, before=before)
    return texts.get("digest.figures_day", now=now, before=before)


def _sum(figures: PeriodFigures, texts: Texts) -> Markup:
    events = texts.count("events.total", figures.events)
    if not figures.killed:
        return events
    return texts.get("digest.figures_toll", events=events, killed=texts.count("events.killed", figures.killed))


def _button(digest: Digest, texts: Texts) -> Choice:
    count = texts.number(len(digest.counted)) + ("+" if digest.more else "")
    return Choice(str(texts.get("digest.rest", n=count).unescape()), digest.rest or "")


def _others(digest: Digest, texts: Texts) -> Markup:
    count = len(digest.counted)
    return (
        texts.get("digest.others_more", n=texts.number(count)) if digest.more else texts.count("digest.others", count)
    )


def _groups(ranked: Sequence[EventRecord]) -> list[_Group]:
    """Events of one place and the same days together, in the order of the most important of each."""
    groups: dict[tuple[object, ...], list[EventRecord]] = {}
    for record in ranked:
        event = record.event
        place = (event.places[0].key or event.places[0].name) if event.places else None
        days = (event.when.start, event.when.end) if event.when else record.published
        groups.setdefault((place, days), []).append(record)
    return [_Group(next(iter(records[0].event.places), None), tuple(records)) for records in groups.values()]


def _heading(group: _Group, texts: Texts) -> Markup:
    place = texts.isolated(clip(called(group.place, texts), _NAME)) if group.place else texts.get("digest.no_place")
    return Markup("<b>📍 {} · {}</b>").format(place, events.when(group.events[0], texts))

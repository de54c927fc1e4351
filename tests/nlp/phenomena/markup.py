"""Marked French sentences: the mark-up of the lines beside this file (README.md), and a reading held against a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from nlp.evaluation.names import Forms, matches
from nlp.evaluation.pairing import days, forms
from nlp.evaluation.slots import NAMES
from nlp.names import fold
from nlp.reader import Reader
from nlp.schema import MODES, Article, Event, EventType, Span

FOLDER = Path(__file__).parent
PREFIXES = {"#!": "fails", "#?": "unsteady"}
_MARK = re.compile(r"\{(?P<trigger>[^{}]*)\}|\[(?P<slot>[^\[\]]*)\]")
_TRIGGER = re.compile(r"(?:(?P<number>\d):)?(?P<kind>[A-Z]+|-)(?:/(?P<mode>[\w-]+))? (?P<text>.+)")
_SLOT_NAME = re.compile(r"(?:(?P<numbers>\d+):)?(?P<name>[a-z1]+)")
_NONE = "-"

# ---------------------------------------------------------------- the mark-up


class MarkError(ValueError):
    """A line's marks cannot be read; the message names file, line and what is wrong."""


@dataclass(slots=True)
class Expected:
    """What a line says of one event; `type` None forbids any event at the trigger. Slots that it lacks may be anything.

    A slot holds the forms of each name, or the words as they stand in the line; an empty list: nothing may be read.
    `spans` are the marked words that a slot must have been read from.
    """

    type: EventType | None
    mode: str | None
    trigger: Span
    slots: dict[str, list[Forms]] = field(default_factory=dict)
    spans: list[tuple[str, Span]] = field(default_factory=list)


@dataclass(slots=True)
class Case:
    """A line: the bare text, its day of publication, what it expects, and what is known of its verdict.

    `verdict` is `passes`, `fails` or `unsteady`; `only` forbids events that are not marked.
    """

    file: str
    row: int
    phenomenon: str
    published: date
    verdict: str
    text: str = ""
    events: dict[int, Expected] = field(default_factory=dict)
    only: bool = False

    @property
    def id(self) -> str:
        """Where the line belongs and its first words, readable on the command line."""
        words = " ".join(fold(self.text).split()[:7])
        return f"{self.file}/{self.phenomenon}: {words}"


def read_files() -> list[Case]:
    """Read all files of the folder. Raises MarkError."""
    paths = sorted(FOLDER.glob("*.txt"))
    return [case for path in paths for case in _cases(path.stem, path.read_text().splitlines())]


def _cases(name: str, lines: list[str]) -> Iterator[Case]:
    published, phenomenon = date(2017, 5, 19), ""
    for row, line in enumerate(map(str.strip, lines), start=1):
        verdict = PREFIXES.get(line[:2], "passes")
        if line.startswith("published: "):
            published = date.fromisoformat(line.removeprefix("published: "))
        elif line.startswith("## "):
            phenomenon = line[3:]
        elif line and (verdict != "passes" or not line.startswith("#")):
            yield parse(line if verdict == "passes" else line[2:], Case(name, row, phenomenon, published, verdict))


def parse(line: str, case: Case) -> Case:
    """Take the marks out of a line. Raises MarkError."""
    try:
        body, _, tail = line.strip().partition(" => ")
        _strip_marks(body, case)
        for item in filter(None, (item.strip() for item in tail.split(";"))):
            if item in ("no event", "only"):
                case.only = True
            else:
                head, value = item.split(maxsplit=1)
                _add(case, head, value if "|" not in value else f"|{value}")
        if not any(event.type for event in case.events.values()) and not case.only:
            raise ValueError("neither a {TYPE trigger} nor «=> no event»")
    except (ValueError, KeyError, TypeError) as error:
        raise MarkError(f"{case.file}.txt, line {case.row}: {error}") from error
    return case


def _strip_marks(body: str, case: Case) -> None:
    after: list[tuple[str, str, Span]] = []
    position = 0
    for mark in _MARK.finditer(body):
        case.text += body[position : mark.start()]
        position = mark.end()
        if mark["trigger"] is not None:
            _add_trigger(case, mark["trigger"])
        else:
            heads, _, value = mark["slot"].partition(" ")
            words = value.partition("|")[0]
            span = Span(words, len(case.text), len(case.text) + len(words))
            after += [(head, value, span) for head in heads.split(",")]
            case.text += words
    case.text += body[position:]
    for head, value, span in after:
        _add(case, head, value, span)


def _add_trigger(case: Case, mark: str) -> None:
    found = _TRIGGER.fullmatch(mark)
    if not found:
        raise ValueError(f"{{{mark}}} is not {{TYPE/mode trigger}}")
    kind = None if found["kind"] == _NONE else EventType(found["kind"])
    mode = found["mode"]
    if kind and mode and mode not in (*MODES[kind], "none"):
        raise ValueError(f"{kind} has no mode {mode}")
    start = len(case.text)
    number = int(found["number"] or (1 if kind and 1 not in case.events else 10 + start))
    case.events[number] = Expected(kind, mode, Span(found["text"], start, start + len(found["text"])))
    case.text += found["text"]


def _add(case: Case, head: str, value: str, span: Span | None = None) -> None:
    found = _SLOT_NAME.fullmatch(head)
    if not found or found["name"] not in SLOTS:
        raise ValueError(f"{head!r} is no slot")
    words, *named = value.split("|")
    for number in found["numbers"] or "1":
        slot = case.events[int(number)].slots.setdefault(found["name"], [])
        if value != _NONE:
            slot.append(tuple(named) or (words,))
        # Another name than the words: a pronoun or the like, which may be proved by what it stands for.
        if span and found["name"] in _PROOFS and not (named and found["name"] in NAMES):
            case.events[int(number)].spans.append((found["name"], span))


# ---------------------------------------------------------------- the comparison


def read(case: Case, french: Reader) -> tuple[Event, ...]:
    """Read the line's text as an article of its own."""
    return french.read(Article(case.id, case.text, case.published, "fr")).events


def differences(case: Case, events: tuple[Event, ...]) -> list[str]:
    """Tell where the reading is not what the line marks."""
    found, marked = [], set()
    for expected in case.events.values():
        event = _at(expected, events)
        if expected.type is None:
            found += [f"«{expected.trigger.text}» was read as {event.type}"] if event else []
        elif event is None or event.type != expected.type:
            others = ", ".join(f"{other.type} «{other.trigger.text}»" for other in events) or "no event"
            found.append(f"no {expected.type} at «{expected.trigger.text}», but {others}")
        else:
            found += _of_event(expected, event)
        marked.add(id(event))
    if case.only:
        found += [f"{e.type} «{e.trigger.text}» is too much" for e in events if id(e) not in marked]
    return found


def _at(expected: Expected, events: tuple[Event, ...]) -> Event | None:
    """Find the event whose trigger stands in the marked words, that of the marked type first."""
    start, end = expected.trigger.start, expected.trigger.end
    there = [event for event in events if event.trigger.start < end and start < event.trigger.end]
    return min(there, key=lambda event: event.type != expected.type, default=None)


def _of_event(expected: Expected, event: Event) -> Iterator[str]:
    name = f"{event.type} «{event.trigger.text}»"
    if expected.mode and (event.mode or "none") != expected.mode:
        yield f"{name}: mode {expected.mode} was read as {event.mode}"
    crossed, wrong = _is_crossed(expected, event), set[str]()
    for slot, wanted in expected.slots.items():
        read = SLOTS[{"source": "target", "target": "source"}[slot] if crossed and slot in _SIDES else slot](event)
        right = len(matches(read, wanted)) if slot in NAMES else _exactly(read, wanted)
        if not right == len(read) == len(wanted):
            wrong.add(slot)
            yield f"{name}: {slot} {_shown(wanted)} was read as {_shown(read)}"
    for slot, span in expected.spans:
        proofs = [proof.span for item in _PROOFS[slot](event) if item for proof in item.evidence]
        if slot not in wrong and not any(proof.start < span.end and span.start < proof.end for proof in proofs):
            yield f"{name}: {slot} was not read from «{span.text}» but from {[proof.text for proof in proofs]}"


def _exactly(read: list[Forms], wanted: list[Forms]) -> int:
    said = [value.casefold() for (value,) in read]
    return sum(any(form.casefold() in said for form in value) for value in wanted)


_SIDES = ("source", "target")


def _is_crossed(expected: Expected, event: Event) -> bool:
    """Are the two sides of a clash or a meeting read in the other order, which counts as right?"""
    if event.type not in (EventType.ASSAULT, EventType.CONSULT) or not all(expected.slots.get(s) for s in _SIDES):
        return False
    sources, targets = (expected.slots[side] for side in _SIDES)
    return bool(matches(forms(event.targets), sources) and matches(forms(event.sources), targets))


def _shown(values: list[Forms]) -> str:
    return ", ".join(" / ".join(value) for value in values) or "nothing"


def _words(*values: object) -> list[Forms]:
    return [(str(value),) for value in values if value is not None]


def _date(event: Event) -> list[Forms]:
    span = days(event)
    return [] if span is None else _words(span[0] if span[0] == span[1] else f"{span[0]}..{span[1]}")


SLOTS: dict[str, Callable[[Event], list[Forms]]] = {
    "source": lambda event: forms(event.sources),
    "target": lambda event: forms(event.targets),
    "place": lambda event: forms(event.places),
    "attribution": lambda event: forms(event.attribution),
    "date": _date,
    "status": lambda event: _words(event.status.value),
    "killed": lambda event: _words(event.killed.value if event.killed else None),
    "wounded": lambda event: _words(event.wounded.value if event.wounded else None),
    "relation": lambda event: _words(*(place.relation for place in event.places)),
    "country": lambda event: _words(*(place.country for place in event.places)),
    "admin1": lambda event: _words(*(place.admin1 for place in event.places)),
    "key": lambda event: _words(*(actor.key for actor in event.sources)),
}

_PROOFS: dict[str, Callable[[Event], tuple[Any, ...]]] = {
    "source": lambda event: (*event.sources, *event.targets),  # a clash may be read in either order
    "target": lambda event: (*event.sources, *event.targets),
    "place": lambda event: event.places,
    "attribution": lambda event: event.attribution,
    "date": lambda event: (event.when,),
    "killed": lambda event: (event.killed,),
    "wounded": lambda event: (event.wounded,),
}

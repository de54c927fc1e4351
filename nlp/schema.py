"""The vocabulary of the house: what an article is, and what was read from it.

Frozen dataclasses of the standard library alone, so that the store and the bot can speak of events without loading a
language model. Unknown is None (or an empty tuple), never a word in a data field. The event types and modes are
PLOVER's; their meaning stands in `TYPES` and `MODES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventType(StrEnum):
    """The 16 PLOVER event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    RETREAT = "RETREAT"


class Status(StrEnum):
    """Whether an event is told as a fact, as something to come, or as something that did not happen."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    DENIED = "denied"


class ActorKind(StrEnum):
    """What sort of actor a name stands for; None in a field where it is not known."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    ARMED_GROUP = "armed_group"
    INTERNATIONAL = "international"
    PARTY = "party"
    MEDIA = "media"
    ORGANISATION = "organisation"
    CIVILIANS = "civilians"


_AGREEMENTS = ("assist", "change", "yield", "meet")
MODES: dict[EventType, tuple[str, ...]] = {
    EventType.AGREE: (),
    EventType.CONSULT: ("visit", "third-party", "multilateral", "phone"),
    EventType.SUPPORT: (),
    EventType.COOPERATE: (),
    EventType.AID: (),
    EventType.CONCEDE: (),
    EventType.REQUEST: _AGREEMENTS,
    EventType.ACCUSE: ("disapprove", "allege", "investigate"),
    EventType.REJECT: _AGREEMENTS,
    EventType.THREATEN: ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    EventType.PROTEST: ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    EventType.SANCTION: ("convict", "expel", "withdraw", "discontinue"),
    EventType.MOBILIZE: ("troops", "weapons", "police", "militia"),
    EventType.COERCE: (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    ),
    EventType.ASSAULT: (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
    EventType.RETREAT: ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
}  # fmt: skip
"""The PLOVER modes in use, by type; an event's mode is one of them or None."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: `text == article.text[start:end]`, offsets in characters, end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span a slot was read from, and a short code that says how (`subject`, `pronoun:agent`, `carried`, …).

    `reason` is a code for the bot's catalogues to put into words, not a text for people; `nlp.reasons` lists them all.
    """

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who does or suffers an event.

    `name` is the most explicit mention in the article, `also` the article's other mentions that would be right too.
    `key` is the actor's identity over the whole archive where the actor list knows it (`daesh`, `IRQ-army`), else
    None; `country` is ISO 3166-1 alpha-3.
    """

    name: str
    also: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    key: str | None = None
    kind: ActorKind | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happens: a named place of the article, with WGS84 degrees where the gazetteer knows it.

    `key` is the gazetteer's identity (`wof:421168683`, `seed:qayrawan-iq`), `uncertainty_km` the radius within which
    the happening lies, `relation` the text's words between event and place («au sud de», «à 60 km de») or None.
    `town` is the town that a quarter or a site lies in, by the gazetteer or by the text.
    """

    name: str
    also: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    key: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    uncertainty_km: float | None = None
    country: str | None = None
    admin1: str | None = None
    relation: str | None = None
    town: Place | None = None


@dataclass(frozen=True, slots=True)
class When:
    """Days from `start` to `end`, both included; either may be None for an open span. `evidence` holds the words."""

    start: date | None
    end: date | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who reports or claims an event in the text."""

    name: str
    evidence: tuple[Evidence, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as the text gives it; 0 for «aucun»."""

    value: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, is planned or is denied. `confidence` is a probability from 0 to 1."""

    type: EventType
    mode: str | None
    trigger: Span
    sentence: Span
    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    status: Status = Status.OCCURRED
    status_evidence: tuple[Evidence, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    killed: Count | None = None
    wounded: Count | None = None
    confidence: float = 1.0
    reason: str = "lexicon"


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `published` is the anchor of every relative date; `id` is the caller's own."""

    id: str
    text: str
    published: date
    lang: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of an article: its language (ISO 639-1, None if undecided) and its events in text order.

    `readable` is False where the language is not one that the reader knows; `events` is then empty.
    """

    lang: str | None
    readable: bool
    events: tuple[Event, ...] = ()

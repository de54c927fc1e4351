"""What the store gives back: frozen records, so that no table row leaves this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from nlp.schema import ActorKind, Event, EventType, Status

Summary = TypeVar("Summary")


class ArticleState(StrEnum):
    """How far an article has come: stored, being read, read, in a language that can't be read, set aside, or known to
    be the text of another article, which alone is read."""

    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    COPY = "copy"


class Role(StrEnum):
    """The part that an actor plays in an event."""

    SOURCE = "source"
    TARGET = "target"


class MemberRole(StrEnum):
    """What someone may do: owners (of the settings) all, admins all but make admins, editors add and correct."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"


class Verdict(StrEnum):
    """What a person said of an event: it stands, or it is none."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ActKind(StrEnum):
    """What an admin does that is logged."""

    ADD = "add"
    REVISE = "revise"
    DESCRIBE = "describe"
    PART = "part"
    CONFIRM = "confirm"
    REJECT = "reject"
    RESTORE = "restore"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    TEACH = "teach"
    PIN = "pin"
    REREAD = "reread"
    APPOINT = "appoint"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forward came from and who brought it: Telegram ids, all None for an article read from a file."""

    admin_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
    reply_message_id: int | None = None


class PickupState(StrEnum):
    """A link or file is waiting until its articles are stored, or it is given up as failed."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone wants fetched: a link (`url`), or a file of Telegram's by its `file_id`, `name` and media type.

    `published` and `publisher` are what is said of it; `binding` says that this goes before what the document tells.
    """

    origin: Origin
    url: str | None = None
    file_id: str | None = None
    name: str | None = None
    media_type: str | None = None
    published: date | None = None
    publisher: str | None = None
    binding: bool = False


@dataclass(frozen=True, slots=True)
class PickupRecord:
    """A link or file to be fetched. `article_id` is its one article, once stored; `flaw` why it was not fetched."""

    id: int
    wish: Wish
    state: PickupState
    attempts: int
    article_id: int | None = None
    flaw: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A stored article. `received_at` is aware UTC; `error` says why it was set aside.

    `attempts` counts the claims to read it, so that an article that kills its reader can be set aside. `copy_of` is the
    article whose text it is.
    """

    id: int
    text: str
    published: date
    received_at: datetime
    state: ArticleState
    publisher: str | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    event_count: int = 0
    error: str | None = None
    origin: Origin = Origin()
    attempts: int = 0
    read_at: datetime | None = None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The message that an article, or a piece of it, came in: Telegram's numbers, and aware moments in UTC.

    `sent_at` is when it was sent to the bot, `published_at` when where it was forwarded from, there as message `post`;
    `album` is the group of pictures that it belongs to.
    """

    chat_id: int
    message_id: int
    sent_at: datetime
    published_at: datetime
    post: int | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to an article brought in: its id, and whether the archive had it already.

    `joined` says that it came in a message that goes on where an earlier one ended, which has its answer.
    """

    article_id: int
    duplicate: bool
    joined: bool = False


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event of the archive with its number, its day of sorting and the article it was read from.

    `day` is the event's (last) day, or the article's day of publication where the text gives none. `further` are the
    other publishers of the article's text.
    """

    id: int
    event: Event
    day: date
    recorded_at: datetime
    article_id: int
    publisher: str | None
    published: date
    title: str | None = None
    url: str | None = None
    further: tuple[str, ...] = ()


MODE_FAMILIES: Mapping[EventType, Mapping[str, tuple[str, ...]]] = {
    EventType.ASSAULT: {
        "bomb-or-suicide": ("explosives", "suicide-attack"),
        "bombardment": ("aerial", "drone", "heavy-weapons"),
        "bombing": ("explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"),
    }
}
"""Several modes of a type that people have one word for: «attentat», «bombardement». No event has one as its mode."""

_OF_FAMILIES = {name: modes for families in MODE_FAMILIES.values() for name, modes in families.items()}


def modes_of(mode: str) -> tuple[str, ...]:
    """Give the modes of events that a filter's mode asks for: those of a family, else itself alone."""
    return _OF_FAMILIES.get(mode, (mode,))


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for; every field that is not None narrows the choice.

    A `country` and a `region` (a key of store/naming.py) hold the events of all their places. `role` is the
    part that the actor plays in them, `publisher_id` who published the article, `speaker_id` who says so in it.
    `mode` is a mode of the type or one of its `MODE_FAMILIES`.
    """

    place_id: int | None = None
    actor_id: int | None = None
    country: str | None = None
    type: EventType | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    region: str | None = None
    mode: str | None = None
    role: Role | None = None
    publisher_id: int | None = None
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last event of a page: the next page holds what sorts after (day, id), both descending."""

    day: date
    id: int


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of events, newest first; `next` is None on the last one; `total` counts all that match.

    `more` says that there are more than `total`: counting stops at `store.events.COUNTED`. `previous` is the first
    event of a page that newer events come before, None on the first page.
    """

    events: tuple[EventRecord, ...]
    total: int
    next: Cursor | None = None
    more: bool = False
    previous: Cursor | None = None


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor with how many events it did (`as_source`) and suffered (`as_target`).

    `named` is false where the name is a word for people who are others in each article («hommes»).
    """

    id: int
    name: str
    key: str | None
    kind: ActorKind | None
    country: str | None
    as_source: int
    as_target: int
    aliases: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A place with how many events happened there. Degrees are WGS84."""

    id: int
    name: str
    key: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    events: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """The last entry of a page of actors or places: the next page holds what sorts after (events, id), descending."""

    events: int
    id: int


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Summary]):
    """One page of actors or places, most events first; `next` is None on the last one, `total` counts all."""

    entries: tuple[Summary, ...]
    total: int
    next: Rank | None = None


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A candidate for a name that someone typed: an actor or a place, with a score from 0 to 100.

    `region` is the key of a region where `kind` is «region»; `events` counts what the archive has of it (of a country
    and a region only whether it has anything), `key` is its identity over the archive where that is known.
    """

    kind: str  # "actor", "place", "region" or "country"
    id: int | None
    name: str
    score: float
    country: str | None = None
    region: str | None = None
    events: int = 0
    key: str | None = None

    @property
    def exact(self) -> bool:
        """Whether the typed name is one of its names (after folding)."""
        return self.score >= 100


@dataclass(frozen=True, slots=True)
class ChatRecord:
    """A chat that the bot talks to; `timezone` is an IANA name, `lang` «fr», «en» or «ar».

    Alerts are held from `quiet_from` until `quiet_until` on the chat's own clock; None for a chat without quiet hours.
    """

    id: int
    lang: str
    timezone: str
    kind: str = "private"
    title: str | None = None
    paused: bool = False
    quiet_from: time | None = None
    quiet_until: time | None = None


class Cadence(StrEnum):
    """When a subscription is told: at the hours of its schedule, or as soon as an article is read."""

    SCHEDULED = "scheduled"
    AT_ONCE = "at_once"


EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours on the chat's clock, and the weekdays (Monday is 0) on which they count: daily, weekly, twice a day.

    Both are kept sorted and each once; ValueError where one is empty or no hour or weekday.
    """

    hours: tuple[time, ...] = (time(8),)
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        object.__setattr__(self, "hours", tuple(sorted({hour.replace(tzinfo=None, fold=0) for hour in self.hours})))
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        if not self.hours or not self.weekdays or not set(self.weekdays) <= set(EVERY_DAY):
            raise ValueError(f"a schedule has at least one hour, and weekdays from 0 to 6: {self}")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where messages go: a chat, or a topic of a group (`thread_id`, Telegram's message_thread_id)."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A standing question of a chat or a topic: what `filter` keeps is told there, on schedule or at once.

    `label` is the name as the subscriber sees it (None: everything). `silent` messages make no sound; `tell_empty`
    asks for a line where there is nothing new. `next_due` is aware UTC: None while paused, and for a subscription at
    once unless it has a digest of missed alerts to come. `last_told_at` is when its last digest was composed.
    """

    id: int
    chat_id: int
    filter: EventFilter
    label: str | None
    schedule: Schedule
    next_due: datetime | None
    created_at: datetime
    thread_id: int | None = None
    cadence: Cadence = Cadence.SCHEDULED
    silent: bool = False
    tell_empty: bool = False
    paused: bool = False
    last_told_at: datetime | None = None

    @property
    def destination(self) -> Destination:
        """The chat and topic that it is told to."""
        return Destination(self.chat_id, self.thread_id)


LATE = timedelta(minutes=30)
"""A digest claimed so long after its hour is late, and says so: the tick and the sending of others take less."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A digest or an alert that this process has taken upon itself to send, until `lease_until`.

    A chat has one claim at a time. `attempts` counts the claims of this delivery, this one included. An alert has the
    `article_id` of the article that it tells of; `due` is when its events became known, or a digest's hour.
    """

    delivery_id: int
    subscription: Subscription
    chat: ChatRecord
    due: datetime
    claimed_at: datetime
    lease_until: datetime
    attempts: int = 1
    article_id: int | None = None

    @property
    def late(self) -> bool:
        """Whether this is a digest whose hour was missed."""
        return self.article_id is None and self.claimed_at - self.due > LATE


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as a message told it: what of it (`store.facts`), by how many sources."""

    event_id: int
    facts: str | None = None
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a destination was told of, in which message; `alert` where that was an alert.

    `message_id` and `facts` are None for what was told before they were kept.
    """

    event_id: int
    message_id: int | None
    facts: str | None
    sources: int
    alert: bool
    subscription_id: int | None
    delivered_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """An event that was told, and then read anew with other facts; `changed` names those that differ."""

    record: EventRecord
    told: Told
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A delivery that was set aside for good: why, and the text that Telegram refused."""

    delivery_id: int
    subscription_id: int
    chat_id: int
    closed_at: datetime
    error: str
    content: str | None = None


@dataclass(frozen=True, slots=True)
class SendingFigures:
    """How the sender stands; moments are aware UTC.

    `due` digests and alerts may be sent now, `held` ones wait for a lease, a retry or the end of quiet hours. `oldest`
    is the longest due, `last_sent` the last closed as sent. `unmatched` articles are read, their alerts not opened.
    """

    due: int
    held: int
    oldest: datetime | None
    last_sent: datetime | None
    failed: int
    chats_paused: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Who may add and mend, made by whom and when (aware UTC)."""

    user_id: int
    role: MemberRole
    name: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever does something that is logged: Telegram's number, and the chat that it is said in."""

    user_id: int
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class ActRecord:
    """Something that an admin did (see store/tables.py, Act); `undone_at` is None while it stands."""

    id: int
    user_id: int
    at: datetime
    kind: ActKind
    article_id: int | None
    event_id: int | None
    actor_id: int | None
    place_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undone_at: datetime | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class MendedRecord:
    """What a person said of an event; `event` is the reader's own reading, `fields` names what is corrected."""

    event_id: int
    article_id: int
    verdict: Verdict | None
    fields: tuple[str, ...]
    event: Event
    position: int

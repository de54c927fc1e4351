"""What the store gives back: frozen records, so that no table row leaves this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from nlp.schema import ActorKind, Event, EventType, Status


class ArticleState(StrEnum):
    """How far an article has come: stored, being read, read, in a language that can't be read, or set aside."""

    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"
    FAILED = "failed"


class Role(StrEnum):
    """The part that an actor plays in an event."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forward came from and who brought it: Telegram ids, all None for an article read from a file."""

    admin_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
    reply_message_id: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A stored article. `received_at` is aware UTC; `error` says why it was set aside.

    `attempts` counts the claims to read it, so that an article that kills its reader can be set aside.
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


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to an article brought in: its id, and whether the archive had it already."""

    article_id: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event of the archive with its number, its day of sorting and the article it was read from.

    `day` is the event's (last) day, or the article's day of publication where the text gives none.
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


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for; every field that is not None narrows the choice.

    A `country` and a `region` (a key of store/naming.py) hold the events of all their places. `role` is the
    part that the actor plays in them, `publisher_id` who published the article.
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
    """An actor with how many events it did (`as_source`) and suffered (`as_target`)."""

    id: int
    name: str
    key: str | None
    kind: ActorKind | None
    country: str | None
    as_source: int
    as_target: int
    aliases: tuple[str, ...] = ()


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
    """A chat that the bot talks to; `timezone` is an IANA name, `lang` «fr» or «en»."""

    id: int
    lang: str
    timezone: str
    kind: str = "private"
    title: str | None = None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """A standing question of a chat: `filter`, told every day at `at` (the chat's own clock).

    `label` is the name as the subscriber sees it (None: everything); `next_due` and `created_at` are aware UTC.
    """

    id: int
    chat_id: int
    filter: EventFilter
    label: str | None
    at: time
    next_due: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A digest that this process has taken upon itself to send: the row is `claimed` until closed or released.

    `attempts` counts the claims of this delivery, this one included.
    """

    delivery_id: int
    subscription: Subscription
    chat: ChatRecord
    due: datetime
    attempts: int = 1

"""The SQLModel tables; rows never leave this room.

Moments are aware UTC, days are dates. `participant` and `event_place` repeat what lists are narrowed by: of the
event that they link day, type, mode, status and publisher, of the place town, country and region; participants also the
countries of the event's places. So one index serves
«newest first» for an actor, a place, a town, a region or a country with all filters, without sorting and without a look
at the event, another counts their events by day and type, and a third tells who and what place an event has.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Enum, Index, MetaData, String, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from nlp.schema import ActorKind, EventType, Status
from store.records import ActKind, ArticleState, Cadence, MemberRole, PickupState, Role, Verdict

# Constraints with names can be altered by a later migration on every database.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Ranges over name keys must follow the order of bytes, which PostgreSQL's default collation need not do.
_KEY: Any = String().with_variant(String(collation="C"), "postgresql")


_FACTS = ("mode", "status", "publisher_id")
"""What an index on events, actors or places holds at its end, so that a filter by these reads the index alone."""

SELDOM = "status <> 'occurred'"
"""What has not occurred is one event in twelve, and has indexes of its own; a query for it must say just this."""


def _of_seldom(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=text(SELDOM), postgresql_where=text(SELDOM))


class DeliveryState(StrEnum):
    """A delivery is open until it is sent, or set aside for good as failed."""

    OPEN = "open"
    SENT = "sent"
    FAILED = "failed"


def _words(kind: type[StrEnum]) -> Any:
    """A text column that holds the enum's values; 16 characters are room for every word of the vocabulary."""
    return Enum(
        kind, native_enum=False, length=16, values_callable=lambda members: [member.value for member in members]
    )


class Row(SQLModel):
    """The base of all tables."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


class Publisher(Row, table=True):
    """Who publishes articles; `folded` is the identity, `name` the first spelling met."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)


class ArticleRow(Row, table=True):
    """An article as it came in; `text_hash` is SHA-256 over the text without differences of space and case.

    `read_at` is when it was first read, `alerted_at` when the alerts that its events call for were opened.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "state", "lease_until"),
        Index(None, "read_at"),
        Index(
            "ix_article_to_alert",
            "state",
            "id",
            sqlite_where=text("alerted_at IS NULL"),
            postgresql_where=text("alerted_at IS NULL"),
        ),
        Index(
            "ix_article_told_in",
            "chat_id",
            "reply_message_id",
            sqlite_where=text("reply_message_id IS NOT NULL"),
            postgresql_where=text("reply_message_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(sa_type=Text)
    text_hash: str = Field(unique=True, max_length=64)
    published: date
    received_at: datetime
    state: ArticleState = Field(sa_type=_words(ArticleState))
    lease_until: datetime | None = None
    attempts: int = 0
    publisher_id: int | None = Field(default=None, foreign_key="publisher.id")
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    event_count: int = 0
    error: str | None = None
    admin_id: int | None = Field(default=None, sa_type=BigInteger)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reply_message_id: int | None = Field(default=None, sa_type=BigInteger)
    read_at: datetime | None = None
    alerted_at: datetime | None = None
    copy_of: int | None = None


class ArticleBand(Row, table=True):
    """A key under which near-duplicates of an article's text are found (store/near_duplicates.py), as a number.

    No foreign key: what is found is looked at, and deleting an article need not look for its keys.
    """

    __tablename__ = "article_band"

    band: int = Field(primary_key=True, sa_type=BigInteger)
    article_id: int = Field(primary_key=True)


class FurtherPublisher(Row, table=True):
    """Another publisher of an article's text; `copy_id` is the article that it came in, if that is kept."""

    __tablename__ = "further_publisher"
    __table_args__ = (Index(None, "copy_id"),)

    article_id: int = Field(foreign_key="article.id", primary_key=True, ondelete="CASCADE")
    publisher_id: int = Field(foreign_key="publisher.id", primary_key=True)
    copy_id: int | None = None


class Pickup(Row, table=True):
    """A link or a file to be fetched, kept before it is acknowledged; see `store.records.PickupRecord`.

    `url_hash` is SHA-256 (hex) of the link, by which it is known again. Not before `next_try` is it claimed, which is a
    lease while someone fetches it.
    """

    __table_args__ = (Index(None, "state", "next_try"), Index(None, "url_hash"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    state: PickupState = Field(sa_type=_words(PickupState))
    next_try: datetime
    attempts: int = 0
    flaw: str | None = None
    article_id: int | None = Field(default=None, foreign_key="article.id")
    url: str | None = Field(default=None, sa_type=Text)
    url_hash: str | None = Field(default=None, max_length=64)
    file_id: str | None = None
    name: str | None = None
    media_type: str | None = None
    published: date | None = None
    publisher: str | None = None
    binding: bool = False
    admin_id: int | None = Field(default=None, sa_type=BigInteger)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reply_message_id: int | None = Field(default=None, sa_type=BigInteger)


class ArticlePart(Row, table=True):
    """A message that an article came in, whole or in part; its text stands in the article's, `length` characters of it.

    The parts of an article are in the order of `position`, one character between them; None is for a message that
    only repeats what the archive has. `sent_at` is when it was sent here, `published_at` when where it came from,
    there as message `post`; `album` is Telegram's group of pictures.
    """

    __tablename__ = "article_part"
    __table_args__ = (Index(None, "article_id", "position"), Index(None, "text_hash"))

    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    message_id: int = Field(primary_key=True, sa_type=BigInteger)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    position: int | None = None
    length: int
    text_hash: str = Field(max_length=64)
    sent_at: datetime
    published_at: datetime
    post: int | None = Field(default=None, sa_type=BigInteger)
    album: str | None = None


class EventRow(Row, table=True):
    """An event; `detail` is the whole of it as JSON (see store/detail.py), the columns are what queries ask for.

    `publisher_id` repeats the article's, so that one index serves «newest first» for a publisher.

    Ids are never given twice, so that «/event 12» can't come to mean another event after an article is read again.
    `changed_at` is when a new reading gave the event other facts (store/facts.py).
    """

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "day", "id"),
        Index("ix_event_type_day", "type", "day", "id", *_FACTS),
        Index("ix_event_status_day", "status", "day", "id", "type", "mode", "publisher_id"),
        _of_seldom("ix_event_seldom", "status", "day", "id", "type", "mode", "publisher_id"),
        Index("ix_event_publisher_id_day", "publisher_id", "day", "id", "type", "mode", "status"),
        Index(None, "recorded_at", "id"),
        Index(None, "article_id", "position"),
        Index(
            "ix_event_changed_at",
            "changed_at",
            sqlite_where=text("changed_at IS NOT NULL"),
            postgresql_where=text("changed_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    position: int
    type: EventType = Field(sa_type=_words(EventType))
    mode: str | None = None
    status: Status = Field(sa_type=_words(Status))
    day: date
    starts: date | None = None
    ends: date | None = None
    killed: int | None = Field(default=None, sa_type=BigInteger)
    wounded: int | None = Field(default=None, sa_type=BigInteger)
    confidence: float
    trigger_start: int
    trigger_end: int
    recorded_at: datetime
    detail: dict[str, Any] = Field(sa_type=JSON)
    publisher_id: int | None = None
    changed_at: datetime | None = None


class ActorRow(Row, table=True):
    """An actor; `identity` is its key over the archive or else its folded name (see store/naming.py).

    `as_source`, `as_target` and `activity` count events, kept here so that «most active first» runs by index. `named`
    is false of words that are others in each article («hommes», «civils»). `merged_into` is the actor that an admin
    said it is: its events are that one's. `by_hand` is of an entry that no article has named, made for a correction.
    """

    __tablename__ = "actor"
    __table_args__ = (
        Index(None, "named", "activity", "id"),
        Index(
            "ix_actor_merged_into",
            "merged_into",
            sqlite_where=text("merged_into IS NOT NULL"),
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)
    key: str | None = None
    name: str
    kind: ActorKind | None = Field(default=None, sa_type=_words(ActorKind))
    country: str | None = None
    as_source: int = 0
    as_target: int = 0
    activity: int = 0
    named: bool = True
    merged_into: int | None = None
    by_hand: bool = False


class PlaceRow(Row, table=True):
    """A place; degrees are WGS84, `region` is the key of its region (store/naming.py).

    `town_id` is the town that a quarter lies in, None for any other place; `activity` counts the events there, those in
    the quarters of a town among them. `pinned` says that an admin has set the degrees, which no reading changes.
    """

    __tablename__ = "place"
    __table_args__ = (
        Index(None, "activity", "id"),
        Index(None, "country"),
        Index(None, "region"),
        Index(None, "town_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)
    key: str | None = None
    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    region: str | None = None
    town_id: int | None = None
    activity: int = 0
    pinned: bool = False
    by_hand: bool = False


class _Alias(Row):
    """A form of a name with its keys: folded, skeleton, and the skeleton of its last word («Baghdadi»).

    `own` is True where an article calls it so by its most explicit name, False for the article's other mentions.
    """

    id: int | None = Field(default=None, primary_key=True)
    form: str
    folded: str = Field(sa_type=_KEY)
    skeleton: str = Field(sa_type=_KEY)
    tail: str = Field(sa_type=_KEY)
    own: bool


class ActorAlias(_Alias, table=True):
    """A form of an actor's name."""

    __tablename__ = "actor_alias"
    __table_args__ = (
        UniqueConstraint("owner_id", "folded"),
        Index(None, "folded"),
        Index(None, "skeleton"),
        Index(None, "tail"),
    )

    owner_id: int = Field(foreign_key="actor.id", ondelete="CASCADE")


class PlaceAlias(_Alias, table=True):
    """A form of a place's name."""

    __tablename__ = "place_alias"
    __table_args__ = (
        UniqueConstraint("owner_id", "folded"),
        Index(None, "folded"),
        Index(None, "skeleton"),
        Index(None, "tail"),
    )

    owner_id: int = Field(foreign_key="place.id", ondelete="CASCADE")


class TaughtName(Row, table=True):
    """A name that an admin said to be an actor's: it wins over what the reader takes the name for."""

    __tablename__ = "taught_name"
    __table_args__ = (Index(None, "skeleton"), Index(None, "tail"), Index(None, "owner_id"))

    folded: str = Field(primary_key=True, sa_type=_KEY)
    form: str
    skeleton: str = Field(sa_type=_KEY)
    tail: str = Field(sa_type=_KEY)
    owner_id: int = Field(foreign_key="actor.id", ondelete="CASCADE")


class Participant(Row, table=True):
    """An actor in an event, with the name as the text has it and the span and reason it was read from.

    `entry_id` is the actor that the text names, where another one has been merged with it or taught its name.
    `countries` are those of the event's places, with blanks between them, None where none is known.
    """

    __table_args__ = (
        Index("ix_participant_actor_id_day", "actor_id", "day", "event_id", "role", "type", *_FACTS, "countries"),
        Index("ix_participant_actor_id_type", "actor_id", "type", "day", "event_id", "role", *_FACTS, "countries"),
        _of_seldom("ix_participant_seldom", "actor_id", "day", "event_id", "role", "type", *_FACTS, "countries"),
        Index("ix_participant_event_id_actor_id", "event_id", "actor_id", "role", "type"),
    )

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    role: Role = Field(sa_type=_words(Role), primary_key=True)
    position: int = Field(primary_key=True)
    actor_id: int = Field(foreign_key="actor.id")
    entry_id: int | None = None
    type: EventType = Field(sa_type=_words(EventType))
    mode: str | None = None
    status: Status = Field(sa_type=_words(Status))
    publisher_id: int | None = None
    countries: str | None = None
    day: date
    name: str
    span_start: int | None = None
    span_end: int | None = None
    reason: str | None = None


class EventPlace(Row, table=True):
    """A place of an event, with the text's words between them («au sud de») and how wide the place lies, in km.

    `town_id` is the town that the place lies in, or the place itself where it lies in none.
    """

    __tablename__ = "event_place"
    __table_args__ = (
        Index("ix_event_place_place_id_day", "place_id", "day", "event_id", "type", *_FACTS),
        Index("ix_event_place_country_day", "country", "day", "event_id", "type", *_FACTS),
        Index("ix_event_place_region_day", "region", "day", "event_id", "type", *_FACTS),
        Index("ix_event_place_town_id_day", "town_id", "day", "event_id", "type", *_FACTS),
        Index("ix_event_place_town_id_type", "town_id", "type", "day", "event_id", "place_id", *_FACTS),
        Index("ix_event_place_country_type", "country", "type", "day", "event_id", "place_id", *_FACTS),
        Index("ix_event_place_region_type", "region", "type", "day", "event_id", "place_id", *_FACTS),
        Index("ix_event_place_event_id_country", "event_id", "country", "region", "town_id", "place_id"),
        Index(
            "ix_event_place_country_publisher", "country", "publisher_id", "day", "event_id", "type", "mode", "status"
        ),
        _of_seldom("ix_event_place_seldom", "country", "day", "event_id", "type", *_FACTS),
    )

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    place_id: int = Field(foreign_key="place.id")
    town_id: int
    country: str | None = None
    region: str | None = None
    type: EventType = Field(sa_type=_words(EventType))
    mode: str | None = None
    status: Status = Field(sa_type=_words(Status))
    publisher_id: int | None = None
    day: date
    name: str
    relation: str | None = None
    uncertainty_km: float | None = None
    span_start: int | None = None
    span_end: int | None = None
    reason: str | None = None


class ActorTally(Row, table=True):
    """How many events of a type an actor has in a role; kept by store/tallies.py."""

    __tablename__ = "actor_tally"

    actor_id: int = Field(foreign_key="actor.id", primary_key=True, ondelete="CASCADE")
    role: Role = Field(sa_type=_words(Role), primary_key=True)
    type: EventType = Field(sa_type=_words(EventType), primary_key=True)
    events: int


class PlaceTally(Row, table=True):
    """How many events of a type are at a place, those in the quarters of a town not among them."""

    __tablename__ = "place_tally"

    place_id: int = Field(foreign_key="place.id", primary_key=True, ondelete="CASCADE")
    type: EventType = Field(sa_type=_words(EventType), primary_key=True)
    events: int


class Speaker(Row, table=True):
    """Whom an article has say so; `identity` is its key over the archive or else its folded name without blanks."""

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)
    name: str


class Attributed(Row, table=True):
    """An event as one says that it happened."""

    __table_args__ = (Index("ix_attributed_speaker_id_day", "speaker_id", "day", "event_id", "type", *_FACTS),)

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    speaker_id: int = Field(foreign_key="speaker.id", primary_key=True)
    type: EventType = Field(sa_type=_words(EventType))
    mode: str | None = None
    status: Status = Field(sa_type=_words(Status))
    publisher_id: int | None = None
    day: date


class Chat(Row, table=True):
    """A chat that the bot talks to, under Telegram's own id.

    Nothing is sent to it before `send_after`: Telegram said so, or a claim on it is under way until then.
    """

    __table_args__ = (
        Index(
            "ix_chat_quiet",
            "quiet_from",
            "quiet_until",
            "timezone",
            sqlite_where=text("quiet_from IS NOT NULL"),
            postgresql_where=text("quiet_from IS NOT NULL"),
        ),
    )

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    lang: str
    timezone: str
    kind: str = "private"
    title: str | None = None
    paused: bool = Field(default=False, index=True)
    quiet_from: time | None = None
    quiet_until: time | None = None
    send_after: datetime | None = None


class SubscriptionRow(Row, table=True):
    """A standing question of a chat or a topic; `thread_id` is 0 for the chat itself.

    `filter_key` is the whole filter as canonical JSON (store/filters.py), one row each a destination; the columns
    beside it are what rows of other tables cascade to. `watch` is, of a subscription at once, the narrowest that its
    filter asks for: the alerts of an article are found by it. `active` says that neither it nor its chat is paused.
    `hours` are ISO times with commas between, `weekdays` digits from 0 for Monday.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("chat_id", "thread_id", "filter_key"),
        Index(None, "active", "next_due"),
        Index(None, "watch", "filter_key"),
        Index(None, "place_id"),
        Index(None, "actor_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger, foreign_key="chat.id", ondelete="CASCADE")
    thread_id: int = Field(default=0, sa_type=BigInteger)
    filter_key: str
    place_id: int | None = Field(default=None, foreign_key="place.id", ondelete="CASCADE")
    actor_id: int | None = Field(default=None, foreign_key="actor.id", ondelete="CASCADE")
    watch: str | None = None
    label: str | None = None
    cadence: Cadence = Field(sa_type=_words(Cadence))
    hours: str
    weekdays: str
    silent: bool = False
    tell_empty: bool = False
    paused: bool = False
    active: bool = True
    next_due: datetime | None = None
    created_at: datetime
    last_told_at: datetime | None = None


class Delivery(Row, table=True):
    """One digest or alert of one subscription: `period` is the digest's due moment in UTC, or the alert's article.

    An open one may be claimed from `available_at` on: when it is due, when its last claimer's lease is over, when it is
    to be tried again, when quiet hours end. `content` is the text that Telegram refused.
    """

    __table_args__ = (
        UniqueConstraint("subscription_id", "period"),
        Index(None, "state", "available_at"),
        Index(None, "state", "closed_at"),
        Index(None, "subscription_id", "state"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    subscription_id: int = Field(foreign_key="subscription.id", ondelete="CASCADE")
    period: str
    due: datetime
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="CASCADE")
    state: DeliveryState = Field(sa_type=_words(DeliveryState))
    available_at: datetime
    attempts: int = 0
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    error: str | None = None
    content: str | None = Field(default=None, sa_type=Text)


class Sender(Row, table=True):
    """A process that sends: when it last said that it lives, and how many messages a second it may still be sending."""

    id: str = Field(primary_key=True)
    seen_at: datetime
    share: int


class DeliveredEvent(Row, table=True):
    """An event that a destination has been told of: in which message, what of it, and by how many sources.

    `thread_id` is 0 for the chat itself. `alert` messages are edited when a further source tells the event.
    """

    __tablename__ = "delivered_event"
    __table_args__ = (Index(None, "event_id"), Index(None, "chat_id", "message_id"))

    chat_id: int = Field(sa_type=BigInteger, foreign_key="chat.id", primary_key=True, ondelete="CASCADE")
    thread_id: int = Field(default=0, sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    delivered_at: datetime
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    facts: str | None = None
    sources: int = 1
    alert: bool = False
    subscription_id: int | None = None


class MendedEvent(Row, table=True):
    """An event that a person has confirmed, rejected or corrected, and what the reader says of it by itself.

    `fields` are parts of an event's document (store/detail.py) that take the place of the reader's, None where the
    event has none. `own` is the document that the reader gave last; it still does if `found`. A rejected event has no
    row among the events: its number, its moments and who was told of it (`told`) wait here to come back with it.
    `changed_at` is what the event's own would be without a correction.
    """

    __tablename__ = "mended_event"
    __table_args__ = (Index(None, "article_id"),)

    event_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE")
    verdict: Verdict | None = Field(default=None, sa_type=_words(Verdict))
    fields: dict[str, Any] = Field(sa_type=JSON)
    own: dict[str, Any] = Field(sa_type=JSON)
    found: bool = True
    position: int
    recorded_at: datetime
    changed_at: datetime | None = None
    told: list[dict[str, Any]] = Field(sa_type=JSON)


class Act(Row, table=True):
    """What an admin did, when and where it was said; `before` and `after` hold what it takes to undo it.

    Numbers of what it touches are no foreign keys: the log outlives what it tells of.
    """

    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "article_id", "id"),
        Index(None, "event_id", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "place_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_type=BigInteger)
    at: datetime
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    kind: ActKind = Field(sa_type=_words(ActKind))
    article_id: int | None = None
    event_id: int | None = None
    actor_id: int | None = None
    place_id: int | None = None
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    undone_at: datetime | None = None
    undone_by: int | None = Field(default=None, sa_type=BigInteger)


class Member(Row, table=True):
    """Who may add and mend beside the owners, whom the settings name; `name` is what Telegram called them then."""

    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    role: MemberRole = Field(sa_type=_words(MemberRole))
    name: str
    made_by: int = Field(sa_type=BigInteger)
    made_at: datetime


class FollowedChannel(Row, table=True):
    """A channel each post of which is taken in by itself; whoever asked for it, when, and its name then."""

    __tablename__ = "followed_channel"

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    title: str
    made_by: int = Field(sa_type=BigInteger)
    made_at: datetime

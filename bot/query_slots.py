"""What someone asks the archive for, in words: the common ground of typed filters and of questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nlp.schema import EventType, Status
from store.records import Role


class Intent(StrEnum):
    """What the answer is: a list, a number of events, a number of dead, or who it was; NONE is no query."""

    EVENTS = "events"
    COUNT_EVENTS = "count_events"
    COUNT_KILLED = "count_killed"
    ACTORS = "actors"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; None where it is not said.

    `name` is a name of either kind («/events Qayrawan»); `role` is the part that `actor` plays, so that ACTORS with a
    target asks for those who did it to them; without an actor it is the part of those who are asked for («qui a été
    tué»). Names are as they were typed or, misspelt, as they are known. `within` is the country said beside the place,
    `victims` those who suffered by what they are («civils», in French), for a name of theirs in the archive.
    """

    intent: Intent = Intent.EVENTS
    name: str | None = None
    place: str | None = None
    actor: str | None = None
    role: Role | None = None
    type: EventType | None = None
    mode: str | None = None
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    publisher: str | None = None
    within: str | None = None
    victims: str | None = None


class Why(StrEnum):
    """Why a filter is left out.

    It excludes; a second of its kind has no room; its end is before its beginning; the place lies elsewhere; of nobody
    called so is there anything; the archive has nothing of the name; nobody called so publishes or says anything; the
    there is no such filter; pages, languages, tolls are no filters; a part without an actor who plays it. CALLED_SO and
    OF_ARMY are not left out, but keep fewer than may be meant.
    """

    NEGATED = "negated"
    SECOND = "second"
    REVERSED = "reversed"
    ELSEWHERE = "elsewhere"
    NOBODY = "nobody"
    CALLED_SO = "called_so"
    OF_ARMY = "of_army"
    UNHEARD = "unheard"
    NO_SOURCE = "no_source"
    NO_KEY = "no_key"
    PAGES = "pages"
    LANGUAGES = "languages"
    TOLLS = "tolls"
    NO_ACTOR = "no_actor"


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not understood, and the filter that comes nearest to them, as it would be typed.

    `why` says what is amiss with a filter that was understood and is left out all the same; `values` are what there is
    in its place: of types and the like in the reader's words, of publishers the busiest.
    """

    words: str
    nearest: str | None = None
    why: Why | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood and what was not, in the language it was read in.

    `picture` is the command that a question for a picture («carte», «frise») would have been answered by.
    """

    query: Query
    unread: tuple[Unread, ...] = ()
    lang: str = "fr"
    picture: str | None = None

"""A plain sentence read as a query: what is asked (events, how many, who), of where, whom, what kind, when.

    understand("que s'est-il passé à Qayrawan en mai 2017 ?", today, "fr", known)

It knows the turns of phrase that ask the archive for something, the types' words, the dates' grammar and names; a
sentence without such a turn, or with more that it does not know than it does, is no query.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from bot.arabic import is_arabic, key, mostly_arabic
from bot.known_names import Known
from bot.query_dates import find_period
from bot.query_slots import Intent, Query, Understood, Unread, Why
from bot.question_around import BESIDE
from bot.question_names import Names
from bot.question_pieces import cut
from bot.question_sides import tells_side
from bot.question_words import WORDS, Kind, vocabulary
from nlp.names import fold
from nlp.schema import EventType, Status
from store.records import Role

_UNREAD = 2  # words that may stay unread in a question that is understood
_WHICH = frozenset({"quel", "quelle", "quels", "quelles", "which"})
NOTHING = Query(Intent.NONE)
_RELEASE, _SEIZURE = (EventType.RETREAT, "release"), (EventType.COERCE, "seize")
_SITES = frozenset(
    {
        *("hopital", "hopitaux", "ecole", "ecoles", "mosquee", "mosquees", "eglise", "eglises"),
        *("hospital", "hospitals", "school", "schools", "mosque", "mosques", "church", "churches"),
    }
)
_KEEPING = _SITES | frozenset({"pres", "autour", "environs", "near", "around", *map(key, ("قرب", "حول", "محيط"))})
"""What is struck, and what leads to more than the place itself: no filter keeps it."""
_CRIES = frozenset({"aide", "aides", "help", "secours", "assist", "assistance"})
_HELD = frozenset(
    {
        "otage",
        "otages",
        "crew",
        "crews",
        "sailors",
        "equipage",
        "equipages",
        "marins",
        "prisonnier",
        "prisonniers",
        "detenu",
        "detenus",
        "hostages",
        "prisoners",
        "filles",
    }
)
_SUFFERERS = frozenset(
    {
        "mort",
        "morts",
        "morte",
        "mortes",
        "peri",
        "decede",
        "decedes",
        "died",
        "victime",
        "victimes",
        "victim",
        "victims",
    }
)


def understand(text: str, today: date, lang: str | None, known: Known, *, typed: bool = False) -> Understood:
    """Read a question in the language (None: told by its words); the query's intent is NONE where it is none.

    `typed` words stand behind a command, which asks for events by itself: «annoncé», «selon PressTV».
    """
    text = unicodedata.normalize("NFC", text)  # as some systems paste: an accent apart from its letter
    spoken = lang if lang in WORDS else language_of(text)
    pieces, period = cut(text, today, spoken, known)
    reading = _Reading(Names(pieces, vocabulary(spoken)), dated=bool(period), typed=typed)
    query = reading.query()
    if query.intent is Intent.NONE:
        return Understood(NOTHING, (), spoken)
    picture = "map" if reading.names.any("MAP") else "timeline" if reading.names.any("CHART") else None
    unread = [Unread(words) for words in reading.names.left_over]
    unread += [Unread(words, why=Why.SECOND) for words in reading.names.aside]
    told = [piece for piece in pieces if not piece.is_name]
    unread += [Unread(one.text) for one in told if not _KEEPING.isdisjoint(one.words) or tells_side(one.words)]
    unread += [Unread(reading.excluded, why=Why.NEGATED)] if reading.excluded else []
    unread += [Unread(words, why=Why.SECOND) for words in reading.names.further_kinds()]
    if query.intent is Intent.EVENTS and query.type is None:  # «/events Mossoul morts» lists all of Mossoul
        unread += [Unread(piece.text, why=Why.TOLLS) for piece in pieces if piece.has("DEAD") and not piece.tag.kind]
    return Understood(replace(query, since=period.since, until=period.until), tuple(unread), spoken, picture)


def language_of(text: str) -> str:
    """Give the language that has more of the words, French where both have as many; Arabic by its letters."""
    if is_arabic(text) and mostly_arabic(text):
        return "ar"
    words = fold(text).split()
    hits = {lang: sum((word,) in vocabulary(lang).phrases for word in words) for lang in WORDS}
    for lang in WORDS:
        hits[lang] += 2 * len(find_period(text, date(2000, 1, 1), lang).spans)
    return "en" if hits["en"] > hits["fr"] else "fr"


@dataclass(slots=True)
class _Reading:
    """One question as it is read."""

    names: Names
    dated: bool
    typed: bool = False
    excluded: str | None = None

    def query(self) -> Query:
        """Give what is asked, without its period."""
        self._leave_out_exceptions()
        if self.names.any("REASONS") or self._asks_where_most() or self._is_cry():
            return NOTHING
        self.names.take_publisher()
        counted = self.names.any("HOW_MANY")
        kind = self.names.kind(counted)
        for index, piece in enumerate(self.names.pieces):
            if piece.is_name:
                self.names.place_name(index, piece)
        if self.names.any("DO") and self.names.any("WHAT"):
            self.names.move_doer()
        self.names.take_victims()
        kind = self._freed(kind)
        self.names.left_over += self._unread()
        intent = self._intent(counted, kind is not None)
        if intent is Intent.NONE or self._is_doubtful(intent):
            return NOTHING
        slots = self.names.slots
        return Query(
            intent,
            None,
            slots.place.name if slots.place else None,
            slots.actor.name if slots.actor else None,
            slots.role if slots.actor else Role.TARGET if self._asks_who_suffered(intent) else None,
            kind[0] if kind else None,
            kind[1] if kind else None,
            status=self._status(),
            publisher=slots.publisher,
            within=slots.within if slots.place else None,
            victims=slots.victims,
        )

    def _leave_out_exceptions(self) -> None:
        """Cut off «sauf Mossoul»: no filter leaves something out."""
        pieces = self.names.pieces
        at = next((index for index, piece in enumerate(pieces) if piece.has("EXCEPT")), None)
        if at is not None:
            self.excluded = " ".join(piece.text for piece in pieces[at:])
            del pieces[at:]

    def _asks_where_most(self) -> bool:
        """Whether the place with most events is asked for: «quelle ville a eu le plus de morts»."""
        if not self.names.any("RANKED"):
            return False
        return self.names.any("WHICH_PLACE") or not self._asks_who()

    def _is_cry(self) -> bool:
        """Whether a word alone asks for help, and not for what the archive has of it."""
        told = [piece for piece in self.names.pieces if not piece.is_silent]
        return (
            not self.typed
            and len(told) == 1
            and not self.dated
            and bool(told[0].tag.kind)
            and _CRIES.issuperset(told[0].words)
        )

    def _freed(self, kind: Kind | None) -> Kind | None:
        """Read the liberation of a place as its seizure, that of people as their release."""
        if kind != _RELEASE or self.names.verb_first:
            return kind
        people = any(piece.has("PEOPLE") and not piece.has("TOWNS") for piece in self.names.pieces)
        place, at = self.names.slots.place, self.names.slots.place_at
        place_freed = place is not None and not self.names.is_where(at)
        held = any(not _HELD.isdisjoint(piece.words) for piece in self.names.pieces)
        freed = not people and not held and (place_freed or self.names.any("TOWNS", "WHICH_PLACE"))
        return _SEIZURE if freed else kind

    def _asks_who_suffered(self, intent: Intent) -> bool:
        """Whether the sufferers are asked for: «qui a été tué», «who died», «qui sont les victimes»."""
        asked = passive = False
        for piece in self.names.pieces if intent is Intent.ACTORS else ():
            if not asked:
                asked = piece.has("WHO")
            elif not _SUFFERERS.isdisjoint(piece.words):
                return True
            elif (piece.tag.kind or piece.has("DEAD")) and self.names.table.verb_first:
                # «من قتل في دمشق»: without its vowels «who killed» is «who was killed», if nobody is named
                return passive or (piece.tag.kind in self.names.table.patient and self.names.slots.actor is None)
            elif piece.tag.kind or piece.has("DEAD"):
                return passive and not piece.words[-1].endswith("ing")
            elif piece.has("PASSIVE"):
                passive = True
            elif not piece.is_silent:
                return False
        return False

    def _intent(self, counted: bool, typed: bool) -> Intent:
        if counted:
            if self.names.any("DEAD"):
                return Intent.COUNT_KILLED
            return Intent.COUNT_EVENTS if typed or self.names.any("THINGS") else Intent.NONE
        if self._asks_who():
            if typed or self.names.any("ACTIVE", "DEAD") or (self.names.slots.actor and not self.names.left_over):
                return Intent.ACTORS
            return Intent.NONE
        if self.names.any("HAPPENED") or typed or self.names.any("DEAD"):
            return Intent.EVENTS
        named = self.names.slots.actor or self.names.slots.place
        if self.names.any("DO") and self.names.any("WHAT") and self.names.slots.actor:
            self.names.slots.role = Role.SOURCE
            return Intent.EVENTS
        told = bool(self.names.slots.publisher or self._status())
        pictured = self.names.any("MAP", "CHART")
        if not self.names.left_over and ((named and (told or pictured)) or (self.typed and told)):
            return Intent.EVENTS
        return Intent.EVENTS if named and self._is_bare() else Intent.NONE

    def _asks_who(self) -> bool:
        """Whether «qui» asks: it opens the question or ends it; before a verb it begins a clause («attaques qui …»)."""
        told = False
        for index, piece in enumerate(self.names.pieces):
            if piece.has("WHO"):
                return not told or not any(one.tag.kind or one.has("DO") for one in self.names.pieces[index:])
            told |= not (piece.is_silent or piece.is_name)
        return False

    def _is_bare(self) -> bool:
        """Whether the words are names, and a date perhaps, and nothing else («Daesh hier», «Mossoul»)."""
        names = [piece for piece in self.names.pieces if piece.is_name]
        rest = (piece for piece in self.names.pieces if not piece.is_name)
        sure = all(any(one.score >= 100 and one.known for one in piece.names) for piece in names)
        return (
            sure
            and not self.names.left_over
            and all(
                piece.has("WHERE", "ARTICLES", "OF", "AGAINST", "BY", "VICTIMS") or BESIDE.issuperset(piece.words)
                for piece in rest
            )
        )

    def _is_doubtful(self, intent: Intent) -> bool:
        """Whether too much was not read for the rest to be what was meant."""
        slots = (self.names.slots.place, self.names.slots.actor, self.names.slots.publisher, self.dated or None)
        said = sum(slot is not None for slot in slots)
        return len(self.names.left_over) > (min(_UNREAD, said) if said else 0) or self._asks_for_the_unread()

    def _asks_for_the_unread(self) -> bool:
        """Whether the very thing asked for is unknown: «quelle est la population de …», «combien de touristes»."""
        open_ = False
        for piece in self.names.pieces:
            if piece.is_unread and open_:
                return True
            asks = piece.has("HOW_MANY", "WHO") or not _WHICH.isdisjoint(piece.words)
            open_ = asks or (open_ and piece.is_silent)
        return False

    def _unread(self) -> list[str]:
        return [piece.text for piece in self.names.pieces if piece.is_unread]

    def _status(self) -> Status | None:
        for tag, status in (("PLANNED", Status.PLANNED), ("DENIED", Status.DENIED), ("OCCURRED", Status.OCCURRED)):
            if self.names.any(tag):
                return status
        return None

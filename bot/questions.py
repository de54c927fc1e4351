"""A plain sentence read as a query: what is asked (events, how many, who), of where, whom, what kind, when.

    understand("que s'est-il passé à Qayrawan en mai 2017 ?", today, "fr", known)

It knows the turns of phrase that ask the archive for something, the types' words, the dates' grammar and names; a
sentence without such a turn, or with more that it does not know than it does, is no query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.known_names import Candidate, Known
from bot.query_dates import find_period
from bot.query_slots import Intent, Query, Understood, Unread
from bot.question_pieces import Piece, cut
from bot.question_words import WORDS, Vocabulary, vocabulary
from nlp.names import fold
from nlp.schema import EventType, Status
from store.records import Role

_UNREAD = 2  # words that may stay unread in a question that is understood
_TOWARDS = frozenset({EventType.SANCTION, EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
_WHICH = frozenset({"quel", "quelle", "quels", "quelles", "which"})
_BESIDE = frozenset({"et", "and", "svp", "stp", "please", "pls"})  # what may stand beside bare names
NOTHING = Query(Intent.NONE)


def understand(text: str, today: date, lang: str | None, known: Known) -> Understood:
    """Read a question in the language (None: told by its words); the query's intent is NONE where it is none."""
    spoken = lang if lang in WORDS else language_of(text)
    pieces, period = cut(text, today, spoken, known)
    reading = _Reading(pieces, vocabulary(spoken), dated=bool(period))
    query = reading.query()
    if query.intent is Intent.NONE:
        return Understood(NOTHING, (), spoken)
    unread = tuple(Unread(words) for words in reading.left_over)
    return Understood(replace(query, since=period.since, until=period.until), unread, spoken)


def language_of(text: str) -> str:
    """Give the language that has more of the words, French where both have as many."""
    words = fold(text).split()
    hits = {lang: sum((word,) in vocabulary(lang).phrases for word in words) for lang in WORDS}
    for lang in WORDS:
        hits[lang] += 2 * len(find_period(text, date(2000, 1, 1), lang).spans)
    return "en" if hits["en"] > hits["fr"] else "fr"


@dataclass(slots=True)
class _Slots:
    place: Candidate | None = None
    actor: Candidate | None = None
    role: Role | None = None
    publisher: str | None = None


@dataclass(slots=True)
class _Reading:
    """One question as it is read."""

    pieces: list[Piece]
    table: Vocabulary
    dated: bool
    slots: _Slots = field(default_factory=_Slots)
    left_over: list[str] = field(default_factory=list)

    def query(self) -> Query:
        """Give what is asked, without its period."""
        if self._any("REASONS"):
            return NOTHING
        self._take_publisher()
        counted = self._any("HOW_MANY")
        kind = self._kind(counted)
        for index, piece in enumerate(self.pieces):
            if piece.is_name:
                self._place_name(index, piece)
        self.left_over += self._unread()
        intent = self._intent(counted, kind is not None)
        if intent is Intent.NONE or self._is_doubtful(intent):
            return NOTHING
        slots = self.slots
        return Query(
            intent,
            None,
            slots.place.name if slots.place else None,
            slots.actor.name if slots.actor else None,
            slots.role if slots.actor else None,
            kind[0] if kind else None,
            kind[1] if kind else None,
            status=self._status(),
            publisher=slots.publisher,
        )

    def _any(self, *tags: str) -> bool:
        return any(piece.has(*tags) for piece in self.pieces)

    def _kind(self, counted: bool) -> tuple[EventType, str | None] | None:
        """Give the type asked for: the first one named, with the mode that another word of the type adds."""
        kinds = [
            piece.tag.kind for piece in self.pieces if piece.tag.kind and not (counted and piece.has("DEAD"))
            and not piece.is_name and not piece.has("SAYS", "HOW_MANY")
        ]  # fmt: skip
        if not kinds:
            return None
        modes = [mode for kind, mode in kinds if kind is kinds[0][0] and mode]
        return kinds[0][0], modes[0] if modes else None

    def _intent(self, counted: bool, typed: bool) -> Intent:
        if counted:
            if self._any("DEAD"):
                return Intent.COUNT_KILLED
            return Intent.COUNT_EVENTS if typed or self._any("THINGS") else Intent.NONE
        if self._asks_who():
            if typed or self._any("ACTIVE", "DEAD") or (self.slots.actor and not self.left_over):
                return Intent.ACTORS
            return Intent.NONE
        if self._any("HAPPENED") or typed or self._any("DEAD"):
            return Intent.EVENTS
        named = self.slots.actor or self.slots.place
        if self._any("DO") and self._any("WHAT") and self.slots.actor:
            self.slots.role = Role.SOURCE
            return Intent.EVENTS
        if named and (self.slots.publisher or self._status()):
            return Intent.EVENTS
        return Intent.EVENTS if named and self._is_bare() else Intent.NONE

    def _asks_who(self) -> bool:
        """Whether «qui» opens the question; after a type it begins a clause («les attaques qui …»)."""
        for piece in self.pieces:
            if piece.has("WHO"):
                return True
            if not (piece.is_silent or piece.is_name):
                return False
        return False

    def _is_bare(self) -> bool:
        """Whether the words are names, and a date perhaps, and nothing else («Daesh hier», «Mossoul»)."""
        names = [piece for piece in self.pieces if piece.is_name]
        rest = (piece for piece in self.pieces if not piece.is_name)
        sure = all(one.score >= 100 and one.known for piece in names for one in piece.names[:1])
        return sure and all(piece.has("WHERE", "ARTICLES", "OF") or _BESIDE.issuperset(piece.words) for piece in rest)

    def _is_doubtful(self, intent: Intent) -> bool:
        """Whether too much was not read for the rest to be what was meant."""
        slots = (self.slots.place, self.slots.actor, self.slots.publisher, self.dated or None)
        said = sum(slot is not None for slot in slots)
        return len(self.left_over) > (min(_UNREAD, said) if said else 0) or self._asks_for_the_unread()

    def _asks_for_the_unread(self) -> bool:
        """Whether the very thing asked for is unknown: «quelle est la population de …», «combien de touristes»."""
        open_ = False
        for piece in self.pieces:
            if piece.is_unread and open_:
                return True
            asks = piece.has("HOW_MANY") or not _WHICH.isdisjoint(piece.words)
            open_ = asks or (open_ and piece.is_silent)
        return False

    def _unread(self) -> list[str]:
        return [piece.text for piece in self.pieces if piece.is_unread]

    def _status(self) -> Status | None:
        for tag, status in (("PLANNED", Status.PLANNED), ("DENIED", Status.DENIED), ("OCCURRED", Status.OCCURRED)):
            if self._any(tag):
                return status
        return None

    def _take_publisher(self) -> None:
        """Take the name after «selon», and the one that «dit» says something."""
        for index, piece in enumerate(self.pieces):
            if not piece.has("ACCORDING", "SAYS") or (piece.has("SAYS") and not self._any("WHAT")):
                continue
            after = self._names_from(index + 1)
            before = self._names_from(index - 1, -1) if piece.has("SAYS") else []
            found = after if piece.has("ACCORDING") or not before else before
            if piece.has("SAYS") and after and not before and self._before(index + 1, after[0]).has("ABOUT", "WHERE"):
                continue
            if found:
                self.slots.publisher = " ".join(one.text for one in found)
                self.pieces = [one for one in self.pieces if not any(one is taken for taken in found)]
                return

    def _before(self, start: int, piece: Piece) -> Piece:
        index = next(i for i, one in enumerate(self.pieces) if one is piece)
        return self.pieces[index - 1] if index > 0 else piece

    def _names_from(self, index: int, step: int = 1) -> list[Piece]:
        """Give the run of names and unknown words at an index, articles before it left out."""
        while 0 <= index < len(self.pieces) and self.pieces[index].has("ARTICLES", "DO", "SILENT"):
            if self.pieces[index].has("ABOUT", "WHERE"):
                return []
            index += step
        run: list[Piece] = []
        while 0 <= index < len(self.pieces) and (self.pieces[index].is_name or self.pieces[index].is_unread):
            run.append(self.pieces[index])
            index += step
        return run[:: 1 if step > 0 else -1][:3]

    def _place_name(self, index: int, piece: Piece) -> None:
        """Take a name as the place or as the actor, by what stands before and after it."""
        place, actor = piece.named("place"), piece.named("actor")
        lead = self._lead(index)
        role: Role | None = None
        if lead and lead.has("BY"):
            role, place = Role.SOURCE, None if actor else place
        elif lead and lead.has("AGAINST") and not lead.has("WHERE"):
            if actor and (place is None or place.is_country or not actor.is_country):
                role, place = Role.TARGET, None
        elif lead and lead.has("WHERE", "ABOUT"):
            role, place = self._about(lead, place, actor)
        elif lead and lead.has("OF"):
            role, place = self._of(index, place, actor)
        elif lead and lead.has("BETWEEN"):
            role = None
        else:
            role, place = self._beside_verb(index, place, actor)
        self._take(piece, place, actor if place is None else None, role)

    def _take(self, piece: Piece, place: Candidate | None, actor: Candidate | None, role: Role | None) -> None:
        slots = self.slots
        if place is not None:
            if slots.place is None:
                slots.place = place
            elif not place.is_country:
                self.left_over.append(piece.text)
        elif actor is not None:
            if slots.actor is None or (slots.role is None and role is not None):
                slots.actor, slots.role = actor, role
            elif piece.words != tuple(fold(slots.actor.name).split()):
                self.left_over.append(piece.text)

    def _lead(self, index: int) -> Piece | None:
        """Give the piece before a name, articles left out; None where a verb or another name is."""
        index -= 1
        while index >= 0 and self.pieces[index].has("ARTICLES") and not self.pieces[index].has("OF", "WHERE", "BY"):
            index -= 1
        found = self.pieces[index] if index >= 0 else None
        return found if found and found.has("BY", "AGAINST", "WHERE", "ABOUT", "OF", "BETWEEN") else None

    def _about(
        self, lead: Piece, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        kind = self._kind(False)
        onto = lead.has("AGAINST") or "sur" in lead.words
        if onto and kind and actor and (place is None or (place.is_country and kind[0] in _TOWARDS)):
            return Role.TARGET, None
        return None, place

    def _of(self, index: int, place: Candidate | None, actor: Candidate | None) -> tuple[Role | None, Candidate | None]:
        """Read «attaques de Boko Haram» (its doing) and «assassinat de Hariri» (his fate); of a place, it is where."""
        if place is not None and (actor is None or place.is_country):
            return None, place
        before = next((one for one in reversed(self.pieces[:index]) if not one.is_silent), None)
        if actor is None or before is None or before.tag.kind is None:
            return None, place if actor is None else None
        return (Role.TARGET if before.tag.kind in self.table.patient else Role.SOURCE), None

    def _beside_verb(
        self, index: int, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        """Read a subject or an object: «Daesh a attaqué», «a attaqué Daesh»."""
        after, before = self._next(index, 1), self._next(index, -1)
        if actor is None:
            return None, place
        if place and not place.is_country and not actor.is_country:
            place = None  # a village of the name of an armed group
        if after and (after.tag.kind or after.has("DO", "DEAD")):
            passive = any(one.has("PASSIVE") for one in self._between(index, 1)) and not after.has("DO")
            return (Role.TARGET if passive else Role.SOURCE), None
        if before and (before.tag.kind or before.has("DEAD")) and self._has_subject(index):
            seizes = before.tag.kind and before.tag.kind[0] is EventType.COERCE and before.tag.kind[1] == "seize"
            if seizes and place is not None:
                return None, place
            return (None if place and not (place.is_country or not place.known) else Role.TARGET), (
                place if place and not place.is_country and place.known else None
            )
        if before and before.tag.kind and actor.key and actor.is_country and place is None:
            return Role.SOURCE, None  # «frappes israéliennes»
        return None, place if place and (place.is_country or not actor.known) else None

    def _has_subject(self, index: int) -> bool:
        """Whether what stands before is a verb with its doer: «qui attaque …», «l'armée a attaqué …»."""
        return any(one.has("WHO") or one.is_name for one in self.pieces[:index])

    def _next(self, index: int, step: int) -> Piece | None:
        index += step
        while 0 <= index < len(self.pieces) and self.pieces[index].is_silent and not self._stops(self.pieces[index]):
            index += step
        return self.pieces[index] if 0 <= index < len(self.pieces) and not self.pieces[index].is_silent else None

    @staticmethod
    def _stops(piece: Piece) -> bool:
        return piece.has("BY", "AGAINST", "OF", "BETWEEN") and not piece.has("ARTICLES")

    def _between(self, index: int, step: int) -> Sequence[Piece]:
        found = []
        index += step
        while 0 <= index < len(self.pieces) and self.pieces[index].is_silent:
            found.append(self.pieces[index])
            index += step
        return found

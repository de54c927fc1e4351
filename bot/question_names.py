"""Who and where a question's names are: its place, its actor and the actor's role, its publisher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.known_names import Candidate
from bot.question_pieces import Piece
from bot.question_words import Vocabulary
from nlp.names import fold
from nlp.schema import EventType
from store.records import Role, modes_of

_SAID_BY = frozenset(
    {EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.REQUEST, EventType.CONCEDE}
)
"""What a state does by words: «menaces de la Turquie» are its own, «attaques de la Turquie» may be where."""

_FORCE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT})
_TOWARDS = frozenset({EventType.SANCTION, EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
_VICTIMS = frozenset({"victime", "victimes", "victim", "victims"})
_ASKING = frozenset({"did", "has", "have"})
_SAID_BY_STATES = frozenset({EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST})
BESIDE = frozenset({"et", "and", "و", "ou", "or", "svp", "stp", "please", "pls"})
"""What may stand beside bare names."""


@dataclass(slots=True)
class Slots:
    """What the names of a question fill."""

    place: Candidate | None = None
    actor: Candidate | None = None
    role: Role | None = None
    publisher: str | None = None
    within: str | None = None
    victims: str | None = None
    place_at: int = 0


@dataclass(slots=True)
class Names:
    """The names of one question.

    `left_over` are words that make it doubtful, `aside` names that no slot has room for.
    """

    pieces: list[Piece]
    table: Vocabulary
    slots: Slots = field(default_factory=Slots)
    left_over: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    _by_adjective: bool = False
    _actor_at: int = 0

    @property
    def verb_first(self) -> bool:
        """Whether the question's language puts the doer behind what he does."""
        return self.table.verb_first

    def is_where(self, index: int) -> bool:
        """Whether the name at an index is led in as where something was: «à Mossoul», «in Iraq»."""
        lead = self._lead(index)
        return lead is not None and lead.has("WHERE") and not lead.has("OF")

    def any(self, *tags: str) -> bool:
        """Whether any piece has one of the tags."""
        return any(piece.has(*tags) for piece in self.pieces)

    def kind(self, counted: bool) -> tuple[EventType, str | None] | None:
        """Give the type asked for: the first one named, with the mode that another word of the type adds."""
        kinds = [
            piece.tag.kind for piece in self.pieces if piece.tag.kind and not (counted and piece.has("DEAD"))
            and not piece.is_name and not piece.has("SAYS", "HOW_MANY")
        ]  # fmt: skip
        if not kinds:
            return None
        modes = [mode for kind, mode in kinds if kind is kinds[0][0] and mode]
        modes.sort(key=lambda mode: len(modes_of(mode)) > 1)  # «attentat kamikaze»
        return kinds[0][0], modes[0] if modes else None

    def take_publisher(self) -> None:
        """Take the name after «selon», and the one that «dit» says something."""
        for index, piece in enumerate(self.pieces):
            if not piece.has("ACCORDING", "SAYS") or (piece.has("SAYS") and not self.any("WHAT")):
                continue
            after = self._names_from(index + 1)
            before = self._names_from(index - 1, -1) if piece.has("SAYS") else []
            found = after if piece.has("ACCORDING") or not before else before
            if piece.has("SAYS") and after and not before and self._before(index + 1, after[0]).has("ABOUT", "WHERE"):
                continue
            if found:
                self.slots.publisher = " ".join(one.text for one in found)
                self.pieces = [one for one in self.pieces if not any(one is taken for taken in found)]
                self._put_aside(index)
                return

    def _put_aside(self, index: int) -> None:
        """Leave out a second publisher: «selon Reuters et l'AFP»."""
        for at, piece in enumerate(self.pieces[index:], index):
            if piece.is_name and at and all(one.is_silent for one in self.pieces[index + 1 : at]):
                if any(BESIDE.issuperset(one.words) for one in self.pieces[index + 1 : at]):
                    self.aside.append(piece.text)
                    self.pieces.remove(piece)
                return

    def _before(self, start: int, piece: Piece) -> Piece:
        index = next(i for i, one in enumerate(self.pieces) if one is piece)
        return self.pieces[index - 1] if index > 0 else piece

    def _names_from(self, index: int, step: int = 1) -> list[Piece]:
        """Give the run of names and unknown words at an index, with an article that has a capital («Le Monde»)."""
        run: list[Piece] = []
        while 0 <= index < len(self.pieces) and self.pieces[index].has("ARTICLES", "DO", "SILENT"):
            if self.pieces[index].has("ABOUT", "WHERE"):
                return []
            titled = step > 0 and self.pieces[index].has("ARTICLES") and self.pieces[index].text[:1].isupper()
            run = [self.pieces[index]] if titled else []
            index += step
        while 0 <= index < len(self.pieces) and (self.pieces[index].is_name or self.pieces[index].is_unread):
            run.append(self.pieces[index])
            index += step
        return run[:: 1 if step > 0 else -1][:3] if any(not piece.has("ARTICLES") for piece in run) else []

    def place_name(self, index: int, piece: Piece) -> None:
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
        elif (lead and lead.has("BETWEEN")) or self._is_other_side(index):
            if self.slots.actor is not None or actor is None or actor.key is None:
                self.aside.append(piece.text)  # a filter holds one actor: the other one is told to be left out
                return
            place = None
        elif self.table.verb_first:
            role, place = self._behind_verb(index, place, actor)
        else:
            role, place = self._beside_verb(index, place, actor)
        if place is None and self.slots.actor and not self._by_adjective and self.slots.place is None:
            kind = self.kind(False)
            if kind is None or kind[0] not in _TOWARDS:
                place = piece.named("place")  # «Israel struck Syria»: one actor has room, the other side is where
        self._take(index, place, actor if place is None else None, role)

    def take_victims(self) -> None:
        """Take «civils», «journalistes» for the target, unless they are the doers or an actor is named."""
        for index, piece in enumerate(self.pieces):
            if not piece.has("VICTIMS"):
                continue
            lead, after = self._lead(index), self._next(index, 1)
            doing = after is not None and after.tag.is_verb and after.tag.kind is not None and not self._suffer(index)
            if self.slots.actor or self.slots.victims or (lead and lead.has("BY")) or doing:
                self.aside.append(piece.text)
            else:
                self.slots.victims = self.table.victims[piece.words]

    def _suffer(self, index: int) -> bool:
        """Whether those named are counted, the object of a noun, or stand before a participle: not the subject."""
        lead = self._lead(index)
        counted = self.any("HOW_MANY", "DEAD")
        noun = any(not one.is_silent for one in self.pieces[:index])
        return counted or (noun and lead is not None) or any(one.has("PASSIVE") for one in self._between(index, 1))

    def move_doer(self) -> None:
        """Take the state in «que fait la Russie ?» for the actor, where it was taken for the place."""
        slots = self.slots
        if slots.place is None or slots.actor is not None or not slots.place.is_country:
            return
        if (actor := self.pieces[slots.place_at].named("actor")) and self._is_doer(slots.place_at):
            slots.actor, slots.role, slots.place = actor, Role.SOURCE, None

    def _is_other_side(self, index: int) -> bool:
        """Whether a name is the second of «entre la Russie et la Turquie»."""
        index -= 1
        while index >= 0 and (self.pieces[index].has("ARTICLES") or BESIDE.issuperset(self.pieces[index].words)):
            index -= 1
        return index > 0 and self.pieces[index].is_name and bool((lead := self._lead(index)) and lead.has("BETWEEN"))

    def _take(self, index: int, place: Candidate | None, actor: Candidate | None, role: Role | None) -> None:
        slots, piece = self.slots, self.pieces[index]
        if place is not None:
            if slots.place is None:
                slots.place, slots.place_at = place, index
            else:
                self._take_second_place(index, place, slots.place)
        elif actor is not None:
            if slots.actor is None or (slots.role is None and role is not None) or self._by_adjective:
                if slots.actor is not None and slots.actor.key != actor.key:
                    self.aside.append(self.pieces[self._actor_at].text)
                slots.actor, slots.role, self._actor_at = actor, role, index
                self._by_adjective = actor.is_country and fold(actor.name) != fold(piece.text)
            elif piece.words != tuple(fold(slots.actor.name).split()):
                self.aside.append(piece.text)

    def _take_second_place(self, index: int, place: Candidate, first: Candidate) -> None:
        """Read «Russia … in Syria» (a doer, and where), «Tripoli, Liban» (where it lies); another has no room."""
        slots, doer = self.slots, self.pieces[self.slots.place_at].named("actor")
        if fold(place.name) == fold(first.name):
            return
        if first.is_country and slots.actor is None and doer and self._is_doer(slots.place_at):
            slots.actor, slots.role = doer, Role.SOURCE if self.kind(False) or self.any("DO") else None
            slots.place, slots.place_at = place, index
        elif slots.within is None and place.is_country and not first.is_country:
            slots.within = place.name
        elif slots.within is None and first.is_country and not place.is_country:
            slots.within, slots.place, slots.place_at = first.name, place, index
        else:
            self.aside.append(self.pieces[index].text)

    def _is_doer(self, index: int) -> bool:
        """Whether a country does something: «did Russia …», «la Russie a bombardé», «frappes de la Russie»."""
        at = index - 1
        while at >= 0 and self.pieces[at].has("ARTICLES") and not self.pieces[at].has("DO"):
            at -= 1
        before, after = self.pieces[at] if at >= 0 else None, self._next(index, 1)
        if before and (before.has("DO") or _ASKING.issuperset(before.words)) and not self._is_passive(index):
            return True
        if before and before.has("WHERE") and not before.has("OF"):
            return False
        directly = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if directly is not None and directly.has("DO") and not directly.has("SILENT"):
            return True
        if (lead := self._lead(index)) is not None:
            noun = next((one for one in reversed(self.pieces[:index]) if not one.is_silent), None)
            return lead.has("OF") and noun is not None and noun.tag.kind is not None
        verb = after is not None and after.tag.is_verb and after.tag.kind is not None
        return verb and not self._is_passive(index)

    def _is_passive(self, index: int) -> bool:
        return any(one.has("PASSIVE") for one in self._between(index, 1))

    def _lead(self, index: int) -> Piece | None:
        """Give the piece before a name, articles left out; None where a verb or another name is."""
        index -= 1
        while index >= 0 and self.pieces[index].has("ARTICLES") and not self.pieces[index].has("OF", "WHERE", "BY"):
            index -= 1
        found = self.pieces[index] if index >= 0 else None
        if (
            found
            and found.has("ARTICLES")
            and index
            and self.pieces[index - 1].has("AGAINST", "BY", "WHERE", "BETWEEN")
        ):
            found = self.pieces[index - 1]  # «contre des soldats»
        return found if found and found.has("BY", "AGAINST", "WHERE", "ABOUT", "OF", "BETWEEN") else None

    def _about(
        self, lead: Piece, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        kind = self.kind(False)
        onto = lead.has("AGAINST") or "sur" in lead.words
        if onto and kind and actor and (place is None or (place.is_country and kind[0] in _TOWARDS)):
            return Role.TARGET, None
        return None, place

    def _of(self, index: int, place: Candidate | None, actor: Candidate | None) -> tuple[Role | None, Candidate | None]:
        """Read «attaques de Boko Haram» (its doing) and «assassinat de Hariri» (his fate); of a place, it is where."""
        before = next((one for one in reversed(self.pieces[:index]) if not one.is_silent), None)
        if place is not None and (actor is None or place.is_country or actor.is_country):
            said = actor is not None and before is not None and before.tag.kind and before.tag.kind[0] in _SAID_BY
            return (Role.SOURCE, None) if said else (None, place)
        if actor is not None and before is not None and before.words[-1] in _VICTIMS:
            return Role.SOURCE, None
        if actor is not None and self.any("HOW_MANY") and any(one.has("DEAD") for one in self.pieces[index:]):
            return Role.TARGET, None  # «combien de casques bleus tués»
        if actor is None or before is None or before.tag.kind is None:
            return None, place if actor is None else None
        return (Role.TARGET if before.tag.kind in self.table.patient else Role.SOURCE), None

    def _beside_verb(
        self, index: int, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        """Read a subject or an object: «Daesh a attaqué», «a attaqué Daesh»."""
        after, before = self._next(index, 1), self._next(index, -1)
        if actor is None:
            person = after is not None and after.has("DEAD") and place is not None and not place.known
            if person:
                self.left_over.append(self.pieces[index].text)  # «Ahmed est mort», of which there are villages
            return None, None if person else place
        if place and not place.is_country and actor.is_country and self._suffers(index, after):
            return None, place  # «Kaboul a été frappée»: the town, no government
        if place and not place.is_country and not actor.is_country:
            place = None  # a village of the name of an armed group
        if place and after and self._is_headline(index, after):
            return None, place  # «Syrie frappes», «Kaboul attentat», which no sentence says
        if after and (after.tag.kind or after.has("DO", "DEAD")):
            passive = any(one.has("PASSIVE") for one in self._between(index, 1)) and not after.has("DO")
            return (Role.TARGET if passive else Role.SOURCE), None
        if before and (before.tag.kind or before.has("DEAD")) and self._has_subject(index):
            if place is not None and place.is_country and self.slots.actor is not None and self._is_force(before):
                return None, place  # «US strikes Syria»
            seizes = before.tag.kind and before.tag.kind[0] is EventType.COERCE and before.tag.kind[1] == "seize"
            if seizes and place is not None:
                return None, place
            return (None if place and not (place.is_country or not place.known) else Role.TARGET), (
                place if place and not place.is_country and place.known else None
            )
        theirs = before is not None and (actor.is_country or self._is_theirs(index, before))
        if before and before.tag.kind and actor.key and place is None and theirs:
            return Role.SOURCE, None  # «frappes israéliennes», «attaque Boko Haram»
        return None, place if place and (place.is_country or actor.is_country or not actor.known) else None

    @staticmethod
    def _is_force(before: Piece) -> bool:
        return before.tag.is_noun and before.tag.kind is not None and before.tag.kind[0] in _FORCE

    def _is_theirs(self, index: int, before: Piece) -> bool:
        """Whether an attack is told right before an armed group: not from the air, which they suffer."""
        return before.tag.kind == (EventType.ASSAULT, None) and before is self.pieces[index - 1]

    def _is_headline(self, index: int, after: Piece) -> bool:
        """Whether a place is typed before what happened there, with no article, verb or name of another side."""
        told = after.tag.is_noun and after is self.pieces[index + 1] and not self._asked_before(index)
        return told and not any(one.is_name or one.has("VICTIMS") for one in self.pieces[index + 1 :])

    def _asked_before(self, index: int) -> bool:
        return any(one.has("ARTICLES", "DO", "WHO", "WHAT") for one in self.pieces[:index])

    def _suffers(self, index: int, after: Piece | None) -> bool:
        """Whether something was done by force to what is named: a town by that name, and not who sits there."""
        kind = after.tag.kind if after else None
        return kind is not None and kind[0] in _FORCE and self._is_passive(index)

    def _behind_verb(
        self, index: int, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        """Read what stands behind «هاجم» or «هجمات»: the doer, unless it is asked for; of a noun a country is where."""
        before, after = self._next(index, -1), self._next(index, 1)
        if actor is None:
            return None, place
        if place and not place.is_country:
            place = None if place.key != actor.key and not place.known else place
        told = before is not None and (before.tag.kind is not None or before.has("DEAD", "DO"))
        if self._asked(index, "PASSIVE"):
            return Role.TARGET, None
        if told and before is not None:
            does = before.tag.is_verb or (before.tag.kind is not None and before.tag.kind[0] in _SAID_BY_STATES)
            if place is not None and (not place.is_country or not does):
                return None, place
            if any(one.has("WHO") for one in self.pieces[:index]) and before.tag.is_verb:
                return Role.TARGET, None
            force = actor.key is not None and actor.key.endswith(("-army", "-police", "-gov"))
            patient = before.tag.kind in self.table.patient and not before.tag.is_verb and not force
            return (Role.TARGET if patient else Role.SOURCE), None
        if after and after.tag.is_verb:
            return Role.SOURCE, None
        return None, place

    def _asked(self, index: int, tag: str) -> bool:
        """Whether the piece before a name, what is silent left out, has a tag that is silent itself."""
        before = next((one for one in reversed(self.pieces[:index]) if one.tag.tags - {"SILENT", "ARTICLES"}), None)
        return before is not None and before.has(tag)

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

"""Who and where a question's names are: its place, its actor and the actor's role, its publisher."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.known_names import Candidate
from bot.question_around import BESIDE
from bot.question_pieces import Piece
from bot.question_roles import TOWARDS, Roles
from bot.question_sides import tells_side
from bot.question_words import vocabulary
from nlp.names import fold
from store.records import Role

_ASKING = frozenset({"did", "has", "have"})


@dataclass(slots=True)
class Names(Roles):
    """The names of one question, taken for its slots.

    `aside` are names that no slot has room for.
    """

    aside: list[str] = field(default_factory=list)
    _by_adjective: bool = False
    _actor_at: int = 0

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
        if place and index and not self.pieces[index - 1].is_name and tells_side(self.pieces[index - 1].words):
            self._take(index, place, None, None)  # «قصف شمال سوريا»: who has a side is a country and no state
            return
        lead = self._lead(index)
        if (
            place
            and actor
            and actor.known
            and not place.known
            and not (lead and lead.has("WHERE") and "sur" not in lead.words)
        ):
            place = None  # «que sais-tu sur Wagner»: a village is asked for by «à»
        role: Role | None = None
        if lead and lead.has("BY"):
            if actor and self.slots.actor and self.slots.role is Role.TARGET and not self._by_adjective:
                self.aside.append(
                    piece.text
                )  # «Hezbollah visé par Israël»: one actor has room, and Israel is not where
                return
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
        done_by = lead is not None and lead.has("BY")
        if place is None and self.slots.actor and not self._by_adjective and self.slots.place is None and not done_by:
            kind = self.kind(False)
            if kind is None or kind[0] not in TOWARDS:
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
                table = self.table if piece.words in self.table.victims else vocabulary("ar")  # in a French question
                self.slots.victims = table.victims[piece.words]

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

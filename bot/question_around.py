"""What stands around a name in a question: what leads to it, which verb or noun is next, who is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.question_pieces import Piece
from bot.question_words import Vocabulary
from nlp.schema import EventType
from store.records import modes_of

_FORCE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT})

BESIDE = frozenset({"et", "and", "و", "ou", "or", "svp", "stp", "please", "pls"})
"""What may stand beside bare names."""


@dataclass(slots=True)
class Surroundings:
    """The pieces of one question, and looks from one of them to its neighbours."""

    pieces: list[Piece]
    table: Vocabulary

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
        if self._beside_each_other():  # both are asked for, not one by the mode of the other
            every = {mode for kind, mode in kinds if kind is kinds[0][0]}
            return kinds[0][0], kinds[0][1] if len(every) == 1 else None
        modes = [mode for kind, mode in kinds if kind is kinds[0][0] and mode]
        modes.sort(key=lambda mode: len(modes_of(mode)) > 1)  # «attentat kamikaze»
        return kinds[0][0], modes[0] if modes else None

    def _beside_each_other(self) -> list[tuple[Piece, Piece]]:
        """The types told beside each other: «attentats et enlèvements»."""
        told = [piece for piece in self.pieces if not piece.has("ARTICLES")]
        return [
            (one, two)
            for one, joint, two in zip(told, told[1:], told[2:], strict=False)
            if one.tag.is_noun and two.tag.is_noun and BESIDE.issuperset(joint.words) and one.tag.kind and two.tag.kind
        ]

    def further_kinds(self) -> list[str]:
        """The words for a type that has no room beside another: a filter holds one («frappes et arrestations»)."""
        pairs = ((one.tag.kind, two.tag.kind, two.text) for one, two in self._beside_each_other())
        return [text for first, second, text in pairs if first and second and first[0] is not second[0]]

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

    def _asked_before(self, index: int) -> bool:
        return any(one.has("ARTICLES", "DO", "WHO", "WHAT") for one in self.pieces[:index])

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

    @staticmethod
    def _is_force(before: Piece) -> bool:
        return before.tag.is_noun and before.tag.kind is not None and before.tag.kind[0] in _FORCE

    def _suffers(self, index: int, after: Piece | None) -> bool:
        """Whether something was done by force to what is named: a town by that name, and not who sits there."""
        kind = after.tag.kind if after else None
        return kind is not None and kind[0] in _FORCE and self._is_passive(index)

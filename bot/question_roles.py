"""Which part a name plays in a question, by what stands around it: where it was, who did it, to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.arabic import key
from bot.known_names import Candidate
from bot.question_around import Surroundings
from bot.question_pieces import Piece
from nlp.schema import EventType
from store.records import Role

TOWARDS = frozenset({EventType.SANCTION, EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT})
_SAID_BY = frozenset(
    {EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.REQUEST, EventType.CONCEDE}
)
"""What a state does by words: «menaces de la Turquie» are its own, «attaques de la Turquie» may be where."""

_VICTIMS = frozenset({"victime", "victimes", "victim", "victims"})
_SAID_BY_STATES = frozenset({EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST})


_DIE = frozenset({"died", "mort", "morts", "morte", "mortes", "meurent", "decedes", "peri"})
_KILLED = frozenset(
    {
        *("killed", "murdered", "executed", "slain", "wounded", "injured", "kidnapped", "abducted", "assassinated"),
        *("massacred", "arrested", "detained", "jailed", "imprisoned"),
    }
)
"""English participles that nobody uses of the doer without an object: "soldiers killed in Baghdad"."""
_IRREGULAR = frozenset({"struck", "hit", "shot", "taken", "retaken", "overrun", "slain", "beaten", "fought"})
"""English participles without an ending, which tell what was suffered before "by" alone."""
_SLAIN = frozenset(map(key, ("مقتل", "مصرع", "اغتيال", "إعدام", "اختطاف", "إصابة")))
"""Arabic nouns of what befell those named behind them."""
_SLAY = frozenset(map(key, ("قتل", "قتلت", "قتلوا", "يقتل", "اغتيل", "اعتقل", "اعتقلت", "خطف", "أصيب", "جرح")))
"""Arabic verbs that are written alike of the doer and of the one who suffers, whom they need beside the doer."""
_BOMB = frozenset(map(key, ("قصف",)))
"""«قصف الحوثيين» is what they bomb, or what bombs them."""
_RELATIVE = frozenset(map(key, ("الذي", "التي", "الذين", "اللذين", "اللواتي")))
_AUXILIARIES = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "ayant", "has", "have", "had"})
_PARTICIPLE = re.compile(
    r"(?:é(?:e|s|es)?|ees|(?<=[^gq]u)es?|(?:att|ten|inc|br)u|[^aeiou]us|uits|uites?)$", re.IGNORECASE
)


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
class Roles(Surroundings):
    """Readings of a name: the role that it plays as an actor (None: not said), and the place it is, if it is one.

    `left_over` are words that make the question doubtful.
    """

    slots: Slots = field(default_factory=Slots)
    left_over: list[str] = field(default_factory=list)

    def _about(
        self, lead: Piece, place: Candidate | None, actor: Candidate | None
    ) -> tuple[Role | None, Candidate | None]:
        kind = self.kind(False)
        onto = lead.has("AGAINST") or "sur" in lead.words
        if onto and kind and actor and (place is None or (place.is_country and kind[0] in TOWARDS)):
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
        if before.tag.is_verb and not before.tag.is_noun and self._has_subject(index):
            return Role.TARGET, None  # «qui a tué des soldats irakiens»
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
        if after and self._is_suffered(index, after):
            return Role.TARGET, None
        if after and (after.tag.kind or after.has("DO", "DEAD")):
            passive = any(one.has("PASSIVE") for one in self._between(index, 1)) and not after.has("DO")
            return (None if self._is_open(after) else Role.TARGET if passive else Role.SOURCE), None
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

    def _is_suffered(self, index: int, after: Piece) -> bool:
        """Whether a participle tells what was done to those named («soldats tués au Mali», "killed by"), or they died.

        No auxiliary and no article stands before it, and nobody behind it to whom it was done.
        """
        if after.words[-1] in _DIE and not after.tag.kind:
            return True
        between = {word for one in self._between(index, 1) for word in one.words}
        if after.words[-1] in _IRREGULAR and _AUXILIARIES.isdisjoint(between):
            return (by := self._piece_behind(after)) is not None and by.has("BY")
        if not after.tag.is_verb or not after.tag.kind or not _AUXILIARIES.isdisjoint(between) or after.has("DO"):
            return False
        behind = self._piece_behind(after)
        if _PARTICIPLE.search(after.text):
            return True
        if not after.words[-1].endswith("ed"):
            return False
        if behind is None or behind.has("BY"):
            return behind is not None or after.words[-1] in _KILLED
        return after.words[-1] in _KILLED and behind.has("WHERE")

    def _piece_behind(self, piece: Piece) -> Piece | None:
        at = next(i for i, one in enumerate(self.pieces) if one is piece) + 1
        return self.pieces[at] if at < len(self.pieces) else None

    def _is_open(self, after: Piece) -> bool:
        """Whether an English participle may tell either: "peacekeepers attacked in Congo"."""
        behind = self._piece_behind(after)
        where = behind is not None and behind.has("WHERE") and not behind.has("BY")
        return where and after.tag.is_verb and after.tag.kind is not None and after.words[-1].endswith("ed")

    def _is_theirs(self, index: int, before: Piece) -> bool:
        """Whether an attack is told right before an armed group: not from the air, which they suffer."""
        return before.tag.kind == (EventType.ASSAULT, None) and before is self.pieces[index - 1]

    def _is_headline(self, index: int, after: Piece) -> bool:
        """Whether a place is typed before what happened there, with no article, verb or name of another side."""
        told = after.tag.is_noun and after is self.pieces[index + 1] and not self._asked_before(index)
        behind = self.pieces[index + 1 :]
        suffering = after.tag.is_verb and any(one.has("VICTIMS") for one in behind)  # «Turkey arrests journalists»
        return told and not suffering and not any(one.is_name for one in behind)

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
        if told and before is not None and place is None and self._is_slain(index, before):
            return Role.TARGET, None
        if told and before is not None:
            if before.words[-1] in _BOMB and actor.key and not actor.is_country and self._ends_with(index):
                return None, None
            does = before.tag.is_verb or (before.tag.kind is not None and before.tag.kind[0] in _SAID_BY_STATES)
            if place is not None and (not place.is_country or not does):
                return None, place
            if any(one.has("WHO") for one in self.pieces[:index]) and before.tag.is_verb:
                return Role.TARGET, None
            force = actor.key is not None and actor.key.endswith(("-army", "-police", "-gov"))
            patient = before.tag.kind in self.table.patient and not before.tag.is_verb and not force
            return (Role.TARGET if patient else Role.SOURCE), None
        if after and after.tag.is_verb:
            relative = not _RELATIVE.isdisjoint(word for one in self._between(index, 1) for word in one.words)
            return (self._of_clause(after) if relative else Role.SOURCE), None
        return None, place

    def _ends_with(self, index: int) -> bool:
        """Whether a name is the last one, or where it was stands behind."""
        return all(self.is_where(at) for at in range(index + 1, len(self.pieces)) if self.pieces[at].is_name)

    def _is_slain(self, index: int, before: Piece) -> bool:
        """Whether those named are who suffered: «مقتل جنود», and «قتل جنود» where nobody else is named or counted."""
        if before.words[-1] in _SLAIN:
            return True
        others = any(self._is_someone(at) for at in range(len(self.pieces)) if at != index)
        people = others or any(one.has("VICTIMS", "PEOPLE") for one in self.pieces)
        return before.words[-1] in _SLAY and not self.any("HOW_MANY", "DO", "WHAT") and not people

    def _is_someone(self, index: int) -> bool:
        """Whether the piece names an actor that is not led in as where something was: «في مالي»."""
        return self.pieces[index].named("actor") is not None and not self.is_where(index)

    def _of_clause(self, verb: Piece) -> Role | None:
        """Read «الجنود الذين قتلوا» as their fate, unless it says whom they killed; of other verbs it may be either."""
        start = next(i for i, one in enumerate(self.pieces) if one is verb) + 1
        if any(
            one.has("VICTIMS", "PEOPLE") or self._is_someone(at) for at, one in enumerate(self.pieces[start:], start)
        ):
            return None
        return Role.TARGET if verb.words[-1] in _SLAY else None

"""Actors by the name that someone typed: the actor list by alias, by pattern, by sounds, by the last word of a name."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlp.actors import ActorIdentity, ActorList
from nlp.english_nations import institution
from nlp.likeness import Spelling, likeness, spelling
from nlp.schema import ActorKind

Found = tuple[ActorIdentity, float, bool]
"""An actor, its score, and whether the typed name is one of its names."""

_PATTERN = 96.0  # «combattants du Hachd», «armée du Mali»: said of no one else, but not a name
_METONYM = 90.0  # a capital or a palace, for its government
_SURNAME = 82.0  # the last word of a person's name
_SURE = 93.0
_NEAREST = 50  # aliases a slip away that are looked at


class ActorNames:
    """Finds the actor list's actors for a typed name."""

    def __init__(self, actors: ActorList) -> None:
        self._actors = actors

    def find(self, name: str) -> list[Found]:
        """Give the actors that the name may mean with their scores, in no order, each once."""
        typed = spelling(name)
        if not typed.letters:
            return []
        best: dict[str, Found] = {}

        def offer(identity: ActorIdentity, score: float, exact: bool) -> None:
            known = best.get(identity.key)
            if known is None or score > known[1]:
                best[identity.key] = (identity, score, exact)

        for alias, identity in self._exact.get(typed.folded, ()):
            metonym = identity.kind is ActorKind.STATE and self._actors.is_metonym(alias)
            offer(identity, _METONYM if metonym else 100.0, not metonym)
        if not best and (key := institution(name)) and (force := self._actors.get(key)):
            offer(force, _PATTERN, False)
        if not best:
            for word in dict.fromkeys((name, name[:1].upper() + name[1:])):
                if identified := self._actors.identify(word):
                    offer(identified, _PATTERN, False)
        if not any(score >= _SURE for _, score, _ in best.values()):
            for identity, score in self._near(typed):
                offer(identity, score, False)
        return list(best.values())

    def _near(self, typed: Spelling) -> list[tuple[ActorIdentity, float]]:
        spellings, letters, sounds, by_consonants = self._spellings
        rows = set(by_consonants.get(typed.consonants, ()))
        for written, all_written in ((typed.letters, letters), (typed.sounds, sounds)):
            alike = process.extract(written, all_written, scorer=OSA.distance, score_cutoff=typed.slips, limit=_NEAREST)
            rows.update(row for _, _, row in alike)
        found = [(spellings[row][1], likeness(typed, spellings[row][0])) for row in sorted(rows)]
        surnames = self._surnames.get(typed.consonants, ())
        found += [(who, _SURNAME) for surname, who in surnames if likeness(typed, surname) >= _SURE]
        return [(identity, score) for identity, score in found if score]

    @cached_property
    def _exact(self) -> dict[str, list[tuple[str, ActorIdentity]]]:
        table: dict[str, list[tuple[str, ActorIdentity]]] = defaultdict(list)
        for alias, identity in self._actors.names():
            table[spelling(alias).folded].append((alias, identity))
        return table

    @cached_property
    def _spellings(self) -> _Spellings:
        """Aliases with their keys, save capitals (a slip in «Bagdad» means the town) and acronyms."""
        spellings = [
            (spelling(alias), identity)
            for alias, identity in self._actors.names()
            if not (identity.kind is ActorKind.STATE and self._actors.is_metonym(alias))
            and not spelling(alias).is_acronym
        ]
        by_consonants: dict[str, list[int]] = defaultdict(list)
        for row, (alias, _) in enumerate(spellings):
            by_consonants[alias.consonants].append(row)
        return spellings, [one.letters for one, _ in spellings], [one.sounds for one, _ in spellings], by_consonants

    @cached_property
    def _surnames(self) -> dict[str, list[tuple[Spelling, ActorIdentity]]]:
        table: dict[str, list[tuple[Spelling, ActorIdentity]]] = defaultdict(list)
        for alias, identity in self._actors.names():
            if identity.kind is ActorKind.PERSON and " " in alias:
                surname = spelling(alias.split()[-1])
                table[surname.consonants].append((surname, identity))
        return table


_Spellings = tuple[list[tuple[Spelling, ActorIdentity]], list[str], list[str], dict[str, list[int]]]

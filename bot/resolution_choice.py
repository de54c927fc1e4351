"""Which of the candidates for a typed name is meant: one clear winner, several to choose from, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.generic_words import GENERIC
from nlp.likeness import likeness, spelling
from nlp.names import fold
from nlp.resolver import Candidate
from store.records import NameMatch

_AREAS = ("country", "region")

CLEAR_SCORE = 84.0  # a slip of the finger: taken without asking …
CLEAR_LEAD = 3.0  # … where the next best is this much worse
SURE_SCORE = 91.0  # the field's own name written otherwise: known, though the archive has nothing of it
SOUNDS_ALIKE = 90.0  # another spelling of the very name: offered beside the one who bears it
NEAREST = 4  # names offered beside the one taken, or for an unknown one
OFFERED = 65.0  # a neighbour below this is no help
_AS_LIKE = 1.5  # points of likeness between shown names that are no difference

_LETTERS = 3  # different ones in a name that is looked for among its neighbours
_RANKS = {"country": 0, "place": 1, "region": 2, "actor": 3}
"""What is meant first by a name that several sorts of things bear: Niger the country, Bagdad the town."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed name means: the match taken, others it may mean, or, where none is, the nearest names.

    `unheard` are the places or actors of the field that clearly are meant and of which the archive has nothing;
    `area` is one that is shown only by its parts, which the others then are.
    """

    match: NameMatch | None
    others: tuple[NameMatch, ...] = ()
    unheard: tuple[Candidate, ...] = ()
    area: NameMatch | None = None

    @property
    def several(self) -> bool:
        """Whether the name is that of several, between whom the person must choose."""
        return self.match is None and any(other.exact for other in self.others)


def choose(typed: str, matches: Sequence[NameMatch], known: Sequence[Candidate] = ()) -> Resolution:
    """The clear winner among the candidates, else those between whom the person may choose.

    Who bears the name goes before who nearly does, and among bearers those of whom the archive has events; between
    namesakes the one whose shown name is the typed one is meant.
    """
    heard = sorted((match for match in matches if match.events), key=lambda match: _order(typed, match))
    bearers = [match for match in heard if match.exact and not _is_part(typed, match, known)]
    towns = [one for one in known if one.exact and one.kind == "place" and one.sort not in _AREAS]
    if towns and bearers and all(_is_state_by_capital(match, towns[0]) for match in bearers):
        return Resolution(None, tuple(bearers[:NEAREST]), tuple(towns[:1]))
    if bearers:
        return _among_bearers(typed, bearers, [match for match in heard if match not in bearers])
    unheard = [match for match in matches if not match.events and match.exact]
    if unheard:
        return _unheard(typed, min(unheard, key=lambda match: _by_field(typed, match, known)), heard, known)
    return _among_neighbours(typed, heard, [match for match in matches if not match.events], known)


def _order(typed: str, match: NameMatch) -> tuple[float, int, float, int]:
    """Best first: score, sort of thing, shown name most like the typed one, most events."""
    return -round(match.score), _RANKS[match.kind], -_likeness(typed, match), -match.events


def _by_field(typed: str, match: NameMatch, known: Sequence[Candidate]) -> tuple[bool, int]:
    """How well the field thinks a match is meant, the best first: the state Borno before the Italian village.

    The name as it is typed, with its accents, goes before: «Tigré» is no Tigre.
    """
    otherwise = match.kind != "country" and match.name.casefold() != typed.casefold()
    for place, one in enumerate(known):
        same = one.key == match.key if match.key else one.sort == match.kind and one.country == match.country
        if same and one.kind == ("actor" if match.kind == "actor" else "place"):
            return otherwise, place
    return otherwise, len(known)


def _is_its_namesake(match: NameMatch, place: NameMatch) -> bool:
    """Whether a match is the region, or the state by its capital, of the very place: no rival, but beside it."""
    alike = fold(match.name) == fold(place.name) or round(match.score, 1) == round(place.score, 1)
    return place.kind == "place" and match.kind in ("region", "actor") and alike


def _is_part(typed: str, match: NameMatch, known: Sequence[Candidate]) -> bool:
    """Whether a place is only called so for short: «Crimée» is no name of «pont de Crimée», «Karama» of its village."""
    words, named = (set(fold(re.sub("['’]", " ", name)).split()) for name in (typed, match.name))
    bearers = [one for one in known if one.exact and one.kind == "place"]
    if match.kind != "place" or not words < named or any(one.key == match.key for one in bearers):
        return False
    return bool(bearers) or not named - words <= GENERIC


def _is_state_by_capital(match: NameMatch, town: Candidate) -> bool:
    """Whether a match is a state that is called by its capital: of «Kiev» the town is meant, unheard of as it is."""
    return match.kind == "actor" and match.key in (town.country, f"{town.country}-gov")


def _likeness(typed: str, match: NameMatch) -> float:
    return likeness(spelling(typed), spelling(match.name))


def _sounds_alike(typed: str, match: NameMatch) -> bool:
    """Whether a neighbour may be meant: «Aden», all whose consonants «Kadiana» has too, is not."""
    return match.score >= SOUNDS_ALIKE and (_likeness(typed, match) > 0 or fold(typed)[:1] == fold(match.name)[:1])


def _among_bearers(typed: str, bearers: list[NameMatch], neighbours: list[NameMatch]) -> Resolution:
    namesakes = [match for match in bearers if match.kind == bearers[0].kind]
    likest = max(_likeness(typed, match) for match in namesakes)
    meant = [match for match in namesakes if _likeness(typed, match) >= likest - _AS_LIKE]
    alike = [match for match in neighbours if _sounds_alike(typed, match) or holds_all_words(typed, match)]
    if len(meant) > 1:
        return Resolution(None, (*meant, *(match for match in bearers if match not in meant))[:NEAREST])
    others = [match for match in (*bearers, *alike) if match != meant[0]]
    return Resolution(meant[0], tuple(others[:NEAREST]))


def _unheard(typed: str, bearer: NameMatch, heard: list[NameMatch], known: Sequence[Candidate]) -> Resolution:
    """Someone clearly meant of whom the archive has nothing; who sounds so, or a part of it, is offered."""
    if bearer.kind in _AREAS:
        return Resolution(bearer, tuple(match for match in heard if match.score >= SOUNDS_ALIKE)[:NEAREST])
    settled = [one for one in known if one.exact and one.kind == bearer.kind and one.sort not in _AREAS]
    worth = [one.score + likeness(spelling(typed), spelling(one.name)) for one in settled]
    meant = tuple(one for one, points in zip(settled, worth, strict=True) if points >= max(worth) - _AS_LIKE)
    near = tuple(match for match in heard if match.score >= CLEAR_SCORE or holds_all_words(bearer.name, match))
    return Resolution(None, near[:NEAREST], meant[:NEAREST])


def _among_neighbours(
    typed: str, heard: list[NameMatch], unheard: list[NameMatch], known: Sequence[Candidate]
) -> Resolution:
    """Nobody bears the name: the one that it nearly is, where no other is nearly as near."""
    heard = sorted(heard, key=lambda match: _is_part(typed, match, known))
    likely = [
        match
        for match in heard
        if (match.score >= CLEAR_SCORE or holds_all_words(typed, match)) and not _is_part(typed, match, known)
    ]
    farther = max((match.score for match in unheard), default=0.0)
    if likely:
        rivals = (match.score for match in heard if match != likely[0] and not _is_its_namesake(match, likely[0]))
        second = max(rivals, default=0.0)
        if likely[0] == heard[0] and heard[0].score - second >= CLEAR_LEAD and heard[0].score + CLEAR_LEAD > farther:
            return Resolution(heard[0], tuple(match for match in likely if match != heard[0])[:NEAREST])
    near = heard if len(set(fold(typed))) >= _LETTERS else ()  # «aaaaaaaa» is near nobody
    offered = tuple(match for match in near if match.score >= OFFERED)[:NEAREST]
    clear = known and known[0].score >= SURE_SCORE and known[0].sort not in _AREAS and not likely
    return Resolution(None, offered, tuple(known[:1]) if clear else ())


def holds_all_words(typed: str, match: NameMatch) -> bool:
    """Whether the match is a longer name with all the words typed: «Baghdadi» for Abou Bakr al-Baghdadi."""
    words = set(fold(typed).split())
    return bool(words) and words <= set(fold(match.name).split())

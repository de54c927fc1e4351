"""How near one spelling of a name comes to another: the same, the same sounds, the same consonants, a slip apart.

One measure for the places and actors of the field (nlp/resolver.py) and for the names of an archive (the store).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from nlp.names import fold, skeleton

SAME, SAME_LETTERS, SAME_SOUNDS = 100.0, 97.0, 95.0
SAME_CONSONANTS = 80.0
"""The least for the same consonants; how alike the vowels are adds up to 14."""

ONE_SLIP = 84.0
"""For a letter too many, too few, wrong or out of turn; 5 less for each one more."""

_UNVOWELLED = 88.0
"""For the same consonants from a script that writes no short vowels (Arabic, Hebrew)."""

_CONSONANTS = "bdfghjklmnprstvwyzX"
_WITHOUT_VOWELS = re.compile(r"[\u0590-\u06ff]")
_ACRONYM = re.compile(r"[^\Wa-zß-ÿ\d_][A-Z0-9.\-]{1,4}")
# Letters of a name from which so many slips are forgiven: a short name is a slip away from another one.
_FORGIVEN = ((14, 3), (9, 2), (5, 1))
# Alikeness of sounds asked for beside the same consonants, by how many these are: two are shared by many names.
_VOWELS_ASKED = {0: 101.0, 1: 88.0, 2: 80.0, 3: 74.0}
_VOWELS_ASKED_ELSE = 62.0
_SHORT = 6  # letters; in so short a name a wrong consonant makes another one (Hamad is not Hamas)
_FEWEST_UNVOWELLED = 3  # consonants
_INITIALS = ("ae", "ei", "u")  # initial vowels that romanisations exchange: Idleb and Edleb, but not Iran and Oran

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|sh|ch", "X"),
        (r"dzh|dj|zh", "j"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q(?:u(?=[eiy]))?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ou|oo|w|o", "u"),
        (r"ee|y", "i"),
        (r"n(?=[bp])", "m"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[eh]$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is compared: folded, without spaces, by its sounds, by its consonants.

    `vowelled` is False where the script leaves short vowels out, `slips` how many slips are forgiven in it, `written`
    the name itself where it is known.
    """

    folded: str
    letters: str
    sounds: str
    consonants: str
    vowelled: bool = True
    slips: int = 0
    written: str = ""

    @property
    def is_acronym(self) -> bool:
        """Whether the name is one of letters that stand for words: no other spelling of it is the same."""
        return bool(_ACRONYM.fullmatch(self.written.strip()))


@lru_cache(maxsize=65_536)
def spelling(name: str) -> Spelling:
    """Give the spelling of a name as someone typed it; in an acronym («EI», «PMF») no slip is forgiven."""
    folded = fold(name)
    letters = folded.replace(" ", "")
    slips = (
        0
        if _ACRONYM.fullmatch(name.strip())
        else next((slips for length, slips in _FORGIVEN if len(letters) >= length), 0)
    )
    return Spelling(folded, letters, _sounds(letters), skeleton(name), not _WITHOUT_VOWELS.search(name), slips, name)


@lru_cache(maxsize=65_536)
def spelling_of_key(folded: str, consonants: str | None = None) -> Spelling:
    """Give the spelling of a name of which only the folded form (and its skeleton) is kept."""
    letters = folded.replace(" ", "")
    return Spelling(folded, letters, _sounds(letters), skeleton(folded) if consonants is None else consonants)


def likeness(typed: Spelling, known: Spelling) -> float:
    """Give how near the known name comes to the typed one, from 0 (another name) to 100 (the same after folding)."""
    if not typed.letters or not known.letters:
        return 0.0
    if typed.folded == known.folded:
        return SAME
    if typed.letters == known.letters:
        return SAME_LETTERS
    if typed.sounds == known.sounds and len(typed.sounds) > 2:
        return SAME_SOUNDS
    if typed.consonants == known.consonants and (found := _by_vowels(typed, known)):
        return found
    return _by_slips(typed, known)


def one_consonant_off(consonants: str) -> set[str]:
    """Give the skeletons that are one consonant away: left out, added, mistaken for another, or out of turn.

    A few hundred keys, under which an index finds the names that a slip has parted from the typed one.
    """
    if len(consonants) < 2:
        return set()
    cuts = [(consonants[:place], consonants[place:]) for place in range(1, len(consonants) + 1)]
    near = {head + tail[1:] for head, tail in cuts if tail}
    near |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    near |= {head + letter + tail for head, tail in cuts for letter in _CONSONANTS}
    near |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in _CONSONANTS}
    return near - {consonants}


def _by_vowels(typed: Spelling, known: Spelling) -> float:
    """The score of a name with the same consonants, 0 where the vowels are another name's."""
    if not typed.vowelled or not known.vowelled:
        return _UNVOWELLED if len(typed.consonants) >= _FEWEST_UNVOWELLED else 0.0
    if not _open_alike(typed.sounds[0], known.sounds[0]):
        return 0.0
    alike = fuzz.ratio(typed.sounds, known.sounds)
    asked = _VOWELS_ASKED.get(len(typed.consonants), _VOWELS_ASKED_ELSE)
    return SAME_CONSONANTS + 0.14 * alike if alike >= asked else 0.0


def _slips(typed: Spelling, written: str, known: str) -> int:
    exchanged = len(written) == len(known) and sorted(written) != sorted(known)
    if exchanged and len(typed.letters) <= _SHORT:
        return typed.slips + 1
    return OSA.distance(written, known, score_cutoff=typed.slips)


def _open_alike(one: str, other: str) -> bool:
    if one in "aeiu" and other in "aeiu":
        return any(one in group and other in group for group in _INITIALS)
    return True


def _by_slips(typed: Spelling, known: Spelling) -> float:
    """The score of a name that slips of the finger part from the typed one, 0 where they are too many."""
    if not typed.slips or not typed.vowelled:
        return 0.0
    slips = min(_slips(typed, typed.letters, known.letters), _slips(typed, typed.sounds, known.sounds))
    # People seldom miss the first letter; names that differ there alone are others (Mali and Bali, Gambie and Zambie).
    if slips > typed.slips or typed.sounds[0] not in known.sounds[:2] or known.sounds[0] not in typed.sounds[:2]:
        return 0.0
    return ONE_SLIP - 5.0 * (slips - 1)


@lru_cache(maxsize=65_536)
def _sounds(letters: str) -> str:
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters

"""The side of a country in a question («le nord de la Syrie», "northern Syria"): a filter keeps the whole."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arabic import key
from bot.known_names import Known
from bot.question_known import Word

_POINTS = ("nord", "sud", "est", "ouest", "nord est", "nord ouest", "sud est", "sud ouest", "centre")
_FRENCH = tuple(word for point in _POINTS for word in point.split())
_ENGLISH = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central")
SIDES = frozenset(
    {
        *(word for word in _FRENCH if word != "est"),
        *_ENGLISH,
        *(f"{word}ern" for word in _ENGLISH if word != "central"),
        *map(
            key, ("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "الشمال", "الجنوب", "الشرق", "الغرب")
        ),
    }
)
_OF = frozenset({"de", "du", "d", "la", "le", "les", "l", "des", "of", "the"})
_LONGEST = 3  # words of a place's name


def tells_side(words: Sequence[str]) -> bool:
    """Whether the words of a piece that is no name tell a side: «nord de la», «est de l'», not the verb «est»."""
    return not SIDES.isdisjoint(words) or (len(words) > 1 and words[0] == "est" and _OF.issuperset(words[1:]))


def side_at(text: str, words: Sequence[Word], keys: list[str], index: int, known: Known) -> int | None:
    """Give the index after a side that begins at a word, where a known place follows and the two are no name."""
    if not _is_side(keys, index):
        return None
    end = index + 1
    while end < len(words) and (_is_side(keys, end) or keys[end] in _OF):
        end += 1

    def named(start: int) -> bool:
        ends = range(end + 1, min(len(words), end + _LONGEST) + 1)
        found = (one for last in ends for one in known(text[words[start].start : words[last - 1].end]))
        return any(one.kind == "place" and one.known and one.score >= 100 for one in found)

    return end if end < len(words) and named(end) and (keys[index] == "est" or not named(index)) else None


def _is_side(keys: list[str], index: int) -> bool:
    return keys[index] in SIDES or (keys[index] == "est" and index > 0 and keys[index - 1] in ("l", "nord", "sud"))

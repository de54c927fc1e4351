"""How it was done: the PLOVER mode of a trigger whose type is known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.choosing import total
from nlp.schema import EventType
from nlp.trigger_collocates import surroundings
from nlp.trigger_features import Proposal
from nlp.trigger_syntax import classes_of, clause

MODEL = Path(__file__).parent / "model" / "modes.json.gz"

ModeWeights = Mapping[EventType, Mapping[str, Mapping[str, float]]]
"""What speaks for each mode of a type, «» being no mode; a log-linear model, its constant under «bias»."""

# Instruments that settle the mode of an assault, the most telling first.
_INSTRUMENTS = (
    ("kamikaze", "suicide-attack"),
    ("chemical", "unconventional"),
    ("teargas", "crowd-control"),
    ("drone", "drone"),
    ("artillery", "heavy-weapons"),
    ("aircraft", "aerial"),
    ("bomb", "explosives"),
    ("gun", "firearms"),
    ("blade", "primitive"),
)
_OPEN = frozenset({None, "aerial", "firearms", "heavy-weapons", "explosives", "drone", "targeted", "destroy"})
_TOO_WIDE = frozenset({"sentence", "window"})  # slots that gained nothing in cross-validation


class ModeModelMissing(Exception):  # noqa: N818 named as its remedy is told
    """The mode model {path} cannot be read; make it: python -m nlp.training modes --out nlp/model"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


def choose_mode(doc: Doc, proposal: Proposal, weights: ModeWeights) -> str | None:
    """Choose the mode of the highest weight; a type that was not weighed gets what the rules say."""
    modes = weights.get(proposal.type)
    if modes is None:
        return mode_by_rule(doc[proposal.token], proposal)
    features = mode_features(doc, proposal)

    def score(mode: str) -> float:
        speaking = modes[mode]
        return total(speaking, features)

    return max(modes, key=score) or None


def mode_features(doc: Doc, proposal: Proposal) -> list[str]:
    """Name what may speak for a mode: the rules' choice, the lexicon's senses, the instruments near, the collocates."""
    token = doc[proposal.token]
    near = _classes_among(clause(token))
    told = _classes_among(token.sent)
    found = ["bias", f"rule\t{mode_by_rule(token, proposal)}", f"lemma\t{proposal.lemma}"]
    found += sorted({f"sense\t{s.entry.mode}" for s in proposal.senses if s.met is not False})
    for name, _ in _INSTRUMENTS:
        if name in near:
            found.append(f"near\t{name}")
        if name in told:
            found.append(f"told\t{name}")
    around = surroundings(doc, [proposal])[proposal.token]
    found += [f"{slot}\t{word}" for slot in sorted(around) if slot not in _TOO_WIDE for word in sorted(around[slot])]
    return found


def mode_by_rule(token: Token, proposal: Proposal) -> str | None:
    """Choose the mode that the text supports: the instrument of an assault, else the lexicon's surest sense."""
    senses = [s for s in proposal.senses if s.entry.type == proposal.type and s.met is not False]
    ranked = sorted(senses, key=lambda s: (-s.entry.strength - bool(s.met) * 0.5, s.entry.mode is None))
    mode = ranked[0].entry.mode if ranked else None
    if proposal.type is EventType.ASSAULT and mode in _OPEN:
        near = _classes_among(clause(token))
        for name, instrument in _INSTRUMENTS:
            if name in near:
                return instrument
    return mode


def _classes_among(words: Iterable[Token]) -> set[str]:
    return {name for word in words for name in classes_of(word)}


@cache
def load_modes(path: Path = MODEL) -> ModeWeights:
    """Read the shipped weights once. Raises ModeModelMissing."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise ModeModelMissing(path) from error
    return {EventType(type_): modes for type_, modes in data.items()}

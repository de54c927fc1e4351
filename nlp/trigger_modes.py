"""How it was done: the PLOVER mode of a trigger whose type is known."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.schema import EventType
from nlp.trigger_features import Proposal
from nlp.trigger_syntax import clause, in_class

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


def choose_mode(token: Token, proposal: Proposal) -> str | None:
    """Choose the mode that the text supports: the instrument of an assault, else the lexicon's surest sense."""
    senses = [s for s in proposal.senses if s.entry.type == proposal.type and s.met is not False]
    ranked = sorted(senses, key=lambda s: (-s.entry.strength - bool(s.met) * 0.5, s.entry.mode is None))
    mode = ranked[0].entry.mode if ranked else None
    if proposal.type is EventType.ASSAULT and mode in _OPEN:
        near = clause(token)
        for name, instrument in _INSTRUMENTS:
            if any(in_class(word, name) for word in near):
                return instrument
    return mode

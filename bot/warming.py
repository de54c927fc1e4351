"""What is read and put together at the first question, done before anyone asks: names, words, dates; some seconds."""

from __future__ import annotations

import gc
from datetime import date

from bot.known_names import name_lists, resolver
from bot.local_names import place_names
from bot.query_filters import read_filters

_UNLIKE_ANY = ("Xivrelamboutsk", "Xivrelamboutsk Kwerzyndale 12")
"""Names like none: looking for whom they may mean goes to the end of every list."""

_ASKED = (
    "Xivrelamboutsk type:xivrel depuis:hier acteur:Xivrelam",
    "que s'est-il passé à Xivrelamboutsk hier",
    "what happened in Xivrelamboutsk last week",
    "ماذا حدث في القيارة أمس",
)


def warm_up(today: date) -> None:
    """Load and read whatever a question may need; takes processor time: not on the event loop."""
    known = resolver()
    for name in _UNLIKE_ANY:
        known.resolve(name)
        known.resolve(name, "actor")
    place_names()
    for words in _ASKED:
        read_filters(words, today, name_lists())
    # All this stays as long as the process: looked through for garbage it would hold up an answer for a third of a
    # second every now and then.
    gc.collect()
    gc.freeze()

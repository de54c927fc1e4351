"""A subscription's filter as text and back, and the narrowest that it asks for.

The text holds every field that is not None, so that a field added to `EventFilter` is kept without a new column.
"""

from __future__ import annotations

import json
import types
import typing
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from store.records import EventFilter

WATCHED = ("place_id", "actor_id", "speaker_id", "region", "country", "publisher_id", "type")
"""What the alerts of an article are looked up by, the narrowest first; a filter with none of them watches all."""

EVERYTHING = "everything"


def filter_key(wanted: EventFilter) -> str:
    """Give the filter as canonical JSON: equal filters, and no others, have equal keys."""
    asked = {name: str(value) for name, value in asdict(wanted).items() if value is not None}
    return json.dumps(asked, sort_keys=True)


@lru_cache(maxsize=4096)
def filter_of(key: str) -> EventFilter:
    """Give the filter that `filter_key` wrote; a field of a newer version, that this one does not know, is left out."""
    kinds = _kinds()
    return EventFilter(**{name: _read(kinds[name], word) for name, word in json.loads(key).items() if name in kinds})


def watch_key(wanted: EventFilter) -> str:
    """Give the narrowest that the filter asks for, as one of the keys that `watch_keys` gives for its events."""
    for name in WATCHED:
        if (value := getattr(wanted, name)) is not None:
            return f"{name}:{value}"
    return EVERYTHING


def _read(kind: Any, word: str) -> Any:
    if kind is date:
        return date.fromisoformat(word)
    return word == str(True) if kind is bool else kind(word)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Any]:
    hints = typing.get_type_hints(EventFilter)
    return {name: _kind(hint) for name, hint in hints.items()}


def _kind(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint

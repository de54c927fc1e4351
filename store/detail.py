"""An event as a JSON document and back, with every span, reason and name kept; what is unknown is left out.

Driven by the vocabulary's own annotations, so that a field added to `nlp.schema` is kept without a change here, and a
document written before the field existed reads as its default.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from nlp.schema import Event


def to_document(event: Event) -> dict[str, Any]:
    """Give the event as JSON objects, lists, strings and numbers; a field that has its default is left out."""
    return typing.cast(dict[str, Any], _encode(event))


def from_document(document: dict[str, Any]) -> Event:
    """Give the event that `to_document` wrote; KeyError or TypeError where it is none."""
    return typing.cast(Event, _decode(Event, document))


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        kept = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _encode(part) for field, part in kept if field.default is MISSING or part != field.default}
    if isinstance(value, tuple):
        return [_encode(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _decode(hint: Any, value: Any) -> Any:
    return None if value is None else _reader(hint)(value)


@lru_cache(maxsize=128)
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What reads a value of an annotation; found once each, for a digest or a page reads thousands."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        return lambda value: tuple([_decode(item, part) for part in value])
    if is_dataclass(hint):
        kind = typing.cast(type, hint)
        return lambda value: _made(kind, value)
    if hint is date:
        return date.fromisoformat
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else _same


def _made(kind: type, document: dict[str, Any]) -> Any:
    readers = _readers(kind)
    known = {name: None if part is None else readers[name](part) for name, part in document.items() if name in readers}
    return kind(**known)


@lru_cache(maxsize=64)
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}


def _same(value: Any) -> Any:
    return value

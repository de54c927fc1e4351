"""What there is to tell of a link or a file that someone wants fetched, step by step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from nlp.schema import Article
from store.records import PickupRecord, Received


@dataclass(frozen=True, slots=True)
class Taken:
    """One article came, and is stored or was known."""

    received: Received
    article: Article


@dataclass(frozen=True, slots=True)
class Gathered:
    """Several came: the numbers of those that are new, how many were known, and what gave none (name, flaw)."""

    new: tuple[int, ...]
    known: int
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PutOff:
    """It did not come, and is tried again in a while. `flaw` is a key of the catalogues."""

    flaw: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class GivenUp:
    """It will not come. `flaw` is a key of the catalogues."""

    flaw: str


News = Taken | Gathered | PutOff | GivenUp
Tell = Callable[[PickupRecord, News], Awaitable[int | None]]
"""Tells who wished for it how it stands; gives the number of the message that says so."""

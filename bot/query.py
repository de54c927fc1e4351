"""Words into a request: what someone typed after /events or /subscribe. What its name means: `bot.resolution`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.resolution import Resolution, choose, filter_of, find_actor, resolve

__all__ = ["HourError", "Request", "Resolution", "choose", "filter_of", "find_actor", "parse", "resolve"]

_HOUR = re.compile(r"(?<!\S)(\d{1,3})\s?(?:heures?|[hH:])\s?(\d{1,3})?$")


class HourError(ValueError):
    """No hour of the day: its text is the word that was typed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for in words: a name (None: everything) and an hour (None: not said)."""

    name: str | None
    at: time | None


def parse(words: str) -> Request:
    """A name with an hour at its end («8h», «8h30», «20:15»), both optional; `HourError` for «25:00»."""
    flat = " ".join(words.split())
    found = _HOUR.search(flat)
    if not found:
        return Request(flat or None, None)
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if hour > 23 or minute > 59 or len(found.group(2) or "00") != 2:
        raise HourError(found.group())
    return Request(flat[: found.start()].strip() or None, time(hour, minute))

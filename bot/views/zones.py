"""Time zones as they are shown: by their IANA names, but fixed ones by their distance from UTC."""

from __future__ import annotations

import re

_FIXED = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>\d{1,2})")


def shown_zone(name: str) -> str:
    """Give «UTC+3» for Etc/GMT-3, which IANA counts the other way; any other name as it is."""
    found = _FIXED.fullmatch(name)
    if not found:
        return name
    return f"UTC{'-' if found['sign'] == '+' else '+'}{int(found['hours'])}" if int(found["hours"]) else "UTC"

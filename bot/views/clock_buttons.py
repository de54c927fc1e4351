"""What the buttons of clocks send back, at most 64 bytes: written and read here alone.

`z|ZONE|CHAT` sets the time zone, `q|HHMM|HHMM|CHAT` the quiet hours, `q|off||CHAT` ends them. CHAT is empty for the
chat that the button stands in, else the number of a channel, as in `bot.views.subscription_buttons`.
"""

from __future__ import annotations

import re
from datetime import time

from bot.views.filter_tail import in_base_36

Night = tuple[time, time]
"""From which hour until which alerts are held."""

_ZONE = re.compile(r"z\|(?P<zone>[A-Za-z0-9_+/-]{1,40})\|(?P<chat>[0-9a-z]{0,12})")
_QUIET = re.compile(
    r"q\|(?:off\||(?P<from_hour>\d\d)(?P<from_minute>\d\d)\|(?P<to_hour>\d\d)(?P<to_minute>\d\d))\|(?P<chat>[0-9a-z]{0,12})"
)


def zone_token(zone: str, chat_id: int | None) -> str:
    """Callback data that sets the clock of a chat (None: the one that the button stands in)."""
    return f"z|{zone}|{_chat(chat_id)}"


def read_zone_button(data: str) -> tuple[str, int | None]:
    """Zone and chat of a button; ValueError for anything else."""
    found = _ZONE.fullmatch(data)
    if not found:
        raise ValueError(f"no zone: {data!r}")
    return found["zone"], _read_chat(found["chat"])


def quiet_token(night: Night | None, chat_id: int | None) -> str:
    """Callback data that sets the quiet hours of a chat, None for none."""
    hours = "off|" if night is None else "|".join(f"{hour:%H%M}" for hour in night)
    return f"q|{hours}|{_chat(chat_id)}"


def read_quiet_button(data: str) -> tuple[Night | None, int | None]:
    """Quiet hours and chat of a button; ValueError for anything else."""
    found = _QUIET.fullmatch(data)
    if not found:
        raise ValueError(f"no quiet hours: {data!r}")
    chat = _read_chat(found["chat"])
    if found["from_hour"] is None:
        return None, chat
    begins = time(int(found["from_hour"]), int(found["from_minute"]))
    return (begins, time(int(found["to_hour"]), int(found["to_minute"]))), chat


def _chat(chat_id: int | None) -> str:
    return "" if chat_id is None else in_base_36(-chat_id)


def _read_chat(code: str) -> int | None:
    return -int(code, 36) if code else None

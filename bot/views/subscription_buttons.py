"""What the buttons of subscriptions send back, at most 64 bytes: written and read here alone.

`s|FILTER|HOW|CHAT` subscribes, `su|CHAT|ID|DEED|VALUE` shows or changes a subscription, `sl|CHAT` lists them,
`u|ID` or `u|all` ends one or all. CHAT is empty for the chat that the button stands in, else the number of a channel.

HOW is what was said of an order, in this order and as far as it was said: `0800` for each hour, or `x` and a mask of
the day's hours in hexadecimal; `d` and a mask of weekdays; letters: `a` at once, `c` by the clock, `q` silent, `n` with
a sound, `e` even if there is nothing new, `f` only if there is, `p` paused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.orders import Order
from bot.views.buttons import filter_token, read_filter
from bot.views.filter_tail import in_base_36
from store.records import EVERY_DAY, Cadence, EventFilter, Subscription

_HOW = re.compile(
    r"(?P<hours>(?:[0-9]{4})*)(?:x(?P<mask>[0-9a-f]{6}))?(?:d(?P<days>[0-7][0-9a-f]))?"
    r"(?P<cadence>[ac]?)(?P<silent>[qn]?)(?P<empty>[ef]?)(?P<paused>p?)"
)
_ORDERED = re.compile(r"s\|(?P<filter>[^|]+)\|(?P<how>[0-9a-z]*)(?:\|(?P<chat>[0-9a-z]{1,12}))?")
_DEED = re.compile(
    r"su\|(?P<chat>[0-9a-z]{0,12})\|(?P<id>[0-9]{1,18})\|(?P<deed>[a-z]{1,2})(?:\|(?P<value>[0-9a-z]{1,8}))?"
)
_WHOLE = 24  # hours of a day: more than three at the full hour are written as a mask
_LONG = 3


@dataclass(frozen=True, slots=True)
class Ordered:
    """A filter to subscribe to, how, and the chat that it is for (None: the one that the button stands in)."""

    filter: EventFilter
    order: Order
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done with a subscription of a chat (None: the one that the button stands in)."""

    chat_id: int | None
    subscription_id: int
    deed: str
    value: str = ""


def subscribe_token(filter: EventFilter, order: Order | None = None, chat_id: int | None = None) -> str:
    """Callback data that subscribes to a filter; it may be over 64 bytes for a filter of many parts."""
    whole = f"s|{filter_token(filter)}|{_how(order or Order())}"
    return whole if chat_id is None else f"{whole}|{in_base_36(-chat_id)}"


def read_subscribe(data: str) -> Ordered:
    """What a subscribe button asks for; ValueError for anything else."""
    found = _ORDERED.fullmatch(data)
    if not found:
        raise ValueError(f"no subscription: {data!r}")
    return Ordered(read_filter(found["filter"]), _read_how(found["how"]), _read_chat(found["chat"]))


def deed_token(chat_id: int | None, subscription_id: int, deed: str, value: str = "") -> str:
    """Callback data that does something with a subscription, `value` being what it is set to."""
    whole = f"su|{_chat(chat_id)}|{subscription_id}|{deed}"
    return f"{whole}|{value}" if value else whole


def read_deed(data: str) -> Deed:
    """What a button of a subscription asks for; ValueError for anything else."""
    found = _DEED.fullmatch(data)
    if not found:
        raise ValueError(f"no deed: {data!r}")
    return Deed(_read_chat(found["chat"]), int(found["id"]), found["deed"], found["value"] or "")


def list_token(chat_id: int | None) -> str:
    """Callback data that puts the list of a chat's subscriptions in a message's place."""
    return f"sl|{_chat(chat_id)}"


def read_list(data: str) -> int | None:
    """The chat of a list's button; ValueError for anything else."""
    found = re.fullmatch(r"sl\|([0-9a-z]{0,12})", data)
    if not found:
        raise ValueError(f"no list: {data!r}")
    return _read_chat(found[1])


def order_of(subscription: Subscription) -> Order:
    """What one would have to ask for to have just this subscription."""
    return Order(
        hours=subscription.schedule.hours,
        weekdays=subscription.schedule.weekdays,
        cadence=subscription.cadence,
        silent=subscription.silent,
        tell_empty=subscription.tell_empty,
        paused=subscription.paused,
    )


def _chat(chat_id: int | None) -> str:
    return "" if chat_id is None else in_base_36(-chat_id)


def _read_chat(code: str | None) -> int | None:
    return -int(code, 36) if code else None


def _how(order: Order) -> str:
    letters = (
        "" if order.cadence is None else "a" if order.cadence is Cadence.AT_ONCE else "c",
        "" if order.silent is None else "q" if order.silent else "n",
        "" if order.tell_empty is None else "e" if order.tell_empty else "f",
        "p" if order.paused else "",
    )
    days = "" if order.weekdays is None else f"d{sum(1 << day for day in order.weekdays):02x}"
    return _hours(order.hours) + days + "".join(letters)


def _hours(hours: Sequence[time]) -> str:
    if len(hours) > _LONG and not any(hour.minute for hour in hours):
        return f"x{sum(1 << hour.hour for hour in hours):06x}"
    return "".join(f"{hour:%H%M}" for hour in hours)


def _read_how(text: str) -> Order:
    found = _HOW.fullmatch(text)
    if not found:
        raise ValueError(f"no order: {text!r}")
    hours = [time(int(one[:2]), int(one[2:])) for one in re.findall("[0-9]{4}", found["hours"])]
    hours += [time(hour) for hour in range(_WHOLE) if int(found["mask"] or "0", 16) >> hour & 1]
    days = None if found["days"] is None else tuple(day for day in EVERY_DAY if int(found["days"], 16) >> day & 1)
    return Order(
        hours=tuple(hours),
        weekdays=days or None,
        cadence={"a": Cadence.AT_ONCE, "c": Cadence.SCHEDULED}.get(found["cadence"]),
        silent={"q": True, "n": False}.get(found["silent"]),
        tell_empty={"e": True, "f": False}.get(found["empty"]),
        paused=bool(found["paused"]),
    )

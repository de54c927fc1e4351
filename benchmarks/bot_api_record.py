"""The shared Bot API server and its own record of what came to it: who was told of which event when, and how fast."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from sqlmodel import col, select

from store.database import Database
from store.tables import EventPlace

SERVER = Path(__file__).with_name("marked_telegram.py")
NEAR_S = 5.0  # seconds from a message to the death of its own sender that count as «within the call or right after»

Sent = tuple[float, int]
"""When a message came to the server, and the number of the process that sent it."""


class Telegram:
    """The server's control side."""

    def __init__(self, urls: dict[str, str]) -> None:
        self.bot, self._control = urls["bot"], urls["control"]
        self._opener = build_opener(ProxyHandler({}))

    def ask(self, what: str, body: object | None = None, **query: object) -> Any:
        """One call of the control API."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._control}/{what}?{urlencode(query)}", data, {"Content-Type": "application/json"})
        with self._opener.open(request, timeout=120) as answer:
            return json.loads(answer.read())

    def taken(self) -> list[dict[str, Any]]:
        """The messages that it took, in order."""
        return [call for call in self.ask("calls", method="sendMessage") if call["status"] == 200]


async def countries_of_events(url: str) -> dict[int, str]:
    """The country of each event in a database, by the event's number."""
    database = Database.open(url)
    async with database.read() as session:
        rows = await session.execute(select(col(EventPlace.event_id), col(EventPlace.country)))
        found = {int(number): str(country) for number, country in rows}
    await database.close()
    return found


@contextmanager
def serving(token: str) -> Iterator[Telegram]:
    """Run the server in a process of its own, for bots with this token or, each with a number, `marked` ones of it."""
    command = [sys.executable, str(SERVER), "0", token.partition(":")[0]]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        try:
            yield Telegram(json.loads(server.stdout.readline()))
        finally:
            server.terminate()


def marked(token: str, number: int) -> str:
    """Give the token of the process of that number, by which the server's record tells who sent what."""
    return f"{token}-{number}"


def told(calls: Iterable[dict[str, Any]]) -> dict[tuple[int, int], list[Sent]]:
    """When each (chat, event) came, and from which process, by the numbers of events in the messages."""
    found: dict[tuple[int, int], list[Sent]] = defaultdict(list)
    for call in calls:
        for number in {int(one) for one in re.findall(r"event_(\d+)\b", json.dumps(call["params"]))}:
            found[call["params"]["chat_id"], number].append((call["time"], call["params"]["sender"]))
    return found


def windows(sent: Iterable[Sent], killed: Mapping[int, float]) -> list[float]:
    """Seconds from each message that came again to the death of the very process that sent it; infinite if it lived.

    Less than nothing where the server read the call only after the death of who had written it.
    """
    *earlier, _ = sorted(sent)
    return [killed.get(sender, inf) - moment for moment, sender in earlier]


def repeats(sent: dict[tuple[int, int], list[Sent]], killed: Mapping[int, float], lost: set[int]) -> dict[str, Any]:
    """How many (chat, event) came again, by reason: their sender's death within the call or right after, or an answer
    that was lost (to the chats of `lost`); of those without a reason each message's moment, sender and window."""
    again = {key: windows(moments, killed) for key, moments in sent.items() if len(moments) > 1}
    by_death = {key for key, seconds in again.items() if max(seconds) <= NEAR_S}
    by_line = {key for key in again.keys() - by_death if key[0] in lost}
    others = again.keys() - by_death - by_line
    found = [seconds for key in by_death for seconds in again[key]]
    return {
        "repeated_by_death": len(by_death),
        "repeated_by_line": len(by_line),
        "unexplained": len(others),
        "unexplained_messages": [[*key, sent[key], again[key]] for key in sorted(others)[:10]],
        "longest_window_s": round(max(found, default=0.0), 2),
        "longest_read_after_death_s": round(max((-seconds for seconds in found if seconds < 0), default=0.0), 2),
    }


def fullest(moments: Iterable[float], span_s: float = 1.0, cut: Iterable[float] = ()) -> int:
    """The most messages within any span of seconds, spans left out in which a process died (`cut`)."""
    times, most, first, deaths = sorted(moments), 0, 0, sorted(cut)
    for last, moment in enumerate(times):
        while moment - times[first] >= span_s:
            first += 1
        if bisect_left(deaths, times[first]) == bisect_left(deaths, moment):
            most = max(most, last - first + 1)
    return most

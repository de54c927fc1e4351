"""The shared Bot API server and its own record of what came to it: who was told of which event when, and how fast."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from sqlmodel import col, select

from store.database import Database
from store.tables import EventPlace

SERVER = Path(__file__).parents[2] / "shared" / "tools" / "fake_telegram.py"
READ_S = 0.25  # seconds from a process's death to the server's reading what it had written
NEAR_S = 1.5  # seconds from a message to the death of its process that count as «within the call or right after»


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
    """Run the server in a process of its own."""
    command = [sys.executable, str(SERVER), "0", token]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        try:
            yield Telegram(json.loads(server.stdout.readline()))
        finally:
            server.terminate()


def told(calls: Iterable[dict[str, Any]]) -> dict[tuple[int, int], list[float]]:
    """When each (chat, event) came, by the numbers of events in the messages."""
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for call in calls:
        for number in {int(one) for one in re.findall(r"event_(\d+)\b", json.dumps(call["params"]))}:
            found[call["params"]["chat_id"], number].append(call["time"])
    return found


def window(moments: Iterable[float], killed: list[float]) -> float:
    """Seconds from a message that came again to the death of the process that sent it; the longest of several."""
    *earlier, _ = sorted(moments)
    # A call that was written just before the death is read by the server just after.
    gaps = (min((death - moment for death in killed if death > moment - READ_S), default=1e9) for moment in earlier)
    return max(0.0, *gaps)


def repeats(sent: dict[tuple[int, int], list[float]], killed: list[float], lost: set[int]) -> dict[str, Any]:
    """How many (chat, event) came again, by reason: a death within the call or right after, an answer that was lost."""
    again = {key: moments for key, moments in sent.items() if len(moments) > 1}
    windows = {key: window(moments, killed) for key, moments in again.items()}
    by_death = {key for key, seconds in windows.items() if seconds <= NEAR_S}
    by_line = {key for key in again.keys() - by_death if key[0] in lost}
    others = again.keys() - by_death - by_line
    away = [min((death - again[key][0] for death in killed), key=abs, default=1e9) for key in others]
    return {
        "repeated_by_death": len(by_death),
        "repeated_by_line": len(by_line),
        "unexplained": len(others),
        "next_deaths_s": sorted(round(seconds, 2) for seconds in away),
        "longest_window_s": round(max((windows[key] for key in by_death), default=0.0), 2),
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

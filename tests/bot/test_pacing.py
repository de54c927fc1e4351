"""The pacer by property: whenever calls are asked for and however long they take, no span ever holds more."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pacing import CHAT, GROUP, IN_GROUP, ORPHANED, OVERALL, Limit, Pace, Pacer

CHATS = st.one_of(st.integers(1, 40), st.integers(-5, -1))
# Who is written to, how long the call takes, and where within it Telegram sees the message (0: at once, 1: at its end).
CALLS = st.lists(st.tuples(CHATS, st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=150)


class Time:
    """A clock that sleeping moves on: the sleepers wake in order, without any time passing for the test."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._asleep = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Sleep until the clock has moved on."""
        self._asleep += 1
        woken = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, self._asleep, woken))
        await woken

    async def run(self, *work: object) -> None:
        """Let all work go on to its end, moving the clock whenever all of it sleeps."""
        tasks = [asyncio.ensure_future(one) for one in work]  # type: ignore[call-overload]
        while not all(task.done() for task in tasks):
            for _ in range(6):
                await asyncio.sleep(0)
            if self._sleepers:
                first = min(self._sleepers, key=lambda sleeper: sleeper[:2])
                self._sleepers.remove(first)
                self.now = max(self.now, first[0])
                first[2].set_result(None)
        await asyncio.gather(*tasks)


def fullest(moments: list[float], span: float) -> int:
    """The most that any span holds, its end left out."""
    moments = sorted(moments)
    return max(sum(1 for other in moments[n:] if other - moments[n] < span - 1e-6) for n in range(len(moments)))


async def arrivals(calls: list[tuple[int, float, float]], pacer: Pacer | None = None) -> dict[int, list[float]]:
    """When each chat's messages reach Telegram, all of them asked for at once."""
    time, seen = Time(), defaultdict[int, list[float]](list)
    pace = Pace(pacer, time, time.sleep)

    async def send(chat_id: int, seconds: float, part: float) -> None:
        async with pace.turn(chat_id):
            begun = time()
            await time.sleep(seconds)
            seen[chat_id].append(begun + part * (time() - begun))

    await time.run(*(send(*call) for call in calls))
    return seen


@settings(max_examples=60, deadline=None)
@given(CALLS)
def test_no_span_ever_holds_more(calls: list[tuple[int, float, float]]) -> None:
    """As Telegram counts: overall, in each chat, in each group; and every message goes out in the end."""
    seen = asyncio.run(arrivals(calls))
    assert sum(map(len, seen.values())) == len(calls)
    assert fullest([moment for moments in seen.values() for moment in moments], OVERALL.span) <= OVERALL.most
    for chat_id, moments in seen.items():
        assert fullest(moments, CHAT.span) <= CHAT.most
        assert chat_id > 0 or fullest(moments, GROUP.span) <= GROUP.most
        assert chat_id > 0 or fullest(moments, IN_GROUP.span) <= IN_GROUP.most


async def test_the_pace_is_made_use_of() -> None:
    """Three hundred chats take ten seconds where calls take no time, not more; a group's hundred take five minutes."""
    seen = await arrivals([(number, 0.0, 0.0) for number in range(1, 301)])
    assert max(moment for moments in seen.values() for moment in moments) == pytest.approx(9, abs=0.1)
    seen = await arrivals([(-1, 0.0, 0.0)] * 100)
    assert max(seen[-1]) == pytest.approx(3 * 99, abs=1)


async def test_a_call_that_hangs_counts_for_as_long() -> None:
    """Telegram may see it at its very end."""
    seen = await arrivals([(1, 5.0, 1.0), (1, 0.0, 0.0)], Pacer(Limit(30, 1), Limit(1, 1), Limit(20, 60)))
    assert seen[1] == [pytest.approx(5), pytest.approx(6)]


async def test_chats_that_nothing_counts_of_are_forgotten() -> None:
    """A hundred thousand chats leave no trace."""
    pacer, now = Pacer(), 0.0
    for number in range(1, 20_001):
        chat_id = -number if number % 4 == 0 else number
        while (wait := pacer.begin(chat_id, now)) > 0:
            now += wait
        pacer.end(chat_id, now)
    assert len(pacer) < 30 * 61


def test_a_share_that_is_lowered_holds_what_still_counts() -> None:
    """Ten may be called, then four: the ten of the last second are still held, and nothing more is begun."""
    pacer = Pacer()
    pacer.share(10)
    assert [pacer.begin(number, 0.0) > 0 for number in range(1, 12)] == [False] * 10 + [True]
    pacer.share(4)
    for number in range(1, 9):
        pacer.end(number, 0.1)
    assert (pacer.holds(0.5), pacer.holds(1.1)) == (10, 4)  # two are still under way
    assert [pacer.begin(number, 1.1) > 0 for number in (20, 21, 22)] == [False, False, True]
    pacer.share(100)
    assert pacer.holds(1.1) == OVERALL.most


def test_a_share_runs_out() -> None:
    """Who can't say that it lives counts as gone, and slows down before."""
    time = Time()
    pace = Pace(Pacer(), time, time.sleep)
    pace.share(15, until=9.0)
    assert pace.holds() == 15
    time.now = 9.0
    assert pace.holds() == ORPHANED
    pace.share(30, until=20.0)
    assert pace.holds() == OVERALL.most

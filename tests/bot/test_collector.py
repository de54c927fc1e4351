"""Full rounds of the garbage collector come in pauses, and only there."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from bot.collector import Collector


@pytest.fixture
def full_rounds() -> Iterator[list[str]]:
    """Grows by one at every full round."""
    seen: list[str] = []

    def note(phase: str, info: dict[str, Any]) -> None:
        if phase == "start" and info["generation"] == 2:
            seen.append(phase)

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


async def test_a_full_round_waits_for_a_pause(full_rounds: list[str]) -> None:
    """None while an answer is under way, one soon after."""
    busy = True
    collector = Collector(every_s=0.01)
    collector.start(lambda: not busy)
    kept = [[[n] for n in range(100)] for _ in range(2_000)]  # which would begin some by itself
    await asyncio.sleep(0.15)
    assert kept and not full_rounds
    busy = False
    await asyncio.sleep(0.15)
    assert full_rounds
    await collector.close()


async def test_where_there_is_no_pause_a_round_comes_all_the_same(full_rounds: list[str]) -> None:
    """An answer waits for it rather than that memory grows."""
    collector = Collector(every_s=0.01, patience_s=0.1)
    collector.start(lambda: False)
    await asyncio.sleep(0.4)
    assert full_rounds
    await collector.close()


class Ring:
    """What refers to itself, so that only the collector takes it away."""

    def __init__(self) -> None:
        self.me = self


@pytest.mark.parametrize(("whole", "left"), [(1, False), (1_000, True)])
async def test_what_has_outlived_a_round_is_looked_through_once_in_a_while(whole: int, left: bool) -> None:
    """And meanwhile by no round, so that those are short."""
    collector = Collector(every_s=0.01, whole=whole)
    collector.start(lambda: True)
    ring: Ring | None = Ring()
    seen = weakref.ref(ring)
    await asyncio.sleep(0.1)
    ring = None
    await asyncio.sleep(0.2)
    assert (seen() is not None) is left
    await collector.close()
    gc.unfreeze()
    gc.collect()
    assert ring is None and seen() is None


async def test_python_begins_rounds_again_afterwards() -> None:
    """What a bot in this process set is not left to what comes after it."""
    before = gc.get_threshold()
    collector = Collector()
    collector.start(lambda: True)
    assert gc.get_threshold() != before
    await collector.close()
    await collector.close()
    assert gc.get_threshold() == before

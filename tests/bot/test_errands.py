"""Errands: one a chat, a few at once, none left at a stop."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.errands import Errands


async def test_a_few_errands_are_in_work_and_all_get_done() -> None:
    """The third begins when one of the first two has ended."""
    errands, running, most, done = Errands(at_once=2), 0, 0, []

    async def work(number: int) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        done.append(number)

    for number in range(5):
        errands.start(number, work(number))
    assert errands.busy(3) and not errands.busy(9)
    await errands.idle()
    assert sorted(done) == [0, 1, 2, 3, 4] and most == 2 and not errands.busy(3)


async def test_what_goes_wrong_is_logged_and_the_chat_is_free_again(caplog: pytest.LogCaptureFixture) -> None:
    """One failing errand stops no other."""

    async def fail() -> None:
        raise OSError("no room on the disk")

    errands = Errands()
    with caplog.at_level(logging.ERROR):
        errands.start(1, fail())
        await errands.idle()
    assert "no room on the disk" in caplog.text and not errands.busy(1)


async def test_a_stop_gives_up_what_is_not_done() -> None:
    """Neither the running nor the waiting one holds the bot up."""
    errands, ended = Errands(at_once=1), []

    async def work(number: int) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(number)

    errands.start(1, work(1))
    errands.start(2, work(2))
    await asyncio.sleep(0)
    await errands.close()
    assert ended == [1] and not errands.busy(1) and not errands.busy(2)

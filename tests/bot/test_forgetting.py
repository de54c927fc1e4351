"""What is forgotten of the ledger after a month: so that it does not grow for ever, and nobody is told twice for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.forgetting import KEPT, forget
from store import sending, subscriptions
from store.records import Destination
from store.told import told_of
from tests.bot.delivering import MORNING, deliver, digests, subscribed, told


async def known(world: Any, chat_id: int) -> bool:
    """Whether it is known that the chat was told of event 1."""
    async with world.services.database.read() as session:
        return 1 in await told_of(session, Destination(chat_id), [1])


async def test_nobody_is_told_again_for_what_was_forgotten(world: Any) -> None:
    """Chat 2 goes on, chat 3 asks for nothing for a month and then for the same: event 1 comes to neither again."""
    await subscribed(world, 2, 3)
    assert await deliver(world) == 2
    async with world.services.database.write() as session:
        await subscriptions.unsubscribe(session, 3)
    world.clock.now = MORNING + KEPT - timedelta(hours=1)
    await forget(world.services)
    assert await known(world, 2) and await known(world, 3)
    world.clock.now = MORNING + KEPT + timedelta(hours=1)
    await forget(world.services)
    assert await known(world, 2) and not await known(world, 3)
    async with world.services.database.write() as session:
        assert await sending.forget(session, before=world.clock.now - timedelta(minutes=1)) == 0  # it is gone already
    await world.talk(3).say("/subscribe Qayrawan 8h")
    await world.talk(3).say("/digest")
    for days in range(1, 4):
        await deliver(world, MORNING + KEPT + timedelta(days=days))
    shown = " ".join(told(world, 2) + told(world, 3))
    assert shown.count("/event_1") == 2 and len(digests(world, 3)) >= 1

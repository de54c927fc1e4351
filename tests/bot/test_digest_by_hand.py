"""/digest while the clock's own deliveries go out: each event is told by the one or by the other."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.handlers.digest import LOOK_S
from bot.sending import LEASE
from store import deliveries
from store.records import ToldEvent
from tests.bot.delivering import MORNING, digests, subscribed, told


async def test_a_digest_by_hand_waits_for_the_one_that_is_out(world: Any) -> None:
    """What its message told is recorded a moment later, and then no news any more."""
    await subscribed(world, 2)
    world.clock.now = MORNING
    async with world.services.database.write() as session:
        (out,) = await deliveries.claim_due(session, now=MORNING, lease=LEASE)
    asked = asyncio.create_task(world.talk(2).say("/digest"))
    await asyncio.sleep(LOOK_S / 2)
    assert not asked.done()
    async with world.services.database.write() as session:
        await deliveries.close(session, out, [ToldEvent(1)], now=MORNING, message_id=99)
    await asked
    assert digests(world, 2) == []
    assert "Rien de nouveau" in told(world, 2)[-1]

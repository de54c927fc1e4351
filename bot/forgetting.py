"""What of the ledger is kept, and for how long; forgotten once a day, a little at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import store.sending
from bot.services import Services

KEPT = timedelta(days=30)
"""How long it is known that a digest or an alert was sent or refused, and what a chat was told that asks for nothing
any more. Longer than anything looks back: 24 hours before a subscription, a week for /digest without one."""

_PAUSE_S = 0.1  # between two small transactions, so that whoever writes is not held up


async def forget(use: Services) -> None:
    """Remove what was closed, or told to chats without subscriptions, more than `KEPT` ago. DatabaseError.

    Why nothing is told twice for it: `store.sending.forget` and `forget_told`.
    """
    before = use.clock() - KEPT
    gone = 1
    while gone:
        async with use.database.write() as session:
            gone = await store.sending.forget(session, before=before)
        await asyncio.sleep(_PAUSE_S)
    chat_id: int | None = None
    while True:
        async with use.database.write() as session:
            chat_id = await store.sending.forget_told(session, before=before, after_chat=chat_id)
        if chat_id is None:
            return
        await asyncio.sleep(_PAUSE_S)

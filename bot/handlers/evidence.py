"""The button under an event's card that tells what each slot was read from."""

from __future__ import annotations

import store.events
from bot.handlers.answering import Talk
from bot.views import evidence as view
from bot.views.buttons import read_why
from bot.views.layout import View


async def why(talk: Talk, data: str) -> View:
    """The evidence of the event that a button stands under; ValueError where the event is gone."""
    number = read_why(data)
    async with talk.services.database.read() as session:
        record = await store.events.get(session, number)
    if record is None:
        raise ValueError(f"no event {number}")
    return View(view.evidence(record, talk.texts))

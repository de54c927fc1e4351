"""The button below what is told of a copy: it is another article after all, and is read."""

from __future__ import annotations

import store.copies
from bot.handlers.answering import Handler, Talk
from bot.handlers.mending import members_only
from bot.handlers.turning import turning
from bot.views import intake as views
from bot.views.layout import View


async def parted(talk: Talk, data: str) -> View:
    """Read a copy as an article of its own; ValueError where it is none."""
    number = data.partition("|")[2]
    if not number.isdecimal() or len(number) > 18:
        raise ValueError("no article's number")
    async with talk.services.database.write() as session:
        if not await store.copies.part(session, int(number), who=talk.who, now=talk.services.clock()):
            raise ValueError("no copy")
    talk.services.intake.begin_sweep()
    return views.received(int(number), talk.texts)


def handlers() -> list[Handler]:
    """The button of this file."""
    return [members_only(turning(views.PART, parted))]

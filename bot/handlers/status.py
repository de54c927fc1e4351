"""/status: how sending and reading stand, for admins."""

from __future__ import annotations

from datetime import timedelta

import store.articles
import store.sending
from bot.handlers.answering import Handler, Talk, command
from bot.views import status as view
from bot.views.layout import View

_LATELY = timedelta(hours=24)
_SHOWN = 3  # failures told one by one


async def status(talk: Talk, words: str) -> View:
    """The figures of the sender and of the reader; to anyone but an admin, that they are for admins."""
    if not talk.may_add:
        return View(talk.texts.get("status.admins_only"))
    now = talk.services.clock()
    async with talk.services.database.read() as session:
        sending = await store.sending.figures(session, now=now, failed_since=now - _LATELY)
        failures = await store.sending.failures(session, limit=_SHOWN)
        articles = await store.articles.counts_by_state(session)
    lately = [one for one in failures if one.closed_at >= now - _LATELY]
    return view.status(sending, lately, articles, now, talk.chat.timezone, talk.texts)


def handlers() -> list[Handler]:
    """The command of this file."""
    return [command("status", status)]

"""What a deep link opens: `/start PAYLOAD` answers as the command would that the link stands for."""

from __future__ import annotations

from bot import deep_links
from bot.handlers import actors, events, queries
from bot.handlers.answering import Talk
from bot.views.layout import View
from store.naming import clean


async def opened(talk: Talk, payload: str) -> View | None:
    """The card or list that the payload asks for, None where it is none of ours or what it shows is gone."""
    asked = deep_links.read(payload)
    if asked is None:
        return None
    sort, words = asked
    try:
        match sort:
            case "event":
                return await events.event(talk, words)
            case "actor":
                return await actors.actor(talk, words)
            case "place":
                return await events.place(talk, words)
            case "filter":
                return await events.more(talk, f"e|{words}")
        return await queries.events(talk, " ".join(clean(words).split()))
    except ValueError:  # a filter of another time
        return None

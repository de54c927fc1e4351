"""What a deep link opens: `/start PAYLOAD` answers as the command would that the link stands for."""

from __future__ import annotations

from bot import deep_links
from bot.handlers import actor_cards, articles, cards, events, place_cards, queries
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
                return await cards.event(talk, words)
            case "actor":
                return await actor_cards.by_number(talk, words)
            case "place":
                return await place_cards.by_number(talk, words)
            case "article":
                return await articles.article(talk, words)
            case "filter":
                return await events.more(talk, f"e|{words}")
        return await queries.events(talk, " ".join(clean(words).split()))
    except ValueError:  # a filter of another time
        return None

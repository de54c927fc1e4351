"""The button under a card that offers it to one's other chats."""

from __future__ import annotations

from bot import deep_links
from bot.texts import Texts
from bot.views.layout import Choice


def share(username: str, payload: str | None, texts: Texts) -> tuple[Choice, ...]:
    """A row with the button; empty where the bot's name is not known or no link holds the card."""
    if not username or payload is None:
        return ()
    return (Choice(str(texts.get("cards.share").unescape()), url=deep_links.sharing(username, payload)),)

"""What may be an article is confirmed to Telegram only once it is stored: a process that dies before has it again.

The next getUpdates confirms all that the last one brought, and python-telegram-bot asks for it at once, while the
handlers have yet to begin. So it waits here until what must not be lost is through its handlers, which leave as soon as
it is stored. Commands and questions wait for nothing: one that was answered is not to be run again after a crash.
"""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.request import HTTPXRequest

PATIENCE_S = 10.0
"""The longest that confirming waits: a handler that hangs, as for a database that is away, holds up no others."""

LONG = 200
"""Characters from which on a text may be a dispatch; a shorter one is a question or a word to the bot."""

_LINKS = (MessageEntity.URL, MessageEntity.TEXT_LINK)


class Unconfirmed(asyncio.Queue[object]):
    """The queue between polling and handling, which knows of what has come and is not through yet."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        super().__init__()
        self._patience_s = patience_s
        self._open: set[int] = set()
        self._none = asyncio.Event()
        self._none.set()

    async def put(self, item: object) -> None:
        """Take an update from the polling."""
        if isinstance(item, Update) and may_be_article(item):
            self._open.add(item.update_id)
            self._none.clear()
        await super().put(item)

    def through(self, update: object) -> None:
        """Its handlers have ended."""
        if isinstance(update, Update):
            self._open.discard(update.update_id)
            if not self._open:
                self._none.set()

    async def stored(self) -> None:
        """Wait until all that may be an article is through, or for as long as its patience lasts."""
        try:
            async with asyncio.timeout(self._patience_s):
                await self._none.wait()
        except TimeoutError:
            self._open.clear()
            self._none.set()


class ConfirmingRequest(HTTPXRequest):
    """The connection for getUpdates, each of which waits for what the one before has brought."""

    def __init__(self, unconfirmed: Unconfirmed, **options: Any) -> None:
        super().__init__(**options)
        self._unconfirmed = unconfirmed

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Wait, then ask."""
        await self._unconfirmed.stored()
        return await super().do_request(*args, **kwargs)


def may_be_article(update: Update) -> bool:
    """Whether an update may bring something to be kept: a forward, a file, a link, a long text, a post of a channel."""
    if update.channel_post is not None or update.edited_channel_post is not None:
        return True
    message = update.message or update.edited_message
    return message is not None and _may_be_article(message)


def _may_be_article(message: Message) -> bool:
    text = message.text or message.caption or ""
    if message.forward_origin is None and text.startswith("/"):
        return False
    links = any(entity.type in _LINKS for entity in (*message.entities, *message.caption_entities))
    return bool(message.forward_origin or message.document or links or len(text) >= LONG)

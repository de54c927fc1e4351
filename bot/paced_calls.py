"""python-telegram-bot's rate limiter over our pace: what the bot answers counts with what it delivers.

Its own limiter halts every send while one chat is told to wait, and let 41 messages through in a second.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pacing import Pace

_PACED = ("send", "edit", "copy", "forward")
_FREE = ("sendChatAction",)
_LOG = logging.getLogger(__name__)


class PacedCalls(BaseRateLimiter[None]):
    """Messages wait for their turn; one that Telegram wants later (429) is sent again, `retries` times, after that."""

    def __init__(self, pace: Pace, retries: int) -> None:
        self._pace = pace
        self._retries = retries

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make one call of the Bot API at its turn. TelegramError."""
        chat_id = data.get("chat_id")
        paced = endpoint.startswith(_PACED) and endpoint not in _FREE and isinstance(chat_id, int)
        for attempt in range(self._retries + 1):
            try:
                if not paced:
                    return await callback(*args, **kwargs)
                async with self._pace.turn(int(chat_id or 0), asked=True):
                    return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == self._retries:
                    raise
                pause = error.retry_after
                seconds = pause if isinstance(pause, int) else pause.total_seconds()
                _LOG.info("Telegram wants %s to chat %s in %.0f s", endpoint, chat_id, seconds)
            await asyncio.sleep(seconds + 0.1)
        raise AssertionError("the last attempt returns or raises")

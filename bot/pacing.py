"""The pace that Telegram asks for: 30 messages a second overall, 1 a second to a chat, 20 a minute to a group.

`Pacer` is pure, its clock passed in. When a message reaches Telegram is not known, only that it is between the call and
its answer: so one counts from its call on, and after its answer for as long as the limit's span. Whatever the line
does, no span at Telegram's end ever holds more. The price is the time of a call: at 50 ms, 28 messages a second.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

LOOK_S = 0.05
"""Seconds until it is looked again whether a call under way has been answered."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` messages in any `span` of seconds."""

    most: int
    span: float


OVERALL, CHAT, GROUP = Limit(30, 1.0), Limit(1, 1.0), Limit(20, 60.0)
"""core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this; channels count as groups."""


class _Window:
    """The messages that count against one limit: those under way, and those answered within its span."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.under_way = 0
        self.answered: deque[float] = deque(maxlen=limit.most)

    def wait(self, now: float) -> float:
        """Seconds until one more may be called; 0 for now."""
        while self.answered and now - self.answered[0] >= self.limit.span:
            self.answered.popleft()
        over = self.under_way + len(self.answered) - self.limit.most
        if over < 0:
            return 0.0
        if over >= len(self.answered):
            return LOOK_S
        # Not by subtracting alone: rounded down to nothing, a wait would never end.
        return max(self.answered[over] + self.limit.span - now, 1e-6)

    def end(self, now: float) -> None:
        self.under_way -= 1
        self.answered.append(now)


class Pacer:
    """Says when a message to a chat may be called; moments are seconds of one clock that never goes back."""

    def __init__(self, overall: Limit = OVERALL, chat: Limit = CHAT, group: Limit = GROUP) -> None:
        self._overall = _Window(overall)
        self._limits = (chat, group)
        # By the last answer, so that those of which nothing counts any more stand first.
        self._chats: OrderedDict[int, tuple[_Window, ...]] = OrderedDict()

    def __len__(self) -> int:
        """How many chats are kept."""
        return len(self._chats)

    def wait(self, chat_id: int, now: float, *, asked: bool = False) -> float:
        """Seconds until the chat by itself may get a message; 0 for now."""
        kept = self._chats.get(chat_id, ())
        return max((window.wait(now) for window in kept[1 if asked else 0 :]), default=0.0)

    def begin(self, chat_id: int, now: float, *, asked: bool = False) -> float:
        """Count a call to the chat as begun and give 0, or give the seconds after which to ask again.

        What was `asked` for does not wait for the chat's own second, which Telegram lets short bursts pass.
        """
        wait = max(self.wait(chat_id, now, asked=asked), self._overall.wait(now))
        if wait <= 0:
            for window in (self._overall, *self._of(chat_id)):
                window.under_way += 1
        return wait

    def end(self, chat_id: int, now: float) -> None:
        """Count a call that was begun as answered, or as given up."""
        for window in (self._overall, *self._of(chat_id)):
            window.end(now)
        self._chats.move_to_end(chat_id)
        self._forget(now)

    def _of(self, chat_id: int) -> tuple[_Window, ...]:
        if chat_id not in self._chats:
            chat, group = self._limits
            limits = (chat, group) if chat_id < 0 else (chat,)
            self._chats[chat_id] = tuple(_Window(limit) for limit in limits)
        return self._chats[chat_id]

    def _forget(self, now: float) -> None:
        """Let go of chats of which nothing counts any more."""
        while self._chats:
            windows = next(iter(self._chats.values()))
            for window in windows:
                window.wait(now)
            if any(window.under_way or window.answered for window in windows):
                return
            self._chats.popitem(last=False)


class Pace:
    """A pacer over a clock: whoever sends takes a turn for each call, and waits for it as long as the limits ask."""

    def __init__(
        self,
        pacer: Pacer | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._pacer = pacer or Pacer()
        self._clock = clock
        self._sleep = sleep

    def wait(self, chat_id: int) -> float:
        """Seconds until the chat by itself may get its next message; 0 for now."""
        return self._pacer.wait(chat_id, self._clock())

    @asynccontextmanager
    async def turn(self, chat_id: int, *, asked: bool = False) -> AsyncIterator[None]:
        """Hold the block until the chat may get a message; the call to Telegram stands in it.

        An answer that was `asked` for does not wait for the chat's own second.
        """
        while (wait := self._pacer.begin(chat_id, self._clock(), asked=asked)) > 0:
            await self._sleep(wait)
        try:
            yield
        finally:
            self._pacer.end(chat_id, self._clock())

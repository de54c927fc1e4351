"""The pace that Telegram asks for: 30 messages a second overall, 1 a second to a chat, 20 a minute to a group.

`Pacer` is pure, its clock passed in. When a message reaches Telegram is not known, only that it is between the call and
its answer: so one counts from its call on, and after its answer for as long as the limit's span. Whatever the line
does, no span at Telegram's end ever holds more. The price is the time of a call: at 50 ms, 28 messages a second.

Of the thirty a process has its share (`bot.heartbeat`). To a chat no two processes deliver within its second, nor to a
group within its three: with what was sent it is written down from which moment on the chat may be sent to again
(`bot.sending`). Answers to people count in their own process alone.
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

IN_GROUP = Limit(1, 3.0)
"""What is delivered to a group is spread evenly, so that one moment in the database holds its twenty a minute."""

ORPHANED = 1
"""Messages a second of a process that could not reach the database for nearly as long as others count with it."""


class _Window:
    """The messages that count against one limit: those under way, and those answered within its span."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.most = limit.most
        self.under_way = 0
        self.answered: deque[float] = deque(maxlen=limit.most)

    def wait(self, now: float) -> float:
        """Seconds until one more may be called; 0 for now."""
        self._forget(now)
        over = self.under_way + len(self.answered) - self.most
        if over < 0:
            return 0.0
        if over >= len(self.answered):
            return LOOK_S
        # Not by subtracting alone: rounded down to nothing, a wait would never end.
        return max(self.answered[over] + self.limit.span - now, 1e-6)

    def end(self, now: float) -> None:
        self.under_way -= 1
        self.answered.append(now)

    def holds(self, now: float) -> int:
        """What is counted, or may be."""
        self._forget(now)
        return max(self.most, self.under_way + len(self.answered))

    def _forget(self, now: float) -> None:
        while self.answered and now - self.answered[0] >= self.limit.span:
            self.answered.popleft()


class Pacer:
    """Says when a message to a chat may be called; moments are seconds of one clock that never goes back."""

    def __init__(
        self, overall: Limit = OVERALL, chat: Limit = CHAT, group: Limit = GROUP, in_group: Limit = IN_GROUP
    ) -> None:
        self._overall = _Window(overall)
        self._limits = {True: (in_group, group), False: (chat,)}
        # By the last answer, so that those of which nothing counts any more stand first.
        self._chats: OrderedDict[int, tuple[_Window, ...]] = OrderedDict()

    def __len__(self) -> int:
        """How many chats are kept."""
        return len(self._chats)

    def share(self, most: int) -> None:
        """Begin no more than so many a second overall from now on, nor more than Telegram's limit."""
        self._overall.most = min(most, self._overall.limit.most)

    def holds(self, now: float) -> int:
        """How much of the limit is in use: the share, or what still counts of a larger one before it."""
        return self._overall.holds(now)

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
            self._chats[chat_id] = tuple(_Window(limit) for limit in self._limits[chat_id < 0])
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
    """A pacer over a clock: whoever sends takes a turn for each call, and waits for it as long as the limits ask.

    `process` is who sends at this pace, where several processes share one (`bot.heartbeat`).
    """

    def __init__(
        self,
        pacer: Pacer | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._pacer = Pacer() if pacer is None else pacer  # an empty one is false
        self._clock = clock
        self._sleep = sleep
        self._until: float | None = None
        self.process: str | None = None

    def share(self, most: int, *, until: float | None = None) -> None:
        """Begin at most so many messages a second overall; hardly any from the moment `until` on."""
        self._pacer.share(most)
        self._until = until

    def holds(self) -> int:
        """How many messages a second others must leave to this process."""
        return self._pacer.holds(self.now())

    def now(self) -> float:
        """The moment on the pace's clock; a share that has run out by then is gone."""
        now = self._clock()
        if self._until is not None and now >= self._until:
            self._pacer.share(ORPHANED)
        return now

    def wait(self, chat_id: int) -> float:
        """Seconds until the chat by itself may get its next message; 0 for now."""
        return self._pacer.wait(chat_id, self._clock())

    @asynccontextmanager
    async def turn(self, chat_id: int, *, asked: bool = False) -> AsyncIterator[None]:
        """Hold the block until the chat may get a message; the call to Telegram stands in it.

        An answer that was `asked` for does not wait for the chat's own second.
        """
        while (wait := self._pacer.begin(chat_id, self.now(), asked=asked)) > 0:
            await self._sleep(wait)
        try:
            yield
        finally:
            self._pacer.end(chat_id, self._clock())

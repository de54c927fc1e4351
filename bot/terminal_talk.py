"""A person who talks to the bot over the in-process Bot API: writes, forwards, presses buttons, and waits for answers.

The terminal chat and the tests use it alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from telegram.ext import Application

from bot.services import KEY
from bot.terminal import InProcessBotApi
from bot.terminal_chats import BOT, Shown
from bot.terminal_html import utf16_length
from bot.terminal_inline import InlineAnswer, InlineResult
from bot.terminal_messages import Button, Json

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@[A-Za-z0-9_]+)?")
_CHANNEL = -1_001_000_000_001
_SUPERGROUP = -1_001_000_000_002


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes: the Telegram user behind the updates."""

    id: int = 1
    first_name: str = "Admin"
    lang: str = "fr"

    def as_json(self) -> Json:
        """The person as the Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.lang}


class Conversation:
    """One person in one chat with the bot; each method waits until the bot is done and gives what it showed.

    `chat_id` is the private chat with the person where none is given. The Application must be running and polling.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        api: InProcessBotApi,
        person: Person | None = None,
        chat_id: int | None = None,
    ) -> None:
        self.person = person or Person()
        self.chat_id = self.person.id if chat_id is None else chat_id
        self._application = application
        self._api = api

    async def say(self, text: str) -> list[Shown]:
        """Write a text or a command."""
        self._api.chats.waiting.pop(self.chat_id, None)
        return await self.send(self.message(text=text))

    @property
    def waiting(self) -> int | None:
        """The message that asks for a reply, which a client opens by itself."""
        return self._api.chats.waiting.get(self.chat_id)

    async def reply(self, text: str, message_id: int | None = None) -> list[Shown]:
        """Write a text below a message, by default the one that asks for a reply. LookupError where none does."""
        number = self._api.chats.waiting.pop(self.chat_id) if message_id is None else message_id
        answered = self._api.chats.messages[self.chat_id, number]
        return await self.send(self.message(text=text, reply_to_message=answered))

    async def edit(self, message_id: int, text: str) -> list[Shown]:
        """Edit a message that was written before."""
        edited = self.message(text=text) | {"message_id": message_id, "edit_date": _timestamp(datetime.now(UTC))}
        return await self.send(edited, "edited_message")

    async def forward(
        self, text: str, publisher: str | None = "Al-Manar", published: date | datetime = date(2017, 5, 19),
        kind: str = "channel",
    ) -> list[Shown]:  # fmt: skip
        """Forward a text from a channel, chat, user or hidden user (`kind`)."""
        origin = forward_origin(kind, publisher or "", published)
        return await self.send(self.message(text=text, forward_origin=origin))

    async def forward_file(
        self, name: str, content: bytes, publisher: str, published: date | datetime, kind: str = "channel"
    ) -> list[Shown]:
        """Forward a document."""
        sent = {"file_id": self._api.chats.upload(name, content), "file_name": name, "file_size": len(content)}
        document = sent | {"file_unique_id": f"u{sent['file_id']}", "mime_type": "text/plain"}
        origin = forward_origin(kind, publisher, published)
        return await self.send(self.message(document=document, forward_origin=origin))

    async def press(self, button: Button, message_id: int) -> list[Shown]:
        """Press an inline button of a message that the bot sent."""
        message = self._api.chats.messages[self.chat_id, message_id]
        callback_id = f"callback-{len(self._api.chats.callbacks) + len(self._api.calls)}"
        self._api.chats.callbacks[callback_id] = self.chat_id, message_id
        query = {"id": callback_id, "from": self.person.as_json(), "message": message, "data": button.data}
        return await self._exchange({"callback_query": query | {"chat_instance": "1"}})

    async def press_labelled(self, label: str) -> list[Shown]:
        """Press the newest button whose text contains `label`. Raises LookupError where none stands in the chat."""
        for shown in reversed(self._api.chats.in_chat(self.chat_id)):
            for button in shown.buttons:
                if label in button.text:
                    return await self.press(button, shown.message_id)
        raise LookupError(f"no button is labelled {label!r}")

    async def ask_inline(self, query: str, offset: str = "") -> InlineAnswer | None:
        """Type `@bot query` in some chat and see what is offered; None where the bot gave no answer."""
        waiting = self._api.chats.inline_queries
        query_id = f"inline-{len(waiting) + 1}"
        waiting[query_id] = None
        asked = {"id": query_id, "from": self.person.as_json(), "query": query, "offset": offset}
        await self._exchange({"inline_query": asked})
        return waiting[query_id]

    async def choose(self, result: InlineResult) -> list[Shown]:
        """Send an offered result into this chat, as Telegram does for whoever taps it; the bot hears of it here."""
        return await self.send(self.message(**result.message, via_bot=BOT))

    async def send(self, message: Json, kind: str = "message") -> list[Shown]:
        """Send any message, see `message`."""
        return await self._exchange({kind: self._api.chats.receive(message)})

    async def send_together(self, messages: Sequence[Json]) -> list[Shown]:
        """Send several messages at once, so that the bot works on them side by side."""
        before = len(self._api.chats.shown)
        for message in messages:
            await self._api.inject({"message": self._api.chats.receive(message)})
        await self.settled()
        return self._since(before)

    def message(self, **content: Any) -> Json:
        """A message of the person in the chat as the Bot API writes it, with its commands marked."""
        command = _COMMAND.match(content.get("text", ""))
        if command:
            entity = {"type": "bot_command", "offset": 0, "length": utf16_length(command[0])}
            content.setdefault("entities", [entity])
        return {"from": self.person.as_json(), "chat": self._api.chats.chat(self.chat_id), **content}

    async def settled(self) -> None:
        """Wait until every update is handled, every article that came in is read, every file asked for is sent."""
        await self._api.delivered()
        await self._application.update_queue.join()
        await self._application.bot_data[KEY].pickups.idle()
        await self._application.bot_data[KEY].intake.idle()
        await self._application.bot_data[KEY].errands.idle()

    async def update(self, update: Json) -> list[Shown]:
        """Send any update as it is."""
        return await self._exchange(update)

    async def _exchange(self, update: Json) -> list[Shown]:
        before = len(self._api.chats.shown)
        await self._api.inject(update)
        await self.settled()
        return self._since(before)

    def _since(self, before: int) -> list[Shown]:
        return [shown for shown in self._api.chats.shown[before:] if shown.chat_id == self.chat_id]


def forward_origin(kind: str, publisher: str, published: date | datetime) -> Json:
    """Where a forward comes from, as the Bot API's MessageOrigin; `kind` is one of its four types."""
    moment = published if isinstance(published, datetime) else datetime.combine(published, time(12), UTC)
    group = {"id": _SUPERGROUP, "type": "supergroup", "title": publisher}
    user = {"id": 77, "is_bot": False, "first_name": publisher}
    whose: dict[str, Json] = {
        "channel": {"chat": group | {"id": _CHANNEL, "type": "channel"}, "message_id": 1},
        "chat": {"sender_chat": group},
        "user": {"sender_user": user},
        "hidden_user": {"sender_user_name": publisher},
    }
    return {"type": kind, "date": _timestamp(moment), **whose[kind]}


def _timestamp(moment: datetime) -> int:
    return int(moment.timestamp())

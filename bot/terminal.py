"""The Bot API spoken in process: the real Application runs over it in the terminal and in the tests.

`InProcessBotApi` is the transport; what the chats look like lives in `bot.terminal_chats`, the person who writes in
`bot.terminal_talk`. Nothing here opens a socket.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.services import Clock
from bot.terminal_chats import Chats, Uploads
from bot.terminal_messages import Json, RefusalError

TOKEN = "42:in-process"
_LONGEST_POLL = 30.0  # seconds; python-telegram-bot asks for 10


@dataclass(frozen=True, slots=True)
class Call:
    """One method call of the bot: what it asked, when, and the HTTP status of the answer (None: no answer)."""

    method: str
    params: Json
    at: datetime
    status: int | None


@dataclass(slots=True)
class Fault:
    """What goes wrong with calls of `method` («*»: all but getUpdates) whose parameters match.

    The first `skip` such calls pass, the next `times` fail: with `refusal`, or as a network error before or after the
    call was carried out (`network`: "before" or "after").
    """

    method: str = "*"
    match: Json | None = None
    refusal: RefusalError | None = None
    network: str | None = None
    skip: int = 0
    times: int = 1

    def strikes(self, method: str, params: Json) -> bool:
        """Whether this call fails; counts it."""
        if method != self.method and (self.method != "*" or method == "getUpdates"):
            return False
        if any(str(params.get(name)) != str(value) for name, value in (self.match or {}).items()):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return self.times >= 0


def flood(retry_after: int) -> RefusalError:
    """Telegram's answer to too many messages; `retry_after` in seconds."""
    return RefusalError(f"Too Many Requests: retry after {retry_after}", 429, {"retry_after": retry_after})


def blocked() -> RefusalError:
    """Telegram's answer when the user has blocked the bot."""
    return RefusalError("bot was blocked by the user", 403)


def migrated(chat_id: int) -> RefusalError:
    """Telegram's answer when a group has become the supergroup `chat_id`."""
    return RefusalError("group chat was upgraded to a supergroup chat", 400, {"migrate_to_chat_id": chat_id})


def server_error() -> RefusalError:
    """Telegram's answer when it fails itself."""
    return RefusalError("Internal Server Error", 500)


class InProcessBotApi(BaseRequest):
    """A Bot API server that lives in this process, as python-telegram-bot's transport.

    It refuses what Telegram refuses: unknown or unmatched HTML tags, empty and too long texts, callback data over 64
    bytes, edits that change nothing, unknown messages, queries and files. `calls` logs every call but getUpdates,
    `faults` lets calls fail. Files that the bot sends are saved in `folder` where one is given.
    """

    def __init__(self, clock: Clock, *, folder: Path | None = None) -> None:
        self.chats = Chats(clock, folder)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self._clock = clock
        self._update_ids = itertools.count(1)
        self._queue: list[Json] = []
        self._changed = asyncio.Condition()

    @property
    def read_timeout(self) -> float:
        """Seconds; needed by python-telegram-bot, nothing here waits on a network."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def fault(self, method: str = "*", *, match: Json | None = None, skip: int = 0, times: int = 1,
              refusal: RefusalError | None = None, network: str | None = None) -> Fault:  # fmt: skip
        """Let the next calls of `method` fail, see Fault."""
        self.faults.append(Fault(method, match, refusal, network, skip, times))
        return self.faults[-1]

    def called(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    async def inject(self, update: Json) -> int:
        """Queue an update for getUpdates and give its number."""
        async with self._changed:
            numbered = {"update_id": next(self._update_ids)} | update
            self._queue.append(numbered)
            self._changed.notify_all()
            return int(numbered["update_id"])

    async def delivered(self) -> None:
        """Wait until the bot has fetched and confirmed every update."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._queue)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Answer one request as a Bot API server would: status and body."""
        path = urlsplit(url).path
        name = path.rsplit("/", 1)[-1]
        if path.startswith("/file/"):
            return self._download(name)
        params: Json = dict(request_data.parameters) if request_data else {}
        if name == "getUpdates":
            return 200, _body({"ok": True, "result": await self._get_updates(params)})
        return self._call(name, params, _uploads(request_data))

    def _call(self, name: str, params: Json, uploads: Uploads) -> tuple[int, bytes]:
        fault = next((fault for fault in self.faults if fault.strikes(name, params)), None)
        status: int | None = None
        try:
            if fault and fault.network == "before":
                raise NetworkError("connection lost before the request was sent")
            if fault and fault.refusal:
                raise fault.refusal
            result = self.chats.answer(name, params, uploads)
            if fault and fault.network == "after":
                raise NetworkError("connection lost before the answer came")
            status, body = 200, {"ok": True, "result": result}
        except RefusalError as refusal:
            status, body = refusal.code, refusal.as_json()
        finally:
            self.calls.append(Call(name, params, self._clock(), status))
        return status, _body(body)

    def _download(self, file_id: str) -> tuple[int, bytes]:
        if file_id not in self.chats.files:
            return 404, _body(RefusalError("Not Found", 404).as_json())
        return 200, self.chats.files[file_id][1]

    async def _get_updates(self, params: Json) -> list[Json]:
        offset, limit = int(params.get("offset") or 0), int(params.get("limit") or 100)
        seconds = min(_seconds(params.get("timeout")), _LONGEST_POLL)
        async with self._changed:
            self._queue = [update for update in self._queue if update["update_id"] >= offset]
            self._changed.notify_all()
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(lambda: bool(self._queue))
            except TimeoutError:
                return []
            return self._queue[:limit]


def _seconds(timeout: Any) -> float:
    return float(timeout or 0)


def _uploads(request_data: RequestData | None) -> dict[str, tuple[str, bytes]]:
    if request_data is None or not request_data.contains_files:
        return {}
    parts = request_data.multipart_data
    return {field: (str(part[0]), _content(part[1])) for field, part in parts.items()}


def _content(part: Any) -> bytes:
    reader: Callable[[], bytes] | None = getattr(part, "read", None)
    return bytes(part) if reader is None else reader()


def _body(answer: Json) -> bytes:
    return json.dumps(answer).encode()

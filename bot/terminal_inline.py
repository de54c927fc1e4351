"""Inline mode of the in-process Bot API: an answer to an inline query, checked as Telegram checks it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.terminal_messages import LONGEST_TEXT, Button, Json, RefusalError, buttons_of, markup_fields, text_fields

_MOST_RESULTS, _LONGEST_ID, _LONGEST_OFFSET = 50, 64, 64  # Bot API, the last two in bytes
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class InlineResult:
    """An article that a person may choose: its title and description, and the message that is then sent."""

    id: str
    title: str
    description: str
    message: Json

    @property
    def text(self) -> str:
        """The message as it is read."""
        return str(self.message["text"])

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons below the message."""
        return tuple(buttons_of(self.message))


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What a person sees above the line in which they type; `button` leads to `/start payload` with the bot."""

    results: tuple[InlineResult, ...]
    next_offset: str
    button: str | None
    payload: str | None
    cache_s: int
    personal: bool


def read_answer(params: Json) -> InlineAnswer:
    """The parameters of answerInlineQuery. Raises RefusalError for what Telegram refuses."""
    results = [_result(one) for one in params["results"]]
    if len(results) > _MOST_RESULTS:
        raise RefusalError("RESULTS_TOO_MUCH")
    if len({one.id for one in results}) < len(results):
        raise RefusalError("RESULT_ID_DUPLICATE")
    offset = str(params.get("next_offset") or "")
    if len(offset.encode()) > _LONGEST_OFFSET:
        raise RefusalError("NEXT_OFFSET_INVALID")
    button = params.get("button") or {}
    payload = button.get("start_parameter")
    if button and not (button.get("text") and payload is not None and _PAYLOAD.fullmatch(payload)):
        raise RefusalError("START_PARAM_INVALID")
    cache_s = int(params.get("cache_time", 300))
    return InlineAnswer(tuple(results), offset, button.get("text"), payload, cache_s, bool(params.get("is_personal")))


def _result(given: Json) -> InlineResult:
    if given["type"] != "article" or not given.get("title"):
        raise RefusalError("can't parse inline query result: only articles with a title are known here")
    if not 1 <= len(str(given["id"]).encode()) <= _LONGEST_ID:
        raise RefusalError("RESULT_ID_INVALID")
    content = given["input_message_content"]
    message = text_fields("text", content | {"text": content["message_text"]}, LONGEST_TEXT)
    message |= markup_fields(given.get("reply_markup"))
    return InlineResult(str(given["id"]), given["title"], given.get("description") or "", message)

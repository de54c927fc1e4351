"""What a message of the in-process Bot API may hold: checked as Telegram checks it, refused as Telegram refuses it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from bot.terminal_html import Formatted, HtmlRefusedError, parse, utf16_length

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # Bot API, in UTF-16 units
_LONGEST_DATA = 64  # Bot API, in bytes


class RefusalError(Exception):
    """An answer other than «ok»: `code` as HTTP's, `parameters` as the Bot API's ResponseParameters."""

    def __init__(self, description: str, code: int = 400, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        prefix = {400: "Bad Request: ", 403: "Forbidden: "}.get(code, "")
        self.description = prefix + description.removeprefix(prefix)
        self.parameters = parameters or {}

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: it calls back with `data`, or opens `url`."""

    text: str
    data: str | None = None
    url: str | None = None


def chat_json(chat_id: int) -> Json:
    """A chat by its number: positive private, negative group, below -10¹² supergroup, as Telegram numbers them."""
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": f"User {chat_id}"}
    return {"id": chat_id, "type": "supergroup" if chat_id < -(10**12) else "group", "title": f"Group {-chat_id}"}


def buttons_of(message: Json) -> list[Button]:
    """The inline buttons of a message, row by row."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [Button(button["text"], button.get("callback_data"), button.get("url")) for row in rows for button in row]


def text_fields(name: str, params: Json, longest: int) -> Json:
    """The `text` or `caption` of a message and its entities. Raises RefusalError."""
    source = str(params.get(name) or "")
    try:
        formatted = parse(source) if params.get("parse_mode") == "HTML" else Formatted(source.strip())
    except HtmlRefusedError as error:
        raise RefusalError(str(error)) from None
    if name == "text" and not formatted.text:
        raise RefusalError("message text is empty")
    if utf16_length(formatted.text) > longest:
        raise RefusalError("message is too long" if name == "text" else "message caption is too long")
    if not formatted.text:
        return {}
    entities = [entity.as_json() for entity in formatted.entities]
    key = "entities" if name == "text" else "caption_entities"
    return {name: formatted.text} | ({key: entities} if entities else {})


def markup_fields(markup: Json | None) -> Json:
    """The inline keyboard of a message, if it has one. Raises RefusalError."""
    if not markup or "inline_keyboard" not in markup:
        return {}
    for button in itertools.chain(*markup["inline_keyboard"]):
        if not button.get("text"):
            raise RefusalError("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if not 1 <= len(str(button.get("callback_data", "-")).encode()) <= _LONGEST_DATA:
            raise RefusalError("BUTTON_DATA_INVALID")
    return {"reply_markup": markup} if any(markup["inline_keyboard"]) else {}


def venue_fields(kind: str, params: Json) -> Json:
    """A `location` (WGS84 degrees), or a `venue` with its title. Raises RefusalError."""
    latitude, longitude = float(params["latitude"]), float(params["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise RefusalError("wrong latitude or longitude specified")
    location = {"latitude": latitude, "longitude": longitude}
    if kind == "location":
        return {"location": location}
    return {
        "location": location,
        "venue": {"location": location, "title": params["title"], "address": params["address"]},
    }


def place_in_words(message: Json) -> str:
    """A location or venue as a line of text; empty for any other message."""
    location = message.get("location")
    if not location:
        return ""
    degrees = f"📍 {location['latitude']:.5f}, {location['longitude']:.5f}"
    return f"{message['venue']['title']}\n{degrees}" if "venue" in message else degrees

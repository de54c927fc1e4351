"""The chats as Telegram keeps them, for the in-process Bot API: messages, edits, deletions, buttons and files."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.services import Clock
from bot.terminal_html import Entity
from bot.terminal_inline import InlineAnswer, read_answer
from bot.terminal_messages import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Button,
    Json,
    RefusalError,
    buttons_of,
    chat_json,
    markup_fields,
    place_in_words,
    text_fields,
    venue_fields,
)

Uploads = Mapping[str, tuple[str, bytes]]
"""Uploaded files by the name of their form field: file name and content."""

BOT: Json = {"id": 42, "is_bot": True, "first_name": "Dépêche", "username": "depeche_terminal_bot"}
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_FILES = ("photo", "document", "video", "audio", "animation", "voice")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader of a chat sees happen: a message of the bot `sent`, `edited` or `deleted`, or an `alert`.

    An alert is the note that answers a pressed button. `path` is where a picture or file was saved.
    """

    what: str
    chat_id: int
    message_id: int
    text: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[Button, ...] = ()
    path: Path | None = None
    at: datetime | None = None


class Chats:
    """All chats of one bot. `messages` holds what is there now, `shown` everything that happened, in order."""

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        self.messages: dict[tuple[int, int], Json] = {}
        self.shown: list[Shown] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.callbacks: dict[str, tuple[int, int]] = {}
        self.inline_queries: dict[str, InlineAnswer | None] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope and language
        self.admins: set[tuple[int, int]] = set()  # of groups and channels: chat, user
        self.channels: dict[int, str] = {}  # their names without @
        self.waiting: dict[int, int] = {}  # by chat the message that clients open a reply to by themselves
        self.on_shown: Callable[[Shown], None] | None = None
        self._clock = clock
        self._folder = folder
        self._ids = itertools.count(1)
        self._paths: dict[str, Path] = {}
        self._answers: dict[str, Callable[[Json, Uploads], Any]] = {
            "getMe": lambda params, uploads: BOT,
            "getChatMember": self._member,
            "getChat": self._whole_chat,
            "editMessageText": self._edit,
            "editMessageCaption": self._edit,
            "editMessageReplyMarkup": self._edit,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer_callback,
            "answerInlineQuery": self._answer_inline,
            "setMyCommands": self._set_commands,
            "getMyCommands": lambda params, uploads: self.commands.get(_menu(params), []),
            "getFile": lambda params, uploads: self._file(str(params["file_id"])),
        }
        for kind in ("message", "location", "venue", *_FILES):
            self._answers[f"send{kind.capitalize()}"] = self._sender(kind)
        for method in ("sendChatAction", "deleteWebhook", "deleteMyCommands", "leaveChat"):
            self._answers[method] = lambda params, uploads: True

    def answer(self, method: str, params: Json, uploads: Uploads) -> Any:
        """Carry out one Bot API method and give its result. Raises RefusalError where Telegram would refuse."""
        if method not in self._answers:
            raise RefusalError("Not Found", 404)
        try:
            return copy.deepcopy(self._answers[method](params, uploads))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise RefusalError(f"wrong or missing parameter: {error!r}") from None

    def receive(self, message: Json) -> Json:
        """Keep a message that a person wrote, with a number and a date if it has none."""
        whole: Json = {"message_id": next(self._ids), "date": self._now()} | message
        self.messages[whole["chat"]["id"], whole["message_id"]] = whole
        return copy.deepcopy(whole)

    def upload(self, name: str, content: bytes) -> str:
        """Keep a person's file and give its file_id."""
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = name, content
        return file_id

    def in_chat(self, chat_id: int) -> list[Shown]:
        """The bot's messages that stand in the chat now, oldest first."""
        ours = [message for (chat, _), message in sorted(self.messages.items()) if chat == chat_id]
        return [self._seen("sent", message) for message in ours if message.get("from") == BOT]

    def _member(self, params: Json, uploads: Uploads) -> Json:
        chat_id, user_id = int(params["chat_id"]), int(params["user_id"])
        user = BOT if user_id == BOT["id"] else {"id": user_id, "is_bot": False, "first_name": str(user_id)}
        if (chat_id, user_id) in self.admins:
            rights = dict.fromkeys(_RIGHTS, False) | ({"can_post_messages": True} if chat_id in self.channels else {})
            return {"status": "administrator", "user": user} | rights
        return {"status": "member", "user": user}

    def chat(self, chat_id: int) -> Json:
        """A chat as the Bot API writes it; a number of `channels` is a channel's."""
        if (name := self.channels.get(chat_id)) is None:
            return chat_json(chat_id)
        return {"id": chat_id, "type": "channel", "title": name.capitalize(), "username": name}

    def _whole_chat(self, params: Json, uploads: Uploads) -> Json:
        asked = str(params["chat_id"])
        found = next((number for number, name in self.channels.items() if f"@{name}" == asked.lower()), None)
        if found is None and not asked.lstrip("-").isdecimal():
            raise RefusalError("chat not found")
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        more = {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": gifts}
        return self.chat(int(asked) if found is None else found) | more

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _sender(self, kind: str) -> Callable[[Json, Uploads], Json]:
        return lambda params, uploads: self._send(kind, params, uploads)

    def _send(self, kind: str, params: Json, uploads: Uploads) -> Json:
        chat_id = int(params["chat_id"])
        reply = params.get("reply_parameters") or {}
        known = (chat_id, reply.get("message_id")) in self.messages
        if reply and not known and not reply.get("allow_sending_without_reply"):
            raise RefusalError("message to be replied not found")
        content = self._content(kind, params, uploads)
        message = {
            "message_id": next(self._ids), "date": self._now(), "chat": self.chat(chat_id), "from": BOT, **content,
        }  # fmt: skip
        if known:
            answered = self.messages[chat_id, reply["message_id"]]
            message["reply_to_message"] = {key: part for key, part in answered.items() if key != "reply_to_message"}
        if thread := params.get("message_thread_id"):
            message |= {"message_thread_id": int(thread), "is_topic_message": True}
        self.messages[chat_id, message["message_id"]] = message
        if (params.get("reply_markup") or {}).get("force_reply"):
            self.waiting[chat_id] = message["message_id"]
        self._show("sent", message)
        return message

    def _content(self, kind: str, params: Json, uploads: Uploads) -> Json:
        """The fields of a message that the parameters ask for, checked."""
        body: Json = {}
        if kind == "message":
            body |= text_fields("text", params, LONGEST_TEXT)
        elif kind in ("location", "venue"):
            body |= venue_fields(kind, params)
        else:
            body |= text_fields("caption", params, LONGEST_CAPTION)
            body[kind] = self._sent_file(kind, params, uploads)
        return body | markup_fields(params.get("reply_markup"))

    def _sent_file(self, kind: str, params: Json, uploads: Uploads) -> Any:
        if kind in uploads or str(params.get(kind, "")).startswith("attach://"):
            name, content = uploads[kind if kind in uploads else str(params[kind]).removeprefix("attach://")]
            file_id = self.upload(name, content)
            if self._folder is not None:
                self._paths[file_id] = self._save(file_id, name, content)
        else:
            file_id = str(params[kind])
        sent = self._file(file_id)
        return [sent | {"width": 1, "height": 1}] if kind == "photo" else sent

    def _save(self, file_id: str, name: str, content: bytes) -> Path:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{file_id}-{Path(name).name}"
        path.write_bytes(content)
        return path

    def _file(self, file_id: str) -> Json:
        if file_id not in self.files:
            raise RefusalError("wrong file_id or the file is temporarily unavailable")
        name, content = self.files[file_id]
        described = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": name}
        return described | {"file_size": len(content), "file_path": f"files/{file_id}"}

    def _edit(self, params: Json, uploads: Uploads) -> Json:
        key = int(params["chat_id"]), int(params["message_id"])
        if key not in self.messages:
            raise RefusalError("message to edit not found")
        old = self.messages[key]
        new = {name: value for name, value in old.items() if name not in ("reply_markup", "edit_date")}
        if "text" in params:
            new = {name: value for name, value in new.items() if name != "entities"}
            new |= text_fields("text", params, LONGEST_TEXT)
        elif "caption" in params:
            new |= text_fields("caption", params, LONGEST_CAPTION)
        new |= markup_fields(params.get("reply_markup"))
        if new == {name: value for name, value in old.items() if name != "edit_date"}:
            raise RefusalError(
                "message is not modified: specified new message content and reply markup are exactly the same"
            )
        self.messages[key] = new | {"edit_date": self._now()}
        self._show("edited", self.messages[key])
        return self.messages[key]

    def _delete(self, params: Json, uploads: Uploads) -> bool:
        message = self.messages.pop((int(params["chat_id"]), int(params["message_id"])), None)
        if message is None:
            raise RefusalError("message to delete not found")
        self._show("deleted", message)
        return True

    def _answer_callback(self, params: Json, uploads: Uploads) -> bool:
        where = self.callbacks.pop(str(params["callback_query_id"]), None)
        if where is None:
            raise RefusalError("query is too old and response timeout expired or query ID is invalid")
        if params.get("text"):
            self._tell(Shown("alert", *where, text=str(params["text"]), at=self._clock()))
        return True

    def _answer_inline(self, params: Json, uploads: Uploads) -> bool:
        query_id = str(params["inline_query_id"])
        if query_id not in self.inline_queries or self.inline_queries[query_id] is not None:
            raise RefusalError("query is too old and response timeout expired or query ID is invalid")
        self.inline_queries[query_id] = read_answer(params)
        return True

    def _set_commands(self, params: Json, uploads: Uploads) -> bool:
        self.commands[_menu(params)] = params["commands"]
        return True

    def _show(self, what: str, message: Json) -> None:
        self._tell(self._seen(what, message))

    def _tell(self, shown: Shown) -> None:
        self.shown.append(shown)
        if self.on_shown is not None:
            self.on_shown(shown)

    def _seen(self, what: str, message: Json) -> Shown:
        kind = next((kind for kind in _FILES if kind in message), None)
        sent: Json = {} if kind is None else message[kind][-1] if kind == "photo" else message[kind]
        entities = message.get("entities") or message.get("caption_entities") or []
        return Shown(
            what,
            message["chat"]["id"],
            message["message_id"],
            text=message.get("text") or message.get("caption") or place_in_words(message),
            entities=tuple(Entity(e["type"], e["offset"], e["length"], e.get("url")) for e in entities),
            buttons=tuple(buttons_of(message)),
            path=self._paths.get(sent.get("file_id", "")),
            at=self._clock(),
        )


def _menu(params: Json) -> tuple[str, str]:
    """Which list of commands is meant: its scope and its language, empty for all others."""
    return (params.get("scope") or {}).get("type", "default"), params.get("language_code") or ""

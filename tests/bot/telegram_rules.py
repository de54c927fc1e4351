"""What Telegram takes, more strictly than the in-process Bot API refuses it: HTML, lengths, buttons, characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from bot.terminal import Call

# Telegram's limits: UTF-16 units of texts, bytes of data, core.telegram.org/bots/api and limits.tginfo.me
TEXT, CAPTION, ALERT, DATA, BUTTONS, MARKUP = 4096, 1024, 200, 64, 100, 10_000

TAGS = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre"), ""),
    "code": r'(?: class="language-[\w+-]+")?',
    "blockquote": r"(?: expandable)?",
    "span": r' class="tg-spoiler"',
    "a": r' href="[^"<>]+"',
    "tg-emoji": r' emoji-id="\d+"',
}
TAG = re.compile(r"<(/?)([a-z-]+)([^<>]*)>")
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


class Refused(Exception):  # noqa: N818 (it is what Telegram does)
    """Telegram would not take it, or would show it wrong."""


def plain(html: str) -> str:
    """The text of Telegram's HTML. Refused for any other tag, attribute or entity, and for tags that cross."""
    text, position, open_tags = "", 0, []
    while position < len(html):
        sign = html[position]
        found = (TAG if sign == "<" else ENTITY).match(html, position) if sign in "<&" else None
        if sign in "<>&" and found is None:
            raise Refused(f"a bare {sign!r} in …{html[max(0, position - 30) : position + 30]!r}")
        if found is None:
            text, position = text + sign, position + 1
            continue
        position = found.end()
        if sign == "&":
            text += "x"
        elif found[1]:
            if not open_tags or open_tags.pop() != found[2] or found[3]:
                raise Refused(f"{found[0]} closes nothing")
        else:
            if not re.fullmatch(TAGS.get(found[2], "(?!)"), found[3]):
                raise Refused(f"{found[0]} is none of Telegram's tags")
            inside = {*open_tags}
            if inside & {"code", "pre"} or (found[2] in inside) or (found[2] in ("code", "pre") and open_tags):
                raise Refused(f"{found[0]} inside {open_tags}")
            open_tags.append(found[2])
    if open_tags:
        raise Refused(f"{open_tags} are left open")
    return text


def check_text(text: str, parse_mode: str | None, longest: int) -> None:
    """A text or caption: its HTML, its length after parsing, something to see, entities no more than are shown."""
    said = plain(text) if parse_mode == "HTML" else text
    if len(said.encode("utf-16-le", "surrogatepass")) // 2 > longest:
        raise Refused(f"{len(said)} characters")
    if longest == TEXT and not said.strip():
        raise Refused("nothing to see")
    if parse_mode == "HTML" and text.count("</") > 100:
        raise Refused("of more than 100 entities the others are not shown")


def check_markup(markup: dict[str, Any] | None) -> None:
    """A keyboard: labels that can be seen, data of 1 to 64 bytes, not too many."""
    buttons = list(itertools.chain(*(markup or {}).get("inline_keyboard", [])))
    if len(buttons) > BUTTONS or len(str(markup)) > MARKUP:
        raise Refused(f"{len(buttons)} buttons, {len(str(markup))} characters")
    for button in buttons:
        if not button["text"].strip() or len(button) != 2:  # a label and one thing that it does
            raise Refused(f"button {button}")
        if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA:
            raise Refused(f"button {button}")


def check(call: Call) -> None:
    """One call of the bot: answered «ok» or refused for what nobody can help, with nothing that is not allowed."""
    params = call.params
    for told in strings(params):
        told.encode()  # UnicodeEncodeError: a lone surrogate can't be sent
        if "\x00" in told:
            raise Refused("NUL")
    if "text" in params and call.method != "answerCallbackQuery":
        check_text(params["text"], params.get("parse_mode"), TEXT)
    if "caption" in params:
        check_text(params["caption"], params.get("parse_mode"), CAPTION)
    if len(params.get("text", "")) > ALERT and call.method == "answerCallbackQuery":
        raise Refused("a note too long")
    check_markup(params.get("reply_markup"))
    for result in params.get("results", ()):
        content = result["input_message_content"]
        check_text(content["message_text"], content.get("parse_mode"), TEXT)
        check_markup(result.get("reply_markup"))
    asked = call.method in ("getChat", "getChatMember")  # a channel that there is not, or whose members are not told
    helpless = call.method == "answerCallbackQuery" or (call.method.startswith("editMessage") and call.status == 400)
    helpless |= asked and call.status == 400
    if call.status != 200 and not helpless:
        raise Refused(f"{call.status}")


def strings(value: Any) -> Iterator[str]:
    """Every text in the parameters of a call."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from itertools.chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list | tuple):
        yield from itertools.chain.from_iterable(map(strings, value))

"""The chat in the terminal: each line goes to the bot, what the bot shows is printed before the next line is read."""

from __future__ import annotations

import shlex
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

from bot.article_files import ArticleFileError, Particulars, articles_of, content_of
from bot.terminal import InProcessBotApi
from bot.terminal_chats import Shown
from bot.terminal_html import parse, utf16_length
from bot.terminal_inline import InlineResult
from bot.terminal_talk import Conversation
from bot.terminal_view import Screen
from bot.texts import Texts
from nlp.schema import Article

_LONGEST_MESSAGE = 4096  # UTF-16 units; longer articles are forwarded as files, as on Telegram
_MISSING = ("files.no_date", "files.no_publisher")  # what the usage tells better than the command's own words
_FLAGS = {"--published": "published", "--from": "publisher"}


class TerminalChat:
    """One person's chat; `talk` is the person, `screen` what she sees.

    `group` is the same person in a group. What the bot posts in a channel is shown under the channel's name.
    """

    def __init__(
        self, talk: Conversation, api: InProcessBotApi, screen: Screen, texts: Texts, group: Conversation | None = None
    ) -> None:
        self._talk = talk
        self._other = group
        self._api = api
        self._screen = screen
        self._texts = texts
        self._offered: tuple[InlineResult, ...] = ()
        api.chats.on_shown = self._see

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Talk until `/quit` or the end of the lines."""
        async for line in lines:
            words = line.strip()
            command = words.split(maxsplit=1)[0].lower() if words else ""
            if command == "/quit":
                return
            if command == "/forward":
                await self._forward(words)
            elif command == "/location":
                await self._locate(words)
            elif command == "/group" and self._other is not None:
                self._talk, self._other = self._other, self._talk
                self._note("terminal.in_group" if self._talk.chat_id < 0 else "terminal.in_private")
            elif command == "/inline":
                await self._ask_inline(words.partition(" ")[2])
            elif self._talk.waiting is not None and words and not words.startswith("/"):
                await self._talk.reply(words)
            elif words.isdecimal() and len(words) < 4:
                await self._press(int(words))
            elif words:
                self._offered = ()
                await self._talk.say(words)
            if command == "/help":
                self._note("terminal.help")

    def _see(self, shown: Shown) -> None:
        """Show what happens in the chats of the person, and what is posted in a channel."""
        if shown.chat_id in self._api.chats.channels:
            self._screen.note(f"@{self._api.chats.channels[shown.chat_id]}:")
        elif shown.chat_id not in (self._talk.chat_id, self._other.chat_id if self._other else None):
            return
        self._screen.show(shown)

    async def _locate(self, words: str) -> None:
        """Share a location, «/location 36.34 43.13»."""
        try:
            latitude, longitude = (float(part.strip(",")) for part in words.split()[1:])
        except ValueError:
            self._note("terminal.location_usage")
            return
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            self._note("terminal.location_usage")
            return
        await self._talk.send(self._talk.message(location={"latitude": latitude, "longitude": longitude}))

    async def _ask_inline(self, words: str) -> None:
        """Show what `@bot words` offers in any chat, for a number to choose."""
        answer = await self._talk.ask_inline(words)
        self._offered = answer.results if answer else ()
        lines = [answer.button] if answer and answer.button else []
        for number, one in enumerate(self._offered, 1):
            lines += [f"[{number}] {one.title}", *([f"    {one.description}"] if one.description else [])]
        self._screen.note("\n".join(lines))

    async def _press(self, number: int) -> None:
        """Choose what was offered last, or press a button of the last message that has any."""
        if 1 <= number <= len(self._offered):
            self._screen.show_sent(self._offered[number - 1].text, self._offered[number - 1].buttons)
            await self._talk.choose(self._offered[number - 1])
            return
        for shown in reversed(self._api.chats.in_chat(self._talk.chat_id)):
            if shown.buttons:
                if 1 <= number <= len(shown.buttons):
                    await self._talk.press(shown.buttons[number - 1], shown.message_id)
                    return
                break
        self._note("terminal.no_button", number=number)

    async def _forward(self, words: str) -> None:
        try:
            name, given = _arguments(words)
            articles = list(articles_of(name, content_of(_path(name)), given))
        except _UsageError as error:
            self._note(error.key, **error.values)
            return
        except ArticleFileError as error:
            if error.key in _MISSING:
                self._note("terminal.forward_usage")
                return
            self._note("files.bad", name=name, why=self._texts.get(error.key, **error.values).unescape())
            return
        for article in articles:
            await self._forward_article(article)

    async def _forward_article(self, article: Article) -> None:
        publisher = article.publisher or "?"
        if utf16_length(article.text) <= _LONGEST_MESSAGE:
            await self._talk.forward(article.text, publisher, article.published)
        else:
            content = article.text.encode()
            await self._talk.forward_file(f"{article.id}.txt", content, publisher, article.published)

    def _note(self, key: str, **values: object) -> None:
        self._screen.note(parse(self._texts.get(key, **values)).text)


def _path(name: str) -> Path:
    return Path(name).expanduser()


class _UsageError(Exception):
    """A `/forward` that can't be understood; `key` and `values` give the answer from the catalogues."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def _arguments(words: str) -> tuple[str, Particulars]:
    """The file and the particulars of `/forward FILE --published DAY --from NAME`. Raises _UsageError."""
    try:
        parts = shlex.split(words)[1:]
    except ValueError:
        raise _UsageError("terminal.forward_usage") from None
    names: list[str] = []
    given: dict[str, str] = {}
    while parts:
        part = parts.pop(0)
        flag, separator, value = part.partition("=")
        if flag in _FLAGS and (separator or parts):
            given[_FLAGS[flag]] = value if separator else parts.pop(0)
        else:
            names.append(part)
    if len(names) != 1 or names[0].startswith("--"):
        raise _UsageError("terminal.forward_usage")
    try:
        published = date.fromisoformat(given["published"]) if "published" in given else None
    except ValueError:
        raise _UsageError("terminal.bad_date", date=given["published"]) from None
    return names[0], Particulars(published=published, publisher=given.get("publisher"))

"""`depeche chat` and `depeche run`: the bot in the terminal, and on Telegram."""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import files
from pathlib import Path

from rich.console import Console

import store.articles
import store.chats
from bot.app import build, running, serve, utc_now
from bot.services import KEY, Services
from bot.settings import Settings
from bot.stdin import lines_of, standard_input
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_chat import TerminalChat
from bot.terminal_chats import BOT
from bot.terminal_talk import Conversation, Person
from bot.terminal_view import Screen
from bot.texts import LANGUAGES, Texts, texts
from nlp.record import article_from_record
from nlp.schema import Article
from store.database import migrate
from store.records import ChatRecord

ADMIN = 1
"""The Telegram id of the person at the terminal; no real user has it."""

GROUP, CHANNEL = -1, -1_000_000_000_001
"""A group and a channel of theirs, of which they are an admin; the bot may post in the channel."""

_LONGEST_STOP_S = 30.0


def run(settings: Settings) -> None:
    """Be on Telegram until SIGINT or SIGTERM. Raises TokenRefusedError, DatabaseError."""
    migrate(settings.database_url)
    asyncio.run(_serve(settings))


def chat(settings: Settings, lang: str | None = None, *, samples: bool = True) -> None:
    """Talk with the bot in the terminal; reads standard input to its end. Raises DatabaseError."""
    migrate(settings.database_url)
    asyncio.run(_chat(settings, lang, samples=samples))


def system_language(environment: Mapping[str, str], default: str) -> str:
    """The language of the terminal by its locale variables, if the bot speaks it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            primary = value.split("_")[0].split(".")[0].lower()
            return primary if primary in LANGUAGES else default
    return default


def sample_articles() -> list[Article]:
    """The dispatches that come with the bot, so that a newcomer's first question has an answer."""
    entries = sorted((e for e in files("bot").joinpath("samples").iterdir() if e.name.endswith(".json")), key=_name)
    found = []
    for entry in entries:
        records = json.loads(entry.read_text(encoding="utf-8"))
        found += [article_from_record(record) for record in (records if isinstance(records, list) else [records])]
    return found


async def _serve(settings: Settings) -> None:
    stopping = asyncio.Event()

    def stop() -> None:
        # What hangs is shown and ended: what is stored or claimed in the database is taken up again at the next start.
        faulthandler.dump_traceback_later(_LONGEST_STOP_S, exit=True)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await serve(build(settings), stopping)


async def _chat(settings: Settings, lang: str | None, *, samples: bool) -> None:
    spoken = lang or system_language(os.environ, settings.default_language)
    # Of its own: two chats at once must not write over one another's files.
    folder = Path(tempfile.gettempdir()) / f"depeche-files-{os.getpid()}"
    api = InProcessBotApi(utc_now, folder=folder)
    # An installation that is on Telegram has subscribers there, whose digests must not be claimed and sent in here.
    alone = not settings.has_token
    api.chats.channels[CHANNEL] = "canal"
    api.chats.admins |= {(GROUP, ADMIN), (CHANNEL, ADMIN), (CHANNEL, int(BOT["id"]))}
    admins = settings.model_copy(update={"admin_ids": settings.admin_ids | {ADMIN}})
    application = build(admins, request=api, token=TOKEN, scheduled=alone)
    words = texts(spoken)
    console = Console(highlight=False, markup=False, emoji=False)
    async with running(application):
        use: Services = application.bot_data[KEY]
        await _set_language(use, spoken, chosen=lang is not None)
        if samples:
            await _read_samples(use, words)
        console.print(words.get("terminal.welcome").unescape(), end="\n\n", soft_wrap=True)
        person = Person(ADMIN, lang=spoken)
        talk, group = Conversation(application, api, person), Conversation(application, api, person, GROUP)
        front = TerminalChat(talk, api, Screen(console, words), words, group)
        with _above_the_prompt():
            await front.run(_lines())


async def _set_language(use: Services, lang: str, *, chosen: bool) -> None:
    async with use.database.write() as session:
        known = await store.chats.ensure(session, ChatRecord(ADMIN, lang, use.settings.default_timezone))
        if chosen and known.lang != lang:
            await store.chats.set_language(session, ADMIN, lang)


async def _read_samples(use: Services, words: Texts) -> None:
    """Take the samples into an archive that has no article yet."""
    async with use.database.read() as session:
        if sum((await store.articles.counts_by_state(session)).values()):
            return
    articles = sample_articles()
    print(words.count("terminal.samples", len(articles)).unescape(), file=sys.stderr, flush=True)
    for article in articles:
        await use.intake.receive(article)
    await use.intake.idle()


async def _lines() -> AsyncIterator[str]:
    if _asks():
        from prompt_toolkit import PromptSession

        session: PromptSession[str] = PromptSession()
        while True:
            try:
                yield await session.prompt_async("› ")
            except (EOFError, KeyboardInterrupt):
                return
    async for line in lines_of(standard_input()):
        yield (line or b"").decode("utf-8", "replace")


def _asks() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _above_the_prompt() -> AbstractContextManager[None]:
    """What is printed while a line is being typed (a digest that comes) goes above that line."""
    if not _asks():
        return nullcontext()
    from prompt_toolkit.patch_stdout import patch_stdout

    return patch_stdout(raw=True)


def _name(entry: object) -> str:
    return str(getattr(entry, "name", ""))

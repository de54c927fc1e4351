"""The bot as it runs, over the in-process Bot API: real Application, real SQLite file, real reader."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from telegram.ext import Application

from bot.app import build, running
from bot.fetching.fetch import Fetcher
from bot.reading import ReadingPool
from bot.services import KEY, Services
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_talk import Conversation, Person
from store.database import migrate
from tests.bot.fetching.web import Web


class MovingClock:
    """A clock that moves when it is told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on by `timedelta(**by)`."""
        self.now += timedelta(**by)


@dataclass
class World:
    """A running bot: `talk` gives someone who speaks with it, `web` is all that links lead to."""

    application: Application[Any, Any, Any, Any, Any, Any]
    api: InProcessBotApi
    services: Services
    clock: MovingClock
    web: Web

    def talk(self, person_id: int = 1, *, lang: str = "fr", chat_id: int | None = None) -> Conversation:
        """A person (1 is an admin), by default in the private chat with the bot."""
        return Conversation(self.application, self.api, Person(person_id, f"P{person_id}", lang), chat_id)


@pytest.fixture
def clock() -> MovingClock:
    """Saturday 20 May 2017, 09:00 UTC."""
    return MovingClock(datetime(2017, 5, 20, 9, tzinfo=UTC))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "depeche.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated_file: Path) -> Settings:
    """Settings of a bot without Telegram, on a fresh SQLite file; user 1 is the admin."""
    path = tmp_path / "depeche.db"
    shutil.copy(migrated_file, path)
    return Settings(
        telegram_bot_token=SecretStr(""),
        telegram_api_url="http://127.0.0.1:9",
        database_url=f"sqlite:///{path}",
        admin_ids=frozenset({1}),
        default_timezone="UTC",
        default_language="fr",
        reader_workers=1,
        log_level="INFO",
    )


@pytest.fixture(scope="session")
def readers() -> Iterator[ReadingPool]:
    """One reading process for the whole run, so that the model is loaded once."""
    pool = ReadingPool(1)
    yield pool
    pool.close()


@pytest.fixture
async def world(settings: Settings, clock: MovingClock, readers: ReadingPool, tmp_path: Path) -> AsyncIterator[World]:
    """A running bot, without the recurring tick: a test says itself when it is time."""
    api = InProcessBotApi(clock, folder=tmp_path / "files")
    web = Web()
    fetcher = Fetcher(web.resolve, web)
    application = build(
        settings, request=api, token=TOKEN, clock=clock, readers=readers, fetcher=fetcher, scheduled=False
    )
    async with running(application):
        yield World(application, api, application.bot_data[KEY], clock, web)

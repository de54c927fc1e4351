"""The whole way of an article: forwarded by an admin, asked for by anyone, told in the morning."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import build, running
from bot.delivery import deliver_due
from bot.pacing import Pace
from bot.reading import ReadingPool
from bot.services import KEY
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_talk import Conversation, Person
from store.database import migrate

NOON = datetime(2017, 5, 20, 12, tzinfo=UTC)
DISPATCH = (
    "Les combattants du Hachd al-Chaabi ont repris jeudi 18 mai le village de Tal Qasab, près de Qayrawan, "
    "selon l'agence INA.\n"
    "Vendredi, Daech a tiré des roquettes sur Qayrawan, tuant trois civils."
)
LATER = "Un raid de l'aviation irakienne a détruit dimanche 21 mai un dépôt de munitions de Daech à Qayrawan."


@pytest.fixture
def now() -> list[datetime]:
    """The present moment, in a list of one so that a test can move it."""
    return [NOON]


@pytest.fixture
async def bot(tmp_path: Path, now: list[datetime]) -> AsyncIterator[tuple[Any, InProcessBotApi]]:
    """The bot as it is composed for Telegram, over the in-process Bot API; user 1 is the admin."""
    url = f"sqlite:///{tmp_path / 'depeche.db'}"
    migrate(url)
    settings = Settings(
        telegram_bot_token=SecretStr(""), database_url=url, admin_ids=frozenset({1}), default_timezone="UTC"
    )
    api, readers = InProcessBotApi(lambda: now[0]), ReadingPool(1)
    application = build(settings, request=api, token=TOKEN, clock=lambda: now[0], readers=readers, scheduled=False)
    async with running(application):
        yield application, api
    readers.close()


async def test_from_the_forward_to_the_digest(bot: tuple[Any, InProcessBotApi], now: list[datetime]) -> None:
    """An admin forwards, a reader asks and subscribes; each morning tells what is new, and nothing twice."""
    application, api = bot
    admin, reader = Conversation(application, api, Person(1)), Conversation(application, api, Person(2))

    acknowledged, *edits = await admin.forward(DISPATCH, "Radio Sinjar", date(2017, 5, 20))
    assert edits and edits[-1].message_id == acknowledged.message_id
    assert "/event_1" in edits[-1].text

    (asked,) = await reader.say("/events Qayrawan")
    assert asked.text.startswith("Événements\u00a0: Qayrawan (Irak)")
    assert "Daech" in asked.text and "19 mai 2017" in asked.text and "roquettes" in asked.text
    assert any("Hachd al-Chaabi" in shown.text for shown in await reader.say("/actors"))
    number = asked.text.split("/event_")[1].split()[0]
    (card,) = await reader.say(f"/event_{number}")
    assert "Radio Sinjar, 20 mai 2017" in card.text

    await reader.say("/subscribe Qayrawan 8h")
    assert await delivered(application, now, days=1) == 1
    assert "roquettes" in last(api, 2)
    assert await delivered(application, now, days=2) == 1
    assert "Aucun article n’a été lu" in last(api, 2) and "/event_" not in last(api, 2)

    assert "/event_" in (await admin.forward(LATER, "Radio Sinjar", date(2017, 5, 22)))[-1].text
    assert await delivered(application, now, days=3) == 1
    assert "munitions" in last(api, 2) and "roquettes" not in last(api, 2)


async def delivered(application: Any, now: list[datetime], *, days: int) -> int:
    """How many digests go out `days` after the beginning, at eight in the morning."""
    now[0] = NOON.replace(hour=8) + timedelta(days=days)
    return await deliver_due(application.bot_data[KEY], application.bot, Pace())


def last(api: InProcessBotApi, chat_id: int) -> str:
    """The newest message of the chat."""
    return api.chats.in_chat(chat_id)[-1].text

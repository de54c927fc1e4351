"""The parts wired together: order in a chat, an apology for what goes wrong, no token in the log, start and stop."""

from __future__ import annotations

import asyncio
import io
import logging

import pytest
from pydantic import SecretStr
from telegram import Update
from telegram.error import Conflict, NetworkError
from telegram.ext import CommandHandler, ContextTypes

from bot.app import PollingReports, TokenRefusedError, build, running
from bot.logs import Redacting, configure
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi, blocked
from bot.terminal_messages import RefusalError

SECRET = "AAE-very_secret"


async def test_the_updates_of_one_chat_are_handled_in_order(world) -> None:
    """The language is set before the next command is answered, although updates are handled side by side."""
    talk = world.talk()
    shown = await talk.send_together([talk.message(text="/lang en"), talk.message(text="/places")])
    assert [one.text.isascii() for one in shown] == [True, True]


async def test_a_slow_chat_holds_up_no_other(world) -> None:
    """While one chat's command waits, another chat gets its answer."""
    entered, released = asyncio.Event(), asyncio.Event()

    async def wait(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        entered.set()
        await released.wait()

    world.application.add_handler(CommandHandler("wait", wait), group=-1)
    waiting = asyncio.create_task(world.talk(1).say("/wait"))
    await entered.wait()
    api = world.api
    other = world.talk(2)
    await api.inject({"message": api.chats.receive(other.message(text="/places"))})
    try:
        async with asyncio.timeout(10):
            while not api.chats.in_chat(2):  # noqa: ASYNC110 (the answer is what is waited for)
                await asyncio.sleep(0.01)
    finally:
        released.set()
    await waiting


async def test_an_error_is_apologised_for_and_logged(world, caplog: pytest.LogCaptureFixture) -> None:
    """A handler breaks: the person is told in her language, the log has the cause, the bot goes on."""

    async def break_down(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        raise ZeroDivisionError("on purpose")

    world.application.add_handler(CommandHandler("break", break_down), group=-1)
    sorry, *_ = await world.talk(2, lang="en").say("/break")
    assert "Sorry" in sorry.text
    assert "on purpose" in caplog.text
    assert await world.talk(2, lang="en").say("/places")


async def test_who_has_blocked_the_bot_gets_no_apology(world, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram says 403 to the answer: nothing more is sent there, and it is no error of ours."""
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=blocked())
    assert await world.talk(2).say("/places") == []
    assert len(world.api.called("sendMessage")) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_network_error_in_an_answer_does_not_end_the_bot(world) -> None:
    """One answer is lost, the next one comes."""
    world.api.fault("sendMessage", network="before", times=2)
    assert await world.talk().say("/places") == []
    assert await world.talk().say("/places")


async def test_a_refused_token_ends_the_start(settings: Settings, clock, readers) -> None:
    """Telegram says 401: one clear error, which does not show the token."""
    api = InProcessBotApi(clock)
    api.fault("getMe", refusal=RefusalError("Unauthorized", 401))
    application = build(settings, request=api, token=f"42:{SECRET}", clock=clock, readers=readers)
    with pytest.raises(TokenRefusedError, match="TELEGRAM_BOT_TOKEN") as refused:
        async with running(application):
            pass
    assert SECRET not in str(refused.value)


async def test_an_unreachable_telegram_is_tried_again(
    settings: Settings, clock, readers, caplog: pytest.LogCaptureFixture
) -> None:
    """The network is down at first: a line in the log, then the bot runs."""
    api = InProcessBotApi(clock)
    api.fault("getMe", network="before")
    application = build(settings, request=api, token=TOKEN, clock=clock, readers=readers, scheduled=False)
    async with running(application):
        assert application.running
    assert "can't be reached" in caplog.text


async def test_stopping_while_telegram_is_unreachable(settings: Settings, clock, readers) -> None:
    """The signal to stop ends the attempts too."""
    api, stopping = InProcessBotApi(clock), asyncio.Event()
    api.fault("getMe", network="before", times=1000)
    application = build(settings, request=api, token=TOKEN, clock=clock, readers=readers, scheduled=False)
    stopping.set()
    async with asyncio.timeout(10), running(application, stopping):
        assert not application.running


def test_the_log_never_shows_the_token() -> None:
    """Neither in a message nor in a traceback; libraries are silent below WARNING."""
    out = io.StringIO()
    before = logging.getLogger().handlers[:]
    try:
        configure("INFO", SecretStr(f"123:{SECRET}"), out)
        logging.getLogger("bot").info("at https://api.telegram.org/bot123:%s/getMe", SECRET)
        try:
            raise ValueError(f"token 123:{SECRET} was rejected")
        except ValueError:
            logging.getLogger("bot").exception("refused")
        logging.getLogger("httpx").info("chatter")
    finally:
        logging.basicConfig(handlers=before or [logging.NullHandler()], force=True)
    assert "refused" in out.getvalue() and "was rejected" in out.getvalue()
    assert SECRET not in out.getvalue() and "chatter" not in out.getvalue()


def test_without_a_token_nothing_is_replaced() -> None:
    """An empty secret must not put stars between all letters."""
    record = logging.LogRecord("bot", logging.INFO, "", 0, "plain", None, None)
    assert Redacting("").format(record).endswith("plain")


def test_two_processes_on_one_token_are_noted_once(caplog: pytest.LogCaptureFixture) -> None:
    """Telegram refuses the polling of one of them again and again; that it can't be reached is told each time."""
    caplog.set_level(logging.INFO)
    report = PollingReports()
    for error in (Conflict("terminated by other getUpdates request"), NetworkError("down")) * 3:
        report(error)
    levels = [one.levelno for one in caplog.records if one.name == "bot.app"]
    assert levels == [logging.INFO, *[logging.WARNING] * 3]

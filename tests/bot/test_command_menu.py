"""The menu behind «/»: complete in each language and scope, and no reason for the bot not to start."""

from __future__ import annotations

import itertools
import logging
from typing import Any

import pytest
from telegram.ext import CommandHandler

from bot.app import build, running
from bot.command_menu import COMMANDS, MENUS
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_messages import RefusalError
from bot.texts import LANGUAGES, texts

SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


async def test_each_scope_is_offered_in_each_language_and_in_the_default_one(world: Any) -> None:
    """French, English and Arabic have their own words; everyone else reads French, the default here."""
    offered = world.api.chats.commands
    assert set(offered) == set(itertools.product(SCOPES, ("", *LANGUAGES)))
    for scope in SCOPES:
        assert offered[scope, ""] == offered[scope, "fr"]
        assert len({str(offered[scope, lang]) for lang in LANGUAGES}) == len(LANGUAGES)
    said = {one["command"]: one["description"] for one in offered["all_private_chats", "ar"]}
    assert said["events"] == str(texts("ar").get("commands.events"))


async def test_a_groups_members_are_not_offered_what_its_admins_set(world: Any) -> None:
    """Language, clock and subscriptions of a group are offered to its admins; people in private have all."""
    names = {scope: {one["command"] for one in world.api.chats.commands[scope, "en"]} for scope in SCOPES}
    assert names["all_chat_administrators"] - names["all_group_chats"] == {
        "lang",
        "timezone",
        "quiet",
        "subscribe",
        "subscriptions",
        "unsubscribe",
    }
    assert names["all_private_chats"] == names["all_chat_administrators"]


async def test_every_command_is_one_that_the_bot_handles(world: Any) -> None:
    """No button of the menu leads to «I don't know this command», and no handled command is unknown to it."""
    handled = set(
        itertools.chain(*(one.commands for one in world.application.handlers[0] if isinstance(one, CommandHandler)))
    )
    assert handled == set(COMMANDS)
    assert {name for _, names in MENUS for name in names} <= handled


@pytest.mark.parametrize("refusal", [RefusalError("BOT_COMMAND_INVALID"), None])
async def test_the_bot_starts_although_telegram_refuses(
    settings: Settings, clock: Any, readers: Any, caplog: pytest.LogCaptureFixture, refusal: RefusalError | None
) -> None:
    """A refusal, or a connection lost, is logged and costs that list alone."""
    api = InProcessBotApi(clock)
    api.fault("setMyCommands", refusal=refusal, network=None if refusal else "before")
    application = build(settings, request=api, token=TOKEN, clock=clock, readers=readers, scheduled=False)
    with caplog.at_level(logging.WARNING):
        async with running(application):
            assert application.running
    assert "could not be set" in caplog.text
    assert len(api.chats.commands) == len(SCOPES) * (len(LANGUAGES) + 1) - 1

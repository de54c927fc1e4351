"""The chat in the terminal: a location, a group and a channel, as they are on Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import StringIO
from typing import Any

from rich.console import Console

from bot.terminal_chat import TerminalChat
from bot.terminal_view import Screen
from bot.texts import texts
from tests.bot.delivering import deliver, happening, remember

GROUP, CHANNEL, BOT = -1, -1_000_000_000_001, 42


async def typed(world: Any, *lines: str) -> tuple[TerminalChat, StringIO]:
    """Type the lines, as the admin of a group and a channel; the chat, and what the screen fills with."""
    world.api.chats.channels[CHANNEL] = "canal"
    world.api.chats.admins |= {(GROUP, 1), (CHANNEL, 1), (CHANNEL, BOT)}
    out = StringIO()
    words = texts("fr")
    screen = Screen(Console(file=out, width=200), words)
    front = TerminalChat(world.talk(1), world.api, screen, words, world.talk(1, chat_id=GROUP))

    async def each() -> AsyncIterator[str]:
        for line in lines:
            yield line

    await front.run(each())
    return front, out


async def test_a_location_is_shared(world: Any) -> None:
    """«/location» is an attachment on Telegram; what is none is said."""
    _, out = await typed(world, "/location 36.34 43.13", "/location x", "/location 99 200")
    assert "Asia/Baghdad" in out.getvalue() and out.getvalue().count("/location 36.34 43.13") == 2


async def test_a_group_and_a_channel_are_there(world: Any) -> None:
    """/group leads into the group and back; what is posted in the channel is shown under its name."""
    await remember(world, happening())
    lines = ("/group", "/subscribe Qayrawan 9h", "/group", "/subscriptions", "/subscribe @canal Qayrawan 8h")
    _, out = await typed(world, *lines)
    shown = out.getvalue().replace("\u00a0", " ")
    assert "C’est noté : Qayrawan (Irak)" in shown and "Vous n’avez pas d’abonnement" in shown
    await deliver(world)
    assert "@canal:" in out.getvalue()

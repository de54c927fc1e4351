"""What may be an article is stored before Telegram is told that it has come."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, Message, MessageEntity, MessageOriginHiddenUser, Update

from bot.unconfirmed import LONG, Unconfirmed, may_be_article

NOW = datetime(2017, 5, 20, 9, tzinfo=UTC)
ORIGIN = MessageOriginHiddenUser(NOW, "X")


def an_update(number: int = 1, kind: str = "message", **content: Any) -> Update:
    """An update with a message of someone in private."""
    return Update(number, **{kind: Message(number, NOW, Chat(1, "private"), **content)})


@pytest.mark.parametrize(
    ("content", "held"),
    [
        ({"text": "/undo"}, False),
        ({"text": "Mossoul hier ?"}, False),
        ({"text": "Mossoul", "forward_origin": ORIGIN}, True),
        ({"text": "https://a.example", "entities": [MessageEntity("url", 0, 17)]}, True),
        ({"text": "a" * LONG}, True),
        ({"caption": "a" * LONG}, True),
    ],
)
def test_what_may_be_an_article(content: dict[str, Any], held: bool) -> None:
    """A forward, a link, a long text; not what is asked or commanded."""
    assert may_be_article(an_update(**content)) is held
    assert may_be_article(an_update(kind="edited_message", **content)) is held


def test_a_post_of_a_channel_may_be_one() -> None:
    """However short; a pressed button is none."""
    assert may_be_article(an_update(kind="channel_post", text="a"))
    assert not may_be_article(Update(1))


async def test_confirming_waits_for_all_that_must_be_stored() -> None:
    """For nothing else, and again for what comes later."""
    queue = Unconfirmed()
    await queue.stored()
    first, second = (an_update(number, text="a", forward_origin=ORIGIN) for number in (1, 2))
    for update in (an_update(3, text="/start"), first, second):
        await queue.put(update)
    waiting = asyncio.create_task(queue.stored())
    queue.through(first)
    await asyncio.sleep(0.01)
    assert not waiting.done()
    queue.through(second)
    await asyncio.wait_for(waiting, 1)
    await queue.put(an_update(4, text="a", forward_origin=ORIGIN))
    waiting = asyncio.create_task(queue.stored())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    waiting.cancel()


async def test_what_hangs_holds_up_no_others_for_ever() -> None:
    """After its patience the queue asks for more."""
    queue = Unconfirmed(patience_s=0.01)
    await queue.put(an_update(text="a", forward_origin=ORIGIN))
    await asyncio.wait_for(queue.stored(), 1)

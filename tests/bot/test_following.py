"""/follow: the posts of a channel become articles by themselves, and end when that is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.terminal_messages import Json
from bot.terminal_talk import forward_origin
from bot.texts import LANGUAGES
from store.records import ActKind, ArticleState
from store.tables import Act, ArticleRow, Publisher
from tests.bot.test_intake import TAKEN

CHANNEL = -1_001_234_567_890
CHAT: Json = {"id": CHANNEL, "type": "channel", "title": "Canal Irak", "username": "canal_irak"}
NEW = "L'armée irakienne a bombardé jeudi la ville de Tal Afar."


async def posted(world: Any, text: str, number: int, kind: str = "channel_post", **more: Any) -> None:
    """Something is posted in the channel, or edited there; nobody is answered."""
    post = {"message_id": number, "date": 1495270800, "chat": CHAT, "sender_chat": CHAT, "text": text} | more
    before = len(world.api.chats.shown)
    await world.talk().update({kind: post})
    assert len(world.api.chats.shown) == before


async def articles(world: Any) -> list[ArticleRow]:
    """What the archive holds."""
    async with world.services.database.read() as session:
        return list(await session.scalars(select(ArticleRow).order_by(ArticleRow.id)))  # type: ignore[arg-type]


@pytest.fixture
def channel(world: Any) -> Any:
    """A channel with the bot as its admin."""
    world.api.chats.channels[CHANNEL] = "canal_irak"
    world.api.chats.admins.add((CHANNEL, world.application.bot.id))
    return world


async def test_each_post_of_a_followed_channel_is_taken_in(channel: Any) -> None:
    """With its publisher, day and link; read at once; twice the same is one, and another channel's is none."""
    await posted(channel, TAKEN, 4)
    assert await articles(channel) == []
    (answer,) = await channel.talk().say("/follow @canal_irak")
    assert "Je suis" in answer.text
    await posted(channel, TAKEN, 5)
    await posted(channel, TAKEN, 6)
    await posted(channel, "", 7)
    await posted(channel, "/start", 8, chat=CHAT | {"id": CHANNEL - 1})
    (article,) = await articles(channel)
    assert article.url == "https://t.me/canal_irak/5" and str(article.published) == "2017-05-20"
    assert article.state is ArticleState.READ
    async with channel.services.database.read() as session:
        assert await session.scalar(select(Publisher.name).where(Publisher.id == article.publisher_id)) == "Canal Irak"  # type: ignore[call-overload]


async def test_an_edited_post_is_a_new_version(channel: Any) -> None:
    """Read anew, and logged under whoever had the channel followed; what was never taken in is passed over."""
    await channel.talk().say("/follow @canal_irak")
    await posted(channel, TAKEN, 5)
    await posted(channel, NEW, 5, "edited_channel_post", edit_date=1495270900)
    await posted(channel, TAKEN, 99, "edited_channel_post", edit_date=1495270900)
    (article,) = await articles(channel)
    assert article.text == NEW and article.state is ArticleState.READ
    async with channel.services.database.read() as session:
        acts = (await session.scalars(select(Act))).all()
    assert [(act.user_id, act.kind) for act in acts] == [(1, ActKind.REVISE)]


async def test_what_a_channel_forwards_has_its_own_publisher(channel: Any) -> None:
    """And its own day."""
    await channel.talk().say(f"/follow {CHANNEL}")
    await posted(channel, TAKEN, 5, forward_origin=forward_origin("channel", "Al-Manar", date(2017, 5, 17)))
    (article,) = await articles(channel)
    assert str(article.published) == "2017-05-17"


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_list_ends_it_by_button(channel: Any, lang: str) -> None:
    """What came stays; what comes later is not taken in."""
    talk = channel.talk(lang=lang)
    await talk.say("/follow t.me/canal_irak")
    await posted(channel, TAKEN, 5)
    (again,) = await talk.say("/follow @canal_irak")
    assert not again.buttons
    (listed,) = await talk.say("/unfollow")
    assert [button.data for button in listed.buttons] == [f"fw|{CHANNEL}"]
    (ended,) = await talk.press(listed.buttons[0], listed.message_id)
    assert not ended.buttons and ended.text != listed.text
    await talk.press(listed.buttons[0], listed.message_id)
    await posted(channel, NEW, 6)
    assert len(await articles(channel)) == 1


async def test_only_channels_that_it_can_hear_and_only_for_admins(channel: Any) -> None:
    """An editor and a stranger are refused, their presses too; the bot must be an admin there."""
    await channel.talk().say("/admins add 5 editor")
    for person in (5, 6):
        (answer,) = await channel.talk(person).say("/follow @canal_irak")
        assert "administrateur" in answer.text
    channel.api.chats.admins.clear()
    for words, said in (
        ("@canal_irak", "Nommez-moi"),
        ("@nulle_part", "ne trouve pas"),
        ("n'importe quoi", "Pour suivre"),
    ):
        (answer,) = await channel.talk().say(f"/follow {words}")
        assert said in answer.text
    (listed,) = await channel.talk().say("/follow")
    assert "aucun canal" in listed.text
    await posted(channel, TAKEN, 5)
    assert await articles(channel) == []

"""/admins: owners make and unmake admins and editors in chat; whoever is one may add, and every act is logged."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.terminal_messages import Json
from store.records import ActKind
from store.tables import Act
from tests.bot.test_intake import TAKEN, how_many


async def said(world: Any, words: str, person: int = 1, lang: str = "fr", **more: Any) -> str:
    """The answer to what someone writes."""
    talk = world.talk(person, lang=lang)
    (answer,) = await talk.send(talk.message(text=words, **more))
    return str(answer.text)


def message_of(person: int, name: str, **more: Any) -> Json:
    """Somebody's message, to be replied to."""
    user = {"id": person, "is_bot": False, "first_name": name}
    return {"message_id": 900, "date": 1, "chat": {"id": 1, "type": "private"}, "from": user, **more}


async def test_an_owner_makes_an_editor_who_then_adds(world: Any) -> None:
    """Whoever asks is told their number; with it they are made, add articles, and are unmade by button."""
    assert "<code>" not in (stranger := await said(world, "/admins", 5)) and "5" in stranger
    assert await world.talk(5).forward(TAKEN)
    assert await how_many(world.services) == 0
    assert "rédacteur" in await said(world, "/admins add 5 editor")
    await world.talk(5).forward(TAKEN)
    assert await how_many(world.services) == 1
    assert "Seul un propriétaire" in await said(world, "/admins add 6", 5)
    (listed,) = await world.talk().press_labelled("✗ 5")
    assert "rédacteur depuis" not in listed.text
    async with world.services.database.read() as session:
        acts = (await session.scalars(select(Act).order_by(Act.id))).all()  # type: ignore[arg-type]
    assert [(act.user_id, act.kind) for act in acts] == [(1, ActKind.APPOINT), (5, ActKind.ADD), (1, ActKind.DISMISS)]


async def test_a_reply_names_whom_it_answers(world: Any) -> None:
    """Their message, or their contact; in Arabic words too; the bot itself is nobody."""
    told = await said(world, "/admins add", reply_to_message=message_of(6, "Basil"))
    assert "Basil est maintenant administrateur" in told
    contact = {"phone_number": "1", "first_name": "Carla", "user_id": 7}
    told = await said(world, "/admins أضف محرر", lang="ar", reply_to_message=message_of(1, "A", contact=contact))
    assert "Carla" in told
    assert "Carla" in await said(world, "/admins", 6) and "Basil" in await said(world, "/admins")


async def test_owners_and_nonsense_change_nothing(world: Any) -> None:
    """An owner is never unmade in chat; words that name nobody are answered by how it is done."""
    assert "ADMIN_IDS" in await said(world, "/admins remove 1")
    for words in ("/admins add", "/admins 5", "/admins add 0", "/admins xyz", "/admins add 99999999999999999999"):
        assert "répondez" in await said(world, words)
    assert "Rien à changer" in await said(world, "/admins remove 77")

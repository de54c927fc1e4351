"""/undo, /history, and names that admins teach, merge and split."""

from __future__ import annotations

from typing import Any

import store.actors
from tests.bot.test_intake import STRUCK, TAKEN
from tests.bot.test_mending import event, pressed


async def said(world: Any, words: str, person: int = 1, lang: str = "fr") -> str:
    """The answer, with ordinary blanks."""
    (answer,) = await world.talk(person, lang=lang).say(words)
    return str(answer.text).replace("\xa0", " ").replace("\u202f", " ")


async def test_undo_takes_back_and_history_tells(world: Any) -> None:
    """Who corrected what and when, undone acts struck through; another's act is not one's own to undo."""
    await world.talk().forward(TAKEN)
    before = await event(world)
    await pressed(world.talk(), "1 ✎", "Morts", "3")
    told = await said(world, "/history 1")
    assert "20 mai 2017, 9 h 00 · utilisateur 1 : événement n° 1 corrigé (morts : 3)" in told
    assert "article 1 ajouté" in told and told == (await said(world, "/history n° 1"))
    await said(world, "/admins add 5")
    assert "rien de vous" in await said(world, "/undo", 5)
    assert "nommé administrateur" in await said(world, "/undo")
    assert "Annulé : événement n° 1 corrigé (morts : 3)" in await said(world, "/undo")
    assert await event(world) == before
    assert "rien de vous" in await said(world, "/undo")
    assert "/history" in await said(world, "/history abc")
    assert "n’a rien changé" in await said(world, "/history 99")
    assert "article 1 ajouté" in await said(world, "/history")


async def test_a_name_is_taught_by_command_or_in_a_reply(world: Any) -> None:
    """«Daesh = PKK» makes the one's events the other's, and /undo gives them back."""
    await world.talk().forward(TAKEN)
    (_, told) = await world.talk().forward(STRUCK)
    talk = world.talk()
    (answer,) = await talk.reply("Daesh = PKK", told.message_id)
    assert "C’est noté" in answer.text
    async with world.services.database.read() as session:
        (found,) = await store.actors.find(session, "Daesh", near=False)
    assert "PKK" in found.name
    assert "déjà" in await said(world, "/alias Daesh = PKK")
    assert "Annulé" in await said(world, "/undo")
    assert "Je ne connais pas" in await said(world, "/alias Daesh = Zzyzx Qwrtp")
    assert "/alias" in await said(world, "/alias nonsense")


async def test_actors_are_merged_and_split(world: Any) -> None:
    """By name or number; both commands are undone alike; only admins may."""
    await world.talk().forward(TAKEN)
    await world.talk().forward(STRUCK)
    assert "un seul acteur" in await said(world, "/merge armée irakienne = PKK")
    assert "déjà le même" in await said(world, "/merge armée irakienne = PKK")
    assert "acteur à part" in await said(world, "/split armée irakienne")
    assert "n’a été réuni" in await said(world, "/split armée irakienne")
    for _ in range(2):
        assert "Annulé" in await said(world, "/undo")
    await said(world, "/admins add 5 editor")
    assert "administrateur" in await said(world, "/merge Daesh = PKK", 5)
    assert "/admins" in await said(world, "/undo", 9)
    for words in ("/merge", "/merge x", "/split", "/merge 1 = 999", "/split 999"):
        assert await said(world, words)

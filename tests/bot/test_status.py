"""/status: what an admin sees of sending and reading, and what anyone else does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.terminal import blocked
from bot.terminal_messages import RefusalError
from tests.bot.delivering import MORNING, deliver, subscribed


async def asked(world: Any, person_id: int = 1, lang: str = "fr") -> str:
    """The answer to /status."""
    (answer,) = await world.talk(person_id, lang=lang).say("/status")
    return str(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


async def test_an_admin_sees_the_queue_what_was_refused_and_who_is_paused(world: Any) -> None:
    """Before the run, after it, and with what went wrong in it."""
    assert "Aucun envoi jusqu’ici" in await asked(world)
    await subscribed(world, 2, 3, 4)
    world.clock.now = MORNING + timedelta(minutes=1)
    before = await asked(world)
    assert "À envoyer : 3\nLe plus ancien attend depuis : 21 mai 2017, 8 h" in before
    assert "Articles lus dont les alertes restent à préparer : 1" in before
    world.api.fault("sendMessage", match={"chat_id": 2}, refusal=blocked())
    world.api.fault("sendMessage", match={"chat_id": 3}, times=2, refusal=RefusalError("can't parse <entities>"))
    assert await deliver(world, world.clock.now) == 1
    after = await asked(world)
    assert "À envoyer : 0\n" in after and "Dernier envoi : 21 mai 2017" in after
    assert "Chats en pause (bot bloqué ou exclu) : 1\nRefusés par Telegram ces 24 heures : 1\n· 21 mai 2017" in after
    assert "chat 3 : Can't parse <entities>" in after
    world.clock.advance(days=2)
    assert "parse" not in await asked(world)


async def test_an_admin_sees_what_is_to_be_read(world: Any) -> None:
    """One article read, none to be read."""
    await subscribed(world, 2)
    shown = await asked(world)
    assert "Articles à lire : 0\nArticles en cours de lecture : 0\nArticles mis de côté après un échec : 0" in shown


async def test_nobody_else_sees_anything(world: Any) -> None:
    """A line that says for whom it is."""
    assert await asked(world, 2) == "Cette commande est réservée aux administrateurs du bot."


async def test_it_speaks_english_and_arabic(world: Any) -> None:
    """In the chat's language."""
    assert (await asked(world, lang="en")).startswith("State of the bot\n20 May 2017, 09:00 (UTC)")
    await world.talk(1).say("/lang ar")
    assert "الإرسال" in await asked(world)

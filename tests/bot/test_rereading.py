"""/reread shows what would change, does it on a button, and what was corrected stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import store.articles
from bot.terminal_chats import Shown
from nlp.schema import Actor, Count, Reading
from tests.bot.test_intake import DAY, STRUCK, TAKEN
from tests.bot.test_mending import event, pressed


async def shown_for(world: Any, words: str, person: int = 1) -> list[Shown]:
    return list(await world.talk(person).say(words))


async def older_reading(world: Any) -> None:
    """Article 1 as a reader of old read it: an event with another doer, and one that is none."""
    now = await event(world)
    began = now.trigger.start
    old = replace(now, sources=(Actor("Inconnus"),))
    gone = replace(now, trigger=replace(now.trigger, start=began - 6, end=began - 1))
    async with world.services.database.write() as session:
        reading = Reading("fr", True, (gone, old))
        await store.articles.record_reading(session, 1, reading, now=world.services.clock())


async def test_a_correction_outlives_reread_all(world: Any) -> None:
    """What would come, go and change is told first; then it is so, but for what a person has said."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    await talk.forward(STRUCK, "RFI", DAY)
    newest = await event(world)
    await older_reading(world)
    async with world.services.database.read() as session:
        number = (await store.articles.events_of(session, 1))[1].id
    await talk.say(f"/history {number}")
    (begun, told) = await shown_for(world, "/reread all")
    text = told.text.replace("\xa0", " ")
    assert "2 articles relus à l’essai, sur 2" in text
    assert "1 événement de moins" in text and "1 événement changé" in text and "de plus" not in text
    assert begun.buttons == ()
    async with world.services.database.write() as session:
        from store import corrections
        from store.records import Who

        changed = replace(newest, killed=Count(9))
        await corrections.correct(session, number, changed, ("killed",), who=Who(1), now=world.services.clock())
    before = len(world.api.chats.shown)
    done = await pressed(talk, "Relire 2 articles")
    assert "2 articles sont relus" in done.text
    assert len(world.api.chats.shown) - before <= 3  # who forwarded them is not told anew
    assert await event(world, number) == replace(newest, killed=Count(9))
    assert "Rien ne changerait" in (await shown_for(world, "/reread 1"))[-1].text
    assert "2 articles relus" in (await shown_for(world, "/history"))[-1].text.replace("\xa0", " ")


async def test_which_articles(world: Any) -> None:
    """By number, by period in words or days, all; what names none is answered by how it is done."""
    await world.talk().forward(TAKEN, "Al-Manar", DAY)
    for words in ("1", "n° 1", "mai 2017", "2017-05-01..2017-05-31", "2017-05-31..2017-05-01", "2017-05-19..", "tout"):
        assert "1 article relu" in (await shown_for(world, f"/reread {words}"))[-1].text.replace("\xa0", " "), words
    for words in ("", "xyz", "1..2..3", ".."):
        assert "/reread" in (await shown_for(world, f"/reread {words}"))[-1].text, words
    for words in ("99", "2016-01-01..2016-12-31"):
        assert "pas d’article" in (await shown_for(world, f"/reread {words}"))[-1].text
    assert "/admins" in (await shown_for(world, "/reread 1", 5))[-1].text
    await shown_for(world, "/admins add 5 editor")
    assert "rédacteur" in (await shown_for(world, "/reread all", 5))[-1].text.casefold()
    assert "1 article relu" in (await shown_for(world, "/reread 1", 5))[-1].text.replace("\xa0", " ")

"""✓ ✎ ✗: what an admin corrects by button or short reply, and who may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import store.articles
import store.corrections
import store.events
from bot.terminal_chats import Shown
from nlp.schema import Actor, Count, Event, EventType, Place, Reading, Span, Status, When
from store.records import EventRecord, Verdict
from tests.bot.test_intake import TAKEN


def labels(shown: Shown) -> list[str]:
    return [button.text for button in shown.buttons]


async def stored(world: Any, number: int) -> EventRecord | None:
    async with world.services.database.read() as session:
        return await store.events.get(session, number)


async def event(world: Any, number: int = 1) -> Event:
    record = await stored(world, number)
    assert record is not None
    return record.event


async def pressed(talk: Any, *names: str) -> Shown:
    """What the last of these buttons, pressed one after the other, shows."""
    shown: Sequence[Shown] = ()
    for name in names:
        shown = [one for one in await talk.press_labelled(name) if one.what != "alert"]
    return shown[-1]


async def many(world: Any, count: int) -> int:
    """An article of so many events that an admin forwarded; gives its number."""
    (told, *_) = await world.talk().forward("Un texte sans rien.")
    events = tuple(
        Event(
            EventType.ASSAULT,
            None,
            Span("x", place, place + 1),
            Span("Une attaque.", 0, 12),
            (Actor(f"Groupe {place}"),),
        )
        for place in range(count)
    )
    async with world.services.database.write() as session:
        now = world.services.clock()
        await store.articles.record_reading(session, 1, Reading("fr", True, events), now=now)
    return int(told.message_id)


async def test_the_answer_to_a_forward_lists_its_events_to_be_mended(world: Any) -> None:
    """A row of ✓ ✎ ✗ under each; rejected it is struck through, out of the archive, and comes back with ↩."""
    told = (await world.talk().forward(TAKEN))[-1]
    assert labels(told) == ["1 ✓", "1 ✎", "1 ✗"]
    talk = world.talk()
    rejected = await pressed(talk, "1 ✗")
    assert labels(rejected) == ["1 ↩"] and rejected.message_id == told.message_id
    assert await stored(world, 1) is None
    back = await pressed(talk, "1 ↩")
    assert labels(back) == labels(told) and await stored(world, 1) is not None
    assert "✓" in (await pressed(talk, "1 ✓")).text
    async with world.services.database.read() as session:
        assert (await store.corrections.of_article(session, 1))[1].verdict is Verdict.CONFIRMED


async def test_many_events_are_told_ten_a_message(world: Any) -> None:
    """Forward and back by button, each with its own number; what is mended stays on its page."""
    await many(world, 23)
    talk = world.talk()
    (sent,) = await talk.forward("Un texte sans rien.")  # known already: opens nothing
    async with world.services.database.read() as session:
        from bot.handlers.answering import Talk
        from bot.handlers.mending import listed
        from bot.texts import texts
        from store.records import ChatRecord, MemberRole

        asker = Talk(ChatRecord(1, "fr", "UTC"), texts("fr"), 1, world.services, role=MemberRole.OWNER)
        pages = [await listed(session, asker, 1, offset) for offset in (0, 10, 20)]
    assert [len(page.rows) for page in pages] == [11, 11, 4]
    assert [choice.label for choice in pages[1].rows[-1]] == ["‹", "11–20 / 23", "›"]
    assert pages[2].rows[0][0].label == "21 ✓" and "Groupe 22" in pages[2].text
    assert sent.buttons == ()


async def test_every_field_by_button(world: Any) -> None:
    """Type and manner, status, date, dead: each press shows the event as it is then."""
    await world.talk().forward(TAKEN, "Al-Manar", date(2017, 5, 19))
    talk = world.talk()
    card = await pressed(talk, "1 ✎")
    assert {"Type", "Statut", "Auteur", "Cible", "Lieu", "Date", "Morts", "Blessés", "✓", "✗"} == set(labels(card))
    assert "Corrigé : type" in (await pressed(talk, "Type", "Attaque", "Frappe aérienne")).text.replace("\xa0", " ")
    assert ((await event(world)).type, (await event(world)).mode) == (EventType.ASSAULT, "aerial")
    await pressed(talk, "Statut", "prévu")
    await pressed(talk, "Date", "18 mai 2017")
    shown = await pressed(talk, "Morts", "3")
    now = await event(world)
    assert (now.status, now.when, now.killed) == (
        Status.PLANNED, When(date(2017, 5, 18), date(2017, 5, 18)), Count(3),
    )  # fmt: skip
    assert "3 morts" in shown.text.replace("\xa0", " ")
    await pressed(talk, "Morts", "Inconnu")
    assert (await event(world)).killed is None


async def test_short_replies(world: Any) -> None:
    """A number and a date in words; what is neither is asked for again."""
    await world.talk().forward(TAKEN, "Al-Manar", date(2017, 5, 19))
    talk = world.talk()
    await pressed(talk, "1 ✎", "Morts", "Autre")
    (again,) = await talk.reply("beaucoup")
    assert "pas compris" in again.text
    (card,) = await talk.reply("1 234")
    assert (await event(world)).killed == Count(1234) and "Morts" in labels(card)
    await pressed(talk, "Date", "Autre")
    await talk.reply("le 3 mai 2017")
    assert (await event(world)).when == When(date(2017, 5, 3), date(2017, 5, 3))
    await pressed(talk, "Blessés", "Autre")
    await talk.reply("٧")
    assert (await event(world)).wounded == Count(7)


async def test_names_from_the_archive_the_lists_or_made_new(world: Any) -> None:
    """Those of the article as buttons; a written one is offered from the archive and the lists, or made new."""
    await world.talk().forward(TAKEN, "Al-Manar", date(2017, 5, 19))
    talk = world.talk()
    before = await event(world)
    assert len(before.sources) == 1
    await pressed(talk, "1 ✎", "Auteur", f"✗ {before.sources[0].name}")
    assert (await event(world)).sources == ()
    await pressed(talk, f"+ {before.targets[0].name}")
    assert [actor.key for actor in (await event(world)).sources] == [before.targets[0].key]
    await pressed(talk, "Autre")
    (offered,) = await talk.reply("Brigade du Tigre")
    await pressed(talk, "Créer « Brigade du Tigre")
    assert [actor.name for actor in (await event(world)).sources][1:] == ["Brigade du Tigre"]
    assert offered.text
    await pressed(talk, "Lieu", "Autre")
    (offered,) = await talk.reply("Palmyre")
    await pressed(talk, "📖")
    place = (await event(world)).places[-1]
    assert (place.country, place.key is not None, place.latitude is not None) == ("SYR", True, True)
    async with world.services.database.write() as session:  # a newer reader finds it elsewhere
        again = Event(before.type, before.mode, before.trigger, before.sentence, places=(Place("Ailleurs"),))
        now = world.services.clock()
        await store.articles.record_reading(session, 1, Reading("fr", True, (again,)), now=now)
    kept = await event(world)
    assert kept.places[-1] == place and kept.sources[-1].name == "Brigade du Tigre"


async def test_others_are_told_who_may(world: Any) -> None:
    """Anyone presses, members mend: a stranger hears so in a note, an editor may not take events out."""
    await world.talk().forward(TAKEN)
    (note,) = await world.talk(5, chat_id=1).press_labelled("1 ✓")
    assert note.what == "alert" and "/admins" in note.text
    await world.talk().say("/admins add 5 editor")
    (note,) = await world.talk(5, chat_id=1).press_labelled("1 ✗")
    assert note.what == "alert" and "rédacteur" in note.text.casefold()
    assert await stored(world, 1) is not None
    assert "✓" in (await pressed(world.talk(5, chat_id=1), "1 ✓")).text

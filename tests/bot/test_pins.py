"""/pin: where a place lies, by a shared location or by degrees, kept over readings, undone by /undo."""

from __future__ import annotations

from typing import Any

import pytest

import store.places
from store.records import PlaceSummary
from tests.bot.test_intake import TAKEN


async def tall_banat(world: Any) -> PlaceSummary:
    async with world.services.database.read() as session:
        (found, *_) = await store.places.find(session, "Tall Banat")
        place = await store.places.get(session, found.id)
    assert place is not None
    return place


async def test_a_shared_location_pins_a_place(world: Any) -> None:
    """The card of the place and those of its events tell the new degrees; a new reading leaves them; /undo does not."""
    talk = world.talk()
    await talk.forward(TAKEN)
    before = await tall_banat(world)
    (asked,) = await talk.say("/pin Tall Banat")
    assert "Tall Banat" in asked.text
    answered = world.api.chats.messages[1, asked.message_id]
    location = {"latitude": 36.3, "longitude": 42.1}
    (done,) = await talk.send(talk.message(location=location, reply_to_message=answered))
    assert "36.3000° 42.1000°" in done.text
    await talk.say("/reread 1")
    await talk.press_labelled("Relire")
    after = await tall_banat(world)
    assert (after.latitude, after.longitude) == pytest.approx((36.3, 42.1))
    (card,) = await talk.say("/event 1")
    assert "36.300° 42.100°" in card.text
    (undone,) = await talk.say("/undo")
    assert "Tall Banat" in undone.text
    assert await tall_banat(world) == before


async def test_degrees_are_written_too(world: Any) -> None:
    """As in the terminal, which has no map; what is none is asked for again."""
    talk = world.talk()
    await talk.forward(TAKEN)
    await talk.say(f"/pin {(await tall_banat(world)).id}")
    for nonsense in ("là-bas", "91, 0", "36"):
        (again,) = await talk.reply(nonsense)
        assert "/pin" not in again.text and world.api.chats.waiting
    (done,) = await talk.reply("36,25 42,5")
    assert "36.2500° 42.5000°" in done.text
    for words in ("", "Zzyzx Qwrtp", "999"):
        assert await talk.say(f"/pin {words}")
    (other,) = await world.talk(9).say("/pin Tall Banat")
    assert "/admins" in other.text

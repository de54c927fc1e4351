"""Actors that are one, names that are another's: found, listed and counted so, until it is taken back."""

from __future__ import annotations

import pytest

from nlp.schema import Actor
from store import actors, chats, events, merging, subscriptions
from store.database import Database
from store.errors import SameActorError
from store.records import ChatRecord, Destination, EventFilter, Who
from store.undoing import undo_last

ANNE = Who(1, 1)


async def number_of(database: Database, name: str) -> int:
    async with database.read() as session:
        (found,) = await actors.find(session, name, near=False)
    assert found.id is not None
    return found.id


async def listed(database: Database, actor_id: int) -> set[int]:
    async with database.read() as session:
        page = await events.page(session, EventFilter(actor_id=actor_id))
    return {record.id for record in page.events}


async def test_merged_actors_are_one(database: Database, desk, an_event, now) -> None:
    """Events of before and after are the other's, under either name, each counted once; a split sends them back."""
    (first,) = await desk.read(an_event(sources=("Hachd",)))
    (both,) = await desk.read(an_event(sources=("Hachd", "Mobilisation populaire")))
    one, other = await number_of(database, "Hachd"), await number_of(database, "Mobilisation populaire")
    async with database.write() as session:
        await merging.merge(session, one, other, who=ANNE, now=now)
    (later,) = await desk.read(an_event(targets=("Hachd",)))
    assert await listed(database, other) == {first, both, later}
    assert await number_of(database, "Hachd") == other
    async with database.read() as session:
        card = await actors.get(session, one)
    assert card is not None and (card.id, card.name) == (other, "Mobilisation populaire")
    assert (card.as_source, card.as_target) == (2, 1)
    with pytest.raises(SameActorError):
        async with database.write() as session:
            await merging.merge(session, other, one, who=ANNE, now=now)
    async with database.write() as session:
        await merging.split(session, one, who=ANNE, now=now)
    assert await listed(database, other) == {both}
    assert await listed(database, one) == {first, both, later}


async def test_subscriptions_go_along_and_come_back(database: Database, desk, an_event, now) -> None:
    """Who follows the merged actor follows the other; what a chat followed before stays its own."""
    await desk.read(an_event(sources=("Hachd", "Mobilisation populaire")))
    one, other = await number_of(database, "Hachd"), await number_of(database, "Mobilisation populaire")
    async with database.write() as session:
        for chat in (7, 8):
            await chats.ensure(session, ChatRecord(chat, "fr", "UTC"))
            await subscriptions.subscribe(session, Destination(chat), EventFilter(actor_id=one), "Hachd", now=now)
        await subscriptions.subscribe(session, Destination(8), EventFilter(actor_id=other), "MP", now=now)
        await merging.merge(session, one, other, who=ANNE, now=now)

    async def followed() -> list[list[int | None]]:
        async with database.read() as session:
            return [[s.filter.actor_id for s in await subscriptions.of_chat(session, chat)] for chat in (7, 8)]

    assert await followed() == [[other], [one, other]]
    async with database.write() as session:
        await undo_last(session, ANNE.user_id, now=now)
    assert await followed() == [[one], [one, other]]


async def test_a_taught_name_wins(database: Database, desk, an_event, now) -> None:
    """«Hachd» is the forces', whatever the reader takes it for, before and after; typed, it finds them alone."""
    forces = Actor("Forces de mobilisation populaire", key="IRQ-pmf")
    (first,) = await desk.read(an_event(sources=("Hachd",)))
    (second,) = await desk.read(an_event(sources=(forces,)))
    owner, before = await number_of(database, forces.name), await number_of(database, "Hachd")
    async with database.write() as session:
        await merging.teach(session, "hachd", owner, who=ANNE, now=now)
        assert await merging.teach(session, "Hachd", owner, who=ANNE, now=now) is None
    (third,) = await desk.read(an_event(targets=(Actor("Hachd", key="IRQ-army"),)))
    assert await listed(database, owner) == {first, second, third}
    assert await number_of(database, "Hachd") == owner
    async with database.read() as session:
        card = await actors.get(session, owner)
    assert card is not None and card.name == forces.name and "hachd" in card.aliases
    async with database.write() as session:
        await undo_last(session, ANNE.user_id, now=now)
    assert await listed(database, owner) == {second}
    assert await listed(database, before) == {first}

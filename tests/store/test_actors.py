"""Actors are one each however an article spells them, are found by what people type, and listed by activity."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from nlp.schema import Actor, ActorKind
from store import actors
from store.database import Database, migrate, migration
from store.records import Ranked

DAESH = Actor("Daech", ("groupe", "jihadistes", "État islamique", "L’EI"), key="daesh", kind=ActorKind.ARMED_GROUP)
HACHD = Actor("Hachd al-Chaabi", ("Les Hachd", "Forces de mobilisation populaire d’Irak"), key="hachd", country="IRQ")


async def names(database: Database, typed: str, limit: int = 5) -> list[str]:
    async with database.read() as session:
        return [match.name for match in await actors.find(session, typed, limit=limit)]


@pytest.fixture
async def archive(desk, an_event) -> None:
    await desk.read(an_event(sources=(DAESH,), targets=(HACHD,)), an_event(sources=(HACHD,), targets=("civils",)))
    await desk.read(an_event(sources=(Actor("Daesh", key="daesh"),), targets=("Abou Bakr al-Baghdadi", "civils")))
    await desk.read(an_event(sources=("Abou Bakr al-Baghdadi",), targets=(Actor("Hashd al-Shaabi", key="hachd"),)))


async def test_keyed_actors_are_one_over_the_archive(database: Database, archive: None) -> None:
    """Two spellings in two articles are one actor with both as aliases, and with the facts known of it."""
    async with database.read() as session:
        (daesh,) = await actors.find(session, "daesh")
        summary = await actors.get(session, daesh.id)
    assert summary is not None
    assert (summary.key, summary.kind, summary.as_source, summary.as_target) == ("daesh", ActorKind.ARMED_GROUP, 2, 0)
    assert set(summary.aliases) == {"Daech", "Daesh", "État islamique", "L’EI"}
    assert daesh.exact


async def test_most_active_first(database: Database, archive: None) -> None:
    """By events taken part in, with counts by role, page by page."""
    async with database.read() as session:
        first = await actors.page(session, limit=2)
        rest = await actors.page(session, after=first.next, limit=2)
    assert first.total == 3 and rest.next is None
    assert [(actor.name, actor.as_source, actor.as_target) for actor in first.entries] == [
        ("Hachd al-Chaabi", 1, 2),
        ("Abou Bakr al-Baghdadi", 1, 1),
    ]
    assert [actor.name for actor in rest.entries] == ["Daech"], "civilians are others each time"


async def test_words_for_people_are_nobody_over_articles(database: Database, desk, an_event) -> None:
    """They keep their events and are found; a capital at the start of one sentence does not make them someone."""
    word, begins = Actor("pêcheurs"), Actor("Pêcheurs")
    await desk.read(an_event(sources=(begins, Actor("Front Machin"))), an_event(sources=(Actor("soldats", key="X"),)))
    async with database.read() as session:
        assert {one.name for one in (await actors.page(session)).entries} == {"Pêcheurs", "Front Machin", "soldats"}
    await desk.read(an_event(sources=(word,)))
    async with database.read() as session:
        assert {one.name for one in (await actors.page(session)).entries} == {"Front Machin", "soldats"}
        (found,) = await actors.find(session, "pêcheurs", limit=1)
        summary = await actors.get(session, found.id)
    assert summary is not None and not summary.named and summary.as_source == 2


def test_words_stored_before_are_told_apart(database_url: str) -> None:
    """Migrating looks at how articles write an actor; one with a key is someone however it is written."""
    with migration(database_url) as config:
        command.downgrade(config, "0010")
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    statements = (
        "INSERT INTO article (id, text, text_hash, published, received_at, state, attempts, event_count) "
        "VALUES (1, 't', 'h', '2017-05-19', '2017-05-19', 'read', 1, 1)",
        "INSERT INTO event (id, article_id, position, type, status, day, confidence, trigger_start, trigger_end, "
        "recorded_at, detail) VALUES (1, 1, 0, 'AID', 'occurred', '2017-05-19', 1, 0, 1, '2017-05-19', '{}')",
        "INSERT INTO actor (id, identity, key, name, as_source, as_target, activity) VALUES "
        "(1, 'name:inconnus', NULL, 'Inconnus', 2, 0, 2), (2, 'name:front machin', NULL, 'Front Machin', 1, 0, 1), "
        "(3, 'key:IRQ-army', 'IRQ-army', 'soldats', 1, 0, 1)",
        *(
            "INSERT INTO participant (event_id, role, position, actor_id, type, status, day, name) "
            f"VALUES (1, 'source', {n}, {actor}, 'AID', 'occurred', '2017-05-19', '{name}')"
            for n, (actor, name) in enumerate(((1, "Inconnus"), (1, "inconnus"), (2, "Front Machin"), (3, "soldats")))
        ),
    )
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    migrate(database_url)
    with engine.connect() as connection:
        named = connection.execute(text("SELECT named FROM actor ORDER BY id")).scalars().all()
    engine.dispose()
    assert [bool(one) for one in named] == [False, True, True]


# One test for all, here and below: filling an archive takes longer than asking it.
TYPED = {
    "Daech": "Daech",
    "DAESH": "Daech",
    "État islamique": "Daech",
    "les Hachd": "Hachd al-Chaabi",
    "hashd shaabi": "Hachd al-Chaabi",
    "Hachd al-Chabi": "Hachd al-Chaabi",
    "Baghdadi": "Abou Bakr al-Baghdadi",
    "Bagdadi": "Abou Bakr al-Baghdadi",
    "abu bakr al baghdadi": "Abou Bakr al-Baghdadi",
    "civils": "civils",
}


async def test_what_people_type_is_found(database: Database, archive: None) -> None:
    """Exact forms, other spellings, slips and the last word of a name lead to the actor first."""
    assert {typed: (await names(database, typed))[:1] for typed in TYPED} == {
        typed: [name] for typed, name in TYPED.items()
    }


async def test_generic_words_and_nonsense_find_no_one(database: Database, archive: None) -> None:
    """What an article calls an actor in passing is no name of it, and nonsense is no error."""
    for typed in ("groupe", "jihadistes", "", "   ", "🕊", "<b>", "x" * 300, "Zorglub", "\x00\ud800"):
        assert await names(database, typed) == [], typed


async def test_an_alias_stays_with_who_had_it_first(database: Database, desk, an_event) -> None:
    """Another article's passing mention does not take a name; whoever is called so himself has it."""
    await desk.read(an_event(sources=(Actor("Hamas", ("Mouvement Vert",)),)))
    await desk.read(an_event(sources=(Actor("Fatah", ("Mouvement Vert", "Hamas")),)))
    assert await names(database, "Mouvement Vert") == ["Hamas"]
    assert await names(database, "Hamas") == ["Hamas"]
    await desk.read(an_event(sources=("Mouvement Vert",)))
    assert await names(database, "Mouvement Vert") == ["Mouvement Vert"]


async def test_a_generic_actor_gathers_no_names(database: Database, desk, an_event) -> None:
    """«policiers» of one article are not those of another; who they were there is no name of all."""
    await desk.read(an_event(sources=(Actor("policiers", ("Brigade Noire",)),)))
    assert await names(database, "policiers") == ["policiers"]
    assert await names(database, "Brigade Noire") == []


async def test_an_exact_name_is_not_watered_down(database: Database, desk, an_event) -> None:
    """Who has the very name is given alone, and exactly; those who are nearly called so are not."""
    await desk.read(an_event(sources=("Hamas", "Hamass Nord", "Hammas")))
    async with database.read() as session:
        matches = await actors.find(session, "Hamas")
    assert [(match.name, match.exact) for match in matches] == [("Hamas", True)]


async def test_the_name_shown_is_the_one_used_most(database: Database, desk, an_event) -> None:
    """It follows the archive, not the first article."""
    await desk.read(an_event(sources=(Actor("Mouvement de la résistance islamique", key="hamas"),)))
    for _ in range(2):
        await desk.read(an_event(sources=(Actor("Hamas", key="hamas"),)))
    assert await names(database, "Mouvement de la résistance islamique") == ["Hamas"]


async def test_an_unknown_actor_is_none(database: Database) -> None:
    """A number never given is no error, an empty archive an empty page."""
    async with database.read() as session:
        assert await actors.get(session, 5) is None
        assert await actors.page(session) == Ranked((), 0)

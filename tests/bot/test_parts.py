"""Articles in several messages: what Telegram split, albums, and messages that are edited or deleted afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import store.acts
import store.articles
import store.parts
from bot.services import Services
from bot.terminal_messages import Json
from nlp.schema import Article
from store.records import ActKind, ArticleState, Origin, Part
from tests.bot.test_intake import DAY, STRUCK, TAKEN, how_many, stored

AT = datetime(2017, 5, 19, 12, tzinfo=UTC)
FILLER = "Le porte-parole a rappelé que la situation restait tendue dans toute la province, sans autre précision. "
FIRST, SECOND, THIRD = f"{TAKEN} {FILLER * 36}".strip(), f"{FILLER * 36}{STRUCK}".strip(), "La suite suivra demain."
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


def origin(kind: str, publisher: str, moment: datetime, post: int = 1) -> Json:
    """Where a message was forwarded from, as Telegram's MessageOrigin of one of the four kinds."""
    group = {"id": -1_001_000_000_002, "type": "supergroup", "title": publisher}
    whose: dict[str, Json] = {
        "channel": {"chat": group | {"type": "channel", "username": "almanar"}, "message_id": post},
        "chat": {"sender_chat": group, "author_signature": "Rédaction"},
        "user": {"sender_user": {"id": 77, "is_bot": False, "first_name": publisher}},
        "hidden_user": {"sender_user_name": publisher},
    }
    return {"type": kind, "date": int(moment.timestamp()), **whose[kind]}


def split(talk: Any, *pieces: str, kind: str = "channel", publisher: str = "Al-Manar", apart: int = 1) -> list[Json]:
    """Forwards of the pieces, published `apart` seconds after each other."""
    return [
        talk.message(text=text, forward_origin=origin(kind, publisher, AT + timedelta(seconds=apart * at), 7 + at))
        for at, text in enumerate(pieces)
    ]


async def events_of(use: Services, article_id: int = 1) -> list[Any]:
    async with use.database.read() as session:
        return list(await store.articles.events_of(session, article_id))


@pytest.mark.parametrize("kind", ["channel", "chat", "user", "hidden_user"])
async def test_what_telegram_split_in_three_is_one_article_with_one_answer(world, kind: str) -> None:
    """From all four kinds of origin; the text is whole and the answer tells the events of all parts."""
    talk = world.talk()
    shown = await talk.send_together(split(talk, FIRST, SECOND, THIRD, kind=kind))
    assert await how_many(world.services) == 1
    article = await stored(world.services)
    assert article is not None and article.text == "\n".join((FIRST, SECOND, THIRD))
    assert (article.publisher, article.published, article.state) == ("Al-Manar", DAY, ArticleState.READ)
    assert len({one.message_id for one in shown}) == 1
    assert article.event_count == len(await events_of(world.services)) >= 2


async def test_each_part_is_stored_before_it_is_answered_and_a_crash_loses_none(world) -> None:
    """The process dies after the second part; Telegram repeats that one, then comes the third."""
    intake, at = world.services.intake, AT
    for number, text in ((10, FIRST), (11, SECOND), (11, SECOND), (12, THIRD)):
        part = Part(1, number, at + timedelta(seconds=number), at, None)
        async with world.services.database.write() as session:
            received = await store.parts.receive(
                session, Article("x", text, DAY, publisher="RFI"), part, now=at, origin=Origin(1, 1, number)
            )
        assert (received.article_id, received.duplicate) == (1, False)
    assert await intake.sweep() == 1
    article = await stored(world.services)
    assert article is not None and article.text == "\n".join((FIRST, SECOND, THIRD)) and article.event_count >= 2


async def test_a_part_that_comes_late_is_joined_and_told(world) -> None:
    """The first part was read already: the article is read again, in the same answer."""
    talk = world.talk()
    messages = split(talk, FIRST, SECOND)
    (received, first) = await talk.send(messages[0])
    assert (await stored(world.services)).event_count >= 1
    (second,) = await talk.send(messages[1])
    assert second.message_id == first.message_id == received.message_id
    assert await how_many(world.services) == 1 and (await stored(world.services)).event_count >= 2


@pytest.mark.parametrize(
    "second",
    [{"publisher": "RFI"}, {"apart": 3600}],
)
async def test_two_long_articles_are_two(world, second: dict[str, Any]) -> None:
    """Another publisher, or an hour apart."""
    talk = world.talk()
    first, *_ = split(talk, FIRST)
    *_, other = split(talk, FIRST, SECOND, **second)
    await talk.send_together([first, other])
    assert await how_many(world.services) == 2


async def test_short_articles_of_one_second_and_posts_further_apart_are_not_joined(world) -> None:
    """A short text was not split; posts 7 and 9 of a channel are not one."""
    talk = world.talk()
    await talk.send_together(split(talk, TAKEN, STRUCK))
    first, _, third = split(talk, FIRST, SECOND, f"{SECOND} Fin.")
    await talk.send_together([first, third])
    assert await how_many(world.services) == 4


async def test_the_same_three_parts_again_are_one_duplicate(world) -> None:
    """One answer says so, and nothing is stored twice."""
    talk = world.talk()
    await talk.send_together(split(talk, FIRST, SECOND, THIRD))
    (again,) = await talk.send_together(split(talk, FIRST, SECOND, THIRD))
    assert "déjà" in again.text and await how_many(world.services) == 1


async def test_a_whole_that_a_file_has_brought_is_no_second_article(world) -> None:
    """The parts together are a text that the archive has: the beginning, stored anew, is given up."""
    talk = world.talk()
    await talk.forward_file("a.txt", "\n".join((FIRST, SECOND)).encode(), "Al-Manar", DAY)
    shown = await talk.send_together(split(talk, FIRST, SECOND))
    assert await how_many(world.services) == 1 and any("déjà" in one.text for one in shown)


async def test_an_albums_captions_are_one_article(world) -> None:
    """Pictures without a caption are left aside; two captions are joined, with one answer."""
    talk, where = world.talk(), origin("channel", "Al-Manar", AT)
    captions = ({"caption": TAKEN}, {}, {"caption": STRUCK})
    album = [talk.message(photo=PHOTO, media_group_id="g", forward_origin=where, **one) for one in captions]
    shown = await talk.send_together(album)
    article = await stored(world.services)
    assert article is not None and article.text == f"{TAKEN}\n{STRUCK}" and article.event_count == 3
    assert len({one.message_id for one in shown}) == 1 and await how_many(world.services) == 1


async def test_an_edit_gives_the_article_a_new_text_and_tells_what_changed(world) -> None:
    """The event that is still told keeps its number, the further one is told as new."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    (before,) = await events_of(world.services)
    (told,) = await talk.edit(1, f"Correction. {TAKEN} {STRUCK}")
    article = await stored(world.services)
    assert article is not None and article.text == f"Correction. {TAKEN} {STRUCK}"
    after = await events_of(world.services)
    assert before.id in {one.id for one in after} and len(after) == 3
    assert "2 événements de plus" in told.text.replace("\xa0", " ").replace("\u202f", " ")
    async with world.services.database.read() as session:
        assert ActKind.REVISE in {one.kind for one in await store.acts.history(session, article_id=1)}


async def test_corrections_hold_over_an_edit_and_can_be_undone(world) -> None:
    """A toll set by hand stays though the words have moved; /undo takes it back even then."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    for label in ("1 ✎", "Morts", "5"):
        await talk.press_labelled(label)
    await talk.edit(1, f"Mise à jour. {TAKEN}")
    (event,) = await events_of(world.services)
    assert event.event.killed is not None and event.event.killed.value == 5
    await talk.say("/undo")
    (event,) = await events_of(world.services)
    assert event.event.killed is None and event.event.trigger.start > TAKEN.index("repris")


async def test_one_part_of_three_is_edited(world) -> None:
    """Its piece of the text is replaced, the others stay."""
    talk = world.talk()
    messages = split(talk, FIRST, SECOND, THIRD)
    await talk.send_together(messages)
    await talk.edit(3, "La suite est annulée.")
    assert (await stored(world.services)).text == "\n".join((FIRST, SECOND, "La suite est annulée."))
    await talk.edit(1, f"Bagdad. {FIRST}")
    assert (await stored(world.services)).text == "\n".join((f"Bagdad. {FIRST}", SECOND, "La suite est annulée."))


async def test_an_edit_by_no_member_or_of_no_article_changes_nothing(world) -> None:
    """Nor does one of space alone, or one that takes every word away."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    assert await talk.edit(1, f"  {TAKEN}") == [] and await talk.edit(1, " ") == []
    assert await talk.edit(99, STRUCK) == [] and await world.talk(2, chat_id=1).edit(1, STRUCK) == []
    assert (await stored(world.services)).text == TAKEN


async def test_a_deleted_original_breaks_nothing(world) -> None:
    """The forward and the answer are gone from the chat: the outcome comes as a message of its own."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    for key in [key for key in world.api.chats.messages if key[0] == 1]:
        del world.api.chats.messages[key]
    (told,) = await talk.edit(1, f"{TAKEN} {STRUCK}")
    assert told.what == "sent" and "/event_2" in told.text

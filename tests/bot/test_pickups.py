"""Links and files that an admin sends: kept, fetched, taken in and told; whatever comes in their way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import httpx
import pytest

import store.articles
from bot.handlers.pickups import MOST_LINKS, particulars
from bot.pickups import LARGEST_FILE, LEASE, RETRIES
from bot.terminal import server_error
from bot.terminal_chats import Shown
from bot.terminal_messages import RefusalError
from store import pickups
from store.records import ArticleRecord, Origin, PickupState, Wish
from tests.bot.documents import files, pages

DAY = date(2017, 5, 19)
LINK = "https://fleuve.example/monde/a.html"
TEXT = "\n".join(pages.BODY)


async def stored(world, article_id: int = 1) -> ArticleRecord | None:
    """The article as the archive has it."""
    async with world.services.database.read() as session:
        return await store.articles.get(session, article_id)


async def how_many(world) -> int:
    """How many articles the archive has."""
    async with world.services.database.read() as session:
        return sum((await store.articles.counts_by_state(session)).values())


async def send_file(world, name: str, content: bytes, **more: Any) -> Sequence[Shown]:
    """Send a file as an admin, by hand."""
    talk = world.talk()
    document = {"file_id": world.api.chats.upload(name, content), "file_unique_id": "u", "file_name": name}
    size = more.pop("size", len(content))
    return await talk.send(talk.message(document=document | {"file_size": size}, **more))


async def test_a_link_becomes_an_article(world) -> None:
    """At once a word, then publisher and date, then what was read: all in one message."""
    world.web.put(LINK, pages.MODERN)
    fetching, taken, told = await world.talk().say(LINK)
    assert {one.message_id for one in (fetching, taken, told)} == {fetching.message_id}
    assert "fleuve.example" in fetching.text and "chercher" in fetching.text
    assert "Article 1 reçu (Le Quotidien du Fleuve, 19 mai 2017)" in taken.text.replace("\xa0", " ")
    assert pages.TITLE.replace(" :", "\xa0:") in taken.text.replace(" :", "\xa0:")
    assert "/event_1" in told.text
    article = await stored(world)
    assert article is not None
    assert (article.text, article.title, article.url) == (TEXT, pages.TITLE, LINK)
    assert (article.publisher, article.published) == ("Le Quotidien du Fleuve", DAY)
    assert article.origin == Origin(1, 1, 1, fetching.message_id)


@pytest.mark.parametrize(("lang", "word"), [("fr", "chercher"), ("en", "fetching"), ("ar", "أجلب")])
async def test_the_answers_are_in_the_admins_language(world, lang: str, word: str) -> None:
    """From the first word to the last."""
    shown = await world.talk(lang=lang).say("https://nobody.example/a")
    assert word in shown[0].text
    assert {"fr": "aucun site", "en": "no site", "ar": "لا موقع"}[lang] in shown[1].text


async def test_a_link_that_was_stored_says_so(world) -> None:
    """Also with another fragment and tracker; nothing is fetched again."""
    world.web.put(LINK, pages.MODERN)
    await world.talk().say(LINK)
    (known,) = await world.talk().say(f"{LINK}?utm_source=x#haut")
    assert "déjà" in known.text and "Le Quotidien du Fleuve" in known.text
    assert len(world.web.asked) == 1


async def test_another_link_to_the_same_text(world) -> None:
    """The article is told, and that the archive has it."""
    world.web.put(LINK, pages.MODERN)
    world.web.put("https://copie.example/b", pages.BLOG)
    await world.talk().say(LINK)
    *_, told = await world.talk().say("https://copie.example/b")
    assert "déjà" in told.text and await how_many(world) == 1


async def test_several_links_in_one_message(world) -> None:
    """Each has its own message; a title around them, as browsers add it, is no question."""
    world.web.put(LINK, pages.MODERN)
    world.web.put("https://b.example/b", pages.ARABIC)
    shown = await world.talk().say(f"À lire : {LINK}\nhttps://b.example/b et https://c.example/c")
    assert len({one.message_id for one in shown}) == 3
    assert await how_many(world) == 2


async def test_very_many_links(world) -> None:
    """Ten are taken; how many were not is said."""
    shown = await world.talk().say(" ".join(f"https://x{number}.example/" for number in range(MOST_LINKS + 2)))
    assert len({one.message_id for one in shown}) == MOST_LINKS + 1
    assert any("2 liens" in one.text for one in shown)


async def test_a_page_without_a_date(world) -> None:
    """Not guessed: asked for, and taken from beside the link."""
    world.web.put(LINK, pages.UNDATED)
    *_, asked = await world.talk().say(LINK)
    assert "date de parution" in asked.text and await how_many(world) == 0
    *_, told = await world.talk().say(f"{LINK} 19 mai 2017")
    assert "/event_1" in told.text
    assert (await stored(world)).published == DAY


async def test_a_date_beside_the_link_goes_before_the_pages(world) -> None:
    """Whoever sends it knows better."""
    world.web.put(LINK, pages.MODERN)
    await world.talk().say(f"2017-05-18 {LINK}")
    assert (await stored(world)).published == date(2017, 5, 18)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://127.0.0.1/", "réseau privé"),
        ("http://2130706433/", "réseau privé"),
        ("http://[::1]/", "réseau privé"),
        ("http://inside.example/", "réseau privé"),
        ("https://a:b@fleuve.example/", "mot de passe"),
        ("https://fleuve.example:22/", "ports"),
        ("https://fleuve.example/gone", "plus"),
        ("https://fleuve.example/wall", "article"),
        ("https://fleuve.example/image", "autre genre"),
    ],
)
async def test_a_link_that_gives_no_article(world, url: str, word: str) -> None:
    """Why, in words; nothing is stored, and it is not tried again."""
    world.web.put(LINK, pages.MODERN)
    world.web.names["inside.example"] = [("10.0.0.1",)]
    world.web.put("https://fleuve.example/wall", pages.COOKIE_WALL)
    image = httpx.Response(200, headers={"content-type": "image/png"}, content=b"x")
    world.web.put("https://fleuve.example/image", image)
    *_, told = await world.talk().say(url)
    assert word in told.text
    assert await how_many(world) == 0
    world.clock.advance(days=1)
    assert await world.services.pickups.sweep() == 0


async def test_a_site_that_is_down_is_asked_again(world) -> None:
    """After a minute, and it is said; the answer then stands in the same message."""
    answers = [httpx.Response(503), httpx.Response(200, html=pages.MODERN)]
    world.web.put(LINK, lambda _: answers.pop(0))
    fetching, waiting = await world.talk().say(LINK)
    assert "en panne" in waiting.text and "1\xa0minute" in waiting.text.replace(" minute", "\xa0minute")
    assert await world.services.pickups.sweep() == 0
    world.clock.advance(seconds=RETRIES[0].total_seconds())
    assert await world.services.pickups.sweep() == 1
    await world.services.intake.idle()
    shown = world.api.chats.in_chat(1)[-1]
    assert shown.message_id == fetching.message_id and "/event_1" in shown.text


async def test_a_site_that_stays_down_is_given_up(world) -> None:
    """After four attempts in all."""
    world.web.put(LINK, lambda _: httpx.Response(500))
    await world.talk().say(LINK)
    for wait in RETRIES:
        world.clock.advance(seconds=wait.total_seconds())
        assert await world.services.pickups.sweep() == 1
    world.clock.advance(days=2)
    assert await world.services.pickups.sweep() == 0
    assert "réessaie" not in world.api.chats.in_chat(1)[-1].text
    assert len(world.web.asked) == 1 + len(RETRIES)


async def test_a_link_survives_a_crash(world) -> None:
    """Kept and acknowledged, then the power went: the sweep fetches it when the time of the dead process is over."""
    world.web.put(LINK, pages.MODERN)
    acknowledged = await world.application.bot.send_message(1, "Je vais chercher…")
    wish = Wish(Origin(1, 1, None, acknowledged.message_id), url=LINK)
    async with world.services.database.write() as session:
        number = await pickups.add(session, wish, claimable=world.clock() + LEASE)
        await pickups.claim(session, number, now=world.clock(), lease=LEASE)
    assert await world.services.pickups.sweep() == 0
    world.clock.advance(seconds=LEASE.total_seconds())
    assert await world.services.pickups.sweep() == 1
    await world.services.intake.idle()
    shown = world.api.chats.in_chat(1)[-1]
    assert shown.message_id == acknowledged.message_id and "/event_1" in shown.text


async def test_a_link_that_crashes_each_process_is_given_up(world) -> None:
    """It is not taken up in a loop."""
    world.web.put(LINK, pages.MODERN)
    async with world.services.database.write() as session:
        number = await pickups.add(session, Wish(Origin(1, 1), url=LINK), claimable=world.clock())
        for _ in range(6):
            assert await pickups.claim_next(session, now=world.clock(), lease=LEASE)
            world.clock.advance(seconds=LEASE.total_seconds())
    assert await world.services.pickups.sweep() == 1
    async with world.services.database.read() as session:
        record = await pickups.get(session, number)
    assert record is not None and record.state is PickupState.FAILED and world.web.asked == []


async def test_a_lost_acknowledgement_loses_no_link(world) -> None:
    """Telegram fails at the first word: the article comes all the same."""
    world.web.put(LINK, pages.MODERN)
    world.api.fault("sendMessage", refusal=server_error())
    *_, told = await world.talk().say(LINK)
    assert "/event_1" in told.text


async def test_a_deleted_acknowledgement_is_replaced(world) -> None:
    """What was to be changed is gone: the news come as a new message, and go on there."""
    world.web.put(LINK, pages.MODERN)
    world.api.fault("editMessageText", refusal=RefusalError("message to edit not found"))
    shown = await world.talk().say(LINK)
    assert [one.what for one in shown] == ["sent", "sent", "edited"]
    assert shown[1].message_id == shown[2].message_id


async def test_only_members_send_links_and_files(world) -> None:
    """Anyone else is told so; nothing is fetched, nothing stored."""
    talk = world.talk(2, lang="en")
    (link,) = await talk.say(LINK)
    document = {"file_id": world.api.chats.upload("a.txt", b"x"), "file_unique_id": "u", "file_name": "a.txt"}
    (file,) = await talk.send(talk.message(document=document))
    assert "Only admins" in link.text and "Only admins" in file.text
    assert world.web.asked == [] and await how_many(world) == 0


async def test_links_in_a_group_are_left_alone(world) -> None:
    """People send each other links there."""
    assert await world.talk(chat_id=-77).say(LINK) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode("cp1252")),
        ("a.pdf", files.pdf(list(pages.BODY[:1]))),
        ("a.docx", files.word(*pages.BODY)),
    ],
)
async def test_a_file_becomes_an_article(world, name: str, content: bytes) -> None:
    """Date and publisher out of the caption."""
    opening, taken, told = await send_file(world, name, content, caption="19/05/2017 RFI Afrique")
    assert name in opening.text and "RFI Afrique, 19 mai 2017" in taken.text.replace("\xa0", " ")
    assert "/event_1" in told.text
    article = await stored(world)
    assert article is not None and article.text.startswith(pages.BODY[0])
    assert (article.publisher, article.published) == ("RFI Afrique", DAY)


async def test_a_file_without_a_date(world) -> None:
    """It is asked for; a page tells its own."""
    *_, asked = await send_file(world, "a.txt", TEXT.encode())
    assert "légende" in asked.text and await how_many(world) == 0
    *_, told = await send_file(world, "a.html", pages.METADATA_ONLY.encode())
    assert "/event_1" in told.text and (await stored(world)).publisher == "Agence du Tigre"


async def test_a_forwarded_file(world) -> None:
    """Date and publisher are those of the forward where the file tells none, and the file's where it does."""
    talk = world.talk()
    await talk.forward_file("a.pdf", files.pdf(list(pages.BODY[:1])), "Al-Manar", date(2017, 5, 20))
    await talk.forward_file("b.html", pages.METADATA_ONLY.encode(), "Al-Manar", date(2017, 5, 20))
    await talk.forward_file("c.txt", "Daech a attaqué Mossoul à l'aube, jeudi.".encode("utf-16"), "Al-Manar", DAY)
    found = [await stored(world, number) for number in (1, 2, 3)]
    assert [(one.publisher, one.published) for one in found if one] == [
        ("Al-Manar", date(2017, 5, 20)),
        ("Agence du Tigre", DAY),
        ("Al-Manar", DAY),
    ]


async def test_an_archive_of_articles(world) -> None:
    """One message tells how many came, how many were known, and what each of the others lacks."""
    record = {"id": "x", "text": "Daech a attaqué Mossoul à l'aube.", "published": "2017-05-19", "publisher": "RFI"}
    packed = files.archive(
        {
            "a.html": pages.MODERN.encode(),
            "b.html": pages.BLOG.encode(),
            "c.jsonl": json.dumps(record).encode(),
            "d.txt": b"Une brigade a quitt\xe9 la ville de Raqqa.",
            "photo.jpg": b"\xff\xd8\xff\xe0",
        }
    )
    opening, told = await send_file(world, "lot.zip", packed)
    assert opening.message_id == told.message_id
    assert "2 articles reçus" in told.text.replace("\xa0", " ") and "1 autre article" in told.text.replace("\xa0", " ")
    assert "photo.jpg" in told.text and "d.txt\xa0: sans date" in told.text and "/article_1 /article_2" in told.text
    assert await how_many(world) == 2
    assert (await stored(world, 2)).publisher == "RFI"
    *_, again = await send_file(world, "lot.zip", packed)
    assert "rien de nouveau" in again.text and await how_many(world) == 2


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", ".pdf"),
        ("a.zip", files.flagged(files.archive({"a.txt": b"x"})), "mot de passe"),
        ("a.zip", files.archive({"a.txt": bytes(10_000_000)}), "démesurément"),
        ("a.pdf", b"%PDF-1.4", "abîmé"),
    ],
)
async def test_a_file_that_gives_no_article(world, name: str, content: bytes, word: str) -> None:
    """Why, in words."""
    *_, told = await send_file(world, name, content, caption="2017-05-19")
    assert word in told.text and await how_many(world) == 0


async def test_a_file_that_telegram_does_not_hand_out(world) -> None:
    """Too large for a bot: said at once. Gone since: said. Telegram down: tried again."""
    (large,) = await send_file(world, "a.pdf", b"x", size=LARGEST_FILE + 1)
    assert "trop grand" in large.text
    world.api.fault("getFile", refusal=RefusalError("file is too big"))
    assert "trop grand" in (await send_file(world, "a.pdf", b"x"))[-1].text
    world.api.fault("getFile", refusal=RefusalError("wrong file_id"))
    assert "n’existe pas" in (await send_file(world, "a.pdf", b"x"))[-1].text
    world.api.fault("getFile", refusal=server_error())
    assert "réessaie" in (await send_file(world, "a.txt", TEXT.encode(), caption="2017-05-19"))[-1].text
    world.clock.advance(minutes=1)
    assert await world.services.pickups.sweep() == 1
    assert await how_many(world) == 1


@pytest.mark.parametrize(
    ("words", "day", "publisher"),
    [
        ("", None, None),
        ("2017-05-19", DAY, None),
        ("2017-05-19 RFI", DAY, "RFI"),
        ("Agence du Tigre, 19 mai 2017", DAY, "Agence du Tigre"),
        ("19/05/2017 Al-Manar", DAY, "Al-Manar"),
        ("hier", DAY, None),
        ("BBC 19 May 2017", DAY, "BBC"),
        ("mai 2017", None, "mai 2017"),
        ("France 24", None, "France 24"),
    ],
)
def test_the_particulars_of_a_caption(words: str, day: date | None, publisher: str | None) -> None:
    """One day at either end; the rest is the publisher."""
    assert particulars(words, date(2017, 5, 20)) == (day, publisher)


async def test_names_of_files_and_titles_are_data(world) -> None:
    """They break no message."""
    *_, told = await send_file(world, "<b>a&.png", b"\x89PNG\r\n\x1a\n")
    assert "<b>a&.png" in told.text

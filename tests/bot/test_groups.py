"""In groups with privacy mode on the bot hears commands, mentions and replies, and answers as it does in private."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import store.articles
import store.chats
import store.recording
import store.subscriptions
from bot.terminal_messages import RefusalError
from bot.terminal_talk import Conversation
from nlp.schema import Actor, Article, Event, EventType, Place, Reading, Span, When

GROUP, SUPERGROUP = -100, -1_001_000_000_777
QAYRAWAN = Place("Qayrawan", key="seed:qayrawan-iq", latitude=36.25, longitude=41.9, country="IRQ")
DAESH = Actor("Daesh", key="daesh")


@pytest.fixture
async def archive(world: Any) -> Any:
    """Twelve attacks of Daesh at Qayrawan, 1 to 12 May 2017."""
    sentence = "Une attaque a eu lieu."
    events = tuple(
        Event(
            EventType.ASSAULT, None, Span("attaque", 4, 11), Span(sentence, 0, len(sentence)), sources=(DAESH,),
            places=(QAYRAWAN,), when=When(date(2017, 5, day), date(2017, 5, day)),
        )
        for day in range(1, 13)
    )  # fmt: skip
    async with world.services.database.write() as session:
        received = await store.articles.receive(
            session, Article("1", "Une dépêche.", date(2017, 5, 19), "fr", "PressTV"), now=world.clock.now
        )
        await store.recording.record_reading(
            session, received.article_id, Reading("fr", True, events), now=world.clock.now
        )
    return world


async def mention(world: Any, group: Conversation, said: str, **more: Any) -> list[Any]:
    """Write a text with `@bot` in it, marked as Telegram marks it."""
    name = f"@{world.application.bot.username}"
    text = said.replace("@bot", name)
    units = len(text[: text.index(name)].encode("utf-16-le")) // 2
    entity = {"type": "mention", "offset": units, "length": len(name)}
    return await group.send(group.message(text=text, entities=[entity], **more))


@pytest.mark.parametrize("chat_id", [GROUP, SUPERGROUP])
@pytest.mark.parametrize(
    "said",
    [
        "@bot que s'est-il passé à Qayrawan en mai 2017 ?",
        "💥 et toi @bot, quoi de neuf à Qayrawan ?",
        "@bot Qayrawan",
        "@bot /events Qayrawan",
        "@bot what happened in Qayrawan?",
    ],
)
async def test_a_mention_is_answered_under_the_question(archive: Any, chat_id: int, said: str) -> None:
    """The same list as in private, as a reply to whoever asked."""
    group = archive.talk(7, chat_id=chat_id)
    (shown,) = await mention(archive, group, said)
    assert "Qayrawan (Irak)" in shown.text and shown.text.count("/event_") == 10
    sent = archive.api.called("sendMessage")[-1].params
    assert archive.api.chats.messages[chat_id, sent["reply_parameters"]["message_id"]]["from"]["id"] == 7


async def test_a_reply_to_the_bot_is_a_question(archive: Any) -> None:
    """Without its name; a reply to someone else is none, nor one to a card that a person shared."""
    group = archive.talk(7, chat_id=GROUP)
    (shown,) = await mention(archive, group, "@bot Qayrawan")
    ours = archive.api.chats.messages[GROUP, shown.message_id]
    (again,) = await group.send(group.message(text="et Daesh ?") | {"reply_to_message": ours})
    assert "/events" in again.text and "Daesh" in again.text
    theirs = archive.api.chats.receive(group.message(text="bonjour"))
    assert await group.send(group.message(text="Qayrawan ?") | {"reply_to_message": theirs}) == []
    shared = theirs | {"via_bot": ours["from"]}
    assert await group.send(group.message(text="Qayrawan ?") | {"reply_to_message": shared}) == []


def pictured(archive: Any, group: Conversation, caption: str) -> dict[str, Any]:
    """A photo with a caption, its mention of the bot marked as Telegram marks it."""
    name = f"@{archive.application.bot.username}"
    said = caption.replace("@bot", name)
    marked = [{"type": "mention", "offset": said.index(name), "length": len(name)}] if name in said else []
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    return group.message(photo=photo, caption=said, caption_entities=marked)


@pytest.mark.parametrize(
    ("caption", "answered"),
    [
        ("@bot que s'est-il passé à Qayrawan ?", True),
        ("/events Qayrawan", True),
        ("/events@bot Qayrawan", True),
        ("/events@other_bot Qayrawan", False),
        ("Qayrawan ?", False),
    ],
)
async def test_a_caption_is_heard_like_a_text(archive: Any, caption: str, answered: bool) -> None:
    """Under a photo too: a mention, a command; nothing that is said to nobody or to another bot."""
    group = archive.talk(7, chat_id=GROUP)
    shown = await group.send(pictured(archive, group, caption))
    assert ["Qayrawan (Irak)" in one.text for one in shown] == [True] * answered
    said = caption.replace("@bot ", "")
    if "@" not in said:
        (private,) = await archive.talk(7).send(pictured(archive, archive.talk(7), said))
        assert "Qayrawan" in private.text


@pytest.mark.parametrize("content", [{"voice": {}}, {"dice": {}}, {"photo": True}])
async def test_a_picture_without_a_word_gets_a_short_help_in_private_alone(archive: Any, content: Any) -> None:
    """Nothing to read in it; in a group it was meant for the others."""
    if "photo" in content:
        content = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}
    if "voice" in content:
        content = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}
    if "dice" in content:
        content = {"dice": {"value": 3, "emoji": "🎲"}}
    private, group = archive.talk(7), archive.talk(7, chat_id=GROUP)
    (helped,) = await private.send(private.message(**content))
    assert "/help" in helped.text
    assert await group.send(group.message(**content)) == []
    if "photo" in content:
        assert await private.send(private.message(**content, media_group_id="1")) == []


@pytest.mark.parametrize("said", ["/timeline Qayrawan", "/map Qayrawan", "/export csv Qayrawan"])
async def test_pictures_and_files_answer_whoever_asked(archive: Any, said: str) -> None:
    """In a group as a reply, others write in between; in private as they are."""
    group = archive.talk(7, chat_id=GROUP)
    await group.say(said)
    sent = (archive.api.called("sendPhoto") + archive.api.called("sendDocument"))[-1].params
    assert archive.api.chats.messages[GROUP, sent["reply_parameters"]["message_id"]]["text"] == said
    await archive.talk(7).say(said)
    sent = (archive.api.called("sendPhoto") + archive.api.called("sendDocument"))[-1].params
    assert "reply_parameters" not in sent


@pytest.mark.parametrize(
    "said", ["Qayrawan ?", "que s'est-il passé à Qayrawan ?", "/events@other_bot Qayrawan", "/zzz"]
)
async def test_other_talk_is_left_alone(archive: Any, said: str) -> None:
    """What is said to nobody, or to another bot."""
    assert await archive.talk(7, chat_id=GROUP).say(said) == []


async def test_commands_and_taps_on_numbers_name_the_bot(archive: Any) -> None:
    """Telegram adds @bot to a command that is tapped in a group."""
    group, name = archive.talk(7, chat_id=GROUP), archive.application.bot.username
    assert "Qayrawan (Irak)" in (await group.say(f"/events@{name} Qayrawan"))[0].text
    assert "n° 3" in (await group.say(f"/event_3@{name}"))[0].text
    assert "Daesh" in (await group.say(f"/actors@{name.upper()} Daesh"))[0].text
    assert len(await group.say(f"/start@{name} event_3")) == 1


async def test_anyone_in_the_group_may_press(archive: Any) -> None:
    """The next page takes the list’s place in the group, whoever asks for it."""
    (shown,) = await mention(archive, archive.talk(7, chat_id=GROUP), "@bot Qayrawan")
    more = next(button for button in shown.buttons if button.text == "›")
    other = archive.talk(8, chat_id=GROUP)
    answered = await other.press(more, shown.message_id)
    assert any("/event_2" in one.text and one.chat_id == GROUP for one in answered)


async def test_answers_stay_in_their_topic(archive: Any) -> None:
    """A question in a topic of a forum is answered there."""
    group = archive.talk(7, chat_id=SUPERGROUP)
    await mention(archive, group, "@bot Qayrawan", message_thread_id=5, is_topic_message=True)
    assert archive.api.called("sendMessage")[-1].params["message_thread_id"] == 5


async def test_a_group_speaks_one_language(archive: Any) -> None:
    """That of who spoke first, then the one that is set, whoever asks."""
    name = archive.application.bot.username
    assert "Latest events" in (await archive.talk(7, lang="en", chat_id=GROUP).say(f"/events@{name}"))[0].text
    assert "Latest events" in (await archive.talk(8, lang="fr", chat_id=GROUP).say(f"/events@{name}"))[0].text
    archive.api.chats.admins.add((GROUP, 8))
    await archive.talk(8, chat_id=GROUP).say(f"/lang@{name} fr")
    assert "Derniers événements" in (await archive.talk(7, lang="en", chat_id=GROUP).say(f"/events@{name}"))[0].text


async def test_a_private_answer_is_no_reply(archive: Any) -> None:
    """Where two talk it is clear who is meant."""
    await archive.talk(7).say("/events")
    assert "reply_parameters" not in archive.api.called("sendMessage")[-1].params


SETTLED = ("/lang en", "/lang", "/timezone Asia/Baghdad", "/subscribe Qayrawan 8h", "/unsubscribe")
ONLY_ADMINS = {"fr": "seuls ses administrateurs", "en": "only its admins", "ar": "المشرفون وحدهم"}


@pytest.mark.parametrize("chat_id", [GROUP, SUPERGROUP])
@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
async def test_a_member_settles_nothing_for_the_group(archive: Any, chat_id: int, lang: str) -> None:
    """Language, clock and subscriptions are the admins' to set, which is said in the group's language."""
    group = archive.talk(7, lang=lang, chat_id=chat_id)
    for said in SETTLED:
        (shown,) = await group.say(said)
        assert ONLY_ADMINS[lang] in shown.text, said
    async with archive.services.database.read() as session:
        assert await store.subscriptions.of_chat(session, chat_id) == ()
        known = await store.chats.get(session, chat_id)
    assert known is not None and (known.lang, known.timezone) == (lang, "UTC")


async def test_an_admin_settles_for_the_group(archive: Any) -> None:
    """As anyone does in private; Telegram is asked once for a minute of commands."""
    archive.api.chats.admins.add((GROUP, 7))
    group = archive.talk(7, chat_id=GROUP)
    assert "C’est noté" in (await group.say("/subscribe Qayrawan 8h"))[0].text
    assert "Asia/Baghdad" in (await group.say("/timezone Asia/Baghdad"))[0].text
    assert "C’est arrêté" in (await group.say("/unsubscribe"))[0].text
    assert "English" in (await group.say("/lang en"))[0].text
    assert len(archive.api.called("getChatMember")) == 1
    assert archive.api.called("getChatMember")[0].params["user_id"] == 7


async def test_an_admins_rights_end_within_a_minute(archive: Any) -> None:
    """Who is one no longer is refused then, and who becomes one is heard."""
    archive.api.chats.admins.add((GROUP, 7))
    former, later = archive.talk(7, chat_id=GROUP), archive.talk(8, chat_id=GROUP)
    assert "fuseau" in (await former.say("/timezone Asia/Baghdad"))[0].text.lower()
    assert ONLY_ADMINS["fr"] in (await later.say("/timezone UTC"))[0].text
    archive.api.chats.admins = {(GROUP, 8)}
    archive.clock.advance(seconds=60)
    assert ONLY_ADMINS["fr"] in (await former.say("/timezone UTC"))[0].text
    assert ONLY_ADMINS["fr"] not in (await later.say("/timezone UTC"))[0].text


async def test_a_members_press_is_refused_in_a_note_of_their_own(archive: Any) -> None:
    """The buttons of languages and subscriptions stay for the admins, and the group reads nothing of it."""
    archive.api.chats.admins.add((GROUP, 7))
    admin, member = archive.talk(7, chat_id=GROUP), archive.talk(8, chat_id=GROUP)
    (subscribed,) = await admin.say("/subscribe Qayrawan 8h")
    for shown in (subscribed, *await admin.say("/lang")):
        (note,) = await member.press(shown.buttons[0], shown.message_id)
        assert note.what == "alert" and ONLY_ADMINS["fr"] in note.text and len(note.text) <= 200
    async with archive.services.database.read() as session:
        assert len(await store.subscriptions.of_chat(session, GROUP)) == 1
    stopped = await admin.press(subscribed.buttons[1], subscribed.message_id)
    assert any("C’est arrêté" in one.text for one in stopped)


async def test_an_anonymous_admin_writes_as_the_group(archive: Any) -> None:
    """Telegram names the group itself as the sender; a channel that writes there is a guest."""
    bot = archive.talk(1_087_968_824, chat_id=GROUP)
    as_group = bot.message(text="/timezone Asia/Baghdad")
    (shown,) = await bot.send(as_group | {"sender_chat": as_group["chat"]})
    assert "Asia/Baghdad" in shown.text
    channel = {"id": -1_001_000_000_001, "type": "channel", "title": "AFP"}
    (shown,) = await bot.send(bot.message(text="/timezone UTC") | {"sender_chat": channel})
    assert ONLY_ADMINS["fr"] in shown.text
    assert archive.api.called("getChatMember") == []


async def test_nobody_settles_where_telegram_does_not_tell(archive: Any) -> None:
    """A refusal of Telegram's is no right, and is asked again the next time."""
    archive.api.chats.admins.add((GROUP, 7))
    archive.api.fault("getChatMember", refusal=RefusalError("CHAT_ADMIN_REQUIRED"))
    group = archive.talk(7, chat_id=GROUP)
    assert ONLY_ADMINS["fr"] in (await group.say("/timezone Asia/Baghdad"))[0].text
    assert "Asia/Baghdad" in (await group.say("/timezone Asia/Baghdad"))[0].text


async def test_in_private_nobody_is_asked_for(archive: Any) -> None:
    """One's own chat is one's own."""
    assert "Asia/Baghdad" in (await archive.talk(7).say("/timezone Asia/Baghdad"))[0].text
    assert archive.api.called("getChatMember") == []

"""Digests as subscribers get them, by the clock: at their hour, in their language, nothing twice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import store.recording
import store.subscriptions
from nlp.schema import Count, Event, Reading, Status, When
from tests.bot.delivering import MORNING, deliver, digests, elsewhere, happening, remember, subscribed, told


async def test_a_digest_goes_out_at_its_hour_and_not_before(world: Any) -> None:
    """One message with what is new, at the subscriber's hour."""
    await subscribed(world, 2)
    assert await deliver(world, MORNING - timedelta(seconds=1)) == 0
    assert await deliver(world) == 1
    (digest,) = digests(world, 2)
    assert digest.startswith("Le point : Qayrawan (Irak)\n1 événement nouveau\n24 h : 1 événement · ")
    assert "\n\n📍 Qayrawan · 19 mai 2017\n🔒 Blocage" in digest


async def test_nothing_is_told_twice_and_nothing_new_is_not_told_at_all(world: Any) -> None:
    """The next day brings only what came since; a day with news of elsewhere alone brings no message."""
    await subscribed(world, 2)
    await deliver(world)
    assert await deliver(world, MORNING + timedelta(minutes=5)) == 0
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    await remember(world, happening(day=22))
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    assert [text.count("/event_") for text in digests(world, 2)] == [1, 1]
    assert "/event_3" in digests(world, 2)[1]


async def test_the_hour_is_the_chats_own(world: Any) -> None:
    """Eight in Baghdad is five in UTC."""
    await remember(world, happening())
    talk = world.talk(2)
    await talk.say("/timezone Asia/Baghdad")
    await talk.say("/subscribe Qayrawan 8h")
    assert await deliver(world, MORNING - timedelta(hours=3, seconds=1)) == 0
    assert await deliver(world, MORNING - timedelta(hours=3)) == 1


async def test_the_digest_speaks_the_chats_language(world: Any) -> None:
    """As /lang has set it."""
    await subscribed(world, 2)
    await world.talk(2).say("/lang en")
    await deliver(world)
    assert digests(world, 2)[0].startswith("Digest: Qayrawan (Irak)\n1 new event")


async def test_what_was_asked_by_hand_is_not_told_in_the_morning(world: Any) -> None:
    """/digest and the daily digest share their memory."""
    await subscribed(world, 2)
    await world.talk(2).say("/digest")
    assert await deliver(world) == 0
    assert len(digests(world, 2)) == 1


async def test_a_digest_asked_for_in_a_topic_is_the_topics(world: Any) -> None:
    """It is told there and known there: another topic's digest has it still, a topic without subscriptions all."""
    group = -1_001_000_000_777
    await remember(world, happening())
    world.api.chats.admins.add((group, 7))
    talk = world.talk(7, chat_id=group)

    async def say(said: str, thread: int) -> Any:
        return await talk.send(talk.message(text=said, message_thread_id=thread, is_topic_message=True))

    for thread in (5, 6):
        await say("/subscribe Qayrawan 8h", thread)
    await elsewhere(world)
    (first,) = await say("/digest", 5)
    assert "/event_1" in first.text and "/event_2" not in first.text
    assert world.api.called("sendMessage")[-1].params["message_thread_id"] == 5
    (again,) = await say("/digest", 5)
    assert "/event_" not in again.text
    (whole,) = await say("/digest", 9)
    assert "/event_1" in whole.text and "/event_2" in whole.text
    assert world.api.called("sendMessage")[-1].params["message_thread_id"] == 9
    assert await deliver(world) == 1
    sent = world.api.called("sendMessage")[-1].params
    assert sent["message_thread_id"] == 6 and "/event_1" in sent["text"]


async def test_a_bot_that_was_off_for_days_sends_one_digest(world: Any) -> None:
    """What was missed comes in one message, not in one for each day."""
    await subscribed(world, 2)
    await remember(world, happening(day=20))
    assert await deliver(world, MORNING + timedelta(days=4)) == 1
    assert await deliver(world, MORNING + timedelta(days=4, minutes=1)) == 0
    assert digests(world, 2)[0].count("/event_") == 2


async def test_a_line_says_that_nothing_is_new_to_whom_it_matters(world: Any) -> None:
    """As the subscriber chose; what was read elsewhere meanwhile is no silence."""
    await subscribed(world, 2)
    await deliver(world)
    async with world.services.database.write() as session:
        (one,) = await store.subscriptions.of_chat(session, 2)
        await store.subscriptions.change(session, 2, one.id, now=world.clock.now, tell_empty=True)
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert digests(world, 2)[1] == "Le point : Qayrawan (Irak)\nRien de nouveau depuis le dernier point."


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Aucun article n’a été lu depuis le 21 mai 2017 à 8 h 00"),
        ("en", "No article has been read since 21 May 2017 at 08:00"),
        ("ar", "لم يُقرأ أي مقال منذ"),
    ],
)
async def test_silence_of_the_sources_is_always_said(world: Any, lang: str, said: str) -> None:
    """No article read since the last digest: no news of calm, and told as that, on the chat's clock."""
    await subscribed(world, 2)
    await deliver(world)
    await world.talk(2).say(f"/lang {lang}")
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert said in told(world, 2)[-1]
    assert "/event_" not in told(world, 2)[-1]


async def test_a_digest_that_was_missed_says_so(world: Any) -> None:
    """Off at eight, back at eleven: which hour it was due at; a digest in time says nothing."""
    await world.talk(2).say("/timezone Europe/Paris")
    await subscribed(world, 2)
    await deliver(world, MORNING + timedelta(hours=1))
    assert "En retard : ce point devait partir le 21 mai 2017 à 8 h 00." in digests(world, 2)[0]
    await remember(world, happening(day=20))
    await deliver(world, MORNING - timedelta(hours=2) + timedelta(days=1, minutes=1))
    assert "En retard" not in digests(world, 2)[1]


async def test_the_opening_line_has_figures_against_the_day_before(world: Any) -> None:
    """By when the articles were read; the dead of one place and day once, however many articles tell of them."""
    deadly = replace(happening(), killed=Count(4))
    world.clock.now = MORNING - timedelta(hours=30)
    await remember(world, happening(), deadly)
    world.clock.now = MORNING - timedelta(hours=20)
    await subscribed(world, 2)
    await remember(world, replace(happening(day=20), killed=Count(9)), replace(happening(day=20), killed=Count(7)))
    await remember(world, deadly, replace(deadly, status=Status.DENIED, killed=Count(50)))
    await deliver(world)
    assert (
        "24 h : 5 événements et au moins 13 morts · les 24 h d’avant : 2 événements et au moins 4 morts"
        in digests(world, 2)[0]
    )


async def test_a_weekly_digest_has_figures_against_the_week_before(world: Any) -> None:
    """MORNING is a Sunday."""
    world.clock.now = MORNING - timedelta(days=9)
    await remember(world, happening())
    world.clock.now = MORNING - timedelta(days=6)
    await subscribed(world, 2, words="Qayrawan 8h dimanche")
    await remember(world, happening(day=20))
    await deliver(world)
    assert "7 jours : 2 événements · les 7 jours d’avant : 1 événement" in digests(world, 2)[0]


async def test_a_button_opens_what_a_digest_only_counted(world: Any) -> None:
    """Ten at a time; each stands either in the digest or in the list, and none comes with the next digest."""
    await subscribed(world, 2)
    await remember(world, *(happening(day=1 + number % 18) for number in range(34)))
    await deliver(world)
    digest = world.api.chats.in_chat(2)[-1]
    assert "et 15 autres" in digest.text.replace("\u00a0", " ")
    shown = re.findall(r"/event_(\d+)", " ".join(digests(world, 2)))
    talk = world.talk(2)
    (first,) = await talk.press_labelled("Voir les autres (15)")
    listed = re.findall(r"/event_(\d+)", first.text)
    assert "1 à 10 sur 15" in first.text.replace("\u00a0", " ")
    (second,) = await talk.press_labelled("Plus")
    listed += re.findall(r"/event_(\d+)", second.text)
    assert sorted(map(int, listed + shown)) == list(range(1, 36))
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 0


async def reread(world: Any, event: Event) -> None:
    """The first article is read anew, and tells this instead."""
    world.clock.now += timedelta(minutes=1)
    async with world.services.database.write() as session:
        await store.recording.record_reading(session, 1, Reading("fr", True, (event,)), now=world.clock.now)


async def test_what_was_told_wrong_is_corrected_once(world: Any) -> None:
    """With what it was told as, fact by fact, in the next digest of whichever subscription comes first."""
    await subscribed(world, 2)
    await deliver(world)
    when = When(date(2017, 5, 18), date(2017, 5, 18))
    await reread(
        world, replace(happening("Alep"), killed=Count(9), when=when, status=Status.DENIED, sources=(), mode="seize")
    )
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert digests(world, 2)[1].split("\n") == [
        "Le point : Qayrawan (Irak)",
        "Rien de nouveau depuis le dernier point.",
        "",
        "✏️ Corrigé depuis que c’est dit ici",
        "🔒 Prise de contrôle · /event_1",
        "morts : non précisé → 9",
        "date : 19 mai 2017 → 18 mai 2017",
        "statut : rapporté comme un fait → démenti",
        "nature : blocage ou restriction → prise de contrôle",
        "lieu, désormais : Alep",
        "qui, désormais : non précisé",
    ]
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=2)) == 0


async def test_a_correction_waits_for_a_digest_that_has_room(world: Any) -> None:
    """Twelve at once: ten in one digest, the others with the next."""
    await subscribed(world, 2)
    many = [happening(day=1 + number) for number in range(12)]
    ids = [(await remember(world, event))[0] for event in many]
    await deliver(world)
    world.clock.now += timedelta(minutes=1)
    for article_id, event in enumerate(many, 2):
        async with world.services.database.write() as session:
            reading = Reading("fr", True, (replace(event, killed=Count(2)),))
            assert await store.recording.record_reading(session, article_id, reading, now=world.clock.now)
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=1, hours=20)) == 0
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    corrected = [re.findall(r"/event_(\d+)", text) for text in digests(world, 2)[-2:]]
    assert [len(numbers) for numbers in corrected] == [10, 2]
    assert sorted(int(number) for numbers in corrected for number in numbers) == sorted(ids)


async def test_one_happening_of_several_articles_is_one_line_and_stays_told(world: Any) -> None:
    """Counted once, with its sources; none of its reports is told or offered later, nor a further one as new."""
    await subscribed(world, 2)
    await remember(world, replace(happening(), killed=Count(3)), publisher="AFP")
    assert await deliver(world) == 1
    (digest,) = digests(world, 2)
    assert digest.startswith("Le point : Qayrawan (Irak)\n1 événement nouveau\n")
    assert "2 sources : AFP, Al-Manar" in digest and digest.count("/event_") == 1
    world.clock.now += timedelta(minutes=1)
    await remember(world, replace(happening(), killed=Count(3)), publisher="RFI")
    assert await deliver(world, MORNING + timedelta(days=1)) == 0
    await remember(world, replace(happening(), killed=Count(4)), publisher="SPA")
    assert await deliver(world, MORNING + timedelta(days=2)) == 1
    assert digests(world, 2)[1].split("\n")[1:] == [
        "Rien de nouveau depuis le dernier point.",
        "",
        "➕ Déjà dit ici, et depuis",
        "🔒 Blocage ou restriction · Qayrawan · 19 mai 2017 · /event_4",
        "confirmé par SPA",
        "morts : 3 → 4",
    ]
    await elsewhere(world)
    assert await deliver(world, MORNING + timedelta(days=3)) == 0


async def test_a_denial_of_what_was_told_is_news(world: Any) -> None:
    """It is no further source of it."""
    await subscribed(world, 2)
    await deliver(world)
    await remember(world, replace(happening(), status=Status.DENIED), publisher="AFP")
    assert await deliver(world, MORNING + timedelta(days=1)) == 1
    assert "démenti" in digests(world, 2)[1] and "1 événement nouveau" in digests(world, 2)[1]


async def test_a_few_happenings_of_many_reports_leave_room_for_others(world: Any) -> None:
    """Forty-five articles tell one thing; the other twenty-one events are told beside it, the least of them counted."""
    await subscribed(world, 2)
    for number in range(45):
        await remember(world, replace(happening(), killed=Count(50)), publisher=f"Agence {number}")
    await remember(world, *(happening(day=1 + number % 18) for number in range(21)))
    await deliver(world)
    text = "\n".join(digests(world, 2))
    assert text.count("/event_") == 20 and "50 morts · 46 sources" in text
    assert "22 événements nouveaux" in text and "et 2 autres" in text

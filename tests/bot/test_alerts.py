"""Alerts as subscribers get them: at once, an article in one message, a further source in the same one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

import store.articles
import store.recording
from bot import schedule
from bot.settings import Settings
from bot.terminal import blocked, flood, server_error
from bot.terminal_messages import RefusalError
from nlp.schema import Article, Count, Event, Place, Reading, Span, Status
from store import chats, corrections, subscriptions
from store.database import migrate
from store.records import ActKind, Cadence, ChatRecord, Destination, EventFilter, Schedule, Who
from store.tables import Delivery, DeliveryState
from tests.bot.delivering import MORNING, deliver, digests, elsewhere, happening, subscribed, told

DISPATCH = "Daech a attaqué un village à l'ouest de Mossoul. Trois civils ont été tués."


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """The bot runs once over SQLite and once over PostgreSQL."""
    if request.param == "sqlite":
        return settings
    url = request.getfixturevalue("empty_postgresql_url")  # one that was emptied goes on counting
    migrate(url)
    return settings.model_copy(update={"database_url": url})


async def follow(
    world: Any, chat_id: int = 7, *, wanted: EventFilter | None = None, lang: str = "fr", **options: Any
) -> None:
    """A chat asks to be told at once, of Iraq unless it says more."""
    async with world.services.database.write() as session:
        await chats.ensure(session, ChatRecord(chat_id, lang, "UTC"))
        to = Destination(chat_id, options.pop("thread_id", None))
        await subscriptions.subscribe(
            session, to, wanted or EventFilter(country="IRQ"), "Irak", Schedule(), cadence=Cadence.AT_ONCE,
            now=world.clock.now, **options,
        )  # fmt: skip


async def report(world: Any, *events: Event, publisher: str = "Al-Manar") -> int:
    """An article is read; gives its number."""
    now = world.services.clock()
    async with world.services.database.write() as session:
        article = Article("x", f"{publisher} {now} {events}", date(2017, 5, 20), "fr", publisher)
        received = await store.articles.receive(session, article, now=now)
        await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=now)
    return received.article_id


def another(event: Event, start: int) -> Event:
    """The same deed at another trigger of the text, on the day before."""
    return replace(event, trigger=Span("bloquée", start, start + 7))


def killing(killed: int = 3) -> Event:
    """The blocked road with a toll, so that two articles can be known to tell the same."""
    town = Place("Qayrawan", key="seed:qayrawan", country="IRQ", uncertainty_km=2.0)
    return replace(happening(), places=(town,), killed=Count(killed))


def alerts(world: Any, chat_id: int = 7) -> list[str]:
    """The alerts that stand in the chat now."""
    shown = [one.text.replace("\u00a0", " ") for one in world.api.chats.in_chat(chat_id)]
    return [text for text in shown if text.startswith("🔔")]


async def test_an_alert_goes_out_within_seconds_of_the_reading(world: Any) -> None:
    """Not the tick but the reading wakes the sender: here the tick comes once an hour."""
    await follow(world, wanted=EventFilter())
    shown = asyncio.Event()
    world.api.chats.on_shown = lambda one: shown.set() if one.chat_id == 7 else None
    schedule.start(world.application, tick_s=3600)
    try:
        await world.talk(1).forward(DISPATCH, "Al-Manar", date(2017, 5, 20))
        await asyncio.wait_for(shown.wait(), 90)
    finally:
        await schedule.stop(world.application)
    (alert,) = alerts(world)
    assert alert.startswith("🔔 Alerte : Irak\nAl-Manar, 20 mai 2017\n\n") and "/event_1" in alert


async def test_the_events_of_an_article_come_in_one_message_and_once(world: Any) -> None:
    """Three deeds, one message; neither the next tick nor another subscription of the chat tells them again."""
    await follow(world)
    await follow(world, wanted=EventFilter())
    await report(world, happening(day=17), another(happening(day=18), 50), another(happening(day=19), 90))
    await deliver(world)
    await deliver(world, MORNING + timedelta(minutes=1))
    (alert,) = alerts(world)
    assert [f"/event_{number}" in alert for number in (1, 2, 3)] == [True] * 3


async def test_a_further_source_changes_the_message_that_was_sent(world: Any) -> None:
    """«2 sources», then three, in the one message."""
    await follow(world)
    await report(world, killing())
    await deliver(world)
    for number, publisher in enumerate(("Reuters", "AFP"), 2):
        await report(world, killing(), publisher=publisher)
        await deliver(world, MORNING + timedelta(minutes=number))
        (alert,) = alerts(world)
        assert f"{number} sources" in alert and alert.count("/event_") == 1
    assert len(world.api.called("editMessageText")) == 2


async def test_sources_that_differ_are_named_with_the_tolls_from_low_to_high(world: Any) -> None:
    """In the message that stands; a denial is an alert of its own."""
    await follow(world)
    await report(world, killing(12))
    await deliver(world)
    await report(world, killing(15), publisher="AFP")
    await deliver(world, MORNING + timedelta(minutes=1))
    assert "de 12 à 15 morts · 2 sources : Al-Manar, AFP" in alerts(world)[0]
    await report(world, replace(killing(12), status=Status.DENIED), publisher="RFI")
    await deliver(world, MORNING + timedelta(minutes=2))
    first, second = alerts(world)
    assert "2 sources" in first and "démenti" in second and "/event_3" in second


async def test_what_is_new_beside_a_further_source_is_told(world: Any) -> None:
    """The old message is changed, the new event has one of its own."""
    await follow(world)
    await report(world, killing())
    await deliver(world)
    await report(world, killing(), another(replace(happening(day=2), killed=Count(9)), 70), publisher="Reuters")
    await deliver(world, MORNING + timedelta(minutes=1))
    first, second = alerts(world)
    assert "2 sources" in first and "/event_3" in second and "/event_2" not in first + second


async def test_where_the_message_was_deleted_the_further_source_is_passed_over(world: Any) -> None:
    """Nobody wants it again."""
    await follow(world)
    await report(world, killing())
    await deliver(world)
    world.api.fault("editMessageText", refusal=RefusalError("message to edit not found"))
    await report(world, killing(), publisher="Reuters")
    await deliver(world, MORNING + timedelta(minutes=1))
    await deliver(world, MORNING + timedelta(hours=1))
    assert len(alerts(world)) == 1 and len(world.api.called("editMessageText")) == 1


async def test_an_edit_that_must_wait_is_made_later(world: Any) -> None:
    """Told to wait, or with Telegram out of reach."""
    await follow(world)
    await report(world, killing())
    await deliver(world)
    world.api.fault("editMessageText", refusal=flood(30))
    world.api.fault("editMessageText", refusal=server_error())
    await report(world, killing(), publisher="Reuters")
    for seconds in (60, 95, 120):
        await deliver(world, MORNING + timedelta(seconds=seconds))
    (alert,) = alerts(world)
    assert "2 sources" in alert and len(world.api.called("editMessageText")) == 3


async def test_quiet_hours_hold_alerts_until_their_end(world: Any) -> None:
    """From ten to seven nothing; then each article in a message of its own."""
    await follow(world)
    async with world.services.database.write() as session:
        await chats.set_quiet_hours(session, 7, time(22), time(7))
    night = MORNING.replace(hour=23)
    for number, day in enumerate((17, 18)):
        world.clock.now = night + timedelta(minutes=number)
        await report(world, happening(day=day))
        await deliver(world, world.clock.now)
    assert alerts(world) == []
    await deliver(world, night + timedelta(hours=7, minutes=59))
    assert alerts(world) == []
    await deliver(world, night + timedelta(hours=8))
    assert len(alerts(world)) == 2


async def test_an_article_read_before_a_crash_is_alerted_after(world: Any) -> None:
    """Nobody was woken, the next tick finds what is owed; long after, it is still told."""
    await follow(world)
    await report(world, happening())
    await deliver(world, MORNING + timedelta(days=3))
    assert len(alerts(world)) == 1


async def test_alerts_go_to_their_topic_silently_where_asked(world: Any) -> None:
    """The topic's number and the silence stand in the call."""
    await follow(world, -100, thread_id=9, silent=True)
    await report(world, happening())
    await deliver(world)
    (call,) = world.api.called("sendMessage")
    assert (call.params["message_thread_id"], call.params["disable_notification"]) == (9, True)


async def test_whoever_blocked_the_bot_gets_what_was_missed_after_coming_back(world: Any) -> None:
    """Nothing is tried meanwhile, nothing is lost, nothing comes twice."""
    await follow(world)
    await report(world, happening(day=17))
    world.api.fault("sendMessage", match={"chat_id": 7}, refusal=blocked())
    await deliver(world)
    await report(world, happening(day=18))
    await deliver(world, MORNING + timedelta(minutes=5))
    assert len(world.api.called("sendMessage")) == 1
    await world.talk(7).say("/start")
    for minutes in (10, 11, 12):
        await deliver(world, MORNING + timedelta(minutes=minutes))
    shown = " ".join(one.text for one in world.api.chats.in_chat(7))
    assert (shown.count("/event_1"), shown.count("/event_2")) == (1, 1)


async def test_an_alert_speaks_the_chats_language(world: Any) -> None:
    """In English and in Arabic too."""
    await follow(world, 8, lang="en")
    await follow(world, 9, lang="ar")
    await report(world, happening())
    await deliver(world)
    assert "🔔 Alert: Irak" in alerts(world, 8)[0]
    assert "تنبيه" in alerts(world, 9)[0]


async def test_a_flood_of_events_is_cut_into_messages_that_telegram_takes(world: Any) -> None:
    """A hundred events of one article: each told once, each message under its head."""
    await follow(world)
    await report(world, *(another(happening(day=1 + n % 28), 20 + 30 * n) for n in range(100)))
    await deliver(world)
    shown = alerts(world)
    told = [int(word.removeprefix("/event_")) for text in shown for word in text.split() if word.startswith("/event_")]
    assert sorted(told) == list(range(1, 101)) and len(shown) < 12


async def reread(world: Any, article_id: int, *events: Event) -> None:
    """A new reading of the article gives these events."""
    async with world.services.database.write() as session:
        reading = Reading("fr", True, events)
        await store.recording.record_reading(session, article_id, reading, now=world.services.clock())


@pytest.mark.parametrize("silent", [False, True])
async def test_an_alert_that_told_a_wrong_toll_is_corrected_in_its_place(world: Any, silent: bool) -> None:
    """Sixty that were six: the message says six and that it said sixty; nothing is sent, and no further edit made."""
    await follow(world, silent=silent)
    article_id = await report(world, killing(60))
    await deliver(world)
    await reread(world, article_id, killing(6))
    for minutes in (1, 2):
        await deliver(world, MORNING + timedelta(minutes=minutes))
    (alert,) = alerts(world)
    assert "6 morts" in alert and "60 morts" not in alert and "morts : 60 → 6" in alert
    assert (len(world.api.called("sendMessage")), len(world.api.called("editMessageText"))) == (1, 1)


async def test_what_a_new_reading_no_more_has_is_withdrawn_from_the_alert(world: Any) -> None:
    """Of two events one, then the other; once found again, it stands again under its number."""
    await follow(world)
    article_id = await report(world, killing(60), another(happening(day=18), 50))
    await deliver(world)
    await reread(world, article_id, another(happening(day=18), 50))
    await deliver(world, MORNING + timedelta(minutes=1))
    (alert,) = alerts(world)
    assert "✖️ Retiré" in alert and "60 morts" in alert and "/event_1" not in alert and "/event_2" in alert
    await reread(world, article_id)
    await deliver(world, MORNING + timedelta(minutes=2))
    (alert,) = alerts(world)
    assert "/event_" not in alert and alert.startswith("🔔 Alerte : Irak\nAl-Manar")
    await reread(world, article_id, killing(60))
    await deliver(world, MORNING + timedelta(minutes=3))
    (alert,) = alerts(world)
    assert "/event_1" in alert and "18 mai" in alert.partition("✖️")[2]


async def test_an_event_that_an_admin_rejects_is_withdrawn_from_the_alert_and_comes_back(world: Any) -> None:
    """Its message is changed, once for each; other sources that come later keep what was withdrawn."""
    await follow(world)
    await report(world, killing(60), another(happening(day=18), 50))
    await deliver(world)
    for minutes, kind in ((1, ActKind.REJECT), (3, ActKind.RESTORE)):
        async with world.services.database.write() as session:
            await corrections.judge(session, 1, kind, who=Who(1), now=world.clock.now)
        await deliver(world, MORNING + timedelta(minutes=minutes))
        await deliver(world, MORNING + timedelta(minutes=minutes + 1))
        (alert,) = alerts(world)
        assert ("✖️ Retiré" in alert, "/event_1" in alert) == (kind is ActKind.REJECT, kind is ActKind.RESTORE)
    assert len(world.api.called("editMessageText")) == 2


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "message thread not found", "CHAT_RESTRICTED"])
async def test_a_closed_topic_rests_and_is_told_what_it_missed_once_it_opens(world: Any, words: str) -> None:
    """Others of the chat go on, nothing is set aside, and all that was missed comes in one message."""
    await follow(world, -100, thread_id=9)
    await follow(world, -100, thread_id=5)
    world.api.fault("sendMessage", match={"message_thread_id": 9}, refusal=RefusalError(words), times=2)
    for number, day in enumerate((17, 18)):
        await report(world, happening(day=day))
        await deliver(world, MORNING + timedelta(minutes=number))
        await deliver(world, MORNING + timedelta(minutes=number, seconds=30))
    closed, opened = ([one for one in _texts(world) if one[0] == thread] for thread in (9, 5))
    assert (len(closed), len(opened)) == (2, 2)
    await deliver(world, MORNING + timedelta(minutes=10))
    told = [text for thread, text in _texts(world) if thread == 9][2:]
    assert len(told) == 1 and "/event_1" in told[0] and "/event_2" in told[0]
    async with world.services.database.read() as session:
        assert await session.scalar(select(func.count()).where(col(Delivery.state) == DeliveryState.FAILED)) == 0
    await report(world, happening(day=19))
    await deliver(world, MORNING + timedelta(minutes=20))
    assert "/event_3" in _texts(world)[-1][1] or "/event_3" in _texts(world)[-2][1]


def _texts(world: Any) -> list[tuple[int, str]]:
    """The topics and texts of what was sent or tried."""
    calls = world.api.called("sendMessage")
    return [(call.params["message_thread_id"], str(call.params["text"])) for call in calls]


async def test_a_group_that_was_deactivated_is_paused(world: Any) -> None:
    """It is not tried at every article, and nothing is set aside."""
    await follow(world, -100)
    world.api.fault("sendMessage", refusal=RefusalError("group chat was deactivated"))
    await report(world, happening(day=17))
    await deliver(world)
    await report(world, happening(day=18))
    await deliver(world, MORNING + timedelta(minutes=5))
    assert len(world.api.called("sendMessage")) == 1


_LETS_WRITE = {"status": "administrator", "can_be_edited": False, "is_anonymous": False}
_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


@pytest.mark.parametrize(("chat_id", "kind"), [(7, "private"), (-100, "group"), (-1_000_000_000_100, "channel")])
async def test_a_chat_that_lets_the_bot_in_again_is_told_what_it_missed(world: Any, chat_id: int, kind: str) -> None:
    """Unblocked, taken back or made to post again: without a word from anyone; a loss of rights wakes nobody."""
    await follow(world, chat_id)
    await report(world, happening(day=17))
    world.api.fault("sendMessage", match={"chat_id": chat_id}, refusal=blocked())
    await deliver(world)
    await report(world, happening(day=18))
    rights = dict.fromkeys(_RIGHTS, False)
    out = {"status": "left"} if kind != "channel" else _LETS_WRITE | rights | {"can_post_messages": False}
    back = {"status": "member"} if kind != "channel" else _LETS_WRITE | rights | {"can_post_messages": True}
    for minutes, member in ((5, out), (10, back)):
        bot = {"user": {"id": 999, "is_bot": True, "first_name": "D"}}
        changed = {
            "chat": {"id": chat_id, "type": kind, "title": "x"}, "from": {"id": 1, "is_bot": False, "first_name": "A"},
            "date": 1, "old_chat_member": bot | {"status": "left"}, "new_chat_member": bot | member,
        }  # fmt: skip
        await world.talk(chat_id).update({"my_chat_member": changed})
        await deliver(world, MORNING + timedelta(minutes=minutes))
        shown = " ".join(one.text for one in world.api.chats.in_chat(chat_id))
        assert [f"event_{number}" in shown for number in (1, 2)] == [member is back] * 2


async def test_a_digest_withdraws_once_what_it_told_and_what_is_no_more(world: Any) -> None:
    """Rejected or gone in a new reading; what an alert of the chat withdrew in its place is not told again."""
    await subscribed(world, 7, words="Irak 8h")
    article_id = await report(world, killing(60), another(happening(day=18), 50))
    await deliver(world)
    await reread(world, article_id, another(happening(day=18), 50))
    async with world.services.database.write() as session:
        await corrections.judge(session, 1, ActKind.REJECT, who=Who(1), now=world.clock.now)
    for days in (1, 2):
        await elsewhere(world)
        await deliver(world, MORNING + timedelta(days=days))
    withdrawn = [text.partition("✖️ Retiré")[2] for text in digests(world, 7)]
    assert withdrawn[0] == "" and "60 morts" in withdrawn[1] and withdrawn[1].count("Qayrawan") == 2
    assert len(withdrawn) == 2 or withdrawn[2] == ""


async def test_who_has_alerts_only_is_told_what_was_missed_not_of_a_late_digest(world: Any) -> None:
    """After a block, an hour that was never due is not named."""
    await follow(world)
    world.api.fault("sendMessage", match={"chat_id": 7}, refusal=blocked())
    await report(world, happening(day=17))
    await deliver(world)
    await deliver(world, MORNING + timedelta(hours=5))
    await world.talk(7).say("/start")
    await deliver(world, MORNING + timedelta(hours=6))
    (missed,) = [text for text in told(world, 7) if "/event_1" in text]
    assert missed.startswith("Ce que vous avez manqué : Irak\n") and "En retard" not in missed

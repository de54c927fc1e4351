"""Subscribing in chat: what is understood and said, buttons, topics, channels; over the bot as it runs."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot.deep_links import read
from bot.handlers.subscriptions import MOST
from bot.orders import Order
from bot.terminal_messages import Button
from bot.texts import texts
from bot.views.channel import for_channel
from bot.views.layout import Choice, View
from bot.views.subscription_buttons import read_deed, read_list, read_subscribe, subscribe_token
from nlp.schema import EventType
from store import chats, subscriptions
from store.records import Cadence, ChatRecord, Destination, EventFilter, Role, Schedule, Subscription
from tests.bot.delivering import deliver, happening, remember

CHANNEL, BOT = -1_001_000_000_777, 42
WORKING = (0, 1, 2, 3, 4)


async def standing(world: Any, chat_id: int = 2) -> tuple[Subscription, ...]:
    """The chat's subscriptions."""
    async with world.services.database.read() as session:
        return await subscriptions.of_chat(session, chat_id)


def plain(shown: Any) -> str:
    """The last text, with plain spaces."""
    return str(shown[-1].text).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
async def archive(world: Any) -> Any:
    """An event at Qayrawan, an hour before."""
    await remember(world, happening())
    return world


async def test_filters_hours_days_and_silence_are_taken_and_told(archive: Any) -> None:
    """The filter is no part of the name; the answer says all that was understood and when the first comes."""
    told = plain(await archive.talk(2).say("/subscribe Irak type:frappe lun-ven 8h et 19h silencieux"))
    assert "Irak · frappe aérienne, du lundi au vendredi à 8 h 00 et 19 h 00, en silence (UTC)." in told
    assert "Premier envoi le 22 mai 2017 à 8 h 00" in told
    (one,) = await standing(archive)
    assert one.filter == EventFilter(country="IRQ", type=EventType.ASSAULT, mode="aerial")
    assert one.schedule == Schedule((time(8), time(19)), WORKING) and one.silent
    assert (one.label, one.cadence) == ("Irak · frappe aérienne", Cadence.SCHEDULED)


async def test_alerts_leave_hours_out_and_say_so(archive: Any) -> None:
    """At once has no hour."""
    told = plain(await archive.talk(2).say("/subscribe Qayrawan alerte 8h"))
    assert "tout de suite." in told and "Les heures et les jours sont laissés de côté" in told
    assert (await standing(archive))[0].cadence is Cadence.AT_ONCE


@pytest.mark.parametrize("words", ["hier", "7j", "last week", "en mai", "le 8", "اليوم"])
async def test_a_period_that_moves_with_the_days_is_left_out(archive: Any, words: str) -> None:
    """It would stand still on the days that it meant when it was asked for; a year of its own stays."""
    assert "est laissée de côté : un abonnement dit" in plain(await archive.talk(2).say(f"/subscribe Qayrawan {words}"))
    assert "rien n’a changé" in plain(await archive.talk(2).say(f"/subscribe {words}"))
    await archive.talk(2).say("/subscribe Irak depuis:2017-05-01")
    assert [one.filter.since for one in await standing(archive)] == [None, date(2017, 5, 1)]


async def test_what_no_subscription_does_is_said(archive: Any) -> None:
    """Another clock, another language, once a month: left out by name, and the same subscription changed."""
    talk = archive.talk(2)
    assert "« in French »" not in plain(await talk.say("/subscribe Qayrawan in French"))
    assert "« in English » est laissé de côté" in plain(await talk.say("/subscribe Qayrawan in English"))
    assert "« heure de Paris » est laissé de côté" in plain(await talk.say("/subscribe Qayrawan 8h heure de Paris"))
    assert "laissé de côté" not in plain(await talk.say("/subscribe Qayrawan 8h GMT"))
    assert "« monthly »" in plain(await talk.say("/subscribe Qayrawan monthly"))
    assert "« morts »" in plain(await talk.say("/subscribe Qayrawan morts"))
    assert [one.schedule.weekdays for one in await standing(archive)] == [(0,)]


@pytest.mark.parametrize(
    "words",
    [
        "frappes israéliennes à Qayrawan alerte",
        "Israeli strikes on Qayrawan at once",
        "الغارات الإسرائيلية على القيروان فورا",
    ],
)
async def test_a_state_is_waited_for_as_who_does_it(archive: Any, words: str) -> None:
    """Never as the country where it is: no event of Qayrawan is in Israel, and the alert would not ring."""
    assert "Israël · comme auteur" in plain(await archive.talk(2).say(f"/subscribe {words}"))
    (one,) = await standing(archive)
    assert (one.filter.country, one.filter.role) == (None, Role.SOURCE) and one.filter.actor_id is not None
    shown = await archive.talk(3).say("/events frappes russes à Qayrawan")
    assert "Laissé de côté : « Russie »" in plain(shown)


async def test_the_wish_to_end_or_to_list_is_no_name(archive: Any) -> None:
    """/subscribe off ends, /subscribe list lists, /unsubscribe all offers to end all."""
    talk = archive.talk(2)
    await talk.say("/subscribe Qayrawan 8h")
    await talk.say("/subscribe Irak 9h")
    assert "Vos 2 abonnements" in plain(await talk.say("/subscribe list"))
    assert "Quel abonnement" in plain(await talk.say("/unsubscribe all"))
    assert "C’est arrêté : Qayrawan" in plain(await talk.say("/subscribe Qayrawan off"))
    assert "C’est arrêté : Irak" in plain(await talk.say("/subscribe stop"))
    assert await standing(archive) == ()


@pytest.mark.parametrize("words", ["not Qayrawan", "Qayrawan without airstrikes", "Qayrawan plus jamais", "help"])
async def test_the_opposite_is_never_subscribed_to(archive: Any, words: str) -> None:
    """Of what is left out by a word that turns the order round; nor is a cry for help a type."""
    assert "rien n’a changé" in plain(await archive.talk(2).say(f"/subscribe {words} 8h"))
    assert await standing(archive) == ()


async def test_nothing_understood_subscribes_to_nothing(archive: Any) -> None:
    """No filter that failed becomes «everything»."""
    assert "rien n’a changé" in plain(await archive.talk(2).say("/subscribe type:zzzz 8h"))
    assert await standing(archive) == ()
    for everything in ("tout 9h", "everything 9am", "كل شيء 9:00"):
        await archive.talk(2).say(f"/subscribe {everything}")
    assert [one.filter for one in await standing(archive)] == [EventFilter()]


async def test_a_second_request_changes_what_it_says_alone(archive: Any) -> None:
    """Silence and days stay when only the hour is asked for anew."""
    talk = archive.talk(2)
    await talk.say("/subscribe Qayrawan chaque lundi 8h silencieux")
    assert plain(await talk.say("/subscribe Qayrawan 9h")).startswith("C’est changé : Qayrawan (Irak), le lundi à 9 h")
    (one,) = await standing(archive)
    assert (one.schedule, one.silent) == (Schedule((time(9),), (0,)), True)


async def test_a_chat_has_so_many_and_no_more(archive: Any) -> None:
    """What stands can still be changed."""
    talk = archive.talk(2)
    async with archive.services.database.write() as session:
        await chats.ensure(session, ChatRecord(2, "fr", "UTC"))
        for number in range(1, MOST):
            wanted = EventFilter(country="IRQ", since=date(2000, 1, 1) + timedelta(days=number))
            await subscriptions.subscribe(session, Destination(2), wanted, "x", now=archive.clock.now)
    await talk.say("/subscribe Qayrawan 8h")
    assert f"plus que les {MOST} abonnements" in plain(await talk.say("/subscribe Irak 8h"))
    assert "C’est changé" in plain(await talk.say("/subscribe Qayrawan 9h"))
    assert len(await standing(archive)) == MOST
    assert "50. Qayrawan" in plain(await talk.say("/subscriptions"))


async def test_a_name_to_choose_keeps_all_that_was_said(archive: Any) -> None:
    """The button subscribes with filter, hours, days and silence."""
    await remember(archive, happening())
    talk = archive.talk(2)
    await talk.say("/subscribe Qayrat type:frappe lun-ven 7h silencieux")
    await talk.press_labelled("Qayrawan")
    (one,) = await standing(archive)
    assert one.filter.type is EventType.ASSAULT and one.filter.place_id is not None
    assert one.schedule == Schedule((time(7),), WORKING) and one.silent


async def test_lists_and_cards_can_be_followed(archive: Any) -> None:
    """One tap; the period of the list is left out, for news are of whatever day."""
    talk = archive.talk(2)
    await talk.say("/events Irak type:frappe depuis:2017-05-01")
    assert "C’est noté : Irak · frappe aérienne, chaque jour à 8 h 00" in plain(await talk.press_labelled("Suivre"))
    await talk.say("/place Qayrawan")
    assert "C’est noté : Qayrawan (Irak)" in plain(await talk.press_labelled("Suivre"))
    assert len(await standing(archive)) == 2


async def test_a_subscription_is_changed_by_buttons(archive: Any) -> None:
    """Pause, hours, days, cadence, sound, the line without news; the list says how each stands."""
    talk = archive.talk(2)
    await talk.say("/subscribe Qayrawan 8h")
    await talk.say("/subscriptions")
    await talk.press_labelled("1. Qayrawan")
    await talk.press_labelled("Pause")
    assert (await standing(archive))[0].paused
    assert "en pause" in plain(await talk.press_labelled("Liste"))
    await talk.press_labelled("1. Qayrawan")
    await talk.press_labelled("Reprendre")
    await talk.press_labelled("Heures")
    await talk.press_labelled("19:00")
    await talk.press_labelled("✓ 08:00")
    await talk.press_labelled("✓ 19:00")  # the last one stays
    await talk.press_labelled("C’est bon")
    await talk.press_labelled("Jours")
    await talk.press_labelled("✓ dimanche")
    await talk.press_labelled("C’est bon")
    await talk.press_labelled("Sans son")
    told = plain(await talk.press_labelled("Même si rien"))
    assert "du lundi au samedi à 19 h 00, en silence, même s’il n’y a rien de nouveau (UTC)" in told
    (one,) = await standing(archive)
    assert one.schedule == Schedule((time(19),), (0, 1, 2, 3, 4, 5))
    assert (one.silent, one.tell_empty, one.paused) == (True, True, False)
    await talk.press_labelled("Rythme")
    await talk.press_labelled("Deux fois")
    assert (await standing(archive))[0].schedule == Schedule((time(7), time(19)))
    await talk.press_labelled("Rythme")
    assert "tout de suite" in plain(await talk.press_labelled("Tout de suite"))
    assert (await standing(archive))[0].cadence is Cadence.AT_ONCE


async def test_what_was_stopped_comes_back_as_it_was(archive: Any) -> None:
    """Undo, with hours, days, silence and pause; an old button of what is gone says so."""
    talk = archive.talk(2)
    await talk.say("/subscribe Irak type:frappe lun-ven 8h 12h 16h 20h silencieux")
    await talk.press_labelled("Changer")
    (paused,) = await talk.press_labelled("Pause")
    (before,) = await standing(archive)
    (stopped,) = await talk.press_labelled("Arrêter")
    assert "C’est arrêté" in stopped.text and await standing(archive) == ()
    (note,) = await talk.press(paused.buttons[0], paused.message_id)
    assert note.what == "alert"
    await talk.press(stopped.buttons[0], stopped.message_id)
    (after,) = await standing(archive)
    same = ("filter", "label", "schedule", "cadence", "silent", "tell_empty", "paused", "next_due")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.paused


async def test_a_topic_keeps_its_own(archive: Any) -> None:
    """What is subscribed in a topic of a group is told there; the list is the whole group's."""
    group = -1_001_000_000_900
    archive.api.chats.admins.add((group, 2))
    talk = archive.talk(2, chat_id=group)
    for thread, hour in ((5, 8), (6, 9)):
        message = talk.message(text=f"/subscribe Qayrawan {hour}h", message_thread_id=thread, is_topic_message=True)
        await talk.send(message)
    assert [(one.thread_id, one.schedule.hours[0].hour) for one in await standing(archive, group)] == [(5, 8), (6, 9)]


def channel(world: Any, *admins: int) -> None:
    """A channel with admins who may post."""
    world.api.chats.channels[CHANNEL] = "canal_irak"
    world.api.chats.admins |= {(CHANNEL, one) for one in admins}


async def test_an_admin_settles_for_a_channel_in_private(archive: Any) -> None:
    """Named by its name or its number; listed, changed, stopped and brought back from there."""
    channel(archive, 2, BOT)
    talk = archive.talk(2)
    told = plain(await talk.say("/subscribe @canal_irak Irak 8h"))
    assert "C’est noté : Irak" in told and "Dans le canal Canal_irak" in told
    assert "C’est changé : Irak" in plain(await talk.say(f"/subscribe {CHANNEL} Irak 9h"))
    assert await standing(archive, 2) == () and len(await standing(archive, CHANNEL)) == 1
    await talk.say("/subscriptions @canal_irak")
    await talk.press_labelled("1. Irak")
    await talk.press_labelled("Sans son")
    assert (await standing(archive, CHANNEL))[0].silent
    await talk.press_labelled("Arrêter")
    assert await standing(archive, CHANNEL) == ()
    await talk.press_labelled("Remettre")
    assert len(await standing(archive, CHANNEL)) == 1
    assert "Qayrawan" in plain(await talk.say("/unsubscribe @canal_irak Qayrawan"))
    assert "C’est arrêté : Irak" in plain(await talk.say("/unsubscribe @canal_irak Irak"))
    assert await standing(archive, CHANNEL) == ()
    assert "pas d’abonnement" in plain(await talk.say("/subscriptions"))


@pytest.mark.parametrize(
    ("admins", "said"),
    [((BOT,), "Seuls ceux qui peuvent publier"), ((2,), "faites de moi un administrateur"), ((), "Seuls ceux")],
)
async def test_a_channel_is_settled_only_by_who_may_post_where_the_bot_may(
    archive: Any, admins: tuple[int, ...], said: str
) -> None:
    """Both are checked, at the command and at every button."""
    channel(archive, *admins)
    assert said in plain(await archive.talk(2).say("/subscribe @canal_irak Irak 8h"))
    assert await standing(archive, CHANNEL) == ()
    assert "Je ne trouve pas le canal" in plain(await archive.talk(2).say("/subscribe @nulle_part Irak 8h"))
    assert "est un groupe" in plain(await archive.talk(2).say("/subscribe -1001000000900 Irak 8h"))


async def test_a_former_admins_buttons_do_nothing(archive: Any) -> None:
    """Whoever may no longer post changes nothing either."""
    channel(archive, 2, BOT)
    talk = archive.talk(2)
    (shown,) = await talk.say("/subscribe @canal_irak Irak 8h")
    archive.api.chats.admins.discard((CHANNEL, 2))
    for button in shown.buttons:
        await talk.press(button, shown.message_id)
    await talk.press(Button("x", subscribe_token(EventFilter(), None, CHANNEL)), shown.message_id)
    assert [one.filter for one in await standing(archive, CHANNEL)] == [EventFilter(country="IRQ")]


async def test_a_channel_gets_links_for_commands(archive: Any) -> None:
    """Nobody can write to the bot there: an event's number opens its card in one's own chat."""
    channel(archive, 2, BOT)
    await archive.talk(2).say("/subscribe @canal_irak Irak 8h")
    await deliver(archive)
    (shown,) = archive.api.chats.in_chat(CHANNEL)
    assert "/event_" not in shown.text and "fiche n° 1" in shown.text
    links = [entity.url for entity in shown.entities if entity.url]
    assert links == [f"https://t.me/{archive.application.bot.username}?start=event_1"]


def test_buttons_in_a_channel_are_links() -> None:
    """What the bot would answer in the channel gives way to one that opens the list; addresses stay."""
    view = View(
        Markup("x /event_12 · https://x.y/event_3"), ((Choice("37", "dr|1|2|3"), Choice("↗", url="https://a.b")),)
    )
    shown = for_channel(view, EventFilter(country="IRQ"), "bot", texts("en"))
    assert next([one.url for one in row] for row in shown.rows) == ["https://a.b"]
    (opens,) = shown.rows[1]
    assert opens.url is not None and read(opens.url.partition("start=")[2]) == ("filter", "cIRQ")
    assert shown.text == ('x <a href="https://t.me/bot?start=event_12">card no. 12</a> · https://x.y/event_3')


async def test_a_subscription_ends_by_any_of_its_names(archive: Any) -> None:
    """«Daesh», "ISIS" and «داعش» are one; what is another stays."""
    talk = archive.talk(2)
    for name in ("ISIS", "داعش", "Daech"):
        await talk.say("/subscribe Daesh 8h")
        await talk.say("/subscribe Qayrawan 8h")
        assert "C’est arrêté" in plain(await talk.say(f"/unsubscribe {name}"))
        assert [one.label for one in await standing(archive)] == ["Qayrawan (Irak)"]


@pytest.mark.parametrize(
    "order",
    [
        Order(),
        Order(hours=(time(8, 30), time(20))),
        Order(hours=tuple(map(time, range(24))), weekdays=WORKING, cadence=Cadence.SCHEDULED, silent=True),
        Order(weekdays=(6,), cadence=Cadence.AT_ONCE, silent=False, tell_empty=True, paused=True),
    ],
)
def test_buttons_carry_an_order(order: Order) -> None:
    """Read back as it was written, also for a channel."""
    wanted = EventFilter(country="IRQ", type=EventType.ASSAULT)
    for chat_id in (None, CHANNEL):
        found = read_subscribe(subscribe_token(wanted, order, chat_id))
        assert (found.filter, found.order, found.chat_id) == (wanted, order, chat_id)


@pytest.mark.parametrize("data", ["s|x|", "s|-|2500x", "s|-|zz", "s|-|0800|!", "su||x|o", "su||1|", "sl|!", "s|-|2561"])
def test_what_no_button_sends_is_refused(data: str) -> None:
    """A ValueError, which is said to be a button of yesterday."""
    reads = {"s|": read_subscribe, "su": read_deed, "sl": read_list}[data[:2]]
    with pytest.raises(ValueError):
        reads(data)

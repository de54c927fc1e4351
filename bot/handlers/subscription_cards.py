"""/subscriptions: the list of them, and each with the buttons that pause, change and end it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import store.subscriptions
from bot.handlers.answering import Handler, Talk, command
from bot.handlers.destinations import place_of
from bot.handlers.subscriptions import labelled, stop
from bot.handlers.turning import turning
from bot.order_hours import EVENING, MORNING
from bot.order_words import without_channel
from bot.texts import Texts
from bot.views import subscriptions as view
from bot.views.layout import View
from bot.views.subscription_buttons import Deed, read_deed, read_list
from bot.views.subscriptions import Place
from store.records import EVERY_DAY, Cadence, Schedule, Subscription

_Menu = Callable[[Subscription, str, Place, Texts], View]


async def subscriptions(talk: Talk, words: str) -> View:
    """What the chat, or the channel named, is subscribed to."""
    return await _list(talk, without_channel(words)[0])


async def listed(talk: Talk, data: str) -> View:
    """The list of a button."""
    return await _list(talk, read_list(data))


async def changed(talk: Talk, data: str) -> View:
    """A subscription after what a button asks for was done to it; ValueError where there is none any more."""
    deed = read_deed(data)
    place = await place_of(talk, deed.chat_id)
    if isinstance(place, View):
        return place
    every = await labelled(talk, place.chat.id, talk.texts)
    found, label = next((both for both in every if both[0].id == deed.subscription_id), (None, ""))
    if found is None:
        raise ValueError(f"no subscription {deed.subscription_id}")
    if deed.deed == "x":
        return await stop(talk, place, found, label)
    done = await _done(talk, found, deed)
    return _menu_of(deed)(done, label, place, talk.texts)


async def _list(talk: Talk, named: str | int | None) -> View:
    place = await place_of(talk, named)
    if isinstance(place, View):
        return place
    return view.listed(await labelled(talk, place.chat.id, talk.texts), place, talk.texts)


def _menu_of(deed: Deed) -> _Menu:
    """What stands under the subscription then: hours and days stay open, for several may be chosen."""
    if deed.deed == "c" and deed.value:
        return view.card
    return {"h": view.hours_menu, "d": view.days_menu, "c": view.cadence_menu}.get(deed.deed, view.card)


async def _done(talk: Talk, known: Subscription, deed: Deed) -> Subscription:
    """Do what a button asks for; ValueError for what none of today does."""
    now, chat_id = talk.services.clock(), known.chat_id
    async with talk.services.database.write() as session:
        match deed.deed, deed.value:
            case (("o" | "h" | "d" | "c"), ""):
                return known
            case "p", "":
                done = await store.subscriptions.pause(session, chat_id, known.id)
            case "r", "":
                done = await store.subscriptions.resume(session, chat_id, known.id, now=now)
            case "s", ("q" | "n") as value:
                done = await store.subscriptions.change(session, chat_id, known.id, now=now, silent=value == "q")
            case "e", ("e" | "f") as value:
                done = await store.subscriptions.change(session, chat_id, known.id, now=now, tell_empty=value == "e")
            case "h", value:
                when = _with_hour(known.schedule, value)
                done = await store.subscriptions.change(session, chat_id, known.id, now=now, schedule=when)
            case "d", value:
                when = _with_day(known.schedule, value)
                done = await store.subscriptions.change(session, chat_id, known.id, now=now, schedule=when)
            case "c", value:
                cadence, when = _of_cadence(known.schedule, value)
                done = await store.subscriptions.change(
                    session, chat_id, known.id, now=now, cadence=cadence, schedule=when
                )
            case _:
                raise ValueError(f"no deed: {deed}")
    return done or known


def _with_hour(when: Schedule, value: str) -> Schedule:
    """The schedule with an hour more or less; the last one stays."""
    hour = time(int(value[:2]), int(value[2:]))
    hours = tuple(one for one in when.hours if one != hour) if hour in when.hours else (*when.hours, hour)
    return Schedule(hours or when.hours, when.weekdays)


def _with_day(when: Schedule, value: str) -> Schedule:
    """The schedule with a weekday more or less, or all; the last one stays."""
    if value == "all":
        return Schedule(when.hours, EVERY_DAY)
    day = int(value)
    days = tuple(one for one in when.weekdays if one != day) if day in when.weekdays else (*when.weekdays, day)
    return Schedule(when.hours, days or when.weekdays)


def _of_cadence(when: Schedule, name: str) -> tuple[Cadence, Schedule]:
    """The plain cadence of a name, with the hours and days that fit it."""
    first = when.hours[0]
    second = first.replace(hour=(first.hour + 12) % 24) if first != MORNING else EVENING
    plain = {
        "once": (Cadence.AT_ONCE, when),
        "day": (Cadence.SCHEDULED, Schedule(when.hours[:1], EVERY_DAY)),
        "twice": (Cadence.SCHEDULED, Schedule(when.hours if len(when.hours) == 2 else (first, second), EVERY_DAY)),
        "week": (Cadence.SCHEDULED, Schedule(when.hours[:1], when.weekdays if len(when.weekdays) == 1 else (0,))),
    }
    if name not in plain:
        raise ValueError(f"no cadence: {name!r}")
    return plain[name]


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("subscriptions", subscriptions, settles=True),
        turning("sl", listed, settles=True),
        turning("su", changed, settles=True),
    ]

"""/subscribe and /unsubscribe: standing questions, answered every day at an hour."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import store.subscriptions
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.events import label_of
from bot.query import HourError, parse
from bot.resolution import Resolution, enter, filter_of, resolve
from bot.texts import Texts
from bot.views.buttons import read_subscribe, subscribe_token
from bot.views.layout import Choice, View, clip, lines
from bot.views.names import match_label, offer
from nlp.names import fold
from store.records import Destination, EventFilter, NameMatch, Schedule, Subscription

ASK = "subscriptions.choose"
MORNING = time(8)  # the hour of a subscription that names none
_TYPED = 60  # characters shown of what was typed


async def subscribe(talk: Talk, words: str) -> View:
    """Subscribe the chat to a name, or to everything, at an hour."""
    try:
        wanted = parse(words)
    except HourError as error:
        return View(talk.texts.get("subscriptions.bad_hour", word=clip(str(error), _TYPED)))
    at = wanted.at or MORNING
    if wanted.name is None:
        return await _subscribe(talk, EventFilter(), None, at)
    async with talk.services.database.read() as session:
        found = await resolve(session, wanted.name)
    if found.match is None and found.unheard:
        found = await _entered(talk, found)
    match = found.match
    if match is None:
        return offer(wanted.name, found, talk.texts, lambda other: _choice(other, at, talk.texts), ask=ASK)
    return await _subscribe(talk, filter_of(match), match_label(match, talk.texts), at)


async def subscribe_button(talk: Talk, data: str) -> View:
    """Subscribe to what a button stands for."""
    wanted, at = read_subscribe(data)
    async with talk.services.database.read() as session:
        label = await label_of(session, wanted, talk.texts)
    return await _subscribe(talk, wanted, label, at)


async def unsubscribe(talk: Talk, words: str) -> View:
    """Stop the subscription named, or the only one; with several, offer them as buttons."""
    async with talk.services.database.read() as session:
        subscriptions = await store.subscriptions.of_chat(session, talk.chat.id)
    if not subscriptions:
        return View(talk.texts.get("subscriptions.none"))
    if words:
        asked = fold(words[:_TYPED])
        subscriptions = tuple(one for one in subscriptions if asked in fold(_label(one, talk.texts)))
        if not subscriptions:
            return View(talk.texts.get("subscriptions.no_such", name=clip(words, _TYPED)))
    if len(subscriptions) == 1:
        return await _stop(talk, subscriptions[0])
    return View(talk.texts.get("subscriptions.which"), _stop_choices(subscriptions, talk.texts))


async def unsubscribe_button(talk: Talk, data: str) -> View:
    """Stop what a button stands for."""
    token = data.partition("|")[2]
    if token == "all":
        async with talk.services.database.write() as session:
            await store.subscriptions.unsubscribe(session, talk.chat.id, None)
        return View(talk.texts.get("subscriptions.stopped_all"))
    async with talk.services.database.read() as session:
        subscriptions = await store.subscriptions.of_chat(session, talk.chat.id)
    found = next((one for one in subscriptions if one.id == int(token)), None)
    return await _stop(talk, found) if found else View(talk.texts.get("subscriptions.gone"))


async def _entered(talk: Talk, found: Resolution) -> Resolution:
    """What the archive has nothing of yet, entered into it: the subscriber waits for the first news."""
    async with talk.services.database.write() as session:
        entered = [await enter(session, one) for one in found.unheard]
    matches = (*entered, *found.others)
    return Resolution(matches[0]) if len(matches) == 1 else Resolution(None, matches)


async def _subscribe(talk: Talk, wanted: EventFilter, label: str | None, at: time) -> View:
    now = talk.services.clock()
    async with talk.services.database.write() as session:
        made = await store.subscriptions.subscribe(
            session, Destination(talk.chat.id), wanted, label, Schedule((at,)), now=now
        )
    assert made.next_due is not None, "a subscription on schedule that was just made is due some day"
    texts, zone = talk.texts, talk.chat.timezone
    first = made.next_due.astimezone(ZoneInfo(zone))
    is_default = zone == talk.services.settings.default_timezone
    text = lines(
        texts.get("subscriptions.done", label=_label(made, texts), time=texts.time(at), timezone=zone),
        texts.get("subscriptions.first", day=texts.day(first.date()), time=texts.time(first.time())),
        texts.get("subscriptions.timezone_hint") if is_default else None,
    )
    return View(text, ((Choice(str(texts.get("subscriptions.stop")), f"u|{made.id}"),),))


async def _stop(talk: Talk, subscription: Subscription) -> View:
    async with talk.services.database.write() as session:
        await store.subscriptions.unsubscribe(session, talk.chat.id, subscription.id)
    return View(talk.texts.get("subscriptions.stopped", label=_label(subscription, talk.texts)))


def _choice(match: NameMatch, at: time, texts: Texts) -> Choice:
    return Choice(match_label(match, texts), subscribe_token(filter_of(match), at))


def _stop_choices(subscriptions: tuple[Subscription, ...], texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    rows = [
        (Choice(f"{_label(one, texts)}, {texts.time(one.schedule.hours[0])}", f"u|{one.id}"),) for one in subscriptions
    ]
    return (*rows, (Choice(str(texts.get("subscriptions.stop_all")), "u|all"),))


def _label(subscription: Subscription, texts: Texts) -> str:
    return subscription.label or str(texts.get("digest.everything"))


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("subscribe", subscribe, settles=True),
        command("unsubscribe", unsubscribe, settles=True),
        button("s", subscribe_button, settles=True),
        button("u", unsubscribe_button, once=True, settles=True),
    ]

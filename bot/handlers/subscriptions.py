"""/subscribe and /unsubscribe: standing questions, answered at their hours or at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import store.actors
import store.places
import store.subscriptions
from bot import arabic
from bot.handlers.answering import Handler, Talk, button, command
from bot.handlers.destinations import place_of
from bot.handlers.events import label_of
from bot.handlers.subscription_words import Asked, asked_for, remarks_on
from bot.order_hours import HourError
from bot.order_words import without_channel
from bot.orders import Order, read_order
from bot.resolution import Resolution, filter_of, joined, resolve
from bot.texts import Texts
from bot.views import subscriptions as view
from bot.views.layout import Choice, View, clip
from bot.views.subscription_buttons import read_subscribe
from bot.views.subscriptions import Place
from bot.words import subscribing as said
from nlp.names import fold
from store.records import Cadence, Destination, NameMatch, Subscription

MOST = 50
"""Subscriptions of a chat: more would hold up what the others are told."""

_TYPED = 60  # characters shown of what was typed
_MOST_BUTTONS = 40  # Telegram takes 100
_ALL, _LIST = (frozenset(map(arabic.key, words)) for words in (said.EVERYTHING, said.LIST))
_STOP = frozenset(map(arabic.key, said.STOP))


async def subscribe(talk: Talk, words: str) -> View:
    """Subscribe the chat, its topic or a channel to what the words ask for, told as they say."""
    try:
        order = read_order(words)
    except HourError as error:
        return View(talk.texts.get("subscriptions.bad_hour", word=clip(str(error), _TYPED)))
    place = await place_of(talk, order.to)
    if isinstance(place, View):
        return place
    if order.to is None and arabic.key(order.words) in _LIST:
        return view.listed(await labelled(talk, place.chat.id, talk.texts), place, talk.texts)
    about, _, last = f" {order.words}".rpartition(" ")
    if order.to is None and (arabic.key(last) in _STOP or order.is_refusal):
        return await unsubscribe(talk, about.strip())
    asked = await asked_for(talk, order, place)
    return asked if isinstance(asked, View) else await _subscribe(talk, place, asked, order)


async def subscribe_button(talk: Talk, data: str) -> View:
    """Subscribe to what a button stands for."""
    ordered = read_subscribe(data)
    place = await place_of(talk, ordered.chat_id)
    if isinstance(place, View):
        return place
    return await _subscribe(talk, place, Asked(ordered.filter), ordered.order)


async def unsubscribe(talk: Talk, words: str) -> View:
    """Stop the subscription named, or the only one; with several, offer them as buttons."""
    to, words = without_channel(words)
    place = await place_of(talk, to)
    if isinstance(place, View):
        return place
    found = await labelled(talk, place.chat.id, talk.texts)
    if not found:
        return View(talk.texts.get("subscriptions.none_channel" if place.is_channel else "subscriptions.none"))
    if words and arabic.key(words) not in _ALL:
        found = await _named(talk, words, found)
        if not found:
            return View(talk.texts.get("subscriptions.no_such", name=clip(words, _TYPED)))
    if len(found) == 1:
        return await stop(talk, place, *found[0])
    if place.is_channel:
        return view.listed(found, place, talk.texts)
    return View(talk.texts.get("subscriptions.which"), _stop_choices(found, talk.texts))


async def unsubscribe_button(talk: Talk, data: str) -> View:
    """Stop what a button stands for."""
    token = data.partition("|")[2]
    if token == "all":
        async with talk.services.database.write() as session:
            await store.subscriptions.unsubscribe(session, talk.chat.id, None)
        return View(talk.texts.get("subscriptions.stopped_all"))
    found = next((both for both in await labelled(talk, talk.chat.id, talk.texts) if both[0].id == int(token)), None)
    return await stop(talk, Place(talk.chat), *found) if found else View(talk.texts.get("subscriptions.gone"))


async def _named(talk: Talk, words: str, found: Sequence[tuple[Subscription, str]]) -> list[tuple[Subscription, str]]:
    """Those whose words hold the words, or that are about whom or what another name means («Daesh», "ISIS")."""
    asked = fold(words[:_TYPED])
    alike = [(one, label) for one, label in found if asked in fold(label) or asked in fold(one.label or "")]
    if alike:
        return alike
    async with talk.services.database.read() as session:
        meant = await resolve(session, words)
        matches = [meant.match] if meant.match is not None else await _entered_before(session, meant)
    wanted = [filter_of(match) for match in matches]
    return [(one, label) for one, label in found if any(joined(one.filter, name) == one.filter for name in wanted)]


async def _entered_before(session: AsyncSession, found: Resolution) -> list[NameMatch]:
    """What the archive has no event of, as it was entered for a subscription."""
    places = await store.places.by_keys(session, [one.key for one in found.unheard if one.kind == "place"])
    actors = await store.actors.by_keys(session, [one.key for one in found.unheard if one.kind == "actor"])
    return [*places.values(), *actors.values()]


async def labelled(talk: Talk, chat_id: int, texts: Texts) -> list[tuple[Subscription, str]]:
    """The subscriptions of a chat with what each is about, in the reader's language."""
    async with talk.services.database.read() as session:
        found = []
        for one in await store.subscriptions.of_chat(session, chat_id):
            try:
                label = await label_of(session, one.filter, texts)
            except ValueError:  # a name that the archive no longer has
                label = one.label
            found.append((one, label or str(texts.get("digest.everything"))))
    return found


async def stop(talk: Talk, place: Place, subscription: Subscription, label: str) -> View:
    """End a subscription; a button brings it back."""
    async with talk.services.database.write() as session:
        await store.subscriptions.unsubscribe(session, subscription.chat_id, subscription.id)
    return view.stopped(subscription, label, place, talk.texts)


async def _subscribe(talk: Talk, place: Place, asked: Asked, order: Order) -> View:
    now, to = talk.services.clock(), _destination(talk, place)
    async with talk.services.database.write() as session:
        label = await label_of(session, asked.filter, talk.texts)
        standing = await store.subscriptions.of_chat(session, to.chat_id)
        known = next((one for one in standing if (one.destination, one.filter) == (to, asked.filter)), None)
        if known is None and len(standing) >= MOST:
            return View(talk.texts.count("subscriptions.too_many", MOST))
        made = await store.subscriptions.subscribe(
            session,
            to,
            asked.filter,
            label,
            order.schedule(known.schedule if known else None),
            now=now,
            cadence=order.cadence or (known.cadence if known else Cadence.SCHEDULED),
            silent=_kept(order.silent, known.silent if known else False),
            tell_empty=_kept(order.tell_empty, known.tell_empty if known else False),
        )
        if order.paused:
            made = await store.subscriptions.pause(session, to.chat_id, made.id) or made
    return view.subscribed(
        made,
        label or str(talk.texts.get("digest.everything")),
        place,
        talk.texts,
        changed=known is not None,
        hint=talk.chat.timezone == talk.services.settings.default_timezone,
        remarks=await remarks_on(talk, asked, order),
    )


def _destination(talk: Talk, place: Place) -> Destination:
    return Destination(place.chat.id, None if place.is_channel else talk.thread_id)


def _kept(asked: bool | None, known: bool) -> bool:
    return known if asked is None else asked


def _stop_choices(found: Sequence[tuple[Subscription, str]], texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    told = {f"u|{one.id}": texts.comma.join((label, view.told_when(one, texts))) for one, label in found}
    rows = [(Choice(label, data),) for data, label in list(told.items())[:_MOST_BUTTONS]]
    return (*rows, (Choice(str(texts.get("subscriptions.stop_all")), "u|all"),))


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("subscribe", subscribe, settles=True),
        command("unsubscribe", unsubscribe, settles=True),
        button("s", subscribe_button, settles=True),
        button("u", unsubscribe_button, once=True, settles=True),
    ]

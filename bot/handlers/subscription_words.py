"""What the words of /subscribe are about, and what of them is not in the subscription."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot import arabic
from bot.handlers.answering import Talk
from bot.handlers.queries import today_of, typed
from bot.orders import Aside, Beyond, Order
from bot.query_slots import Query, Understood, Unread, Why
from bot.resolution import Resolution, enter, filter_of, joined, resolve
from bot.timezones import read_zone
from bot.views.layout import CALLBACK_LENGTH, Choice, View, clip, lines
from bot.views.names import match_label, narrowed, offer
from bot.views.queries import above, remarks
from bot.views.subscription_buttons import subscribe_token
from bot.views.subscriptions import Place
from bot.views.zones import shown_zone
from bot.wanted import Unknown, Wanted, wanted_of
from bot.words.subscribing import EVERYTHING, HELP, NEGATIONS
from store.records import EventFilter, NameMatch

ASK = "subscriptions.choose"
_TYPED = 60  # characters shown of what was typed
_EVERYTHING, _NEGATIONS, _HELP = (frozenset(map(arabic.key, words)) for words in (EVERYTHING, NEGATIONS, HELP))
_LONG_AGO = timedelta(days=3 * 365 + 17)  # another weekday of another month and year


@dataclass(frozen=True, slots=True)
class Asked:
    """What is subscribed to, and what of the words is not in it: `period` would have stood still or is over."""

    filter: EventFilter
    unread: Sequence[Unread] = ()
    period: tuple[date | None, date | None] | None = None


async def asked_for(talk: Talk, order: Order, place: Place) -> Asked | View:
    """What the words are about; or what to say where a name of theirs is unknown, or nothing of them understood."""
    if not order.words or arabic.key(order.words) in _EVERYTHING:
        return Asked(EventFilter())
    if order.words == "?" or arabic.key(order.words) in _HELP:
        return View(talk.texts.get("subscriptions.not_understood"))
    understood, period = await _standing(talk, order.words)
    async with talk.services.database.read() as session:
        wanted = await wanted_of(session, understood.query, lang=talk.texts.lang)
    wanted = await _awaited(talk, understood.query, wanted)
    unread, filter = (*understood.unread, *wanted.unread), wanted.filter
    if wanted.unknown is not None:
        unknown = replace(wanted.unknown, found=await _entered(talk, wanted.unknown.found))
        if unknown.found.match is None:
            said = await remarks_on(talk, Asked(filter, unread, period), order)
            return above(_offered(talk, unknown, filter, order, place), said)
        filter = narrowed(filter, unknown.found.match, unknown.role)
    asked = Asked(filter, unread, period)
    if filter == EventFilter() or any(arabic.key(one.words) in _NEGATIONS for one in unread):
        return above(View(talk.texts.get("subscriptions.not_understood")), await remarks_on(talk, asked, order))
    return asked


async def remarks_on(talk: Talk, asked: Asked, order: Order) -> Markup:
    """What of the words is not in the subscription, and why."""
    texts = talk.texts
    over = asked.filter.until is not None and asked.filter.until < today_of(talk)
    asides = [await _aside(talk, one) for one in order.aside]
    return lines(
        remarks(asked.unread, texts),
        texts.get("subscriptions.no_hours") if order.no_hours else None,
        texts.get("subscriptions.rolling", period=texts.span(*asked.period)) if asked.period else None,
        texts.get("subscriptions.over") if over else None,
        *asides,
    )


async def _standing(talk: Talk, words: str) -> tuple[Understood, tuple[date | None, date | None] | None]:
    """What the words ask for from now on, and the period of theirs that moves with the days («7j», «hier», «mai»).

    A subscription would hold the days that it meant on the day it was made, for ever.
    """
    understood = await typed(talk, words)
    period = understood.query.since, understood.query.until
    if period == (None, None):
        return understood, None
    before = await typed(talk, words, today=today_of(talk) - _LONG_AGO)
    if (before.query.since, before.query.until) == period:
        return understood, None
    return replace(understood, query=replace(understood.query, since=None, until=None)), period


async def _aside(talk: Talk, aside: Aside) -> Markup | None:
    """Why the words were left out; None where it is so anyway: the chat's own clock and language."""
    texts, words = talk.texts, clip(aside.words, _TYPED)
    if aside.why in (Beyond.RARER, Beyond.PAIRS):
        return texts.get(f"subscriptions.aside_{aside.why.value}", words=words)
    if aside.why is Beyond.LANGUAGE:
        return (
            None
            if aside.value == texts.lang
            else texts.get("subscriptions.aside_language", words=words, lang=aside.value)
        )
    zone = (await asyncio.to_thread(read_zone, aside.value)).taken
    now = talk.services.clock()
    if (
        zone
        and now.astimezone(ZoneInfo(zone.zone)).utcoffset() == now.astimezone(ZoneInfo(talk.chat.timezone)).utcoffset()
    ):
        return None
    named = clip(aside.value if zone else "Paris", _TYPED)
    return texts.get("subscriptions.aside_zone", words=words, timezone=shown_zone(talk.chat.timezone), named=named)


async def _awaited(talk: Talk, query: Query, wanted: Wanted) -> Wanted:
    """What is asked for, with the actor that the archive has nothing of yet («frappes israéliennes à Gaza»)."""
    left_out = next((one for one in wanted.unread if one.why is Why.UNHEARD and one.words == query.actor), None)
    if query.actor is None or left_out is None or wanted.filter.actor_id is not None:
        return wanted
    async with talk.services.database.read() as session:
        found = await resolve(session, query.actor, "actor")
    meant = (await _entered(talk, found)).match
    if meant is None or meant.kind != "actor":
        return wanted
    filter = replace(joined(wanted.filter, filter_of(meant)), role=query.role)
    return replace(wanted, filter=filter, unread=tuple(one for one in wanted.unread if one is not left_out))


async def _entered(talk: Talk, found: Resolution) -> Resolution:
    """What the archive has nothing of yet, entered into it: the subscriber waits for the first news."""
    if found.match is not None or not found.unheard:
        return found
    async with talk.services.database.write() as session:
        entered = [await enter(session, one) for one in found.unheard]
    matches = (*entered, *found.others)
    return Resolution(matches[0]) if len(matches) == 1 else Resolution(None, matches)


def _offered(talk: Talk, unknown: Unknown, base: EventFilter, order: Order, place: Place) -> View:
    """The names that an unknown one may mean, as buttons that subscribe to them just so."""
    said = replace(order, words="", to=None)

    def choice(match: NameMatch) -> Choice:
        token = subscribe_token(narrowed(base, match, unknown.role), said, place.code)
        if len(token.encode()) > CALLBACK_LENGTH:  # the name is worth more than what else was said
            token = subscribe_token(filter_of(match), said, place.code)
        return Choice(match_label(match, talk.texts), token)

    return offer(unknown.typed, unknown.found, talk.texts, choice, ask=ASK)

"""Subscriptions as messages: what was understood, the list, one with the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup, escape

from bot.texts import Texts
from bot.views.layout import CALLBACK_LENGTH, LINE, PARAGRAPH, Choice, View, clip, fitting, lines
from bot.views.subscription_buttons import deed_token, list_token, order_of, subscribe_token
from bot.views.zones import shown_zone
from store.records import EVERY_DAY, Cadence, ChatRecord, EventFilter, Schedule, Subscription

_LABEL = 80  # characters
_BUTTON = 28  # characters of a label on a button, behind its number
_MOST_LISTED = 40  # subscriptions with a button: Telegram takes 100 buttons
_MANY = 4  # hours that are told one by one
_PER_ROW = 6
OFFERED_HOURS = (5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 19, 20, 21, 22, 23, 0, 2, 4)
"""Hours that have a button; any other is typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where subscriptions are told: the chat, and whether it is a channel that one settles from elsewhere."""

    chat: ChatRecord
    is_channel: bool = False

    @property
    def code(self) -> int | None:
        """The chat for a button, None for the one that the button stands in."""
        return self.chat.id if self.is_channel else None


def told_when(subscription: Subscription, texts: Texts) -> str:
    """«chaque jour à 8 h 00», «du lundi au vendredi à 8 h 00 et 19 h 00», «tout de suite», with «en silence»."""
    at_once = subscription.cadence is Cadence.AT_ONCE
    said = str(texts.get("subscriptions.at_once")) if at_once else schedule(subscription.schedule, texts)
    parts = [said]
    if subscription.silent:
        parts.append(str(texts.get("subscriptions.silent")))
    if subscription.tell_empty and not at_once:
        parts.append(str(texts.get("subscriptions.even_empty")))
    return texts.comma.join(parts)


def schedule(when: Schedule, texts: Texts) -> str:
    """The days and hours of a schedule in words."""
    days = _days(when.weekdays, texts)
    often = _evenly(when.hours)
    if often == 1:
        return str(texts.get("subscriptions.hourly", days=days).unescape())
    if often is not None:
        return str(texts.count("subscriptions.often", often, days=days, hours=texts.time(when.hours[0])).unescape())
    hours = format_list([texts.time(hour) for hour in when.hours], locale=texts.lang)
    return str(texts.get("subscriptions.days_hours", days=days, hours=hours).unescape())


def subscribed(
    subscription: Subscription, label: str, place: Place, texts: Texts, *, changed: bool, hint: bool, remarks: Markup
) -> View:
    """What was understood of /subscribe, when the first comes, and buttons to change or end it."""
    at_once = subscription.cadence is Cadence.AT_ONCE
    key = "subscriptions.changed" if changed else "subscriptions.done"
    head = texts.get(key, label=label, when=_by_clock(subscription, place, texts))
    shown = lines(
        head,
        texts.get("subscriptions.in_channel", name=place.chat.title or "") if place.is_channel else None,
        first(subscription, place.chat, texts, begins=not changed),
        texts.get("subscriptions.timezone_hint") if hint and not at_once else None,
    )
    text = PARAGRAPH.join([shown, remarks]) if remarks else shown
    return View(text, (_first_row(subscription, place, texts),))


def follow(wanted: EventFilter, texts: Texts) -> tuple[Choice, ...]:
    """The button that subscribes to what a list or a card is about, whatever its period; none for too long a filter."""
    token = subscribe_token(replace(wanted, since=None, until=None))
    fits = len(token.encode()) <= CALLBACK_LENGTH
    return (Choice(str(texts.get("subscriptions.follow").unescape()), token),) if fits else ()


def first(subscription: Subscription, chat: ChatRecord, texts: Texts, *, begins: bool = True) -> Markup:
    """When the next message comes, the first one where the subscription just `begins`."""
    if subscription.cadence is Cadence.AT_ONCE:
        quiet = chat.quiet_from is not None and chat.quiet_until is not None
        return lines(texts.get("subscriptions.first_at_once"), quiet_hours(chat, texts) if quiet else None)
    if subscription.next_due is None:
        return texts.get("subscriptions.is_paused")
    due = subscription.next_due.astimezone(ZoneInfo(chat.timezone))
    key = f"subscriptions.{'first' if begins else 'next'}{'_even_empty' if subscription.tell_empty else ''}"
    return texts.get(key, day=texts.day(due.date()), time=texts.time(due.time()))


def quiet_hours(chat: ChatRecord, texts: Texts) -> Markup:
    """The chat's quiet hours, or that it has none."""
    if chat.quiet_from is None or chat.quiet_until is None or chat.quiet_from == chat.quiet_until:
        return texts.get("quiet.none")
    return texts.get("quiet.hours", begins=texts.time(chat.quiet_from), ends=texts.time(chat.quiet_until))


def listed(found: Sequence[tuple[Subscription, str]], place: Place, texts: Texts) -> View:
    """All subscriptions of a chat with their numbers, and a button for each."""
    if not found:
        return View(texts.get("subscriptions.none_channel" if place.is_channel else "subscriptions.none"))
    head = texts.count("subscriptions.list", len(found), timezone=shown_zone(place.chat.timezone))
    if place.is_channel:
        head = lines(texts.get("subscriptions.in_channel", name=place.chat.title or ""), head)
    rows = [_listed(number, one, label, texts) for number, (one, label) in enumerate(found, 1)]
    count = fitting([head, *rows]) - 1
    blocks = [head, *rows[:count]]
    at_once = any(one.cadence is Cadence.AT_ONCE for one, _ in found)
    text = PARAGRAPH.join([*blocks, quiet_hours(place.chat, texts)] if at_once and count == len(rows) else blocks)
    buttons = [
        Choice(f"{number}. {clip(label, _BUTTON)}", deed_token(place.code, one.id, "o"))
        for number, (one, label) in enumerate(found[:_MOST_LISTED], 1)
    ]
    per_row = 1 if len(buttons) <= 4 else 2
    return View(text, tuple(tuple(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row)))


def card(subscription: Subscription, label: str, place: Place, texts: Texts) -> View:
    """One subscription with the buttons that pause, change and end it."""
    one, code = subscription, place.code
    at_once = one.cadence is Cadence.AT_ONCE

    def choice(key: str, deed: str, value: str = "") -> Choice:
        return Choice(str(texts.get(f"subscriptions.{key}").unescape()), deed_token(code, one.id, deed, value))

    rows = [
        (choice("resume", "r") if one.paused else choice("pause", "p"), choice("cadence", "c")),
        () if at_once else (choice("hours", "h"), choice("weekdays", "d")),
        (
            choice("make_loud", "s", "n") if one.silent else choice("make_silent", "s", "q"),
            *(
                ()
                if at_once
                else (choice("hide_empty", "e", "f") if one.tell_empty else choice("tell_empty", "e", "e"),)
            ),
        ),
        (choice("stop", "x"), Choice(str(texts.get("subscriptions.back_to_list").unescape()), list_token(code))),
    ]
    return View(_told(one, label, place, texts), tuple(row for row in rows if row))


def hours_menu(subscription: Subscription, label: str, place: Place, texts: Texts) -> View:
    """The hours of a subscription, each a button that adds or takes it."""
    one, code = subscription, place.code
    offered = sorted({*(time(hour) for hour in OFFERED_HOURS), *one.schedule.hours})
    buttons = [
        Choice(_ticked(f"{hour:%H:%M}", hour in one.schedule.hours), deed_token(code, one.id, "h", f"{hour:%H%M}"))
        for hour in offered
    ]
    text = lines(_told(one, label, place, texts), texts.get("subscriptions.hours_hint"))
    return View(text, (*_in_rows(buttons, _PER_ROW - 2), (_done(one, place, texts),)))


def days_menu(subscription: Subscription, label: str, place: Place, texts: Texts) -> View:
    """The weekdays of a subscription, each a button that adds or takes it, and all of them."""
    one, code = subscription, place.code
    names = Locale.parse(texts.lang).days["format"]["wide"]
    buttons = [
        Choice(_ticked(names[day], day in one.schedule.weekdays), deed_token(code, one.id, "d", str(day)))
        for day in EVERY_DAY
    ]
    every = Choice(str(texts.get("subscriptions.cadence_day").unescape()), deed_token(code, one.id, "d", "all"))
    text = _told(one, label, place, texts)
    return View(text, (*_in_rows(buttons, 3), (every,), (_done(one, place, texts),)))


def cadence_menu(subscription: Subscription, label: str, place: Place, texts: Texts) -> View:
    """How often a subscription is told."""
    one = subscription
    now = "once" if one.cadence is Cadence.AT_ONCE else cadence_name(one.schedule)
    buttons = [
        Choice(
            _ticked(str(texts.get(f"subscriptions.cadence_{name}").unescape()), name == now),
            deed_token(place.code, one.id, "c", name),
        )
        for name in ("once", "day", "twice", "week")
    ]
    return View(_told(one, label, place, texts), (*_in_rows(buttons, 2), (_done(one, place, texts),)))


def cadence_name(when: Schedule) -> str:
    """The plain cadence that a schedule is, empty for another one."""
    if len(when.hours) == 1 and when.weekdays == EVERY_DAY:
        return "day"
    if len(when.hours) == 2 and when.weekdays == EVERY_DAY:
        return "twice"
    return "week" if len(when.hours) == 1 and len(when.weekdays) == 1 else ""


def stopped(subscription: Subscription, label: str, place: Place, texts: Texts) -> View:
    """That a subscription has ended, with a button that brings it back just as it was."""
    again = subscribe_token(subscription.filter, order_of(subscription), place.code)
    text = texts.get("subscriptions.stopped", label=label)
    row = [Choice(str(texts.get("subscriptions.undo").unescape()), again)] if len(again) <= CALLBACK_LENGTH else []
    return View(text, (tuple(row),) if row else ())


def _first_row(one: Subscription, place: Place, texts: Texts) -> tuple[Choice, ...]:
    return (
        Choice(str(texts.get("subscriptions.change").unescape()), deed_token(place.code, one.id, "o")),
        Choice(str(texts.get("subscriptions.stop").unescape()), deed_token(place.code, one.id, "x")),
    )


def _listed(number: int, one: Subscription, label: str, texts: Texts) -> Markup:
    key = "subscriptions.item_paused" if one.paused else "subscriptions.item"
    return texts.get(key, number=texts.number(number), label=clip(label, _LABEL), when=told_when(one, texts))


def _told(one: Subscription, label: str, place: Place, texts: Texts) -> Markup:
    head = texts.get("subscriptions.card", label=clip(label, _LABEL), when=_by_clock(one, place, texts))
    where = texts.get("subscriptions.in_channel", name=place.chat.title or "") if place.is_channel else None
    state = texts.get("subscriptions.is_paused") if one.paused else first(one, place.chat, texts, begins=False)
    return LINE.join(part for part in (head, where, state) if part)


def _by_clock(one: Subscription, place: Place, texts: Texts) -> Markup:
    """When it is told, with the zone of the clock; at once by no clock."""
    when = Markup(escape(told_when(one, texts)))
    if one.cadence is Cadence.AT_ONCE:
        return when
    return texts.get("subscriptions.by_clock", when=when, timezone=shown_zone(place.chat.timezone))


def _done(one: Subscription, place: Place, texts: Texts) -> Choice:
    return Choice(str(texts.get("subscriptions.ready").unescape()), deed_token(place.code, one.id, "o"))


def _ticked(name: str, ticked: bool) -> str:
    return f"✓ {name}" if ticked else name


def _in_rows(buttons: Sequence[Choice], per_row: int) -> list[tuple[Choice, ...]]:
    return [tuple(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row)]


def _days(weekdays: Sequence[int], texts: Texts) -> str:
    """«chaque jour», «le lundi», «les lundi et jeudi», «du dimanche au jeudi»."""
    if tuple(weekdays) == EVERY_DAY:
        return str(texts.get("subscriptions.every_day"))
    names = Locale.parse(texts.lang).days["format"]["wide"]
    starts = [day for day in weekdays if (day - 1) % 7 not in weekdays]
    if len(starts) == 1 and len(weekdays) > 2:
        last = (starts[0] + len(weekdays) - 1) % 7
        return str(texts.get("subscriptions.days_range", first=names[starts[0]], last=names[last]))
    said = format_list([names[day] for day in weekdays], locale=texts.lang)
    key = {1: "subscriptions.one_day", 2: "subscriptions.two_days"}.get(len(weekdays), "subscriptions.several_days")
    return str(texts.get(key, days=said))


def _evenly(hours: Sequence[time]) -> int | None:
    """How many hours lie between many hours that are evenly spread; None for few, or others."""
    if len(hours) < _MANY or any(hour.minute != hours[0].minute for hour in hours):
        return None
    step = hours[1].hour - hours[0].hour
    spread = {(later.hour - hour.hour) % 24 for hour, later in zip(hours, (*hours[1:], hours[0]), strict=True)}
    return step if spread == {step} else None

"""A chat's clock as messages: which zone it is, what else a name may mean, the hours without alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import Texts
from bot.timezones import Meant
from bot.views.clock_buttons import quiet_token, zone_token
from bot.views.layout import Choice, View, lines
from bot.views.names import match_label
from bot.views.subscriptions import Place, quiet_hours
from bot.views.zones import shown_zone
from store.records import NameMatch

NIGHTS = ((time(22), time(7)), (time(23), time(6)))
"""Quiet hours that have a button."""


def clock(place: Place, texts: Texts, now: datetime) -> View:
    """Which clock a chat goes by, and how to set it."""
    return View(lines(_now("settings.timezone", place.chat.timezone, texts, now), texts.get("settings.timezone_how")))


def clock_set(
    place: Place, meant: Meant, others: Sequence[Meant], standing: int, texts: Texts, now: datetime, *, before: str
) -> View:
    """Which clock a chat goes by from now on; buttons for what else the name may mean, and back to the one `before`.

    `standing` subscriptions follow it.
    """
    label = _label(meant, texts) if meant.place is not None else None
    shown = lines(
        _now("settings.timezone_set", meant.zone, texts, now)
        if label is None
        else _now("settings.timezone_found", meant.zone, texts, now, place=label),
        texts.get("subscriptions.in_channel", name=place.chat.title or "") if place.is_channel else None,
        texts.count("settings.follow_clock", standing) if standing else None,
    )
    rows = [_choice(other, place, texts) for other in others]
    if before != meant.zone:
        back = str(texts.get("settings.timezone_back", timezone=shown_zone(before)).unescape())
        rows.append((Choice(back, zone_token(before, place.code)),))
    return View(shown, tuple(rows))


def which_clock(words: str, offered: Sequence[Meant], place: Place, texts: Texts) -> View:
    """What to say to a name of no zone, or of several; those it may mean as buttons."""
    if not offered:
        return View(texts.get("settings.unknown_timezone", name=words))
    return View(texts.get("settings.which_timezone", name=words), tuple(_choice(one, place, texts) for one in offered))


def quiet(place: Place, texts: Texts, now: datetime, *, example: bool = True) -> View:
    """The hours without alerts, by which clock, and buttons to set others; with an example of what to write."""
    here = now.astimezone(ZoneInfo(place.chat.timezone))
    shown = lines(
        texts.get("subscriptions.in_channel", name=place.chat.title or "") if place.is_channel else None,
        quiet_hours(place.chat, texts),
        texts.get("quiet.zone", timezone=shown_zone(place.chat.timezone), time=texts.time(here.time())),
        texts.get("quiet.usage") if example else None,
    )
    row = [Choice(f"{begins:%H:%M} – {ends:%H:%M}", quiet_token((begins, ends), place.code)) for begins, ends in NIGHTS]
    if place.chat.quiet_from is not None:
        row.append(Choice(str(texts.get("quiet.off").unescape()), quiet_token(None, place.code)))
    return View(shown, (tuple(row),))


def _now(key: str, timezone: str, texts: Texts, now: datetime, **values: object) -> Markup:
    here = now.astimezone(ZoneInfo(timezone))
    return texts.get(key, timezone=shown_zone(timezone), time=texts.time(here.time()), **values)


def _label(meant: Meant, texts: Texts) -> str:
    one = meant.place
    if one is None:
        return shown_zone(meant.zone)
    kind = "country" if one.sort == "country" else "region" if one.sort == "region" else "place"
    return match_label(NameMatch(kind, None, one.name, one.score, one.country, key=one.key), texts)


def _choice(meant: Meant, place: Place, texts: Texts) -> tuple[Choice, ...]:
    named = meant.place is not None and meant.place.sort != "country"
    label = f"{_label(meant, texts)} – {shown_zone(meant.zone)}" if named else shown_zone(meant.zone)
    return (Choice(label, zone_token(meant.zone, place.code)),)

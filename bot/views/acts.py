"""What admins did, in words: for /history, and for what /undo takes back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.deep_links import address, numbered
from bot.texts import Texts
from bot.views.layout import LINE, MESSAGE_LENGTH, View, clip, lines, size
from store.acts import SAID
from store.records import ActKind, ActRecord, MemberRole

_NAME = 60  # characters

Names = Mapping[tuple[str, int], str]
"""What actors, places and persons are called, by sort («actor», «place», «person») and number."""


def history(found: Sequence[ActRecord], number: int | None, names: Names, timezone: str, texts: Texts) -> View:
    """Who did what, latest first, as many as go into one message; `number` is the article or event asked for."""
    if not found:
        return View(texts.get("acts.none_of", number=number) if number is not None else texts.get("acts.none"))
    title = texts.get("acts.title_of", number=number) if number is not None else texts.get("acts.title")
    told = Markup("<b>{}</b>").format(title)
    for act in found:
        line = _line(act, names, timezone, texts)
        if size(told) + size(line) + len(LINE) > MESSAGE_LENGTH:
            break
        told = lines(told, line)
    return View(told)


def undone(act: ActRecord, names: Names, texts: Texts) -> View:
    """What was taken back."""
    return View(texts.get("acts.undone", what=what(act, names, texts)))


def what(act: ActRecord, names: Names, texts: Texts) -> Markup:
    """What someone did, without who and when."""
    said = {
        "event": act.event_id or 0,
        "article": act.article_id or 0,
        "name": clip(str(act.after.get("name") or _called(names, "actor", act.actor_id)), _NAME),
    }
    match act.kind:
        case ActKind.REREAD if act.article_id is None:
            return texts.count("acts.reread_many", int(act.after.get("articles", 0)))
        case ActKind.CORRECT:
            return texts.get("acts.correct", event=said["event"], fields=_fields(act.after["fields"], texts))
        case ActKind.MERGE | ActKind.SPLIT:
            other = act.after["merged_into"] or act.before["merged_into"]
            return texts.get(f"acts.{act.kind.value}", name=said["name"], other=_called(names, "actor", other))
        case ActKind.TEACH:
            return texts.get("acts.teach", name=said["name"], other=_called(names, "actor", act.after["owner"]))
        case ActKind.PIN:
            spot = degrees(act.after["latitude"], act.after["longitude"])
            return texts.get("acts.pin", name=_called(names, "place", act.place_id), spot=spot)
        case ActKind.APPOINT | ActKind.DISMISS:
            return _role(act, texts)
        case ActKind.DESCRIBE:
            day, publisher = texts.day(date.fromisoformat(act.after["published"])), act.after["publisher"]
            source = texts.listed((clip(publisher, _NAME), day)) if publisher else day
            return texts.get("acts.describe", article=said["article"], source=source)
        case ActKind.PART:
            return texts.get("acts.part", article=said["article"], original=act.before["copy_of"])
        case ActKind.ADD | ActKind.REREAD | ActKind.REVISE:
            return texts.get(f"acts.{act.kind.value}", article=said["article"])
    assert act.kind in SAID
    return texts.get(f"acts.{act.kind.value}", event=said["event"])


def ask_pin(number: int, name: str, username: str, texts: Texts) -> Markup:
    """The question where a place lies; its link tells which place, so that the reply is understood."""
    link = f"{address(username, numbered('place', number))}&mend=pin"
    return texts.get("acts.ask_pin", place=Markup('<a href="{}">{}</a>').format(link, clip(name, _NAME)))


def read_pin_link(url: str) -> int | None:
    """The place of a link that `ask_pin` wrote, None for any other."""
    found = re.fullmatch(r"https://t\.me/\w+/?\?start=place_([0-9]{1,18})&mend=pin", url)
    return int(found[1]) if found else None


def degrees(latitude: float, longitude: float) -> str:
    """«36.2500° 41.9400°»."""
    return f"{latitude:.4f}° {longitude:.4f}°"


def _line(act: ActRecord, names: Names, timezone: str, texts: Texts) -> Markup:
    at = act.at.astimezone(ZoneInfo(timezone) if timezone else UTC)
    person = names.get(("person", act.user_id)) or str(texts.get("acts.person", number=act.user_id).unescape())
    told = texts.get(
        "acts.line", day=texts.dated(at.date(), "d MMM y"), time=texts.time(at.time()), who=clip(person, _NAME),
        what=what(act, names, texts),
    )  # fmt: skip
    return Markup("<s>{}</s>").format(told) if act.undone_at is not None else told


def _role(act: ActRecord, texts: Texts) -> Markup:
    member = act.after["member"] or act.before["member"] or {}
    name = clip(str(member.get("name", "?")), _NAME)
    if act.kind is ActKind.DISMISS:
        return texts.get("acts.dismiss", name=name)
    admin = MemberRole(member["role"]) is MemberRole.ADMIN
    return texts.get("acts.made_admin" if admin else "acts.made_editor", name=name)


def _called(names: Names, sort: str, number: Any) -> str:
    return clip(names.get((sort, number or 0), f"n° {number}"), _NAME)


def _fields(fields: Mapping[str, Any], texts: Texts) -> str:
    parts = []
    for name, values in fields.items():
        label = str(texts.get(f"mending.field_{name}").unescape()).lower()
        said = _value(name, values[0] if values else None, texts)
        parts.append(str(texts.get("acts.field", field=label, value=said).unescape()))
    return texts.listed(parts)


def _value(name: str, value: Any, texts: Texts) -> str:
    """A part of an event's document in words."""
    if value in (None, []):
        return str(texts.get("acts.nothing").unescape())
    match name:
        case "killed" | "wounded":
            return texts.number(value["value"])
        case "sources" | "targets" | "places":
            return texts.listed(clip(entry["name"], _NAME) for entry in value[:5])
        case "when":
            days = [date.fromisoformat(value[end]) if value.get(end) else None for end in ("start", "end")]
            return texts.span(*days)
        case "status":
            return str(texts.get(f"events.status_{value}").unescape())
        case "type":
            return str(texts.get(f"types.{value}").unescape())
    return str(value)

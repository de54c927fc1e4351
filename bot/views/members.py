"""Who may add and mend, and an owner’s buttons for it: `ad|USER|admin`, `ad|USER|editor`, `ad|USER|x` (nothing)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import PARAGRAPH, Choice, View, clip, lines
from store.records import MemberRecord, MemberRole

_NAME = 40  # characters
_MOST = 30  # members with buttons: Telegram takes a hundred
_SHOWN = 60


def listed(owners: Collection[int], members: Sequence[MemberRecord], texts: Texts, *, may_change: bool) -> View:
    """The owners by number, admins and editors by name; with buttons for whoever may change it."""
    told = [texts.get("members.owner", number=number) for number in sorted(owners)[:_SHOWN]]
    told += [_line(one, texts) for one in members[:_SHOWN]]
    usage = texts.get("members.usage") if may_change else None
    rows = tuple(_buttons(one, texts) for one in members[:_MOST]) if may_change else ()
    return View(
        Markup(PARAGRAPH).join([part for part in (texts.get("members.title"), lines(*told), usage) if part]), rows
    )


def stranger(number: int | None, texts: Texts) -> View:
    """Whoever may do nothing here: the number by which an owner can change that."""
    return View(texts.get("members.stranger", number=number or "?"))


def done(name: str, role: MemberRole | None, changed: bool, texts: Texts) -> Markup:
    """What has become of someone."""
    key = f"members.made_{role.value}" if role else "members.unmade"
    return texts.get(key if changed else "members.unchanged", name=clip(name, _NAME))


def read_press(data: str) -> tuple[int, MemberRole | None]:
    """The person of a button and what to make of them; ValueError for anything else."""
    found = re.fullmatch(r"ad\|([0-9]{1,18})\|(admin|editor|x)", data)
    if not found:
        raise ValueError(f"no member: {data!r}")
    return int(found[1]), None if found[2] == "x" else MemberRole(found[2])


def _line(one: MemberRecord, texts: Texts) -> Markup:
    day = texts.day(one.made_at.date())
    return texts.get(f"members.{one.role.value}", name=clip(one.name, _NAME), number=one.user_id, day=day)


def _buttons(one: MemberRecord, texts: Texts) -> tuple[Choice, ...]:
    other = MemberRole.EDITOR if one.role is MemberRole.ADMIN else MemberRole.ADMIN
    name = clip(one.name, 16)
    return (
        Choice(str(texts.get(f"members.to_{other.value}", name=name).unescape()), f"ad|{one.user_id}|{other.value}"),
        Choice(str(texts.get("members.remove", name=name).unescape()), f"ad|{one.user_id}|x"),
    )

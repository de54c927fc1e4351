"""The channels that are followed, each with a button that ends it: `fw|CHANNEL`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import PARAGRAPH, Choice, View, clip, lines
from store.following import Followed

_NAME = 40  # characters
_MOST = 60  # channels shown: Telegram takes a hundred buttons


def listed(channels: Sequence[Followed], texts: Texts) -> View:
    """The channels by name and day, and how more are added."""
    shown = channels[:_MOST]
    told = [
        texts.get("following.channel", name=clip(one.title, _NAME), day=texts.day(one.made_at.date())) for one in shown
    ]
    title = texts.count("following.title", len(channels)) if channels else texts.get("following.none")
    rows = tuple((Choice(str(texts.get("following.end", name=clip(one.title, 24)).unescape()), f"fw|{one.chat_id}"),)
                 for one in shown)  # fmt: skip
    return View(Markup(PARAGRAPH).join([lines(title, *told), texts.get("following.usage")]), rows)


def read_press(data: str) -> int:
    """The channel of a button; ValueError for anything else."""
    found = re.fullmatch(r"fw\|(-[0-9]{1,18})", data)
    if not found:
        raise ValueError(f"no channel: {data!r}")
    return int(found[1])

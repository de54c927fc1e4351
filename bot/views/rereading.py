"""What reading again would change, and the button that does it: `rr|ARTICLE`, `rr|all`, `rr|DAY-DAY` (empty: open)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.texts import Texts
from bot.views import events
from bot.views.layout import LINE, MESSAGE_LENGTH, PARAGRAPH, Choice, View, clip, size
from nlp.schema import Event
from store.rereading import Difference, Which

_EXAMPLES = 3  # of each sort
_EXCERPT = 100  # characters


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found by reading `read` of `total` articles again; `failed` could not be read."""

    total: int
    read: int
    failed: int
    found: Sequence[Difference]


def token(which: Which) -> str:
    """Callback data that has these articles read again."""
    if which.article_id is not None:
        return f"rr|{which.article_id}"
    if which.since is None and which.until is None:
        return "rr|all"
    return "rr|" + "-".join(f"{day:%Y%m%d}" if day else "" for day in (which.since, which.until))


def read_token(data: str) -> Which:
    """The articles of a button; ValueError for anything else."""
    if data == "rr|all":
        return Which()
    if one := re.fullmatch(r"rr\|([0-9]{1,9})", data):
        return Which(int(one[1]))
    days = re.fullmatch(r"rr\|([0-9]{8})?-([0-9]{8})?", data)
    if not days or not (days[1] or days[2]):
        raise ValueError(f"nothing to read again: {data!r}")
    return Which(None, *(date.fromisoformat(day) if day else None for day in days.groups()))


def preview(which: Which, found: Preview, texts: Texts) -> View:
    """How many events would come, go and change, a few of each, and the button that does it."""
    gained = [one for difference in found.found for one in difference.gained]
    lost = [one.event for difference in found.found for one in difference.lost]
    changed = [both for difference in found.found for both in difference.changed]
    head = [texts.count("rereading.read", found.read, total=texts.number(found.total))]
    if found.failed:
        head.append(texts.get("rereading.failed", number=texts.number(found.failed)))
    if not (gained or lost or changed):
        head.append(texts.get("rereading.nothing"))
    text = Markup(LINE).join(head)
    for key, some in (("gained", gained), ("lost", lost), ("changed", [after for _, after in changed])):
        if some:
            block = LINE.join(
                [texts.count(f"rereading.{key}", len(some)), *(_example(one, texts) for one in some[:_EXAMPLES])]
            )
            text = PARAGRAPH.join([text, block]) if size(text) + size(block) < MESSAGE_LENGTH - 100 else text
    label = str(texts.count("rereading.do", found.total).unescape())
    return View(text, ((Choice(label, token(which)),),) if found.total else ())


def _example(event: Event, texts: Texts) -> Markup:
    return texts.get("rereading.example", kind=events.kind(event, texts), text=clip(events.excerpt(event), _EXCERPT))

"""The button under a digest for what it only counted, and the list that the button opens.

`dr|SUBSCRIPTION|SINCE|UNTIL` asks for the first page, `dn|…|BEFORE|SHOWN` puts a later one in the list’s place; all
numbers are in base 36, moments as seconds since 1970, at most 42 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.texts import Texts
from bot.views import events
from bot.views.digest import title
from bot.views.filter_tail import in_base_36
from bot.views.layout import MESSAGE_LENGTH, PARAGRAPH, Choice, View, fitting, lines
from store.periods import Untold

_ASKED = re.compile(
    r"d[rn]\|([0-9a-z]{1,12})\|([0-9a-z]{1,7})\|([0-9a-z]{1,7})(?:\|([0-9a-z]{1,12})\|([0-9a-z]{1,6}))?"
)
_HEAD = 1000  # units kept free for the title


@dataclass(frozen=True, slots=True)
class Rest:
    """What a digest of a subscription (0: of everything) did not tell of what was recorded from `since` to `until`.

    A page holds the events below the number `before` (None: the first page), `shown` were on the pages before it.
    """

    subscription_id: int
    since: datetime
    until: datetime
    before: int | None = None
    shown: int = 0

    @property
    def token(self) -> str:
        """The callback data that asks for the page."""
        # `until` is rounded up, and `since` down: what was recorded within a second belongs to both.
        numbers = [self.subscription_id, int(self.since.timestamp()), int(self.until.timestamp()) + 1]
        numbers += [] if self.before is None else [self.before, self.shown]
        return "|".join(["dr" if self.before is None else "dn", *map(in_base_36, numbers)])


def read_rest(data: str) -> Rest:
    """The page that a button asks for; ValueError for anything else."""
    found = _ASKED.fullmatch(data)
    if not found:
        raise ValueError(f"no list of a digest: {data!r}")
    number, since, until, *page = (int(part, 36) for part in found.groups() if part is not None)
    try:
        moments = [datetime.fromtimestamp(second, UTC) for second in (since, until)]
    except (OverflowError, OSError) as error:
        raise ValueError(f"no moment: {data!r}") from error
    return Rest(number, moments[0], moments[1], *page)


def rest(found: Untold, label: str | None, asked: Rest, texts: Texts) -> View:
    """A page of what a digest did not tell, with a button for the next; says so where nothing is left."""
    if not found.events:
        return View(lines(title(label, texts), texts.get("digest.rest_none")))
    blocks = [events.line(record, texts) for record in found.events]
    count = max(1, fitting(blocks, MESSAGE_LENGTH - _HEAD))
    shown = asked.shown + count
    total = texts.number(found.total) + ("+" if found.more else "")
    position = texts.get("common.shown", first=texts.number(asked.shown + 1), last=texts.number(shown), total=total)
    head = lines(title(label, texts), texts.get("digest.rest_title"), position)
    rows: tuple[tuple[Choice, ...], ...] = ()
    if found.next is not None or count < len(found.events):
        following = replace(asked, before=found.events[count - 1].id, shown=shown)
        rows = ((Choice(str(texts.get("common.more").unescape()), following.token),),)
    return View(PARAGRAPH.join([head, *blocks[:count]]), rows)

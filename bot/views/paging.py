"""The row of buttons that turns the pages of a list of events: ‹ 2/7 ›, each in the list's place."""

from __future__ import annotations

from bot.texts import Texts
from bot.views.buttons import Turn, turn_token
from bot.views.layout import CALLBACK_LENGTH, Choice
from store.records import Cursor, EventFilter, EventPage

PAGE = 10  # events a page


def turns(
    found: EventPage, wanted: EventFilter, texts: Texts, *, offset: int, count: int
) -> tuple[tuple[Choice, ...], ...]:
    """The page before, which page of how many (it leads back to the first), the next; nothing for a single page.

    `offset` counts the events before the page, `count` those of it that are shown: the next page begins after them.
    Pages are known by their first and last event, so that what comes in meanwhile shifts none.
    """
    on = bool(found.next) or count < len(found.events)
    if not (on or found.previous or offset):
        return ()
    number = offset // PAGE + 1
    pages = max(number + on, -(-found.total // PAGE))
    said = f"{texts.number(number)}/{texts.number(pages)}{'+' if found.more else ''}"
    row = [Choice(said, turn_token(Turn(wanted)))]
    if found.previous:
        back = Turn(wanted, before=found.previous, offset=max(0, offset - PAGE))
        row.insert(0, Choice("‹", turn_token(back)))
    if on:
        last = found.events[count - 1]
        row.append(Choice("›", turn_token(Turn(wanted, after=Cursor(last.day, last.id), offset=offset + count))))
    return (tuple(one for one in row if len(one.data.encode()) <= CALLBACK_LENGTH),)

"""The lists that a chat was shown last, so that the card of an event leads on through the list it was tapped in.

In memory alone: after a restart a card leads through its article, until a list is asked for again.
"""

from __future__ import annotations

from collections import OrderedDict

from store.records import EventFilter

CHATS, EACH = 10_000, 4


class RecentLists:
    """The filters of the latest lists by chat, for the `chats` chats that asked last."""

    def __init__(self, chats: int = CHATS, each: int = EACH) -> None:
        self._chats, self._each = chats, each
        self._shown: OrderedDict[int, tuple[EventFilter, ...]] = OrderedDict()

    def remember(self, chat_id: int, wanted: EventFilter) -> None:
        """Note that the chat was shown the list of this filter."""
        earlier = (one for one in self._shown.pop(chat_id, ()) if one != wanted)
        self._shown[chat_id] = (wanted, *earlier)[: self._each]
        if len(self._shown) > self._chats:
            self._shown.popitem(last=False)

    def of(self, chat_id: int) -> tuple[EventFilter, ...]:
        """The filters of the chat's latest lists, the newest first."""
        return self._shown.get(chat_id, ())

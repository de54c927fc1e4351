"""What a digest or an alert hands over to be sent: messages, each with the events that it tells."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.layout import View
from store.records import ToldEvent


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message and the events that it tells, marked as told once it is sent.

    `edits` is the number of the message whose place it takes. Without a `view` nothing is sent, and the events are
    marked as told all the same: the destination knows of them already.
    """

    view: View | None
    told: tuple[ToldEvent, ...]
    edits: int | None = None

"""Digests: what is new to a chat, put together; `bot.delivery` sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import store.deliveries
import store.subscriptions
from bot.outgoing import Outgoing
from bot.services import Services
from bot.texts import Texts, texts
from bot.views import digest as view
from bot.views.digest import Group, Part
from nlp.schema import EventType, Status
from store.records import ChatRecord, Claim, Destination, EventFilter, EventRecord
from store.told import as_told

SHOWN = 20  # events told one by one in a digest, two messages on a phone; the others are counted
NEWS = 500  # events fetched for one digest, the rest comes with the next
FIRST_LOOK = timedelta(days=7)  # how far back /digest looks for a chat without subscriptions

WEIGHTS = {
    EventType.ASSAULT: 4.0,
    EventType.COERCE: 3.5,
    EventType.RETREAT: 3.0,
    EventType.MOBILIZE: 2.5,
    EventType.PROTEST: 2.5,
    EventType.SANCTION: 2.0,
    EventType.THREATEN: 2.0,
    EventType.AID: 1.5,
    EventType.CONCEDE: 1.5,
    EventType.REJECT: 1.5,
    EventType.COOPERATE: 1.5,
}
"""How much a type weighs in «important first»: deeds before words; 1 for those not here."""


def importance(record: EventRecord) -> float:
    """How early an event is told: deeds before words, the dead and wounded on top, plans and denials last."""
    event = record.event
    score = WEIGHTS.get(event.type, 1.0)
    score += min(event.killed.value if event.killed else 0, 100) / 10
    score += min(event.wounded.value if event.wounded else 0, 100) / 50
    return score if event.status is Status.OCCURRED else score - 10


def compose(found: Sequence[EventRecord], label: str | None, texts: Texts) -> tuple[Part, ...]:
    """The messages that tell the events, grouped by place and day, the important first; none for no events.

    The numbers of the events that are only counted («et 37 autres») go with the last message.
    """
    if not found:
        return ()
    ranked = sorted(found, key=lambda record: (-importance(record), -record.day.toordinal(), -record.id))
    told, others = ranked[:SHOWN], ranked[SHOWN:]
    parts = view.messages(view.title(label, len(found), texts), _groups(told), len(others), texts)
    last = replace(parts[-1], event_ids=parts[-1].event_ids + tuple(record.id for record in others))
    return (*parts[:-1], last)


def _groups(ranked: Sequence[EventRecord]) -> list[Group]:
    """Events of one place and the same days together, in the order of the most important of each."""
    groups: dict[tuple[object, ...], list[EventRecord]] = {}
    for record in ranked:
        event = record.event
        place = event.places[0].name if event.places else None
        days = (event.when.start, event.when.end) if event.when else record.published
        groups.setdefault((place, days), []).append(record)
    return [Group(str(key[0]) if key[0] else None, tuple(records)) for key, records in groups.items()]


async def digest_of(use: Services, claim: Claim) -> tuple[Outgoing, ...]:
    """Give the messages of a claimed digest, none for nothing new."""
    subscription = claim.subscription
    since = store.deliveries.news_since(subscription)
    async with use.database.read() as session:
        to, wanted = subscription.destination, subscription.filter
        page = await store.deliveries.new_events(session, to, wanted, since=since, limit=NEWS)
    parts = compose(page.events, subscription.label, texts(claim.chat.lang))
    by_id = {record.id: as_told(record) for record in page.events}
    return tuple(Outgoing(part.view, tuple(by_id[number] for number in part.event_ids)) for part in parts)


async def news_of_chat(services: Services, chat: ChatRecord) -> list[tuple[Part, ...]]:
    """What is new to the chat right now, a digest for each of its subscriptions, or of everything without any.

    No event stands in two of them.
    """
    to = Destination(chat.id)
    async with services.database.read() as session:
        standing = await store.subscriptions.of_destination(session, to)
        asked = [(one.filter, one.label, store.deliveries.news_since(one)) for one in standing]
        asked = asked or [(EventFilter(), None, services.clock() - FIRST_LOOK)]
        digests, told = [], set[int]()
        for wanted, label, since in asked:
            page = await store.deliveries.new_events(session, to, wanted, since=since, limit=NEWS)
            found = [record for record in page.events if record.id not in told]
            told.update(record.id for record in found)
            digests.append(compose(found, label, texts(chat.lang)))
    return [digest for digest in digests if digest]

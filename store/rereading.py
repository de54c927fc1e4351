"""Reading again what was read: which articles, what would change, and handing them to the readers anew.

An article to be read again is in the state of one that has just come in, so a crash in between loses none; until it is
read, what was read before stands. What persons said of its events holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Event
from store.acts import log
from store.events import load
from store.facts import facts_of
from store.mended import corrected, fit, is_rejected, stands
from store.recording import known_of
from store.records import ActKind, ArticleState, EventRecord, Who
from store.tables import ArticleRow

_DONE = (ArticleState.READ, ArticleState.UNREADABLE, ArticleState.FAILED)


@dataclass(frozen=True, slots=True)
class Which:
    """Articles to read again: one by its number, those published from `since` to `until` (both included), or all."""

    article_id: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new reading of an article would change: events that it gains and loses, and those with other facts.

    A change is the event as it stands with the event as it would be.
    """

    gained: tuple[Event, ...] = ()
    lost: tuple[EventRecord, ...] = ()
    changed: tuple[tuple[EventRecord, Event], ...] = ()


async def count(session: AsyncSession, which: Which) -> int:
    """Give how many articles there are to read again."""
    return await session.scalar(select(func.count()).select_from(ArticleRow).where(*_asked(which))) or 0


async def sample(session: AsyncSession, which: Which, most: int) -> list[int]:
    """Give the numbers of at most so many of the articles, spread evenly over all of them."""
    ids = await session.scalars(select(col(ArticleRow.id)).where(*_asked(which)).order_by(col(ArticleRow.id)))
    found = [cast(int, number) for number in ids]
    step = max(1, -(-len(found) // most))
    return found[::step]


async def difference(session: AsyncSession, article_id: int, events: Sequence[Event]) -> Difference:
    """Give what recording these events for the article would change."""
    known = await known_of(session, article_id)
    stored = {one.id: one for one in await load(session, [one.row.id or 0 for one in known if one.row is not None])}
    gained: list[Event] = []
    lost: list[EventRecord] = []
    changed: list[tuple[EventRecord, Event]] = []
    for one in fit(events, known):
        if one.known is None:
            gained += [one.own] if one.own is not None else []
            continue
        record = stored.get(one.known.row.id or 0) if one.known.row is not None else None
        if record is None or is_rejected(one.known.mended):
            continue
        if one.own is None:
            lost += [] if stands(one.known.mended) else [record]
            continue
        after = corrected(one.own, one.known.mended.fields if one.known.mended else {})
        if after.type != record.event.type or facts_of(after) != facts_of(record.event):
            changed.append((record, after))
    return Difference(tuple(gained), tuple(lost), tuple(changed))


async def reopen(session: AsyncSession, which: Which, *, who: Who, now: datetime) -> int:
    """Hand the articles to the readers again and log it; gives how many. For a session of `Database.write`."""
    done = await session.execute(
        update(ArticleRow)
        .where(*_asked(which))
        .values(state=ArticleState.RECEIVED, lease_until=None, attempts=0)
        .execution_options(synchronize_session=False)
    )
    number = int(done.rowcount)  # type: ignore[attr-defined]
    days = {"since": which.since, "until": which.until}
    after = {"articles": number} | {name: day.isoformat() for name, day in days.items() if day is not None}
    await log(session, who, ActKind.REREAD, now=now, article_id=which.article_id, after=after)
    return number


def whole(which: Which) -> Which:
    """Give the same with days in order."""
    if which.since and which.until and which.since > which.until:
        return replace(which, since=which.until, until=which.since)
    return which


def _asked(which: Which) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [col(ArticleRow.state).in_(_DONE)]
    if which.article_id is not None:
        asked.append(col(ArticleRow.id) == which.article_id)
    if which.since is not None:
        asked.append(col(ArticleRow.published) >= which.since)
    if which.until is not None:
        asked.append(col(ArticleRow.published) <= which.until)
    return asked

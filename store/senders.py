"""The processes that send: each says now and then that it lives, and how much of a pace that all share it holds.

What is held is never more than there is: who takes more takes of what the others do not hold, and who is to take less
holds on to what it had until nothing that it sent counts any more. So a newcomer waits until the others have heard of
it; and what a dead process held, its claims too, is free once it has been silent for `GONE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from store.claims import free_claims_of
from store.rows import insert_into, on_postgresql
from store.tables import Sender

GONE = timedelta(seconds=10)
"""The silence after which a process counts as ended."""

_BEATING_LOCK = 7_304_155_003  # any number that this program alone uses on its PostgreSQL database


@dataclass(frozen=True, slots=True)
class Share:
    """How many messages a second a process may send from now on, and how many processes send."""

    most: int
    processes: int


async def beat(session: AsyncSession, sender_id: str, *, total: int, holds: int, now: datetime) -> Share:
    """Say that a process lives and give its share of `total` messages a second.

    `holds` is what it may have under way, or has sent within the last second: the others leave it that much until it
    says less. PostgreSQL's clock counts, not `now`. The session must be one of `Database.write`.
    """
    if on_postgresql(session):
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _BEATING_LOCK})
        now = await session.scalar(select(func.clock_timestamp())) or now
    gone = delete(Sender).where(col(Sender.seen_at) < now - GONE, col(Sender.id) != sender_id)
    died = await session.scalars(gone.returning(col(Sender.id)).execution_options(synchronize_session=False))
    if processes_that_died := died.all():
        await free_claims_of(session, processes_that_died)
    others = (await session.scalars(select(col(Sender.share)).where(col(Sender.id) != sender_id))).all()
    processes = len(others) + 1
    most = max(min(max(total // processes, 1), total - sum(others)), 0)
    values = {"id": sender_id, "seen_at": now, "share": max(most, holds)}
    said = insert_into(session, Sender).values(values)
    await session.execute(said.on_conflict_do_update(index_elements=["id"], set_=values))
    return Share(most, processes)


async def leave(session: AsyncSession, sender_id: str) -> None:
    """Give back what a process held that ends in order."""
    await session.execute(delete(Sender).where(col(Sender.id) == sender_id))

"""Channels that are followed are kept by number, once each."""

from __future__ import annotations

from datetime import datetime, timedelta

from store import following
from store.database import Database
from store.following import Followed

CHANNEL = -1_001_234_567_890


async def test_a_channel_is_followed_once_until_it_is_not(database: Database, now: datetime) -> None:
    """By its number; its name is that of the first time, what no database stores taken out."""
    async with database.write() as session:
        assert await following.follow(session, CHANNEL, "Al-\0Manar", made_by=2**40, now=now)
        assert not await following.follow(session, CHANNEL, "Autre", made_by=1, now=now)
        assert await following.follow(session, CHANNEL - 1, "B", made_by=1, now=now - timedelta(days=1))
    async with database.read() as session:
        first = Followed(CHANNEL, "Al-\ufffdManar", 2**40, now)
        assert await following.followed(session, CHANNEL) == first
        assert await following.followed(session, 5) is None
        assert [one.chat_id for one in await following.all_of(session)] == [CHANNEL - 1, CHANNEL]
    async with database.write() as session:
        assert await following.unfollow(session, CHANNEL)
        assert not await following.unfollow(session, CHANNEL)
        assert await following.followed(session, CHANNEL) is None

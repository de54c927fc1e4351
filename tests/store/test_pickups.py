"""What is to be fetched is kept, claimed once, tried again, and known by its link."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from store import pickups
from store.database import Database
from store.records import Origin, PickupState, Wish

LEASE = timedelta(minutes=3)
LINK = Wish(Origin(1, 2, 3, 4), url="https://news.example/a?b=c", published=date(2017, 5, 19), publisher="RFI")


async def kept(database: Database, now: datetime, wish: Wish = LINK) -> int:
    """Keep a wish that other processes may take up a minute later."""
    async with database.write() as session:
        return await pickups.add(session, wish, claimable=now + timedelta(minutes=1))


async def test_a_wish_comes_back_as_it_was_kept(database: Database, now: datetime) -> None:
    """Link or file, with all that was said of it; what no database stores is taken out."""
    file = Wish(Origin(2**40), file_id="BQAC", name="a\0.pdf", media_type="application/pdf", binding=True)
    numbers = [await kept(database, now, wish) for wish in (LINK, file)]
    async with database.read() as session:
        found = [await pickups.get(session, number) for number in numbers]
        assert await pickups.get(session, 99) is None
    assert [one.wish for one in found if one] == [LINK, Wish(**{**_fields(file), "name": found[1].wish.name})]  # type: ignore[union-attr]
    assert "\0" not in (found[1].wish.name or "")  # type: ignore[union-attr]


def _fields(wish: Wish) -> dict[str, object]:
    return {name: getattr(wish, name) for name in Wish.__slots__}


async def test_a_wish_is_claimed_once(database: Database, now: datetime) -> None:
    """By whoever kept it at once; by the others when that one's time is over."""
    number = await kept(database, now)
    async with database.write() as session:
        assert await pickups.claim_next(session, now=now, lease=LEASE) is None
        claimed = await pickups.claim(session, number, now=now, lease=LEASE)
        assert claimed is not None and (claimed.wish, claimed.attempts) == (LINK, 1)
        assert await pickups.claim(session, number, now=now, lease=LEASE) is None
        assert await pickups.claim_next(session, now=now + timedelta(minutes=2), lease=LEASE) is None
        again = await pickups.claim_next(session, now=now + LEASE, lease=LEASE)
    assert again is not None and (again.id, again.attempts) == (number, 2)


async def test_many_claim_at_once(database: Database, now: datetime) -> None:
    """Ten wishes, twenty that ask: each wish goes to one."""
    numbers = {await kept(database, now) for _ in range(10)}
    later = now + timedelta(minutes=5)

    async def ask() -> int | None:
        async with database.write() as session:
            claimed = await pickups.claim_next(session, now=later, lease=LEASE)
            return claimed.id if claimed else None

    given = [number for number in await asyncio.gather(*(ask() for _ in range(20))) if number is not None]
    assert len(given) == len(set(given)) and set(given) <= numbers
    left = [number for number in [await ask() for _ in range(11)] if number is not None]
    assert {*given, *left} == numbers


async def test_what_is_put_off_waits(database: Database, now: datetime) -> None:
    """And is due then."""
    number = await kept(database, now)
    later = now + timedelta(minutes=10)
    async with database.write() as session:
        await pickups.claim(session, number, now=now, lease=LEASE)
        await pickups.postpone(session, number, later, "too_slow")
        assert await pickups.claim_next(session, now=later - timedelta(seconds=1), lease=LEASE) is None
        again = await pickups.claim_next(session, now=later, lease=LEASE)
    assert again is not None and again.flaw == "too_slow"


async def test_what_is_done_or_given_up_is_not_claimed(database: Database, now: datetime, desk) -> None:
    """A link is known by its article from then on."""
    first, second = await kept(database, now), await kept(database, now)
    article = await desk.receive()
    later = now + timedelta(days=1)
    async with database.write() as session:
        assert await pickups.article_of(session, LINK.url or "") is None
        await pickups.finish(session, first, article_id=article)
        await pickups.give_up(session, second, "missing")
        await pickups.set_reply(session, second, 77)
        assert await pickups.claim_next(session, now=later, lease=LEASE) is None
        assert await pickups.article_of(session, LINK.url or "") == article
        assert await pickups.article_of(session, "https://news.example/other") is None
        failed = await pickups.get(session, second)
    assert failed is not None and (failed.state, failed.flaw) == (PickupState.FAILED, "missing")
    assert failed.wish.origin.reply_message_id == 77

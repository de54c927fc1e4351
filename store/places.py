"""Places: found by the name that someone types, countries among them, and listed by what happens there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from nlp.schema import Place
from store.countries import country_name, country_of
from store.entries import PLACES, aliases_of, identity_of
from store.entries import enter as enter_all
from store.matching import EXACT, match, rows_by_key
from store.ranking import ranked
from store.records import NameMatch, PlaceSummary, Rank, Ranked
from store.tables import PlaceRow


async def find(
    session: AsyncSession, name: str, *, limit: int = 5, lang: str = "fr", near: bool = True
) -> list[NameMatch]:
    """Give the places that the typed name may mean, best first; only those that bear it, where some do exactly.

    Without `near` no other is looked for.

    A country in which any place of the archive lies is given once, as `NameMatch("country", None, its name in
    `lang`, …)`: its events are those of all its places, the country's own among them.
    """
    code = country_of(name)
    known = code is not None and await has_country(session, code)
    country = [NameMatch("country", None, country_name(code, lang), EXACT, code, events=1)] if code and known else []
    places = [
        _matched(row, score)
        for row, score in await match(session, PLACES, name, limit=limit, near=near)
        if not (country and row.country == code and country_of(row.name) == code)
    ]
    if country:
        places = [place for place in places if place.exact]
    return (country + places)[:limit]


async def by_keys(session: AsyncSession, keys: Collection[str]) -> dict[str, NameMatch]:
    """Give, of the places with these identities over the archive (`seed:qayrawan-iq`), those that the archive has."""
    return {key: _matched(row, EXACT) for key, row in (await rows_by_key(session, PLACES, keys)).items()}


async def has_country(session: AsyncSession, code: str) -> bool:
    """Whether any place of the archive lies in the country (ISO 3166-1 alpha-3)."""
    return bool(await session.scalar(select(exists().where(col(PlaceRow.country) == code))))


async def region_name(session: AsyncSession, region: str) -> str | None:
    """Give the name of the region with this key (store/naming.py); None where no place of the archive lies in it."""
    return await session.scalar(
        select(col(PlaceRow.admin1)).where(col(PlaceRow.region) == region).order_by(col(PlaceRow.id)).limit(1)
    )


async def enter(session: AsyncSession, entry: Place) -> NameMatch:
    """Enter a place that no article has named yet, or find the one that is there."""
    ids = await enter_all(session, PLACES, [entry])
    row = await session.get_one(PlaceRow, ids[identity_of(entry)], populate_existing=True)
    return _matched(row, EXACT)


async def page(session: AsyncSession, *, after: Rank | None = None, limit: int = 10) -> Ranked[PlaceSummary]:
    """Give the places after `after`, those with most events first, how many have any, and where the next begin."""
    rows, total, following = await ranked(session, PlaceRow, after, limit)
    return Ranked(tuple(await _summaries(session, rows)), total, following)


async def get(session: AsyncSession, place_id: int, *, aliases: bool = True) -> PlaceSummary | None:
    """Give the place, or None where there is none of this number; its other names only if `aliases` are asked for."""
    row = await session.get(PlaceRow, place_id, populate_existing=True)
    return (await _summaries(session, [row], aliases=aliases))[0] if row else None


def _matched(row: PlaceRow, score: float) -> NameMatch:
    return NameMatch("place", row.id, row.name, score, row.country, events=row.activity, key=row.key)


async def _summaries(session: AsyncSession, rows: Sequence[PlaceRow], *, aliases: bool = True) -> list[PlaceSummary]:
    found = {row.id: row for row in rows if row.id is not None}
    forms = await aliases_of(session, PLACES, found.keys()) if aliases else {}
    return [
        PlaceSummary(
            id=place_id,
            name=row.name,
            key=row.key,
            latitude=row.latitude,
            longitude=row.longitude,
            country=row.country,
            admin1=row.admin1,
            events=row.activity,
            aliases=forms.get(place_id, ()),
        )
        for place_id, row in found.items()
    ]

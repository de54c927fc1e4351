"""The rows of a large made-up archive: real names, skewed as news are, the same for the same seed.

A few countries, towns, groups and agencies have most of the events, most tell what was done by arms, the days grow
denser to the present, and an article tells of a town what happened there in the last days. Texts are stubs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from nlp.actors import ActorList
from nlp.gazetteer.table import PlaceTable
from nlp.gazetteer.towns import Towns
from nlp.schema import MODES, EventType
from store.naming import identity, region_key

PLACES, GROUPS, PUBLISHERS = 20_000, 4_000, 300
FIRST, LAST = date(2012, 1, 1), date(2026, 6, 30)
COUNTRIES = {
    "SYR": 22, "IRQ": 20, "YEM": 10, "UKR": 10, "LBY": 6, "MLI": 6, "AFG": 6, "PSE": 4, "COD": 4, "BFA": 3, "NGA": 3,
    "SOM": 3, "SDN": 3, "LBN": 2, "NER": 1, "TCD": 1, "CAF": 1, "TUR": 1,
}  # fmt: skip
TYPES = {
    EventType.ASSAULT: 40, EventType.COERCE: 12, EventType.CONSULT: 11, EventType.MOBILIZE: 6, EventType.ACCUSE: 5,
    EventType.RETREAT: 5, EventType.AID: 4, EventType.PROTEST: 4, EventType.REQUEST: 3, EventType.AGREE: 3,
    EventType.SUPPORT: 2, EventType.THREATEN: 2, EventType.SANCTION: 1, EventType.REJECT: 1, EventType.CONCEDE: 0.5,
    EventType.COOPERATE: 0.5,
}  # fmt: skip
ABROAD = ("daesh", "USA", "RUS", "un", "IRN", "SAU", "FRA", "GBR", "ISR", "ARE", "eu", "nato")
WORDS = {"ASSAULT": "attaqué", "COERCE": "arrêté", "CONSULT": "rencontré", "PROTEST": "manifesté", "AID": "secouru"}

Row = tuple[Any, ...]


class Skewed:
    """Draws items by weight; without weights the n-th item weighs 1/n."""

    def __init__(self, items: list[Any], weights: list[float] | None = None) -> None:
        self.items = items
        self._sums = list(accumulate(weights or [1 / (rank + 1) for rank in range(len(items))]))

    def draw(self, random: Random) -> Any:
        """One item."""
        return random.choices(self.items, cum_weights=self._sums)[0]


@dataclass(slots=True)
class Entry:
    """A place or an actor with its number, what its row says, its JSON in an event, and how often it was drawn."""

    id: int
    name: str
    key: str | None
    country: str | None
    said: str
    forms: tuple[str, ...] = ()
    admin1: str | None = None
    kind: str | None = None
    at: tuple[float | None, float | None] = (None, None)
    counts: list[int] = field(default_factory=lambda: [0, 0])
    town: Entry | None = None

    @property
    def identity(self) -> str:
        """What the archive knows it by."""
        return identity(self.name, self.key, None if self.kind else self.country)

    @property
    def region(self) -> str | None:
        """The key of its region."""
        return region_key(self.country, self.admin1)


def places() -> dict[str, list[Entry]]:
    """The best known places of the countries, the country itself first, in a random order that stays the same."""
    table = PlaceTable.load()
    found: dict[str, list[tuple[int, Any]]] = {iso3: [] for iso3 in COUNTRIES}
    for number in range(len(table)):
        row = table.row(number)
        if row.iso3 in found and row.kind != "area":
            found[row.iso3].append((row.population + 10**9 * (row.kind == "country"), row))
    share = PLACES / sum(COUNTRIES.values())
    chosen, taken = {}, 0
    for iso3, rows in found.items():
        rows.sort(key=lambda ranked: (-ranked[0], ranked[1].key))
        best = [row for _, row in rows[: int(share * COUNTRIES[iso3])]]
        chosen[iso3] = [_place(taken + number, row) for number, row in enumerate(best, 1)]
        taken += len(best)
    _put_into_towns({entry.key: entry for entries in chosen.values() for entry in entries}, table)
    return chosen


def _put_into_towns(known: dict[str | None, Entry], table: PlaceTable) -> None:
    for quarter, town in Towns(table).held().items():
        if quarter in known:
            known[quarter].town = known.get(town.key)


def _place(number: int, row: Any) -> Entry:
    admin1 = row.name if row.kind == "region" else row.admin1 or None  # as the reader has it
    said = {"name": row.name, "key": row.key, "latitude": row.latitude, "longitude": row.longitude}
    said |= {"uncertainty_km": row.uncertainty_km, "country": row.iso3, "admin1": admin1}
    text = json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)
    at = (row.latitude, row.longitude)
    return Entry(number, row.name, row.key, row.iso3, text, tuple(sorted(row.aliases))[:3], admin1, at=at)


def actors(places_of: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """The field's actors and made-up brigades by country; the key "" holds those of no country of the archive."""
    named: dict[str, tuple[Any, list[str]]] = {}
    for alias, one in ActorList.load().names():
        named.setdefault(one.key, (one, []))[1].append(alias)
    by_country: dict[str, list[Entry]] = {iso3: [] for iso3 in ("", *COUNTRIES)}
    for number, (key, (one, forms)) in enumerate(sorted(named.items()), 1):
        entry = _actor(number, one.fr, key, one.kind.value, one.country, tuple(forms[:4]))
        by_country[one.country if one.country in by_country else ""].append(entry)
    for number in range(GROUPS):
        iso3 = list(COUNTRIES)[number % len(COUNTRIES)]
        town = places_of[iso3][number // len(COUNTRIES) % len(places_of[iso3])]
        words = ("Brigade de", "Conseil de", "Milice de", "Comité de")[number % 4]
        entry = _actor(len(named) + number + 1, f"{words} {town.name} {number}", None, "armed_group", iso3, ())
        by_country[iso3].append(entry)
    return by_country


def _actor(number: int, name: str, key: str | None, kind: str, country: str | None, forms: tuple[str, ...]) -> Entry:
    said = {"name": name, "key": key, "kind": kind, "country": country}
    text = json.dumps({fact: value for fact, value in said.items() if value is not None}, ensure_ascii=False)
    return Entry(number, name, key, country, text, forms, kind=kind)


@dataclass(slots=True)
class Rows:
    """The rows of some articles, by table, in the order of `COLUMNS`."""

    article: list[Row] = field(default_factory=list)
    event: list[Row] = field(default_factory=list)
    participant: list[Row] = field(default_factory=list)
    event_place: list[Row] = field(default_factory=list)


COLUMNS = {
    "article": ("id text text_hash published received_at state attempts publisher_id lang title event_count"),
    "event": (
        "id article_id position type mode status day starts ends killed wounded confidence trigger_start trigger_end "
        "recorded_at detail publisher_id"
    ),
    "participant": "event_id role position actor_id type mode status publisher_id countries day name",
    "event_place": "event_id position place_id town_id country region type mode status publisher_id day name",
}


class Archive:
    """Draws articles and their events one after the other."""

    def __init__(self, seed: int, events: int) -> None:
        self.random, self.events = Random(seed), events
        self.places, actors_of = places(), {}
        self.actors = actors(self.places)
        for iso3, town_list in self.places.items():
            # About by size: a war has its own idea of which town is on top.
            ranked = [(rank * self.random.uniform(0.2, 2), town) for rank, town in enumerate(town_list)]
            self.places[iso3] = [town for _, town in sorted(ranked, key=lambda one: one[0])]
            everywhere = self._everywhere()
            local = [one for pair in zip(self.actors[iso3], everywhere, strict=False) for one in pair]
            actors_of[iso3] = Skewed(local + self.actors[iso3][len(everywhere) :])
        self._countries = Skewed(list(COUNTRIES), list(COUNTRIES.values()))
        self._towns = {iso3: Skewed(found) for iso3, found in self.places.items()}
        self._actors = actors_of
        self._types = Skewed(list(TYPES), list(TYPES.values()))
        self._publishers = Skewed(list(range(1, PUBLISHERS + 1)))

    def _everywhere(self) -> list[Entry]:
        """Those of no country of the archive, the ones that act abroad first."""
        return sorted(self.actors[""], key=lambda one: (one.key not in ABROAD, one.id))[:200]

    def batches(self, received: Callable[[date], Any], articles: int = 3_000) -> Iterator[Rows]:
        """Rows until there are events enough; `received` gives the moment of receipt by day, as the database has it."""
        article_id = event_id = 0
        while event_id < self.events:
            rows = Rows()
            for _ in range(articles):
                if event_id >= self.events:
                    break
                article_id += 1
                count = min(self.random.choice((1, 1, 2, 2, 3, 3, 4, 5, 6)), self.events - event_id)
                self._article(rows, article_id, event_id, count, received)
                event_id += count
            yield rows

    def _article(self, rows: Rows, article_id: int, last_id: int, count: int, receipt: Callable[[date], Any]) -> None:
        random = self.random
        # The more a day the later: 20 in the first half year, 310 in the last.
        through = last_id / self.events
        published = FIRST + timedelta(days=int((LAST - FIRST).days * through**0.6))
        received = receipt(published)
        iso3, publisher = self._countries.draw(random), self._publishers.draw(random)
        title = f"Dépêche {article_id}"
        for position in range(count):
            self._event(rows, last_id + position + 1, article_id, position, published, iso3, publisher, received)
        text = f"{title} ({iso3}). " + "…" * 60
        rows.article.append((article_id, text, f"{article_id:064x}", str(published), received,
                             "read", 1, publisher, "fr", title, count))  # fmt: skip

    def _event(
        self, rows: Rows, number: int, article_id: int, position: int, published: date, iso3: str, publisher: int,
        received: Any,
    ) -> None:  # fmt: skip
        random = self.random
        kind = self._types.draw(random)
        modes = MODES[kind]
        mode = random.choice(modes) if modes and random.random() < 0.6 else None
        status = "occurred" if (told := random.random()) < 0.92 else "planned" if told < 0.97 else "denied"
        ago = int(random.expovariate(0.7)) + (random.randrange(400) if random.random() < 0.05 else 0)
        ends = published + timedelta(days=ago if status == "planned" else -ago)
        starts = ends - timedelta(days=random.choice((0, 0, 0, 0, 1, 6)))
        dated = random.random() < 0.85
        day = str(ends if dated else published)
        towns = self._some(self._towns[iso3], (0, 1, 1, 1, 1, 1, 1, 1, 1, 2))
        cast = self._some(self._actors[iso3], (1, 2, 2, 2, 3))
        sources, targets = cast[: (len(cast) + 1) // 2], cast[(len(cast) + 1) // 2 :]
        killed = random.choice((None, None, None, 1, 2, 4, 9)) if kind is EventType.ASSAULT else None
        detail = _detail(kind, mode, status, starts, ends if dated else None, sources, targets, towns, killed)
        dates = (str(starts), str(ends)) if dated else (None, None)
        rows.event.append((number, article_id, position, kind.value, mode, status, day, *dates, killed, None, 0.75, 0,
                           7, received, detail, publisher))  # fmt: skip
        facts = (kind.value, mode, status, publisher)
        countries = " ".join(sorted({town.country for town in towns if town.country})) or None
        for role, part in (("source", sources), ("target", targets)):
            for place, one in enumerate(part):
                one.counts[role == "target"] += 1
                rows.participant.append((number, role, place, one.id, *facts, countries, day, one.name))
        for one in {one.id: one for town in towns for one in (town, town.town or town)}.values():
            one.counts[0] += 1
        for place, town in enumerate(towns):
            rows.event_place.append(
                (number, place, town.id, (town.town or town).id, town.country, town.region, *facts, day, town.name)
            )

    def _some(self, choice: Skewed, numbers: tuple[int, ...]) -> list[Entry]:
        drawn = [choice.draw(self.random) for _ in range(self.random.choice(numbers))]
        return list({one.id: one for one in drawn}.values())


def _detail(
    kind: EventType, mode: str | None, status: str, starts: date, ends: date | None, sources: list[Entry],
    targets: list[Entry], towns: list[Entry], killed: int | None,
) -> str:  # fmt: skip
    """The event as JSON, as `store.detail` reads it; put together by hand, for that is ten times as fast."""
    word = WORDS.get(kind.value, "annoncé")
    sentence = f"{sources[0].name} a {word} {targets[0].name if targets else 'la veille'}."
    start = len(sources[0].name) + 3
    parts = [
        f'"type":"{kind.value}","mode":{json.dumps(mode)}',
        f'"trigger":{{"text":"{word}","start":{start},"end":{start + len(word)}}}',
        f'"sentence":{{"text":{json.dumps(sentence, ensure_ascii=False)},"start":0,"end":{len(sentence)}}}',
        *(f'"{slot}":[{",".join(one.said for one in entries)}]'
          for slot, entries in (("sources", sources), ("targets", targets), ("places", towns)) if entries),
        f'"status":"{status}","confidence":0.75',
    ]  # fmt: skip
    if ends:
        parts.append(f'"when":{{"start":"{starts}","end":"{ends}"}}')
    if killed is not None:
        parts.append(f'"killed":{{"value":{killed}}}')
    return "{" + ",".join(parts) + "}"

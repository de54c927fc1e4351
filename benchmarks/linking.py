"""How well the reports of one happening are found: precision and recall of links, by kind of pair.

    python benchmarks/linking.py [PAIRS.jsonl…]

Without files the two halves of tests/store/pairs: `open.jsonl`, at which the rule was made, and `held-out.jsonl`, whose
errors nobody has looked at.

All articles of a file go into one archive, read by the shipped reader, and each event is asked for its reports. A link
is right where the two events' triggers are annotated as one happening; any other link is wrong, also one between two
pairs or to an event that is not annotated. Of the happenings told in both articles of a pair: `ceiling` is the share of
which the reader found an event in both, `alike` the share that it read in both with one type, on days that meet and in
one town. With `--errors` every missed and wrong link is printed.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from nlp.reader import load as load_reader
from nlp.schema import Article, Event, Reading
from store import articles
from store.corroboration import days_of
from store.database import Database, migrate
from store.events import load
from store.records import EventRecord
from store.reports import reports_of_all
from store.resemblance import Where, compare_places

PAIRS = Path(__file__).parent.parent / "tests" / "store" / "pairs"
NOW = datetime(2025, 6, 1, tzinfo=UTC)

_Happening = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a pair: what was read from it, and which happening its annotated words tell of."""

    pair: str
    cause: str
    article: Article
    triggers: tuple[tuple[int, int, int], ...]
    reading: Reading

    def happenings(self, event: Event) -> frozenset[_Happening]:
        """The annotated happenings that the event's trigger tells of: none, or one."""
        where = event.trigger
        return frozenset(
            (self.pair, number) for number, start, end in self.triggers if start < where.end and where.start < end
        )


@dataclass(frozen=True, slots=True)
class Links:
    """The links of an archive: right and wrong ones as pairs of records, and the happenings told twice by cause."""

    right: list[tuple[EventRecord, EventRecord, str]]
    wrong: list[tuple[EventRecord, EventRecord, str]]
    expected: dict[_Happening, str]
    readable: set[_Happening]
    alike: set[_Happening]
    found: set[_Happening]


def read_pairs(path: Path) -> list[Told]:
    """Read both articles of every pair of the file by the shipped reader."""
    reader = load_reader()
    told = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        for number, given in enumerate(pair["articles"]):
            published = date.fromisoformat(given["published"])
            article = Article(f"{pair['id']}-{number}", given["text"], published, "fr", given["publisher"])
            marks = tuple((mark["happening"], mark["start"], mark["end"]) for mark in given["triggers"])
            told.append(Told(pair["id"], pair["cause"], article, marks, reader.read(article)))
    return told


async def find_links(told: Sequence[Told], database: Database) -> Links:
    """Store the readings in the empty database and ask for the reports of every event."""
    of_event: dict[int, tuple[frozenset[_Happening], str]] = {}
    for one in told:
        async with database.write() as session:
            article_id = (await articles.receive(session, one.article, now=NOW)).article_id
            ids = await articles.record_reading(session, article_id, one.reading, now=NOW)
        of_event |= {
            number: (one.happenings(event), one.cause) for number, event in zip(ids, one.reading.events, strict=True)
        }
    async with database.read() as session:
        records = await load(session, sorted(of_event))
        reports = await reports_of_all(session, records)
    by_id = {record.id: record for record in records}
    linked = {tuple(sorted((number, other.id))) for number, found in reports.items() for other in found}
    right: list[tuple[EventRecord, EventRecord, str]] = []
    wrong: list[tuple[EventRecord, EventRecord, str]] = []
    found: set[_Happening] = set()
    for one_id, other_id in sorted(linked):
        (here, cause), (there, _) = of_event[one_id], of_event[other_id]
        (right if here & there else wrong).append((by_id[one_id], by_id[other_id], cause))
        found |= here & there
    return Links(right, wrong, *_expected(told), _alike(told), found)


def _expected(told: Sequence[Told]) -> tuple[dict[_Happening, str], set[_Happening]]:
    """The happenings told in both articles of a pair, by cause, and those of which both readings hold an event."""
    annotated, readable = Counter[_Happening](), Counter[_Happening]()
    causes = {one.pair: one.cause for one in told}
    for one in told:
        annotated.update({(one.pair, number) for number, _, _ in one.triggers})
        readable.update(frozenset().union(*map(one.happenings, one.reading.events)))
    twice = {happening: causes[happening[0]] for happening, texts in annotated.items() if texts > 1}
    return twice, {happening for happening, texts in readable.items() if texts > 1 and happening in twice}


def _alike(told: Sequence[Told]) -> set[_Happening]:
    """The happenings that both readings tell with one type, on days that meet and in one town."""
    read = [
        (one, event, happening) for one in told for event in one.reading.events for happening in one.happenings(event)
    ]
    return {
        happening
        for (one, event, happening), (two, other, its) in combinations(read, 2)
        if happening == its and one is not two and event.type is other.type and _at_once(event, other)
    }


def _at_once(event: Event, other: Event) -> bool:
    days, others = days_of(event), days_of(other)
    meet = days is not None and others is not None and days[0] <= others[1] and others[0] <= days[1]
    return meet and compare_places(event.places, other.places) in (Where.VILLAGE, Where.TOWN, Where.NEAR)


def report(links: Links) -> Iterable[str]:
    """The figures as lines: one a cause, then all."""
    causes = sorted({*links.expected.values(), *(cause for *_, cause in links.wrong)})
    yield f"{'':14} told twice   read  found  wrong"
    for cause in causes:
        happenings = {one for one, its in links.expected.items() if its == cause}
        wrong = sum(its == cause for *_, its in links.wrong)
        yield (
            f"{cause:14} {len(happenings):10} {len(happenings & links.readable):6} "
            f"{len(happenings & links.found):6} {wrong:6}"
        )
    total, right, wrong = len(links.expected), len(links.right), len(links.wrong)
    yield f"precision {_share(right, right + wrong)} of links"
    yield f"recall    {_share(len(links.found), total)} of happenings told twice"
    yield f"ceiling   {_share(len(links.readable), total)} read in both texts"
    yield f"alike     {_share(len(links.alike), total)} read in both of one type, on days that meet, in one town"
    yield f"recall of those alike {_share(len(links.found & links.alike), len(links.alike))}"
    yield f"recall of those read {_share(len(links.found & links.readable), len(links.readable))}"


def errors(links: Links, told: Sequence[Told]) -> Iterable[str]:
    """Every happening that is missed, with what was read of it, and every link that is wrong."""
    for happening in sorted(set(links.expected) - links.found):
        yield f"\nmissed {happening} ({links.expected[happening]})"
        for one in told:
            if one.pair == happening[0]:
                events = [event for event in one.reading.events if happening in one.happenings(event)]
                yield from (f"   {_line(event)}" for event in events)
                if not events:
                    yield f"   not read in: {one.article.text}"
    for here, there, cause in links.wrong:
        yield f"\nwrong ({cause})\n   {_line(here.event)}\n   {_line(there.event)}"


def _line(event: Event) -> str:
    sides = ("+".join(actor.name for actor in actors) or "-" for actors in (event.sources, event.targets))
    when = f"{event.when.start}..{event.when.end}" if event.when else "no day"
    places = ", ".join(f"{place.name} [{place.key} {place.uncertainty_km}]" for place in event.places) or "no place"
    tolls = "/".join(str(count.value) if count else "-" for count in (event.killed, event.wounded))
    return (
        f"{event.type.value} {event.mode} «{event.trigger.text}» {' > '.join(sides)} @ {places} {when} {tolls} "
        f"{event.status.value}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "0/0"


async def measure(path: Path, *, with_errors: bool) -> None:
    """Print the figures of a file of pairs."""
    told = read_pairs(path)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pairs.db"
        migrate(url)
        database = Database.open(url)
        links = await find_links(told, database)
        await database.close()
    print(f"\n{path.name}: {len(told) // 2} pairs")
    print("\n".join(report(links)))
    if with_errors:
        print("\n".join(errors(links, told)))


def main(arguments: list[str]) -> None:
    """Measure the files named, else both halves."""
    files = [Path(name) for name in arguments if name != "--errors"]
    for path in files or [PAIRS / "open.jsonl", PAIRS / "held-out.jsonl"]:
        asyncio.run(measure(path, with_errors="--errors" in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])

"""How fast the reader is, where its time goes, whether it grows with the text alone, and what memory it takes.

    make bench
    OMP_NUM_THREADS=1 python benchmarks/reader_speed.py [ARTICLES.jsonl ...]

Reads the annotated articles of ../shared/gold/train-*.jsonl, or those given, and prints words a second of processor
time: the median of several rounds with the least and the most, each step's share, seconds for texts of 50 to 500 kB
put together of them, and the same for texts that are hard to read. A word is what stands between blanks. Seconds are
those of this process alone, but a busy machine still makes them longer. So a fixed loop is timed between the articles:
how long it takes tells how slow the core was, and words by loop compare where words a second do not.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from nlp import reader
from nlp.reader import Reader
from nlp.record import article_from_record
from nlp.schema import Article

GOLD = Path(__file__).parents[2] / "shared" / "gold"
SIZES = (50_000, 100_000, 200_000, 500_000)  # characters
HARD = {
    "no full stop": "les rebelles ont attaqué le poste et les gendarmes ont tué deux assaillants près de Sakra ",
    "a word a line": "Le\nmaire\nde\nBagdad\na\ncondamné\nl'attaque\n",
    "capitals": "LES REBELLES ONT PRIS LE VILLAGE DE TELL BARID, SELON L'ARMÉE. ",
    "numbers": "1 204 305 morts 16 2017 ",
    "number words": "cent vingt mille deux trente ",
    "one verb": "tué ",
    "one noun": "armée ",
    "open quotes": "« il a dit ",
    "brackets": "(((( ",
    "dates": "du lundi 5 mai au 3 et depuis le ",
    "one address": "a.b-c+",
    "one letter": "a",
    "blanks": " ",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Words a second of the reader, by step and by length.")
    parser.add_argument("files", nargs="*", type=Path, help="articles as JSON lines; default: the gold's train files")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all articles (default 5)")
    given = parser.parse_args()
    articles = list(_articles(given.files or sorted(GOLD.glob("train-*.jsonl"))))
    if not articles:
        parser.error(f"no articles: give files, or put the annotated ones into {GOLD}")
    loaded = reader.load()
    print(f"loaded: {_peak()} MB")
    _measure_articles(loaded, articles, given.rounds)
    _measure_lengths(loaded, articles)
    _measure_hard(loaded)
    print(f"peak memory: {_peak()} MB")


def _articles(files: Iterable[Path]) -> Iterator[Article]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield article_from_record(json.loads(line))


def _measure_articles(loaded: Reader, articles: list[Article], rounds: int) -> None:
    words = sum(len(article.text.split()) for article in articles)
    for article in articles[:10]:
        loaded.read(article)
    rates, loops, spent = [], [], defaultdict[str, list[float]](list)
    for _ in range(rounds):
        with _steps() as steps:
            seconds, loop = _round(loaded, articles)
        rates.append(words / seconds)
        loops.append(loop)
        for name, share in steps.items():
            spent[name].append(share / seconds)
    print(f"{len(articles)} articles of {words} words: median {statistics.median(rates):.0f} words/s", end=" ")
    print(f"({min(rates):.0f} to {max(rates):.0f} in {rounds} rounds); peak {_peak()} MB")
    by_loop = [rate * loop for rate, loop in zip(rates, loops, strict=True)]
    print(f"a fixed loop took {min(loops) * 1e3:.1f} to {max(loops) * 1e3:.1f} ms: ", end="")
    print(f"{statistics.median(by_loop):.2f} words by loop ({min(by_loop):.2f} to {max(by_loop):.2f})")
    print("share of each step:")
    for name, shares in sorted(spent.items(), key=lambda item: -statistics.median(item[1])):
        print(f"  {name:12} {statistics.median(shares):5.1%}")


def _round(loaded: Reader, articles: list[Article]) -> tuple[float, float]:
    """Read all articles; gives the seconds that took, and the median of those of a loop run after each."""
    seconds, loops = 0.0, []
    for article in articles:
        seconds += _timed(loaded, [article])
        loops.append(_loop())
    return seconds, statistics.median(loops)


def _loop() -> float:
    """Time a fixed amount of plain Python; gives seconds."""
    start = time.process_time()
    counts: dict[int, int] = {}
    for step in range(20_000):
        counts[step % 97] = counts.get(step % 89, 0) + step
    return time.process_time() - start


@contextmanager
def _steps() -> Iterator[dict[str, float]]:
    """Time the steps of a reading where the reader names them for its errors."""
    seconds: dict[str, float] = defaultdict(float)
    named = reader._step

    @contextmanager
    def timed(name: str, article: Article) -> Iterator[None]:
        start = time.process_time()
        with named(name, article):
            yield
        seconds[name] += time.process_time() - start

    reader._step = timed
    try:
        yield seconds
    finally:
        reader._step = named


def _measure_lengths(loaded: Reader, articles: list[Article]) -> None:
    together = "\n\n".join(article.text for article in articles)
    together *= 1 + max(SIZES) // len(together)
    print("texts put together of the articles; growth is seconds a character against the shortest:")
    first = None
    for size in SIZES:
        text = together[:size]
        seconds = _timed(loaded, [Article("long", text, date(2020, 1, 1), "fr")])
        first = first or seconds / size
        rate = len(text.split()) / seconds
        print(
            f"  {size // 1000:4} kB {seconds:6.1f} s  {rate:5.0f} words/s  x {seconds / size / first:.2f}  {_peak()} MB"
        )


def _measure_hard(loaded: Reader) -> None:
    print("hard texts of 40 and 80 kB; growth as above:")
    for name, piece in HARD.items():
        text = piece * (80_000 // len(piece))
        half, whole = (
            _timed(loaded, [Article("hard", part, date(2020, 1, 1), "fr")]) for part in (text[: len(text) // 2], text)
        )
        print(f"  {name:14} {whole:6.2f} s  x {whole / half / 2:.2f}")


def _timed(loaded: Reader, articles: Iterable[Article]) -> float:
    """Read the articles; gives seconds of this process's processor time."""
    start = time.process_time()
    for article in articles:
        loaded.read(article)
    return time.process_time() - start


def _peak() -> int:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()

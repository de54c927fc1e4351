"""How well near-duplicates are found: precision and recall on rewrites, reports of one happening and filled-in forms.

    python benchmarks/duplicates.py

tests/store/pairs/rewrites.jsonl has texts and light rewrites of them (another head, a cut end, synonyms, figures for
words, another order) and communiqués of one form with other numbers, which are no duplicates; nor are any two articles
of open.jsonl and held-out.jsonl. `candidates`: the share of the rewrites that have a band in common; then both steps.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

from store.near_duplicates import bands, is_one_text

PAIRS = Path(__file__).parent.parent / "tests" / "store" / "pairs"


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (PAIRS / name).read_text(encoding="utf-8").splitlines()]


_keys = cache(bands)


def _found(one: str, other: str) -> tuple[bool, bool]:
    """Whether an index finds the one by the other, and whether both steps take them for one text."""
    near = bool(set(_keys(one)) & set(_keys(other)))
    return near, near and is_one_text(one, other)


def main() -> None:
    """Print the figures by kind of rewrite."""
    tallies: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in _rows("rewrites.jsonl"):
        near, one = _found(str(row["one"]), str(row["other"]))
        tally = tallies[bool(row["same"]), str(row["how"])]
        for place, value in enumerate((1, near, one)):
            tally[place] += value
    texts = [
        article["text"]
        for name in ("open.jsonl", "held-out.jsonl")
        for row in _rows(name)
        for article in row["articles"]  # type: ignore[attr-defined]
    ]
    for here, there in combinations(texts, 2):
        near, one = _found(here, there)
        tally = tallies[False, "other articles"]
        for place, value in enumerate((1, near, one)):
            tally[place] += value
    for (same, how), (total, near_ones, ones) in sorted(tallies.items(), reverse=True):
        kind = "rewritten" if same else "different"
        print(f"{kind} {how:22} {total:6} pairs, {near_ones:4} candidates, {ones:4} taken for one text")
    right, wrong = (sum(tally[2] for (same, _), tally in tallies.items() if same is kind) for kind in (True, False))
    rewritten = sum(tally[0] for (same, _), tally in tallies.items() if same)
    print(f"precision {100 * right / max(1, right + wrong):.1f} %, recall {100 * right / rewritten:.1f} %")


if __name__ == "__main__":
    main()

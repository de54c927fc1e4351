"""The annotated articles that the choosers learn from: the gold's training files and our own dispatches."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

GOLD = tuple(f"train-{number}.jsonl" for number in range(1, 6))
FOLDS = len(GOLD)
OWN = Path(__file__).parent / "corpus"


def add_gold(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the gold lies."""
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of train-1..5.jsonl")


def annotated(gold: Path, *, own: bool = True) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give every annotated article with its fold of cross-validation, from 0 to FOLDS - 1.

    A gold file is a fold; our own articles, left out on demand, are dealt out to the folds in turn.
    """
    for fold, name in enumerate(GOLD):
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            yield fold, json.loads(line)
    files = sorted(OWN.glob("*.jsonl")) if own else []
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    for position, line in enumerate(lines):
        yield position % FOLDS, json.loads(line)


def triggers_in(doc: Doc, article: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Span]]:
    """Give each annotated event with the words of its trigger; without those whose offsets lie outside the text."""
    for event in article["events"]:
        span = doc.char_span(event["trigger"]["start"], event["trigger"]["end"], alignment_mode="expand")
        if span is not None:
            yield event, span

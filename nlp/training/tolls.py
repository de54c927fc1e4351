"""Fit the weights by which `nlp.figures_choice` gives an event its dead and wounded.

    python -m nlp.training tolls --gold ../shared/gold

Reads the annotated articles, prints the share of right figures under five-fold cross-validation by article, apart
for the gold and for our own articles, and writes `nlp/patterns/fr_toll_weights.py`.
"""

import argparse
from pathlib import Path

from nlp.figures import find_tolls
from nlp.figures_choice import DEADLY, toll_candidates
from nlp.figures_none import TollKind
from nlp.pipeline import FrenchPipeline, load
from nlp.plain_doc import plain
from nlp.schema import EventType
from nlp.training.annotated import add_gold, annotated, triggers_in
from nlp.training.weights import Example, cross_validate, fit, source_of, write_weights

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_toll_weights.py"
_RARE = 8  # candidates that must have a feature
_KINDS: tuple[TollKind, TollKind] = ("killed", "wounded")


def examples(gold_folder: Path, pipeline: FrenchPipeline) -> list[Example]:
    """Describe the candidates of every annotated event of a deadly type, dead and wounded apart."""
    found = []
    for fold, row in annotated(gold_folder):
        doc = plain(pipeline.parse(row["text"]))
        tolls = find_tolls(doc)
        for event, span in triggers_in(doc, row):
            if EventType(event["type"]) not in DEADLY:
                continue
            for kind in _KINDS:
                choices = toll_candidates(doc, span.root, tolls, kind)
                rows = tuple((choice.features, choice.value == event[kind]) for choice in choices)
                found.append(Example(fold, source_of(row), rows))
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = examples(options.gold, load())
    possible = sum(any(right for _, right in example.rows) for example in data) / len(data)
    print(f"right under cross-validation: {cross_validate(data, _RARE)}; possible {possible:.1%}")
    write_weights(_TARGET, "tolls", fit(data, _RARE))

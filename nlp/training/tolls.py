"""Fit the weights by which `nlp.figures_choice` gives an event its dead and wounded.

    python -m nlp.training tolls --gold ../shared/gold

Reads the annotated articles, prints the share of right figures under five-fold cross-validation by article, and writes
`nlp/patterns/fr_toll_weights.py`.
"""

import argparse
from pathlib import Path

from nlp.figures import TollKind, find_tolls
from nlp.figures_choice import DEADLY, toll_candidates
from nlp.pipeline import FrenchPipeline, load
from nlp.schema import EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.dates import Example, fit, right_share, write_weights

_TARGET = Path(__file__).parents[1] / "patterns" / "fr_toll_weights.py"
_KINDS: tuple[TollKind, TollKind] = ("killed", "wounded")


def examples(gold_folder: Path, pipeline: FrenchPipeline) -> list[Example]:
    """Describe the candidates of every annotated event of a deadly type, dead and wounded apart."""
    found = []
    for fold, row in annotated(gold_folder):
        doc = pipeline.parse(row["text"])
        tolls = find_tolls(doc)
        for event, span in triggers_in(doc, row):
            if EventType(event["type"]) not in DEADLY:
                continue
            for kind in _KINDS:
                choices = toll_candidates(doc, span.root, tolls, kind)
                found.append((fold, [(c.features, c.value == event[kind]) for c in choices]))
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the weights."""
    data = examples(options.gold, load())
    counts = [
        right_share(fit([e for e in data if e[0] != fold]), [e for e in data if e[0] == fold]) for fold in range(FOLDS)
    ]
    right, total = (sum(column) for column in zip(*counts, strict=True))
    possible = sum(any(r for _, r in choices) for _, choices in data)
    print(f"right {right / total:.1%} of {total} figures under cross-validation; possible {possible / total:.1%}")
    write_weights(_TARGET, "tolls", fit(data))

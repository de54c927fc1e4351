"""Fit the network by which `nlp.attribution` decides who reports an event.

    python -m nlp.training attribution --gold ../shared/gold --out nlp/model

Reads the annotated articles, prints precision, recall and F1 of the names under five-fold cross-validation by article,
apart for the gold, for our own articles and for those retold from wires, and writes `attribution.npz`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
from spacy.tokens import Doc

from nlp.actors import ActorList
from nlp.attribution import MODEL, choose, weigh
from nlp.attribution_features import NOBODY, candidates, describe
from nlp.coreference import Cast
from nlp.names import fold
from nlp.pipeline import load
from nlp.plain_doc import plain
from nlp.role_network import Network
from nlp.schema import EventType
from nlp.surroundings import surroundings
from nlp.training import role_network
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.training.role_network import Choice, Plan
from nlp.training.weights import RETOLD, group_of, source_of
from nlp.voices import conversation_of, is_same

PLAN = Plan(hidden=32, rarest=10, decay=0.5)


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event: its article's fold and source, its features, those and the names of the speakers near it.

    `gold` holds the annotated names, each with its other forms.
    """

    fold: int
    source: str
    shared: tuple[str, ...]
    speakers: tuple[tuple[tuple[str, ...], str], ...]
    gold: tuple[tuple[str, ...], ...]

    def is_right(self, name: str) -> bool:
        """Tell whether a name is one of the annotated."""
        words = frozenset(fold(name).split())
        return any(is_same(words, frozenset(fold(form).split())) for forms in self.gold for form in forms)


def cases_of(number: int, row: dict[str, Any], doc: Doc, actors: ActorList) -> Iterator[Case]:
    """Describe the speakers around every annotated event of an article."""
    cast = Cast(doc, actors)
    talk = conversation_of(doc, cast, row["text"])
    for event, span in triggers_in(doc, row):
        kind = EventType(event["type"])
        speakers = tuple(
            (tuple(map(intern, describe(talk, span.root, kind, speaker))), speaker.best.said.name)
            for speaker in candidates(talk, span.root)
        )
        shared = tuple(map(intern, surroundings(doc, span.root, kind.value)))
        yield Case(number, source_of(row), shared, speakers, tuple(_forms(entry) for entry in event["attribution"]))


def _forms(entry: object) -> tuple[str, ...]:
    if isinstance(entry, dict):
        return (str(entry["name"]), *entry.get("also", []))
    return (str(entry),)


def fit(data: list[Case]) -> Network:
    """Fit the network to the events that are choices between «nobody» and speakers, one of them right."""
    choices = []
    for case in data:
        right = [case.is_right(name) for _, name in case.speakers]
        if right and (not case.gold or any(right)):
            rows = [NOBODY, *(features for features, _ in case.speakers)]
            choices.append(Choice(case.shared, rows, np.array([[not case.gold, *right]])))
    return role_network.fit(choices, plan=PLAN)


def score(network: Network, data: list[Case]) -> Counter[str]:
    """Count the right, the given and the annotated names."""
    counts: Counter[str] = Counter()
    for case in data:
        counts["wanted"] += len(case.gold)
        if not case.speakers:
            continue
        nobody, *scores = weigh(network, case.shared, [features for features, _ in case.speakers])
        best = choose(scores, nobody)
        if best is not None:
            counts.update(given=1, right=int(case.is_right(case.speakers[best][1])))
    return counts


def cross_validate(data: list[Case]) -> Iterator[str]:
    """Say precision, recall and F1 by a network fitted to the other folds, for each kind of article."""
    counts: dict[str, Counter[str]] = {"gold": Counter(), "own": Counter(), RETOLD: Counter()}
    for number in range(FOLDS):
        network = fit([case for case in data if case.fold != number])
        for name, count in counts.items():
            count.update(score(network, [c for c in data if c.fold == number and group_of(c.source) == name]))
    for name, count in counts.items():
        if not count["right"]:
            continue
        precision, recall = count["right"] / count["given"], count["right"] / count["wanted"]
        both = 2 * precision * recall / (precision + recall)
        yield f"{name}: P {precision:.1%} R {recall:.1%} F1 {both:.1%} of {count['wanted']} names, cross-validated"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=MODEL.parent, help="folder of the network that is written")


def run(options: argparse.Namespace) -> None:
    """Cross-validate, fit on everything and write the network."""
    pipeline, actors = load(), ActorList.load()
    data = [
        case
        for number, row in annotated(options.gold)
        for case in cases_of(number, row, plain(pipeline.parse(row["text"])), actors)
    ]
    print(*cross_validate(data), sep="\n")
    role_network.write(fit(data), options.out / MODEL.name)

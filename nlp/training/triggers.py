"""Train the chooser of event triggers on the annotated articles: `python -m nlp.training triggers --out DIR`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlp.evaluation.pairing import Sentences
from nlp.training import trigger_network
from nlp.training.annotated import FOLDS, add_gold
from nlp.training.trigger_counts import Counts, count, rows, total
from nlp.training.trigger_examples import Example, answers, read_examples
from nlp.training.trigger_files import write
from nlp.training.trigger_forests import fit_first, fit_second, lines_of
from nlp.trigger_learned import Learned
from nlp.trigger_lexicon import load_lexicon
from nlp.trigger_model import TriggerModel, chances
from nlp.trigger_network import LogChances, Network, agreed
from nlp.triggers import Trigger, select

NETWORKS = 2  # they agree on more than one knows
_THRESHOLDS = np.arange(0.16, 0.6, 0.02)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for triggers.npz")
    parser.add_argument(
        "--model", type=Path, default=None, help="folder of the French pipeline (default: the shipped one)"
    )


def run(options: argparse.Namespace) -> None:
    """Cross-validate, print the figures of the gold and of our own articles, and write the model learned from all."""
    examples, learned = read_examples(options.gold, options.model)
    counts = count(examples)
    odds = cross_validate_first(examples, counts)
    held = cross_validate_networks(examples)
    judged = cross_validate_second(examples, odds, held)
    threshold = best_threshold(examples, judged)
    for name, wanted in (("gold", True), ("own", False)):
        chosen = [i for i, example in enumerate(examples) if example.gold is wanted and not example.lead]
        figures = detection([examples[i] for i in chosen], [judged[i] for i in chosen], threshold)
        print(
            f"cross-validated, {name}", *(f"{k} {v:.1%}" for k, v in figures.items()), f"at {threshold:.2f}", flush=True
        )
    calibration = calibrate(examples, judged, threshold)
    print("calibration: slope {:.2f}, intercept {:.2f}".format(*calibration))
    write(options.out / "triggers.npz", fit(examples, counts, learned, (odds, held), threshold, calibration))


def fit(
    examples: list[Example],
    counts: list[Counts],
    learned: Learned,
    unseen: tuple[list[list[float]], list[LogChances | None]],
    threshold: float,
    calibration: tuple[float, float],
) -> TriggerModel:
    """Learn from all examples; `unseen` are the judgements of those who had not seen the article."""
    all_, networks = total(counts), fit_networks(examples)
    first, second = fit_first(examples, counts, all_), fit_second(examples, *unseen)
    seen, weights = all_.seen(), all_.weights()
    return TriggerModel(load_lexicon(), first, second, threshold, seen, learned, weights, calibration, networks)


def fit_networks(examples: Sequence[Example]) -> tuple[Network, ...]:
    """Let the networks learn, each from another start; leads, which tell nothing new, left out."""
    whole = [example for example in examples if example.proposals and not example.lead]
    views, right = [example.views for example in whole], [answers(example) for example in whole]
    return tuple(trigger_network.fit(views, right, seed) for seed in range(NETWORKS))


def cross_validate_networks(examples: Sequence[Example]) -> list[LogChances | None]:
    """Judge each article by networks learned from the other folds."""
    held: list[LogChances | None] = [None] * len(examples)
    for fold in range(FOLDS):
        networks = fit_networks([example for example in examples if example.fold != fold])
        for index, example in enumerate(examples):
            if example.fold == fold and example.proposals:
                held[index] = agreed([network.log_chances(example.views) for network in networks])
    return held


def cross_validate_first(examples: list[Example], counts: list[Counts]) -> list[list[float]]:
    """Judge each article by the clause alone (log-odds), by a model learned from the other folds."""
    odds: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        others = [i for i, example in enumerate(examples) if example.fold != fold]
        all_ = total([counts[i] for i in others])
        forest, weights = fit_first([examples[i] for i in others], [counts[i] for i in others], all_), all_.weights()
        for index, example in enumerate(examples):
            if example.fold == fold and example.proposals:
                odds[index] = forest.log_odds(rows(example, all_, weights)).tolist()
        print(f"fold {fold + 1} of {FOLDS} judged", flush=True)
    return odds


def cross_validate_second(
    examples: list[Example], odds: list[list[float]], held: list[LogChances | None]
) -> list[list[float]]:
    """Give each article's probabilities beside the rivals, by a model learned from the other folds.

    The first judgements are given, so a first model that saw the article judged the others: a slight flattery.
    """
    judged: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        others = [i for i, e in enumerate(examples) if e.fold != fold]
        forest = fit_second([examples[i] for i in others], [odds[i] for i in others], [held[i] for i in others])
        for index, example in enumerate(examples):
            if example.fold == fold and example.proposals:
                judged[index] = chances(forest.log_odds(lines_of(example, odds[index], held[index])))
    return judged


def best_threshold(examples: list[Example], judged: list[list[float]]) -> float:
    """Find the threshold of the best F1 of events found with their type, gold and own articles counting alike.

    The lexicon was written with the gold's triggers in view, so the gold alone would set it for words all known.
    """
    halves = [[i for i, e in enumerate(examples) if e.gold is wanted and not e.lead] for wanted in (True, False)]

    def mean(threshold: float) -> float:
        figures = (detection([examples[i] for i in h], [judged[i] for i in h], threshold)["f1"] for h in halves if h)
        return sum(figures)

    return max((float(t) for t in _THRESHOLDS), key=mean)


def detection(examples: list[Example], judged: list[list[float]], threshold: float) -> dict[str, float]:
    """Precision, recall and F1 of events of the right type in the right sentence, each gold event found once."""
    right = found = wanted = modes = 0
    for example, probabilities in zip(examples, judged, strict=True):
        outcomes = _outcomes(example, probabilities, threshold)
        found, wanted = found + len(outcomes), wanted + len(example.article["events"])
        right += sum(match is not None for _, match in outcomes)
        modes += sum(match is not None and match["mode"] == trigger.mode for trigger, match in outcomes)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "mode": modes / max(1, right)}


def _outcomes(
    example: Example, probabilities: list[float], threshold: float
) -> list[tuple[Trigger, dict[str, Any] | None]]:
    """Pair the events found with those annotated: same type, same sentence, each annotated one once."""
    sentences = Sentences(example.article["text"])
    left = list(example.article["events"])
    outcomes = []
    for trigger in select(example.doc, list(zip(probabilities, example.proposals, strict=True)), threshold):
        here = sentences.number(example.doc[trigger.token].idx)
        same = (e for e in left if e["type"] == trigger.type.value and sentences.number(e["trigger"]["start"]) == here)
        match = next(same, None)
        if match is not None:
            left.remove(match)
        outcomes.append((trigger, match))
    return outcomes


def calibrate(examples: list[Example], judged: list[list[float]], threshold: float) -> tuple[float, float]:
    """Fit the log-odds of events being right to those judged (Platt scaling), on articles that no judge had seen.

    Gold and own articles count alike in all, as they do for the threshold.
    """
    pairs = [(example, chance) for example, chance in zip(examples, judged, strict=True) if not example.lead]
    outcomes = [(e.gold, *outcome) for e, chance in pairs for outcome in _outcomes(e, chance, threshold)]
    said = np.clip([trigger.confidence for _, trigger, _ in outcomes], 1e-4, 1 - 1e-4)
    right = [match is not None for _, _, match in outcomes]
    of = Counter(gold for gold, _, _ in outcomes)
    weights = [len(outcomes) / of[gold] for gold, _, _ in outcomes]
    scale = LogisticRegression(C=1e6).fit(np.log(said / (1 - said)).reshape(-1, 1), right, sample_weight=weights)
    return float(scale.coef_[0][0]), float(scale.intercept_[0])

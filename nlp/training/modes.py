"""Train the chooser of an event's mode on the annotated articles: `python -m nlp.training modes --out DIR`."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp import pipeline
from nlp.schema import MODES, EventType
from nlp.training.annotated import FOLDS, add_gold, annotated, triggers_in
from nlp.trigger_features import propose
from nlp.trigger_lexicon import load_lexicon
from nlp.trigger_modes import mode_by_rule, mode_features

_REGULARISATION = 0.3  # inverse strength; 0.1 and 1 gave the same within two tenths of a point
_RAREST = 2  # a feature seen with fewer events is left out
_SLIGHT = 0.03  # a weight below it is left out


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated event that is proposed: its features, its mode («» for none) and what the rules say."""

    features: tuple[str, ...]
    mode: str
    by_rule: str
    fold: int
    gold: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for modes.json.gz")


def run(options: argparse.Namespace) -> None:
    """Cross-validate, print how many modes are right, and write the weights learned from all articles."""
    by_type = read_examples(options.gold)
    for name, gold in (("gold", True), ("own", False)):
        print(f"cross-validated, {name}: modes right {accuracy(by_type, gold=gold):.1%}")
    data = {type_.value: fit(examples) for type_, examples in by_type.items()}
    path = options.out / "modes.json.gz"
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), mtime=0))


def read_examples(gold: Path) -> dict[EventType, list[Example]]:
    """Read the annotated events of the types that have modes, where the lexicon proposes their triggers."""
    reader, lexicon = pipeline.load(None), load_lexicon()
    found: dict[EventType, list[Example]] = defaultdict(list)
    for fold, article in annotated(gold):
        doc = reader.parse(article["text"])
        proposals = {(p.token, p.type.value): p for p in propose(doc, lexicon)}
        for event, span in triggers_in(doc, article):
            proposal = proposals.get((span.start, event["type"]))
            if proposal is None or not MODES[proposal.type]:
                continue
            features = tuple(mode_features(doc, proposal))
            rule = mode_by_rule(doc[proposal.token], proposal) or ""
            is_gold = article["id"].startswith("train-")
            found[proposal.type].append(Example(features, event["mode"] or "", rule, fold, is_gold))
    return found


def fit(examples: list[Example]) -> dict[str, dict[str, float]]:
    """Learn what speaks for each mode of a type."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([dict.fromkeys(e.features, 1.0) for e in examples])
    kept = np.asarray((rows != 0).sum(axis=0)).ravel() >= _RAREST
    names = vectorizer.get_feature_names_out()[kept]
    model = LogisticRegression(C=_REGULARISATION, max_iter=300, fit_intercept=False)
    model.fit(rows[:, kept], [e.mode for e in examples])
    table = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_[0] / 2, model.coef_[0] / 2])
    return {
        str(mode): {str(names[i]): round(float(line[i]), 2) for i in np.flatnonzero(np.abs(line) >= _SLIGHT)}
        for mode, line in zip(model.classes_, table, strict=True)
    }


def accuracy(by_type: dict[EventType, list[Example]], *, gold: bool) -> float:
    """Give the share of the gold's events, or of our own, whose mode is right by weights of the other folds."""
    right = n = 0
    for examples in by_type.values():
        for fold in range(FOLDS):
            weights = fit([e for e in examples if e.fold != fold])
            for example in examples:
                if example.fold == fold and example.gold is gold:
                    said = max(weights, key=lambda mode: sum(weights[mode].get(f, 0.0) for f in example.features))
                    right, n = right + (said == example.mode), n + 1
    return right / max(1, n)

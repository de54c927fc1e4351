"""The training loop, the same for both networks."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed, warmup_linear

SEED = 20170519
BATCH_WORDS = 900
WARMUP = 250  # steps
PEAK_RATE = 0.001
DROPOUT = 0.1


def train(
    nlp: Language,
    epoch: Callable[[random.Random], Sequence[Example]],
    steps: int,
    say: Callable[[str], None],
    score: Callable[[Language], str] | None = None,
    every: int = 400,
    rate: float = PEAK_RATE,
    fresh: bool = True,
) -> None:
    """Train in place and leave the averaged weights.

    `epoch` gives the examples of one pass, drawn anew each time; `steps` counts batches of about BATCH_WORDS words.
    `fresh` starts from random weights, else training goes on from those that are there.
    """
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    if fresh:
        first = epoch(rng)
        nlp.initialize(lambda: first)
    schedule = warmup_linear(rate, WARMUP if fresh else WARMUP // 5, steps + WARMUP)
    optimizer: Any = Adam(cast(Any, schedule), L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    began, step, losses = time.monotonic(), 0, dict[str, float]()
    while step < steps:
        for batch in _batches(epoch(rng), rng):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
            optimizer.step_schedules()
            step += 1
            if step % every == 0:
                losses_now = " ".join(f"{name} {value:.0f}" for name, value in losses.items())
                losses.clear()
                with nlp.use_params(optimizer.averages):
                    scores = score(nlp) if score else ""
                say(f"{step}/{steps} {time.monotonic() - began:.0f} s  {losses_now}  {scores}")
            if step >= steps:
                break
    _keep_averages(nlp, optimizer)


def _batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    shuffled = list(examples)
    rng.shuffle(shuffled)
    batches: list[list[Example]] = []
    size = BATCH_WORDS
    for example in shuffled:
        if size >= BATCH_WORDS:
            batches.append([])
            size = 0
        batches[-1].append(example)
        size += len(example.reference)
    return batches


def _keep_averages(nlp: Language, optimizer: Any) -> None:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None:
            continue
        for node in model.walk():
            for name in node.param_names:
                key = (node.id, name)
                if node.has_param(name) and key in optimizer.averages:
                    node.set_param(name, optimizer.averages[key])

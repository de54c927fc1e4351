"""Trains and scores the name recogniser."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from nlp.tokenizer import tokenize
from nlp.training.models import Size, blank_names
from nlp.training.name_sources import gold_examples, old_newspapers, treebank_examples
from nlp.training.names import LABELS, UNKNOWN, Gazetteer, Tagged, label_names, load_gazetteer
from nlp.training.saving import save_network
from nlp.training.swaps import NameStock, load_stock
from nlp.training.train import train

GOLD_COPIES = 4  # an epoch shows every gold paragraph so often, each time with other names swapped in
OLD_SHARE = 0.12  # of the old newspapers in one epoch
SWAP_SHARE = 0.35  # of the names in a gold paragraph
CAPITALS_SHARE = 0.04  # of the names, written in capitals as in a dateline

Found = tuple[int, int, str]


def train_names(data: Path, gold: Path, out: Path, size: Size, steps: int, say: Callable[[str], None]) -> Language:
    """Train on the gold's training files and the shippable corpora and write `out`/names."""
    stock = load_stock(data)
    known = load_gazetteer(data, stock)
    gold_train = gold_examples(sorted(gold.glob("train-*.jsonl")), known)
    treebanks, old = treebank_examples(data, known), old_newspapers(data)
    pool = _pool(gold_train)
    dev = dev_examples(gold, known)
    nlp = blank_names(size)

    def epoch(rng: random.Random) -> list[Example]:
        shown = [swap_spans(t, stock, pool, rng) for _ in range(GOLD_COPIES) for t in gold_train]
        shown += [swap_spans(t, stock, pool, rng) for t in treebanks]
        shown += rng.sample(old, int(len(old) * OLD_SHARE))
        return [to_example(nlp.vocab, tagged) for tagged in shown]

    def checkpoint(current: Language) -> str:
        save_network(current, out / "names")
        return str(score_names(current, dev))

    out.mkdir(parents=True, exist_ok=True)
    train(nlp, epoch, steps, say, checkpoint)
    save_network(nlp, out / "names")
    return nlp


def dev_examples(gold: Path, known: Gazetteer) -> list[Tagged]:
    """Tag the development articles by their own events alone."""
    file = gold / "dev.jsonl"
    articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return gold_examples([file], known, label_names(articles, known))


def spans_of(tags: Sequence[str]) -> list[Found]:
    """List the names as (first word, word after the last, label)."""
    found: list[Found] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def _pool(tagged: Iterable[Tagged]) -> dict[str, list[tuple[str, ...]]]:
    pool: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for t in tagged:
        for start, stop, label in spans_of(t.tags):
            pool[label].add(t.words[start:stop])
    return {label: sorted(names) for label, names in pool.items()}


def swap_spans(tagged: Tagged, stock: NameStock, pool: dict[str, list[tuple[str, ...]]], rng: random.Random) -> Tagged:
    """Replace some names by others of the same label."""
    words, spaces, tags, position = list[str](), list[bool](), list[str](), 0
    for start, stop, label in spans_of(tagged.tags):
        words += tagged.words[position:start]
        spaces += tagged.spaces[position:start]
        tags += tagged.tags[position:start]
        name = tagged.words[start:stop]
        if rng.random() < SWAP_SHARE:
            name = _other(label, stock, pool, rng)
        if rng.random() < CAPITALS_SHARE:
            name = tuple(word.upper() for word in name)
        words += name
        spaces += [not word.endswith("'") for word in name[:-1]] + [tagged.spaces[stop - 1]]
        tags += [f"B-{label}"] + [f"I-{label}"] * (len(name) - 1)
        position = stop
    words += tagged.words[position:]
    spaces += tagged.spaces[position:]
    tags += tagged.tags[position:]
    return Tagged(tuple(words), tuple(spaces), tuple(tags))


def _other(label: str, stock: NameStock, pool: dict[str, list[tuple[str, ...]]], rng: random.Random) -> tuple[str, ...]:
    if label == "LOC" and rng.random() < 0.7:
        name = stock.place(rng)
    elif label == "PER" and rng.random() < 0.7:
        name = stock.person(rng)
    else:
        return rng.choice(pool[label])
    return tuple(name[a:b] for a, b in tokenize(name))


def to_example(vocab: Vocab, tagged: Tagged) -> Example:
    """Make an example whose unknown words cost nothing whatever the network says of them."""
    reference = Doc(vocab, words=list(tagged.words), spaces=list(tagged.spaces))
    names = [Span(reference, a, b, label=label) for a, b, label in spans_of(tagged.tags)]
    missing = [Span(reference, i, i + 1) for i, tag in enumerate(tagged.tags) if tag == UNKNOWN]
    reference.set_ents(names, missing=missing, default="outside")
    return Example(Doc(vocab, words=list(tagged.words), spaces=list(tagged.spaces)), reference)


def score_names(nlp: Language, tagged: Sequence[Tagged], *, merge_groups: bool = False) -> dict[str, float]:
    """Score exact names: F1 in percent, over all and for each label, and without regard to the label (`span`).

    A name found where the test data leave it open counts neither way. `merge_groups` counts GROUP as ORG, for data
    that don't tell them apart.
    """
    merged = {"GROUP": "ORG"} if merge_groups else {}
    gold: list[set[tuple[int, int, int, str]]] = []
    found: list[set[tuple[int, int, int, str]]] = []
    docs = nlp.pipe([Doc(nlp.vocab, words=list(t.words), spaces=list(t.spaces)) for t in tagged])
    for row, (t, doc) in enumerate(zip(tagged, docs, strict=True)):
        gold.append({(row, *span) for span in spans_of(t.tags)})
        closed = [e for e in doc.ents if UNKNOWN not in t.tags[e.start : e.end]]
        found.append({(row, e.start, e.end, merged.get(e.label_, e.label_)) for e in closed})
    right = set().union(*gold)
    answered = set().union(*found)
    scores = {"names_f": _f1(right, answered)}
    scores["names_span_f"] = _f1({x[:3] for x in right}, {x[:3] for x in answered})
    for label in LABELS:
        scores[f"{label.lower()}_f"] = _f1({x for x in right if x[3] == label}, {x for x in answered if x[3] == label})
    return scores | {"names": len(right)}


def _f1(right: AbstractSet[object], answered: AbstractSet[object]) -> float:
    return round(200 * len(right & answered) / max(len(right) + len(answered), 1), 1)

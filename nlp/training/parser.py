"""Trains the tagger, lemmatizer and parser and writes them with the table of lemmas."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example

from nlp.training.citations import add_citation
from nlp.training.evaluate import score_language
from nlp.training.examples import paragraphs, to_example
from nlp.training.lexicon import lemma_table, write_table
from nlp.training.models import Size, blank_parser
from nlp.training.saving import save_network
from nlp.training.swaps import load_stock, swap_names
from nlp.training.train import train
from nlp.training.treebanks import DEV, TRAIN, load_sentences

FINE_STEPS = 800
FINE_RATE = 0.0004


def train_parser(
    data: Path, out: Path, size: Size, steps: int, say: Callable[[str], None], start: Path | None = None
) -> Language:
    """Train on the written treebanks and write `out`/parser and `out`/lemmas.tsv.xz.

    The last FINE_STEPS go over sentences with an added speaker. `start` is a network to go on from with those alone.
    """
    sentences = load_sentences(data, TRAIN)
    dev = load_sentences(data, [DEV])
    stock = load_stock(data)
    nlp = _resumed(start) if start else blank_parser(size)

    def epoch(rng: random.Random, *, cited: bool) -> list[Example]:
        shown = [swap_names(sentence, stock, rng) for sentence in sentences]
        if cited:
            shown = [add_citation(sentence, stock, rng) for sentence in shown]
        return [to_example(nlp.vocab, paragraph) for paragraph in paragraphs(shown, rng)]

    def checkpoint(current: Language) -> str:
        save_network(current, out / "parser")
        return str(score_language(current, dev))

    out.mkdir(parents=True, exist_ok=True)
    write_table(lemma_table(data, sentences), out / "lemmas.tsv.xz")
    if not start:
        train(nlp, partial(epoch, cited=False), steps, say, checkpoint)
    train(nlp, partial(epoch, cited=True), FINE_STEPS, say, checkpoint, every=200, rate=FINE_RATE, fresh=False)
    save_network(nlp, out / "parser")
    return nlp


def _resumed(folder: Path) -> Language:
    nlp = spacy.load(folder, exclude=["tokenizer"])
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    # spaCy 3.8 does not restore this map, and takes every tree for the first one in further training.
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    return nlp

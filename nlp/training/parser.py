"""Trains the tagger, lemmatizer and parser and writes them with the table of lemmas."""

import random
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.training import Example

from nlp.training.citations import add_citation
from nlp.training.corpus import load_sentences, paragraphs, to_example
from nlp.training.evaluate import score_treebank
from nlp.training.lexicon import lemma_table, write_table
from nlp.training.models import Size, blank_parser
from nlp.training.saving import save_network
from nlp.training.swaps import load_stock, swap_names
from nlp.training.train import train
from nlp.training.treebanks import DEV, TRAIN


def train_parser(data: Path, out: Path, size: Size, steps: int, say: Callable[[str], None]) -> Language:
    """Train on the written treebanks and write `out`/parser and `out`/lemmas.tsv.gz."""
    sentences = load_sentences(data, TRAIN)
    dev = load_sentences(data, [DEV])
    stock = load_stock(data)
    nlp = blank_parser(size)

    def epoch(rng: random.Random) -> list[Example]:
        shown = [add_citation(swap_names(sentence, stock, rng), stock, rng) for sentence in sentences]
        return [to_example(nlp.vocab, paragraph) for paragraph in paragraphs(shown, rng)]

    def checkpoint(current: Language) -> str:
        save_network(current, out / "parser")
        return str(score_treebank(current, dev))

    out.mkdir(parents=True, exist_ok=True)
    write_table(lemma_table(data, sentences), out / "lemmas.tsv.gz")
    train(nlp, epoch, steps, say, checkpoint)
    save_network(nlp, out / "parser")
    return nlp

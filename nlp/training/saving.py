"""Writes a trained network without what only its training needed."""

from pathlib import Path

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.strings import StringStore


def save_network(nlp: Language, folder: Path) -> None:
    """Write the network, its words and its tokenizer left out: nlp.tokenizer cuts the words.

    The string store keeps the labels and the strings of the lemmatizer's edit trees; the names swapped in while
    training would double the size of the whole.
    """
    kept = _needed_strings(nlp)
    nlp.to_disk(folder, exclude=["tokenizer"])
    StringStore(sorted(kept)).to_disk(folder / "vocab" / "strings.json")


def _needed_strings(nlp: Language) -> set[str]:
    kept: set[str] = set()
    for _, component in nlp.pipeline:
        kept.update(str(label) for label in getattr(component, "labels", ()))
        if hasattr(component, "trees"):
            trees = srsly.msgpack_loads(component.trees.to_bytes())["trees"]
            hashes = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
            kept.update(nlp.vocab.strings[key] for key in hashes if key)
    return kept

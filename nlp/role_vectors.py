"""What the parser's encoder makes of the trigger and of the words that may be source or target, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from nlp.role_network import NO_VECTORS, Floats

_SCALE = 16.0  # of the encoder's numbers, so that all of a word's together weigh like some features


def vectors_of(doc: Doc, trigger: int, heads: Sequence[int]) -> Floats:
    """Set the trigger's vector beside that of each word, an array (1 + words, 2 * width); the first row is «nobody».

    A Doc that no encoder read has no vectors: the array is empty.
    """
    if doc.tensor.ndim < 2:
        return NO_VECTORS
    width = doc.tensor.shape[1]
    found: Floats = np.zeros((1 + len(heads), 2 * width), dtype=np.float32)
    found[:, :width] = doc.tensor[trigger]
    found[1:, width:] = doc.tensor[list(heads)]
    found /= _SCALE
    return found

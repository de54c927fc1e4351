"""The two networks: tagger, lemmatizer and parser on one encoder; names on another."""

from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Size:
    """Width and depth of an encoder and the rows of its hashed embeddings (NORM, PREFIX, SUFFIX, SHAPE)."""

    width: int = 128
    depth: int = 4
    rows: tuple[int, int, int, int] = (5000, 1000, 2500, 2500)
    hidden: int = 64


PARSER = Size()
# A shared encoder cost 17 points of LAS, so names have their own, smaller one.
NAMES = Size(width=96, rows=(2500, 1000, 1500, 500))


PARSER_STEPS = 4000  # the development score stands still from about 3,200
NAMES_STEPS = 2800


def encoder(size: Size) -> dict[str, Any]:
    """Describe a hashed-embedding convolutional encoder."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": size.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(size.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": size.width,
            "depth": size.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, width: int, hidden: int, listener: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": kind == "parser",
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }


def _blank() -> Language:
    # The words come from nlp.tokenizer; spaCy's French class would only add four seconds to every start.
    return spacy.blank("xx")


def blank_parser(size: Size) -> Language:
    """Build the untrained tagger, lemmatizer and parser."""
    nlp = _blank()
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": size.width, "upstream": "*"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}
    nlp.add_pipe("tok2vec", config={"model": encoder(size)})
    nlp.add_pipe("morphologizer", config={"model": tagger, "extend": False, "overwrite": True})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger, "min_tree_freq": 3, "top_k": 3, "backoff": "orth"})
    nlp.add_pipe(
        "parser",
        config={
            "model": _transitions("parser", size.width, size.hidden, listener),
            "moves": None,
            "min_action_freq": 10,
            "learn_tokens": False,
        },
    )
    return nlp


def blank_names(size: Size) -> Language:
    """Build the untrained name recogniser."""
    nlp = _blank()
    nlp.add_pipe("ner", config={"model": _transitions("ner", size.width, size.hidden, encoder(size))})
    return nlp

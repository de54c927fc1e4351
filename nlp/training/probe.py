"""The conflict probe: does the parse lead from a predicate to who did it and to whom?"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, Token

from nlp.pipeline import FrenchPipeline
from nlp.tokenizer import plain_form

_DIRECT = {
    "subject": {"nsubj"},
    "passive_subject": {"nsubj:pass"},
    "object": {"obj"},
    "passive_agent": {"obl:agent"},
    "noun_complement_agent": {"nmod", "obl:agent"},
    "noun_complement_object": {"nmod"},
    "place_complement": {"obl", "nmod"},
    "complement": {"obl", "xcomp", "iobj"},
}


def score_probe(pipeline: FrenchPipeline, file: Path) -> dict[str, float]:
    """Give the share of predicate-argument pairs found, in percent, over all and by role, and that of exact names.

    A pair counts when one of the answers for its predicate and role is one of the heads that the probe accepts.
    """
    counts: Counter[str] = Counter()
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = pipeline.parse(row["text"])
        for pair in row["relations"]:
            right = bool(
                _answers(doc, pair["predicate"], pair["role"]) & {plain_form(h) for h in pair["argument_head"]}
            )
            for key in ("pairs", pair["role"]):
                counts[key] += right
                counts[key + " of"] += 1
        counts["names"] += len({e["text"] for e in row["entities"]} & {e.text for e in doc.ents})
        counts["names of"] += len(row["entities"])
    keys = [k for k in counts if not k.endswith(" of")]
    return {k.replace(" ", "_"): round(100 * counts[k] / counts[k + " of"], 1) for k in keys}


def _answers(doc: Doc, predicate: str, role: str) -> set[str]:
    verb = next((t for t in doc if t.text == predicate), None)
    if verb is None:
        return set()
    return {plain_form(t.text) for t in _arguments(verb, role)}


def _arguments(verb: Token, role: str) -> Iterator[Token]:
    """Walk from the predicate as a reader would: own arguments, else those shared by coordination or a relative."""
    own = [c for c in verb.children if c.dep_ in _DIRECT[role]]
    for child in own:
        yield child
        yield from (c for c in child.conjuncts)
        if child.pos_ == "PRON" and verb.dep_ in {"acl:relcl", "acl"}:
            yield verb.head
    if own:
        return
    if role == "passive_subject" and verb.dep_ in {"acl", "acl:relcl"}:
        yield verb.head
    if verb.dep_ in {"conj", "xcomp"} and role in {"subject", "passive_subject"}:
        yield from _arguments(verb.head, role)

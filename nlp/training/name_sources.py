"""The texts that the name recogniser learns from, with what they say and leave open about names."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp.tokenizer import plain_form
from nlp.training.known_names import GROUPS
from nlp.training.names import (
    UNKNOWN,
    Gazetteer,
    Tagged,
    label_names,
    name_by_context,
    open_tag,
    starts_name,
    tag_article,
)
from nlp.training.treebanks import SYNTHETIC, TRAIN, Sentence, read_treebank


def gold_examples(files: Iterable[Path], known: Gazetteer, labels: dict[str, str] | None = None) -> list[Tagged]:
    """Tag the articles of gold files."""
    articles = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    labels = labels or label_names(articles, known)
    return [tagged for a in articles for tagged in tag_article(a["text"], labels, label_names([a], known), known)]


def treebank_examples(data: Path, known: Gazetteer) -> list[Tagged]:
    """Tag treebank sentences by their proper nouns: where there is none, there is no name."""
    return [_tag_sentence(s, known) for name in (*TRAIN, SYNTHETIC) for s in read_treebank(data / name)]


def _tag_sentence(sentence: Sentence, known: Gazetteer) -> Tagged:
    words = tuple(plain_form(sentence.text[w.start : w.end]) for w in sentence.words)
    spaces = tuple(sentence.text[w.end : w.end + 1] == " " for w in sentence.words)
    if any(w.entity for w in sentence.words):  # the synthetic sentences say their names
        return Tagged(words, spaces, tuple(_with_groups(words, [w.entity or "O" for w in sentence.words])))
    tags = []
    for i, word in enumerate(sentence.words):
        may_be = word.pos in {"PROPN", "X"} or word.relation == "flat"
        tag = (open_tag(words, i, known) if starts_name(words[i]) else UNKNOWN) if may_be else "O"
        tags.append("B-LOC" if tag == UNKNOWN and words[i] in known.countries else tag)
    name_by_context(words, tags)
    return Tagged(words, spaces, tuple(tags))


def _with_groups(words: Sequence[str], tags: list[str]) -> list[str]:
    """Tell armed groups from other organisations, which the synthetic sentences do not."""
    armed = False
    for i, tag in enumerate(tags):
        if tag == "B-ORG":
            stop = next((j for j in range(i + 1, len(tags)) if tags[j] != "I-ORG"), len(tags))
            armed = " ".join(words[i:stop]) in GROUPS
        if armed and tag.endswith("-ORG"):
            tags[i] = tag[:2] + "GROUP"
    return tags


def old_newspapers(data: Path) -> list[Tagged]:
    """Read Europeana and NewsEye; names of things made by men count as no name."""
    columns: list[list[tuple[str, str]]] = [[]]
    for line in (data / "europeana-ner-fr" / "enp_FR.bnf.bio").read_text(encoding="utf-8").splitlines():
        _read_row(line.split(" "), columns)
    for file in sorted((data / "newseye-ner-fr").glob("*-dev*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines()[1:]:
            if not line.startswith("#"):
                _read_row(line.split("\t"), columns)
    return [_repair(rows) for rows in columns if 4 < len(rows) < 80 and any(tag != "O" for _, tag in rows)]


def _read_row(cells: list[str], columns: list[list[tuple[str, str]]]) -> None:
    if len(cells) < 2:
        if columns[-1]:
            columns.append([])
        return
    tag = cells[1] if cells[1][2:] in {"PER", "LOC", "ORG"} else "O"
    if cells[0].strip():
        columns[-1].append((plain_form(cells[0]), tag))
    if cells[0] in {".", "!", "?"} or (cells[0].endswith(".") and len(cells[0]) > 4):
        columns.append([])


def _repair(rows: list[tuple[str, str]]) -> Tagged:
    """Begin every name with B-, which Europeana leaves out."""
    tags: list[str] = []
    for _, tag in rows:
        fresh = tag.startswith("I-") and (not tags or tags[-1][2:] != tag[2:])
        tags.append("B-" + tag[2:] if fresh else tag)
    words = tuple(word for word, _ in rows)
    return Tagged(words, tuple(not w.endswith("'") for w in words), tuple(tags))


def wikineural(file: Path) -> list[Tagged]:
    """Read wikineural's test file, of a non-commercial licence: for measuring, never for training."""
    columns: list[list[tuple[str, str]]] = [[]]
    for line in file.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3 or not cells[1].strip():
            columns.append([])
        else:
            columns[-1].append((plain_form(cells[1]), cells[2] if cells[2][2:] in {"PER", "LOC", "ORG"} else "O"))
    return [_repair(rows) for rows in columns if rows]

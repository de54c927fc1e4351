"""The table of lemmas: what the lexicons say of a form and its part of speech, ahead of the trained lemmatizer."""

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nlp.training.treebanks import Sentence

Table = dict[tuple[str, str], str]

# Homographs whose frequent reading the lexicons' order would lose.
PREFERRED: Table = {
    ("suis", "AUX"): "être",
    ("fut", "AUX"): "être",
    ("tué", "VERB"): "tuer",
    ("tués", "VERB"): "tuer",
    ("suivi", "VERB"): "suivre",
}
_FINITE = ("p", "i", "f", "ps", "c", "s")


def lemma_table(data: Path, training: Iterable[Sentence]) -> Table:
    """Join the lexicons; what the training treebanks say wins, then GSD's counted lexicon, then the dictionaries."""
    table: Table = {}
    table.update(_dictionary(data / "jsrealb-lexicon-fr"))
    table.update(_gsd(data / "gsd-lexicon-fr" / "lexiqueFR-GSD.tsv"))
    table.update(_treebanks(training))
    table.update(PREFERRED)
    return table


def write_table(table: Table, file: Path) -> None:
    """Write sorted rows of form, part of speech and lemma; the same table gives the same bytes."""
    rows = "".join(f"{form}\t{pos}\t{lemma}\n" for (form, pos), lemma in sorted(table.items()))
    file.write_bytes(lzma.compress(rows.encode(), preset=9 | lzma.PRESET_EXTREME))


def _treebanks(sentences: Iterable[Sentence]) -> Table:
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma and word.pos not in {"PROPN", "NUM", "PUNCT", "SYM", "X"}:
                seen[sentence.text[word.start : word.end].lower(), word.pos][word.lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in seen.items()}


def _gsd(file: Path) -> Table:
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in file.read_text(encoding="utf-8").splitlines():
        form, lemma, pos, _, count = row.split("\t")
        if pos in {"NOUN", "VERB", "AUX", "ADJ", "ADV"} and lemma not in {"", "_"}:
            seen[form.lower(), pos][lemma] += int(count)
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in seen.items()}


def _dictionary(folder: Path) -> Table:
    """Inflect every verb, noun and adjective of the dictionary; the first lemma of a shared form stays."""
    lexicon = json.loads((folder / "lexicon-fr.json").read_text(encoding="utf-8"))
    rules = json.loads((folder / "rules-fr.json").read_text(encoding="utf-8"))
    table: Table = {}
    for lemma, entry in lexicon.items():
        for key, pos, forms in (
            ("V", "VERB", _verb_forms), ("N", "NOUN", _noun_forms), ("A", "ADJ", _noun_forms),
        ):  # fmt: skip
            if key in entry:
                for form in forms(lemma, entry[key], rules):
                    table.setdefault((form.lower(), pos), lemma)
    return table


def _verb_forms(lemma: str, entry: dict[str, Any], rules: dict[str, Any]) -> Iterator[str]:
    conjugation = rules["conjugation"].get(entry["tab"])
    if conjugation is None or not lemma.endswith(conjugation["ending"]):
        return
    stem = lemma[: len(lemma) - len(conjugation["ending"])]
    tenses = conjugation["t"]
    for tense in _FINITE:
        for ending in tenses.get(tense) or ():
            if ending is not None:
                yield stem + ending
    for single in ("pr", "b"):
        if tenses.get(single) is not None:
            yield stem + tenses[single]
    yield from _participles(stem, tenses.get("pp"))


def _participles(stem: str, past: str | list[str] | None) -> Iterator[str]:
    if past is None:
        return
    masculine = past if isinstance(past, str) else past[0]
    if masculine is None:
        return
    base = stem + masculine
    yield from (base, base if base.endswith("s") else base + "s", base + "e", base + "es")


def _noun_forms(lemma: str, entry: dict[str, Any], rules: dict[str, Any]) -> Iterator[str]:
    for number in entry["tab"] if isinstance(entry["tab"], list) else [entry["tab"]]:
        declension = rules["declension"].get(number)
        if declension is None or not lemma.endswith(declension["ending"]):
            continue
        stem = lemma[: len(lemma) - len(declension["ending"])]
        yield from (stem + row["val"] for row in declension["declension"])

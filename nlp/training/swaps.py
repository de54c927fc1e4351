"""Other names in the same sentences, so that the networks meet names of the Sahel and the Middle East in treebanks."""

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.tokenizer import tokenize
from nlp.training.treebanks import Sentence, Word

SWAP_SHARE = 0.25  # of the proper names of a sentence
_SETTLED = frozenset({"locality", "county", "region", "localadmin", "neighbourhood", "borough"})
_LATIN = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ'’ -]{2,24}")


@dataclass(frozen=True, slots=True)
class NameStock:
    """Names to swap in."""

    places: tuple[str, ...]
    persons: tuple[str, ...]

    def place(self, rng: random.Random) -> str:
        """Draw a place; hyphens between its words are a matter of taste in the press."""
        name = rng.choice(self.places)
        return name.replace(" ", "-") if " " in name and rng.random() < 0.3 else name

    def person(self, rng: random.Random) -> str:
        """Draw a person's name of one to three words."""
        first, last = rng.choice(self.persons), rng.choice(self.persons)
        if rng.random() < 0.25:
            return last
        particle = rng.choice(("", "", "", "al-", "el-", "Al-", "ben ", "Abou ", "Ould "))
        return f"{first} {particle}{last}"


def load_stock(data: Path) -> NameStock:
    """Read places of Who's On First and persons of SEM's gazetteer."""
    places = set()
    for file in sorted((data / "wof-gazetteer").glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                name = row["names_fr"].split("|")[0] or row["name"]
                if row["placetype"] in _SETTLED and _LATIN.fullmatch(name) and len(name.split()) <= 3:
                    places.add(name)
    lines = (data / "sem-gazetteer-fr" / "person.txt").read_text(encoding="utf-8").splitlines()
    persons = {"-".join(p.capitalize() for p in line.split("-")) for line in lines if line.replace("-", "").isalpha()}
    return NameStock(tuple(sorted(places)), tuple(sorted(p for p in persons if len(p) > 2)))


def swap_names(sentence: Sentence, stock: NameStock, rng: random.Random) -> Sentence:
    """Replace some proper names, with all their words, by other ones; the tree around them stays."""
    words = sentence.words
    swaps: dict[int, tuple[int, str]] = {}
    index = 0
    while index < len(words):
        stop = _chain_end(words, index)
        if stop > index and rng.random() < SWAP_SHARE:
            swaps[index] = (stop, stock.place(rng) if rng.random() < 0.6 else stock.person(rng))
        index = max(stop, index + 1)
    return _rebuild(sentence, swaps) if swaps else sentence


def _chain_end(words: Sequence[Word], start: int) -> int:
    """Find the end of the name that begins with this word; `start` itself where none does."""
    word = words[start]
    if word.pos != "PROPN" or word.relation == "flat" or word.end - word.start < 3:
        return start
    stop = start + 1
    while stop < len(words) and words[stop].relation == "flat" and words[stop].head == start:
        stop += 1
    late = any(w.relation == "flat" and w.head == start for w in words[stop:])
    return start if late else stop


def _rebuild(sentence: Sentence, swaps: dict[int, tuple[int, str]]) -> Sentence:
    text, words, moved = "", list[Word](), dict[int, int]()
    position, index = 0, 0
    while index < len(sentence.words):
        word = sentence.words[index]
        text += sentence.text[position : word.start]
        stop, form = swaps.get(index, (index + 1, sentence.text[word.start : word.end]))
        first = len(words)
        pieces = tokenize(form) if index in swaps else [(0, len(form))]
        for number, (start, end) in enumerate(pieces):
            lemma = form[start:end] if index in swaps else word.lemma
            piece = replace(word, start=len(text) + start, end=len(text) + end, lemma=lemma)
            # Heads of later pieces are negative until every word has its new index.
            words.append(replace(piece, head=-1 - first, relation="flat") if number else piece)
        moved.update(dict.fromkeys(range(index, stop), first))
        text += form
        position, index = sentence.words[stop - 1].end, stop
    text += sentence.text[position:]
    return Sentence(text, tuple(replace(w, head=-1 - w.head if w.head < 0 else moved[w.head]) for w in words))

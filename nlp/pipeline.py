"""French text to a spaCy Doc: words, parts of speech, lemmas, dependencies, sentences and names."""

import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import NAMES as PARTS_OF_SPEECH
from spacy.parts_of_speech import SPACE
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.blas import blas_networks
from nlp.numerals import number
from nlp.tokenizer import plain_form, tokenize

MODEL = Path(__file__).parent / "model" / "fr"
LONGEST_CHUNK = 400  # words; a longer paragraph is read in pieces, so memory stays bounded
LONGEST_SENTENCE = 150  # words; the longest sentence of 150 dispatches has 86
_BATCH = 500  # words read at once; what the networks hold of them takes 30 kB a word, and more gain no time
_DOCS = 250  # chunks read at once; a Doc takes some kB, however short
_BLANK = re.compile(r"\s")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, out of broken JSON; no model can take it
_FINAL = frozenset({".", "!", "?", "...", ";"})
_COLUMNS: list[int | str] = [POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_POS, _MORPH, _LEMMA, _DEP, _HEAD, _IOB, _TYPE = range(len(_COLUMNS))
_INSIDE, _OUTSIDE = 1, 2  # as spaCy numbers the places of a word in a name

Spans = list[tuple[int, int]]
Written = tuple[list[str], list[bool]]
Layout = list[tuple[str, bool, int | None]]
"""The tokens of a text: string, one blank follows, number of the word (None for blanks)."""

Table = Any  # an NDArray[np.uint64], which spaCy's stubs know by other names
"""What the models say, in numbers of spaCy: a row a word, the columns of `_COLUMNS`."""


class ModelMissing(Exception):  # noqa: N818  names the state, as its siblings do
    """The French model is not in {path}; train it: python -m nlp.training pipeline --out {path}"""

    def __init__(self, path: Path) -> None:
        super().__init__(str(self.__doc__).format(path=path))


@dataclass(frozen=True, slots=True)
class FrenchPipeline:
    """The loaded model. `parser` tags, lemmatizes and parses; `names` finds names; both read prepared Docs."""

    parser: Language
    names: Language | None
    lemmas: dict[str, str] = field(repr=False)  # of "form<tab>part of speech"

    @property
    def vocab(self) -> Vocab:
        """The vocabulary that every Doc of this pipeline shares."""
        return self.parser.vocab

    def parse(self, text: str) -> Doc:
        """Read a text of any length.

        `doc.text` is the text with every blank and line end written as one space, and half a character as U+FFFD, so
        `token.idx` is an index into `text` exactly as given. Blanks beyond one are tokens of part of speech SPACE hung
        on a neighbour; no sentence crosses a line end. Names are in `doc.ents` (PER, ORG, GROUP, LOC), what the parser
        makes of each word beside its neighbours in `doc.tensor`.
        """
        paragraphs = list(_paragraphs(text))
        text = _SURROGATE.sub("\ufffd", _BLANK.sub(" ", text))
        chunks = [chunk for paragraph in paragraphs for chunk in _chunks(text, paragraph)]
        layout = _layout(text, [span for chunk in chunks for span in chunk])
        doc = Doc(self.vocab, words=[word for word, _, _ in layout], spaces=[blank for _, blank, _ in layout])
        if chunks:
            words, vectors = self._read([_written(text, chunk) for chunk in chunks])
            doc.from_array(_COLUMNS, self._spread(layout, words))
            doc.tensor = np.zeros((len(layout), vectors.shape[1]), dtype=np.float16)
            doc.tensor[[row for row, (_, _, source) in enumerate(layout) if source is not None]] = vectors
        return doc

    def _read(self, written: Sequence[Written]) -> tuple[Table, NDArray[np.float16]]:
        """Run the parts of both models over all chunks at once: `pipe` cuts small batches and costs a fifth more.

        Gives the words of all chunks, and the parser's vector of each; a head is the number of its word among them.
        Names come first: the recogniser ends a name where a sentence ends, once it knows of sentences.
        """
        parts: list[Any] = [part for model in (self.names, self.parser) if model for _, part in model.pipeline]
        found, vectors, start = [], [], 0
        for batch in _batches(written):
            docs = [Doc(self.vocab, words=words, spaces=spaces) for words, spaces in batch]
            for part in parts:
                part.set_annotations(docs, part.predict(docs))
            for doc in docs:
                rows: Table = doc.to_array(_COLUMNS)
                rows[:, _HEAD] += np.arange(start, start + len(doc), dtype=np.uint64)
                found.append(rows)
                vectors.append(doc.tensor.reshape(len(doc), -1).astype(np.float16))
                start += len(doc)
        return np.concatenate(found), np.concatenate(vectors)

    def _spread(self, layout: Layout, words: Table) -> Table:
        """Give what the models said of the words to the tokens of the whole text, blanks among them."""
        place = np.array([row for row, (_, _, source) in enumerate(layout) if source is not None], dtype=np.uint64)
        words[:, _HEAD] = place[words[:, _HEAD]] - place  # as spaCy wants it, wrapping around below zero
        words[words[:, _IOB] == 0, _IOB] = _OUTSIDE
        table: Table = np.zeros((len(layout), len(_COLUMNS)), dtype=np.uint64)
        table[place] = words
        strings, parts = self.vocab.strings, words[:, _POS].tolist()
        for row, (word, _, source) in enumerate(layout):
            if source is None:
                head = -1 if row else int(place[0])
                # A blank inside a name belongs to it.
                inside = row + 1 < len(table) and table[row + 1, _IOB] == _INSIDE
                name = table[row + 1, _IOB:] if inside else (_OUTSIDE, 0)
                table[row] = (SPACE, 0, strings.add(word), strings.add("dep"), np.int64(head).astype(np.uint64), *name)
            elif lemma := self.lemmas.get(f"{plain_form(word).lower()}\t{PARTS_OF_SPEECH[parts[source]]}"):
                table[row, _LEMMA] = strings.add(lemma)
        return table


def load(path: Path | None = None) -> FrenchPipeline:
    """Load the shipped French model, or another one from a folder; nothing is downloaded.

    Raises ModelMissing where the folder has no model.
    """
    folder = path or MODEL
    if not (folder / "parser").is_dir():
        raise ModelMissing(folder)
    with blas_networks():
        parser = _load_part(folder / "parser")
        # One vocabulary for both: each word of a text is looked up and kept once.
        names = _load_part(folder / "names", parser.vocab) if (folder / "names").is_dir() else None
    return FrenchPipeline(parser, names, _load_lemmas(folder / "lemmas.tsv.xz"))


def _load_part(folder: Path, vocab: Vocab | bool = True) -> Language:
    # Words come from nlp.tokenizer, so the model has no tokenizer of its own.
    return spacy.load(folder, vocab=vocab, exclude=["tokenizer"])


def _load_lemmas(file: Path) -> dict[str, str]:
    """Read rows of form, part of speech and lemma."""
    if not file.is_file():
        return {}
    rows = lzma.decompress(file.read_bytes()).decode()
    return dict(row.rsplit("\t", 1) for row in rows.splitlines())


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", text):
        yield match.span()


def _chunks(text: str, paragraph: tuple[int, int]) -> Iterator[Spans]:
    """Cut a paragraph into words, and a very long one into pieces that end with a sentence where possible."""
    start, end = paragraph
    spans = [(a + start, b + start) for a, b in tokenize(text[start:end])]
    while spans:
        cut = _cut([text[slice(*span)] for span in spans[: LONGEST_CHUNK + 1]])
        yield spans[:cut]
        spans = spans[cut:]


def _cut(words: list[str]) -> int:
    """Count the words of the next piece, of the first words of a paragraph (one more than a piece may have).

    All, where they fit and stop often enough. The steps after the parse hold the words of a sentence against each
    other, so a stretch without a full stop (print scanned badly, a caption) is cut, at a comma if it has one.
    """
    stop = 0
    for count, word in enumerate(words[:LONGEST_CHUNK], 1):
        if word in _FINAL:
            stop = count
        elif count - stop > LONGEST_SENTENCE:
            window = range(count - 1, stop + LONGEST_SENTENCE // 2, -1)
            return next((i for i in window if words[i - 1] == ","), count - 1)
    if len(words) <= LONGEST_CHUNK:
        return len(words)
    return stop if stop > LONGEST_CHUNK // 2 else LONGEST_CHUNK


def _batches(written: Sequence[Written]) -> Iterator[list[Written]]:
    batch: list[Written] = []
    size = 0
    for words, spaces in written:
        if batch and (size + len(words) > _BATCH or len(batch) == _DOCS):
            yield batch
            batch, size = [], 0
        batch.append((words, spaces))
        size += len(words)
    if batch:
        yield batch


def _uncapitalised(words: list[str]) -> list[str]:
    """Take the capital off a number that opens a sentence: the parser reads «Dix civils» as a name.

    Not off «Vingt et un», which it reads better as it stands.
    """
    opening = [0, *(i for i in range(1, len(words)) if words[i - 1] in _FINAL or words[i - 1] in ("…", ":", "«"))]
    for i in opening:
        follows_et = words[i + 1 : i + 2] == ["et"]
        if words[i : i + 1] and words[i][0].isupper() and not follows_et and number(words[i].lower()) is not None:
            words[i] = words[i].lower()
    return words


def _written(text: str, spans: Spans) -> Written:
    """Give the words of a chunk as the models know them, and after which of them a blank stands."""
    words = _uncapitalised([plain_form(text[start:end]) for start, end in spans])
    return words, [end < following for (_, end), (following, _) in pairwise(spans)] + [False]


def _layout(text: str, spans: Spans) -> Layout:
    """Cut the whole text into tokens; beyond the one after a word, blanks are tokens."""
    rows: Layout = []
    position = 0
    for index, (start, end) in enumerate([*spans, (len(text), len(text))]):
        blank = text[position:start]
        if rows and blank.startswith(" "):
            word, _, source = rows[-1]
            rows[-1] = (word, True, source)
            blank = blank[1:]
        if blank:
            rows.append((blank, False, None))
        if index < len(spans):
            rows.append((text[start:end], False, index))
        position = end
    return rows

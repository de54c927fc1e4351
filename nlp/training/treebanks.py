"""Universal Dependencies treebanks, converted to the words of nlp.tokenizer and the labels that the product uses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.tokenizer import tokenize

# Sub-relations that tell who did what to whom; every other one is cut back to its universal relation, because the
# treebanks disagree on them (PUD has «obl» where Sequoia has «obl:mod»).
KEPT_RELATIONS = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "acl:relcl", "expl:subj", "expl:pass"})
KEPT_FEATURES = frozenset({"Gender", "Mood", "Number", "Person", "Polarity", "Tense", "VerbForm", "Voice"})

TRAIN = (
    "ud-french-sequoia/fr_sequoia-ud-train.conllu",
    "ud-french-gsd/fr_gsd-ud-dev.conllu",
    "ud-french-pud/fr_pud-ud-test.conllu",
)
SYNTHETIC = "synth-conflict-fr/synth.conllu"
DEV = "ud-french-sequoia/fr_sequoia-ud-dev.conllu"
TESTS = {
    "sequoia_test": "ud-french-sequoia/fr_sequoia-ud-test.conllu",
    "gsd_test": "ud-french-gsd/fr_gsd-ud-test.conllu",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: offsets into the sentence's text, head as an index into the sentence (its own for the root)."""

    start: int
    end: int
    lemma: str
    pos: str
    features: str
    head: int
    relation: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank."""

    text: str
    words: tuple[Word, ...]


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file; sentences whose words cannot be found in their text are left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines and (sentence := _read_block(lines)):
            yield _retokenize(sentence)


def load_sentences(data: Path, names: Iterable[str]) -> list[Sentence]:
    """Read several treebanks, given relative to the data folder."""
    return [sentence for name in names for sentence in read_treebank(data / name)]


def _read_block(lines: list[str]) -> Sentence | None:
    """Read the syntactic words; the parts of a contraction share the offsets of its surface form."""
    text = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("# text =")), None)
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    if text is None:
        return None
    words: list[Word] = []
    numbers: dict[str, int] = {}
    position, shared_until, shared = 0, 0, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" not in row[0] and int(row[0]) <= shared_until:
            span = shared
        else:
            start = text.find(row[1], position)
            if start < 0 or text[position:start].strip():
                return None
            span = (start, start + len(row[1]))
            position = span[1]
            if "-" in row[0]:
                shared_until, shared = int(row[0].split("-")[1]), span
                continue
        numbers[row[0]] = len(words)
        words.append(_word(row, span))
    linked = [replace(w, head=numbers.get(str(w.head), i)) for i, w in enumerate(words)]
    return Sentence(text, tuple(_with_agents(linked)))


def _word(row: list[str], span: tuple[int, int]) -> Word:
    relation = row[7] if row[7] in KEPT_RELATIONS else row[7].split(":")[0]
    features = "|".join(f for f in row[5].split("|") if f.split("=")[0] in KEPT_FEATURES)
    entity = next((m[4:] for m in row[9].split("|") if m.startswith("NER=")), "")
    lemma = "" if row[2] == "_" and row[1] != "_" else row[2]
    return Word(span[0], span[1], lemma, row[3], features, int(row[6]), relation, entity)


def _with_agents(words: list[Word]) -> list[Word]:
    """Name the passive agent where the treebank has a bare «obl» (PUD and the synthetic sentences)."""
    passives = {w.head for w in words if w.relation in {"aux:pass", "nsubj:pass"}}
    passives |= {i for i, w in enumerate(words) if w.relation == "acl" and w.pos == "VERB" and "Part" in w.features}
    marked = {w.head for w in words if w.relation == "case" and w.lemma == "par"}
    return [
        replace(w, relation="obl:agent") if w.relation == "obl" and i in marked and w.head in passives else w
        for i, w in enumerate(words)
    ]


def _retokenize(sentence: Sentence) -> Sentence:
    """Carry the annotation over to the words of nlp.tokenizer."""
    spans = tokenize(sentence.text)
    covering = [[i for i, w in enumerate(sentence.words) if w.start < end and w.end > start] for start, end in spans]
    lead = [_lead(sentence.words, group) for group in covering]
    home: dict[int, int] = {}
    for index, group in enumerate(covering):
        for old in group:
            home[old] = index  # the last piece carries a word that the tokenizer cuts
    words = []
    for index, ((start, end), old) in enumerate(zip(spans, lead, strict=True)):
        word = sentence.words[old]
        if home[old] != index:
            words.append(replace(word, start=start, end=end, lemma="", head=home[old], relation="dep"))
        else:
            whole = (word.start, word.end) == (start, end)
            head = home[word.head]
            relation = "root" if head == index else word.relation
            lemma = word.lemma if whole else ""
            words.append(replace(word, start=start, end=end, lemma=lemma, head=head, relation=relation))
    return Sentence(sentence.text, tuple(words))


def _lead(words: tuple[Word, ...], group: list[int]) -> int:
    """Choose the word that speaks for several: «du» is the preposition, «auquel» the pronoun."""
    outside = [i for i in group if words[i].head not in group or words[i].head == i]
    pronouns = [i for i in outside if words[i].pos == "PRON"]
    return (pronouns or outside or group)[0]

"""What each part of the reader is worth: the figures on annotated articles with the part and without it.

A part is left out by what the reader is built of, never by changing code under way:

classifier   the lexicon's own strength decides which words are events, at the threshold that is best on the very
             articles measured, which flatters it
coreference  pronouns lead nowhere, and every mention is an actor by itself
lexicon      the lexicon knows only the lemmas that were events among the training examples, with the types they had
gazetteer    the table of places is empty; country names stay, for they are the actor list's

The models that ship have learned from the training files, so only articles that they have never seen tell the truth.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from nlp.evaluation.annotated import GoldArticle, read_gold
from nlp.evaluation.figures import Evaluation, evaluate, judge
from nlp.evaluation.slots import FACTS, NAMES
from nlp.gazetteer.lookup import Gazetteer
from nlp.gazetteer.table import write_table
from nlp.reader import Reader, load
from nlp.trigger_features import Proposal, support
from nlp.trigger_lexicon import Entry, TriggerLexicon
from nlp.trigger_model import TriggerModel

_STRENGTHS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5)
"""The values of `nlp.trigger_features.support` from which a word may be an event; the last is a strong sense whose
condition is met."""
_HIGHEST = 4.0  # above them all, so that none becomes a certainty


@dataclass(frozen=True, slots=True, eq=False)
class LexiconAlone(TriggerModel):
    """Judges a proposal by the strength that the lexicon gives it, as a share of the highest, and by nothing else."""

    def probabilities(self, doc: Doc, proposals: Sequence[Proposal]) -> list[float]:
        """Give the strengths as if they were probabilities."""
        return [max(support(proposal.senses), 0.0) / _HIGHEST for proposal in proposals]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `python -m nlp.training ablations`."""
    parser.add_argument("articles", type=Path, help="annotated articles that no model learned from, JSON lines")


def run(options: argparse.Namespace) -> None:
    """Print a table: the whole reader, then the reader without each part."""
    articles = read_gold(options.articles.read_bytes().splitlines())
    heads = ["gold", "extr", "P", "R", "detect", "EVENT", *NAMES, *FACTS]
    print(f"{'without':12}" + "".join(f"{head:>12}" for head in heads))
    for name, result in measure(load(), articles):
        print(f"{name:12}" + "".join(f"{cell:>12}" for cell in _cells(result)), flush=True)


def measure(whole: Reader, articles: Sequence[GoldArticle]) -> Iterator[tuple[str, Evaluation]]:
    """Evaluate the whole reader («nothing» left out), then the reader without each part."""
    yield "nothing", score(whole, articles)
    yield "classifier", without_classifier(whole, articles)
    yield "coreference", score(replace(whole, coreference=False), articles)
    triggers = replace(whole.triggers, lexicon=lexicon_of_seen(whole.triggers.lexicon, whole.triggers.seen))
    yield "lexicon", score(replace(whole, triggers=triggers), articles)
    yield "gazetteer", score(replace(whole, gazetteer=empty_gazetteer()), articles)


def score(reader: Reader, articles: Iterable[GoldArticle]) -> Evaluation:
    """Read the articles and hold the events against the annotated ones."""
    return evaluate([judge(item, reader.read(item.article).events) for item in articles])


def without_classifier(whole: Reader, articles: Sequence[GoldArticle]) -> Evaluation:
    """Evaluate with the lexicon deciding alone, at the strength from which it finds events best (F1 of detect)."""
    results = [score(replace(whole, triggers=lexicon_alone(whole.triggers, least)), articles) for least in _STRENGTHS]
    return max(results, key=lambda result: result.total.detect.f1)


def lexicon_alone(model: TriggerModel, least: float) -> TriggerModel:
    """Take the trained classifier out of a model; every word that has the `least` strength is an event."""
    return LexiconAlone(model.lexicon, model.first, model.second, least / _HIGHEST, model.seen)


def lexicon_of_seen(lexicon: TriggerLexicon, seen: Mapping[str, tuple[float, float]]) -> TriggerLexicon:
    """Cut a lexicon down to the lemmas that were events of the type; `seen` counts («lemma TYPE») events, sightings."""

    def known(lemmas: Iterable[str], entry: Entry) -> bool:
        return any(seen.get(f"{lemma} {entry.type}", (0.0, 0.0))[0] > 0 for lemma in lemmas)

    words = {
        (kind, lemma): tuple(entry for entry in entries if known((lemma,), entry))
        for (kind, lemma), entries in lexicon.words.items()
    }
    locutions = {
        last: tuple((verb, entry) for verb, entry in senses if known((verb, last), entry))
        for last, senses in lexicon.locutions.items()
    }
    return replace(
        lexicon,
        words={key: entries for key, entries in words.items() if entries},
        locutions={last: senses for last, senses in locutions.items() if senses},
    )


def empty_gazetteer() -> Gazetteer:
    """Make a gazetteer that knows no place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.npz"
        write_table([], path)
        return Gazetteer.load(path)


def _cells(result: Evaluation) -> Iterator[str]:
    total = result.total
    yield str(total.gold)
    yield str(total.said)
    for value in (total.detect.precision, total.detect.recall, total.detect.f1, total.event.f1):
        yield f"{value:.1%}"
    for name in NAMES:
        yield f"{total.names[name].f1:.1%}"
    for slot in FACTS:
        yield f"{total.facts[slot]:.1%}"

"""Count how the annotated articles spell their words, and beside which: `python -m nlp.training spelling`."""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nlp import pipeline
from nlp.spelling import EDGE, Spellings, bare, respelt_line
from nlp.tokenizer import tokenize
from nlp.training.annotated import FOLDS, add_gold, annotated

_LISTED = 0.05  # sightings that a form of the lemmas' list counts for, where no article shows its bare form
_RAREST = 0.004  # share of a bare form's sightings below which a spelling is a slip
_LEAST = 2  # sightings with a neighbour
_ENDS = frozenset('.!?…:«»"()–—')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    add_gold(parser)
    parser.add_argument("--out", type=Path, default=Path("nlp/model"), help="folder for spelling.tsv.xz")


def run(options: argparse.Namespace) -> None:
    """Cross-validate, print the share of words that come back right, and write what all articles show."""
    articles = [(fold, article["text"]) for fold, article in annotated(options.gold)]
    forms = {row.partition("\t")[0] for row in pipeline.load().lemmas}
    for cased, name in ((False, "capitals"), (True, "no accents")):
        tally: Counter[str] = Counter()
        for fold in range(FOLDS):
            spellings = learn((text for other, text in articles if other != fold), forms)
            for text in (text for other, text in articles if other == fold):
                tally.update(_outcomes(text, spellings, cased=cased))
        shares = (f"{name} {tally[name] / tally['words']:.2%}" for name in ("right", "left"))
        print(f"{name}: of {tally['words']} words", *shares, flush=True)
    write(options.out / "spelling.tsv.xz", learn((text for _, text in articles), forms))


def learn(texts: Iterable[str], forms: Iterable[str]) -> Spellings:
    """Count spellings and neighbours; `forms` are spellings that are known without having been seen."""
    seen: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    before, after, openings = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
    for text in texts:
        for line in text.splitlines():
            for previous, word, following, opening in _words(line):
                if opening and word[0].isupper():
                    openings[word] += 1
                    continue
                seen[bare(word)][word] += 1
                before[bare(previous), word] += 1
                after[bare(following), word] += 1
    for word, sightings in openings.items():  # only where nothing better tells how it is written within a sentence
        if bare(word) not in seen:
            seen[bare(word)][word] += sightings
    for form in sorted(forms):
        if not any(spelling.lower() == form for spelling in seen.get(bare(form), ())) and len(bare(form)) == len(form):
            seen[bare(form)][form] += _LISTED
    kept = {form: _without_slips(spellings) for form, spellings in seen.items()}
    unsure = {spelling for spellings in kept.values() if len(spellings) > 1 for spelling in spellings}

    def kept_beside(found: Counter[tuple[str, str]]) -> dict[str, float]:
        return {f"{other}\t{word}": float(n) for (other, word), n in found.items() if n >= _LEAST and word in unsure}

    return Spellings(kept, kept_beside(before), kept_beside(after))


def write(path: Path, spellings: Spellings) -> None:
    """Write spellings as three tables with an empty line between."""
    seen = (
        "\t".join([form, *(f"{spelling}\t{count:g}" for spelling, count in sorted(of.items()))])
        for form, of in sorted(spellings.seen.items())
    )
    beside = (
        (f"{key}\t{count:g}" for key, count in sorted(found.items())) for found in (spellings.before, spellings.after)
    )
    tables = ["\n".join(rows) for rows in (seen, *beside)]
    path.write_bytes(lzma.compress("\n\n".join(tables).encode(), preset=9 | lzma.PRESET_EXTREME))


def _outcomes(text: str, spellings: Spellings, *, cased: bool) -> Counter[str]:
    """Count the words of a text that come back right once spoilt, and those that were right if `left` spoilt."""
    tally: Counter[str] = Counter()
    for line in text.splitlines():
        spoilt = _unaccented(line) if cased else line.upper()
        if len(spoilt) != len(line):  # a letter such as «ß» is two in capitals
            continue
        came = respelt_line(spoilt, spellings, cased=cased)
        spans = [(start, end) for start, end in tokenize(line) if line[start].isalpha()]
        tally["words"] += len(spans)
        tally["right"] += sum(line[start:end] == came[start:end] for start, end in spans)
        tally["left"] += sum(line[start:end] == spoilt[start:end] for start, end in spans)
    return tally


def _words(line: str) -> Iterator[tuple[str, str, str, bool]]:
    """Give each word with its neighbours, and whether it opens a sentence or follows a mark that lets a capital."""
    words = [line[start:end] for start, end in tokenize(line)]
    around = [EDGE, *words, EDGE]
    for place, word in enumerate(words):
        if word[0].isalpha() and not (len(word) > 1 and word.isupper() and _shouted(words)):
            opening = place == 0 or words[place - 1][-1] in _ENDS
            yield around[place], word, around[place + 2], opening


def _shouted(words: list[str]) -> bool:
    letters = [letter for word in words for letter in word if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > len(letters) / 2


def _without_slips(spellings: Mapping[str, float]) -> dict[str, float]:
    least = _RAREST * sum(spellings.values())
    return {spelling: count for spelling, count in spellings.items() if count >= least}


def _unaccented(line: str) -> str:
    return "".join(bare(letter).upper() if letter.isupper() else bare(letter) for letter in line)

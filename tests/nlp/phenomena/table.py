"""What every failing line was read as, and figures by phenomenon; `--mark` also rewrites the lines' prefixes."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from nlp import reader
from nlp.reader import Reader
from nlp.trigger_amends import amended, is_unwanted
from nlp.trigger_features import propose
from nlp.trigger_nature import is_nobodys
from tests.nlp.phenomena.markup import FOLDER, PREFIXES, Case, differences, read, read_files

NARROW = 0.1
"""A trigger whose probability is no farther from the threshold may change sides with the next training."""


def main(arguments: list[str]) -> None:
    """Read all lines and print; write the verdicts into the files only where asked."""
    french = reader.load()
    verdicts: dict[tuple[str, int], str] = {}
    figures: dict[str, Counter[str]] = {}
    for case in read_files():
        told = differences(case, read(case, french))
        verdict = "unsteady" if _margin(case, french) < NARROW else "fails" if told else "passes"
        verdicts[case.file, case.row] = verdict
        of_phenomenon = figures.setdefault(f"{case.file}/{case.phenomenon}", Counter())
        of_phenomenon.update(["right" if not told else "wrong", verdict])
        if told or verdict != case.verdict:
            print(f"{case.file}.txt:{case.row} {case.verdict} -> {verdict} «{case.text}»", *told, sep="\n    ")
    for name, count in figures.items():
        lines, right, wrong = count["right"] + count["wrong"], count["right"], count["wrong"]
        print(f"{name:60} {lines:3} lines, {right:3} pass, {wrong:3} fail, {count['unsteady']:3} unsteady")
    if "--mark" in arguments:
        for path in FOLDER.glob("*.txt"):
            _mark(path, verdicts, {verdict: sign for sign, verdict in PREFIXES.items()})


def _margin(case: Case, french: Reader) -> float:
    """How far the least sure trigger is from the threshold, of those that the line speaks of."""
    doc = french.pipeline.parse(case.text)
    proposals = propose(doc, getattr(french.triggers, "words", french.triggers.lexicon))
    away = [1.0]
    for proposal, chance in zip(proposals, french.triggers.probabilities(doc, proposals), strict=True):
        word = doc[proposal.token]
        if is_nobodys(word) or is_unwanted(word) or amended(word, proposal.type) is not proposal.type:
            continue  # settled by rule, however likely
        start = word.idx
        at = [e for e in case.events.values() if e.trigger.start <= start < e.trigger.end]
        if any(e.type in (None, proposal.type) for e in at) or (case.only and not at):
            away.append(abs(chance - french.triggers.threshold))
    return min(away)


def _mark(path: Path, verdicts: dict[tuple[str, int], str], signs: dict[str, str]) -> None:
    lines = path.read_text().splitlines()
    for row, line in enumerate(lines, start=1):
        if verdict := verdicts.get((path.stem, row)):
            bare = line[2:].strip() if line[:2] in signs.values() else line
            lines[row - 1] = f"{signs[verdict]} {bare}" if verdict in signs else bare
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Writes `common.txt.xz`, the common words of French and English: `python -m bot.words.build ../shared/data`.

From the form lexicon of SUD French GSD and from UD English EWT: forms that are more often something else than a proper
noun, folded, of three letters and more; and the lemmas of the jsRealB lexicon of French.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.words.common import FILE
from nlp.names import fold

_WORD = re.compile(r"[a-z]{3,}")
_NAME, _NO_WORD = "PROPN", ("X", "PUNCT", "SYM", "NUM", "_")


def main(data: Path) -> None:
    """Write the list from the corpora in `data`."""
    words = {*_common(_french(data)), *_common(_english(data)), *_lemmas(data)}
    FILE.write_bytes(lzma.compress("\n".join(sorted(words)).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(words)} words, {FILE.stat().st_size} bytes")


def _common(forms: Iterator[tuple[str, str, int]]) -> set[str]:
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for form, pos, count in forms:
        key = fold(form)
        if _WORD.fullmatch(key) and pos not in _NO_WORD:
            (names if pos == _NAME else words)[key] += count
    return {key for key in words if words[key] > names[key]}


def _french(data: Path) -> Iterator[tuple[str, str, int]]:
    for line in (data / "gsd-lexicon-fr" / "lexiqueFR-GSD.tsv").read_text(encoding="utf-8").splitlines():
        form, _, pos, _, count = line.split("\t")
        yield form, pos, int(count)


def _lemmas(data: Path) -> Iterator[str]:
    lexicon = json.loads((data / "jsrealb-lexicon-fr" / "lexicon-fr.json").read_text(encoding="utf-8"))
    yield from (key for lemma in lexicon if lemma[:1].islower() and _WORD.fullmatch(key := fold(lemma)))


def _english(data: Path) -> Iterator[tuple[str, str, int]]:
    for path in sorted((data / "ud-english-ewt").glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                yield columns[1], columns[3], 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))

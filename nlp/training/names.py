"""Training and test examples for the name recogniser.

The gold of events names its actors and places but not every name of a text, so what it leaves open stays unknown
(«-») for the training; the corpora of old newspapers are noisy and come in small portions.
"""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.tokenizer import plain_form, tokenize
from nlp.training.known_names import (
    GROUP_HEADS,
    GROUPS,
    NOT_NAMES,
    ORG_HEADS,
    ORGANISATIONS,
    PLACE_CUES,
    PLACES,
    TITLES,
)
from nlp.training.swaps import NameStock

LABELS = ("PER", "ORG", "GROUP", "LOC")
UNKNOWN = "-"
_PARTICLES = frozenset(
    (
        "de",
        "du",
        "des",
        "d'",
        "la",
        "le",
        "les",
        "l'",
        "et",
        "en",
        "al",
        "el",
        "ben",
        "bin",
        "ibn",
        "von",
        "van",
        "der",
        "da",
        "dos",
    )
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words with one tag each: B-LABEL, I-LABEL, O or «-» for unknown."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of names apart from the texts."""

    countries: frozenset[str]
    places: frozenset[str]
    cities: frozenset[str]  # those a French reader knows, out of `places`
    persons: frozenset[str]
    common: frozenset[str]  # lower-case forms of ordinary words


def load_gazetteer(data: Path, stock: NameStock) -> Gazetteer:
    """Read countries, their capitals, places, persons and ordinary words."""
    countries: set[str] = set()
    for row in json.loads((data / "countries" / "countries.json").read_text(encoding="utf-8")):
        countries |= {row["translations"]["fra"]["common"], row["translations"]["fra"]["official"], *row["capital"]}
    cities = (data / "sem-gazetteer-fr" / "city.txt").read_text(encoding="utf-8").split("\n")
    common = set()
    with (data / "gsd-lexicon-fr" / "lexiqueFR-GSD.tsv").open(encoding="utf-8") as rows:
        for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[2] != "PROPN" and row[0] == row[0].lower():
                common.add(row[0])
    known = frozenset(cities) - common
    places = frozenset(p.lower() for p in stock.places) - common | known
    return Gazetteer(frozenset(countries), places, known, frozenset(stock.persons), frozenset(common))


def label_names(articles: Sequence[dict[str, object]], known: Gazetteer) -> dict[str, str]:
    """Label every name that the events of the articles give; one label a name, the most frequent."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for event in article["events"]:  # type: ignore[attr-defined]
            for place in event["places"]:
                for name in (place["name"], *place["also"]):
                    if core := _proper_part(name):
                        votes[core]["LOC"] += 1
            for actor in (
                *event["sources"],
                *event["targets"],
                *({"name": a, "also": []} for a in event["attribution"]),
            ):
                _vote_actor([actor["name"], *actor["also"]], known, votes)
    labels = {name: counts.most_common(1)[0][0] for name, counts in votes.items() if _plausible(name)}
    labels.update(dict.fromkeys(known.countries, "LOC"))
    return labels | dict.fromkeys(PLACES, "LOC") | dict.fromkeys(ORGANISATIONS, "ORG") | dict.fromkeys(GROUPS, "GROUP")


def _vote_actor(forms: Iterable[str], known: Gazetteer, votes: dict[str, Counter[str]]) -> None:
    cores = [core for form in forms if (core := _proper_part(form))]
    guesses = [(core, _guess(core, known)) for core in cores]
    persons = [core for core, guess in guesses if guess == "PER"]
    armed = any(guess == "GROUP" for _, guess in guesses)
    for core, guess in guesses:
        if " " not in core and any(p.endswith((" " + core, "-" + core)) for p in persons):
            guess = "PER"
        elif guess is None and " " not in core:
            guess = "GROUP" if armed else "ORG" if any(g == "ORG" for _, g in guesses) else None
        if guess:
            votes[core][guess] += 2
        votes[core][UNKNOWN] += 0


def _proper_part(name: str) -> str:
    """Cut a mention down to its name: «camp de Baghouz» to «Baghouz», «groupe État islamique» to «État islamique»."""
    name = plain_form(name)
    spans = tokenize(name)
    first = next((start for start, _ in spans if starts_name(name[start:])), None)
    if first is None:
        return ""
    return re.sub(r"^(?:M\.|MM\.|Mme) ", "", name[first:])


def starts_name(word: str) -> bool:
    return bool(re.match(r"(?:(?:al|el|ex|as|ad|at|ar|an|ash|ez)-)?[A-ZÀ-Ý]", word))


def _plausible(name: str) -> bool:
    return name not in NOT_NAMES and len(name) > 1 and not re.search(r" et |, ", name)


def _guess(name: str, known: Gazetteer) -> str | None:
    words = name.split()
    head = words[0].lower().removeprefix("ex-")
    if name in GROUPS or head in GROUP_HEADS:
        return "GROUP"
    if name in ORGANISATIONS:
        return "ORG"
    if name in known.countries or name in PLACES or (name.lower() in known.places and len(words) > 1):
        return "LOC"
    if head in ORG_HEADS or "agence" in head:
        return "ORG"
    capitals = [w for w in words if w.lower() not in _PARTICLES]
    if 2 <= len(words) <= 5 and all(starts_name(w) for w in capitals) and not name.isupper():
        named = words[0].split("-")[0] in known.persons or words[0].lower() not in known.common
        common = sum(w.lower() in known.common for w in capitals)
        return "PER" if named and common < len(capitals) > 1 else None
    return "LOC" if name.lower() in known.cities else None


def tag_article(text: str, labels: dict[str, str], own: Iterable[str], known: Gazetteer) -> Iterator[Tagged]:
    """Tag every paragraph; `own` are the article's names, which win over those of other articles when they overlap."""
    plain = plain_form(text)
    names = sorted(set(own) & labels.keys() | {n for n in labels if n in plain}, key=len, reverse=True)
    for line in text.splitlines():
        spans = tokenize(line)
        if spans:
            words = tuple(plain_form(line[a:b]) for a, b in spans)
            spaces = tuple(line[b : b + 1].isspace() for _, b in spans)
            yield Tagged(words, spaces, tuple(_tags(words, names, labels, known)))


def _tags(words: Sequence[str], names: Sequence[str], labels: dict[str, str], known: Gazetteer) -> list[str]:
    tags = [open_tag(words, i, known) for i in range(len(words))]
    index: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name in names:
        parts = tuple(name[a:b] for a, b in tokenize(name))
        index[parts[0]].append((parts, labels[name]))
    position = 0
    while position < len(words):
        here = next((x for x in index[words[position]] if tuple(words[position : position + len(x[0])]) == x[0]), None)
        if here is None:
            position += 1
            continue
        stop = position + len(here[0])
        for place in range(position, stop):
            tags[place] = UNKNOWN if here[1] == UNKNOWN else ("B-" if place == position else "I-") + here[1]
        position = stop
    name_by_context(words, tags)
    return tags


def open_tag(words: Sequence[str], i: int, known: Gazetteer) -> str:
    """Say O where no name can be, unknown where one may be."""
    word = words[i]
    if not starts_name(word):
        near = any(starts_name(w) for w in words[i + 1 : i + 3]) and i > 0 and starts_name(words[i - 1])
        return UNKNOWN if near and word.lower() in _PARTICLES else "O"
    if word in {"M.", "MM.", "Mme"} or (word in NOT_NAMES and len(word) > 1):
        return "O"
    starts = i == 0 or words[i - 1] in {".", "!", "?", ":", '"', "...", "-"}
    follows = i + 1 < len(words) and starts_name(words[i + 1])
    return "O" if starts and not follows and word.lower() in known.common else UNKNOWN


def name_by_context(words: Sequence[str], tags: list[str]) -> None:
    """Settle unknown runs by the word before them: a title makes a person, «à» and «ville de» a place."""
    i = 0
    while i < len(words):
        if tags[i] != UNKNOWN:
            i += 1
            continue
        stop = i
        while stop < len(words) and tags[stop] == UNKNOWN:
            stop += 1
        before = words[i - 1].lower() if i else ""
        further = words[i - 2].lower() if i > 1 else ""
        label = ""
        if before in TITLES or before in {"ministre", "général"}:
            label = "PER"
        elif before == "à" or (before in {"de", "d'"} and further in PLACE_CUES):
            label = "LOC"
        if label and stop - i <= 4 and all(starts_name(w) for w in words[i:stop]):
            tags[i:stop] = [f"B-{label}"] + [f"I-{label}"] * (stop - i - 1)
        i = stop

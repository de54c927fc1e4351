"""The list of reasons is closed: every code that the reader gives is in it, under its slot."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nlp.dates_rules import REASONS, RULES
from nlp.pipeline import ModelMissing
from nlp.reader import Reader, load
from nlp.reasons import SLOTS, WRAPPERS, is_listed, unwrapped
from nlp.schema import Article, Event

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "train-1.jsonl"
DISPATCHES = (
    "BAGDAD, 17 mai - Les forces irakiennes ont libéré mardi le village de Tal Safouk, près de Mossoul, a annoncé le "
    "porte-parole de l'armée. Dix civils ont été tués par les jihadistes. Ils ont aussi blessé trois policiers.",
    "Selon la police, une attaque des rebelles contre un convoi de soldats a tué deux personnes à Gao, dans la nuit de "
    "samedi à dimanche. La ville est encerclée depuis trois jours. L'armée prévoit de lancer un raid lundi.",
    "Le ministre des Affaires étrangères, Paul Kaba, rencontrera jeudi son homologue malien à Bamako. Le président n'a "
    "pas condamné l'attaque. Aucun mort n'est à déplorer, d'après lui. L'armée a démenti avoir bombardé l'aéroport.",
)


def slots(event: Event) -> Iterator[tuple[str, str]]:
    """Every slot of an event with the reason of each of its evidence."""
    yield "trigger", event.reason
    filled = {"source": event.sources, "target": event.targets, "place": event.places}
    filled |= {"attribution": event.attribution, "when": (event.when,) if event.when else ()}
    filled |= {name: (n,) for name, n in (("killed", event.killed), ("wounded", event.wounded)) if n}
    for slot, fillers in filled.items():
        for filler in fillers:
            assert filler.evidence, (slot, filler)
            yield from ((slot, proof.reason) for proof in filler.evidence)
    yield from (("status", proof.reason) for proof in event.status_evidence)


@pytest.fixture(scope="module")
def reader() -> Reader:
    try:
        return load()
    except ModelMissing as missing:
        pytest.skip(str(missing))


def unlisted(reader: Reader, articles: list[Article]) -> set[tuple[str, str]]:
    given = {found for article in articles for event in reader.read(article).events for found in slots(event)}
    assert len(given) > 10
    return {(slot, reason) for slot, reason in given if not is_listed(slot, reason)}


def test_the_reasons_of_our_own_dispatches_are_listed(reader: Reader) -> None:
    """Whatever slot is filled, its evidence carries a code of the list."""
    articles = [Article(str(n), text, date(2017, 5, 17), "fr") for n, text in enumerate(DISPATCHES)]
    assert unlisted(reader, articles) == set()


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not beside this checkout")
def test_the_reasons_of_annotated_articles_are_listed(reader: Reader) -> None:
    """The same over thirty articles."""
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    articles = [Article(a["id"], a["text"], date.fromisoformat(a["published"]), "fr") for a in lines]
    assert unlisted(reader, articles) == set()


def test_every_rule_of_dates_has_its_code_in_the_list() -> None:
    """Dates take the code of the rule that reads them; what is too vague for a day gives no date."""
    assert {REASONS.get(rule.code, rule.code) for rule in RULES} - set(SLOTS["when"]) == {"vague"}


def test_a_code_has_one_meaning_in_every_slot_and_is_no_wrapper_with_another() -> None:
    """The same code in two slots says the same, so that a catalogue needs one text for it."""
    meanings: dict[str, set[str]] = {}
    for codes in SLOTS.values():
        for code, meaning in codes.items():
            meanings.setdefault(code, set()).add(meaning)
    assert {code: said for code, said in meanings.items() if len(said) > 1} == {}
    assert set(meanings) & set(WRAPPERS) == {"pronoun"}


@pytest.mark.parametrize(
    ("slot", "reason", "listed"),
    [
        ("source", "pronoun:inside:subject", True), ("place", "opening", True), ("source", "opening", False),
        ("source", "nsubj", False), ("source", "other:subject", False), ("when", "pronoun:night", False),
        ("killed", "toll_noun", True), ("killed", "noun", False), ("trigger", "noun", True), ("source", "", False),
    ],
)  # fmt: skip
def test_a_reason_belongs_to_its_slot(slot: str, reason: str, listed: bool) -> None:
    """Codes and wrappers are taken where they make sense, nothing else."""
    assert is_listed(slot, reason) is listed


def test_a_reason_is_split_into_wrappers_and_code() -> None:
    """«pronoun:inside:subject» is a pronoun, inside a phrase that is the subject."""
    assert unwrapped("pronoun:inside:subject") == (("pronoun", "inside"), "subject")
    assert unwrapped("subject") == ((), "subject")

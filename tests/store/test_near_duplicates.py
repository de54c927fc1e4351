"""Near-duplicates: one text in two papers, and texts that only look alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.near_duplicates import BANDS, bands, is_one_text, shingles

REWRITES = [json.loads(line) for line in (Path(__file__).parent / "pairs" / "rewrites.jsonl").read_text().splitlines()]

DISPATCH = (
    "Au moins douze personnes ont été tuées samedi matin à Kaboul dans l'explosion d'une moto piégée garée devant une "
    "banque du centre. Les employés d'un ministère venaient y toucher leur salaire. Vingt-cinq blessés ont été "
    "conduits à l'hôpital Wazir Akbar Khan. Aucun groupe ne s'est encore manifesté."
)


def found(one: str, other: str) -> bool:
    """Whether an index by bands finds the one by the other and the texts are then taken for one."""
    return bool(set(bands(one)) & set(bands(other))) and is_one_text(one, other)


@pytest.mark.parametrize(
    "other",
    [
        f"KABOUL (AFP) – {DISPATCH}",
        DISPATCH.upper(),
        DISPATCH.replace("douze", "12").replace("Vingt-cinq", "25"),
        DISPATCH.rsplit(". ", 1)[0],
        DISPATCH.replace("samedi matin", "ce samedi").replace("conduits", "transportés"),
        f"{DISPATCH} La capitale afghane est la cible d'attaques répétées.",
    ],
    ids=["a head", "capitals", "digits", "a cut end", "other words", "a sentence more"],
)
def test_one_text_in_two_papers(other: str) -> None:
    """A light rewrite is the same text, whichever of the two came first."""
    assert found(DISPATCH, other) and found(other, DISPATCH)


@pytest.mark.parametrize(
    "other",
    [
        "Le bilan de l'attentat qui a frappé samedi la capitale afghane est monté à quinze morts, ont indiqué dimanche "
        "les services de santé de Kaboul. L'engin avait été dissimulé sur un deux-roues, dans une rue commerçante.",
        DISPATCH.replace("douze", "trois").replace("samedi", "mardi").replace("Vingt-cinq", "Huit"),
        "",
        "…",
    ],
    ids=["the happening in other words", "a form filled in anew", "nothing", "no word"],
)
def test_what_is_another_text(other: str) -> None:
    """Another report of the happening is an article of its own, and so is the next day's communiqué of one form."""
    assert not found(DISPATCH, other) and not found(other, DISPATCH)


def test_the_keys_are_the_same_in_every_process() -> None:
    """An index keeps them: they may depend on nothing but the text."""
    assert len(set(bands(DISPATCH))) == BANDS
    assert bands("Trois morts à Gao.")[0] == bands("TROIS morts, à Gao")[0] == "62a1101fdf8d05df"


def test_a_text_of_one_word_has_a_shingle() -> None:
    """Shorter than a run, it is one."""
    assert shingles("Gao") == {"gao"} and shingles("") == frozenset()


def test_rewrites_are_found_and_forms_are_not() -> None:
    """Measured on rewrites made of the pairs: nine of ten are found, and no two communiqués of one form."""
    taken = [(row["same"], found(row["one"], row["other"])) for row in REWRITES]
    assert not any(one for same, one in taken if not same)
    assert sum(one for same, one in taken if same) >= 0.9 * sum(same for same, _ in taken)

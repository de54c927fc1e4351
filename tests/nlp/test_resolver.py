"""Names as people type them come out as the place or actor that they mean, best first."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.resolver import Candidate, Kind, Resolver

TYPED = Path(__file__).with_name("typed_names.tsv")
HELD_OUT = Path(__file__).with_name("typed_names_held_out.tsv")
SHARE = 0.95
"""Of the table's names, so many must have the right place or actor first."""


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    """The shipped tables, as on an empty archive."""
    return Resolver.load()


def typed_names(table: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=3)
        return list(rows)


def first_is_right(found: tuple[Candidate, ...], row: dict[str, str]) -> bool:
    """Whether the first candidate is the row's; for «-» whether there is none, «!» any."""
    if row["first"] in ("-", "!"):
        return row["first"] == "!" or not found
    return bool(found) and found[0].name == row["first"] and row["country"] in ("", found[0].country)


def others_are_right(found: tuple[Candidate, ...], row: dict[str, str]) -> bool:
    """Whether what must be offered too is there, and nothing that must not be."""
    names = {one.name for one in found[1:] if one.kind == (row["kind"] or one.kind)}
    every = {one.name for one in found}
    wanted = (row["also"] or "").split()
    return all(word[1:] in names if word[0] == "+" else word[1:] not in every for word in wanted)


@pytest.mark.parametrize("table", [TYPED, HELD_OUT], ids=["built on", "held out"])
def test_typed_names_come_out_first(resolver: Resolver, table: Path) -> None:
    """95 of 100 of a table have their place or actor first, near names come not out at all."""
    rows, wrong = typed_names(table), []
    for row in rows:
        kind: Any = row["kind"] or None
        found = resolver.resolve(row["query"], kind)
        if not (first_is_right(found, row) and others_are_right(found, row)):
            wrong.append((row["query"], row["first"], [(one.name, one.country, one.score) for one in found]))
    print(f"{len(rows) - len(wrong)} of {len(rows)} names right; wrong: {wrong}")
    assert len(rows) >= 150
    assert len(wrong) <= (1 - SHARE) * len(rows), wrong


@pytest.mark.parametrize("kind", ["place", "actor"])
def test_only_the_kind_asked_for_is_given(resolver: Resolver, kind: Kind) -> None:
    """A state is a place and an actor; who asks for one gets no other."""
    assert {one.kind for one in resolver.resolve("Irak", kind)} == {kind}
    assert {one.kind for one in resolver.resolve("Irak")} == {"place", "actor"}


def test_a_candidate_says_where_it_lies(resolver: Resolver) -> None:
    """Country, region and degrees come with a place, kind and country with an actor."""
    place = resolver.resolve("Tall Afar", "place")[0]
    assert (place.country, place.sort, place.exact) == ("IRQ", "locality", True)
    assert place.latitude == pytest.approx(36.38, abs=0.1) and place.longitude == pytest.approx(42.45, abs=0.1)
    actor = resolver.resolve("Daesh", "actor")[0]
    assert (actor.key, actor.sort, actor.latitude) == ("daesh", "armed_group", None)


def test_scores_fall_from_the_best(resolver: Resolver) -> None:
    """Best first, between 0 and 100, at most as many as asked for."""
    found = resolver.resolve("Tripoli", limit=3)
    scores = [one.score for one in found]
    assert len(found) == 3 and scores == sorted(scores, reverse=True) and all(0 < score <= 100 for score in scores)


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "'", "العراق" * 50, "x" * 5000, "(,)", "ال", "ville de", "\ud800"]
)
def test_nonsense_is_no_error(resolver: Resolver, typed: str) -> None:
    """Whatever is typed, an answer comes."""
    assert isinstance(resolver.resolve(typed), tuple)


@given(typed=st.text(max_size=60), kind=st.sampled_from(["place", "actor", None]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer(resolver: Resolver, typed: str, kind: Kind | None) -> None:
    """No text makes it fail, and scores stay within bounds, best first."""
    scores = [one.score for one in resolver.resolve(typed, kind)]
    assert scores == sorted(scores, reverse=True) and all(0 < score <= 100 for score in scores)

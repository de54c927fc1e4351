"""The values of typed filters: how far a name goes, who suffers, several values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.known_names import name_lists
from bot.query_filters import read_filters
from bot.query_slots import Why
from nlp.schema import EventType
from store.records import Role

TODAY = date(2017, 5, 24)


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("by:taliban kabul", {"actor": "taliban", "role": Role.SOURCE, "name": "kabul"}),
        ("acteur:Boko Haram Nigeria", {"actor": "Boko Haram", "name": "Nigeria"}),
        ("acteur:armée syrienne Alep", {"actor": "armée syrienne", "name": "Alep"}),
        ("cible:soldats Mali", {"victims": "soldats", "name": "Mali", "actor": None}),
        ("target:hostages", {"victims": "otages", "actor": None}),
        ("المستهدف:مدنيون", {"victims": "civils"}),
        ("by:soldiers", {"actor": "soldats", "role": Role.SOURCE}),
        ("type:prise d'otage Kidal", {"type": EventType.ASSAULT, "mode": "abduct", "name": "Kidal"}),
    ],
)
def test_a_name_ends_where_a_place_begins(words: str, slots: dict[str, Any]) -> None:
    """Those who suffer by what they are stand in a slot of their own, by what French articles call them."""
    query = read_filters(words, TODAY, name_lists()).query
    assert {slot: getattr(query, slot) for slot in slots} == slots


@pytest.mark.parametrize("mark", [",", ", ", "،", "|", "/"])
def test_of_several_values_the_first_is_taken_and_the_others_are_said(mark: str) -> None:
    """A filter holds one."""
    understood = read_filters(f"type:enlèvement{mark}attaque Mali", TODAY, name_lists())
    query = understood.query
    assert (query.type, query.mode, query.name) == (EventType.ASSAULT, "abduct", "Mali")
    assert [(one.words, one.why) for one in understood.unread] == [("type:attaque", Why.SECOND)]

"""Typed filters in French and English words, in any order, quoted or not; what is not understood is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.known_names import name_lists
from bot.query_filters import as_command, read_filters
from bot.query_slots import Intent, Query, Understood
from nlp.schema import EventType, Status
from store.records import Role

TODAY = date(2017, 5, 24)  # a Wednesday
MAY = {"since": date(2017, 5, 1), "until": date(2017, 5, 31)}
STRIKE = {"type": EventType.ASSAULT, "mode": "aerial"}


def read(words: str) -> Understood:
    """What the words ask for on 24 May 2017."""
    return read_filters(words, TODAY, name_lists())


FILTERS: dict[str, dict[str, Any]] = {
    "Qayrawan type:frappe depuis:2017-05-01 jusqu'à:2017-05-31 acteur:Daesh source:PressTV statut:annoncé": {
        **{"name": "Qayrawan", "actor": "Daesh", "publisher": "PressTV", "status": Status.PLANNED},
        **STRIKE,
        **MAY,
    },
    "statut:annonce acteur:Daesh jusqua:2017-05-31 TYPE:Frappe Qayrawan": {
        **{"name": "Qayrawan", "actor": "Daesh", "status": Status.PLANNED, "until": MAY["until"]},
        **STRIKE,
    },
    'type:"frappe aérienne" date:"mai 2017" Mossoul': {"name": "Mossoul", **STRIKE, **MAY},
    "type:«air strike» Mosul": {"name": "Mosul", **STRIKE},
    "type:ASSAULT.aerial": STRIKE,
    "type:ASSAULT": {"type": EventType.ASSAULT},
    "type: prise de contrôle": {"type": EventType.COERCE, "mode": "seize"},
    "depuis:hier": {"since": date(2017, 5, 23)},
    "depuis:7j Irak": {"name": "Irak", "since": date(2017, 5, 17)},
    "date:7j": {"since": date(2017, 5, 17), "until": TODAY},
    "periode:mai Irak": {"name": "Irak", **MAY},
    "depuis:1er mai 2017 Irak": {"name": "Irak", "since": date(2017, 5, 1)},
    "date:2017": {"since": date(2017, 1, 1), "until": date(2017, 12, 31)},
    "date:05/2017": MAY,
    "date:2017-05-01..2017-05-31": MAY,
    "depuis:jeudi dernier": {"since": date(2017, 5, 18)},
    "date:last week by:ISIS Mosul": {
        **{"name": "Mosul", "actor": "ISIS", "role": Role.SOURCE},
        **{"since": date(2017, 5, 15), "until": date(2017, 5, 21)},
    },
    "until:yesterday": {"until": date(2017, 5, 23)},
    "since:Monday target:Hezbollah": {"actor": "Hezbollah", "role": Role.TARGET, "since": date(2017, 5, 22)},
    "acteur:Hachd al-Chaabi Qayrawan": {"name": "Qayrawan", "actor": "Hachd al-Chaabi"},
    "acteur:«Machin Truc» Alep": {"name": "Alep", "actor": "Machin Truc"},
    "role:cible acteur:Daesh": {"actor": "Daesh", "role": Role.TARGET},
    "lieu:Tal Afar statut:démenti": {"place": "Tal Afar", "status": Status.DENIED},
    "status:planned": {"status": Status.PLANNED},
    "frappes à Mossoul hier": {"place": "Mossoul", **STRIKE, **dict.fromkeys(("since", "until"), date(2017, 5, 23))},
    "Daesh hier source:AFP": {
        **{"actor": "Daesh", "publisher": "AFP"},
        **dict.fromkeys(("since", "until"), date(2017, 5, 23)),
    },
    "«Tal Afar»": {"name": "Tal Afar"},
    "النوع:قصف من:2017-05-01 حتى:أمس الموصل": {
        **{"name": "الموصل", "type": EventType.ASSAULT, "mode": "heavy-weapons"},
        **{"since": MAY["since"], "until": date(2017, 5, 23)},
    },
    "الموصل النَّوْع:«غارة جوية» التاريخ:الأسبوع الماضي": {
        **{"name": "الموصل", "since": date(2017, 5, 15), "until": date(2017, 5, 21)},
        **STRIKE,
    },
    "المصدر:رويترز الحالة:مقرر الدور:المستهدف الطرف:داعش": {
        **{"publisher": "رويترز", "status": Status.PLANNED, "actor": "داعش", "role": Role.TARGET},
    },
    "منذ:٢٠١٧-٠٥-٠١ المستهدف:الجيش العراقي": {
        **{"actor": "الجيش العراقي", "role": Role.TARGET, "since": MAY["since"]},
    },
    "منذ:أسبوع في:حلب": {"place": "حلب", "since": date(2017, 5, 17)},
    "https://example.org/x": {"name": "https://example.org/x"},
}


@pytest.mark.parametrize("words", FILTERS)
def test_filters_are_read(words: str) -> None:
    """Every word finds its slot, and nothing is left over."""
    understood = read(words)
    assert understood.query == Query(**FILTERS[words])
    assert understood.unread == ()


@pytest.mark.parametrize(
    ("words", "unread", "nearest", "rest"),
    [
        ("typ:frappe Mossoul", "typ:frappe", "type:frappe", {"name": "Mossoul"}),
        ("type:frape Mossoul", "type:frape", 'type:"frappe aérienne"', {"name": "Mossoul"}),
        ("status:anounced acteur:Daesh", "status:anounced", "status:announced", {"actor": "Daesh"}),
        ("depuis:nimporte Irak", "depuis:nimporte", "depuis:2017-05-24", {"name": "Irak"}),
        ("role:ciblle acteur:Daesh", "role:ciblle", "role:cible", {"actor": "Daesh"}),
        ("xyzzy:1 Irak", "xyzzy:1", None, {"name": "Irak"}),
        ("النوع:قصفف الموصل", "النوع:قصفف", 'النوع:"قصف مدفعي أو صاروخي"', {"name": "الموصل"}),
        ("Irak type:", "type:", None, {"name": "Irak"}),
        ("date:2017-13-45 Irak", "date:2017-13-45", "date:2017-05-24", {"name": "Irak"}),
    ],
)
def test_what_is_not_understood_is_said_with_the_nearest_filter(
    words: str, unread: str, nearest: str | None, rest: dict[str, Any]
) -> None:
    """And the rest stands."""
    understood = read(words)
    assert [(one.words, one.nearest) for one in understood.unread] == [(unread, nearest)]
    assert understood.query == Query(**rest)


@pytest.mark.parametrize("words", [words for words, said in FILTERS.items() if said.get("name") != words])
@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_the_command_says_the_same_again(words: str, lang: str) -> None:
    """What the bot writes as a command is read as the query that it was written for, in each language."""
    query = read(words).query
    command = as_command(query, lang)
    assert command.startswith("/events")
    again = read(command.removeprefix("/events").strip())
    assert again.unread == (), command
    assert (again.query.name or again.query.place) == (query.name or query.place), command
    assert [getattr(again.query, slot) for slot in ("actor", "role", "type", "mode", "since", "until", "status")] == [
        getattr(query, slot) for slot in ("actor", "role", "type", "mode", "since", "until", "status")
    ], command


def test_who_is_asked_for_by_another_command() -> None:
    """A question for actors is one of /actors."""
    asked = Query(Intent.ACTORS, actor="Daesh", role=Role.TARGET)
    assert as_command(asked, "fr") == "/actors cible:Daesh"
    assert as_command(asked, "en") == "/actors target:Daesh"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.from_regex(r"([a-z'à:]{1,9}[: «\"]){1,6}", fullmatch=True)))
def test_no_words_fail(words: str) -> None:
    """Whatever is typed is read as something."""
    understood = read(words)
    as_command(understood.query, "fr")

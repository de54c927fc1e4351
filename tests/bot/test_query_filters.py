"""Typed filters in French and English words, in any order, quoted or not; what is not understood is said."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.known_names import name_lists
from bot.query_commands import as_command
from bot.query_filters import read_filters
from bot.query_slots import Intent, Query, Understood, Why
from nlp.schema import EventType, Status
from store.records import Role

THUMBED = Path(__file__).parent / "questions" / "filters.tsv"
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
    "type:libération Mossoul": {"name": "Mossoul", "type": EventType.COERCE, "mode": "seize"},
    "type:libération Niger": {"name": "Niger", "type": EventType.RETREAT, "mode": "release"},
    "type:bombardement": {"type": EventType.ASSAULT, "mode": "bombardment"},
    "au Mali": {"name": "Mali"},
    "du Nigeria": {"name": "Nigeria"},
    "de Moscou": {"name": "Moscou"},
    "in Mali type:frappe": {"name": "Mali", **STRIKE},
    "La Paz": {"name": "La Paz"},
    "Le Monde": {"name": "Le Monde"},
    "Mali T1 2013": {"name": "Mali", "since": date(2013, 1, 1), "until": date(2013, 3, 31)},
    "date:2012-2014": {"since": date(2012, 1, 1), "until": date(2014, 12, 31)},
    'date:"semaine dernière"': {"since": date(2017, 5, 15), "until": date(2017, 5, 21)},
    "depuis:semaine dernière Mali": {"name": "Mali", "since": date(2017, 5, 15)},
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
        **{"name": "الموصل", "type": EventType.ASSAULT, "mode": "bombardment"},
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
    "mai 2017": MAY,
    "2016": {"since": date(2016, 1, 1), "until": date(2016, 12, 31)},
    "hier": dict.fromkeys(("since", "until"), date(2017, 5, 23)),
    "Kaboul 7j": {"name": "Kaboul", "since": date(2017, 5, 17), "until": TODAY},
    "attaques Mali 2016": {
        **{"place": "Mali", "type": EventType.ASSAULT},
        **{"since": date(2016, 1, 1), "until": date(2016, 12, 31)},
    },
    "annoncé": {"status": Status.PLANNED},
    "selon PressTV": {"publisher": "PressTV"},
    "frappes Syrie": {"place": "Syrie", **STRIKE},
    "frappes en Irak": {"place": "Irak", **STRIKE},
    "Syrie frappes": {"place": "Syrie", **STRIKE},
    "Tripoli, Liban": {"place": "Tripoli", "within": "Liban"},
    "Tripoli Liban": {"place": "Tripoli", "within": "Liban"},
    "avant:2013": {"until": date(2012, 12, 31)},
    "before:2013": {"until": date(2012, 12, 31)},
    "قبل:2013": {"until": date(2012, 12, 31)},
    "après:2016-06": {"since": date(2016, 7, 1)},
    "jusqu'à:2013": {"until": date(2013, 12, 31)},
    'date:"début mai 2017"': {"since": date(2017, 5, 1), "until": date(2017, 5, 10)},
    'date:"fin avril"': {"since": date(2017, 4, 21), "until": date(2017, 4, 30)},
    'depuis:"il y a 3 mois"': {"since": date(2017, 2, 24)},
    "Damas role:cible": {"name": "Damas", "role": Role.TARGET},
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
        ("status:anounced acteur:Daesh", "status:anounced", "status:annoncé", {"actor": "Daesh"}),
        ("status:anounced since:2017", "status:anounced", "status:announced", {"since": date(2017, 1, 1)}),
        ("depuis:nimporte Irak", "depuis:nimporte", None, {"name": "Irak"}),
        ("role:ciblle acteur:Daesh", "role:ciblle", "role:cible", {"actor": "Daesh"}),
        ("xyzzy:1 Irak", "xyzzy:1", None, {"name": "Irak"}),
        ("type: Irak", "type:", None, {"name": "Irak"}),
        ("النوع:قصفف الموصل", "النوع:قصفف", "النوع:قصف", {"name": "الموصل"}),
        ("Irak type:", "type:", None, {"name": "Irak"}),
        ("date:2017-13-45 Irak", "date:2017-13-45", None, {"name": "Irak"}),
        ("depuis:2017-02-30 Irak", "depuis:2017-02-30", "depuis:2017-02-28", {"name": "Irak"}),
    ],
)
def test_what_is_not_understood_is_said_with_the_nearest_filter(
    words: str, unread: str, nearest: str | None, rest: dict[str, Any]
) -> None:
    """And the rest stands."""
    understood = read(words)
    assert [(one.words, one.nearest) for one in understood.unread] == [(unread, nearest)]
    assert understood.query == Query(**rest)


@pytest.mark.parametrize(
    ("words", "unread", "rest"),
    [
        ("Irak blablabla", ["blablabla"], {"name": "Irak"}),
        ("blibli Irak", ["blibli"], {"name": "Irak"}),
        ("Hachd cha", [], {"name": "Hachd cha"}),
        ("nord de la Syrie", ["nord de la"], {"place": "Syrie"}),
        ("northern Syria", ["northern"], {"place": "Syria"}),
        ("irak par daesh", [], {"place": "Irak", "actor": "Daesh", "role": Role.SOURCE}),
        ("until may 2016 Qayrawan", [], {"name": "Qayrawan", "until": date(2016, 5, 31)}),
        ("Qayrawan jusqu'au:31/05/16", [], {"name": "Qayrawan", "until": date(2016, 5, 31)}),
        ("Qayrawan jusqu’au:31/05/16", [], {"name": "Qayrawan", "until": date(2016, 5, 31)}),
        ("Irak 3 ans", [], {"name": "Irak", "since": date(2014, 5, 24), "until": date(2017, 5, 24)}),
        ("foo bar", [], {"name": "foo bar"}),
    ],
)
def test_a_known_name_among_other_words_is_answered(words: str, unread: list[str], rest: dict[str, Any]) -> None:
    """What is not understood is told, and the line is no name as a whole."""
    understood = read(words)
    assert [one.words for one in understood.unread] == unread
    assert understood.query == Query(**rest)


@pytest.mark.parametrize(
    ("words", "unread", "rest"),
    [
        ("Irak -type:frappe", ("-type:frappe", Why.NEGATED), {"name": "Irak"}),
        ("Irak sauf type:frappe", ("sauf type:frappe", Why.NEGATED), {"name": "Irak"}),
        ("Irak -frappe", ("-frappe", Why.NEGATED), {"name": "Irak"}),
        ("Irak sauf Mossoul", ("sauf Mossoul", Why.NEGATED), {"place": "Irak"}),
        ("lieu:Irak lieu:Syrie", ("lieu:Syrie", Why.SECOND), {"place": "Irak"}),
        ("cible:Daesh auteur:Hachd", ("auteur:Hachd", Why.SECOND), {"actor": "Daesh", "role": Role.TARGET}),
        ("acteur:Daesh acteur:Hachd", ("acteur:Hachd", Why.SECOND), {"actor": "Daesh"}),
        ("type:frappe type:grève", ("type:grève", Why.SECOND), STRIKE),
        ("Irak Syrie", ("Syrie", Why.SECOND), {"place": "Irak"}),
        ("Daesh Hachd", ("Hachd", Why.SECOND), {"actor": "Daesh"}),
        ("depuis:2018 jusqu'à:2017", ("2018-01-01 … 2017-12-31", Why.REVERSED), {}),
    ],
)
def test_what_a_filter_cannot_say_is_left_out_and_said(
    words: str, unread: tuple[str, Why], rest: dict[str, Any]
) -> None:
    """No exclusion becomes the opposite, no second name is dropped in silence."""
    understood = read(words)
    assert [(one.words, one.why) for one in understood.unread] == [unread]
    assert understood.query == Query(**rest)


def test_the_same_filter_twice_is_no_second_one() -> None:
    """It says the same."""
    assert read("type:frappe type:frappe").unread == ()


@pytest.mark.parametrize(
    ("words", "lang", "nearest"),
    [
        ("statut:bidon", "fr", None),
        ("couleur:rouge", "fr", None),
        ("page:2", "fr", None),
        ("mots:roquettes", "fr", None),
        ("typ:frape", "fr", 'type:"frappe aérienne"'),
        ("type:strik", "en", 'type:"air strike"'),
        ("stauts:planed", "en", "status:planned"),
        ("statut:anounced", "fr", "statut:annoncé"),
        ("acteurs:Daesh", "fr", "acteur:Daesh"),
    ],
)
def test_a_filter_is_offered_in_the_readers_language_and_would_be_understood(
    words: str, lang: str, nearest: str | None
) -> None:
    """Or none is."""
    understood = read_filters(words, TODAY, name_lists(), lang)
    assert [one.nearest for one in understood.unread] == [nearest]
    assert nearest is None or read_filters(nearest, TODAY, name_lists(), lang).unread == ()


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


def test_those_who_suffered_are_asked_for_by_their_part() -> None:
    """Whom nobody did it to by name; and one actor alone is a card."""
    asked = Query(Intent.ACTORS, place="Damas", role=Role.TARGET)
    assert as_command(asked, "fr") == "/actors Damas role:cible"
    assert as_command(Query(Intent.ACTORS, actor="Haftar"), "en") == "/actor Haftar"
    assert as_command(Query(place="Alep", victims="civils"), "fr") == "/events Alep cible:civils"


def test_who_is_asked_for_by_another_command() -> None:
    """A question for actors is one of /actors."""
    asked = Query(Intent.ACTORS, actor="Daesh", role=Role.TARGET)
    assert as_command(asked, "fr") == "/actors cible:Daesh"
    assert as_command(asked, "en") == "/actors target:Daesh"


def test_lines_as_they_are_thumbed_become_the_query_that_was_meant() -> None:
    """At least 90 % right in every slot, with what is left out said; a bare name may be found to be a place."""
    wrong, rows = [], 0
    for line in THUMBED.read_text(encoding="utf-8").splitlines()[1:]:
        words, slots, left_out = line.split("\t")
        said = dict(slot.strip().split("=", 1) for slot in slots.split(";"))
        understood = read(words)
        got = {one.name: value for one in fields(Query) if (value := getattr(understood.query, one.name)) is not None}
        got = {"place" if slot == "name" else slot: str(value).casefold() for slot, value in got.items()}
        meant = {"place" if slot == "name" else slot: value.casefold() for slot, value in said.items()}
        rows += 1
        unread = [one.words for one in understood.unread]
        if got != meant | {"intent": "events"} or unread != ([left_out] if left_out else []):
            wrong.append((words, got, understood.unread))
    assert rows == 30 and len(wrong) <= 3, wrong


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.from_regex(r"([a-z'à:]{1,9}[: «\"]){1,6}", fullmatch=True)))
def test_no_words_fail(words: str) -> None:
    """Whatever is typed is read as something."""
    understood = read(words)
    as_command(understood.query, "fr")

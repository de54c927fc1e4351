"""French news dates against the day of publication, Friday 19 May 2017."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import date_mentions, find_dates
from nlp.dates_grammar import Direction

PUBLISHED = date(2017, 5, 19)


def _days(text: str, direction: str = "past") -> list[tuple[str | None, str | None]]:
    found = find_dates(text, PUBLISHED, "future" if direction == "future" else "past")
    return [(w.start and w.start.isoformat(), w.end and w.end.isoformat()) for w in found]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mercredi 17 mai", "2017-05-17", "2017-05-17"),
        ("vendredi", "2017-05-19", "2017-05-19"),
        ("lundi dernier", "2017-05-15", "2017-05-15"),
        ("vendredi dernier", "2017-05-12", "2017-05-12"),
        ("jeudi prochain", "2017-05-25", "2017-05-25"),
        ("hier soir", "2017-05-18", "2017-05-18"),
        ("avant-hier", "2017-05-17", "2017-05-17"),
        ("la nuit dernière", "2017-05-18", "2017-05-19"),
        ("au printemps 2015", "2015-03-01", "2015-05-31"),
        ("à l'été 2014", "2014-06-01", "2014-08-31"),
        ("à l’automne 2016", "2016-09-01", "2016-11-30"),
        ("au premier trimestre 2016", "2016-01-01", "2016-03-31"),
        ("au second semestre de 2015", "2015-07-01", "2015-12-31"),
        ("au troisième trimestre", "2016-07-01", "2016-09-30"),
        ("depuis le début de la semaine", "2017-05-15", "2017-05-19"),
        ("depuis le début du mois", "2017-05-01", "2017-05-19"),
        ("depuis le début de l'année", "2017-01-01", "2017-05-19"),
        ("ce mardi", "2017-05-16", "2017-05-16"),
        ("dans la nuit de lundi à mardi", "2017-05-15", "2017-05-16"),
        ("dans la nuit du 3 au 4 mai", "2017-05-03", "2017-05-04"),
        ("dans la nuit du 30 avril au 1er mai", "2017-04-30", "2017-05-01"),
        ("mardi à l’aube", "2017-05-16", "2017-05-16"),
        ("le 12 du mois", "2017-05-12", "2017-05-12"),
        ("Ils ont fui le 5, sans bruit.", "2017-05-05", "2017-05-05"),
        ("le 22 du mois écoulé", "2017-04-22", "2017-04-22"),
        ("le 1er juin", "2016-06-01", "2016-06-01"),
        ("depuis mardi", "2017-05-16", "2017-05-19"),
        ("depuis trois jours", "2017-05-16", "2017-05-19"),
        ("depuis le 12 avril", "2017-04-12", "2017-05-19"),
        ("depuis la nuit de lundi à mardi", "2017-05-15", "2017-05-19"),
        ("il y a deux jours", "2017-05-17", "2017-05-17"),
        ("il y a une semaine", "2017-05-12", "2017-05-12"),
        ("la semaine dernière", "2017-05-08", "2017-05-14"),
        ("la semaine prochaine", "2017-05-22", "2017-05-28"),
        ("cette semaine", "2017-05-15", "2017-05-21"),
        ("ce week-end", "2017-05-13", "2017-05-14"),
        ("le mois dernier", "2017-04-01", "2017-04-30"),
        ("en juin 2016", "2016-06-01", "2016-06-30"),
        ("en juin", "2016-06-01", "2016-06-30"),
        ("à la mi-mai", "2017-05-01", "2017-05-31"),
        ("fin avril", "2017-04-01", "2017-04-30"),
        ("en 2016", "2016-01-01", "2016-12-31"),
        ("l’an dernier", "2016-01-01", "2016-12-31"),
        ("du 3 au 5 mai", "2017-05-03", "2017-05-05"),
        ("du 28 décembre au 3 janvier", "2016-12-28", "2017-01-03"),
        ("entre lundi et mercredi", "2017-05-15", "2017-05-17"),
        ("lundi et mardi", "2017-05-15", "2017-05-16"),
        ("samedi 6 et dimanche 7 mai", "2017-05-06", "2017-05-07"),
        ("17/05/2017", "2017-05-17", "2017-05-17"),
        ("2017-05-17", "2017-05-17", "2017-05-17"),
        ("d'ici à lundi", "2017-05-19", "2017-05-22"),
        ("d'ici à la fin de l'année", "2017-05-19", "2017-12-31"),
        ("jusqu'au 30 juin", "2017-05-19", "2017-06-30"),
        ("ces trois derniers jours", "2017-05-16", "2017-05-19"),
        ("dans les dernières 48 heures, les dernières 48 heures", "2017-05-17", "2017-05-19"),
        ("le 29 février", "2016-02-29", "2016-02-29"),
    ],
)
def test_a_date_is_resolved_against_publication(text: str, start: str, end: str) -> None:
    """Each way in which the press writes a date gives its first and last day."""
    assert _days(text)[0] == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "la résolution 2254",
        "14 civils",
        "deux F-16",
        "l’article 5",
        "à 60 km, au kilomètre 12",
        "à 16 h, à 16 h 30",
        "le 31 avril",
        "ces derniers jours",
        "récemment",
        "la mi-2010",
        "de 5 à 10 personnes",
        "les vendredis",
        "la place du 14 juillet",
        "le Mouvement du 23 mars",
        "l'hôpital du 22-Mai",
        "il y a 9000 ans",
        "Mars attaque",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    """Figures, names made of dates, impossible days and vague times date nothing."""
    assert _days(text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("mardi", "2017-05-23"),
        ("vendredi 12 mai", "2017-05-12"),  # the weekday said beside tells the year
        ("le 1er juin", "2017-06-01"),
        ("en octobre", "2017-10-01"),
        ("ce week-end", "2017-05-20"),
        ("vendredi", "2017-05-19"),
    ],
)
def test_a_plan_takes_the_next_such_day(text: str, start: str) -> None:
    """Read towards the future, a bare weekday, day or month is the next one."""
    assert _days(text, "future")[0][0] == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Le 14 mai, ils ont attaqué. La veille, ils avaient prévenu.", "2017-05-13"),
        ("Le 14 mai, ils ont attaqué. Le lendemain, ils ont fui.", "2017-05-15"),
        ("Le 14 mai, ils ont attaqué. Trois jours plus tôt, rien.", "2017-05-11"),
        ("Le 14 mai, ils ont attaqué. Une semaine plus tard, ils ont fui.", "2017-05-21"),
        ("Le 14 mai, ils ont attaqué. Le même jour, ils ont fui.", "2017-05-14"),
        ("Depuis lundi, ils tirent. Le lendemain, ils ont fui.", "2017-05-16"),
        ("Le 2 mars 2015, ils ont attaqué. Le 27, ils ont fui.", "2015-03-27"),
    ],
)
def test_a_date_told_against_another_counts_from_it(text: str, start: str) -> None:
    """«la veille», «le lendemain», «trois jours plus tôt» count from the date told before."""
    assert _days(text)[-1][0] == start


@pytest.mark.parametrize(
    ("text", "past", "other"),
    [
        ("Le village a été repris mardi. Dans la nuit, dix soldats ont fui.", ("16", "17"), ("15", "16")),
        ("Dans la nuit, dix soldats ont fui.", ("18", "19"), None),
        ("Il parlait mercredi. Le siège dure depuis lundi.", ("15", "19"), ("15", "17")),
        ("Ils ont fui dans la nuit de mardi.", ("16", "16"), ("16", "17")),
    ],
)
def test_words_that_mean_two_spans_give_both(text: str, past: tuple[str, str], other: tuple[str, str] | None) -> None:
    """A bare night is that after the day told or that before it; «depuis» runs to publication or to the day told."""
    mention = date_mentions(text, PUBLISHED)[-1]
    found = [when and (f"{when.start:%d}", f"{when.end:%d}") for when in (mention.when("past"), mention.when("other"))]
    assert found == [past, other]


@pytest.mark.parametrize(
    ("text", "past", "other"),
    [
        ("La ville est prise depuis 1991. Il a parlé lundi. La veille, ils fuyaient.", "14", None),
        ("Ils ont tiré mardi. Le maire s'est confié jeudi. La veille, ils avaient fui.", "17", "15"),
        ("Mardi, deux jours après que la ville eut été prise, ils ont fui.", "18", "14"),
        ("Ils ont tiré lundi. Deux jours après la tuerie, ils ont fui.", "17", "13"),
        ("Ils ont fui mercredi, au lendemain d'une attaque.", "18", "16"),
        ("Ils ont tiré lundi. À l’aube, la ville était prise.", "16", "15"),
        ("Ils ont tiré le 3 mai. Le jeudi suivant, ils ont fui.", "04", None),
        ("Ils ont tiré lundi. La nuit d'avant, ils avaient fui.", "14", "13"),
    ],
)
def test_a_day_counted_from_another_has_a_reading_for_each(text: str, past: str, other: str | None) -> None:
    """«la veille» counts from a day of these weeks, or from the one before it, which a speaker's day may hide."""
    mention = date_mentions(text, PUBLISHED)[-1]
    found = [when and f"{when.start:%d}" for when in (mention.when("past"), mention.when("other"))]
    assert found == [past, other]


@pytest.mark.parametrize(
    ("text", "turn", "end"),
    [
        ("L'offensive lancée lundi a fait dix morts.", "onward", "19"),
        ("L'offensive lancée lundi a pris fin mercredi.", "onto", "17"),
        ("La grève observée depuis lundi a été brisée mercredi.", "onto", "17"),
        ("Ils tiennent la ville depuis lundi.", "third", "15"),
        ("Dix hommes ont été tués lundi.", "onward", None),
    ],
)
def test_a_beginning_opens_a_stretch(text: str, turn: Direction, end: str | None) -> None:
    """Beside a word of beginning a day may open a stretch to publication, or to the next date of the sentence."""
    when = date_mentions(text, PUBLISHED)[0].when(turn)
    assert (when and f"{when.end:%d}") == end


@pytest.mark.parametrize(
    "text", ["Le camp ferme deux jours plus tôt que prévu.", "Ils ont fui un peu avant 18 heures."]
)
def test_an_hour_and_a_comparison_date_nothing(text: str) -> None:
    """«plus tôt que prévu» counts from no day, «avant 18 heures» is no day of the month."""
    assert _days(text) == []


def test_the_dateline_is_no_date_of_the_tale() -> None:
    """The place and day of writing at the head date no event."""
    assert _days("BAMAKO, 3 mai – L’armée a tiré lundi.") == [("2017-05-15", "2017-05-15")]


def test_the_evidence_holds_the_very_words() -> None:
    """The span of a date is the text's own words, typographic apostrophe included."""
    text = "Ils ont tiré mardi à l’aube sur le pont."
    (when,) = find_dates(text, PUBLISHED)
    span = when.evidence[0].span
    assert text[span.start : span.end] == span.text == "mardi à l’aube"


@given(
    st.text(alphabet="0123456789/-. ledumaijnvrtoshicpu'àé", max_size=80), st.dates(date(1990, 1, 1), date(2090, 1, 1))
)
def test_any_text_is_survived(text: str, published: date) -> None:
    """Whatever stands in the text, mentions lie inside it, in order, and no span ends before it begins."""
    mentions = date_mentions(text, published)
    edges = [edge for m in mentions for edge in (m.span.start, m.span.end)]
    assert edges == sorted(edges)
    for when in (m.past for m in mentions if m.past):
        assert when.start is None or when.end is None or when.start <= when.end


def test_the_day_after_something_dated() -> None:
    """«au lendemain de l'attentat de lundi» is Tuesday, and the attack stays on Monday."""
    assert _days("au lendemain de l'attentat de lundi") == [("2017-05-16", "2017-05-16"), ("2017-05-15", "2017-05-15")]
    assert _days("à la veille du sommet du 10 mai")[0] == ("2017-05-09", "2017-05-09")
    assert _days("à la veille du scrutin") == []


@pytest.mark.parametrize("text", ["à l'hiver 2015", "l'été dernier", "au cinquième trimestre 2015"])
def test_a_vague_season_is_no_date(text: str) -> None:
    """A winter lies in two years, and a season without a year is vague."""
    assert _days(text) == []

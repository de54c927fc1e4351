"""How the names of stretches of time are read: seasons, quarters of a year, «depuis le début de la semaine»."""

import re
from datetime import timedelta

from nlp.dates_grammar import Anchor, Closed, Days, any_of, month_span, read_point, week_span, year_span
from nlp.patterns import fr_dates as words

SEASON = rf"(?P<season>{any_of(words.SEASONS)})(?: de)? (?P<year>(?:19|20)\d\d)(?![\d-])"
QUARTER = (
    rf"(?P<nth>{any_of(words.ORDINALS)}) (?P<part>trimestre|semestre)"
    r"(?: (?:de )?(?P<year>(?:19|20)\d\d)(?![\d-])| de (?P<this>l'année|cette année)|(?! \w*\d))"
)
BEGINNING = r"(?P<of>de la semaine|du mois|de l'année)"


def season(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «au printemps 2015»: three whole months, as the weather services count them."""
    return _months(int(match["year"]), words.SEASONS[match["season"].lower()], 3)


def quarter(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «au premier trimestre 2016», «au second semestre»: of the year of publication where none is said."""
    months = 3 if match["part"].lower() == "trimestre" else 6
    nth = words.ORDINALS[match["nth"].lower()]
    if nth * months > 12:
        return None
    year = int(match["year"] or anchor.published.year)
    days = _months(year, (nth - 1) * months + 1, months)
    if days[0] > anchor.published and anchor.direction == "past" and not (match["year"] or match["this"]):
        return _months(year - 1, (nth - 1) * months + 1, months)
    return days


def _months(year: int, first: int, count: int) -> Closed:
    return month_span(year, first)[0], month_span(year, first + count - 1)[1]


def since_beginning(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «depuis le début de la semaine»: from its first day up to publication."""
    if anchor.direction == "other":
        return None
    published = anchor.published
    spans = {
        "de la semaine": week_span(published),
        "du mois": month_span(published.year, published.month),
        "de l'année": year_span(published.year),
    }
    return spans[match["of"].lower()][0], published


def last_night(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «la nuit dernière»: the one that ended on the day of publication."""
    if anchor.direction == "other":
        return None
    return anchor.published - timedelta(days=1), anchor.published


def beside(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Read «au lendemain» before «de l'attentat de lundi»: a day from the one that dates what is named."""
    found = read_point(match["point"], anchor)
    if found is None or found[0] != found[1]:
        return None
    day = found[0] + timedelta(days=words.BESIDE[match["beside"].lower()])
    return day, day

"""The dates of French questions: the reader's own grammar, and what phones and questions say that no dispatch does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from nlp.dates import date_mentions
from nlp.dates_grammar import Direction, month_span, plain, week_span, year_span

Days = tuple[date | None, date | None]


_REPAIRS = tuple(
    (re.compile(rf"\b{typed}(?!\w)", re.IGNORECASE), meant)
    for typed, meant in (
        (r"(derni)er(es?)\b", r"\1èr\2"),
        (r"annee(s?)", r"année\1"),
        (r"pass[ée]e(s?)", r"passée\1"),
        (r"avant[ -]+hier", "avant-hier"),
        (r"apr[eè]s[ -]+demain", "après-demain"),
        (r"aujourd(?:'|’| )?hui|ajd|auj", "aujourd'hui"),
        (r"jusqu(?:'|’| )?(?:à|a)", "jusqu'à"),
        (r"debut", "début"),
        (r"a partir", "à partir"),
        (r"apres", "après"),
        (r"cet apr[eè]s[ -]midi", "cet après-midi"),
        (r"week ?end|we", "week-end"),
        (r"(\d+) ?j", r"\1 jours"),
        (r"(\d+) ?sem", r"\1 semaines"),
        (r"premier", "1er"),
        (r"fevirer|f[eé]vr?\.?(?!\w)", "février"),
        (r"janv\.?", "janvier"),
        (r"avr\.?", "avril"),
        (r"juil\.?", "juillet"),
        (r"sept\.?(?= (?:20)?\d\d\b|$)", "septembre"),  # «sept morts» are seven
        (r"oct\.?", "octobre"),
        (r"nov\.?", "novembre"),
        (r"d[eé]c\.?", "décembre"),
        (r"ce mois(?![- ]?ci|-)", "ce mois-ci"),
        (r"T1[ -]?((?:19|20)\d\d)", r"1er trimestre \1"),
        (r"T([2-4])[ -]?((?:19|20)\d\d)", r"\1e trimestre \2"),
        (r"(?<!la )(?<!cette )(?<!une )(semaine (?:derni[eè]re|pass[ée]e|prochaine))", r"la \1"),
        (r"(?<!le )(?<!ce )(?<!un )(mois (?:dernier|passé|prochain))", r"le \1"),
        (r"(?<!l')(?<!une )(année (?:dernière|passée|prochaine))", r"l'\1"),
        (r"(?<!de )(?<!entre )(?<![\d/-])((?:19|20)\d\d) ?(?:[-–/]|à|a|au) ?((?:19|20)\d\d)(?![/-])", r"de \1 à \2"),
    )
)


def repaired(text: str) -> str:
    """Give the text with the accents and hyphens that its French words of time lack, and plain apostrophes."""
    text = plain(text)
    for pattern, meant in _REPAIRS:
        text = pattern.sub(meant, text)
    return text


_LEAD = re.compile(
    r"\b(?P<word>depuis|à partir d[eu]|dès|après|avant|jusqu'(?:à|au|en))(?: la date du)?"
    r"(?: (?:le mois d[e'] ?|le |la |l'|au |en )?| ?)(?=\S)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"(?:le )?début (?:de (?:l'|cette |la |ce )|du )(?P<unit>année|an|mois|semaine)\b|(?P<short>ce matin)\b",
    re.IGNORECASE,
)
_LAST_DAYS = re.compile(
    r"\b(?P<since>depuis )?(?:(?:ces|les|des|dans les|au cours des|sur les) )?"
    r"(?P<n>\d{1,3}|deux|trois|quatre|cinq|six|sept|dix|quinze|trente)? ?(?:derni(?:er|ère)s )?"
    r"(?P<unit>jours|semaines|mois|heures|h)(?: (?:derni(?:er|ère)s|passés))?(?!\w)",
    re.IGNORECASE,
)
_A_FEW = {"jours": 7, "semaines": 4, "mois": 3, "heures": 48, "h": 48}
"""How many «ces derniers jours» are."""

NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "dix": 10, "quinze": 15, "trente": 30}


def found(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    taken: list[tuple[int, int]] = []
    for find in (_months, _led, _last_days, _plain, _bare):
        for start, end, days in find(text, today, direction):
            if all(end <= other[0] or start >= other[1] for other in taken):
                taken.append((start, end))
                yield start, end, days


_MONTH = r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_YEAR = r"(?:19[5-9]|20[0-3])\d"
_MONTHS = re.compile(
    rf"(?<![\w/])(?:(?:en|de|d'|entre|pendant|durant|mois de) ?)?\b(?P<one>(?:{_MONTH})(?: {_YEAR})?|{_YEAR})"
    rf"(?: ?[-–] ?| (?:et|ou|à|au|jusqu'en|jusqu'à) (?:en |d')?)(?P<two>(?:{_MONTH})(?: {_YEAR})?|{_YEAR})(?![\w/-])",
    re.IGNORECASE,
)


def _months(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Read «juillet et août 2024», «juin-août 2016», «en 2014 et 2015»: the end lends its year to the beginning."""
    for match in _MONTHS.finditer(text):
        one, two = match["one"].lower(), match["two"].lower()
        last = _point_at(f"en {two}", 3, today, direction)
        if last is None or one.isdigit() > two.isdigit():
            continue
        named = one if re.search(r"\d{4}", one) else f"{one} {last[1][1].year}"
        first = _point_at(f"en {named}", 3, today, direction)
        if first and first[1][0] > last[1][1] and named != one:
            first = _point_at(f"en {one} {last[1][1].year - 1}", 3, today, direction)
        if first and first[1][0] <= last[1][1]:
            yield match.start(), match.end(), (first[1][0], last[1][1])


def _led(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Read «depuis janvier», «avant le 3 mai», «jusqu'à hier»: one side open."""
    for lead in _LEAD.finditer(text):
        found = _point_at(text, lead.end(), today, direction)
        if found:
            days = _opened(lead["word"].lower(), found[1])
            yield lead.start(), found[0], days


def _opened(word: str, days: tuple[date, date]) -> Days:
    if word == "avant":
        return None, days[0] - timedelta(days=1)
    if word.startswith("jusqu"):
        return None, days[1]
    return (days[1] + timedelta(days=1) if word == "après" else days[0]), None


def _point_at(text: str, start: int, today: date, direction: Direction) -> tuple[int, tuple[date, date]] | None:
    """Give the end of the date that begins at an offset, and its days."""
    beginning = _BEGINNING.match(text, start)
    if beginning:
        return beginning.end(), _span_of((beginning["unit"] or "jour").lower(), today)
    rest = text[start:]
    leads = ("la ", "") if rest.lower().startswith("semaine") else ("", "le ", "en ", "la ", "l'")
    for lead in leads:
        for mention in date_mentions(lead + rest, today)[:1]:
            when = mention.when(direction)
            if mention.span.start <= len(lead) and when and when.start and when.end:
                return start + mention.span.end - len(lead), (when.start, when.end)
    return None


def _span_of(unit: str, today: date) -> tuple[date, date]:
    spans: dict[str, Callable[[], tuple[date, date]]] = {
        "mois": lambda: month_span(today.year, today.month),
        "semaine": lambda: week_span(today),
        "jour": lambda: (today, today),
    }
    return spans.get(unit, lambda: year_span(today.year))()


def _last_days(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Read «ces 7 derniers jours» up to today, «depuis 7 jours» with an open end, and a bare «7 jours»."""
    for match in _LAST_DAYS.finditer(text):
        words = match.group().lower()
        if match["n"] is None and words.startswith("ces derni"):
            few = days_before(today, _A_FEW[match["unit"].lower()], match["unit"].lower())
            yield match.start(), match.end(), (few, today)
        if match["n"] is None or text[: match.start()].lower().endswith(("il y a ", "dans ", "voilà ")):
            continue
        count = NUMBERS.get(match["n"].lower()) or int(match["n"])
        since = days_before(today, count, match["unit"].lower())
        # A bare «7 jours» is a period only where nothing else stands («3 jours de combats» is none).
        if match["since"] or "derni" in words or "passés" in words or match.group().strip() == text.strip():
            yield match.start(), match.end(), (since, None if match["since"] else today)


def days_before(today: date, count: int, unit: str) -> date:
    """Give the day `count` units (days, weeks, months or hours, by the first letters of either language) before."""
    if unit.startswith(("mo", "year", "an")):
        months = count * (12 if unit.startswith(("year", "an")) else 1)
        first, last = month_span(today.year, today.month - months)
        return first.replace(day=min(today.day, last.day))
    if unit.startswith("h"):
        return today - timedelta(days=round(count / 24))
    return today - timedelta(days=count * (7 if unit.startswith(("sem", "week")) else 1))


def _plain(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    for mention in date_mentions(text, today):
        when = mention.when(direction)
        if when and (when.start or when.end):
            since_only = mention.code in ("since", "for") and mention.span.text.lower().startswith("depuis")
            days = (when.start, None if since_only else when.end)
            part = _PART_OF_MONTH.match(mention.span.text)
            if mention.code == "month" and part and when.start:
                days = _third(when.start, part["part"].lower())
            yield mention.span.start, mention.span.end, days


_BARE = re.compile(
    r"(?<![\w/.,'-])(?<!\d )(?:"
    r"(?P<month>janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
    r"|(?P<year>20[0-3]\d|19[5-9]\d)|(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2]))(?![\w/.,%-])"
    r"(?! (?:morts?|tués?|blessés?|personnes|soldats|hommes|civils|habitants|combattants|km|euros|dollars|déplacés)\b)",
    re.IGNORECASE,
)


def _bare(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Read what no sentence says but phones do: «manif caracas avril», «bamako 2016», «raqqa 15/05»."""
    for match in _BARE.finditer(text):
        if match["d"]:
            days = _day_of_year(int(match["d"]), int(match["m"]), today, direction)
        else:
            point = _point_at(f"en {match.group().lower()}", 3, today, direction)
            days = point[1] if point else None
        if days is not None:
            yield match.start(), match.end(), days


def _day_of_year(day: int, month: int, today: date, direction: Direction) -> tuple[date, date] | None:
    """The last such day up to today, or the next one; None for one that neither year has."""
    years = (today.year, today.year - 1) if direction == "past" else (today.year, today.year + 1)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found <= today) if direction == "past" else (found >= today):
            return found, found
    return None


_PART_OF_MONTH = re.compile(r"(?P<part>début|mi|fin)\b", re.IGNORECASE)


def _third(first: date, part: str) -> Days:
    """The first, second or last third of the month that begins with a day: «début mai»."""
    last = month_span(first.year, first.month)[1]
    tenth, twentieth = first.replace(day=10), first.replace(day=20)
    after = timedelta(days=1)
    return {"début": (first, tenth), "mi": (tenth + after, twentieth)}.get(part, (twentieth + after, last))

"""The dates of Arabic questions: days, months of three calendars' names, years, weeks, and words that open a period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.arabic import one_form
from bot.date_readers import Anchor, Days, Reader, in_month, iso, numeric, point_at, whole_year
from bot.words.ar_dates import DAYS, DEICTIC, DUALS, MONTHS, NUMBERS, ORDINALS, UNITS
from nlp.dates_grammar import Closed, Direction, month_span, week_span, year_span

NUMBERS |= {"خمسه عشر": 15, "خمسه عشره": 15, "عشرين": 20, "ثلاثين": 30}
_UNIT_OF = {name: unit for unit, names in UNITS.items() for name in names.split("|")}
_DUAL_OF = {name: unit for unit, names in DUALS.items() for name in names.split("|")}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_PAST, _NEXT = "(?:ال)?(?:ماضي|فائت|فايت|منصرم|سابق|اخير)ه?", "(?:ال)?(?:قادم|مقبل|جاي)ه?"
_PRESENT = "(?:ال)?(?:جاري|حالي)ه?"
_LATE = " (?:ال)?(?:ماضي|اخير|فائت|فايت)(?:ه|ين|تين)?"
_WHICH = rf"(?: (?P<which>{_PAST}|{_NEXT}))?"
_TWIN = rf"(?: ?[/(] ?(?:{_any(MONTHS)})\)?)?"  # «ايار/مايو», as the press writes it
_MONTH = rf"(?:شهر )?(?P<month>{_any(MONTHS)}){_TWIN}"
_YEAR = r"(?:من )?(?:عام |سنه |العام )?(?P<year>(?:19|20)\d\d)م?(?![-/.]\d)"
_SINGULAR = "(?:ال)?(?P<unit>يوم|اسبوع|شهر|سنه|عام)"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|{_any(ORDINALS)}|اول)"
_N = rf"(?:ال)?(?P<n>\d{{1,3}}|{_any(NUMBERS)})"
_UNIT, _DUAL = rf"(?:ال)?(?P<unit>{_any(_UNIT_OF)})", rf"(?:ال)?(?P<dual>{_any(_DUAL_OF)})"
_START, _END = "(?:بدايه|مطلع|اول|اوائل)", r"(?![^\W_])"


def _step(which: str | None) -> int:
    """-1 for «الماضي», 1 for «القادم», 0 for neither."""
    if not which or re.fullmatch(_PRESENT, which):
        return 0
    return -1 if re.fullmatch(_PAST, which) else 1


def _day_of_month(match: re.Match[str], anchor: Anchor) -> Closed:
    said, month, today = match["day"], MONTHS[match["month"]], anchor.today
    day = 1 if said == "اول" else ORDINALS.index(said) + 1 if said in ORDINALS else int(said)
    found = date(int(match["year"] or today.year), month, day)
    if not match["year"] and anchor.direction == "past" and found > today:
        found = found.replace(year=found.year - 1)
    elif not match["year"] and anchor.direction == "future" and found < today:
        found = found.replace(year=found.year + 1)
    return found, found


def _month(match: re.Match[str], anchor: Anchor) -> Closed:
    month, today, step = MONTHS[match["month"]], anchor.today, _step(match.groupdict().get("which"))
    if match["year"]:
        return month_span(int(match["year"]), month)
    if step > 0 or (anchor.direction == "future" and not step):
        return month_span(today.year + (month < today.month or (step > 0 and month == today.month)), month)
    return month_span(today.year - (month > today.month or (step < 0 and month == today.month)), month)


def _month_of_last_year(match: re.Match[str], anchor: Anchor) -> Closed:
    return month_span(anchor.today.year - 1, MONTHS[match["month"]])


def _month_begun(match: re.Match[str], anchor: Anchor) -> Closed:
    first = _month(match, anchor)[0]
    return first, first


def _weekday(match: re.Match[str], anchor: Anchor) -> Closed:
    weekday, today, step = DAYS[match["weekday"]], anchor.today, _step(match["which"])
    if step > 0 or (anchor.direction == "future" and not step):
        ahead = (weekday - today.weekday()) % 7
        found = today + timedelta(days=ahead or (7 if step else 0))
    else:
        back = (today.weekday() - weekday) % 7
        found = today - timedelta(days=back or (7 if step else 0))
    return found, found


def _deictic(match: re.Match[str], anchor: Anchor) -> Closed:
    found = anchor.today + timedelta(days=DEICTIC[match["deictic"]])
    return found, found


def _whole(match: re.Match[str], anchor: Anchor) -> Closed:
    today, unit, step = anchor.today, _UNIT_OF[match["unit"]], _step(match.groupdict().get("which"))
    if unit == "week":
        return week_span(today + timedelta(days=7 * step))
    if unit == "month":
        return month_span(today.year, today.month + step)
    if unit == "year":
        return year_span(today.year + step)
    found = today + timedelta(days=step)
    return found, found


def _begun(match: re.Match[str], anchor: Anchor) -> Closed:
    first = _whole(match, anchor)[0]
    return first, first


def _ago(match: re.Match[str], anchor: Anchor) -> Closed:
    unit, found = _counted(match, anchor.today)
    if unit == "month":
        return month_span(found.year, found.month)
    return year_span(found.year) if unit == "year" else (found, found)


def _last(match: re.Match[str], anchor: Anchor) -> Closed:
    return _counted(match, anchor.today)[1], anchor.today


def _counted(match: re.Match[str], today: date) -> tuple[str, date]:
    """Give the unit and the day so many of it before today: «3 ايام», «يومين», «اسبوع»."""
    said = match.groupdict()
    if said.get("dual"):
        unit, count = _DUAL_OF[said["dual"]], 2
    else:
        unit, count = _UNIT_OF[said["unit"]], 1
        if number := said.get("n"):
            count = NUMBERS.get(number) or int(number)
    if unit in ("month", "year"):
        first, end = month_span(today.year, today.month - count * (12 if unit == "year" else 1))
        return unit, first.replace(day=min(today.day, end.day))
    days = {"day": count, "week": 7 * count, "hour": round(count / 24)}[unit]
    return unit, today - timedelta(days=days)


POINTS: tuple[tuple[str, Reader], ...] = (
    (r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)", iso),
    (r"(?P<year>(?:19|20)\d\d)[/.](?P<m>[01]?\d)[/.](?P<d>[0-3]?\d)(?!\d)", numeric),
    (r"(?P<d>[0-3]?\d)[/.-](?P<m>[01]?\d)[/.-](?P<year>(?:19|20)\d\d|\d\d)(?!\d)", numeric),
    (rf"(?:يوم )?{_DAY} (?:من )?{_MONTH}(?: {_YEAR})?", _day_of_month),
    (rf"{_START} {_MONTH}(?: {_YEAR})?", _month_begun),
    (rf"(?<!\d ){_MONTH} من (?:العام|السنه) (?P<before>{_PAST})", _month_of_last_year),
    (rf"(?<!\d ){_MONTH}{_WHICH}(?: {_YEAR})?", _month),
    (rf"(?P<deictic>{_any(DEICTIC)})", _deictic),
    (rf"اخر {_N} {_UNIT}", _last),
    (rf"اخر {_DUAL}", _last),
    (rf"{_UNIT} {_N}{_LATE}", _last),
    (rf"{_N} {_UNIT}{_LATE}", _last),
    (rf"{_DUAL}{_LATE}", _last),
    (rf"{_START} (?:هذا |هذه )?{_SINGULAR}(?: (?P<which>{_PRESENT}|{_PAST}|{_NEXT}))?", _begun),
    (rf"(?:هذا|هذه|هاد|هاي) {_SINGULAR}", _whole),
    (rf"{_SINGULAR} (?P<which>{_PRESENT}|{_PAST}|{_NEXT})", _whole),
    (rf"(?:يوم )?(?P<weekday>{_any(name for name in DAYS if name.startswith('ال'))}){_WHICH}", _weekday),
    (rf"يوم (?P<weekday>{_any(DAYS)}){_WHICH}", _weekday),
    (_YEAR, whole_year),
)
_COMPILED = tuple((re.compile(pattern + _END), read) for pattern, read in POINTS)
_COUNTS = tuple(re.compile(pattern + _END) for pattern in (rf"{_N} ?{_UNIT}", _DUAL, _UNIT))
_SINCE = frozenset({"منذ", "مند", "ابتداء من", "بدءا من", "اعتبارا من", "من"})
_UNTIL = frozenset({"حتي", "الي غايه", "الي", "لغايه", "لحد"})
_LEADS = _any({*_SINCE, *_UNTIL, "بعد", "قبل", "بين", "خلال", "اثناء", "في", "ب", "ل"})
_LEAD = re.compile(rf"(?<![^\W_])(?:(?P<word>{_LEADS}) )?(?=[^\W_])")
_TO = re.compile(r" ?(?:و ?|الي |حتي |ل ?|- ?|– ?)")
_BARE_DAY = re.compile(r"(?P<day>3[01]|[12]\d|[1-9])(?= ?(?:و|الي|حتي|-|–) ?\d)")
_NO_DATES = ("اب", "ماي", "مارس")  # alone they are other words: a father, which, he practised


_LATEST = re.compile(r"(?<!\w)اخر(?= (?:اسبوع|شهر|سنه|عام|يوم)(?!\w))")
"""«اخر اسبوع» is the week up to now, as «منذ اسبوع» is, in as many letters."""


def found(text: str, today: date, direction: Direction) -> Iterator[tuple[int, int, Days]]:
    """Give the dates of an Arabic text (`bot.arabic.plain`) with their offsets, in order, none over another."""
    text, anchor, position = _LATEST.sub("منذ", one_form(text)), Anchor(today, direction), 0
    for pattern in _COUNTS[:2]:  # «7 ايام» alone, as a filter's value
        if count := pattern.fullmatch(text.strip()):
            yield 0, len(text), _last(count, anchor)
            return
    for lead in _LEAD.finditer(text):
        if lead.start() < position:
            continue
        read = _period(text, lead, anchor)
        if read:
            position = read[0]
            yield lead.start(), position, read[1]


def _period(text: str, lead: re.Match[str], anchor: Anchor) -> tuple[int, Days] | None:
    word = lead["word"] or ""
    if word in ("بين", "من", "") and (span := _range(text, lead.end(), anchor)):
        return span
    if counted := _led_count(text, lead.end(), word, anchor):
        return counted
    point = point_at(_COMPILED, text, lead.end(), anchor)
    if point is None or (not word and text[lead.end() : point[0]] in _NO_DATES):
        return None
    end, days = point
    if word in _SINCE:
        return end, (days[0], None)
    if word == "بعد":
        return end, (days[1] + timedelta(days=1), None)
    if word in _UNTIL:
        return end, (None, days[1])
    return end, (None, days[0] - timedelta(days=1)) if word == "قبل" else days


def _led_count(text: str, start: int, word: str, anchor: Anchor) -> tuple[int, Days] | None:
    """Read «قبل 3 أيام» (that day), «منذ أسبوع» (from that day on), «خلال شهرين» (up to today)."""
    if word not in ("قبل", "خلال", *_SINCE):
        return None
    for index, pattern in enumerate(_COUNTS):
        match = pattern.match(text, start)
        if match and point_at(_COMPILED, text, start, anchor) is None and not (index == 2 and word == "من"):
            if word == "قبل":
                return match.end(), _ago(match, anchor)
            first, last = _last(match, anchor)
            return match.end(), (first, last if word == "خلال" else None)
    return None


def _range(text: str, start: int, anchor: Anchor) -> tuple[int, Days] | None:
    """Read «3 و10 مايو 2017», «مارس إلى مايو»: the right end lends its month and year to the left."""
    bare = _BARE_DAY.match(text, start)
    left = None if bare else point_at(_COMPILED, text, start, anchor)
    if not bare and not left:
        return None
    middle = _TO.match(text, bare.end() if bare else left[0] if left else start)
    right = point_at(_COMPILED, text, middle.end(), anchor) if middle else None
    if right is None:
        return None
    end, (first, last) = right
    if bare:
        begin = in_month(first, int(bare["day"]))
    else:
        assert left is not None
        begin = left[1][0]
        if begin > last or not re.search(r"\d{4}", text[start : left[0]]):
            year = last.year - (month_span(last.year, begin.month)[0] > last)
            begin = month_span(year, begin.month)[0].replace(day=min(begin.day, month_span(year, begin.month)[1].day))
    return (end, (begin, last)) if begin and begin <= last else None


def is_date_word(word: str) -> bool:
    """Whether the word is one of those that dates are made of."""
    return one_form(word) in _WORDS


_WORDS = frozenset(
    part
    for names in (MONTHS, DAYS, NUMBERS, ORDINALS, DEICTIC, _UNIT_OF, _DUAL_OF)
    for name in names
    for word in name.split()
    for part in (word, word if word.startswith("ال") else f"ال{word}")
)

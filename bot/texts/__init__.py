"""What the bot says: catalogues by subject and language, parsed at first use.

Values put into a text cannot break its HTML.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

from bot.texts import bidi
from bot.texts.bidi import AnyText
from bot.texts.countries import OTHER_CODES, SHORT
from bot.texts.dates import whole_month, whole_year

LANGUAGES = ("fr", "en", "ar")
RIGHT_TO_LEFT = ("ar",)
_LOCALES = {"fr": "fr_FR", "en": "en_GB", "ar": "ar"}
_NARROW, _NO_BREAK = "\u202f", "\u00a0"


class UnknownTextError(KeyError):
    """No catalogue has this text: add it to bot/texts/<subject>.<lang>.po in every language."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. All values put into a text are HTML-escaped unless they are `Markup`."""

    lang: str
    singles: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    plural_index: Callable[[int], int]

    def get(self, key: str, /, **values: object) -> Markup:
        """The text of `key` as Telegram HTML; raises `UnknownTextError`."""
        try:
            template = self.singles[key]
        except KeyError:
            raise UnknownTextError(f"{key} ({self.lang})") from None
        return self._filled(template, values)

    def count(self, key: str, n: int, /, **values: object) -> Markup:
        """The text of `key` in the plural form for `n`, which it may show as `{n}`; raises `UnknownTextError`."""
        try:
            forms = self.plurals[key]
        except KeyError:
            raise UnknownTextError(f"{key} ({self.lang})") from None
        return self._filled(forms[self.plural_index(n)], {"n": self.number(n), **values})

    def has(self, key: str) -> bool:
        """Whether there is a text (without plural forms) under `key`."""
        return key in self.singles

    def number(self, n: int | float) -> str:
        """A number with the language's grouping and decimal sign."""
        return _decimal(self.lang, n)

    def time(self, at: time) -> str:
        """An hour of the day: «8 h 30», "08:30"."""
        return str(self.get("dates.time", hour=at.hour, hour2=f"{at.hour:02}", minute=f"{at.minute:02}"))

    def day(self, day: date) -> str:
        """A day in words, with its year: «1er mai 2017», "1 May 2017"."""
        return self._dated(day, "d MMMM y")

    def dated(self, day: date, pattern: str) -> str:
        """A day in a CLDR pattern: «17 mai» for `d MMM`."""
        return self._formatted(day, pattern)

    def interval(self, start: date, end: date, skeleton: str) -> str:
        """A span in a CLDR skeleton: «3–9 mai 2017» for `yMMMd`."""
        return str(format_interval(start, end, skeleton, locale=_LOCALES[self.lang]))

    def span(self, start: date | None, end: date | None) -> str:
        """A span of days in words; open on the side that is None, said as unknown where both are."""
        if start is None and end is None:
            return str(self.get("dates.unknown"))
        if start is None or end is None:
            key = "dates.until" if start is None else "dates.since"
            return str(self.get(key, day=self.day(start or end or date.min)))
        if start == end:
            return self.day(start)
        if whole_year(start, end):
            return str(start.year)
        if whole_month(start, end):
            return self._formatted(start, "MMMM y")
        return str(self.get("dates.range", start=self._opening(start, end), end=self.day(end)))

    def country(self, code: str) -> str:
        """The name of a country from its ISO 3166-1 alpha-3 code; the code itself where Babel does not know it."""
        alpha2 = OTHER_CODES.get(code) or get_global("territory_aliases").get(code.upper(), [code])[0]
        if short := SHORT[self.lang].get(alpha2):
            return short
        return str(Locale.parse(_LOCALES[self.lang]).territories.get(alpha2, code))

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.lang in RIGHT_TO_LEFT

    def isolated(self, text: AnyText) -> AnyText:
        """A name or quotation for a line that is put together without a text of the catalogues.

        The values of `get` and `count` are isolated there.
        """
        return bidi.isolated(text) if self.is_right_to_left else text

    @property
    def comma(self) -> str:
        """What stands between the parts of an enumeration."""
        return "، " if self.is_right_to_left else ", "

    @property
    def semicolon(self) -> str:
        """What stands between parts that have commas of their own: French puts a narrow space before it."""
        return {"fr": f"{_NARROW}; ", "ar": "؛ "}.get(self.lang, "; ")

    def listed(self, names: Iterable[str]) -> str:
        """Names with commas between them, each isolated."""
        return self.comma.join(self.isolated(name) for name in names)

    def _filled(self, template: str, values: dict[str, object]) -> Markup:
        if not self.is_right_to_left:
            return Markup(template).format(**values)
        shown = {name: bidi.isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        return Markup(bidi.copyable(Markup(template).format(**shown)))

    def _opening(self, start: date, end: date) -> str:
        """The first day of a span, without what the last day says again."""
        if (start.year, start.month) == (end.year, end.month):
            return self._dated(start, "d")
        return self._dated(start, "d MMMM" if start.year == end.year else "d MMMM y")

    def _dated(self, day: date, pattern: str) -> str:
        written = self._formatted(day, pattern)
        if day.day == 1 and self.has("dates.first"):
            return str(self.get("dates.first")) + written[1:]
        return written

    def _formatted(self, day: date, pattern: str) -> str:
        return _date(self.lang, day, pattern)


@lru_cache(maxsize=4096, typed=True)  # the same few days and small numbers stand in every message
def _decimal(lang: str, n: int | float) -> str:
    return format_decimal(n, locale=_LOCALES[lang])


@lru_cache(maxsize=4096)
def _date(lang: str, day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=_LOCALES[lang])


def language(code: str | None, default: str) -> str:
    """The language to speak with someone whose app is in `code` (IETF tag, None if Telegram does not say)."""
    if not code:
        return default
    primary = re.split(r"[-_]", code.lower())[0]
    return primary if primary in LANGUAGES else default


@lru_cache(maxsize=8)
def texts(lang: str) -> Texts:
    """All subjects' catalogues of a language, merged; ValueError for a language without catalogues."""
    if lang not in LANGUAGES:
        raise ValueError(f"no texts in {lang!r}: take one of {', '.join(LANGUAGES)}")
    singles: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    plural_expression = ""
    for catalog in catalogues(lang).values():
        plural_expression = plural_expression or catalog.plural_expr
        for message in catalog:
            if not message.id:
                continue
            if isinstance(message.id, str):
                singles[message.id] = _typeset(str(message.string), lang)
            else:
                plurals[message.id[0]] = tuple(_typeset(form, lang) for form in message.string or ())
    return Texts(lang, singles, plurals, gettext.c2py(plural_expression))


def catalogues(lang: str) -> dict[str, Catalog]:
    """The catalogues of a language by subject, as they stand in the files."""
    found: dict[str, Catalog] = {}
    for entry in sorted(files(__name__).iterdir(), key=lambda path: path.name):
        if entry.name.endswith(f".{lang}.po"):
            found[entry.name.split(".", 1)[0]] = read_po(BytesIO(entry.read_bytes()), locale=lang, abort_invalid=True)
    return found


def _typeset(text: str, lang: str) -> str:
    """Give French its unbreakable spaces, which nobody sees in an editor: narrow before ; ! ? and full elsewhere.

    Arabic gets isolates around Latin words.
    """
    if lang in RIGHT_TO_LEFT:
        return bidi.typeset(text)
    if lang != "fr":
        return text
    text = re.sub(r" (?=[;!?])", _NARROW, text)
    text = re.sub(r" (?=[:»])|(?<=«) | (?=h )|(?<= h) ", _NO_BREAK, text)
    return text.replace("'", "’")

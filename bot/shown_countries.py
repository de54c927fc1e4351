"""Countries by the names under which the bot shows them, so that whatever it has written can be typed back."""

from __future__ import annotations

from functools import cache

from bot.arabic import key
from bot.texts import LANGUAGES, texts
from nlp.gazetteer.countries import load_countries


def country_shown_as(name: str) -> str | None:
    """Give the French name in the field's lists of the country that is shown so in one of the languages."""
    return _shown().get(key(name))


_ALSO = {
    "TUR": "Turkey", "MMR": "Burma, بورما", "SWZ": "Swaziland", "MKD": "Macedonia", "NLD": "Holland, هولندا",
    "GBR": "UK, Britain, Great Britain, England, بريطانيا, المملكة المتحدة, إنجلترا, انكلترا", "COD": "DRC, RD Congo",
    "ARE": "UAE", "SAU": "KSA, السعودية", "USA": "America", "TLS": "East Timor", "SYR": "سورية",
}  # fmt: skip
"""Names of countries that the press and people use, by ISO code, which elsewhere are villages' or nobody's."""


def country_also_called(name: str) -> str | None:
    """Give the French name in the field's lists of the country that people call so: "Turkey", "UK"."""
    return _also().get(key(name))


_SHARED = (
    (("COG", "COD"), "Congo, الكونغو"),
    (("KOR", "PRK"), "Corée, Korea, كوريا, Corées, Koreas"),
)
"""Names that two countries bear, of which neither is meant before the other."""


def countries_sharing(name: str) -> tuple[str, ...]:
    """Give the ISO codes of the countries that bear the name alike («Congo», «Corée»); none for any other name."""
    return _sharing().get(key(name), ())


@cache
def _sharing() -> dict[str, tuple[str, ...]]:
    return {key(name): codes for codes, names in _SHARED for name in names.split(", ")}


@cache
def _also() -> dict[str, str]:
    french = {one.iso3: one.fr for one in load_countries()}
    return {key(name): french[iso3] for iso3, names in _ALSO.items() for name in names.split(", ")}


@cache
def _shown() -> dict[str, str]:
    return {key(texts(lang).country(one.iso3)): one.fr for one in load_countries() for lang in LANGUAGES}

"""Countries by the names people type, in French and English, from Babel's CLDR data; codes are ISO 3166-1 alpha-3."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from nlp.names import fold

LANGUAGES = ("fr", "en")

# What the press says and CLDR does not.
_PRESS_NAMES = {
    "COD": ("RDC", "RD Congo", "République démocratique du Congo", "Congo", "DRC"),
    "COG": ("République du Congo",),
    "CAF": ("Centrafrique", "RCA"),
    "MMR": ("Birmanie", "Burma", "Myanmar"),
    "PSE": ("Palestine",),
    "USA": ("USA", "États-Unis d'Amérique", "Amérique"),
    "GBR": ("Grande-Bretagne", "Great Britain", "UK", "Angleterre"),
    "ARE": ("Émirats", "EAU", "Emirates", "UAE"),
    "SAU": ("Arabie",),
    "PRK": ("RPDC",),
    "TUR": ("Turkey",),
    "CZE": ("République tchèque", "Czech Republic"),
    "CIV": ("Ivory Coast",),
}


def country_of(name: str) -> str | None:
    """Give the alpha-3 code of the country that the name means, or None; a code («IRQ») names its country too."""
    if name.strip() in _alpha2():
        return name.strip()
    return _by_name().get(fold(name))


def country_name(code: str, lang: str = "fr") -> str:
    """Give the country's name in the language (French where it is another than fr and en), or the code itself."""
    territories = Locale.parse(lang if lang in LANGUAGES else LANGUAGES[0]).territories
    return str(territories.get(_alpha2().get(code, ""), code))


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    """The two-letter code of each three-letter one; CLDR has them as aliases of territories."""
    aliases = get_global("territory_aliases")
    return {
        code: alpha2
        for code, (alpha2, *others) in aliases.items()
        if len(code) == 3 and code.isalpha() and len(alpha2) == 2 and not others
    }


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    names = {
        fold(Locale.parse(lang).territories[alpha2]): code
        for lang in LANGUAGES
        for code, alpha2 in _alpha2().items()
        if alpha2 in Locale.parse(lang).territories
    }
    return names | {fold(name): code for code, press in _PRESS_NAMES.items() for name in press}

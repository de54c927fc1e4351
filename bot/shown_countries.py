"""Countries by the names under which the bot shows them, so that whatever it has written can be typed back."""

from __future__ import annotations

from functools import cache

from bot.arabic import key
from bot.texts import LANGUAGES, texts
from nlp.gazetteer.countries import load_countries


def country_shown_as(name: str) -> str | None:
    """Give the French name in the field's lists of the country that is shown so in one of the languages."""
    return _shown().get(key(name))


@cache
def _shown() -> dict[str, str]:
    return {key(texts(lang).country(one.iso3)): one.fr for one in load_countries() for lang in LANGUAGES}

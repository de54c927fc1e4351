"""People who have no name of their own («civils», «soldats maliens») in the reader's language, and back to French."""

from __future__ import annotations

from functools import cache

from bot import arabic
from bot.known_aliases import actors
from bot.question_words import WORDS, vocabulary
from bot.texts import Texts
from bot.words.people import PEOPLE
from nlp.english_nations import NATIONS
from nlp.names import fold


def people_called(name: str, texts: Texts) -> str | None:
    """Give what the reader's language calls them: «civils» -> "civilians", «soldats maliens» -> "Malian soldiers".

    None in French, for what no list knows, and for what has a capital: «la Force» is one of its own.
    """
    if texts.lang not in ("en", "ar"):
        return None
    if name[:1].isupper() and name not in _table():  # «Otages» opened a sentence, «la Force» is one of its own
        name = name[:1].lower() + name[1:]
        return _table()[name][texts.lang] if name in _table() and name.endswith("s") else None
    if name in _table():
        return _table()[name][texts.lang]
    noun, _, adjective = name.partition(" ")
    country = actors().find_country_adjective(adjective) if adjective.islower() else None
    if noun not in _table() or country is None:
        return None
    people = _table()[noun][texts.lang]
    if texts.lang == "en":
        return f"{_adjectives()[country]} {people}" if country in _adjectives() else None
    return f"{people} من {texts.country(country)}" if not people.startswith("ال") else None


def people_in_french(name: str) -> str | None:
    """Give the word of French articles for people typed in any of the languages: "hostages" -> «otages»."""
    return _typed().get(arabic.key(name))


@cache
def _table() -> dict[str, dict[str, str]]:
    rows = (line.split(" | ") for line in PEOPLE.strip().splitlines())
    return {french: {"en": english, "ar": said} for french, english, said in rows}


@cache
def _typed() -> dict[str, str]:
    """The French word by what people type; those who suffer by the words of questions first of all."""
    found = {" ".join(phrase): french for lang in WORDS for phrase, french in vocabulary(lang).victims.items()}
    for french, said in _table().items():
        for form in (french, *said.values()):
            found.setdefault(arabic.key(form), french)
    return found


@cache
def _adjectives() -> dict[str, str]:
    """The first English adjective of each country."""
    found: dict[str, str] = {}
    for adjective, country in NATIONS.items():
        if fold(adjective) != "us":
            found.setdefault(country, adjective.title())
    return found

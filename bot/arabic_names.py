"""Arabic names that the field's lists do not know as they are typed: «الجيش التركي», «أمريكا», «التحالف»."""

from __future__ import annotations

from functools import cache

from bot.arabic import is_arabic, key, plain
from bot.question_words import listed
from bot.words import ar
from nlp.actors import ActorList

_MALI = "مالي"


def nation(word: str) -> str | None:
    """Give the ISO 3166-1 alpha-3 code of the nation of an adjective, «الروسية», «روسيين»; None for another word."""
    typed = key(word)
    if typed == _MALI and not plain(word).startswith("ال"):
        return None  # the country; with the article, «المالي», it is a man of it
    for ending in ("", "ه", "ين", "ون", "ات"):
        if typed.endswith(ending) and (found := _nations().get(typed.removesuffix(ending) if ending else typed)):
            return found
    return None


def institution(name: str) -> str | None:
    """Give the key in the actor list of a nation's army, police or government: «الجيش التركي» -> `TUR-army`."""
    words = key(name).split()
    role = _forces().get(" ".join(words[:-1]))
    country = nation(words[-1]) if role else None
    return f"{country}-{role}" if country else None


def in_french(name: str, actors: ActorList) -> str | None:
    """Give the name that the lists and the archive know for one that they do not; None where none is known."""
    if not is_arabic(name):
        return None
    if french := _french().get(key(name)):
        return french
    identity = actors.get(found) if (found := institution(name)) else None
    return identity.fr if identity else None


def publisher(name: str) -> str:
    """Give the name under which a publisher's dispatches stand in the archive; other names as they are."""
    return _publishers().get(key(name), name) if is_arabic(name) else name


@cache
def _nations() -> dict[str, str]:
    return {key(word): code for word, code in ar.NATIONS.items()}


@cache
def _forces() -> dict[str, str]:
    return {key(head): role for role, heads in ar.FORCES.items() for head in listed(heads)}


@cache
def _french() -> dict[str, str]:
    return {key(word): french for word, french in ar.FRENCH.items()}


@cache
def _publishers() -> dict[str, str]:
    return {key(word): name for word, name in ar.PUBLISHERS.items()}

"""Keys under which the spellings of one name meet: Qayrawan, Qairawan, Kairawane and القيروان.

Both keys are plain ASCII, so that they serve as indexed columns and for fuzzy comparison by the callers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = str.maketrans("’ʼ‘`´ʻʿʾ′", "'''''''''")
_ARABIC = re.compile(r"[\u0600-\u06ff]+")
_ARABIC_ARTICLE = re.compile(r"^[وبل]?ال(?=..)")
_FRENCH_ELISION = re.compile(r"^[ld]'(?=\w)")
_LEADING_ARTICLE = re.compile(r"^(?:le|la|les|al|el|the)[ -]+(?=\w)")
# The Arabic article takes the sound of a «sun» letter that follows it: as-Suwayda, ez-Zor, ash-Sharqiya.
_SUN_ARTICLE = re.compile(r"\b[ae](?:s|sh|ch|z|r|d|n|t|th|dh)[ -](?=(s|sh|ch|z|r|d|n|t))")
_INNER_ARTICLE = re.compile(r"(?<=[ -])(?:al|el|ul|il|oul|le|la|les)[ -]+(?=\w)|(?<=[ -])[ld]'(?=\w)")
_FUSED_ARTICLE = re.compile(r"(?<=[ -])[aeu](?=([zrsdnt])\1)")
_NOT_NAME = re.compile(r"[^a-z0-9]+")

# Sounds that French, English and the romanisations of Arabic, Persian and Russian write differently; order matters.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ou(?=[aeiouy])", "w"),
        (r"tsch|tch|tsh|sch|ch|sh", "X"),
        (r"dzh|dj|zh", "j"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"qu|ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"n(?=[bp])", "m"),
        (r"(.)\1+", r"\1"),
        (r"h(?=\b)", ""),
    )
)
_WEAK = re.compile(r"[aeiouyw'`]+")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Give the name in lower-case ASCII words, without accents, hyphens, apostrophes and leading article.

    «L'Ituri» -> `ituri`, «al-Chaabi» -> `chaabi`, «Deir ez-Zor» -> `deir ez zor`. Empty for a name without letters.
    """
    words = re.sub(r"['`]", "", _without_article(_plain(name)))
    return " ".join(_NOT_NAME.sub(" ", words).split())


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Give the consonants of the name, one letter for one sound, the same for every usual romanisation.

    An initial vowel counts as `a`, weak letters (vowels, y, w) elsewhere as nothing: «Qayrawan» and «Kairawane»
    -> `krn`, «Idleb» -> `adlb`. Empty for a name without letters.
    """
    text = _FUSED_ARTICLE.sub("", _INNER_ARTICLE.sub("", _without_article(_plain(name))))
    key = "".join(_sounds(word) for word in re.split(r"[^a-z0-9'`]+", text) if word)
    return ("a" if _opens_with_vowel(text) else "") + key


def _plain(name: str) -> str:
    """Lower-case ASCII with the apostrophes unified; Arabic words lose the article, ç keeps its sound."""
    text = unicodedata.normalize("NFC", name).translate(_APOSTROPHES).replace("ç", "ss").replace("Ç", "Ss")
    text = _ARABIC.sub(lambda word: _ARABIC_ARTICLE.sub("", word.group()), text)
    return anyascii(text).lower().strip()


def _without_article(text: str) -> str:
    text = _SUN_ARTICLE.sub(_drop_before_its_letter, text)
    for article in (_FRENCH_ELISION, _LEADING_ARTICLE):
        text = article.sub("", text, count=1)
    return text


def _drop_before_its_letter(match: re.Match[str]) -> str:
    article = match.group().rstrip(" -")
    return "" if article[1:].startswith(match.group(1)) else match.group()


def _sounds(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    first = word[:1] if word[:1] in ("w", "y") else ""
    return first + _WEAK.sub("", word[len(first) :])


def _opens_with_vowel(text: str) -> bool:
    return bool(re.match(r"(?!ou[aeiouy])[aeiou'`]", text))

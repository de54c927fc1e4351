"""Arabic as people type it: without its vowel signs, with any form of a letter, small words written to the next one.

key("الْمَوْصِل")  ->  «موصل», under which «الموصل» and «الموصـل» are found too
"""

from __future__ import annotations

import re
import unicodedata

from nlp.names import fold

_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")  # vowels, the stretching stroke
_PRESENTED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")  # letters as old programs write them, one form a place
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FORMS = str.maketrans("أإآٱىئؤةکیۀە", "ااااييوهكيهه")
_ARTICLE = re.compile(r"ال(?=\w{2})")


def is_arabic(text: str) -> bool:
    """Whether the text has letters of the Arabic script."""
    return _LETTER.search(text) is not None


def mostly_arabic(text: str) -> bool:
    """Whether at least half of the letters are of the Arabic script: a question may name «Qayrawan»."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(is_arabic(letter) for letter in letters) >= max(len(letters), 1)


def digits(text: str) -> str:
    """Give the text with the digits 0 to 9 for those of Arabic and Persian."""
    return text.translate(_DIGITS)


def plain(text: str) -> str:
    """Give the text without vowel signs and stretching strokes, with the digits 0 to 9; its letters stay."""
    whole = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), unicodedata.normalize("NFC", text))
    return digits(_SIGNS.sub("", whole))


def one_form(text: str) -> str:
    """Give the text with one form for letters that people mix up (أ إ آ ا, ى ي, ة ه), letter for letter."""
    return text.translate(_FORMS)


def key(words: str) -> str:
    """Give what the words are looked up by: one form of the letters, no article; words of another script folded."""
    if not is_arabic(words):
        return fold(words)
    parts = re.findall(r"[^\W_]+", one_form(plain(words)))
    return " ".join(_ARTICLE.sub("", part, 1) if _ARTICLE.match(part) else part for part in parts).lower()

"""Which of the names that a source gives is the one to show, in English and in Arabic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

CODE = re.compile(r"[A-Z]{1,4}\d?")  # airport and country codes among the names
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a\u064b-\u0652 \-()]+")
_ARABIC_HEAD = re.compile(r"^(?:محافظة|ولاية|قضاء|ناحية|مدينة|قرية|منطقة|مديرية|شعبية)\s+")
_ENGLISH_TAIL = re.compile(r"\s+(?:Governorate|Province|District|Subdistrict|Region|State|Muhafazah)$", re.IGNORECASE)


def is_arabic(name: str) -> bool:
    return bool(re.search(r"[\u0600-\u06ff]", name))


def first_arabic(names: Iterable[str]) -> str:
    """The first name of three letters or more, all Arabic: Persian, Urdu and Kurdish write with further ones."""
    return next((name.strip() for name in names if _ARABIC.fullmatch(name.strip()) and len(name.strip()) > 2), "")


def plain(name: str) -> str:
    """The name without the signs of transcription that the English press leaves out («Kandahār»)."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def without_head(names: str) -> str:
    """The first of names with «|» between them, without «Gouvernorat de», "Governorate" or «محافظة»."""
    first = names.partition("|")[0].strip()
    return _ENGLISH_TAIL.sub("", _ARABIC_HEAD.sub("", first)).strip()

"""Small words that Arabic writes to the next one, «بالموصل», «وتركيا», «للجيش», set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.arabic import is_arabic, key, plain
from bot.arabic_names import institution, nation
from bot.known_names import Known
from bot.query_dates_ar import is_date_word
from bot.question_words import Vocabulary

_WORD = re.compile(r"[^\W_]+")
_JOINED = tuple(
    (written, apart)
    for written, apart in (
        *(("ولل", "و ل ال"), ("وبال", "و ب ال"), ("وال", "و ال"), ("فال", "ف ال"), ("بال", "ب ال"), ("كال", "ك ال")),
        *(("لل", "ل ال"), ("و", "و "), ("ف", "ف "), ("ب", "ب "), ("ل", "ل "), ("وب", "و ب "), ("ول", "و ل ")),
    )
)
_SHORTEST, _SHORTEST_WITH_ARTICLE = 3, 5  # letters of the word that a small one is written to
_LONGEST_NAME = 3  # words


def separated(text: str, table: Vocabulary, known: Known) -> str:
    """Give the text as `plain` does with a blank between a small word and the one that it is written to."""
    text = plain(text)
    words = list(_WORD.finditer(text))
    written, end = "", 0
    for index, word in enumerate(words):
        following = [other.group() for other in words[index + 1 : index + _LONGEST_NAME]]
        written += text[end : word.start()] + _apart(word.group(), following, table, known)
        end = word.end()
    return written + text[end:]


def _apart(word: str, following: Sequence[str], table: Vocabulary, known: Known) -> str:
    if not is_arabic(word) or _is_ours(word, table):
        return _without_case(word, table)
    for joined, apart in _JOINED:
        head, _, tail = apart.rpartition(" ")
        if not tail and _is_name(word, following, known):  # «بغداد»; «بالموصل» has been cut before
            break
        rest = tail + word.removeprefix(joined)
        if word.startswith(joined) and _may_be_cut(rest, bool(tail), following, table, known):
            return f"{head} {_without_case(rest, table)}"
    return _without_case(word, table)


def _may_be_cut(rest: str, has_article: bool, following: Sequence[str], table: Vocabulary, known: Known) -> bool:
    if has_article:
        return len(rest) >= _SHORTEST_WITH_ARTICLE
    said = len(rest) >= _SHORTEST and (_is_ours(rest, table) or _is_name(rest, following, known))
    return rest.isdigit() or said


def _is_ours(word: str, table: Vocabulary) -> bool:
    """Whether the word is one of questions or dates, or a nation's."""
    said = key(word) in table.words or key(_without_case(word, table)) in table.words
    return said or is_date_word(word) or nation(word) is not None


def _is_name(word: str, following: Sequence[str], known: Known) -> bool:
    """Whether the word is a name or begins one."""
    names = (" ".join((word, *following[:count])) for count in range(len(following) + 1))
    return any(institution(name) or any(one.score >= 100 and one.known for one in known(name)) for name in names)


def _without_case(word: str, table: Vocabulary) -> str:
    """«هجوما» is «هجوم»: the ending of an object, where the word is ours without it."""
    bare = word.removesuffix("ا")
    return bare if bare != word and key(word) not in table.words and key(bare) in table.words else word

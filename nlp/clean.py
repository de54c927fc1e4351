"""Raw text as a channel posts it, made fit for reading; and the language of a text.

Only the intake cleans. `extract` reads a text unchanged, because its offsets must stay those of the caller.
"""

import functools
import re
import unicodedata

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from nlp.patterns.fr_furniture import LINES
from nlp.patterns.tokens import CLITICS
from nlp.spelling import bare, load

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
)
"""Zero-width and direction marks; U+200D stays, for emoji and Arabic are spelt with it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_LINK = re.compile(r"https?://\S+|www\.\S+|(?<!\w)t\.me/\S+", re.IGNORECASE)

_FURNITURE = re.compile(rf"[\W_]*(?:{'|'.join(LINES)})[\W_]*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s+\w.*[.!?…]\s*$")  # two sentences or more are no furniture

_BROKEN = re.compile(r"(\w*[^\W\d_])-[ \t]*\n[ \t]*([^\W\d_]+)")  # a word broken at the end of a line

_CLITIC = re.compile("|".join(CLITICS))

_SHORTEST = 20  # letters; below that lingua guesses
_LEAST = 0.65  # probability

_LANGUAGES = (
    Language.FRENCH, Language.ENGLISH, Language.ARABIC, Language.GERMAN, Language.SPANISH, Language.ITALIAN,
    Language.PORTUGUESE, Language.DUTCH, Language.TURKISH, Language.RUSSIAN, Language.PERSIAN,
)  # fmt: skip


def clean(raw: str) -> str:
    """Make a posted text fit for reading: one line a paragraph, plain blanks, no links, no channel furniture.

    Unicode is composed (NFC); narrow no-break blanks inside numbers («1 200») become plain ones. A text of nothing
    but furniture comes back empty. A word broken at the end of a printed line is put together again.
    """
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", raw)).translate(_INVISIBLE)
    text = _CONTROL.sub("", text).replace("\u202f", " ")
    lines = (_clean_line(line) for line in _BROKEN.sub(_mended, text).split("\n"))
    return "\n".join(line for line in lines if line)


def _mended(found: re.Match[str]) -> str:
    """Join the halves of a broken word; the hyphen stays in one that is spelt with it («peut-être», «Tel-Aviv»)."""
    first, second = found[1], found[2]
    known = load().of
    own = second[0].isupper() and not first.isupper()  # a capital after small letters opens a word
    hyphenated = not known(bare(first + second)) and (
        bool(known(f"{bare(first)}-{bare(second)}")) or _CLITIC.fullmatch(second) is not None
    )
    return f"{first}-{second}" if own or hyphenated else first + second


def _clean_line(line: str) -> str:
    line = _BLANKS.sub(" ", _LINK.sub("", line)).strip()
    if not any(char.isalnum() for char in line):
        return ""
    if _FURNITURE.fullmatch(line) and not _SENTENCE.search(line):
        return ""
    return line


def language(text: str) -> str | None:
    """Tell the language of a text (ISO 639-1), of those in `_detector`; None where it is too short or undecided."""
    letters = sum(char.isalpha() for char in text[:4000])
    if letters < _SHORTEST:
        return None
    readable = text[:4000].encode(errors="ignore").decode()  # lone surrogates are no text
    found = _detector().compute_language_confidence_values(readable)
    if not found or found[0].value < _LEAST:
        return None
    return str(found[0].language.iso_code_639_1.name).lower()


@functools.cache
def _detector() -> LanguageDetector:
    # Those of the neighbours too, else German passes for French. Low accuracy mode: 27 MB; all languages take 1 GB.
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).with_low_accuracy_mode().build()

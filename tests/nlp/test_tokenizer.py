"""Words are cut like those of the French treebanks."""

from itertools import pairwise

import pytest

from nlp.tokenizer import plain_form, tokenize


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'Otan et l’Otan", ["l'", "Otan", "et", "l’", "Otan"]),
        ("a-t-il dit", ["a", "-t-il", "dit"]),
        ("est-ce lui-même ?", ["est", "-ce", "lui-même", "?"]),
        ("aujourd’hui, c'est-à-dire", ["aujourd’hui", ",", "c'est-à-dire"]),
        ("à Tal-Kasab, Deir Ezzor", ["à", "Tal-Kasab", ",", "Deir", "Ezzor"]),
        ("1 200 morts, 12.000 blessés, 3,5%", ["1 200", "morts", ",", "12.000", "blessés", ",", "3,5", "%"]),
        ("M. Abadi et le gén. Yarallah.", ["M.", "Abadi", "et", "le", "gén.", "Yarallah", "."]),
        ("à N'Djamena, Sana'a", ["à", "N'Djamena", ",", "Sana'a"]),
        ("d'«apostats»", ["d'", "«", "apostats", "»"]),
        ("qu'il s'empare", ["qu'", "il", "s'", "empare"]),
        ("le mot 'martyr'.", ["le", "mot", "'", "martyr", "'", "."]),
        ("n° 3 à 10h30", ["n°", "3", "à", "10h30"]),
        ("du au des desquels", ["du", "au", "des", "desquels"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_a_year_and_a_number_after_it_stay_apart() -> None:
    assert cut("en 2017 300 soldats") == ["en", "2017", "300", "soldats"]


def test_every_letter_is_in_exactly_one_word() -> None:
    text = "«L’armée», a-t-on appris à 10h, «s’est retirée» — d'après l'agence… www.exemple.org/a 😀 \u200b%/()"
    spans = tokenize(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_typographic_signs_read_like_those_of_a_typewriter() -> None:
    assert plain_form("l’") == "l'"
    assert plain_form("«") == plain_form("“") == '"'
    assert plain_form("…") == "..."

"""Posted text made fit for reading, and its language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.clean import clean, language


@pytest.mark.parametrize(
    "line",
    [
        "Rejoignez notre chaîne Telegram !",
        "➡️ Abonnez-vous à notre canal",
        "Lire aussi : le siège de la ville",
        "Crédit photo : archives",
        "Source: Divers",
        "https://example.org/une/page?x=1",
        "@depeches #Irak",
        "© Agence",
        "———",
    ],
)
def test_a_line_of_furniture_goes(line: str) -> None:
    """Links, calls to subscribe and credits that fill a line are dropped; the news beside them stays."""
    assert (
        clean(f"L’armée a repris le village.\n{line}\nLe pont a sauté.")
        == "L’armée a repris le village.\nLe pont a sauté."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Source de vie pour la vallée, le fleuve est à sec.",
        "Des combattants ont rejoint la chaîne de montagnes mardi.",
        "Sources : selon l’armée, le pont a sauté. Les rebelles le nient.",
        "Photographe et soldats ont été tués.",
    ],
)
def test_a_line_of_news_stays(line: str) -> None:
    """A sentence that only holds such words is news."""
    assert clean(line) == line


def test_blanks_and_hidden_characters_are_made_plain() -> None:
    """No-break blanks, zero-width marks and Windows line ends go; accents are composed."""
    raw = "1\u202f200\u00a0civils\u200b\r\n\r\n  ont\tfui la localite\u0301.\ufeff"
    assert clean(raw) == "1 200 civils\nont fui la localité."


def test_a_text_of_furniture_alone_is_empty() -> None:
    """Nothing to read is the empty string, not an error."""
    assert clean("https://t.me/x\n\n@x") == ""


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les forces irakiennes ont repris mardi un quartier de la ville, selon un porte-parole.", "fr"),
        ("Iraqi forces retook a district of the city on Tuesday, a spokesman said.", "en"),
        ("استعادت القوات العراقية حيا من أحياء المدينة يوم الثلاثاء", "ar"),
        ("Die Soldaten haben am Dienstag ein Dorf in der Nähe der Grenze eingenommen, sagte der Sprecher.", "de"),
        ("Los soldados tomaron el martes un pueblo cerca de la frontera, dijo el portavoz.", "es"),
        ("Bonjour", None),
        ("", None),
        ("1234 5678 !!!", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, expected: str | None) -> None:
    """French and its neighbours are told apart; a word, figures or nothing are undecided."""
    assert language(text) == expected

"""The catalogues are complete, say the same in each language, and no value breaks them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from babel import Locale
from markupsafe import Markup

from bot.terminal_html import parse
from bot.texts import LANGUAGES, UnknownTextError, catalogues, language, texts
from nlp.schema import MODES, EventType, Status
from store.records import MODE_FAMILIES

BOT = Path(__file__).parents[2] / "bot"
FR, EN, AR = texts("fr"), texts("en"), texts("ar")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLURAL_FORMS = {"fr": 2, "en": 2, "ar": 6}
KEY = re.compile(r"[a-z]+\.[A-Za-z_.-]+")


def forms(lang: str) -> dict[str, tuple[str, ...]]:
    """Every key of a language with its one text or its plural forms."""
    speaking = texts(lang)
    return {key: (text,) for key, text in speaking.singles.items()} | speaking.plurals


def keys_in_code() -> Iterator[tuple[str, bool]]:
    """The string constants of the bot that look like keys; True for the beginning of one made at run time."""
    for path in BOT.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value), True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield node.value, False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_subject_and_key(lang: str) -> None:
    """What can be said in one language can be said in the others."""
    assert set(catalogues(lang)) == set(catalogues(LANGUAGES[0]))
    assert set(forms(lang)) == set(forms(LANGUAGES[0]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_stands_once_and_in_its_subjects_file(lang: str) -> None:
    """`events.title` stands in events.<lang>.po, whose language says so."""
    for subject, catalog in catalogues(lang).items():
        assert str(catalog.locale) == lang
        for message in catalog:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                assert key.split(".")[0] == subject, key
    written = [
        m
        for path in (BOT / "texts").glob(f"*.{lang}.po")
        for m in re.findall(r'^msgid "(.+)"$', path.read_text(), re.M)
    ]
    assert len(written) == len(set(written))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_placeholders_are_the_same_in_every_language(lang: str) -> None:
    """No language loses or invents a value; a plural form may leave out the number alone."""
    theirs = forms(lang)
    for key, french in forms("fr").items():
        values = [set(PLACEHOLDER.findall(form)) - {"n"} for form in (*french, *theirs[key])]
        if key != "dates.time":  # French shows the hour without a leading zero
            assert all(value == values[0] for value in values), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_has_all_forms_of_the_language(lang: str) -> None:
    """As many as CLDR's rules for whole numbers tell, the last of them, for most numbers, with the number in it."""
    for subject, catalog in catalogues(lang).items():
        assert catalog.num_plurals == PLURAL_FORMS[lang], subject
        for message in catalog:
            if message.id and not isinstance(message.id, str):
                assert len(message.string) == PLURAL_FORMS[lang] and all(message.string), message.id
                assert "{n}" in message.string[-1], message.id


def test_the_plural_forms_are_cldrs() -> None:
    """Two numbers share a form exactly where CLDR gives them the same category."""
    for lang in LANGUAGES:
        rule, index = Locale.parse(lang).plural_form, texts(lang).plural_index
        pairs = {(rule(n), index(n)) for n in range(1000)}
        assert len(pairs) == len({category for category, _ in pairs}) == PLURAL_FORMS[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_and_its_html_is_telegrams(lang: str) -> None:
    """Every form has words, and tags that Telegram knows and that match."""
    for key, said in forms(lang).items():
        for form in said:
            assert parse(form).text.strip(), key


def test_every_key_in_code_exists_and_every_key_is_used() -> None:
    """No text is missing at run time and none is left over."""
    subjects = tuple(f"{subject}." for subject in catalogues("fr"))
    found = [(key, begins) for key, begins in keys_in_code() if key.startswith(subjects)]
    whole = {key for key, begins in found if not begins}
    families = tuple({key for key, begins in found if begins})
    known = set(forms("fr"))
    assert {key for key in whole - set(families) if not key.endswith((".py", ".po"))} <= known
    assert {key for key in known - whole if not key.startswith(families)} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_mode_and_status_has_plain_words(lang: str) -> None:
    """People never read PLOVER's codes."""
    speaking = texts(lang)
    for kind in EventType:
        modes = (*MODES[kind], *MODE_FAMILIES.get(kind, ()))
        for key in (f"types.{kind}", *(f"types.{kind}.{mode}" for mode in modes)):
            assert str(speaking.get(key)) != key
    named = {key for key in speaking.singles if key.startswith("types.")}
    assert len(named) == len(EventType) + sum(map(len, (*MODES.values(), *MODE_FAMILIES.values())))
    assert all(speaking.get(f"events.status_{status}") for status in Status)


def test_our_own_words_take_no_side() -> None:
    """Neutral words: an article may say «terroristes», the bot does not."""
    partial = re.compile(
        r"terroris|takfir|martyr|mécréant|infidel|regime\b|régime\b|إرهاب|تكفير|شهيد|شهداء|كافر|كفار", re.I
    )
    assert [
        key for lang in LANGUAGES for key, said in forms(lang).items() for form in said if partial.search(form)
    ] == []


def test_french_typography() -> None:
    """Unbreakable spaces before double signs and inside «», curly apostrophes, never a plain space or none."""
    for key, said in forms("fr").items():
        for form in said:
            shown = parse(form).text
            assert not re.search(r" [:;!?»]|« |\w[;!?]|«\w|\w»|'", shown), key
            assert not re.search(r"[^\W\d] ?:(?!//)(?=\s|$)", shown), key
    assert FR.number(1200) == "1\u202f200"
    assert str(FR.get("common.unknown_name", name="X")) == "Je n’ai rien sous le nom «\u00a0X\u00a0»."


def test_english_typography() -> None:
    """Curly quotation marks and no space before a sign."""
    for key, said in forms("en").items():
        for form in said:
            assert not re.search(r"\s[:;!?]|[«»\u00a0\u202f]", parse(form).text), key
    assert EN.number(1200) == "1,200"


def test_values_are_escaped_unless_they_are_markup() -> None:
    """Text of users and articles can't bring tags or placeholders of its own."""
    told = FR.get("common.unknown_name", name="<b>x</b> & {name} {0.__class__}")
    assert "&lt;b&gt;x&lt;/b&gt; &amp; {name} {0.__class__}" in told
    assert "<i>y</i>" in FR.get("common.unknown_name", name=Markup("<i>y</i>"))


def test_plural_forms_follow_the_language() -> None:
    """French counts 0 as one, English as many; Arabic has words for none, one and two, and three forms beyond."""
    assert [str(AR.count("events.total", n)) for n in (0, 1, 2, 3, 11, 100, 103)] == [
        "لا أحداث", "حدث واحد", "حدثان", "3 أحداث", "11 حدثًا", "100 حدث", "103 أحداث",
    ]  # fmt: skip
    assert [str(FR.count("events.total", n)) for n in (0, 1, 2)] == ["0 événement", "1 événement", "2 événements"]
    assert [str(EN.count("events.total", n)) for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (date(2017, 5, 17), date(2017, 5, 17), "17 mai 2017", "17 May 2017"),
        (date(2017, 5, 1), date(2017, 5, 1), "1er mai 2017", "1 May 2017"),
        (date(2017, 5, 3), date(2017, 5, 5), "du 3 au 5 mai 2017", "3 to 5 May 2017"),
        (date(2017, 5, 1), date(2017, 5, 3), "du 1er au 3 mai 2017", "1 to 3 May 2017"),
        (date(2017, 4, 28), date(2017, 5, 3), "du 28 avril au 3 mai 2017", "28 April to 3 May 2017"),
        (
            date(2016, 12, 30),
            date(2017, 1, 2),
            "du 30 décembre 2016 au 2 janvier 2017",
            "30 December 2016 to 2 January 2017",
        ),
        (date(2017, 5, 1), date(2017, 5, 31), "mai 2017", "May 2017"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016", "2016"),
        (date(2017, 5, 12), None, "depuis le 12 mai 2017", "since 12 May 2017"),
        (None, date(2017, 5, 1), "jusqu’au 1er mai 2017", "until 1 May 2017"),
        (None, None, "date inconnue", "date unknown"),
    ],
)
def test_spans_of_days_in_words(start: date | None, end: date | None, french: str, english: str) -> None:
    """A span says no day, month or year twice."""
    assert FR.span(start, end) == french
    assert EN.span(start, end) == english


def test_arabic_dates_numbers_and_countries() -> None:
    """By Babel's locale `ar`: its months, Western figures with a comma, the country's own name."""
    assert AR.span(date(2017, 5, 3), date(2017, 5, 5)) == "من 3 إلى 5 مايو 2017"
    assert AR.span(None, date(2017, 5, 1)) == "حتى 1 مايو 2017"
    assert (AR.number(1200), AR.time(time(8, 5)), AR.country("IRQ")) == ("1,200", "08:05", "العراق")
    assert [language(code, "fr") for code in ("ar", "ar-IQ", "AR_eg")] == ["ar"] * 3


def test_hours_and_countries_in_words() -> None:
    """Hours as each language writes them, countries by name, an unknown code as it is."""
    assert (FR.time(time(8, 5)), EN.time(time(8, 5))) == ("8\u00a0h\u00a005", "08:05")
    assert (FR.country("IRQ"), EN.country("IRQ"), EN.country("XXX")) == ("Irak", "Iraq", "XXX")


@pytest.mark.parametrize(
    ("code", "lang"), [("fr", "fr"), ("fr-BE", "fr"), ("en-US", "en"), ("de", "en"), ("", "en"), (None, "en")]
)
def test_language_of_an_app(code: str | None, lang: str) -> None:
    """French for every sort of French, English for English, the default for what we don't speak."""
    assert language(code, "en") == lang


def test_a_missing_text_names_its_key() -> None:
    """The error says which key is missing."""
    with pytest.raises(UnknownTextError, match=r"no\.such"):
        FR.get("no.such")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_countries_go_by_the_names_of_the_press(lang: str) -> None:
    """Short, without brackets or dashes of their own: «Goma (RD Congo)»."""
    for code in ("COD", "COG", "MMR", "HKG", "MAC", "XKX"):
        shown = texts(lang).country(code)
        assert shown != code and not set(shown) & set("()") and " - " not in shown

"""Arabic lines read from right to left, with every Latin name and quotation in an isolate of its own."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.terminal_html import in_characters, parse
from bot.texts import LANGUAGES, RIGHT_TO_LEFT, texts
from bot.texts.bidi import FSI, PDI, RLM, balanced, isolated, needs_isolation, typeset, without_marks
from tests.bot.hostile_archive import fill
from tests.bot.test_handlers import DAESH, MOSUL, happening, remember

AR = texts("ar")
OPENING, QUOTED = "\u2066\u2067\u2068", ("blockquote", "code", "pre")


def faults(line: str) -> list[str]:
    """What is wrong with a line: Latin letters outside isolates, isolates left open, a direction from left to right."""
    depth, outside = 0, ""
    for letter in line:
        depth += (letter in OPENING) - (letter == PDI)
        if depth < 0:
            return ["closes an isolate that is not open"]
        outside += letter if depth == 0 and letter != PDI else ""
    strong = [kind for letter in outside if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")]
    found = ["leaves an isolate open"] if depth else []
    if "L" in strong:
        found.append("has Latin letters outside isolates")
    if any(letter.isalpha() for letter in line) and (not strong or strong[0] == "L"):
        found.append("begins from left to right")
    return found


def shown_lines(shown: Any) -> list[str]:
    """The lines of a message without the quotations and commands that stand for themselves."""
    text = shown.text
    for entity in sorted(shown.entities, key=lambda one: -one.offset):
        if entity.kind in QUOTED:
            start, end = in_characters(text, entity)
            text = text[:start] + text[end:]
    return [line for line in text.split("\n") if without_marks(line).strip()]


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
def test_every_text_of_the_catalogues_reads_from_right_to_left(lang: str) -> None:
    """Also with Latin values put in."""
    speaking = texts(lang)
    filled = [
        speaking.get(key, **dict.fromkeys(re.findall(r"{(\w+)}", template), "Al-Manar, 2017-05-19"))
        for key, template in speaking.singles.items()
        if key not in ("exports.file_stem",)
    ]
    for key, forms in speaking.plurals.items():
        names = {name for form in forms for name in re.findall(r"{(\w+)}", form)} - {"n"}
        filled += [speaking.count(key, n, **dict.fromkeys(names, "Qayrawan")) for n in (0, 1, 2, 3, 11, 100)]
    for said in filled:
        parsed = parse(re.sub("<code>.*?</code>", "", said, flags=re.DOTALL))
        for line in parsed.text.split("\n"):
            assert not faults(line), (line, faults(line))


async def answers(world: Any) -> None:
    """An Arabic talk through lists, cards, questions, help and buttons; every message is looked at."""
    talk = world.talk(7, lang="ar")
    for said in (
        "/start", "/help", "/help filters", "/about", "/events", "/event 1", "/actors", "/actor Daesh", "/places",
        "/place Qayrawan", "/events Qayrat", "/events xyzzy", "/events Qayrawan type:strike bogus:x", "/evnts",
        "What happened in Qayrawan?", "Who attacked Daesh?", "How many killed in Qayrawan?", "/subscribe Qayrawan 8:00",
        "/unsubscribe", "/digest", "/timezone", "/lang", "/export", "/export columns", "/events Irak",
    ):  # fmt: skip
        for shown in await talk.say(said):
            for line in shown_lines(shown):
                assert not faults(line), (said, line, faults(line))
            for button in shown.buttons:
                assert button.text.count(FSI) == button.text.count(PDI), (said, button.text)


async def test_what_the_bot_says_in_arabic_reads_from_right_to_left(world: Any) -> None:
    """French names, quotations, commands and degrees keep their order inside the line and do not turn it."""
    await remember(world, happening(16), happening(17), happening(18, place=MOSUL, source=DAESH))
    await answers(world)


async def test_names_that_try_to_break_out_do_not(world: Any) -> None:
    """Marks of direction inside a name or an article order nothing outside of it."""
    await fill(world.services)
    await answers(world)


@given(st.text(alphabet="aé ب1-/<>&\u2066\u2067\u2068\u2069\u200f\n", max_size=30))
def test_whatever_is_isolated_ends_where_it_began(text: str) -> None:
    """Each line is sound, and nothing but marks is added or lost."""
    for value in (text, Markup.escape(text)):
        shown = isolated(value)
        assert type(shown) is type(value) and without_marks(shown) == without_marks(value)
        for line in str(shown).split("\n"):
            assert line.count(PDI) == sum(line.count(mark) for mark in OPENING)
        assert isolated(shown) == shown


def test_what_needs_an_isolate() -> None:
    """Letters from left to right and figures with signs do; Arabic, numbers alone and what is isolated do not."""
    assert all(map(needs_isolation, ("Qayrawan", "القيروان Q", "2017-05-19", "36.2° 42.0°", "2/7–3")))
    assert not any(map(needs_isolation, ("القيروان", "12", "1,200", "؟", f"{RLM}{FSI}Qayrawan{PDI} (العراق)")))
    assert not needs_isolation(Markup("<b>القيروان</b> &amp;"))
    assert needs_isolation("<b>")


def test_other_languages_have_no_marks() -> None:
    """French and English texts hold no invisible character of direction."""
    for lang in set(LANGUAGES) - set(RIGHT_TO_LEFT):
        for said in texts(lang).singles.values():
            assert without_marks(said) == said
        assert texts(lang).isolated("القيروان") == "القيروان"


def test_latin_words_of_a_template() -> None:
    """A command with its words is one isolate, tags and placeholders stay outside."""
    assert typeset("<b>الأمر</b> /event 12 – {n}") == f"<b>الأمر</b> {RLM}{FSI}/event 12{PDI} – {{n}}"
    assert typeset("(Excel, QGIS).") == f"({RLM}{FSI}Excel, QGIS{PDI})."


def test_a_command_to_copy_holds_no_marks() -> None:
    """What a tap copies is what the bot reads."""
    assert "<code>/events Qayrawan</code>" in AR.get("queries.understood", command="/events Qayrawan")


def test_a_cut_isolate_is_closed() -> None:
    """A button's label may end inside a name."""
    assert balanced(f"{RLM}{FSI}Qayra…") == f"{RLM}{FSI}Qayra…{PDI}"


def test_a_quotation_mark_at_the_end_of_an_arabic_command_stays_there() -> None:
    """By a mark behind it, which the bot leaves out when the command comes back; nothing stands before the slash."""
    shown = texts("ar").get("queries.understood", command='/events حلب النوع:"غارة جوية"')
    code = shown.partition("<code>")[2].partition("</code>")[0]
    assert code.startswith("/events") and code.endswith("&#34;\u200f")
    assert without_marks(code).endswith("&#34;")
    other = texts("ar").get("queries.understood", command="/events Alep type:frappe")
    assert "\u200f</code>" not in other

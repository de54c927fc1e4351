"""What is said about exports: the formats to choose from, what a file holds, what its columns mean."""

from __future__ import annotations

from markupsafe import Markup

from bot.exports import FORMATS
from bot.exports.columns import COLUMNS
from bot.texts import Texts
from bot.views.layout import LINE, PARAGRAPH, Choice, View, lines


def formats(token: str, label: str | None, total: int, texts: Texts, *, missing: str | None = None) -> View:
    """The formats, each with what it is good for, as buttons that export the filter of `token`.

    `missing` is a format that was asked for and that there is none of.
    """
    head = lines(
        texts.get("exports.no_format", form=missing) if missing else None,
        texts.count("exports.choose", total, label=label or texts.get("exports.all")),
    )
    told = lines(*(texts.get(f"exports.format_{form}") for form in FORMATS))
    buttons = tuple(Choice(form.upper(), f"x|{form}|{token}") for form in FORMATS)
    return View(
        PARAGRAPH.join([head, told]), (buttons, (Choice(str(texts.get("exports.columns_button")), "x|columns"),))
    )


def summary(form: str, label: str | None, events: int, texts: Texts) -> Markup:
    """The caption of a file: what it holds, and a word on opening it."""
    what = texts.count("exports.holds", events, label=label or texts.get("exports.all"))
    return lines(what, texts.get(f"exports.open_{form}"))


def columns(texts: Texts) -> View:
    """What each column of the CSV form means; the other forms have the same facts."""
    told = (Markup("<code>{}</code> {}").format(name, texts.get(f"exports.column_{name}")) for name in COLUMNS)
    return View(PARAGRAPH.join([texts.get("exports.columns"), LINE.join(told)]))

"""/help and its topics, and /about."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from rapidfuzz import fuzz, process

from bot.handlers.answering import Handler, Talk, button, command
from bot.texts import LANGUAGES, Texts, texts
from bot.views.layout import PARAGRAPH, Choice, View, clip
from nlp.names import fold

TOPICS = ("search", "filters", "questions", "cards", "pictures", "files", "digests", "groups", "settings")
_NEAR = 75.0  # per cent of the letters of a topic's word: two wrong ones in eight
_PER_ROW = 3
_TYPED = 40  # characters


async def help_(talk: Talk, words: str) -> View:
    """All commands with the topics as buttons; with words, the topic that they name in any language."""
    rows = tuple(_rows(talk.texts))
    if words:
        if topic := topic_of(words):
            return View(talk.texts.get(f"help.topic_{topic}"), rows)
        return View(talk.texts.get("help.no_topic", words=clip(words, _TYPED)), rows)
    parts = [talk.texts.get("common.help"), talk.texts.get("inline.help")]
    if talk.may_add:
        parts.append(talk.texts.get("common.help_admin"))
    return View(Markup(PARAGRAPH).join([*parts, talk.texts.get("help.topics")]), rows)


async def topic(talk: Talk, data: str) -> View:
    """The topic of a button; ValueError for one that there is no longer."""
    name = data.partition("|")[2]
    if name not in TOPICS:
        raise ValueError(f"no topic: {name!r}")
    return View(talk.texts.get(f"help.topic_{name}"), tuple(_rows(talk.texts)))


async def about(talk: Talk, words: str) -> View:
    """What this is, whose data it rests on and under which licences."""
    return View(talk.texts.get("help.about"))


def topic_of(words: str) -> str | None:
    """The topic that the words name in any language, slips of the finger allowed; None where none is near."""
    named = {
        fold(word): topic
        for lang in LANGUAGES
        for topic in TOPICS
        for word in (topic, *str(texts(lang).get(f"help.words_{topic}").unescape()).split(","))
    }
    best = process.extractOne(fold(words), named.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return named[best[0]] if best else None


def _rows(speaking: Texts) -> Iterator[tuple[Choice, ...]]:
    choices = [Choice(str(speaking.get(f"help.title_{topic}").unescape()), f"h|{topic}") for topic in TOPICS]
    for begin in range(0, len(choices), _PER_ROW):
        yield tuple(choices[begin : begin + _PER_ROW])


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [command("help", help_), button("h", topic), command("about", about)]

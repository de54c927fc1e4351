"""/lang: the language that a chat wants to be spoken to in."""

from __future__ import annotations

from functools import cache

from babel import Locale

import store.chats
from bot.arabic import key
from bot.handlers.answering import Handler, Talk, button, command
from bot.texts import LANGUAGES, texts
from bot.views.layout import Choice, View

_MASCULINE = {"fr": "فرنسي", "en": "إنجليزي", "ar": "عربي"}  # as Arabs say it too; CLDR has «الفرنسية»
# A language is named in itself, whatever the interface speaks: these are names, not texts to translate.
NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}


async def lang(talk: Talk, words: str) -> View:
    """Set the language, or offer the languages as buttons."""
    if not words:
        rows = (tuple(Choice(NAMES[code], f"l|{code}") for code in LANGUAGES),)
        return View(talk.texts.get("settings.choose_language"), rows)
    code = _named().get(key(words))
    if code is None:
        return View(talk.texts.get("settings.unknown_language"))
    async with talk.services.database.write() as session:
        await store.chats.set_language(session, talk.chat.id, code)
    return View(texts(code).get("settings.language_set"))


@cache
def _named() -> dict[str, str]:
    """The languages by code and by name in each of them: «ar», «arabe», «Arabic», «العربية»."""
    named = {key(str(Locale(code).get_display_name(other))): code for code in LANGUAGES for other in LANGUAGES}
    return named | {key(word): code for code, word in _MASCULINE.items()} | {code: code for code in LANGUAGES}


async def choose_lang(talk: Talk, data: str) -> View:
    """The language of a button."""
    return await lang(talk, data.partition("|")[2])


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("lang", lang, settles=True),
        button("l", choose_lang, settles=True),
    ]

"""/lang and /timezone: how a chat wants to be spoken to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

import store.chats
from bot.arabic import key
from bot.handlers.answering import Handler, Talk, button, command
from bot.texts import LANGUAGES, texts
from bot.views.layout import Choice, View, clip

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


async def timezone(talk: Talk, words: str) -> View:
    """Set the time zone by its IANA name, in whatever case; without words, say which it is."""
    if not words:
        return _told(talk, "settings.timezone")
    asked = words.replace(" ", "_").lower()
    name = next((zone for zone in available_timezones() if zone.lower() == asked), None)
    if name is None:
        return View(talk.texts.get("settings.unknown_timezone", name=clip(words, 60)))
    async with talk.services.database.write() as session:
        await store.chats.set_timezone(session, talk.chat.id, name, now=talk.services.clock())
    return _told(replace(talk, chat=replace(talk.chat, timezone=name)), "settings.timezone_set")


def _told(talk: Talk, key: str) -> View:
    now = talk.services.clock().astimezone(ZoneInfo(talk.chat.timezone))
    return View(talk.texts.get(key, timezone=talk.chat.timezone, time=talk.texts.time(now.time())))


def handlers() -> list[Handler]:
    """The commands and buttons of this file."""
    return [
        command("lang", lang, settles=True),
        button("l", choose_lang, settles=True),
        command("timezone", timezone, settles=True),
    ]

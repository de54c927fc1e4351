"""Events to share in any chat, as inline results: title and description to choose by, the card as the message."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot import deep_links
from bot.local_names import called
from bot.texts import Texts
from bot.views import events
from bot.views.layout import clip
from nlp.schema import Actor, Place
from store.records import EventPage, EventRecord

_TITLE, _DESCRIPTION, _BUTTON = 100, 160, 60  # characters; a phone shows one line, two lines, and one line
_NAMES, _NAME = 2, 40  # names told of who, whom and where, and characters of each
_WORDS = 30  # characters of what was typed


def article(record: EventRecord, texts: Texts, username: str) -> InlineQueryResultArticle:
    """An event to choose by «date · type» and who did what to whom, where; chosen, its card with a link to the bot."""
    link = deep_links.address(username, deep_links.numbered("event", record.id))
    return InlineQueryResultArticle(
        id=str(record.id),
        title=clip(f"{events.MARKERS[record.event.type]} {_title(record, texts)}", _TITLE),
        description=clip(_happening(record, texts), _DESCRIPTION) or None,
        input_message_content=InputTextMessageContent(
            events.card(record, texts), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(str(texts.get("inline.open").unescape()), url=link)]]),
    )


def understood(label: str | None, found: EventPage, payload: str, texts: Texts) -> InlineQueryResultsButton:
    """What the results are of and how many there are; leads to the whole list in the bot's chat."""
    counted = texts.count("inline.more_than" if found.more else "events.total", found.total)
    shown = label or str(texts.get("inline.latest").unescape())
    return _button(f"{shown} · {counted.unescape()}", payload)


def nearest(label: str, payload: str, texts: Texts) -> InlineQueryResultsButton:
    """That the results are of the name nearest to what was typed."""
    return _button(str(texts.get("inline.nearest", label=label).unescape()), payload)


def nothing(words: str, payload: str, texts: Texts) -> InlineQueryResultsButton:
    """That there is nothing to share of what was typed; in the bot's chat the answer tells more."""
    if not words:
        return _button(str(texts.get("inline.nothing_at_all").unescape()), payload)
    return _button(str(texts.get("inline.nothing", words=clip(words, _WORDS)).unescape()), payload)


def late(payload: str, texts: Texts) -> InlineQueryResultsButton:
    """That the answer did not come within the time that Telegram gives."""
    return _button(str(texts.get("inline.late").unescape()), payload)


def _button(text: str, payload: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(clip(text, _BUTTON), start_parameter=payload)


def _title(record: EventRecord, texts: Texts) -> str:
    return f"{events.when(record, texts)} · {events.kind(record.event, texts)}"


def _happening(record: EventRecord, texts: Texts) -> str:
    """«Daesh → civils · Qayrawan»; empty where nothing of it is known."""
    event = record.event
    who, whom, where = (_names(named, texts) for named in (event.sources, event.targets, event.places))
    told = str(texts.get("inline.happening", who=who or "?", whom=whom).unescape()) if whom else who
    return " · ".join(part for part in (told, where) if part)


def _names(named: Sequence[Actor] | Sequence[Place], texts: Texts) -> str:
    return texts.listed(clip(called(one, texts), _NAME) for one in named[:_NAMES])

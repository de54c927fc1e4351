"""How the bot stands, for its admins: what is to be sent, what was refused, what is to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts import Texts
from bot.views.layout import PARAGRAPH, View, clip, lines
from bot.views.zones import shown_zone
from store.records import ArticleState, Failure, SendingFigures

_ERROR = 120  # characters of what Telegram said


def status(
    sending: SendingFigures,
    failures: Sequence[Failure],
    articles: Mapping[ArticleState, int],
    now: datetime,
    timezone: str,
    texts: Texts,
) -> View:
    """The figures as lines, moments on the clock of `timezone`; `failures` are told one by one."""
    at = _Clock(timezone, texts)
    counts = {
        "to_read": articles[ArticleState.RECEIVED],
        "being_read": articles[ArticleState.READING],
        "set_aside": articles[ArticleState.FAILED],
    }
    return View(
        PARAGRAPH.join(
            [
                texts.get("status.title", timezone=shown_zone(timezone), **at(now)),
                _sending(sending, failures, at, texts),
                lines(texts.get("status.reading"), *(_count(name, n, texts) for name, n in counts.items())),
            ]
        )
    )


class _Clock:
    def __init__(self, timezone: str, texts: Texts) -> None:
        self._zone, self._texts = ZoneInfo(timezone), texts

    def __call__(self, moment: datetime) -> dict[str, str]:
        there = moment.astimezone(self._zone)
        return {"day": self._texts.day(there.date()), "time": self._texts.time(there.time())}


def _sending(found: SendingFigures, failures: Sequence[Failure], at: _Clock, texts: Texts) -> Markup:
    return lines(
        texts.get("status.sending"),
        _count("due", found.due, texts),
        texts.get("status.oldest", **at(found.oldest)) if found.oldest else None,
        _count("held", found.held, texts),
        texts.get("status.last_sent", **at(found.last_sent)) if found.last_sent else texts.get("status.never_sent"),
        _count("unmatched", found.unmatched, texts),
        _count("paused", found.chats_paused, texts),
        _count("failed", found.failed, texts),
        *(_failure(one, at, texts) for one in failures),
    )


def _failure(one: Failure, at: _Clock, texts: Texts) -> Markup:
    told = texts.get("status.failure", chat=str(one.chat_id), error=clip(one.error, _ERROR), **at(one.closed_at))
    return Markup("· {}").format(told)


def _count(name: str, n: int, texts: Texts) -> Markup:
    return texts.get(f"status.{name}", n=texts.number(n))

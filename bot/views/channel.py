"""A digest or an alert as a channel shows it: nobody can write to the bot there, nor would all want the answer.

`/event_12` becomes a link that opens the card in one's own chat with the bot, and buttons that the bot would have to
answer in the channel give way to one that opens the list there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup

from bot.deep_links import address, for_filter, numbered
from bot.texts import Texts
from bot.views.buttons import filter_token
from bot.views.layout import Choice, View
from store.records import EventFilter

_NUMBER = re.compile(r"(?<![\w/.=\"])/event_(\d{1,18})(?!\w)")


def for_channel(view: View, wanted: EventFilter, username: str, texts: Texts) -> View:
    """The message with links in place of commands and of buttons; `wanted` is what the subscription asks for."""

    def link(found: re.Match[str]) -> str:
        said = texts.get("subscriptions.card_link", number=found[1])
        return str(Markup('<a href="{}">{}</a>').format(address(username, numbered("event", int(found[1]))), said))

    rows = [tuple(one for one in row if one.url) for row in view.rows]
    payload = for_filter(filter_token(replace(wanted, since=None, until=None)))
    if payload and any(not one.url for row in view.rows for one in row):
        rows.append((Choice(str(texts.get("subscriptions.open_list").unescape()), url=address(username, payload)),))
    return View(Markup(_NUMBER.sub(link, str(view.text))), tuple(row for row in rows if row))

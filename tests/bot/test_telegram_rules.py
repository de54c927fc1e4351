"""The checker of what the bot sends refuses what Telegram refuses."""

from __future__ import annotations

import pytest

from tests.bot.telegram_rules import Refused, plain


@pytest.mark.parametrize(
    "html",
    [
        "a < b", "a > b", "a & b", "&nbsp;", "<b>x", "x</b>", "<b><i>x</b></i>", "<div>x</div>", "<B>x</B>",
        '<a href="x"y">z</a>', "<a>z</a>", '<b class="x">z</b>', "<code><b>x</b></code>", "<b><b>x</b></b>",
    ],
)  # fmt: skip
def test_the_checker_refuses(html: str) -> None:
    """What Telegram refuses, and what it would show otherwise than it is meant."""
    with pytest.raises(Refused):
        plain(html)


@pytest.mark.parametrize(
    "html",
    ["a &lt; b &amp; c", '<b>x <i>y</i></b> <a href="https://x.org/?a&amp;b">z</a>', "<blockquote>x</blockquote>"],
)
def test_the_checker_takes(html: str) -> None:
    """What the bot may write."""
    assert plain(html)

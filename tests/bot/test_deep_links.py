"""Deep links: what a payload holds comes back, what is none of ours is not read, and `/start PAYLOAD` opens it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import deep_links

ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,64}")


@given(st.text(max_size=50))
def test_a_query_survives_its_payload_or_has_none(words: str) -> None:
    """Any words of at most 46 bytes, in the characters that Telegram allows."""
    payload = deep_links.for_query(words)
    if payload is None:
        assert not words.strip() or len(words.encode(errors="surrogatepass")) > 46 or not is_utf8(words)
    else:
        assert ALLOWED.fullmatch(payload) and deep_links.read(payload) == ("query", words)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(payload: str) -> None:
    """Whatever stands behind `?start=` is read or is none of ours."""
    asked = deep_links.read(payload)
    assert asked is None or asked[0] in ("event", "actor", "place", "query", "filter")


@pytest.mark.parametrize(
    "payload", ["", "event_", "event_x", "event_1_2", "q_", "q_%", "q_ _", "q_gICA", "z_YQ", "help"]
)
def test_what_no_link_of_ours_holds(payload: str) -> None:
    """Half a payload, bad base64, bytes that are no UTF-8, an unknown letter."""
    assert deep_links.read(payload) is None


def is_utf8(words: str) -> bool:
    """Whether the words can be written as UTF-8 (a lone surrogate can't)."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True

"""The links of a text."""

from __future__ import annotations

import pytest

from bot.fetching.links import links_in, site_of, tidy


@pytest.mark.parametrize(
    ("text", "links", "words"),
    [
        ("https://a.example/1", ["https://a.example/1"], ""),
        ("Voir https://a.example/1.", ["https://a.example/1"], "Voir"),
        ("(https://a.example/1)", ["https://a.example/1"], "()"),
        ("https://a.example/w_(b)", ["https://a.example/w_(b)"], ""),
        ("«http://a.example/1», www.b.example/é", ["http://a.example/1", "https://www.b.example/%C3%A9"], "«"),
        ("HTTPS://A.example/1 https://a.example/1#haut", ["https://a.example/1"], ""),
        ("https://a.example/1 2017-05-19", ["https://a.example/1"], "2017-05-19"),
        ("https://a.example/1\nhttps://a.example/2", ["https://a.example/1", "https://a.example/2"], ""),
        ("/events Qayrawan", [], "/events Qayrawan"),
    ],
)
def test_the_links_of_a_text(text: str, links: list[str], words: str) -> None:
    """Without the signs of the sentence; each once, whatever its fragment."""
    assert links_in(text) == (links, words)


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://a.example/1?utm_source=x&id=3&fbclid=y", "https://a.example/1?id=3"),
        ("https://a.example/1?utm_source=x", "https://a.example/1"),
        ("https://a.example/1?id=3&b=%C3%A9", "https://a.example/1?id=3&b=%C3%A9"),
        ("http://a.example:port/", "http://a.example:port/"),
    ],
)
def test_a_link_is_known_again(url: str, known: str) -> None:
    """What only tells where a reader came from is left out."""
    assert tidy(url) == known


def test_the_name_of_a_site() -> None:
    """Without the www."""
    assert (site_of("https://www.rfi.example/a"), site_of("http://a:b")) == ("rfi.example", "http://a:b")

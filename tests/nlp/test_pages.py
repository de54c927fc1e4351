"""Very long texts cut into pages."""

import pytest

from nlp.pages import LONGEST, pages


def test_a_dispatch_is_one_page() -> None:
    """What no dispatch exceeds is never cut, an empty text is one empty page."""
    text = "Une phrase. " * (LONGEST // 12)
    assert list(pages(text)) == [(0, text)]
    assert list(pages("")) == [(0, "")]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Un deux. Trois.\nQuatre cinq six", ["Un deux. Trois.\n", "Quatre cinq six"]),
        ("Un deux. Trois quatre cinq six", ["Un deux. Trois ", "quatre cinq six"]),
        ("Un deux trois. Quatre cinq", ["Un deux trois. ", "Quatre cinq"]),
        ("un deux trois quatre cinq six", ["un deux trois ", "quatre cinq six"]),
        ("a" * 40, ["a" * 18, "a" * 18, "aaaa"]),
    ],
)
def test_a_page_ends_where_the_text_pauses(text: str, cuts: list[str]) -> None:
    """A page ends at a line end, else at a sentence end, else at a blank, in its second half, else anywhere."""
    found = list(pages(text, 18))
    assert [page for _, page in found] == cuts
    assert [start for start, _ in found] == [len("".join(cuts[:n])) for n in range(len(cuts))]


def test_pages_are_bounded_and_lose_nothing() -> None:
    """Whatever the text, its pages put together are the text, and none is longer than said."""
    for text in ("ab. cd\n" * 300, "\n" * 500, " " * 500, "x" * 999, "Un mot. " * 200 + "y" * 300):
        found = list(pages(text, 100))
        assert "".join(page for _, page in found) == text
        assert max(len(page) for _, page in found) <= 100
        assert all(text[start : start + len(page)] == page for start, page in found)

"""What the tests of the reading share."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k` find a marked sentence by any of its words, accents and all; its id holds the first few without."""
    callspec = getattr(item, "callspec", None)
    text = getattr(callspec.params.get("case"), "text", None) if callspec else None
    if isinstance(text, str):
        item.extra_keyword_matches.add(text)

"""Countries by the names that people type."""

from __future__ import annotations

import pytest

from store.countries import country_name, country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Irak", "IRQ"), ("iraq", "IRQ"), ("L’Irak", "IRQ"), ("IRQ", "IRQ"), ("Syrie", "SYR"), ("États-Unis", "USA"),
        ("etats unis", "USA"), ("RDC", "COD"), ("Centrafrique", "CAF"), ("Birmanie", "MMR"), ("Palestine", "PSE"),
        ("Côte d'Ivoire", "CIV"), ("Turkey", "TUR"), ("Yémen", "YEM"), ("Soudan du Sud", "SSD"),
        ("Mossoul", None), ("", None), ("🕊", None), ("Qayrawan", None),
    ],
)  # fmt: skip
def test_country_of(name: str, code: str | None) -> None:
    """French, English, press names and codes; towns and nonsense are none."""
    assert country_of(name) == code


def test_country_name() -> None:
    """In the language asked for; French for another, the code itself for what is none."""
    assert [country_name("IRQ", lang) for lang in ("fr", "en", "ar")] == ["Irak", "Iraq", "Irak"]
    assert country_name("???") == "???"

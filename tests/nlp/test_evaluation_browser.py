"""The error browser: one page with nothing beside it, both sides marked, all text escaped."""

import json
import re
from html.parser import HTMLParser

import pytest

from nlp.evaluation.annotated import read_extracted, read_gold
from nlp.evaluation.browser import page
from nlp.evaluation.browser_text import READ, Mark, marked_text
from nlp.evaluation.figures import judge
from nlp.schema import Span

TEXT = "L'armée a repris <b>Bachar</b> & Tolma mardi.\nTrêve à Sarid</script><script>alert(1)</script>."
EVIL = "\"><img src=x onerror=alert(1)>'"
VOID = {"meta", "input"}


class Elements(HTMLParser):
    """All elements with their attributes; complains where they do not close in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def having(self, name: str) -> list[dict[str, str]]:
        return [attributes for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def html() -> str:
    """A page of one article: an event wrong in two slots, one missed, one false; names that would break out."""
    taken = {"type": "COERCE", "mode": "seize", "trigger": {"start": 10, "end": 16}}
    start = TEXT.index("Bachar")
    proof = {"text": "Bachar", "start": start, "end": start + 6, "reason": "obl:à"}
    place = {"name": "Bachar", "also": [EVIL], "evidence": [proof]}
    said_taken = taken | {"places": [place], "confidence": 0.625, "reason": "verb", "killed": 3}
    truce = {"type": "RETREAT", "trigger": {"start": TEXT.index("Trêve"), "end": TEXT.index("Trêve") + 5}}
    false = {
        "type": "AID",
        "trigger": {"start": TEXT.index("mardi"), "end": TEXT.index("mardi") + 5},
        "sources": [EVIL],
    }
    about = {"id": f"a{EVIL}", "text": TEXT, "published": "2017-05-19", "title": EVIL, "publisher": "X & Y"}
    gold = about | {"events": [taken | {"places": ["Tolma"]}, truce]}
    (article,) = read_gold([json.dumps(gold).encode()])
    lines = [json.dumps(about | {"events": [said_taken, false]}).encode()]
    return page([judge(article, read_extracted(lines, [article]).events[article.article.id])], "gold & co.jsonl")


@pytest.fixture
def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_nothing_of_an_article_becomes_markup(html: str, elements: Elements) -> None:
    assert "<b>Bachar" not in html and "alert(1)</script>" not in html and EVIL not in html
    assert "&lt;b&gt;" in html and "gold &amp; co.jsonl" in html
    tags = [tag for tag, _ in elements.elements]
    assert "img" not in tags and tags.count("script") == 1


def test_the_page_needs_and_asks_for_nothing_else(html: str, elements: Elements) -> None:
    assert not elements.having("src") and not elements.having("href")
    assert not re.search(r"https?://|@import|url\(|fetch\(|XMLHttpRequest", html)
    assert any("default-src 'none'" in item["content"] for item in elements.having("content"))


def test_every_event_has_a_card_with_what_is_wrong_about_it(elements: Elements) -> None:
    cards = elements.having("data-errors")
    errors = [card["data-errors"] for card in cards]
    assert errors == ["place wrong|killed too many", "false", "missed"]
    assert [card["data-types"] for card in cards] == ["COERCE", "AID", "RETREAT"]
    assert len({card["id"] for card in cards}) == 3


def test_both_sides_triggers_are_marked_and_lead_to_their_cards(elements: Elements) -> None:
    first, false, missed = (card["id"] for card in elements.having("data-errors"))
    marks = {(m["class"], m["data-cards"]) for m in elements.having("data-cards")}
    assert marks == {("gold said", first), ("said", false), ("gold", missed)}
    (read,) = elements.having("data-read")
    assert (read["class"], read["data-read"]) == ("read", first)


def test_a_said_slot_shows_its_evidence_reason_and_confidence(html: str) -> None:
    assert re.search(r'<q lang="fr">Bachar</q> obl:à <span class="at">at \d+', html)
    assert "0.62 (verb)" in html


def test_the_filters_offer_what_there_is(html: str) -> None:
    offered = re.findall(r'<option value="([^"]+)">', html)
    assert {"missed", "false", "place wrong", "killed too many", "wrong", "place", "AID", "RETREAT"} <= set(offered)
    assert "source wrong" not in offered and "CONSULT" not in offered


def test_marks_may_overlap() -> None:
    marks = [Mark(Span("bcd", 11, 14), "gold", "x"), Mark(Span("cde", 12, 15), READ, "y")]
    assert marked_text("abcdef", 10, marks) == (
        'a<mark class="gold" data-cards="x">b</mark><mark class="gold read" data-cards="x" data-read="y">cd</mark>'
        '<mark class="read" data-read="y">e</mark>f'
    )


def test_marks_outside_the_text_leave_it_as_it_is() -> None:
    assert (
        marked_text("a<b", 10, [Mark(Span("z", 0, 5), "gold", "x"), Mark(Span("z", 90, 95), "said", "y")]) == "a&lt;b"
    )

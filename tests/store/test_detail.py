"""An event survives its JSON form, and old documents survive a new vocabulary."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.schema import Event
from store.detail import from_document, to_document


def test_a_full_event_survives_json(full_event: Event) -> None:
    """Every slot is back after a trip through text."""
    assert from_document(json.loads(json.dumps(to_document(full_event)))) == full_event


@settings(max_examples=50, deadline=None)
@given(st.from_type(Event).filter(lambda event: "nan" not in repr(event)))  # no number equals NaN, not even itself
def test_any_event_survives_json(event: Event) -> None:
    """Whatever the reader may put into the vocabulary comes back."""
    assert from_document(json.loads(json.dumps(to_document(event)))) == event


def test_a_document_of_an_older_vocabulary_is_read(an_event) -> None:
    """Fields that are not in the document have their defaults; fields unknown today are passed over."""
    document = to_document(an_event())
    assert "killed" not in document and "sources" not in document
    assert from_document({**document, "given_up": 1}).killed is None

"""A text read out of spaCy: every word, stretch and sentence is what spaCy says of it."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from nlp import pipeline
from nlp.plain_doc import plain, release

TEXTS = (
    "",
    " ",
    "Feu",
    "Les rebelles, qui tenaient Sakra depuis 2017, ont pris l'aéroport et tué 12 soldats; al-Nour a démenti.",
    "DEUX  BOMBES\n\n  ont explosé, aurait dit le général Karim Zaydan   à l’agence (AFP).\nBagdad se tait",
    "« Ils sont partis », a-t-il dit. On n'en sait pas plus: www.exemple.fr, 20h30, 3,5 km.",
)
VALUES = (
    *("i", "idx", "text", "text_with_ws", "lower_", "lemma_", "pos_", "dep_", "tag_", "ent_type_", "ent_iob_"),
    *("is_punct", "is_space", "is_alpha", "is_sent_start", "like_num", "shape_", "whitespace_", "__len__", "__str__"),
)
WORDS = ("children", "lefts", "rights", "subtree", "ancestors")


@pytest.fixture(scope="module")
def parsed() -> list[Doc]:
    french = pipeline.load()
    return [french.parse(text) for text in TEXTS]


def asked(thing: Any, name: str) -> Any:
    value = getattr(thing, name)
    return value() if callable(value) else value


def failing(ask: Callable[[], Any]) -> bool:
    try:
        ask()
    except IndexError:
        return True
    return False


def bounds(span: Any) -> tuple[int, int, str, str, int, int, list[int]]:
    text = (span.text, span.text_with_ws)
    return span.start, span.end, *text, span.start_char, span.end_char, [token.i for token in span]


def test_a_word_has_the_values_that_spacy_gives_it(parsed: list[Doc]) -> None:
    for doc in parsed:
        for token, read in zip(doc, plain(doc), strict=True):
            assert {name: asked(read, name) for name in VALUES} == {name: asked(token, name) for name in VALUES}


def test_a_word_stands_in_the_tree_where_spacy_hangs_it(parsed: list[Doc]) -> None:
    for doc in parsed:
        for token, read in zip(doc, plain(doc), strict=True):
            assert read.head.i == token.head.i
            for name in WORDS:
                assert [other.i for other in getattr(read, name)] == [other.i for other in getattr(token, name)], name
            assert bounds(read.sent) == bounds(token.sent)
            assert read.sent.root.i == token.sent.root.i


def test_a_word_has_its_features(parsed: list[Doc]) -> None:
    names = {name for doc in parsed for token in doc for name in token.morph.to_dict()}
    assert names >= {"Gender", "Number", "Tense", "VerbForm"}
    for doc in parsed:
        for token, read in zip(doc, plain(doc), strict=True):
            assert str(read.morph) == str(token.morph)
            for name in names:
                assert read.morph.get(name, ["none"]) == token.morph.get(name, ["none"])


def test_neighbours_end_with_the_text(parsed: list[Doc]) -> None:
    for doc in parsed:
        for token, read in zip(doc, plain(doc), strict=True):
            for step in (-1, 1, 2):
                assert failing(lambda: token.nbor(step)) == failing(lambda: read.nbor(step))  # noqa: B023  called here
                assert failing(lambda: read.nbor(step)) or read.nbor(step).i == token.nbor(step).i  # noqa: B023


def test_stretches_are_cut_as_spacy_cuts_them(parsed: list[Doc]) -> None:
    for doc in parsed:
        read, ends = plain(doc), (None, 0, 1, 3, -2, len(doc) - 1, len(doc), len(doc) + 5)
        for start in ends:
            for end in ends:
                assert bounds(read[start:end]) == bounds(doc[start:end]), (start, end)
                if len(doc[start:end]):
                    assert read[start:end].root.i == doc[start:end].root.i
        assert [bounds(sentence) for sentence in read.sents] == [bounds(sentence) for sentence in doc.sents]
        if len(doc) > 6:
            assert bounds(read[2:6][1:9]) == bounds(doc[2:6][1:9])
            assert (read[2:6][1].i, read[2:6][-1].i, read[-1].i) == (3, 5, len(doc) - 1)


def test_names_and_characters_find_their_words(parsed: list[Doc]) -> None:
    for doc in parsed:
        read = plain(doc)
        assert read.text == doc.text
        assert [(*bounds(name), name.label_) for name in read.ents] == [
            (*bounds(name), name.label_) for name in doc.ents
        ]
        for start in range(len(doc.text) - 4):
            for mode in ("strict", "expand"):
                one, other = (text.char_span(start, start + 4, alignment_mode=mode) for text in (doc, read))
                assert (one is None) == (other is None)
                assert one is None or bounds(one) == bounds(other)
    assert any(doc.ents for doc in parsed)


def test_what_is_no_plain_value_is_not_asked_of_spacy(parsed: list[Doc]) -> None:
    """A Token of spaCy's among ours would equal none of them."""
    with pytest.raises(AttributeError, match="plain_doc"):
        plain(parsed[3])[0].conjuncts  # noqa: B018


def test_released_words_leave_nothing_to_the_collector(parsed: list[Doc]) -> None:
    read = plain(parsed[3])
    gc.collect()
    release(read)
    del read
    assert gc.collect() < len(parsed[3])

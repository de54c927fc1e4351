"""Training examples for the parser: paragraphs of a few treebank sentences."""

import random
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from nlp.tokenizer import plain_form
from nlp.training.treebanks import Sentence, Word

LONGEST_PARAGRAPH = 6  # sentences; dispatches seldom have more in one
HEADLINE_SHARE = 0.04  # sentences shown without their final stop, alone
CAPITALS_SHARE = 0.01  # sentences shown in capitals


def paragraphs(
    sentences: Sequence[Sentence], rng: random.Random, *, headlines: bool = True
) -> Iterator[list[Sentence]]:
    """Group neighbouring sentences into paragraphs of random length, now and then a headline."""
    position = 0
    while position < len(sentences):
        if headlines and rng.random() < HEADLINE_SHARE:
            yield [headline(sentences[position], rng)]
            position += 1
            continue
        length = rng.randint(1, LONGEST_PARAGRAPH)
        yield list(sentences[position : position + length])
        position += length


def headline(sentence: Sentence, rng: random.Random) -> Sentence:
    """Drop the final stop; sometimes write the whole in capitals."""
    words = sentence.words
    last = len(words) - 1
    if last > 0 and sentence.text[words[last].start : words[last].end] == "." and words[last].relation == "punct":
        words = words[:last]
    text = sentence.text.upper() if rng.random() < CAPITALS_SHARE / HEADLINE_SHARE else sentence.text
    return Sentence(text if len(text) == len(sentence.text) else sentence.text, words)


def to_example(vocab: Vocab, paragraph: Iterable[Sentence]) -> Example:
    """Make one example of a paragraph; its prediction side has words and spaces only."""
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[tuple[Word, int, bool]] = []
    for sentence in paragraph:
        offset = len(words)
        for index, word in enumerate(sentence.words):
            words.append(plain_form(sentence.text[word.start : word.end]))
            following = sentence.text[word.end : word.end + 1]
            spaces.append(following == " " or index == len(sentence.words) - 1)
            rows.append((word, word.head + offset, index == 0))
    reference = Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=[w.pos for w, _, _ in rows],
        morphs=[w.features for w, _, _ in rows],
        lemmas=[w.lemma or form for (w, _, _), form in zip(rows, words, strict=True)],
        heads=[head for _, head, _ in rows],
        deps=["ROOT" if w.relation == "root" else w.relation for w, _, _ in rows],
    )
    return Example(Doc(vocab, words=words, spaces=spaces), reference)

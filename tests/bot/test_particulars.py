"""Day and publisher of an article, given in a reply to what the bot tells of it."""

from __future__ import annotations

from datetime import date

import pytest

import store.articles
from bot.handlers.particulars import Said, _said
from store.records import ArticleState
from tests.bot.test_intake import DAY, TAKEN, stored
from tests.bot.test_pasted import DISPATCH

TODAY = date(2017, 5, 20)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("RFI", Said(None, "RFI")),
        ("France 24", Said(None, "France 24")),
        ("hier", Said(date(2017, 5, 19), None)),
        ("2017-05-12", Said(date(2017, 5, 12), None)),
        ("RFI, 12 mai 2017", Said(date(2017, 5, 12), "RFI")),
        ("yesterday", Said(date(2017, 5, 19), None)),
        ("combien de morts ?", None),
        ("Hachd = Forces de mobilisation populaire", None),
        ("2031-01-01", None),
        ("un deux trois quatre cinq six sept", None),
    ],
)
def test_a_few_words_are_a_day_a_publisher_or_both(words: str, said: Said | None) -> None:
    """A question, a lesson and a day to come are neither."""
    assert _said(words, TODAY) == said


async def days(world) -> set[date | None]:
    async with world.services.database.read() as session:
        events = await store.articles.events_of(session, 1)
    return {one.event.when.start if one.event.when else None for one in events}


async def test_a_reply_sets_the_publisher(world) -> None:
    """The events bear it at once; /undo takes it back, /history tells it."""
    talk = world.talk()
    *_, told = await talk.say(DISPATCH)
    assert "Qui l’a publié" in told.text
    (answer,) = await talk.reply("Al-Manar", told.message_id)
    assert "Al-Manar, 20 mai 2017" in answer.text
    async with world.services.database.read() as session:
        assert {one.publisher for one in await store.articles.events_of(session, 1)} == {"Al-Manar"}
    assert "Al-Manar" in (await talk.say("/history 1"))[0].text
    await talk.say("/undo")
    assert (await stored(world.services)).publisher is None


async def test_a_reply_with_a_day_has_the_dates_read_again(world) -> None:
    """«mercredi» is another Wednesday a week before; the list is told anew, and /undo brings the first one back."""
    talk = world.talk()
    *_, told = await talk.forward(TAKEN, "Al-Manar", DAY)
    assert await days(world) == {date(2017, 5, 17)}
    answer, listed = await talk.reply("2017-05-12", told.message_id)
    assert "12 mai 2017" in answer.text and listed.message_id == told.message_id
    article = await stored(world.services)
    assert article is not None and (article.published, article.state) == (date(2017, 5, 12), ArticleState.READ)
    assert await days(world) == {date(2017, 5, 10)}
    await talk.say("/undo")
    assert await days(world) == {date(2017, 5, 17)} and (await stored(world.services)).published == DAY


async def test_a_reply_to_the_forward_itself_and_in_small_letters(world) -> None:
    """«al manar» is the Al-Manar that the archive knows."""
    talk = world.talk()
    await talk.forward(TAKEN, "Al-Manar", DAY)
    await talk.say(DISPATCH)
    number = max(key[1] for key in world.api.chats.messages if "text" in world.api.chats.messages[key]) - 1
    await talk.reply("al manar, hier", number)
    article = await stored(world.services, 2)
    assert article is not None and (article.publisher, article.published) == ("Al-Manar", DAY)


async def test_questions_and_others_are_answered_as_ever(world) -> None:
    """Nothing is set by a question, by no member, or below another message."""
    talk = world.talk()
    received, *_ = await talk.forward(TAKEN, "Al-Manar", DAY)
    await talk.reply("combien de morts ?", received.message_id)
    (other,) = await talk.say("/help")
    await talk.reply("RFI", other.message_id)
    assert (await stored(world.services)).publisher == "Al-Manar"

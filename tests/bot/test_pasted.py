"""A text pasted by a member, or under a picture, without a command: an article, a question, or perhaps either."""

from __future__ import annotations

import pytest

from bot.handlers.pasted import is_article
from store.records import ArticleState
from tests.bot.test_intake import STRUCK, TAKEN, how_many, stored
from tests.bot.test_parts import FIRST, PHOTO, THIRD

DISPATCH = f"{TAKEN} {STRUCK} Le ministère de la Défense n'a pas commenté ces informations vendredi."


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Mossoul", False),
        ("Que s'est-il passé à Mossoul en mai 2017 ?", False),
        (
            "attaques de Boko Haram contre des civils au Nigeria entre janvier et mars 2015 avec au moins dix morts",
            False,
        ),
        (f"{TAKEN} {STRUCK} Est-ce vrai ?", False),
        (f"Est-ce vrai ? {STRUCK}", None),
        (f"{TAKEN}\nTrois morts.", None),
        (DISPATCH, True),
        ("mot " * 100, True),
    ],
)
def test_length_and_lines_tell_an_article_from_a_question(text: str, article: bool | None) -> None:
    """What ends in a question mark is a question; between the two nothing is taken for granted."""
    assert is_article(text) is article


async def test_a_pasted_dispatch_is_an_article_of_today(world) -> None:
    """Its publisher is not known; the answer is a forward's."""
    received, told = await world.talk().say(DISPATCH)
    assert received.message_id == told.message_id and "/event_1" in told.text
    article = await stored(world.services)
    assert article is not None and (article.text, article.publisher) == (DISPATCH, None)
    assert article.published == world.clock().date() and article.state is ArticleState.READ


async def test_a_paste_that_the_app_split_is_one_article(world) -> None:
    """Its end is short, and no question."""
    talk = world.talk()
    await talk.send_together([talk.message(text=FIRST), talk.message(text=THIRD)])
    article = await stored(world.services)
    assert article is not None and article.text == f"{FIRST}\n{THIRD}" and await how_many(world.services) == 1


async def test_a_caption_under_a_photo_or_a_video(world) -> None:
    """A long one is an article, an album's captions are one, a short one is a question."""
    talk, video = world.talk(), {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 3}
    await talk.send(talk.message(video=video, caption=DISPATCH))
    album = [talk.message(photo=PHOTO, media_group_id="g", caption=text) for text in (f"À Homs. {DISPATCH}", STRUCK)]
    await talk.send_together(album)
    await talk.send(talk.message(photo=PHOTO, caption="Mossoul"))
    assert await how_many(world.services) == 2
    assert (await stored(world.services, 2)).text == f"À Homs. {DISPATCH}\n{STRUCK}"


async def test_a_doubtful_text_is_answered_and_a_button_takes_it(world) -> None:
    """The outcome stands where the button was; an edit of the text finds its article."""
    talk, text = world.talk(), f"Est-ce vrai ? {STRUCK}"
    *_, offered = await talk.say(text)
    assert [one.text for one in offered.buttons] == ["Lire comme dépêche"] and await how_many(world.services) == 0
    shown = await talk.press_labelled("Lire comme dépêche")
    assert shown[-1].message_id == offered.message_id and "/event_1" in shown[-1].text
    assert (await stored(world.services)).text == text
    await talk.edit(1, STRUCK)
    assert (await stored(world.services)).text == STRUCK


async def test_others_and_groups_are_answered_as_ever(world) -> None:
    """Nothing that no member writes, or that is written in a group, is taken in; no button is offered there."""
    (answer,) = await world.talk(2).say(DISPATCH)
    assert answer.what == "sent" and await world.talk(1, chat_id=-7).say(DISPATCH) == []
    shown = await world.talk(2).say(f"Est-ce vrai ? {STRUCK}")
    assert not any("Lire" in button.text for one in shown for button in one.buttons)
    assert await how_many(world.services) == 0

"""Inline mode: `@bot words` in any chat offers events to share, over the real Application."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import text

import store.articles
import store.chats
import store.recording
from bot.handlers import inline
from bot.terminal_chat import TerminalChat
from bot.terminal_inline import InlineAnswer
from bot.terminal_view import Screen
from bot.texts import language, texts
from bot.views.layout import size
from nlp.schema import Actor, Article, Count, Event, EventType, Place, Reading, Span, When

QAYRAWAN = Place("Qayrawan", key="seed:qayrawan-iq", latitude=36.25, longitude=41.9, country="IRQ")
MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")
HACHD, DAESH = Actor("Hachd al-Chaabi", key="hachd-al-chaabi"), Actor("Daesh", key="daesh")


def happening(day: int, place: Place = QAYRAWAN, mode: str | None = None) -> Event:
    """An attack of Daesh on the Hachd in May 2017."""
    sentence = "Une attaque a <eu> lieu & fini."
    when = When(date(2017, 5, day), date(2017, 5, day))
    return Event(
        EventType.ASSAULT, mode, Span("attaque", 4, 11), Span(sentence, 0, len(sentence)), sources=(DAESH,),
        targets=(HACHD,), places=(place,), when=when, killed=Count(day),
    )  # fmt: skip


async def record(world: Any, *events: Event) -> None:
    """Take events of one article into the archive."""
    async with world.services.database.write() as session:
        number = world.services.clock().timestamp() + len(events)
        article = Article(str(number), f"Dépêche {number}.", date(2017, 5, 19), "fr", "PressTV")
        received = await store.articles.receive(session, article, now=world.clock.now)
        await store.recording.record_reading(
            session, received.article_id, Reading("fr", True, events), now=world.clock.now
        )


@pytest.fixture
async def archive(world: Any) -> Any:
    """Thirty events at Qayrawan, 1 to 30 May (numbers 1 to 30), and an air strike at Mossoul (31)."""
    await record(world, *(happening(day) for day in range(1, 31)), happening(12, MOSUL, "aerial"))
    return world


async def ask(world: Any, words: str, offset: str = "", **person: Any) -> InlineAnswer:
    """What is offered for the words."""
    answer = await world.talk(**person).ask_inline(words, offset)
    assert answer is not None
    return answer


def numbers(answer: InlineAnswer) -> list[int]:
    """The numbers of the events offered."""
    return [int(one.id) for one in answer.results]


async def test_events_are_offered_by_date_and_type(archive: Any) -> None:
    """Newest first, to be chosen by title and description; the message is the card, with a link to the bot."""
    answer = await ask(archive, "Mossoul")
    (one,) = answer.results
    assert one.title == "💥 12 mai 2017 · Frappe aérienne"
    assert one.description == "Daesh → Hachd al-Chaabi · Mossoul"
    assert "n° 31" in one.text.replace("\u00a0", " ") and "Une attaque a <eu> lieu & fini." in one.text
    (button,) = one.buttons
    username = archive.application.bot.username
    assert button.text == "Ouvrir dans Dépêche" and button.url == f"https://t.me/{username}?start=event_31"


async def test_nothing_typed_offers_the_newest(archive: Any) -> None:
    """All events, newest first, and what they are stands above."""
    answer = await ask(archive, "  ")
    assert numbers(answer) == [*range(30, 12, -1), 31, 12]
    assert answer.button == "Derniers événements · 31 événements"


async def test_further_results_follow_the_last_one(archive: Any) -> None:
    """By keyset: an event recorded between two pages shifts nothing; the last page has no successor."""
    first = await ask(archive, "Qayrawan")
    await record(archive, happening(31))
    rest = await ask(archive, "Qayrawan", first.next_offset)
    assert numbers(first) + numbers(rest) == list(range(30, 0, -1))
    assert (first.next_offset, rest.next_offset) == ("20170511-11", "")


@pytest.mark.parametrize("offset", ["x", "20170511", "20171311-4", "20170511-11; DROP", "-" * 64])
async def test_a_foreign_offset_offers_nothing_more(archive: Any, offset: str) -> None:
    """What no answer of ours gave ends the list."""
    answer = await ask(archive, "Qayrawan", offset)
    assert answer.results == () and answer.next_offset == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mossoul type:frappe", [31]),
        ("frappes à Mossoul", [31]),
        ("القيروان depuis:2017-05-29", [30, 29]),
        ("/events Qayrawan depuis:2017-05-29", [30, 29]),
        ("Irak date:2017-05-12", [31, 12]),
        ('cible:Hachd date:"12 mai 2017" lieu:Mossoul', [31]),
        ("31", [31]),
        ("#31", [31]),
        ("/event_31", [31]),
        ("event 99", []),
    ],
)
async def test_words_are_read_as_events_reads_them(archive: Any, words: str, found: list[int]) -> None:
    """Names in any spelling, filters, questions; and an event by its number."""
    assert numbers(await ask(archive, words)) == found


async def test_what_was_understood_stands_above_and_leads_to_the_whole_list(archive: Any) -> None:
    """The button opens the bot's chat on the same list."""
    answer = await ask(archive, "qairawan foo:bar")
    assert answer.button == "Qayrawan (Irak) · laissé de côté : foo:bar · 30 événements"
    answer = await ask(archive, "Mossoul")
    assert answer.button == "Mossoul (Irak) · 1 événement"
    talk = archive.talk()
    (opened,) = await talk.say(f"/start {answer.payload}")
    (listed,) = await talk.say("/events Mossoul")
    assert opened.text == listed.text


async def test_the_link_on_a_shared_card_opens_the_card(archive: Any) -> None:
    """`/start event_31` is `/event 31`, in a group too; a payload of nobody's is a plain start."""
    talk = archive.talk()
    (card,) = await talk.say("/event 31")
    assert [one.text for one in await talk.say("/start event_31")] == [card.text]
    group = archive.talk(chat_id=-5)
    assert [one.text for one in await group.say(f"/start@{archive.application.bot.username} event_31")] == [card.text]
    (start,) = await talk.say("/start")
    for payload in ("x", "event_999999999999999999", "q_gICA", "f_cDk5OTk5"):
        (said,) = await talk.say(f"/start {payload}")
        assert said.text == start.text or "999999999999999999" in said.text


async def test_nothing_found_is_said_kindly(archive: Any) -> None:
    """One button in place of results; it leads to an answer that says more."""
    answer = await ask(archive, "Xyzzyville")
    assert answer.results == () and answer.button == "Rien trouvé pour « Xyzzyville »"
    (more,) = await archive.talk().say(f"/start {answer.payload}")
    assert "Xyzzyville" in more.text


async def test_an_empty_archive_says_so(world: Any) -> None:
    """No results and no list of nothing."""
    answer = await ask(world, "")
    assert answer.results == () and answer.button == "L’archive est vide pour l’instant"


async def test_a_name_half_typed_offers_the_nearest(archive: Any) -> None:
    """While one types: the results of the nearest name, asked back above them."""
    answer = await ask(archive, "Hachd cha", lang="en")
    assert answer.button == "Did you mean Popular Mobilization Forces?" and numbers(answer)[0] == 30


@pytest.mark.parametrize(
    ("lang", "kind", "button"),
    [
        ("en", "Air strike", "Mossoul (Iraq) · 1 event"),
        ("ar", "", None),
        ("de", "Frappe aérienne", "Mossoul (Irak) · 1 événement"),
    ],
)
async def test_everyone_is_answered_in_their_language(archive: Any, lang: str, kind: str, button: str | None) -> None:
    """By the language of the app, else in French; kept by Telegram a minute, for them alone."""
    answer = await ask(archive, "Mossoul", person_id=7, lang=lang)
    day = texts(language(lang, "fr")).day(date(2017, 5, 12))
    assert answer.results[0].title.startswith(f"💥 {day} · {kind}")
    assert button in (None, answer.button)
    assert answer.personal and answer.cache_s == inline.CACHE_S


async def test_who_talks_with_the_bot_is_answered_as_there(archive: Any) -> None:
    """The language set in the private chat goes before the app's; who has none is not entered into the archive."""
    await archive.talk(7).say("/lang en")
    assert "Air strike" in (await ask(archive, "Mossoul", person_id=7, lang="fr")).results[0].title
    await ask(archive, "Mossoul", person_id=8)
    async with archive.services.database.read() as session:
        assert await store.chats.get(session, 8) is None


async def test_a_chosen_card_is_no_question(archive: Any) -> None:
    """Shared into the bot's own chat, a card is left unanswered; so is one in a group."""
    answer = await ask(archive, "Mossoul")
    assert await archive.talk().choose(answer.results[0]) == []
    assert await archive.talk(chat_id=-5).choose(answer.results[0]) == []


async def test_a_failing_archive_is_answered_with_regret(archive: Any, caplog: pytest.LogCaptureFixture) -> None:
    """No results, not kept by Telegram, and a way to ask in the bot's chat; the log has the cause."""
    async with archive.services.database.write() as session:
        await session.execute(text("ALTER TABLE event RENAME TO gone"))
    answer = await ask(archive, "Mossoul")
    assert answer.results == () and answer.cache_s == 0 and answer.button and "réessayez" in answer.button
    assert "tables are missing" in caplog.text


async def test_a_late_answer_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    """Telegram would refuse it, and whoever types would wait."""
    assert await inline.in_time(asyncio.sleep(60, inline.Offer()), 0.01) is None
    assert "not answered within 0.0 s" in caplog.text


async def test_a_query_that_telegram_has_forgotten_is_no_error(archive: Any, caplog: pytest.LogCaptureFixture) -> None:
    """«query is too old»: whoever typed has typed on."""
    await archive.api.inject({"inline_query": {"id": "gone", "from": {"id": 1, "is_bot": False, "first_name": "P"},
                                               "query": "Mossoul", "offset": ""}})  # fmt: skip
    await archive.talk().settled()
    assert archive.api.called("answerInlineQuery")[-1].status == 400
    assert "could not be handled" not in caplog.text


async def test_queries_wait_for_no_other(archive: Any) -> None:
    """Two at once are answered each by its own results."""
    one, other = await asyncio.gather(ask(archive, "Mossoul", person_id=1), ask(archive, "#3", person_id=2))
    assert numbers(one) == [31] and numbers(other) == [3]


async def test_no_message_is_too_long(archive: Any) -> None:
    """Names of four thousand characters and HTML of their own."""
    name = "<b>&amp;\u202e😀" * 700
    await record(archive, happening(31, Place(name, country="IRQ")))
    answer = await ask(archive, "")
    assert size(answer.results[0].text) <= 4096 and "<b>&amp;" in answer.results[0].description


async def test_the_terminal_shows_what_is_offered(archive: Any) -> None:
    """`/inline words` lists the results, a number chooses one, other words put the list away."""
    out = io.StringIO()
    words, talk = texts("fr"), archive.talk()
    chat = TerminalChat(talk, archive.api, Screen(Console(file=out, width=200), words), words)

    async def lines() -> AsyncIterator[str]:
        for line in ("/inline Mossoul", "1", "/lang en", "1"):
            yield line

    await chat.run(lines())
    shown = out.getvalue()
    assert "[1] 💥 12 mai 2017 · Frappe aérienne\n    Daesh → Hachd al-Chaabi · Mossoul" in shown
    assert shown.count("?start=event_31") == 1
    assert "pas de bouton 1" in shown

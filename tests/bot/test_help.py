"""First steps: what /start tells, help by topic, where the bot's knowledge comes from, and commands nearly right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text as sql

import store.articles
import store.recording
from bot.handlers.help import TOPICS, topic_of
from bot.handlers.start import nearest_command
from bot.overviews import Overviews
from bot.texts import LANGUAGES, texts
from bot.texts.bidi import without_marks
from nlp.schema import Article, Event, EventType, Place, Reading, Span, When

IRAQ = {"Qayrawan": 3, "Mossoul": 2, "Tel Afar": 1}


def happening(place: str, day: int) -> Event:
    """An event of May 2017."""
    sentence = f"Une route a été bloquée à {place}."
    start = sentence.index("bloquée")
    return Event(
        EventType.COERCE,
        "restrict",
        Span("bloquée", start, start + 7),
        Span(sentence, 0, len(sentence)),
        places=(Place(place, country="IRQ"),),
        when=When(date(2017, 5, day), date(2017, 5, day)),
    )


async def remember(world: Any, title: str, *events: Event) -> None:
    """Put events into the archive as if they had just been read from an article."""
    async with world.services.database.write() as session:
        now = world.clock()
        article = Article(title, title, date(2017, 5, 19), "fr", "Al-Manar", title)
        received = await store.articles.receive(session, article, now=now)
        await store.recording.record_reading(session, received.article_id, Reading("fr", True, events), now=now)


def plain(shown: Any) -> str:
    """The newest message, with plain spaces and without marks of direction."""
    return without_marks(shown[-1].text).replace("\u00a0", " ").replace("\u202f", " ")


async def test_start_on_an_empty_archive_says_so(world: Any) -> None:
    """No figures and no buttons where there is nothing."""
    shown = await world.talk(2).say("/start")
    assert "L’archive est encore vide." in plain(shown) and not shown[-1].buttons


@pytest.mark.parametrize(
    ("lang", "holds"),
    [
        ("fr", "6 événements dans 2 dépêches, du 1er au 9 mai 2017"),
        ("en", "6 events in 2 dispatches, 1 to 9 May 2017"),
        ("ar", "6 أحداث من برقيتين، من 1 إلى 9 مايو 2017"),
    ],
)
async def test_start_tells_what_the_archive_holds(world: Any, lang: str, holds: str) -> None:
    """Events, articles and period in the reader's language; the busiest places are buttons that show their events."""
    days = iter((9, 1, 2, 3, 4, 5))
    for title, places in (("eins", ("Qayrawan", "Mossoul")), ("zwei", ("Qayrawan", "Mossoul", "Qayrawan", "Tel Afar"))):
        await remember(world, title, *(happening(place, next(days)) for place in places))
    talk = world.talk(2, lang=lang)
    shown = await talk.say("/start")
    assert holds in plain(shown)
    country = texts(lang).country("IRQ")
    assert [without_marks(one.text) for one in shown[-1].buttons] == [f"{name} ({country})" for name in IRAQ]
    assert "Qayrawan" in plain(await talk.press(shown[-1].buttons[0], shown[-1].message_id))


async def test_the_language_is_asked_only_where_it_cannot_be_known(world: Any) -> None:
    """A German app gets the choice in every language, and no longer once it has been made."""
    talk = world.talk(4, lang="de")
    shown = await talk.say("/start")
    assert [one.text for one in shown[-1].buttons] == ["Français", "English", "العربية"]
    assert "Quelle langue ?\nWhich language?\nما اللغة المفضلة؟" in plain(shown)
    await talk.press_labelled("العربية")
    shown = await talk.say("/start")
    assert "مرحبًا" in plain(shown) and not shown[-1].buttons
    assert not (await world.talk(5, lang="ar").say("/start"))[-1].buttons


async def test_figures_of_a_large_archive_are_counted_once_a_minute(world: Any) -> None:
    """A small archive tells every change at once, a large one after a minute."""
    await remember(world, "eins", happening("Qayrawan", 1))
    small, large = Overviews(), Overviews(large=1)

    async def told(kept: Overviews) -> int:
        async with world.services.database.read() as session:
            return (await kept.latest(session, world.clock)).events

    assert (await told(small), await told(large)) == (1, 1)
    await remember(world, "zwei", happening("Qayrawan", 2))
    assert (await told(small), await told(large)) == (2, 1)
    world.clock.advance(seconds=61)
    assert await told(large) == 2


async def test_the_figures_are_read_from_indexes(world: Any) -> None:
    """No table is scanned and nothing is sorted for /start."""
    statements = (
        "SELECT min(day) FROM event",
        "SELECT max(day) FROM event",
        "SELECT count(*) FROM event",
        "SELECT count(*) FROM article",
        "SELECT * FROM place WHERE activity > 0 ORDER BY activity DESC, id DESC LIMIT 6",
    )
    async with world.services.database.read() as session:
        for statement in statements:
            plan = " ".join(row[-1] for row in await session.execute(sql(f"EXPLAIN QUERY PLAN {statement}")))
            assert "INDEX" in plan and "TEMP B-TREE" not in plan, (statement, plan)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_help_has_a_button_for_each_topic(world: Any, lang: str) -> None:
    """The list of commands, and a page for each topic by button, in each language."""
    talk = world.talk(2, lang=lang)
    shown = await talk.say("/help")
    assert len(shown[-1].buttons) == len(TOPICS)
    for button, topic in zip(shown[-1].buttons, TOPICS, strict=True):
        page = await talk.press(button, shown[-1].message_id)
        assert plain(page).startswith(str(texts(lang).get(f"help.title_{topic}").unescape())[:3])


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("filtres", "filters"), ("filter", "filters"), ("Filtre", "filters"), ("abonnement", "digests"),
        ("subscribe", "digests"), ("carte", "pictures"), ("timelin", "pictures"), ("exporter", "files"),
        ("groups", "groups"), ("langue", "settings"), ("خريطة", "pictures"), ("اشتراك", "digests"), ("xyzzy", None),
    ],
)  # fmt: skip
def test_topics_are_found_by_their_words(words: str, topic: str | None) -> None:
    """In every language, with slips of the finger; what names none is said to."""
    assert topic_of(words) == topic


async def test_help_on_something_unknown_offers_the_topics(world: Any) -> None:
    """The word is said back and breaks nothing."""
    shown = await world.talk(2).say("/help <b>xyzzy")
    assert "Je n’ai pas d’aide sur « <b>xyzzy »" in plain(shown) and len(shown[-1].buttons) == len(TOPICS)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_about_credits_every_source(world: Any, lang: str) -> None:
    """The sources that the licences under nlp/ ask to be credited, each with its licence."""
    told = plain(await world.talk(2, lang=lang).say("/about"))
    for source in (
        "Who's On First (CC BY 4.0", "GeoNames (CC BY 4.0)", "mledoze/countries (ODbL 1.0)", "SEM (Dupont, MIT)",
        "Sequoia (LGPL-LR)", "GSD (CC BY-SA 4.0)", "PUD (CC BY-SA 3.0)", "Europeana Newspapers (CC0 1.0)",
        "NewsEye (CC BY 4.0)", "Natural Earth", "jsRealB", "CLDR", "PLOVER",
    ):  # fmt: skip
        assert source in told.replace("’", "'"), source


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("evenemnts", "events"), ("evnts", "events"), ("event", "event"), ("acteur", "actor"), ("lieux", "places"),
        ("carte", "map"), ("aide", "help"), ("abonner", "subscribe"), ("langue", "lang"), ("exprot", "export"),
        ("xyzzy", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_command(typed: str, command: str | None) -> None:
    """A slip of the finger, or a word of another language; nothing near is no guess."""
    assert nearest_command(typed) == command


async def test_an_unknown_command_gets_the_nearest_one(world: Any) -> None:
    """In private always, in a group where the bot is named."""
    assert "Vouliez-vous dire /events ?" in plain(await world.talk(2).say("/evenements Qayrawan"))
    assert "Did you mean /events?" in plain(await world.talk(3, lang="en").say("/evenements"))
    assert "هل المقصود /events؟" in plain(await world.talk(5, lang="ar").say("/evenements"))
    group = world.talk(2, chat_id=-5)
    assert not await group.say("/evenements")
    assert "/events" in plain(await group.say("/evenements@depeche_terminal_bot"))
    assert "/help" in plain(await world.talk(2).say("/xyzzy"))

"""Cards of events, actors, places and articles, as a person sees them in the chat, in each language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import store.articles
import store.recording
from bot.deep_links import shared
from bot.terminal_html import parse, utf16_length
from bot.texts import LANGUAGES, texts
from bot.views import actor_card, event_card, place_card
from bot.views.article import pages
from bot.views.card_buttons import (
    actor_token,
    article_token,
    event_token,
    place_token,
    point_token,
    read_actor,
    read_article,
    read_event,
    read_place,
    read_point,
)
from bot.views.layout import CALLBACK_LENGTH, MESSAGE_LENGTH, size
from nlp.schema import Actor, ActorKind, Article, Count, Event, EventType, Place, Reading, Span, When
from store.figures import Deeds, Others, PlaceEvents, Present
from store.links import EventLinks
from store.neighbours import Neighbours
from store.records import ActorSummary, EventFilter, EventPage, EventRecord, PlaceSummary
from store.summaries import ActorCount

TEXT = "Daech a tiré des roquettes sur Qayrawan & alentours, faisant douze morts. L'armée a bombardé le bourg."
DAY = date(2017, 5, 17)
QAYRAWAN = Place(
    "Qayrawan", key="seed:qayrawan-iq", latitude=36.24, longitude=41.99, uncertainty_km=5, country="IRQ",
    relation="au sud de",
)  # fmt: skip
DAESH = Actor("Daech", key="daesh")
ARMY = Actor("armée irakienne", key="IRQ-army", country="IRQ")


def words(text: str) -> Span:
    """Where words stand in the text."""
    return Span(text, TEXT.index(text), TEXT.index(text) + len(text))


def shelling(killed: int | None = 12, *, doer: Actor = DAESH, day: date = DAY, trigger: str = "tiré") -> Event:
    """An attack on civilians at Qayrawan."""
    return Event(
        EventType.ASSAULT, "heavy-weapons", words(trigger), words(TEXT), (doer,), (Actor("civils"),), (QAYRAWAN,),
        When(day, day), killed=Count(killed) if killed is not None else None,
    )  # fmt: skip


async def remember(world: Any, publisher: str, *events: Event, text: str = TEXT) -> list[int]:
    """Put events into the archive as if they had just been read from an article; gives their numbers."""
    use = world.services
    async with use.database.write() as session:
        article = Article("a", f"{text}\n{publisher}", date(2017, 5, 19), "fr", publisher, "Au nord")
        received = await store.articles.receive(session, article, now=use.clock())
        reading = Reading("fr", True, events)
        return list(await store.recording.record_reading(session, received.article_id, reading, now=use.clock()))


def plain(shown: Any) -> str:
    """The text of the newest message with plain spaces and without what only directs writing."""
    return re.sub("[\u2066-\u2069]", "", shown[-1].text.replace("\u00a0", " ").replace("\u202f", " "))


def labels(shown: Any) -> list[str]:
    """The buttons of the newest message."""
    return [button.text.replace("\u00a0", " ").replace("\u202f", " ") for button in shown[-1].buttons]


async def test_a_card_names_the_other_sources_and_what_they_disagree_on(world: Any) -> None:
    """Each other report with publisher and link; the dead differ, the doer and the day do not."""
    await remember(world, "Al-Manar", shelling(12))
    await remember(world, "AFP", shelling(14))
    await remember(world, "RFI", shelling(12, day=date(2017, 5, 18)))
    told = plain(await world.talk().say("/event 1"))
    assert "Une autre source\n• AFP, 19 mai 2017 /event_2\nElles diffèrent\nMorts : 12 (Al-Manar) ; 14 (AFP)" in told
    assert "RFI" not in told and "Date : 1" not in told and "Auteur :" not in told
    english = plain(await world.talk(2, lang="en").say("/event 2"))
    assert (
        "One other source\n• Al-Manar, 19 May 2017 /event_1\nWhere they differ\nDead: 14 (AFP) ; 12 (Al-Manar)"
        in english
    )
    for number, lang in enumerate(LANGUAGES, 10):
        told = plain(await world.talk(number, lang=lang).say("/event 1"))
        heading = parse(texts(lang).count("cards.sources", 1)).text.replace("\u00a0", " ")
        assert re.sub("[\u2066-\u2069]", "", heading) in told and "14" in told


async def test_two_doers_of_one_toll_are_told_apart(world: Any) -> None:
    """Each side accuses the other of the same twelve dead."""
    await remember(world, "Al-Manar", shelling(12))
    await remember(world, "AFP", shelling(12, doer=ARMY))
    assert "Auteur : Daech (Al-Manar) ; armée irakienne (AFP)" in plain(await world.talk().say("/event 1"))


async def test_an_event_that_nobody_else_tells_says_nothing_of_sources(world: Any) -> None:
    """No empty heading."""
    await remember(world, "Al-Manar", shelling(12))
    assert "source" not in plain(await world.talk().say("/event 1")).lower()


async def test_the_cards_of_a_list_are_turned_in_place(world: Any) -> None:
    """From the list it was opened from: newer before, older after, the message edited; then back to the list."""
    numbers = await remember(world, "AFP", *(shelling(n, day=date(2017, 5, 10 + n)) for n in range(3)))
    await remember(world, "RFI", shelling(doer=ARMY, day=date(2017, 5, 12)))
    talk = world.talk()
    await talk.say("/events Daech")
    card = await talk.say(f"/event_{numbers[1]}")
    assert labels(card)[:3] == ["‹ Précédent", "Liste", "Suivant ›"]
    turned = await talk.press_labelled("Suivant")
    assert turned[-1].what == "edited" and f"n° {numbers[0]}" in plain(turned)
    assert labels(turned)[:2] == ["‹ Précédent", "Liste"]
    back = await talk.press_labelled("Précédent")
    assert f"n° {numbers[1]}" in plain(back) and back[-1].message_id == card[-1].message_id
    assert plain(await talk.press_labelled("Liste")).startswith("Événements : Daech")


async def test_a_card_opened_without_a_list_goes_through_its_article(world: Any) -> None:
    """In text order; another chat's lists are another chat's."""
    await remember(world, "AFP", shelling(), shelling(trigger="bombardé", doer=ARMY))
    await world.talk(5).say("/events Daech")
    talk = world.talk()
    card = await talk.say("/event 1")
    assert labels(card)[0] == "Suivant ›" and "Liste" not in labels(card)
    assert "n° 2" in plain(await talk.press_labelled("Suivant"))


async def test_a_card_whose_neighbour_is_gone_says_so(world: Any) -> None:
    """After another reading of the article the button leads nowhere, which is said in a message of its own."""
    await remember(world, "AFP", shelling(), shelling(trigger="bombardé", doer=ARMY))
    talk = world.talk()
    await talk.say("/event 1")
    async with world.services.database.write() as session:
        await store.recording.record_reading(session, 1, Reading("fr", True, (shelling(),)), now=world.clock())
    assert "ne mène plus nulle part" in plain(await talk.press_labelled("Suivant"))


async def test_the_point_on_the_map_is_a_venue(world: Any) -> None:
    """With the place's name and how precise it is."""
    await remember(world, "AFP", shelling())
    talk = world.talk()
    await talk.say("/event 1")
    await talk.press_labelled("Point")
    (call,) = world.api.called("sendVenue")
    assert (call.params["latitude"], call.params["longitude"]) == (36.24, 41.99)
    assert call.params["title"] == "au sud de Qayrawan" and call.params["address"].startswith("Irak, à 5")


async def test_the_card_of_an_actor(world: Any) -> None:
    """Who it is in the languages known, what it did and suffered, whom it fights, and where to go from there."""
    await remember(world, "AFP", shelling(), shelling(day=date(2017, 5, 18)))
    talk = world.talk()
    card = await talk.say("/actor ISIS")
    told = plain(card)
    assert told.startswith("Daech\n") and "داعش" in told and "Islamic State" in told
    assert "A fait : 2 événements – 💥 attaque ou combats 2" in told and "A subi" not in told
    assert "Contre : civils (2) /actor_" in told and "Surtout à : Qayrawan (2) /place_1" in told
    assert "Période : du 17 au 18 mai 2017" in told and told.count("/event_") == 2
    assert labels(card)[-5:] == ["Tous ses événements", "Frise", "Carte", "☆ Suivre", "↗ Partager"]
    opened = await talk.press_labelled("18 mai")
    assert "Tirs d’artillerie" in plain(opened) and opened[-1].what == "edited"


async def test_buttons_of_the_latest_tell_no_day_that_nobody_said(world: Any) -> None:
    """A month is a month, a span a span, each with its year; a few side by side."""
    spans = {
        "mai 2017": (date(2017, 5, 1), date(2017, 5, 31)),
        "3–9 mai 2017": (date(2017, 5, 3), date(2017, 5, 9)),
        "mars–mai 2017": (date(2017, 3, 3), date(2017, 5, 2)),
        "2017": (date(2017, 1, 1), date(2017, 12, 31)),
        "2015–2016": (date(2015, 3, 1), date(2016, 2, 1)),
    }
    await remember(world, "AFP", *(replace(shelling(), when=When(*span)) for span in spans.values()))
    card = await world.talk().say("/actor ISIS")
    shown = [label.replace("\u2009", "") for label in labels(card)[: len(spans)]]
    assert sorted(shown) == sorted(f"💥 {words}" for words in spans)


async def test_other_names_are_other_than_the_one_shown(world: Any) -> None:
    """In English the title is the list's name, and the archive's stands among the others."""
    await remember(world, "AFP", shelling())
    head = plain(await world.talk(2, lang="en").say("/actor ISIS")).split("\n\n")[0]
    assert head.startswith("Islamic State\n") and "Daech" in head and head.count("Islamic State") == 1


async def test_a_word_for_people_is_no_one_over_articles(world: Any) -> None:
    """Its card tells the events, and claims nothing of the word."""
    await remember(world, "AFP", shelling(), replace(shelling(doer=Actor("civils")), targets=(DAESH,)))
    told = plain(await world.talk().say("/actor civils"))
    assert told.startswith("civils\n\nUn mot, pas une identité") and told.count("/event_") == 2
    assert "A fait" not in told and "Contre" not in told and "Visé" not in told


async def test_the_card_of_a_place_and_of_its_country(world: Any) -> None:
    """By name, by number, by the button under an event; a country tells its towns."""
    await remember(world, "AFP", shelling(), shelling(day=date(2017, 5, 18)))
    talk = world.talk()
    card = await talk.say("/place Qairawan")
    told = plain(card)
    assert told.startswith("Qayrawan (Irak)\n36.240° 41.990°\n") and "القيروان" in told
    assert "2 événements – 💥 attaque ou combats 2" in told and "Y agissent : Daech (2) /actor_" in told
    assert plain(await talk.say("/place_1")) == told
    country = plain(await talk.say("/place Irak"))
    assert country.startswith("Irak\n") and "Surtout à : Qayrawan (2) /place_1" in country
    await talk.say("/event 1")
    assert plain(await talk.press_labelled("📌")) == told
    await talk.press_labelled("📍")
    assert world.api.called("sendVenue")[0].params["address"] == "Irak"


async def test_names_that_nobody_bears_are_offered_as_cards(world: Any) -> None:
    """The neighbours' buttons open cards, not lists; nothing typed gets an example."""
    await remember(world, "AFP", shelling())
    talk = world.talk()
    assert "Je n’ai rien" in plain(await talk.say("/place Qayrat"))
    assert plain(await talk.press_labelled("Qayrawan")).startswith("Qayrawan (Irak)")
    assert "/actor Daesh" in plain(await talk.say("/actor")) and "/place" in plain(await talk.say("/place"))
    assert "pas d’acteur 99" in plain(await talk.say("/actor 99"))
    assert "pas de lieu 99" in plain(await talk.say("/place_99"))


async def test_an_article_with_its_events_marked(world: Any) -> None:
    """Each trigger bold with its number, the numbers' events below, as a tap can open them."""
    await remember(world, "AFP", shelling(), shelling(trigger="bombardé", doer=ARMY))
    talk = world.talk()
    shown = await talk.say("/article 1")
    told = plain(shown)
    assert told.startswith("Au nord\nAFP, 19 mai 2017\n2 événements\n\nDaech a tiré① des roquettes sur Qayrawan & ")
    assert "\n① 💥 Tirs d’artillerie ou de missiles · Daech → civils /event_1\n② " in told
    bold = [shown[-1].text[e.offset : e.offset + e.length] for e in shown[-1].entities if e.kind == "bold"]
    assert bold == ["Au nord", "tiré", "bombardé"]
    await talk.say("/event 1")
    assert plain(await talk.press_labelled("Article")) == told and plain(await talk.say("/article_1")) == told
    assert "pas d’article 9" in plain(await talk.say("/article 9"))
    assert "/article 3" in plain(await talk.say("/article x"))


async def test_a_long_article_is_turned_page_by_page(world: Any) -> None:
    """The pages together hold the text, and the message is edited."""
    await remember(world, "AFP", shelling(), text=TEXT + "\n\n" + "Une phrase de remplissage <b>&. " * 300)
    talk = world.talk()
    first = await talk.say("/article 1")
    assert labels(first)[0].startswith("1/") and labels(first)[-1] == "›"
    second = await talk.press_labelled("›")
    assert second[-1].what == "edited" and labels(second)[:2] == ["‹", labels(first)[0].replace("1/", "2/")]
    assert await talk.press(second[-1].buttons[1], second[-1].message_id) == []


async def test_deep_links_open_the_cards(world: Any) -> None:
    """`?start=event_1`, `actor_1`, `place_1`, `article_1`."""
    await remember(world, "AFP", shelling())
    talk = world.talk(7)
    for payload, words in (("event_1", "n° 1"), ("actor_1", "A fait"), ("place_1", "Y agissent"), ("article_1", "①")):
        assert words in plain(await talk.say(f"/start {payload}"))


async def test_cards_in_a_group(world: Any) -> None:
    """A tap on a list's line names the bot there; buttons work for anyone."""
    await remember(world, "AFP", shelling(), shelling(trigger="bombardé", doer=ARMY))
    talk = world.talk(chat_id=-100123456789012)
    assert "n° 1" in plain(await talk.say("/event_1@depeche_terminal_bot"))
    assert "n° 2" in plain(await talk.press_labelled("Suivant"))
    assert await talk.say("/event_1@another_bot") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_hold_the_whole_text_within_the_limit(lang: str) -> None:
    """Any text, full of markup and of events, in pages of whole HTML; no character but space is lost."""
    nasty = "<b>&\"'</i>😀 تجربة. " * 900 + "x" * 9000
    events = [
        EventRecord(
            n, Event(EventType.ASSAULT, None, Span(nasty[at : at + 9], at, at + 9), Span("", 0, 0), (Actor(nasty),)),
            DAY, None, 1, None, DAY,
        )  # type: ignore[arg-type]
        for n, at in enumerate(range(0, len(nasty) - 9, 150), 1)
    ]  # fmt: skip
    found = pages(nasty, events, texts(lang))
    assert all(0 < size(page) <= MESSAGE_LENGTH - 900 for page in found)
    read = "".join(parse(page).text.split("\n\n")[0] for page in found)
    signs = re.compile("[①-⑳]|\\(\\d+\\)|\\s|[\u2066-\u2069]")
    assert signs.sub("", read) == signs.sub("", nasty)
    assert sum(page.count("/event_") for page in found) == len(events)


def test_a_trigger_of_two_events_is_marked_once_with_both_numbers() -> None:
    """«tués et blessés» may tell two; one that stands elsewhere by now is left out."""
    record = EventRecord(1, shelling(), DAY, None, 1, None, DAY)  # type: ignore[arg-type]
    moved = EventRecord(3, Event(EventType.AID, None, Span("tiré", 0, 4), Span("", 0, 0)), DAY, None, 1, None, DAY)  # type: ignore[arg-type]
    (page,) = pages(TEXT, (record, record, moved), texts("fr"))
    assert "Daech a <b>tiré</b>①② des" in page and page.count("/event_") == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worst_card_is_one_message(lang: str) -> None:
    """Names full of markup and nine other sources: what does not fit is left out, whole."""
    nasty = "<b>&\"'</i>😀{x}" * 40
    worst = Event(
        EventType.ASSAULT, None, Span("t", 0, 1), Span("t" + nasty * 20, 0, 1 + len(nasty) * 20), (Actor(nasty),) * 9,
        (Actor(nasty),) * 9, (Place(nasty, latitude=1.0, longitude=2.0, relation=nasty),) * 9, When(DAY, DAY),
    )  # fmt: skip
    record = EventRecord(1, worst, DAY, None, 1, nasty, DAY, nasty)  # type: ignore[arg-type]
    shown = event_card.Shown(record, (record,) * 9, EventLinks((), ()), None, Neighbours(1, 2))
    view = event_card.card(shown, texts(lang))
    assert utf16_length(parse(view.text).text) <= MESSAGE_LENGTH
    assert view.keyboard is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worst_cards_of_actors_and_places_are_one_message(lang: str) -> None:
    """Names full of markup stay text, and what does not fit is left out between lines."""
    nasty, speaking = "<b>&\"'</i>😀{x}" * 40, texts(lang)
    worst = Event(
        EventType.ASSAULT, None, Span("t", 0, 1), Span("t" + nasty, 0, 1 + len(nasty)), (Actor(nasty),) * 9,
        (Actor(nasty),) * 9, (Place(nasty),) * 9, When(DAY, DAY),
    )  # fmt: skip
    latest = EventPage((EventRecord(1, worst, DAY, None, 1, nasty, DAY, nasty),) * 5, 5)  # type: ignore[arg-type]
    counts, some = dict.fromkeys(EventType, 10**9), (ActorCount(10**9, nasty, 10**9),) * 3
    there = (PlaceEvents(10**9, nasty, "IRQ", 10**9),) * 3
    actor = ActorSummary(1, nasty, None, ActorKind.ARMED_GROUP, "IRQ", 1, 2)
    who = actor_card.Known(
        actor, (nasty,) * 8, Deeds(counts, counts), Others(some, some, some), there, (DAY, DAY), latest
    )
    place = PlaceSummary(1, nasty, None, 1.0, 2.0, "IRQ", nasty, 3)
    where = place_card.Known(
        EventFilter(place_id=1), nasty[:60], place, (nasty,) * 8, counts, Present(some, some), there, (DAY, DAY), latest
    )
    for view in (actor_card.card(who, speaking), place_card.card(where, speaking)):
        read = parse(view.text)
        assert 500 < utf16_length(read.text) <= MESSAGE_LENGTH and view.keyboard is not None
        assert {entity.kind for entity in read.entities} <= {"bold", "italic"}


def test_the_data_of_buttons_comes_back_and_nothing_else_is_read() -> None:
    """64 bytes at most for the largest numbers; other data is refused."""
    most = 10**18 - 1
    wanted = EventFilter(region="IRQ/" + "a" * 28, type=EventType.ASSAULT)
    assert read_event(event_token(most, wanted)) == (most, wanted) and read_event(event_token(1, None)) == (1, None)
    assert len(event_token(most, wanted).encode()) <= CALLBACK_LENGTH
    assert read_actor(actor_token(most)) == most and read_article(article_token(most)) == (most, 0)
    assert read_article(article_token(3, 12)) == (3, 12) and read_point(point_token("p", 7)) == ("p", 7)
    assert read_place(place_token(EventFilter(country="IRQ"))) == EventFilter(country="IRQ")
    for read, data in (
        (read_event, "v|x|@"), (read_event, "v|1"), (read_actor, "ac|"), (read_place, "pc|-"), (read_place, "pc|a5"),
        (read_article, "ar|1"), (read_point, "vn|x1"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="no "):
            read(data)


@pytest.mark.parametrize(
    ("command", "payload"), [("/event 1", "event_1"), ("/actor Daesh", "actor_"), ("/place Qayrawan", "place_"),
                             ("/place Irak", "f_")],
)  # fmt: skip
async def test_a_card_can_be_shared_as_a_link_that_opens_it(world: Any, command: str, payload: str) -> None:
    """Telegram's own page of chats takes the link, with inline mode or without; the link shows the card again."""
    await remember(world, "AFP", shelling())
    (card,) = await world.talk().say(command)
    (button,) = [one for one in card.buttons if one.url]
    assert button.url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    link = shared(button.url)
    said = link.partition("?start=")[2]
    assert said.startswith(payload) and link.startswith(f"https://t.me/{world.application.bot.username}?")
    (opened,) = await world.talk().say(f"/start {said}")
    if payload != "f_":
        assert opened.text == card.text

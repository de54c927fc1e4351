"""Candidates become a choice: one clear winner is taken, several are offered, what is no name is neither."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.resolution import choose, filter_of, resolve
from bot.texts import LANGUAGES, texts
from nlp.resolver import Candidate
from nlp.schema import Actor, ActorKind, Article, Event, EventType, Place, Reading, Span, When
from store import articles
from store.records import EventFilter, NameMatch


def place(name: str, score: float, number: int = 1, country: str | None = "IRQ", events: int = 1) -> NameMatch:
    return NameMatch("place", number, name, score, country, events=events)


def actor(name: str, score: float, number: int = 1) -> NameMatch:
    return NameMatch("actor", number, name, score, events=1)


QAYRAWAN, KAIROUAN = place("Qayrawan", 100, 1, "IRQ"), place("Kairouan", 100, 2, "TUN")


def test_an_exact_place_is_taken_and_the_actor_of_that_name_offered() -> None:
    """A name that is both is a place first."""
    found = choose("Bagdad", [place("Bagdad", 100), actor("Bagdad", 100)])
    assert (found.match, found.others) == (place("Bagdad", 100), (actor("Bagdad", 100),))


def test_an_exact_actor_is_taken_before_a_place_that_is_only_near() -> None:
    """What was typed as it is written beats what resembles it."""
    assert choose("Daech", [place("Daech Bala", 90), actor("Daech", 100)]).match == actor("Daech", 100)


def test_a_near_name_without_rival_is_taken() -> None:
    """A slip of the finger needs no question back."""
    assert choose("Qayrawn", [place("Qayrawan", 92), place("Raqqa", 60, 2)]).match == place("Qayrawan", 92)


def test_two_near_names_are_offered_and_none_is_taken() -> None:
    """Between rivals the person chooses."""
    found = choose("Qayran", [place("Qayrawan", 90), place("Qayyarah", 88, 2)])
    assert found.match is None and not found.several
    assert found.others == (place("Qayrawan", 90), place("Qayyarah", 88, 2))


def test_of_namesakes_the_one_so_spelt_is_taken_and_the_other_in_reach() -> None:
    """«Kairouan» is the town of Tunisia, and a button leads to Qayrawan."""
    found = choose("Kairouan", [QAYRAWAN, KAIROUAN])
    assert (found.match, found.others) == (KAIROUAN, (QAYRAWAN,))


def test_between_namesakes_the_person_chooses() -> None:
    """Two towns of one name, or a script that tells the two spellings not apart."""
    towns = [place("Tripoli", 100, 1, "LBY"), place("Tripoli", 100, 2, "LBN")]
    assert choose("Tripoli", towns).several and set(choose("Tripoli", towns).others) == set(towns)
    assert set(choose("القيروان", [QAYRAWAN, KAIROUAN]).others) == {QAYRAWAN, KAIROUAN}


def test_of_namesakes_without_events_the_other_is_not_taken_unasked() -> None:
    """Kairouan is typed, the archive has Qayrawan alone: it is offered."""
    silent = NameMatch("place", None, "Kairouan", 100, "TUN", key="geonames:1")
    found = choose("Kairouan", [silent, place("Qayrawan", 94)])
    assert (found.match, found.others) == (None, (place("Qayrawan", 94),))


def test_a_town_goes_before_its_region_and_a_country_before_both() -> None:
    """«Bagdad» is the town, «Niger» the country; the region is a button away."""
    region = NameMatch("region", None, "Bagdad", 100, "IRQ", "IRQ/bagdad", 1)
    country = NameMatch("country", None, "Niger", 100, "NER", events=1)
    assert choose("Bagdad", [region, place("Bagdad", 100)]).match == place("Bagdad", 100)
    assert choose("Niger", [place("Niger", 100, 5, "NGA"), country]).match == country


def test_a_part_of_a_longer_name_is_enough() -> None:
    """«Baghdadi» is Abou Bakr al-Baghdadi where nobody else is."""
    found = choose("Baghdadi", [actor("Abou Bakr al-Baghdadi", 75), actor("Baghouz", 63, 2)])
    assert found.match == actor("Abou Bakr al-Baghdadi", 75)


def test_a_country_without_events_is_not_taken_for_its_neighbour() -> None:
    """«Niger» does not show Nigeria."""
    niger = NameMatch("country", None, "Niger", 100, "NER")
    assert choose("Niger", [niger, place("Nigéria", 89, 3, "NGA")]).match == niger


def test_nothing_known_gives_nothing() -> None:
    """No candidate, no choice."""
    assert choose("Qairawan", []).match is None and choose("Qairawan", []).others == ()


@pytest.mark.parametrize(
    ("match", "wanted"),
    [
        (place("Qayrawan", 100, 7), EventFilter(place_id=7)),
        (actor("Daech", 100, 8), EventFilter(actor_id=8)),
        (NameMatch("country", None, "Irak", 100, "IRQ"), EventFilter(country="IRQ")),
        (NameMatch("region", None, "Ninive", 100, "IRQ", "IRQ/ninive"), EventFilter(region="IRQ/ninive")),
    ],
)
def test_a_match_becomes_a_filter(match: NameMatch, wanted: EventFilter) -> None:
    """Each sort of name narrows by its own field."""
    assert filter_of(match) == wanted


def happening(where: Place, who: Actor, start: int) -> Event:
    """An event somewhere by someone on 19 May 2017."""
    day = date(2017, 5, 19)
    trigger, sentence = Span("attaque", start, start + 7), Span("Une attaque.", 0, 12)
    return Event(EventType.ASSAULT, None, trigger, sentence, (who,), (), (where,), When(day, day))


@pytest.fixture
async def talk(world: Any) -> Any:
    """Someone who asks an archive with a happening at Qayrawan by Daech and one at Ramadi by the Hachd."""
    qayrawan = Place("Qayrawan", key="seed:qayrawan-iq", latitude=36.2, longitude=42.0, country="IRQ", admin1="Ninive")
    ramadi = Place("Ramadi", key="wof:1", country="IRQ", admin1="Al Anbar")
    quarter = Place("vieille ville de Homs", key="wof:2", country="SYR")
    told = (
        happening(qayrawan, Actor("Daech", key="daesh"), 0),
        happening(ramadi, Actor("Hachd", key="hachd-al-chaabi"), 10),
        happening(quarter, Actor("rebelles"), 20),
    )
    async with world.services.database.write() as session:
        article = Article("x", "Une attaque.", date(2017, 5, 19), lang="fr", publisher="P")
        stored = await articles.receive(session, article, now=world.clock())
        await articles.record_reading(session, stored.article_id, Reading("fr", True, told), now=world.clock())
    return world.talk()


@pytest.mark.parametrize(
    ("asked", "shown", "not_shown"),
    [
        ("/events Qairawane", "Qayrawan (Irak)", "Ramadi"),
        ("/events <b>Qayrawan</b>", "Qayrawan (Irak)", "Ramadi"),
        ("/events province de Ninive", "Ninive, région (Irak)", "Ramadi"),
        ("/events نينوى", "Qayrawan", "Ramadi"),
        ("/events Iraq", "Ramadi", "Syrie"),
        ("/actors EI", "Daech", "Hachd"),
        ("/actors ISIS", "Daech", "Hachd"),
        ("/actors Forces de mobilisation populaire", "Hachd", "Daech"),
        ("/events PMF", "Ramadi", "Qayrawan"),
        ("/places القيروان", "Qayrawan", "Ramadi"),
    ],
)
async def test_what_people_type_is_answered(talk: Any, asked: str, shown: str, not_shown: str) -> None:
    """By names that no article has used, in other spellings and scripts, and by the regions around."""
    (answer,) = await talk.say(asked)
    assert shown in answer.text and not_shown not in answer.text


async def test_a_near_namesake_is_offered_as_a_button(talk: Any) -> None:
    """Kairouan in Tunisia has no events; Qayrawan in Iraq may have been meant."""
    (answer,) = await talk.say("/events Kairouan")
    assert "Kairouan (Tunisie)" in answer.text and "Vouliez-vous dire" in answer.text
    assert [button.text for button in answer.buttons] == ["Qayrawan (Irak)"]


async def test_one_may_wait_for_a_place_without_events(talk: Any) -> None:
    """A place and an actor that the archive has nothing of can be subscribed to."""
    (place,) = await talk.say("/subscribe Kaboul 8h")
    (group,) = await talk.say("/subscribe Talibans")
    assert "Kaboul (Afghanistan)" in place.text and "Talibans" in group.text
    (region,) = await talk.say("/subscribe Ninive")
    assert "Ninive, région (Irak)" in region.text


async def test_several_of_whom_nothing_is_known_are_all_named(talk: Any) -> None:
    """Two towns of one name without events are both said, and one may wait for either."""
    (answer,) = await talk.say("/events Tripoli")
    assert "Tripoli (Libye), Tripoli (Liban)" in answer.text
    (choice,) = await talk.say("/subscribe Tripoli 8h")
    assert {button.text for button in choice.buttons} == {"Tripoli (Libye)", "Tripoli (Liban)"}
    (done,) = await talk.press_labelled("Tripoli (Liban)")
    assert "Tripoli (Liban), chaque jour" in done.text


async def test_of_a_town_without_events_a_quarter_that_has_some_is_offered(talk: Any) -> None:
    """«Hims» is Homs, of which the archive has its old town alone."""
    (answer,) = await talk.say("/events Hims")
    assert "Homs (Syrie)" in answer.text
    assert [button.text for button in answer.buttons] == ["vieille ville de Homs (Syrie)"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "country", ["COD", "COG", "CAF", "PSE", "SRB", "MKD", "MDA", "OMN", "CPV", "XKX", "MMR", "VAT"]
)
async def test_a_country_is_found_by_the_name_under_which_the_bot_shows_it(world: Any, country: str, lang: str) -> None:
    """In each language; CLDR's names are not always those of the lists."""
    async with world.services.database.read() as session:
        found = await resolve(session, texts(lang).country(country), "place")
    assert found.match is not None and (found.match.kind, found.match.country) == ("country", country)


def test_of_bearers_without_events_the_field_says_who_is_meant() -> None:
    """A state of Nigeria before a village of Italy; with its accent, the region and no river."""
    village = NameMatch("place", None, "Borno", 100, "ITA", key="geonames:1")
    state = NameMatch("region", None, "Borno", 100, "NGA", "NGA/borno", key="seed:borno-ng")
    known = (candidate("seed:borno-ng", "Borno", "region", "NGA"), candidate("geonames:1", "Borno", "locality", "ITA"))
    assert choose("Borno", [village, state], known).match == state
    river = NameMatch("place", None, "Tigre", 100, None, key="seed:tigre")
    tigray = NameMatch("region", None, "Tigré", 100, "ETH", "ETH/tigre", key="seed:tigre-et")
    known = (candidate("seed:tigre", "Tigre", "area", None), candidate("seed:tigre-et", "Tigré", "region", "ETH"))
    assert choose("Tigré", [river, tigray], known).match == tigray


def test_what_is_called_so_for_short_is_offered_and_not_taken() -> None:
    """«Afrique» is no tower of Bamako, «Crimée» no bridge; «Karama» may be a village."""
    assert choose("Afrique", [place("Tour d'Afrique", 100)]).match is None
    assert choose("Afrique", [place("Tour d'Afrique", 100)]).others
    assert choose("Karama", [place("village de Karama", 100)]).match == place("village de Karama", 100)
    crimea = NameMatch("region", None, "Crimée", 100, "UKR", "UKR/crimee", key="seed:crimee-ua")
    known = (candidate("seed:crimee-ua", "Crimée", "region", "UKR"),)
    assert choose("Crimée", [crimea, place("pont de Crimée", 100)], known).match == crimea


def candidate(key: str, name: str, sort: str, country: str | None) -> Candidate:
    return Candidate("place", key, name, 99.0, True, sort, country)


def test_a_region_and_a_state_by_its_capital_are_no_rivals_of_the_town() -> None:
    """«Bamko» is Bamako, though Mali goes by its name in the press."""
    town = place("Bamako", 92.7, 1, "MLI")
    region = NameMatch("region", None, "Bamako", 91.0, "MLI", "MLI/bamako", events=1)
    state, other = actor("Mali", 92.7, 2), actor("Azerbaïdjan", 84.0, 3)
    found = choose("Bamko", [town, region, state, other])
    assert found.match == town and {region, state} <= set(found.others)
    assert choose("Bamko", [town, actor("Bankoi", 91.0, 4)]).match is None


def test_letters_at_random_are_near_nobody() -> None:
    """No agency has the name of a hand on the keyboard."""
    assert choose("aaaaaaaa", [actor("AIEA", 66.0)]).others == ()


@pytest.fixture
async def areas(world: Any) -> Any:
    """Someone who asks an archive with Goma, Erbil, Gao and what Ukraine has done at Kherson."""
    goma = Place("Goma", key="seed:goma-cd", country="COD", admin1="Nord-Kivu")
    erbil = Place("Erbil", key="seed:erbil-iq", country="IRQ", admin1="Erbil")
    gao = Place("Gao", key="seed:gao-ml", country="MLI", admin1="Gao")
    kherson = Place("Kherson", key="seed:kherson-ua", country="UKR")
    told = (
        happening(goma, Actor("M23", key="m23"), 0),
        happening(erbil, Actor("Turquie", key="TUR"), 10),
        happening(gao, Actor("Jnim", key="jnim"), 20),
        happening(kherson, Actor("Ukraine", key="UKR", kind=ActorKind.STATE, country="UKR"), 30),
        happening(kherson, Actor("Kiev", key="UKR", kind=ActorKind.STATE, country="UKR"), 40),
    )
    async with world.services.database.write() as session:
        article = Article("x", "Une attaque.", date(2017, 5, 19), lang="fr", publisher="P")
        stored = await articles.receive(session, article, now=world.clock())
        await articles.record_reading(session, stored.article_id, Reading("fr", True, told), now=world.clock())
    return world


@pytest.mark.parametrize(
    ("asked", "lang", "label", "shown"),
    [
        ("Kivu", "fr", "Nord-Kivu, région", "Goma"),
        ("كيفو", "ar", "شمال كيفو، منطقة", "غوما"),
        ("Kurdistan", "fr", "Erbil, région (Irak)", "Erbil"),
        ("Kurdistan irakien", "en", "Erbil", "Erbil"),
        ("Sahel", "fr", "Mali", "Gao"),
        ("Sahel", "en", "Mali", "Gao"),
        ("الساحل", "ar", "مالي", "غاو"),
    ],
)
async def test_an_area_is_offered_by_its_parts(areas: Any, asked: str, lang: str, label: str, shown: str) -> None:
    """The Kivus, Kurdistan, the Sahel are no region of a state: those that the archive has are a tap away."""
    talk = areas.talk(7, lang=lang)
    (offered,) = await talk.say(f"/events {asked}")
    (button,) = offered.buttons[:1]
    assert label in button.text, [one.text for one in offered.buttons]
    told = {"fr": "plusieurs régions ou pays", "en": "several regions or countries", "ar": "أكثر من منطقة أو بلد"}
    assert told[lang] in offered.text
    answered = await talk.press(button, offered.message_id)
    assert shown in answered[-1].text


async def test_a_capital_is_a_town_before_it_is_a_state(areas: Any) -> None:
    """Of Kiev the archive has nothing: that is said, and Ukraine offered; who asks for the doer gets it."""
    talk = areas.talk(7)
    (offered,) = await talk.say("/events Kiev")
    assert "Kiev (Ukraine)" in offered.text and [button.text for button in offered.buttons] == ["Ukraine"]
    (doer,) = await talk.say("/events par:Kiev")
    assert "Kherson" in doer.text
    (bare,) = await talk.say("/events Ukraine")
    assert "Kherson" in bare.text


@pytest.mark.parametrize(
    ("asked", "lang", "offered"),
    [
        ("/events Congo", "fr", ["Congo-Brazzaville", "RD Congo"]),
        ("attacks in Congo", "en", ["Congo-Brazzaville", "DR Congo"]),
        ("/map الكونغو", "ar", ["الكونغو برازافيل", "الكونغو الديمقراطية"]),
    ],
)
async def test_a_name_of_two_countries_is_asked_back(areas: Any, asked: str, lang: str, offered: list[str]) -> None:
    """Neither Congo is meant before the other."""
    brazzaville = Place("Brazzaville", key="geonames:2260535", country="COG")
    await told_of(areas, "Au Congo.", happening(brazzaville, Actor("Congo", key="COG"), 0))
    (shown,) = await areas.talk(8, lang=lang).say(asked)
    assert [one.text for one in shown.buttons] == offered


async def test_of_two_countries_the_one_in_the_archive_is_taken(areas: Any) -> None:
    """There is nothing to ask back."""
    (shown,) = await areas.talk(8).say("/events Congo")
    assert "RD Congo" in shown.text and "Goma" in shown.text


@pytest.mark.parametrize(("asked", "lang"), [("غزة", "ar"), ("Gaza", "fr"), ("Gaza", "en")])
async def test_a_town_without_events_is_its_region(areas: Any, asked: str, lang: str) -> None:
    """In each language the Strip is meant, where the archive has no word of the town itself."""
    rafah = Place("Rafah", key="seed:rafah-ps", country="PSE", admin1="Bande de Gaza")
    await told_of(areas, "À Rafah.", happening(rafah, Actor("Israël", key="ISR"), 0))
    (shown,) = await areas.talk(9, lang=lang).say(f"/events {asked}")
    assert "/event_6" in shown.text


async def told_of(world: Any, text: str, event: Event) -> None:
    """A dispatch with one event more."""
    async with world.services.database.write() as session:
        stored = await articles.receive(session, Article("y", text, date(2017, 5, 19), lang="fr"), now=world.clock())
        await articles.record_reading(session, stored.article_id, Reading("fr", True, (event,)), now=world.clock())

"""/timezone by town, country, offset and shared location; /quiet; by buttons, in groups, for channels."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from bot.handlers.clocks import read_night
from bot.timezones import read_zone
from bot.views.clock_buttons import quiet_token, read_quiet_button, read_zone_button, zone_token
from bot.views.zones import shown_zone
from store import chats

CHANNEL, BOT = -1_001_000_000_777, 42


async def chat(world: Any, chat_id: int = 2) -> Any:
    """The chat as stored."""
    async with world.services.database.read() as session:
        return await chats.get(session, chat_id)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("europe/paris", "Europe/Paris"), ("america/new york", "America/New_York"), ("UTC", "UTC"),
        ("Bagdad", "Asia/Baghdad"), ("Baghdad", "Asia/Baghdad"), ("بغداد", "Asia/Baghdad"), ("Mossoul", "Asia/Baghdad"),
        ("Irak", "Asia/Baghdad"), ("Londres", "Europe/London"), ("القاهرة", "Africa/Cairo"),
        ("Phoenix", "America/Phoenix"), ("Goma", "Africa/Lubumbashi"), ("Tripoli", "Africa/Tripoli"),
        ("Paris", "Europe/Paris"), ("Genève", "Europe/Zurich"),
        ("UTC+3", "Etc/GMT-3"), ("GMT-5", "Etc/GMT+5"), ("+05:30", "Asia/Kolkata"),
    ],
)  # fmt: skip
def test_a_zone_is_meant_by_town_country_offset_or_name(words: str, zone: str) -> None:
    """In French, English and Arabic."""
    found = read_zone(words)
    assert found.taken is not None and found.taken.zone == zone


def test_namesakes_and_wide_countries_are_offered() -> None:
    """Tripoli of Lebanon beside that of Libya; of Russia's zones none is taken by itself."""
    assert "Asia/Beirut" in {one.zone for one in read_zone("Tripoli").others}
    found = read_zone("Russie")
    assert found.taken is None and found.others[0].zone == "Europe/Moscow" and len(found.others) <= 8


@profile(deadline=None)  # the first loads the names of the field
@given(st.text(max_size=40))
def test_no_words_make_the_reading_of_a_zone_fail(words: str) -> None:
    """Whatever is typed is a zone, a choice, or nothing."""
    read_zone(words)


async def test_a_city_sets_the_clock_and_can_be_taken_back(world: Any) -> None:
    """The answer names the place, the zone and the hour there; subscriptions follow."""
    talk = world.talk(2)
    await talk.say("/subscribe 8h")
    (shown,) = await talk.say("/timezone Tripoli")
    assert "Tripoli (Libye)" in shown.text and "Africa/Tripoli" in shown.text and "Votre abonnement suit" in shown.text
    assert shown.buttons[0].text.startswith("Tripoli (Liban)")
    await talk.press_labelled("Tripoli (Liban)")
    assert (await chat(world)).timezone == "Asia/Beirut"
    await talk.press_labelled("Revenir à Africa/Tripoli")
    assert (await chat(world)).timezone == "Africa/Tripoli"


async def test_a_shared_location_sets_the_clock(world: Any) -> None:
    """In private; in a group it is a message like others."""
    talk = world.talk(2)
    shown = await talk.send(talk.message(location={"latitude": 36.34, "longitude": 43.13}))
    assert "Asia/Baghdad" in shown[-1].text and (await chat(world)).timezone == "Asia/Baghdad"
    group = world.talk(2, chat_id=-500)
    assert await group.send(group.message(location={"latitude": 36.34, "longitude": 43.13})) == []


async def test_an_unknown_place_says_how_to_name_one(world: Any) -> None:
    """Nothing is changed."""
    (shown,) = await world.talk(2).say("/timezone qxwv jjqx")
    assert "Je ne trouve pas de fuseau" in shown.text and (await chat(world)).timezone == "UTC"


@pytest.mark.parametrize(
    "words", ["22h-7h", "22:00-07:00", "22-7", "de 22h à 7h", "10pm to 7am", "22:00 07:00", "من 22:00 إلى 7:00"]
)
async def test_quiet_hours_are_set(world: Any, words: str) -> None:
    """As people write them; then ended."""
    talk = world.talk(2)
    (shown,) = await talk.say(f"/quiet {words}")
    assert "22" in shown.text and "7" in shown.text
    held = await chat(world)
    assert (held.quiet_from, held.quiet_until) == (time(22), time(7))
    (shown,) = await talk.say("/quiet off")
    assert "à toute heure" in shown.text and (await chat(world)).quiet_from is None


@pytest.mark.parametrize("words", ["22h", "hier", "25h-7h", "8h 8h", "1 2 3"])
async def test_what_is_no_night_is_said(world: Any, words: str) -> None:
    """With an example, and nothing is changed."""
    assert read_night(words) is None
    (shown,) = await world.talk(2).say(f"/quiet {words}")
    assert "Je n’ai pas compris" in shown.text and (await chat(world)).quiet_from is None


async def test_quiet_hours_by_button_and_for_a_channel(world: Any) -> None:
    """The channel's are the channel's alone."""
    world.api.chats.channels[CHANNEL] = "canal_irak"
    world.api.chats.admins |= {(CHANNEL, 2), (CHANNEL, BOT)}
    talk = world.talk(2)
    await talk.say("/quiet @canal_irak")
    await talk.press_labelled("23:00")
    assert (await chat(world, CHANNEL)).quiet_from == time(23) and (await chat(world)).quiet_from is None
    await talk.say("/timezone @canal_irak Bagdad")
    assert (await chat(world, CHANNEL)).timezone == "Asia/Baghdad" and (await chat(world)).timezone == "UTC"


def test_buttons_of_clocks_are_read_back() -> None:
    """And anything else is a ValueError."""
    assert read_zone_button(zone_token("Etc/GMT+5", CHANNEL)) == ("Etc/GMT+5", CHANNEL)
    night = (time(22), time(7, 30))
    assert read_quiet_button(quiet_token(night, None)) == (night, None)
    assert read_quiet_button(quiet_token(None, CHANNEL)) == (None, CHANNEL)
    for read, data in ((read_zone_button, "z|"), (read_zone_button, "z|é|"), (read_quiet_button, "q|2500|0700|")):
        with pytest.raises(ValueError):
            read(data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Etc/GMT-3", "UTC+3"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT+0", "UTC"),
        ("UTC", "UTC"),
        ("Asia/Baghdad", "Asia/Baghdad"),
    ],
)
def test_fixed_zones_are_shown_as_people_count_them(name: str, shown: str) -> None:
    """IANA's sign is the other way round."""
    assert shown_zone(name) == shown


async def test_the_distance_typed_is_the_one_told(world: Any) -> None:
    """«UTC+3» stays «UTC+3» in every message."""
    talk = world.talk(2)
    assert "UTC+3" in (await talk.say("/timezone UTC+3"))[-1].text
    assert "(UTC+3)" in (await talk.say("/subscribe Irak 8h"))[-1].text

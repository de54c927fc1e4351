"""Each command as a person uses it, over the in-process Bot API: what comes back, in which language, what buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

import store.articles
import store.recording
from bot.terminal_html import utf16_length
from bot.terminal_messages import Button
from bot.texts import texts
from nlp.schema import Actor, Article, Attribution, Event, EventType, Place, Reading, Span, When

SORRY = texts("fr").get("intake.sorry").unescape()
PUBLISHED = date(2017, 5, 19)
QAYRAWAN = Place("Qayrawan", ("Qayrawane",), key="seed:qayrawan-iq", latitude=36.25, longitude=41.9, country="IRQ")
MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")
HACHD = Actor("Hachd al-Chaabi", ("Forces de mobilisation populaire",), key="hachd")
DAESH = Actor("Daesh", ("Daech",), key="daesh")


def happening(
    day: int = 17, *, place: Place | None = QAYRAWAN, source: Actor = HACHD, target: Actor = DAESH, **slots: Any
) -> Event:
    """An event of May 2017."""
    sentence = f"Le {day} mai, une route a été bloquée par les combattants."
    given: dict[str, Any] = {
        "type": EventType.COERCE,
        "mode": "restrict",
        "trigger": Span("bloquée", sentence.index("bloquée"), sentence.index("bloquée") + 7),
        "sentence": Span(sentence, 0, len(sentence)),
        "sources": (source,),
        "targets": (target,),
        "places": (place,) if place else (),
        "when": When(date(2017, 5, day), date(2017, 5, day)),
        "attribution": (Attribution("PressTV"),),
    }
    return Event(**(given | slots))


async def remember(world: Any, *events: Event) -> Sequence[int]:
    """Put events into the archive as if they had just been read from an article; gives their numbers."""
    use = world.services
    async with use.database.write() as session:
        title = f"Article {use.clock()} {len(events)} {id(events)}"
        article = Article(title, title, PUBLISHED, "fr", "Al-Manar", title)
        received = await store.articles.receive(session, article, now=use.clock())
        reading = Reading("fr", True, events)
        return await store.recording.record_reading(session, received.article_id, reading, now=use.clock())


def text(shown: Sequence[Any]) -> str:
    """All that the bot sent, with plain spaces."""
    sent = [one.text for one in shown if one.what == "sent"]
    return "\n".join(sent).replace("\u00a0", " ").replace("\u202f", " ")


def labels(shown: Sequence[Any]) -> list[str]:
    """The buttons of the newest message, without those that narrow or follow a list (tests/bot/test_queries.py)."""
    return [one.text for one in shown[-1].buttons if not (one.data or "").startswith(("fm|", "s|"))] if shown else []


async def test_start_says_who_this_is_in_the_language_of_the_app(world: Any) -> None:
    """French for a French app, English for an English one; a deep link's payload changes nothing."""
    assert "Je lis des dépêches" in text(await world.talk(2).say("/start"))
    assert "I read news dispatches" in text(await world.talk(3, lang="en-US").say("/start ref_42"))


async def test_an_unknown_language_gets_the_default(world: Any) -> None:
    """Nobody speaks every language; the setting decides."""
    assert "Je lis des dépêches" in text(await world.talk(4, lang="de").say("/start"))


async def test_help_tells_admins_how_to_add_articles_and_nobody_else(world: Any) -> None:
    """User 1 is the admin."""
    assert "Transférez-moi" in text(await world.talk(1).say("/help"))
    assert "Transférez-moi" not in text(await world.talk(2).say("/help"))


async def test_events_of_a_place_name_the_place_first(world: Any) -> None:
    """The place as the archive knows it, then its events, newest first, each with its number."""
    await remember(world, happening(16), happening(17), happening(18, place=MOSUL))
    told = text(await world.talk().say("/events qairawan"))
    assert told.startswith("Événements : Qayrawan (Irak)\n2 événements\n\n🔒 17 mai 2017 · Blocage ou restriction\n")
    assert "Hachd al-Chaabi → Daesh · Qayrawan" in told and "selon PressTV · /event_2" in told
    assert told.index("17 mai") < told.index("16 mai") and "18 mai" not in told


async def test_events_in_english(world: Any) -> None:
    """The same list for an English app."""
    await remember(world, happening(17))
    told = text(await world.talk(2, lang="en").say("/events Qayrawan"))
    assert told.startswith("Events: Qayrawan (Iraq)\n1 event\n\n🔒 17 May 2017 · Blockade or restriction\n")


async def test_events_without_words_are_the_latest_of_everything(world: Any) -> None:
    """An empty argument is a question, too."""
    assert "l’archive est vide" in text(await world.talk().say("/events"))
    await remember(world, happening(17), happening(18, place=MOSUL))
    told = text(await world.talk().say("/events   "))
    assert told.startswith("Derniers événements") and told.index("18 mai") < told.index("17 mai")


async def test_events_of_a_country_and_of_an_actor(world: Any) -> None:
    """A country's events are those of all its places; an actor's those it did or suffered."""
    await remember(world, happening(17), happening(18, place=Place("Raqqa", country="SYR")))
    talk = world.talk()
    assert text(await talk.say("/events Irak")).startswith("Événements : Irak\n1 événement")
    assert text(await talk.say("/events Daech")).startswith("Événements : Daesh\n2 événements")


async def test_pages_by_button_show_every_event_once(world: Any) -> None:
    """Ten a page in one message, newest first; there and back nothing shifts, even as new events come in."""
    await remember(world, *(happening(day) for day in range(1, 24)))
    talk = world.talk()
    (first,) = await talk.say("/events Qayrawan")
    assert "1 à 10 sur 23" in first.text and labels([first])[:2] == ["1/3", "›"]
    await remember(world, happening(25))
    (second,) = await talk.press_labelled("›")
    assert "11 à 20 sur 24" in second.text and labels([second])[:3] == ["‹", "2/3", "›"]
    (third,) = await talk.press_labelled("›")
    assert labels([third])[:2] == ["‹", "3/3"] and first.message_id == second.message_id == third.message_id
    told = re.findall(r"/event_(\d+)", first.text + second.text + third.text)
    assert [int(number) for number in told] == list(range(23, 0, -1))
    (again,) = await talk.press_labelled("‹")
    assert re.findall(r"/event_\d+", again.text) == re.findall(r"/event_\d+", second.text)
    (newer,) = await talk.press_labelled("‹")
    assert re.findall(r"/event_\d+", newer.text) == re.findall(r"/event_\d+", first.text)
    (newest,) = await talk.press_labelled("‹")
    assert "/event_24" in newest.text and labels([newest])[:2] == ["1/3", "›"]


async def test_a_long_list_stands_under_its_days(world: Any) -> None:
    """Each day once, as a heading; a list of one page says the day in each line."""
    await remember(world, *(happening(day) for day in (17, 17, 18) for _ in range(5)))
    talk = world.talk()
    (first,) = await talk.say("/events")
    assert first.text.count("18 mai 2017") == 1 and first.text.count("17 mai 2017") == 1
    (short,) = await talk.say("/events date:18/05/2017")
    assert short.text.count("18 mai 2017") > 5


async def test_a_button_pressed_twice_answers_once(world: Any) -> None:
    """The second tap finds the page there already; a button of long ago says so kindly."""
    await remember(world, *(happening(day) for day in range(1, 24)))
    talk = world.talk()
    (page,) = await talk.say("/events")
    following = next(button for button in page.buttons if button.text == "›")
    (second,) = await talk.press(following, page.message_id)
    assert "11 à 20" in second.text
    assert await talk.press(following, page.message_id) == []
    (gone,) = await talk.press(Button("›", "n|p99|zz|1|a"), page.message_id)
    assert "ne mène plus nulle part" in gone.text


def _not_modified() -> Any:
    from bot.terminal_messages import RefusalError

    return RefusalError("message is not modified")


@pytest.mark.parametrize("data", ["e|p999999", "e|nonsense", "A|1", "e|p1|1|1|1", "u|x", "s|-|9999", "a|x", "zzz"])
async def test_a_button_that_leads_nowhere_says_so(world: Any, data: str) -> None:
    """Old or forged callback data gets an answer in words."""
    from bot.terminal_messages import Button

    talk = world.talk()
    (start,) = await talk.say("/start")
    told = text(await talk.press(Button("?", data), start.message_id))
    assert told == "Ce bouton ne mène plus nulle part. Reposez la question." or "déjà arrêté" in told


async def test_a_name_that_is_a_place_and_an_actor_offers_both(world: Any) -> None:
    """The place is shown, the actor is one press away."""
    await remember(world, happening(17, place=Place("Bagdad", country="IRQ"), source=Actor("Bagdad")), happening(18))
    talk = world.talk()
    shown = await talk.say("/events Bagdad")
    assert text(shown).startswith("Événements : Bagdad (Irak)\n1 événement")
    assert labels(shown) == ["Aussi, comme acteur : Bagdad"]
    assert text(await talk.press_labelled("Aussi")).startswith("Événements : Bagdad\n1 événement")


async def test_a_place_whose_events_are_gone_gives_way_to_the_actor_of_its_name(world: Any) -> None:
    """After a new reading of its article a place may have no events left; the actor has."""
    use = world.services
    async with use.database.write() as session:
        article = Article("x", "x", PUBLISHED, "fr")
        number = (await store.articles.receive(session, article, now=use.clock())).article_id
        for where in (Place("Bagdad", country="IRQ"), None):
            read = Reading("fr", True, (happening(17, place=where, source=Actor("Bagdad")),))
            await store.recording.record_reading(session, number, read, now=use.clock())
    assert text(await world.talk().say("/events Bagdad")).startswith("Événements : Bagdad\n1 événement")


async def test_a_forwarded_command_is_no_command(world: Any) -> None:
    """Who forwards someone's «/events» gets one answer, about forwards."""
    (shown,) = await world.talk(2).forward("/events Qayrawan")
    assert "administrateurs" in shown.text


async def test_an_unknown_place_offers_the_nearest_names(world: Any) -> None:
    """The name is said back, neighbours are buttons that lead to their events."""
    await remember(world, happening(17), happening(18, place=Place("Qayyarah", country="IRQ")))
    talk = world.talk()
    shown = await talk.say("/events Qayrat")
    assert "Je n’ai rien sous le nom « Qayrat »" in text(shown)
    assert "Qayrawan (Irak)" in labels(shown)
    assert text(await talk.press_labelled("Qayrawan")).startswith("Événements : Qayrawan (Irak)")


async def test_a_name_near_to_nothing_is_said_to_be_unknown(world: Any) -> None:
    """No neighbour, no button, but a way on."""
    await remember(world, happening(17))
    shown = await world.talk().say("/events Zzyzx")
    assert "Aucun nom n’en est proche" in text(shown) and labels(shown) == []


ODD_WORDS = (
    "x" * 300, "<b>Qayrawan</b> & <script>", "😀" * 100, "{name} %s {0}", "'; DROP TABLE event; --", "\u202eabc\u0000",
    "&lt;", "٣٤",
)  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        "events",
        "actors",
        "subscribe",
        "unsubscribe",
        "event",
        "timezone",
        "lang",
        "places",
        "digest",
        "help",
        "nothing",
    ],
)
async def test_any_words_get_a_clear_answer(world: Any, command: str) -> None:
    """Long, hostile and odd arguments are shown cut and escaped; one message comes back, and it is no apology."""
    await remember(world, happening(17))
    talk = world.talk()
    await talk.say("/subscribe Qayrawan 9h")
    for words in ODD_WORDS:
        (shown,) = await talk.say(f"/{command} {words}")
        assert shown.what == "sent" and "x" * 61 not in shown.text and utf16_length(shown.text) < 1500
        assert shown.text != SORRY


async def test_html_in_an_argument_is_text(world: Any) -> None:
    """What was typed comes back as it was typed, not as markup."""
    (shown,) = await world.talk().say("/events <b>Nord</b> & Sud")
    assert "«\u00a0<b>Nord</b> & Sud\u00a0»" in shown.text
    assert shown.entities == ()


async def test_the_card_of_an_event_by_number_and_by_tap(world: Any) -> None:
    """/event 1 and /event_1 are the same card, its sentence quoted and the trigger bold in it."""
    await remember(world, happening(17))
    talk = world.talk()
    (card,) = await talk.say("/event 1")
    assert "Blocage ou restriction · n° 1" in text([card]) and "Al-Manar, 19 mai 2017" in text([card])
    kinds = {entity.kind for entity in card.entities}
    assert {"blockquote", "bold"} <= kinds
    (tapped,) = await talk.say("/event_1")
    assert tapped.text == card.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [("/event", "Donnez un numéro"), ("/event douze", "Donnez un numéro"), ("/event 99", "Il n’y a pas d’événement 99"),
     ("/event_99", "Il n’y a pas d’événement 99"), ("/event 99999999999999999999", "Donnez un numéro"),
     ("/event 999999999999999999", "Il n’y a pas"), ("/actor_99", "pas d’acteur 99"), ("/place_99", "pas de lieu 99")],
)  # fmt: skip
async def test_a_number_that_is_none_or_not_there(world: Any, said: str, answer: str) -> None:
    """A missing or unknown number is said to be so."""
    assert answer in text(await world.talk().say(said))


async def test_actors_are_listed_by_activity_with_their_roles(world: Any) -> None:
    """Spellings of one actor are one entry."""
    daech = Actor("Daech", ("Daesh",), key="daesh")
    await remember(
        world, happening(16), happening(17, target=daech), happening(18, source=daech, target=Actor("civils"))
    )
    told = text(await world.talk().say("/actors"))
    assert "1 fois · visé 2 fois" in told and told.count("/actor_") == 2, "civilians are no one"
    assert told.index("Da") < told.index("Hachd al-Chaabi\nauteur 2 fois · visé 0 fois")


async def test_one_actor_with_aliases_and_latest_events(world: Any) -> None:
    """By a name or by a tap on the list, with a button for all its events."""
    await remember(world, *(happening(day) for day in range(10, 18)))
    talk = world.talk()
    shown = await talk.say("/actors forces de mobilisation populaire")
    assert text(shown).startswith(
        "Hachd al-Chaabi\nAussi nommé : Forces de mobilisation populaire\n\nA fait : 8 événements"
    )
    assert text(shown).count("/event_") == 5
    assert text(await talk.press_labelled("Tous")).startswith("Événements : Hachd al-Chaabi\n8 événements")
    number = text(await talk.say("/actors")).split("/actor_")[1].split()[0]
    assert text(await talk.say(f"/actor_{number}")) == text(shown)


async def test_actors_and_places_of_an_empty_archive(world: Any) -> None:
    """Nothing known is said, not shown as an empty list."""
    talk = world.talk()
    assert "Aucun acteur" in text(await talk.say("/actors"))
    assert "Aucun lieu" in text(await talk.say("/places"))
    assert "Rien sur État islamique" in text(await talk.say("/actors Daesh"))
    assert "n’ai rien sous le nom" in text(await talk.say("/actors Zorglub"))


async def test_long_lists_of_actors_go_on_by_button(world: Any) -> None:
    """Ten actors a page."""
    await remember(world, *(happening(17, source=Actor(f"Brigade {chr(65 + n)}{chr(75 + n)}")) for n in range(14)))
    talk = world.talk()
    first = await talk.say("/actors")
    assert "1 à 10 sur 15" in text(first)
    second = await talk.press_labelled("Plus")
    assert "11 à 15 sur 15" in text(second) and labels(second) == []


async def test_places_are_listed_and_lead_to_their_events(world: Any) -> None:
    """Most events first; a tap on a place shows them."""
    await remember(world, happening(16), happening(17), happening(18, place=MOSUL))
    talk = world.talk()
    told = text(await talk.say("/places"))
    assert told.index("Qayrawan (Irak) · 2 événements") < told.index("Mossoul (Irak) · 1 événement")
    number = told.split("/place_")[1].split()[0]
    assert text(await talk.say(f"/place_{number}")).startswith("Qayrawan (Irak)\n")
    assert text(await talk.press_labelled("Tous")).startswith("Événements : Qayrawan (Irak)")


async def test_lang_by_word_and_by_button_stays(world: Any) -> None:
    """The chat's language counts more than the app's, for every later answer."""
    talk = world.talk(2)
    assert "in English from now on" in text(await talk.say("/lang en"))
    assert "Which language?" in text(await talk.say("/lang"))
    assert "désormais en français" in text(await talk.press_labelled("Français"))
    assert "Je parle français, anglais et arabe" in text(await talk.say("/lang tlh"))


async def test_timezone_by_its_name(world: Any) -> None:
    """An IANA name in any case; the hour there is said, what is no zone is refused."""
    talk = world.talk(2)
    assert "UTC, où il est 9 h 00" in text(await talk.say("/timezone"))
    assert "Asia/Baghdad, où il est 12 h 00" in text(await talk.say("/timezone asia/baghdad"))
    assert "Asia/Baghdad" in text(await talk.say("/timezone"))
    assert "Je ne trouve pas de fuseau pour « ../etc/passwd »" in text(await talk.say("/timezone ../etc/passwd"))


async def test_unknown_commands_and_plain_words_get_a_short_hint(world: Any) -> None:
    """Nobody is left without an answer in a private chat."""
    talk = world.talk(2)
    assert "Je ne connais pas cette commande" in text(await talk.say("/frobnicate"))
    assert "/help" in text(await talk.say("bonjour"))


async def test_in_a_group_only_commands_meant_for_this_bot_are_answered(world: Any) -> None:
    """With @name or without for our commands; another bot's, unknown ones and chatter are left alone."""
    await remember(world, happening(17))
    group = world.talk(2, chat_id=-500)
    name = world.application.bot.username
    assert "Qayrawan (Irak)" in text(await group.say(f"/events@{name} Qayrawan"))
    assert "n° 1" in text(await group.say(f"/event_1@{name}"))
    assert "Qayrawan (Irak)" in text(await group.say("/events Qayrawan"))
    assert "Je ne connais pas" in text(await group.say(f"/frobnicate@{name}"))
    for said in ("/events@other_bot Qayrawan", "/event_1@other_bot", "/frobnicate", "/frobnicate@other_bot", "bonjour"):
        assert await group.say(said) == [], said


@pytest.mark.parametrize("told_in", [-500, -1_000_000_000_500])
async def test_a_group_that_becomes_a_supergroup_keeps_its_subscriptions(world: Any, told_in: int) -> None:
    """Telegram says so in the old chat and in the new one; either is enough."""
    world.api.chats.admins |= {(-500, 2), (-1_000_000_000_500, 2)}
    await world.talk(2, chat_id=-500).say("/subscribe 8h")
    telling = world.talk(2, chat_id=told_in)
    told = {"migrate_to_chat_id": -1_000_000_000_500} if told_in == -500 else {"migrate_from_chat_id": -500}
    assert await telling.send(telling.message(**told)) == []
    assert "C’est arrêté" in text(await world.talk(2, chat_id=-1_000_000_000_500).say("/unsubscribe"))


async def test_an_edited_command_is_not_run_again(world: Any) -> None:
    """A slip corrected later gives no second answer."""
    talk = world.talk(2)
    await talk.say("/start")
    assert await talk.edit(1, "/events") == []


async def test_subscribe_says_what_when_and_where(world: Any) -> None:
    """The name as found, the hour, the zone and the first day; a button to stop it."""
    await remember(world, happening(17))
    talk = world.talk(2)
    shown = await talk.say("/subscribe qairawan 8h30")
    assert text(shown).startswith(
        "C’est noté : Qayrawan (Irak), chaque jour à 8 h 30 (UTC).\nPremier envoi le 21 mai 2017 à 8 h 30"
    )
    assert labels(shown) == ["Changer", "Arrêter"]
    (stopped,) = await talk.press_labelled("Arrêter")
    assert (stopped.what, "C’est arrêté\u00a0: Qayrawan (Irak)." in stopped.text) == ("edited", True)
    assert "Vous n’avez pas d’abonnement" in text(await talk.say("/unsubscribe"))


async def test_subscribe_without_words_is_everything_in_the_morning(world: Any) -> None:
    """The plainest form has sensible values, and says them."""
    assert "C’est noté : tout, chaque jour à 8 h 00" in text(await world.talk(2).say("/subscribe"))
    assert "chaque jour à 20 h 15" in text(await world.talk(2).say("/subscribe 20:15"))


@pytest.mark.parametrize("hour", ["25:00", "8h75", "24h"])
async def test_an_hour_that_is_none_is_refused_in_words(world: Any, hour: str) -> None:
    """Nothing is subscribed with a guessed hour."""
    talk = world.talk(2)
    assert f"« {hour} » n’est pas une heure du jour" in text(await talk.say(f"/subscribe {hour}"))
    assert "pas d’abonnement" in text(await talk.say("/unsubscribe"))


async def test_subscribe_to_an_unknown_name_offers_the_nearest(world: Any) -> None:
    """A press subscribes to the neighbour at the hour that was asked for."""
    await remember(world, happening(17), happening(18, place=Place("Qayyarah", country="IRQ")))
    talk = world.talk(2)
    shown = await talk.say("/subscribe Qayrat 7h")
    assert "À quoi voulez-vous vous abonner" in text(shown)
    assert "Qayrawan (Irak), chaque jour à 7 h 00" in text(await talk.press_labelled("Qayrawan"))


async def test_unsubscribe_with_several_offers_them_and_all(world: Any) -> None:
    """By button one at a time or all at once, or by name."""
    await remember(world, happening(17), happening(18, place=MOSUL))
    talk = world.talk(2)
    for words in ("Qayrawan 8h", "Mossoul 9h", "7h"):
        await talk.say(f"/subscribe {words}")
    assert "C’est arrêté : Mossoul (Irak)" in text(await talk.say("/unsubscribe mossoul"))
    assert "pas abonné à « Raqqa »" in text(await talk.say("/unsubscribe Raqqa"))
    shown = await talk.say("/unsubscribe")
    assert [label.replace("\u00a0", " ") for label in labels(shown)] == [
        "Qayrawan (Irak), chaque jour à 8 h 00",
        "tout, chaque jour à 7 h 00",
        "Tout arrêter",
    ]
    await talk.press_labelled("Tout arrêter")
    assert "pas d’abonnement" in text(await talk.say("/unsubscribe"))


async def test_the_same_subscription_again_changes_its_hour(world: Any) -> None:
    """One question, one digest a day."""
    await remember(world, happening(17))
    talk = world.talk(2)
    await talk.say("/subscribe Qayrawan 8h")
    assert "9 h 00" in text(await talk.say("/subscribe Qayrawan 9h"))
    assert "C’est arrêté" in text(await talk.say("/unsubscribe"))


async def test_digest_by_hand_tells_only_what_is_new(world: Any) -> None:
    """What was told is not told again; nothing new is said in words."""
    await remember(world, happening(17), happening(18, place=MOSUL))
    talk = world.talk(2)
    await talk.say("/subscribe Qayrawan 8h")
    told = text(await talk.say("/digest"))
    assert (
        told.startswith("Le point : Qayrawan (Irak)\n1 événement nouveau")
        and "/event_1" in told
        and "/event_2" not in told
    )
    assert "Rien de nouveau" in text(await talk.say("/digest"))
    world.clock.now += timedelta(hours=1)
    await remember(world, happening(19))
    assert "/event_3" in text(await talk.say("/digest"))


async def test_digest_by_hand_without_a_subscription_is_about_everything(world: Any) -> None:
    """Curiosity needs no subscription; two overlapping ones tell an event once."""
    await remember(world, happening(17), happening(18, place=MOSUL))
    assert text(await world.talk(2).say("/digest")).startswith("Le point du jour\n2 événements nouveaux")
    both = world.talk(3)
    await both.say("/subscribe Qayrawan 8h")
    await both.say("/subscribe Irak 8h")
    told = text(await both.say("/digest"))
    assert [told.count(f"/event_{number}") for number in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    ("said", "answer"),
    [("ar", "العربية"), ("العربية", "العربية"), ("عربي", "العربية"), ("arabe", "العربية"), ("Arabic", "العربية"),
     ("anglais", "English"), ("الإنجليزية", "English"), ("français", "français"), ("FR", "français")],
)  # fmt: skip
async def test_a_language_is_set_by_its_name_in_any_of_them(world: Any, said: str, answer: str) -> None:
    """By its code too; the answer comes in the language."""
    (shown,) = await world.talk().say(f"/lang {said}")
    assert answer in shown.text

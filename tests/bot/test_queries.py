"""Filters and plain questions in the chat: the list that was meant, how it was understood, and what was not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import store.articles
import store.recording
from bot.views.buttons import facet_token, filter_token, narrow_token, page_token, read_filter
from bot.views.layout import CALLBACK_LENGTH
from bot.views.names import narrowed
from nlp.schema import MODES, Actor, Article, Attribution, Count, Event, EventType, Place, Reading, Span, Status, When
from store.records import MODE_FAMILIES, Cursor, EventFilter, NameMatch, Role

QAYRAWAN = Place("Qayrawan", key="seed:qayrawan-iq", latitude=36.25, longitude=41.9, country="IRQ")
MOSUL = Place("Mossoul", key="wof:1", latitude=36.34, longitude=43.13, country="IRQ")
HACHD, DAESH = Actor("Hachd al-Chaabi", key="hachd-al-chaabi"), Actor("Daesh", key="daesh")


def happening(day: int, type: EventType, mode: str | None = None, **slots: Any) -> Event:
    """An event of May 2017 at Qayrawan, by Daesh against the Hachd."""
    sentence = "Une attaque a eu lieu."
    shared: dict[str, Any] = {"sources": (DAESH,), "targets": (HACHD,), "places": (QAYRAWAN,)}
    when = When(date(2017, 5, day), date(2017, 5, day))
    return Event(type, mode, Span("attaque", 4, 11), Span(sentence, 0, len(sentence)), **(shared | slots), when=when)


@pytest.fixture
async def archive(world: Any) -> Any:
    """Five events of two publishers: 1 strike, 2 attack on Daesh, 3 seizure, 4 planned talks, 5 strike at Mossoul."""
    presstv = (
        happening(17, EventType.ASSAULT, "aerial", killed=Count(14)),
        happening(18, EventType.ASSAULT, sources=(HACHD,), targets=(DAESH,), killed=Count(3)),
        happening(19, EventType.COERCE, "seize"),
    )
    reuters = (
        happening(30, EventType.CONSULT, status=Status.PLANNED),
        happening(16, EventType.ASSAULT, "aerial", places=(MOSUL,)),
    )
    for publisher, told in (("PressTV", presstv), ("Reuters", reuters)):
        async with world.services.database.write() as session:
            article = Article(publisher, f"Dépêche de {publisher}.", date(2017, 5, 19), "fr", publisher)
            received = await store.articles.receive(session, article, now=world.clock.now)
            reading = Reading("fr", True, told)
            await store.recording.record_reading(session, received.article_id, reading, now=world.clock.now)
    return world


def text(shown: Any) -> str:
    """All that the bot sent or edited, with plain spaces."""
    return "\n".join(one.text or "" for one in shown).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def told(shown: Any) -> list[int]:
    """The numbers of the events shown."""
    return [int(number) for number in re.findall(r"/event_(\d+)", text(shown))]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Qayrawan type:frappe", [1]),
        ("type:frappe", [1, 5]),
        ("Irak depuis:2017-05-18 jusqu'à:2017-05-19", [3, 2]),
        ("source:PressTV Qayrawan", [3, 2, 1]),
        ("source:reuters", [4, 5]),
        ("statut:annoncé", [4]),
        ("auteur:Daesh statut:fait", [3, 1, 5]),
        ("cible:Daesh", [2]),
        ("acteur:Daesh role:cible lieu:Qayrawan", [2]),
        ("depuis:3j", [4, 3, 2, 1]),
        ("date:hier", [3]),
        ("target:Daesh type:attack", [2]),
        ("attaques contre Daesh", [2]),
        ("«Qayrawan» date:17/05/2017", [1]),
    ],
)
async def test_filters_keep_the_events_that_were_meant(archive: Any, words: str, numbers: list[int]) -> None:
    """Today is Saturday 20 May 2017."""
    assert told(await archive.talk().say(f"/events {words}")) == numbers


async def test_the_title_says_the_filters(archive: Any) -> None:
    """So that a list still tells what it holds when it is scrolled back to."""
    shown = text(await archive.talk().say("/events Qayrawan auteur:Daesh type:frappe depuis:2017-05-01 source:PressTV"))
    title = "Événements : Qayrawan (Irak) · Daesh · comme auteur · frappe aérienne · depuis le 1er mai 2017"
    assert shown.splitlines()[0] == f"{title} · source : PressTV"


async def test_what_is_not_understood_is_said_and_the_rest_answered(archive: Any) -> None:
    """With the nearest filter, ready to copy; the words of people never become HTML."""
    shown = await archive.talk().say("/events Qayrawan tipe:frappe source:PresTVV statut:<b>x</b>")
    assert "Pas compris : « tipe:frappe ». Essayez type:frappe" in text(shown)
    assert "<b>x</b>" in text(shown)  # as it was typed, not as bold
    assert told(shown) == [4, 3, 2, 1]


async def test_an_unknown_publisher_is_said_with_the_nearest(archive: Any) -> None:
    """Sources are those of the archive."""
    shown = await archive.talk(lang="en").say("/events Qayrawan source:Reutrs.com")
    assert "“source:Reutrs.com”. Nothing is published or said under this name. Try source:Reuters" in text(shown)


@pytest.mark.parametrize(
    ("question", "command", "numbers"),
    [
        ("que s'est-il passé à Qayrawan en mai 2017 ?", "/events Qayrawan depuis:2017-05-01 jusqu'à:2017-05-31", 4),
        ("quoi de neuf a mossoul", "/events Mossoul", 1),
        ("qui a attaqué Daesh cette semaine ?", '/actors cible:Daesh type:"attaque ou combats"', 0),
        ("frappes de Daesh depuis le 17 mai", '/events auteur:Daesh type:"frappe aérienne" depuis:2017-05-17', 1),
    ],
)
async def test_a_question_is_answered_under_its_command(
    archive: Any, question: str, command: str, numbers: int
) -> None:
    """The answer opens with how it was understood."""
    shown = await archive.talk().say(question)
    assert text(shown).startswith(f"Compris : {command}")
    assert len(told(shown)) == numbers


async def test_who_did_it_is_a_ranking(archive: Any) -> None:
    """Those who did it to the one asked about, and the other way round."""
    talk = archive.talk()
    assert "1. Hachd al-Chaabi · 1 événement" in text(await talk.say("qui a attaqué Daesh ?"))
    assert "1. Hachd al-Chaabi · 2 événements" in text(await talk.say("qui Daesh a-t-il attaqué ?"))
    assert "Les auteurs" in text(await talk.say("/actors cible:Daesh type:attaque"))


async def test_how_many_dead_and_how_many_events(archive: Any) -> None:
    """A number first, then what it rests on."""
    talk = archive.talk()
    dead = text(await talk.say("combien de morts à Qayrawan depuis le 1er mai ?"))
    assert "17 morts rapportés : Qayrawan (Irak)" in dead and "Somme des bilans de 2 faits" in dead
    assert "2 événements" in text(await talk.say("combien d'attaques à Qayrawan ?"))


async def test_a_part_without_an_actor_is_told_to_be_left_out(archive: Any) -> None:
    """Of a place nobody plays it; of an actor it is kept."""
    talk = archive.talk()
    assert "« role:cible ». Il faut un acteur à côté" in text(await talk.say("/events Qayrawan role:cible"))
    assert "Il faut un acteur" not in text(await talk.say("/events Daesh role:cible"))


async def test_several_reports_of_one_happening_are_counted_once(archive: Any) -> None:
    """And how many tell of it."""
    told = happening(17, EventType.ASSAULT, "aerial", killed=Count(14))
    async with archive.services.database.write() as session:
        article = Article("Une autre dépêche.", "Une autre dépêche.", date(2017, 5, 19), "fr", "AFP")
        received = await store.articles.receive(session, article, now=archive.clock.now)
        await store.recording.record_reading(
            session, received.article_id, Reading("fr", True, (told,)), now=archive.clock.now
        )
    shown = text(await archive.talk().say("combien de frappes à Qayrawan en mai 2017 ?"))
    assert re.search(r"1 fait : .*en 2 récits", shown)


@pytest.mark.parametrize("said", ["bonjour", "quel temps fait-il à Paris demain", "x" * 200, "😀"])
async def test_no_question_gets_a_short_help(archive: Any, said: str) -> None:
    """Never a guess."""
    assert text(await archive.talk().say(said)).startswith("Je n'y vois pas de question")


async def test_an_english_question_in_a_french_chat(archive: Any) -> None:
    """The language of the question is its own; the answer is the chat's."""
    assert text(await archive.talk().say("what happened in Mosul in May 2017?")).startswith(
        "Compris : /events Mosul depuis:2017-05-01 jusqu'à:2017-05-31"
    )


async def test_in_a_group_only_what_is_said_to_the_bot(archive: Any) -> None:
    """By mention or by reply; other talk is none of its business."""
    group = archive.talk(chat_id=-100)
    assert await group.say("quoi de neuf à Qayrawan ?") == []
    username = archive.application.bot.username
    said = f"@{username} quoi de neuf à Qayrawan ?"
    mention = {"type": "mention", "offset": 0, "length": len(username) + 1}
    called = await group.send(group.message(text=said, entities=[mention]))
    assert text(called).startswith("Compris : /events Qayrawan")
    answered = group.message(text="et à Mossoul ?") | {"reply_to_message": bot_message(archive, called[-1].message_id)}
    assert "/events Mossoul" in text(await group.send(answered))


def bot_message(world: Any, message_id: int) -> dict[str, Any]:
    """A message of the bot, as the Bot API shows it in a reply."""
    return dict(world.api.chats.messages[-100, message_id])


async def test_an_empty_period_offers_the_one_that_holds_something(archive: Any) -> None:
    """«en mai» of a year without events: when there are some is said, and their May is a press away."""
    talk = archive.talk()
    (empty,) = await talk.say("/events Qayrawan depuis:2013-05-01 jusqu'à:2013-05-31")
    assert "du 17 au 30 mai 2017" in text([empty]) and not told([empty])
    assert [button.text for button in empty.buttons[:2]] == ["mai 2017", "Toutes les périodes"]
    for button in empty.buttons[:2]:
        assert told(await talk.press(button, empty.message_id)) == [4, 3, 2, 1]
    (none,) = await talk.say("/events Qayrawan date:2013-02-28 type:aide")
    assert "période" not in text([none]).partition("\n")[2]


async def test_buttons_narrow_the_list_in_its_place(archive: Any) -> None:
    """Type, period and, of an actor, role; the choice edits the message, and «Tout» takes it back."""
    talk = archive.talk()
    (page,) = await talk.say("/events Daesh")
    assert [button.text for button in page.buttons] == ["Type ▾", "Période ▾", "Rôle ▾", "☆ Suivre"]
    (menu,) = await talk.press(page.buttons[0], page.message_id)
    assert menu.message_id == page.message_id
    assert menu.buttons[0].text == "💥 attaque ou combats (3)" and menu.buttons[-1].text == "‹ Liste"
    (assaults,) = await talk.press(menu.buttons[0], page.message_id)
    assert told([assaults]) == [2, 1, 5] and assaults.message_id == page.message_id
    assert [button.text for button in assaults.buttons][:3] == ["attaque ou combats ▾", "Période ▾", "Rôle ▾"]
    (roles,) = await talk.press(assaults.buttons[2], page.message_id)
    (suffered,) = await talk.press(roles.buttons[1], page.message_id)
    assert told([suffered]) == [2] and "comme cible · attaque ou combats" in text([suffered])
    (types,) = await talk.press(suffered.buttons[0], page.message_id)
    assert [button.text for button in types.buttons] == ["✓ 💥 attaque ou combats (1)", "‹ Liste", "Tout"]
    (back,) = await talk.press(types.buttons[1], page.message_id)
    assert told([back]) == [2] and back.buttons == suffered.buttons
    (types,) = await talk.press(back.buttons[0], page.message_id)
    (all_types,) = await talk.press(types.buttons[-1], page.message_id)
    assert "attaque ou combats" not in all_types.buttons[0].text


async def test_periods_are_offered_that_hold_something(archive: Any) -> None:
    """Of an old archive its years and not the last seven days; what is chosen is marked, and «Tout» takes it back."""
    talk = archive.talk()
    (page,) = await talk.say("/events Daesh")
    (periods,) = await talk.press(page.buttons[1], page.message_id)
    offered = [button.text for button in periods.buttons]
    assert "Hier" in offered and "Le mois dernier" not in offered and offered[-1] == "‹ Liste"
    (week,) = await talk.press(periods.buttons[offered.index("7 derniers jours")], page.message_id)
    assert told([week]) == [3, 2, 1, 5] and week.buttons[1].text == "du 13 au 20 mai 2017 ▾"
    (periods,) = await talk.press(week.buttons[1], page.message_id)
    assert "✓ 7 derniers jours" in [button.text for button in periods.buttons]
    (again,) = await talk.press(periods.buttons[-1], page.message_id)
    assert told([again]) == told([page])
    archive.clock.advance(days=1000)
    (periods,) = await talk.press(again.buttons[1], page.message_id)
    assert [button.text for button in periods.buttons] == ["2017", "‹ Liste"]


async def test_a_button_of_another_time_is_answered_kindly(archive: Any) -> None:
    """Data that no button of today sends."""
    talk = archive.talk()
    (page,) = await talk.say("/events Daesh")
    stale = archive.api.chats.messages[talk.chat_id, page.message_id]
    stale["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": "fn|p999999"}]]}
    (button,) = [type(page.buttons[0])(text="x", data="fn|p999999", url=None)]
    (shown,) = await talk.press(button, page.message_id)
    assert shown.what == "alert" and "ne mène plus nulle part" in text([shown])  # the list is left as it was


async def test_exports_take_the_same_filters(archive: Any) -> None:
    """What is not understood stands in the caption; an unknown name is asked back."""
    talk = archive.talk()
    shown = await talk.say("/export csv type:frappe source:PressTV tipe:x")
    assert "frappe aérienne · source : PressTV · laissé de côté : tipe:x" in text(shown)
    assert "Je n'ai rien sous le nom" in text(await talk.say("/export csv Xyzzyville type:frappe"))


filters_of_all_sorts = st.builds(
    EventFilter,
    place_id=st.none() | st.integers(1, 10**7),
    actor_id=st.none() | st.integers(1, 10**7),
    country=st.none() | st.sampled_from(["IRQ", "SYR"]),
    type=st.sampled_from(list(EventType)),
    mode=st.none(),
    since=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    until=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    status=st.none() | st.sampled_from(list(Status)),
    role=st.none() | st.sampled_from(list(Role)),
    publisher_id=st.none() | st.integers(1, 10**5),
    speaker_id=st.none() | st.integers(1, 10**5),
)


@settings(max_examples=200, deadline=None)
@given(filters_of_all_sorts, st.integers(0, 20))
def test_a_filter_survives_its_button(wanted: EventFilter, place: int) -> None:
    """Every filter goes through the 64 bytes of a button and comes back; so does its next page."""
    modes = (None, *MODES[wanted.type], *MODE_FAMILIES.get(wanted.type, ())) if wanted.type else (None,)
    wanted = replace(wanted, mode=modes[place % len(modes)])
    assert read_filter(filter_token(wanted)) == wanted
    tokens = (facet_token("type", wanted), narrow_token(wanted))
    assert max(len(token.encode()) for token in tokens) <= CALLBACK_LENGTH
    assert len(page_token(wanted, Cursor(date(2017, 5, 31), 10**7), 10**5).encode()) <= 80


@pytest.mark.parametrize("token", ["p1~", "p1~T", "p1~Tg", "p1~Tff", "~T0", "p1~X9", "p1~T0T0", "p1~Fzzzzz"])
def test_no_other_token_is_read(token: str) -> None:
    """What the bot does not write it does not read."""
    with pytest.raises(ValueError):
        read_filter(token)


@pytest.mark.parametrize(
    ("command", "label"),
    [("/events Helmand", "Helmand"), ("/place Xinjiang", "Xinjiang"), ("/events région de Gao", "Gao"),
     ("/events Catalogne", "Catalogne"), ("que s'est-il passé au Nangarhar ?", "Nangarhar")],
)  # fmt: skip
async def test_a_region_of_which_the_archive_holds_nothing_is_named(archive: Any, command: str, label: str) -> None:
    """By the field's knowledge of regions: an empty answer is no failure."""
    (shown,) = await archive.talk(7).say(command)
    assert label in shown.text and "/event_" not in shown.text
    assert "mal tourné" not in shown.text


@pytest.mark.parametrize("command", ["/map Helmand", "/timeline Helmand", "/export csv Helmand"])
async def test_pictures_and_files_of_a_region_without_events_say_so(archive: Any, command: str) -> None:
    """In a sentence."""
    (shown,) = await archive.talk(7).say(command)
    assert "mal tourné" not in shown.text and shown.path is None


@pytest.mark.parametrize(
    ("command", "kept"),
    [
        ("/events Kairouan type:frappe", {"type": EventType.ASSAULT, "mode": "aerial"}),
        ("/timeline Kairouan type:frappe", {"type": EventType.ASSAULT, "mode": "aerial"}),
        ("/export csv Kairouan statut:annoncé", {"status": Status.PLANNED}),
    ],
)
async def test_the_names_offered_keep_the_filters(archive: Any, command: str, kept: dict[str, Any]) -> None:
    """A press on one of «Vouliez-vous dire» asks for all that was asked for."""
    shown = (await archive.talk().say(command))[-1]
    assert shown.buttons, shown.text
    for one in shown.buttons:
        wanted = read_filter(one.data.split("|")[-1])
        assert {name: getattr(wanted, name) for name in kept} == kept


def test_an_actor_offered_plays_the_part_asked_for() -> None:
    """At the place asked for; a second actor takes the first one's place."""
    base, hachd = EventFilter(place_id=3, since=date(2017, 5, 17)), NameMatch("actor", 7, "Hachd", 80.0)
    assert narrowed(base, hachd, Role.SOURCE) == replace(base, actor_id=7, role=Role.SOURCE)
    assert narrowed(replace(base, actor_id=5), hachd) == EventFilter(actor_id=7, since=base.since)


async def test_who_was_killed_is_a_ranking_of_those_it_was_done_to(archive: Any) -> None:
    """Not of the killers."""
    shown = text(await archive.talk().say("qui a été tué à Qayrawan ?"))
    assert "Compris : /actors Qayrawan role:cible" in shown
    assert "Les cibles" in shown and "Hachd al-Chaabi · 1 événement" in shown


async def test_who_is_it_opens_the_card(archive: Any) -> None:
    """No ranking of who acts on him."""
    shown = text(await archive.talk().say("qui est le Hachd al-Chaabi ?"))
    assert shown.startswith("Compris : /actor Hachd al-Chaabi")
    assert "Les auteurs" not in shown and "A subi" in shown


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/events Qayrawan lieu:Mossoul", "« Mossoul »"),
        ("/events Irak lieu:Syrie", "« Syrie »"),
        ("/events Mossoul Syrie", "« Syrie »"),
        ("/events Irak -type:frappe", "« -type:frappe »"),
        ("enlèvements de journalistes à Mossoul", "« journalistes »"),
    ],
)
async def test_what_is_left_out_is_said(archive: Any, command: str, said: str) -> None:
    """A second place, a country that the place is not in, an exclusion, victims of whom there is nothing."""
    assert f"Laissé de côté : {said}" in text(await archive.talk().say(command))


async def test_a_picture_asked_for_is_offered_as_its_command(archive: Any) -> None:
    """Under what was understood."""
    shown = text(await archive.talk().say("une carte des frappes en Irak"))
    assert 'En image : /map Irak type:"frappe aérienne"' in shown


def test_a_region_keeps_its_actor_in_a_button() -> None:
    """On every further page of the list."""
    wanted = EventFilter(region="IRQ/ninive", actor_id=5, role=Role.SOURCE)
    assert read_filter(filter_token(wanted)) == wanted


async def test_source_is_who_publishes_or_who_says_so(archive: Any) -> None:
    """The publisher first; the title tells which."""
    said = happening(20, EventType.ASSAULT, attribution=(Attribution("Sana"),))
    async with archive.services.database.write() as session:
        article = Article("x", "Dépêche de Reuters, selon Sana.", date(2017, 5, 20), "fr", "Reuters")
        received = await store.articles.receive(session, article, now=archive.clock.now)
        await store.recording.record_reading(
            session, received.article_id, Reading("fr", True, (said,)), now=archive.clock.now
        )
    talk = archive.talk()
    by_sana = await talk.say("/events Qayrawan source:sana")
    assert told(by_sana) == [6] and "Événements : Qayrawan (Irak) · selon Sana" in text(by_sana)
    published = await talk.say("/events source:Reuters")
    assert told(published) == [4, 6, 5] and "source : Reuters" in text(published)
    assert told(await talk.say("que s'est-il passé à Qayrawan selon Sana ?")) == [6]


@pytest.mark.parametrize(
    ("command", "begins", "holds"),
    [
        ("/places Mossoul", "Mossoul (Irak)", "36.340° 43.130°"),
        ("/places type:frappe", "Où : frappe aérienne", "2. Mossoul (Irak) · 1 événement"),
        ("/places Daesh", "Où : Daesh", "1. Qayrawan (Irak) · 4 événements"),
        ("/places Irak type:grève", "Aucun événement pour l'instant : Irak", "grève"),
        ("/places Daesh -type:frappe", "Laissé de côté : « -type:frappe »", "Où : Daesh"),
        ("/places statut:xivrel", "Pas compris : « statut:xivrel »", "Qayrawan (Irak) · "),
    ],
)
async def test_places_says_where(archive: Any, command: str, begins: str, holds: str) -> None:
    """A place's card, else where most of what is asked for happened."""
    shown = text(await archive.talk().say(command))
    assert shown.startswith(begins) and holds in shown


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("fr", "statut:bidon", "Pas compris : « statut:bidon ». Il y a : annoncé, démenti, survenu."),
        ("en", "role:bidule", "Not understood: “role:bidule”. There are: source, target."),
        ("fr", "source:Bidon", "Rien de publié ni de dit sous ce nom. Il y a : Reuters, PressTV."),
        ("fr", "type:xyzzy", "Il y a : accord ou promesse, rencontre ou entretien"),
        ("fr", "zzz:1", "Ce n'est pas un filtre. Il y a : type:, depuis:"),
        ("fr", "page:2", "les boutons ‹ › sous la liste"),
        ("fr", "langue:fr", "/lang change la langue"),
        ("en", "killed:>10", "I can't filter by toll"),
        ("fr", "type:frappe,enlèvement", "Laissé de côté : « type:enlèvement ». Un seul lieu"),
        ("fr", "source:PressTV,Reuters", "Laissé de côté : « source:Reuters ». Un seul lieu"),
    ],
)
async def test_what_a_filter_takes_is_told(archive: Any, lang: str, words: str, said: str) -> None:
    """The values that there are, where none is near; of several one is taken and the others are said."""
    shown = text(await archive.talk(lang=lang).say(f"/events Qayrawan {words}"))
    assert said in shown and "/event_1" in shown


@pytest.mark.parametrize(
    ("lang", "asked", "command", "remark"),
    [
        ("fr", "combien de civils tués en Irak ?", "/events Irak", "Laissé de côté : « civils »"),
        ("en", "how many hostages killed in Iraq?", "/events Iraq", "Left out: “hostages”"),
        ("fr", "que dit Erdogan sur Qayrawan ?", "/events Qayrawan", "Rien de publié ni de dit sous ce nom"),
    ],
)
async def test_what_is_left_out_is_not_said_to_be_understood(
    archive: Any, lang: str, asked: str, command: str, remark: str
) -> None:
    """The command above the answer is the one that was answered."""
    shown = text(await archive.talk(lang=lang).say(asked))
    assert shown.splitlines()[0].endswith(f": {command}") and remark in shown


async def test_no_toll_is_no_count_of_none(archive: Any) -> None:
    """Where no event gives one, nobody says that there were no dead."""
    shown = text(await archive.talk().say("combien de morts à Mossoul ?"))
    assert "Aucun bilan donné : Mossoul (Irak)" in shown and "0 mort" not in shown


async def test_a_countrys_soldiers_are_its_army(archive: Any) -> None:
    """Where no dispatch calls them soldiers; the question and the command answer alike."""
    army = Actor("armée irakienne", key="IRQ-army")
    async with archive.services.database.write() as session:
        article = Article("AFP", "Une autre dépêche.", date(2017, 5, 19), "fr", "AFP")
        received = await store.articles.receive(session, article, now=archive.clock.now)
        reading = Reading("fr", True, (happening(15, EventType.ASSAULT, targets=(army,)),))
        await store.recording.record_reading(session, received.article_id, reading, now=archive.clock.now)
    for words in ("/events cible:soldats Irak", "attaques contre des soldats en Irak"):
        shown = await archive.talk().say(words)
        assert told(shown) == [6] and "ceux de l'armée du pays" in text(shown)

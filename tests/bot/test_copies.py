"""One text in two papers is one article with two publishers, and a button parts them."""

from __future__ import annotations

import store.articles
import store.events
import store.reports
from nlp.schema import Article
from store.records import ArticleState, EventRecord
from tests.bot.test_intake import DAY, TAKEN, how_many, stored

AGENCY = (
    "Des hommes armés ont attaqué jeudi soir un poste de police dans le nord de la ville de Kirkouk, a annoncé un "
    "responsable de la sécurité. Quatre policiers ont été tués et sept autres blessés dans l'attaque, qui n'a pas été "
    "revendiquée. Les assaillants ont pris la fuite à bord de deux véhicules, selon la même source. Des renforts ont "
    "été envoyés sur place et un couvre-feu a été décrété dans plusieurs quartiers jusqu'à vendredi matin."
)
REWRITTEN = "KIRKOUK - " + AGENCY.replace("a annoncé un", "a indiqué un").replace("Des renforts ont", "Des soldats ont")
OTHER = (
    "L'aviation a bombardé vendredi à l'aube des positions de Daesh dans les environs de Tal Afar, a déclaré un porte-"
    "parole de l'armée. Douze combattants ont été tués. Deux dépôts de munitions ont été détruits par les frappes."
)


async def events(world, article_id: int = 1) -> tuple[EventRecord, ...]:
    async with world.services.database.read() as session:
        return await store.articles.events_of(session, article_id)


async def test_the_same_dispatch_by_another_publisher_is_read_once_and_counts_two_sources(world) -> None:
    """A light rewrite: said with both numbers; the events stand once, with two publishers."""
    talk = world.talk()
    await talk.forward(AGENCY, "AFP", DAY)
    before = await events(world)
    told = (await talk.forward(REWRITTEN, "RFI", DAY))[-1]
    assert "article 2" in told.text and "article 1" in told.text and "RFI" in told.text and "AFP" in told.text
    assert [one.text for one in told.buttons] == ["C’est un autre article"]
    article = await stored(world.services, 2)
    assert article is not None and (article.state, article.copy_of) == (ArticleState.COPY, 1)
    after = await events(world)
    assert before and [one.id for one in after] == [one.id for one in before] and await events(world, 2) == ()
    assert {one.further for one in after} == {("RFI",)}
    async with world.services.database.read() as session:
        assert set((await store.reports.sources_of(session, after)).values()) == {2}
    (card,) = await talk.say(f"/event_{after[0].id}")
    assert "AFP" in card.text and "RFI" in card.text


async def test_a_button_parts_two_articles(world) -> None:
    """The second is read, told in the same message, and stays apart when it is read again."""
    talk = world.talk()
    await talk.forward(AGENCY, "AFP", DAY)
    told = (await talk.forward(REWRITTEN, "RFI", DAY))[-1]
    shown = await talk.press_labelled("autre article")
    assert shown[-1].message_id == told.message_id and "Article 2 lu" in shown[-1].text
    article = await stored(world.services, 2)
    assert article is not None and (article.state, article.copy_of) == (ArticleState.READ, None)
    assert await events(world, 2) and {one.further for one in await events(world)} == {()}
    assert "séparé" in (await talk.say("/history 2"))[0].text
    await talk.press(told.buttons[0], told.message_id)  # a second tap finds no copy
    assert (await stored(world.services, 2)).state is ArticleState.READ


async def test_the_very_same_text_by_another_publisher_counts_too(world) -> None:
    """It is not stored twice; its publisher is."""
    talk = world.talk()
    await talk.forward(AGENCY, "AFP", DAY)
    await talk.forward(AGENCY, "RFI", DAY)
    await talk.forward(AGENCY, "RFI", DAY)
    assert await how_many(world.services) == 1 and {one.further for one in await events(world)} == {("RFI",)}


async def test_another_dispatch_is_another_article(world) -> None:
    """Nor is a text that repeats one sentence of it."""
    talk = world.talk()
    for text in (AGENCY, OTHER, TAKEN, f"{OTHER} {TAKEN}" + AGENCY[:80]):
        await talk.forward(text, "AFP", DAY)
    states = [(await stored(world.services, number)).state for number in range(1, 5)]
    assert ArticleState.COPY not in states[:3]


async def test_articles_of_files_are_looked_at_too_and_a_crash_in_between_loses_nothing(world) -> None:
    """The copy was stored and not yet looked at: the sweep does."""
    await world.services.intake.receive(Article("a", AGENCY, DAY, publisher="AFP"))
    await world.services.intake.idle()
    async with world.services.database.write() as session:
        article = Article("b", REWRITTEN, DAY, publisher="RFI")
        await store.articles.receive(session, article, now=world.clock())
    assert await world.services.intake.sweep() == 1
    assert (await stored(world.services, 2)).copy_of == 1


async def test_an_edit_makes_a_copy_an_article_again(world) -> None:
    """Its text is another now: it is read, and the original has one publisher."""
    talk = world.talk()
    await talk.forward(AGENCY, "AFP", DAY)
    told = (await talk.forward(REWRITTEN, "RFI", DAY))[-1]
    await talk.edit(told.message_id - 1, OTHER)
    article = await stored(world.services, 2)
    assert article is not None and (article.state, article.copy_of) == (ArticleState.READ, None)
    assert {one.further for one in await events(world)} == {()}

"""An article comes in: stored first, acknowledged, read in another process, told; whatever comes in its way."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import store.articles
from bot.app import build, running
from bot.intake import LEASE, LONGEST_BYTES, ArticleRefusedError, Flaw, Intake
from bot.reading import ReadingPool
from bot.services import KEY, Services
from bot.settings import Settings
from bot.terminal import InProcessBotApi, server_error
from bot.terminal_messages import RefusalError
from bot.terminal_talk import Conversation, forward_origin
from nlp.schema import Article
from store.database import Database
from store.records import ArticleRecord, ArticleState, Origin

DAY = date(2017, 5, 19)
TAKEN = "L'armée irakienne a repris mercredi le village de Tall Banat aux combattants de Daesh."
STRUCK = "Jeudi, des avions turcs ont bombardé des positions du PKK près de Sinjar. Trois combattants ont été tués."
CITIES = ("Mossoul", "Tal Afar", "Sinjar", "Raqqa", "Ramadi", "Falloujah", "Kirkouk", "Alep", "Palmyre", "Homs", "Hama")
SENTENCES = (
    "L'armée a bombardé mercredi la ville de {}.",
    "Des combattants de Daesh ont attaqué jeudi un convoi près de {}.",
    "La police a arrêté vendredi trois hommes à {}.",
)
MANY = "\n".join(sentence.format(city) for city in CITIES for sentence in SENTENCES)
BULK = "\n".join("y" * 199 for _ in range(990))  # long words take a reader little time and a test no patience
ARABIC = "استعادت القوات العراقية السيطرة على قرية قرب تلعفر بعد معارك عنيفة مع مسلحي التنظيم يوم الأربعاء."


async def stored(use: Services, article_id: int = 1) -> ArticleRecord | None:
    """The article as the archive has it."""
    async with use.database.read() as session:
        return await store.articles.get(session, article_id)


async def how_many(use: Services) -> int:
    """How many articles the archive has."""
    async with use.database.read() as session:
        return sum((await store.articles.counts_by_state(session)).values())


async def test_an_admins_forward_is_acknowledged_then_told(world) -> None:
    """The acknowledgement comes first and becomes the answer: number, publisher, day, and the events."""
    received, told = await world.talk().forward(TAKEN, "Al-Manar", DAY)
    assert (received.what, told.what) == ("sent", "edited")
    assert received.message_id == told.message_id
    assert "1" in received.text and "reçu" in received.text
    assert "Article 1 lu : 1 événement" in told.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Al-Manar, 19 mai 2017" in told.text and "/event_1" in told.text
    article = await stored(world.services)
    assert article is not None and article.state is ArticleState.READ and article.event_count == 1
    assert (article.publisher, article.published, article.text) == ("Al-Manar", DAY, TAKEN)
    assert article.origin == Origin(1, 1, 1, received.message_id)


@pytest.mark.parametrize("kind", ["channel", "chat", "user", "hidden_user"])
async def test_publisher_and_date_come_from_all_four_kinds_of_forward(world, kind: str) -> None:
    """A channel, a chat, a user and a hidden user name their publisher and date alike."""
    await world.talk().forward(TAKEN, "Agence X", DAY, kind)
    article = await stored(world.services)
    assert article is not None and (article.publisher, article.published) == ("Agence X", DAY)


async def test_the_day_is_the_default_time_zones(settings, readers, clock, tmp_path) -> None:
    """22:30 UTC is already the next day where the publisher is, so that «hier» is read rightly."""
    local = settings.model_copy(update={"default_timezone": "Asia/Baghdad"})
    api = InProcessBotApi(clock)
    application = build(local, request=api, token="42:x", clock=clock, readers=readers, scheduled=False)
    async with running(application):
        talk = Conversation(application, api)
        await talk.forward(TAKEN, "Al-Manar", datetime(2017, 5, 18, 22, 30, tzinfo=UTC))
        article = await stored(application.bot_data[KEY])
    assert article is not None and article.published == DAY


async def test_the_same_article_twice_is_said_and_not_stored_twice(world) -> None:
    """Other white space and another publisher change nothing: the number of the first one is told."""
    talk = world.talk()
    await talk.forward(TAKEN)
    (answer,) = await talk.forward(f"  {TAKEN}\n".replace("repris", "repris\n"), "RFI")
    assert "déjà" in answer.text and "1" in answer.text
    assert await how_many(world.services) == 1


async def test_only_admins_add_articles(world) -> None:
    """Anyone else is told so kindly, in their language, and nothing is stored."""
    (answer,) = await world.talk(2, lang="en").forward(TAKEN)
    assert "Only admins" in answer.text
    assert await how_many(world.services) == 0


async def test_forwards_in_a_group_by_others_are_left_alone(world) -> None:
    """People forward things to each other there; the bot does not interfere."""
    assert await world.talk(2, chat_id=-77).forward(TAKEN) == []
    assert await how_many(world.services) == 0


async def test_a_picture_counts_by_its_caption(world) -> None:
    """With a caption it is an article; without, the answer says what is missing."""
    talk, photo = world.talk(), [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    origin = forward_origin("channel", "Al-Manar", DAY)
    (answer,) = await talk.send(talk.message(photo=photo, forward_origin=origin))
    assert "texte" in answer.text and await how_many(world.services) == 0
    await talk.send(talk.message(photo=photo, caption=TAKEN, forward_origin=origin))
    article = await stored(world.services)
    assert article is not None and article.text == TAKEN


async def test_a_text_file_is_an_article(world) -> None:
    """A forwarded .txt is read; what is no text, or too long, is refused in words."""
    talk = world.talk()
    _, refused = await talk.forward_file("a.png", b"\x89PNG\x00\x01", "RFI", DAY)
    (too_long,) = await talk.forward_file("b.txt", b"x" * (LONGEST_BYTES + 1), "RFI", DAY)
    assert ".txt" in refused.text and "trop long" in too_long.text
    await talk.forward_file("c.txt", f"\ufeff{TAKEN}".encode(), "RFI", DAY)
    article = await stored(world.services)
    assert article is not None and (article.text, article.publisher) == (TAKEN, "RFI")


async def test_two_forwards_at_once(world) -> None:
    """Both are stored, both acknowledged, both told, each in its own message."""
    talk = world.talk()
    origin = forward_origin("channel", "Al-Manar", DAY)
    texts = (TAKEN, STRUCK)
    shown = await talk.send_together([talk.message(text=text, forward_origin=origin) for text in texts])
    told = [one for one in shown if one.what == "edited"]
    assert len({one.message_id for one in told}) == 2
    assert [(await stored(world.services, number)).state for number in (1, 2)] == [ArticleState.READ] * 2


async def test_one_word(world) -> None:
    """Nothing is found in it, which is said."""
    shown = await world.talk().forward("Bonjour")
    assert (await stored(world.services)).state in (ArticleState.READ, ArticleState.UNREADABLE)
    assert len(shown) == 2 and "article 1" in shown[-1].text.lower()


async def test_a_long_article_is_read_and_told_in_one_message(world) -> None:
    """200 kB: read whole; the answer keeps to Telegram's length and offers the page after it."""
    text = f"{MANY}\n{BULK}\n{STRUCK}"
    shown = await world.talk().forward_file("long.txt", text.encode(), "RFI", DAY)
    article = await stored(world.services)
    assert article is not None and len(article.text) > 199_000
    assert article.state is ArticleState.READ and article.event_count > 10
    assert any(f"1–10 / {article.event_count}" in button.text for button in shown[-1].buttons)


async def test_a_language_that_can_t_be_read_is_kept_and_said(world) -> None:
    """Arabic: stored, marked, and the answer names the language."""
    shown = await world.talk().forward(ARABIC)
    assert "arabe" in shown[-1].text
    article = await stored(world.services)
    assert article is not None and (article.state, article.lang) == (ArticleState.UNREADABLE, "ar")


async def test_html_and_emoji_in_an_article_do_no_harm(world) -> None:
    """The text is data: kept as it is, escaped where it is shown."""
    text = f"<b>Alerte</b> & <script>💥</script> {TAKEN}"
    shown = await world.talk().forward(text, "<i>X</i> & Co")
    assert "<i>X</i> & Co, 19 mai 2017" in shown[-1].text
    assert (await stored(world.services)).text == text


async def test_what_databases_can_t_store_is_taken_out(world) -> None:
    """NUL and half surrogates."""
    intake: Intake = world.services.intake
    await intake.receive(Article("x", f"A\0B \ud83d {TAKEN}", DAY))
    await intake.idle()
    assert (await stored(world.services)).text == f"AB ? {TAKEN}"


@pytest.mark.parametrize(("text", "flaw"), [(" \n\0", Flaw.EMPTY), ("é" * LONGEST_BYTES, Flaw.TOO_LONG)])
async def test_nothing_and_too_much_are_refused(world, text: str, flaw: Flaw) -> None:
    """Neither is stored."""
    with pytest.raises(ArticleRefusedError) as refused:
        await world.services.intake.receive(Article("x", text, DAY))
    assert refused.value.flaw is flaw
    assert await how_many(world.services) == 0


async def test_a_lost_acknowledgement_loses_no_article(world) -> None:
    """Telegram fails at the acknowledgement: the article is read, and the outcome comes as a message of its own."""
    world.api.fault("sendMessage", refusal=server_error())
    (told,) = await world.talk().forward(TAKEN)
    assert told.what == "sent" and "/event_1" in told.text


async def test_a_deleted_acknowledgement_is_replaced(world) -> None:
    """The message to edit is gone: the outcome comes as a new one."""
    world.api.fault("editMessageText", refusal=RefusalError("message to edit not found"))
    shown = await world.talk().forward(TAKEN)
    assert [one.what for one in shown] == ["sent", "sent"]


async def test_what_a_crash_left_unread_is_read_at_the_next_start(world) -> None:
    """Stored and acknowledged, then the power went: the sweep reads it and edits the acknowledgement."""
    acknowledged = await world.application.bot.send_message(1, "Reçu")
    origin = Origin(1, 1, None, acknowledged.message_id)
    async with world.services.database.write() as session:
        await store.articles.receive(session, Article("x", TAKEN, DAY), now=world.clock(), origin=origin)
    assert await world.services.intake.sweep() == 1
    (shown,) = world.api.chats.in_chat(1)
    assert shown.message_id == acknowledged.message_id and "/event_1" in shown.text
    assert await world.services.intake.sweep() == 0


async def test_what_was_being_read_at_a_crash_is_read_when_its_lease_is_over(world) -> None:
    """Not before: another process may be reading it."""
    async with world.services.database.write() as session:
        await store.articles.receive(session, Article("x", TAKEN, DAY), now=world.clock())
        await store.articles.claim(session, 1, now=world.clock(), lease=LEASE)
    assert await world.services.intake.sweep() == 0
    world.clock.advance(seconds=LEASE.total_seconds() + 1)
    assert await world.services.intake.sweep() == 1
    assert (await stored(world.services)).state is ArticleState.READ


@pytest.fixture
async def fragile(settings: Settings, clock) -> AsyncIterator[tuple[Intake, ReadingPool, Database]]:
    """An intake with reading processes of its own, to be killed."""
    database, pool = Database.open(settings.database_url), ReadingPool(1)
    await pool.warm_up()
    intake = Intake(database, pool, clock)
    yield intake, pool, database
    await intake.close()
    pool.close()
    await database.close()


async def kill_reader(pool: ReadingPool, not_this: frozenset[int] = frozenset()) -> int:
    """Kill the process that reads, once there is one that is not `not_this`."""
    while not (pids := set(pool.pids()) - not_this):  # noqa: ASYNC110 (a process has no event to wait for)
        await asyncio.sleep(0.01)
    pid = pids.pop()
    os.kill(pid, signal.SIGKILL)
    return pid


LONG = Article("x", "\n".join([MANY] * 60), DAY)


async def test_an_article_survives_the_death_of_its_reader(fragile) -> None:
    """The process is killed while it reads: the article is read again in a fresh one."""
    intake, pool, _ = fragile
    await intake.receive(replace(LONG, text=f"{MANY}\n{BULK}"))
    await asyncio.sleep(0.1)
    await kill_reader(pool)
    await intake.idle()
    outcome = await intake.outcome(1)
    assert outcome is not None and outcome.article.state is ArticleState.READ and outcome.events


async def test_an_article_that_kills_twice_is_set_aside(fragile) -> None:
    """Two deaths are blamed on the article; the next one is read all the same."""
    intake, pool, _ = fragile
    await intake.receive(LONG)
    await asyncio.sleep(0.1)
    first = await kill_reader(pool)
    await kill_reader(pool, frozenset({first}))
    await intake.idle()
    outcome = await intake.outcome(1)
    assert outcome is not None and outcome.article.state is ArticleState.FAILED
    assert "died twice" in (outcome.article.error or "")
    await intake.receive(Article("y", TAKEN, DAY))
    await intake.idle()
    following = await intake.outcome(2)
    assert following is not None and following.article.state is ArticleState.READ


async def test_an_article_that_takes_too_long_is_set_aside(settings: Settings, clock) -> None:
    """Its process is ended, so that those behind it are read."""
    database, pool = Database.open(settings.database_url), ReadingPool(1, patience_s=0.2)
    try:
        await pool.warm_up()
        intake = Intake(database, pool, clock)
        await intake.receive(LONG)
        await intake.idle()
        outcome = await intake.outcome(1)
        assert outcome is not None and outcome.article.state is ArticleState.FAILED
        assert pool.pids() == []
    finally:
        pool.close()
        await database.close()


async def test_stopping_gives_back_what_is_being_read(fragile) -> None:
    """The next start need not wait for the lease."""
    intake, _, database = fragile
    await intake.receive(LONG)
    await asyncio.sleep(0.1)
    await intake.close()
    async with database.read() as session:
        article = await store.articles.get(session, 1)
    assert article is not None and article.state is ArticleState.RECEIVED


async def test_a_slow_acknowledgement_keeps_no_forward_from_being_stored(world) -> None:
    """While Telegram holds up one answer, what comes after it is stored all the same."""
    gate = asyncio.Event()

    async def held_up(received: object) -> None:
        await gate.wait()

    async with asyncio.timeout(10):
        for number in range(3):
            article = Article(str(number), f"{TAKEN} Dépêche numéro {number}.", DAY)
            await world.services.intake.receive(article, acknowledge=held_up)
    assert await how_many(world.services) == 3
    gate.set()
    await world.services.intake.idle()


async def test_what_could_not_be_told_is_told_again(world) -> None:
    """One lost edit does not leave the sender with «reçu» for ever."""
    world.api.fault("editMessageText", refusal=server_error(), times=1)
    *_, told = await world.talk().forward(TAKEN, "Al-Manar", DAY)
    assert "lu" in told.text and "/event_1" in told.text

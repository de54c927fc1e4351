"""Whatever is written to the bot, it answers; whatever it answers, Telegram takes (property tests).

The real Application over the in-process Bot API, on an archive of hostile names and texts, in three languages. What the
bot sends is checked here anew, more strictly than the in-process Bot API does: HTML, lengths, buttons, characters.
`make soak` runs the same with many more examples.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import logging
import re
import shutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from pydantic import SecretStr
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.app import build, running
from bot.fetching.fetch import Fetcher
from bot.reading import ReadingPool
from bot.services import KEY
from bot.settings import Settings
from bot.terminal import TOKEN, InProcessBotApi
from bot.terminal_talk import Conversation, Person
from bot.views.mending_buttons import FIELDS, Asked, link
from tests.bot.fetching.web import Web
from tests.bot.hostile_archive import HOSTILE, fill
from tests.bot.telegram_rules import Refused, check

few = pytest.mark.parametrize("examples", [pytest.param(16, id="few"), pytest.param(1500, marks=pytest.mark.soak)])


class Bot:
    """The running bot, driven from ordinary functions: `ask` does one thing with it and checks all that it sent."""

    def __init__(self, runner: asyncio.Runner, application: Any, api: InProcessBotApi) -> None:
        self.runner, self.application, self.api = runner, application, api
        self.errors, self.sent = Errors(), list[str]()

    def talk(self, lang: str, chat_id: int | None = None) -> Conversation:
        """Someone who speaks the language; only the French speaker is an admin."""
        number = 1 + ("fr", "en", "ar").index(lang)
        return Conversation(self.application, self.api, Person(number, "P", lang), chat_id)

    def ask(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Do the work; raises where a handler failed or where Telegram would refuse what the bot sent."""
        before = len(self.api.calls)
        self.errors.records.clear()
        result = self.runner.run(work())
        for record in self.errors.records:
            raise AssertionError(record.getMessage()) from (record.exc_info or (None, None))[1]
        for call in self.api.calls[before:]:
            try:
                check(call)
            except (Refused, UnicodeEncodeError) as refused:
                pytest.fail(f"{call.method}: {refused}; {str(call.params)[:1500]!r}")
        self.sent = [call.method for call in self.api.calls[before:]]
        del self.api.calls[:], self.api.chats.shown[:]
        return result


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path, readers: ReadingPool) -> Iterator[Bot]:
    """The bot on the hostile archive, for all examples of this file; it is Saturday 20 May 2017."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(migrated_file, folder / "depeche.db")
    settings = Settings(
        telegram_bot_token=SecretStr(""), telegram_api_url="http://127.0.0.1:9",
        database_url=f"sqlite:///{folder / 'depeche.db'}", admin_ids=frozenset({1}), default_timezone="UTC",
        default_language="fr", reader_workers=1, log_level="INFO",
    )  # fmt: skip
    api = InProcessBotApi(clock := lambda: datetime(2017, 5, 20, 9, tzinfo=UTC))
    fetcher = Fetcher(Web().resolve, Web())
    application = build(
        settings, request=api, token=TOKEN, clock=clock, readers=readers, fetcher=fetcher, scheduled=False
    )
    with asyncio.Runner() as runner:
        context = running(application)
        runner.run(context.__aenter__())
        bot = Bot(runner, application, api)
        logging.getLogger().addHandler(bot.errors)
        runner.run(fill(application.bot_data[KEY]))
        try:
            yield bot
        finally:
            logging.getLogger().removeHandler(bot.errors)
            runner.run(context.__aexit__(None, None, None))


FRAGMENTS = (
    *(word[:300] for word in HOSTILE),
    *("Qayrawan", "Daesh", "Mossoul", "Irak", "القيروان", "داعش", "IRQ", "12", "0", "-1", "²", "99999999999999999999"),
    *(
        "type:",
        "type:frappe",
        "depuis:",
        "depuis:hier",
        "jusqu'à:2017-13-45",
        "acteur:",
        "by:",
        "source:PressTV",
        'lieu:"',
    ),
    *(
        "statut:annoncé",
        "status:x",
        "date:7j",
        "date:9999999j",
        "since:0000-00-00",
        "«",
        "»",
        '"',
        "?",
        ":",
        "|",
        "~",
        "=",
    ),
    *(
        "que s'est-il passé à",
        "qui a attaqué",
        "combien de morts",
        "what happened in",
        "en mai 2017",
        "/events",
        "8h30",
    ),
    *("@depeche_terminal_bot", "25:00", "Europe/Paris", "csv", "fr", "columns", "\ud800", "\udfff\ud800", "\x00"),
)
anything = st.text(st.one_of(st.characters(codec="utf-8"), st.characters(categories=("Cs", "Cf", "Cc"))), max_size=80)
pieces = st.lists(st.one_of(st.sampled_from(FRAGMENTS), anything), min_size=1, max_size=6)
words = st.builds(lambda parts, glue: glue.join(parts), pieces, st.sampled_from((" ", "", "  ", "\n", ":", ", ")))
long_words = st.builds(lambda text, times: ((text or "x") * times)[:4096], words, st.sampled_from((1, 1, 1, 40, 400)))
languages = st.sampled_from(("fr", "en", "ar"))


def commands(bot: Bot, left_out: tuple[str, ...] = ()) -> list[str]:
    """Every command that the bot has, without those left out."""
    found = itertools.chain(*(one.commands for one in bot.application.handlers[0] if isinstance(one, CommandHandler)))
    return sorted({*found} - {*left_out})


def prefixes(bot: Bot) -> list[str]:
    """What the data of the bot's buttons begin with."""
    handlers = (one for one in bot.application.handlers[0] if isinstance(one, CallbackQueryHandler) and one.pattern)
    return sorted(re.sub(r"[\^\\]", "", one.pattern.pattern) for one in handlers)


def explore(examples: int, strategy: st.SearchStrategy[Any], ask: Callable[[Any], None]) -> None:
    """Try the function on that many examples; the archive outlives them, so nothing is kept for the next run."""
    quiet = [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.large_base_example,
    ]
    limits = profile(
        max_examples=examples, deadline=None, database=None, derandomize=examples < 100, suppress_health_check=quiet
    )  # make test tries the same examples every time, make soak others
    limits(given(strategy)(lambda example: ask(example)))()


SLOW = ("timeline", "map", "export")  # pictures and files have an example or two each
OF_THE_CHAT = ("lang", "timezone")  # would change in which language the next examples are answered


@few
def test_any_text(bot: Bot, examples: int) -> None:
    """Questions, greetings, signs, nothing at all: in private every text is answered."""

    def ask(example: tuple[str, str]) -> None:
        lang, text = example
        bot.ask(lambda: bot.talk(lang).say(text))

    explore(3 * examples, st.tuples(languages, long_words), ask)


@few
def test_any_command(bot: Bot, examples: int) -> None:
    """Every command with any words behind it, and commands that there are not."""
    known = commands(bot, (*SLOW, *OF_THE_CHAT))

    def ask(example: tuple[str, str, str, str]) -> None:
        lang, command, glue, text = example
        bot.ask(lambda: bot.talk(lang).say(f"/{command}{glue}{text}"))

    names = st.one_of(
        st.sampled_from(known), st.sampled_from(("event_1", "actor_3", "place_2", "article_4", "event_", "zzz"))
    )
    explore(
        5 * examples, st.tuples(languages, names, st.sampled_from((" ", " ", " ", "_", "@", "\n", "")), long_words), ask
    )


@few
def test_the_commands_that_set_a_chat(bot: Bot, examples: int) -> None:
    """/lang and /timezone with any words, for someone of their own."""
    talk = Conversation(bot.application, bot.api, Person(9, "P", "en"))

    def ask(example: tuple[str, str]) -> None:
        bot.ask(lambda: talk.say(f"/{example[0]} {example[1]}"))

    explore(examples // 2, st.tuples(st.sampled_from(OF_THE_CHAT), long_words), ask)


ORDERS = (
    *(
        "8h",
        "8 et 19h",
        "25:00",
        "6:30 pm",
        "lun-ven",
        "chaque lundi",
        "كل اثنين",
        "at once",
        "alerte",
        "فورا",
        "silencieux",
    ),
    *("même si rien", "toutes les 6 heures", "@canal", "-1001234567890", "22h-7h", "22-7", "off", "UTC+3", "Tripoli"),
    *("Irak", "type:frappe", "depuis:lundi", "acteur:", "Daesh", "tout", "«", '"', "matin et soir", "الساعة 8 مساء"),
)


@few
def test_any_order(bot: Bot, examples: int) -> None:
    """Hours, days, channels, filters and anything else behind the commands that say what is told when."""
    talk = Conversation(bot.application, bot.api, Person(9, "P", "ar"))
    bot.api.chats.channels[-1_001_234_567_890] = "canal"
    bot.api.chats.admins |= {(-1_001_234_567_890, 9), (-1_001_234_567_890, 42)}
    orders = st.lists(st.one_of(st.sampled_from(ORDERS), words), max_size=6).map(" ".join)
    names = st.sampled_from(("subscribe", "subscribe", "subscriptions", "unsubscribe", "quiet", "timezone"))

    def ask(example: tuple[str, str]) -> None:
        bot.ask(lambda: talk.say(f"/{example[0]} {example[1]}"))

    explore(4 * examples, st.tuples(names, orders), ask)


@few
def test_any_button(bot: Bot, examples: int) -> None:
    """Callback data of any shape, under a message of the bot, one that is gone, or one shared by inline mode."""
    slow = ("t|", "m|", "x|")
    known = [prefix for prefix in prefixes(bot) if prefix not in slow]
    bodies = st.one_of(
        words, st.from_regex(r"\A[par]?[0-9]{1,19}(~[A-Z0-9a-z]{0,12})?(\|[0-9]{0,9}){0,4}\Z"),
        st.from_regex(r"\A(-|c[A-Z]{3}|rIRQ/[a-z]{1,5}|[tpr]\|[-pac0-9]{1,5})(~[TFUXRB0-9a-z]{1,9})?\Z"),
        st.from_regex(r"\A[1-9][0-9]?\|([0-9]{1,3}|[tosgpwkiu](\|([0-9]{1,3}|-|ASSAULT|aerial|denied|2017-05-[0-9]{2}))?)\Z"),
    )  # fmt: skip
    data = st.one_of(words.filter(bool), st.builds(lambda prefix, body: prefix + body, st.sampled_from(known), bodies))
    message = bot.ask(lambda: bot.talk("fr").say("/events"))[0].message_id

    def ask(example: tuple[str, str, str]) -> None:
        lang, pressed, where = example
        query = {
            "id": "0",
            "from": {"id": 1, "is_bot": False, "first_name": "P"},
            "data": pressed,
            "chat_instance": "1",
        }
        if where == "inline":
            query |= {"inline_message_id": "x"}
        else:
            shown = bot.api.chats.messages.get((1, message)) if where == "here" else None
            chat = {"id": bot.talk(lang).person.id, "type": "private"}
            query |= {"message": shown or {"message_id": 10**6, "date": 0, "chat": chat}}
        if where == "here":
            bot.api.chats.callbacks["0"] = 1, message  # the others come too late to be answered
        bot.ask(lambda: bot.talk(lang).update({"callback_query": query}))

    explore(4 * examples, st.tuples(languages, data, st.sampled_from(("here", "gone", "inline"))), ask)


@few
def test_any_reply_that_mends(bot: Bot, examples: int) -> None:
    """Any words below a message that waits for a field, for a place's degrees, or that teach a name."""
    messages = [
        message
        for field in FIELDS.values()
        if (message := waiting(bot, f'<a href="{html.escape(link("bot", Asked(8, field)))}">x</a>'))
    ]
    messages.append(waiting(bot, '<a href="https://t.me/bot?start=place_2&amp;mend=pin">x</a>'))
    taught = st.builds(lambda one, other: f"{one} = {other}", words, words)
    typed = st.one_of(words, taught, st.sampled_from(("7", "٧", "hier", "36,2 41,9", "-1", "1e9", "²", "٣٫٥, ٤")))

    def ask(example: tuple[str, str, int]) -> None:
        lang, text, place = example
        talk = Conversation(bot.application, bot.api, Person(1, "P", lang))
        message = messages[place % len(messages)]
        bot.ask(lambda: talk.send(talk.message(text=text, reply_to_message=message)))

    explore(2 * examples, st.tuples(languages, typed, st.integers(0, 20)), ask)


def waiting(bot: Bot, text: str) -> dict[str, Any]:
    """A message of the bot to the admin, with a link."""
    bot.ask(lambda: bot.application.bot.send_message(1, text, parse_mode="HTML"))
    return bot.api.chats.messages[max(key for key in bot.api.chats.messages if key[0] == 1)]


@few
def test_any_inline_query(bot: Bot, examples: int) -> None:
    """Any words (Telegram sends 256 at most) with any offset: always answered."""

    def ask(example: tuple[str, str, str]) -> None:
        lang, query, offset = example
        assert bot.ask(lambda: bot.talk(lang).ask_inline(query[:256], offset)) is not None

    explore(3 * examples, st.tuples(languages, words, st.one_of(st.just(""), st.just("20170519-20"), words)), ask)


@few
def test_any_talk_in_groups(bot: Bot, examples: int) -> None:
    """Mentions and replies with any text and any entities; other talk is not answered."""
    username = bot.application.bot.username

    def ask(example: tuple[str, str, str, int, int]) -> None:
        lang, way, text, offset, length = example
        group = bot.talk(lang, -100)
        said = f"{text} @{username} {text}" if way == "mention" else text
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        mention = {"type": "mention", "offset": units + 1, "length": len(username) + 1}
        stray = {"type": "mention", "offset": offset, "length": length}
        message = group.message(
            text=said, entities=[mention] if way == "mention" else [stray] if way == "stray" else []
        )
        if way == "reply":
            sender = {"id": bot.application.bot.id, "is_bot": True, "first_name": "D"}
            message |= {"reply_to_message": {"message_id": 1, "date": 0, "chat": message["chat"], "from": sender}}
        shown = bot.ask(lambda: group.send(message))
        if way == "mention" and not text.startswith("/"):
            assert shown
        if way == "talk" and not text.startswith("/"):
            assert not shown

    ways = st.sampled_from(("mention", "reply", "stray", "talk"))
    explore(2 * examples, st.tuples(languages, ways, words, st.integers(0, 50), st.integers(0, 50)), ask)


@few
def test_any_other_message(bot: Bot, examples: int) -> None:
    """What is no text, comes from nobody, or is told of chats and members; names and titles of any letters."""
    contents = st.one_of(
        st.builds(lambda text: {"photo": [], "caption": text}, words), st.just({"sticker": STICKER}), st.just({}),
        st.builds(lambda text: {"text": text, "via_bot": {"id": 5, "is_bot": True, "first_name": text}}, words),
        st.builds(lambda text: {"new_chat_title": text}, words), st.just({"group_chat_created": True}),
        st.builds(lambda number: {"migrate_to_chat_id": number}, st.integers(-(10**13), -(10**12))),
        st.builds(lambda text: {"location": {"latitude": 1, "longitude": 2}, "text": text}, words),
    )  # fmt: skip
    kinds = st.sampled_from(("message", "message", "edited_message", "channel_post", "edited_channel_post"))

    def ask(example: tuple[str, str, dict[str, Any], str, int]) -> None:
        lang, kind, content, name, chat_id = example
        talk = bot.talk(lang)
        message = talk.message(**content) | {"message_id": 10**6, "date": 0}
        message["chat"] = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "title": name}
        message["from"] |= {"first_name": name, "username": name, "language_code": name[:8]}
        bot.ask(lambda: talk.update({kind: message}))

    chats = st.sampled_from((77, -(10**12) - 5, -(10**12) - 6))
    explore(2 * examples, st.tuples(languages, kinds, contents, words, chats), ask)


STICKER = {
    "file_id": "x", "file_unique_id": "x", "type": "regular", "width": 1, "height": 1, "is_animated": False,
    "is_video": False,
}  # fmt: skip


@few
def test_any_link(bot: Bot, examples: int) -> None:
    """Any payload of a deep link."""
    payloads = st.one_of(
        st.from_regex(r"\A(event|actor|place)_[0-9]{1,20}\Z"), st.from_regex(r"\A[qf]_[A-Za-z0-9_-]{1,62}\Z"), words
    )

    def ask(example: tuple[str, str]) -> None:
        bot.ask(lambda: bot.talk(example[0]).say(f"/start {example[1]}"))

    explore(examples, st.tuples(languages, payloads), ask)


@few
def test_any_forward(bot: Bot, examples: int) -> None:
    """Any text from any origin, by an admin (read) and by others (declined)."""
    kinds = st.sampled_from(("channel", "chat", "user", "hidden_user"))

    def ask(example: tuple[str, str, str, str]) -> None:
        lang, text, publisher, kind = example
        bot.ask(lambda: bot.talk(lang).forward(text, publisher or "x", kind=kind))

    explore(examples // 2, st.tuples(languages, long_words, words, kinds), ask)


@few
def test_any_picture_or_file(bot: Bot, examples: int) -> None:
    """Pictures and files of the hostile archive, and of any words."""

    def ask(example: tuple[str, str, str]) -> None:
        lang, command, text = example
        bot.ask(lambda: bot.talk(lang).say(f"/{command} {text}"))

    explore(examples // 3, st.tuples(languages, st.sampled_from((*SLOW, "export csv", "export geojson")), words), ask)


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("command", ["timeline", "map", "export csv", "export jsonl", "export geojson", "export ics"])
def test_pictures_and_files_of_the_whole_archive(bot: Bot, lang: str, command: str) -> None:
    """Every hostile name on a picture or in a file."""
    shown = bot.ask(lambda: bot.talk(lang).say(f"/{command}"))
    assert "send" + ("Document" if "export" in command else "Photo") in bot.sent, shown


@few
def test_all_buttons_lead_somewhere(bot: Bot, examples: int) -> None:
    """A walk: a list, then any of its buttons, and any of what that shows."""

    def ask(example: tuple[str, str, list[int]]) -> None:
        lang, command, choices = example
        talk = bot.talk(lang)
        shown = bot.ask(lambda: talk.say(command))
        for choice in choices:
            buttons = [(one, button) for one in shown for button in one.buttons if button.data]
            buttons = [(one, button) for one, button in buttons if not button.data.startswith(("t|", "m|", "x|", "l|"))]
            if not buttons:
                return
            one, button = buttons[choice % len(buttons)]
            shown = bot.ask(lambda one=one, button=button: talk.press(button, one.message_id))

    lists = st.sampled_from(
        [
            "/events",
            "/events Irak",
            "/actors",
            "/places",
            "/event 8",
            "/unsubscribe",
            "/subscribe Irak lun-ven 8h 12h 16h 20h",
            "/subscriptions",
            "/quiet",
            "/timezone Tripoli",
            "/help",
            "/actor_3",
            "/place_2",
            "/article_4",
            "/start",
        ]
    )
    explore(examples, st.tuples(languages, lists, st.lists(st.integers(0, 20), max_size=5)), ask)

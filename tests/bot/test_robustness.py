"""Whatever is written to the bot, it answers; whatever it answers, Telegram takes (property tests).

The real Application over the in-process Bot API, on an archive of hostile names and texts, in three languages. What the
bot sends is checked here anew, more strictly than the in-process Bot API does: HTML, lengths, buttons, characters.
`make soak` runs the same with many more examples.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
import shutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from pydantic import SecretStr
from telegram.ext import CallbackQueryHandler, CommandHandler

import store.articles
import store.recording
from bot.app import build, running
from bot.reading import ReadingPool
from bot.services import KEY
from bot.settings import Settings
from bot.terminal import TOKEN, Call, InProcessBotApi
from bot.terminal_talk import Conversation, Person
from nlp.schema import (
    MODES,
    Actor,
    Article,
    Attribution,
    Count,
    Event,
    EventType,
    Place,
    Reading,
    Span,
    Status,
    When,
)

# Telegram's limits: UTF-16 units of texts, bytes of data, core.telegram.org/bots/api and limits.tginfo.me
TEXT, CAPTION, ALERT, DATA, BUTTONS, MARKUP = 4096, 1024, 200, 64, 100, 10_000

few = pytest.mark.parametrize("examples", [pytest.param(40, id="few"), pytest.param(1500, marks=pytest.mark.soak)])

# ---------------------------------------------------------------------------------------------------------------------
# What Telegram takes

TAGS = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre"), ""),
    "code": r'(?: class="language-[\w+-]+")?',
    "blockquote": r"(?: expandable)?",
    "span": r' class="tg-spoiler"',
    "a": r' href="[^"<>]+"',
    "tg-emoji": r' emoji-id="\d+"',
}
TAG = re.compile(r"<(/?)([a-z-]+)([^<>]*)>")
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


class Refused(Exception):  # noqa: N818 (it is what Telegram does)
    """Telegram would not take it, or would show it wrong."""


def plain(html: str) -> str:
    """The text of Telegram's HTML. Refused for any other tag, attribute or entity, and for tags that cross."""
    text, position, open_tags = "", 0, []
    while position < len(html):
        sign = html[position]
        found = (TAG if sign == "<" else ENTITY).match(html, position) if sign in "<&" else None
        if sign in "<>&" and found is None:
            raise Refused(f"a bare {sign!r} in …{html[max(0, position - 30) : position + 30]!r}")
        if found is None:
            text, position = text + sign, position + 1
            continue
        position = found.end()
        if sign == "&":
            text += "x"
        elif found[1]:
            if not open_tags or open_tags.pop() != found[2] or found[3]:
                raise Refused(f"{found[0]} closes nothing")
        else:
            if not re.fullmatch(TAGS.get(found[2], "(?!)"), found[3]):
                raise Refused(f"{found[0]} is none of Telegram's tags")
            inside = {*open_tags}
            if inside & {"code", "pre"} or (found[2] in inside) or (found[2] in ("code", "pre") and open_tags):
                raise Refused(f"{found[0]} inside {open_tags}")
            open_tags.append(found[2])
    if open_tags:
        raise Refused(f"{open_tags} are left open")
    return text


def check_text(text: str, parse_mode: str | None, longest: int) -> None:
    """A text or caption: its HTML, its length after parsing, something to see, entities no more than are shown."""
    said = plain(text) if parse_mode == "HTML" else text
    if len(said.encode("utf-16-le", "surrogatepass")) // 2 > longest:
        raise Refused(f"{len(said)} characters")
    if longest == TEXT and not said.strip():
        raise Refused("nothing to see")
    if parse_mode == "HTML" and text.count("</") > 100:
        raise Refused("of more than 100 entities the others are not shown")


def check_markup(markup: dict[str, Any] | None) -> None:
    """A keyboard: labels that can be seen, data of 1 to 64 bytes, not too many."""
    buttons = list(itertools.chain(*(markup or {}).get("inline_keyboard", [])))
    if len(buttons) > BUTTONS or len(str(markup)) > MARKUP:
        raise Refused(f"{len(buttons)} buttons, {len(str(markup))} characters")
    for button in buttons:
        if not button["text"].strip() or ("url" in button) == ("callback_data" in button):
            raise Refused(f"button {button}")
        if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA:
            raise Refused(f"button {button}")


def check(call: Call) -> None:
    """One call of the bot: answered «ok» or refused for what nobody can help, with nothing that is not allowed."""
    params = call.params
    for told in strings(params):
        told.encode()  # UnicodeEncodeError: a lone surrogate can't be sent
        if "\x00" in told:
            raise Refused("NUL")
    if "text" in params and call.method != "answerCallbackQuery":
        check_text(params["text"], params.get("parse_mode"), TEXT)
    if "caption" in params:
        check_text(params["caption"], params.get("parse_mode"), CAPTION)
    if len(params.get("text", "")) > ALERT and call.method == "answerCallbackQuery":
        raise Refused("a note too long")
    check_markup(params.get("reply_markup"))
    for result in params.get("results", ()):
        content = result["input_message_content"]
        check_text(content["message_text"], content.get("parse_mode"), TEXT)
        check_markup(result.get("reply_markup"))
    helpless = call.method == "answerCallbackQuery" or (call.method.startswith("editMessage") and call.status == 400)
    if call.status != 200 and not helpless:
        raise Refused(f"{call.status}")


def strings(value: Any) -> Iterator[str]:
    """Every text in the parameters of a call."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from itertools.chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list | tuple):
        yield from itertools.chain.from_iterable(map(strings, value))


@pytest.mark.parametrize(
    "html",
    [
        "a < b", "a > b", "a & b", "&nbsp;", "<b>x", "x</b>", "<b><i>x</b></i>", "<div>x</div>", "<B>x</B>",
        '<a href="x"y">z</a>', "<a>z</a>", '<b class="x">z</b>', "<code><b>x</b></code>", "<b><b>x</b></b>",
    ],
)  # fmt: skip
def test_the_checker_refuses(html: str) -> None:
    """What Telegram refuses, and what it would show otherwise than it is meant."""
    with pytest.raises(Refused):
        plain(html)


@pytest.mark.parametrize(
    "html",
    ["a &lt; b &amp; c", '<b>x <i>y</i></b> <a href="https://x.org/?a&amp;b">z</a>', "<blockquote>x</blockquote>"],
)
def test_the_checker_takes(html: str) -> None:
    """What the bot may write."""
    assert plain(html)


# ---------------------------------------------------------------------------------------------------------------------
# The bot on an archive of hostile names and texts

HOSTILE = (
    "<b>&amp;\"'</b>", "</blockquote><script>", "&lt;", "{name} {0} {0.__class__} %s %(x)s", "$\\frac{a}{b$_x^",
    "\u202eGNP.exe", "\u2066\u2067\u2068", "القيروان «الموصل» (2017)", "👩‍👩‍👧‍👦" * 12, "x\ty\nz\r\u2028w",
    "\ufeff\u200b\u200d", "nom " * 1000, "<" * 4000, "'" * 300, "/event_1 @bot #12", "a:b type:frappe", "-", "١٢٣",
    "e\u0301" * 90, "\x01\x1b[31m\x7f", "Robert'); DROP TABLE event;--", "_*[]()~`>#+-=|{}.!", "https://x.org/<>\"'&",
)  # fmt: skip


def hostile_event(number: int) -> Event:
    """An event made of hostile names; each number is another mixture."""
    word = HOSTILE[number % len(HOSTILE)]
    other = HOSTILE[(number * 7 + 3) % len(HOSTILE)]
    kind = list(EventType)[number % len(EventType)]
    modes = (None, *MODES[kind])
    sentence = f"{other} attaque {word}. "
    start = len(other) + 1
    actors = tuple(Actor(HOSTILE[(number + step) % len(HOSTILE)] + str(step)) for step in range(number % 12))
    degrees = {"latitude": 30.0 + number % 7, "longitude": 40.0 + number % 5, "uncertainty_km": 5.0}
    places = tuple(
        Place(HOSTILE[(number + 2 * step) % len(HOSTILE)], country=("IRQ", "SYR", "ZZZ")[step % 3], admin1=other,
              relation=word, **degrees)
        for step in range(number % 5)
    )  # fmt: skip
    return Event(
        kind, modes[number % len(modes)], Span("attaque", start, start + 7), Span(sentence, 0, len(sentence)),
        sources=actors, targets=actors[::-1], places=places, status=list(Status)[number % 3],
        when=(None, When(date(2017, 5, 1 + number % 28), date(2017, 5, 28)), When(None, date(2017, 5, 2)))[number % 3],
        attribution=(Attribution(word), Attribution(other)), killed=Count(10**9 * number), wounded=Count(number),
    )  # fmt: skip


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
    application = build(settings, request=api, token=TOKEN, clock=clock, readers=readers, scheduled=False)
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


async def fill(services: Any) -> None:
    """Record the hostile events, five an article, and one plain one that usual questions find."""
    for number in range(14):
        word = HOSTILE[number]
        article = Article(
            str(number), f"{word} {number}", date(2017, 5, 19), "fr", word, word, f"https://x.org/?{word}"
        )
        events = tuple(hostile_event(5 * number + step) for step in range(5))
        async with services.database.write() as session:
            received = await store.articles.receive(session, article, now=services.clock())
            await store.recording.record_reading(
                session, received.article_id, Reading("fr", True, events), now=services.clock()
            )


# ---------------------------------------------------------------------------------------------------------------------
# What people and programs may write

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

    names = st.one_of(st.sampled_from(known), st.sampled_from(("event_1", "actor_3", "place_2", "event_", "zzz")))
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


@few
def test_any_button(bot: Bot, examples: int) -> None:
    """Callback data of any shape, under a message of the bot, one that is gone, or one shared by inline mode."""
    slow = ("t|", "m|", "x|")
    known = [prefix for prefix in prefixes(bot) if prefix not in slow]
    bodies = st.one_of(
        words, st.from_regex(r"\A[par]?[0-9]{1,19}(~[A-Z0-9a-z]{0,12})?(\|[0-9]{0,9}){0,4}\Z"),
        st.from_regex(r"\A(-|c[A-Z]{3}|rIRQ/[a-z]{1,5}|[tpr]\|[-pac0-9]{1,5})(~[TFUXRB0-9a-z]{1,9})?\Z"),
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

    lists = st.sampled_from(("/events", "/events Irak", "/actors", "/places", "/event 8", "/unsubscribe", "/help"))
    explore(examples, st.tuples(languages, lists, st.lists(st.integers(0, 20), max_size=5)), ask)

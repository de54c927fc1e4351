"""The Bot API in process answers as Telegram does, and the terminal shows what a person would see."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.terminal import TOKEN, InProcessBotApi, blocked, flood, migrated, server_error
from bot.terminal_html import HtmlRefusedError, parse
from bot.terminal_talk import forward_origin
from bot.terminal_view import Screen
from bot.texts import texts

NOON = datetime(2017, 5, 20, 12, tzinfo=UTC)


@pytest.fixture
def api(tmp_path: Path) -> InProcessBotApi:
    """A Bot API whose clock stands still."""
    return InProcessBotApi(lambda: NOON, folder=tmp_path)


@pytest.fixture
def bot(api: InProcessBotApi) -> Bot:
    """python-telegram-bot's own Bot over it."""
    return Bot(TOKEN, request=api, get_updates_request=api)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """A row of buttons that call back with their own label."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in labels]])


def test_html_becomes_text_with_entities_in_utf16_units() -> None:
    """Tags are taken out, references decoded, offsets counted in UTF-16 as the Bot API does."""
    formatted = parse('  💥 <b>Qayrawan</b> &lt;<a href="https://example.org/?a=1&amp;b=2">ici</a>&gt; ')
    assert formatted.text == "💥 Qayrawan <ici>"
    assert [(e.kind, e.offset, e.length, e.url) for e in formatted.entities] == [
        ("bold", 3, 8, None),
        ("text_link", 13, 3, "https://example.org/?a=1&b=2"),
    ]


@pytest.mark.parametrize(
    "html", ["<b>x", "x</b>", "<b><i>x</b></i>", "<div>x</div>", "a < b", "<p>x</p>", "<span>x</span>", "1 <2"]
)
def test_html_that_telegram_refuses_is_refused(html: str) -> None:
    """Unknown, unmatched and half tags are errors, as they are on Telegram."""
    with pytest.raises(HtmlRefusedError, match="can't parse entities"):
        parse(html)


@pytest.mark.parametrize(
    ("text", "words"),
    [("<b>x", "end tag"), ("<b></b>", "empty"), (" \n", "empty"), ("x" * 4097, "too long"), ("💥" * 2049, "too long")],
)
async def test_bad_messages_are_refused(bot: Bot, api: InProcessBotApi, text: str, words: str) -> None:
    """Broken HTML, nothing to see, too long (in UTF-16 units): refused, and nothing is in the chat."""
    with pytest.raises(BadRequest, match=words):
        await bot.send_message(5, text, parse_mode="HTML")
    assert api.chats.in_chat(5) == []
    assert api.called("sendMessage")[0].status == 400


async def test_callback_data_is_limited_to_64_bytes(bot: Bot) -> None:
    """64 bytes pass, 65 do not; accents count as two."""
    await bot.send_message(5, "x", reply_markup=keyboard("d" * 64))
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(5, "x", reply_markup=keyboard("é" * 33))


async def test_edits_change_the_message_or_are_refused(bot: Bot, api: InProcessBotApi) -> None:
    """An edit replaces text and buttons; one that changes nothing and one of no message are refused."""
    sent = await bot.send_message(5, "<b>un</b>", parse_mode="HTML", reply_markup=keyboard("Plus"))
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("<b>un</b>", 5, sent.message_id, parse_mode="HTML", reply_markup=keyboard("Plus"))
    edited = await bot.edit_message_text("deux", 5, sent.message_id)
    assert edited.text == "deux" and edited.reply_markup is None
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("deux", 5, 999)
    assert [(shown.what, shown.text) for shown in api.chats.shown] == [("sent", "un"), ("edited", "deux")]


async def test_deleted_messages_are_gone(bot: Bot, api: InProcessBotApi) -> None:
    """What is deleted can't be deleted again or answered."""
    sent = await bot.send_message(5, "x")
    await bot.delete_message(5, sent.message_id)
    with pytest.raises(BadRequest, match="to delete not found"):
        await bot.delete_message(5, sent.message_id)
    with pytest.raises(BadRequest, match="replied not found"):
        await bot.send_message(5, "y", reply_parameters=ReplyParameters(sent.message_id))
    assert api.chats.in_chat(5) == []


async def test_files_are_saved_and_can_be_fetched(bot: Bot, api: InProcessBotApi) -> None:
    """A picture and a document land in the folder, under names that can't leave it."""
    await bot.send_photo(5, b"\x89PNG", caption="<i>carte</i>", parse_mode="HTML")
    sent = await bot.send_document(5, InputFile(b"a;b", filename="../../été.csv"))
    paths = [shown.path for shown in api.chats.shown]
    assert [path.read_bytes() for path in paths if path] == [b"\x89PNG", b"a;b"]
    assert len({path.parent for path in paths if path}) == 1
    assert sent.document is not None
    assert await (await bot.get_file(sent.document.file_id)).download_as_bytearray() == b"a;b"
    with pytest.raises(BadRequest, match=r"(?i)wrong file_id"):
        await bot.get_file("none")


async def test_places_are_checked(bot: Bot, api: InProcessBotApi) -> None:
    """A venue shows its title; degrees off the globe are refused."""
    await bot.send_venue(5, 35.9, 41.9, "Qayrawan", "Irak")
    assert api.chats.shown[-1].text.startswith("Qayrawan\n")
    with pytest.raises(BadRequest, match=r"(?i)wrong latitude"):
        await bot.send_location(5, 95.0, 41.9)


async def test_unknown_callbacks_and_methods_are_refused(bot: Bot) -> None:
    """A press that nobody made can't be answered; a method that is not spoken here is not found."""
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("nope")
    with pytest.raises(InvalidToken):  # python-telegram-bot's reading of a 404
        await bot.create_forum_topic(5, "x")


async def test_faults_strike_the_calls_they_are_meant_for(bot: Bot, api: InProcessBotApi) -> None:
    """Each fault raises the error that python-telegram-bot knows it by, for the chat and the count asked for."""
    api.fault("sendMessage", match={"chat_id": 6}, refusal=blocked())
    await bot.send_message(5, "x")
    with pytest.raises(Forbidden):
        await bot.send_message(6, "x")
    await bot.send_message(6, "x")
    api.fault("sendMessage", skip=1, refusal=flood(7))
    await bot.send_message(5, "x")
    with pytest.raises(RetryAfter) as late:
        await bot.send_message(5, "x")
    assert "7 seconds" in str(late.value)
    api.fault(refusal=migrated(-1_001_000_000_777))
    with pytest.raises(ChatMigrated):
        await bot.send_message(-9, "x")
    api.fault(refusal=server_error())
    with pytest.raises(NetworkError):
        await bot.get_me()
    assert [call.status for call in api.called("sendMessage")] == [200, 403, 200, 200, 429, 400]


async def test_network_faults_tell_before_from_after(bot: Bot, api: InProcessBotApi) -> None:
    """Lost before: nothing was sent. Lost after: it was sent, only the answer is missing."""
    api.fault("sendMessage", network="before")
    with pytest.raises(NetworkError):
        await bot.send_message(5, "one")
    api.fault("sendMessage", network="after")
    with pytest.raises(NetworkError):
        await bot.send_message(5, "two")
    assert [shown.text for shown in api.chats.in_chat(5)] == ["two"]


async def test_updates_are_given_until_confirmed(bot: Bot, api: InProcessBotApi) -> None:
    """The same update comes again until a later offset confirms it."""
    number = await api.inject({"message": api.chats.receive({"chat": {"id": 5, "type": "private"}, "text": "x"})})
    assert [u.update_id for u in await bot.get_updates(timeout=1)] == [number]
    assert [u.update_id for u in await bot.get_updates(offset=number, timeout=1)] == [number]
    assert await bot.get_updates(offset=number + 1, timeout=0) == ()
    await api.delivered()


@pytest.mark.parametrize("kind", ["channel", "chat", "user", "hidden_user"])
async def test_forwards_of_all_four_kinds_are_understood(bot: Bot, api: InProcessBotApi, kind: str) -> None:
    """python-telegram-bot reads each kind of origin with its date."""
    origin = forward_origin(kind, "Al-Manar", date(2017, 5, 19))
    message = {"chat": {"id": 1, "type": "private"}, "text": "x", "forward_origin": origin}
    await api.inject({"message": api.chats.receive(message)})
    (update,) = await bot.get_updates(timeout=1)
    assert update.message is not None and update.message.forward_origin is not None
    assert update.message.forward_origin.type == kind
    assert update.message.forward_origin.date.date() == date(2017, 5, 19)


async def test_screen_shows_what_happens_once(bot: Bot, api: InProcessBotApi) -> None:
    """Links with their address, quotes with a bar, buttons by number, no repetition when only buttons go."""
    out = io.StringIO()
    api.chats.on_shown = Screen(Console(file=out, highlight=False, width=200), texts("fr")).show
    html = '<b>Tir</b> <a href="https://example.org">source</a>\n<blockquote>ligne une\nligne deux</blockquote>'
    sent = await bot.send_message(1, html, parse_mode="HTML", reply_markup=keyboard("Plus", "Moins"))
    await bot.edit_message_reply_markup(1, sent.message_id)
    await bot.edit_message_text("Fini [bold]", 1, sent.message_id)
    assert out.getvalue() == (
        "Tir source (https://example.org)\n│ ligne une\n│ ligne deux\n[1] Plus  [2] Moins\n\nFini [bold]\n\n"
    )

"""From an update to an answer: a handler gets a `Talk` and the words, gives a `View`, and this file sends it."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

import store.chats
from bot.arabic import digits
from bot.handlers.group_admins import may_settle
from bot.roles import role_of
from bot.services import Services, services
from bot.texts import Texts, language, texts
from bot.texts.bidi import without_marks
from bot.views.layout import View
from store.naming import clean
from store.records import ChatRecord, MemberRole, Who

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]
FRESH = filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT
"""New messages written by hand: an edited command is not run again, a forwarded one is an article's business.

What was chosen from inline results, of this bot or another, says nothing to the bot.
"""


@dataclass(frozen=True, slots=True)
class Talk:
    """Whom a handler answers: the chat as stored, its texts, the user's id, and what the handler may use.

    `language_known` is False where the app of whoever writes is in a language that the bot does not speak, or tells
    none, and the chat has the default one. `username` is the bot's, for links to it. `thread_id` is the topic that was
    written in, `bot` asks Telegram who may settle things elsewhere; both are None for an inline query.
    """

    chat: ChatRecord
    texts: Texts
    user_id: int | None
    services: Services
    language_known: bool = True
    username: str = ""
    thread_id: int | None = None
    bot: Bot | None = None
    role: MemberRole | None = None

    @property
    def may_add(self) -> bool:
        """Whether the user may add articles and correct what was read from them: every member."""
        return self.role is not None

    @property
    def may_delete(self) -> bool:
        """Whether the user may take things out and put actors together: owners and admins, not editors."""
        return self.role in (MemberRole.OWNER, MemberRole.ADMIN)

    @property
    def who(self) -> Who:
        """The user as the log of acts knows them; for a member alone."""
        assert self.user_id is not None
        return Who(self.user_id, self.chat.id)


Answer = Callable[[Talk, str], Awaitable[View]]


def command(name: str, answer: Answer, *, settles: bool = False) -> Handler:
    """Handles `/name words`: the answer gets the words, on one line; `settles` says that a group's admins alone may."""

    async def handle(update: Update, context: Context) -> None:
        allowed = not settles or await may_settle(update, context)
        await reply(update, context, answer if allowed else _for_admins, " ".join(context.args or ()))

    return CommandHandler(name, handle, filters=FRESH)


def numbered(name: str, answer: Answer) -> Handler:
    """Handles `/name_12`, the form that a tap on a line sends: the answer gets «12»."""

    async def handle(update: Update, context: Context) -> None:
        assert context.matches
        number, bot = context.matches[0].groups()
        if bot is None or bot.lower() == context.bot.username.lower():
            await reply(update, context, answer, number)

    return MessageHandler(filters.Regex(rf"^/{name}_(\d{{1,18}})(?:@(\w+))?\s*$") & FRESH, handle)


def button(prefix: str, answer: Answer, *, once: bool = False, settles: bool = False) -> Handler:
    """Handles presses of buttons whose data is `prefix|…`: the answer gets the data; `once` takes the button away.

    `settles` says that in a group its admins alone may; others are told so in a note that no one else sees. A
    ValueError of the answer means data that no button of today sends: said to the user, nothing else happens.
    """

    async def handle(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query and query.data
        if settles and not await may_settle(update, context):
            await alert(query, await talk_of(update, context), "groups.admins_only")
            return
        with suppress(BadRequest):  # «query is too old»: the answer matters more than the spinner
            await query.answer()
        if not once or await _take_away(query):
            await reply(update, context, answer, query.data)

    return CallbackQueryHandler(handle, pattern=rf"^{prefix}\|")


async def reply(update: Update, context: Context, answer: Answer, words: str) -> None:
    """Answer an update in its chat, in the chat's language."""
    if update.effective_chat is None:
        return
    talk = await talk_of(update, context)
    try:
        view = await answer(talk, digits(without_marks(clean(unicodedata.normalize("NFC", words)))))
    except ValueError:
        if update.callback_query is None:
            raise
        view = View(talk.texts.get("common.stale_button"))
    await send(update, view)


async def alert(query: CallbackQuery, talk: Talk, told: str = "common.stale_button") -> None:
    """Say to whoever pressed a button why nothing happens, by default that it leads nowhere any more.

    The message, which others read, stays.
    """
    with suppress(BadRequest):
        await query.answer(str(talk.texts.get(told).unescape()), show_alert=True)


async def _for_admins(talk: Talk, words: str) -> View:
    return View(talk.texts.get("groups.admins_only"))


async def send(update: Update, view: View) -> None:
    """Send a message to where the update came from; in a group as a reply to whoever asked."""
    chat = update.effective_chat
    assert chat is not None
    await chat.send_message(
        view.text,
        parse_mode=ParseMode.HTML,
        reply_markup=view.keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        message_thread_id=_thread(update.effective_message),
        reply_parameters=asked_in(update),
    )


async def talk_of(update: Update, context: Context) -> Talk:
    """The talk that an update belongs to; its chat is stored if it is new, and hears from us again if it was paused."""
    use, chat, user = services(context), update.effective_chat, update.effective_user
    assert chat is not None
    async with use.database.read() as session:
        known = await store.chats.get(session, chat.id)
        role = await role_of(session, user.id if user else None, use.settings)
    code, default = user.language_code if user else None, use.settings.default_language
    if known is None or known.paused:
        lang = language(code, default)
        new = ChatRecord(chat.id, lang, use.settings.default_timezone, str(chat.type), clean(chat.title or "") or None)
        async with use.database.write() as session:
            known = await store.chats.ensure(session, new)
    told = known.lang != default or language(code, "") != ""
    return Talk(
        known,
        texts(known.lang),
        user.id if user else None,
        use,
        told,
        context.bot.username,
        _thread(update.effective_message),
        context.bot,
        role,
    )


def addressed_here(update: Update, context: Context) -> bool:
    """Whether a command that nobody handles was meant for this bot: in a group only if it names the bot."""
    message = update.effective_message
    if message is None or not message.text:
        return False
    name = message.text.split()[0].partition("@")[2]
    if name:
        return name.lower() == context.bot.username.lower()
    return message.chat.type == ChatType.PRIVATE


async def _take_away(query: CallbackQuery) -> bool:
    """Remove the pressed button; False where a press before this one has done so already."""
    if not isinstance(query.message, Message) or query.message.reply_markup is None:
        return True
    rows = [[b for b in row if b.callback_data != query.data] for row in query.message.reply_markup.inline_keyboard]
    left = InlineKeyboardMarkup([row for row in rows if row])
    try:
        await query.edit_message_reply_markup(left if left.inline_keyboard else None)
    except BadRequest as error:
        return "not modified" not in str(error).lower()
    return True


def asked_in(update: Update) -> ReplyParameters | None:
    """Give the message that is answered, in a group: others write in between, a reply to the answer is a question."""
    message = update.message
    if message is None or message.chat.type == ChatType.PRIVATE:
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)


def _thread(message: object) -> int | None:
    """The topic of a group that the message stands in."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None

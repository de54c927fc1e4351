"""The composition root: the only place that builds the parts and wires them together.

`build` makes the Application without starting anything; `running` starts and stops it in order; `serve` keeps it on
Telegram until it is told to stop.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, BaseUpdateProcessor, ContextTypes
from telegram.request import BaseRequest, HTTPXRequest

from bot import command_menu, handlers, schedule
from bot.collector import Collector
from bot.documents.process import DocumentOpener
from bot.drawing import Drawings
from bot.errands import Errands
from bot.fetching.fetch import Fetcher
from bot.handlers import pickups as pickup_handlers
from bot.handlers.intake import announce
from bot.heartbeat import Heartbeat
from bot.intake import Intake, Outcome
from bot.paced_calls import PacedCalls
from bot.pacing import Pace
from bot.pickup_news import News
from bot.pickups import Pickups
from bot.reading import ReadingPool
from bot.services import KEY, Clock, Services
from bot.settings import Settings
from bot.texts import language, texts
from bot.unconfirmed import ConfirmingRequest, Unconfirmed
from bot.warming import warm_up
from store.database import Database
from store.records import PickupRecord

_LOG = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

_AT_ONCE = 256  # updates in work; those of one chat wait for each other, so that a flood there is one among many
_RETRIES = 2  # times that a call is repeated after Telegram's «too many requests», waiting as long as it says
_LONGEST_PAUSE_S = 60.0  # between two attempts to reach Telegram at start
_ANSWERING_S = 5.0  # that answers under way are waited for at a stop: the rate limiter alone may hold one for a minute
_UNWINDING_S = 10.0  # for a tick to leave its transaction, which takes milliseconds
_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


class TokenRefusedError(Exception):
    """Telegram does not know the token: check TELEGRAM_BOT_TOKEN, or TELEGRAM_API_URL if another server is used."""


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def build(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    token: str | None = None,
    clock: Clock = utc_now,
    readers: ReadingPool | None = None,
    fetcher: Fetcher | None = None,
    scheduled: bool = True,
) -> App:
    """Build the Application; nothing connects before `running`.

    `request` is the transport instead of HTTP (with `token` for it), `readers` a pool that the caller closes himself,
    `fetcher` gets what is behind links.
    `scheduled` says whether digests go out and unread articles are swept up by the clock.
    """
    database = Database.open(settings.database_url)
    pool = readers or ReadingPool(settings.reader_workers)
    intake, errands, drawings = Intake(database, pool, clock), Errands(), Drawings(clock)
    pace, collector = Pace(), Collector()
    heart = Heartbeat(database, pace, clock)
    builder = _builder(settings, request, token or settings.telegram_bot_token.get_secret_value(), pace)

    async def start(application: App) -> None:
        if request is None and scheduled:
            await heart.start()
        if request is None:
            await pool.warm_up()  # on Telegram, a bot that can't read must not look alive
        await command_menu.offer(application.bot, settings.default_language)
        # So that the first who asks need not wait for it.
        asyncio.get_running_loop().run_in_executor(None, warm_up, clock().date())
        collector.start(lambda: application.update_processor.current_concurrent_updates == 0)
        if scheduled:
            schedule.start(application)
            intake.begin_sweep()
            pickups.begin_sweep()

    async def stop(application: App) -> None:
        await collector.close()
        if scheduled:
            await schedule.stop(application)
        await errands.close()
        await drawings.close()
        await pickups.close()
        await intake.close()
        await heart.stop()
        await _unwound()
        if readers is None:
            pool.close()

    async def end(application: App) -> None:
        await database.close()

    application: App = builder.post_init(start).post_stop(stop).post_shutdown(end).build()
    pickups = Pickups(
        database,
        intake,
        clock,
        fetcher=fetcher or Fetcher(),
        opener=DocumentOpener(),
        download=lambda file_id: pickup_handlers.download(application.bot, file_id),
    )
    application.bot_data[KEY] = Services(settings, database, intake, clock, errands, drawings, pickups, pace=pace)

    async def tell(outcome: Outcome) -> None:
        schedule.wake(application)  # subscribers at once; whoever forwarded it is no earlier
        await announce(application.bot, application.bot_data[KEY], outcome)

    async def tell_of_pickup(record: PickupRecord, news: News) -> int | None:
        return await pickup_handlers.tell(application.bot, application.bot_data[KEY], record, news)

    intake.on_read = tell
    pickups.tell = tell_of_pickup
    handlers.register(application)
    application.add_error_handler(_apologise)
    return application


@asynccontextmanager
async def intake_alone(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Intake]:
    """The intake without a bot, for articles from files; closes what it opened."""
    database, pool = Database.open(settings.database_url), ReadingPool(settings.reader_workers)
    intake = Intake(database, pool, clock)
    try:
        yield intake
    finally:
        await intake.close()
        pool.close()
        await database.close()


@asynccontextmanager
async def running(application: App, stopping: asyncio.Event | None = None) -> AsyncIterator[None]:
    """Start the Application and its polling, and stop both in order when the block is left.

    While Telegram can't be reached at start it is tried again until `stopping` is set. Raises TokenRefusedError.
    """
    stopping = stopping or asyncio.Event()
    try:
        await _unless(stopping, _start(application, stopping))
        yield
    finally:
        if application.updater is not None and application.updater.running:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(application.updater.stop(), _ANSWERING_S)
        if application.running:
            processor = application.update_processor
            assert isinstance(processor, _ChatByChat)
            cutting = asyncio.create_task(processor.cut_short(_ANSWERING_S))
            try:
                await application.stop()
            finally:
                cutting.cancel()
        await _called(application.post_stop, application)  # while the connections to Telegram still stand
        with contextlib.suppress(TelegramError):
            await application.shutdown()
        await _called(application.post_shutdown, application)


async def _start(application: App, stopping: asyncio.Event) -> None:
    await _connect(application, stopping)
    if stopping.is_set():
        return
    await _called(application.post_init, application)
    await application.start()
    assert application.updater is not None
    await application.updater.start_polling(
        allowed_updates=list(_UPDATES), bootstrap_retries=-1, error_callback=PollingReports()
    )


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, or leave it where it stands as soon as `stopping` is set."""
    task, stop = asyncio.create_task(work), asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.cancel()
        if not task.done():
            task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def serve(application: App, stopping: asyncio.Event) -> None:
    """Keep the bot on Telegram until `stopping` is set. Raises TokenRefusedError."""
    async with running(application, stopping):
        if not stopping.is_set():
            _LOG.info("the bot @%s is on Telegram", application.bot.username)
        await stopping.wait()


class _ChatByChat(BaseUpdateProcessor):
    """Chats side by side, the updates of one chat one after the other, as they were written.

    What belongs to no chat (an inline query: whoever types on waits for none of their former letters) has no turn.
    """

    def __init__(self, at_once: int, unconfirmed: Unconfirmed) -> None:
        super().__init__(at_once)
        self._unconfirmed = unconfirmed
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._since: dict[asyncio.Task[Any], float] = {}

    async def cut_short(self, patience_s: float) -> None:
        """End, for as long as this runs, every answer that has been under way for `patience_s`.

        Telegram or the rate limiter holds it up. What waits for its turn behind it is not cut off: a forward among
        that is confirmed to Telegram and has yet to be stored.
        """
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(patience_s / 10)
            for task, since in list(self._since.items()):
                if clock() - since > patience_s:
                    task.cancel()

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        turn = self._turns.setdefault(chat.id, asyncio.Lock()) if chat else asyncio.Lock()
        task = asyncio.current_task()
        assert task is not None
        try:
            async with turn:
                self._since[task] = asyncio.get_running_loop().time()
                await coroutine
        finally:
            self._since.pop(task, None)
            self._unconfirmed.through(update)
            coroutine.close()

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass


def _builder(settings: Settings, request: BaseRequest | None, token: str, pace: Pace) -> Any:
    """The transport's side of the Application; over HTTP at the pace that Telegram asks for."""
    server = settings.telegram_api_url
    builder: Any = ApplicationBuilder().token(token)
    builder = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    unconfirmed = Unconfirmed()
    builder = builder.concurrent_updates(_ChatByChat(_AT_ONCE, unconfirmed)).update_queue(unconfirmed)
    if request is not None:
        return builder.request(request).get_updates_request(request)
    builder = builder.rate_limiter(PacedCalls(pace, _RETRIES))
    local = urlsplit(server).hostname in ("localhost", "127.0.0.1", "::1")
    polling = ConfirmingRequest(unconfirmed, **_http(1, local))
    return builder.request(HTTPXRequest(**_http(32, local))).get_updates_request(polling)


def _http(connections: int, local: bool) -> dict[str, Any]:
    return {
        "connection_pool_size": connections,
        "connect_timeout": 10,
        "read_timeout": 20,
        "write_timeout": 20,
        "pool_timeout": 20,
        # A proxy from the environment must not be asked for a server on this machine.
        "httpx_kwargs": {"trust_env": False} if local else {},
    }


async def _connect(application: App, stopping: asyncio.Event) -> None:
    pause = 1.0
    while not stopping.is_set():
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise TokenRefusedError(
                "Telegram refuses the token: check TELEGRAM_BOT_TOKEN (and TELEGRAM_API_URL if you have set it)"
            ) from None
        except TelegramError as error:
            _LOG.warning("Telegram can't be reached (%s); next attempt in %.0f s", error, pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)
        pause = min(pause * 2, _LONGEST_PAUSE_S)


class PollingReports:
    """What the polling tells of: that processes with one token take turns, which is no fault, is said once."""

    def __init__(self) -> None:
        self._shared = False

    def __call__(self, error: TelegramError) -> None:
        if not isinstance(error, Conflict):
            _LOG.warning("Telegram can't be reached (%s); trying again", error)
        elif not self._shared:
            self._shared = True
            _LOG.info("another process listens to Telegram with the same token: they take turns, and both send")


async def _unwound() -> None:
    """Wait until the ticks that the stop has cut short are out of their transactions.

    A connection still in use when the database is closed is left open, and its thread keeps the process alive.
    """
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=_UNWINDING_S)


async def _apologise(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log what went wrong in a handler and tell the person, in the language of the app, that it did."""
    if isinstance(context.error, Forbidden):  # whoever blocked the bot, or put it out of a group, wants no apology
        _LOG.info("an answer was not wanted: %s", context.error)
        return
    _LOG.error("an update could not be handled", exc_info=context.error)
    if not isinstance(update, Update) or update.effective_chat is None:
        return
    settings = context.bot_data[KEY].settings
    code = update.effective_user.language_code if update.effective_user else None
    sorry = texts(language(code, settings.default_language)).get("intake.sorry")
    try:
        await context.bot.send_message(update.effective_chat.id, sorry, parse_mode="HTML")
    except TelegramError as error:
        _LOG.warning("the apology could not be sent: %s", error)


async def _called(step: Any, application: App) -> None:
    if step is not None:
        await step(application)

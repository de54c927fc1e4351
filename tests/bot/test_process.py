"""The real process on a real socket: `depeche run` against the Bot API server of the shared tools, on loopback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT.parent / "shared" / "tools" / "fake_telegram.py"
pytestmark = pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout")

TOKEN, SECRET = "123:AAE-process_secret", "AAE-process_secret"
ADMIN = 1001
CITIES = ("Mossoul", "Tal Afar", "Sinjar", "Raqqa", "Ramadi", "Falloujah", "Kirkouk", "Alep", "Palmyre", "Homs", "Hama")
PATIENCE_S = 60


class Telegram:
    """The server's control side."""

    def __init__(self, control: str) -> None:
        self.base = control.removesuffix("/control")
        self._control = control
        self._opener = build_opener(ProxyHandler({}))  # whatever proxy the surroundings name

    def ask(self, what: str, body: object | None = None, **query: object) -> Any:
        """One call of the control API."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._control}/{what}?{urlencode(query)}", data, {"Content-Type": "application/json"})
        with self._opener.open(request, timeout=PATIENCE_S) as answer:
            return json.loads(answer.read())

    def say(self, text: str, **more: object) -> dict[str, Any]:
        """Write to the bot; gives its next message, as it stands once nothing more is read."""
        return self._exchange({"message": {"text": text, "from": {"id": ADMIN}, "chat": {"id": ADMIN}} | more})

    def turn(self, message: dict[str, Any], data: str) -> str:
        """Press a button of a message that puts something in its place; gives what stands there then."""
        before = self.last_call()
        where = {"chat": {"id": ADMIN}, "message_id": message["message_id"]}
        self.ask("inject", {"callback_query": {"from": {"id": ADMIN}, "message": where, "data": data}})
        self.ask("calls", method="editMessageText", since=before, wait=1, timeout=PATIENCE_S, chat_id=ADMIN)
        return next(m["text"] for m in self.messages() if m["message_id"] == message["message_id"])

    def forward(self, text: str) -> str:
        """Forward an article; gives what the acknowledgement became."""
        origin = {"type": "channel", "date": 1495195200, "message_id": 7,
                  "chat": {"id": -1001234567890, "type": "channel", "title": "Al-Manar"}}  # fmt: skip
        message = self.say(text, forward_origin=origin)
        self.ask("calls", method="editMessageText", wait=1, timeout=PATIENCE_S, chat_id=ADMIN)
        return next(m["text"] for m in self.messages() if m["message_id"] == message["message_id"])

    def ask_inline(self, words: str) -> dict[str, Any]:
        """Type words after the bot's name in some chat; gives its answer's parameters."""
        before = self.last_call()
        self.ask("inject", {"inline_query": {"from": {"id": ADMIN}, "query": words}})
        query = {"method": "answerInlineQuery", "since": before, "wait": 1, "timeout": PATIENCE_S}
        (answered,) = self.ask("calls", **query)
        assert answered["status"] == 200, answered
        return dict(answered["params"])

    def messages(self) -> list[dict[str, Any]]:
        """What stands in the chat."""
        return list(self.ask("messages", chat_id=ADMIN))

    def since(self, number: int) -> list[dict[str, Any]]:
        """The messages sent after call `number`, once there is one."""
        query = {"method": "sendMessage", "chat_id": ADMIN, "since": number, "wait": 1, "timeout": PATIENCE_S}
        return [call["answer"]["result"] for call in self.ask("calls", **query)]

    def last_call(self) -> int:
        """The number of the last call."""
        return max((call["seq"] for call in self.ask("calls")), default=0)

    def _exchange(self, update: dict[str, Any]) -> dict[str, Any]:
        before = self.last_call()
        self.ask("inject", update)
        return self.since(before)[0]


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """The server in a process of its own."""
    command = [sys.executable, str(SERVER), "0", TOKEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield Telegram(json.loads(process.stdout.readline())["control"])
        finally:
            process.terminate()


class Running:
    """`depeche run` against the server, ended by SIGTERM."""

    def __init__(self, telegram: Telegram, folder: Path, token: str = TOKEN) -> None:
        env = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": f"{telegram.base}/", "ADMIN_IDS": str(ADMIN), "LOG_LEVEL": "DEBUG",
            "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        }  # fmt: skip
        command = [sys.executable, "-m", "bot", "run"]
        self.process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip

    def stop(self) -> str:
        """End it in order; gives all that it printed."""
        self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=PATIENCE_S)
        assert self.process.returncode == 0, output
        return output

    def wait(self) -> tuple[int, str]:
        """Wait for its own end; gives its code and output."""
        output, _ = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, output


Start = Callable[..., Running]


@pytest.fixture
def start(telegram: Telegram, tmp_path: Path) -> Iterator[Start]:
    """Starts the bot on one folder; what a failed test leaves running is killed."""
    started: list[Running] = []

    def begin(token: str = TOKEN) -> Running:
        started.append(Running(telegram, tmp_path, token))
        return started[-1]

    yield begin
    for bot in started:
        if bot.process.poll() is None:
            bot.process.kill()
            bot.process.communicate()


def test_a_day_of_the_bot(telegram: Telegram, tmp_path: Path, start: Start) -> None:
    """Forward, queries, paging by button, subscription, a restart, the daily digest; no token in what is logged."""
    bot = start()
    article = " ".join(f"Mercredi, l'armée irakienne a bombardé la ville de {city}." for city in CITIES)
    assert "/event_1" in telegram.forward(article)
    first = telegram.say("/events")
    onward = first["reply_markup"]["inline_keyboard"][0][-1]
    assert first["text"].count("/event_") == 10 and onward["text"] == "›"
    assert 1 <= telegram.turn(first, onward["callback_data"]).count("/event_") < 10
    assert "Sinjar" in telegram.say("/events Sinjar")["text"]
    assert "armée irakienne" in telegram.say("/actors")["text"]
    assert "Sinjar" in telegram.say("/subscribe Sinjar 8h")["text"]
    offered = telegram.ask_inline("Sinjar")
    assert "Sinjar" in offered["results"][0]["input_message_content"]["message_text"]
    assert (
        telegram.say(f"/start {offered['button']['start_parameter']}")["text"] == telegram.say("/events Sinjar")["text"]
    )
    output = bot.stop()

    with sqlite3.connect(tmp_path / "bot.db") as database:  # it is tomorrow, eight o'clock
        changed = database.execute("UPDATE subscription SET next_due = datetime('now', '-1 minute')").rowcount
    assert changed == 1
    before = telegram.last_call()
    bot = start()
    digest = telegram.since(before)
    output += bot.stop()
    assert len(digest) == 1 and "Sinjar" in digest[0]["text"] and "/event_" in digest[0]["text"]
    assert SECRET not in output and "Traceback" not in output


def test_a_refused_token_is_one_line_and_code_2(start: Start) -> None:
    """The server answers 401; the token is not shown."""
    code, output = start("123:wrong_secret").wait()
    assert code == 2 and "TELEGRAM_BOT_TOKEN" in output.splitlines()[-1]
    assert "wrong_secret" not in output and "Traceback" not in output


def test_the_bot_waits_for_a_server_that_is_down(telegram: Telegram, start: Start) -> None:
    """500 at first: a line in the log, then it runs; SIGTERM ends it."""
    telegram.ask("fault", {"method": "getMe", "kind": "server", "times": 1})
    bot = start()
    assert telegram.say("/start")["text"]
    assert "can't be reached" in bot.stop()


def test_what_a_killed_process_had_not_read_is_read_at_the_next_start(
    telegram: Telegram, tmp_path: Path, start: Start
) -> None:
    """SIGKILL right after the acknowledgement: no article is lost."""
    bot = start()
    telegram.say("/start")
    origin = {"type": "hidden_user", "date": 1495195200, "sender_user_name": "X"}
    text = " ".join(f"Mercredi, l'armée irakienne a bombardé {city}." for city in CITIES)
    assert "reçu" in telegram.say(text, forward_origin=origin)["text"]
    bot.process.kill()
    bot.process.communicate()
    with sqlite3.connect(tmp_path / "bot.db") as database:  # twelve minutes later
        database.execute("UPDATE article SET lease_until = datetime('now', '-1 minute') WHERE state = 'reading'")
    bot = start()
    deadline = time.monotonic() + PATIENCE_S
    # In place of the acknowledgement, or beside it where the crash came before its number was kept.
    while not any("/event_" in message["text"] for message in telegram.messages()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    bot.stop()

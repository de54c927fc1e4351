"""A minute of forwards, the bot killed meanwhile: `python benchmarks/forwards_flood.py [--url postgresql://…]`.

`depeche run` talks on loopback with the Bot API server of the shared tools. An admin forwards dispatches of our own, as
many as are asked for, evenly over a minute; now and then the process is killed (SIGKILL) and begun anew at once. Then
the database is asked which of them it holds, and whether they are read; what the dead had claimed is given free as its
lease would after twelve minutes. The server's record tells when each forward was answered. What came while no process
was there could not be answered: such a forward counts from the moment at which the next process asked for it. Prints
one line of JSON; exit status 1 where one is lost, unread or unanswered, or an answer took longer than two seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bot_api_record import Telegram, serving
from sqlalchemy import func, select, update
from sqlmodel import col

from store.database import Database, migrate
from store.records import ArticleState
from store.tables import ArticleRow

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "nlp" / "training" / "corpus"
TOKEN, ADMIN = "123:forwards-1", 1
START_S, READ_S = 90.0, 1500.0  # that a process may take until it answers, and all together until they are read
WANTED_S = 2.0
QUIET_S = 15.0  # without a reading: what is still open then belongs to the dead
LONGEST = 4_000  # characters of a forward: longer texts Telegram splits


@dataclass(frozen=True)
class Asked:
    """How large it is."""

    url: str | None
    forwards: int
    seconds: float
    kills: int
    seed: int


@dataclass(frozen=True)
class Forward:
    """What was forwarded: the message's number, its text, and when."""

    message_id: int
    text: str
    at: float


class Bot:
    """The process, begun anew when it is killed."""

    def __init__(self, url: str, telegram: Telegram, folder: Path) -> None:
        self.killed: list[float] = []
        self._folder = folder
        self._environment = os.environ | {
            "PYTHONPATH": str(ROOT), "DATABASE_URL": url, "ADMIN_IDS": str(ADMIN), "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.bot.removesuffix("/bot"), "LOG_LEVEL": "WARNING", "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        self._process = self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "bot", "run"]
            return subprocess.Popen(command, cwd=self._folder, env=self._environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """SIGKILL it, and begin another in its place."""
        if self._process.poll() is not None:
            raise SystemExit("the process ended by itself:\n" + (self._folder / "log").read_text()[-2000:])
        self._process.kill()
        self._process.wait()
        self.killed.append(time.time())
        self._process = self._begin()

    def stop(self) -> None:
        """End it in order."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(40)
        self._process.kill()


def main() -> int:
    """Forward, kill, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty database instead of a SQLite file")
    parser.add_argument("--forwards", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = Asked(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder, serving(TOKEN) as telegram:
        url = asked.url or f"sqlite:///{folder}/forwards.db"
        migrate(url)
        counted = asyncio.run(_live(asked, url, telegram, Path(folder)))
    print(json.dumps(counted))
    wrong = counted["lost"] or counted["twice"] or counted["unread"] or counted["unanswered"]
    return 1 if wrong or counted["slower_than_2_s"] else 0


async def _live(asked: Asked, url: str, telegram: Telegram, folder: Path) -> dict[str, Any]:
    chance, database, bot = random.Random(asked.seed), Database.open(url), Bot(url, telegram, folder)
    try:
        telegram.ask("inject", {"message": {"text": "/start", "from": {"id": ADMIN}, "chat": {"id": ADMIN}}})
        await asyncio.to_thread(telegram.ask, "calls", method="sendMessage", wait=1, timeout=START_S)
        forwards = await _forward(asked, telegram, bot, chance)
        begun = time.time()
        unread = await _until_read(database, len(forwards))
        read_s = time.time() - begun
        await asyncio.sleep(3)
    finally:
        bot.stop()
    held = await _held(database)
    await database.close()
    times = _answered(forwards, telegram, bot.killed)
    return {
        "forwards": len(forwards), "kills": len(bot.killed), "lost": len({one.text for one in forwards} - held.keys()),
        "twice": sum(count > 1 for count in held.values()), "unread": unread,
        "unanswered": sum(seconds is None for seconds, _ in times), **_figures(times), "read_after_s": round(read_s),
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


async def _forward(asked: Asked, telegram: Telegram, bot: Bot, chance: random.Random) -> list[Forward]:
    texts = _texts(asked.forwards)
    deaths = sorted(chance.uniform(0.05, 0.95) * asked.seconds for _ in range(asked.kills))
    sent, begun, channel = [], time.time(), {"id": -1001234567890, "type": "channel", "title": "Al-Manar"}
    for number, text in enumerate(texts):
        due = begun + number * asked.seconds / asked.forwards
        await asyncio.sleep(max(0.0, due - time.time()))
        if deaths and due - begun >= deaths[0]:
            deaths.pop(0)
            bot.kill()
        origin = {"type": "channel", "date": 1495195200, "message_id": number + 1, "chat": channel}
        message = {"text": text, "from": {"id": ADMIN}, "chat": {"id": ADMIN}, "forward_origin": origin}
        at = time.time()
        update = await asyncio.to_thread(telegram.ask, "inject", {"message": message})
        sent.append(Forward(update["update"]["message"]["message_id"], text, at))
    return sent


def _texts(count: int) -> list[str]:
    """Different dispatches of our own."""
    found: dict[str, None] = {}
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = str(json.loads(line)["text"]).strip()
            if len(text) <= LONGEST:
                found.setdefault(text)
    if len(found) < count:
        raise SystemExit(f"there are only {len(found)} dispatches")
    return random.Random(0).sample(list(found), count)


async def _until_read(database: Database, count: int) -> int:
    """Wait until all are read; gives how many are not when nothing goes on. Leases of the dead end when all else is."""
    since, last = time.time(), -1
    while time.time() - since < READ_S:
        async with database.read() as session:
            states = {row[0]: row[1] for row in await session.execute(_by_state())}
        unread = states.get(ArticleState.RECEIVED, 0) + states.get(ArticleState.READING, 0)
        if not unread and sum(states.values()) >= count:
            return 0
        if unread != last:
            last, moved = unread, time.time()
        elif time.time() - moved > QUIET_S:
            if not unread:
                return 0
            async with database.write() as session:
                reading = col(ArticleRow.state) == ArticleState.READING
                await session.execute(update(ArticleRow).where(reading).values(lease_until=datetime.now(UTC)))
        await asyncio.sleep(1)
    return last


def _by_state() -> Any:
    return select(col(ArticleRow.state), func.count()).group_by(col(ArticleRow.state))


async def _held(database: Database) -> dict[str, int]:
    """How often each text is stored."""
    async with database.read() as session:
        texts = (await session.scalars(select(col(ArticleRow.text)))).all()
    return {text: texts.count(text) for text in set(texts)}


def _answered(forwards: list[Forward], telegram: Telegram, killed: list[float]) -> list[tuple[float | None, bool]]:
    """Seconds until each forward was answered, None for never; and whether a death fell between."""
    polls = sorted(call["time"] for call in telegram.ask("calls", method="getUpdates"))
    answers: dict[int | None, float] = {}
    for call in telegram.taken():
        number = (call["params"].get("reply_parameters") or {}).get("message_id")
        answers.setdefault(number, call["time"])
    times: list[tuple[float | None, bool]] = []
    for one in forwards:
        if (answer := answers.get(one.message_id)) is None:
            times.append((None, False))
            continue
        death = next((moment for moment in reversed(killed) if one.at - WANTED_S < moment < answer), None)
        asked = one.at if death is None else max(one.at, polls[min(bisect_left(polls, death), len(polls) - 1)])
        times.append((answer - asked, death is not None))
    return times


def _figures(times: list[tuple[float | None, bool]]) -> dict[str, Any]:
    alive = sorted(seconds for seconds, died in times if seconds is not None and not died)
    over = sorted(seconds for seconds, died in times if seconds is not None and died)
    figures: dict[str, Any] = {"slower_than_2_s": sum(seconds > WANTED_S for seconds in (*alive, *over))}
    for name, some in (("alive", alive), ("over_a_death", over)):
        if some:
            at_95 = some[int(0.95 * (len(some) - 1))]
            figures[name] = {"forwards": len(some), "median_s": round(median(some), 2), "p95_s": round(at_95, 2),
                             "worst_s": round(some[-1], 2)}  # fmt: skip
    return figures


if __name__ == "__main__":
    sys.exit(main())

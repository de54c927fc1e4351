"""Do processes on one database keep the pace together: `python benchmarks/shared_pace.py [--url postgresql://…]`.

Processes that come, go in order and are killed (SIGKILL), each sending to chats of its own as fast as its share lets
it, talk on loopback with the Bot API server of the shared tools. Prints the messages, the fullest second by the
server's clock, and messages a second while all are there; exit status 1 where a second holds more than thirty.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import count

from bot_api_record import fullest, serving
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.heartbeat import Heartbeat
from bot.pacing import OVERALL, Pace
from store.database import Database, migrate

TOKEN = "123:pace"
AT_A_TIME = 32


def main() -> int:
    """Let three processes come and go, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty database instead of a SQLite file")
    parser.add_argument("--step", type=float, default=12.0, help="seconds from one coming or going to the next")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(TOKEN) as telegram:
        url = asked.url or f"sqlite:///{folder}/pace.db"
        migrate(url)
        telegram.ask("fault", {"method": "sendMessage", "times": 0, "delay": 0.03})
        processes = []
        for number in range(3):
            processes.append(_begin(url, telegram.bot, number))
            time.sleep(asked.step)
        all_there = time.time()
        time.sleep(asked.step)
        until = time.time()
        for process, how in zip(processes, (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL), strict=True):
            os.kill(process, how)
            os.waitpid(process, 0)
            time.sleep(asked.step)
        times = [call["time"] for call in telegram.taken()]
    most = fullest(times)
    together = sum(all_there <= moment < until for moment in times) / (until - all_there)
    print(json.dumps({"messages": len(times), "fullest_second": most, "a_second_by_three": round(together, 1)}))
    return 0 if most <= OVERALL.most else 1


def _begin(url: str, server: str, number: int) -> int:
    process = os.fork()
    if process == 0:
        try:
            asyncio.run(_send(url, server, number))
        finally:
            os._exit(0)
    return process


async def _send(url: str, server: str, number: int) -> None:
    database, pace, stopping = Database.open(url), Pace(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    heart = Heartbeat(database, pace, lambda: datetime.now(UTC))
    await heart.start()
    chats = count(1 + number * 1_000_000)
    request = HTTPXRequest(connection_pool_size=AT_A_TIME, read_timeout=30, httpx_kwargs={"trust_env": False})
    async with Bot(TOKEN, base_url=server, request=request) as bot:

        async def send() -> None:
            while not stopping.is_set():
                chat_id = next(chats)
                async with pace.turn(chat_id):
                    await bot.send_message(chat_id, "x")

        await asyncio.gather(*(send() for _ in range(AT_A_TIME)))
    await heart.stop()
    await database.close()


if __name__ == "__main__":
    sys.exit(main())

"""From the reading of an article to its alerts at Telegram: `python benchmarks/alert_speed.py [--url postgresql://…]`.

The whole bot on loopback with the Bot API server of the shared tools: articles come in one after the other, are read by
the reader and told to chats that follow everything. Printed are the seconds from the moment that the reading was
committed, and from the moment that the article came in, to the server's receiving the alert or the changed alert:
median, 95 %, worst.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import tempfile
import time
from datetime import date

from bot_api_record import Telegram, serving
from pydantic import SecretStr

from bot.app import build, running
from bot.intake import Outcome
from bot.services import KEY, Services
from bot.settings import Settings
from nlp.schema import Article
from store import chats, subscriptions
from store.database import migrate
from store.records import Cadence, ChatRecord, Destination, EventFilter

TOKEN = "123:alerts"
TOWNS = ("Mossoul", "Tal Afar", "Sinjar", "Raqqa", "Ramadi", "Falloujah", "Kirkouk", "Alep", "Palmyre", "Homs", "Hama")
DEEDS = ("attaqué un village à l'ouest de {}", "bombardé {}", "pris d'assaut un barrage près de {}")
DIGITS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def main() -> None:
    """Read, tell, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty database instead of a SQLite file")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--chats", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(TOKEN) as telegram:
        url = asked.url or f"sqlite:///{folder}/alerts.db"
        migrate(url)
        asyncio.run(_measure(url, telegram, asked.articles, asked.chats))


async def _measure(url: str, telegram: Telegram, count: int, chat_count: int) -> None:
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url=telegram.bot.removesuffix("/bot"), database_url=url,
        admin_ids=frozenset(), default_timezone="UTC", default_language="fr", reader_workers=1, log_level="ERROR",
    )  # fmt: skip
    application = build(settings)
    use: Services = application.bot_data[KEY]
    came: dict[int, float] = {}
    read: dict[int, tuple[float, tuple[int, ...]]] = {}
    tell = use.intake.on_read
    assert tell is not None

    async def note(outcome: Outcome) -> None:
        read[outcome.article.id] = time.time(), tuple(record.id for record in outcome.events)
        await tell(outcome)

    use.intake.on_read = note
    async with running(application):
        async with use.database.write() as session:
            for number in range(1, chat_count + 1):
                await chats.ensure(session, ChatRecord(number, "fr", "UTC"))
                await subscriptions.subscribe(
                    session, Destination(number), EventFilter(), None, cadence=Cadence.AT_ONCE, now=use.clock()
                )
        chance = random.Random(1)
        for number in range(count):
            begun = time.time()
            received = await use.intake.receive(_article(number, chance))
            came[received.article_id] = begun
            await asyncio.sleep(chance.uniform(1, 2.5))
        await asyncio.sleep(10)
    _print(telegram, came, read, chat_count)


def _article(number: int, chance: random.Random) -> Article:
    deed = chance.choice(DEEDS).format(chance.choice(TOWNS))
    dead = f"{chance.choice(DIGITS).capitalize()} civils ont été tués."
    text = f"Daech a {deed}. {dead} L'armée a annoncé son retrait de {chance.choice(TOWNS)}."
    return Article("x", f"{text} Dépêche {number}.", date(2017, 5, 1 + number % 28), "fr", f"Agence {number % 7}")


def _print(
    telegram: Telegram, came: dict[int, float], read: dict[int, tuple[float, tuple[int, ...]]], chat_count: int
) -> None:
    first: dict[tuple[int, int], float] = {}
    for call in telegram.ask("calls"):
        if call["method"] in ("sendMessage", "editMessageText") and call["status"] == 200:
            for event in {int(one) for one in re.findall(r"event_(\d+)\b", json.dumps(call["params"]))}:
                first.setdefault((call["params"]["chat_id"], event), call["time"])
    since_read, since_came, without = [], [], 0
    for article_id, (moment, events) in read.items():
        for chat_id in range(1, chat_count + 1):
            told = [first[chat_id, event] for event in events if (chat_id, event) in first]
            without += bool(events) and not told  # told by a changed message that shows the first source alone
            since_read += [min(told) - moment] if told else []
            since_came += [min(told) - came[article_id]] if told else []
    for name, seconds in (("from the reading", sorted(since_read)), ("from the coming in", sorted(since_came))):
        shares = [seconds[int(share * (len(seconds) - 1))] for share in (0.5, 0.95, 1.0)]
        print(f"{name}: median {shares[0]:.2f} s, 95 % {shares[1]:.2f}, worst {shares[2]:.2f}", end="; ")
    print(f"{len(since_read)} alerts of {len(read)} articles to {chat_count} chats, {without} in an older message")


if __name__ == "__main__":
    main()

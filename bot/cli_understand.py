"""`depeche understand`: questions in, what the bot would ask the archive for out, one JSON object a line."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from bot.known_names import name_lists
from bot.query_slots import Query
from bot.question_words import WORDS
from bot.questions import understand
from bot.stdin import LONGEST_LINE, lines_of, standard_input

_LEFT_OUT = frozenset({"name", "within", "victims"})
"""A question always says which kind of name it is; the others depend on what an archive holds."""

_MAIN_MODES = {"bomb-or-suicide": "explosives", "bombardment": None, "bombing": None}
"""What a word for several modes is printed as: PLOVER's vocabulary has none of these."""


class _BadLineError(Exception):
    """A line holds no question; the message says why."""


def run(file: str) -> int:
    """Read the questions of a file («-»: standard input); gives the exit code: 1 where a line was bad."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # JSON lines, whatever the terminal's own
    try:
        stream = standard_input() if file == "-" else Path(file).open("rb")  # noqa: SIM115 (closed by its reader)
    except OSError as error:
        print(f"depeche: {file}: {error.strerror}", file=sys.stderr)
        return 1
    return asyncio.run(_run(stream))


def record(query: Query) -> dict[str, str | None]:
    """The query as a JSON object: every slot by its name, None where it is not said."""
    said = {one.name: _plain(getattr(query, one.name)) for one in fields(query) if one.name not in _LEFT_OUT}
    return said | {"mode": _MAIN_MODES.get(query.mode, query.mode) if query.mode else None}


async def _run(stream: BinaryIO) -> int:
    bad, number = False, 0
    async for line in lines_of(stream):
        number += 1
        try:
            answered = _answer(line)
        except _BadLineError as error:
            bad = True
            print(f"line {number}: {error}", file=sys.stderr, flush=True)
            continue
        if answered is not None:
            sys.stdout.write(answered + "\n")
            sys.stdout.flush()
    return int(bad)


def _answer(line: bytes | None) -> str | None:
    if line is None:
        raise _BadLineError(f"is longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        text = line.decode("utf-8-sig")
        given = json.loads(text) if text.strip() else None
    except UnicodeDecodeError as error:
        raise _BadLineError(f"is not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"is no JSON: {error}") from None
    if given is None and not text.strip():
        return None
    question, asked_on, lang = _question(given)
    return json.dumps(record(understand(question, asked_on, lang, name_lists()).query), ensure_ascii=False)


def _question(given: object) -> tuple[str, date, str | None]:
    if not isinstance(given, dict):
        raise _BadLineError("is no object with `text` and `asked_on`")
    text, asked_on, lang = given.get("text"), given.get("asked_on"), given.get("lang")
    if not isinstance(text, str):
        raise _BadLineError("`text` must be a text")
    if lang is not None and lang not in WORDS:
        raise _BadLineError(f"`lang` must be one of {', '.join(WORDS)}")
    try:
        return text, date.fromisoformat(asked_on), lang  # type: ignore[arg-type]  # TypeError where it is no text
    except (TypeError, ValueError):
        raise _BadLineError("`asked_on` must be a day as 2017-05-24") from None


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return str(value.value) if isinstance(value, Enum) else str(value)

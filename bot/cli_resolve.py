"""`depeche resolve`: names in, what they may mean out, one JSON object a line; an empty archive will do."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from pathlib import Path
from typing import Any, cast

from bot.stdin import lines_of, standard_input
from nlp.resolver import Candidate, Kind, Resolver

_KINDS = ("place", "actor", None)


class _BadLineError(Exception):
    """A line holds no question; the message says why."""


def resolve(file: str) -> int:
    """Answer the questions of a file («-»: standard input); gives the exit code: 1 where a line was bad."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # JSON lines, whatever the terminal's own
    try:
        stream = standard_input() if file == "-" else Path(file).open("rb")  # noqa: SIM115 (closed by its reader)
    except OSError as error:
        print(f"depeche: {file}: {error.strerror}", file=sys.stderr)
        return 1
    return asyncio.run(_resolve(stream))


async def _resolve(stream: Any) -> int:
    resolver = Resolver.load()
    bad, number = False, 0
    async for line in lines_of(stream):
        number += 1
        try:
            asked = _question(line)
        except _BadLineError as error:
            bad = True
            print(f"line {number}: {error}", file=sys.stderr, flush=True)
            continue
        if asked is not None:
            found = resolver.resolve(*asked)
            record = {"query": asked[0], "kind": asked[1], "candidates": [_record(one) for one in found]}
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return int(bad)


def _question(line: bytes | None) -> tuple[str, Kind | None] | None:
    """The name and the kind asked for, None on a blank line. Raises _BadLineError."""
    if line is None:
        raise _BadLineError("is too long")
    try:
        text = line.decode("utf-8-sig")
        asked = json.loads(text) if text.strip() else None
    except UnicodeDecodeError as error:
        raise _BadLineError(f"is not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"is no JSON: {error}") from None
    if asked is None:
        return None
    if not isinstance(asked, dict) or not isinstance(asked.get("query"), str):
        raise _BadLineError('has no "query" that is a text')
    if asked.get("kind") not in _KINDS:
        raise _BadLineError('"kind" must be "place", "actor" or null')
    return asked["query"], cast("Kind | None", asked.get("kind"))


def _record(one: Candidate) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "lat": one.latitude,
        "lon": one.longitude,
        "score": one.score,
        "key": one.key,
        "sort": one.sort,
    }

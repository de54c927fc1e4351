"""`benchmarks/forwards_flood.py`, short: forwards one after the other while the bot is killed, none of them lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT.parent / "shared" / "tools" / "fake_telegram.py"
pytestmark = [
    pytest.mark.soak,  # a minute and a half each, most of it the starts of processes
    pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout"),
]


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_no_forward_is_lost_where_the_bot_is_killed(where: str, request: pytest.FixtureRequest) -> None:
    """Stored once, read and answered, however the process died; how fast depends on the machine, and is not asked."""
    url = ["--url", request.getfixturevalue("empty_postgresql_url")] if where == "postgresql" else []
    command = [sys.executable, ROOT / "benchmarks" / "forwards_flood.py", "--forwards", "40", "--seconds", "5"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*command, "--kills", "2", *url], env=environment, capture_output=True, text=True)
    assert done.stdout, done.stderr
    counted = json.loads(done.stdout)
    assert (counted["forwards"], counted["kills"]) == (40, 2)
    assert [counted[name] for name in ("lost", "twice", "unread", "unanswered")] == [0, 0, 0, 0], counted

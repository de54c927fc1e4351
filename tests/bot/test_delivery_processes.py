"""The bot's own processes, killed: `benchmarks/delivery_processes.py`, short on every run, long under `make soak`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT.parent / "shared" / "tools" / "fake_telegram.py"
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout"),
]


def lived(*options: str) -> dict[str, Any]:
    """What was counted; it ends with status 1 where something is lost, repeated without a reason or too fast."""
    command = [sys.executable, ROOT / "benchmarks" / "delivery_processes.py", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_two_processes_one_of_them_killed(empty_postgresql_url: str) -> None:
    """On one PostgreSQL, both ticking: each is told once but for what was under way."""
    counted = lived(
        "--processes", "2", "--chats", "120", "--kills", "1", "--every", "6", "--leap", "--url", empty_postgresql_url
    )
    assert counted["due"] > 300 and counted["kills"] == 1
    assert (counted["missing"], counted["unexplained"]) == (0, 0)


@pytest.mark.soak
def test_one_process_on_sqlite_killed_fifty_times() -> None:
    """At random moments, begun anew each time."""
    counted = lived("--kills", "50")
    assert counted["due"] > 10_000 and counted["kills"] == 50


@pytest.mark.soak
def test_two_processes_on_postgresql_killed_fifty_times(empty_postgresql_url: str) -> None:
    """One of the two at a time."""
    counted = lived("--processes", "2", "--kills", "50", "--url", empty_postgresql_url)
    assert counted["due"] > 10_000 and counted["kills"] == 50

"""Death at every statement of a delivery (`benchmarks/delivery_crashes.py`): some on each run, all in `make soak`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> list[str]:
    """The options that choose the database."""
    if request.param == "sqlite":
        return []
    return ["--url", f"postgresql://postgres@/postgres?host={request.getfixturevalue('postgresql_server')}"]


def died(*options: str) -> dict[str, Any]:
    """What was counted; it ends with status 1 where a death loses something, or repeats what was recorded."""
    command = [sys.executable, ROOT / "benchmarks" / "delivery_crashes.py", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_a_death_loses_nothing_and_repeats_what_was_not_recorded(server: list[str]) -> None:
    """At every 23rd point."""
    counted = died("--every", "23", *server)
    assert counted["deaths"] > 4 and counted["wrong"] == []


@pytest.mark.soak
def test_a_death_at_each_point(server: list[str]) -> None:
    """At all of them; at some Telegram has a message that is not recorded."""
    counted = died(*server)
    assert counted["deaths"] > 100 and counted["with_a_repeat"] > 10 and counted["wrong"] == []

"""The simulated week of `benchmarks/delivery_week.py`: small on every run, whole under `make soak`."""

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
pytestmark = pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout")


def simulated(*options: str) -> dict[str, Any]:
    """What the simulation counted; it ends with status 1 where something is lost or repeated without a reason."""
    command = [sys.executable, ROOT / "benchmarks" / "delivery_week.py", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_a_day_with_deaths_loses_nothing_and_repeats_only_in_the_window() -> None:
    """Europe's clocks go forward in it, the sender is killed five times."""
    counted = simulated("--subscriptions", "40", "--days", "1", "--kills", "5", "--step", "30")
    assert counted["due"] > 60 and counted["kills"] == 5
    assert (counted["missing"], counted["unexplained"], counted["wrong_periods"]) == (0, 0, 0)


@pytest.mark.soak
def test_a_week_of_a_thousand_subscriptions_with_fifty_deaths() -> None:
    """As the small one, over both changes of the clocks."""
    counted = simulated()
    assert counted["due"] > 10_000 and counted["kills"] == 50
    assert "Europe/Paris" in counted["forward"] and "Australia/Sydney" in counted["back"]
    assert (counted["missing"], counted["unexplained"], counted["wrong_periods"]) == (0, 0, 0)


@pytest.mark.soak
def test_the_other_changes_of_the_clocks(empty_postgresql_url: str) -> None:
    """A smaller week, on PostgreSQL: in autumn Europe's clocks go back."""
    counted = simulated(
        "--subscriptions", "300", "--kills", "10", "--start", "2026-10-24T20:00", "--url", empty_postgresql_url
    )
    assert "Europe/Paris" in counted["back"]
    assert (counted["missing"], counted["unexplained"], counted["wrong_periods"]) == (0, 0, 0)


@pytest.mark.soak
def test_the_same_week_on_postgresql(empty_postgresql_url: str) -> None:
    """As on SQLite, with as many deaths."""
    counted = simulated("--step", "30", "--url", empty_postgresql_url)
    assert counted["due"] > 10_000 and counted["kills"] == 50
    assert (counted["missing"], counted["unexplained"], counted["wrong_periods"]) == (0, 0, 0)

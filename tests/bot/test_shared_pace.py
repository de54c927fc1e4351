"""Processes on one database keep Telegram's pace together, by the clock of the shared Bot API server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT.parent / "shared" / "tools" / "fake_telegram.py"
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not SERVER.exists(), reason="the shared Bot API server is not beside this checkout"),
]


@pytest.mark.parametrize("step", ["4", pytest.param("20", marks=pytest.mark.soak)])
def test_no_second_holds_more_than_thirty_whoever_comes_and_goes(empty_postgresql_url: str, step: str) -> None:
    """Three processes begin one after the other, and end in order or by SIGKILL."""
    command = [sys.executable, ROOT / "benchmarks" / "shared_pace.py", "--step", step, "--url", empty_postgresql_url]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

"""The house itself: imports go one way, the vocabulary stays light, settings and README say what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("module", ["nlp", "nlp.schema", "nlp.names", "store", "store.records"])
def test_vocabulary_is_light(module: str) -> None:
    """Importing the vocabulary must not load a language model's library."""
    script = f"import sys, {module}; print(*[m for m in ('spacy', 'telegram', 'sqlalchemy') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.split() == []


def test_only_schedule_imports_apscheduler() -> None:
    """The clock has one room of its own."""
    importing = [
        p for p in (ROOT / "bot").rglob("*.py") if re.search(r"^\s*(from|import) apscheduler", p.read_text(), re.M)
    ]
    assert [p.name for p in importing] == ["schedule.py"]


def test_rows_do_not_leave_the_store() -> None:
    """Nobody outside the store sees a table."""
    outside = [p for room in ("bot", "nlp") for p in (ROOT / room).rglob("*.py")]
    assert [p for p in outside if "store.tables" in p.read_text()] == []


def test_patterns_hold_no_logic() -> None:
    """Word lists are data: no function and no class stands among them."""
    for path in (ROOT / "nlp" / "patterns").rglob("*.py"):
        assert not re.search(r"^\s*(def|class) ", path.read_text(), re.M), path


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-training.lock"])
def test_lock_is_hashed_and_names_no_index(lock: str) -> None:
    """Every locked package carries hashes, and no address of an index stands in the lock."""
    text = (ROOT / lock).read_text()
    packages = re.split(r"\n(?=\S)", text.strip())
    assert len(packages) > 30
    assert [p.split()[0] for p in packages if "--hash=sha256:" not in p] == []
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_run_lock_is_part_of_the_test_lock() -> None:
    """What is tested is what runs: the same versions in both locks."""
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.M))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] < pins[1]

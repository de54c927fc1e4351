"""`depeche evaluate` as a process: figures, errors, JSON, the browser's page, and one line on what can't be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "L'armée irakienne a repris mercredi le village de Tall Banat aux combattants de Daesh."
TAKEN: dict[str, Any] = {
    "type": "COERCE",
    "mode": "seize",
    "trigger": {"text": "repris", "start": TEXT.index("repris"), "end": TEXT.index("repris") + 6},
    "sources": [{"name": "armée irakienne", "also": []}],
    "targets": [{"name": "Daesh", "also": ["combattants de Daesh"]}],
    "places": [{"name": "Tall Banat", "also": []}],
    "date": {"start": "2017-05-17", "end": "2017-05-17"},
    "status": "occurred",
    "attribution": [],
    "killed": None,
    "wounded": None,
}


def line(*events: dict[str, Any], number: int = 1) -> str:
    """An annotated article as a JSON line."""
    record = {"id": f"a{number}", "lang": "fr", "text": TEXT, "published": "2017-05-19", "events": list(events)}
    return json.dumps(record, ensure_ascii=False) + "\n"


def depeche(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `depeche evaluate` in a folder; the exit code must be `code`."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "fr_FR.UTF-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "evaluate", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=env, timeout=240)
    result = subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    return result


def test_the_reader_s_own_events_are_measured(tmp_path: Path) -> None:
    """It reads the gold's articles as `depeche extract` does; the same figures for any number of workers."""
    (tmp_path / "gold.jsonl").write_text(line(TAKEN) + line(TAKEN, number=2))
    one = depeche(tmp_path, "gold.jsonl", "--json")
    assert one.stdout == depeche(tmp_path, "gold.jsonl", "--json", "--workers", "2").stdout
    figures = json.loads(one.stdout)
    assert (figures["articles"], figures["gold"], figures["pred"]) == (2, 2, 2)
    assert figures["detect"] == [1.0, 1.0, 1.0] and figures["date"] == 1.0
    assert sum(b["events"] for b in figures["calibration"]["bins"]) == 2


def test_an_article_that_can_t_be_read_is_told(tmp_path: Path) -> None:
    """Its events are misses, and the reason stands on standard error."""
    (tmp_path / "gold.jsonl").write_text(line(TAKEN).replace('"lang": "fr"', '"lang": "ar"'))
    done = depeche(tmp_path, "gold.jsonl")
    assert "extracted 0" in done.stdout and "article a1" in done.stderr and "(ar)" in done.stderr


def test_events_of_a_file_are_measured_and_browsed(tmp_path: Path) -> None:
    """Figures and errors on standard output, the page where it was asked for, articles that the file lacks told."""
    (tmp_path / "gold.jsonl").write_text(line(TAKEN) + line(TAKEN, number=2))
    (tmp_path / "said.jsonl").write_text(line(TAKEN | {"places": []}))
    done = depeche(tmp_path, "gold.jsonl", "--predicted", "said.jsonl", "--browser", "errors.html")
    assert "detect      P 100.0%  R  50.0%  F1  66.7%" in done.stdout
    assert "== place lacking (1)" in done.stdout and "gold Tall Banat | said nothing" in done.stdout
    assert "== missed (1)" in done.stdout and "[repris]" in done.stdout
    assert "lacks 1 of the articles" in done.stderr and "a2" in done.stderr
    assert "place lacking" in (tmp_path / "errors.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file or directory"),
        ("", "holds no article"),
        ("\n", "holds no article"),
        ("not json\n", "line 1 is no JSON"),
        ('{"id": "a", "text": "b", "published": "2017-05-19"}\n', "line 1: field 'events' is missing"),
        (line() + line() + line(TAKEN | {"type": "WAR"}), "line 3: event 1: field 'type' is 'WAR'"),
    ],
)
def test_gold_that_can_t_be_used_is_one_line_and_code_2(tmp_path: Path, content: str | None, words: str) -> None:
    """Absent, empty, no JSON, no events, a wrong event: the file, the line and the reason."""
    if content is not None:
        (tmp_path / "gold.jsonl").write_text(content)
    done = depeche(tmp_path, "gold.jsonl", code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("depeche: gold.jsonl: ") and words in done.stderr and done.stderr.count("\n") == 1


def test_other_files_that_can_t_be_used(tmp_path: Path) -> None:
    """The predictions, and the folder of the page, which is looked at before the reading."""
    (tmp_path / "gold.jsonl").write_text(line(TAKEN))
    said = depeche(tmp_path, "gold.jsonl", "--predicted", "none.jsonl", code=2).stderr
    assert said == "depeche: none.jsonl: No such file or directory\n"
    assert "no folder none" in depeche(tmp_path, "gold.jsonl", "--browser", "none/x.html", code=2).stderr

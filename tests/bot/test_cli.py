"""The depeche command as a process: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.documents import files

ROOT = Path(__file__).parents[2]
TAKEN = "L'armée irakienne a repris mercredi le village de Tall Banat aux combattants de Daesh."
SEED = ROOT.parent / "shared" / "articles" / "seed.json"


class Depeche:
    """Runs the command in a folder of its own, with settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "fr_FR.UTF-8",
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }

    def __call__(
        self, *arguments: str | Path, stdin: str | bytes = b"", code: int = 0, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end; the exit code must be `code`."""
        done = subprocess.run(
            self.command(*arguments),
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env | env,
            timeout=240,
        )
        result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
        assert result.returncode == code, result.stderr
        assert "Traceback" not in result.stderr
        return result

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start it and let it run."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        # A shell's background job ignores SIGINT, and what it starts would inherit that.
        restored = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, env=self.env, **(pipes | restored | options))

    def command(self, *arguments: str | Path) -> list[str]:
        """The words of the command."""
        return [sys.executable, "-m", "bot", *map(str, arguments)]


@pytest.fixture
def depeche(tmp_path: Path) -> Depeche:
    """The command in an empty folder; its database lies there too."""
    return Depeche(tmp_path)


def lines_of(text: str) -> list[dict[str, Any]]:
    """JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def article(number: int, text: str = TAKEN, **more: object) -> str:
    """An article as a JSON line."""
    return json.dumps({"id": f"a{number}", "text": text, "published": "2017-05-19"} | more, ensure_ascii=False)


def test_version(depeche: Depeche) -> None:
    """Its name and a number, without loading the libraries that make starting slow."""
    assert depeche("--version").stdout.startswith("depeche 0.")
    script = "import sys, bot.__main__; print(*[m for m in ('telegram', 'spacy', 'sqlalchemy') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_a_wrong_setting_is_one_line_and_code_2(depeche: Depeche) -> None:
    """The environment and .env alike."""
    said = depeche("chat", code=2, READER_WORKERS="zero").stderr
    assert said.startswith("depeche: READER_WORKERS 'zero' must be") and said.count("\n") == 1
    (depeche.folder / ".env").write_text("DEFAULT_TIMEZONE=Mars/X\n")
    assert "DEFAULT_TIMEZONE 'Mars/X'" in depeche("migrate", code=2).stderr


@pytest.mark.parametrize("url", ["sqlite:////proc/none/x.db", "postgresql://u:hunter2@127.0.0.1:1/x"])
def test_a_database_that_can_t_be_opened_is_one_line(depeche: Depeche, url: str) -> None:
    """The remedy is named, the password is not."""
    said = depeche("chat", code=1, DATABASE_URL=url).stderr
    assert said.count("\n") == 1 and "DATABASE_URL" in said and "hunter2" not in said


def test_migrate_makes_the_database_in_the_working_directory(depeche: Depeche) -> None:
    """That is the default of DATABASE_URL; twice does no harm."""
    depeche("migrate")
    depeche("migrate")
    assert (depeche.folder / "depeche.db").exists()


def test_chat_answers_what_is_piped_in(depeche: Depeche) -> None:
    """An empty archive has the samples read first; the answers are in the terminal's language or the one asked for."""
    done = depeche("chat", stdin="/events Qayrawan\n/actors\n/places\n")
    assert "Qayrawan" in done.stdout.split("/quit", 1)[1] and "/event_" in done.stdout
    assert "dépêches d’exemple" in done.stderr
    again = depeche("chat", "--lang", "en", stdin="/events nowhere at all\n/quit\n/places\n")
    assert "nowhere at all" in again.stdout and "sample" not in again.stderr
    assert "Write as you would on Telegram" in again.stdout


def test_chat_ends_cleanly_without_a_line(depeche: Depeche) -> None:
    """`depeche run </dev/null` without a token: greets and ends."""
    done = depeche("run", "--no-samples", LANG="en_US.UTF-8")
    assert done.stdout.count("\n") == 4 and done.stderr == ""


def test_chat_takes_odd_input(depeche: Depeche) -> None:
    """Bytes that are no text, control characters, empty lines, buttons that are not there, long lines."""
    odd = (
        b"\n  \n\xff\xfe\x00\x01\n7\n/events "
        + b"x" * 300
        + b"\n/events <b>\xf0\x9f\x92\xa5</b>\n/nonsense\n"
        + b"y" * 9000
    )
    done = depeche("chat", "--no-samples", stdin=odd)
    assert "<b>💥</b>" in done.stdout and done.stderr == ""


def test_a_file_is_forwarded_into_the_chat(depeche: Depeche) -> None:
    """As an admin would: acknowledged, then told; what is wrong with a file is said."""
    (depeche.folder / "mon article.txt").write_text(TAKEN)
    words = "/forward 'mon article.txt' --published 2017-05-19 --from 'Al-Manar'\n"
    bad = "/forward none.txt --published 2017-05-19 --from X\n/forward 'mon article.txt'\n/forward x --published hier\n"
    done = depeche("chat", "--no-samples", stdin=words + "/event 1\n/help\n" + bad)
    assert "reçu" in done.stdout and "/event_1" in done.stdout
    assert "Al-Manar, 19 mai 2017" in done.stdout and "n’existe pas" in done.stdout
    assert done.stdout.count("/forward FICHIER") >= 2 and "AAAA-MM-JJ" in done.stdout


def test_ingest_takes_what_it_can(depeche: Depeche) -> None:
    """Good files are read, each bad one is named with its reason, and the code is 1 at the end."""
    folder = depeche.folder
    (folder / "good.txt").write_text(TAKEN)
    (folder / "twice.txt").write_text(f"{TAKEN}\n")
    (folder / "empty.txt").write_text(" \n")
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    (folder / "latin.txt").write_bytes("été".encode("latin-1"))
    (folder / "two.jsonl").write_text(article(1, f"{TAKEN} Un.") + "\n" + article(2, f"{TAKEN} Deux.") + "\n")
    (folder / "bad.json").write_text('{"text": 5}')
    (folder / "nothing").mkdir()
    names = [
        "good.txt",
        "missing.txt",
        "empty.txt",
        "binary.txt",
        "latin.txt",
        "twice.txt",
        "nothing",
        "two.jsonl",
        "bad.json",
    ]
    done = depeche("ingest", *names, "--published", "2017-05-19", "--publisher", "Agence X", code=1)
    assert [line.split("\xa0:")[0] for line in done.stderr.splitlines()] == [
        "missing.txt", "empty.txt", "binary.txt", "latin.txt", "nothing", "bad.json",
    ]  # fmt: skip
    taken = sorted(line.split("\xa0:")[0] for line in done.stdout.splitlines())
    assert taken == ["good.txt", "twice.txt", "two.jsonl", "two.jsonl"]
    assert "déjà" in done.stdout


def test_ingest_of_a_folder_opens_documents_and_goes_on_where_it_was(depeche: Depeche) -> None:
    """All kinds in all its folders, less hidden and other files; a second run finds every article in the archive."""
    inner = depeche.folder / "papers" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(TAKEN)
    (inner / ".hidden.txt").write_text("x")
    (inner / "picture.png").write_bytes(b"\x89PNG")
    (inner / "b.docx").write_bytes(files.word(f"{TAKEN} Un."))
    (inner / "c.pdf").write_bytes(files.pdf([f"{TAKEN} Deux."]))
    (inner / "d.zip").write_bytes(files.archive({"one.txt": f"{TAKEN} Trois.".encode(), "two.bin": b"\0"}))
    (inner / "e.pdf").write_bytes(b"%PDF-1.4 broken")
    words = ("ingest", "papers", "--published", "2017-05-19", "--publisher", "Agence X")
    done = depeche(*words, code=1)
    assert sorted(Path(line.split("\xa0:")[0]).name for line in done.stderr.splitlines()) == ["e.pdf", "two.bin"]
    assert sorted(Path(line.split("\xa0:")[0]).name for line in done.stdout.splitlines()) == [
        "a.txt", "b.docx", "c.pdf", "one.txt",
    ]  # fmt: skip
    again = depeche(*words, code=1)
    assert again.stdout.count("déjà") == 4


def test_ingest_needs_date_and_publisher_for_text(depeche: Depeche) -> None:
    """Without them «jeudi» means nothing; a date that is none is refused at once."""
    (depeche.folder / "a.txt").write_text(TAKEN)
    assert "--published" in depeche("ingest", "a.txt", "--publisher", "X", code=1).stderr
    assert "--publisher" in depeche("ingest", "a.txt", "--published", "2017-05-19", code=1).stderr
    depeche("ingest", "a.txt", "--published", "hier", code=2)
    from_stdin = depeche("ingest", "-", "--published", "2017-05-19", "--publisher", "X", stdin=TAKEN)
    assert "Article 1" in from_stdin.stdout


@pytest.mark.skipif(not SEED.exists(), reason="the shared articles are not beside this checkout")
def test_the_seed_article_goes_in_and_answers(depeche: Depeche) -> None:
    """With its own particulars or with those given; then the chat knows what happened."""
    depeche("ingest", SEED)
    again = depeche("ingest", SEED, "--published", "2017-05-19", "--publisher", "Al-Manar")
    assert "déjà" in again.stdout
    said = depeche("chat", stdin="/events Qayrawan\n/events Khams Taloul\n/actors\n").stdout
    qayrawan, taloul, actors = re.split(r"Khams Taloul \(|Acteurs", said, maxsplit=2)
    assert "/event_" in qayrawan and "/event_" in taloul
    assert actors.count("Hachd") == 1 and len(re.findall(r"Dae[sc]h", actors)) == 1


def test_extract_gives_lines_in_order_whatever_the_workers(depeche: Depeche) -> None:
    """The form of the gold files; two workers give the same bytes as one."""
    texts = [TAKEN, "Bonjour.", f"{TAKEN} " * 40, TAKEN, "Le match est reporté à dimanche."]
    given = "\n".join(article(n, text, publisher="X") for n, text in enumerate(texts)) + "\n\n"
    one, two = depeche("extract", stdin=given), depeche("extract", "-", "--workers", "2", stdin=given)
    assert one.stdout == two.stdout and one.stderr == ""
    records = lines_of(one.stdout)
    assert [record["id"] for record in records] == [f"a{n}" for n in range(5)]
    assert list(records[0])[:8] == ["id", "lang", "published", "publisher", "url", "title", "text", "events"]
    (event,) = records[0]["events"]
    assert records[0]["text"][event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]


def test_extract_names_bad_lines_and_goes_on(depeche: Depeche) -> None:
    """Each bad line is told by its number on standard error; the good ones are read; the code is 1."""
    bad = [
        b"no json",
        b'{"id": "x"}',
        b"[1]",
        b"\xff\xfe",
        b'{"id": "x", "text": "a", "published": "hier"}',
        b"{" * 9000,
    ]
    given = b"\xef\xbb\xbf" + article(1).encode() + b"\n" + b"\n".join(bad) + b"\n" + article(2).encode()
    done = depeche("extract", stdin=given, code=1)
    assert [record["id"] for record in lines_of(done.stdout)] == ["a1", "a2"]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [f"line {n}" for n in range(2, 8)]


def test_extract_marks_what_it_can_t_read(depeche: Depeche) -> None:
    """An article in another language has no events and says so."""
    arabic = "استعادت القوات العراقية السيطرة على قرية قرب تلعفر بعد معارك عنيفة مع مسلحي التنظيم يوم الأربعاء."
    (record,) = lines_of(depeche("extract", stdin=article(1, arabic)).stdout)
    assert (record["lang"], record["events"], record["readable"]) == ("ar", [], False)


def test_extract_of_a_missing_file(depeche: Depeche) -> None:
    """One line, code 1."""
    assert depeche("extract", "none.jsonl", code=1).stderr == "depeche: none.jsonl: No such file or directory\n"


def test_extract_is_quiet_when_its_reader_leaves(depeche: Depeche) -> None:
    """`depeche extract | head -1`: no complaint about the broken pipe."""
    process = depeche.start("extract")
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write((article(1) + "\n").encode() * 60)
    process.stdin.close()
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


def test_ctrl_c_is_quiet(depeche: Depeche) -> None:
    """While it waits for a line: ends at once with 130, says nothing."""
    process = depeche.start("extract")
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write((article(1) + "\n").encode() * 5)
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr.read() == b""
    process.stdin.close()
    process.stdout.close()


def test_understand_tells_what_questions_ask_for(depeche: Depeche) -> None:
    """One object a line, every slot named, null where it is not said; on no archive at all."""
    asked = [
        {"text": "que s’est-il passé à Qayrawan en mai 2017 ?", "asked_on": "2017-05-24"},
        {"text": "who attacked Daesh last week?", "asked_on": "2017-05-24", "lang": "en"},
        {"text": "bonjour", "asked_on": "2017-05-24", "lang": None},
    ]
    done = depeche("understand", stdin="\n\n".join(map(json.dumps, asked)))
    where, who, nothing = lines_of(done.stdout)
    slots = ["intent", "place", "actor", "role", "type", "mode", "since", "until", "status", "publisher"]
    assert list(where) == list(who) == list(nothing) == slots
    said = {slot: value for slot, value in where.items() if value is not None}
    assert said == {"intent": "events", "place": "Qayrawan", "since": "2017-05-01", "until": "2017-05-31"}
    assert (who["intent"], who["actor"], who["role"], who["type"]) == ("actors", "Daesh", "target", "ASSAULT")
    assert (who["since"], who["until"]) == ("2017-05-15", "2017-05-21")
    assert nothing == dict.fromkeys(slots) | {"intent": "none"}


def test_understand_names_bad_lines_and_goes_on(depeche: Depeche) -> None:
    """Each by its number; the code is 1."""
    good = '{"text": "quoi de neuf ?", "asked_on": "2017-05-24"}'
    bad = ["no json", "[1]", '{"text": 3}', '{"text": "a", "asked_on": "hier"}', '{"text": "a", "asked_on": 3}']
    bad.append('{"text": "a", "asked_on": "2017-05-24", "lang": "de"}')
    done = depeche("understand", "-", stdin="\n".join([good, *bad, good]), code=1)
    assert [line["intent"] for line in lines_of(done.stdout)] == ["events", "events"]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [f"line {n}" for n in range(2, 8)]
    assert depeche("understand", "none.jsonl", code=1).stderr == "depeche: none.jsonl: No such file or directory\n"


def test_resolve_tells_what_names_mean(depeche: Depeche) -> None:
    """Candidates best first for each line, none for a name that nothing bears; a bad line is named and passed over."""
    asked = ['{"query": "Tall Afar", "kind": "place"}', "", "nonsense", '{"query": "Zorglub"}', '{"query": 5}']
    done = depeche("resolve", stdin="\n".join(asked), code=1)
    found, nothing = lines_of(done.stdout)
    best = found["candidates"][0]
    assert (best["name"], best["kind"], best["country"], round(best["lat"])) == ("Tal Afar", "place", "IRQ", 36)
    assert (found["query"], found["kind"], nothing["candidates"]) == ("Tall Afar", "place", [])
    assert "line 3" in done.stderr and "line 5" in done.stderr

"""The settings: defaults, what is refused and how, and .env.example complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAE-secret_token"
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .env of our own; what the surroundings set is taken away (the environment is the outer world, not our code)."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".env"


def test_defaults_without_any_setting(env_file: Path) -> None:
    """Nothing has to be set: no token, a SQLite file in the working directory, French, UTC."""
    settings = load(env_file)
    assert not settings.has_token
    assert settings.database_url == "sqlite:///depeche.db"
    assert (settings.default_language, settings.default_timezone, settings.reader_workers) == ("fr", "UTC", 1)
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.admin_ids == frozenset()


def test_values_of_the_file_are_read(env_file: Path) -> None:
    """Spaces, a trailing slash and an empty variable are tolerated."""
    env_file.write_text(
        f"TELEGRAM_BOT_TOKEN={TOKEN}\nTELEGRAM_API_URL=http://127.0.0.1:8081/\nADMIN_IDS= 12, 7 ,\n"
        "DEFAULT_LANGUAGE=EN\nDEFAULT_TIMEZONE=Asia/Baghdad\nREADER_WORKERS=\nLOG_LEVEL=debug\nOTHER=1\n"
    )
    settings = load(env_file)
    assert settings.has_token and settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.admin_ids == frozenset({7, 12})
    assert (settings.default_language, settings.reader_workers, settings.log_level) == ("en", 1, "DEBUG")


def test_the_environment_goes_before_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment wins over .env."""
    env_file.write_text("DEFAULT_LANGUAGE=en\n")
    monkeypatch.setenv("DEFAULT_LANGUAGE", "fr")
    assert load(env_file).default_language == "fr"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "hunter2"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "http://host:99999"),
        ("DATABASE_URL", "mysql://root:hunter2@host/db"),
        ("DATABASE_URL", "depeche.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql+psycopg://u:hunter2@host:abc/db"),
        ("ADMIN_IDS", "12,bob"),
        ("ADMIN_IDS", "-5"),
        ("DEFAULT_TIMEZONE", "Mars/Olympus"),
        ("DEFAULT_TIMEZONE", "../etc/passwd"),
        ("DEFAULT_LANGUAGE", "de"),
        ("READER_WORKERS", "0"),
        ("READER_WORKERS", "many"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_refused_by_name_on_one_line(env_file: Path, name: str, value: str) -> None:
    """The message names the setting, stays on one line and shows no secret."""
    env_file.write_text(f"{name}={value}\n")
    with pytest.raises(SettingsError) as refused:
        load(env_file)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value) and "hunter2" not in str(refused.value)


def test_all_wrong_values_are_named_at_once(env_file: Path) -> None:
    """Two wrong settings, two clauses."""
    env_file.write_text("LOG_LEVEL=LOUD\nREADER_WORKERS=0\n")
    with pytest.raises(SettingsError, match=r"READER_WORKERS.*LOG_LEVEL|LOG_LEVEL.*READER_WORKERS"):
        load(env_file)


def test_a_file_that_is_no_text_is_refused(env_file: Path) -> None:
    """Not a traceback, but the file's name."""
    env_file.write_bytes(b"LOG_LEVEL=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env"):
        load(env_file)


def test_secrets_stand_in_no_representation(env_file: Path) -> None:
    """Printing the settings shows neither the token nor the database's password."""
    env_file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nDATABASE_URL=postgresql://u:hunter2@host/db\n")
    shown = repr(load(env_file))
    assert "secret_token" not in shown and "hunter2" not in shown


def test_env_example_lists_every_setting_with_a_comment() -> None:
    """Complete both ways: no setting missing, none that does not exist, a comment above each."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = {number: line.partition("=")[0] for number, line in enumerate(lines) if re.match(r"[A-Z_]+=", line)}
    assert sorted(listed.values()) == sorted(NAMES)
    assert all(lines[number - 1].startswith("# ") for number in listed)


def test_env_example_is_a_valid_file(env_file: Path) -> None:
    """Copied as it is, it changes nothing."""
    assert load(ROOT / ".env.example") == load(env_file)

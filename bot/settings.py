"""The settings: read from the environment and from `.env`, checked once at start.

`.env.example` lists every one with a comment; a test holds the two together.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

Language = Literal["fr", "en", "ar"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+psycopg")
_SECRET = {"telegram_bot_token", "telegram_api_url", "database_url"}  # shown in no message: a URL may hold a password
_MOST_WORKERS = 64

DEFAULT_DATABASE_URL = "sqlite:///depeche.db"
"""A SQLite file in the working directory, so that what belongs to one checkout stays with it."""


class SettingsError(Exception):
    """A setting has a wrong value; the message names it on one line and shows no secret."""


class Settings(BaseSettings):
    """What the surroundings decide. An empty variable counts as not set."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True, hide_input_in_errors=True)

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = Field(default=DEFAULT_DATABASE_URL, repr=False)
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    default_timezone: str = "UTC"
    default_language: Language = "fr"
    reader_workers: int = 1
    log_level: LogLevel = "INFO"

    @property
    def has_token(self) -> bool:
        """Whether the bot can go on Telegram."""
        return bool(self.telegram_bot_token.get_secret_value())

    @field_validator("telegram_bot_token")
    @classmethod
    def _check_token(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value().strip()
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("is no bot token (digits, a colon, letters, as @BotFather gives it)")
        return SecretStr(token)

    @field_validator("telegram_api_url")
    @classmethod
    def _check_api_url(cls, value: str) -> str:
        try:
            url = urlsplit(value.strip())
            usable = url.scheme in ("http", "https") and bool(url.hostname) and (url.port or 1) > 0
        except ValueError:
            usable = False
        if not usable:
            raise ValueError("must be an http:// or https:// address of a Bot API server")
        return value.strip().rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, value: str) -> str:
        try:
            url = make_url(value.strip())
        except (ArgumentError, ValueError):
            raise ValueError("can't be read: give sqlite:///file or postgresql+psycopg://user@host/name") from None
        if url.drivername not in _DATABASES:
            raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
        if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("must name a file: sqlite:///depeche.db")
        return value.strip()

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_admin_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"\d{1,18}", part) for part in parts):
            raise ValueError("must be Telegram user ids (whole numbers) with commas between them")
        return frozenset(int(part) for part in parts)

    @field_validator("default_timezone")
    @classmethod
    def _check_timezone(cls, value: str) -> str:
        try:
            ZoneInfo(value.strip())
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be a time zone by its IANA name, such as Europe/Paris") from None
        return value.strip()

    @field_validator("default_language", mode="before")
    @classmethod
    def _check_language(cls, value: object) -> object:
        return _one_of(str(value).strip().lower(), get_args(Language))

    @field_validator("log_level", mode="before")
    @classmethod
    def _check_log_level(cls, value: object) -> object:
        return _one_of(str(value).strip().upper(), get_args(LogLevel))

    @field_validator("reader_workers", mode="before")
    @classmethod
    def _check_workers(cls, value: object) -> int:
        if not re.fullmatch(r"\s*\d{1,4}\s*", str(value)) or not 1 <= int(str(value)) <= _MOST_WORKERS:
            raise ValueError(f"must be a whole number from 1 to {_MOST_WORKERS}")
        return int(str(value))


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from the environment, then from `env_file` where it exists.

    Raises SettingsError, whose message names every wrong setting on one line.
    """
    try:
        return Settings(_env_file=env_file, _env_file_encoding="utf-8-sig")  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsError("; ".join(_in_words(error))) from None
    except (UnicodeDecodeError, OSError):
        raise SettingsError(f"{env_file}: can't be read as UTF-8 text; see .env.example") from None


def _one_of(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"must be one of {', '.join(choices)}")
    return value


def _in_words(error: ValidationError) -> list[str]:
    """One clause a wrong setting: its name, its value unless secret, what it should be."""
    clauses = []
    for wrong in error.errors(include_url=False, include_context=False):
        name = str(wrong["loc"][0]) if wrong["loc"] else "settings"
        shown = "" if name in _SECRET else f" {str(wrong.get('input', ''))[:80]!r}"
        clauses.append(f"{name.upper()}{shown} {wrong['msg'].removeprefix('Value error, ')}")
    return clauses

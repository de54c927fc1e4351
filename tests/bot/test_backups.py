"""/backup as an admin uses it, and `depeche backup` and `restore` as processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.backups import backup
from bot.texts import LANGUAGES
from store.backup import restore
from tests.bot.test_cli import Depeche
from tests.bot.test_intake import TAKEN
from tests.store.test_backup import contents


async def asked(world: Any, person: int = 1, **more: Any) -> list[Any]:
    """What comes after /backup, until nothing more comes."""
    talk = world.talk(person, **more)
    before = len(world.api.chats.shown)
    await talk.say("/backup")
    await world.services.errands.idle()
    return list(world.api.chats.shown[before:])


def left(folder: Path) -> list[Path]:
    """What backups have left beside the database."""
    return [*folder.glob("*.gz"), *folder.glob(".depeche*")]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_an_owner_gets_the_archive_as_a_file(world: Any, tmp_path: Path, lang: str) -> None:
    """It is told to begin, comes as a document, and brings back every row; nothing of it stays on the disk."""
    await world.talk().forward(TAKEN)
    _, file = await asked(world, lang=lang)
    assert file.path.name.endswith("depeche-2017-05-20-090000.db.gz") and "depeche restore" in file.text
    fresh = f"sqlite:///{tmp_path}/fresh.db"
    restore(file.path, fresh)
    found = contents(fresh)
    assert len(found["article"]) == 1 and found["event"]
    assert not left(tmp_path)


async def test_others_and_other_places_get_none(world: Any) -> None:
    """An editor and a stranger are refused; in a group, where others read it, an owner too."""
    talk = world.talk()
    await talk.say("/admins add 5 editor")
    for person in (5, 6):
        (answer,) = await asked(world, person)
        assert answer.path is None and "administrateur" in answer.text
    (answer,) = await asked(world, chat_id=-5)
    assert answer.path is None and "en privé" in answer.text
    await talk.say("/admins add 5")
    assert [one.path is None for one in await asked(world, 5)] == [True, False]


async def test_what_telegram_would_not_take_is_kept(world: Any, settings: Any, tmp_path: Path) -> None:
    """Beside the SQLite file, whole."""
    await world.talk().forward(TAKEN)
    async with backup(settings.database_url, world.clock(), largest=1000) as made:
        assert made.kept and made.size > 1000
    assert made.path == tmp_path / "depeche-2017-05-20-090000.db.gz" and made.path.stat().st_size == made.size
    fresh = f"sqlite:///{tmp_path}/fresh.db"
    assert restore(made.path, fresh) and contents(fresh) == contents(settings.database_url)


def test_backup_and_restore_as_commands(tmp_path: Path) -> None:
    """One line each; what can't be done is one line that tells the remedy."""
    depeche = Depeche(tmp_path)
    depeche("migrate")
    assert "a.db: " in depeche("backup", "a.db").stdout
    assert depeche("restore", "a.db", DATABASE_URL="sqlite:///b.db").stdout == "0 rows\n"
    assert "already" in depeche("backup", "a.db", code=1).stderr
    assert "DATABASE_URL" in depeche("backup", "c.db", code=1, DATABASE_URL="sqlite:///none.db").stderr

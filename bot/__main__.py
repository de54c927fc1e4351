"""The `depeche` command. Each subcommand imports what it needs when it runs, so that `--version` is quick."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

cli = typer.Typer(
    name="depeche",
    help="A bot that reads French news dispatches into events and answers from them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

INTERRUPTED, FAILED, MISUSED = 130, 1, 2  # as shells report SIGINT, and as commands report their own two

Samples = Annotated[bool, typer.Option("--samples/--no-samples", help="Read sample dispatches into an empty archive.")]


@cli.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
) -> None:
    """Read French news dispatches into events and answer from them."""
    if show:
        from importlib.metadata import version as version_of

        typer.echo(f"depeche {version_of('depeche')}")
        raise typer.Exit


@cli.command()
def run(samples: Samples = True) -> None:
    """Start the bot on Telegram, or the chat in the terminal where no TELEGRAM_BOT_TOKEN is set."""
    settings = _settings()
    from bot import cli_chat

    if settings.has_token:
        cli_chat.run(settings)
    else:
        cli_chat.chat(settings, samples=samples)


@cli.command()
def chat(
    lang: Annotated[str | None, typer.Option(help="fr, en or ar; without it the terminal's own.")] = None,
    samples: Samples = True,
) -> None:
    """Talk with the bot in the terminal; one message a line, to the end of the input or /quit."""
    if lang not in (None, "fr", "en", "ar"):
        raise typer.BadParameter("must be fr, en or ar", param_hint="--lang")
    settings = _settings()
    from bot import cli_chat

    cli_chat.chat(settings, lang, samples=samples)


@cli.command()
def ingest(
    files: Annotated[
        list[Path], typer.Argument(help="Files or folders: .txt, .html, .pdf, .docx, .eml, .zip, .jsonl.")
    ],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication: what «jeudi» is read against.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language (fr); without it, it is recognised.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article.")] = None,
) -> None:
    """Read articles from files into the archive; a file that can't be taken is named, and the rest goes on."""
    settings = _settings()
    from bot import cli_ingest
    from bot.article_files import Particulars

    given = Particulars(published.date() if published else None, publisher, lang, title, url)
    raise typer.Exit(cli_ingest.ingest(settings, files, given))


@cli.command()
def extract(
    file: Annotated[str, typer.Argument(help="JSON lines, one article each; - is standard input.")] = "-",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read.")] = 1,
) -> None:
    """Turn articles into events, JSON lines in and out in the same order; needs no database."""
    from bot import cli_extract

    raise typer.Exit(cli_extract.extract(file, workers))


@cli.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, JSON lines in the form of the gold files.")],
    predicted: Annotated[
        Path | None, typer.Option(help="Events that `depeche extract` wrote; without it the reader reads now.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="The figures alone, as one JSON object.")] = False,
    browser: Annotated[Path | None, typer.Option(help="Write an HTML page to step through the errors.")] = None,
) -> None:
    """Measure the reader on annotated articles: figures, calibration, every error; needs no database."""
    from bot import cli_evaluate

    raise typer.Exit(cli_evaluate.run(gold, predicted, workers, browser, as_json=as_json))


@cli.command()
def resolve(
    file: Annotated[str, typer.Argument(help="JSON lines, one name each; - is standard input.")] = "-",
) -> None:
    """Tell which places and actors names mean, JSON lines in and out in the same order; needs no database."""
    from bot import cli_resolve

    raise typer.Exit(cli_resolve.resolve(file))


@cli.command()
def understand(
    file: Annotated[str, typer.Argument(help="JSON lines with text, asked_on, lang; - is standard input.")] = "-",
) -> None:
    """Tell what questions ask for, JSON lines in and out in the same order; needs no database."""
    from bot import cli_understand

    raise typer.Exit(cli_understand.run(file))


@cli.command()
def migrate() -> None:
    """Bring the database to the newest tables."""
    settings = _settings()
    from store.database import migrate as upgrade

    upgrade(settings.database_url)


@cli.command()
def backup(file: Annotated[Path, typer.Argument(help="A new file; the bot may go on running.")]) -> None:
    """Write the whole archive, as it stands at this moment, to one file."""
    settings = _settings()
    from store.backup import back_up

    back_up(settings.database_url, file)
    typer.echo(f"{file}: {file.stat().st_size} bytes")


@cli.command()
def restore(file: Annotated[Path, typer.Argument(help="What `depeche backup` or /backup has written.")]) -> None:
    """Bring a backup into the database of DATABASE_URL, which must be empty or not yet there."""
    settings = _settings()
    from store.backup import restore as bring_back

    typer.echo(f"{bring_back(file, settings.database_url)} rows")


def main() -> None:
    """Run the command; what the user can mend is one line on standard error, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no «é» shows «?», and is no reason to stop
    code = _guarded(lambda: cli(standalone_mode=True))
    sys.exit(code)


def _settings() -> Settings:
    """The settings, with the log set up after them."""
    from bot import settings
    from bot.logs import configure

    loaded = settings.load()
    configure(loaded.log_level, loaded.telegram_bot_token)
    return loaded


def _guarded(command: Callable[[], None]) -> int:
    try:
        command()
    except SystemExit as leaving:
        return _flushed(leaving.code if isinstance(leaving.code, int) else FAILED if leaving.code else 0)
    except KeyboardInterrupt:
        # Not sys.exit: a thread may be waiting for a line that never comes.
        _flushed(INTERRUPTED)
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        return _pipe_broken()
    except Exception as error:
        code = _mendable(error)
        if code is None:
            raise
        print(f"depeche: {error}", file=sys.stderr)
        return code
    return _flushed(0)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_broken()
    return code


def _pipe_broken() -> int:
    # The interpreter flushes once more at its end; that must find something to write to.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _mendable(error: Exception) -> int | None:
    """The exit code for an error whose message tells the user what to do; None for a defect of ours."""
    modules = sys.modules
    kinds = (
        ("bot.settings", "SettingsError", MISUSED),
        ("bot.app", "TokenRefusedError", MISUSED),
        ("store.errors", "DatabaseError", FAILED),
        ("bot.reading", "ReaderUnavailableError", FAILED),
        ("bot.cli_evaluate", "EvaluationError", MISUSED),
    )
    for module, name, code in kinds:
        if module in modules and isinstance(error, getattr(modules[module], name)):
            return code
    return None


if __name__ == "__main__":
    main()

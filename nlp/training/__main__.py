"""`python -m nlp.training COMMAND`: each command is a module of this package with `add_arguments` and `run`."""

import argparse
import importlib

COMMANDS = {
    "pipeline": "the French tagger, lemmatizer, parser and name recogniser (hours on one core)",
    "triggers": "the chooser of event triggers",
    "modes": "the chooser of an event's mode",
    "roles": "the chooser of who and whom",
    "scenes": "the chooser of where",
    "dates": "the chooser of when",
    "tolls": "the chooser of dead and wounded",
    "attribution": "the chooser of according to whom",
    "spelling": "the spellings of words in capitals or without accents",
    "ablations": "no training: what the reader is worth without each of its parts",
}


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    try:
        modules = {name: importlib.import_module(f"nlp.training.{name}") for name in COMMANDS}
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("nlp"):
            raise
        raise SystemExit(f"Training needs {error.name}, which reading does not: make .venv/train.stamp") from error
    for name, text in COMMANDS.items():
        modules[name].add_arguments(commands.add_parser(name, help=text))
    options = parser.parse_args()
    modules[options.command].run(options)


if __name__ == "__main__":
    main()

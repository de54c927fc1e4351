"""`python -m nlp.gazetteer build --data ../shared/data`: write the shipped tables anew."""

import argparse
from pathlib import Path

from nlp.gazetteer.build import build_places


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m nlp.gazetteer")
    parser.add_argument("command", choices=["build"])
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with wof-gazetteer, countries, sem-gazetteer-fr"
    )
    arguments = parser.parse_args()
    print(f"{build_places(arguments.data)} places")


if __name__ == "__main__":
    main()

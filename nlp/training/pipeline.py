"""Train the French pipeline: `python -m nlp.training pipeline --data DIR --gold DIR --out nlp/model/fr`."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from nlp import pipeline
from nlp.blas import blas_networks
from nlp.training.evaluate import score_treebank
from nlp.training.models import NAMES, NAMES_STEPS, PARSER, PARSER_STEPS
from nlp.training.name_sources import wikineural
from nlp.training.names import load_gazetteer
from nlp.training.parser import train_parser
from nlp.training.probe import score_probe
from nlp.training.recogniser import dev_examples, score_names, train_names
from nlp.training.swaps import load_stock
from nlp.training.treebanks import DEV, TESTS, load_sentences

SOURCES = {
    "UD_French-Sequoia": "LGPL-LR",
    "UD_French-GSD": "CC BY-SA 4.0",
    "UD_French-PUD": "CC BY-SA 3.0",
    "Form lexicon of SUD_French-GSD": "CC BY-SA 4.0",
    "jsRealB French lexicon": "CC BY 4.0",
    "Europeana Newspapers NER": "CC0 1.0",
    "NewsEye NER (HIPE-2022)": "CC BY 4.0",
    "Who's On First": "CC BY 4.0 and CC0 1.0",
    "SEM gazetteer": "MIT",
    "countries": "ODbL 1.0",
    "Own articles and sentences": "CC BY-SA 4.0",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sub-command's options."""
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of train-*.jsonl, dev.jsonl")
    parser.add_argument("--out", type=Path, default=pipeline.MODEL, help="folder to write, replaced at the very end")
    parser.add_argument("--only", choices=("parser", "names"), help="train one network, keep the other one of --out")
    parser.add_argument("--parser-steps", type=int, default=PARSER_STEPS)
    parser.add_argument("--names-steps", type=int, default=NAMES_STEPS)


def run(options: argparse.Namespace) -> None:
    """Train in a temporary folder beside `--out`, score, write meta.json and put the new model in place."""
    out: Path = options.out
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=out.parent, prefix=".fr-"))
    try:
        if options.only:
            shutil.copytree(out, fresh, dirs_exist_ok=True)
        with blas_networks():
            if options.only != "names":
                train_parser(options.data, fresh, PARSER, options.parser_steps, print)
            if options.only != "parser":
                train_names(options.data, options.gold, fresh, NAMES, options.names_steps, print)
        write_meta(fresh, options.data, options.gold)
        _replace(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_meta(folder: Path, data: Path, gold: Path) -> None:
    """Score the model in a folder and write the figures with the sources and their licences."""
    performance = measure(pipeline.load(folder), data, gold)
    print(json.dumps(performance, indent=1))
    meta = {
        "name": "depeche-fr",
        "description": "Tagger, lemmatizer, parser and name recogniser for French news dispatches",
        "license": "CC BY-SA 4.0",
        "sources": [{"name": name, "license": licence} for name, licence in SOURCES.items()],
        "performance": performance,
    }
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure(model: pipeline.FrenchPipeline, data: Path, gold: Path) -> dict[str, Any]:
    """Score treebanks, probes and names; data under a non-commercial licence is read here and nowhere else."""
    performance: dict[str, Any] = {}
    for name, file in {"sequoia_dev": DEV, **TESTS}.items():
        performance[name] = score_treebank(model, load_sentences(data, [file]))
    for name in ("probe", "probe-fresh"):
        performance[name] = score_probe(model, data / "conflict-probe-fr" / f"{name}.jsonl")
    if model.names is not None:
        known = load_gazetteer(data, load_stock(data))
        performance["gold_dev_names"] = score_names(model.names, dev_examples(gold, known))
        foreign = data / "nc-wikineural-fr" / "test.conllu"
        if foreign.is_file():
            performance["wikineural_test_names"] = score_names(model.names, wikineural(foreign), merge_groups=True)
    return performance


def _replace(out: Path, fresh: Path) -> None:
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    out.chmod(0o755)
    shutil.rmtree(old, ignore_errors=True)

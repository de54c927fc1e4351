"""Write a trigger model in the form that `nlp.trigger_model.load_triggers` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from nlp.schema import EventType
from nlp.trigger_collocates import ANY, Weights
from nlp.trigger_model import TriggerModel
from nlp.trigger_network import Network


def write(path: Path, model: TriggerModel) -> None:
    """Store a model; the networks, which share one vocabulary, in half precision."""
    arrays: dict[str, Any] = {f"first_{name}": array for name, array in model.first.arrays.items()}
    arrays |= {f"second_{name}": array for name, array in model.second.arrays.items()}
    np.savez_compressed(
        path,
        threshold=np.array(model.threshold),
        calibration=np.array(model.calibration),
        seen_keys=np.array(list(model.seen)),
        seen_counts=np.array(list(model.seen.values()), dtype=np.float32),
        learned=np.array(
            [
                f"{kind}\t{lemma}\t{type_.value}\t{mode or ''}"
                for (kind, lemma), types in sorted(model.learned.items())
                for type_, mode in types.items()
            ]
        ),
        **_weight_arrays(model.weights),
        **_network_arrays(model.networks),
        **arrays,
    )


def _weight_arrays(weights: Weights) -> dict[str, Any]:
    names = [ANY, *(type_.value for type_ in EventType)]
    keys = sorted(weights)
    entries = [sorted(weights[key].items()) for key in keys]
    return {
        "weight_types": np.array(names),
        "weight_keys": np.array("\n".join(keys)),
        "weight_runs": np.array([len(entry) for entry in entries], dtype=np.uint8),
        "weight_type": np.array([names.index(type_) for entry in entries for type_, _ in entry], dtype=np.uint8),
        "weight_value": np.array([value for entry in entries for _, value in entry], dtype=np.float16),
    }


def _network_arrays(networks: tuple[Network, ...]) -> dict[str, Any]:
    if not networks:
        return {}
    parts = ("embeddings", "hidden", "hidden_bias", "answers", "answers_bias")
    arrays = {f"network_{part}": np.stack([getattr(n, part) for n in networks]).astype(np.float16) for part in parts}
    return arrays | {"network_keys": np.array("\n".join(networks[0].vocabulary))}

"""What the builders of the table of places share: the folder of the seed lists, how wide each sort of place lies."""

from __future__ import annotations

from pathlib import Path

SEED = Path(__file__).with_name("seed")
UNCERTAINTY_KM = {"region": 80.0, "county": 30.0, "locality": 4.0, "neighbourhood": 2.0, "facility": 3.0}

"""GeoJSON (RFC 7946) for maps: one feature an event, at the points of its places, with how precise they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.exports.plover import place_record, record
from bot.exports.writer import kind
from bot.texts import Texts
from nlp.schema import Place
from store.export import ExportedEvent


class GeojsonWriter:
    """A FeatureCollection; an event without degrees has no geometry (null), and is there all the same."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._begun = False

    def begin(self) -> str:
        """The opening of the collection."""
        self._begun = False
        return '{"type":"FeatureCollection","features":[\n'

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """One feature a line."""
        features = [json.dumps(self._feature(event), ensure_ascii=False) for event in events]
        before = ",\n" if self._begun and features else ""
        self._begun = self._begun or bool(features)
        return before + ",\n".join(features)

    def end(self) -> str:
        """The end of the collection."""
        return "\n]}\n"

    def _feature(self, event: ExportedEvent) -> dict[str, Any]:
        said = record(event)
        radii = [place.uncertainty_km for place in event.places if place.uncertainty_km is not None]
        properties = {
            "label": kind(event, self._texts),
            "type": said["event"],
            **{name: said[name] for name in ("mode", "date", "start", "end", "status", "killed", "wounded")},
            "sources": [actor.name for actor in event.sources],
            "targets": [actor.name for actor in event.targets],
            "precision_km": max(radii, default=None),
            "places": [place_record(place) for place in event.places],
            "attribution": [one.name for one in event.attribution],
            "confidence": said["confidence"],
            "sentence": event.sentence,
            "publisher": event.publisher,
            "url": event.url,
        }
        return {"type": "Feature", "id": event.id, "geometry": _geometry(event.places), "properties": properties}


def _geometry(places: Sequence[Place]) -> dict[str, Any] | None:
    """The point of the place, the points of several, None without degrees; longitude first, as RFC 7946 wants it."""
    points = [
        [place.longitude, place.latitude]
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}

"""JSON lines with the field names of PLOVER's own records, so that the field's tools read them.

The names are those of the Gold Standard Records in openeventdata/PLOVER: `id`, `date`, `source` and `target` (lists of
`actorText`, `code`, `sector`), `event`, `eventText`, `mode`, `context`, `text`, `language`, `publication`, `coder`,
`version`, `dateCoded`. What PLOVER has no field for stands beside them under names of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bot.exports.writer import QUAD_CLASSES
from nlp.schema import Actor, ActorKind, Place, Status
from store.export import ExportedEvent

CODER = "Depeche"
VERSION = "PLOVER 2021"  # the list of types that has ACCUSE and REQUEST, without INVESTIGATE and CRIME

_SECTORS = {
    ActorKind.STATE: "GOV",
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.MILITARY: "MIL",
    ActorKind.POLICE: "COP",
    ActorKind.ARMED_GROUP: "REB",
    ActorKind.INTERNATIONAL: "IGO",
    ActorKind.PARTY: "PTY",
    ActorKind.MEDIA: "JRN",
    ActorKind.ORGANISATION: "NGO",
    ActorKind.CIVILIANS: "CVL",
}
"""PLOVER's sector of each kind of actor; a person's is not known from the kind alone."""

_CONTEXTS = {Status.OCCURRED: [], Status.PLANNED: ["future"], Status.DENIED: ["denied"]}  # the latter our own word


class PloverWriter:
    """One JSON object a line; what is unknown is null or an empty list."""

    def begin(self) -> str:
        """Nothing."""
        return ""

    def more(self, events: Iterable[ExportedEvent]) -> str:
        """One line an event."""
        return "".join(json.dumps(record(event), ensure_ascii=False) + "\n" for event in events)

    def end(self) -> str:
        """Nothing."""
        return ""


def record(event: ExportedEvent) -> dict[str, Any]:
    """The event as PLOVER's record; `date` is its (last) day, or the day of publication where the text gives none."""
    return {
        "id": f"depeche-{event.id}",
        "date": event.day.isoformat(),
        "source": [_actor(actor) for actor in event.sources],
        "target": [_actor(actor) for actor in event.targets],
        "event": event.type.value,
        "eventText": event.trigger,
        "mode": event.mode or "",
        "context": _CONTEXTS[event.status],
        "text": event.sentence,
        "language": event.lang,
        "publication": event.publisher,
        "coder": CODER,
        "version": VERSION,
        "dateCoded": event.recorded_at.date().isoformat(),
        "quad": QUAD_CLASSES[event.type],
        "start": event.starts.isoformat() if event.starts else None,
        "end": event.ends.isoformat() if event.ends else None,
        "status": event.status.value,
        "location": [place_record(place) for place in event.places],
        "attribution": [{"name": one.name, "key": one.key} for one in event.attribution],
        "killed": event.killed,
        "wounded": event.wounded,
        "confidence": round(event.confidence, 3),
        "article": {
            "id": event.article_id, "published": event.published.isoformat(), "title": event.title, "url": event.url,
        },
    }  # fmt: skip


def place_record(place: Place) -> dict[str, Any]:
    """A place by name, identity and degrees; `precisionKm` is the radius within which the happening lies."""
    return {
        "name": place.name,
        "key": place.key,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precisionKm": place.uncertainty_km,
        "country": place.country,
        "admin1": place.admin1,
        "relation": place.relation,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    sector = _SECTORS.get(actor.kind) if actor.kind else None
    return {"actorText": actor.name, "code": actor.country, "sector": sector, "key": actor.key}

"""Articles and events as JSON objects: the form of the gold files (`../shared/gold/GUIDELINES.md`) and back.

The fields that the gold has (`type`, `mode`, `trigger`, `sources`, `targets`, `places`, `date`, `status`,
`attribution`, `killed`, `wounded`) look exactly as they do there. What we add stands under further keys: identity and
degrees inside an actor or place, `sentence`, `confidence`, `reason`, and `evidence` by slot. What is unknown or empty
is left out of the further keys. `event_from_record` takes both a bare gold event and our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from nlp.schema import (
    MODES,
    Actor,
    ActorKind,
    Article,
    Attribution,
    Count,
    Event,
    EventType,
    Evidence,
    Place,
    Span,
    Status,
    When,
)

Record = dict[str, Any]
_Member = TypeVar("_Member", bound=StrEnum)
_PLACE_FIELDS = ("key", "latitude", "longitude", "uncertainty_km", "country", "admin1", "relation")
_SLOTS = ("date", "status", "attribution", "killed", "wounded")


class RecordError(ValueError):
    """A JSON object is no article or event: the message names the field that is missing or wrong."""


def article_from_record(record: object) -> Article:
    """Make an article of `{id, text, published, lang?, publisher?, title?, url?}`; further keys are ignored.

    `published` is an ISO date (a time after it is dropped). Raises RecordError.
    """
    fields = _mapping(record, "article")
    optional = {name: _text_or_none(fields, name) for name in ("lang", "publisher", "title", "url")}
    identity = fields.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if not isinstance(identity, str) or not identity:
        raise RecordError("field 'id' must be a text that is not empty")
    return Article(id=identity, text=_text(fields, "text"), published=_day(fields, "published"), **optional)


def event_to_record(event: Event) -> Record:
    """Give the event as an object that `json.dumps` takes; dates become ISO texts."""
    record: Record = {
        "type": event.type.value,
        "mode": event.mode,
        "trigger": _span_record(event.trigger),
        "sources": [_actor_record(actor) for actor in event.sources],
        "targets": [_actor_record(actor) for actor in event.targets],
        "places": [_place_record(place) for place in event.places],
        "date": _when_record(event.when),
        "status": event.status.value,
        "attribution": [attribution.name for attribution in event.attribution],
        "killed": event.killed.value if event.killed else None,
        "wounded": event.wounded.value if event.wounded else None,
        "sentence": _span_record(event.sentence),
        "confidence": round(event.confidence, 4),
        "reason": event.reason,
    }
    if evidence := _slot_evidence(event):
        record["evidence"] = evidence
    return record


def event_from_record(record: object) -> Event:
    """Make an event of its object; where `sentence` is absent (gold files) the trigger stands in.

    Raises RecordError.
    """
    fields = _mapping(record, "event")
    kind = _member(EventType, fields, "type")
    mode = _text_or_none(fields, "mode")
    if mode is not None and mode not in MODES[kind]:
        raise RecordError(f"field 'mode' is {mode!r}, which {kind.value} does not have")
    trigger = _span(fields, "trigger")
    evidence = _mapping(fields.get("evidence") or {}, "evidence")
    return Event(
        type=kind,
        mode=mode,
        trigger=trigger,
        sentence=_span(fields, "sentence") if fields.get("sentence") else trigger,
        sources=tuple(_actor(item, "sources") for item in _items(fields, "sources")),
        targets=tuple(_actor(item, "targets") for item in _items(fields, "targets")),
        places=tuple(_place(item) for item in _items(fields, "places")),
        when=_when(fields.get("date"), evidence),
        status=_member(Status, fields, "status") if fields.get("status") else Status.OCCURRED,
        status_evidence=_evidence(evidence, "status"),
        attribution=_attributions(fields, evidence),
        killed=_count(fields, "killed", evidence),
        wounded=_count(fields, "wounded", evidence),
        confidence=_number(fields, "confidence", 1.0),
        reason=_text_or_none(fields, "reason") or "lexicon",
    )


# ---------------------------------------------------------------- writing


def _span_record(span: Span) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}


def _evidence_records(evidence: Sequence[Evidence]) -> list[Record]:
    return [{**_span_record(item.span), "reason": item.reason} for item in evidence]


def _known(record: Record) -> Record:
    return {key: value for key, value in record.items() if value not in (None, [])}


def _actor_record(actor: Actor) -> Record:
    further = {
        "key": actor.key,
        "kind": actor.kind.value if actor.kind else None,
        "country": actor.country,
        "evidence": _evidence_records(actor.evidence),
    }
    return {"name": actor.name, "also": list(actor.also), **_known(further)}


def _place_record(place: Place) -> Record:
    further = {name: getattr(place, name) for name in _PLACE_FIELDS}
    further["evidence"] = _evidence_records(place.evidence)
    return {"name": place.name, "also": list(place.also), **_known(further)}


def _when_record(when: When | None) -> Record | None:
    if when is None:
        return None
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
    }


def _slot_evidence(event: Event) -> Record:
    return _known(
        {
            "date": _evidence_records(event.when.evidence) if event.when else None,
            "status": _evidence_records(event.status_evidence),
            "attribution": [
                {**_known({"key": said.key}), "spans": _evidence_records(said.evidence)} for said in event.attribution
            ],
            "killed": _evidence_records(event.killed.evidence) if event.killed else None,
            "wounded": _evidence_records(event.wounded.evidence) if event.wounded else None,
        }
    )


# ---------------------------------------------------------------- reading


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RecordError(f"{what} must be a JSON object, not {type(value).__name__}")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise RecordError(f"field {name!r} must be a text" if name in fields else f"field {name!r} is missing")
    return value


def _text_or_none(fields: Mapping[str, Any], name: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name)


def _day(fields: Mapping[str, Any], name: str) -> date:
    value = _text(fields, name)
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise RecordError(f"field {name!r} must be a date such as 2017-05-19, not {value[:40]!r}") from None


def _number(fields: Mapping[str, Any], name: str, default: float) -> float:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RecordError(f"field {name!r} must be a number")
    return float(value)


def _number_or_none(fields: Mapping[str, Any], name: str) -> float | None:
    return None if fields.get(name) is None else _number(fields, name, 0.0)


def _whole(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RecordError(f"field {name!r} must be a whole number")
    return value


def _items(fields: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = fields.get(name)
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise RecordError(f"field {name!r} must be a list")
    return value


def _member(kind: type[_Member], fields: Mapping[str, Any], name: str) -> _Member:
    value = _text(fields, name)
    try:
        return kind(value)
    except ValueError:
        raise RecordError(f"field {name!r} is {value[:40]!r}, not one of {', '.join(kind)}") from None


def _span(fields: Mapping[str, Any], name: str) -> Span:
    return _span_of(_mapping(fields.get(name), f"field {name!r}"))


def _span_of(fields: Mapping[str, Any]) -> Span:
    return Span(_text(fields, "text"), _whole(fields, "start"), _whole(fields, "end"))


def _evidence(fields: Mapping[str, Any], name: str) -> tuple[Evidence, ...]:
    spans = [_mapping(item, f"an item of {name!r}") for item in _items(fields, name)]
    return tuple(Evidence(_span_of(span), _text(span, "reason")) for span in spans)


def _forms(fields: Mapping[str, Any]) -> tuple[str, ...]:
    forms = _items(fields, "also")
    if not all(isinstance(form, str) for form in forms):
        raise RecordError("field 'also' must be a list of texts")
    return tuple(forms)


def _actor(item: object, role: str) -> Actor:
    fields = _mapping(item, f"an item of {role!r}")
    return Actor(
        name=_text(fields, "name"),
        also=_forms(fields),
        evidence=_evidence(fields, "evidence"),
        key=_text_or_none(fields, "key"),
        kind=_member(ActorKind, fields, "kind") if fields.get("kind") else None,
        country=_text_or_none(fields, "country"),
    )


def _place(item: object) -> Place:
    fields = _mapping(item, "an item of 'places'")
    return Place(
        name=_text(fields, "name"),
        also=_forms(fields),
        evidence=_evidence(fields, "evidence"),
        key=_text_or_none(fields, "key"),
        latitude=_number_or_none(fields, "latitude"),
        longitude=_number_or_none(fields, "longitude"),
        uncertainty_km=_number_or_none(fields, "uncertainty_km"),
        country=_text_or_none(fields, "country"),
        admin1=_text_or_none(fields, "admin1"),
        relation=_text_or_none(fields, "relation"),
    )


def _when(value: object, evidence: Mapping[str, Any]) -> When | None:
    if value is None:
        return None
    fields = _mapping(value, "field 'date'")
    days = [_day(fields, name) if fields.get(name) is not None else None for name in ("start", "end")]
    return When(days[0], days[1], _evidence(evidence, "date"))


def _attributions(fields: Mapping[str, Any], evidence: Mapping[str, Any]) -> tuple[Attribution, ...]:
    names, details = _items(fields, "attribution"), _items(evidence, "attribution")
    if not all(isinstance(name, str) for name in names):
        raise RecordError("field 'attribution' must be a list of texts")
    said = []
    for index, name in enumerate(names):
        detail = _mapping(details[index], "an item of 'attribution'") if index < len(details) else {}
        said.append(Attribution(name, _evidence(detail, "spans"), _text_or_none(detail, "key")))
    return tuple(said)


def _count(fields: Mapping[str, Any], name: str, evidence: Mapping[str, Any]) -> Count | None:
    return None if fields.get(name) is None else Count(_whole(fields, name), _evidence(evidence, name))

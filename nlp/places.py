"""Where: the places that a French text names, with the words that relate them to what happens, on the map.

A name is a place when the gazetteer knows it well, or when it stands where only a place can stand («dans le village de
X», «à X»). Names of actors and persons are never places; a capital that acts («Bagdad a dénoncé») is marked a metonym.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from nlp.actors import ActorList
from nlp.gazetteer.lookup import Gazetteer, PlaceContext, ResolvedPlace, distance_km
from nlp.names import skeleton
from nlp.place_anaphora import stand_ins
from nlp.place_scan import PlaceMention, scan_places
from nlp.schema import Evidence, Place, Span

__all__ = ["Gazetteer", "PlaceContext", "PlaceMention", "ResolvedPlace", "find_places", "place_of_mention"]

_ANCHORED_KM = 25.0  # radius of an unknown village around the place it is named with
_BROAD_KM = {"region": 60.0, "county": 25.0}  # radius of «l'oblast de X» where only the town X is on the map


def find_places(doc: Doc, gazetteer: Gazetteer, actors: ActorList) -> list[PlaceMention]:
    """The places that a parsed text names, in text order, resolved by what the whole text names."""
    mentions = scan_places(doc, gazetteer, actors)
    context = _context(doc, [mention for mention in mentions if not mention.doubtful], actors)
    resolved = [replace(mention, resolved=_resolve(mention, gazetteer, context)) for mention in mentions]
    countries = {*context.countries, *(mention.resolved.country for mention in resolved if mention.resolved)}
    resolved = [_site(mention, gazetteer, context, countries) for mention in resolved]
    resolved = [_within(doc, mention, resolved) for mention in resolved]
    anchored = [replace(mention, anchor=_anchor(doc, mention, resolved)) for mention in resolved]
    return stand_ins(doc, anchored, actors)


def place_of_mention(mention: PlaceMention, reason: str = "place") -> Place:
    """The place of the vocabulary for a mention: moved as its relation says, with the radius that is left of doubt."""
    span = Span(mention.name, mention.start_char, mention.end_char)  # the reader cuts it out of the text
    known = mention.resolved or mention.anchor
    place = Place(
        mention.name,
        mention.also,
        (Evidence(span, reason),),
        relation=mention.relation.words if mention.relation else None,
    )
    if known is None:
        return place
    latitude, longitude, radius = known.latitude, known.longitude, known.uncertainty_km
    if mention.resolved is None:
        radius += _ANCHORED_KM
    radius = max(radius, _BROAD_KM.get(mention.kind or "", 0.0))
    if mention.relation:
        latitude, longitude, radius = mention.relation.apply(latitude, longitude, radius)
    return replace(
        place,
        key=mention.resolved.key if mention.resolved else None,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        uncertainty_km=radius,
        country=known.country,
        admin1=known.admin1,
    )


def _context(doc: Doc, mentions: Iterable[PlaceMention], actors: ActorList) -> PlaceContext:
    places = tuple(dict.fromkeys(mention.also[0] if mention.also else mention.name for mention in mentions))
    countries = [iso3 for place in places if (iso3 := actors.find_country(place))]
    adjectives = {iso3 for token in doc if token.pos_ in ("ADJ", "NOUN", "PROPN")
                  and (iso3 := actors.find_country_adjective(token.text))}  # fmt: skip
    return PlaceContext(places, (*countries, *sorted(adjectives)))


def _resolve(mention: PlaceMention, gazetteer: Gazetteer, context: PlaceContext) -> ResolvedPlace | None:
    kind = mention.kind if mention.kind in ("region", "county") else None
    names = (mention.name,) if mention.kind == "facility" else (mention.name, *mention.also)
    return next((found for name in names if (found := gazetteer.resolve(name, replace(context, kind=kind)))), None)


def _site(
    mention: PlaceMention, gazetteer: Gazetteer, context: PlaceContext, countries: set[str | None]
) -> PlaceMention:
    """A site no list has lies in the town it is called after («hôpital de Kaya»), if that is where the text plays."""
    if mention.kind != "facility" or mention.resolved:
        return mention
    towns = ((name, gazetteer.resolve(name, context)) for name in mention.also)
    sure = (town for name, town in towns if town and (_is_press_place(town) or _fits(town, name, countries)))
    return replace(mention, resolved=next(sure, None))


def _fits(town: ResolvedPlace, name: str, countries: set[str | None]) -> bool:
    """In a country of the article, and called so: not a foreign town that has the name as an old byname."""
    return town.country in countries and skeleton(town.name) == skeleton(name)


def _is_press_place(place: ResolvedPlace) -> bool:
    return place.key.startswith("seed:") and place.kind not in ("area", "country")


def _within(doc: Doc, mention: PlaceMention, resolved: list[PlaceMention]) -> PlaceMention:
    """The first-level region of a town by the text, where no list has it: «à Beni, dans le Nord-Kivu»."""
    town = mention.resolved
    if town is None or town.admin1 or town.kind in ("country", "region", "area"):
        return mention
    sentence = doc[mention.start].sent
    regions = (other.resolved for other in resolved if other.resolved and sentence.start <= other.start < sentence.end)
    holding = (region for region in regions if region.kind == "region" and _holds(region, town))
    region = next(holding, None)
    return replace(mention, resolved=replace(town, admin1=region.name)) if region else mention


def _holds(region: ResolvedPlace, town: ResolvedPlace) -> bool:
    points = ((place.latitude, place.longitude) for place in (region, town))
    return region.country == town.country and distance_km(*points) < 2 * region.uncertainty_km


def _anchor(doc: Doc, mention: PlaceMention, resolved: list[PlaceMention]) -> ResolvedPlace | None:
    """For an unknown place the nearest resolved one of its sentence, which says where to look for it."""
    if mention.resolved is not None:
        return None
    sentence = doc[mention.start].sent
    beside = [other for other in resolved if other.resolved and sentence.start <= other.start < sentence.end]
    beside = [other for other in beside if not other.doubtful]
    beside = [other for other in beside if not other.metonym] or beside
    nearest = min(beside, key=lambda other: abs(other.start - mention.start), default=None)
    return nearest.resolved if nearest else None

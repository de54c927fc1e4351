"""Where: the places that a French text names, with the words that relate them to what happens, on the map.

A name is a place when the gazetteer knows it well, or when it stands where only a place can stand («dans le village de
X», «à X»). Names of actors and persons are never places; a capital that acts («Bagdad a dénoncé») is marked a metonym.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from nlp.actors import ActorList
from nlp.gazetteer.lookup import Gazetteer, PlaceContext, ResolvedPlace, distance_km
from nlp.names import fold, skeleton
from nlp.patterns.fr_places import PLACE_VERBS
from nlp.place_anaphora import stand_ins
from nlp.place_links import contains, is_border, link, partners, town_of
from nlp.place_scan import PlaceMention, scan_places
from nlp.schema import Evidence, Place, Span

__all__ = ["Gazetteer", "PlaceContext", "PlaceMention", "ResolvedPlace", "find_places", "place_of_mention"]

_ANCHORED_KM = 25.0  # radius of an unknown village around the place it is named with
_WELL_KNOWN = 20_000  # inhabitants of a town that a wrong distance does not make another
_BROAD_KM = {"region": 60.0, "county": 25.0}  # radius of «l'oblast de X» where only the town X is on the map


def find_places(doc: Doc, gazetteer: Gazetteer, actors: ActorList) -> list[PlaceMention]:
    """The places that a parsed text names, in text order, resolved by what the whole text names."""
    mentions = scan_places(doc, gazetteer, actors)
    context = _context(doc, [mention for mention in mentions if not mention.doubtful], actors)
    mentions = link(doc, mentions)
    spoken = _Spoken(doc, mentions, actors)
    resolved = [replace(m, resolved=_resolve(m, gazetteer, replace(context, here=spoken.at(m)))) for m in mentions]
    resolved = [_held(mention, resolved, gazetteer, context) for mention in resolved]
    resolved = [_near_locator(mention, resolved) for mention in resolved]
    countries = {*context.countries, *(mention.resolved.country for mention in resolved if mention.resolved)}
    resolved = [_site(mention, gazetteer, context, countries) for mention in resolved]
    resolved = [_within(doc, mention, resolved) for mention in resolved]
    ends = partners(doc, resolved)
    resolved = [replace(mention, partner=ends.get(position)) for position, mention in enumerate(resolved)]
    anchored = [_anchored(doc, mention, resolved) for mention in resolved]
    anchored = [replace(mention, town=town_of(doc, n, anchored)) for n, mention in enumerate(anchored)]
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
    latitude, longitude, radius = _point(mention, known)
    return replace(
        place,
        key=mention.resolved.key if mention.resolved else None,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        uncertainty_km=_rounded(radius),
        country=known.country,
        admin1=known.admin1,
        town=_as_place(mention.town) if mention.town else None,
    )


def _as_place(town: ResolvedPlace) -> Place:
    return Place(
        town.name,
        key=town.key,
        latitude=round(town.latitude, 4),
        longitude=round(town.longitude, 4),
        uncertainty_km=town.uncertainty_km,
        country=town.country,
        admin1=town.admin1,
    )


def _point(mention: PlaceMention, known: ResolvedPlace) -> tuple[float, float, float]:
    latitude, longitude, radius = known.latitude, known.longitude, known.uncertainty_km
    if mention.partner:
        return _between(known, mention.partner)
    said = mention.locator_relation
    if mention.resolved is None and said and said.distance_km is not None:
        latitude, longitude, radius = said.apply(latitude, longitude, radius)
    elif mention.resolved is None and (said or mention.locator is None):
        radius += _ANCHORED_KM
    radius = max(radius, _BROAD_KM.get(mention.kind or "", 0.0))
    return mention.relation.apply(latitude, longitude, radius) if mention.relation else (latitude, longitude, radius)


def _between(one: ResolvedPlace, other: ResolvedPlace) -> tuple[float, float, float]:
    """The middle of two places, and half their distance; across the date line the nearer way round."""
    east = (other.longitude - one.longitude + 180.0) % 360.0 - 180.0
    longitude = (one.longitude + east / 2 + 180.0) % 360.0 - 180.0
    away = distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))
    return (one.latitude + other.latitude) / 2, longitude, max(away / 2, one.uncertainty_km, other.uncertainty_km)


def _rounded(radius_km: float) -> float:
    """Whole kilometres, tens of them from a hundred on: a radius is no measurement."""
    return float(max(1, round(radius_km))) if radius_km < 100 else float(round(radius_km / 10) * 10)


class _Spoken:
    """The countries that the sentence of a mention speaks of, by name or demonym; each sentence is read once."""

    def __init__(self, doc: Doc, mentions: Iterable[PlaceMention], actors: ActorList) -> None:
        self._doc, self._actors = doc, actors
        self._named = [(m.start, iso3) for m in mentions if not m.doubtful and (iso3 := actors.find_country(m.name))]
        self._read = cache(self._sentence)

    def at(self, mention: PlaceMention) -> frozenset[str]:
        sentence = self._doc[mention.start].sent
        return self._read(sentence.start, sentence.end)

    def _sentence(self, start: int, end: int) -> frozenset[str]:
        words = (token for token in self._doc[start:end] if token.pos_ in ("ADJ", "NOUN", "PROPN"))
        adjectives = {iso3 for token in words if (iso3 := self._actors.find_country_adjective(token.text))}
        return frozenset(adjectives | {iso3 for position, iso3 in self._named if start <= position < end})


def _held(
    mention: PlaceMention, resolved: list[PlaceMention], gazetteer: Gazetteer, context: PlaceContext
) -> PlaceMention:
    """«Paris, au Texas»: of the places with that name the one in the country or region named beside it."""
    locator = resolved[mention.locator] if mention.locator is not None else None
    if locator is None or not contains(mention, locator) or (mention.resolved and mention.resolved.kind == "country"):
        return mention
    return replace(mention, resolved=_resolve(mention, gazetteer, replace(context, inside=locator.resolved)))


def _near_locator(mention: PlaceMention, resolved: list[PlaceMention]) -> PlaceMention:
    """A namesake far from where the text says is another village: «Tarkint, à 120 km au nord de Gao»."""
    locator = resolved[mention.locator].resolved if mention.locator is not None else None
    town, relation = mention.resolved, mention.locator_relation
    if not (town and locator and relation and relation.distance_km) or town.population >= _WELL_KNOWN:
        return mention
    away = distance_km((town.latitude, town.longitude), (locator.latitude, locator.longitude))
    far = away > 2 * relation.distance_km + locator.uncertainty_km + _ANCHORED_KM
    return replace(mention, resolved=None) if far and not _is_press_place(town) else mention


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


def _anchored(doc: Doc, mention: PlaceMention, resolved: list[PlaceMention]) -> PlaceMention:
    """An unknown place with the one that says where to look for it: its locator, else the nearest of its sentence."""
    if mention.resolved is not None:
        return mention
    locator = resolved[mention.locator].resolved if mention.locator is not None else None
    if locator:
        return replace(mention, anchor=locator)
    mention = replace(mention, locator=None, locator_relation=None)
    return replace(mention, anchor=_beside(doc, mention, resolved))


def _beside(doc: Doc, mention: PlaceMention, resolved: list[PlaceMention]) -> ResolvedPlace | None:
    sentence = doc[mention.start].sent
    beside = [other for other in resolved if other.resolved and sentence.start <= other.start < sentence.end]
    if doc[max(0, mention.start - 3) : mention.start].text_with_ws.find("voisin") >= 0:  # «le village voisin de X»
        towns = [other for other in resolved if other.resolved and other.start < mention.start and not other.metonym]
        beside = beside or [other for other in towns if other.resolved and other.resolved.kind == "locality"]
    written = {fold(other.name) for other in resolved if other.dateline}
    beside = [other for other in beside if not (other.doubtful or fold(other.name) in written or is_border(doc, other))]
    beside = [other for other in beside if not other.metonym] or [m for m in beside if not _strikes(doc, m)]
    nearest = min(beside, key=lambda other: abs(other.start - mention.start), default=None)
    return nearest.resolved if nearest else None


def _strikes(doc: Doc, mention: PlaceMention) -> bool:
    """«La Turquie a bombardé Zoumarra»: who strikes a village does so abroad as well as at home."""
    head = doc[mention.head]
    return head.dep_.startswith("nsubj") and head.head.lemma_ in PLACE_VERBS

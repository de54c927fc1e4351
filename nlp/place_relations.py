"""The words between an event and a place: «au sud de», «à 60 km de», «près de», and where they lead."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from nlp.patterns.fr_places import COMPASS, PREPOSITIONS, TERRITORIES

_NEAR_KM, _DIRECTION_KM, _BETWEEN_KM = 10.0, 20.0, 25.0  # what «près de», «au sud de», «entre» add to a place's radius
_KM_PER_DEGREE = 111.2
_KM_PER_MILE = 1.852  # the press counts miles at sea
_KM_PER_HOUR = 50.0  # «à deux heures de route»

_COMPASS = "|".join(sorted((point.replace("-", "[-‑ ]") for point in COMPASS), key=len, reverse=True))
_ARTICLE = r"(?:(?:la|le|les)\s+|l['’])?"
_OF = rf"(?:de\s+{_ARTICLE}|du\s+|des\s+|d['’])"
DISTANCE = (
    r"à\s+(?:une\s+)?(?:environ|quelque|quelques|près\s+de|moins\s+de|plus\s+de)?\s*(?P<number>[\w,.]+(?:\s\d{3})?|)"
    r"(?:\s+de)?\s*(?P<unit>km|kilomètres?|mètres|heures?|milles?|miles|nautiques)(?:\s+(?:nautiques|marins))?"
    r"(?:\s+de\s+(?:route|marche))?"
)
_DIRECTION = (
    rf"(?:au|du|le|vers\s+le|dans\s+le|(?:à|de|vers|dans)\s+l['’]|l['’])\s*(?:extrême[- ])?(?P<direction>{_COMPASS})"
)
_RELATION = re.compile(
    rf"(?P<words>(?:{DISTANCE}(?:\s+(?:{_DIRECTION}|au\s+large|des\s+côtes))?"
    rf"|{_DIRECTION.replace('direction', 'direction_alone')})\s+{_OF}"
    rf"|(?:près|proche|non\s+loin|autour|à\s+proximité|aux\s+(?:abords|environs|alentours|portes)|au\s+large"
    rf"|en\s+périphérie|à\s+la\s+périphérie|dans\s+(?:la\s+périphérie|la\s+banlieue(?:\s+\w+)?|les\s+environs|le\s+centre"
    rf"|la\s+région)|à\s+l['’](?:entrée|extérieur|intérieur)|au\s+(?:centre|cœur|coeur)|en\s+face|hors|en\s+direction"
    rf"|au-delà|le\s+long|du\s+côté|sur\s+la\s+route)\s+{_OF}|entre\s+{_ARTICLE})$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    rf"(?:^|[\s(«\"'’])(?P<words>{'|'.join(sorted(map(re.escape, PREPOSITIONS), key=len, reverse=True))})"
    rf"(?:\s+{_ARTICLE}|\s*$)$",
    re.IGNORECASE,
)
_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "cent": 100, "centaine": 100, "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a happening lies from a place: the `words`, `bearing` in degrees from north, `distance_km`; None unsaid."""

    words: str
    bearing: float | None = None
    distance_km: float | None = None

    def apply(self, latitude: float, longitude: float, radius_km: float) -> tuple[float, float, float]:
        """Move a point as the words say; gives latitude, longitude and the radius within which the happening lies.

        With a distance but no direction, or a direction but no distance, the point stays and the radius grows.
        """
        if self.bearing is not None and self.distance_km is not None:
            north = self.distance_km * math.cos(math.radians(self.bearing)) / _KM_PER_DEGREE
            scale = _KM_PER_DEGREE * max(math.cos(math.radians(latitude)), 0.1)
            east = self.distance_km * math.sin(math.radians(self.bearing)) / scale
            return latitude + north, longitude + east, max(radius_km, self.distance_km / 4)
        if self.distance_km is not None:
            return latitude, longitude, radius_km + self.distance_km
        if self.bearing is not None:
            return latitude, longitude, radius_km + _DIRECTION_KM
        return latitude, longitude, radius_km + (_BETWEEN_KM if self.words.startswith("entre") else _NEAR_KM)


def relation_before(text: str) -> Relation | None:
    """The relation that ends the given text («… à 60 km au sud de »); None for a plain preposition or none."""
    split = split_relation(text)
    return split[1] if split else None


def split_relation(text: str) -> tuple[str, Relation] | None:
    """What stands before the relation that ends the text, and the relation; None without one."""
    match = _RELATION.search(text)
    if not match:
        return None
    words = " ".join(match.group("words").split())
    direction = match.group("direction") or _direction_alone(match)
    bearing = COMPASS.get(re.sub(r"[ ‑]", "-", direction.lower())) if direction else None
    relation = Relation(re.sub(r"\s+(?:la|le|les|l['’])$", "", words), bearing, _distance(match))
    return text[: match.start()], relation


def preposition_before(text: str) -> str | None:
    """The locative preposition that ends the text, articles aside («… dans la » gives «dans»)."""
    match = _PREPOSITION.search(text)
    return " ".join(match.group("words").lower().split()) if match else None


def _direction_alone(match: re.Match[str]) -> str | None:
    return match.groupdict().get("direction_alone")


def _distance(match: re.Match[str]) -> float | None:
    number, unit = match.group("number"), match.group("unit")
    if not unit:
        return None
    words = (number or "").lower().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        value = float(words)
    except ValueError:
        value = float(_NUMBERS.get(words.removeprefix("une"), 0))
    if not value:
        return None
    scales = {"k": 1.0, "heure": _KM_PER_HOUR, "mi": _KM_PER_MILE, "nau": _KM_PER_MILE, "mètre": 0.001}
    return value * next(scale for start, scale in scales.items() if unit.lower().startswith(start))


_TERRITORY = re.compile(
    r"(?P<phrase>(?:(?:la|le|les)\s+|l['’]|d['’])?"
    rf"(?P<noun>{'|'.join(sorted(TERRITORIES, key=len, reverse=True))})"
    r"(?:\s+\w+(?:é|ée|ien|ienne|ais|aise|ain|aine|ique|al|ale|ier|ière|eux|euse|oche|oire|on|in|ine|if|ive|el|elle))?"
    r"\s+(?:de\s+(?:la\s+|l['’]|les\s+)?|du\s+|des\s+|d['’]))$"
)


def territory_before(left: str) -> tuple[str, str | None]:
    """The words «village de » that end the text, and the kind of place they announce."""
    match = _TERRITORY.search(left)
    return (match.group("phrase"), TERRITORIES[match.group("noun")]) if match else ("", None)

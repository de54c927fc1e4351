"""Places found in French sentences: which names are places, what relates them, and where they lie."""

import pytest

from nlp import pipeline
from nlp.actors import ActorList
from nlp.gazetteer.lookup import distance_km
from nlp.places import Gazetteer, PlaceMention, find_places, place_of_mention
from nlp.schema import Place


class Finder:
    """The models once for the module."""

    def __init__(self) -> None:
        self.french, self.gazetteer, self.actors = pipeline.load(), Gazetteer.load(), ActorList.load()

    def __call__(self, text: str) -> list[PlaceMention]:
        return find_places(self.french.parse(text), self.gazetteer, self.actors)


@pytest.fixture(scope="module")
def find() -> Finder:
    try:
        return Finder()
    except pipeline.ModelMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("L'armée irakienne a repris mardi Khams Taloul et Tal Afar.", ["Khams Taloul", "Tal Afar"]),
        ("Une bombe a explosé dans le village de Zarqoubin, près de Mossoul.", ["Zarqoubin", "Mossoul"]),
        ("Les rebelles ont fui vers la bande de Gaza.", ["bande de Gaza"]),
        ("Des tirs ont visé l'aéroport militaire de Deir Ezzor.", ["aéroport militaire de Deir Ezzor"]),
        ("Deux soldats ont péri dans le camp de réfugiés de Jénine.", ["camp de réfugiés de Jénine"]),
        ("Une patrouille est tombée dans une embuscade dans le Nord-Kivu.", ["Nord-Kivu"]),
        ("Des combats ont éclaté à Khan Younès, à Rafah et à N'Djamena.", ["Khan Younès", "Rafah", "N'Djamena"]),
    ],
)
def test_places_are_found_whole(find: Finder, text: str, places: list[str]) -> None:
    """Longest match: sites keep their noun, villages do not, and an unknown village counts."""
    assert [mention.name for mention in find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "Le général Hassan Ali a accusé Daesh.",
        "Le Hezbollah a rejeté la proposition de Sergueï Lavrov.",
        "Selon Reuters et l'agence Sana, l'accord est signé.",
        "Des soldats irakiens ont désarmé des miliciens syriens.",
        "Emmanuel Macron a parlé à Donald Trump.",
    ],
)
def test_persons_actors_and_adjectives_are_no_places(find: Finder, text: str) -> None:
    """A village called Hassan or Sana does not make a place of a person or an agency."""
    assert [mention.name for mention in find(text)] == []


def test_a_capital_that_acts_is_a_metonym(find: Finder) -> None:
    """«Bagdad a dénoncé» is the government, «à Bagdad» the city."""
    (acting,) = find("Bagdad a dénoncé cette attaque.")
    assert all(mention.metonym for mention in find("Paris et Berlin ont condamné cette attaque."))
    assert not any(mention.metonym for mention in find("Damas a été bombardée."))
    (place,) = find("Une bombe a tué trois passants à Bagdad.")
    assert acting.metonym and not acting.locative
    assert place.locative and not place.metonym and place.preposition == "à"


def test_offsets_point_into_the_text(find: Finder) -> None:
    """Character and token spans give back the name, over line ends too."""
    text = "Un raid a eu lieu.\nDes blindés sont entrés dans le village d'Al-Hamra, au sud de Tal Afar."
    doc = find.french.parse(text)
    mentions = find_places(doc, find.gazetteer, find.actors)
    assert [mention.name for mention in mentions] == ["Al-Hamra", "Tal Afar"]
    for mention in mentions:
        assert text[mention.start_char : mention.end_char] == mention.name
        assert doc[mention.start : mention.end].text == mention.name
        assert mention.start <= mention.head < mention.end


def test_the_article_resolves_its_homonyms(find: Finder) -> None:
    """Qayrawan beside Tal Afar is in Iraq, Kairouan beside Tunis in Tunisia, Tripoli beside Beyrouth in Lebanon."""
    assert _countries(find("Le Hachd a repris Qayrawan, à l'ouest de Tal Afar, en Irak.")) == {"IRQ"}
    assert _countries(find("La police a fermé un marché à Kairouan, au sud de Tunis.")) == {"TUN"}
    assert _countries(find("Des heurts ont eu lieu à Tripoli et à Beyrouth, au Liban.")) == {"LBN"}


def test_distance_and_direction_move_the_place(find: Finder) -> None:
    """«à 60 km au sud de Mossoul» lies 60 km south of it, and keeps the words."""
    (mention,) = find("Un convoi a été attaqué à 60 km au sud de Mossoul.")
    place = place_of_mention(mention)
    assert place.relation == "à 60 km au sud de" and place.country == "IRQ" and place.key == "seed:mossoul-iq"
    assert place.latitude is not None and place.longitude is not None and mention.resolved is not None
    gap = distance_km((place.latitude, place.longitude), (mention.resolved.latitude, mention.resolved.longitude))
    assert abs(gap - 60) < 1 and place.latitude < mention.resolved.latitude


def test_an_unknown_village_lies_near_what_it_is_named_with(find: Finder) -> None:
    """No key, the neighbour's coordinates, and a radius that says so; the evidence is the name in the text."""
    village, town = find("Des hommes armés ont incendié le village de Zarqoubin, près de Mopti, au Mali.")[:2]
    place = place_of_mention(village)
    assert village.resolved is None and place.key is None and place.country == "MLI"
    assert place.uncertainty_km is not None and place_of_mention(town).uncertainty_km is not None
    assert place.uncertainty_km > 20 and place.evidence[0].span.text == "Zarqoubin"


def test_between_relates_both_places(find: Finder) -> None:
    """«entre X et Y» lies at neither."""
    mentions = find("Un bus a sauté sur une mine entre Gao et Ansongo.")
    assert [mention.relation.words for mention in mentions if mention.relation] == ["entre", "entre"]


def test_texts_without_places_give_none(find: Finder) -> None:
    """Empty and placeless texts are no error."""
    assert find("") == [] and find("Il pleut.") == []


def _countries(mentions: list[PlaceMention]) -> set[str | None]:
    return {mention.resolved.country for mention in mentions if mention.resolved and not mention.metonym}


def test_a_site_no_list_has_lies_in_its_town(find: Finder) -> None:
    """«hôpital de Kaya» lies in Kaya; its name keeps the noun, the town is the other form."""
    (site, country) = find("Des blessés ont été évacués vers l'hôpital de Kaya, au Burkina Faso.")
    assert site.name == "hôpital de Kaya" and site.also == ("Kaya",) and country.name == "Burkina Faso"
    assert site.resolved is not None and site.resolved.country == "BFA"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Des tirs ont visé le quartier d'al-Zanjili, dans l'ouest de Mossoul.", "Mossoul"),
        ("À Alep, le quartier de Bab al-Nairab a été bombardé.", "Alep"),
        ("L'armée a pris d'assaut l'hôpital al-Chifa de Gaza.", "Gaza"),
        ("Une bombe a explosé dans le quartier de Karrada.", "Bagdad"),
        ("Des tirs ont visé le village de Zarqoubin, au nord de Mossoul.", None),
        ("Une bombe a explosé dans le village de Zarqoubin, près de Mossoul.", None),
    ],
)
def test_a_quarter_lies_in_its_town(find: Finder, text: str, town: str | None) -> None:
    """By the gazetteer or by the text; a village beside a town does not."""
    places = [place_of_mention(mention) for mention in find(text)]
    told = [place.town.name for place in places if place.town]
    assert told == ([town] if town else [])


def test_names_of_press_regions_need_no_capital(find: Finder) -> None:
    """«la zone des trois frontières» is on the map although nothing in it is capitalised."""
    assert "trois frontières" in " ".join(m.name for m in find("Des civils ont fui la zone des trois frontières."))


def test_the_text_tells_a_towns_region(find: Finder) -> None:
    """«à Beni, dans le Nord-Kivu»: the first administrative level where no list has it."""
    (town, _) = find("Des rebelles ont attaqué Beni, dans le Nord-Kivu.")
    assert place_of_mention(town).admin1 == "Nord-Kivu" and place_of_mention(town).country == "COD"


def test_a_province_known_by_its_town_alone_is_wide(find: Finder) -> None:
    """«l'oblast de Louhansk» is not the town, so its radius is a province's."""
    (province,) = find("Des combats ont lieu dans l'oblast de Louhansk.")
    assert (place_of_mention(province).uncertainty_km or 0.0) >= 60


def test_an_apposition_makes_a_place_of_an_unknown_name(find: Finder) -> None:
    """«Oum Zeitouna, un hameau» is no person."""
    places = [
        m.name for m in find("L'armée a repris Oum Zeitouna, un petit hameau au sud de Hassaké.") if not m.doubtful
    ]
    assert places == ["Oum Zeitouna", "Hassaké"]


def test_a_house_of_power_is_a_place_where_one_is_received(find: Finder) -> None:
    """«à l'Élysée» is a place, «l'Élysée a démenti» is not."""
    assert [m.name for m in find("Le ministre a été reçu à l'Élysée.")] == ["Élysée"]
    assert [m.name for m in find("L'Élysée a démenti.") if not m.doubtful] == []


def test_a_town_taken_for_a_person_stays_a_candidate(find: Finder) -> None:
    """A listed name where only the event can tell whether it is a place is kept, and marked doubtful."""
    (town,) = find("L'armée a repris Potiskum.")
    assert town.name == "Potiskum" and (town.doubtful or town.resolved is not None)
    (person,) = find("Le porte-parole a rencontré Mubi.") or [None]
    assert person is None or person.doubtful


@pytest.mark.parametrize(
    ("text", "country", "region"),
    [
        ("Des agriculteurs ont bloqué l'autoroute à Valence, dans la Drôme.", "FRA", "Drôme"),
        ("La police a arrêté deux hommes à Valence, en Espagne.", "ESP", None),
        ("La police a dispersé une foule à Saint-Louis, dans le Missouri.", "USA", "Missouri"),
        ("Des pêcheurs ont manifesté à Saint-Louis, au Sénégal.", "SEN", None),
    ],
)
def test_a_region_named_beside_settles_the_homonym(find: Finder, text: str, country: str, region: str | None) -> None:
    """A state or a department tells the country like a country's name, and is the town's first level."""
    town = next(m for m in find(text) if m.name in ("Valence", "Saint-Louis"))
    assert (place_of_mention(town).country, place_of_mention(town).admin1) == (country, region)


def _first(find: Finder, text: str) -> Place:
    return place_of_mention(next(m for m in find(text) if not m.doubtful))


@pytest.mark.parametrize(
    ("text", "anchor", "bearing_to", "away"),
    [
        ("Un raid a visé le village de Zoumarra, à 60 km au nord-ouest de Mossoul.", "Mossoul", "NW", 60),
        ("Des hommes ont attaqué le hameau de Tarkoumit, situé à 120 km au nord de Gao.", "Gao", "N", 120),
        ("Un obus est tombé sur Al-Zouhra, un village situé à 12 km au sud-est de Raqqa, en Syrie.", "Raqqa", "SE", 12),
    ],
)
def test_an_unknown_village_lies_where_its_apposition_says(
    find: Finder, text: str, anchor: str, bearing_to: str, away: float
) -> None:
    """Distance and direction from the named town move the village, and the radius is a quarter of the way."""
    place = _first(find, text)
    town = find.gazetteer.resolve(anchor)
    assert town is not None and place.latitude is not None and place.longitude is not None
    assert abs(distance_km((place.latitude, place.longitude), (town.latitude, town.longitude)) - away) < 2
    assert ("N" in bearing_to) == (place.latitude > town.latitude + 0.01)
    assert ("W" in bearing_to) == (place.longitude < town.longitude - 0.01)
    assert place.uncertainty_km == max(round(away / 4), town.uncertainty_km) and place.key is None


def test_between_is_the_middle(find: Finder) -> None:
    """«entre X et Y» lies half way, with half the distance as radius."""
    first, second = (place_of_mention(m) for m in find("Un bus a sauté sur une mine entre Palmyre et Deir ez-Zor."))
    assert (first.latitude, first.longitude) == (second.latitude, second.longitude) == (34.943, 39.205)
    assert first.uncertainty_km == second.uncertainty_km == 96.0 and first.key != second.key


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Au Liban, des heurts ont éclaté à Tripoli.", "Tripoli", "LBN"),
        ("Des heurts ont éclaté à Tripoli, dans le nord du Liban.", "Tripoli", "LBN"),
        ("Des soldats libanais ont été pris à partie à Tripoli.", "Tripoli", "LBN"),
        ("Des heurts ont éclaté à Tripoli, en Libye, après la visite d'un ministre libanais.", "Tripoli", "LBY"),
        ("Un homme a ouvert le feu à Paris, au Texas.", "Paris", "USA"),
        ("Un ministre américain a été reçu à Paris.", "Paris", "FRA"),
        ("Un incendie a ravagé un entrepôt à Alexandria, en Virginie.", "Alexandria", "USA"),
        ("Une explosion a eu lieu à Birmingham (Alabama).", "Birmingham", "USA"),
        ("L'Inde a rappelé son ambassadeur à Islamabad.", "Islamabad", "PAK"),
        ("Un obus est tombé près de Hasaké, à la frontière avec la Turquie.", "Hasaké", "SYR"),
        ("Un attentat a frappé Marsa Matrouh, en Égypte.", "Marsa Matrouh", "EGY"),
    ],
)
def test_the_country_that_the_text_speaks_of_settles_the_homonym(
    find: Finder, text: str, name: str, country: str
) -> None:
    """A country or state beside the name wins, then what the sentence speaks of; a capital gives way to neither."""
    assert place_of_mention(next(m for m in find(text) if m.name == name)).country == country


def test_places_side_by_side_do_not_hold_each_other(find: Finder) -> None:
    """«à Alep, en Irak et en Iran» leaves Aleppo in Syria."""
    assert _first(find, "Des blessés ont été soignés à Alep, en Irak et en Iran.").country == "SYR"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Une fusillade a éclaté dans une église de Cobbler Springs (Texas).", "église de Cobbler Springs"),
        ("Une fusillade a éclaté à Cobbler Springs, au Texas.", "Cobbler Springs"),
    ],
)
def test_an_unknown_town_named_with_its_state_is_in_the_state(find: Finder, text: str, name: str) -> None:
    """The town is kept, with the state's degrees and radius."""
    place, state = _first(find, text), find.gazetteer.resolve("Texas")
    assert state is not None and (place.name, place.admin1, place.key) == (name, "Texas", None)
    assert place.uncertainty_km == state.uncertainty_km


def test_a_dateline_says_nothing_of_an_unknown_village(find: Finder) -> None:
    """«BAMAKO (AFP) -» and «a-t-on appris à Bamako» put no village near Bamako."""
    text = "BAMAKO (AFP) - Des hommes ont attaqué le village de Tarkoumit, a-t-on appris à Bamako."
    dateline, village = find(text)[:2]
    assert dateline.dateline and place_of_mention(village).latitude is None


def test_who_bombs_an_unknown_village_tells_not_where_it_is(find: Finder) -> None:
    """«La Turquie a bombardé X» puts X not into Turkey."""
    village = next(m for m in find("La Turquie a bombardé le village de Zoumarra.") if m.name == "Zoumarra")
    assert place_of_mention(village).country is None


def test_a_neighbouring_village_is_near_the_town_before(find: Finder) -> None:
    """«le village voisin de X» lies near the town named last."""
    village = find("Des hommes ont attaqué Gao. Ils ont incendié le village voisin d'Issabanko.")[-1]
    assert (place_of_mention(village).country, place_of_mention(village).uncertainty_km) == ("MLI", 31.0)


def test_a_day_is_no_place_but_a_quarter_called_after_one_is(find: Finder) -> None:
    """«le 11-Septembre» is a date, «le quartier du 7-Juillet» a place."""
    assert find("Depuis les attentats du 11-Septembre, tout a changé.") == []
    assert [m.name for m in find("Un obus est tombé sur le quartier du 7-Juillet.")] == ["7-Juillet"]


def test_radii_are_whole_kilometres(find: Finder) -> None:
    """A radius is no measurement: whole kilometres, tens from a hundred on."""
    assert _first(find, "Un attentat a frappé Paris.").uncertainty_km == 15.0
    assert _first(find, "Des combats ont eu lieu en Jordanie.").uncertainty_km == 170.0


def test_a_measured_name_is_a_place_and_a_ship_is_not(find: Finder) -> None:
    """«ainsi que d'Oum Zaatara, à 60 km de Mossoul» is a village, «le MSC Sirius, à 60 milles de» a ship."""
    text = "L'armée a repris le village de Badouch ainsi que d'Oum Zaatara, à 60 km de Mossoul."
    assert [m.name for m in find(text) if not m.doubtful] == ["Badouch", "Oum Zaatara", "Mossoul"]
    ships = find("Des tirs ont visé le MSC Sirius, à 60 milles de Hodeïda.")
    assert [m.name for m in ships if not m.doubtful] == ["Hodeïda"]

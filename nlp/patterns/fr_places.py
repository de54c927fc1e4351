"""French words around the names of places. Data only, lower case with accents as the press writes them."""

# Nouns of settlements and territories: the place is what follows «de», the noun tells its kind.
# Absent on purpose: «pays», «capitale» (they stand for another mention).
TERRITORIES = {
    "village": "locality", "villages": "locality", "ville": "locality", "villes": "locality", "localité": "locality",
    "localités": "locality", "bourg": "locality", "bourgade": "locality", "hameau": "locality", "commune": "locality",
    "communes": "locality", "municipalité": "locality", "cité": "locality", "quartier": "neighbourhood",
    "quartiers": "neighbourhood", "faubourg": "neighbourhood", "district": "county", "districts": "county",
    "cercle": "county", "département": "region", "sous-préfecture": "county", "préfecture": "region",
    "canton": "county",
    "territoire": "county", "chefferie": "county", "groupement": "county", "province": "region", "provinces": "region",
    "gouvernorat": "region", "région": "region", "régions": "region", "État": "region", "état": "region",
    "oblast": "region", "wilaya": "region", "comté": "region", "caza": "county", "secteur": "locality",
    "agglomération": "locality", "métropole": "locality", "port": "locality", "fief": "locality", "bastion": "locality",
    "place-forte": "locality", "enclave": "locality", "poche": "locality", "front": "locality",
    "périphérie": "locality",
    "banlieue": "locality", "abords": "locality", "environs": "locality", "alentours": "locality", "centre": "locality",
    "centre-ville": "locality", "entrée": "locality", "entrées": "locality", "portes": "locality", "sortie": "locality",
    "faubourgs": "locality", "vieille-ville": "locality", "campagne": "locality", "plaine": "area", "vallée": "area",
    "désert": "area", "côte": "area", "côtes": "area", "large": "area", "zone": "area",
}  # fmt: skip
# Territories whose name the press writes with its noun: «région de Krasnodar», «État de Zamfara».
KEPT_TERRITORIES = frozenset({"région", "état", "État", "département"})

# Of these nouns the ones after which even an unknown name is a place. Absent on purpose: «centre», «poche», «front»,
# «entrée», «zone» («le centre d'Amary Traoré» is football).
ANNOUNCING = frozenset(
    {
        "village", "villages", "ville", "villes", "localité", "localités", "bourg", "bourgade", "hameau", "commune",
        "communes", "municipalité", "quartier", "quartiers", "faubourg", "district", "cercle", "département",
        "sous-préfecture", "préfecture", "canton", "province", "provinces", "gouvernorat", "région", "oblast",
        "wilaya", "comté", "caza", "secteur",
    }
)  # fmt: skip

# Nouns of single sites: the place is noun and name together, «aéroport militaire de Deir Ezzor», «rue Didouche».
# Absent on purpose: «ministère», «ambassade», «parlement» without a name (mostly actors), «cour» (mostly a court),
# «centre», «mine», «siège» (also
# football, a look, an attack).
FACILITIES = frozenset(
    {
        "aéroport", "aérodrome", "base", "camp", "hôpital", "palais", "rue", "place", "avenue", "boulevard", "pont",
        "université", "hôtel", "mosquée", "église", "cathédrale", "prison", "pénitencier", "marché", "stade",
        "parc", "forêt", "rivière", "mont", "monts", "montagne", "montagnes", "jebel", "djebel", "île", "îles",
        "îlot", "grotte", "route", "axe", "autoroute", "poste", "carrefour", "rond-point", "école", "lycée",
        "collège", "port", "barrage", "raffinerie", "centrale", "champ", "gare", "caserne", "corridor", "col",
        "tunnel", "usine", "dépôt", "complexe", "sanctuaire", "mausolée", "cimetière", "plage", "détroit", "lac",
        "fleuve", "oued", "poste-frontière", "institut", "monastère", "couvent", "temple", "synagogue", "clinique",
        "dispensaire", "terminal", "résidence", "village-vacances", "colline", "collines", "tour", "villa", "café",
        "bar", "restaurant", "chaussée", "monument", "pagode", "puits", "plateforme", "récif", "parvis", "esplanade",
        "mer", "golfe", "océan", "citadelle", "château", "théâtre", "musée", "gymnase", "hippodrome", "usines",
        "cokerie", "ambassade", "consulat", "station", "serranía", "jurd", "camps", "bureaux",
    }
)  # fmt: skip

# Adjectives that make a site known without a name: «palais républicain».
# Absent on purpose: «militaire», «central», «civil» (any of many).
SITE_ADJECTIVES = frozenset({"républicain", "présidentiel", "présidentielle", "royal", "royale", "fédéral"})

# Prepositions that put a name in place whatever the name is.
PREPOSITIONS = (
    "à", "au", "aux", "dans", "en", "vers", "depuis", "sur", "jusqu'à", "jusqu’à", "jusqu'au", "près de", "hors de",
    "autour de", "à travers", "devant", "entre", "aux abords de", "aux environs de", "hors du",
    "aux alentours de", "à proximité de", "non loin de", "au large de", "au cœur de", "au coeur de", "aux portes de",
    "à destination de", "en direction de", "en provenance de", "à l'entrée de", "à l’entrée de", "le long de",
    "au-delà de",
    "près d'", "près d’", "près du", "proche de", "en périphérie de", "à l'intérieur de", "à l’intérieur de",
    "à l'extérieur de", "à l’extérieur de", "au-dessus de", "au centre de", "du côté de",
)  # fmt: skip
# Words after which «à» puts nothing in place: «grâce à X», «face à X».
# Absent on purpose: «près», «jusqu'» (they do).
NOT_BEFORE_A = ("grâce", "face", "quant", "suite", "rapport", "hommage", "opposé", "opposés", "lié", "liés", "affilié",
                "affiliés", "fidèle", "fidèles", "favorable", "hostile", "hostiles", "soutien", "réponse", "appel",
                "appartenant", "identique", "contrairement", "conformément", "compter")  # fmt: skip

# Verbs after which «à X» is the one spoken to or given to, lemmas.
DATIVE_VERBS = frozenset(
    {
        "demander", "dire", "déclarer", "annoncer", "reprocher", "accorder", "donner", "fournir", "livrer",
        "transmettre", "confier", "imposer", "attribuer", "promettre", "affirmer", "indiquer", "répondre",
        "appeler", "adresser", "proposer", "offrir", "remettre", "céder", "enjoindre", "ordonner", "rappeler",
        "expliquer", "parler", "permettre", "interdire", "exiger", "apporter", "vendre", "envoyer", "recommander",
        "opposer",
    }
)  # fmt: skip
# Verbs whose object may be a place that no list has («libérer Khams Taloul»), lemmas.
PLACE_VERBS = frozenset(
    {
        "libérer", "reprendre", "conquérir", "reconquérir", "assiéger", "encercler", "évacuer", "quitter",
        "rejoindre", "gagner", "atteindre", "traverser", "occuper", "bombarder", "pilonner", "investir", "relier",
        "desservir", "fuir", "prendre", "capturer", "sécuriser", "boucler", "viser", "frapper", "toucher",
        "contrôler", "secouer", "dominer", "surplomber", "endeuiller", "ensanglanter", "ébranler",
    }
)  # fmt: skip
# Nouns before «de» and a capital that make it the government: «la position de Moscou», «les troupes de Kiev».
# Absent on purpose: «cœur», «péage», «tournée», «salon» and all else, where the capital is the town.
POWER_NOUNS = frozenset(
    {
        "gouvernement", "régime", "autorité", "autorités", "pouvoir", "diplomatie", "président", "ministre", "position",
        "soutien", "annonce", "accord", "décision", "réponse", "allié", "alliés", "troupe", "troupes", "armée", "force",
        "forces", "soldat", "chef", "part", "pression", "pressions", "volonté", "politique", "nom", "demande", "refus",
        "appel", "menace", "menaces", "côté", "yeux", "aide", "proposition", "intérêt", "intérêts", "avis", "aviation",
        "ambassadeur", "représentant", "envoyé", "émissaire", "silence", "main", "adversaire", "ennemi", "partenaire",
        "accusation", "accusations", "promesse", "feu", "bénédiction", "ligne", "conseiller", "renseignement",
    }
)  # fmt: skip
# Verbs after which «pour X» is where one goes, lemmas.
DEPARTURES = frozenset({"envoler", "décoller", "partir", "embarquer", "appareiller", "repartir"})

# Nouns before «de X» that make a place of X: the event or the people of a place.
PLACE_NOUNS = frozenset(
    {
        "bataille", "prise", "chute", "libération", "reprise", "siège", "habitants", "habitant", "maire",
        "gouverneur", "population", "résidents", "reconquête", "évacuation", "bombardement", "bombardements",
        "pilonnage", "attaque", "attentat", "explosion", "massacre", "tuerie", "offensive", "assaut", "combats",
        "route", "axe", "nord", "sud", "est", "ouest", "nord-est", "nord-ouest", "sud-est", "sud-ouest", "centre",
        "mairie", "préfet", "rues", "ciel", "contrôle", "abords", "frontière", "frontières", "originaire", "sortie",
        "entrée", "conquête", "blocus", "encerclement", "préfecture", "archevêque", "évêque", "tribunal",
        "université", "aéroport", "hôpital", "prison", "marché", "région", "conférence", "sommet", "accords",
        "accord", "pourparlers", "processus", "notables", "villageois", "déplacés", "réfugiés", "refuge",
        "direction", "destination", "provenance", "retour", "départ", "fief", "ville", "village", "localité",
        "proximité", "portes",
    }
)  # fmt: skip
# Before a name these say that a person follows.
PERSON_TITLES = frozenset(
    {
        "président", "présidente", "général", "colonel", "capitaine", "commandant", "lieutenant-colonel",
        "maréchal", "lieutenant", "amiral", "roi", "émir", "prince", "sultan", "cheikh", "ayatollah", "mollah",
        "imam", "m.", "mme", "monsieur", "madame", "dr", "docteur", "ministre", "chef", "porte-parole",
        "gouverneur", "député", "juge", "procureur", "opposant", "journaliste", "avocat", "secrétaire", "directeur",
        "représentant", "ambassadeur", "émissaire", "leader", "dirigeant", "sergent", "adjudant", "caporal", "père",
        "pape", "premier-ministre", "sénateur", "sénatrice", "élu", "élue", "analyste", "chercheur", "militant",
        "maire", "préfet",
    }
)  # fmt: skip
# First words, in lower case, of names in the gazetteer that begin so: «bande de Gaza», «mer Rouge».
COMMON_STARTS = frozenset(
    {
        "bande", "mer", "lac", "golfe", "trois", "fleuve", "détroit", "plaine", "plaines", "mont", "monts", "forêt",
        "camp", "zone", "corridor", "canal", "île", "péninsule", "vieille", "banlieue", "banlieue-sud", "désert",
        "esplanade", "fermes", "pays", "ligne", "plateau", "hauteurs", "vallée", "océan", "parc", "pont", "axe",
        "province", "région",
    }
)  # fmt: skip
# Capitalised words that are no places although a village somewhere is called so.
# Months and days, words of the press that open sentences, religious and political words.
NOT_PLACES = frozenset(
    {
        "le", "la", "les", "un", "une", "des", "du", "de", "dans", "sur", "selon", "pour", "par", "avec", "sans",
        "mais", "or", "et", "ou", "donc", "car", "depuis", "après", "avant", "pendant", "lors", "contre", "entre",
        "vers", "près", "plus", "moins", "aussi", "ainsi", "alors", "enfin", "hier", "aujourd'hui",
        "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "janvier", "février",
        "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "dieu",
        "islam", "coran", "ramadan", "noël", "covid", "église", "état", "parlement", "sénat", "assemblée", "armée",
        "conseil", "union", "front", "parti", "premier", "première", "ministre", "président", "général", "saint",
        "sainte", "mme", "monsieur", "madame", "il", "elle", "ils", "elles", "ce", "cette", "ces", "son", "sa",
        "ses", "leur", "leurs", "au", "aux", "en", "à", "nous", "vous", "on", "deux", "trois", "quatre", "cinq",
        "six", "dix", "cent", "mille", "tous", "toutes", "tout", "quelques", "plusieurs", "certains", "autre",
        "autres", "commission", "ambassade", "ministère", "maison", "source", "sources", "agence", "reuters", "afp",
        "côté", "jour", "nuit", "matin", "soir", "république", "royaume", "constitution", "force", "forces",
        "garde", "police", "justice", "défense", "intérieur", "paix", "sécurité", "révolution", "résistance",
        "liberté", "victoire", "martyr", "martyrs", "twitter", "facebook", "telegram", "whatsapp", "youtube",
        "netflix", "instagram", "tiktok", "internet", "coupe", "ligue", "bourse", "altesse", "journal",
    }
)  # fmt: skip

COMPASS = {
    "nord": 0.0, "nord-est": 45.0, "est": 90.0, "sud-est": 135.0, "sud": 180.0, "sud-ouest": 225.0, "ouest": 270.0,
    "nord-ouest": 315.0,
}  # fmt: skip
"""Bearings in degrees from north, clockwise."""

# Houses of power that are actors elsewhere, and places after «à», «devant», «dans» («reçu à l'Élysée»), folded.
# Absent on purpose: «Conseil de sécurité», «ONU» (one speaks to them more often than at them).
SEATS = frozenset(
    {
        "elysee", "matignon", "kremlin", "maison blanche", "quai d orsay", "downing street", "bundestag", "knesset",
        "pentagone", "capitole", "vatican", "westminster", "parlement", "assemblee", "assemblee nationale", "congres",
        "senat", "douma", "majlis", "rada", "cour supreme", "palais bourbon", "hotel de ville", "bureau ovale",
        "palais de la nation", "palais du peuple", "palais des nations",
    }
)  # fmt: skip
# Last words of English names of sites: «Harcourt Road», «Splendid Hotel».
SITE_NAME_ENDS = frozenset(
    {"road", "street", "avenue", "square", "lane", "hotel", "plaza", "bridge", "park", "district"}
)

# Nouns that stand for a town named before («la bourgade a été reprise»), singular, as lemmas.
TOWN_NOUNS = frozenset(
    {
        "ville", "localité", "bourgade", "bourg", "cité", "village", "agglomération", "métropole", "municipalité",
        "commune", "hameau", "quartier", "faubourg",
    }
)  # fmt: skip
# The same for regions and for countries.
REGION_NOUNS = frozenset({"province", "région", "gouvernorat", "État", "état", "district", "territoire", "département"})
COUNTRY_NOUNS = frozenset({"pays", "royaume", "archipel", "émirat"})
CAPITAL_NOUNS = frozenset({"capitale"})
# Sites that a text may name without a name («à l'aéroport»), besides the `FACILITIES`.
COMMON_SITES = frozenset(
    {
        "aéroport", "aérodrome", "base", "camp", "hôpital", "palais", "pont", "université", "hôtel", "mosquée",
        "église", "cathédrale", "prison", "marché", "stade", "île", "barrage", "raffinerie", "centrale", "gare",
        "caserne", "usine", "monastère", "temple", "synagogue", "frontière", "côte", "côtes", "enclave", "présidence",
        "citadelle", "musée", "ambassade", "consulat", "parlement", "sénat", "assemblée", "tribunal", "résidence",
        "télévision", "radio", "radiotélévision", "état-major", "siège", "quartier général", "fleuve", "détroit",
        "golfe", "banlieue", "faculté", "campus", "lycée", "école", "clôture", "rond-point", "port", "commissariat",
        "ministère", "place", "esplanade", "hippodrome", "château", "zone", "morgue", "cokerie", "plage", "grotte",
        "sol", "eaux", "ligne",
    }
)  # fmt: skip
# Words that make the noun after them one already known.
DEFINITE = frozenset({"le", "la", "les", "l'", "l’", "au", "aux", "du", "ce", "cet", "cette", "son", "sa", "leur"})

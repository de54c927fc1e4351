"""French words of dates, as the press writes them. No logic; the grammar stands in `nlp.dates_grammar`."""

# Monday is 0, as in `datetime.date.weekday`. Plurals are absent on purpose: «les vendredis» is a habit, not a day.
WEEKDAYS = {"lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6}

MONTHS = {
    **{"janvier": 1, "janv": 1, "jan": 1, "février": 2, "fevrier": 2, "févr": 2, "fév": 2, "mars": 3},
    **{"avril": 4, "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8},
    **{"septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11},
    **{"décembre": 12, "decembre": 12, "déc": 12},
}

# Abbreviations need a day or a year beside them; «sept» alone is a number.
FULL_MONTHS = (
    *("janvier", "février", "fevrier", "mars", "avril", "mai", "juin", "juillet", "août", "aout"),
    *("septembre", "octobre", "novembre", "décembre", "decembre"),
)

LAST = ("dernier", "dernière", "derniers", "dernières", "passé", "passée", "écoulé", "écoulée")
NEXT = ("prochain", "prochaine", "suivant", "suivante")

# Days from the day of publication.
DEICTIC = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2}

# Words for the day of publication. Absent on purpose: «en ce moment», «désormais», which date nothing.
TODAY = ("ce matin", "ce midi", "cet après-midi", "ce soir", "cette nuit", "ce jour", "depuis midi", "depuis ce matin")

# Days from the last date told.
RELATIVE = {
    **{"la veille": -1, "l'avant-veille": -2, "le lendemain": 1, "dès le lendemain": 1, "le surlendemain": 2},
    **{"le même jour": 0, "le jour même": 0, "ce jour-là": 0, "ce même jour": 0, "dans la même journée": 0},
    **{"la même nuit": 0, "cette nuit-là": 0, "cette même nuit": 0, "le même soir": 0, "le soir même": 0},
    **{"ce soir-là": 0, "le même matin": 0, "le matin même": 0, "ce matin-là": 0, "au même moment": 0},
    **{"ce lundi-là": 0, "ce mardi-là": 0, "ce mercredi-là": 0, "ce jeudi-là": 0, "ce vendredi-là": 0},
    **{"ce samedi-là": 0, "ce dimanche-là": 0, "cette semaine-là": 0, "ce mois-là": 0, "cette année-là": 0},
    **{"le jour suivant": 1, "le jour d'après": 1, "le jour précédent": -1},
}

# What may stand after a day and belongs to its words, not to its meaning.
DAYPARTS = (
    *(
        "matin",
        "midi",
        "après-midi",
        "soir",
        "au matin",
        "au soir",
        "à midi",
        "à l'aube",
        "avant l'aube",
        "dans la nuit",
    ),
    *(
        "dans la nuit",
        "en soirée",
        "en matinée",
        "dans la soirée",
        "dans la matinée",
        "dans l'après-midi",
        "en fin de journée",
    ),
)

# Units of a stretch of time. Hours count as days: «48 heures» is two days.
UNITS = {
    **{"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month"},
    **{"an": "year", "ans": "year", "année": "year", "années": "year", "heure": "hour", "heures": "hour"},
}

# A date of these is a name: «place du 14 Juillet», «Mouvement du 23 mars».
NAMED_BY_DATE = (
    *("mouvement", "place", "rue", "avenue", "boulevard", "pont", "quartier", "hôpital", "stade", "brigade", "camp"),
    *("coalition", "alliance", "front", "école", "lycée", "forces"),
)

# Times that the guidelines leave without a date; their words must not be read as a day, and they stop a date from
# being carried over.
VAGUE = (
    r"ces (?:tout )?derni(?:er|ère)s (?:jours|semaines|mois|années|temps|heures)",
    r"ces prochain(?:e?)s (?:jours|semaines|mois|années)",
    r"(?:dans|au cours) (?:les|des) (?:prochain(?:e?)s|tout prochains) (?:jours|semaines|mois|années|heures)",
    r"il y a (?:quelques|plusieurs|peu|longtemps|des)(?: (?:jours|semaines|mois|années|heures))?",
    r"depuis (?:des|quelques|plusieurs) (?:jours|semaines|mois|années|heures)",
    r"récemment|naguère|autrefois|jadis|dernièrement|prochainement",
    r"(?:mi-|(?:au )?début(?: de)? |(?:à la )?fin(?: de)? |courant )(?:19|20)\d\d",
    r"(?:au |du |depuis le |l'|cet |cet? )?(?:printemps|été|automne|hiver) (?:dernier|passé|prochain)",
    r"(?:l'|un |cet )?hiver (?:19|20)\d\d",
    r"au printemps|à l'automne|cet été|cet hiver|cet automne|depuis l'(?:été|automne|hiver)|depuis le printemps",
)

# Hours and turns of a scene that goes on: a sentence with one of these has the day of the sentence before.
SAME_DAY = (
    *("le soir", "au soir", "dans la soirée", "dans la journée", "dans la matinée", "dans l'après-midi", "au matin"),
    *("à midi", "vers midi", "à minuit", "vers minuit", "à l'aube", "avant l'aube", "au crépuscule", "dans la foulée"),
    *("en fin d'après-midi", "en fin de journée", "dans la nuit", "peu après", "peu avant", "aussitôt", "sur-le-champ"),
    *("quelques heures plus tard", "quelques heures plus tôt", "quelques heures auparavant", "quelques minutes"),
    *("heures plus tard", "heures plus tôt", "heures auparavant", "au même moment", "séance tenante", "ce jour-là"),
    *("à la nuit tombée", "du matin", "du soir", "au petit matin", "en chemin", "sur place"),
)

# Over these a date is one to come.
PLANNING = frozenset(
    {"devoir", "prévoir", "attendre", "programmer", "aller", "vouloir", "compter", "envisager", "planifier"}
    | {"reporter", "fixer"}
)

# The first month of a season. Absent on purpose: «hiver», which lies in two years.
SEASONS = {"printemps": 3, "été": 6, "automne": 9}

ORDINALS = {
    **{"premier": 1, "1er": 1, "deuxième": 2, "second": 2, "2e": 2, "troisième": 3, "3e": 3},
    **{"quatrième": 4, "4e": 4},
}

# Days from the one that dates what follows («le lendemain de l'attentat de lundi»).
BESIDE = {"lendemain": 1, "surlendemain": 2, "veille": -1, "avant-veille": -2}

# Stems of what is said to begin or to last: a date beside them may open a stretch of days.
BEGINNING = (
    *("commenc", "lanc", "entam", "ouvert", "ouvr", "engag", "déclench", "début", "inaugur", "décrét", "instaur"),
    *("entrepri", "entré", "entrepr", "amorc", "offensive", "siège", "assiég", "encercl", "grève", "bloqu", "occup"),
    *("en cours", "se poursui", "dure", "coup d'envoi", "mis en place", "entrer en vigueur", "combats", "pourparlers"),
)

# Hours about a night's end: by themselves of the day after the one told last.
DAWN = (
    *("à l'aube", "avant l'aube", "dès l'aube", "vers l'aube", "peu avant l'aube", "au petit matin", "au petit jour"),
    *(
        "au point du jour",
        "au lever du jour",
        "à minuit",
        "vers minuit",
        "après minuit",
        "peu après minuit",
        "au matin",
    ),
    *("à une heure du matin", "à deux heures du matin", "à trois heures du matin", "à quatre heures du matin"),
    *("vers une heure", "vers deux heures", "vers trois heures", "vers quatre heures", "vers cinq heures"),
    *("avant le jour", "au crépuscule du matin", "aux aurores"),
)

# Stems of telling: the day beside one is when somebody spoke, and what is told took place on a day said before. Absent
# on purpose: «annoncé», «demandé», whose day is the thing's own.
TELLING = (
    *("racont", "retrac", "relat", "témoign", "dépei", "décri", "confi[ée]", "récit", "chronologie", "chronométr"),
    *("livr[ée]e? .{0,30}ce qu", "bilan", "compte rendu", "le compte", "le fil", "publi[ée]", "liste", "rapport"),
    *("déclar", "affirm", "expliqu", "indiqu", "précis[ée]", "assur[ée]", "communiqué", "micro", "les journalistes"),
    *("la presse", "entretien", "interrog", "téléphone", "antenne", "reconstitu", "dress[ée]", "fait état", "confirm"),
    *("détaill", "énum", "narr[ée]", "évoqu", "résum", "dénombr", "recens", "compt[ée]", "a-t-il", "a-t-elle"),
    *("revenu sur", "appris", "s'est expliqu", "rendu compte", "fait le point", "point de presse", "parl[ée]"),
)

"""French words that count the dead and the wounded. No logic; the reading stands in `nlp.figures`."""

# A number of these is a toll. Absent on purpose: «disparus», «prisonniers», «pertes» (soldiers or tanks), «pertes
# humaines» without a number.
DEAD = frozenset({"mort", "morts", "morte", "mortes", "tué", "tués", "tuée", "tuées", "corps", "cadavre", "cadavres"})
DEAD_ALSO = frozenset({"dépouille", "dépouilles", "décès", "victime", "victimes", "martyr", "martyrs"})
HURT = frozenset({"blessé", "blessés", "blessée", "blessées"})
FATES = DEAD | DEAD_ALSO | HURT

# Who is the object of these, or the subject of their passive, is dead.
KILLING = frozenset(
    {
        *("tuer", "abattre", "assassiner", "massacrer", "exécuter", "égorger", "décapiter", "fusiller", "faucher"),
        *("lyncher", "pendre", "liquider", "éliminer", "brûler", "poignarder", "foudroyer", "emporter", "supprimer"),
        *("ensevelir", "lapider", "mitrailler", "hacher", "immoler", "déchiqueter", "neutraliser", "occire", "coucher"),
        *("électrocuter", "écraser", "anéantir", "carboniser", "étrangler", "crucifier", "trucider", "ravir", "buter"),
        *("achever", "descendre", "terrasser", "empoisonner", "broyer", "asphyxier", "gazer", "happer"),
    }
)
# Absent from the above where they stand in the active voice: one may crush, burn or carry off things.
KILLING_PASSIVE_ONLY = frozenset(
    {"brûler", "emporter", "supprimer", "hacher", "écraser", "achever", "descendre", "gazer", "neutraliser", "éliminer"}
)

# Who is the subject of these is dead. «tomber» needs a person (people fall, towns fall too).
DYING = frozenset({"mourir", "périr", "succomber", "décéder", "expirer", "trépasser", "tomber"})

# Verb and noun together: «trouver la mort», «perdre la vie», «laisser la vie», and «coûter la vie à».
LOSING_LIFE = {"perdre": "vie", "laisser": "vie", "trouver": "mort", "rencontrer": "mort", "payer": "vie"}
TAKING_LIFE = frozenset({"coûter", "ôter", "enlever", "ravir", "prendre", "arracher", "voler"})

# «ne pas survivre», «ne pas se relever», «ne pas revenir»: the negation tells the death.
SURVIVING = frozenset({"survivre", "relever", "revenir"})

WOUNDING = frozenset({"blesser", "atteindre", "toucher", "estropier", "mutiler", "hospitaliser", "amputer"})
# «toucher», «atteindre»: in the active voice a target is hit, in the passive people are.
WOUNDING_PASSIVE_ONLY = frozenset({"atteindre", "toucher", "hospitaliser"})
KILLING_ACTIVE, WOUNDING_ACTIVE = KILLING - KILLING_PASSIVE_ONLY, WOUNDING - WOUNDING_PASSIVE_ONLY
HARMING = KILLING | WOUNDING

# The object of these nouns («la mort de douze civils») is dead.
DEATHS = frozenset(
    {"mort", "décès", "assassinat", "meurtre", "exécution", "massacre", "égorgement", "décapitation", "lynchage"}
    | {"disparition", "liquidation", "élimination", "pendaison", "tuerie", "perte"}
)

# Nouns whose «un» counts one victim, beside names.
PERSONS = frozenset(
    {
        *("homme", "femme", "enfant", "fillette", "garçon", "garçonnet", "adolescent", "adolescente", "jeune", "civil"),
        *("soldat", "militaire", "policier", "gendarme", "agent", "officier", "sous-officier", "garde", "combattant"),
        *("habitant", "villageois", "manifestant", "étudiant", "étudiante", "lycéen", "écolier", "élève", "passant"),
        *("journaliste", "reporter", "médecin", "infirmier", "infirmière", "secouriste", "chauffeur", "conducteur"),
        *("berger", "paysan", "pêcheur", "prêtre", "imam", "chef", "commandant", "général", "colonel", "lieutenant"),
        *("capitaine", "sergent", "caporal", "maire", "député", "ministre", "gouverneur", "ambassadeur", "juge"),
        *("avocat", "prisonnier", "détenu", "otage", "casque", "humanitaire", "migrant", "réfugié", "milicien"),
        *(
            "rebelle",
            "insurgé",
            "jihadiste",
            "djihadiste",
            "terroriste",
            "membre",
            "responsable",
            "dirigeant",
            "ouvrier",
        ),
        *(
            "commerçant",
            "père",
            "mère",
            "fils",
            "fille",
            "frère",
            "sœur",
            "nourrisson",
            "bébé",
            "vieillard",
            "personne",
        ),
        *("employé", "employée", "citoyen", "citoyenne", "voisin", "élu", "sage-femme", "moine", "pasteur", "abbé"),
        *("étranger", "travailleur", "opposant", "militant", "militante", "partisan", "cadre", "porte-parole"),
        *("Palestinien", "Israélien", "Syrien", "Irakien", "Libanais", "Turc", "Kurde", "Français", "Américain"),
        *("assaillant", "franc-tireur", "parachutiste", "légionnaire", "marin", "pilote", "ressortissant", "gardien"),
    }
)

NONE = frozenset({"aucun", "aucune", "nul", "nulle"})
# A toll under these is part of another one: «vingt-trois morts, dont dix civils».
PART_OF = frozenset({"dont", "parmi", "y compris", "notamment"})

# Words for a count of all victims: the sentence adds up what the one before told.
TOTALS = frozenset({"bilan", "total", "décompte"})

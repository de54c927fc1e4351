"""French words that count the dead and the wounded. No logic; the reading stands in `nlp.figures`."""

# ruff: noqa: SIM905 (long word lists read better as text)

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
        *("abattu", "pendu"),  # participles that the tagger takes for adjectives
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

# Between some and the whole that they are of: «deux des cinq», «six de ces douze», «cinq soldats sur vingt».
OUT_OF = frozenset({"des", "de", "d'", "d’", "sur", "parmi"})
OUT_OF_ALL = frozenset({"sur", "parmi"})
OF_THESE = frozenset({"ces", "ses", "leurs", "nos", "les"})
SOME = frozenset(
    {"un", "une", "certains", "certaines", "plusieurs", "quelques-uns", "quelques-unes", "aucun", "aucune", "plupart"}
    | {"moitié", "tiers", "quart", "majorité", "dernier", "dernière", "premier", "première", "dizaine", "douzaine"}
    | {"vingtaine", "trentaine", "cinquantaine", "centaine"}
)

# A number of these may be the total of the numbers that follow («cinq personnes, trois soldats et deux civils»).
ALL_SORTS = frozenset({"personnes", "morts", "tués", "victimes", "blessés", "hommes", "civils", "gens", "otages"})

# Words for a count of all victims: the sentence adds up what the one before told.
TOTALS = frozenset({"bilan", "total", "décompte"})

# Beside the actors of `fr_roles`: who may be counted among the dead.
PEOPLE_ALSO = frozenset(
    """
    personne gens âme vie élément membre proche autre casque béret sien leur nôtre petit aîné cadet jumeau gars
    matelot patient maçon messager fuyard sentinelle takfiri musulman cousin condisciple portefaix subordonné convive
    badaud aide-soignant chaland condamné estropié assiégé encerclé noyé naufragé passager vacher bûcheron forgeron
    vigneron nonne novice mousse marin pèlerin fêtard invité fan juif copte chiite sunnite alaouite hazara rohingya
    dogon peul touareg bozo tchétchène ouïghour russe turc arabe grec belge kurde afghan malien paramilitaire chasseur
    époux conjoint parent grand-mère oncle tante neveu nièce bergère religieuse moniale chrétienne musulmane métayer
    harki moghazni casque-bleu conscrit appelé aspirant caporal-chef sergent-chef adjudant-chef maréchal artiste
    athlète poète peintre chanteuse vendeuse serveuse ouvrière institutrice auxiliaire héros ténor martyr suspect
    """.split()
)
# Endings of nouns for people, where no list knows the noun.
NATIONAL_ENDINGS = ("ien", "ienne", "ais", "aise", "ois", "oise", "ain", "aine", "éen", "éenne")
PERSON_ENDINGS = ("eur", "ier", "ien", "iste", "naire", "éen", "ais", "ois", "ain", "logue")

# Not counted among the dead though some stand for people: the guidelines leave out a bomber's own death; a crew or a
# family has no number of heads.
THINGS = frozenset(
    """
    kamikaze kamikazes blindé patrouilleur navire-école délégation équipage faction famille bataillon groupe
    équipe unité camp clan tribu village ville localité quartier province région district commune pays
    % € $ km m kg h ° an ans année mois jour journée semaine heure minute seconde nuit fois siècle trimestre
    kilomètre mètre mile hectare kilo kilogramme tonne litre degré point quart tiers pourcentage
    euro dollar franc livre dinar dirham rouble rial shekel yuan million milliard
    véhicule voiture camion char tank moto motocyclette autobus bus autocar minibus camionnette pick-up
    tracteur train wagon bateau navire vedette pétrolier cargo frégate avion aéronef appareil hélicoptère drone
    bombardier chasseur-bombardier moteur missile obus bombe roquette fusée grenade mine balle projectile rafale
    salve tir raid frappe coup explosion détonation attaque attentat combat assaut engin fusil arme mortier canon
    lance-roquettes obusier hôpital hôpitaux école maison habitation bâtiment immeuble étage église mosquée pont poste
    base caserne dépôt chantier quartier-général secteur position barrage checkpoint commissariat hôtel magasin
    dispensaire sanctuaire cimetière charnier station puits gisement objectif cible site bivouac
    tête bétail bœuf mouton chèvre vache chameau chien cheval arbre sac caisse caisson document dossier commentaire
    anniversaire affaire article page mot phrase mandat cahier condamnation peine nationalité confession réseau lieu
    endroit côté reprise étape ordinateur émetteur détecteur transformateur générateur radar radiateur erreur valeur
    peur heurt rumeur papier courrier levier clavier dernière première gain pain train bain terrain frein
    relais palais essai délai bois poids
    """.split()
)
# A number without a noun after one of these is a year, a day or an hour. Absent: «de», «à» («à quatre d'entre eux»).
BEFORE_DATES = frozenset({"en", "le", "vers", "sur", "depuis", "numéro", "n°"})

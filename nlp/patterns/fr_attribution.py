"""French words by which the press says who reports something. No logic; the reading stands in `nlp.attribution`."""

# Verbs of saying whose subject vouches for what follows. Absent on purpose, because they are events of their own
# (REQUEST, ACCUSE, THREATEN, AGREE, REJECT): «demander», «exiger», «accuser», «menacer», «promettre», «refuser»,
# «dénoncer», «condamner».
REPORTING_VERBS = frozenset(
    {
        *("affirmer", "ajouter", "alléguer", "annoncer", "apprendre", "arguer", "assener", "asséner", "assurer"),
        *("attester", "avancer", "avertir", "avouer", "certifier", "citer", "clamer", "commenter", "communiquer"),
        *("concéder", "conclure", "confesser", "confier", "confirmer", "constater", "convenir", "croire", "crier"),
        *("déclarer", "décrire", "démentir", "déplorer", "détailler", "dévoiler", "diffuser", "dire", "divulguer"),
        *("écrire", "énoncer", "énumérer", "estimer", "évaluer", "évoquer", "expliquer", "exposer", "faire savoir"),
        *("faire état", "féliciter", "glisser", "indiquer", "informer", "insister", "jurer", "juger", "lancer"),
        *("mentionner", "marteler", "murmurer", "narrer", "nier", "noter", "observer", "parler", "plaider", "pointer"),
        *("poursuivre", "préciser", "prétendre", "prévenir", "proclamer", "publier", "raconter", "rappeler"),
        *("rapporter", "recenser", "reconnaître", "relater", "relayer", "relever", "répéter", "répliquer", "répondre"),
        *("résumer", "révéler", "revendiquer", "signaler", "souffler", "souligner", "soupirer", "soutenir", "stipuler"),
        *("témoigner", "titrer", "trancher", "transmettre", "vanter", "targuer", "flatter", "admettre"),
        *("attribuer", "convenir", "chiffrer", "dénombrer", "imputer", "écouter", "prêter", "révéler", "enchaîner"),
        *("opiner", "objecter", "rétorquer", "trahir", "laisser entendre", "postuler", "compter", "comptabiliser"),
        *("ironiser", "spécifier", "subodorer", "renchérir", "colporter", "accréditer", "corroborer", "consigner"),
        *("décompter", "gronder", "tonner", "fulminer", "insinuer", "dévoiler", "souffler", "notifier", "arguer"),
    }
)

# Verbs that report only where they close or break a sentence («…, dénonce X»); before a clause they are events or acts.
CLOSING_VERBS = frozenset(
    {
        *("dénoncer", "alerter", "chiffrer", "enorgueillir", "alarmer", "plaindre", "désoler", "indigner", "inquiéter"),
        *("lâcher", "fustiger", "promettre", "menacer", "tempérer", "nuancer", "analyser", "philosopher", "calculer"),
        *("additionner", "renseigner", "documenter", "établir", "déduire", "résumer", "égrener", "narguer", "railler"),
        *("trompeter", "fanfaronner", "réjouir", "regretter", "accuser", "ordonner", "décompter", "vérifier", "noter"),
    }
)

# Words before a speaker, longest first where one begins another. «de source» is apart: the source is the speaker.
OPENERS = (
    *("selon", "d'après", "d’après", "suivant", "à en croire", "s'il faut en croire", "si l'on en croit"),
    *("à entendre", "à écouter", "à lire", "au dire de", "aux dires de", "au dire des", "aux dires des", "au dire du"),
    *("aux dires du", "de l'aveu de", "de l'aveu du", "de l'aveu des", "de l'aveu même de", "de l'avis de"),
    *("de l'avis des", "de l'avis du", "à ce que dit", "à ce que disent", "si l'on se fie à", "si l'on se fie aux"),
    *("de l'aveu même du", "citant", "par la voix de", "par la voix du", "au rapport de", "a-t-on appris auprès de"),
    *("a-t-on appris auprès du", "a-t-on appris auprès des", "a-t-on indiqué auprès de", "auprès de", "auprès du"),
    *("auprès des", "aux yeux de", "par la voix d'un", "par la voix d'une", "par la bouche de", "par la bouche du"),
    *("par la bouche d'un", "par l'entremise de", "par l'entremise du", "par l'entremise d'un"),
    *("par l'intermédiaire de", "par l'intermédiaire du", "par l'intermédiaire d'un"),
    *("au dire d'un", "au dire d'une", "aux dires d'un", "aux dires d'une", "de l'aveu d'un", "de l'aveu d'une"),
    *("de l'avis d'un", "de l'avis d'une", "à ce que prétend", "à ce que prétendent", "à ce qu'affirme"),
    *("à ce qu'affirment", "à ce que raconte", "à ce que racontent", "à ce que rapporte", "à ce que rapportent"),
    *("à ce qu'assure", "à ce qu'assurent", "au témoignage de", "au témoignage du", "au témoignage des"),
)
SOURCES = ("de source", "de sources")
# Words that point back at who spoke last.
ECHOES = (
    *("à l'en croire", "à les en croire", "à l'entendre", "à les entendre", "à l'écouter", "à les écouter"),
    *("à le lire", "à la lire", "à les lire", "de son propre aveu", "de leur propre aveu", "de son aveu"),
)

# «auprès de» opens a speaker only after one of these.
LEARNING = frozenset({"apprendre", "indiquer", "confirmer", "savoir", "obtenir", "recueillir"})

# Nouns for a publisher that give way to its name: «la chaîne France24».
MEDIA = frozenset(
    {"chaîne", "quotidien", "journal", "agence", "site", "hebdomadaire", "radio", "titre", "magazine", "portail"}
)

# Speakers that are no one: «selon lui» is someone, «selon toute vraisemblance» is nobody.
NOBODY = frozenset(
    {
        "vraisemblance",
        "estimation",
        "cas",
        "chose",
        "rumeur",
        "probabilité",
        "coutume",
        "expression",
        "habitude",
        "on",
        "nul",
        "rapport",
    }
)

# «le correspondant d'Al-Manar» speaks for his house.
CORRESPONDENTS = frozenset({"correspondant", "correspondante", "envoyé"})

# Nouns for speakers beside people and groups.
SPEAKERS = frozenset(
    {"source", "communiqué", "télévision", "presse", "média", "porte-parole", "ministère", "gouvernement", "armée"}
    | {"état-major", "observatoire", "organisation", "autorité", "présidence", "police", "témoin", "ong"}
    | {"diplomatie", "commandement", "feuille", "collectif", "syndicat", "renseignement", "département", "bureau"}
)

# What a speaker makes: «selon les déclarations de X», «d'après un décompte de X».
STATEMENTS = frozenset(
    {"déclaration", "propos", "témoignage", "estimation", "chiffre", "bilan", "récit", "pointage", "décompte", "mot"}
    | {
        "affirmation",
        "dire",
        "information",
        "compte",
        "calcul",
        "confidence",
        "terme",
        "communiqué",
        "aveu",
        "porte-voix",
    }
)

# Media that stand without a class noun: «a confié à l'AFP».
AGENCIES = frozenset(
    {"AFP", "Reuters", "AP", "CNN", "BBC", "RFI", "TASS", "Tass", "SANA", "Sana", "Irna", "Fars", "PressTV"}
)

# Pronouns that name somebody as well as the text can: «certains affirment», «d'autres assurent».
INDEFINITE = frozenset({"certains", "certaines", "plusieurs", "beaucoup", "autres", "uns", "tous", "aucun"})

# What a body publishes stands for it: «le texte», «la dépêche».
DOCUMENTS = frozenset({"texte", "communiqué", "dépêche", "rapport", "document", "article", "publication", "message"})

# Offices of two words that name nobody by themselves.
OFFICES = frozenset(
    {
        *(("chef", "état"), ("chef", "gouvernement"), ("chef", "diplomatie"), ("chef", "exécutif")),
        *(("secrétaire", "état"), ("secrétaire", "général"), ("ministre", "premier"), ("premier", "ministre")),
    }
)

# Bare nouns for bodies that mostly repeat one named before; «la police», «l'armée» stand for themselves.
ECHOING = frozenset(
    {
        *("organisation", "association", "ong", "ONG", "commission", "comité", "service", "journal", "agence"),
        *("institution", "organisme", "observatoire", "collectif", "mouvement", "groupe", "quotidien", "chaîne"),
        *("fondation", "réseau", "centre", "site", "parti", "ministère", "mission", "bureau", "milice", "instance"),
        *("fédération", "syndicat", "coalition", "front", "conseil", "initiative", "département"),
    }
)

# Nouns that open a body's name beside those for groups: «Initiative égyptienne pour les droits personnels».
BODY_NAMES = frozenset({"initiative", "centre", "haut", "haute", "fonds", "programme", "syndic", "forum", "cour"})

# Countries and regions that end as the names of their people do.
NO_DEMONYMS = frozenset({"ukraine", "lorraine", "aquitaine", "touraine", "méditerranéen", "palais", "relais"})

# What follows «faire» in a report: «a fait savoir», «a fait connaître».
MADE_KNOWN = frozenset({"savoir", "état", "part", "connaître", "valoir", "remarquer", "observer"})

# Nouns for a time that may part a verb of saying from its speaker: «a indiqué lundi soir le gouverneur».
TIMES = frozenset(
    {"jour", "soir", "soirée", "matin", "matinée", "midi", "après-midi", "nuit", "veille", "lendemain", "minuit"}
    | {"semaine", "mois", "an", "année", "fois", "heure", "heures", "jours", "tour", "avant-veille"}
)

# «ce dernier» is who was named last.
LATTER = frozenset({"dernier", "dernière", "derniers", "dernières"})

# Forms of verbs of saying that end unlike those in -er, for where the tagger takes them for other words.
SAYING_FORMS = frozenset(
    {"soutient", "soutiennent", "prétend", "prétendent", "dit", "disent", "disait", "répond", "répondent", "admet"}
    | {"admettent", "écrit", "écrivent", "convient", "prévient", "préviennent", "avertit", "avertissent"}
)

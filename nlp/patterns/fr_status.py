"""French words that tell a plan or a denial. No logic; the reading stands in `nlp.status` and `nlp.status_unreal`."""

import re

# Verbs over an infinitive that lies ahead. Absent on purpose: «pouvoir» (a possibility), «tenter» and «essayer» (the
# attempt has occurred), «promettre», «menacer» and «demander», which are events of their own.
PLANNING = frozenset(
    {
        *("devoir", "aller", "compter", "entendre", "prévoir", "apprêter", "préparer", "projeter", "envisager"),
        *(
            "planifier",
            "vouloir",
            "souhaiter",
            "espérer",
            "programmer",
            "ambitionner",
            "appeler",
            "disposer",
            "jurer",
            "ordonner",
        ),
    }
)

# Nouns and verbs that govern a happening to come: «projet de frappe», «reporter le sommet», «annoncent une marche».
PLANS = frozenset({"projet", "intention", "préparatif", "perspective", "ordre", "menace", "plan", "avant"})
SCHEDULING = frozenset(
    {"prévoir", "programmer", "reporter", "fixer", "convoquer", "préparer", "envisager", "planifier", "projeter"}
    | {"ajourner", "différer", "redouter", "craindre", "apprêter"}
)

# A happening with one of these beside it is to come: «la visite prévue mardi», «la venue prochaine».
TO_COME = frozenset(
    {
        "prévu",
        "attendu",
        "programmé",
        "envisagé",
        "prochain",
        "imminent",
        "proche",
        "futur",
        "éventuel",
        "annoncé",
        "planifié",
    }
)
# The trigger itself: «Poutine est attendu en août».
EXPECTED = frozenset({"attendre", "prévoir", "programmer", "envisager", "convier", "planifier"})

NEGATION = frozenset({"pas", "jamais", "point", "guère", "nullement"})
# «plus» with «ne» ends what was: «ne tirent plus» is told of an act that was; absent from NEGATION on purpose.
NO_SUCH = frozenset({"aucun", "aucune", "nul", "nulle"})
NONE = NO_SUCH | {"personne", "rien"}

# Who says so denies what hangs below.
DENYING = frozenset({"démentir", "nier", "réfuter", "récuser", "contredire"})

# Verbs that say of their subject that it takes place.
TAKING_PLACE = frozenset(
    {"avoir", "tenir", "ouvrir", "débuter", "commencer", "dérouler", "intervenir", "être", "réunir"}
)

# Verbs whose negation is an act of its own («n'a pas reconnu», «ne veut pas céder»: REJECT), or tells a death.
NEGATED_ACTS = frozenset({"reconnaître", "survivre", "revenir", "relever", "céder", "vouloir", "accepter", "répondre"})

# Verbs that lend a noun its action; negated, they deny it («n'a pas mené de frappe»).
SUPPORTING = frozenset(
    {"faire", "mener", "lancer", "prendre", "présenter", "prononcer", "opposer", "signer", "conclure", "tenir", "avoir"}
    | {"effectuer", "procéder", "donner", "ouvrir", "commettre", "perpétrer", "décréter", "instaurer", "imposer"}
)

# Modals before an infinitive, as written, where the parse lost the link («doit, dit-on, gagner»).
MODALS = frozenset(
    {"doit", "doivent", "devra", "devront", "devrait", "devraient", "va", "vont", "pourrait", "pourraient"}
    | {"compte", "comptent", "entend", "entendent", "prévoit", "prévoient"}
)

# After one of these «si» asks, it tells nothing.
ASKING = frozenset({"ignorer", "savoir", "demander", "vérifier", "déterminer", "établir", "confirmer", "interroger"})

# Over an infinitive these say that it did not happen: the first as such, the second negated, the third with IN_VAIN.
FAILING = frozenset({"faillir", "échouer", "manquer"})
SUCCEEDING = frozenset({"réussir", "parvenir", "arriver"})
TRYING = frozenset({"tenter", "essayer", "chercher", "efforcer"})
IN_VAIN = re.compile(r"\b(?:sans (?:succès|y parvenir|y réussir|résultat)|en vain|vainement|mais en vain)\b")

CANCELLING = frozenset({"annuler", "décommander"})
POSTPONING = frozenset({"repousser", "renvoyer", "reporter", "ajourner", "différer", "décaler"})
# The future of «aller», whose stem tells nothing of its infinitive.
WILL_GO = frozenset({"ira", "iront"})
WAS_TO = frozenset({"devait", "devaient"})
WAS_ABOUT_TO = frozenset({"apprêtait", "apprêtaient", "préparait", "préparaient"})

# What may be called off or put off. Absent on purpose: «attaque» (one repels it), «sanction», «accord» (they were).
GATHERINGS = frozenset(
    {"réunion", "rencontre", "sommet", "visite", "voyage", "déplacement", "entretien", "pourparlers", "pourparler"}
    | {"négociation", "négociations", "conférence", "manifestation", "marche", "rassemblement", "sit-in", "meeting"}
    | {"défilé", "grève", "tournée", "session", "consultation", "venue", "discussion", "tête-à-tête", "cortège"}
)

# What stands before a participle or a verb that is denied.
DENIAL_BEFORE = re.compile(
    r"\b(?P<denial>ni(?:e|ent|ait|aient|é|ant)|dément(?:ent|ait|aient|i|ant)?|réfut(?:e|ent|ait|é|ant)"
    r"|défend(?:ent)?|défendu)"
    r"(?: \w+)? (?:d['’])?(?:(?:avoir|être)(?: été)?(?: \w+ment)? |qu(?:e |['’])[^,;:.«»]{1,60}(?<! et )$)$",
    re.IGNORECASE,
)

"""French words that tell what sort of actor a name stands for. Data only; folded as `nlp.names.fold` gives them."""

# Heads that stand for a state's army when a country follows: «troupes irakiennes», «soldats du Mali».
# Absent on purpose: «forces» with any other adjective than a country's («forces kurdes», «forces démocratiques»),
# «garde», «commandos», «renforts» (often irregular).
ARMY_HEADS = (
    "armee", "armees", "forces armees", "forces gouvernementales", "forces regulieres", "forces", "troupes", "soldats",
    "soldat", "militaires", "militaire", "armee de l air", "armee de terre", "aviation", "marine", "artillerie",
    "etat major", "forces speciales", "armee nationale", "armee reguliere", "forces de defense",
    "ministere de la defense",
    "ministere defense", "forces aeriennes", "forces navales", "troupes gouvernementales", "parachutistes",
    "forces terrestres", "commandement militaire", "aviation militaire", "avions", "avions de combat", "chasseurs",
    "bombardiers", "helicopteres", "drones", "chars", "frappes", "missiles", "garde nationale", "forces loyalistes",
    "tirs", "raids", "marines", "tanks", "armee de lair",
)  # fmt: skip
POLICE_HEADS = (
    "police", "policiers", "policier", "gendarmerie", "gendarmes", "gendarme", "forces de l ordre", "forces de lordre",
    "police nationale", "police federale", "gendarmerie nationale", "forces de police", "police antiemeute",
    "police militaire", "gardes frontieres", "garde frontieres", "garde cotes", "gardes cotes", "forces de securite",
    "services de securite",
)  # fmt: skip
# Absent on purpose: «président», «ministre» (persons), «État» (the state itself), «opposition».
GOVERNMENT_HEADS = (
    "gouvernement", "regime", "autorites", "pouvoir", "executif", "presidence", "diplomatie", "junte",
    "junte militaire",
    "parlement", "justice", "gouvernement federal", "autorites militaires", "pouvoir militaire", "regime militaire",
    "autorites de transition", "gouvernement de transition", "cabinet", "administration", "chancellerie",
    "ministere des affaires etrangeres", "ministere affaires etrangeres", "ministere de l interieur",
    "ministere de linterieur", "services secrets", "services de renseignement", "renseignement", "etat", "dirigeants",
    "responsables", "gouvernement central",
)  # fmt: skip

# Words before the name of a group that leave its identity as it is: «combattants du Hezbollah», «groupe Wagner».
# Absent on purpose: «chef», «porte-parole», «membre» (one person), «anciens» and «ex-» (no longer the group),
# «partisans», «sympathisants», «alliés», «victimes», «otages».
GROUP_HEADS = (
    "groupe", "groupe arme", "groupe jihadiste", "groupe djihadiste", "groupe terroriste", "groupe islamiste",
    "groupe rebelle", "groupe radical", "groupe takfiri", "groupe ultraradical", "groupe extremiste", "mouvement",
    "mouvement islamiste", "mouvement chiite", "mouvement rebelle", "mouvement palestinien", "organisation",
    "organisation terroriste", "organisation jihadiste", "organisation djihadiste", "organisation extremiste", "reseau",
    "secte", "secte islamiste", "milice", "milice chiite", "milices", "rebellion", "guerilla", "cartel", "parti",
    "gang",
    "combattants", "jihadistes", "djihadistes", "miliciens", "rebelles", "insurges", "elements", "forces", "hommes",
    "troupes", "islamistes", "terroristes", "militants", "guerilleros", "mercenaires", "paramilitaires", "takfiris",
    "separatistes", "extremistes", "branche armee", "bras arme", "aile militaire", "aile armee", "mission", "operation",
    "force", "coalition", "societe", "rebelles chiites", "mouvement terroriste", "positions", "bandits",
)  # fmt: skip

# Words of rank and office that may stand before a person's full name.
TITLES = (
    "president", "presidente", "premier", "ministre", "general", "colonel", "capitaine", "commandant", "marechal",
    "lieutenant", "amiral", "vice", "roi", "reine", "emir", "prince", "sultan", "cheikh", "sheikh", "ayatollah",
    "mollah",
    "imam", "m", "mme", "monsieur", "madame", "dr", "docteur", "sayed", "sayyed", "chef", "secretaire", "ex", "ancien",
    "ancienne", "gouverneur", "depute", "senateur", "leader", "dirigeant", "opposant", "porte", "envoye", "emissaire",
    "ambassadeur", "chancelier", "chanceliere", "pape", "mgr", "maitre", "me", "guide", "patron", "homologue",
    "candidat", "lieutenant-colonel", "son", "haut", "representant", "mediateur", "juge", "procureur",
)  # fmt: skip

# Head word -> kind for names that no list knows; the first word of the name decides.
KIND_HEADS = {
    "military": (
        "armee", "armees", "troupes", "soldats", "soldat", "militaires", "militaire", "aviation", "marine",
        "artillerie",
        "regiment", "bataillon", "etat-major", "commandement", "contingent", "garnison", "officiers", "officier",
        "general", "colonel", "capitaine", "lieutenant", "parachutistes", "casques", "division", "force", "forces",
        "peshmergas", "peshmerga", "marins", "commandos", "commando", "conscrits", "bombardiers", "chasseurs",
    ),
    "police": (
        "police", "policiers", "policier", "gendarmes", "gendarme", "gendarmerie", "garde-cotes", "gardes-frontieres",
        "carabiniers", "surete", "douaniers", "surveillants",
    ),
    "armed_group": (
        "brigade", "brigades", "milice", "milices", "miliciens", "milicien", "katiba", "phalange", "rebelles",
        "rebelle",
        "insurges", "jihadistes", "djihadistes", "jihadiste", "djihadiste", "terroristes", "terroriste", "combattants",
        "combattant", "guerilla", "guerilleros", "separatistes", "islamistes", "bandits", "gang", "gangs", "cartel",
        "mercenaires", "paramilitaires", "assaillants", "kamikaze", "kamikazes", "ravisseurs", "takfiris",
        "hommes armes",
        "front", "coupeurs", "seleka", "faction", "factions", "pirates", "supplétifs",
    ),
    "government": (
        "gouvernement", "ministere", "ministeres", "regime", "autorites", "presidence", "parlement", "senat", "junte",
        "cour", "tribunal", "parquet", "mairie", "prefecture", "gouvernorat", "ambassade", "consulat", "diplomatie",
        "conseil constitutionnel", "assemblee", "diplomates", "justice", "pouvoir", "executif", "chancellerie",
    ),
    "international": (
        "onu", "nations", "union", "coalition", "mission", "organisation des nations", "communaute", "alliance",
        "agence internationale", "casques bleus",
    ),
    "party": ("parti", "partis", "opposition", "opposants", "syndicat", "syndicats", "coordination", "mouvement"),
    "media": (
        "journal", "quotidien", "chaine", "agence", "radio", "television", "hebdomadaire", "magazine", "site", "medias",
        "correspondant", "journaliste", "journalistes", "reporter",
    ),
    "organisation": (
        "ong", "association", "associations", "fondation", "observatoire", "comite", "ligue", "societe", "compagnie",
        "entreprise", "croix-rouge", "croissant-rouge", "federation", "institut", "collectif", "organisation",
    ),
    "civilians": (
        "civils", "civil", "habitants", "habitant", "villageois", "personnes", "personne", "femmes", "femme", "enfants",
        "enfant", "manifestants", "manifestant", "etudiants", "eleves", "refugies", "deplaces", "migrants", "passants",
        "riverains", "fideles", "otages", "population", "foule", "jeunes", "familles", "ouvriers", "enseignants",
        "agriculteurs", "commercants", "detenus", "prisonniers", "blesses", "passagers", "pelerins", "touristes",
    ),
    "person": (
        "president", "ministre", "premier ministre", "roi", "emir", "ayatollah", "cheikh", "mollah", "gouverneur",
        "maire",
        "depute", "porte-parole", "ambassadeur", "chef", "leader", "imam", "juge", "procureur", "prefet", "avocat",
    ),
}  # fmt: skip

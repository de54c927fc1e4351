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
        *("témoigner", "titrer", "trancher", "transmettre", "vanter", "soutenir"),
    }
)

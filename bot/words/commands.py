"""Other words under which people look for a command, folded; data alone, read by `bot.handlers.start`."""

COMMANDS = {
    "events": "evenements evenement list liste news nouvelles actu search chercher",
    "actors": "acteurs groupes groups",
    "actor": "acteur groupe group",
    "places": "lieux endroits villes cities towns",
    "place": "lieu endroit ville city town",
    "article": "depeche dispatch articles",
    "timeline": "frise chronologie graphique graph chart histogram",
    "map": "carte cartes maps plan",
    "export": "exporter fichier telecharger download csv file",
    "subscribe": "abonner abonne suivre follow alert alerte subscription",
    "subscriptions": "abonnements abonnement subs mysubscriptions",
    "quiet": "silence nuit night mute dnd calme",
    "unsubscribe": "desabonner desabonnement arreter stop unfollow cancel annuler",
    "digest": "point resume summary nouveautes",
    "lang": "langue language languages langues francais english arabe arabic",
    "timezone": "fuseau heure tz clock horaire",
    "help": "aide commandes commands menu",
    "about": "apropos licence licences license sources source credits info",
    "start": "demarrer commencer bonjour hello",
}

"""French words of questions and filters. No logic; the reading stands in `bot.questions` and `bot.query_filters`."""

# Asking for what happened.
HAPPENED = """
que s est il passe, que s est t il passe, que sest il passe, qu est il arrive, qu est ce qui s est passe,
qu est ce qu il s est passe, qu est ce qui sest passe, quest ce qui s est passe, quest ce qu il s est passe,
kesk il se passe, kesk il s est passe, keski s est passe, keskil s est passe, qu est ce qui se passe,
qu est ce qu il se passe, que se passe t il, que se passe il, ce qui s est passe, ce qui se passe,
ce qu il s est passe, ce qui est arrive, il s est passe quoi, il se passe quoi, s est passe quoi, c est passe quoi,
s est il passe quelque chose, s est il passe, quelque chose s est passe, qu y a t il eu, qu y a t il de neuf,
qu y a t il de nouveau, il y a eu quoi, y a eu quoi, ya eu quoi, ya quoi,
ya koi, koi de neuf, ca dit quoi, y a quoi, on a quoi, vous avez quoi, tu as quoi, t as quoi,
quoi de neuf, quoi de nouveau, du neuf, du nouveau, des nouvelles, les nouvelles, nouvelles, dernieres nouvelles,
nouveautes, tout sur, tout ce qui concerne, parle moi de, parle moi du, dossier, actualite, actualites, actu, actus,
infos, informations, evenement, evenements, evenment, evenments,
evts, incident, incidents, situation, point sur la situation, est ce que ca bouge, ca bouge, que sait on,
que savez vous, que sais tu, depeches
"""

HOW_MANY = "combien, cb, nb, nbre, cbien, nombre, quel nombre, le bilan, bilan, total, compte"
TIMES = "fois, reprises"
THINGS = "evenement, evenements, incident, incidents, evenment, evenments, actes, choses"
"""After «combien de»: events of any type."""

DEAD = """
mort, morts, morte, mortes, tue, tues, tuee, tuees, deces, decedes, decedees, victime, victimes, cadavres, corps,
perdu la vie, trouve la mort, peri, martyrs, pertes humaines, tuer, bilan, le bilan
"""
"""What is counted as dead, after «combien»."""

PEOPLE = """
civil, civils, personne, personnes, gens, soldat, soldats, militaire, militaires, femmes, enfants, hommes, habitants,
policiers, journalistes, otages, hopital, hopitaux, ecole, ecoles, mosquee, eglise, aeroport, frontiere, convoi, base,
front, quartier, ville, villes, village, villages, localites, positions, prison, camp, refugies, deplaces
"""
"""Who died, was freed or arrested: said with the toll and the type, no filter of its own."""

VICTIMS = {
    "civils": "civil, civils, civile, civiles",
    "soldats": "soldat, soldats",
    "militaires": "militaire, militaires",
    "policiers": "policier, policiers",
    "journalistes": "journaliste, journalistes, reporters",
    "femmes": "femme, femmes",
    "enfants": "enfant, enfants",
    "otages": "otage, otages",
    "réfugiés": "refugies",
    "déplacés": "deplaces",
    "humanitaires": "humanitaires",
}
"""Those who suffer by what they are, as French articles call them: in a question for their fate, the target."""

WHO = """
qui est ce qui, qui, ki, kiki, qui donc, quels groupes armes, quel acteur, quels acteurs, quel groupe, quels groupes,
quelle organisation,
quelles organisations, quels pays, quel pays, quelle armee, quelles armees, quelles milices, quelles forces, qui ca
"""
ACTIVE = """
acteur, acteurs, groupes armes, protagonistes, belligerants, actif, actifs, active, actives, le plus actif,
les plus actifs, agit, agissent, intervient, interviennent
"""
WHAT = "que, qu, quoi, qu est ce que, quest ce que, kesk, ce que"
DO = "fait, font, faisait, faisaient, fera, feront, faire, fabrique, fabriquent, trafique, mene, menent"

SAYS = "dit, disent, raconte, rapporte, rapportent, ecrit, annonce, publie"
"""«que dit PressTV sur …»"""
ACCORDING = "selon, d apres, dapres, rapporte par, rapportes par, rapportees par, source, publie par, vu par"

WHERE = "a, au, aux, en, dans, pres de, pres d, pres du, autour de, autour d, autour du, vers, chez, sur"
ABOUT = "sur, concernant, a propos de, a propos d, a propos du, au sujet de, au sujet d, au sujet du"
AGAINST = "contre, vs, versus, envers, a l encontre de, a l encontre du, visant, vise, visent"
BY = "par, de la part de, de la part du, commis par, commises par, mene par, menes par, menees par"
OF = "de, du, des, d"
BETWEEN = "entre"

PLANNED = """
prevu, prevue, prevus, prevues, annonce, annoncee, annonces, annoncees, planifie, planifiee, planifies, planifiees,
a venir, programme, programmee, programmes, programmees, va t il se passer, va se passer, vont se passer, projete,
projetee, projetes, projetees, que va t il se passer, futur, future, futurs, futures, prochain, prochaine, prochains,
prochaines, en preparation
"""
DENIED = "dementi, dementie, dementis, dementies, nie, niee, nies, niees, refute, refutee, refutes, refutees"
OCCURRED = "confirme, confirmee, confirmes, confirmees, avere, averee, averes, averees"

PASSIVE = "ete, est attaque, sont attaques"
ARTICLES = "le, la, les, l, un, une, des, du, ce, cette, ces"

# Words that tell nothing: articles, auxiliaries, courtesy.
SILENT = """
au cours de, au cours du, au cours des,
le, la, les, l, un, une, des, du, de, d, au, aux, a, ai, as, ont, avons, avez, avait, avaient, est, sont, etait,
etaient, sera, seront, ete, etre, avoir, eu, y, t, il, ils, elle, elles, on, je, j, tu, nous, vous, me, m, moi, te,
se, s, ce, c, cela, ca, cette, ces, cet, et, ou, qui, que, qu, quoi, quel, quelle, quels, quelles, dont, est ce que,
est ce qu, esque, est ce, il y a, y a t il, y a, y avait il, donne, donner, donnez, montre, montrer, montrez, affiche,
afficher, affichez, liste, lister, listez, cherche, chercher, trouve, trouver, voir, vois, dis, dire, dites, savoir,
connaitre, veux, voudrais, voudrait, aimerais, peux, peut, pouvez, pourriez, pourrais, souhaite, souhaiterais, sais,
svp, stp, ces derniers temps,
s il te plait, s il vous plait, sil vous plait, sil te plait, merci, please, bonjour, salut, bonsoir,
hello, alors, donc, stp, recent, recents, recente, recentes, recemment, dernier, derniers, derniere, dernieres,
actuellement, en ce moment, maintenant, tous, toutes, tout, toute, quelque chose, encore, deja, aussi, eux, leur,
leurs, son, sa, ses, pour, avec, lors, pendant, durant, par, rien, plus, le plus, les plus, arrive, arrivee, arrives,
arrivees, eu lieu, lieu, aurait, auraient, avoir lieu, bien, la bas, ici, ville, region, province, village, pays, ah,
eh, hein, ok, euh, petit, gros, grand, grande, grands, grandes, grosse, grosses, nouveau, nouveaux, nouvelle,
important, importants, importante, importantes, principaux, principales, principal, plusieurs, certains, certaines,
aucun, aucune, passe, passes, etre, va, vont, suis, sommes, liste des, cote, jour, jours, semaine, mois, annee,
heure, heures, date, periode, parle, parle moi, parler, informe, signale, signales, signalees, a t on, apprends,
m interesse, interesse, sujet, type, ya
"""

TOWNS = "ville, villes, village, villages, localite, localites, positions, quartier, quartiers, territoire, territoires"
"""What is taken or freed and is no person: «les villages libérés»."""

MAP = "carte, cartes, une carte, map"
CHART = "frise, frises, chronologie, graphique, graphiques, courbe, diagramme, histogramme, timeline"
"""Asking for a picture, which another command gives."""

EXCEPT = "sauf, excepte, exceptes, hormis, hors, a l exception de, a l exception des, a l exception du, a part"
"""What follows is to be left out, and no filter can say so."""

RANKED = """
le plus de, le plus d, le plus souvent, plus de morts, les plus touchees, les plus touches, la plus touchee,
le plus touche, plus touchees, plus touches, le moins de, le moins d
"""
"""Asking for the most of something: only who did most is a query."""

WHICH_PLACE = """
ou, quelle ville, quelles villes, quel village, quels villages, quelle region, quelles regions, quelle province,
quelles provinces, quel pays, quels pays, quel endroit, quels endroits
"""

# Never a question to the archive, whatever else stands in it: reasons, and the troubles of whoever writes.
REASONS = (
    "mon frere, mon pere, mon fils, mon mari, mon cousin, mon oncle, mon ami, ma soeur, ma mere, ma fille, ma femme, "
    "ma famille, ma cousine, mes parents, mes enfants, mes freres, mes soeurs, notre famille, nos enfants, "
    "pourquoi, pour quelle raison, pour quelles raisons, "
    "comment, a cause de quoi, a quoi sert, combien coute"
)

# What people call those who have no name of their own; an actor as typed. Folded.
NAMELESS = """
kurdes, chiites, sunnites, chretiens, yezidis, touaregs, peuls, dogons, colons, rebelles, rebelle, insurges,
jihadistes, djihadistes, terroristes, coalition, regime, opposition, police, armee,
manifestants, milices, mercenaires, separatistes, combattants, gouvernement, rebellion, junte, tribus, pirates,
casques bleus, coalition internationale, coalition arabe, forces de securite, forces armees
"""

# Irregular or colloquial words for types; the rest comes from the reader's own lexicon (nlp/patterns/fr_triggers.tsv).
VERBS = {
    "ASSAULT.bombardment": "bombarder",
    "ASSAULT": "tirer attaquer attaker frapper combattre tuer viser cibler affronter agresser assaillir",
    "ASSAULT.abduct": "enlever kidnapper",
    "ASSAULT.targeted": "assassiner executer abattre",
    "ASSAULT.destroy": "detruire incendier",
    "COERCE.seize": "capturer conquerir reprendre prendre occuper saisir envahir",
    "COERCE.arrest": "arreter interpeller emprisonner",
    "COERCE.restrict": "bloquer assieger",
    "COERCE.deport": "expulser deplacer",
    "CONSULT": "rencontrer recevoir negocier discuter",
    "CONSULT.visit": "visiter",
    "ACCUSE.disapprove": "condamner denoncer critiquer",
    "ACCUSE": "accuser",
    "THREATEN": "menacer",
    "SUPPORT": "soutenir",
    "AID": "livrer acheminer aider secourir ravitailler evacuer",
    "PROTEST.demo": "manifester protester",
    "SANCTION": "sanctionner",
    "RETREAT.withdraw": "retirer evacuer",
    "RETREAT.release": "liberer relacher",
    "MOBILIZE.troops": "deployer",
}
FORMS = {
    "ASSAULT": "combat, combats, combattent, combattu, battu, battus, bat, battent, attake, attakes, ataque, ataques, "
    "violence, violences, affrontement, affrontements, accrochage, accrochages, offensive, offensives, bataille, "
    "batailles, assaut, assauts, incursion, incursions, guerre, agression, agressions, attaque, attaques, embuscade, "
    "embuscades, tuerie, tir, tirs",
    "ASSAULT.bombardment": "bombardement, bombardements",
    "ASSAULT.bomb-or-suicide": "attentat, attentats",
    "ASSAULT.aerial": "frappe, frappes, raid, raids, frappe aerienne, frappes aeriennes, raid aerien, raids aeriens, "
    "bombardement aerien, bombardements aeriens, attaque aerienne, attaques aeriennes, barils explosifs, "
    "frape aerienne, frapes aeriennes",
    "ASSAULT.drone": "frappe de drone, frappes de drone, frappes de drones, attaque de drone, attaques de drone, "
    "attaques de drones, attaque au drone, drone, drones",
    "ASSAULT.heavy-weapons": "roquette, roquettes, missile, missiles, obus, mortier, mortiers, artillerie, pilonnage, "
    "pilonnages, tir de roquettes, tirs de roquettes, tir de missile, tirs de missiles, tirs d artillerie, "
    "tirs d obus, tirs de mortier, tir d artillerie, canonnade, tir de roquette, tir de missiles",
    "ASSAULT.firearms": "fusillade, fusillades, tirs d armes a feu, coups de feu",
    "ASSAULT.explosives": "explosion, explosions, bombe, bombes, voiture piegee, voitures piegees, "
    "mine, mines, engin explosif, engins explosifs, attentat a la bombe, attentats a la bombe, ied",
    "ASSAULT.suicide-attack": "attentat suicide, attentats suicides, attentat suicides, attentats suicide, kamikaze, "
    "kamikazes, attaque suicide, attaques suicides, attaques suicide",
    "ASSAULT.primitive": "attaque au couteau, attaques au couteau, couteau, couteaux, a l arme blanche, machette",
    "ASSAULT.targeted": "assassinat, assassinats, execution, executions, massacre, massacres, meurtre, meurtres, "
    "assassine, assassines",
    "ASSAULT.abduct": "enlevement, enlevements, kidnapping, kidnappings, rapt, rapts, prise d otages, prises d otages, "
    "prise d otage, otage",
    "ASSAULT.destroy": "destruction, destructions, incendie, incendies, detruit, detruits, detruite, detruites",
    "ASSAULT.unconventional": "attaque chimique, attaques chimiques, gaz, armes chimiques, arme chimique, "
    "chlore, sarin",
    "ASSAULT.torture": "torture, tortures",
    "ASSAULT.sexual": "viol, viols, violences sexuelles",
    "COERCE.seize": "prise, prises, reprise, reprises, capture, captures, conquete, chute, pris le controle, "
    "prend le controle, prendre le controle, prise de controle, prises de controle, controle, controlent, pris, "
    "prises, "
    "repris, reprend, conquis, occupation, saisie, saisies, s est empare, s empare, empare, emparee, empares, tombe, "
    "a libere la ville, prend, prennent",
    "COERCE.arrest": "arrestation, arrestations, interpellation, interpellations, detention, detentions, rafle, rafles",
    "COERCE.restrict": "siege, blocus, blocage, blocages, barrage routier, barrages routiers, couvre feu",
    "COERCE.curfew": "couvre feu, couvre feux",
    "COERCE.martial-law": "etat d urgence, loi martiale",
    "COERCE.deport": "expulsion, expulsions, deportation, deportations",
    "COERCE.censor": "censure, censures",
    "COERCE.cyber": "cyberattaque, cyberattaques, piratage, piratages",
    "COERCE": "repression, perquisition, perquisitions",
    "CONSULT": "rencontre, rencontres, entretien, entretiens, pourparlers, negociation, negociations, discussions, "
    "reunion, reunions, sommet, sommets, recu, recoit, dialogue, talks",
    "CONSULT.visit": "visite, visites, deplacement, deplacements, tournee",
    "CONSULT.third-party": "mediation, mediations",
    "CONSULT.phone": "entretien telephonique, entretiens telephoniques, appel telephonique",
    "ACCUSE": "accusation, accusations, accuse, accuses, accusent",
    "ACCUSE.disapprove": "condamnation, condamnations, critiques, critique",
    "THREATEN": "menace, menaces, ultimatum",
    "PROTEST.demo": "manifestation, manifestations, manif, manifs, protestation, protestations, marche, "
    "marches, sit in",
    "PROTEST.strike": "greve, greves",
    "PROTEST.riot": "emeute, emeutes",
    "PROTEST.boycott": "boycott, boycotts",
    "PROTEST.hunger": "greve de la faim, greves de la faim",
    "SANCTION": "sanction, sanctions, embargo, embargos",
    "SANCTION.convict": "proces, verdict, verdicts",
    "SANCTION.expel": "expulsion de diplomates, diplomates expulses",
    "AGREE": "accord, accords, traite, traites, signature, promesse, promesses",
    "SUPPORT": "soutien, soutiens, soutient, soutiennent, appui",
    "COOPERATE": "cooperation, cooperations, partenariat",
    "AID": "aide, aides, aide humanitaire, secours, convoi humanitaire, convois humanitaires, assistance, vivres, "
    "livraison d armes, livraisons d armes, evacuation, evacuations",
    "CONCEDE": "concession, concessions",
    "REQUEST": "demande, demandes, appel, appels, exigence, exigences",
    "REJECT": "refus, rejet, rejets",
    "MOBILIZE": "mobilisation, mobilisations, renforts, deploiement, deploiements, deploye, deployes, deployee, "
    "deployees, blinde, blindes",
    "MOBILIZE.troops": "deploiement de troupes, envoi de troupes, troupes deployees, envoi de renforts",
    "RETREAT": "reddition, redditions, se rend, s est rendu, se sont rendus",
    "RETREAT.withdraw": "retrait, retraits, repli, replis, retraite",
    "RETREAT.release": "liberation d otages, liberation de prisonniers, liberation, liberations, otages liberes, "
    "otages libere, otage libere, prisonniers liberes, liberation des otages, echange de prisonniers",
    "RETREAT.ceasefire": "cessez le feu, treve, treves, cessation des hostilites, cesser le feu, cessez feu",
    "RETREAT.disarm": "desarmement",
    "RETREAT.resign": "demission, demissions",
}

# What comes after «de» is the target: «arrestation de journalistes», «assassinat de Rafic Hariri».
PATIENT = (
    "COERCE.arrest, COERCE.deport, ASSAULT.targeted, ASSAULT.abduct, ASSAULT.torture, RETREAT.release, COERCE.cyber"
)

# Lexicon words left out: in a question they are something else.
NOT_TYPES = "mene mettre aller marche corps mort morts reprises action partir sortie passage point coup coups nouvelle"

KEYS = {
    "type": "type, genre, categorie, mode",
    "since": "depuis, des, apres, debut, du",
    "until": "jusqu a, jusqua, jusque, avant, fin, au, jusqu au, jusquau, jusqu en, jusquen, until",
    "during": "date, quand, periode, jour, mois, pendant, en, annee",
    "actor": "acteur, actrice, qui",
    "by": "auteur, par, de",
    "against": "cible, contre, victime, a qui",
    "role": "role",
    "place": "lieu, a, ou, pays, ville, region, dans",
    "publisher": "source, src, selon, media, journal, editeur, d apres, dapres",
    "status": "statut, etat, status",
}
DATES_LIKE = "2017-05-31, 31/05/2017, mai 2017, hier, 7j"
"""Dates as a filter reads them, for whoever wrote none."""
STATUSES = {
    "planned": "annonce, annoncee, annonces, prevu, prevue, prevus, a venir, planifie, futur, programme",
    "denied": "dementi, dementie, dementis, nie, refute",
    "occurred": "fait, faits, survenu, avere, confirme, realise, arrive, reel, rapporte",
}
ROLES = {"source": "auteur, auteurs, agent, attaquant, fait, qui", "target": "cible, cibles, victime, victimes, a qui"}
"""What a filter's value means, beside the types' own words in the catalogues."""

SHOWN = {
    "type": "type", "since": "depuis", "until": "jusqu'à", "during": "date", "actor": "acteur", "by": "auteur",
    "against": "cible", "role": "role", "place": "lieu", "publisher": "source", "status": "statut",
    "planned": "annoncé", "denied": "démenti", "occurred": "survenu",
}  # fmt: skip
"""How a filter is written when the bot writes it."""

"""Word lists for who and to whom: nouns that can act or suffer, titles, light verbs, frames of verbs and event nouns.

All entries are lemmas (singular, infinitive) unless a name says otherwise. Own lists.
"""

# ruff: noqa: SIM905 (long word lists read better as text)

# Nouns for people. Absent on purpose: «main», «tête», «corps», «victime» as a count («bilan des victimes») is kept.
PEOPLE = frozenset(
    """
    abbé accusateur accusé acheteur acteur activiste adepte adjoint administrateur adolescent adolescente
    adversaire affamé agent agresseur agriculteur aide allié amant ambassadeur ambassadrice ami amie amiral
    ancien anti-balaka apostat apprenant apprenti archevêque armateur artificier artisan artiste artilleur
    assaillant assassin associé attaché auditeur auteur autorité auxiliaire avocat avocate aviateur ayatollah
    baron bagnard bandit banquier barbouze bassidji bâtonnier belligérant berger blessé blogueur blogueuse
    boucher boulanger bourreau braqueur brigand bureaucrate cadre calife camarade cambrioleur camionneur
    candidat candidate capitaine captif captive caporal cardinal casque cavalier censeur cerveau chabiha
    chabbiha chancelier chancelière charbonnier chasseur chauffeur chebab cheffe chef cheikh chercheur cheminot
    chirurgien chrétien citadin citoyen citoyenne civil client codétenu cofondateur collaborateur collègue colon
    colonel combattant combattante comité commandant commandeur commerçant commissaire communiste comparse
    compatriote complice compagne compagnon condamné conducteur conjoint conjuré conquérant conscrit conseiller
    conseillère conservateur conspirateur constructeur contestataire contractuel contrebandier contradicteur
    contributeur convoyeur coordinateur coordonnateur copilote coreligionnaire correspondant correspondante
    cosaque coupable criminel croyant curé cultivateur cycliste dame dauphin défenseur défunt délégué délégation
    délinquant démineur démissionnaire demandeur démocrate député députée dernier déplacé déporté dépositaire
    déserteur despote détenu détenue détracteur dictateur diplomate directeur directrice dirigeant dirigeante
    disciple disparu dissident djihadiste docteur docker donateur douanier druze ecclésiastique écogarde écolier
    écologiste écrivain éditeur égorgeur élève éleveur élu élue émeutier émigré émir émissaire emprisonné
    employé employée employeur enfant enlevé ennemi enquêteur enseignant enseignante entraîneur entrepreneur
    envahisseur envoyé envoyée époux épouse équipier escroc espion estropié étranger étudiant étudiante évêque
    ex-combattant ex-président ex-rebelle exécutant exilé expert extrémiste faction fanatique fantassin femme
    fédéral fédéré fermier fidèle figure fillette fille fils flibustier fonctionnaire fondateur formateur
    fossoyeur franc-tireur francs-tireurs frère frontalier frondeur fugitif fusilier galonné gamin gangster
    garçon garde garde-côte garde-côtes garde-frontière gardes-frontières garde-frontières gardien geôlier
    gendarme général gens gouverneur gouvernante grand-père gréviste guerrier guérillero guetteur guide habitant
    handicapé haut-commissaire haut-fonctionnaire harki héritier hiérarque homme homologue honorable hors-la-loi
    hôte houthi huissier humanitaire imam immigré indépendantiste indigène individu industriel infirmier
    infirmière informateur ingénieur inconnu inculpé insoumis insurgé inspecteur inspectrice instituteur
    instructeur intendant intégriste intellectuel intermédiaire internaute interlocuteur interné interprète
    intrus islamiste jeune jeunes jihadiste joueur journaliste juge juriste juré justiciable kamikaze khmer
    kidnappeur laïc leader légionnaire légiste législateur libéral lieutenant lieutenant-colonel livreur
    locataire loyaliste lycéen lycéenne magistrat magistrate maire maître maîtresse maïmaï major majorité malade
    malfaiteur malfrat mandataire manifestant manifestante maquisard marabout maraîcher marchand maréchal marin
    marine martyr masse mari maton mécontent médecin médiateur médiatrice membre mendiant meneur mercenaire mère
    métayer meurtrier migrant migrante milicien militaire militant militante mineur ministre minoritaire
    miséreux missionnaire mollah monarque moniteur monarchiste moine motard mousquetaire moudjahid moudjahidine
    moudjahidines mufti mutin mutilé mystique narcotrafiquant nationaliste naufragé navigant négociateur
    négociatrice négociant nervi noceur nomade notable nourrisson nouveau-né novice observateur occupant
    officiel officier oligarque opérateur oppositionnel opposant opposante opprimé oppresseur orateur orpailleur
    orphelin otage ouléma ouvrier ouvrière pacifiste paire panafricaniste pape parachutiste parent paria
    parlementaire paroissien partenaire participant partisan partisane passager passant passeur pasteur
    patriarche patron patronne pauvre paysan paysanne pêcheur pèlerin pensionnaire percepteur père perdant
    permanent peshmerga personnage personnalité personne personnel petit-fils pétrolier peuple philanthrope
    photographe pilote pillard pionnier pirate pistolero plaignant plénipotentiaire plongeur policier policière
    politicien politique pompier pope population porte-parole postulant potentat poursuivant préfet préfète
    prélat président présidente prétendant prétorien prêtre prévenu prince princesse prisonnier prisonnière
    proche procureur procureure producteur professeur professeure profanateur promeneur promoteur propriétaire
    proscrit protagoniste protecteur protestataire protestant proviseur provocateur putschiste qaïdiste rabbin
    radical raïs randonneur ravisseur ravitailleur rebelle récalcitrant recruteur recrue recteur rédacteur
    réfugié réfugiée régent régisseur régulier reine religieux religieuse renégat reporter représentant
    représentante républicain requérant rescapé résident résistant responsable ressortissant ressortissante
    restaurateur retraité révolté révolutionnaire riverain rival roi routier saboteur saint-cyrien salafiste
    salarié salariée sanguinaire sapeur satrape sauveteur savant scientifique secouriste secrétaire séparatiste
    sécessionniste sectateur seigneur sénateur sénatrice sergent serviteur shebab shérif sicaire siégeant
    signataire sinistré sioniste skipper sniper sœur soignant soignante soldat soldate solliciteur sortant
    souverain souverainiste spectateur squatteur subalterne successeur sultan supérieur superviseur suppléant
    supplétif supporteur supporter surveillant survivant survivante suspect suspecte sympathisant syndicaliste
    takfiri takfiriste taliban technicien témoin terroriste théologien timonier tirailleur tireur tortionnaire
    touriste tourmenteur trafiquant traître transfuge transporteur travailleur travailleuse trésorier tribun
    tueur tuteur tyran usager usurpateur vacancier vainqueur vaincu vandale vassal vendeur vengeur vétéran veuve
    vice-ministre vice-président vice-présidente vicaire victime vieillard villageois villageoise visiteur
    voisin voleur volontaire votant voyageur voyagiste vieux veilleur vizir yézidi zélateur élève-officier
    évacué âme blindé tankiste pontife primat métropolite légat nonce consul chargé médecin-chef instigateur
    commanditaire concurrent contingent mafieux narco narco-séparatiste ex-séléka coupeur ex-chef ex-ministre
    ex-espion fugueur gosse bambin vieillarde septuagénaire octogénaire sexagénaire quinquagénaire quadragénaire
    trentenaire ado collégien universitaire chômeur sans-papiers clandestin cultivatrice commerçante vendeuse
    paroissienne croyante pèlerine habitante réserviste appelé engagé sous-officier gradé brigadier adjudant
    commandement capitaine-régent patrouilleur navire-école équipage
    """.split()
)

# Nouns for bodies of people: institutions, forces, crowds.
GROUPS = frozenset(
    """
    académie administration agence alliance ambassade amirauté antenne appareil archevêché aréopage armada armée
    artillerie assemblée assistance association autorité autorités avant-garde aviation axe bande banque barreau
    bataillon batterie bloc branche bras brigade bureau cabinet camp cartel caserne cellule cénacle centrale
    chaîne chambre chancellerie chefferie classe clan club coalition collectif collège colonne comité
    commandement commando commissariat commission communauté compagnie condominium confédération confrérie
    congrégation congrès conseil consistoire consulat conférence contingent coopérative coordination corps
    cortège couronne cour couple croissant-rouge croix-rouge délégation département détachement diaspora
    diplomatie direction dissidence division douane duo dynastie échevinage école égards église émirat empire
    ennemi entité entourage entreprise équipage équipe escadre escadrille escadron escorte essaim État état
    état-major exécutif expédition faction famille fédération flotte flottille foule formation fondation force
    forces frange fraction fratrie front gang garde garnison gendarmerie génération gouvernement gouvernorat
    greffe groupe groupement groupuscule guérilla haut-commandement hiérarchie horde hôpital industrie
    infanterie inspection instance institut institution intelligentsia intersyndicale jeunesse journal junte
    juridiction jury justice katiba légation légion ligue lobby logistique maffia mafia mairie maison majorité
    marée marine mère-patrie meute milice ministère minorité mission monarchie mouvance mouvement municipalité
    nation noblesse nébuleuse notariat observatoire occupant occupation office ONG opposition ordre organe
    organisation organisme paire paramilitaire parlement parquet parti patriarcat patronat patrouille pays pègre
    peloton peuple peuplade plateforme police pool population pouvoir préfecture presse présidence
    presqu'unanimité primature prévôté procure protectorat puissance quartet quatuor quarteron rassemblement
    rébellion rédaction régence régime régiment régie renfort renseignement réseau république rue royaume
    royauté ruche secours secrétariat section secte sécurité sénat service sheikhat société soldatesque sommet
    sous-préfecture sultanat synode syndicat tandem tribu tribunal trio triumvirat troupe troïka union unité
    université vice-présidence voisin légitimité patrie gent patrouilleur frégate destroyer corvette croiseur
    porte-avions sous-marin bombardier chasseur hélicoptère avion drone char blindé artilleur convoi renforts
    garde-côtes haut-commissariat internationale hirak
    """.split()
)

ACTOR_NOUNS = PEOPLE | GROUPS

# Nouns for weapons and blows: as subject or cause they stand for whoever wields them, so they fill no role themselves.
INSTRUMENTS = frozenset(
    """
    appareil arme artillerie attaque attentat avion balle batterie blindé bombardement bombardier bombe boulet
    canon char charge chasseur chasseur-bombardier colis cocktail couteau déflagration détonation drone
    embuscade engin escadrille explosif explosion feu flèche frappe fusée fusillade gaz grenade hélicoptère
    incursion kalachnikov lacrymogène machette mine mitrailleuse missile mortier obus offensive opération pièce
    pierre pilonnage projectile raid rafale roquette salve sabre tir torpille véhicule voiture ceinture camion
    moto sanction décret
    """.split()
)

# Nouns that are a title: where a name follows, the name alone is the actor.
TITLES = frozenset(
    """
    abbé adjoint amiral ambassadeur ambassadrice archevêque avocat avocate ayatollah calife candidat candidate
    capitaine cardinal chancelier chancelière chef cheffe cheikh colonel commandant commissaire conseiller
    conseillère coordinateur député députée directeur directrice dirigeant docteur émir émissaire envoyé envoyée
    évêque ex-président ex-ministre général gouverneur haut-commissaire héritier homologue imam juge journaliste
    leader lieutenant lieutenant-colonel maire maître major maréchal médiateur militant ministre mollah monsieur
    madame M. Mme Mgr mufti négociateur officier opposant opposante pape pasteur patriarche père porte-parole
    préfet présentateur président présidente prince princesse procureur procureure professeur rabbin raïs
    rebelle reine représentant représentante roi secrétaire sénateur sénatrice sergent souverain sultan
    vice-ministre vice-président vice-présidente vizir dictateur chercheur blogueur reporter activiste écrivain
    syndicaliste oncle frère sœur fils fille veuve épouse photographe otage combattant soldat chanteur acteur
    homme-fort prédécesseur successeur patron
    """.split()
)

# Nouns before the name of a group, a body or a state: the name alone is the actor, the phrase another form of it.
GROUP_TITLES = frozenset(
    """
    agence alliance armée association brigade bande cartel chaîne clan coalition collectif compagnie confrérie
    émirat entité entreprise État fédération fondation force forces formation front gang gouvernement groupe
    groupuscule guérilla hebdomadaire journal ligue mafia magazine milice mission mouvement mouvance nébuleuse
    ONG opération organisation parti quotidien radio réseau république régime royaume secte site société
    sultanat syndicat télévision télé tribu union branche
    """.split()
)

# Nouns for the people of a group («les combattants du Hezbollah»): the group is right too.
MEMBERS = frozenset(
    """
    activiste agent aile appareil armée artillerie assaillant aviation bande bandit bataillon bombardier bras
    branche brigade cadre chasseur chef chefferie colonne combattant commandant commandement commando dirigeant
    djihadiste drone élément émir extrémiste fantassin fidèle force forces frégate gang général gouvernement
    homme insurgé islamiste jihadiste leader lieutenant membre mercenaire milice milicien militaire militant
    partisan police porte-parole président régime représentant sicaire soldat soldatesque tenant terroriste
    tireur troupe unité aviateur porte-voix avion batterie blindé supplétif sectateur égorgeur garde
    """.split()
)

# Epithets: a name that follows (with «de» or bare) is the actor, the epithet is left out.
EPITHETS = frozenset([
    "terroriste", "égorgeur", "mercenaire", "criminel", "takfiri", "takfiriste", "sbire", "nervi", "bande",
])  # fmt: skip

# Nouns that repeat an actor of the article: «le groupe», «le mouvement». To kinds of schema.ActorKind.
ANAPHORS = {
    "armed_group": """
    groupe mouvement organisation milice formation rébellion guérilla secte faction groupuscule insurgé rebelle
    jihadiste djihadiste islamiste terroriste extrémiste combattant nébuleuse parti takfiri takfiriste
    assaillant séparatiste milicien katiba
    """.split(),
    "person": """
    dirigeant responsable président ministre chef homme femme général diplomate émissaire opposant candidat
    présidente raïs intéressé suspect leader chancelier médiateur militant
    """.split(),
    "state": ["pays", "royaume", "république", "émirat", "sultanat", "capitale", "régime", "pouvoir"],
    "military": ["armée", "troupe", "force", "militaire", "soldat"],
    "international": ["organisation", "mission", "agence", "institution", "instance", "coalition", "alliance"],
}

# Verbs that lend their subject to the event noun they govern («mener un raid», «procéder à des arrestations»).
LIGHT_VERBS = frozenset(
    """
    accomplir accentuer accroître adresser amplifier annoncer apporter arrêter assurer augmenter avoir commencer
    commettre conclure conduire confirmer continuer convoquer décider déclarer déclencher décréter demander
    déposer diligenter dresser effectuer émettre engager enchaîner entamer entreprendre essuyer exécuter exercer
    exprimer faire fomenter formuler former imposer infliger initier instaurer intensifier interrompre jeter
    joindre lancer lever livrer maintenir manifester mener mettre monter multiplier négocier observer obtenir
    offrir opérer opposer ordonner organiser orchestrer ouvrir parachever participer passer perpétrer planifier
    porter poser poursuivre pratiquer préparer présenter proclamer procéder prodiguer programmer projeter
    promettre proférer prolonger prononcer proposer provoquer publier rallier reconduire recourir relancer
    rendre renforcer renouveler réaliser réclamer réitérer reprendre répéter revendiquer risquer rompre
    se_livrer sceller signer suspendre tenir tenter terminer tirer renouer démentir signifier essayer dépêcher
    décliner accueillir accepter refuser rejeter appeler
    """.split()
)

# Verbs that lend nobody: the subject claims or suffers the noun.
SUFFERED_VERBS = frozenset(["subir", "essuyer", "encaisser", "redouter", "craindre", "dénoncer", "condamner"])

# Verbs whose object, not subject, does the infinitive («demander à X de», «forcer X à»).
OBJECT_CONTROL = frozenset(
    """
    aider appeler autoriser charger commander conjurer conseiller contraindre convaincre convier défendre
    demander dissuader emmener empêcher encourager enjoindre exhorter forcer habiliter implorer inciter
    interdire inviter laisser mettre obliger ordonner permettre persuader pousser presser prier proposer
    réclamer recommander requérir sommer supplier
    """.split()
)

# Intransitive verbs whose past participle stands for the doer («des renforts venus de Bagdad»), not the sufferer.
INTRANSITIVE = frozenset(
    """
    accourir aller apparaître arriver décéder demeurer descendre entrer exploser fuir intervenir mourir naître
    partir parvenir passer périr rentrer rester retourner revenir sortir succomber surgir survenir tomber venir
    réfugier retrancher emparer rendre enfuir replier
    """.split()
)

# Verbs whose subject is the one hit: «dix hommes ont péri».
SUBJECT_SUFFERS = frozenset(["mourir", "périr", "décéder", "succomber", "tomber", "sauter"])

# Event nouns whose «de» names the one who suffers it («l'assassinat de X»); with others «de» names the doer.
OBJECTIVE_NOUNS = frozenset(
    """
    abandon abattage accueil accusation anéantissement arraisonnement arrestation assassinat assaut attribution
    bannissement blocage blocus bombardement bouclage capture cession chute condamnation confiscation conquête
    construction contrôle convocation décapitation décès démantèlement démolition déploiement déportation
    désarmement destruction détention disparition dispersion dissolution égorgement élargissement élimination
    emprisonnement encerclement enlèvement enrôlement envoi escorte évacuation éviction exclusion exécution
    expulsion extradition fermeture formation fourniture hospitalisation immolation incarcération incendie
    inculpation internement interpellation interruption invasion kidnapping lapidation levée liberation
    libération limogeage liquidation livraison lynchage massacre meurtre mise mitraillage mort mutilation
    neutralisation nomination occupation ouverture perte pilonnage pillage poursuite prise profanation
    protection rapatriement rapt ravitaillement reconnaissance reconquête recrutement recul reddition réception
    rejet relaxe remise renvoi reprise rétablissement révocation rupture sabotage saisie sauvetage séquestration
    siège signature soumission suppression surveillance suspension torture transfert tuerie vente viol visite
    """.split()
)
# «visite de X», «reddition de X», «recul de X», «disparition» speak of the doer first:
SUBJECTIVE_ANYWAY = frozenset([
    "visite", "reddition", "recul", "abandon", "accusation", "condamnation", "rejet", "ouverture", "levée",
])  # fmt: skip

# Prepositions after an event noun or verb that lead to the one it is aimed at.
AGAINST = frozenset({"contre", "sur", "envers", "à", "auprès", "chez", "visant", "vers", "au", "aux", "face"})

# Place and thing nouns that never are a target even when a proper noun stands with them.
PLACE_NOUNS = frozenset(
    """
    aéroport aérodrome agglomération archipel arrondissement artère axe avenue baie barrage base bassin bastion
    bâtiment bourg bourgade boulevard brousse camp campagne canton capitale carrefour caserne cathédrale
    centrale centre chemin checkpoint cimetière cité citadelle col colline commissariat commune comté corridor
    côte couloir croisement dépôt désert détroit district domicile école église enclave entrepôt environs est
    étang faubourg fief fleuve forêt fort front frontière gare golfe gorge gouvernorat hameau hauteur hôpital
    hôtel île immeuble kilomètre lac ligne lieu littoral localité lycée maison maquis marché mer mine monastère
    mont montagne mosquée musée nord oasis ouest palais parc passage périphérie piste place plage plaine plateau
    point pont port position poste préfecture presqu'île prison province quartier raffinerie rail ravin région
    rivage rive rivière route ruelle rue secteur siège site sommet souk sous-préfecture station sud supermarché
    talus temple terrain territoire thalweg tranchée tunnel université usine vallée verrou village ville voie
    wilaya zone
    """.split()
)

# Pronouns that stand for an actor of the text before. Absent: «on», «ce», «cela», «tout», «rien».
PRONOUNS = frozenset(
    """
    il elle ils elles lui leur eux celui-ci celle-ci ceux-ci celles-ci celui celle ceux celles dernier dernière
    le la les l'
    """.split()
)
PLURAL_PRONOUNS = frozenset({"ils", "elles", "leur", "eux", "les", "ceux-ci", "celles-ci", "ceux", "celles"})
FEMININE_PRONOUNS = frozenset({"elle", "elles", "celle-ci", "celles-ci", "celle", "celles", "la", "dernière"})
EMPTY_PRONOUNS = frozenset("""
    on ce c' cela ça ceci rien tout nul personne quoi y en quiconque chacun
    """.split())  # fmt: skip

# Nouns of number or part: the people counted are the actor («une dizaine de civils», «un groupe d'hommes armés»).
COUNTS = frozenset(
    """
    cent centaine cinquantaine dizaine douzaine majorité millier million minorité moitié multitude nombre paire
    partie plupart plusieurs poignée quarantaine quart quinzaine reste soixantaine tiers trentaine vingtaine
    totalité ensemble série vague quantité flot foultitude kyrielle essentiel gros
    """.split()
)

JOINING = frozenset({"et", "ou", "ni", "&"})
"""Words that set a phrase beside another."""
HELPING = frozenset({"appuyer", "assister", "épauler", "flanquer", "renforcer", "seconder", "soutenir"})
"""Verbs whose participle tells of who takes part beside the one that is named («l'armée, appuyée par X»)."""
MUTUAL_VERBS = frozenset({"affronter", "battre", "canarder", "combattre", "entretuer", "opposer"})
"""Verbs of fights whose joined subjects («s'affrontent») or objects («opposent X et Y») are the two sides."""
PASSING = frozenset(
    """
    abattu accusé arrêté basé capturé condamné déployé éliminé enlevé inculpé parti partant poursuivi recherché
    soupçonné stationné traqué tué venu visé
    """.split()
)
"""Participles, without their endings, of what befell somebody: no part of a name («soldats basés à Gao»)."""

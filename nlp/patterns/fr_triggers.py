# ruff: noqa: SIM905 (a word list is easiest to keep as text)
"""Word classes that decide what a trigger means: «libérer» a place is a seizure, «libérer» hostages a release.

All entries are lemmas (singular, infinitive); own lists. The triggers themselves stand in fr_triggers.tsv.
"""

CLASSES: dict[str, frozenset[str]] = {
    # Ground that can be taken or lost. Absent on purpose: «pays», «monde», «région» as a whole («le pays» is left).
    "place": frozenset(
        """
        aérodrome aéroport agglomération arrondissement barrage base bastion  berge bourg bourgade
        bunker cap carrefour caserne centrale champ chef-lieu cité citadelle col colline commune contrée corridor
        complexe cote crête district entrepôt enclave faubourg ferme fief forêt fort forteresse front frontière
        garnison gisement gouvernorat gué hameau hauteur hôpital île îlot immeuble localité massif mine mont
        montagne oasis palais parcelle plaine plateau point-de-passage poche pont port portion position poste prison
        province périphérie quartier quart  raffinerie repaire rive route ruine secteur siège silo site
        station tell terminal terrain territoire tiers tranchée village ville vallée verrou zone tronçon usine
        gazoduc puits camp campus pan lisière centre centre-ville capitale rue région sous-préfecture préfecture
        moitié partie portion base-arrière bâtiment bâtisse place position-clé point pied-à-terre réduit domaine
        aérogare hangar barrage-réservoir redoute blockhaus piton promontoire abords arrière-pays département comté
        canton kilomètre hectare arpent banlieue quartier-général qg ambassade mairie ministère parlement siège
        télévision radio mosquée église minaret université
        """.split()
    ),
    "captive": frozenset(
        """
        otage prisonnier prisonnière détenu détenue captif captive journaliste lycéen lycéenne élève écolier
        écolière étudiant humanitaire marin équipage opposant militant ressortissant soldat militaire prêtre
        religieuse dépouille corps séquestré fillette fille femme enfant rapt blogueur manifestant employé ingénieur
        passager pêcheur touriste avocat activiste prévenu condamné mineur casque garde policier gendarme
        missionnaire expatrié chauffeur villageois voyageur routard suspect accusé
        """.split()
    ),
    "civilian": frozenset(
        """
        civil habitant famille blessé enfant femme réfugié déplacé migrant naufragé rescapé malade patient sinistré
        villageois riverain passager population expatrié ressortissant survivant personne pèlerin étudiant alpiniste
        mineur orphelin bébé élève victime vieillard
        """.split()
    ),
    "weapon": frozenset(
        """
        arme armement munition missile obus fusil fusil-mitrailleur canon char blindé kalachnikov roquette arsenal
        mitrailleuse lance-roquettes mortier batterie explosif pièce matériel équipement artillerie drone avion
        hélicoptère chasseur uranium centrifugeuse ogive sous-marin frégate système radar bombe cartouche fusée
        torpille obusier stock sol-air antiaérien antichar
        """.split()
    ),
    "artillery": frozenset(
        """
        artillerie artilleur obus mortier roquette missile canon char blindé batterie obusier salve katioucha grad
        fusée lance-roquettes sol-sol scud balistique croisière himars projectile artificier calibre orgue torpille
        lance-missiles antichar tank pièce
        """.split()
    ),
    "aircraft": frozenset(
        """
        avion aviation aérien hélicoptère chasseur bombardier chasseur-bombardier rafale mirage sukhoï su-24 su-34
        f-16 f-15 f-35 b-52 mig aéronef appareil escadrille aéroporté baril ciel air vol pilote chasse coalition
        otan hélico planeur aile jet airs bombe-baril raid flottille
        """.split()
    ),
    "drone": frozenset(
        """
        drone sans-pilote shahed bayraktar téléguidé télécommandé télépiloté essaim munition-rôdeuse quadricoptère
        """.split()
    ),
    "bomb": frozenset(
        """
        bombe mine explosif engin grenade voiture véhicule camion piégé dynamite tnt semtex colis ceinture gilet
        charge moto motocyclette fourgonnette improvisé artisanal plastic bonbonne détonateur camionnette
        antipersonnel déflagration explosion détonation
        """.split()
    ),
    "kamikaze": frozenset("kamikaze suicide ceinture gilet attentat-suicide voiture-suicide martyr corset".split()),
    "gun": frozenset(
        """
        balle fusil kalachnikov pistolet arme mitrailleuse tireur rafale sniper canon fusil-mitrailleur chargeur
        cartouche plomb automatique mitraillette calibre revolver tir salve embusqué feu
        """.split()
    ),
    "blade": frozenset(
        """
        couteau machette poignard hache sabre gourdin pierre arme-blanche flèche lame coutelas pieu barre blanc
        """.split()
    ),
    "chemical": frozenset(
        """
        chlore chimique sarin gaz moutarde toxique neurotoxique ypérite asphyxiant incapacitant novitchok
        """.split()
    ),
    "teargas": frozenset(
        """
        lacrymogène gaz matraque lance eau caoutchouc flash-ball bouclier canon grenade-assourdissante anti-émeute
        """.split()
    ),
    "crowd": frozenset(
        """
        manifestant foule cortège étudiant rassemblement sit-in manifestation contestataire émeutier protestataire
        marcheur badaud attroupement gréviste lycéen défilé
        """.split()
    ),
    "troops": frozenset(
        """
        soldat troupe homme renfort militaire bataillon régiment brigade division unité force colonne char blindé
        contingent navire porte-avions frégate destroyer croiseur avion chasseur bombardier hélicoptère parachutiste
        réserviste combattant commando marine convoi milicien casque effectif réserve garnison section compagnie
        instructeur légionnaire gendarme blindés escadre sous-marin détachement bâtiment fantassin tirailleur
        patrouille tank artilleur engin cavalier mercenaire peshmerga élément recrue
        """.split()
    ),
    "police": frozenset("policier gendarme police gendarmerie crs agent anti-émeute gendarme-mobile".split()),
    "operation": frozenset(
        """
        opération offensive campagne assaut bataille manœuvre exercice contre-offensive ratissage
        """.split()
    ),
    "person": frozenset(
        """
        personne homme femme enfant fille garçon habitant villageois élève journaliste employé ouvrier touriste
        policier soldat militaire maire député ministre président chef commandant étudiant pêcheur berger paysan
        prêtre évêque imam cardinal religieuse commerçant chauffeur médecin infirmier humanitaire candidat opposant
        militant marin ingénieur otage civil notable lycéen lycéenne garde gendarme officier général colonel avocat
        juge agriculteur passager frère fils père épouse mère activiste blogueur employée travailleur routier
        professeur ressortissant chef-adjoint conseiller procureur préfet gouverneur suspect individu
        """.split()
    ),
    "media": frozenset(
        """
        journal radio chaîne site quotidien hebdomadaire internet réseau antenne télévision presse média journaliste
        émission diffusion signal rédaction parution tirage facebook whatsapp twitter x tiktok youtube télé
        """.split()
    ),
    "emergency": frozenset("état urgence loi martial exception siège martiale".split()),
    "curfew": frozenset("couvre-feu confinement".split()),
    "siege": frozenset("siège blocus étau barrage encerclement bouclage piquet embargo".split()),
    "fight": frozenset(
        """
        hostilité combat tir bombardement opération feu frappe offensive attaque pilonnage raid guerre affrontement
        """.split()
    ),
    "access": frozenset(
        """
        frontière route poste-frontière aéroport passage accès corridor port point-de-passage poste couloir
        observateur inspecteur convoi ambassade ligne espace
        """.split()
    ),
    "food": frozenset("nourriture repas aliment plateau ration gamelle manger".split()),
    "tyre": frozenset("pneu pneumatique poubelle barricade palette tronc rocher".split()),
    "sentence": frozenset(
        """
        prison mort perpétuité réclusion peine an mois coupable contumace amende sursis ferme détention bagne
        pendaison travaux ans emprisonnement tribunal cour juge
        """.split()
    ),
    "diplomat": frozenset(
        """
        ambassadeur diplomate chargé consul attaché représentant ambassadrice émissaire envoyé nonce coordinateur
        coordonnateur coordonnatrice coopérant
        """.split()
    ),
    "member": frozenset(
        "membre délégation pays député sénateur ministre parti général chef officier juge état".split()
    ),
    "talks": frozenset(
        """
        négociation pourparler pourparlers dialogue discussion table médiation concertation réunion sommet
        conférence entretien rencontre consultation tractation session entrevue délégation visite invitation échange
        conclave
        """.split()
    ),
    "treaty": frozenset(
        """
        accord traité pacte convention protocole trêve texte charte mémorandum cessez-le-feu document contrat
        entente partenariat alliance loi résolution déclaration feuille armistice mandat communiqué
        """.split()
    ),
    "relations": frozenset("relation lien pont rapport coopération alliance ambassade liaison union".split()),
    "sanctions": frozenset(
        "sanction représaille rétorsion embargo gel suspension mesure droit surtaxe rupture".split()
    ),
    "aid": frozenset(
        """
        aide vivre médicament tonne colis million milliard ration couverture tente nourriture eau carburant convoi
        farine vaccin secours don dollar euro matériel assistance bâche sac blé riz soin asile crédit prêt fonds
        enveloppe subvention cargaison soutien appui vaccination lait kit ambulance hôpital sang groupe-électrogène
        """.split()
    ),
    "trade": frozenset(
        """
        livraison exportation importation coopération vente achat commerce aide fourniture crédit versement
        importations pétrole gaz vol liaison échange avoir compte subvention ravitaillement programme électricité
        visa financement budget fret ciment décaissement contribution
        """.split()
    ),
    "inquiry": frozenset("enquête information instruction investigation commission procédure".split()),
    "phone": frozenset(
        """
        téléphone téléphonique fil ligne visioconférence appel téléphoniquement vidéo combiné vive-voix
        """.split()
    ),
    "hunger": frozenset("faim".split()),
    "demand": frozenset(
        """
        demande exigence appel proposition requête offre ultimatum plan projet injonction revendication
        """.split()
    ),
    # Names of states and the capitals that stand for them: who recalls, summons, is left or is sanctioned.
    "state": frozenset(
        """
        afghanistan albanie algérie allemagne angola arabie argentine arménie australie autriche azerbaïdjan bahreïn
        bangladesh belgique bénin biélorussie birmanie bolivie bosnie botswana brésil bulgarie burkina burundi
        cambodge cameroun canada centrafrique chili chine chypre colombie comores congo corée costa croatie cuba
        danemark djibouti égypte egypte émirats emirats équateur equateur érythrée erythrée espagne estonie
        états-unis etats-unis éthiopie ethiopie finlande france gabon gambie géorgie ghana grèce guatemala guinée
        guyana haïti honduras hongrie inde indonésie irak iran irlande islande israël italie jamaïque japon jordanie
        kazakhstan kenya kirghizistan kosovo koweït laos lesotho lettonie liban libéria liberia libye lituanie
        luxembourg macédoine madagascar malaisie malawi mali malte maroc maurice mauritanie mexique moldavie
        mongolie monténégro mozambique namibie népal nicaragua niger nigeria nigéria norvège oman ouganda
        ouzbékistan pakistan palestine panama paraguay pays-bas pérou philippines pologne portugal qatar rdc rca
        roumanie royaume-uni grande-bretagne russie rwanda salvador sénégal serbie singapour slovaquie slovénie
        somalie somaliland soudan sri suède suisse syrie tadjikistan taïwan tanzanie tchad tchéquie thaïlande timor
        togo tunisie turkménistan turquie ukraine uruguay venezuela vietnam vatican yémen zambie zimbabwe côte
        swaziland eswatini jamahiriya urss usa washington moscou kremlin pékin paris londres berlin rome madrid
        lisbonne bruxelles varsovie kiev kyiv minsk ankara téhéran bagdad damas riyad doha amman beyrouth le-caire
        caire tripoli tunis alger rabat nouakchott dakar bamako niamey ouagadougou n'djamena abuja yaoundé bangui
        libreville brazzaville kinshasa kigali bujumbura kampala nairobi addis-abeba asmara khartoum juba mogadiscio
        luanda pretoria harare maputo antananarivo islamabad kaboul delhi new-delhi dacca séoul pyongyang tokyo
        hanoï manille jakarta canberra ottawa mexico caracas bogota quito lima brasilia santiago stockholm oslo
        helsinki copenhague tallinn riga vilnius prague budapest bucarest sofia belgrade athènes erevan bakou
        tbilissi maison-blanche élysée elysée pentagone quai matignon tel-aviv jérusalem sanaa aden lomé cotonou
        abidjan accra conakry banjul freetown monrovia malabo royaume émirat sultanat pays voisin puissance capitale
        occident
        """.split()
    ),
    # Bodies of states: what is joined, left, and suspends its members.
    "body": frozenset(
        """
        onu ue otan otan cédéao cedeao ceeac ua union ligue igad sadc aes g5 opep osce omc oms aiea cpi cij fmi
        unesco unicef hcr unrwa conseil commission assemblée francophonie oif commonwealth ccg mercosur asean oea
        brics uemoa organisation alliance bloc cour tribunal parlement nations accord alliance monusco minusma
        minusca finul misca cicr croix-rouge croissant-rouge amnesty msf osdh
        """.split()
    ),
    # Armed groups by name or by kind.
    "armed": frozenset(
        """
        daech daesh ei eiil état-islamique al-qaïda aqmi aqmi hezbollah hamas houthi houthis houthis taliban
        talibans pkk ypg fds m23 adf gsim jnim jnim eigs iswap iswap boko haram shebab shebab chebab wagner rsf fsr
        séléka anti-balaka nosra front jihadiste djihadiste rebelle insurgé milicien milice terroriste combattant
        séparatiste guérillero paramilitaire assaillant ravisseur gang bandit commando homme-armé tireur kamikaze
        groupe élément takfiri takfiriste mutin putschiste colon sécessionniste maquisard narcotrafiquant cartel
        """.split()
    ),
    "leader": frozenset(
        """
        président premier-ministre ministre roi émir sultan prince chancelier chancelière chef émissaire envoyé
        ambassadeur secrétaire dirigeant homologue négociateur médiateur porte-parole gouvernement cabinet exécutif
        diplomatie diplomate parlement sénat procureur juge maire gouverneur délégation pape cardinal
        """.split()
    ),
    "crisis": frozenset("crise situation dossier question".split()),
}

# Verbs that carry an event noun and say nothing of their own: the noun is the trigger.
LIGHT_VERBS = frozenset(
    """
        mener lancer effectuer conduire déclencher perpétrer commettre opérer organiser tenir avoir faire exécuter
        engager entamer entreprendre diriger ordonner subir essuyer livrer poursuivre reprendre intensifier
        multiplier procéder participer prendre donner observer décréter instaurer imposer annoncer proclamer signer
        conclure ouvrir lever décider revendiquer préparer planifier monter assurer connaître viser repousser
        déjouer relancer suspendre rompre convoquer présider accueillir abriter réclamer exiger demander appeler
        proposer adopter prononcer adresser
        """.split()
)

# Verbs whose clause or object is only said, thought or wished.
SAYING_VERBS = frozenset(
    """
        dire déclarer affirmer annoncer assurer indiquer préciser expliquer rapporter raconter confier ajouter
        estimer juger croire penser souligner rappeler noter révéler soutenir prétendre répéter marteler confirmer
        signaler écrire lancer résumer soupirer lâcher glisser avancer reconnaître admettre démentir nier espérer
        souhaiter craindre redouter savoir apprendre
        """.split()
)

# Verbs under which an act is asked, promised, threatened, accused of: the act under them gets no event of its own.
EMBEDDING_VERBS = frozenset(
    """
        demander exiger réclamer appeler exhorter presser prier sommer inviter enjoindre ordonner supplier adjurer
        accuser reprocher soupçonner imputer menacer promettre jurer proposer offrir accepter refuser consentir
        engager avertir convenir solliciter implorer conjurer condamner dénoncer accorder
        """.split()
)

# Verbs of mood and phase; their infinitive is the event.
MODAL_VERBS = frozenset(
    """
        devoir pouvoir vouloir compter entendre espérer envisager souhaiter tenter essayer chercher vouloir prévoir
        aller venir commencer continuer cesser finir apprêter préparer risquer sembler paraître parvenir réussir
        échouer hésiter décider achever
        """.split()
)

# Words of sport, trade, films, kitchens and weather: a text full of them speaks of war in figures only.
OFF_TOPIC = frozenset(
    """
        match buteur championnat entraîneur sélectionneur finale demi-finale mi-temps penalty ballon football tournoi
        quart-de-finale supporteur joueur corner podium peloton cycliste maillot set raquette tennis basket rugby
        marathon athlète médaille film cinéma réalisateur festival roman écrivain spectacle album chanteur exposition
        peintre plan-séquence scénario recette cuisson beurre sucre oignon cuillère gramme plat bénéfice résultat-net
        actionnaire bourse dividende part-de-marché rentabilité clientèle filiale orage température averse degré
        thermomètre météo ensoleillé nuage neige canicule anticyclone joueuse poule gazon but-en-or prolongation
        vestiaire supporter talonneur mêlée-ouverte xv ligue-1 fifa uefa quadruplé doublé triplé tireur-au-but
        coup-franc rebond set-décisif classement bande-annonce tournage plateau-de-tournage romancière cinéaste écran
        dramaturge opéra chorégraphe compositeur four-à-bois pâte beignet marinade mijoter éplucher cuillerée saladier
        cocotte croissant boulangerie viennoiserie croissance-externe trésorerie acquisition cotation consommateur
        produit-phare start-up pdg soldes averses éclaircie grésil bourrasque anticyclonique houle verglas
        éliminatoire vestiaires maillots sprint échappée col-hors-catégorie chrono échiquier pion grand-maître chou
        tomate
        """.split()
)

# Nouns that take up an event told before.
ANAPHORIC = frozenset(
    """
        attaque opération assaut raid offensive drame tuerie massacre attentat explosion frappe acte crime incident
        embuscade combat bataille affrontement marche manifestation mesure décision arrestation sanction accord
        rencontre visite trêve libération rapt enlèvement retrait annonce initiative violence siège blocus
        """.split()
)

# More of them, which the learned judge of triggers does not ask for.
RETOLD = ANAPHORIC | frozenset(
    """
    bombardement fusillade pilonnage charge agression exécution meurtre assassinat détonation carnage tragédie
    déflagration prise capture incursion évasion défilé cortège
    """.split()
)

IRREGULAR_PARTICIPLES: dict[str, tuple[str, ...]] = {
    "assaillir": ("assailli",),
    "prendre": ("pris",),
    "reprendre": ("repris",),
    "surprendre": ("surpris",),
    "détruire": ("détruit",),
    "réduire": ("réduit",),
    "conduire": ("conduit",),
    "interdire": ("interdit",),
    "mettre": ("mis",),
    "remettre": ("remis",),
    "démettre": ("démis",),
    "commettre": ("commis",),
    "admettre": ("admis",),
    "promettre": ("promis",),
    "soumettre": ("soumis",),
    "conquérir": ("conquis",),
    "reconquérir": ("reconquis",),
    "requérir": ("requis",),
    "occire": ("occis",),
    "ouvrir": ("ouvert",),
    "rouvrir": ("rouvert",),
    "offrir": ("offert",),
    "exclure": ("exclu",),
    "conclure": ("conclu",),
    "dissoudre": ("dissous", "dissoute"),
    "rompre": ("rompu",),
    "battre": ("battu",),
    "abattre": ("abattu",),
    "combattre": ("combattu",),
    "pendre": ("pendu",),
    "rendre": ("rendu",),
    "tendre": ("tendu",),
    "suspendre": ("suspendu",),
    "détenir": ("détenu",),
    "retenir": ("retenu",),
    "soutenir": ("soutenu",),
    "tenir": ("tenu",),
    "convenir": ("convenu",),
    "recevoir": ("reçu",),
    "mourir": ("mort",),
    "perdre": ("perdu",),
    "poursuivre": ("poursuivi",),
    "secourir": ("secouru",),
    "accueillir": ("accueilli",),
    "recueillir": ("recueilli",),
    "cueillir": ("cueilli",),
    "élire": ("élu",),
    "inscrire": ("inscrit",),
    "proscrire": ("proscrit",),
    "enjoindre": ("enjoint",),
    "joindre": ("joint",),
    "atteindre": ("atteint",),
    "éteindre": ("éteint",),
    "reconnaître": ("reconnu",),
    "déchoir": ("déchu",),
}

# Nouns of the classes of weapons that name what is done with them: they are triggers before a verb is.
BLASTS = frozenset(["attentat-suicide", "explosion", "déflagration", "détonation", "raid", "salve", "tir"])

# The words before what something was done by or during: «tués par un tir», «péri dans l'explosion», «lors d'un raid».
CAUSAL = frozenset({"par", "dans", "lors", "pendant", "durant"})

# The verbs whose participle only counts an attack's victims. Absent on purpose: «détruire», a deed of its own.
TOLL_VERBS = frozenset({"tuer", "blesser", "faucher", "décimer", "massacrer", "endeuiller"})

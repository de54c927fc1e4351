"""Word classes that decide what a trigger means: «libérer» a place is a seizure, «libérer» hostages a release.

All entries are lemmas (singular, infinitive); own lists. The triggers themselves stand in fr_triggers.tsv.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


CLASSES: dict[str, frozenset[str]] = {
    # Ground that can be taken or lost. Absent on purpose: «pays», «monde», «région» as a whole («le pays» is left).
    "place": _words(
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
        canton kilomètre hectare arpent banlieue quartier-général QG ambassade mairie ministère parlement siège
        télévision radio mosquée église minaret université
        """
    ),
    "captive": _words(
        """
        otage prisonnier prisonnière détenu détenue captif captive journaliste lycéen lycéenne élève écolier
        écolière étudiant humanitaire marin équipage opposant militant ressortissant soldat militaire prêtre
        religieuse dépouille corps séquestré fillette fille femme enfant rapt blogueur manifestant employé ingénieur
        passager pêcheur touriste avocat activiste prévenu condamné mineur casque garde policier gendarme
        missionnaire expatrié chauffeur villageois voyageur routard
        """
    ),
    "civilian": _words(
        """
        civil habitant famille blessé enfant femme réfugié déplacé migrant naufragé rescapé malade patient sinistré
        villageois riverain passager population expatrié ressortissant survivant personne pèlerin étudiant alpiniste
        mineur orphelin bébé élève victime vieillard
        """
    ),
    "weapon": _words(
        """
        arme armement munition missile obus fusil fusil-mitrailleur canon char blindé kalachnikov roquette arsenal
        mitrailleuse lance-roquettes mortier batterie explosif pièce matériel équipement artillerie drone avion
        hélicoptère chasseur uranium centrifugeuse ogive sous-marin frégate système radar bombe cartouche fusée
        torpille obusier stock sol-air antiaérien antichar
        """
    ),
    "artillery": _words(
        """
        artillerie artilleur obus mortier roquette missile canon char blindé batterie obusier salve katioucha grad
        fusée lance-roquettes sol-sol scud balistique croisière himars projectile artificier calibre orgue torpille
        lance-missiles antichar tank pièce
        """
    ),
    "aircraft": _words(
        """
        avion aviation aérien hélicoptère chasseur bombardier chasseur-bombardier rafale mirage sukhoï su-24 su-34
        f-16 f-15 f-35 b-52 mig aéronef appareil escadrille aéroporté baril ciel air vol pilote chasse coalition
        otan hélico planeur aile jet airs bombe-baril raid flottille
        """
    ),
    "drone": _words(
        """
        drone sans-pilote shahed bayraktar téléguidé télécommandé télépiloté essaim munition-rôdeuse quadricoptère
        """
    ),
    "bomb": _words(
        """
        bombe mine explosif engin grenade voiture véhicule camion piégé dynamite tnt semtex colis ceinture gilet
        charge moto motocyclette fourgonnette improvisé artisanal plastic bonbonne détonateur camionnette
        antipersonnel déflagration explosion détonation
        """
    ),
    "kamikaze": _words("kamikaze suicide ceinture gilet attentat-suicide voiture-suicide martyr corset"),
    "gun": _words(
        """
        balle fusil kalachnikov pistolet arme mitrailleuse tireur rafale sniper canon fusil-mitrailleur chargeur
        cartouche plomb automatique mitraillette calibre revolver tir salve embusqué feu
        """
    ),
    "blade": _words(
        """
        couteau machette poignard hache sabre gourdin pierre arme-blanche flèche lame coutelas pieu barre blanc
        """
    ),
    "chemical": _words(
        """
        chlore chimique sarin gaz moutarde toxique neurotoxique ypérite asphyxiant incapacitant novitchok
        """
    ),
    "teargas": _words(
        """
        lacrymogène gaz matraque lance eau caoutchouc flash-ball bouclier canon grenade-assourdissante anti-émeute
        """
    ),
    "crowd": _words(
        """
        manifestant foule cortège étudiant rassemblement sit-in manifestation contestataire émeutier protestataire
        marcheur badaud attroupement gréviste lycéen défilé
        """
    ),
    "troops": _words(
        """
        soldat troupe homme renfort militaire bataillon régiment brigade division unité force colonne char blindé
        contingent navire porte-avions frégate destroyer croiseur avion chasseur bombardier hélicoptère parachutiste
        réserviste combattant commando marine convoi milicien casque effectif réserve garnison section compagnie
        instructeur légionnaire gendarme blindés escadre sous-marin détachement bâtiment fantassin tirailleur
        patrouille tank artilleur engin cavalier mercenaire peshmerga élément recrue
        """
    ),
    "police": _words("policier gendarme police gendarmerie CRS agent anti-émeute gendarme-mobile"),
    "operation": _words(
        """
        opération offensive campagne assaut bataille manœuvre exercice contre-offensive ratissage
        """
    ),
    "person": _words(
        """
        personne homme femme enfant fille garçon habitant villageois élève journaliste employé ouvrier touriste
        policier soldat militaire maire député ministre président chef commandant étudiant pêcheur berger paysan
        prêtre évêque imam cardinal religieuse commerçant chauffeur médecin infirmier humanitaire candidat opposant
        militant marin ingénieur otage civil notable lycéen lycéenne garde gendarme officier général colonel avocat
        juge agriculteur passager frère fils père épouse mère activiste blogueur employée travailleur routier
        professeur ressortissant chef-adjoint conseiller procureur préfet gouverneur suspect individu
        """
    ),
    "media": _words(
        """
        journal radio chaîne site quotidien hebdomadaire internet réseau antenne télévision presse média journaliste
        émission diffusion signal rédaction parution tirage Facebook WhatsApp Twitter X TikTok YouTube télé
        """
    ),
    "emergency": _words("état urgence loi martial exception siège martiale"),
    "curfew": _words("couvre-feu confinement"),
    "siege": _words("siège blocus étau barrage encerclement bouclage piquet embargo"),
    "fight": _words(
        """
        hostilité combat tir bombardement opération feu frappe offensive attaque pilonnage raid guerre affrontement
        """
    ),
    "access": _words(
        """
        frontière route poste-frontière aéroport passage accès corridor port point-de-passage poste couloir
        observateur inspecteur convoi ambassade ligne espace
        """
    ),
    "food": _words("nourriture repas aliment plateau ration gamelle manger"),
    "tyre": _words("pneu pneumatique poubelle barricade palette tronc rocher"),
    "sentence": _words(
        """
        prison mort perpétuité réclusion peine an mois coupable contumace amende sursis ferme détention bagne
        pendaison travaux ans emprisonnement tribunal cour juge
        """
    ),
    "diplomat": _words(
        """
        ambassadeur diplomate chargé consul attaché représentant ambassadrice émissaire envoyé nonce coordinateur
        coordonnateur coordonnatrice coopérant
        """
    ),
    "member": _words("membre délégation pays député sénateur ministre parti général chef officier juge État"),
    "talks": _words(
        """
        négociation pourparler pourparlers dialogue discussion table médiation concertation réunion sommet
        conférence entretien rencontre consultation tractation session entrevue délégation visite invitation échange
        conclave
        """
    ),
    "treaty": _words(
        """
        accord traité pacte convention protocole trêve texte charte mémorandum cessez-le-feu document contrat
        entente partenariat alliance loi résolution déclaration feuille armistice mandat communiqué
        """
    ),
    "relations": _words("relation lien pont rapport coopération alliance ambassade liaison union"),
    "sanctions": _words("sanction représaille rétorsion embargo gel suspension mesure droit surtaxe rupture"),
    "aid": _words(
        """
        aide vivre médicament tonne colis million milliard ration couverture tente nourriture eau carburant convoi
        farine vaccin secours don dollar euro matériel assistance bâche sac blé riz soin asile crédit prêt fonds
        enveloppe subvention cargaison soutien appui vaccination lait kit ambulance hôpital sang groupe-électrogène
        """
    ),
    "trade": _words(
        """
        livraison exportation importation coopération vente achat commerce aide fourniture crédit versement
        importations pétrole gaz vol liaison échange avoir compte subvention ravitaillement programme électricité
        visa financement budget fret ciment décaissement contribution
        """
    ),
    "inquiry": _words("enquête information instruction investigation commission procédure"),
    "phone": _words(
        """
        téléphone téléphonique fil ligne visioconférence appel téléphoniquement vidéo combiné vive-voix
        """
    ),
    "hunger": _words("faim"),
    "demand": _words(
        """
        demande exigence appel proposition requête offre ultimatum plan projet injonction revendication
        """
    ),
    # Names of states and the capitals that stand for them: who recalls, summons, is left or is sanctioned.
    "state": _words(
        """
        Afghanistan Albanie Algérie Allemagne Angola Arabie Argentine Arménie Australie Autriche Azerbaïdjan Bahreïn
        Bangladesh Belgique Bénin Biélorussie Birmanie Bolivie Bosnie Botswana Brésil Bulgarie Burkina Burundi
        Cambodge Cameroun Canada Centrafrique Chili Chine Chypre Colombie Comores Congo Corée Costa Croatie Cuba
        Danemark Djibouti Égypte Egypte Émirats Emirats Équateur Equateur Érythrée Erythrée Espagne Estonie
        États-Unis Etats-Unis Éthiopie Ethiopie Finlande France Gabon Gambie Géorgie Ghana Grèce Guatemala Guinée
        Guyana Haïti Honduras Hongrie Inde Indonésie Irak Iran Irlande Islande Israël Italie Jamaïque Japon Jordanie
        Kazakhstan Kenya Kirghizistan Kosovo Koweït Laos Lesotho Lettonie Liban Libéria Liberia Libye Lituanie
        Luxembourg Macédoine Madagascar Malaisie Malawi Mali Malte Maroc Maurice Mauritanie Mexique Moldavie
        Mongolie Monténégro Mozambique Namibie Népal Nicaragua Niger Nigeria Nigéria Norvège Oman Ouganda
        Ouzbékistan Pakistan Palestine Panama Paraguay Pays-Bas Pérou Philippines Pologne Portugal Qatar RDC RCA
        Roumanie Royaume-Uni Grande-Bretagne Russie Rwanda Salvador Sénégal Serbie Singapour Slovaquie Slovénie
        Somalie Somaliland Soudan Sri Suède Suisse Syrie Tadjikistan Taïwan Tanzanie Tchad Tchéquie Thaïlande Timor
        Togo Tunisie Turkménistan Turquie Ukraine Uruguay Venezuela Vietnam Vatican Yémen Zambie Zimbabwe Côte
        Swaziland Eswatini Jamahiriya URSS USA Washington Moscou Kremlin Pékin Paris Londres Berlin Rome Madrid
        Lisbonne Bruxelles Varsovie Kiev Kyiv Minsk Ankara Téhéran Bagdad Damas Riyad Doha Amman Beyrouth Le-Caire
        Caire Tripoli Tunis Alger Rabat Nouakchott Dakar Bamako Niamey Ouagadougou N'Djamena Abuja Yaoundé Bangui
        Libreville Brazzaville Kinshasa Kigali Bujumbura Kampala Nairobi Addis-Abeba Asmara Khartoum Juba Mogadiscio
        Luanda Pretoria Harare Maputo Antananarivo Islamabad Kaboul Delhi New-Delhi Dacca Séoul Pyongyang Tokyo
        Hanoï Manille Jakarta Canberra Ottawa Mexico Caracas Bogota Quito Lima Brasilia Santiago Stockholm Oslo
        Helsinki Copenhague Tallinn Riga Vilnius Prague Budapest Bucarest Sofia Belgrade Athènes Erevan Bakou
        Tbilissi Maison-Blanche Élysée Elysée Pentagone Quai Matignon Tel-Aviv Jérusalem Sanaa Aden Lomé Cotonou
        Abidjan Accra Conakry Banjul Freetown Monrovia Malabo royaume émirat sultanat pays voisin puissance capitale
        occident
        """
    ),
    # Bodies of states: what is joined, left, and suspends its members.
    "body": _words(
        """
        ONU UE OTAN Otan Cédéao CEDEAO CEEAC UA Union Ligue Igad SADC AES G5 OPEP OSCE OMC OMS AIEA CPI CIJ FMI
        Unesco Unicef HCR UNRWA Conseil Commission Assemblée Francophonie OIF Commonwealth CCG Mercosur Asean OEA
        BRICS UEMOA organisation alliance bloc cour tribunal parlement nations accord Alliance Monusco Minusma
        Minusca Finul Misca CICR Croix-Rouge Croissant-Rouge Amnesty MSF OSDH
        """
    ),
    # Armed groups by name or by kind.
    "armed": _words(
        """
        Daech Daesh EI EIIL État-islamique Al-Qaïda Aqmi AQMI Hezbollah Hamas houthi Houthis houthis taliban
        talibans PKK YPG FDS M23 ADF GSIM Jnim JNIM EIGS Iswap ISWAP Boko Haram Shebab shebab chebab Wagner RSF FSR
        Séléka anti-balaka Nosra Front jihadiste djihadiste rebelle insurgé milicien milice terroriste combattant
        séparatiste guérillero paramilitaire assaillant ravisseur gang bandit commando homme-armé tireur kamikaze
        groupe élément takfiri takfiriste mutin putschiste colon sécessionniste maquisard narcotrafiquant cartel
        """
    ),
    "leader": _words(
        """
        président premier-ministre ministre roi émir sultan prince chancelier chancelière chef émissaire envoyé
        ambassadeur secrétaire dirigeant homologue négociateur médiateur porte-parole gouvernement cabinet exécutif
        diplomatie diplomate parlement sénat procureur juge maire gouverneur délégation pape cardinal
        """
    ),
    "crisis": _words("crise situation dossier question"),
}

# Verbs that carry an event noun and say nothing of their own: the noun is the trigger.
LIGHT_VERBS = _words(
    """
        mener lancer effectuer conduire déclencher perpétrer commettre opérer organiser tenir avoir faire exécuter
        engager entamer entreprendre diriger ordonner subir essuyer livrer poursuivre reprendre intensifier
        multiplier procéder participer prendre donner observer décréter instaurer imposer annoncer proclamer signer
        conclure ouvrir lever décider revendiquer préparer planifier monter assurer connaître viser repousser
        déjouer relancer suspendre rompre convoquer présider accueillir abriter réclamer exiger demander appeler
        proposer adopter prononcer adresser
        """
)

# Verbs whose clause or object is only said, thought or wished.
SAYING_VERBS = _words(
    """
        dire déclarer affirmer annoncer assurer indiquer préciser expliquer rapporter raconter confier ajouter
        estimer juger croire penser souligner rappeler noter révéler soutenir prétendre répéter marteler confirmer
        signaler écrire lancer résumer soupirer lâcher glisser avancer reconnaître admettre démentir nier espérer
        souhaiter craindre redouter savoir apprendre
        """
)

# Verbs under which an act is asked, promised, threatened, accused of: the act under them gets no event of its own.
EMBEDDING_VERBS = _words(
    """
        demander exiger réclamer appeler exhorter presser prier sommer inviter enjoindre ordonner supplier adjurer
        accuser reprocher soupçonner imputer menacer promettre jurer proposer offrir accepter refuser consentir
        engager avertir convenir solliciter implorer conjurer condamner dénoncer accorder
        """
)

# Verbs of mood and phase; their infinitive is the event.
MODAL_VERBS = _words(
    """
        devoir pouvoir vouloir compter entendre espérer envisager souhaiter tenter essayer chercher vouloir prévoir
        aller venir commencer continuer cesser finir apprêter préparer risquer sembler paraître parvenir réussir
        échouer hésiter décider achever
        """
)

# Words of sport, trade, films, kitchens and weather: a text full of them speaks of war in figures only.
OFF_TOPIC = _words(
    """
        match but gardien buteur coupe championnat équipe entraîneur sélectionneur stade finale demi-finale mi-temps
        arbitre penalty ballon football tournoi quart-de-finale supporteur ligue qualification victoire joueur
        attaquant milieu défenseur latéral surface corner podium course étape peloton cycliste maillot set raquette
        tennis basket rugby marathon athlète médaille film cinéma réalisateur acteur festival roman écrivain
        spectacle scène concert album chanteur exposition peintre toile documentaire caméra plan-séquence jury
        scénario recette cuisson farine beurre four sucre oignon cuillère gramme plat restaurant chef chiffre
        d'affaires bénéfice résultat-net action actionnaire bourse dividende part-de-marché concurrent entreprise
        rentabilité exercice clientèle marque rival filiale pluie orage température averse degré thermomètre vent
        météo rafale ensoleillé nuage dépression neige canicule anticyclone série épisode saison jeu vidéo console
        joueuse club entraînement poule gazon tribune affiche titre vainqueur but-en-or prolongation vestiaire
        supporter capitaine talonneur pilier mêlée-ouverte essai transformation XV Bleus Coupe Ligue-1 Mondial CAN
        FIFA UEFA quadruplé doublé triplé tireur-au-but coup-franc rebond set-décisif classement bande-annonce
        tournage plateau-de-tournage protagoniste intrigue lecteur rédacteur romancière héros héroïne cinéaste
        spectateur projection salle écran dramaturge pièce rideau opéra chorégraphe partition compositeur
        four-à-bois pâte beignet marinade mijoter éplucher cuillerée saladier cocotte croissant boulangerie
        viennoiserie pourcentage croissance-externe marge trésorerie bénéficiaire fusion acquisition cotation
        franchise magasin consommateur produit-phare start-up PDG tarif client promotion soldes volume exportateur
        rayon catalogue emballage averses éclaircie grésil bourrasque marée crue vigilance anticyclonique littoral
        houle avalanche verglas éliminatoire huitième quart demie vestiaires maillots podium sprint échappée
        col-hors-catégorie chrono échiquier échecs pion grand-maître chou tomate récolte insecte criquet virus
        moustique épidémie ménage
        """
)

# Nouns that take up an event told before.
ANAPHORIC = _words(
    """
        attaque opération assaut raid offensive drame tuerie massacre attentat explosion frappe acte crime incident
        embuscade combat bataille affrontement marche manifestation mesure décision arrestation sanction accord
        rencontre visite trêve libération rapt enlèvement retrait annonce initiative violence siège blocus
        """
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
